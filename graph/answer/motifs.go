package answer

import (
	"context"

	"backchannel/graph"
)

// MotifQuestion asks how often each pattern of three contacts comes.
type MotifQuestion struct {
	Question
	Delta string // longest time from the first to the third contact, such as 600s or 1h
}

// Motifs is the answer to a MotifQuestion.
type Motifs struct {
	Counts       [6][6]uint64 `json:"counts" doc:"As figure 1 of Paranjape et al. 2017 lays the motifs out"`
	Total        uint64       `json:"total" doc:"Of all 36"`
	DeltaSeconds float64      `json:"delta_seconds"`
	Contacts     int          `json:"contacts" doc:"Counted among"`
	Vague        int          `json:"vague" doc:"Contacts left out because nobody knows their exact time"`
	Loops        int          `json:"loops" doc:"Contacts left out because sender and recipient are one"`
	Coverage     Coverage     `json:"coverage"`
	CypherNote   string       `json:"cypher_note"`
	Window       *Window      `json:"window,omitempty" doc:"Present when the contact index holds only this part of the graph"`
	Revision     int64        `json:"revision"`
}

// Motifs counts the temporal motifs of two and three actors.
func (s *Service) Motifs(ctx context.Context, q MotifQuestion) (Motifs, error) {
	out := Motifs{CypherNote: noMeasure}
	delta, err := wait("delta", q.Delta)
	if err != nil {
		return out, err
	}
	if delta == 0 {
		return out, graph.Errorf(graph.Invalid, "delta is missing: it is the longest time from the first to the third contact, such as 600s or 1h")
	}
	r, err := s.ready(ctx, q.Question, "", "", &out.Revision, &out.Coverage, &out.Window)
	if err != nil {
		return out, err
	}
	m, err := r.Query.Motifs(ctx, delta)
	if err != nil {
		return out, err
	}
	out.Counts, out.Total, out.DeltaSeconds = m.Counts, m.Total, delta.Seconds()
	out.Contacts, out.Vague, out.Loops = m.Contacts, m.Vague, m.Loops
	if out.Total == 0 {
		out.Coverage.No = &No{Kind: NotRecorded, Text: "No three contacts of known time follow one another so soon between two or three actors."}
	}
	return out, nil
}

// noMeasure is why measures come without Cypher.
const noMeasure = "No Cypher says this within a bounded time. The contact index works it out in memory."
