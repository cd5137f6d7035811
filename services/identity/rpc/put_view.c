/* SPDX-License-Identifier: Apache-2.0 */
#include "expected.h"
#include "rooms.h"
#include "service/value.h"
#include "user.h"
#include "wire/pack.h"

static enum status add(struct call *call, struct rows *ret_rows)
{
    bind_text(call, "id", new_id(call));
    TRY(sql(call, &SQL_add_view, ret_rows));
    if (!ret_rows->n)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "TOO_MANY_VIEWS", "nobody keeps more than 100 views");
    return STATUS_OK;
}

static enum status change(struct call *call, const PutViewRequest *in, struct rows *ret_rows)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_lock_view, "view", &rows));
    TRY(expect_version(call, in->has_expected_version, in->expected_version, row_int(&rows, 0, "version")));
    return sql_one(call, &SQL_change_view, "view", ret_rows);
}

RPC(Identity, put_view, PutViewRequest, PutViewReply)
{
    struct rows rows;
    if (call->principal->kind != PRINCIPAL__KIND__USER)
        return fail(call, STATUS_FAILED_PRECONDITION, "only users keep views");
    bind_text(call, "team_path", in->shared ? team_prefix(call->arena, call->principal->path) : NULL);
    TRY(in->id ? change(call, in, &rows) : add(call, &rows));
    out->view = wire_new(call->arena, &saved_view__descriptor);
    row_into(call, &rows, 0, out->view);
    out->view->has_mine = out->view->mine = 1;
    return STATUS_OK;
}
