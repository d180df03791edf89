package engine

// #include <stdlib.h>
// #include "kuzu.h"
// #include "rows.h"
import "C"

import (
	"errors"
	"unsafe"

	// The module brings the native library and how to link it. Its Go side is not
	// used: its times overflow before 1678 and after 2262, its parameters leak and
	// cannot be empty lists, and its errors pass through a format.
	_ "github.com/kuzudb/go-kuzu"

	"backchannel/graph/kuzustore/protocol"
)

// version of the engine.
func version() string {
	v := C.kuzu_get_version()
	defer C.kuzu_destroy_string(v)
	return C.GoString(v)
}

// database is never closed: Kuzu would make a checkpoint, and the process ends
// just as well without.
type database struct{ c C.kuzu_database }

var errOpen = errors.New("the engine cannot open the file")

func openDatabase(s *protocol.Settings) (*database, error) {
	config := C.kuzu_default_system_config()
	config.buffer_pool_size = C.uint64_t(s.BufferPool)
	config.max_num_threads = C.uint64_t(s.Threads)
	config.auto_checkpoint = false // the store says when
	path := C.CString(s.Path)
	defer C.free(unsafe.Pointer(path))
	d := new(database)
	if C.kuzu_database_init(path, config, &d.c) != C.KuzuSuccess {
		return nil, errOpen
	}
	return d, nil
}

// connection runs one statement at a time; interrupt may come from any goroutine
// until close.
type connection struct{ c C.kuzu_connection }

func (d *database) connect() (*connection, error) {
	c := new(connection)
	if C.kuzu_connection_init(&d.c, &c.c) != C.KuzuSuccess {
		return nil, errors.New("the engine gives no connection")
	}
	return c, nil
}

func (c *connection) interrupt() { C.kuzu_connection_interrupt(&c.c) }

// close undoes a transaction that is still open.
func (c *connection) close() { C.kuzu_connection_destroy(&c.c) }

// script runs statements without parameters and without rows.
func (c *connection) script(text string) error {
	r, err := c.query(text)
	if err == nil {
		r.close()
	}
	return err
}

func (c *connection) query(text string) (*result, error) {
	s := C.CString(text)
	defer C.free(unsafe.Pointer(s))
	r := new(result)
	C.kuzu_connection_query(&c.c, s, &r.c)
	return r.checked()
}

// execute prepares one statement, binds the parameters and runs it.
func (c *connection) execute(text string, parameters map[string]any) (*result, error) {
	s := C.CString(text)
	defer C.free(unsafe.Pointer(s))
	var p C.kuzu_prepared_statement
	C.kuzu_connection_prepare(&c.c, s, &p)
	defer C.kuzu_prepared_statement_destroy(&p)
	if !C.kuzu_prepared_statement_is_success(&p) {
		return nil, failure(C.kuzu_prepared_statement_get_error_message(&p))
	}
	for name, v := range parameters {
		if err := bind(&p, name, v); err != nil {
			return nil, err
		}
	}
	r := new(result)
	C.kuzu_connection_execute(&c.c, &p, &r.c)
	return r.checked()
}

// engineError is an error in Kuzu's words.
type engineError string

func (e engineError) Error() string { return string(e) }

func failure(message *C.char) error {
	defer C.kuzu_destroy_string(message)
	return engineError(C.GoString(message))
}

// result is complete in memory when the engine returns it; rows are taken from
// it chunk by chunk.
type result struct {
	c     C.kuzu_query_result
	types []C.kuzu_data_type_id
	chunk C.chunk
}

func (r *result) checked() (*result, error) {
	if !C.kuzu_query_result_is_success(&r.c) {
		err := failure(C.kuzu_query_result_get_error_message(&r.c))
		r.close()
		return nil, err
	}
	return r, nil
}

func (r *result) close() {
	C.chunk_free(&r.chunk)
	C.kuzu_query_result_destroy(&r.c)
}

// columns names the columns and notes their types.
func (r *result) columns() []string {
	names := make([]string, C.kuzu_query_result_get_num_columns(&r.c))
	r.types = make([]C.kuzu_data_type_id, len(names))
	for i := range names {
		var name *C.char
		C.kuzu_query_result_get_column_name(&r.c, C.uint64_t(i), &name)
		names[i] = C.GoString(name)
		C.kuzu_destroy_string(name)
		var t C.kuzu_logical_type
		C.kuzu_query_result_get_column_data_type(&r.c, C.uint64_t(i), &t)
		r.types[i] = C.kuzu_data_type_get_id(&t)
		C.kuzu_data_type_destroy(&t)
	}
	return names
}

// next returns more rows in CBOR, valid until the next call; nil after the last.
// columns must have been called.
func (r *result) next() ([]byte, error) {
	if len(r.types) == 0 {
		return nil, nil
	}
	C.chunk_fill(&r.chunk, &r.c, &r.types[0], C.uint64_t(len(r.types)), chunkSize)
	if r.chunk.failed {
		return nil, errors.New("out of memory")
	}
	if r.chunk.rows == 0 {
		return nil, nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(r.chunk.data)), int(r.chunk.len)), nil
}

// chunkSize is about how many bytes of rows travel at once.
const chunkSize = 64 << 10
