/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"
#include "dealspine/customers.pb-c.h"
#include "rooms.h"
#include "schema/rule.h"
#include "terms.h"
#include "wording.h"

static enum status get_customer(struct call *call, const char *id, const Customer **ret_customer)
{
    GetCustomerRequest question = GET_CUSTOMER_REQUEST__INIT;
    const GetCustomerReply *answer;
    question.id = id;
    TRY(ask(call, &customers__descriptor, "GetCustomer", &question, (const void **)&answer));
    *ret_customer = answer->customer;
    return STATUS_OK;
}

/* What the customer is today: the opportunity knows what he was when it began. */
static enum status ask_customer(struct call *call, Contract *contract)
{
    const Customer *customer;
    TRY(get_customer(call, contract->customer_id, &customer));
    if (customer->alias_of)
        TRY(get_customer(call, customer->alias_of, &customer));
    contract->customer_kind = enum_word(&customer__kind__descriptor, customer->kind);
    contract->customer_tier = customer->tier;
    contract->customer_industry = customer->industry;
    return STATUS_OK;
}

static void take_opportunity(const Opportunity *opportunity, Contract *contract)
{
    contract->opportunity_id = opportunity->id;
    contract->customer_id = opportunity->customer_id;
    contract->currency = opportunity->currency;
    contract->owner_id = opportunity->owner_id;
    contract->owner_path = opportunity->owner_path;
    contract->has_source_channel = opportunity->has_source_channel;
    contract->source_channel = opportunity->source_channel;
    contract->captured_at = opportunity->captured_at;
}

static void take_request(struct call *call, const DraftContractRequest *in, Contract *contract)
{
    char *id = arena_alloc(call->arena, ID_TEXT);
    id_new_text(id);
    contract->id = id;
    contract->has_version = contract->has_text_version = contract->has_state = true;
    contract->version = contract->text_version = 1;
    contract->state = CONTRACT__STATE__DRAFT;
    contract->template_code = is_blank(in->template_code) ? "standard" : in->template_code;
    contract->effective_date = in->effective_date;
    contract->has_term_months = in->has_term_months;
    contract->term_months = in->term_months;
    contract->signatory_contact_ids = in->signatory_contact_ids;
    contract->n_signatory_contact_ids = in->n_signatory_contact_ids;
    contract->drafter_id = call->actor;
    contract->drafter_path = call->principal->path;
    contract->created_at = time_message(call, call->now_us);
}

/* The sets that go into the text: those that are named, or those that the seller has chosen beforehand. */
static size_t take_prepared(struct call *call, const DraftContractRequest *in, const GetOpportunityReply *opportunity,
                            Contract *contract, const char ***ret_codes)
{
    size_t n = opportunity->n_prepared_clauses, n_chosen = 0;
    const char **all = arena_alloc(call->arena, (n + 1) * sizeof *all);
    *ret_codes = arena_alloc(call->arena, (n + 1) * sizeof **ret_codes);
    for (size_t i = 0; i < n; i++) {
        all[i] = opportunity->prepared_clauses[i]->clause_set_code;
        if (opportunity->prepared_clauses[i]->chosen)
            (*ret_codes)[n_chosen++] = all[i];
    }
    contract->prepared_clause_sets = all;
    contract->n_prepared_clause_sets = n;
    if (in->n_clause_set_codes)
        *ret_codes = in->clause_set_codes;
    return in->n_clause_set_codes ? in->n_clause_set_codes : n_chosen;
}

static enum status take_template(struct call *call, const DraftContractRequest *in,
                                 const GetOpportunityReply *opportunity, Contract *contract, GetContractReply *terms)
{
    const char **codes;
    struct rows rows;
    GetContractReply template = GET_CONTRACT_REPLY__INIT;
    bind_text(call, "template_code", contract->template_code);
    TRY(sql_one(call, &SQL_get_template, "template", &rows));
    contract->has_template_revision = true;
    contract->template_revision = (uint32_t)row_int(&rows, 0, "revision");
    if (!row_bool(&rows, 0, "active"))
        return fail(call, STATUS_NOT_FOUND, "template %s is retired", contract->template_code);
    bind_int(call, "template_revision", contract->template_revision);
    TRY(sql(call, &SQL_list_template_clauses, &rows));
    rows_into(call, &rows, &template, "clauses");
    size_t n_codes = take_prepared(call, in, opportunity, contract, &codes);
    TRY(wording_take_sets(call, contract, codes, n_codes, &template));
    return clauses_merge(call->arena, template.clauses, template.n_clauses, in->clauses, in->n_clauses, &terms->clauses,
                         &terms->n_clauses, &call->error);
}

/* The contract that this one renews: of the same customer, within the scope, in effect, fulfilled or expired. One that
 * only the opportunity names may have come to another end meanwhile. */
static enum status take_predecessor(struct call *call, const DraftContractRequest *in,
                                    const GetOpportunityReply *opportunity, Contract *contract)
{
    struct rows rows;
    const char *renews_id = in->renews_id ? in->renews_id : opportunity->opportunity->renews_contract_id;
    if (!renews_id)
        return STATUS_OK;
    bind_text(call, "predecessor_id", renews_id);
    bind_text(call, "customer_id", contract->customer_id);
    TRY(sql(call, &SQL_find_predecessor, &rows));
    if (rows.n == 0 && in->renews_id)
        return fail(call, STATUS_NOT_FOUND, "no such contract of this customer to renew");
    contract->predecessor_id = rows.n ? row_text(&rows, 0, "id") : NULL;
    return STATUS_OK;
}

static enum status take_number(struct call *call, Contract *contract)
{
    struct rows rows;
    TRY(sql(call, &SQL_find_running, &rows));
    if (rows.n > 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CONTRACT_RUNNING",
                        "contract %s of this opportunity is under way or in effect", row_text(&rows, 0, "number"));
    TRY(sql_one(call, &SQL_next_number, "number", &rows));
    contract->number = row_text(&rows, 0, "number");
    return STATUS_OK;
}

static void emit_drafted(struct call *call, const Contract *contract)
{
    ContractDrafted event = CONTRACT_DRAFTED__INIT;
    CONTRACT_FACTS(&event, contract);
    event.drafter_id = contract->drafter_id;
    event.currency = contract->currency;
    event.has_amount_minor = true;
    event.amount_minor = contract->amount_minor;
    event.doc_hash = contract->doc_hash;
    event.predecessor_id = contract->predecessor_id;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

RPC(Contracts, draft_contract, DraftContractRequest, DraftContractReply)
{
    struct rows rows;
    const GetOpportunityReply *opportunity;
    Contract contract = CONTRACT__INIT;
    GetContractReply terms = GET_CONTRACT_REPLY__INIT;
    const char *document;
    TRY(wording_ask(call, in->opportunity_id, &opportunity));
    take_opportunity(opportunity->opportunity, &contract);
    take_request(call, in, &contract);
    TRY(ask_customer(call, &contract));
    TRY(take_template(call, in, opportunity, &contract, &terms));
    wording_take_lines(call, opportunity, &terms);
    terms.instalments = in->instalments;
    terms.n_instalments = in->n_instalments;
    terms.obligations = in->obligations;
    terms.n_obligations = in->n_obligations;
    TRY(take_predecessor(call, in, opportunity, &contract));
    TRY(take_number(call, &contract));
    TRY(wording_settle(call, &contract, &terms, &document));
    bind_message(call, &contract);
    TRY(sql(call, &SQL_insert_contract, &rows));
    TRY(wording_write(call, &contract, &terms, document));
    TRY(wording_take_credit(call, &contract, opportunity));
    TRY(contract_chain(call, &contract, "drafted"));
    emit_drafted(call, &contract);
    out->contract = contract_answer(call, &contract);
    note(call, "contract", contract.id);
    return STATUS_OK;
}
