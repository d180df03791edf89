package command

import (
	"github.com/spf13/pflag"

	"backchannel/graph"
	"backchannel/graph/answer"
)

// The flags that narrow a question carry the API's names.

func whoFlags(f *pflag.FlagSet, q *answer.Question) {
	f.StringArrayVar(&q.From, "from", nil, "senders: an id, a name or an alias; may be given several times")
	f.StringArrayVar(&q.To, "to", nil, "recipients, the same way")
	f.StringArrayVar(&q.Actor, "actor", nil, "senders or recipients, the same way")
	aboutFlag(f, q)
}

func aboutFlag(f *pflag.FlagSet, q *answer.Question) {
	f.StringVar(&q.About, "about", "", `a topic, by id or label, or words in the text or in the name of what it is about or mentions; "quotes" keep a phrase together, word* finds what begins so`)
}

func whenFlags(f *pflag.FlagSet, q *answer.Question) {
	f.StringVar(&q.Since, "since", "", "could have been at or after: 2016-10-03T15:00:00Z, a day, a month, a season (2016-summer) or a year")
	f.StringVar(&q.Until, "until", "", "could have been at or before, the same way; its end counts")
}

func howFlags(f *pflag.FlagSet, q *answer.Question) {
	f.StringSliceVar(&q.Role, "role", nil, "to, cc or bcc; several with commas")
	f.StringSliceVar(&q.Channel, "channel", nil, "email, direct-message, letter, call, meeting, post, statement, document or another of the data; several with commas")
	f.StringVar(&q.Answered, "answered", "", "yes, no (a source says so) or unknown (nobody says)")
}

func pageFlags(f *pflag.FlagSet, q *answer.Question) {
	limitFlag(f, q, "at most so many; without it 100")
	f.StringVar(&q.Cursor, "cursor", "", "go on where a page ended")
}

func limitFlag(f *pflag.FlagSet, q *answer.Question, usage string) {
	numberFlag(f, &q.Limit, "limit", graph.MaxLimit, usage)
}

func allFlags(f *pflag.FlagSet, q *answer.Question) {
	whoFlags(f, q)
	whenFlags(f, q)
	howFlags(f, q)
	pageFlags(f, q)
}
