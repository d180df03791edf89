// Package reference answers the questions of graph.Reader in memory, slowly and
// obviously: nested loops over a few slices, in the words of the contract. Tests
// hold the stores, the contact index and the answers to it. It also draws random
// batches and filters for them.
//
// It imports graph and nothing of the code that it judges.
package reference
