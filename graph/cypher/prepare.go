package cypher

import (
	"slices"
	"strings"

	"backchannel/graph"
)

// Kind is what a query asks for.
type Kind string

// The kinds.
const (
	Run     Kind = "run"     // its rows
	Explain Kind = "explain" // its plan, without running it
	Profile Kind = "profile" // its plan with what running it took
)

// Prepared is a query that may run.
type Prepared struct {
	Text       string   // what to run: the query printed anew
	Parameters []string // the names of its parameters, each once, in order
	Kind       Kind

	source string
	places []place
	titles []title
}

// place joins an offset in Text to one in the source, both in bytes.
type place struct{ printed, source int }

// Place returns where in the user's own text the place at in Text comes from, so
// that an engine's complaint points to what the user wrote.
func (p Prepared) Place(at graph.Position) graph.Position {
	lines := strings.SplitAfter(p.Text, "\n") // a string may hold line ends
	if p.places == nil || at.Line < 1 || at.Line > len(lines) {
		return at
	}
	runes := []rune(lines[at.Line-1])
	offset := len(strings.Join(lines[:at.Line-1], "")) + len(string(runes[:max(0, min(at.Column-1, len(runes)))]))
	i, found := slices.BinarySearchFunc(p.places, offset, func(q place, at int) int { return q.printed - at })
	if !found {
		i = max(i-1, 0)
	}
	return *position(p.source, p.places[i].source)
}

// Prepare checks that text is one query that only reads, and returns what to run
// instead of it. What it does not know to be harmless is refused; what is no
// text of tokens, or has brackets without partners, is invalid. Both carry the
// position.
func Prepare(d graph.Dialect, text string) (Prepared, error) {
	return PrepareStatement(d, graph.Statement{Text: text})
}

// PrepareStatement is Prepare for a query whose parameters are known too. They
// count where a number in the text would: range(1, $n) is as long as $n says.
func PrepareStatement(d graph.Dialect, s graph.Statement) (prepared Prepared, err error) {
	text := s.Text
	if len(text) > maxText {
		return Prepared{}, graph.Errorf(graph.TooLarge, "the query has %d bytes, at most %d are taken: pass long lists as parameters", len(text), maxText)
	}
	tokens, err := lex(d, text)
	if err != nil {
		return Prepared{}, err
	}
	p := parser{dialect: d, source: text, tokens: tokens, sizes: newSizes(s.Parameters), patterns: patterns{map[string]bool{}, map[string]charset{}}, query: Prepared{Kind: Run, source: text}}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case stop:
			prepared, err = Prepared{}, r.err
		default:
			panic(r)
		}
	}()
	p.pair()
	p.statement()
	p.query.Parameters = unique(p.query.Parameters)
	p.print()
	return p.query, nil
}

func unique(names []string) []string {
	var once []string
	for _, n := range names {
		if !slices.Contains(once, n) {
			once = append(once, n)
		}
	}
	return once
}
