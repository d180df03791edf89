package engine

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/fxamacker/cbor/v2"

	"backchannel/graph"
	"backchannel/graph/kuzustore/protocol"
)

// The pipes that the store hands to its engine, beside the three standard ones,
// which Kuzu may write to as it likes.
const (
	requestsFD = 3
	repliesFD  = 4
)

// Main is the process: it serves the pipes that the store has left open and
// never returns to a terminal's caller, who has none.
func Main() error {
	signal.Ignore(os.Interrupt, syscall.SIGTERM, syscall.SIGHUP) // the store decides when to end
	in, out := os.NewFile(requestsFD, "requests"), os.NewFile(repliesFD, "replies")
	if _, err := out.Stat(); err != nil {
		return graph.Errorf(graph.Invalid, "the engine is started by the store, not by hand")
	}
	Serve(in, out)
	return nil
}

// Serve answers requests until r ends: then the store is done with the graph, or
// dead. It does not return but ends the process at once, so that the graph is
// free; what was committed is in the write-ahead log.
func Serve(r io.Reader, w io.Writer) {
	s := &server{out: bufio.NewWriterSize(w, 128<<10), jobs: map[uint64]*job{}}
	s.enc = protocol.NewEncoder(s.out)
	requests := protocol.NewDecoder(bufio.NewReaderSize(r, 64<<10))
	for {
		var q protocol.Request
		if err := requests.Decode(&q); err != nil {
			os.Exit(0)
		}
		switch q.Op {
		case protocol.Open:
			s.reply(s.open(&q))
		case protocol.Run:
			go s.run(s.start(&q))
		case protocol.Cancel:
			if j := s.job(q.ID); j != nil {
				j.cancel()
			}
		case protocol.Grant:
			if j := s.job(q.ID); j != nil {
				j.grant(q.Credit)
			}
		case protocol.Checkpoint:
			go s.reply(&protocol.Reply{ID: q.ID, Done: true, Failure: s.checkpoint()})
		default:
			s.reply(&protocol.Reply{ID: q.ID, Done: true, Failure: &protocol.Failure{Code: graph.Unsupported, Detail: fmt.Sprintf("the engine knows no request %d", q.Op)}})
		}
	}
}

type server struct {
	db *database

	// writing is held by a transaction that may write, idle shared by each one
	// that reads; a checkpoint holds both.
	writing sync.Mutex
	idle    sync.RWMutex
	broken  atomic.Bool // a commit failed: what is in memory may not be on the disk

	write sync.Mutex // guards out and enc
	out   *bufio.Writer
	enc   *cbor.Encoder

	mu   sync.Mutex // guards jobs
	jobs map[uint64]*job
}

func (s *server) reply(r *protocol.Reply) {
	s.write.Lock()
	defer s.write.Unlock()
	err := s.enc.Encode(r)
	if err == nil {
		err = s.out.Flush()
	}
	if err != nil {
		os.Exit(1) // nobody listens any more
	}
}

func (s *server) open(q *protocol.Request) *protocol.Reply {
	r := &protocol.Reply{ID: q.ID, Done: true, Version: version()}
	var err error
	if s.db, err = openDatabase(q.Open); err != nil {
		r.Failure = &protocol.Failure{Code: graph.Unavailable, Cause: err.Error(),
			Detail: fmt.Sprintf("the graph %s cannot be opened: see that it is a file of this program's, that its folder can be written, and that there is room on the disk", q.Open.Path)}
	}
	return r
}

func (s *server) start(q *protocol.Request) *job {
	j := &job{request: q, credit: make(chan struct{}, protocol.Window), cancelled: make(chan struct{})}
	j.grant(protocol.Window)
	s.mu.Lock()
	s.jobs[q.ID] = j
	s.mu.Unlock()
	return j
}

func (s *server) job(id uint64) *job {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.jobs[id]
}

// run carries a request out and answers it.
func (s *server) run(j *job) {
	f := j.transaction(s)
	s.mu.Lock()
	delete(s.jobs, j.request.ID)
	s.mu.Unlock()
	s.reply(&protocol.Reply{ID: j.request.ID, Done: true, Failure: f})
	if s.broken.Load() {
		os.Exit(1) // the next one starts from the disk
	}
}

// patience is how long a commit waits for a moment without readers before it
// holds new ones up.
const patience = 5 * time.Second

// alone waits until nobody reads, and keeps it so until the returned function is
// called. A commit with COPY makes a checkpoint, and Kuzu's fails, with half of
// its work done, when a reader takes too long.
func (s *server) alone() (over func()) {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if s.idle.TryLock() {
			return s.idle.Unlock
		}
	}
	s.idle.Lock()
	return s.idle.Unlock
}

// checkpoint folds the write-ahead log into the graph.
func (s *server) checkpoint() *protocol.Failure {
	s.writing.Lock()
	defer s.writing.Unlock()
	defer s.alone()()
	c, err := s.db.connect()
	if err == nil {
		defer c.close()
		err = c.script("CHECKPOINT")
	}
	if err != nil {
		return explain(err)
	}
	return nil
}

// job is a request under way.
type job struct {
	request   *protocol.Request
	credit    chan struct{} // chunks that may still be sent
	cancelled chan struct{}
	once      atomic.Bool
}

func (j *job) cancel() {
	if j.once.CompareAndSwap(false, true) {
		close(j.cancelled)
	}
}

func (j *job) grant(n int) {
	for range n {
		select {
		case j.credit <- struct{}{}:
		default:
		}
	}
}
