/* SPDX-License-Identifier: Apache-2.0 */
#include "library.h"
#include "rooms.h"

static enum status read_single(struct call *call, GetTacticsReply *out)
{
    struct rows rows;
    TRY(sql(call, &SQL_get_strategy, &rows));
    if (rows.n > 0) {
        out->strategy = arena_alloc(call->arena, sizeof *out->strategy);
        sales_strategy__init(out->strategy);
        row_into(call, &rows, 0, out->strategy);
    }
    TRY(sql(call, &SQL_get_negotiation, &rows));
    if (rows.n > 0) {
        out->negotiation = arena_alloc(call->arena, sizeof *out->negotiation);
        negotiation__init(out->negotiation);
        row_into(call, &rows, 0, out->negotiation);
    }
    return STATUS_OK;
}

static enum status read_proposals(struct call *call, GetTacticsReply *out)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_proposals, &rows));
    rows_into(call, &rows, out, "proposals");
    for (size_t i = 0; i < out->n_proposals; i++)
        TRY(proposal_read_parts(call, out->proposals[i]));
    return STATUS_OK;
}

RPC(Opportunities, get_tactics, GetTacticsRequest, GetTacticsReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_opportunity, "opportunity", &rows));
    TRY(read_single(call, out));
    TRY(sql(call, &SQL_list_battle_cards, &rows));
    rows_into(call, &rows, out, "battle_cards");
    TRY(sql(call, &SQL_list_pains, &rows));
    rows_into(call, &rows, out, "pains");
    TRY(sql(call, &SQL_list_objections, &rows));
    rows_into(call, &rows, out, "objections");
    TRY(sql_one(call, &SQL_sum_concessions, "sum", &rows));
    out->has_conceded_minor = true;
    out->conceded_minor = row_int(&rows, 0, "conceded_minor");
    return read_proposals(call, out);
}
