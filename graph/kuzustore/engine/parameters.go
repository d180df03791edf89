package engine

// #include <stdlib.h>
// #include "kuzu.h"
import "C"

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"time"
	"unsafe"

	"backchannel/graph"
	"backchannel/graph/kuzustore/protocol"
)

// Kuzu's lists hold values of one type and its maps have a fixed set of fields,
// while a parameter may be any JSON value. So a parameter's type is found first:
// what the elements of a list have in common, where null goes with everything
// and whole numbers go with fractions. Then its value is made to that type.
type shape struct {
	id     C.kuzu_data_type_id // KUZU_ANY where only nulls are seen
	elem   *shape              // of a list
	fields map[string]*shape   // of a map
}

func bind(p *C.kuzu_prepared_statement, name string, v any) error {
	t, err := shapeOf(v)
	if err != nil {
		return graph.Errorf(graph.Invalid, "the parameter $%s cannot be given to Kuzu: %w", name, err)
	}
	value := t.value(v)
	defer C.kuzu_value_destroy(value)
	n := C.CString(name)
	defer C.free(unsafe.Pointer(n))
	if C.kuzu_prepared_statement_bind_value(p, n, value) != C.KuzuSuccess {
		return graph.Errorf(graph.Invalid, "Kuzu does not take the parameter $%s", name)
	}
	return nil
}

func shapeOf(v any) (*shape, error) {
	switch v := v.(type) {
	case nil:
		return &shape{id: C.KUZU_ANY}, nil
	case bool:
		return &shape{id: C.KUZU_BOOL}, nil
	case int64:
		return &shape{id: C.KUZU_INT64}, nil
	case uint64: // beyond int64
		return &shape{id: C.KUZU_DOUBLE}, nil
	case float64:
		return &shape{id: C.KUZU_DOUBLE}, nil
	case string:
		return &shape{id: C.KUZU_STRING}, nil
	case protocol.Instant:
		return &shape{id: C.KUZU_TIMESTAMP}, nil
	case time.Duration:
		return &shape{id: C.KUZU_INTERVAL}, nil
	case []any:
		elem := &shape{id: C.KUZU_ANY}
		for _, e := range v {
			t, err := shapeOf(e)
			if err == nil {
				elem, err = common(elem, t)
			}
			if err != nil {
				return nil, err
			}
		}
		return &shape{id: C.KUZU_LIST, elem: elem}, nil
	case map[string]any:
		if len(v) == 0 {
			return nil, fmt.Errorf("the engine has no empty maps; leave it out or give it a field")
		}
		t := &shape{id: C.KUZU_STRUCT, fields: map[string]*shape{}}
		for k, e := range v {
			field, err := shapeOf(e)
			if err != nil {
				return nil, err
			}
			t.fields[k] = field
		}
		return t, nil
	}
	return nil, fmt.Errorf("it has no type for %T", v)
}

func common(a, b *shape) (*shape, error) {
	switch {
	case a.id == C.KUZU_ANY:
		return b, nil
	case b.id == C.KUZU_ANY:
		return a, nil
	case a.number() && b.number() && a.id != b.id:
		return &shape{id: C.KUZU_DOUBLE}, nil
	case a.id != b.id:
		return nil, fmt.Errorf("its lists hold values of one type, and this one mixes them")
	case a.id == C.KUZU_LIST:
		elem, err := common(a.elem, b.elem)
		return &shape{id: C.KUZU_LIST, elem: elem}, err
	case a.id == C.KUZU_STRUCT:
		t := &shape{id: C.KUZU_STRUCT, fields: maps.Clone(a.fields)}
		for k, f := range b.fields {
			if have := t.fields[k]; have != nil {
				var err error
				if f, err = common(have, f); err != nil {
					return nil, err
				}
			}
			t.fields[k] = f
		}
		return t, nil
	}
	return a, nil
}

func (t *shape) number() bool { return t.id == C.KUZU_INT64 || t.id == C.KUZU_DOUBLE }

// value makes v to the type; the caller destroys it. Of a field that a map does
// not have, v is nil.
func (t *shape) value(v any) *C.kuzu_value {
	if v == nil {
		return t.null()
	}
	switch t.id {
	case C.KUZU_BOOL:
		return C.kuzu_value_create_bool(C.bool(v.(bool)))
	case C.KUZU_INT64:
		return C.kuzu_value_create_int64(C.int64_t(v.(int64)))
	case C.KUZU_DOUBLE:
		return C.kuzu_value_create_double(C.double(double(v)))
	case C.KUZU_STRING:
		s := C.CString(v.(string))
		defer C.free(unsafe.Pointer(s))
		return C.kuzu_value_create_string(s)
	case C.KUZU_TIMESTAMP:
		return C.kuzu_value_create_timestamp(C.kuzu_timestamp_t{value: C.int64_t(v.(protocol.Instant))})
	case C.KUZU_INTERVAL:
		return C.kuzu_value_create_interval(C.kuzu_interval_t{micros: C.int64_t(v.(time.Duration).Microseconds())})
	case C.KUZU_LIST:
		return t.list(v.([]any))
	case C.KUZU_STRUCT:
		return t.structure(v.(map[string]any))
	}
	return C.kuzu_value_create_null()
}

func (t *shape) list(items []any) *C.kuzu_value {
	if len(items) == 0 { // the interface makes no empty list, but the default value of a list's type is one
		elem := t.elem
		if elem.id == C.KUZU_ANY {
			elem = &shape{id: C.KUZU_STRING}
		}
		e := elem.logical()
		defer C.kuzu_data_type_destroy(&e)
		var l C.kuzu_logical_type
		C.kuzu_data_type_create(C.KUZU_LIST, &e, 0, &l)
		defer C.kuzu_data_type_destroy(&l)
		return C.kuzu_value_create_default(&l)
	}
	values := make([]*C.kuzu_value, len(items))
	for i, it := range items {
		values[i] = t.elem.value(it)
		defer C.kuzu_value_destroy(values[i])
	}
	var out *C.kuzu_value
	C.kuzu_value_create_list(C.uint64_t(len(values)), &values[0], &out)
	return out
}

func (t *shape) structure(fields map[string]any) *C.kuzu_value {
	var names []*C.char
	var values []*C.kuzu_value
	for _, k := range slices.Sorted(maps.Keys(t.fields)) {
		n, v := C.CString(k), t.fields[k].value(fields[k])
		defer C.free(unsafe.Pointer(n))
		defer C.kuzu_value_destroy(v)
		names, values = append(names, n), append(values, v)
	}
	var out *C.kuzu_value
	C.kuzu_value_create_struct(C.uint64_t(len(names)), &names[0], &values[0], &out)
	return out
}

func (t *shape) null() *C.kuzu_value {
	if t.id == C.KUZU_ANY {
		return C.kuzu_value_create_null()
	}
	switch t.id {
	case C.KUZU_LIST, C.KUZU_STRUCT: // made by way of a value: the interface names no fields
		v := t.example()
		C.kuzu_value_set_null(v, true)
		return v
	}
	l := t.logical()
	defer C.kuzu_data_type_destroy(&l)
	return C.kuzu_value_create_null_with_data_type(&l)
}

// example is some value of a list's or a map's type.
func (t *shape) example() *C.kuzu_value {
	if t.id == C.KUZU_LIST {
		return t.list([]any{nil})
	}
	return t.structure(nil)
}

// logical is the type of anything but a map; the caller destroys it.
func (t *shape) logical() (l C.kuzu_logical_type) {
	C.kuzu_data_type_create(t.id, nil, 0, &l)
	return l
}

func double(v any) float64 {
	switch v := v.(type) {
	case float64:
		return v
	case int64:
		return float64(v)
	case uint64:
		return float64(v)
	}
	return math.NaN()
}
