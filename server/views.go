package server

import (
	"context"
	"encoding/json"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"backchannel/graph"
	"backchannel/server/views"
)

const (
	viewsRoute   = base + "/views"
	viewPattern  = viewsRoute + "/:id" // as gin writes it
	queriesRoute = base + "/queries"
)

// ViewList is all views, or all queries.
type ViewList struct {
	Items []views.Head `json:"items" doc:"By name; without what they show"`
	Total int          `json:"total"`
}

// ViewInput names a view.
type ViewInput struct {
	ID string `path:"id" maxLength:"64"`
}

// SaveInput is a view to save.
type SaveInput struct {
	ViewInput
	IfMatch string `header:"If-Match" doc:"The version that this one is to take the place of, or * for any; it may also stand in the body. Without one the view must be new" maxLength:"40"`
	Body    SaveBody
}

// SaveBody is what a view holds.
type SaveBody struct {
	ID      string          `json:"id,omitempty" doc:"Passed over: the address tells it" maxLength:"64"`
	Name    string          `json:"name" minLength:"1" maxLength:"200"`
	Notes   string          `json:"notes,omitempty" maxLength:"20000"`
	Version int             `json:"version,omitempty" doc:"The version that this one is to take the place of" minimum:"0"`
	Saved   string          `json:"saved,omitempty" doc:"Passed over" maxLength:"100"`
	State   json.RawMessage `json:"state" doc:"A JSON object of at most 4 MiB"`
}

// from is the version that a view was made from.
func (in SaveInput) from() (int, error) {
	if in.IfMatch == "" {
		return in.Body.Version, nil
	}
	if in.IfMatch == "*" {
		return views.AnyVersion, nil
	}
	n, err := strconv.Atoi(strings.Trim(in.IfMatch, `"`))
	if err != nil || n < 0 {
		return 0, graph.Errorf(graph.Invalid, "If-Match is %q: give the version that was loaded, or *", in.IfMatch)
	}
	return n, nil
}

// Deleted is the answer to what leaves nothing to tell.
type Deleted struct {
	ID string `json:"id"`
}

// saved registers what keeps views and, in the same manner, queries.
func (s *Server) saved() {
	s.keeping("view", viewsRoute, s.options.Views)
	s.keeping("query", queriesRoute, s.options.Queries)
}

// keeping registers what keeps one kind of thing under names.
func (s *Server) keeping(one, route string, folder *views.Folder) {
	many := path.Base(route)
	a, tags := s.api, []string{many}
	missing := graph.Errorf(graph.Unsupported, "this service keeps no %s: start it with a folder for views", many)
	item := route + "/{id}"
	ask(a, huma.Operation{Path: route, OperationID: many, Summary: "The " + many + " that were saved", Tags: tags},
		having(folder, missing, func(_ context.Context, f *views.Folder, _ *Nothing) (ViewList, error) {
			heads, err := f.List()
			return ViewList{heads, len(heads)}, err
		}))
	ask(a, huma.Operation{Path: item, OperationID: one, Summary: "One " + one + ", with what it holds", Tags: tags},
		having(folder, missing, func(_ context.Context, f *views.Folder, in *ViewInput) (views.View, error) {
			return f.Get(in.ID)
		}))
	ask(a, huma.Operation{Method: http.MethodPut, Path: item, OperationID: "save-" + one, Summary: "Save a " + one + ", in place of the version that it was made from", Tags: tags},
		having(folder, missing, func(_ context.Context, f *views.Folder, in *SaveInput) (views.View, error) {
			from, err := in.from()
			if err != nil {
				return views.View{}, err
			}
			return f.Put(views.View{Head: views.Head{ID: in.ID, Name: in.Body.Name, Notes: in.Body.Notes}, State: in.Body.State}, from)
		}))
	ask(a, huma.Operation{Method: http.MethodDelete, Path: item, OperationID: "delete-" + one, Summary: "Forget a " + one, Tags: tags},
		having(folder, missing, func(_ context.Context, f *views.Folder, in *ViewInput) (Deleted, error) {
			return Deleted{in.ID}, f.Delete(in.ID)
		}))
}
