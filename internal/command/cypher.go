package command

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/wording"
	"backchannel/server"
)

func (s *session) cypherCommand() *cobra.Command {
	var q answer.CypherQuestion
	var one []string
	var many string
	var timeout time.Duration
	cmd := &cobra.Command{
		Use:   "cypher QUERY|-",
		Short: "A query of your own, in Cypher that only reads",
		Long: `Runs one statement that only reads, in the Cypher of the engine in use, and prints
its rows. With - the query is read from standard input. Values belong into
parameters: --param takes a JSON value or, if it is none, text.`,
		Example: `  backchannel cypher 'MATCH (p:Person) RETURN p.id, p.name ORDER BY p.id'
  backchannel cypher 'MATCH (m:Message) WHERE m.answered = $answered RETURN m' --param answered=no
  backchannel cypher - --params '{"ids": ["wikileaks"], "n": 3}' < query.cypher
  backchannel cypher 'MATCH (a)-[s:SENT]->(m) RETURN a, s, m' --json`,
		Args: cobra.ExactArgs(1),
	}
	f := cmd.Flags()
	f.StringArrayVar(&one, "param", nil, "NAME=VALUE, a value for $NAME; may be given several times")
	f.StringVar(&many, "params", "", "all parameters as a JSON object")
	f.IntVar(&q.Limit, "limit", 0, "at most so many rows; without it 1000")
	f.DurationVar(&timeout, "timeout", 0, "how long the query may take; without it 10s, at most 5m")
	cmd.PreRunE = func(_ *cobra.Command, args []string) (err error) {
		if q.Query, err = s.queryText(args[0]); err != nil {
			return err
		}
		if q.Parameters, err = parameters(one, many); err != nil {
			return err
		}
		q.TimeoutMS = int(timeout.Milliseconds())
		s.config.Query.Time += max(timeout, 0) // the query's own limit decides; opening the store takes a while too
		return nil
	}
	return s.plain(cmd, func(ctx context.Context, a *answer.Service, _ []string) (shown, error) {
		out, err := a.Cypher(ctx, q)
		return shown{value: out, text: func(p *printer) { printRows(p, out) }}, err
	})
}

// maxQuery is more than the guard admits, and keeps a wrong pipe from filling the memory.
const maxQuery = 1 << 20

func (s *session) queryText(arg string) (string, error) {
	if arg != "-" {
		return arg, nil
	}
	text, err := io.ReadAll(io.LimitReader(s.In, maxQuery))
	if err != nil {
		return "", graph.Wrap(graph.Invalid, err, "the query cannot be read from standard input: pipe it in, or give it as an argument")
	}
	return string(text), nil
}

// parameters reads --param and --params as the API reads its own.
func parameters(one []string, many string) (server.Parameters, error) {
	out := server.Parameters{}
	if many != "" {
		if err := json.Unmarshal([]byte(many), &out); err != nil {
			return nil, graph.Wrap(graph.Invalid, err, `--params is no JSON object: write it like {"id": "wikileaks", "n": 3}`)
		}
	}
	for _, p := range one {
		name, value, ok := strings.Cut(p, "=")
		if !ok || name == "" {
			return nil, graph.Errorf(graph.Invalid, "--param is %q: write NAME=VALUE", p)
		}
		if _, twice := out[name]; twice {
			return nil, graph.Errorf(graph.Invalid, "the parameter %s is given twice: keep one", name)
		}
		var typed server.Parameters
		if err := json.Unmarshal(fmt.Appendf(nil, `{"value":%s}`, value), &typed); err != nil || len(typed) != 1 {
			out[name] = value
			continue
		}
		out[name] = typed["value"]
	}
	return out, nil
}

func printRows(p *printer, a answer.CypherAnswer) {
	t := grid{header: a.Columns, verbatim: true, wide: len(a.Columns) - 1}
	for _, row := range a.Rows {
		cells := make([]string, len(row))
		for i, v := range row {
			cells[i] = cell(v)
		}
		t.rows = append(t.rows, cells)
	}
	p.table(t)
	rows := wording.Count(len(a.Rows), "row", "rows")
	if a.Truncated {
		rows += ", and there are more: raise --limit, or narrow the query"
	}
	p.line("%s.", rows)
}

// cell writes a value as Cypher writes it, and text without quotes.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return v
	}
	return literal(v)
}

// literal writes a value within another.
func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		text, _ := json.Marshal(v) // a string always can
		return string(text)
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case graph.Node:
		shown := maps.Clone(v.Properties)
		delete(shown, "words") // these are other properties once more, folded for searching
		delete(shown, "remarks")
		return "(:" + strings.Join(v.Labels, ":") + " " + properties(shown) + ")"
	case graph.Relationship:
		return "[:" + v.Type + " " + properties(v.Properties) + "]"
	case graph.Walk:
		var b strings.Builder
		for i, n := range v.Nodes {
			if i > 0 {
				b.WriteString("-[:" + v.Relationships[i-1].Type + "]-")
			}
			b.WriteString(literal(n))
		}
		return b.String()
	case []any:
		out := make([]string, len(v))
		for i, x := range v {
			out[i] = literal(x)
		}
		return "[" + strings.Join(out, ", ") + "]"
	case map[string]any:
		return properties(v)
	}
	return fmt.Sprint(v)
}

// properties writes a map in the order of its names, without what is null.
func properties(m map[string]any) string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		if m[k] != nil {
			out = append(out, k+": "+literal(m[k]))
		}
	}
	return "{" + strings.Join(out, ", ") + "}"
}
