// Package hypothesis tests statements about correspondence: what was observed,
// what chance alone would give, how sure that makes one, and the messages behind
// it. A hypothesis is a file (Parse); a Runner tests it over a store (Run, RunAll)
// and tells how far the finding depends on a source, an actor or a period
// (Sensitivity).
//
// A test turns contacts into payloads and payloads into a number; a null model
// shuffles times or actors. Either knows nothing of the other, and the table in
// each test says which null models it can be held to, and why not to the others.
// Everything runs over flat arrays in an order that does not depend on the engine,
// and each permutation draws from a generator of its own: the same contacts and
// the same seed give the same bytes on any number of cores.
//
// The package imports the domain, the query guard, the numbering of motifs of
// package temporal, and the reader of YAML; no engine, no HTTP and no command line.
package hypothesis
