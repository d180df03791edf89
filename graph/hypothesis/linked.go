package hypothesis

// Link says how a response is tied to its trigger, a contact from u to v.
type Link string

// The links.
const (
	Reply       Link = "reply"     // v writes to u
	Again       Link = "same"      // u writes to v again
	ByRecipient Link = "recipient" // v writes to anyone, or posts
	BySender    Link = "sender"    // u writes to anyone, or posts
	ByAnyone    Link = "any"       // tied by time alone
)

const (
	never      = int64(1) << 61 // no response is to come: later than any time, and by a difference that does not overflow
	isTrigger  = 1
	isResponse = 2
	linkFlags  = 2 // bits
)

// linked ties responses to triggers. A payload is the code of the pair and, below
// it, whether the contact may be a trigger and a response.
type linked struct {
	ev                *events
	link              Link
	trigger, response *mark
	flags             []uint32 // by place, apart from who and when
	pairs             pairs

	// Where a trigger of a pair looks, and where a response of it is put: code^flip
	// and code, or, where that will not do, by table.
	flip      uint32
	look, put []uint32
	next      []int64 // the time of the nearest response put, as time runs backwards
}

func newLinked(s *setup) *linked {
	l := &linked{ev: s.ev, link: s.h.Link, trigger: s.mark("trigger"), response: s.mark("response")}
	l.flags = make([]uint32, s.ev.len())
	for i, is := range s.ev.static(l.trigger) {
		if is && s.ev.to[i] != nobody {
			l.flags[i] |= isTrigger
		}
	}
	for i, is := range s.ev.static(l.response) {
		if is {
			l.flags[i] |= isResponse
		}
	}
	return l
}

// fork is the same for another goroutine.
func (l *linked) fork() *linked {
	return &linked{ev: l.ev, link: l.link, trigger: l.trigger, response: l.response, flags: l.flags}
}

func (l *linked) encode(to []uint32, seq []uint32) {
	if l.pairs.update(l.ev, to) {
		l.tie()
	}
	for i, code := range l.pairs.code {
		f := l.flags[i]
		if f&isTrigger != 0 && !l.trigger.who(l.ev.from[i], to[i]) {
			f &^= isTrigger
		}
		if f&isResponse != 0 && !l.response.who(l.ev.from[i], to[i]) {
			f &^= isResponse
		}
		seq[i] = code<<linkFlags | f
	}
}

// tie says where each pair looks for responses and where it puts them.
func (l *linked) tie() {
	codes := len(l.pairs.from)
	keys := codes
	l.flip, l.look, l.put = 0, l.look[:0], l.put[:0]
	byActor := len(l.ev.u.actors)
	for code := range codes {
		from, to := l.pairs.from[code], l.pairs.to[code]
		switch l.link {
		case Reply:
			l.flip = 1
			if from == to { // one who writes to himself answers himself
				l.look = append(l.look, uint32(code&^1))
			} else {
				l.look = append(l.look, uint32(code^1))
			}
			l.put = append(l.put, uint32(code))
		case Again:
			l.look, l.put = append(l.look, uint32(code)), append(l.put, uint32(code))
		case ByRecipient:
			l.look, l.put = append(l.look, min(to, uint32(byActor))), append(l.put, min(from, uint32(byActor)))
			keys = byActor + 1
		case BySender:
			l.look, l.put = append(l.look, min(from, uint32(byActor))), append(l.put, min(from, uint32(byActor)))
			keys = byActor + 1
		case ByAnyone:
			l.look, l.put = append(l.look, 0), append(l.put, 0)
			keys = 1
		}
	}
	if cap(l.next) < keys {
		l.next = make([]int64, keys)
	}
	l.next = l.next[:keys]
}

// direct tells whether flip does for every pair.
func (l *linked) direct() bool {
	if l.link != Reply && l.link != Again {
		return false
	}
	for code, look := range l.look {
		if look != uint32(code)^l.flip {
			return false
		}
	}
	return !l.trigger.timed() && !l.response.timed()
}

// each calls found for every trigger with the time of the first response strictly
// after it, or never. Time runs backwards, so that the nearest response is the
// last one seen; triggers look before the responses of their own time are put.
func (l *linked) each(at []int64, seq []uint32, found func(place int, code uint32, response int64)) {
	for i := range l.next {
		l.next[i] = never
	}
	for end := len(seq); end > 0; {
		t := at[end-1]
		begin := end - 1
		for begin > 0 && at[begin-1] == t {
			begin--
		}
		if l.trigger.when(t) {
			for i := begin; i < end; i++ {
				if seq[i]&isTrigger != 0 {
					code := seq[i] >> linkFlags
					found(i, code, l.next[l.look[code]])
				}
			}
		}
		if l.response.when(t) {
			for i := begin; i < end; i++ {
				if seq[i]&isResponse != 0 {
					l.next[l.put[seq[i]>>linkFlags]] = t
				}
			}
		}
		end = begin
	}
}

// answered counts the triggers with a response at most within after them: what
// each does, without a call for every trigger, where a pair's code is enough.
func (l *linked) answered(at []int64, seq []uint32, within int64) int {
	next, flip, n := l.next, l.flip, 0
	for i := range next {
		next[i] = never
	}
	at = at[:len(seq)]
	for end := len(seq); end > 0; {
		t, p := at[end-1], seq[end-1]
		if end == 1 || at[end-2] != t { // the usual case: nothing else at this time
			if p&isTrigger != 0 && next[p>>linkFlags^flip]-t <= within {
				n++
			}
			if p&isResponse != 0 {
				next[p>>linkFlags] = t
			}
			end--
			continue
		}
		begin := end - 1
		for begin > 0 && at[begin-1] == t {
			begin--
		}
		for _, p := range seq[begin:end] {
			if p&isTrigger != 0 && next[p>>linkFlags^flip]-t <= within {
				n++
			}
		}
		for _, p := range seq[begin:end] {
			if p&isResponse != 0 {
				next[p>>linkFlags] = t
			}
		}
		end = begin
	}
	return n
}
