// Package temporal keeps the contacts of a graph in memory as flat arrays in time
// order, and answers questions about paths that respect time, about motifs and
// about static measures. An Index is filled from a store's stream, never changes,
// and gives the same answers whichever store filled it.
//
// The words are those of Holme & Saramäki 2012, "Temporal networks", and of Wu et
// al. 2014, "Path problems in temporal graphs". What is searched are walks: word
// may pass through the same actor twice, which only max_wait can make necessary.
//
// The package knows the domain alone: no store, no HTTP, no names of actors beyond
// what a contact carries.
package temporal
