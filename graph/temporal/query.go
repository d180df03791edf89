package temporal

import (
	"context"
	"math/bits"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"backchannel/graph"
)

// Question says what to search, by ids. A field that is empty does not narrow; the
// others are joined by "and", the values of one by "or".
type Question struct {
	From, To string // the ends of the paths asked for; a question of all actors leaves one empty

	Since, Until *time.Time // the contact could have been within; both belong to the period
	Topics       []string   // messages about any of these …
	Matches      []string   // … or among these, which match the words asked for; nil where none were, empty where no message does
	Messages     []string   // only these messages; nil for any
	Except       []string   // not these messages
	Roles        []graph.Role
	Channels     []graph.Channel
	Answered     graph.Answered
	Senders      []string // only contacts by these
	Recipients   []string // only contacts to these
	Actors       []string // only contacts by or to these
	Avoid        []string // no contact by or to these

	MaxHops int           // at most so many contacts; 0 means no bound, at most MaxHops
	MinWait time.Duration // word rests at least so long with an actor between two hops
	MaxWait time.Duration // and at most so long; 0 means no bound
	Certain bool          // only paths that hold for every reading of vague times
}

// MaxHops is the highest bound on hops that a question may set.
const MaxHops = 64

// Query is a Question made ready for one index: by number, with its conditions on
// contacts put together. It is safe for concurrent use.
type Query struct {
	ix       *Index
	question Question
	from, to uint32 // or none

	// The exact contacts that may be admitted have numbers from first up to, but not
	// including, end; of these and of the vague ones, selected holds those that are,
	// or is nil where all are.
	first, end uint32
	selected   []uint64
	vague      bool   // some vague contact is admitted
	admitted   uint32 // how many contacts are

	period           Bounds // microseconds; open where the question is
	maxHops          uint32 // none for no bound
	minWait, maxWait int64  // microseconds; at least 1, and no bound is math.MaxInt64
	certain          bool
}

// Query makes a question ready. An actor that the index does not know is
// not_found. A period that ends before it begins, negative waits, a least wait
// beyond the longest, too many hops, and ends that are to be avoided are invalid.
// A topic that nothing is about leaves nothing to search, which is no error.
func (ix *Index) Query(ctx context.Context, question Question) (*Query, error) {
	q := &Query{ix: ix, question: question, certain: question.Certain}
	if err := q.setBounds(); err != nil {
		return nil, err
	}
	c := conditions{ix: ix, period: q.period}
	var err error
	for _, end := range []struct {
		id     string
		number *uint32
	}{{question.From, &q.from}, {question.To, &q.to}} {
		*end.number = none
		if end.id != "" {
			if *end.number, err = ix.known(end.id); err != nil {
				return nil, err
			}
		}
		if end.id != "" && slices.Contains(question.Avoid, end.id) {
			return nil, graph.Errorf(graph.Invalid, "%s is an end of the path and cannot be avoided: leave it out of either", ix.Actor(*end.number).Name)
		}
	}
	for _, set := range []struct {
		ids []string
		set *actorSet
	}{{question.Senders, &c.senders}, {question.Recipients, &c.recipients}, {question.Actors, &c.either}, {question.Avoid, &c.avoid}} {
		if *set.set, err = ix.actorSet(set.ids); err != nil {
			return nil, err
		}
	}
	c.setClasses(question)
	if err := c.setMessages(ctx, question); err != nil {
		return nil, err
	}
	if err := c.compile(ctx, q); err != nil {
		return nil, err
	}
	return q, q.except(ctx, question.Except)
}

// except takes messages out again.
func (q *Query) except(ctx context.Context, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	set, err := q.ix.messageSet(ctx, ids)
	if err != nil {
		return err
	}
	if q.selected == nil {
		selected := make([]uint64, (len(q.ix.hot)+63)/64)
		for c := range q.contacts {
			selected[c/64] |= 1 << (c % 64)
		}
		q.selected = selected
	}
	for it := set.Iterator(); it.HasNext(); {
		first, end := q.ix.contactsOf(it.Next())
		for c := first; c < end; c++ {
			if q.admits(c) {
				q.selected[c/64] &^= 1 << (c % 64)
				q.admitted--
			}
		}
	}
	return ctx.Err()
}

func (q *Query) setBounds() error {
	w := q.question
	q.period = Bounds{OpenEarliest, OpenLatest}
	if w.Since != nil {
		q.period.Earliest = ceilMicro(*w.Since)
	}
	if w.Until != nil {
		q.period.Latest = w.Until.UnixMicro()
	}
	q.minWait, q.maxWait, q.maxHops = 1, OpenLatest, none
	switch {
	case w.Since != nil && w.Until != nil && w.Since.After(*w.Until):
		return graph.Errorf(graph.Invalid, "the period ends (%s) before it begins (%s): swap since and until", w.Until.UTC().Format(time.RFC3339), w.Since.UTC().Format(time.RFC3339))
	case w.MinWait < 0 || w.MaxWait < 0:
		return graph.Errorf(graph.Invalid, "min_wait and max_wait cannot be negative")
	case w.MaxWait > 0 && w.MaxWait < max(w.MinWait, time.Microsecond):
		return graph.Errorf(graph.Invalid, "max_wait (%s) is less than min_wait (%s) or than a microsecond: no hop could follow another", w.MaxWait, w.MinWait)
	case w.MaxHops < 0 || w.MaxHops > MaxHops:
		return graph.Errorf(graph.Invalid, "max_hops goes from 1 to %d, or is 0 for no bound", MaxHops)
	}
	if w.MaxHops > 0 {
		q.maxHops = uint32(w.MaxHops)
	}
	if w.MinWait > 0 {
		q.minWait = int64((w.MinWait + time.Microsecond - 1) / time.Microsecond)
	}
	if w.MaxWait > 0 {
		q.maxWait = w.MaxWait.Microseconds()
	}
	return nil
}

func ceilMicro(t time.Time) int64 {
	m := t.UnixMicro()
	if t.Nanosecond()%1000 != 0 {
		m++
	}
	return m
}

// known finds an actor or says that there is none.
func (ix *Index) known(id string) (uint32, error) {
	n, ok := ix.ActorNumber(id)
	if !ok {
		return none, graph.Errorf(graph.NotFound, "no contact has an actor %q: look it up with actors, or widen what is indexed", id)
	}
	return n, nil
}

// actorSet has a bit for each actor; nil stands for no condition.
type actorSet []uint64

func (s actorSet) has(a uint32) bool { return s[a/64]>>(a%64)&1 != 0 }

func (ix *Index) actorSet(ids []string) (actorSet, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	s := make(actorSet, (ix.Actors()+63)/64)
	for _, id := range ids {
		n, err := ix.known(id)
		if err != nil {
			return nil, err
		}
		s[n/64] |= 1 << (n % 64)
	}
	return s, nil
}

func (s actorSet) each(yield func(uint32) bool) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			if !yield(uint32(i*64 + bits.TrailingZeros64(w))) {
				return
			}
		}
	}
}

// conditions are what a contact has to meet; nil for none.
type conditions struct {
	ix                                 *Index
	period                             Bounds
	classes                            []bool // by class
	messages                           *roaring.Bitmap
	senders, recipients, either, avoid actorSet
}

func (c *conditions) setClasses(w Question) {
	if len(w.Roles) == 0 && len(w.Channels) == 0 && w.Answered == "" {
		return
	}
	c.classes = make([]bool, len(c.ix.classes))
	for i, k := range c.ix.classes {
		c.classes[i] = (len(w.Roles) == 0 || slices.Contains(w.Roles, k.role)) &&
			(len(w.Channels) == 0 || slices.Contains(w.Channels, k.channel)) &&
			(w.Answered == "" || w.Answered == k.answered)
	}
}

func (c *conditions) setMessages(ctx context.Context, w Question) error {
	if len(w.Topics) > 0 || w.Matches != nil {
		matches, err := c.ix.messageSet(ctx, w.Matches)
		if err != nil {
			return err
		}
		c.messages = matches
		for _, id := range w.Topics {
			if t := c.ix.topics[id]; t != nil {
				c.messages.Or(t)
			}
		}
	}
	if w.Messages != nil {
		only, err := c.ix.messageSet(ctx, w.Messages)
		if err != nil {
			return err
		}
		if c.messages != nil {
			only.And(c.messages)
		}
		c.messages = only
	}
	return nil
}

// messageSet finds messages by id, in one pass over all; unknown ones are left out.
func (ix *Index) messageSet(ctx context.Context, ids []string) (*roaring.Bitmap, error) {
	set := roaring.New()
	if len(ids) == 0 {
		return set, nil
	}
	wanted := make(map[string]struct{}, len(ids))
	for _, id := range ids {
		wanted[id] = struct{}{}
	}
	for n, id := range ix.messages.each {
		if n%stride == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if _, ok := wanted[string(id)]; ok {
			set.Add(n)
		}
	}
	return set, nil
}

// admit tests one contact, its message apart.
func (c *conditions) admit(i uint32) bool {
	h := c.ix.hot[i]
	return (c.classes == nil || c.classes[c.ix.class[i]]) &&
		(c.senders == nil || c.senders.has(h.from)) &&
		(c.recipients == nil || c.recipients.has(h.to)) &&
		(c.either == nil || c.either.has(h.from) || c.either.has(h.to)) &&
		(c.avoid == nil || !c.avoid.has(h.from) && !c.avoid.has(h.to))
}

// within tells whether a vague contact could have been in the period.
func (c *conditions) within(i uint32) bool {
	b := c.ix.Bounds(i)
	return b.Latest >= c.period.Earliest && b.Earliest <= c.period.Latest
}

// compile finds what the conditions leave, from the side where least has to be
// looked at: the messages, one end's actors, or all contacts of the period.
func (c *conditions) compile(ctx context.Context, q *Query) error {
	ix := c.ix
	q.first, q.end = 0, ix.exact
	if c.period.Earliest != OpenEarliest {
		q.first = ix.after(c.period.Earliest)
	}
	if c.period.Latest != OpenLatest {
		q.end = ix.after(c.period.Latest + 1)
	}
	total := uint32(len(ix.hot))
	vagueNarrowed := false
	for i := ix.exact; i < total && !vagueNarrowed; i++ {
		vagueNarrowed = !c.within(i)
	}
	if c.classes == nil && c.messages == nil && !c.actors() && !vagueNarrowed {
		q.admitted = q.end - q.first + total - ix.exact
		q.vague = total > ix.exact
		return ctx.Err()
	}
	q.selected = make([]uint64, (total+63)/64)
	take := func(i uint32) {
		inPeriod := q.first <= i && i < q.end
		if i >= ix.exact {
			inPeriod = c.within(i)
		}
		if inPeriod && c.admit(i) && q.selected[i/64]>>(i%64)&1 == 0 {
			q.selected[i/64] |= 1 << (i % 64)
			q.admitted++
			q.vague = q.vague || i >= ix.exact
		}
	}
	const lookUp = 8 // what one contact costs to look up, to one passed in order
	best, how := uint64(total), c.all
	try := func(cost uint64, f func(context.Context, *Query, func(uint32)) error) {
		if cost < best {
			best, how = cost, f
		}
	}
	if c.messages != nil {
		try(0, c.byMessage)
		best = c.messages.GetCardinality() * 2
	}
	if c.senders != nil {
		try(lookUp*ix.sent.total(c.senders), c.bySender)
	}
	if c.recipients != nil {
		try(lookUp*ix.received.total(c.recipients), c.byRecipient)
	}
	return how(ctx, q, take)
}

func (a adjacency) total(of actorSet) (n uint64) {
	for actor := range of.each {
		n += uint64(len(a.of(actor)))
	}
	return n
}

// all passes the contacts of the period in order, 64 to a word.
func (c *conditions) all(ctx context.Context, q *Query, take func(uint32)) error {
	ix := c.ix
	for i := q.first; i < q.end; {
		if i%stride < 64 && ctx.Err() != nil {
			return ctx.Err()
		}
		end := min(q.end, i&^63+64)
		word := uint64(0)
		if c.classes != nil {
			for j, k := range ix.class[i:end] {
				if c.classes[k] {
					word |= 1 << j
				}
			}
		} else {
			word = 1<<(end-i) - 1
		}
		if c.actors() {
			for w := word; w != 0; w &= w - 1 {
				if j := uint32(bits.TrailingZeros64(w)); !c.admit(i + j) {
					word &^= 1 << j
				}
			}
		}
		q.selected[i/64] |= word << (i % 64)
		q.admitted += uint32(bits.OnesCount64(word))
		i = end
	}
	for i := ix.exact; i < uint32(len(ix.hot)); i++ {
		if i%stride == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		take(i)
	}
	return nil
}

// actors tells whether there is any condition on them.
func (c *conditions) actors() bool {
	return c.senders != nil || c.recipients != nil || c.either != nil || c.avoid != nil
}

func (c *conditions) byMessage(ctx context.Context, q *Query, take func(uint32)) error {
	it := c.messages.Iterator()
	for n := 0; it.HasNext(); n++ {
		if n%stride == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		first, end := c.ix.contactsOf(it.Next())
		for i := first; i < end; i++ {
			take(i)
		}
	}
	return nil
}

func (c *conditions) bySender(ctx context.Context, q *Query, take func(uint32)) error {
	return c.byActor(ctx, c.ix.sent, c.senders, take)
}

func (c *conditions) byRecipient(ctx context.Context, q *Query, take func(uint32)) error {
	return c.byActor(ctx, c.ix.received, c.recipients, take)
}

func (c *conditions) byActor(ctx context.Context, a adjacency, of actorSet, take func(uint32)) error {
	for actor := range of.each {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, i := range a.of(actor) {
			if c.messages == nil || c.messages.Contains(c.ix.Message(i)) {
				take(i)
			}
		}
	}
	return nil
}

// admits tells whether a contact is part of what is searched.
func (q *Query) admits(c uint32) bool {
	if c < q.ix.exact && (c < q.first || c >= q.end) {
		return false
	}
	return q.selected == nil || q.selected[c/64]>>(c%64)&1 != 0
}

// Admitted is how many contacts, and how many messages, are searched.
func (q *Query) Admitted(ctx context.Context) (contacts, messages int, err error) {
	if q.everything() {
		return len(q.ix.hot), q.ix.Messages(), nil
	}
	last, n := uint32(none), 0
	for c := range q.contacts {
		if n++; n%stride == 0 && ctx.Err() != nil {
			return 0, 0, ctx.Err()
		}
		if m := q.ix.Message(c); m != last {
			messages++
			last = m
		}
	}
	return int(q.admitted), messages, nil
}

// contacts yields the numbers of those admitted, in order.
func (q *Query) contacts(yield func(uint32) bool) {
	for _, r := range [][2]uint32{{q.first, q.end}, {q.ix.exact, uint32(len(q.ix.hot))}} {
		for c := r[0]; c < r[1]; c++ {
			if q.admits(c) && !yield(c) {
				return
			}
		}
	}
}

// Index that the query is for.
func (q *Query) Index() *Index { return q.ix }

// ready fails unless the ends that an answer needs are there and differ.
func (q *Query) ready(from, to bool) error {
	switch {
	case from && q.from == none:
		return graph.Errorf(graph.Invalid, "the question needs the actor that word starts from")
	case to && q.to == none:
		return graph.Errorf(graph.Invalid, "the question needs the actor that word is to reach")
	case from && to && q.from == q.to:
		return graph.Errorf(graph.Invalid, "from and to are both %s: a path needs two actors", q.ix.Actor(q.from).Name)
	}
	return nil
}
