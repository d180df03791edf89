package engine

import (
	"sync"
	"time"

	"backchannel/graph"
	"backchannel/graph/kuzustore/protocol"
)

var errCancelled = graph.Errorf(graph.Timeout, "the query was ended before it was done")

// transaction runs the job's statements in one transaction on a connection of
// its own, which is thrown away: after an error Kuzu does not leave it clean.
func (j *job) transaction(s *server) *protocol.Failure {
	if j.request.Write {
		s.writing.Lock()
		defer s.writing.Unlock()
	} else {
		s.idle.RLock()
		defer s.idle.RUnlock()
	}
	c, err := s.db.connect()
	if err != nil {
		return explain(err)
	}
	defer c.close()
	defer j.interruptible(c)()

	begin := "BEGIN TRANSACTION READ ONLY"
	if j.request.Write {
		begin = "BEGIN TRANSACTION"
	}
	if err := c.script(begin); err != nil {
		return explain(err)
	}
	for i, st := range j.request.Statements {
		last := i == len(j.request.Statements)-1
		if err := j.statement(s, c, st, last); err != nil {
			return explain(err)
		}
	}
	if j.request.Bulk {
		defer s.alone()()
	}
	err = c.script("COMMIT")
	switch {
	case err == nil:
		return nil
	case j.request.Write:
		s.broken.Store(true)
		if f := explain(err); f.Code == graph.TooLarge { // what a checkpoint merges must fit into memory
			return f
		}
		return &protocol.Failure{Code: graph.Unavailable, Detail: "the graph cannot be written to: see that there is room on the disk, and try again", Cause: err.Error()}
	}
	return &protocol.Failure{Code: graph.Refused, Detail: "the query ends its own transaction, and only reading is allowed", Cause: err.Error()}
}

// interruptible makes cancel reach the engine. Kuzu forgets an interrupt that
// comes between two statements, so it is repeated until the returned function
// says that the work is over.
func (j *job) interruptible(c *connection) (over func()) {
	done := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		select {
		case <-done:
			return
		case <-j.cancelled:
		}
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			c.interrupt()
			select {
			case <-done:
				return
			case <-tick.C:
			}
		}
	})
	return func() { close(done); watching.Wait() }
}

func (j *job) statement(s *server, c *connection, st protocol.Statement, rows bool) error {
	select {
	case <-j.cancelled:
		return errCancelled
	default:
	}
	if st.Script {
		return c.script(st.Text)
	}
	r, err := c.execute(st.Text, st.Parameters)
	if err != nil {
		return err
	}
	defer r.close()
	if !rows {
		return nil
	}
	s.reply(&protocol.Reply{ID: j.request.ID, Columns: r.columns()})
	for {
		select {
		case <-j.cancelled:
			return errCancelled
		case <-j.credit:
		}
		chunk, err := r.next()
		if err != nil {
			return err
		}
		if chunk == nil {
			return nil
		}
		s.reply(&protocol.Reply{ID: j.request.ID, Rows: chunk})
	}
}
