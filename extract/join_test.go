package extract
import ("testing";"os";"fmt";"strings")
func TestJoin(t *testing.T){
 for _,f:=range os.Args { if len(f)>4 && f[len(f)-4:]==".txt" {
  d,_:=os.ReadFile(f); w,err:=Read(f,d,Options{}); if err!=nil{fmt.Println(err);continue}
  for _,b:=range w.Blocks(){ if b.Kind!=Title&&strings.ContainsRune(w.Slice(b.Body),'\n') { fmt.Println(f[len(f)-30:],"|",strings.ReplaceAll(w.Slice(b.Body),"\n","⏎")) } } } }
}
