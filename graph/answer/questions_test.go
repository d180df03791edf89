package answer_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/internal/enginetest"
	"backchannel/seed/dossier"
)

// question is an entry of seed/dossier/questions.yaml; its head says what each
// field means.
type question struct {
	Ask    string
	Answer string
	Call   string
	With   map[string]string
	Expect struct {
		Total      *int
		IDs        []string
		InOrder    []string `yaml:"in_order"`
		Include    []string
		Exclude    []string
		Undated    []string
		Hops       [][]string
		Rows       [][]any
		Values     map[string]any
		No         string
		Error      string
		Candidates []string
	}
}

func TestQuestionsAboutTheDossier(t *testing.T) {
	text, err := os.ReadFile("../../seed/dossier/questions.yaml")
	require.NoError(t, err)
	var questions []question
	d := yaml.NewDecoder(strings.NewReader(string(text)))
	d.KnownFields(true)
	require.NoError(t, d.Decode(&questions))
	require.GreaterOrEqual(t, len(questions), 60)
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		seedDossier(t, store)
		service := answer.New(store, answer.Options{})
		for _, q := range questions {
			t.Run(q.Ask, func(t *testing.T) { q.check(t, service) })
		}
	})
}

func seedDossier(t *testing.T, store graph.Store) {
	t.Helper()
	batch, err := dossier.Builtin()
	require.NoError(t, err)
	_, err = store.Write(t.Context(), batch)
	require.NoError(t, err)
}

// ask puts the question to the service.
func (q question) ask(ctx context.Context, s *answer.Service) (any, error) {
	w := answer.Question{From: one(q.With["from"]), To: one(q.With["to"]), Actor: one(q.With["actor"]), About: q.With["about"],
		Since: q.With["since"], Until: q.With["until"], Role: one(q.With["role"]), Channel: one(q.With["channel"]), Answered: q.With["answered"]}
	id, text := q.With["id"], q.With["q"]
	switch q.Call {
	case "contacts":
		return s.Contacts(ctx, w)
	case "pairs":
		return s.Pairs(ctx, w)
	case "paths":
		return s.Paths(ctx, answer.PathQuestion{Question: w})
	case "actors":
		if id != "" {
			return s.Actor(ctx, id)
		}
		return s.Actors(ctx, text, w)
	case "messages":
		if id != "" {
			return s.Message(ctx, id)
		}
		return s.Messages(ctx, w)
	case "threads":
		return s.Thread(ctx, id, w)
	case "topics":
		return s.Topics(ctx, text, w)
	case "sources":
		return s.Sources(ctx, w)
	case "timeline":
		return s.Timeline(ctx, w)
	case "claims":
		return s.Claims(ctx, w)
	case "search":
		return s.Search(ctx, text, w)
	case "cypher":
		return s.Cypher(ctx, answer.CypherQuestion{Query: q.With["query"]})
	}
	return nil, fmt.Errorf("no call is called %q", q.Call)
}

func one(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func (q question) check(t *testing.T, s *answer.Service) {
	got, err := q.ask(t.Context(), s)
	if q.Expect.Error != "" {
		require.Equal(t, graph.Code(q.Expect.Error), graph.CodeOf(err), "%v", err)
		if q.Expect.Candidates != nil {
			var e *graph.Error
			require.ErrorAs(t, err, &e)
			var ids []string
			for _, c := range e.Candidates {
				ids = append(ids, c.ID)
			}
			require.ElementsMatch(t, q.Expect.Candidates, ids)
		}
		return
	}
	require.NoError(t, err)
	body := asJSON(t, got)
	e := q.Expect
	if e.Total != nil {
		require.EqualValues(t, *e.Total, at(body, "total"))
	}
	ids := idsIn(at(body, "items"))
	if e.IDs != nil {
		require.ElementsMatch(t, e.IDs, ids)
	}
	if e.InOrder != nil {
		require.Equal(t, e.InOrder, ids)
	}
	require.Subset(t, ids, e.Include)
	for _, id := range e.Exclude {
		require.NotContains(t, ids, id)
	}
	if e.Undated != nil {
		require.ElementsMatch(t, e.Undated, idsIn(at(body, "undated")))
	}
	if e.Hops != nil {
		require.ElementsMatch(t, e.Hops, hopsIn(body))
	}
	if e.Rows != nil {
		require.JSONEq(t, text(t, e.Rows), text(t, at(body, "rows")))
	}
	for path, want := range e.Values {
		require.EqualValues(t, want, at(body, path), "%s of\n%s", path, text(t, body))
	}
	switch e.No {
	case "":
	case "none":
		require.Nil(t, at(body, "coverage.no"))
	default:
		require.Equal(t, e.No, at(body, "coverage.no.kind"), "%s", text(t, at(body, "coverage")))
	}
}

func asJSON(t *testing.T, v any) (body any) {
	require.NoError(t, json.Unmarshal([]byte(text(t, v)), &body))
	return body
}

func text(t *testing.T, v any) string {
	out, err := json.Marshal(v)
	require.NoError(t, err)
	return string(out)
}

// at follows a dotted path; what is absent is nil.
func at(v any, path string) any {
	for step := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(x) {
				return nil
			}
			v = x[i]
		default:
			return nil
		}
	}
	return v
}

// idsIn names the items of a list as the questions do.
func idsIn(items any) []string {
	list, _ := items.([]any)
	ids := []string{}
	for _, it := range list {
		switch {
		case at(it, "message_id") != nil:
			ids = append(ids, at(it, "message_id").(string))
		case at(it, "id") != nil:
			ids = append(ids, at(it, "id").(string))
		default:
			ids = append(ids, at(it, "from.id").(string)+" > "+at(it, "to.id").(string))
		}
	}
	return ids
}

func hopsIn(body any) [][]string {
	var out [][]string
	for i := range at(body, "paths").([]any) {
		var hops []string
		for j := range at(body, fmt.Sprintf("paths.%d.hops", i)).([]any) {
			hops = append(hops, at(body, fmt.Sprintf("paths.%d.hops.%d.contact.message_id", i, j)).(string))
		}
		out = append(out, hops)
	}
	return out
}

// TestCypherSaysTheSame runs the Cypher that comes with each answer, as a user
// would paste it, and compares what comes back.
func TestCypherSaysTheSame(t *testing.T) {
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		seedDossier(t, store)
		s := answer.New(store, answer.Options{})
		for _, w := range []map[string]string{
			{}, {"from": "WikiLeaks"}, {"to": "Trump Jr.", "about": "podesta"}, {"about": "tax-papers"}, {"about": `"it's" a*`},
			{"since": "2016-10", "until": "2017-08"}, {"role": "cc"}, {"channel": "meeting"}, {"answered": "no"}, {"actor": "Donald Trump"},
		} {
			for _, call := range []string{"contacts", "pairs", "messages", "claims", "topics", "sources", "actors"} {
				q := question{Call: call, With: w}
				t.Run(fmt.Sprint(call, w), func(t *testing.T) {
					got, err := q.ask(t.Context(), s)
					require.NoError(t, err)
					body := asJSON(t, got)
					table, err := s.Cypher(t.Context(), answer.CypherQuestion{Query: at(body, "cypher").(string)})
					require.NoError(t, err, "%s", at(body, "cypher"))
					require.Equal(t, idsIn(at(body, "items")), keysOf(call, table))
				})
			}
		}
		t.Run("paths", func(t *testing.T) {
			got, err := s.Paths(t.Context(), answer.PathQuestion{Question: answer.Question{From: []string{"wikileaks"}, To: []string{"natalia-veselnitskaya"}, About: "russian-lawyer-meeting"}})
			require.NoError(t, err)
			require.NotEmpty(t, got.Paths)
			table, err := s.Cypher(t.Context(), answer.CypherQuestion{Query: got.Cypher})
			require.NoError(t, err, got.Cypher)
			require.Len(t, table.Rows, len(got.Paths))
			for i, p := range got.Paths {
				for h, hop := range p.Hops {
					require.Equal(t, hop.To.ID, table.Rows[i][slices.Index(table.Columns, fmt.Sprintf("to%d", h+1))])
				}
			}
		})
	})
}

// keysOf names the rows of a table as idsIn names the items of the list.
func keysOf(call string, table answer.CypherAnswer) []string {
	keys := []string{}
	for _, row := range table.Rows {
		switch v := row[0].(type) {
		case graph.Node:
			keys = append(keys, v.Properties["id"].(string))
		case string:
			if call == "pairs" {
				v += " > " + row[slices.Index(table.Columns, "to_id")].(string)
			}
			keys = append(keys, v)
		}
	}
	return keys
}
