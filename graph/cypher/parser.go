package cypher

import "backchannel/graph"

// parser walks the tokens of a query by the grammar of Cypher that reads. One
// grammar serves both dialects where what they share or add is harmless; what
// an engine does not know of it, the engine says itself.
//
// It builds no tree: whether a query reads is decided by which clauses and calls
// stand in it, and where each begins follows from the position: a word is an
// operand where one must stand, else an operator, or the start of a clause.
type parser struct {
	dialect   graph.Dialect
	source    string
	tokens    []token
	partner   map[int]int // of each opening bracket, its closing one
	i         int         // the next token
	tally     tally
	bar       bool // a | ends the expression
	sizes     sizes
	patterns  patterns
	projected *projected // the innermost WITH or RETURN that is being read
	edits     []edit
	query     Prepared
}

// edit is where the printed query differs from the written one, for an engine that
// would crash or answer wrongly: tokens instead of those from one place to another.
type edit struct {
	from, to int
	tokens   []token
}

// glue makes tokens of a text of ours, for the place at.
func (p *parser) glue(at int, text string) []token {
	tokens, err := lex(p.dialect, text)
	if err != nil {
		panic(err) // it comes from the guard
	}
	tokens = tokens[:len(tokens)-1]
	for i := range tokens {
		tokens[i].from = p.tokens[at].from
	}
	return tokens
}

// stop carries an error out of the descent.
type stop struct{ err *graph.Error }

func (p *parser) fail(code graph.Code, at int, format string, args ...any) {
	panic(stop{fail(code, p.source, p.tokens[at].from, format, args...)})
}

func (p *parser) peek(n int) token { return p.tokens[min(p.i+n, len(p.tokens)-1)] }

// at tells whether the next tokens are these words and symbols.
func (p *parser) at(words ...string) bool {
	for n, w := range words {
		if !p.peek(n).is(w) {
			return false
		}
	}
	return true
}

// atAny tells whether the next token is one of these.
func (p *parser) atAny(words ...string) bool {
	for _, w := range words {
		if p.peek(0).is(w) {
			return true
		}
	}
	return false
}

// accept passes over these words and symbols if they come next.
func (p *parser) accept(words ...string) bool {
	if !p.at(words...) {
		return false
	}
	p.i += len(words)
	return true
}

func (p *parser) expect(what string) {
	if !p.accept(what) {
		p.unexpected(what)
	}
}

// unexpected refuses the next token.
func (p *parser) unexpected(wanted string) {
	code := graph.Refused
	if p.peek(0).kind == end {
		code = graph.Invalid
	}
	p.foreignSign()
	p.fail(code, p.i, "the guard takes %s here, not %s: write it otherwise, or check the spelling", wanted, p.peek(0))
}

// name passes over a name.
func (p *parser) name() string {
	t := p.peek(0)
	if !t.isName() {
		p.unexpected("a name")
	}
	p.i++
	return t.value
}

// tight prints the next token without a space before it.
func (p *parser) tight() { p.tokens[p.i].tight = true }

// list passes over items between commas.
func (p *parser) list(item func()) {
	item()
	for p.accept(",") {
		item()
	}
}

// bracket passes over an opening bracket, what is inside, and the closing one.
func (p *parser) bracket(open string, inside func()) {
	p.nest(func() {
		start := p.i
		p.expect(open)
		bar := p.bar
		p.bar = false
		inside()
		p.bar = bar
		if p.i != p.partner[start] {
			p.unexpected(closing[open])
		}
		p.i++
	})
}

var closing = map[string]string{"(": ")", "[": "]", "{": "}"}

// pair finds the partner of every bracket.
func (p *parser) pair() {
	p.partner = map[int]int{}
	var open []int
	for i, t := range p.tokens {
		switch {
		case t.kind != symbol && t.kind != end:
		case closing[t.value] != "":
			open = append(open, i)
		case t.is(")"), t.is("]"), t.is("}"):
			if len(open) == 0 || closing[p.tokens[open[len(open)-1]].value] != t.value {
				p.fail(graph.Invalid, i, "this %s closes nothing: remove it, or add the bracket that it closes", t)
			}
			p.partner[open[len(open)-1]] = i
			open = open[:len(open)-1]
		case t.kind == end && len(open) > 0:
			p.fail(graph.Invalid, open[len(open)-1], "this %s is not closed: add %s", p.tokens[open[len(open)-1]], closing[p.tokens[open[len(open)-1]].value])
		}
	}
}
