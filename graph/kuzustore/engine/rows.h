#pragma once
#include <stddef.h>
#include "kuzu.h"

// A chunk of rows in CBOR, an array of arrays.
typedef struct {
    uint8_t* data;
    size_t len, cap;
    uint32_t rows;
    bool failed; // out of memory, or one row of too much
} chunk;

// fill takes rows from result until the chunk holds about size bytes or there
// are no more. types are those of the result's columns.
void chunk_fill(chunk*, kuzu_query_result* result, const kuzu_data_type_id* types, uint64_t columns, size_t size);
void chunk_free(chunk*);
