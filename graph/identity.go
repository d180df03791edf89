package graph

// Identity says under which name, address or handle an actor took part in a
// message, where that is not the actor's id. It records that two were taken for
// one: a merge, which can be taken apart again. What none is recorded of was done
// under the actor's own id.
type Identity struct {
	Message   string     `json:"message"`
	Actor     string     `json:"actor"`
	Role      Part       `json:"role"`
	Identity  string     `json:"identity"`
	Citations []Citation `json:"citations"`
}

// Part is how an actor took part in a message: as its sender, or in the Role of a
// recipient.
type Part string

// The parts.
const (
	AsSender Part = "from"
	AsTo     Part = Part(To)
	AsCc     Part = Part(Cc)
	AsBcc    Part = Part(Bcc)
)

// Parts lists every part.
var Parts = []Part{AsSender, AsTo, AsCc, AsBcc}

// IdentityCount is an identity of an actor, and the number of messages that have it.
type IdentityCount struct {
	Identity string `json:"identity"`
	Messages int    `json:"messages"`
}
