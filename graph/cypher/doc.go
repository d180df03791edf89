// Package cypher prepares a query that a user wrote, for an engine that should
// only read: it classifies it, refuses it with a place and a reason, or prints
// it anew so that what runs is what was checked.
//
// Prepare takes the text apart into the tokens of the engine's dialect, walks
// the grammar of Cypher that reads, with the functions and procedures that are
// known to be harmless, and prints the tokens again. What the grammar does not
// hold is refused: there is no list of what is forbidden. It is one layer of
// four; the stores add the engine's own means, and limits of time and size.
//
// Neo4j cannot end what one expression does, so what is endless there is refused too,
// as far as the text and the parameters tell: by the sizes of lists (size.go, what
// numbers come to in estimate.go, what expressions weigh in weigh.go) and by the
// shape of regular expressions (regex.go).
//
// Quote, Identifier and Inline write values into a text, for showing a
// statement ready to paste.
//
// It imports graph and no engine.
package cypher
