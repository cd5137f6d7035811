/* SPDX-License-Identifier: Apache-2.0
 * Which encoding a text file is in, and a copy of it in UTF-8.
 */
#ifndef CLI_IMPORT_ENCODING_H
#define CLI_IMPORT_ENCODING_H

#include <stdbool.h>

#include "base/status.h"

struct import_encoding {
    char name[40]; /* as iconv knows it: "UTF-8", "UTF-16", "GB18030" */
    bool assumed;  /* nothing said so: it fits and UTF-8 does not */
};

/* `wanted` (NULL: find out) or what the file shows: UTF-16 by its mark; GB18030, of which GBK and GB2312 are parts, when
 * more of its first lines that are not ASCII fit it than fit UTF-8 and than fit neither; else UTF-8. Leaves `fd` at its
 * start. INVALID_ARGUMENT: iconv knows no `wanted`. UNAVAILABLE: the file can't be read. */
enum status encoding_find(int fd, const char *wanted, struct import_encoding *ret, struct error *error) MUST_CHECK;

/* Copies what `fd` holds to a nameless temporary file in UTF-8, in bounded memory; each byte that does not belong there
 * becomes U+FFFD. `ret_fd` stands at its start and is yours. UNAVAILABLE: not readable, or no room. */
enum status encoding_decode(int fd, const char *name, int *ret_fd, struct error *error) MUST_CHECK;

#endif
