package model

import (
	"maps"
	"slices"

	"backchannel/graph"
)

// Tables is a batch laid out as rows, each node and each relationship once.
type Tables struct {
	Nodes []*NodeTable // with rows once Fill has been called
	Rels  []*RelTable  // once Connect has been called
	// Outside lists, by label and in order, the nodes that relationships name and
	// no table holds: the store must have them.
	Outside map[graph.Label][]string

	batch   *graph.Batch
	nodes   map[graph.Label]*NodeTable
	parties map[string]party // actors of the store and of the batch
}

// NodeTable holds nodes of one label. Columns are the properties of the label
// and the attributes that the batch adds. A value is nil, string, int64,
// time.Time or []string.
type NodeTable struct {
	Type    *NodeType
	Columns []Property
	Rows    [][]any
	ids     []any          // of the rows: the one copy that all rows share
	index   map[string]int // id to row
	slab    slab
	owners  int // how many of the rows have been owners
}

func newNodeTable(t *NodeType, b *graph.Batch) *NodeTable {
	rows := 0
	if t.Label == graph.MessageLabel { // a batch of others is small
		rows = len(b.Messages)
	}
	return &NodeTable{Type: t, Columns: slices.Clone(t.Properties), ids: make([]any, 0, rows), index: make(map[string]int, rows)}
}

// RelTable holds relationships of one type between two labels. A row is the id
// it leaves, the id it enters, and the properties of the type.
type RelTable struct {
	Type     *RelType
	From, To graph.Label
	Rows     [][]any
	index    map[Identity]int // identity to row, of the first len(index) rows
	slab     slab
	owner    int // whose relationships the last rows are …
	since    int // … from which row on
}

// widen gives all rows the same width: attributes came to light on the way.
func (t *NodeTable) widen() {
	for i, row := range t.Rows {
		for len(row) < len(t.Columns) {
			row = append(row, nil)
		}
		t.Rows[i] = row
	}
}

// slab hands out rows from larger allocations: a batch has a million of them.
type slab []any

func (s *slab) row(width int) []any {
	if len(*s) < width {
		*s = make([]any, 256*width)
	}
	row := (*s)[:width:width]
	*s = (*s)[width:]
	return row
}

// Row returns the place of a node, if the table holds it.
func (t *NodeTable) Row(id string) (at int, ok bool) { at, ok = t.index[id]; return at, ok }

// Column returns the place of a property, -1 if the table has none of that name.
func (t *NodeTable) Column(name string) int {
	return slices.IndexFunc(t.Columns, func(p Property) bool { return p.Name == name })
}

// Identity tells relationships of one table apart: their ends and their keys.
type Identity [5]any

// Identity returns that of a row.
func (t *RelTable) Identity(row []any) (id Identity) {
	copy(id[:], row[:2+t.Type.Keys])
	return id
}

// few is how many rows are looked through one by one.
const few = 16

// find returns the place of the relationship that row says again, -1 if there is
// none. It can only stand from the row since on.
func (t *RelTable) find(row []any, since int) int {
	if len(t.Rows)-since <= few {
		for at := since; at < len(t.Rows); at++ {
			if slices.Equal(t.Rows[at][:2+t.Type.Keys], row[:2+t.Type.Keys]) {
				return at
			}
		}
		return -1
	}
	if t.index == nil {
		t.index = map[Identity]int{}
	}
	for at := len(t.index); at < len(t.Rows); at++ {
		t.index[t.Identity(t.Rows[at])] = at
	}
	if at, ok := t.index[t.Identity(row)]; ok {
		return at
	}
	return -1
}

// Actors returns the ids of all actors that b names, whether or not it holds them.
func Actors(b *graph.Batch) []string {
	seen := map[string]bool{}
	add := func(id string) { seen[id] = true }
	ref := func(r graph.Ref) {
		if r.Label == graph.PersonLabel || r.Label == graph.OrganizationLabel || r.Label == "" {
			add(r.ID)
		}
	}
	for i := range b.Actors {
		add(b.Actors[i].ID)
	}
	for i := range b.Messages {
		for _, id := range b.Messages[i].Senders {
			add(id)
		}
		for _, r := range b.Messages[i].Recipients {
			add(r.Actor)
		}
	}
	for _, m := range b.Memberships {
		add(m.Person)
		add(m.Organization)
	}
	for _, r := range b.Relations {
		add(r.From)
		add(r.To)
	}
	for _, m := range b.Mentions {
		ref(m.To)
	}
	for _, x := range b.Identities {
		add(x.Actor)
	}
	for i := range b.Claims {
		for _, id := range b.Claims[i].MadeBy {
			add(id)
		}
		for _, r := range b.Claims[i].Concerns {
			ref(r)
		}
	}
	return slices.Sorted(maps.Keys(seen))
}
