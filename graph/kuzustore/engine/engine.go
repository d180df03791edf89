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
	return Serve(in, out)
}

// Serve answers requests until Close, and then returns. When r ends without it,
// the store has died: the process exits at once, so that the graph is free.
func Serve(r io.Reader, w io.Writer) error {
	s := &server{out: bufio.NewWriterSize(w, 128<<10), jobs: map[uint64]*job{}}
	s.enc = protocol.NewEncoder(s.out)
	requests := protocol.NewDecoder(bufio.NewReaderSize(r, 64<<10))
	for {
		var q protocol.Request
		if err := requests.Decode(&q); err != nil {
			os.Exit(1)
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
		case protocol.Close:
			s.close()
			s.reply(&protocol.Reply{ID: q.ID, Done: true})
			return nil
		default:
			s.reply(&protocol.Reply{ID: q.ID, Done: true, Failure: &protocol.Failure{Code: graph.Unsupported, Detail: fmt.Sprintf("the engine knows no request %d", q.Op)}})
		}
	}
}

type server struct {
	db       *database
	settings protocol.Settings

	// idle is held shared by every transaction, and alone by a checkpoint.
	idle sync.RWMutex

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

// open waits a little for the graph: a process that was just killed may still be
// giving its memory back.
func (s *server) open(q *protocol.Request) *protocol.Reply {
	r := &protocol.Reply{ID: q.ID, Done: true, Version: version()}
	s.settings = *q.Open
	for end := time.Now().Add(time.Second); ; {
		var err error
		if s.db, err = openDatabase(q.Open); err == nil {
			return r
		}
		holder := lockHolder(q.Open.Path)
		if holder == 0 || time.Now().After(end) {
			r.Failure = cannotOpen(q.Open.Path, holder, err)
			return r
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func cannotOpen(path string, holder int, err error) *protocol.Failure {
	if holder != 0 {
		return &protocol.Failure{Code: graph.Conflict, Holder: holder, Cause: err.Error(),
			Detail: fmt.Sprintf("the graph %s is open in another process", path)}
	}
	return &protocol.Failure{Code: graph.Unavailable, Cause: err.Error(),
		Detail: fmt.Sprintf("the graph %s cannot be opened: see that it is a file of this program's, that its folder can be written, and that there is room on the disk", path)}
}

// close ends all work and closes the graph.
func (s *server) close() {
	s.mu.Lock()
	for _, j := range s.jobs {
		j.cancel()
	}
	s.mu.Unlock()
	s.idle.Lock()
	defer s.idle.Unlock()
	if s.db != nil {
		s.db.close()
	}
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
	s.checkpoint()
}

// checkpoint folds the write-ahead log into the graph once it is long, when
// nothing else is under way: Kuzu's own would wait for all readers, hold up new
// ones meanwhile, and fail the commit if they take too long.
func (s *server) checkpoint() {
	info, err := os.Stat(s.settings.Path + ".wal")
	if err != nil || uint64(info.Size()) < s.settings.Checkpoint || !s.idle.TryLock() {
		return
	}
	defer s.idle.Unlock()
	c, err := s.db.connect()
	if err != nil {
		return
	}
	defer c.close()
	_ = c.script("CHECKPOINT") // what is in the log is safe there too
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
