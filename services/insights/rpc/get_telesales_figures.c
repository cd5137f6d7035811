/* SPDX-License-Identifier: Apache-2.0 */
#include "freshness.h"
#include "period.h"
#include "ratio.h"
#include "rooms.h"
#include "wire/pack.h"

static TelesalesFigures *figures_of(struct call *call, const struct rows *rows, size_t row)
{
    TelesalesFigures *one = wire_new(call->arena, &telesales_figures__descriptor);
    one->key = row_text(rows, row, "key");
    one->has_dials = one->has_answered = one->has_connects = one->has_talk_s = one->has_wrap_s = true;
    one->has_right_party_contacts = one->has_refused = true;
    one->dials = row_int(rows, row, "dials");
    one->answered = row_int(rows, row, "answered");
    one->connects = row_int(rows, row, "connects");
    one->talk_s = row_int(rows, row, "talk_s");
    one->wrap_s = row_int(rows, row, "wrap_s");
    one->right_party_contacts = row_int(rows, row, "right_party_contacts");
    one->refused = row_int(rows, row, "refused");
    one->connect_rate = ratio_new(call->arena, one->connects, one->dials);
    one->average_talk_s = ratio_new(call->arena, one->talk_s, one->answered);
    one->average_handle_s = ratio_new(call->arena, one->talk_s + row_int(rows, row, "answered_wrap_s"), one->answered);
    one->right_party_rate = ratio_new(call->arena, one->right_party_contacts, one->answered);
    return one;
}

RPC(Insights, get_telesales_figures, GetTelesalesFiguresRequest, GetTelesalesFiguresReply)
{
    struct rows rows;
    TRY(period_check(call, "until", in->from, in->until));
    out->time_zone = zone_bind(call, in->time_zone);
    TRY(freshness_open(call, &out->freshness));
    bool parts = in->has_by && in->by != GET_TELESALES_FIGURES_REQUEST__BY__TOTAL;
    if (!parts)
        bind_text(call, "by", "TOTAL");
    TRY(sql(call, &SQL_list_telesales, &rows));
    out->rows = arena_alloc(call->arena, (rows.n + 1) * sizeof *out->rows);
    for (size_t i = 0; i < rows.n; i++) {
        TelesalesFigures *one = figures_of(call, &rows, i);
        if (row_bool(&rows, i, "is_total"))
            out->total = one;
        else if (parts)
            out->rows[out->n_rows++] = one;
    }
    return freshness_close(call, &out->freshness);
}
