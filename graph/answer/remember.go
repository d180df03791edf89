package answer

import "sync"

// remembered keeps what was worked out for one revision of the data, by a key, and
// forgets it when the revision moves. Two questions at once may both work it out.
type remembered[T any] struct {
	mu       sync.Mutex
	revision int64
	values   map[string]T
}

// most is how much is kept: enough for the filters and names that people use at a
// time.
const most = 256

func (r *remembered[T]) get(revision int64, key string, work func() (T, error)) (T, error) {
	r.mu.Lock()
	v, ok := r.values[key]
	ok = ok && r.revision == revision
	r.mu.Unlock()
	if ok {
		return v, nil
	}
	v, err := work()
	if err != nil {
		return v, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.revision != revision || len(r.values) >= most {
		r.revision, r.values = revision, nil
	}
	if r.values == nil {
		r.values = map[string]T{}
	}
	r.values[key] = v
	return v, nil
}
