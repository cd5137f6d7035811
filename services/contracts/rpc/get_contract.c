/* SPDX-License-Identifier: Apache-2.0 */
#include "archive.h"
#include "booking.h"
#include "fulfilling.h"
#include "rooms.h"
#include "wording.h"

static enum status read_reviews(struct call *call, GetContractReply *out)
{
    struct rows rows;
    AnswerChecklistReply list = ANSWER_CHECKLIST_REPLY__INIT;
    TRY(checklist_read(call, out->contract, &list));
    out->checklist = list.items;
    out->n_checklist = list.n_items;
    TRY(sql(call, &SQL_list_cases, &rows));
    rows_into(call, &rows, out, "cases");
    TRY(sql(call, &SQL_list_slots, &rows));
    rows_into(call, &rows, out, "slots");
    return archive_read(call, out->contract, out);
}

static enum status read_trail(struct call *call, GetContractReply *out)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_marks, &rows));
    rows_into(call, &rows, out, "marks");
    TRY(sql(call, &SQL_list_paper_copies, &rows));
    rows_into(call, &rows, out, "copies");
    TRY(sql(call, &SQL_list_holds, &rows));
    rows_into(call, &rows, out, "holds");
    TRY(sql(call, &SQL_list_amendments, &rows));
    rows_into(call, &rows, out, "amendments");
    bind_text(call, "signed_version", NULL);
    TRY(sql(call, &SQL_get_signed_document, &rows));
    out->archived_hash = rows.n ? row_text(&rows, 0, "doc_hash") : NULL;
    TRY(sql(call, &SQL_list_steps, &rows));
    rows_into(call, &rows, out, "steps");
    TRY(sql(call, &SQL_list_credit, &rows));
    rows_into(call, &rows, out, "credit_split");
    return STATUS_OK;
}

static enum status read_origin(struct call *call, GetContractReply *out)
{
    struct rows rows;
    TRY(sql(call, &SQL_get_import, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    out->origin = arena_alloc(call->arena, sizeof *out->origin);
    contract_import__init(out->origin);
    row_into(call, &rows, 0, out->origin);
    TRY(sql(call, &SQL_list_import_facts, &rows));
    rows_into(call, &rows, out->origin, "facts");
    return STATUS_OK;
}

static enum status read_payments(struct call *call, GetContractReply *out)
{
    struct rows rows;
    TRY(payments_read(call, out->contract->id, &out->payments, &out->n_payments));
    TRY(duties_read(call, out->contract, &out->duties, &out->n_duties));
    TRY(sql(call, &SQL_list_contract_receipts, &rows));
    rows_into(call, &rows, out, "receipts");
    for (size_t i = 0; i < out->n_receipts; i++)
        TRY(archive_unseal(call, &rows, i, out->receipts[i]->id, "receipt", 0, &out->receipts[i]->remark));
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
    TRY(wording_read(call, out->contract, out));
    TRY(wording_compare(call, out->contract, out));
    TRY(read_reviews(call, out));
    TRY(read_payments(call, out));
    TRY(read_origin(call, out));
    return read_trail(call, out);
}
