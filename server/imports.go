package server

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"mime"
	"mime/multipart"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"backchannel/graph"
	"backchannel/server/imports"
)

const (
	importsRoute = base + "/imports"
	importRoute  = importsRoute + "/{id}"
	eventsRoute  = importsRoute + "/:id/events" // as gin writes it
)

// ImportList is the imports that are told of.
type ImportList struct {
	Items []imports.Import `json:"items" doc:"The latest first, at most 100"`
	Total int              `json:"total"`
}

// ImportInput names an import.
type ImportInput struct {
	ID string `path:"id" maxLength:"64"`
}

// UploadInput is a form with files, which is read as it comes in.
type UploadInput struct {
	ContentType string `header:"Content-Type"`
	form        io.Reader
}

// Resolve implements huma.Resolver.
func (in *UploadInput) Resolve(ctx huma.Context) []error {
	in.form = ctx.BodyReader()
	return nil
}

func (in *UploadInput) reader() (*multipart.Reader, error) {
	kind, parameters, err := mime.ParseMediaType(in.ContentType)
	if err != nil || kind != "multipart/form-data" || parameters["boundary"] == "" {
		return nil, graph.Errorf(graph.Invalid, "the body is %q: send a form with files, as multipart/form-data", in.ContentType)
	}
	return multipart.NewReader(in.form, parameters["boundary"]), nil
}

// uploadForm describes the form.
var uploadForm = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {Schema: &huma.Schema{
	Type: "object", Required: []string{"files"}, Properties: map[string]*huma.Schema{
		"files":   {Type: "array", Items: &huma.Schema{Type: "string", Format: "binary"}, Description: "One dossier, or tables and the mapping that says what their columns mean"},
		"name":    {Type: "string", Description: "What to call the import"},
		"mapping": {Type: "string", Description: "Which of the files is the mapping; may be left out where only one is YAML"},
	},
}}}}

// importing registers what brings files in.
func (s *Server) importing() {
	a, tags := s.api, []string{"imports"}
	missing := graph.Errorf(graph.Unsupported, "this service takes no imports: use `backchannel seed`")
	jobs := s.options.Imports
	ask(a, huma.Operation{Method: http.MethodPost, Path: importsRoute, OperationID: "import", Summary: "Bring files in, which goes on after the answer", Tags: tags, DefaultStatus: http.StatusAccepted},
		having(jobs, missing, func(_ context.Context, j *imports.Jobs, in *UploadInput) (out imports.Import, err error) {
			form, err := in.reader()
			if err != nil {
				return out, err
			}
			return j.Take(form)
		}))
	a.OpenAPI().Paths[importsRoute].Post.RequestBody = uploadForm // huma would read the whole form if it knew of it
	ask(a, huma.Operation{Path: importsRoute, OperationID: "imports", Summary: "The last imports", Tags: tags},
		having(jobs, missing, func(_ context.Context, j *imports.Jobs, _ *Nothing) (ImportList, error) {
			list := j.List()
			return ImportList{list, len(list)}, nil
		}))
	ask(a, huma.Operation{Path: importRoute, OperationID: "import-status", Summary: "How an import stands, and its report once it has ended", Tags: tags},
		having(jobs, missing, func(_ context.Context, j *imports.Jobs, in *ImportInput) (imports.Import, error) {
			return j.Get(in.ID)
		}))
	ask(a, huma.Operation{Method: http.MethodDelete, Path: importRoute, OperationID: "cancel-import", Summary: "Cancel an import; what was written stays", Tags: tags},
		having(jobs, missing, func(_ context.Context, j *imports.Jobs, in *ImportInput) (imports.Import, error) {
			return j.Cancel(in.ID)
		}))
	watch := having(jobs, missing, func(ctx context.Context, j *imports.Jobs, in *ImportInput) (iter.Seq2[imports.Import, error], error) {
		_, err := j.Get(in.ID)
		return j.Watch(ctx, in.ID), err
	})
	huma.Register(a, huma.Operation{Method: http.MethodGet, Path: importRoute + "/events", OperationID: "import-events", Summary: "How an import comes along, as server-sent events", Tags: tags,
		Description: "Events are `progress` with the progress of the import and, at the end, `done`, `failed` or `cancelled` with the import itself. A stream that breaks off may be asked for again: it begins with how things stand.",
		Responses:   map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: "string"}}}}},
	}, func(ctx context.Context, in *ImportInput) (*huma.StreamResponse, error) {
		changes, err := watch(ctx, in)
		if err != nil {
			return nil, problemOf(ctx, err)
		}
		return &huma.StreamResponse{Body: func(out huma.Context) {
			out.SetHeader("Content-Type", "text/event-stream")
			w := out.BodyWriter()
			for now, err := range changes {
				if err != nil || tell(w, now) != nil { // it is forgotten, or nobody listens
					return
				}
			}
		}}, nil
	})
}

// tell sends one event.
func tell(w io.Writer, now imports.Import) error {
	event, data := "progress", any(now.Progress)
	if now.State.Over() {
		event, data = string(now.State), now
	}
	text, err := json.Marshal(data)
	if err != nil {
		return err
	}
	if _, err = fmt.Fprintf(w, "event: %s\ndata: %s\n\n", event, text); err != nil {
		return err
	}
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
	return nil
}

// How long an upload and a stream of events may take in all. An upload that stands
// still ends sooner, and a stream may be asked for again.
const uploadTime, eventsTime = time.Hour, time.Hour
