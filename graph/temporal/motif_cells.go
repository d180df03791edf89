package temporal

// MotifRow and MotifColumn are the second and third edges of the rows and columns
// of figure 1 of Paranjape, Benson & Leskovec 2017. The first edge is always 0 → 1:
// actors are numbered in the order in which a motif names them.
var (
	MotifRow    = [6]MotifEdge{{2, 1}, {1, 2}, {2, 0}, {0, 2}, {1, 0}, {0, 1}}
	MotifColumn = [6]MotifEdge{{0, 1}, {1, 0}, {0, 2}, {2, 0}, {1, 2}, {2, 1}}
)

// MotifEdge is one edge of a motif, between actors numbered 0, 1 and 2.
type MotifEdge struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// cell is the row and column of three edges in time order, between at most three
// actors numbered in any way. ok is false if a row or column does not exist: the
// first two edges share no actor, or there are more than three.
func cell(edges [3]MotifEdge) (row, column int, ok bool) {
	var name [3]int // by order of appearance, in the order sender, recipient
	known := 0
	number := func(actor int) int {
		for i := range known {
			if name[i] == actor {
				return i
			}
		}
		if known == len(name) {
			ok = false
			return -1
		}
		name[known] = actor
		known++
		return known - 1
	}
	ok = true
	number(edges[0].From)
	number(edges[0].To)
	// The third actor is 2 whether it sends or receives first, because the other
	// end of its first edge is 0 or 1.
	second := MotifEdge{number(edges[1].From), number(edges[1].To)}
	third := MotifEdge{number(edges[2].From), number(edges[2].To)}
	row, column = located(MotifRow, second), located(MotifColumn, third)
	return row, column, ok && row >= 0 && column >= 0
}

func located(in [6]MotifEdge, e MotifEdge) int {
	for i, f := range in {
		if f == e {
			return i
		}
	}
	return -1
}

// A direction is seen from the actor whose contacts are being counted.
const (
	outgoing = 0
	incoming = 1
)

// edge is a contact of actor a with actor b in the direction that a sees.
func edge(a, b, direction int) MotifEdge {
	if direction == outgoing {
		return MotifEdge{a, b}
	}
	return MotifEdge{b, a}
}

// A tally counts triples by the directions of their first, second and third
// contact, seen from the centre: tally[third][first][second].
type tally [2][2][2]uint64

// sides counts the triples that are triangles by their first, second and third
// contact, each as the side of the triangle it lies on and its direction, side<<1 |
// direction. Side 0 is seen from w and leads to v, side 1 from w to u, side 2 from
// v to u.
type sides [8][8][8]uint64

const (
	wv = 0 << 1
	wu = 1 << 1
	vu = 2 << 1
)

// shapes is what is counted before it is told apart into the 36 cells.
type shapes struct {
	pair  tally // all three with one other actor; each is seen from both its actors
	first tally // the third and the second with one other actor, the first with another
	mid   tally // the first and the third with one other actor, the second with another
	last  tally // the first two with one other actor, the third with another
	tri   sides
}

func (s *shapes) add(o *shapes) {
	for third := range 2 {
		for first := range 2 {
			for second := range 2 {
				s.pair[third][first][second] += o.pair[third][first][second]
				s.first[third][first][second] += o.first[third][first][second]
				s.mid[third][first][second] += o.mid[third][first][second]
				s.last[third][first][second] += o.last[third][first][second]
			}
		}
	}
	s.tri.add(&o.tri)
}

func (s *sides) add(o *sides) {
	for x := range s {
		for y := range s[x] {
			for z := range s[x][y] {
				s[x][y][z] += o[x][y][z]
			}
		}
	}
}

// counts tells the shapes apart into the six rows of six.
func (s *shapes) counts() (c [6][6]uint64) {
	into := func(n uint64, edges ...MotifEdge) {
		row, column, ok := cell([3]MotifEdge(edges))
		if !ok {
			panic("temporal: three contacts that are no motif")
		}
		c[row][column] += n
	}
	const centre, one, other = 0, 1, 2
	for third := range 2 {
		for first := range 2 {
			for second := range 2 {
				n := func(t *tally) uint64 { return t[third][first][second] }
				if first == outgoing { // the other actor sees the same three as incoming
					into(n(&s.pair), edge(centre, one, first), edge(centre, one, second), edge(centre, one, third))
				}
				into(n(&s.first), edge(centre, other, first), edge(centre, one, second), edge(centre, one, third))
				into(n(&s.mid), edge(centre, one, first), edge(centre, other, second), edge(centre, one, third))
				into(n(&s.last), edge(centre, one, first), edge(centre, one, second), edge(centre, other, third))
			}
		}
	}
	const w, v, u = 0, 1, 2
	side := func(x int) MotifEdge {
		ends := [3][2]int{{w, v}, {w, u}, {v, u}}[x>>1]
		return edge(ends[0], ends[1], x&1)
	}
	for x := range 6 {
		for y := range 6 {
			for z := range 6 {
				if x>>1 != y>>1 && y>>1 != z>>1 && z>>1 != x>>1 {
					into(s.tri[x][y][z], side(x), side(y), side(z))
				}
			}
		}
	}
	return c
}
