/* SPDX-License-Identifier: Apache-2.0
 * Forgetting a person. A migration names the columns that may hold words about one and whose they are,
 * `SELECT private_words('case_file', 'id', '{text,finding}')`: they are emptied, the rows stay.
 */
#ifndef SERVICE_FORGET_H
#define SERVICE_FORGET_H

#include "service/service.h"

/* Empties the words of all whose ids the statement answers in its column `id`. How many rows held any. */
enum status forget_words(struct call *call, const struct statement *ids, uint32_t *ret_rows) MUST_CHECK;

#endif
