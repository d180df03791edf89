package table

import (
	"context"
	"errors"
	"io"
	"os"
	"reflect"
	"strings"

	"backchannel/graph"
	"backchannel/seed"
)

// Sample is a row as it would become.
type Sample struct {
	Table    string         `json:"table"`
	File     string         `json:"file"`
	Line     int            `json:"line"`
	Row      string         `json:"row"`                // as it stands in the file
	Becomes  map[string]any `json:"becomes"`            // what it makes, by the fields of graph.Batch
	Problems []seed.Problem `json:"problems,omitempty"` // why it makes less, or nothing
}

// Preview shows what the first n rows of each table would become, without a
// store. Lookups are read in full. It cannot tell whether what a row refers to is
// listed further on, so it takes every reference for good.
func (im *Import) Preview(ctx context.Context, n int) ([]Sample, error) {
	b := newBuilder(im.plan)
	b.free = true
	var samples []Sample
	defer (&run{Import: im}).forget()
	for _, l := range im.plan.lookups {
		if err := l.open(&b.problems); err != nil {
			return nil, err
		}
	}
	for _, t := range im.plan.tables {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		some, err := b.preview(t, n)
		if err != nil {
			return nil, err
		}
		samples = append(samples, some...)
	}
	return samples, nil
}

func (b *builder) preview(t *table, n int) (samples []Sample, err error) {
	src, err := os.Open(t.file.path)
	if err != nil {
		return nil, cannotRead(err, t.file.path)
	}
	defer src.Close()
	rd := newReader(src, t.file, t.layout.format)
	for len(samples) < n {
		b.renew()
		var lines tally
		good, err := t.layout.next(rd, &lines, &b.problems)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if lines.skipped > 0 {
			continue
		}
		s := Sample{Table: t.name, File: t.file.name, Line: rd.row.line, Row: string(rd.row.text)}
		for p := range passes {
			if good && t.in(p) && b.row(t, &rd.row, p) == left {
				good = false
			}
		}
		s.Problems = b.problems
		b.batch.Actors = append(b.bare.Actors, b.batch.Actors...)
		b.batch.Topics = append(b.bare.Topics, b.batch.Topics...)
		s.Becomes = filled(b.batch)
		if len(s.Becomes) > 0 || len(s.Problems) > 0 {
			samples = append(samples, s)
		}
	}
	return samples, nil
}

// filled is the batch without its empty lists.
func filled(b *graph.Batch) map[string]any {
	m := map[string]any{}
	v := reflect.ValueOf(b).Elem()
	for i := range v.NumField() {
		if v.Field(i).Len() > 0 {
			m[strings.ToLower(v.Type().Field(i).Name)] = v.Field(i).Interface()
		}
	}
	return m
}
