package server

import (
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"backchannel/graph/answer"
)

// Narrowing is the filters of a question, the same in every one.
type Narrowing struct {
	Participants
	Since    string   `query:"since" doc:"Could have been at or after: RFC 3339, or a day, month, season or year as in 2017-07-11, 2017-07, 2016-summer, 2016" maxLength:"100"`
	Until    string   `query:"until" doc:"Could have been at or before; the end of the day, month, season or year counts" maxLength:"100"`
	Role     []string `query:"role,explode" doc:"How the recipient was addressed: to, cc or bcc; repeated, or with commas between" maxItems:"100"`
	Channel  []string `query:"channel,explode" doc:"How the message travelled: email, direct-message, letter, call, meeting, post, statement, document, or another word of the data; repeated, or with commas between" maxItems:"100"`
	Answered string   `query:"answered" enum:"yes,no,unknown" doc:"Whether a reply came: yes, no (a source says so) or unknown (nobody says)"`
}

// Participants are the filters by who took part, and by what it was about.
type Participants struct {
	From  []string `query:"from,explode" doc:"Senders: ids, names or aliases; repeated for any of several" maxItems:"100"`
	To    []string `query:"to,explode" doc:"Recipients: ids, names or aliases; repeated for any of several" maxItems:"100"`
	Actor []string `query:"actor,explode" doc:"Senders or recipients: ids, names or aliases; repeated for any of several" maxItems:"100"`
	About string   `query:"about" doc:"A topic, by id or label, or words in the text or in the name of what it is about or mentions: \"quotes\" keep a phrase together, word* finds what begins so" maxLength:"1000"`
}

// Paging is a stretch of a list.
type Paging struct {
	Limit  int    `query:"limit" doc:"Length of the page; without it 100" minimum:"1" maximum:"10000"`
	Cursor string `query:"cursor" doc:"next_cursor of the page before" maxLength:"200"`
}

// ListInput asks for a page of a narrowed list.
type ListInput struct {
	Narrowing
	Paging
}

// Question is what the input asks.
func (in ListInput) Question() answer.Question {
	q := in.Narrowing.Question()
	q.Limit, q.Cursor = in.Limit, in.Cursor
	return q
}

// Question is what the filters ask.
func (n Narrowing) Question() answer.Question {
	return answer.Question{From: n.From, To: n.To, Actor: n.Actor, About: n.About, Since: n.Since, Until: n.Until,
		Role: commas(n.Role), Channel: commas(n.Channel), Answered: n.Answered}
}

// commas splits the words of a list that has no commas within them.
func commas(values []string) []string {
	var out []string
	for _, v := range values {
		for word := range strings.SplitSeq(v, ",") {
			if word = strings.TrimSpace(word); word != "" {
				out = append(out, word)
			}
		}
	}
	return out
}

// checkQuery refuses query parameters that the operation does not have, or has
// but once. An overlooked filter would widen the answer without a word. Empty
// values, which forms send, do not narrow.
func checkQuery(api huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		u := ctx.URL()
		if faults := queryFaults(ctx.Operation(), u.RawQuery); len(faults) > 0 {
			huma.WriteErr(api, ctx, 400, "the query cannot be read", faults...)
			return
		}
		next(ctx)
	}
}

func queryFaults(op *huma.Operation, raw string) (faults []error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return []error{&huma.ErrorDetail{Location: "query", Message: "cannot be read: write special characters as %XX"}}
	}
	fault := func(name, message string) {
		faults = append(faults, &huma.ErrorDetail{Location: "query." + name, Message: message})
	}
	var known []string
	for _, p := range op.Parameters {
		if p.In != "query" {
			continue
		}
		known = append(known, p.Name)
		switch given := values[p.Name]; {
		case len(given) > 1 && p.Schema.Type != huma.TypeArray:
			fault(p.Name, "may be given once")
		case len(given) > 1 && slices.Contains(given, ""):
			fault(p.Name, "is empty in one place: leave it out there")
		}
	}
	for name := range values {
		if !slices.Contains(known, name) {
			fault(name, "is no parameter of this question; it has "+orNone(known))
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return faults
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
