package extract
import ("testing";"os";"fmt")
func TestLook(t *testing.T){
 for _,f:=range os.Args { if len(f)>4 && f[len(f)-4:]==".txt" {
  d,_:=os.ReadFile(f); w,err:=Read(f,d,Options{}); if err!=nil{fmt.Println(err);continue}
  fmt.Println("=====",f,w.Encoding); fmt.Print(Dump(w)) } }
}
