/* SPDX-License-Identifier: Apache-2.0
 * Reads a delimited text file row by row in bounded memory: UTF-8 with or without BOM or another encoding, separator
 * found from the header among comma, semicolon, tab and bar, any line ends, quoting as in RFC 4180 (read leniently).
 * Knows nothing of leads.
 */
#ifndef CLI_IMPORT_FILE_H
#define CLI_IMPORT_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "import_encoding.h"

enum { IMPORT_ROW_LIMIT = 256 * 1024 }; /* bytes of one row, its line breaks inside quotes included */

struct import_file;

/* Borrowed from the file until the next import_file_next(). */
struct import_row {
    uint64_t line;   /* on which it begins, the header's being 1 */
    const char *raw; /* as it stands in the file, without its last line end; any bytes; decoded to UTF-8 from others */
    size_t raw_size;
    const char *fault;        /* the rule it breaks, NULL if none; then `cells` must not be read */
    const char *const *cells; /* one for each named column of the header, trimmed unless quoted, never NULL */
};

/* What is known of a file beforehand. */
struct import_form {
    const char *encoding; /* iconv's name; NULL: as encoding_find() finds it */
    const char *const *columns; /* of a file without a header; NULL: its first row is one */
    size_t n_columns;
};

/* Opens a regular file and reads its header. NOT_FOUND, or INVALID_ARGUMENT for a header that is empty, too long or not in the encoding, and for an encoding that
 * is not known. Empty columns at the header's end are dropped. The file is yours. */
enum status import_file_open(const char *path, const struct import_form *form, struct import_file **ret,
                             struct error *error) MUST_CHECK;
void import_file_free(struct import_file *file); /* NULL is allowed */

/* The next row that is not blank; false at the end. A quote that is never closed costs its first line alone. */
bool import_file_next(struct import_file *file, struct import_row *ret_row);
/* UNAVAILABLE once a read has failed: the end was not reached. */
enum status import_file_error(const struct import_file *file, struct error *error) MUST_CHECK;

const char *const *import_file_header(const struct import_file *file, size_t *ret_n);
const struct import_encoding *import_file_encoding(const struct import_file *file);
char import_file_separator(const struct import_file *file);
uint64_t import_file_offset(const struct import_file *file); /* bytes read so far, for progress */
uint64_t import_file_size(const struct import_file *file);

/* A UUID that names the file's content: the same bytes, the same id. 37 bytes with NUL. */
enum status import_file_id(const char *path, char ret_id[37], struct error *error) MUST_CHECK;

#endif
