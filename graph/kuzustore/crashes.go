package kuzustore

import (
	"crypto/sha256"
	"fmt"
	"sync"
	"time"

	"backchannel/graph/kuzustore/protocol"
)

const (
	crashMemory = 10 * time.Minute
	crashCount  = 128
)

// crashes remembers for a while which requests the engine crashes on, so that
// asking them over and over does not bring it down each time.
type crashes struct {
	mu   sync.Mutex
	seen map[[sha256.Size]byte]time.Time
}

func newCrashes() *crashes { return &crashes{seen: map[[sha256.Size]byte]time.Time{}} }

func fingerprint(q *protocol.Request) [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "%t %#v", q.Write, q.Statements))
}

func (c *crashes) check(q *protocol.Request) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.seen) == 0 {
		return nil
	}
	if at, ok := c.seen[fingerprint(q)]; ok && time.Since(at) < crashMemory {
		return refusedCrash(nil)
	}
	return nil
}

func (c *crashes) note(q *protocol.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var oldest [sha256.Size]byte
	for k, at := range c.seen {
		if time.Since(at) > crashMemory {
			delete(c.seen, k)
		} else if first, ok := c.seen[oldest]; !ok || at.Before(first) {
			oldest = k
		}
	}
	if len(c.seen) >= crashCount {
		delete(c.seen, oldest)
	}
	c.seen[fingerprint(q)] = time.Now()
}
