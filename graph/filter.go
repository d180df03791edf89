package graph

import "time"

// Filter narrows every question in the same way. Fields of a filter are joined
// by "and", the values of one field by "or"; an empty field does not narrow.
// Actors, topics and messages are named by id here: resolving names is the
// business of package answer.
type Filter struct {
	From     []string   `json:"from,omitempty"`     // senders
	To       []string   `json:"to,omitempty"`       // recipients
	Actors   []string   `json:"actors,omitempty"`   // senders or recipients
	Topics   []string   `json:"topics,omitempty"`   // any of these topics …
	Words    []string   `json:"words,omitempty"`    // … or all of these words (see Fold) in subject, summary or body, or in the name of something that the message is about or mentions
	Since    *time.Time `json:"since,omitempty"`    // could have been at or after
	Until    *time.Time `json:"until,omitempty"`    // could have been at or before
	Roles    []Role     `json:"roles,omitempty"`    //
	Channels []Channel  `json:"channels,omitempty"` //
	Answered Answered   `json:"answered,omitempty"` //
	Thread   string     `json:"thread,omitempty"`   //
	IDs      []string   `json:"ids,omitempty"`      // of what is asked for: messages for contacts, actors for actors

	Elsewhen    []string `json:"elsewhen,omitempty"`    // with a period: not these messages and events, which known orders put outside of it
	Unaddressed bool     `json:"unaddressed,omitempty"` // only messages that make no contact: posts, statements
	Concerning  []string `json:"concerning,omitempty"`  // of claims: those that concern any of these messages
	Mentioning  []string `json:"mentioning,omitempty"`  // of messages: those that mention any of these events
	OwnText     bool     `json:"own_text,omitempty"`    // Words stand in the thing itself, roles and notes too, and not in the names of others
}

// Page is a stretch of a list. A store orders every list totally, so that pages
// neither overlap nor leave gaps while the revision stays.
type Page struct {
	Limit  int  // at most this many; must be positive
	Offset int  // how many to pass over
	Newest bool // of contacts alone: the latest first, by the start of the time that each may have had or, where that is open, its end; what has no date comes last
}

// MaxLimit bounds the length of any list that a store returns at once.
const MaxLimit = 10_000

// DefaultLimit is the length of a list when nobody asks for another.
const DefaultLimit = 100
