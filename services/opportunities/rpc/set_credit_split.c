/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "held.h"
#include "rooms.h"

static enum status replace_credit(struct call *call, const SetCreditSplitRequest *in)
{
    struct rows rows;
    const char **users = arena_alloc(call->arena, in->n_shares * sizeof *users);
    const char **points = arena_alloc(call->arena, in->n_shares * sizeof *points);
    for (size_t i = 0; i < in->n_shares; i++) {
        users[i] = in->shares[i]->user_id;
        points[i] = arena_printf(call->arena, "%" PRIu32, in->shares[i]->basis_points);
    }
    bind_texts(call, "users", users, in->n_shares);
    bind_texts(call, "basis_points", points, in->n_shares);
    TRY(sql(call, &SQL_delete_credit, &rows));
    return sql(call, &SQL_insert_credit, &rows);
}

RPC(Opportunities, set_credit_split, SetCreditSplitRequest, SetCreditSplitReply)
{
    struct rows rows;
    Opportunity opportunity;
    TRY(credit_is_whole(in->shares, in->n_shares, &call->error));
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(replace_credit(call, in));
    opportunity_touch(call, "credit_split");
    TRY(opportunity_save(call, &opportunity));
    TRY(sql(call, &SQL_list_credit, &rows));
    rows_into(call, &rows, out, "shares");
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
