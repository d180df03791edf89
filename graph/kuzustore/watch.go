package kuzustore

import (
	"time"

	gopsutil "github.com/shirou/gopsutil/v4/process"

	"backchannel/graph"
	"backchannel/graph/kuzustore/protocol"
)

const (
	watchEvery  = 20 * time.Millisecond
	memoryGrace = 200 * time.Millisecond // from asking queries to stop to ending the engine
)

// watch holds a process to the memory budget while it works. Kuzu's own limit
// covers its buffers only. A single request over the budget is at fault; of
// several it cannot be told which, so all are stopped and asked again alone.
func (s *supervisor) watch(p *process) {
	os, err := gopsutil.NewProcess(int32(p.cmd.Process.Pid))
	if err != nil {
		return // it is dead already
	}
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-p.busy:
		case <-p.dead:
			return
		}
		var stopped time.Time // when requests were asked to stop
		for p.active() > 0 {
			select {
			case <-tick.C:
			case <-p.dead:
				return
			}
			used := resident(os)
			switch {
			case used <= s.memory && stopped.IsZero():
			case stopped.IsZero():
				s.log.Warn("the engine is over its memory budget", "used", megabytes(used), "budget", megabytes(s.memory))
				p.accuse(graph.Errorf(graph.TooLarge, "the query needed more than the %s of memory that the engine may use, and was ended: narrow it, or give the store more memory", megabytes(s.memory)))
				stopped = time.Now()
			case time.Since(stopped) > memoryGrace, used > s.memory+s.memory/4:
				p.kill()
			}
		}
		// What a query has freed may stay with the process. Nothing is under way, so
		// a new one costs nothing but its start.
		if resident(os) > s.memory/4*3 {
			p.kill()
		}
	}
}

func resident(p *gopsutil.Process) uint64 {
	m, err := p.MemoryInfo()
	if err != nil {
		return 0
	}
	return m.RSS
}

// accuse asks every request to stop and notes why.
func (p *process) accuse(tooLarge error) {
	p.mu.Lock()
	verdict := tooLarge
	if len(p.calls) > 1 {
		verdict = errShared
	}
	ids := make([]uint64, 0, len(p.calls))
	for id, c := range p.calls {
		c.verdict = verdict
		ids = append(ids, id)
	}
	p.mu.Unlock()
	for _, id := range ids {
		_ = p.tell(protocol.Request{ID: id, Op: protocol.Cancel})
	}
}

func (p *process) verdict(c *call) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return c.verdict
}
