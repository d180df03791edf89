package server

import (
	"context"
	"html/template"
	"net/url"
	"sync"

	"backchannel/graph"
	"backchannel/graph/answer"
)

// catalogue is what the first page knows of the data beyond an answer: what ids
// are called, what a form may suggest, and what to ask for a start.
type catalogue struct {
	Sources  []graph.SourceCount
	Actors   []string // names, if they are few
	Topics   []string // labels, if they are few
	Examples []example

	labels   map[string]string // of topics, by id
	revision int64
}

// example is a question to click.
type example struct {
	Text string
	URL  template.URL
}

// suggestions is how many names a form still suggests.
const suggestions = 300

// catalogues keeps the catalogue of the latest revision.
type catalogues struct {
	answers *answer.Service
	mu      sync.Mutex
	latest  *catalogue
}

func (c *catalogues) of(ctx context.Context, revision int64) (*catalogue, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.latest != nil && c.latest.revision == revision {
		return c.latest, nil
	}
	fresh, err := readCatalogue(ctx, c.answers)
	if err != nil {
		return nil, err
	}
	fresh.revision = revision
	c.latest = fresh
	return fresh, nil
}

func readCatalogue(ctx context.Context, answers *answer.Service) (*catalogue, error) {
	out := &catalogue{labels: map[string]string{}}
	sources, err := answers.Sources(ctx, answer.Question{})
	if err != nil {
		return nil, err
	}
	out.Sources = sources.Items
	actors, err := answers.Actors(ctx, "", answer.Question{Limit: suggestions})
	if err != nil {
		return nil, err
	}
	if actors.Total <= suggestions {
		for _, a := range actors.Items {
			out.Actors = append(out.Actors, a.Name)
		}
	}
	topics, err := answers.Topics(ctx, "", answer.Question{Limit: suggestions})
	if err != nil {
		return nil, err
	}
	var most graph.TopicCount
	for _, t := range topics.Items {
		out.labels[t.ID] = t.Label
		if topics.Total <= suggestions {
			out.Topics = append(out.Topics, t.Label)
		}
		if t.Messages > most.Messages {
			most = t
		}
	}
	pairs, err := answers.Pairs(ctx, answer.Question{Limit: 1})
	if err != nil {
		return nil, err
	}
	out.examples(pairs.Items, most)
	return out, nil
}

// examples asks of the two who have most to do with each other, there and back,
// and of what most messages are about.
func (c *catalogue) examples(pairs []graph.Pair, topic graph.TopicCount) {
	for _, p := range pairs {
		c.example("What did "+p.From.Name+" send to "+p.To.Name+"?", "from", p.From.ID, "to", p.To.ID)
		c.example("Which of it went unanswered, as a source says?", "from", p.From.ID, "to", p.To.ID, "answered", "no")
		c.example("What did "+p.To.Name+" send back?", "from", p.To.ID, "to", p.From.ID)
	}
	if topic.Messages > 0 {
		c.example("Who contacted whom about “"+topic.Label+"”?", "about", topic.ID)
	}
}

func (c *catalogue) example(text string, pairs ...string) {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	c.Examples = append(c.Examples, example{text, asking(q)})
}
