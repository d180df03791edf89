package hypothesis

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
)

// fingerprint is the SHA-256 of what a test looks at: every contact with its
// message, ends, role, times and the filters that admit it, in the order of the
// universe; then what else is given, such as the labels of actors. It does not
// depend on the engine.
func (u *universe) fingerprint(labels []string, more ...string) string {
	sum := sha256.New()
	w := bufio.NewWriter(sum)
	fields := slices.Sorted(maps.Keys(u.marks))
	for i := range u.contacts {
		c := &u.contacts[i]
		to := ""
		if c.to != nobody {
			to = u.actors[c.to].ID
		}
		fmt.Fprintf(w, "%q %q %q %s %d %d", c.message, u.actors[c.from].ID, to, c.role, c.at.Earliest, c.at.Latest)
		for _, field := range fields {
			if m := u.marks[field]; m.static(c) && m.who(c.from, c.to) {
				fmt.Fprintf(w, " %s", field)
			}
		}
		fmt.Fprintln(w)
	}
	for n, l := range labels {
		fmt.Fprintf(w, "%q %q\n", u.actors[n].ID, l)
	}
	for _, m := range more {
		fmt.Fprintf(w, "%q\n", m)
	}
	if err := w.Flush(); err != nil { // a hash takes everything
		panic(err)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
