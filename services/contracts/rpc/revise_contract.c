/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <strings.h>

#include "rooms.h"
#include "wording.h"
#include "writing.h"

static void take_contract(const ReviseContractRequest *in, Contract *contract)
{
    if (in->effective_date)
        contract->effective_date = in->effective_date;
    if (in->has_term_months) {
        contract->has_term_months = true;
        contract->term_months = in->term_months;
    }
    if (in->n_signatory_contact_ids) {
        contract->signatory_contact_ids = in->signatory_contact_ids;
        contract->n_signatory_contact_ids = in->n_signatory_contact_ids;
    }
}

static enum status take_terms(struct call *call, const ReviseContractRequest *in, const Contract *contract,
                              const GetOpportunityReply *opportunity, GetContractReply *terms)
{
    struct wording_changes changes = {in->clauses,     in->n_clauses,     in->clause_set_codes, in->n_clause_set_codes,
                                      in->instalments, in->n_instalments, in->obligations,      in->n_obligations};
    if (opportunity)
        wording_take_lines(call, opportunity, terms);
    return wording_change(call, contract, &changes, terms);
}

/* One that was rejected may meanwhile have a successor. */
static enum status check_no_other(struct call *call, const Contract *contract)
{
    struct rows rows;
    bind_text(call, "opportunity_id", contract->opportunity_id);
    TRY(sql(call, &SQL_find_running, &rows));
    if (rows.n > 0 && strcmp(row_text(&rows, 0, "number"), contract->number) != 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CONTRACT_RUNNING",
                        "contract %s of this opportunity is under way or in effect", row_text(&rows, 0, "number"));
    return STATUS_OK;
}

/* A text that was submitted stays as it is: the next version begins. */
static enum status next_text(struct call *call, Contract *contract)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_version, "text", &rows));
    if (!row_bool(&rows, 0, "is_fixed"))
        return STATUS_OK;
    contract->text_version++;
    return sql(call, &SQL_supersede_approval, &rows);
}

static void tell_changes(struct call *call, const ReviseContractRequest *in)
{
    const char *terms[5];
    size_t n = 0;
    if (in->n_clauses || in->n_clause_set_codes)
        terms[n++] = "clauses";
    if (in->n_instalments)
        terms[n++] = "instalments";
    if (in->n_obligations)
        terms[n++] = "obligations";
    if (in->opportunity_id) {
        terms[n++] = "lines";
        terms[n++] = "credit_split";
    }
    contract_changes(call, terms, n);
}

static void emit_revised(struct call *call, const Contract *contract)
{
    ContractRevised event = CONTRACT_REVISED__INIT;
    CONTRACT_FACTS(&event, contract);
    event.has_text_version = event.has_amount_minor = true;
    event.text_version = contract->text_version;
    event.doc_hash = contract->doc_hash;
    event.currency = contract->currency;
    event.amount_minor = contract->amount_minor;
    event.deviating_groups = contract->deviating_groups;
    event.n_deviating_groups = contract->n_deviating_groups;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

RPC(Contracts, revise_contract, ReviseContractRequest, ReviseContractReply)
{
    const GetOpportunityReply *opportunity = NULL;
    Contract contract;
    GetContractReply terms = GET_CONTRACT_REPLY__INIT;
    const char *document;
    if (in->opportunity_id)
        TRY(wording_ask(call, in->opportunity_id, &opportunity));
    TRY(contract_hold(call, in->has_expected_version ? &in->expected_version : NULL, "revise", &contract));
    if (opportunity && (!contract.opportunity_id || strcasecmp(contract.opportunity_id, in->opportunity_id) != 0))
        return bad(call, "opportunity_id", "must be the contract's own opportunity");
    TRY(check_no_other(call, &contract));
    TRY(wording_read(call, &contract, &terms));
    take_contract(in, &contract);
    TRY(take_terms(call, in, &contract, opportunity, &terms));
    TRY(next_text(call, &contract));
    TRY(wording_settle(call, &contract, &terms, &document));
    TRY(wording_write(call, &contract, &terms, document));
    TRY(writer_keep(call, &contract, TEXT_WRITTEN));
    if (opportunity)
        TRY(wording_take_credit(call, &contract, opportunity));
    tell_changes(call, in);
    TRY(contract_done(call, &contract, "revised"));
    emit_revised(call, &contract);
    out->contract = contract_answer(call, &contract);
    return STATUS_OK;
}
