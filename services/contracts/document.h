/* SPDX-License-Identifier: Apache-2.0
 * The text of a contract in its one canonical form, and its hash. Pure.
 */
#ifndef CONTRACTS_DOCUMENT_H
#define CONTRACTS_DOCUMENT_H

#include "base/arena.h"
#include "dealspine/contracts.pb-c.h"

enum { HASH_HEX = 64 };

/* UTF-8 lines that end in LF; the same terms give the same bytes. Free text is cleared of CR and of blanks at line
 * ends, and preceded by its length, so that no text can pass for a further field. `terms` holds lines, clauses,
 * instalments and obligations. The arena's. */
const char *document_text(struct arena *arena, const Contract *contract, const GetContractReply *terms);

/* SHA-256 of a text, 64 lower-case hex digits; the arena's. */
const char *text_hash(struct arena *arena, const char *text);

#endif
