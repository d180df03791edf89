package answer

import (
	"context"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"backchannel/graph"
	"backchannel/graph/temporal"
)

// citedContacts gives contacts of the index their texts, topics and citations, which
// the store has. It keeps what it read: all contacts, if there are no more than
// keptContacts, and else those that were asked for last.
type citedContacts struct {
	store graph.Store
	kept  *lru.Cache[citedKey, graph.Contact]

	mu  sync.Mutex
	all int64 // the revision of which all contacts are being read, or are kept; -1 for none
}

// citedKey is a contact as of a revision.
type citedKey struct {
	revision int64
	contact  contactKey
}

// contactKey tells contacts apart.
type contactKey struct {
	message, from, to string
	role              graph.Role
}

func keyOfContact(c graph.Contact) contactKey {
	return contactKey{c.MessageID, c.From.ID, c.To.ID, c.Role}
}

const (
	keptContacts = 50_000 // some tens of megabytes
	atOnce       = 1000   // messages that are read from the store together
	readAllTime  = time.Minute
)

func newCitedContacts(store graph.Store) *citedContacts {
	kept, err := lru.New[citedKey, graph.Contact](keptContacts)
	if err != nil {
		panic(err) // it fails for a size below one
	}
	return &citedContacts{store: store, kept: kept, all: -1}
}

// of completes the contacts of paths, by their numbers in the index.
func (c *citedContacts) of(ctx context.Context, ix *temporal.Index, paths []temporal.Path) (map[uint32]graph.Contact, error) {
	var f graph.Filter
	found := map[uint32]graph.Contact{}
	missing := map[contactKey]uint32{}
	for _, p := range paths {
		for _, h := range p.Hops {
			if _, known := found[h.Contact]; known {
				continue
			}
			bare := ix.Contact(h.Contact)
			key := keyOfContact(bare)
			if kept, ok := c.kept.Get(citedKey{ix.Revision(), key}); ok {
				found[h.Contact] = kept
				continue
			}
			found[h.Contact], missing[key] = bare, h.Contact
			f.IDs, f.From, f.To = append(f.IDs, bare.MessageID), append(f.From, bare.From.ID), append(f.To, bare.To.ID)
		}
	}
	for ids := f.IDs; len(ids) > 0; ids = ids[min(len(ids), atOnce):] {
		f.IDs = ids[:min(len(ids), atOnce)]
		err := c.read(ctx, ix.Revision(), f, func(key contactKey, full graph.Contact) {
			if n, wanted := missing[key]; wanted {
				found[n] = full
			}
		})
		if err != nil {
			return nil, err
		}
	}
	if len(f.IDs) > 0 {
		c.readAll(ix)
	}
	return found, nil
}

// read reads and keeps the contacts of a filter.
func (c *citedContacts) read(ctx context.Context, revision int64, f graph.Filter, each func(contactKey, graph.Contact)) error {
	for offset := 0; ; offset += graph.MaxLimit {
		l, err := c.store.Contacts(ctx, f, graph.Page{Limit: graph.MaxLimit, Offset: offset})
		if err != nil {
			return err
		}
		now, err := c.store.Revision(ctx)
		if err != nil {
			return err
		}
		for _, full := range l.Items {
			key := keyOfContact(full)
			if now == revision {
				c.kept.Add(citedKey{revision, key}, full)
			}
			each(key, full)
		}
		if len(l.Items) < graph.MaxLimit {
			return nil
		}
	}
}

// readAll reads all contacts behind the question that came first, if there are few
// enough to keep. If it fails, contacts are read as they are asked for.
func (c *citedContacts) readAll(ix *temporal.Index) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if ix.Contacts() > keptContacts || c.all == ix.Revision() {
		return
	}
	c.all = ix.Revision()
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), readAllTime)
		defer cancel()
		_ = c.read(ctx, ix.Revision(), graph.Filter{}, func(contactKey, graph.Contact) {})
	}()
}
