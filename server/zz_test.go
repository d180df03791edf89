package server_test

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"backchannel/internal/enginetest"
	"backchannel/server"
	"backchannel/server/imports"
)

func TestZZStall(t *testing.T) {
	jobs := imports.New(t.Context(), enginetest.Kuzu(t), imports.Options{Folder: t.TempDir()})
	s := server.New(nil, quiet(server.Options{Imports: jobs, BodyTime: 200 * time.Millisecond, Drain: time.Millisecond}))
	r := run(t, s)
	for _, head := range []string{
		"POST /api/v1/cypher HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
		"POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=xx\r\nContent-Length: 1000\r\n\r\n--xx\r\n",
		"POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n--xx\r\n",
		"POST /api/v1/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n--xx\r\n",
		"POST /api/v1/nothing HTTP/1.1\r\nHost: other.example\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n--xx\r\n",
	} {
		c, err := net.Dial("tcp", strings.TrimPrefix(r.address, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		c.Write([]byte(head))
		c.SetReadDeadline(time.Now().Add(4 * time.Second))
		began := time.Now()
		line, err := bufio.NewReader(c).ReadString('\n')
		fmt.Printf("%.30q -> %q %v %v\n", head, line, err, time.Since(began))
		c.Close()
	}
	r.stop()
	<-r.ended
}
