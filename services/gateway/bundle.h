/* SPDX-License-Identifier: Apache-2.0
 * A folder of files for browsers, read into memory as a whole: what is asked for is looked up by name in a table, so no
 * request ever becomes a path. A file "app.js.br" or "app.js.gz" is not a file of its own but "app.js" compressed.
 */
#ifndef GATEWAY_BUNDLE_H
#define GATEWAY_BUNDLE_H

#include <stdbool.h>

#include "base/status.h"
#include "wire/pack.h"

enum bundle_coding { CODING_NONE, CODING_GZIP, CODING_BROTLI, CODINGS };

struct bundle_file {
    const char *name;             /* below the folder: "assets/index-Bx81aXk2.js" */
    const char *type;             /* Content-Type */
    bool immutable;               /* its name holds a hash of its content */
    const char *tag;              /* hash of its content, hex, without quotes */
    struct bytes forms[CODINGS];  /* by coding; data is NULL for those that are not there */
};

struct bundle;

/* Reads all regular files of `folder`, at most 2000 of 64 MiB together; links are left out. NOT_FOUND: there is no such
 * folder. UNAVAILABLE: it can't be read, or is too large. */
enum status bundle_read(const char *folder, struct bundle **ret, struct error *error) MUST_CHECK;
void bundle_free(struct bundle *bundle); /* NULL is allowed */

/* NULL if there is none of this name, or no bundle (NULL). The bundle's. */
const struct bundle_file *bundle_find(const struct bundle *bundle, const char *name);

/* The smallest form that a request's Accept-Encoding (NULL: absent) takes. */
enum bundle_coding bundle_choose(const struct bundle_file *file, const char *accept_encoding);

/* "index-Bx81aXk2.js": a hyphen and eight characters before the extension, a digit or a capital among them. */
bool bundle_name_is_hashed(const char *name);

/* Content-Type by the name's extension; application/octet-stream for those we do not know. */
const char *bundle_type(const char *name);

/* Does If-None-Match (NULL: absent) name this tag, with quotes? */
bool bundle_tag_matches(const char *if_none_match, const char *tag);

#endif
