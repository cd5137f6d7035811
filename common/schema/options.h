/* SPDX-License-Identifier: Apache-2.0
 * The project's own options, read out of what protobuf-c keeps as unknown fields. Numbers: those of
 * proto/dealspine/options.proto.
 */
#ifndef SCHEMA_OPTIONS_H
#define SCHEMA_OPTIONS_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum option_number {
    OPTION_PERMISSION = 50001,
    OPTION_CALLERS = 50002,
    OPTION_OPEN = 50003,
    OPTION_LOCK = 50004,
    OPTION_REQUIRED = 50011,
    OPTION_PRIVATE = 50012,
    OPTION_MAX_LEN = 50013,
    OPTION_MIN = 50014,
    OPTION_MAX = 50015,
    OPTION_FORMAT = 50016,
    OPTION_EVENT = 50021
};

/* Where max_len is absent; for the elements of a repeated field always, since its max_len counts elements. */
enum { DEFAULT_TEXT_LEN = 200, DEFAULT_BYTES_LEN = 65536, DEFAULT_ELEMENTS = 200 };

/* A copy on `arena` of the text option `number` of an Options message; NULL if `options` is NULL or lacks it. */
const char *option_text(const void *options, enum option_number number, struct arena *arena);
/* Sets `ret_value` and returns true if the varint option is there. */
bool option_number(const void *options, enum option_number number, int64_t *ret_value);
bool option_is_set(const void *options, enum option_number number); /* a bool option, present and true */

#endif
