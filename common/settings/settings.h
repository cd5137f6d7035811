/* SPDX-License-Identifier: Apache-2.0
 * Settings are a struct and a table of rows. A value comes from the environment, DEALSPINE_<PROGRAM>_<NAME> before
 * DEALSPINE_<NAME>; `<dir>/dealspine.env` (NAME=value lines, # comments) supplies what the environment lacks, where
 * <dir> is DEALSPINE_DIR. A SECRET may also come from the file that <NAME>_FILE names. The table is the documentation.
 */
#ifndef SETTINGS_SETTINGS_H
#define SETTINGS_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

enum setting_kind {
    SETTING_TEXT,   /* const char * */
    SETTING_PATH,   /* const char * */
    SETTING_SECRET, /* const char *, printed as *** */
    SETTING_COUNT,  /* int64_t, at least `min` */
    SETTING_MS,     /* int64_t, milliseconds; accepts "250ms", "5s", "2m" or a bare number */
    SETTING_BYTES,  /* int64_t; accepts "64k", "1M" or a bare number */
    SETTING_BOOL    /* bool; true/false, yes/no, 1/0 */
};

struct setting {
    const char *name; /* UPPER_SNAKE without prefix: "WORKERS" */
    enum setting_kind kind;
    size_t offset;    /* of the member in the settings struct */
    const char *fallback; /* text of the default; NULL: must be given */
    int64_t min, max; /* numbers; both 0: no bounds */
    const char *help; /* one line */
};

/* Row with the member's type checked at compile time. */
#define SETTING_ROW(Struct, member, c_type, setting_name, setting_kind, setting_default, low, high, line)              \
    {                                                                                                                  \
        .name = setting_name, .kind = setting_kind, .fallback = setting_default, .min = low, .max = high, .help = line, \
        .offset = offsetof(Struct, member) + 0 * sizeof(char[__builtin_types_compatible_p(                             \
                                                     __typeof__(((Struct *)0)->member), c_type) ? 1 : -1]),            \
    }

/* Fills `ret_settings` from environment and file. Texts live as long as the process.
 * INVALID_ARGUMENT names the variable, the rule and the value's shape; an unknown DEALSPINE_<PROGRAM>_* is an error. */
enum status settings_read(const char *program, const struct setting *rows, size_t n, void *ret_settings,
                          struct error *error) MUST_CHECK;

/* Rows that another settings_read() of this process reads (at most 8 tables; kept by pointer): their names count as
 * known. Call it before settings_read(). */
void settings_also(const struct setting *rows, size_t n);

/* Prints the table with present values for --help; secrets as ***. */
void settings_print(const char *program, const struct setting *rows, size_t n, const void *settings);

#endif
