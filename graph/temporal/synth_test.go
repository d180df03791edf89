package temporal

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

// synthFile is where the benchmark leaves the contacts that it generates, as lines
// of sender, recipient and Unix time, for other programs to be measured on them.
var synthFile = flag.String("synth", "", "also write the synthetic contacts of the benchmark to this file")

// synthList is contacts in time order in little memory, each of a message of its own.
type synthList struct {
	actors string // all ids, of one length
	from   []uint32
	to     []uint32
	at     []time.Time
	ids    string // of all messages, of one length
}

const (
	actorLength   = 8
	messageLength = 9
)

func (l *synthList) actor(i uint32) graph.ActorRef {
	id := l.actors[i*actorLength : (i+1)*actorLength]
	return graph.ActorRef{ID: id, Name: id, Kind: graph.Person}
}

// synthesize makes a seeded contact list of the kind that mail is: senders and
// recipients by two rankings of a power law, three of ten contacts an answer to
// one shortly before, spread over two years to the second.
func synthesize(actors, contacts int) *synthList {
	r := rand.New(rand.NewPCG(7, 7))
	l := &synthList{}
	var names []byte
	for i := range actors {
		names = fmt.Appendf(names, "a%07d", i)
	}
	l.actors = string(names)
	seconds := make([]int64, contacts)
	for i := range seconds {
		seconds[i] = 1483228800 + r.Int64N(63072000)
	}
	slices.Sort(seconds)
	activity, rank := newZipf(actors, 0.7), r.Perm(actors)
	ids := make([]byte, 0, contacts*messageLength)
	for i := range contacts {
		u, v := activity.draw(r), uint32(rank[activity.draw(r)])
		if before := i - 1 - r.IntN(49); before >= 0 && before < len(l.from) && r.Float64() < 0.3 {
			u, v = l.to[before], l.from[before]
		}
		if u == v {
			continue
		}
		l.from, l.to = append(l.from, u), append(l.to, v)
		l.at = append(l.at, time.Unix(seconds[i], 0).UTC())
		ids = fmt.Appendf(ids, "m%08d", len(l.from))
	}
	l.ids = string(ids)
	return l
}

// zipf draws ranks from a power law, by the alias method (Walker 1977).
type zipf struct {
	chance []float64
	alias  []uint32
}

func newZipf(n int, exponent float64) zipf {
	z := zipf{make([]float64, n), make([]uint32, n)}
	sum := 0.0
	for i := range z.chance {
		z.chance[i] = math.Pow(float64(i+1), -exponent)
		sum += z.chance[i]
	}
	var small, large []uint32
	for i := range z.chance {
		z.chance[i] *= float64(n) / sum
		if z.chance[i] < 1 {
			small = append(small, uint32(i))
		} else {
			large = append(large, uint32(i))
		}
	}
	for len(small) > 0 && len(large) > 0 {
		s, l := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		z.alias[s] = l
		if z.chance[l] -= 1 - z.chance[s]; z.chance[l] < 1 {
			large = large[:len(large)-1]
			small = append(small, l)
		}
	}
	for _, i := range append(small, large...) {
		z.chance[i] = 1
	}
	return z
}

func (z zipf) draw(r *rand.Rand) uint32 {
	i := r.IntN(len(z.chance))
	if r.Float64() < z.chance[i] {
		return uint32(i)
	}
	return z.alias[i]
}

// stream yields the list as a store would. One message in four is about one of
// eight topics, and one contact in five is a copy.
func (l *synthList) stream() iter.Seq2[graph.Contact, error] {
	var topics [8][]string
	for i := range topics {
		topics[i] = []string{"topic " + strconv.Itoa(i)}
	}
	return func(yield func(graph.Contact, error) bool) {
		c := graph.Contact{Channel: graph.Email, Answered: graph.AnsweredUnknown}
		c.At.Precision = graph.Second
		for i := range l.from {
			c.MessageID = l.ids[i*messageLength : (i+1)*messageLength]
			c.At.Earliest, c.At.Latest = &l.at[i], &l.at[i]
			c.From, c.To = l.actor(l.from[i]), l.actor(l.to[i])
			c.Role, c.Topics = graph.To, nil
			if mix := uint32(i) * 2654435761 >> 16; mix%5 == 0 {
				c.Role = graph.Cc
			} else if mix%32 < 8 {
				c.Topics = topics[mix%8]
			}
			if !yield(c, nil) {
				return
			}
		}
	}
}

func (l *synthList) write(file string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for i := range l.from {
		fmt.Fprintln(w, l.from[i], l.to[i], l.at[i].Unix())
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// synthetic is the list of a million actors and ten million contacts, and its index.
var synthetic = sync.OnceValues(func() (*synthList, *Index) {
	l := synthesize(1_000_000, 10_000_000)
	ix, err := Build(context.Background(), l.stream(), Options{})
	if err != nil {
		panic(err)
	}
	if *synthFile != "" {
		if err := l.write(*synthFile); err != nil {
			panic(err)
		}
	}
	return l, ix
})

// ladder is smaller lists of the same kind, to see how answers grow.
var ladder = sync.OnceValue(func() map[string]*Index {
	m := map[string]*Index{}
	for _, n := range []int{38_000, 330_000, 2_000_000} {
		ix, err := Build(context.Background(), synthesize(n/10, n).stream(), Options{})
		if err != nil {
			panic(err)
		}
		m[fmt.Sprint(n)] = ix
	}
	return m
})

func TestSynthesizedContactsAreInOrder(t *testing.T) {
	l := synthesize(1000, 20000)
	ix, err := Build(context.Background(), l.stream(), Options{})
	require.NoError(t, err)
	require.Equal(t, len(l.from), ix.Contacts())
	again := synthesize(1000, 20000)
	require.Equal(t, l, again)
}
