/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "wording.h"

static enum status read_reviews(struct call *call, GetContractReply *out)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_checklist, &rows));
    rows_into(call, &rows, out, "checklist");
    TRY(sql(call, &SQL_list_cases, &rows));
    rows_into(call, &rows, out, "cases");
    TRY(sql(call, &SQL_list_decisions, &rows));
    rows_into(call, &rows, out, "approvals");
    return STATUS_OK;
}

static enum status read_trail(struct call *call, GetContractReply *out)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_versions, &rows));
    rows_into(call, &rows, out, "texts");
    TRY(sql(call, &SQL_list_marks, &rows));
    rows_into(call, &rows, out, "marks");
    TRY(sql(call, &SQL_list_steps, &rows));
    rows_into(call, &rows, out, "steps");
    TRY(sql(call, &SQL_list_credit, &rows));
    rows_into(call, &rows, out, "credit_split");
    return STATUS_OK;
}

RPC(Contracts, get_contract, GetContractRequest, GetContractReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_contract, "contract", &rows));
    out->contract = arena_alloc(call->arena, sizeof *out->contract);
    contract__init(out->contract);
    row_into(call, &rows, 0, out->contract);
    bind_int(call, "text_version", out->contract->text_version);
    TRY(wording_read(call, out));
    TRY(read_reviews(call, out));
    return read_trail(call, out);
}
