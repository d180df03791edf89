package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/net/html"

	"backchannel/graph"
	"backchannel/internal/enginetest"
	"backchannel/server"
)

func TestPage(t *testing.T) {
	h := server.New(story(t, enginetest.Kuzu(t)), quiet(server.Options{}))
	for _, c := range []struct {
		name, query string
		status      int
		has, hasNot []string
	}{
		{"what is in the store", "", 200, []string{"6 messages and 12 contacts between 3 people and 1 organization", "Kuzu 0.11", `href="/docs"`, "What did Ada Holm send to Ben Árnason?"}, []string{"<table", "role=\"alert\""}},
		{"contacts, cited", "from=Mrs. Holm&to=ben&about=&since=1897&until=", 200, []string{"2 contacts", "21 October 1897", "Ben Árnason", "gazette ¶4", "journal ¶7 (alleged)", "certain", "about: the will", "Searched 6 messages (2 undated) with 12 contacts", "in gazette, journal.", "<summary>The same question in Cypher</summary>", "Gazette Ltd"}, nil},
		{"a vague time and a note", "from=ben&to=ada&since=1950", 200, []string{"undated", "(soon)", "possible"}, nil},
		{"what a source denies", "from=ada&to=bank&about=estate", 200, []string{"No: a source says so", "1 October 1897 or later", "without <em>about</em>, 1 contact"}, []string{"In the period"}},
		{"what nobody records", "from=bank&to=ben", 200, []string{"No: not recorded", "That is not evidence that there was none"}, []string{"<table"}},
		{"an ambiguous name", "from=b*&to=ada", 409, []string{"The name means several", `<a href="/plain?from=bank&amp;to=ada">Harbour Bank (bank)</a>`, `<a href="/plain?from=ben&amp;to=ada">Ben Árnason (ben)</a>`}, nil},
		{"the second name ambiguous", "from=ada&to=b*", 409, []string{`<a href="/plain?from=ada&amp;to=ben">`}, nil},
		{"an unknown name", "from=<b>x</b>", 404, []string{"Not found", "&lt;b&gt;x&lt;/b&gt;"}, []string{"<b>x</b>"}},
		{"a time that cannot be read", "since=yesterday", 400, []string{"cannot read the time"}, nil},
		{"a field that there is not", "form=ada", 400, []string{"is nothing that this page asks"}, nil},
		{"text of the data is text", "from=cleo&about=alert", 200, []string{"&lt;script&gt;alert(1)&lt;/script&gt;", `href="/api/v1/messages/%3Ca%2Fb&#43;c%252F@x%3F%23%22%27%3E"`}, []string{"<script"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			query, err := url.ParseQuery(c.query)
			assert.NoError(t, err)
			w := get(h, "/plain?"+query.Encode())
			assert.Equal(t, c.status, w.Code)
			assert.Equal(t, "text/html; charset=utf-8", w.Header().Get("Content-Type"))
			assert.NotContains(t, w.Header().Get("Content-Security-Policy"), "unsafe")
			for _, s := range c.has {
				assert.Contains(t, w.Body.String(), s)
			}
			for _, s := range c.hasNot {
				assert.NotContains(t, w.Body.String(), s)
			}
			accessible(t, w.Body.String())
		})
	}
}

// accessible checks what a screen reader needs: a language, one heading of the
// first rank, a main landmark, a label for each field, ids that are unique, and
// names that refer to something.
func accessible(t *testing.T, page string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	assert.NoError(t, err)
	count, ids, labels := map[string]int{}, map[string]int{}, map[string]bool{}
	var fields, refers []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		count[n.Data]++
		a := map[string]string{}
		for _, x := range n.Attr {
			a[x.Key] = x.Val
		}
		if a["id"] != "" {
			ids[a["id"]]++
		}
		switch n.Data {
		case "html":
			assert.Equal(t, "en", a["lang"])
		case "label":
			labels[a["for"]] = true
		case "input", "select":
			fields = append(fields, a["id"])
		case "th":
			assert.Equal(t, "col", a["scope"])
		}
		if a["aria-labelledby"] != "" {
			refers = append(refers, a["aria-labelledby"])
		}
	}
	assert.Equal(t, 1, count["main"])
	assert.Equal(t, 1, count["h1"])
	assert.Zero(t, count["script"])
	for _, f := range fields {
		assert.True(t, labels[f], "the field %q has no label", f)
	}
	for _, r := range refers {
		assert.Equal(t, 1, ids[r], r)
	}
	for id, n := range ids {
		assert.Equal(t, 1, n, "id %q", id)
	}
}

func TestPageOfAnEmptyStore(t *testing.T) {
	h := server.New(answers(enginetest.Kuzu(t)), quiet(server.Options{}))
	w := get(h, "/")
	assert.Equal(t, http.StatusOK, w.Code)
	assert.Contains(t, w.Body.String(), "backchannel seed dossier")
	assert.NotContains(t, w.Body.String(), "For example")
	w = get(h, "/plain?about=anything")
	assert.Contains(t, w.Body.String(), "No: not recorded")
}

func TestStoreThatIsGone(t *testing.T) {
	store := enginetest.Kuzu(t)
	h := server.New(story(t, store), quiet(server.Options{}))
	assert.Equal(t, http.StatusOK, get(h, "/readyz").Code)
	assert.NoError(t, store.Close())
	for _, path := range []string{"/readyz", "/api/v1/contacts", "/api/v1/store", "/plain"} {
		w := get(h, path)
		assert.Equal(t, http.StatusServiceUnavailable, w.Code, path)
		assert.Equal(t, "1", w.Header().Get("Retry-After"), path)
		assert.Contains(t, w.Body.String(), graph.Outcomes[graph.Unavailable].Title, path)
	}
	assert.Equal(t, http.StatusOK, get(h, "/healthz").Code)
}
