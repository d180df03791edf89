package server

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"

	"backchannel/graph"
)

// apiVersion is that of the paths and the shapes under /api/v1.
const apiVersion = "1"

// newAPI puts huma on the router. It serves neither its documentation page,
// which loads from another host, nor links to schemas in every answer.
func newAPI(r *gin.Engine) huma.API {
	config := huma.DefaultConfig("Backchannel", apiVersion)
	config.Info.Description = description
	config.OpenAPIPath, config.DocsPath, config.SchemasPath, config.CreateHooks = "", "", "", nil
	config.Formats = map[string]huma.Format{"application/json": jsonFormat, "json": jsonFormat}
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "Needed when the service was started with a token"}}
	config.Security = []map[string][]string{{}, {"token": {}}}
	api := humagin.New(r, config)
	api.UseMiddleware(checkQuery(api))
	return api
}

const description = `Who contacted whom about what, with the sources cited.

- Filters are the same everywhere and are joined by "and"; repeated ones mean any of their values. A parameter that a question does not have is an error.
- A moment is an interval in UTC; a bound that nobody knows is null.
- An answer without items says in coverage.no which kind of no it is, and what was searched.
- An error is a problem document with a code.
- Ids in paths are written with %XX for special characters: %2F for a slash.`

// jsonFormat writes answers. One that the caller no longer reads is no error.
var jsonFormat = huma.Format{
	Marshal: func(w io.Writer, v any) error {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			return err
		}
		b.WriteTo(w)
		return nil
	},
	Unmarshal: json.Unmarshal,
}

// reply is an answer as huma takes it.
type reply[T any] struct{ Body T }

// having answers with something that a service may have been started without.
func having[T, I, O any](it *T, missing *graph.Error, answer func(context.Context, *T, *I) (O, error)) func(context.Context, *I) (O, error) {
	return func(ctx context.Context, in *I) (out O, err error) {
		if it == nil {
			return out, missing
		}
		return answer(ctx, it, in)
	}
}

// ask registers a question: what it takes, and how it is answered.
func ask[I, O any](api huma.API, op huma.Operation, answer func(context.Context, *I) (O, error)) {
	if op.Method == "" {
		op.Method = http.MethodGet
	}
	op.MaxBodyBytes, op.BodyReadTimeout = -1, -1 // limitBody has seen to it
	huma.Register(api, op, func(ctx context.Context, in *I) (*reply[O], error) {
		out, err := answer(ctx, in)
		if err != nil {
			return nil, problemOf(ctx, err)
		}
		return &reply[O]{out}, nil
	})
}
