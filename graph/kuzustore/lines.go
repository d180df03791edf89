package kuzustore

import (
	"strings"
	"unicode"

	"backchannel/graph"
	"backchannel/graph/model"
)

// A list of texts on a relationship is kept as the lines of one text: the time
// that Kuzu's checkpoint takes grows with the square of the lists in a table of
// relationships, and linearly with its texts. Where the value comes back under
// its own name, as a column or in a relationship, it is a list again.

var escaping = strings.NewReplacer(`\`, `\\`, "\n", `\n`)

// joined makes one text of a list.
func joined(texts []string) string {
	if len(texts) == 1 && !strings.ContainsAny(texts[0], "\\\n") {
		return texts[0]
	}
	lines := make([]string, len(texts))
	for i, t := range texts {
		lines[i] = escaping.Replace(t)
	}
	return strings.Join(lines, "\n")
}

// split undoes joined.
func split(text string) []any {
	lines := strings.Split(text, "\n")
	out := make([]any, len(lines))
	for i, l := range lines {
		out[i] = unescape(l)
	}
	return out
}

func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'n' {
				b.WriteByte('\n')
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// kept is how a property of a relationship is kept.
func kept(ps []model.Property) []model.Property {
	out := make([]model.Property, len(ps))
	for i, p := range ps {
		if p.Type == model.Strings {
			p.Type = model.String
		}
		out[i] = p
	}
	return out
}

// listNames are the properties of relationships that are kept as lines.
var listNames = func() map[string]bool {
	names := map[string]bool{}
	for _, r := range model.Rels {
		for _, p := range r.Properties {
			if p.Type == model.Strings {
				names[p.Name] = true
			}
		}
	}
	return names
}()

// listed makes lists again of what is kept as lines: of the columns that are
// named after such a property, and inside of relationships.
func listed(columns []string, row []any) {
	for i, v := range row {
		if s, ok := v.(string); ok {
			if namesList(columns[i]) {
				row[i] = split(s)
			}
			continue
		}
		relist(v)
	}
}

// namesList tells whether a column is called after such a property, alone or of a
// variable, and not after an expression that ends in one.
func namesList(column string) bool {
	variable, property, ok := strings.Cut(column, ".")
	if !ok {
		return listNames[column]
	}
	part := func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
	return listNames[property] && strings.TrimFunc(variable, part) == ""
}

func relist(v any) {
	switch v := v.(type) {
	case graph.Relationship:
		for name, p := range v.Properties {
			if s, ok := p.(string); ok && listNames[name] {
				v.Properties[name] = split(s)
			}
		}
	case graph.Walk:
		for _, r := range v.Relationships {
			relist(r)
		}
	case []any:
		for _, x := range v {
			relist(x)
		}
	case map[string]any:
		for _, x := range v {
			relist(x)
		}
	}
}
