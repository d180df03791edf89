package cypher

import "backchannel/graph"

// What a query may hold at most. The engines' parsers and planners know no limit
// of their own before a query runs: tried on both, twice to ten times as much
// took them minutes, or ended the process.
const (
	maxText       = 100_000 // bytes
	maxDepth      = 64      // brackets in brackets
	maxSubqueries = 12      // in one another
	maxCases      = 12      // in one another
	maxOperators  = 1000
	maxXors       = 8
	maxSigns      = 50 // NOT, + and - in a row
	maxClauses    = 200
	maxHops       = 50 // relationships in all patterns
)

// tally counts what the limits are for.
type tally struct{ depth, subqueries, cases, operators, xors, signs, clauses, hops int }

// count raises n, and refuses what is beyond most.
func (p *parser) count(n *int, most int, what string) {
	if *n++; *n > most {
		p.fail(graph.Refused, p.i, "the query has more than %d %s: split it, or pass lists as parameters", most, what)
	}
}

// within raises n for as long as inside runs.
func (p *parser) within(n *int, most int, what string, inside func()) {
	p.count(n, most, what)
	inside()
	*n--
}

// nest counts a level of nesting.
func (p *parser) nest(inside func()) {
	p.within(&p.tally.depth, maxDepth, "levels of nesting", inside)
}
