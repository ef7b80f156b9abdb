package corpus
import ("testing";"os";"context";"fmt";"runtime/pprof")
func TestZZProf(t *testing.T) {
	if os.Getenv("ZZLIB") == "" { t.Skip() }
	a, err := Open(os.Getenv("ZZLIB"), Write)
	if err != nil { t.Fatal(err) }
	defer a.Close()
	f, _ := os.Create("/tmp/ov/cpu2.out"); pprof.StartCPUProfile(f); defer pprof.StopCPUProfile()
	ctx, stop := context.WithCancel(t.Context())
	r, err := a.Audit(ctx, AuditOptions{Version: "prof", SkipAlone: true, Step: func(d, n int) { if d == 40 { stop() } }})
	fmt.Println(r, err)
}
