// Package kuzustore is the embedded store: the graph in one file, read and
// written by Kuzu. Kuzu crashes on some harmless queries and eats all memory on
// others, so it lives in a process of its own (package engine); this package
// starts that process, watches its time and memory, ends and restarts it, asks
// again what an innocent question lost by that, and names the query at fault.
//
// It imports graph, graph/cypher, graph/model and the protocol, never the engine: whoever puts
// the program together gives the command that starts it.
package kuzustore
