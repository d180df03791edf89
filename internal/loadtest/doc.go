// Package loadtest loads the public data sets through their example mappings into
// both engines: as tests, what must come out; as benchmarks, how fast. It has
// tests alone, built with the tag "acceptance".
package loadtest
