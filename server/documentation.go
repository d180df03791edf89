package server

import (
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/swaggest/swgui/v5/static"
)

//go:embed docs/index.html docs/docs.js docs/docs.css
var docs embed.FS

// documentation serves the OpenAPI document and a page that shows it, all of it
// from here. It comes last: the document is then complete.
func (s *Server) documentation() {
	completeSchemas(s.api.OpenAPI().Components.Schemas)
	asJSON, err := json.MarshalIndent(s.api.OpenAPI(), "", "  ")
	if err != nil {
		panic(fmt.Errorf("the OpenAPI document: %w", err)) // a type of ours that has no schema
	}
	asYAML, err := s.api.OpenAPI().YAML()
	if err != nil {
		panic(fmt.Errorf("the OpenAPI document: %w", err))
	}
	s.router.GET("/openapi.json", blob("application/openapi+json", asJSON))
	s.router.GET("/openapi.yaml", blob("application/openapi+yaml", asYAML))
	s.router.GET("/docs", file(docs, "docs/index.html", "text/html; charset=utf-8"))
	s.router.GET("/docs/docs.js", file(docs, "docs/docs.js", "text/javascript; charset=utf-8"))
	s.router.GET("/docs/docs.css", file(docs, "docs/docs.css", "text/css; charset=utf-8"))
	s.router.GET("/docs/swagger-ui-bundle.js", zipped(static.FS, "swagger-ui-bundle.js.gz", "text/javascript; charset=utf-8"))
	s.router.GET("/docs/swagger-ui.css", zipped(static.FS, "swagger-ui.css.gz", "text/css; charset=utf-8"))
}

// docsPolicy lets the page's own scripts run and ask this service. Swagger UI
// draws with style attributes and images in data URLs.
const docsPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func blob(kind string, content []byte) gin.HandlerFunc {
	return func(c *gin.Context) {
		if strings.HasPrefix(kind, "text/html") {
			c.Header("Content-Security-Policy", docsPolicy)
		}
		c.Data(http.StatusOK, kind, content)
	}
}

func file(from embed.FS, name, kind string) gin.HandlerFunc {
	content, err := from.ReadFile(name)
	if err != nil {
		panic(err) // it is part of the program
	}
	return blob(kind, content)
}

// zipped serves a file that is kept compressed. Its name tells its version, with
// the program's, so browsers ask again for it each time.
func zipped(from embed.FS, name, kind string) gin.HandlerFunc {
	content, err := from.ReadFile(name)
	if err != nil {
		panic(fmt.Errorf("%s is not in the program: %w", path.Base(name), err))
	}
	return func(c *gin.Context) {
		c.Header("Content-Type", kind)
		c.Header("Vary", "Accept-Encoding")
		if strings.Contains(c.GetHeader("Accept-Encoding"), "gzip") {
			c.Header("Content-Encoding", "gzip")
			c.Data(http.StatusOK, kind, content)
			return
		}
		z, err := gzip.NewReader(strings.NewReader(string(content)))
		if err == nil {
			_, err = io.Copy(c.Writer, z)
		}
		if err != nil {
			note(c.Request.Context(), "error", err.Error())
		}
	}
}
