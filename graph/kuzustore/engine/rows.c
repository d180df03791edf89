// Rows leave Kuzu value by value. Crossing from Go to C for each of them, and
// once more for each copy that Kuzu makes, costs more than the query; so a whole
// chunk is written here, in the form in which it goes over the pipe.
#include "rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TAG_TIME = 0, TAG_NODE = 60001, TAG_RELATIONSHIP, TAG_WALK, TAG_DURATION }; // as in package protocol

// A chunk that becomes larger than this holds one row, of no use to a store that
// takes less than that of a whole answer, and that would fill the store's memory.
static const size_t most = 128 << 20;

static uint8_t* room(chunk* c, size_t n) {
    if (c->len + n > most) {
        c->failed = true;
        return NULL;
    }
    if (c->len + n > c->cap) {
        size_t cap = c->cap ? c->cap : 1 << 16;
        while (cap < c->len + n) cap *= 2;
        uint8_t* data = realloc(c->data, cap);
        if (!data) {
            c->failed = true;
            return NULL;
        }
        c->data = data;
        c->cap = cap;
    }
    uint8_t* at = c->data + c->len;
    c->len += n;
    return at;
}

// head writes the head of an item (RFC 8949, section 3).
static void head(chunk* c, uint8_t major, uint64_t v) {
    int extra = v < 24 ? 0 : v <= 0xff ? 1 : v <= 0xffff ? 2 : v <= 0xffffffff ? 4 : 8;
    uint8_t* p = room(c, 1 + extra);
    if (!p) return;
    uint8_t info = extra == 0 ? (uint8_t)v : extra == 1 ? 24 : extra == 2 ? 25 : extra == 4 ? 26 : 27;
    *p++ = (uint8_t)(major << 5 | info);
    for (int i = extra - 1; i >= 0; i--) *p++ = (uint8_t)(v >> (8 * i));
}

static void byte(chunk* c, uint8_t b) {
    uint8_t* p = room(c, 1);
    if (p) *p = b;
}

static void null(chunk* c) { byte(c, 0xf6); }
static void integer(chunk* c, int64_t v) { v < 0 ? head(c, 1, ~(uint64_t)v) : head(c, 0, (uint64_t)v); }
static void array(chunk* c, uint64_t n) { head(c, 4, n); }
static void map(chunk* c, uint64_t n) { head(c, 5, n); }
static void tag(chunk* c, uint64_t n) { head(c, 6, n); }

static void text(chunk* c, const char* s) {
    size_t n = s ? strlen(s) : 0;
    head(c, 3, n);
    uint8_t* p = room(c, n);
    if (p && n) memcpy(p, s, n);
}

static void real(chunk* c, double d) {
    uint64_t bits;
    memcpy(&bits, &d, 8);
    uint8_t* p = room(c, 9);
    if (!p) return;
    *p++ = 0xfb;
    for (int i = 7; i >= 0; i--) *p++ = (uint8_t)(bits >> (8 * i));
}

static void as_text(chunk* c, kuzu_value* v) {
    char* s = kuzu_value_to_string(v);
    text(c, s);
    kuzu_destroy_string(s);
}

// moment writes microseconds since 1970 as RFC 3339, which ends at the year 9999;
// what lies outside comes as the engine's own text. The calendar is Hinnant's
// "days from civil" turned round.
static void moment(chunk* c, int64_t micros, kuzu_value* v) {
    int64_t days = micros / 86400000000LL, rest = micros % 86400000000LL;
    if (rest < 0) rest += 86400000000LL, days--;
    int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097, yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int64_t day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;
    int64_t year = yoe + era * 400 + (month <= 2);
    if (year < 0 || year > 9999) {
        as_text(c, v);
        return;
    }
    char s[64];
    int64_t sec = rest / 1000000;
    int n = snprintf(s, sizeof s, "%04d-%02d-%02dT%02d:%02d:%02d", (int)year, (int)month, (int)day,
        (int)(sec / 3600), (int)(sec / 60 % 60), (int)(sec % 60));
    if (rest % 1000000) n += snprintf(s + n, sizeof s - n, ".%06d", (int)(rest % 1000000));
    s[n] = 'Z', s[n + 1] = 0;
    tag(c, TAG_TIME);
    text(c, s);
}

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

// interval has a length only without months.
static void interval(chunk* c, kuzu_value* v) {
    kuzu_interval_t i;
    kuzu_value_get_interval(v, &i);
    int64_t micros, nanos;
    if (i.months != 0 || __builtin_mul_overflow((int64_t)i.days, 86400000000LL, &micros) ||
        __builtin_add_overflow(micros, i.micros, &micros) || __builtin_mul_overflow(micros, 1000, &nanos)) {
        as_text(c, v);
        return;
    }
    tag(c, TAG_DURATION);
    integer(c, nanos);
}

// decimal is a number where a double holds all its digits.
static void decimal(chunk* c, kuzu_value* v) {
    char* s = NULL;
    if (kuzu_value_get_decimal_as_string(v, &s) != KuzuSuccess) {
        null(c);
        return;
    }
    int digits = 0;
    for (char* p = s; *p; p++) digits += *p >= '0' && *p <= '9';
    digits <= 15 ? real(c, strtod(s, NULL)) : text(c, s);
    kuzu_destroy_string(s);
}

static void internal_id(chunk* c, kuzu_value* v) {
    kuzu_internal_id_t id;
    if (kuzu_value_get_internal_id(v, &id) != KuzuSuccess) {
        null(c);
        return;
    }
    char s[48];
    snprintf(s, sizeof s, "%" PRIu64 ":%" PRIu64, id.table_id, id.offset);
    text(c, s);
}

// What the getters below give belongs to the value that it is part of.
static void value(chunk* c, kuzu_value* v);

static void field(chunk* c, const char* name, kuzu_state (*get)(kuzu_value*, kuzu_value*), kuzu_value* of) {
    kuzu_value v = {0};
    text(c, name);
    get(of, &v);
    value(c, &v);
}

// properties leaves out what is null: the engine gives every node the
// properties of all the tables that it could have been in.
static void properties(chunk* c, kuzu_value* of, kuzu_state (*size)(kuzu_value*, uint64_t*),
    kuzu_state (*name)(kuzu_value*, uint64_t, char**), kuzu_state (*get)(kuzu_value*, uint64_t, kuzu_value*)) {
    uint64_t n = 0;
    size(of, &n);
    text(c, "properties");
    byte(c, 0xbf); // a map that ends with a break
    for (uint64_t i = 0; i < n; i++) {
        kuzu_value v = {0};
        get(of, i, &v);
        if (!kuzu_value_is_null(&v)) {
            char* s = NULL;
            name(of, i, &s);
            text(c, s);
            kuzu_destroy_string(s);
            value(c, &v);
        }
    }
    byte(c, 0xff);
}

static void node(chunk* c, kuzu_value* v) {
    tag(c, TAG_NODE);
    map(c, 3);
    field(c, "id", kuzu_node_val_get_id_val, v);
    text(c, "labels");
    array(c, 1);
    kuzu_value label = {0};
    kuzu_node_val_get_label_val(v, &label);
    value(c, &label);
    properties(c, v, kuzu_node_val_get_property_size, kuzu_node_val_get_property_name_at, kuzu_node_val_get_property_value_at);
}

static void relationship(chunk* c, kuzu_value* v) {
    tag(c, TAG_RELATIONSHIP);
    map(c, 5);
    field(c, "id", kuzu_rel_val_get_id_val, v);
    field(c, "type", kuzu_rel_val_get_label_val, v);
    field(c, "start", kuzu_rel_val_get_src_id_val, v);
    field(c, "end", kuzu_rel_val_get_dst_id_val, v);
    properties(c, v, kuzu_rel_val_get_property_size, kuzu_rel_val_get_property_name_at, kuzu_rel_val_get_property_value_at);
}

static void elements(chunk* c, kuzu_value* v, uint64_t n) {
    array(c, n);
    for (uint64_t i = 0; i < n; i++) {
        kuzu_value e = {0};
        kuzu_value_get_list_element(v, i, &e);
        value(c, &e);
    }
}

static void structure(chunk* c, kuzu_value* v) {
    uint64_t n = 0;
    kuzu_value_get_struct_num_fields(v, &n);
    map(c, n);
    for (uint64_t i = 0; i < n; i++) {
        char* s = NULL;
        kuzu_value_get_struct_field_name(v, i, &s);
        text(c, s);
        kuzu_destroy_string(s);
        kuzu_value e = {0};
        kuzu_value_get_struct_field_value(v, i, &e);
        value(c, &e);
    }
}

static void mapping(chunk* c, kuzu_value* v) {
    uint64_t n = 0;
    kuzu_value_get_map_size(v, &n);
    map(c, n);
    for (uint64_t i = 0; i < n; i++) {
        kuzu_value k = {0}, e = {0};
        kuzu_value_get_map_key(v, i, &k);
        as_text(c, &k);
        kuzu_value_get_map_value(v, i, &e);
        value(c, &e);
    }
}

#define GET(type, get) type x = {0}; get(v, &x)

static void typed(chunk* c, kuzu_value* v, kuzu_data_type_id type) {
    switch (type) {
    case KUZU_BOOL: { GET(bool, kuzu_value_get_bool); byte(c, x ? 0xf5 : 0xf4); break; }
    case KUZU_SERIAL:
    case KUZU_INT64: { GET(int64_t, kuzu_value_get_int64); integer(c, x); break; }
    case KUZU_INT32: { GET(int32_t, kuzu_value_get_int32); integer(c, x); break; }
    case KUZU_INT16: { GET(int16_t, kuzu_value_get_int16); integer(c, x); break; }
    case KUZU_INT8: { GET(int8_t, kuzu_value_get_int8); integer(c, x); break; }
    case KUZU_UINT32: { GET(uint32_t, kuzu_value_get_uint32); integer(c, x); break; }
    case KUZU_UINT16: { GET(uint16_t, kuzu_value_get_uint16); integer(c, x); break; }
    case KUZU_UINT8: { GET(uint8_t, kuzu_value_get_uint8); integer(c, x); break; }
    case KUZU_UINT64: {
        GET(uint64_t, kuzu_value_get_uint64);
        x <= INT64_MAX ? integer(c, (int64_t)x) : as_text(c, v);
        break;
    }
    case KUZU_INT128: { // sums have this type
        GET(kuzu_int128_t, kuzu_value_get_int128);
        x.high == ((int64_t)x.low < 0 ? -1 : 0) ? integer(c, (int64_t)x.low) : as_text(c, v);
        break;
    }
    case KUZU_DOUBLE: { GET(double, kuzu_value_get_double); real(c, x); break; }
    case KUZU_FLOAT: { GET(float, kuzu_value_get_float); real(c, x); break; }
    case KUZU_DATE: { GET(kuzu_date_t, kuzu_value_get_date); moment(c, x.days * 86400000000LL, v); break; }
    case KUZU_TIMESTAMP: { GET(kuzu_timestamp_t, kuzu_value_get_timestamp); moment(c, x.value, v); break; }
    case KUZU_TIMESTAMP_TZ: { GET(kuzu_timestamp_t, kuzu_value_get_timestamp_tz); moment(c, x.value, v); break; }
    case KUZU_TIMESTAMP_NS: { GET(kuzu_timestamp_t, kuzu_value_get_timestamp_ns); moment(c, floor_div(x.value, 1000), v); break; }
    case KUZU_TIMESTAMP_MS: {
        GET(kuzu_timestamp_t, kuzu_value_get_timestamp_ms);
        __builtin_mul_overflow(x.value, 1000, &x.value) ? as_text(c, v) : moment(c, x.value, v);
        break;
    }
    case KUZU_TIMESTAMP_SEC: {
        GET(kuzu_timestamp_t, kuzu_value_get_timestamp_sec);
        __builtin_mul_overflow(x.value, 1000000, &x.value) ? as_text(c, v) : moment(c, x.value, v);
        break;
    }
    case KUZU_INTERVAL: interval(c, v); break;
    case KUZU_DECIMAL: decimal(c, v); break;
    case KUZU_INTERNAL_ID: internal_id(c, v); break;
    case KUZU_STRING: {
        char* s = NULL;
        kuzu_value_get_string(v, &s);
        text(c, s);
        kuzu_destroy_string(s);
        break;
    }
    case KUZU_NODE: node(c, v); break;
    case KUZU_REL: relationship(c, v); break;
    case KUZU_RECURSIVE_REL:
        tag(c, TAG_WALK);
        map(c, 2);
        field(c, "nodes", kuzu_value_get_recursive_rel_node_list, v);
        field(c, "relationships", kuzu_value_get_recursive_rel_rel_list, v);
        break;
    case KUZU_LIST: {
        uint64_t n = 0;
        kuzu_value_get_list_size(v, &n);
        elements(c, v, n);
        break;
    }
    case KUZU_ARRAY: {
        uint64_t n = 0;
        kuzu_logical_type t = {0};
        kuzu_value_get_data_type(v, &t);
        kuzu_data_type_get_num_elements_in_array(&t, &n);
        kuzu_data_type_destroy(&t);
        elements(c, v, n);
        break;
    }
    case KUZU_STRUCT: structure(c, v); break;
    case KUZU_MAP: mapping(c, v); break;
    default: as_text(c, v); break;
    }
}

static void value(chunk* c, kuzu_value* v) {
    if (kuzu_value_is_null(v)) {
        null(c);
        return;
    }
    kuzu_logical_type t = {0};
    kuzu_value_get_data_type(v, &t);
    kuzu_data_type_id id = kuzu_data_type_get_id(&t);
    kuzu_data_type_destroy(&t);
    typed(c, v, id);
}

void chunk_fill(chunk* c, kuzu_query_result* result, const kuzu_data_type_id* types, uint64_t columns, size_t size) {
    c->len = 0;
    c->rows = 0;
    if (!room(c, 5)) return;
    while (c->len < size && !c->failed && kuzu_query_result_has_next(result)) {
        kuzu_flat_tuple tuple = {0};
        if (kuzu_query_result_get_next(result, &tuple) != KuzuSuccess) break;
        array(c, columns);
        for (uint64_t i = 0; i < columns; i++) {
            kuzu_value v = {0};
            kuzu_flat_tuple_get_value(&tuple, i, &v);
            kuzu_value_is_null(&v) ? null(c) : typed(c, &v, types[i]);
        }
        kuzu_flat_tuple_destroy(&tuple);
        c->rows++;
    }
    if (c->failed) return;
    c->data[0] = 0x9a; // an array whose length takes four bytes
    for (int i = 0; i < 4; i++) c->data[1 + i] = (uint8_t)(c->rows >> (24 - 8 * i));
}

void chunk_free(chunk* c) {
    free(c->data);
    memset(c, 0, sizeof *c);
}
