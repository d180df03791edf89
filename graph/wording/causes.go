package wording

import (
	"errors"
	"strings"
)

// Causes says an error with the causes that a graph.Error hides. It is for the
// log: what is hidden is not for users.
func Causes(err error) string {
	text := err.Error()
	for err = errors.Unwrap(err); err != nil; err = errors.Unwrap(err) {
		if !strings.Contains(text, err.Error()) {
			text += ": " + err.Error()
		}
	}
	return text
}
