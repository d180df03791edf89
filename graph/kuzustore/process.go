package kuzustore

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"time"

	"github.com/fxamacker/cbor/v2"

	"backchannel/graph"
	"backchannel/graph/kuzustore/protocol"
)

// process is one run of the engine, from its start to its death.
type process struct {
	cmd     *exec.Cmd
	version string
	log     *tail // the last that it wrote to its standard streams

	write sync.Mutex // guards out and enc
	out   *os.File
	enc   *cbor.Encoder

	mu    sync.Mutex // guards calls and next
	calls map[uint64]*call
	next  uint64
	busy  chan struct{} // tells the watch that there is a call

	dead  chan struct{} // closed when the process is gone and its calls are told
	death death         // valid once dead is closed
}

// death is how a process ended.
type death struct {
	killed bool   // by SIGKILL, from here or from elsewhere, and not by a fault of its own
	state  string // as the system puts it
	log    string
}

// call is a request under way.
type call struct {
	replies chan protocol.Reply // never blocks the reader: the engine sends Window chunks, columns and an end
	verdict error               // why the watch ended it; set before dead or Done is seen
}

// startProcess starts the engine and opens the graph.
func startProcess(ctx context.Context, command []string, settings protocol.Settings) (*process, error) {
	requestsR, requestsW, err := os.Pipe()
	if err != nil {
		return nil, graph.Wrap(graph.Unavailable, err, "the engine cannot be started: there are no free file handles")
	}
	repliesR, repliesW, err := os.Pipe()
	if err != nil {
		requestsR.Close()
		requestsW.Close()
		return nil, graph.Wrap(graph.Unavailable, err, "the engine cannot be started: there are no free file handles")
	}
	p := &process{
		cmd: exec.Command(command[0], command[1:]...), log: &tail{},
		out: requestsW, enc: protocol.NewEncoder(requestsW),
		calls: map[uint64]*call{}, busy: make(chan struct{}, 1), dead: make(chan struct{}),
	}
	p.cmd.Stdout, p.cmd.Stderr = p.log, p.log
	p.cmd.ExtraFiles = []*os.File{requestsR, repliesW}
	p.cmd.Env = append(os.Environ(), "GOTRACEBACK=none") // of a crash the first lines tell all
	p.cmd.SysProcAttr = attributes()

	started := make(chan error)
	go p.live(started, repliesR)
	err = <-started
	requestsR.Close()
	repliesW.Close()
	if err != nil {
		requestsW.Close()
		repliesR.Close()
		return nil, graph.Wrap(graph.Unavailable, err, "the engine cannot be started by %q: see that the program is where it was and may be run", command[0])
	}
	if err := p.open(ctx, settings); err != nil {
		p.kill()
		<-p.dead
		return nil, err
	}
	return p, nil
}

// live starts the process and stays until it is gone. The system takes the
// death of the thread that started a process for that of its parent, so the
// thread stays too.
func (p *process) live(started chan<- error, replies *os.File) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := p.cmd.Start()
	started <- err
	if err != nil {
		return
	}
	read := make(chan struct{})
	go func() { p.read(replies); close(read) }()
	_ = p.cmd.Wait()
	<-read
	replies.Close()
	p.out.Close()
	p.death = death{killed: killed(p.cmd.ProcessState), state: p.cmd.ProcessState.String(), log: p.log.String()}
	close(p.dead)
}

// read hands replies to their calls until the engine's end of the pipe closes.
func (p *process) read(replies *os.File) {
	dec := protocol.NewDecoder(bufio.NewReaderSize(replies, 256<<10))
	for {
		var r protocol.Reply
		if dec.Decode(&r) != nil {
			p.kill() // either it is dead, or it speaks nonsense
			return
		}
		p.mu.Lock()
		c := p.calls[r.ID]
		if r.Done {
			delete(p.calls, r.ID)
		}
		p.mu.Unlock()
		if c != nil {
			c.replies <- r
		}
	}
}

func (p *process) open(ctx context.Context, settings protocol.Settings) error {
	c, id, err := p.send(protocol.Request{Op: protocol.Open, Open: &settings})
	if err != nil {
		return err
	}
	select {
	case r := <-c.replies:
		p.version = r.Version
		return p.failed(r.Failure)
	case <-p.dead:
		return graph.Wrap(graph.Unavailable, fmt.Errorf("%s: %s", p.death.state, p.death.log), "the engine ended while it opened the graph %s: restore the file from a copy, or import it anew", settings.Path)
	case <-ctx.Done():
		p.forget(id)
		return graph.Wrap(graph.Unavailable, ctx.Err(), "the engine did not open the graph %s in time: try again", settings.Path)
	}
}

// send gives a request an id and writes it.
func (p *process) send(q protocol.Request) (*call, uint64, error) {
	c := &call{replies: make(chan protocol.Reply, protocol.Window+2)}
	p.mu.Lock()
	p.next++
	q.ID = p.next
	p.calls[q.ID] = c
	p.mu.Unlock()
	select {
	case p.busy <- struct{}{}:
	default:
	}
	return c, q.ID, p.tell(q)
}

// tell writes a request that has no answer of its own.
func (p *process) tell(q protocol.Request) error {
	p.write.Lock()
	defer p.write.Unlock()
	if err := p.enc.Encode(q); err != nil {
		var e *cbor.UnsupportedTypeError
		if errors.As(err, &e) {
			p.forget(q.ID)
			return graph.Wrap(graph.Invalid, err, "a parameter has a type that cannot be sent: use JSON's types, times and lists of them")
		}
		p.kill() // the pipe is broken; dead follows
	}
	return nil
}

func (p *process) forget(id uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.calls, id)
}

// active counts the calls that the engine has not finished.
func (p *process) active() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.calls)
}

func (p *process) kill() {
	if p.cmd.Process != nil {
		_ = p.cmd.Process.Kill()
	}
}

// stop ends the process by closing its requests, or by force if it takes too long.
func (p *process) stop() {
	p.write.Lock()
	p.out.Close()
	p.write.Unlock()
	timer := time.NewTimer(stopTime)
	defer timer.Stop()
	select {
	case <-p.dead:
	case <-timer.C:
		p.kill()
		<-p.dead
	}
}

// failed turns the engine's failure into an error of the domain.
func (p *process) failed(f *protocol.Failure) error {
	if f == nil {
		return nil
	}
	e := &graph.Error{Code: f.Code, Detail: f.Detail}
	if f.Cause != "" {
		e.Err = errors.New(f.Cause)
	}
	if f.Line > 0 {
		e.Position = &graph.Position{Line: f.Line, Column: f.Column}
	}
	return e
}

// tail keeps the end of what is written to it.
type tail struct {
	mu  sync.Mutex
	buf []byte
}

const tailSize = 8 << 10

// Write never fails.
func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.buf = append(t.buf, b...)
	if over := len(t.buf) - tailSize; over > 0 {
		t.buf = append(t.buf[:0], t.buf[over:]...)
	}
	return len(b), nil
}

// String is what was kept.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.buf)
}
