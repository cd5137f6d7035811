/* SPDX-License-Identifier: Apache-2.0
 * A contract in effect is to get another text: a case of approvals decides, then both parties sign it (CON-16).
 */
#include <string.h>

#include "amending.h"
#include "approval.h"
#include "rooms.h"
#include "schema/rule.h"
#include "terms.h"
#include "writing.h"

static enum status check(struct call *call, const RequestAmendmentRequest *in, const Contract *contract)
{
    Contract after = *contract;
    ContractAmendment pending;
    TRY(contract_move(&after, "amend", &call->error));
    TRY(amendment_pending(call, contract, &pending));
    if (pending.text_version)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "AMENDMENT_PENDING",
                        "text version %u is being signed", pending.text_version);
    if (!in->n_clauses && !in->n_clause_set_codes && !in->n_instalments && !in->n_obligations && !in->has_term_months)
        return bad(call, "clauses", "name what is to be changed: clauses, term, instalments or obligations");
    return STATUS_OK;
}

static bool same_schedule(const GetContractReply *a, const GetContractReply *b)
{
    bool same = a->n_instalments == b->n_instalments;
    for (size_t i = 0; same && i < a->n_instalments; i++)
        same = a->instalments[i]->amount_minor == b->instalments[i]->amount_minor &&
               strcmp(a->instalments[i]->due_on, b->instalments[i]->due_on) == 0;
    return same;
}

/* Writes the proposed text, fixed from the beginning. */
static enum status propose(struct call *call, const RequestAmendmentRequest *in, const Contract *contract,
                           Contract *ret_next, bool *ret_instalments_changed)
{
    struct rows rows;
    const char *document;
    GetContractReply before = GET_CONTRACT_REPLY__INIT, terms;
    struct wording_changes changes = {in->clauses,     in->n_clauses,     in->clause_set_codes, in->n_clause_set_codes,
                                      in->instalments, in->n_instalments, in->obligations,      in->n_obligations};
    *ret_next = *contract;
    TRY(wording_read(call, contract, &before));
    terms = before;
    TRY(sql_one(call, &SQL_next_text, "text", &rows));
    ret_next->text_version = (uint32_t)row_int(&rows, 0, "text_version");
    if (in->has_term_months) {
        ret_next->has_term_months = true;
        ret_next->term_months = in->term_months;
    }
    TRY(wording_change(call, contract, &changes, &terms));
    TRY(conditions_fit(before.obligations, before.n_obligations, terms.obligations, terms.n_obligations, &call->error));
    TRY(wording_settle(call, ret_next, &terms, &document));
    *ret_instalments_changed = !same_schedule(&before, &terms);
    TRY(wording_write(call, ret_next, &terms, document));
    TRY(writer_keep(call, ret_next, TEXT_WRITTEN));
    return sql_one(call, &SQL_fix_version, "text", &rows);
}

static enum status keep(struct call *call, const Contract *next, const char *case_id, bool instalments_changed)
{
    struct rows rows;
    bind_message(call, next);
    bind_text(call, "case_id", case_id);
    bind_bool(call, "instalments_changed", instalments_changed);
    return sql(call, &SQL_insert_amendment, &rows);
}

RPC(Contracts, request_amendment, RequestAmendmentRequest, RequestAmendmentReply)
{
    Contract contract, next;
    const char *case_id;
    enum case_stage stage;
    bool instalments_changed;
    ContractAmendmentRequested event = CONTRACT_AMENDMENT_REQUESTED__INIT;
    TRY(contract_lock(call, &contract));
    TRY(contract_expect(call, &contract, in->has_expected_version ? &in->expected_version : NULL));
    TRY(check(call, in, &contract));
    TRY(propose(call, in, &contract, &next, &instalments_changed));
    TRY(approval_open(call, &next, APPROVAL_CASE__PURPOSE__AMENDMENT, in->reason, &case_id, &stage));
    TRY(keep(call, &next, case_id, instalments_changed));
    if (stage == CASE_IS_APPROVED)
        TRY(approval_close(call, &contract, APPROVAL_CASE__STATE__APPROVED));
    contract_changes(call, (const char *const[]){"amendments"}, 1);
    TRY(contract_done(call, &contract, "proposed"));
    event.contract_id = contract.id;
    event.case_id = case_id;
    event.has_text_version = true;
    event.text_version = next.text_version;
    event.reason = in->reason;
    event.requested_by = call->actor;
    emit(call, &event, "contract", contract.id, contract.owner_path);
    out->amendment = arena_alloc(call->arena, sizeof *out->amendment);
    TRY(amendment_of_case(call, case_id, out->amendment));
    out->amendment->has_state = true;
    out->amendment->state = stage == CASE_IS_APPROVED ? CONTRACT_AMENDMENT__STATE__SIGNING
                                                      : CONTRACT_AMENDMENT__STATE__IN_APPROVAL;
    if (stage == CASE_IS_APPROVED)
        TRY(amendment_send(call, &contract, out->amendment));
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
