package server

import (
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"backchannel/graph"
)

// These settings of huma belong to the whole process.
func init() {
	// A list that is empty is sent as [], never as null.
	huma.DefaultArrayNullable = false
	// A request that does not fit the document is invalid, in our form.
	huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
		p := NewProblem(graph.Errorf(codeOfStatus(status), "%s", message))
		p.Status = max(p.Status, status) // 415 and the like say more than 400
		if status == http.StatusUnprocessableEntity {
			p.Status = http.StatusBadRequest
		}
		var details []string
		for _, err := range errs {
			f := faultOf(err)
			p.Faults = append(p.Faults, f)
			details = append(details, f.Where+": "+f.What)
		}
		if len(details) > 0 {
			p.Template, p.Values = "", nil
			p.Detail = strings.Join(details, "; ")
		}
		if status == http.StatusUnsupportedMediaType {
			p.Detail = "the body is of a kind that is not read here: send JSON, with Content-Type: application/json"
		}
		return p
	}
}

func faultOf(err error) Fault {
	var d huma.ErrorDetailer
	if errors.As(err, &d) {
		detail := d.ErrorDetail()
		return Fault{Where: detail.Location, What: detail.Message}
	}
	return Fault{Where: "request", What: err.Error()}
}

func codeOfStatus(status int) graph.Code {
	switch status {
	case http.StatusRequestEntityTooLarge:
		return graph.TooLarge
	case http.StatusRequestTimeout:
		return graph.Timeout
	}
	if status >= http.StatusInternalServerError {
		return graph.Internal
	}
	return graph.Invalid
}
