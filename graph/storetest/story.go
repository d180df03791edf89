package storetest

import (
	"context"
	"time"

	"backchannel/graph"
)

// Story returns a small case with something of everything: an undated message
// and what came a quarter of an hour after it, a meeting, a post, two sources that
// disagree, an unanswered letter. Tests that need one graph to look at use it.
func Story() *graph.Batch {
	by := func(source string, paragraph int, m graph.Modality) []graph.Citation {
		return []graph.Citation{{SourceID: source, Paragraph: paragraph, Modality: m}}
	}
	quarter, hours := 15*time.Minute, 5*time.Hour
	return &graph.Batch{
		Sources: []graph.Source{
			{ID: "gazette", Title: "The Gazette", Publisher: "Gazette Ltd", Published: moment("1897-11-02"), Language: "en"},
			{ID: "journal", Title: "Le Journal", Published: moment("1897"), Language: "fr", SHA256: "ab12"},
		},
		Topics: []graph.Topic{{ID: "will", Label: "the will"}, {ID: "estate", Label: "the estate"}},
		Actors: []graph.Actor{
			{ID: "ada", Kind: graph.Person, Name: "Ada Holm", Aliases: []string{"Mrs. Holm", "A. H."}, Roles: []string{"heir"}, Citations: by("gazette", 1, graph.Stated)},
			{ID: "ben", Kind: graph.Person, Name: "Ben Árnason", Note: "wrote little", Attributes: map[string]string{"profession": "notary"}, Citations: by("gazette", 1, graph.Stated)},
			{ID: "cleo", Kind: graph.Person, Name: "Cléo Østby", Citations: by("journal", 2, graph.Alleged)},
			{ID: "bank", Kind: graph.Organization, Name: "Harbour Bank", Aliases: []string{"the bank"}, Citations: by("journal", 2, graph.Stated)},
		},
		Events: []graph.Event{{ID: "funeral", Label: "the funeral", At: moment("1897-10-20"), TimeNote: "a rainy morning", Summary: "few came", Citations: by("gazette", 3, graph.Stated)}},
		Messages: []graph.Message{
			{ID: "letter", Channel: graph.Letter, Sent: moment("1897-10-21"), Subject: "The will", Summary: "asks for the will", Body: "Dear Ben, where is it?",
				ThreadID: "t", Answered: graph.AnsweredYes, AnsweredBy: by("gazette", 5, graph.Stated), Senders: []string{"ada"},
				Recipients: []graph.Recipient{{Actor: "ben", Role: graph.To}, {Actor: "bank", Role: graph.Cc, Citations: by("journal", 4, graph.Alleged)}},
				Topics:     []string{"will"}, Attributes: map[string]string{"paper": "blue"}, Citations: by("gazette", 4, graph.Stated)},
			{ID: "reply", Channel: graph.Letter, Sent: graph.Undated(), TimeNote: "soon", Summary: "nothing found", ThreadID: "t", Answered: graph.AnsweredUnknown,
				Senders: []string{"ben"}, Recipients: []graph.Recipient{{Actor: "ada", Role: graph.To}}, Topics: []string{"will", "estate"}, Citations: by("gazette", 5, graph.Stated)},
			{ID: "demand", Channel: graph.Letter, Sent: moment("after 1897-10"), Answered: graph.AnsweredNo, AnsweredBy: by("journal", 6, graph.Stated),
				Senders: []string{"bank"}, Recipients: []graph.Recipient{{Actor: "ada", Role: graph.To}, {Actor: "cleo", Role: graph.Bcc}}, Topics: []string{"estate"},
				Citations: by("journal", 6, graph.Stated)},
			{ID: "meeting", Channel: graph.Meeting, Sent: moment("1897-10-25T10:00Z"), Answered: graph.AnsweredUnknown,
				Senders: []string{"ada", "ben", "cleo"}, Topics: []string{"estate"}, Citations: by("journal", 7, graph.Alleged)},
			{ID: "notice", Channel: graph.Post, Sent: moment("1897-autumn"), Subject: "Notice", Answered: graph.AnsweredUnknown, Senders: []string{"bank"}, Citations: by("journal", 8, graph.Stated)},
		},
		Claims: []graph.Claim{
			{ID: "kept", Text: "The will was kept in the bank", MadeBy: []string{"cleo"}, Concerns: []graph.Ref{{Label: graph.OrganizationLabel, ID: "bank"}, {Label: graph.TopicLabel, ID: "will"}},
				ConflictsWith: []string{"burnt"}, Citations: by("journal", 9, graph.Alleged)},
			{ID: "burnt", Text: "The will was burnt", Concerns: []graph.Ref{{Label: graph.TopicLabel, ID: "will"}, {Label: graph.MessageLabel, ID: "letter"}}, Citations: by("gazette", 9, graph.Stated)},
		},
		Memberships: []graph.Membership{{Person: "cleo", Organization: "bank", Role: "cashier", From: moment("1890"), Until: graph.Undated(), Citations: by("journal", 2, graph.Stated)}},
		Relations:   []graph.Relation{{From: "ben", To: "ada", Kind: "notary", Since: graph.Undated(), Until: moment("before 1898"), Citations: by("gazette", 1, graph.Stated)}},
		Replies:     []graph.Reply{{Message: "reply", To: "letter", Citations: by("gazette", 5, graph.Stated)}},
		Mentions:    []graph.Mention{{From: graph.Ref{Label: graph.MessageLabel, ID: "letter"}, To: graph.Ref{Label: graph.EventLabel, ID: "funeral"}, Citations: by("gazette", 4, graph.Stated)}},
		Identities:  []graph.Identity{{Message: "letter", Actor: "ada", Role: graph.AsSender, Identity: "A. Holm", Citations: by("gazette", 4, graph.Stated)}},
		Orders: []graph.Order{
			{Later: graph.Ref{Label: graph.MessageLabel, ID: "reply"}, Earlier: graph.Ref{Label: graph.MessageLabel, ID: "letter"}, AtLeast: &quarter, AtMost: &quarter, Citations: by("gazette", 5, graph.Stated)},
			{Later: graph.Ref{Label: graph.MessageLabel, ID: "reply"}, Earlier: graph.Ref{Label: graph.MessageLabel, ID: "letter"}, AtLeast: &hours, Note: "a few hours", Citations: by("journal", 5, graph.Alleged)},
		},
	}
}

var background = context.Background()

// moment reads a time of these tests.
func moment(s string) graph.Moment {
	m, err := graph.ParseMoment(s)
	if err != nil {
		panic(err)
	}
	return m
}

func write(t tester, s graph.Store, batches ...*graph.Batch) graph.Written {
	t.Helper()
	sum := graph.Written{}
	for _, b := range batches {
		sum.Add(must[graph.Written](t, "write")(s.Write(background, b)))
	}
	return sum
}
