package table

import (
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"

	"backchannel/graph"
)

// WriteSamples writes a preview for people: the row, what is wrong with it, and
// each thing that it makes with its fields.
func WriteSamples(w io.Writer, samples []Sample) error {
	var b strings.Builder
	for _, s := range samples {
		fmt.Fprintf(&b, "%s, %s:%d\n  %s\n", s.Table, s.File, s.Line, strings.ReplaceAll(s.Row, "\n", "\n  "))
		for _, p := range s.Problems {
			fmt.Fprintf(&b, "  ! %s\n", p)
		}
		for _, name := range slices.Sorted(maps.Keys(s.Becomes)) {
			list := reflect.ValueOf(s.Becomes[name])
			for i := range list.Len() {
				fmt.Fprintf(&b, "  → %s\n", singular(name))
				describe(&b, list.Index(i))
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func singular(name string) string {
	if stem, ok := strings.CutSuffix(name, "ies"); ok {
		return stem + "y"
	}
	return strings.TrimSuffix(name, "s")
}

// describe writes the fields of a thing of the domain that say something, a line each.
func describe(b *strings.Builder, thing reflect.Value) {
	for i := range thing.NumField() {
		name, _, _ := strings.Cut(thing.Type().Field(i).Tag.Get("json"), ",")
		if text := field(thing.Field(i).Interface()); text != "" {
			fmt.Fprintf(b, "      %s: %s\n", strings.ReplaceAll(name, "_", " "), strings.ReplaceAll(text, "\n", "\n        "))
		}
	}
}

func field(v any) string {
	switch v := v.(type) {
	case graph.Moment:
		if !v.Dated() {
			return ""
		}
		return v.String()
	case graph.Ref:
		return strings.TrimSpace(string(v.Label) + " " + v.ID)
	case []string:
		return strings.Join(v, ", ")
	case []graph.Citation:
		return commas(v, func(c graph.Citation) string {
			text := fmt.Sprintf("%s:%d", c.SourceID, c.Paragraph)
			if c.Modality == graph.Alleged {
				text += " (alleged)"
			}
			return text
		})
	case []graph.Recipient:
		return commas(v, func(r graph.Recipient) string { return r.Actor + " (" + string(r.Role) + ")" })
	case map[string]string:
		return commas(slices.Sorted(maps.Keys(v)), func(k string) string { return k + " " + v[k] })
	}
	return fmt.Sprint(v)
}

func commas[T any](list []T, text func(T) string) string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = text(v)
	}
	return strings.Join(out, ", ")
}
