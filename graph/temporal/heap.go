package temporal

// A heap gives back first what is first. (container/heap would box each item.)
type heap[T any] struct {
	items []T
	first func(a, b T) bool // strict
}

// push takes in x and tells whether it is now the first.
func (h *heap[T]) push(x T) bool {
	h.items = append(h.items, x)
	at := len(h.items) - 1
	for at > 0 {
		up := (at - 1) / 2
		if !h.first(h.items[at], h.items[up]) {
			break
		}
		h.items[at], h.items[up] = h.items[up], h.items[at]
		at = up
	}
	return at == 0
}

// pop takes out the first; there must be one.
func (h *heap[T]) pop() T {
	top, n := h.items[0], len(h.items)-1
	h.items[0] = h.items[n]
	h.items = h.items[:n]
	for at := 0; ; {
		least := at
		for down := 2*at + 1; down <= 2*at+2 && down < n; down++ {
			if h.first(h.items[down], h.items[least]) {
				least = down
			}
		}
		if least == at {
			return top
		}
		h.items[at], h.items[least] = h.items[least], h.items[at]
		at = least
	}
}
