package cypher_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"backchannel/graph"
	"backchannel/graph/cypher"
)

func TestPatternsThatNeverEnd(t *testing.T) {
	for _, pattern := range []string{
		`(a+)+b`, `(a|aa)+$`, `(a|a)*b`, `((a*)*)*b`, `(.*a){25}b`, `(\\w+\\s*)+$`, `^(\\d+)*$`, `(?i)(?:x+x+)+y`,
		`([a-zA-Z]+)*@`, `(a?){40}a{40}`, `(.*,)*.*,.*,x`, `(?:(?:a|b)+|c)*d`, `(\\w|a)+!`, `(a+)++`, `(?<n>a+)+`,
		`([^x]+)+x`, `([a-z]|\\w)*!`, `.*a.*b.*c.*d.*e.*f.*g.*h.*i.*`, `(?=(a+)+b)a`, `(\\p{L}+)+!`, `(.|\\s)*x`,
	} {
		for _, text := range []string{
			"MATCH (n) WHERE n.name =~ '%s' RETURN n",
			"MATCH (n) WHERE n.name =~ ('' + '%s') RETURN n",
			"WITH '%s' AS p MATCH (n) WHERE n.name =~ p RETURN n",
			"UNWIND ['x', '%s'] AS p MATCH (n) WHERE n.name =~ p RETURN n",
			"RETURN any(p IN ['%s'] WHERE 'aaa' =~ p)",
			"RETURN CASE 'aaa' WHEN =~ '%s' THEN 1 END",
		} {
			_, err := cypher.Prepare(neo4j, fmt.Sprintf(text, pattern))
			if assert.Error(t, err, text, pattern) {
				assert.Equal(t, graph.Refused, graph.CodeOf(err))
				assert.ErrorContains(t, err, "may never end")
			}
		}
	}
	halves := graph.Statement{Text: "MATCH (n) WHERE n.name =~ '(a' + $half RETURN n", Parameters: map[string]any{"half": "+)+b"}}
	_, err := cypher.PrepareStatement(neo4j, halves)
	assert.ErrorContains(t, err, "may never end")
	_, err = cypher.Prepare(kuzu, "MATCH (n) WHERE n.name =~ '(a+)+b' RETURN n.name")
	assert.NoError(t, err, "Kuzu matches in one pass")
}

func TestPatternsThatEnd(t *testing.T) {
	for _, pattern := range []string{
		`.*Trump.*`, `(?i).*trump.*`, `[A-Z].*\\s.*`, `^Don\\w+\\b.*$`, `(foo|bar)+`, `(\\d+\\.)+\\d+`, `(\\w+,)*\\w+`,
		`(\\w+\\s)+\\w+`, `.*(trump|clinton|podesta).*`, `(?i)(mr|mrs|ms)\\.? .*`, `[a-z0-9._%+-]+@[a-z0-9.-]+\\.[a-z]{2,}`,
		`\\d{4}-\\d{2}(-\\d{2})?`, `(?s).*a.*b.*`, `(ab)*`, `[^@]+@[^@]+`, `(https?://)?(www\\.)?wikileaks\\.org(/.*)?`,
		`(?m)^>.*$`, `(re|fwd): .*`, `((re|fwd): )*.*`, `.*\\(.*\\).*`, `vg#\\d+ (stated|alleged)`, `(\\d{1,3}\\.){3}\\d{1,3}`,
		`(?iu).*ærlig.*`, `[\\[\\]()]+.*`, `\\p{Lu}\\p{Ll}+ \\p{Lu}.*`, `(?<!x)y.*`, `a.*b.*c.*d`,
	} {
		_, err := cypher.Prepare(neo4j, "MATCH (n) WHERE n.name =~ '"+pattern+"' RETURN n")
		assert.NoError(t, err, pattern)
	}
	_, err := cypher.Prepare(neo4j, "UNWIND ['.*a.*', '.*b.*', '.*c.*', '.*d.*', '.*e.*'] AS p MATCH (n) WHERE n.name =~ p RETURN n")
	assert.NoError(t, err, "each is a pattern of its own")
}
