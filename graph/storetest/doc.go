// Package storetest is what every store must do, as tests that an engine runs on
// itself: Run for the contract of graph.Store, RunCorpus for hostile and honest
// queries, FuzzGuard to look for a hostile one that nobody thought of. Whatever
// an engine cannot do, it names with its reason (Except).
//
// It imports graph, graph/cypher and its query corpus, and no engine.
package storetest
