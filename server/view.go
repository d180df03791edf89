package server

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
)

// viewPolicy lets the browser view run its own scripts, styles and workers and ask
// this service. No other host gets a request from it.
const viewPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const (
	viewPage   = "index.html"
	viewAssets = "assets/" // names there hold a hash of what is in them
)

// view serves the browser view at the root, and the plain page there if the program
// was built without it.
func (s *Server) view() {
	built := s.options.View
	if built == nil {
		s.router.GET("/", s.page.show)
		return
	}
	if _, err := fs.Stat(built, viewPage); errors.Is(err, fs.ErrNotExist) {
		s.router.GET("/", s.page.show)
		return
	}
	err := fs.WalkDir(built, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		content, err := fs.ReadFile(built, name)
		if err != nil {
			return err
		}
		route := "/" + name
		if name == viewPage {
			route = "/"
		}
		s.router.GET(route, asset(name, content))
		return nil
	})
	if err != nil {
		panic(fmt.Errorf("the browser view: %w", err)) // it is part of the program
	}
}

// asset serves a file of the view, compressed if that makes it smaller.
func asset(name string, content []byte) gin.HandlerFunc {
	kind := mime.TypeByExtension(path.Ext(name))
	switch path.Ext(name) { // what a system's own table may not know
	case ".webmanifest":
		kind = "application/manifest+json"
	case ".js":
		kind = "text/javascript; charset=utf-8"
	case ".woff2":
		kind = "font/woff2"
	case "":
		kind = "application/octet-stream"
	}
	zipped := sync.OnceValue(func() []byte { return zip(content) })
	return func(c *gin.Context) {
		if name == viewPage {
			c.Header("Content-Security-Policy", viewPolicy)
		}
		if strings.HasPrefix(name, viewAssets) {
			c.Header("Cache-Control", "public, max-age=31536000, immutable")
			// A worker has the policy that its script is served with.
			c.Header("Content-Security-Policy", viewPolicy)
		}
		c.Header("Vary", "Accept-Encoding")
		if z := zipped(); strings.Contains(c.GetHeader("Accept-Encoding"), "gzip") && len(z) < len(content) {
			c.Header("Content-Encoding", "gzip")
			c.Data(http.StatusOK, kind, z)
			return
		}
		c.Data(http.StatusOK, kind, content)
	}
}

func zip(content []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(content)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		panic(err) // writing to memory does not fail
	}
	return b.Bytes()
}
