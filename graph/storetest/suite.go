package storetest

import (
	"flag"
	"strconv"
	"testing"

	"backchannel/graph"

	"pgregory.net/rapid"
)

// Open returns a store that is empty and ready. The suite closes it before it
// asks for another.
type Open func(t *testing.T) graph.Store

// Option changes a run of the suite.
type Option func(*options)

type options struct{ except map[string]string }

// Except leaves out a case that the engine cannot pass, for a reason that a
// reader of its tests understands.
func Except(name, reason string) Option {
	return func(o *options) { o.except[name] = reason }
}

// testCase is one behaviour. Cases that need a single store are made by on.
type testCase struct {
	name string
	run  func(t *testing.T, open Open)
}

func on(run func(t *testing.T, s graph.Store)) func(t *testing.T, open Open) {
	return func(t *testing.T, open Open) {
		s := open(t)
		t.Cleanup(func() { closing(t, s) })
		run(t, s)
	}
}

func closing(t testing.TB, s graph.Store) {
	if err := s.Close(); err != nil {
		t.Errorf("closing the store: %v", err)
	}
}

// Run holds the stores that open returns to the contract of graph.Store.
func Run(t *testing.T, open func(t *testing.T) graph.Store, opts ...Option) {
	o := options{except: map[string]string{}}
	for _, set := range opts {
		set(&o)
	}
	for _, c := range cases() {
		if reason, ok := o.except[c.name]; ok {
			delete(o.except, c.name)
			t.Logf("except %q: %s", c.name, reason)
			continue
		}
		t.Run(c.name, func(t *testing.T) { c.run(t, open) })
	}
	for name := range o.except {
		t.Errorf("there is no case %q to leave out", name)
	}
}

func cases() []testCase {
	var all []testCase
	for _, group := range [][]testCase{
		lifecycleCases, writingCases, mergingCases, missingCases, timeCases, participantCases, filterCases, pagingCases,
		streamCases, searchCases, pathCases, textCases, queryCases, readOnlyCases, cancelCases, concurrencyCases, largeCases,
	} {
		all = append(all, group...)
	}
	return all
}

// Check is rapid.Check with as many graphs as a real engine takes in reasonable
// time, unless the flag asks for another number.
func Check(t *testing.T, graphs int, property func(*rapid.T)) {
	t.Helper()
	const name = "rapid.checks"
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == name })
	if f := flag.Lookup(name); !asked && f != nil {
		// The value is set directly: flag.Set would count as asking.
		before := f.Value.String()
		set := func(v string) {
			if err := f.Value.Set(v); err != nil {
				t.Fatal(err)
			}
		}
		set(strconv.Itoa(graphs))
		defer set(before)
	}
	rapid.Check(t, property)
}
