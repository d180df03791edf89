package model

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"backchannel/graph"
)

// Paths implements graph.Reader. It goes out from the one actor contact by contact
// until it meets the other, then back to find who stands between, and asks for
// the ways through these. Neither engine's own shortest path would do: Kuzu's
// looks for the shortest first and holds the conditions against it afterwards,
// Neo4j's tries all ways where a condition holds a subquery.
func (r *Reader) Paths(ctx context.Context, from, to string, f graph.Filter, maxHops, limit int) (graph.List[graph.Path], error) {
	if from == to {
		return graph.List[graph.Path]{Items: []graph.Path{}}, nil
	}
	f.From, f.To, f.Actors = nil, nil, nil
	between, err := r.between(ctx, from, to, f, maxHops)
	if err != nil {
		return graph.List[graph.Path]{}, err
	}
	p := graph.Page{Limit: limit}
	rows, count := r.chains(from, to, f, len(between)+1, between, p)
	l, err := page(ctx, r, p, rows, count, func(v []any) []string {
		actors := []string{from}
		for _, id := range v {
			actors = append(actors, text1(id))
		}
		return actors
	})
	if err != nil {
		return graph.List[graph.Path]{}, err
	}
	out := graph.List[graph.Path]{Items: make([]graph.Path, len(l.Items)), Total: l.Total, Query: l.Query}
	hops := map[[2]string]graph.Hop{}
	for i, actors := range l.Items {
		for j := range actors[1:] {
			h, err := r.hop(ctx, hops, f, actors[j], actors[j+1])
			if err != nil {
				return graph.List[graph.Path]{}, err
			}
			out.Items[i].Hops = append(out.Items[i].Hops, h)
		}
	}
	return out, nil
}

// Chains implements graph.Reader.
func (r *Reader) Chains(from, to string, f graph.Filter, hops, limit int) graph.Statement {
	f.From, f.To, f.Actors = nil, nil, nil
	rows, _ := r.chains(from, to, f, hops, nil, graph.Page{Limit: limit})
	return rows
}

// chains lists and counts ways of so many hops from one actor to another. Who may
// stand between is given for each place, or not at all.
func (r *Reader) chains(from, to string, f graph.Filter, hops int, between [][]string, p graph.Page) (rows, count graph.Statement) {
	chain, w := r.chain(from, to, f, hops, between)
	columns, order := make([]string, hops), make([]string, hops)
	for i := range hops {
		order[i] = fmt.Sprintf("to%d", i+1)
		columns[i] = fmt.Sprintf("a%d.id AS %s", i+1, order[i])
	}
	return w.statement(chain, "\nRETURN ", strings.Join(columns, ", "), "\nORDER BY ", strings.Join(order, ", "), paged(p)),
		w.statement(chain, "\nRETURN count(*)")
}

// between returns, for each actor that a shortest path passes through, those who
// may stand there. Where there is no path, it returns how far word could get.
func (r *Reader) between(ctx context.Context, from, to string, f graph.Filter, maxHops int) ([][]string, error) {
	var layers [][]string
	seen := map[string]bool{from: true}
	reached := []string{from}
	for {
		f.From = reached
		all, err := r.neighbours(ctx, f, "t")
		if err != nil {
			return nil, err
		}
		if slices.Contains(all, to) {
			break
		}
		reached = nil
		for _, id := range all {
			if !seen[id] {
				seen[id] = true
				reached = append(reached, id)
			}
		}
		if len(reached) == 0 || len(layers)+1 >= maxHops {
			return layers, nil
		}
		layers = append(layers, reached)
	}
	f.To = []string{to}
	for i := len(layers) - 1; i >= 0; i-- {
		f.From = layers[i]
		var err error
		if layers[i], err = r.neighbours(ctx, f, "s"); err != nil {
			return nil, err
		}
		f.To = layers[i]
	}
	return layers, nil
}

// neighbours returns who is at one end of the contacts that f admits.
func (r *Reader) neighbours(ctx context.Context, f graph.Filter, end string) ([]string, error) {
	match, w := r.contactMatch(f)
	return fetch(ctx, r, w.statement(match, "\nRETURN DISTINCT ", end, ".id AS id ORDER BY id"), func(v []any) string { return text1(v[0]) })
}

// theMessage is the variable that conditions call the message by.
var theMessage = regexp.MustCompile(`\bm\b`)

// chain is the pattern of ways of so many hops from one actor to another.
// After each hop only the actors stay, each chain of them once: messages between
// the same two would multiply from hop to hop.
func (r *Reader) chain(from, to string, f graph.Filter, hops int, between [][]string) (string, *where) {
	w := newWhere()
	w.message(f)
	conditions := w.conditions
	w.parameters["from"], w.parameters["to"] = from, to
	text, passed := "", "a0"
	for i := 1; i <= hops; i++ {
		v := func(name string) string { return fmt.Sprint(name, i) }
		before := fmt.Sprint("a", i-1)
		hop := &where{parameters: w.parameters}
		node := "(" + before + ")"
		if i == 1 {
			node = r.actor(before)
			hop.add("a0.id = $from")
		}
		if i == hops {
			hop.add("%s.id = $to", v("a"))
		} else if between != nil {
			hop.add("%s", hop.within(v("a")+".id", v("between"), between[i-1]))
		}
		for _, c := range conditions {
			hop.add("%s", theMessage.ReplaceAllString(c, v("m")))
		}
		passed += ", " + v("a")
		text += fmt.Sprintf("MATCH %s-[%s:SENT]->(%s:Message)-[%s:%s]->%s", node, v("e"), v("m"), v("r"), relTypes(f.Roles), r.actor(v("a"))) +
			hop.String() + r.joinOrder(before, v("e"), v("m"), v("r"), v("a")) +
			"\nWITH DISTINCT " + passed + "\n"
	}
	return strings.TrimSuffix(text, "\n"), w
}

// hop sums up the contacts between two actors, once for all paths that need it.
func (r *Reader) hop(ctx context.Context, known map[[2]string]graph.Hop, f graph.Filter, from, to string) (graph.Hop, error) {
	pair := [2]string{from, to}
	if h, ok := known[pair]; ok {
		return h, nil
	}
	f.From, f.To = []string{from}, []string{to}
	l, err := r.Contacts(ctx, f, graph.Page{Limit: 1})
	if err != nil {
		return graph.Hop{}, err
	}
	if len(l.Items) == 0 {
		return graph.Hop{}, graph.Errorf(graph.Conflict, "the graph changed while the path was looked for: ask again")
	}
	h := graph.Hop{Contact: l.Items[0], Alternatives: l.Total - 1}
	known[pair] = h
	return h, nil
}
