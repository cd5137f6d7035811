/* SPDX-License-Identifier: Apache-2.0
 * A contract of the time before: one line, one instalment, as any other in number, chain and archive of texts.
 */
#include <string.h>

#include "payment.h"
#include "rooms.h"
#include "schema/rule.h"
#include "settings.h"
#include "wording.h"

static enum status check(struct call *call, const ImportContractRequest *in, int64_t *ret_minor)
{
    if (in->state != CONTRACT__STATE__EFFECTIVE && in->state != CONTRACT__STATE__TERMINATED &&
        in->state != CONTRACT__STATE__EXPIRED)
        return bad(call, "state", "must be EFFECTIVE, TERMINATED or EXPIRED");
    if (!amount_read(in->amount, in->currency, ret_minor) || *ret_minor <= 0)
        return bad(call, "amount", "must be an amount above 0, as \"1,889.50\"");
    for (size_t i = 0; i < in->n_facts; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(in->facts[i]->key, in->facts[k]->key) == 0)
                return bad(call, "facts", "%s is given twice", in->facts[i]->key);
    return STATUS_OK;
}

static enum status take_days(struct call *call, const ImportContractRequest *in, Contract *contract)
{
    struct rows rows;
    bind_text(call, "zone", contracts_settings.zone);
    TRY(sql_one(call, &SQL_get_import_days, "day", &rows));
    if (row_bool(&rows, 0, "is_ahead"))
        return bad(call, in->effective_date ? "effective_date" : "as_of", "must not lie ahead");
    contract->effective_date = row_text(&rows, 0, "effective_date");
    contract->effective_at = time_message(call, row_time(&rows, 0, "effective_at"));
    if (in->state != CONTRACT__STATE__EFFECTIVE)
        contract->ended_at = time_message(call, row_time(&rows, 0, "ended_at"));
    return STATUS_OK;
}

static enum status take_contract(struct call *call, const ImportContractRequest *in, Contract *contract)
{
    struct rows rows;
    TRY(take_days(call, in, contract));
    TRY(sql_one(call, &SQL_next_number, "number", &rows));
    contract->number = row_text(&rows, 0, "number");
    contract->id = new_id(call);
    contract->has_version = contract->has_text_version = contract->has_state = contract->has_template_revision = true;
    contract->version = contract->text_version = contract->template_revision = 1;
    contract->state = in->state;
    contract->customer_id = in->customer_id;
    contract->template_code = "imported";
    contract->currency = in->currency;
    contract->has_term_months = in->has_term_months;
    contract->term_months = in->term_months;
    contract->owner_id = contract->drafter_id = call->actor;
    contract->owner_path = contract->drafter_path = call->principal->path;
    contract->end_reason = in->state == CONTRACT__STATE__TERMINATED ? in->end_reason : NULL;
    contract->created_at = time_message(call, call->now_us);
    return STATUS_OK;
}

static enum status take_terms(struct call *call, const ImportContractRequest *in, const Contract *contract,
                              int64_t minor, GetContractReply *terms)
{
    struct rows rows;
    ContractLine *line = arena_alloc(call->arena, sizeof *line);
    Instalment *part = arena_alloc(call->arena, sizeof *part);
    contract_line__init(line);
    instalment__init(part);
    line->product_code = in->product_code;
    line->name = in->product_name ? in->product_name : in->product_code;
    line->kind = enum_word(&product__kind__descriptor, PRODUCT__KIND__SUPPORT);
    line->quantity = 1;
    line->price_minor = line->total_minor = part->amount_minor = minor;
    part->due_on = contract->effective_date;
    terms->lines = arena_memdup(call->arena, &line, sizeof line);
    terms->instalments = arena_memdup(call->arena, &part, sizeof part);
    terms->n_lines = terms->n_instalments = 1;
    bind_text(call, "template_code", contract->template_code);
    bind_int(call, "template_revision", contract->template_revision);
    TRY(sql(call, &SQL_list_template_clauses, &rows));
    rows_into(call, &rows, terms, "clauses");
    return STATUS_OK;
}

static enum status keep_origin(struct call *call, const ImportContractRequest *in, const Contract *contract)
{
    struct rows rows;
    size_t n = in->n_facts;
    const char **room = arena_alloc(call->arena, (2 * n + 1) * sizeof *room);
    for (size_t i = 0; i < n; i++) {
        room[i] = in->facts[i]->key;
        room[n + i] = in->facts[i]->value ? in->facts[i]->value : "";
    }
    bind_message(call, contract);
    TRY(sql(call, &SQL_set_imported, &rows));
    bind_texts(call, "fact_keys", room, n);
    bind_texts(call, "fact_values", room + n, n);
    return sql(call, &SQL_insert_import, &rows);
}

static void tell(struct call *call, const ImportContractRequest *in, const Contract *contract)
{
    ContractImported event = CONTRACT_IMPORTED__INIT;
    event.contract_id = contract->id;
    event.number = contract->number;
    event.customer_id = contract->customer_id;
    event.owner_id = contract->owner_id;
    event.has_state = event.has_amount_minor = true;
    event.state = contract->state;
    event.currency = contract->currency;
    event.amount_minor = contract->amount_minor;
    event.effective_date = contract->effective_date;
    event.has_term_months = contract->has_term_months;
    event.term_months = contract->term_months;
    event.bulk_id = in->bulk_id;
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

static enum status take_in(struct call *call, const ImportContractRequest *in, int64_t minor, Contract *contract)
{
    struct rows rows;
    const char *document;
    GetContractReply terms = GET_CONTRACT_REPLY__INIT;
    TRY(take_contract(call, in, contract));
    TRY(take_terms(call, in, contract, minor, &terms));
    TRY(wording_settle(call, contract, &terms, &document));
    bind_message(call, contract);
    TRY(sql(call, &SQL_insert_contract, &rows));
    TRY(wording_write(call, contract, &terms, document));
    TRY(sql_one(call, &SQL_fix_version, "text", &rows));
    TRY(keep_origin(call, in, contract));
    TRY(contract_chain(call, contract, "imported"));
    tell(call, in, contract);
    return STATUS_OK;
}

RPC(Contracts, import_contract, ImportContractRequest, ImportContractReply)
{
    struct rows rows;
    int64_t minor;
    Contract contract = CONTRACT__INIT;
    TRY(check(call, in, &minor));
    TRY(sql(call, &SQL_find_import, &rows));
    out->has_existed = true;
    out->existed = rows.n > 0;
    if (out->existed) {
        bind_text(call, "id", row_text(&rows, 0, "contract_id"));
        TRY(sql_one(call, &SQL_get_contract, "contract", &rows));
        row_into(call, &rows, 0, &contract);
    } else {
        TRY(take_in(call, in, minor, &contract));
    }
    out->contract = contract_answer(call, &contract);
    note(call, "contract", contract.id);
    return STATUS_OK;
}
