// Package layout places the nodes of a graph in a plane, each way the same for the
// same input and seed. It knows numbers alone, and may import nothing of ours.
//
// The forces are written here and not taken from gonum/graph/layout, whose
// Barnes–Hut EadesR2 takes an eighth of a second for one of its rounds on 20,000
// nodes and 60,000 links, knows no context and starts from where the nodes fall: some
// fifty rounds would be six seconds. On flat arrays, from coarse versions of the graph
// to the fine one, the whole layout takes seven tenths of a second on two cores.
package layout
