package cypher

import (
	"math"
	"slices"
	"strings"

	"backchannel/graph"
)

// Neo4j counts the memory of rows, but not that of a list or text which one
// expression makes, and does not heed a transaction's end while it makes one. A list
// of a hundred million numbers takes a server with 2 GB to the edge of its memory and
// keeps it there for minutes. So the guard counts, as far as the text and the
// parameters tell: how long a range is, how many values a comprehension makes with
// those inside of it, how often loops in one another turn, and what a text or list
// grows to that is put to itself. Kuzu runs in a process whose memory is watched.

const (
	// maxElements is how long a range may be in Neo4j, which makes its numbers as they
	// are asked for, and how many values all lists of a query may have that are made.
	maxElements = 10_000_000
	maxTurns    = 1_000_000_000   // of loops within one expression
	maxCopied   = 100_000_000_000 // characters, where a text is made longer piece by piece
)

// sizes are what is known of numbers and of the lengths of lists.
type sizes struct {
	parameters map[string]any
	numbers    map[string]float64  // the largest that a variable may hold
	lengths    map[string]float64  // what a variable weighs, if more than one
	texts      map[string][]string // what a variable may hold that is to be a pattern
	times      float64             // how often the list is made that is being read, to be kept
	turns      float64             // how often what is being read is computed
	made       float64             // values of all lists so far
}

func newSizes(parameters map[string]any) sizes {
	return sizes{parameters: parameters, numbers: map[string]float64{}, lengths: map[string]float64{}, texts: map[string][]string{}, times: 1, turns: 1}
}

// note remembers what a variable holds, and returns what it weighs.
func (s *sizes) note(variable string, item []token) float64 {
	number, weight, texts := s.estimate(item), s.weight(item), s.heldTexts(item)
	if len(item) == 1 && item[0].kind == text {
		weight = float64(len(item[0].value))
	}
	s.numbers[variable], s.texts[variable] = number, texts
	delete(s.lengths, variable)
	if weight > 1 {
		s.lengths[variable] = weight
	}
	return weight
}

// noteItems remembers what a variable holds that stands for each item of a list.
func (s *sizes) noteItems(variable string, list []token) {
	s.numbers[variable], s.texts[variable] = s.largest(list), s.heldTexts(list)
	delete(s.lengths, variable)
}

// elements is how long a list is: by what stands in it, or else as long as the
// lists of a graph may well be.
func (s *sizes) elements(list []token) float64 {
	if !s.told(list) {
		return unknown
	}
	return max(1, s.weight(list))
}

// told tells whether the length of a list can be told from the text.
func (s *sizes) told(list []token) bool {
	for i, t := range list {
		switch {
		case t.is("[") && (i == 0 || list[i-1].kind == symbol && !list[i-1].is(")") && !list[i-1].is("]")):
			return true
		case isRange(t) && i+1 < len(list) && list[i+1].is("("):
			return true
		case t.kind == parameter, t.isName() && s.lengths[t.value] > 0:
			return true
		}
	}
	return false
}

func isRange(t token) bool { return t.isName() && strings.EqualFold(t.value, "range") }

// rangeLength is how many numbers a range has whose arguments begin at item[0].
func (s *sizes) rangeLength(item []token) float64 {
	step := 1.0
	arguments := split(item)
	if len(arguments) == 3 {
		step = s.estimate(arguments[2])
	}
	if len(arguments) < 2 || step == 0 {
		return 0
	}
	return max(0, math.Floor((s.estimate(arguments[1])-s.estimate(arguments[0]))/step)+1)
}

// checkCall refuses a function, from start to here, that is or makes a list which
// is too long.
func (p *parser) checkCall(start int, name string) {
	call := p.tokens[start:p.i]
	switch {
	case isRange(call[0]):
		p.checkSize(start, p.sizes.rangeLength(call[2:]))
	case makesList[upper(name)]:
		p.checkMade(start, p.sizes.elements(call[2:len(call)-1]))
	case upper(name) == "REPLACE":
		p.checkSize(start, p.sizes.weight(call))
	}
}

// makesList are functions that make a list of the length of the one they are given.
var makesList = set("reverse toStringList toIntegerList toFloatList toBooleanList")

// checkMade counts a list of n values, as often as it is made, and refuses what
// becomes too much.
func (p *parser) checkMade(start int, n float64) {
	p.sizes.made += n * p.sizes.times
	p.checkSize(start, p.sizes.made)
}

// checkGrowth refuses a reduce from start to here whose text or list is put to
// itself too often, or is made longer and longer by pieces.
func (p *parser) checkGrowth(start int, times float64, told bool, body []token) {
	kept := p.tokens[start].value
	begun := p.tokens[start+2 : start+3]
	if begun[0].kind == number && !p.sizes.lengthens(body) {
		return
	}
	slope, added := p.sizes.slope(kept, body)
	switch {
	case slope >= 2 && !told && p.dialect == graph.Neo4jDialect:
		p.fail(graph.Refused, start, "this reduce puts %s to itself for each item of a list, which doubles it each time and may be more than Neo4j can bear: put only the item to it", kept)
	case slope >= 2:
		p.checkSize(start, math.Pow(slope, times))
	case slope > 0 && added > 0 && begun[0].kind == text && times*times/2*added > maxCopied:
		p.checkSize(start, times*times/2*added)
	}
}

// slope is how often what is kept stands in what is kept next, and what that weighs
// besides. What is kept under a key counts by itself, for each key of what is next.
func (s *sizes) slope(kept string, body []token) (most, rest float64) {
	keys := []string{kept}
	for i := 2; i < len(body); i++ {
		key := kept + "." + body[i].value
		if body[i-2].isName() && body[i-2].value == kept && body[i-1].is(".") && !slices.Contains(keys, key) && len(keys) < maxKeys {
			keys = append(keys, key)
		}
	}
	entries := [][]token{body}
	if body[0].is("{") {
		entries = split(body[1:])
	}
	old, noted := s.lengths[kept]
	for _, key := range keys {
		s.lengths[key] = 1
	}
	rest = s.weight(body)
	for _, key := range keys {
		parts := entries
		if key == kept {
			parts = [][]token{body}
		}
		for _, part := range parts {
			const raised = 1000
			low := s.weight(part)
			s.lengths[key] += raised
			most = max(most, math.Round((s.weight(part)-low)/raised))
			s.lengths[key] -= raised
		}
	}
	for _, key := range keys {
		delete(s.lengths, key)
	}
	if noted {
		s.lengths[kept] = old
	}
	return most, rest - most
}

// maxKeys is how many keys of what a reduce keeps are looked at.
const maxKeys = 50

// lengthens tells whether an expression may be of texts or lists.
func (s *sizes) lengthens(item []token) bool {
	for i, t := range item {
		called := i+1 < len(item) && item[i+1].is("(")
		if t.kind == text || t.kind == parameter || t.is("[") || t.is("{") || t.is("||") ||
			called && t.isName() && !collapses[upper(t.value)] {
			return true
		}
	}
	return false
}

func (p *parser) checkSize(at int, n float64) {
	if p.dialect == graph.Neo4jDialect && n > maxElements {
		p.fail(graph.Refused, at, "the query makes lists or texts of %.3g values, and Neo4j cannot bear more than %d: take shorter ranges", n, maxElements)
	}
}

// repeated reads what is done for each of n values and kept.
func (p *parser) repeated(n float64, inside func()) {
	times := p.sizes.times
	p.sizes.times *= n
	p.turned(n, inside)
	p.sizes.times = times
}

// turned reads what is done for each of n values.
func (p *parser) turned(n float64, inside func()) {
	turns := p.sizes.turns
	p.sizes.turns *= max(1, n)
	if p.sizes.turns > maxTurns {
		p.checkSize(p.i, p.sizes.turns)
	}
	inside()
	p.sizes.turns = turns
}

// takesOne are functions that keep nothing of a list but one value.
var takesOne = set("size head last isEmpty")

// alone reads what is thrown away once it has been looked at.
func (p *parser) alone(inside func()) {
	times := p.sizes.times
	p.sizes.times = 1
	inside()
	p.sizes.times = times
}
