package kuzustore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"backchannel/graph"
	"backchannel/graph/kuzustore/protocol"
)

const (
	startTime   = 5 * time.Minute        // for opening a graph whose write-ahead log must be read first
	stopTime    = 2 * time.Second        // for ending without force
	yieldTime   = time.Second            // for the engine of a program that has just died
	cancelGrace = 400 * time.Millisecond // from asking the engine to stop a query to ending the engine
	everyone    = 1 << 30                // the weight of being alone in the engine
	revivals    = 5                      // how often a request is asked again when the engine is killed from outside
)

// supervisor keeps an engine running and carries requests to it. A request that
// the engine dies under is asked again alone: the others that died with it are
// innocent, and if it happens again, this one is not.
type supervisor struct {
	command  []string
	settings protocol.Settings
	memory   uint64
	log      *slog.Logger
	guard    guard

	inside  *semaphore.Weighted // requests in the engine: 1 each, everyone for one alone
	crashes *crashes
	work    sync.WaitGroup // goroutines that outlive a request

	mu       sync.Mutex
	closed   bool
	current  *process
	starting *start
	guarded  bool // guarded work is under way
	restores int  // how often the graph was brought back from the guard's copy
}

// start is a process on its way, for all who wait for it.
type start struct {
	done    chan struct{}
	process *process
	err     error
}

// reading takes the rows of an answer.
type reading struct {
	columns func([]string)
	row     func([]any) error // an error ends the work and is returned
	again   func() bool       // makes ready to ask once more; false if that cannot be
}

// lost means that the engine died, or was ended, under a request.
type lost struct {
	death   death
	verdict error // what the watch says of this request; nil if nothing
	alone   bool  // nothing else was in the engine
}

func (l *lost) Error() string { return "the engine ended: " + l.death.state }

// errShared is the watch's verdict on requests of which one, it is not known
// which, took too much memory.
var errShared = errors.New("memory ran out under several requests")

// process returns the running engine; it starts one if there is none.
func (s *supervisor) process(ctx context.Context) (*process, error) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil, graph.Errorf(graph.Unavailable, "the store is closed")
	}
	if p := s.current; p != nil {
		select {
		case <-p.dead:
			s.current = nil
		default:
			s.mu.Unlock()
			return p, nil
		}
	}
	st := s.starting
	if st == nil {
		st = &start{done: make(chan struct{})}
		s.starting = st
		s.work.Go(func() { s.start(st) })
	}
	s.mu.Unlock()
	select {
	case <-st.done:
		return st.process, st.err
	case <-ctx.Done():
		return nil, ended(ctx)
	}
}

func (s *supervisor) start(st *start) {
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	if st.err = s.recover(); st.err == nil {
		st.process, st.err = startProcess(ctx, s.command, s.settings)
	}
	s.mu.Lock()
	s.starting = nil
	if st.err == nil {
		s.current = st.process
		s.work.Go(func() { s.watch(st.process) })
	}
	s.mu.Unlock()
	close(st.done)
}

// recover makes the file ready for a new engine.
func (s *supervisor) recover() error {
	path := s.settings.Path
	for end := time.Now().Add(yieldTime); ; time.Sleep(5 * time.Millisecond) {
		engine := engineOf(path)
		if engine == 0 {
			break
		}
		if time.Now().After(end) {
			return inUse(path, engine)
		}
	}
	if !s.guard.isSet() {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.restore()
}

// restore brings the graph back to before the guarded work. mu is held.
func (s *supervisor) restore() error {
	s.restores++
	err := s.guard.restore()
	if err == nil && !s.guarded {
		err = s.guard.lift()
	}
	if err != nil {
		return graph.Wrap(graph.Unavailable, err, "the graph %s cannot be brought back to before an import that was broken off: see that there is room on the disk and that its folder can be written", s.settings.Path)
	}
	return nil
}

// guardedly does work that the engine must not be killed in, and undoes it if it
// is. Only one such work, and no other write, may be under way.
func (s *supervisor) guardedly(work func() error) error {
	s.mu.Lock()
	s.guarded = true
	s.mu.Unlock()
	err := s.guard.set()
	if err != nil {
		err = graph.Wrap(graph.Unavailable, err, "there is no copy of the graph %s to fall back on: see that the disk has room for a second one", s.settings.Path)
	}
	s.mu.Lock()
	before := s.restores
	s.mu.Unlock()
	if err == nil {
		err = work()
	}
	s.mu.Lock()
	for s.starting != nil {
		st := s.starting
		s.mu.Unlock()
		<-st.done
		s.mu.Lock()
	}
	defer s.mu.Unlock()
	s.guarded = false
	if err == nil && s.restores == before {
		return s.guard.lift()
	}
	if err == nil { // it was done, and then undone with the engine's death
		err = &lost{death: death{killed: true, state: "killed after its work"}}
	}
	s.endCurrent()
	undo := s.guard.lift
	if s.guard.isSet() {
		undo = s.restore
	}
	if failure := undo(); failure != nil {
		return failure
	}
	return err
}

// endCurrent kills the engine, if one runs, and sees it dead. mu is held.
func (s *supervisor) endCurrent() {
	if s.current != nil {
		s.current.kill()
		<-s.current.dead
		s.current = nil
	}
}

// end kills the engine; whoever needs it starts another.
func (s *supervisor) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endCurrent()
}

// do carries a request to the engine and its rows to r. Between two attempts r
// may change the request.
func (s *supervisor) do(ctx context.Context, q *protocol.Request, r reading) error {
	if err := s.crashes.check(q); err != nil {
		return err
	}
	err := s.attempt(ctx, *q, r, 1)
	for revival := 0; ; revival++ {
		var l *lost
		if !errors.As(err, &l) {
			return err
		}
		s.log.WarnContext(ctx, "the engine ended under a request", "state", l.death.state, "alone", l.alone, "log", l.death.log)
		switch {
		case l.verdict != nil && !errors.Is(l.verdict, errShared):
			return l.verdict
		case l.alone && l.verdict == nil && !l.death.killed:
			s.crashes.note(q)
			return refusedCrash(l)
		case revival == revivals:
			return graph.Wrap(graph.Unavailable, l, "the engine was ended from outside %d times in a row: see whether the system is short of memory", revivals+1)
		case !r.again():
			return graph.Wrap(graph.Unavailable, l, "the engine had to be started again while the answer was being read: ask again")
		}
		err = s.attempt(ctx, *q, r, everyone)
	}
}

func refusedCrash(cause error) error {
	return graph.Wrap(graph.Refused, cause, "the engine cannot run this query: it crashed on it and was started again; write the query in another way")
}

// attempt asks once. Weight is everyone to be alone in the engine.
func (s *supervisor) attempt(ctx context.Context, q protocol.Request, r reading, weight int64) error {
	if err := s.inside.Acquire(ctx, weight); err != nil {
		return ended(ctx)
	}
	release := func() { s.inside.Release(weight) }
	p, err := s.process(ctx)
	if err != nil {
		release()
		return err
	}
	c, id, err := p.send(q)
	if err != nil {
		release()
		return err
	}
	for {
		select {
		case reply := <-c.replies:
			err, more := s.take(p, id, reply, r)
			if more {
				continue
			}
			if verdict := p.verdict(c); reply.Done && err != nil && verdict != nil {
				err = &lost{verdict: verdict, alone: weight == everyone, death: death{killed: true, state: "stopped for its memory"}}
			}
			if reply.Done {
				release()
				return err
			}
			s.abandon(p, c, id, release)
			return err
		case <-p.dead:
			release()
			return &lost{death: p.death, verdict: p.verdict(c), alone: weight == everyone}
		case <-ctx.Done():
			s.abandon(p, c, id, release)
			return ended(ctx)
		}
	}
}

// take hands one reply on and tells whether more is to come.
func (s *supervisor) take(p *process, id uint64, reply protocol.Reply, r reading) (error, bool) {
	switch {
	case reply.Done:
		return p.failed(reply.Failure), false
	case reply.Rows == nil:
		r.columns(reply.Columns)
		return nil, true
	}
	rows, err := protocol.Rows(reply.Rows)
	if err != nil {
		return graph.Wrap(graph.Internal, err, "the engine's rows cannot be read"), false
	}
	for _, row := range rows {
		if err := r.row(row); err != nil {
			return err, false
		}
	}
	return p.tell(protocol.Request{ID: id, Op: protocol.Grant, Credit: 1}), true
}

// abandon asks the engine to stop a request that nobody waits for any more, and
// ends the engine if it does not.
func (s *supervisor) abandon(p *process, c *call, id uint64, release func()) {
	_ = p.tell(protocol.Request{ID: id, Op: protocol.Cancel})
	s.work.Go(func() {
		defer release()
		grace := time.NewTimer(cancelGrace)
		defer grace.Stop()
		for {
			select {
			case reply := <-c.replies:
				if reply.Done {
					return
				}
			case <-grace.C:
				s.log.Warn("the engine does not stop a query and is ended")
				p.kill()
				<-p.dead
				return
			case <-p.dead:
				return
			}
		}
	})
}

// ended says why a context ended: the store's own limit, or the caller's.
func ended(ctx context.Context) error {
	cause := context.Cause(ctx)
	var e *graph.Error
	switch {
	case errors.As(cause, &e):
		return e
	case errors.Is(cause, context.DeadlineExceeded):
		return graph.Wrap(graph.Timeout, cause, "there was no answer within the time allowed: narrow the question, or allow it more time")
	}
	return graph.Wrap(graph.Timeout, cause, "the question was cancelled")
}

func tooLong(limit time.Duration) error {
	return graph.Errorf(graph.Timeout, "the query took longer than %s and was ended: narrow it, or allow it more time", limit)
}

func (s *supervisor) close() {
	s.mu.Lock()
	s.closed = true
	st := s.starting
	s.mu.Unlock()
	if st != nil {
		<-st.done
	}
	s.mu.Lock()
	p := s.current
	s.mu.Unlock()
	if p != nil {
		p.stop()
	}
	s.work.Wait()
}

func megabytes(n uint64) string { return fmt.Sprintf("%d MB", n>>20) }
