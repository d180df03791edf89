package views

import (
	"bytes"
	"encoding/json"
	"regexp"
	"time"
	"unicode/utf8"

	"backchannel/graph"
)

// Bounds of views.
const (
	MaxViews = 1000
	MaxState = 4 << 20 // bytes of JSON
	maxName  = 200     // characters
	maxNotes = 20_000
)

// Head is a view without its state.
type Head struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Notes   string    `json:"notes"`
	Version int       `json:"version" doc:"From 1, and one more each time the view is saved"`
	Saved   time.Time `json:"saved"`
	Damaged bool      `json:"damaged,omitempty" doc:"In a list: its file cannot be read. Mend it, or delete the view"`
}

// View is a named view.
type View struct {
	Head
	State json.RawMessage `json:"state" doc:"A JSON object, as it was saved"`
}

var sane = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func checkID(id string) error {
	if len(id) > 64 || !sane.MatchString(id) {
		return graph.Errorf(graph.Invalid, "%q cannot be the id of a view: use at most 64 small letters, digits and single dashes between them", id)
	}
	return nil
}

func (v View) check() error {
	if err := checkID(v.ID); err != nil {
		return err
	}
	switch {
	case v.Name == "" || utf8.RuneCountInString(v.Name) > maxName:
		return graph.Errorf(graph.Invalid, "the name of a view has from 1 to %d characters", maxName)
	case utf8.RuneCountInString(v.Notes) > maxNotes:
		return graph.Errorf(graph.TooLarge, "the notes of a view have at most %d characters", maxNotes)
	case len(v.State) > MaxState:
		return graph.Errorf(graph.TooLarge, "the state of the view has %d bytes: at most %d are kept", len(v.State), MaxState)
	case !bytes.HasPrefix(bytes.TrimSpace(v.State), []byte("{")) || !json.Valid(v.State):
		return graph.Errorf(graph.Invalid, "the state of a view is a JSON object")
	}
	return nil
}
