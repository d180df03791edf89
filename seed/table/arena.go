package table

// arena hands out slices cut from chunks, so that a row's lists cost no
// allocation of their own. A slice that it gave is never moved or reused.
type arena[T any] struct{ chunk []T }

func (a *arena[T]) copy(list []T) []T {
	if len(list) == 0 {
		return nil
	}
	if cap(a.chunk)-len(a.chunk) < len(list) {
		a.chunk = make([]T, 0, max(1024, len(list)))
	}
	start := len(a.chunk)
	a.chunk = append(a.chunk, list...)
	return a.chunk[start:len(a.chunk):len(a.chunk)]
}
