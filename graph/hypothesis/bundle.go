package hypothesis

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"backchannel/graph"
)

// Bundle is a finding that can be carried: all that someone needs to read it, and to
// run it again. The same data, hypothesis and version of the program give the same
// bytes of JSON.
type Bundle struct {
	Format     string          `json:"format"`
	Definition *Hypothesis     `json:"definition"` // with its defaults filled in
	Result     *Result         `json:"result"`     // with the seed, the fingerprint and the version
	Messages   []graph.Message `json:"messages"`   // behind the evidence that the result shows
	Sources    []graph.Source  `json:"sources"`    // that these are read from
}

// bundleFormat is raised when what a bundle holds changes its meaning.
const bundleFormat = "backchannel-finding-1"

// maxBundle bounds a bundle, in bytes: twenty proofs with long messages.
const maxBundle = 64 << 20

// Bundle tests a hypothesis and packs what came of it.
func (r *Runner) Bundle(ctx context.Context, hypothesis *Hypothesis) (*Bundle, error) {
	res, err := r.Run(ctx, hypothesis)
	if err != nil {
		return nil, err
	}
	h := *hypothesis
	h.withDefaults()
	b := &Bundle{Format: bundleFormat, Definition: &h, Result: res, Messages: []graph.Message{}, Sources: []graph.Source{}}
	messages, sources := map[string]bool{}, map[string]bool{}
	for _, item := range res.Evidence.Items {
		for _, c := range item.Contacts {
			messages[c.MessageID] = true
			for _, cite := range c.Citations {
				sources[cite.SourceID] = true
			}
		}
	}
	for ids := range slices.Chunk(slices.Sorted(maps.Keys(messages)), graph.MaxLimit) {
		l, err := r.Store.Messages(ctx, graph.Filter{IDs: ids}, graph.Page{Limit: graph.MaxLimit})
		if err != nil {
			return nil, err
		}
		b.Messages = append(b.Messages, l.Items...)
	}
	for ids := range slices.Chunk(slices.Sorted(maps.Keys(sources)), graph.MaxLimit) {
		l, err := r.Store.Sources(ctx, graph.Filter{IDs: ids}, graph.Page{Limit: graph.MaxLimit})
		if err != nil {
			return nil, err
		}
		for _, s := range l.Items {
			b.Sources = append(b.Sources, s.Source)
		}
	}
	slices.SortFunc(b.Messages, func(x, y graph.Message) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(b.Sources, func(x, y graph.Source) int { return cmp.Compare(x.ID, y.ID) })
	return b, nil
}

// packed is a bundle whose parts are still to be read.
type packed struct {
	Format     string          `json:"format"`
	Definition json.RawMessage `json:"definition"`
	Result     json.RawMessage `json:"result"`
	Messages   json.RawMessage `json:"messages"`
	Sources    json.RawMessage `json:"sources"`
}

// ReadBundle reads a bundle, and holds its definition to the rules of a hypothesis.
// An error is invalid, unsupported for another format, or too_large.
func ReadBundle(name string, in io.Reader) (*Bundle, error) {
	b, _, err := unpack(name, in)
	return b, err
}

func unpack(name string, in io.Reader) (*Bundle, *packed, error) {
	text, err := io.ReadAll(io.LimitReader(in, maxBundle+1))
	switch {
	case err != nil:
		return nil, nil, graph.Wrap(graph.Invalid, err, "%s cannot be read to its end: check the file and try again", name)
	case len(text) > maxBundle:
		return nil, nil, graph.Errorf(graph.TooLarge, "%s is larger than %d MiB, which is the most that a bundle may have", name, maxBundle>>20)
	}
	var p packed
	b := &Bundle{}
	if err := json.Unmarshal(text, &p); err != nil || p.Format == "" {
		return nil, nil, graph.Wrap(graph.Invalid, err, "%s is no bundle: make one with `backchannel hypothesis bundle`", name)
	}
	if p.Format != bundleFormat {
		return nil, nil, graph.Errorf(graph.Unsupported, "%s has the format %q, and this version reads %s: use the version that wrote it", name, p.Format, bundleFormat)
	}
	if b.Definition, err = Parse(name+" (definition)", bytes.NewReader(p.Definition)); err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal(text, &struct {
		*Bundle
		Definition any `json:"definition"` // is read
	}{Bundle: b}); err != nil || b.Result == nil {
		return nil, nil, graph.Wrap(graph.Invalid, err, "%s has no result that can be read: it was changed since it was written", name)
	}
	return b, &p, nil
}

// Verification is what came of running a bundle again.
type Verification struct {
	ID          string       `json:"id"`
	Same        bool         `json:"same"`         // nothing differs, but perhaps the version of the program
	SameData    bool         `json:"same_data"`    // the fingerprints are the same
	SameVersion bool         `json:"same_version"` // of the program
	Holds       *bool        `json:"holds"`        // now
	Held        *bool        `json:"held"`         // then
	Differences []Difference `json:"differences"`  // at most 100, those that say most first
	More        int          `json:"more"`         // differences beyond these
}

// Difference is a place in a bundle with what stood there and what would now, as JSON;
// empty where there is nothing.
type Difference struct {
	Where string `json:"where"`
	Was   string `json:"was"`
	Now   string `json:"now"`
}

// maxDifferences bounds those that a verification lists.
const maxDifferences = 100

// Verify runs a bundle again and says what differs.
func (r *Runner) Verify(ctx context.Context, name string, in io.Reader) (*Verification, error) {
	then, p, err := unpack(name, in)
	if err != nil {
		return nil, err
	}
	now, err := r.Bundle(ctx, then.Definition)
	if err != nil {
		return nil, err
	}
	v := &Verification{
		ID: then.Definition.ID, SameData: then.Result.Fingerprint == now.Result.Fingerprint, SameVersion: then.Result.Version == now.Result.Version,
		Holds: now.Result.Holds, Held: then.Result.Holds, Differences: []Difference{},
	}
	for _, part := range []struct {
		name string
		was  json.RawMessage
		now  any
	}{{"result", p.Result, now.Result}, {"messages", p.Messages, now.Messages}, {"sources", p.Sources, now.Sources}} {
		text, err := json.Marshal(part.now)
		if err != nil {
			return nil, err
		}
		was, err := generic(part.was)
		if err != nil {
			return nil, graph.Wrap(graph.Invalid, err, "%s: its %s cannot be read: it was changed since it was written", name, part.name)
		}
		is, err := generic(text)
		if err != nil {
			return nil, err
		}
		v.compare(part.name, was, is)
	}
	v.Same = len(v.Differences) == 0
	// What stands at the top of a result says most.
	slices.SortStableFunc(v.Differences, func(a, b Difference) int { return cmp.Compare(depth(a.Where), depth(b.Where)) })
	if n := len(v.Differences); n > maxDifferences {
		v.Differences, v.More = v.Differences[:maxDifferences], n-maxDifferences
	}
	return v, nil
}

// generic reads JSON with its numbers as they are written.
func generic(text json.RawMessage) (v any, err error) {
	if len(text) == 0 {
		return nil, nil
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	err = d.Decode(&v)
	return v, err
}

func depth(where string) int { return strings.Count(where, ".") + strings.Count(where, "[") }

// missing stands for a place that is not there.
type missing struct{}

// compare notes where two values differ, as deep as can be said.
func (v *Verification) compare(where string, was, now any) {
	if where == "result.version" {
		return
	}
	switch a := was.(type) {
	case map[string]any:
		if b, ok := now.(map[string]any); ok {
			both := maps.Clone(a)
			maps.Copy(both, b)
			for _, field := range slices.Sorted(maps.Keys(both)) {
				v.compare(where+"."+field, fieldOf(a, field), fieldOf(b, field))
			}
			return
		}
	case []any:
		if b, ok := now.([]any); ok {
			for i := range max(len(a), len(b)) {
				v.compare(fmt.Sprintf("%s[%d]", where, i), itemOf(a, i), itemOf(b, i))
			}
			return
		}
	}
	if was == now {
		return
	}
	v.Differences = append(v.Differences, Difference{where, textOf(was), textOf(now)})
}

func fieldOf(m map[string]any, name string) any {
	if v, ok := m[name]; ok {
		return v
	}
	return missing{}
}

func itemOf(l []any, i int) any {
	if i < len(l) {
		return l[i]
	}
	return missing{}
}

func textOf(v any) string {
	if _, none := v.(missing); none {
		return ""
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Sprint(v)
	}
	return string(bytes.TrimSpace(b.Bytes()))
}
