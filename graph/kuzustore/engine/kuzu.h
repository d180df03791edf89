// The part of Kuzu's C interface (0.11.3) that the engine uses; the library that
// has it comes with the Go module github.com/kuzudb/go-kuzu.
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint64_t buffer_pool_size, max_num_threads;
    bool enable_compression, read_only;
    uint64_t max_db_size;
    bool auto_checkpoint;
    uint64_t checkpoint_threshold;
#if defined(__APPLE__)
    uint32_t thread_qos;
#endif
} kuzu_system_config;

typedef struct { void* p; } kuzu_database, kuzu_connection, kuzu_logical_type;
typedef struct { void *p, *bound; } kuzu_prepared_statement;
typedef struct { void* p; bool owned_by_cpp; } kuzu_query_result, kuzu_flat_tuple, kuzu_value;
typedef struct { uint64_t table_id, offset; } kuzu_internal_id_t;
typedef struct { int32_t days; } kuzu_date_t;
typedef struct { int64_t value; } kuzu_timestamp_t; // also _ns, _ms, _sec and _tz
typedef struct { int32_t months, days; int64_t micros; } kuzu_interval_t;
typedef struct { uint64_t low; int64_t high; } kuzu_int128_t;

typedef enum {
    KUZU_ANY = 0, KUZU_NODE = 10, KUZU_REL = 11, KUZU_RECURSIVE_REL = 12, KUZU_SERIAL = 13,
    KUZU_BOOL = 22, KUZU_INT64 = 23, KUZU_INT32 = 24, KUZU_INT16 = 25, KUZU_INT8 = 26,
    KUZU_UINT64 = 27, KUZU_UINT32 = 28, KUZU_UINT16 = 29, KUZU_UINT8 = 30, KUZU_INT128 = 31,
    KUZU_DOUBLE = 32, KUZU_FLOAT = 33, KUZU_DATE = 34, KUZU_TIMESTAMP = 35, KUZU_TIMESTAMP_SEC = 36,
    KUZU_TIMESTAMP_MS = 37, KUZU_TIMESTAMP_NS = 38, KUZU_TIMESTAMP_TZ = 39, KUZU_INTERVAL = 40,
    KUZU_DECIMAL = 41, KUZU_INTERNAL_ID = 42, KUZU_STRING = 50, KUZU_BLOB = 51, KUZU_LIST = 52,
    KUZU_ARRAY = 53, KUZU_STRUCT = 54, KUZU_MAP = 55, KUZU_UNION = 56, KUZU_POINTER = 58, KUZU_UUID = 59
} kuzu_data_type_id;

typedef enum { KuzuSuccess = 0, KuzuError = 1 } kuzu_state;

char* kuzu_get_version(void);
void kuzu_destroy_string(char*);

kuzu_system_config kuzu_default_system_config(void);
kuzu_state kuzu_database_init(const char* path, kuzu_system_config, kuzu_database*);

kuzu_state kuzu_connection_init(kuzu_database*, kuzu_connection*);
void kuzu_connection_destroy(kuzu_connection*);
void kuzu_connection_interrupt(kuzu_connection*);
kuzu_state kuzu_connection_query(kuzu_connection*, const char*, kuzu_query_result*);
kuzu_state kuzu_connection_prepare(kuzu_connection*, const char*, kuzu_prepared_statement*);
kuzu_state kuzu_connection_execute(kuzu_connection*, kuzu_prepared_statement*, kuzu_query_result*);

bool kuzu_prepared_statement_is_success(kuzu_prepared_statement*);
char* kuzu_prepared_statement_get_error_message(kuzu_prepared_statement*);
kuzu_state kuzu_prepared_statement_bind_value(kuzu_prepared_statement*, const char*, kuzu_value*);
void kuzu_prepared_statement_destroy(kuzu_prepared_statement*);

bool kuzu_query_result_is_success(kuzu_query_result*);
char* kuzu_query_result_get_error_message(kuzu_query_result*);
uint64_t kuzu_query_result_get_num_columns(kuzu_query_result*);
kuzu_state kuzu_query_result_get_column_name(kuzu_query_result*, uint64_t, char**);
kuzu_state kuzu_query_result_get_column_data_type(kuzu_query_result*, uint64_t, kuzu_logical_type*);
bool kuzu_query_result_has_next(kuzu_query_result*);
kuzu_state kuzu_query_result_get_next(kuzu_query_result*, kuzu_flat_tuple*);
void kuzu_query_result_destroy(kuzu_query_result*);
kuzu_state kuzu_flat_tuple_get_value(kuzu_flat_tuple*, uint64_t, kuzu_value*);
void kuzu_flat_tuple_destroy(kuzu_flat_tuple*);

void kuzu_data_type_create(kuzu_data_type_id, kuzu_logical_type* child, uint64_t elements, kuzu_logical_type*);
kuzu_data_type_id kuzu_data_type_get_id(kuzu_logical_type*);
kuzu_state kuzu_data_type_get_num_elements_in_array(kuzu_logical_type*, uint64_t*);
void kuzu_data_type_destroy(kuzu_logical_type*);

kuzu_value* kuzu_value_create_null(void);
kuzu_value* kuzu_value_create_null_with_data_type(kuzu_logical_type*);
kuzu_value* kuzu_value_create_default(kuzu_logical_type*);
kuzu_value* kuzu_value_create_bool(bool);
kuzu_value* kuzu_value_create_int64(int64_t);
kuzu_value* kuzu_value_create_double(double);
kuzu_value* kuzu_value_create_timestamp(kuzu_timestamp_t);
kuzu_value* kuzu_value_create_interval(kuzu_interval_t);
kuzu_value* kuzu_value_create_string(const char*);
kuzu_state kuzu_value_create_list(uint64_t, kuzu_value**, kuzu_value**);
kuzu_state kuzu_value_create_struct(uint64_t, const char**, kuzu_value**, kuzu_value**);
void kuzu_value_set_null(kuzu_value*, bool);
void kuzu_value_destroy(kuzu_value*);

bool kuzu_value_is_null(kuzu_value*);
void kuzu_value_get_data_type(kuzu_value*, kuzu_logical_type*);
kuzu_state kuzu_value_get_bool(kuzu_value*, bool*);
kuzu_state kuzu_value_get_int8(kuzu_value*, int8_t*);
kuzu_state kuzu_value_get_int16(kuzu_value*, int16_t*);
kuzu_state kuzu_value_get_int32(kuzu_value*, int32_t*);
kuzu_state kuzu_value_get_int64(kuzu_value*, int64_t*);
kuzu_state kuzu_value_get_uint8(kuzu_value*, uint8_t*);
kuzu_state kuzu_value_get_uint16(kuzu_value*, uint16_t*);
kuzu_state kuzu_value_get_uint32(kuzu_value*, uint32_t*);
kuzu_state kuzu_value_get_uint64(kuzu_value*, uint64_t*);
kuzu_state kuzu_value_get_int128(kuzu_value*, kuzu_int128_t*);
kuzu_state kuzu_value_get_float(kuzu_value*, float*);
kuzu_state kuzu_value_get_double(kuzu_value*, double*);
kuzu_state kuzu_value_get_internal_id(kuzu_value*, kuzu_internal_id_t*);
kuzu_state kuzu_value_get_date(kuzu_value*, kuzu_date_t*);
kuzu_state kuzu_value_get_timestamp(kuzu_value*, kuzu_timestamp_t*);
kuzu_state kuzu_value_get_timestamp_ns(kuzu_value*, kuzu_timestamp_t*);
kuzu_state kuzu_value_get_timestamp_ms(kuzu_value*, kuzu_timestamp_t*);
kuzu_state kuzu_value_get_timestamp_sec(kuzu_value*, kuzu_timestamp_t*);
kuzu_state kuzu_value_get_timestamp_tz(kuzu_value*, kuzu_timestamp_t*);
kuzu_state kuzu_value_get_interval(kuzu_value*, kuzu_interval_t*);
kuzu_state kuzu_value_get_decimal_as_string(kuzu_value*, char**);
kuzu_state kuzu_value_get_string(kuzu_value*, char**);
char* kuzu_value_to_string(kuzu_value*);
kuzu_state kuzu_value_get_list_size(kuzu_value*, uint64_t*);
kuzu_state kuzu_value_get_list_element(kuzu_value*, uint64_t, kuzu_value*);
kuzu_state kuzu_value_get_struct_num_fields(kuzu_value*, uint64_t*);
kuzu_state kuzu_value_get_struct_field_name(kuzu_value*, uint64_t, char**);
kuzu_state kuzu_value_get_struct_field_value(kuzu_value*, uint64_t, kuzu_value*);
kuzu_state kuzu_value_get_map_size(kuzu_value*, uint64_t*);
kuzu_state kuzu_value_get_map_key(kuzu_value*, uint64_t, kuzu_value*);
kuzu_state kuzu_value_get_map_value(kuzu_value*, uint64_t, kuzu_value*);
kuzu_state kuzu_value_get_recursive_rel_node_list(kuzu_value*, kuzu_value*);
kuzu_state kuzu_value_get_recursive_rel_rel_list(kuzu_value*, kuzu_value*);

kuzu_state kuzu_node_val_get_id_val(kuzu_value*, kuzu_value*);
kuzu_state kuzu_node_val_get_label_val(kuzu_value*, kuzu_value*);
kuzu_state kuzu_node_val_get_property_size(kuzu_value*, uint64_t*);
kuzu_state kuzu_node_val_get_property_name_at(kuzu_value*, uint64_t, char**);
kuzu_state kuzu_node_val_get_property_value_at(kuzu_value*, uint64_t, kuzu_value*);
kuzu_state kuzu_rel_val_get_id_val(kuzu_value*, kuzu_value*);
kuzu_state kuzu_rel_val_get_src_id_val(kuzu_value*, kuzu_value*);
kuzu_state kuzu_rel_val_get_dst_id_val(kuzu_value*, kuzu_value*);
kuzu_state kuzu_rel_val_get_label_val(kuzu_value*, kuzu_value*);
kuzu_state kuzu_rel_val_get_property_size(kuzu_value*, uint64_t*);
kuzu_state kuzu_rel_val_get_property_name_at(kuzu_value*, uint64_t, char**);
kuzu_state kuzu_rel_val_get_property_value_at(kuzu_value*, uint64_t, kuzu_value*);
