// Package answer holds the questions that people ask of the graph, one file
// each. It resolves names, asks the store, and adds what makes an answer one
// that can be printed: what was searched, the citations, the Cypher that says
// the same. The HTTP service and the command line only translate to and from it.
//
// It imports graph, graph/cypher, the contact index and the tests of hypotheses;
// no engine, no HTTP and no command line.
package answer
