package neo4jtest

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

const (
	freeze = syscall.SIGSTOP
	thaw   = syscall.SIGCONT
)

// process is a running child that does not outlive this program.
type process struct {
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended
	err  error         // how it ended, once done is closed
}

// launch starts a child that writes to the file log. Linux ends a child with the
// thread that started it, not with the program, so that thread is kept for it.
func launch(name string, args []string, log string) (*process, error) {
	p := &process{cmd: exec.Command(name, args...), done: make(chan struct{})}
	out, err := os.OpenFile(log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	p.cmd.Stdout, p.cmd.Stderr = out, out
	dieWithParent(p.cmd)
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer out.Close()
		err := p.cmd.Start()
		started <- err
		if err == nil {
			p.err = p.cmd.Wait()
			close(p.done)
		}
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return p, nil
}

// kill ends the child and waits for its end. Killing twice does nothing.
func (p *process) kill() {
	_ = p.cmd.Process.Kill() // it may have ended by itself
	<-p.done
}

// alive tells whether there is a process of that id, ours or another's.
func alive(pid int) bool { return !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }
