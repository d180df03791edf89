package dossier

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"backchannel/graph"
)

// small is a whole dossier of a few lines. Each case below changes one thing in
// it; the line numbers on the left help to read the places that it expects.
const small = `sources:                             # 1
  - id: paper
    title: A newspaper
    published: 2020-03
    paragraphs: 3
topics:                              # 6
  - {id: loan, label: The loan}
actors:                              # 8
  - id: ann
    kind: person
    name: Ann Example
    aliases: [Ann]
    cite: [paper 1 stated]
  - id: firm                         # 14
    kind: organization
    name: The Firm
    cite: [paper 1 stated]
memberships:                         # 18
  - {person: ann, organization: firm, cite: [paper 1 stated]}
relations:                           # 20
  - {from: ann, kind: owner, to: firm, cite: [paper 1 alleged]}
events:                              # 22
  - {id: strike, label: The strike, at: 2020-02, cite: [paper 2 stated]}
messages:                            # 24
  - id: offer
    channel: letter
    from: firm
    to: [ann]
    sent: 2020-01-05
    topics: [loan]
    answered: no
    answered_cite: [paper 3 stated]
    mentions: [strike]
    cite: [paper 2 stated]
  - id: reply                        # 35
    channel: email
    from: ann
    to: [firm]
    reply_to: offer
    cite: [paper 3 alleged]
orders:                              # 41
  - {earlier: offer, later: reply, at_least: 1h, at_most: 2d, cite: [paper 3 stated]}
claims:                              # 43
  - {id: kept-secret, text: It was kept secret., made_by: [ann], concerns: [offer], cite: [paper 3 stated]}
  - {id: known-to-all, text: Everybody knew., conflicts_with: [kept-secret], cite: [paper 3 alleged]}
`

func TestParseSmall(t *testing.T) {
	b := parse(t, small)
	if got, want := fmt.Sprint(b.Messages[0].Sent, b.Messages[0].ThreadID, b.Messages[1].ThreadID, b.Messages[1].Sent.Precision), "2020-01-05offerofferunknown"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := b.Claims[1].ConflictsWith; len(got) != 1 || got[0] != "kept-secret" {
		t.Errorf("conflicts: %v", got)
	}
	both := parse(t, strings.Replace(small, "made_by: [ann], ", "conflicts_with: [known-to-all], ", 1))
	if one, other := both.Claims[0].ConflictsWith, both.Claims[1].ConflictsWith; len(one) != 1 || len(other) != 0 {
		t.Errorf("a conflict that both sides name must be one, got %v and %v", one, other)
	}
	if got := b.Mentions[0].Citations; len(got) != 1 || got[0].String() != "paper#2 stated" {
		t.Errorf("a mention without citations must have those of its message, got %v", got)
	}
	if got := b.Replies[0].Citations[0].Modality; got != graph.Alleged {
		t.Errorf("modality of the reply: %s", got)
	}
}

// Who took part may say under which of its names; in a call both as one who speaks
// and as one who hears.
func TestIdentities(t *testing.T) {
	text := strings.Replace(small, "    to: [ann]\n", "    to: [{id: ann, identity: Ann}]\n    cc: [firm]\n", 1)
	text = strings.Replace(text, "    from: ann\n    to: [firm]\n", "    from: {id: ann, identity: ann, cite: [paper 1 stated]}\n    to: [firm]\n", 1)
	text = strings.Replace(text, "orders:  ", "  - {id: call, channel: call, between: [firm, {id: ann, identity: ann example, cite: [paper 2 alleged]}], cite: [paper 3 stated]}\norders:  ", 1)
	b := parse(t, text)
	var got []string
	for _, x := range b.Identities {
		got = append(got, fmt.Sprint(x.Message, " ", x.Actor, " ", x.Role, " ", x.Identity, " ", x.Citations))
	}
	want := []string{"offer ann to Ann [paper#2 stated]", "call ann from ann example [paper#2 alleged]", "call ann to ann example [paper#2 alleged]"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") { // one that is the id says nothing
		t.Errorf("got %q, want %q", got, want)
	}
}

func parse(t *testing.T, text string) *graph.Batch {
	t.Helper()
	b, err := Parse("case.yaml", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		name     string
		old, new string // what is changed in small, once; an empty old replaces it all
		want     []string
	}{
		{"empty file", "", "", []string{"1: the file is empty"}},
		{"only a comment", "", "# nothing\n", []string{"1: the file is empty"}},
		{"a list", "", "- a\n", []string{"1:1: the dossier must be a group of fields, not a list"}},
		{"syntax", "    name: Ann Example", "    name: Ann: Example", []string{"11: this is not YAML: mapping values are not allowed"}},
		{"unclosed quote", "label: The strike", "label: \"The strike", []string{"23: this is not YAML"}},
		{"tab", "    name: The Firm", "\tname: The Firm", []string{"15: this is not YAML"}},
		{"second document", "topics:                              # 6", "---\ntopics:", []string{"6:1: a second document begins here"}},
		{"alias", "to: [ann]", "to: *ann", []string{"28: this is not YAML: unknown anchor 'ann' referenced"}},
		{"anchor used", "to: [ann]\n", "to: &x [ann]\n    cc: *x\n", []string{"29:9: *x repeats another part"}},
		{"field twice", "    kind: person", "    kind: person\n    kind: person", []string{`11:5: "kind" stands here a second time, after line 10`}},
		{"unknown section", "memberships: ", "members: ", []string{`18:1: a dossier has no field "members": use one of actors, claims, events`}},
		{"unknown field", "    topics: [loan]", "    topic: [loan]", []string{`30:5: a message has no field "topic": use one of answered, answered_cite, attributes`}},
		{"no sources", "", "topics: []\n", []string{"1:1: a dossier needs sources: add it"}},
		{"missing field", "    name: The Firm\n", "", []string{"14:5: an actor needs name: add it"}},
		{"identity of nobody", "to: [ann]", "to: [{id: ann, identity: Bob}]", []string{`28:30: "Bob" is no name or alias of ann: add it to the actor's aliases, or mend it`}},
		{"between one twice", "    channel: letter\n    from: firm\n    to: [ann]\n", "    channel: call\n    between: [ann, {id: ann, identity: Ann}]\n", []string{"27:25: ann is named twice under between"}},
		{"missing citation", "    cite: [paper 3 alleged]\n", "", []string{"35:5: a message cites nothing: say where it is read"}},
		{"empty citation list", "cite: [paper 3 alleged]", "cite: []", []string{"40:11: this cites nothing"}},
		{"empty value", "label: The strike", "label: ", []string{"23:25: label is empty: give it a value, or remove the line"}},
		{"blank text", "label: The strike", "label: ' '", []string{`23:25: label is " ": give it some text`}},
		{"number for text", "name: The Firm", "name: 1984", []string{`16:11: name must be text, not a number: put it in quotes, as in "1984"`}},
		{"list for text", "name: The Firm", "name: [The Firm]", []string{"16:11: name must be text, not a list"}},
		{"text for list", "to: [firm]", "to: firm", []string{"38:9: to must be a list, not text"}},
		{"text for item", "  - id: reply  ", "  - reply\n  - id: reply  ", []string{"35:5: messages must be a group of fields, not text"}},
		{"enum", "kind: person", "kind: man", []string{`10:11: kind is "man": write one of person, organization`}},
		{"answered", "answered: no", "answered: maybe", []string{`31:15: answered is "maybe": write one of yes, no, unknown`}},
		{"bad id", "id: firm", "id: the firm", []string{`14:9: id is "the firm": an id begins with a letter or digit`,
			`19:33: no organization has the id "firm"`, `21:34: no person or organization has the id "firm"`,
			`27:11: no person or organization has the id "firm"`, `38:10: no person or organization has the id "firm"`}},
		{"citation without modality", "cite: [paper 3 alleged]", "cite: [paper 3]", []string{`40:12: cite is "paper 3": write source, paragraph and stated or alleged`}},
		{"citation with another modality", "cite: [paper 3 alleged]", "cite: [paper 3 rumoured]", []string{`40:12: cite is "paper 3 rumoured": write source`}},
		{"same citation twice", "cite: [paper 3 alleged]", "cite: [paper 3 alleged, paper 3 alleged]", []string{"40:29: cite says the same thing twice"}},
		{"unknown source", "cite: [paper 3 alleged]", "cite: [radio 3 alleged]", []string{`40:12: no source has the id "radio": add it under sources`}},
		{"an actor as source", "cite: [paper 3 alleged]", "cite: [ann 3 alleged]", []string{`40:12: no source has the id "ann"`}},
		{"paragraph beyond the end", "cite: [paper 3 alleged]", "cite: [paper 4 alleged]", []string{"40:12: paper has 3 paragraphs and 4 is cited"}},
		{"no paragraphs", "paragraphs: 3", "paragraphs: 0", []string{`5:17: paragraphs is "0": paragraphs are counted from 1`}},
		{"sha256", "    paragraphs: 3", "    sha256: beef", []string{`5:13: sha256 is "beef": write the 64 hexadecimal digits`}},
		{"duplicate id", "id: firm", "id: ann", []string{`14:9: the id "ann" is taken by the person on line 9`,
			`19:33: no organization has the id "firm"`, `21:34: no person or organization has the id "firm"`,
			`27:11: no person or organization has the id "firm"`, `38:10: no person or organization has the id "firm"`}},
		{"duplicate id of another kind", "id: loan", "id: strike", []string{`23:10: the id "strike" is taken by the topic on line 7`,
			`30:14: no topic has the id "loan"`, `33:16: "strike" is a topic (line 7)`}},
		{"unknown sender", "from: firm", "from: nobody", []string{`27:11: no person or organization has the id "nobody": add it to the file, or mend the id`}},
		{"unknown recipient", "to: [firm]", "to: [nobody]", []string{`38:10: no person or organization has the id "nobody"`}},
		{"unknown topic", "topics: [loan]", "topics: [money]", []string{`30:14: no topic has the id "money"`}},
		{"unknown reply", "reply_to: offer", "reply_to: nothing", []string{`39:15: no message has the id "nothing"`}},
		{"unknown mention", "mentions: [strike]", "mentions: [war]", []string{`33:16: no person or organization or event has the id "war"`}},
		{"unknown claim", "conflicts_with: [kept-secret]", "conflicts_with: [other]", []string{`45:64: no claim has the id "other"`}},
		{"unknown concern", "concerns: [offer]", "concerns: [other]", []string{`44:77: no person or organization or message or event or topic has the id "other"`}},
		{"conflict with itself", "conflicts_with: [kept-secret]", "conflicts_with: [known-to-all]", []string{`45:64: a claim cannot conflict with itself`}},
		{"wrong kind of id", "organization: firm", "organization: ann", []string{`19:33: "ann" is a person (line 9), and an organization belongs here`}},
		{"unreadable time", "sent: 2020-01-05", "sent: 5 January", []string{`29:11: cannot read the time "5 January": write an RFC 3339 time`}},
		{"impossible day", "sent: 2020-01-05", "sent: 2020-02-31", []string{`29:11: cannot read the time "2020-02-31"`}},
		{"list for time", "sent: 2020-01-05", "sent: [2020]", []string{`29:11: sent must be text, not a list: write a time`}},
		{"shared alias", "name: The Firm", "name: The Firm\n    aliases: [ann]", []string{`17:15: "ann" also means ann (line 12)`}},
		{"shared name, other letters", "name: The Firm", "name: ÄNN EXAMPLE", []string{`16:11: "ÄNN EXAMPLE" also means ann (line 11)`}},
		{"answered without citation", "    answered_cite: [paper 3 stated]\n", "", []string{"31:15: answered: no cites nothing: add answered_cite"}},
		{"citation without answered", "    answered: no\n", "", []string{"31:21: answered_cite needs answered"}},
		{"no sender", "    from: ann\n", "", []string{"35:9: the message has no sender"}},
		{"recipient twice", "to: [firm]", "to: [firm, firm]", []string{"38:16: firm is named twice under to"}},
		{"post with recipient", "channel: email", "channel: post", []string{"38:10: a post is addressed to nobody"}},
		{"meeting with sender", "channel: email", "channel: meeting", []string{"36:14: a meeting is between two or more", "38:10: a meeting has no recipients"}},
		{"meeting of one", "    from: ann\n    to: [firm]", "    between: [ann]", []string{"37:14: between names 1: a call or a meeting is between two or more",
			"37:15: between is for calls and meetings"}},
		{"reply to itself", "reply_to: offer", "reply_to: reply", []string{"39:15: the replies run in a circle from here back to reply"}},
		{"order of nothing", "at_least: 1h, at_most: 2d, ", "", []string{"42:29: the order says nothing"}},
		{"order with itself", "later: reply", "later: offer", []string{"42:29: offer cannot come after itself"}},
		{"bounds exchanged", "at_least: 1h, at_most: 2d", "at_least: 2d, at_most: 1h", []string{"42:59: at_most is less than at_least"}},
		{"bad duration", "at_least: 1h", "at_least: an hour", []string{`42:46: at_least is "an hour": write whole numbers with units`}},
		{"number as duration", "at_least: 1h", "at_least: 15", []string{`42:46: at_least is "15": write whole numbers with units`}},
		{"duration too long", "at_most: 2d", "at_most: 999999999999w", []string{`42:59: "999999999999w" is no distance in time`}},
		{"order against the dates", "earlier: offer, later: reply", "earlier: strike, later: offer", []string{"42:30: offer cannot come 1h0m0s to 48h0m0s after strike: that contradicts their dates"}},
		{"order against an order", "orders:                              # 41\n", "orders:\n  - {earlier: reply, later: offer, at_least: 0, cite: [paper 1 stated]}\n", []string{"43:29: reply cannot come 1h0m0s to 48h0m0s after offer"}},
		{"bad attribute name", "    kind: person\n", "    kind: person\n    attributes: {Full Name: x}\n", []string{`11:18: "Full Name" cannot name an attribute`}},
		{"note twice", "    channel: email\n", "    channel: email\n    note: a\n    attributes: {note: b}\n", []string{"37:11: there is an attribute note as well"}},
		{"several", "from: firm\n    to: [ann]\n    sent: 2020-01-05", "from: nobody\n    to: [ann]\n    sent: soon", []string{`27:11: no person`, `29:11: cannot read the time "soon"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := c.new
			if c.old != "" {
				if n := strings.Count(small, c.old); n == 0 {
					t.Fatalf("the case changes nothing: %q", c.old)
				}
				text = strings.Replace(small, c.old, c.new, 1)
			}
			b, err := Parse("case.yaml", strings.NewReader(text))
			if err == nil || b != nil {
				t.Fatalf("got a batch %t and error %v, want only an error", b != nil, err)
			}
			if code := graph.CodeOf(err); code != graph.Invalid {
				t.Errorf("code %s", code)
			}
			got := listed(err)
			if len(got) != len(c.want) {
				t.Fatalf("%d problems, want %d:\n%s", len(got), len(c.want), err)
			}
			for i, p := range got {
				if !strings.HasPrefix(p.Error(), "case.yaml:"+c.want[i]) || p.Code != graph.Invalid {
					t.Errorf("problem %d is\n  %s\nwant\n  case.yaml:%s", i+1, p, c.want[i])
				}
			}
		})
	}
}

// listed takes apart what Parse found wrong, in the order of the file.
func listed(err error) []*graph.Error {
	var e *graph.Error
	if !errors.As(err, &e) {
		return nil
	}
	joined, ok := e.Err.(interface{ Unwrap() []error })
	if !ok {
		return []*graph.Error{e}
	}
	var list []*graph.Error
	for _, one := range joined.Unwrap() {
		var p *graph.Error
		if errors.As(one, &p) {
			list = append(list, p)
		}
	}
	return list
}

// Two sources may say what cannot both be true: then both stand.
func TestOrdersOfDifferentSources(t *testing.T) {
	text := strings.Replace(small, "topics: ", "  - {id: radio, title: A broadcast}\ntopics: ", 1)
	text = strings.Replace(text, "claims: ", "  - {earlier: offer, later: reply, at_least: 1w, cite: [radio 1 stated]}\nclaims: ", 1)
	if got := len(parse(t, text).Orders); got != 2 {
		t.Errorf("%d orders, want both", got)
	}
}

func TestReferenceWithItsOwnCitation(t *testing.T) {
	text := strings.Replace(small, "to: [firm]", "to: [{id: firm, cite: [paper 1 alleged]}]", 1)
	r := parse(t, text).Messages[1].Recipients[0]
	if len(r.Citations) != 1 || r.Citations[0].String() != "paper#1 alleged" {
		t.Errorf("citations of the recipient: %v", r.Citations)
	}
}

func TestManyProblemsAreBounded(t *testing.T) {
	var text strings.Builder
	text.WriteString("sources: [{id: s, title: S}]\ntopics:\n")
	for i := range 200 {
		fmt.Fprintf(&text, "  - {id: t%d}\n", i)
	}
	_, err := Parse("case.yaml", strings.NewReader(text.String()))
	if got := len(listed(err)); got != maxProblems {
		t.Errorf("%d problems are listed, want %d", got, maxProblems)
	}
	var e *graph.Error
	if !errors.As(err, &e) || !strings.Contains(e.Detail, "has 200 problems") || !strings.Contains(e.Detail, "150 more") {
		t.Errorf("the summary does not count them: %v", err)
	}
}

func TestTooLarge(t *testing.T) {
	_, err := Parse("case.yaml", strings.NewReader(strings.Repeat("# padding\n", maxSize/10+1)))
	if graph.CodeOf(err) != graph.TooLarge {
		t.Errorf("got %v", err)
	}
}

func TestUnreadable(t *testing.T) {
	b, err := Parse("case.yaml", failing{})
	if b != nil || graph.CodeOf(err) != graph.Invalid || !errors.Is(err, errBroken) {
		t.Errorf("got %v", err)
	}
}

var errBroken = errors.New("broken pipe")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errBroken }
