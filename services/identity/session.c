/* SPDX-License-Identifier: Apache-2.0 */
#include "session.h"

#include "rooms.h"
#include "schema/rule.h"

static void tell_ended(struct call *call, const struct rows *rows, SessionEnded__Reason reason)
{
    for (size_t i = 0; i < rows->n; i++) {
        SessionEnded ended = SESSION_ENDED__INIT;
        ended.session_id = row_text(rows, i, "id");
        ended.user_id = row_text(rows, i, "user_id");
        ended.has_reason = 1;
        ended.reason = reason;
        emit(call, &ended, "session", ended.session_id, row_text(rows, i, "path"));
    }
}

static void bind_reason(struct call *call, SessionEnded__Reason reason)
{
    bind_text(call, "reason", enum_word(&session_ended__reason__descriptor, (int)reason));
}

enum status session_end_all(struct call *call, const char *user_id, const char *but_id, SessionEnded__Reason reason,
                            size_t *ret_n)
{
    struct rows rows;
    bind_text(call, "user_id", user_id);
    bind_text(call, "but_id", but_id);
    bind_reason(call, reason);
    TRY(sql(call, &SQL_end_sessions, &rows));
    tell_ended(call, &rows, reason);
    if (ret_n)
        *ret_n = rows.n;
    return STATUS_OK;
}

enum status session_end(struct call *call, const char *id, const char *scope, SessionEnded__Reason reason,
                        size_t *ret_n)
{
    struct rows rows;
    bind_text(call, "id", id);
    bind_text(call, "scope_path", scope);
    bind_reason(call, reason);
    TRY(sql(call, &SQL_end_session, &rows));
    tell_ended(call, &rows, reason);
    *ret_n = rows.n;
    return STATUS_OK;
}

enum status session_owner(struct call *call, const char *user_id, const char **ret_id)
{
    struct rows rows;
    const char *scope;
    bool is_user = call->principal->kind == PRINCIPAL__KIND__USER;
    *ret_id = user_id ? user_id : call->actor;
    if (!user_id && !is_user)
        return fail(call, STATUS_FAILED_PRECONDITION, "an API key has no sessions");
    if (is_user && text_equal(*ret_id, call->actor))
        return STATUS_OK;
    if (!call_may(call, "identity.admin", &scope))
        return fail(call, STATUS_NOT_FOUND, "no such user");
    bind_text(call, "id", user_id);
    bind_text(call, "scope_path", scope);
    return sql_one(call, &SQL_get_user, "user", &rows);
}
