package yamlfile

import (
	"slices"
	"strings"
)

// typeNames are JSON's types in the words of people who write YAML.
var typeNames = map[string]string{
	"string": "text", "number": "a number", "integer": "a whole number", "boolean": "true or false",
	"object": "a group of fields", "array": "a list", "null": "nothing",
}

// mistakable are the types that a plain word such as 1984 or true has in YAML.
var mistakable = []string{"number", "integer", "boolean"}

// Types says in words which types are meant: "a list", "text or a group of
// fields". Where text will do, what else YAML may take a plain word for is only
// let pass, and is not named.
func Types(types ...string) string {
	var words []string
	for _, t := range types {
		if slices.Contains(mistakable, t) && slices.Contains(types, "string") {
			continue
		}
		words = append(words, typeNames[t])
	}
	return strings.Join(words, " or ")
}
