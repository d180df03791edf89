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
	match, columns, order, w := r.chain(from, to, f, between)
	p := graph.Page{Limit: limit}
	rows := w.statement(match, "\nRETURN ", strings.Join(columns, ", "), "\nORDER BY ", strings.Join(order, ", "), paged(p))
	l, err := page(ctx, r, p, rows, w.statement(match, "\nRETURN count(*)"), func(v []any) graph.Path {
		var p graph.Path
		at := from
		for i := 0; i < len(v); i += 3 {
			to := text1(v[i+1])
			p.Hops = append(p.Hops, graph.Contact{MessageID: text1(v[i]), From: graph.ActorRef{ID: at}, To: graph.ActorRef{ID: to}, Role: role(v[i+2])})
			at = to
		}
		return p
	})
	if err != nil || len(l.Items) == 0 {
		return l, err
	}
	return l, r.completePaths(ctx, f, l.Items)
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

// chain is the pattern of ways from one actor to another through those between,
// three columns for each hop: the message, whom it reached, and the role.
func (r *Reader) chain(from, to string, f graph.Filter, between [][]string) (match string, columns, order []string, w *where) {
	w = newWhere()
	w.message(f)
	conditions := w.conditions
	w.conditions = nil
	w.add("a0.id = $from")
	w.parameters["from"], w.parameters["to"] = from, to
	match = "MATCH " + r.actor("a0")
	steps := []string{"a0"}
	var roles []string
	for i := 1; i <= len(between)+1; i++ {
		match += fmt.Sprintf("-[e%d:SENT]->(m%d:Message)-[r%d:%s]->(a%d)", i, i, i, relTypes(f.Roles), i)
		for _, v := range []string{"e", "m", "r", "a"} {
			steps = append(steps, fmt.Sprint(v, i))
		}
		if i <= len(between) {
			w.add("%s", w.within(fmt.Sprintf("a%d.id", i), fmt.Sprintf("between%d", i), between[i-1]))
		} else {
			w.add("a%d.id = $to", i)
		}
		for _, c := range conditions {
			w.add("%s", theMessage.ReplaceAllString(c, fmt.Sprintf("m%d", i)))
		}
		columns = append(columns, fmt.Sprintf("m%d.id AS message%d, a%d.id AS to%d, %s AS role%d", i, i, i, i, r.typeOf(fmt.Sprintf("r%d", i)), i))
		order = append(order, fmt.Sprintf("message%d, to%d", i, i))
		roles = append(roles, fmt.Sprintf("role%d", i))
	}
	return match + w.String() + r.joinOrder(steps...), columns, append(order, roles...), w
}

// completePaths fills each hop with its contact.
func (r *Reader) completePaths(ctx context.Context, period graph.Filter, paths []graph.Path) error {
	type key struct {
		message, from, to string
		role              graph.Role
	}
	var hops []graph.Contact
	for _, p := range paths {
		hops = append(hops, p.Hops...)
	}
	f := graph.Filter{
		Since: period.Since, Until: period.Until,
		IDs:  idsOf(hops, func(c graph.Contact) string { return c.MessageID }),
		From: idsOf(hops, func(c graph.Contact) string { return c.From.ID }),
		To:   idsOf(hops, func(c graph.Contact) string { return c.To.ID }),
	}
	found := map[key]graph.Contact{}
	for offset := 0; ; offset += graph.MaxLimit {
		l, err := r.Contacts(ctx, f, graph.Page{Limit: graph.MaxLimit, Offset: offset})
		if err != nil {
			return err
		}
		for _, c := range l.Items {
			found[key{c.MessageID, c.From.ID, c.To.ID, c.Role}] = c
		}
		if len(l.Items) < graph.MaxLimit {
			break
		}
	}
	for _, p := range paths {
		for i, h := range p.Hops {
			p.Hops[i] = found[key{h.MessageID, h.From.ID, h.To.ID, h.Role}]
		}
	}
	return nil
}
