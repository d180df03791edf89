package cypher_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/graph/cypher"
	"backchannel/graph/cypher/cyphertest"
)

var dialects = []graph.Dialect{graph.KuzuDialect, graph.Neo4jDialect}

// least is how many texts of each kind a corpus must hold.
const least = 110

func TestHostileTextsAreRefused(t *testing.T) {
	for _, d := range dialects {
		cases := cyphertest.Hostile(d)
		assert.GreaterOrEqual(t, len(cases), least)
		for _, c := range cases {
			t.Run(string(d)+"/"+c.Name, func(t *testing.T) {
				assert.NotEmpty(t, c.Category)
				assert.NotEmpty(t, c.Seen, "say what it did unguarded")
				p, err := cypher.Prepare(d, c.Query)
				if c.Category == cyphertest.Costly && err == nil {
					return
				}
				require.Error(t, err, "it would run as %s", p.Text)
				assert.Contains(t, []graph.Code{graph.Refused, graph.Invalid, graph.TooLarge}, graph.CodeOf(err))
				assert.Empty(t, p)
			})
		}
	}
}

func TestHonestTextsPass(t *testing.T) {
	for _, d := range dialects {
		cases := cyphertest.Honest(d)
		assert.GreaterOrEqual(t, len(cases), least)
		for _, c := range cases {
			t.Run(string(d)+"/"+c.Name, func(t *testing.T) {
				p, err := cypher.Prepare(d, c.Query)
				require.NoError(t, err)
				again, err := cypher.Prepare(d, p.Text)
				require.NoError(t, err)
				assert.Equal(t, p.Text, again.Text, "printing twice is printing once")
				for name := range c.Parameters {
					assert.Contains(t, p.Parameters, name)
				}
			})
		}
	}
}

func TestNamesOfCasesAreUnique(t *testing.T) {
	for _, d := range dialects {
		for _, cases := range [][]cyphertest.Case{cyphertest.Hostile(d), cyphertest.Honest(d)} {
			seen := map[string]bool{}
			for _, c := range cases {
				assert.False(t, seen[c.Name], c.Name)
				seen[c.Name] = true
			}
		}
	}
}
