package zztable
import ("testing";"context";"time";"fmt";"backchannel/graph/kuzustore";"backchannel/seed";"backchannel/seed/table")
func TestZ(t *testing.T){
 for _,size:=range []int{25000,50000,200000} {
 s,err:=kuzustore.Open(context.Background(), t.TempDir()+"/k", kuzustore.Options{Command: []string{"/tmp/table-importer/bc","engine"}}); if err!=nil {t.Fatal(err)}
 im,err:=table.Open("../../examples/snap/mapping.yaml","/work/shared/data/collegemsg/CollegeMsg.txt"); if err!=nil {t.Fatal(err)}
 im.BatchSize=size
 t0:=time.Now()
 _,err=seed.Run(context.Background(),s,im,seed.Options{}); if err!=nil {t.Fatal(err)}
 fmt.Println(size,time.Since(t0)); s.Close()
 }
}
