// SPDX-License-Identifier: Apache-2.0
// The mapper for C++ tests: strings in, strings out.
#ifndef TESTS_TRANSCODE_CPP_H
#define TESTS_TRANSCODE_CPP_H

#include <cstdint>
#include <string>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow" // functions named like their struct
extern "C" {
#include "base/arena.h"
#include "schema/schema.h"
#include "transcode.h"

extern const char everything_set[];
extern const uint64_t everything_set_size;
}
#pragma GCC diagnostic pop

inline const schema *test_set()
{
    static schema *opened = [] {
        schema *result = nullptr;
        if (schema_open(everything_set, everything_set_size, &result, nullptr) != STATUS_OK)
            abort();
        return result;
    }();
    return opened;
}

// Empty `error` means success.
inline std::string read_json(const std::string &type, const std::string &json, std::string *error)
{
    arena *memory = arena_new();
    bytes result = {};
    struct error fault = {};
    std::string copied;
    if (json_to_proto(schema_message(test_set(), type.c_str()), json.data(), json.size(), memory, &result, &fault) ==
        STATUS_OK)
        copied.assign(reinterpret_cast<const char *>(result.data), result.size);
    else
        *error = fault.message;
    arena_free(memory);
    return copied;
}

inline std::string write_json(const std::string &type, const std::string &message, std::string *error)
{
    arena *memory = arena_new();
    text out;
    text_init(&out, memory);
    struct error fault = {};
    bytes input = {reinterpret_cast<const uint8_t *>(message.data()), message.size()};
    std::string copied;
    if (proto_to_json(schema_message(test_set(), type.c_str()), input, &out, &fault) == STATUS_OK)
        copied.assign(out.bytes, out.size);
    else
        *error = fault.message;
    arena_free(memory);
    return copied;
}

#endif
