package cypher

import "strings"

// reserved are the words that cannot name a variable or property without
// backticks in one of the dialects, or that a reader would take for a clause.
var reserved = set(`
	acyclic all and any as asc ascending by call case cast column collect contains
	copy count create dbtype default delete desc descending detach distinct drop
	else end ends exists explain false filter finish for foreach glob group headers
	hint in inf infinity insert install is join let limit load macro match merge
	multi_join nan next none not null offset on only optional or order primary
	profile reduce remove return set shortest single skip starts table then trail
	true typed union unwind use using when where with wshortest xor yield`)

// set makes a set of the words in s, in upper case.
func set(s string) map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		words[strings.ToUpper(w)] = true
	}
	return words
}
