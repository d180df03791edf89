// Package engine is the process that Kuzu lives in: it opens a graph, runs
// statements for the store that started it, and dies with that store. Kuzu can
// crash, or eat all memory, on a plain read; then only this process is lost.
//
// It is the only package that links Kuzu, and it imports no other of ours than
// the protocol and the domain's types. To change the engine, write another
// package that speaks the same protocol.
package engine
