package hypothesis

// Null names a null model, in the words of Gauvin et al. 2022, "Randomized
// reference models for temporal networks", SIAM Review 64(4).
type Null string

// The null models.
const (
	ShuffledTimestamps         Null = "shuffled-timestamps"
	ShuffledWithinHourOfWeek   Null = "shuffled-within-hour-of-week"
	ShuffledWithinActivePeriod Null = "shuffled-within-active-period"
	ShuffledRecipients         Null = "shuffled-recipients"
	ShuffledLabels             Null = "shuffled-labels"
	TimeReversed               Null = "time-reversed"
	CircularShift              Null = "circular-shift"
)

// Model says what a null model keeps of the contacts and what it shuffles.
type Model struct {
	Name     Null   `json:"name"`
	Keeps    string `json:"keeps"`
	Shuffles string `json:"shuffles"`
	Source   string `json:"source"`

	actors  bool // it moves recipients or labels; else times
	single  bool // it has one outcome, so that it gives a comparison and no p-value
	prepare func(ev *events, label []uint16, s *source) (func() mover, int)
}

// Models lists the null models.
func Models() []Model {
	return []Model{
		shuffledTimestamps, shuffledWithinHourOfWeek, shuffledWithinActivePeriod,
		shuffledRecipients, shuffledLabels, timeReversed, circularShift,
	}
}

func (n Null) model() *Model {
	for _, m := range Models() {
		if m.Name == n {
			return &m
		}
	}
	return nil
}

// An arrangement is the contacts as a null model leaves them. A test gives each
// contact a payload; base holds those of the contacts as they are, by place.
type arrangement struct {
	base  []uint32
	at    []int64  // rising
	seq   []uint32 // payloads in the order of at
	to    []uint32 // recipients by place, for models that move actors
	label []uint16 // by actor, likewise
}

// A mover makes one arrangement, whatever the one before was: from base it fills
// seq, and at if it moves times; or it fills to or label. It allocates nothing
// once it has run. A model's prepare returns what makes movers, one for each
// goroutine, and how many things there are to move: less than two leave nothing
// to shuffle.
type mover func(s *source, a *arrangement)
