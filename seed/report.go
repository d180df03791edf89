package seed

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"backchannel/graph"
)

// MaxProblems bounds the problems that a report lists; all are counted.
const MaxProblems = 100

// Report is the account of an import.
type Report struct {
	Files    []File        `json:"files"` // in the order of reading
	Total    File          `json:"total"` // without a name
	Problems []Problem     `json:"problems"`
	Found    int           `json:"problems_found"` // more than are listed, if there were many
	Written  graph.Written `json:"written"`

	items bool // what is counted are facts, not lines
	split bool // a batch added to what an earlier one held
}

// File accounts for every line of a file: Lines is the sum of the four below.
type File struct {
	Name      string `json:"name,omitempty"`
	Lines     int    `json:"lines"`
	New       int    `json:"new"`       // made something that was not in the store
	Duplicate int    `json:"duplicate"` // named what was there already
	Skipped   int    `json:"skipped"`   // hold no data: headers, blank lines, comments; or are left out by the mapping
	Malformed int    `json:"malformed"` // could not be read in full
}

func (f *File) add(o File) {
	f.Lines += o.Lines
	f.New += o.New
	f.Duplicate += o.Duplicate
	f.Skipped += o.Skipped
	f.Malformed += o.Malformed
}

func newReport() *Report {
	return &Report{Files: []File{}, Problems: []Problem{}, Written: graph.Written{}}
}

// read notes the files and problems of a part.
func (r *Report) read(p Part) {
	for _, l := range p.Lines {
		r.file(l.File)
	}
	r.Found += len(p.Problems)
	r.Problems = append(r.Problems, p.Problems[:min(len(p.Problems), MaxProblems-len(r.Problems))]...)
}

// wrote accounts for the lines of a part by what the store wrote of it.
func (r *Report) wrote(p Part, w graph.Written) {
	r.Written.Add(w)
	r.split = r.split || p.Ordered && p.Batch != nil
	for _, l := range p.Lines {
		rows := l.Rows
		if rows == allWritten {
			r.items, rows = true, 0
			for _, c := range w {
				rows += c.Created + c.Existing
			}
		}
		made := 0
		if l.Made != nil {
			made = max(0, min(rows, l.Made(w)))
		}
		f := File{
			Lines: rows + l.Duplicate + l.Skipped + l.Malformed,
			New:   made, Duplicate: rows - made + l.Duplicate, Skipped: l.Skipped, Malformed: l.Malformed,
		}
		r.file(l.File).add(f)
		r.Total.add(f)
	}
}

func (r *Report) file(name string) *File {
	i := slices.IndexFunc(r.Files, func(f File) bool { return f.Name == name })
	if i < 0 {
		i = len(r.Files)
		r.Files = append(r.Files, File{Name: name})
	}
	return &r.Files[i]
}

// WriteText writes the report for people.
func (r *Report) WriteText(w io.Writer) error {
	unit := "lines"
	if r.items {
		unit = "items"
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, unit+"\tnew\tduplicate\tskipped\tmalformed\t  file")
	row := func(f File) {
		fmt.Fprintf(t, "%d\t%d\t%d\t%d\t%d\t  %s\n", f.Lines, f.New, f.Duplicate, f.Skipped, f.Malformed, f.Name)
	}
	for _, f := range r.Files {
		row(f)
	}
	if len(r.Files) > 1 {
		total := r.Total
		total.Name = "in all"
		row(total)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	var b strings.Builder
	if len(r.Written) > 0 {
		b.WriteString("\n")
		t = tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintln(t, "created\texisting\t  in the graph")
		types := make([]string, 0, len(r.Written))
		for k := range r.Written {
			types = append(types, k)
		}
		slices.Sort(types)
		for _, k := range types {
			fmt.Fprintf(t, "%d\t%d\t  %s\n", r.Written[k].Created, r.Written[k].Existing, k)
		}
		t.Flush()
		if r.split {
			b.WriteString("Rows of one message came in several writes: what a later one found of an earlier one counts as existing, too.\n")
		}
	}
	if r.Found > 0 {
		noun := "problems"
		if r.Found == 1 {
			noun = "problem"
		}
		fmt.Fprintf(&b, "\n%d %s", r.Found, noun)
		if r.Found > len(r.Problems) {
			fmt.Fprintf(&b, ", the first %d", len(r.Problems))
		}
		b.WriteString(":\n")
		for _, p := range r.Problems {
			fmt.Fprintf(&b, "  %s\n", p)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
