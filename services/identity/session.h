/* SPDX-License-Identifier: Apache-2.0
 * Ending sessions, and telling.
 */
#ifndef SESSION_H
#define SESSION_H

#include "dealspine/identity.pb-c.h"
#include "service/service.h"

/* Ends the open sessions of a user but `but_id` (NULL: all); `ret_n` (may be NULL) how many. Emits session.ended. */
enum status session_end_all(struct call *call, const char *user_id, const char *but_id, SessionEnded__Reason reason,
                            size_t *ret_n) MUST_CHECK;

/* Ends one session of a user whose path begins with `scope`; `ret_n` 0: there is none that is open. */
enum status session_end(struct call *call, const char *id, const char *scope, SessionEnded__Reason reason,
                        size_t *ret_n) MUST_CHECK;

/* Whose sessions a method of identity.self is about: those of `user_id`, by default the caller's. NOT_FOUND for another
 * user's without identity.admin over him. */
enum status session_owner(struct call *call, const char *user_id, const char **ret_id) MUST_CHECK;

#endif
