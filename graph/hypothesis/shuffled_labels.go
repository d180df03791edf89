package hypothesis

// The labels are permuted over the actors that have one.
var shuffledLabels = Model{
	Name:     ShuffledLabels,
	Keeps:    "every contact; how many actors have each label",
	Shuffles: "which actor has which label",
	Source:   "Gauvin et al. 2022, metadata shuffling; the quadratic assignment procedure, Krackhardt 1988",
	actors:   true,
	prepare: func(_ *events, label []uint16, _ *source) (func() mover, int) {
		var labelled []uint32
		for actor, l := range label {
			if l != inNeither {
				labelled = append(labelled, uint32(actor))
			}
		}
		return func() mover {
			order := make([]uint32, len(labelled))
			return func(s *source, a *arrangement) {
				copy(order, labelled)
				s.shuffle(order)
				for i, actor := range labelled {
					a.label[actor] = label[order[i]]
				}
			}
		}, len(labelled)
	},
}
