package kuzustore

import (
	"fmt"

	"backchannel/graph"

	gopsutil "github.com/shirou/gopsutil/v4/process"
)

// inUse is the error for a graph that another process has open.
func inUse(path string, engine int) error {
	return graph.Errorf(graph.Conflict, "the graph %s is in use: %s", path, holder(engine))
}

// holder tells which program has the graph open, and what to do about it. The
// lock is held by that program's engine, so the program is the engine's parent.
func holder(pid int) string {
	const advice = "ask the running server through its HTTP API (--store cannot share one file), or stop it first"
	if pid == 0 {
		return advice
	}
	p, err := gopsutil.NewProcess(int32(pid))
	if err != nil {
		return advice
	}
	if parent, err := p.Parent(); err == nil && parent.Pid > 1 {
		p = parent
	}
	name, err := p.Name()
	if err != nil {
		return advice
	}
	return fmt.Sprintf("%s, process %d, has it; %s", name, p.Pid, advice)
}
