package cypher

import (
	"strings"

	"backchannel/graph"
)

// Quote writes s as a string literal. Neither engine can hold what is not
// Unicode, nor Kuzu the character zero; those become U+FFFD.
func Quote(d graph.Dialect, s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if d == graph.Neo4jDialect {
		return "'" + neo4jString.Replace(s) + "'"
	}
	return "'" + kuzuString.Replace(s) + "'"
}

// Kuzu reads a backslash as "the next character stands for itself", also in \n;
// the characters that Neo4j needs no escape for are escaped to be seen.
var (
	kuzuString  = strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\x00", "\ufffd")
	neo4jString = strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\x00", `\u0000`)
)

// Identifier writes name as an identifier, in backticks unless it is a plain
// word that no grammar reserves. Kuzu knows no names with a single backtick, nor
// with the character zero; they are written as near as it can.
func Identifier(d graph.Dialect, name string) string {
	if plain(name) && !reserved[strings.ToUpper(name)] {
		return name
	}
	return backticked(d, name)
}

// backticked always quotes. In Neo4j a backslash in a name could begin one of the
// escapes that are decoded in the whole text, so it is written as one itself.
func backticked(d graph.Dialect, name string) string {
	name = strings.ToValidUTF8(name, "\ufffd")
	if d == graph.Neo4jDialect {
		return "`" + strings.NewReplacer("`", "``", `\`, `\u005c`, "\x00", `\u0000`).Replace(name) + "`"
	}
	name = strings.ReplaceAll(name, "\x00", "\ufffd")
	if !evenTicks(name) {
		name = strings.ReplaceAll(name, "`", "``")
	}
	return "`" + name + "`"
}

// evenTicks tells whether every run of backticks has an even length, as Kuzu
// needs it: it takes the run into the name as it stands.
func evenTicks(name string) bool {
	return !strings.Contains(strings.ReplaceAll(name, "``", ""), "`")
}

// plain tells whether both engines read name as one word, whatever their version
// of Unicode.
func plain(name string) bool {
	for i, r := range name {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || i > 0 && r >= '0' && r <= '9') {
			return false
		}
	}
	return name != ""
}
