package command

import (
	"github.com/spf13/pflag"

	"backchannel/graph/answer"
)

// travelFlags narrow how word may travel.
func travelFlags(f *pflag.FlagSet, t *answer.Travel) {
	f.StringArrayVar(&t.Senders, "sender", nil, "only contacts by this one: an id, a name or an alias; may be given several times")
	f.StringArrayVar(&t.Recipients, "recipient", nil, "only contacts to this one, the same way")
	f.StringArrayVar(&t.Avoid, "avoid", nil, "no contact by or to this one, the same way")
	f.IntVar(&t.MaxHops, "max-hops", 0, "at most so many contacts long; without it any number")
	f.StringVar(&t.MinWait, "min-wait", "", "how long word rests at least with an actor before it goes on: 15m, 2d")
	f.StringVar(&t.MaxWait, "max-wait", "", "and at most")
	f.BoolVar(&t.Certain, "certain", false, "only what holds for every reading of vague times")
}

// window says which part of the graph an answer is about, where it is not the whole.
func (p *printer) window(w *answer.Window) {
	if w != nil {
		p.line("The whole graph does not fit the memory of the contact index (index.memory): only the period and topic asked for were searched.")
	}
}
