package server

import (
	"bytes"
	"context"
	"embed"
	"html/template"
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"backchannel/graph"
	"backchannel/graph/answer"
	"backchannel/graph/wording"
)

//go:embed page/page.html page/page.css
var pageFiles embed.FS

// pagePolicy lets the page have its stylesheet and its form, and nothing else.
const pagePolicy = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// firstPage is for a browser without script: it says what is in the store, and answers
// one question by form, who
// contacted whom about what.
type firstPage struct {
	answers  *answer.Service
	data     catalogues
	template *template.Template
}

// pageLimit is how many contacts the page shows at once.
const pageLimit = 50

// formFields are the parameters of the page.
var formFields = []string{"from", "to", "about", "since", "until", "answered", "cursor"}

// view is what the template shows.
type view struct {
	Contents  answer.Contents
	Period    string
	Catalogue *catalogue
	Form      map[string]string
	Asked     bool
	Answer    *answer.List[graph.Contact]
	Searched  string
	Next      template.URL // the next page, if there is one
	Problem   *Problem
	Choices   []example // with an ambiguous name: the same question with each candidate
}

// table is contacts as the template shows them.
type table struct {
	Contacts []graph.Contact
	Period   bool // whether it can be told which were in the period asked for
	labels   map[string]string
}

// Table shows contacts under the question asked.
func (v view) Table(contacts []graph.Contact) table {
	return table{contacts, v.Form["since"] != "" || v.Form["until"] != "", v.Catalogue.labels}
}

// Topic is the label of the topic with an id.
func (t table) Topic(id string) string {
	if label := t.labels[id]; label != "" {
		return label
	}
	return id
}

func newFirstPage(answers *answer.Service) *firstPage {
	p := &firstPage{answers: answers, data: catalogues{answers: answers}}
	p.template = template.Must(template.New("page.html").Funcs(template.FuncMap{
		"when": wording.Prose.When, "point": wording.Prose.Point, "name": wording.Name, "cited": wording.Citation, "no": wording.No, "count": wording.Count, "pathescape": url.PathEscape,
	}).ParseFS(pageFiles, "page/page.html"))
	return p
}

func (p *firstPage) show(c *gin.Context) {
	v := p.view(c.Request.Context(), c.Request.URL.Query())
	status := http.StatusOK
	if v.Problem != nil {
		status = v.Problem.Status
		for name, values := range v.Problem.GetHeaders() {
			c.Header(name, values[0])
		}
	}
	var b bytes.Buffer
	if err := p.template.Execute(&b, v); err != nil {
		refuse(c, problemOf(c.Request.Context(), err))
		return
	}
	c.Header("Content-Security-Policy", pagePolicy)
	c.Data(status, "text/html; charset=utf-8", b.Bytes())
}

func (p *firstPage) view(ctx context.Context, query url.Values) (v view) {
	v.Form = map[string]string{}
	q := answer.Question{Limit: pageLimit}
	for _, name := range formFields {
		v.Form[name] = query.Get(name)
		v.Asked = v.Asked || query.Has(name)
	}
	q.From, q.To = one(v.Form["from"]), one(v.Form["to"])
	q.About, q.Since, q.Until, q.Answered, q.Cursor = v.Form["about"], v.Form["since"], v.Form["until"], v.Form["answered"], v.Form["cursor"]
	err := formFault(query)
	if v.Contents, v.Catalogue = p.contents(ctx, &err); err != nil {
		v.Problem = problemOf(ctx, err)
		return v
	}
	v.Period = wording.Prose.Period(v.Contents.First, v.Contents.Last)
	if !v.Asked {
		return v
	}
	l, err := p.answers.Contacts(ctx, q)
	if err != nil {
		v.Problem = problemOf(ctx, err)
		v.Choices = p.choices(ctx, v.Form, v.Problem)
		return v
	}
	v.Answer, v.Searched = &l, wording.Prose.Searched(l.Coverage)
	if l.NextCursor != "" {
		v.Next = with(v.Form, "cursor", l.NextCursor)
	}
	return v
}

// contents reads what is in the store, unless err says that it is in vain.
func (p *firstPage) contents(ctx context.Context, err *error) (c answer.Contents, known *catalogue) {
	if *err != nil {
		return c, nil
	}
	if c, *err = p.answers.Contents(ctx); *err != nil {
		return c, nil
	}
	known, *err = p.data.of(ctx, c.Revision)
	return c, known
}

// formFault finds what the form does not have, as checkQuery does for questions.
func formFault(query url.Values) error {
	for name, values := range query {
		if !slices.Contains(formFields, name) || len(values) > 1 {
			return graph.Errorf(graph.Invalid, "%q is nothing that this page asks, or is there twice: use the form, or the questions of the API at /docs", name)
		}
	}
	return nil
}

// choices asks the question again with each actor that the ambiguous one of its
// names may mean.
func (p *firstPage) choices(ctx context.Context, form map[string]string, problem *Problem) (out []example) {
	if problem.Code != graph.Ambiguous {
		return nil
	}
	for _, field := range []string{"from", "to"} {
		if form[field] == "" {
			continue
		}
		if _, err := p.answers.Actor(ctx, form[field]); graph.CodeOf(err) != graph.Ambiguous {
			continue
		}
		for _, a := range problem.Candidates {
			out = append(out, example{wording.Name(a) + " (" + a.ID + ")", with(form, field, a.ID)})
		}
		break // the error speaks of the first such name
	}
	return out
}

// asking is the address of the page that answers q.
func asking(q url.Values) template.URL { return template.URL(plainRoute + "?" + q.Encode()) }

// with asks what the form asks, with one field changed.
func with(form map[string]string, field, value string) template.URL {
	q := url.Values{}
	for name, v := range form {
		if v != "" && name != "cursor" {
			q.Set(name, v)
		}
	}
	q.Set(field, value)
	return asking(q)
}

func one(name string) []string {
	if name == "" {
		return nil
	}
	return []string{name}
}
