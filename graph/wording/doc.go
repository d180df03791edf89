// Package wording says to people what an answer holds: times, counts, citations,
// what was searched, and which kind of no it is. The page and the command line
// both speak with it; they differ in the style of their dates alone.
//
// It imports graph and graph/answer.
package wording
