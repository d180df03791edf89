// Package server is the HTTP side of Backchannel: it translates requests to the
// questions of package answer, and their answers and errors back. Routes are
// huma operations on a Gin router; what holds for every request (identity,
// limits, who may ask) is middleware, one file each.
//
// It imports graph, graph/answer, graph/hypothesis, graph/wording, and what it keeps
// beside the graph: server/views and server/imports. It names no engine and decides
// nothing about the graph.
package server
