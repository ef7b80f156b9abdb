package extract
import ("testing";"os";"fmt";"path/filepath")
func TestGold(t *testing.T){
 fs,_:=filepath.Glob("/tmp/wrapcases/*.txt"); tp,fp,fn,tn:=0,0,0,0
 for _,f:=range fs { d,_:=os.ReadFile(f); g,_:=os.ReadFile(f[:len(f)-3]+"gold")
  w,_:=Read(f,d,Options{})
  rd := &reader{text: w.Text, lines: splitLines(w.Text)}
  rd.readFront(); rd.readRest(); rd.joinLines()
  if len(rd.lines)!=len(g) {fmt.Println("len",f,len(rd.lines),len(g));continue}
  for i:=1;i<len(g);i++ { j:=rd.lines[i].joined
   if rd.lines[i].kind==Title||rd.lines[i].kind==Addressee {continue}
   pr:=func(k string){fmt.Println(k,filepath.Base(f),i,rd.lines[i-1].runes,rd.lines[i].runes,"|",w.Slice(rd.lines[i-1].span),"|",w.Slice(rd.lines[i].span))}
   switch { case g[i]=='H'&&j: tp++; case g[i]=='H': fn++; pr("FN"); case g[i]=='N'&&j: fp++; pr("FP"); case g[i]=='N': tn++ } } }
 fmt.Println("tp",tp,"fp",fp,"fn",fn,"tn",tn)
}
