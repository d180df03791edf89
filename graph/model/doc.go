// Package model is the graph model in Cypher, written once for both dialects:
// which labels and relationship types there are, how a batch is laid out as
// rows, how two readings of one node are merged, and the statements that answer
// the domain's questions. The engines embed its Reader and take its Tables; it
// knows neither of them.
//
// It imports graph only.
package model
