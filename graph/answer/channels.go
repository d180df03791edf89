package answer

import (
	"context"
	"slices"
	"strings"

	"backchannel/graph"
)

// strangeChannels adds to a no, if a channel that was asked for is that of no
// message, which ones there are: it may be another word for one of them.
func (s *Service) strangeChannels(ctx context.Context, f graph.Filter, c *Coverage) error {
	if len(f.Channels) == 0 {
		return nil
	}
	t, err := s.store.Query(ctx, graph.Statement{Text: "MATCH (m:Message)\nRETURN DISTINCT m.channel AS channel ORDER BY channel"}, graph.Limits{Rows: graph.DefaultLimit})
	if err != nil {
		return err
	}
	var known []string
	for _, row := range t.Rows {
		if name, ok := row[0].(string); ok {
			known = append(known, name)
		}
	}
	for _, channel := range f.Channels {
		if !slices.Contains(known, string(channel)) && len(known) > 0 && !t.Truncated {
			c.No.add("No message has the channel %q: there are %s.", string(channel), strings.Join(known, ", "))
		}
	}
	return nil
}
