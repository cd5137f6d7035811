/* SPDX-License-Identifier: Apache-2.0
 * Steps that several handlers share: rows into messages, paging, the audit.
 */
#ifndef ROWS_H
#define ROWS_H

#include "dealspine/identity.pb-c.h"
#include "service/service.h"
#include "service/value.h"

/* A row of user_account with its presence; the call's. */
User *user_of_row(struct call *call, const struct rows *rows, size_t row);

/* Binds :limit to one row more than the page holds, so that a further page is noticed. */
void bind_page(struct call *call, bool has_size, uint32_t size);
/* Rows of the page itself; `ret_token` gets the value of `column` in the last one when there are more, else NULL. */
size_t page_rows(struct call *call, const struct rows *rows, bool has_size, uint32_t size, const char *column,
                 const char **ret_token);
/* Binds :after from a token that is a row's id. INVALID_ARGUMENT if it is not one of ours. */
enum status bind_after_id(struct call *call, const char *token) MUST_CHECK;

/* NOT_FOUND unless the team (NULL: not asked for) and all roles exist. */
enum status find_place(struct call *call, const char *team_path, const char **roles, size_t n_roles) MUST_CHECK;

/* Writes one line of the audit. */
enum status audit(struct call *call, const char *verb, const char *subject_type, const char *subject_id,
                  const char *detail) MUST_CHECK;

#endif
