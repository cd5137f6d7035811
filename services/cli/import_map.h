/* SPDX-License-Identifier: Apache-2.0
 * A mapping file says what the columns of a table mean. Lines of `left = right`; a comment is a line
 * that begins with `#`, or follows two blanks and `#`:
 *
 *   [import]
 *   object = leads                   # what the rows are (see import_object.h)
 *   columns = Key, Name, Phone       # the file has no header: these are its columns
 *   zone = +08:00                    # of local times; default Z
 *
 *   [fields]                         # request field = where its value comes from
 *   natural_key = Prospect ID        # a column, by its name in the header
 *   source = Lead Source -> lower    # the column's value in lower case (`code`: also blanks and signs to `_`)
 *   captured_at = Since -> local     # "2026-01-31 08:00:00"; `epoch`: seconds since 1970
 *   channel = Lead Origin -> origins # the column's value as [table origins] translates it
 *   currency = "CNY"                 # the same text for all rows
 *   attributes.city = City           # an entry of a list of names and values
 *
 *   [unanswered]                     # cells that mean the same as an empty one: the field stays absent
 *   * = Select                       # in every column
 *   Country = unknown                # in this column
 *
 *   [table origins]                  # cell = value; nothing behind `=`: unanswered; `*`: all other cells
 *   Landing Page Submission = WEB    # a cell that no line names refuses the row
 *
 * Where several lines name one field, a single one takes the first that gives a value, a repeated one takes all.
 * Cells are compared without regard to ASCII case and the number of blanks.
 */
#ifndef CLI_IMPORT_MAP_H
#define CLI_IMPORT_MAP_H

#include <protobuf-c/protobuf-c.h>

#include "base/arena.h"
#include "base/status.h"

struct import_map;

/* INVALID_ARGUMENT names the line and the rule. The map is yours. */
enum status import_map_read(const char *path, struct import_map **ret, struct error *error) MUST_CHECK;
void import_map_free(struct import_map *map); /* NULL is allowed */

const char *import_map_object(const struct import_map *map);
/* The columns of a file without a header; NULL: it has one. */
const char *const *import_map_columns(const struct import_map *map, size_t *ret_n);

/* `key` is the column, or the field itself, by which the rows are known: rows without a value there are refused.
 * INVALID_ARGUMENT unless a line of the map takes the field `target` from that column. */
enum status import_map_key(struct import_map *map, const char *target, const char *key,
                           struct error *error) MUST_CHECK;

/* Finds the fields in `request` and the columns in `header`; once, before import_map_apply().
 * INVALID_ARGUMENT for a field or a column that is not there, or that the header has twice. */
enum status import_map_bind(struct import_map *map, const ProtobufCMessageDescriptor *request,
                            const char *const *header, size_t n, struct error *error) MUST_CHECK;

/* Fills `request` from a row's cells. INVALID_ARGUMENT: `error->field` is the column (the field for constants), the
 * message the rule. */
enum status import_map_apply(const struct import_map *map, struct arena *arena, const char *const *cells, void *request,
                             struct error *error) MUST_CHECK;

#endif
