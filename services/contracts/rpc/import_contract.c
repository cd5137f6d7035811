/* SPDX-License-Identifier: Apache-2.0
 * A contract of the time before, as any other in number, chain and archive of texts: a line and an instalment for what
 * has been charged, another line and an instalment a month for what its term still brings.
 */
#include <string.h>

#include "booking.h"
#include "effect.h"
#include "ending.h"
#include "rooms.h"
#include "schema/rule.h"
#include "service/alias.h"
#include "settings.h"
#include "wording.h"

/* What the file says, in minor units; monthly_minor is 0 where no plan follows from it. */
struct charges {
    int64_t charged_minor, monthly_minor;
    const char *as_of;
};

static enum status read_charges(struct call *call, const ImportContractRequest *in, struct charges *ret)
{
    *ret = (struct charges){0};
    if (in->monthly_amount && (!amount_read(in->monthly_amount, in->currency, &ret->monthly_minor) || ret->monthly_minor <= 0))
        return bad(call, "monthly_amount", "must be an amount above 0, as \"56.95\"");
    if (in->state != CONTRACT__STATE__EFFECTIVE)
        ret->monthly_minor = 0;
    bool is_read = !in->amount || amount_read(in->amount, in->currency, &ret->charged_minor);
    if (!is_read || ret->charged_minor < 0 || (ret->charged_minor == 0 && !ret->monthly_minor))
        return bad(call, "amount", "must be an amount above 0, as \"1,889.50\"");
    return STATUS_OK;
}

static enum status check(struct call *call, const ImportContractRequest *in, struct charges *ret_charges)
{
    if (in->state != CONTRACT__STATE__EFFECTIVE && in->state != CONTRACT__STATE__TERMINATED &&
        in->state != CONTRACT__STATE__EXPIRED)
        return bad(call, "state", "must be EFFECTIVE, TERMINATED or EXPIRED");
    for (size_t i = 0; i < in->n_facts; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(in->facts[i]->key, in->facts[k]->key) == 0)
                return bad(call, "facts", "%s is given twice", in->facts[i]->key);
    return read_charges(call, in, ret_charges);
}

static enum status take_days(struct call *call, const ImportContractRequest *in, struct charges *charges, Contract *contract)
{
    struct rows rows;
    bind_text(call, "zone", contracts_settings.zone);
    TRY(sql_one(call, &SQL_get_import_days, "day", &rows));
    if (row_bool(&rows, 0, "is_ahead"))
        return bad(call, in->effective_date ? "effective_date" : "as_of", "must not lie ahead");
    charges->as_of = row_text(&rows, 0, "as_of");
    contract->effective_date = row_text(&rows, 0, "effective_date");
    contract->effective_at = time_message(call, row_time(&rows, 0, "effective_at"));
    if (in->state != CONTRACT__STATE__EFFECTIVE)
        contract->ended_at = time_message(call, row_time(&rows, 0, "ended_at"));
    return STATUS_OK;
}

static enum status take_contract(struct call *call, const ImportContractRequest *in, struct charges *charges,
                                 Contract *contract)
{
    struct rows rows;
    TRY(take_days(call, in, charges, contract));
    TRY(sql_one(call, &SQL_next_number, "number", &rows));
    contract->number = row_text(&rows, 0, "number");
    contract->id = new_id(call);
    contract->has_version = contract->has_text_version = contract->has_state = contract->has_template_revision = true;
    contract->version = contract->text_version = contract->template_revision = 1;
    contract->state = in->state;
    TRY(alias_head(call, in->customer_id, &contract->customer_id));
    contract->template_code = CONTRACT_IMPORTED_TEMPLATE;
    contract->currency = in->currency;
    contract->has_term_months = in->has_term_months;
    contract->term_months = in->term_months;
    contract->owner_id = contract->drafter_id = call->actor;
    contract->owner_path = contract->drafter_path = call->principal->path;
    contract->end_reason = in->state == CONTRACT__STATE__TERMINATED ? in->end_reason : NULL;
    contract->created_at = time_message(call, call->now_us);
    return STATUS_OK;
}

static void add_line(struct call *call, const ImportContractRequest *in, int64_t price_minor, int64_t quantity,
                     GetContractReply *terms)
{
    ContractLine *line = arena_alloc(call->arena, sizeof *line);
    contract_line__init(line);
    line->product_code = in->product_code;
    line->name = in->product_name ? in->product_name : in->product_code;
    line->kind = enum_word(&product__kind__descriptor, PRODUCT__KIND__SUPPORT);
    line->quantity = quantity;
    line->price_minor = price_minor;
    line->total_minor = price_minor * quantity;
    terms->lines[terms->n_lines++] = line;
}

static void add_instalment(struct call *call, const char *due_on, int64_t amount_minor, GetContractReply *terms)
{
    Instalment *part = arena_alloc(call->arena, sizeof *part);
    instalment__init(part);
    part->due_on = due_on;
    part->amount_minor = amount_minor;
    terms->instalments[terms->n_instalments++] = part;
}

/* The days of the months to come; none without a monthly charge. */
static enum status read_months(struct call *call, const struct charges *charges, const Contract *contract,
                               struct rows *ret_rows)
{
    *ret_rows = (struct rows){0};
    if (!charges->monthly_minor)
        return STATUS_OK;
    bind_message(call, contract);
    bind_text(call, "as_of", charges->as_of);
    return sql(call, &SQL_list_months_ahead, ret_rows);
}

static enum status take_terms(struct call *call, const ImportContractRequest *in, const struct charges *charges,
                              const Contract *contract, GetContractReply *terms)
{
    struct rows rows, months;
    TRY(read_months(call, charges, contract, &months));
    terms->lines = arena_alloc(call->arena, 2 * sizeof(ContractLine *));
    terms->instalments = arena_alloc(call->arena, (months.n + 1) * sizeof(Instalment *));
    if (charges->charged_minor) {
        add_line(call, in, charges->charged_minor, 1, terms);
        add_instalment(call, months.n ? charges->as_of : contract->effective_date, charges->charged_minor, terms);
    }
    if (months.n)
        add_line(call, in, charges->monthly_minor, (int64_t)months.n, terms);
    for (size_t i = 0; i < months.n; i++)
        add_instalment(call, row_text(&months, i, "due_on"), charges->monthly_minor, terms);
    bind_text(call, "template_code", contract->template_code);
    bind_int(call, "template_revision", contract->template_revision);
    TRY(sql(call, &SQL_list_template_clauses, &rows));
    rows_into(call, &rows, terms, "clauses");
    return STATUS_OK;
}

static enum status keep_origin(struct call *call, const ImportContractRequest *in, const struct charges *charges,
                               const Contract *contract)
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
    bind_int(call, "monthly_minor", charges->monthly_minor);
    return sql(call, &SQL_insert_import, &rows);
}

static void tell(struct call *call, const ImportContractRequest *in, const struct charges *charges,
                 const Contract *contract, const GetContractReply *terms)
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
    event.term_ends_on = contract->term_ends_on;
    if (charges->monthly_minor)
        event.payment_schedule = deal_schedule(call, terms, &event.n_payment_schedule);
    emit(call, &event, "contract", contract->id, contract->owner_path);
}

/* What the clock has to do with it from now on. */
static enum status go_on(struct call *call, const struct charges *charges, Contract *contract)
{
    if (contract->state != CONTRACT__STATE__EFFECTIVE)
        return STATUS_OK;
    if (charges->monthly_minor)
        TRY(payments_lay(call, contract, charges->charged_minor));
    return term_begin(call, contract, charges->as_of);
}

static enum status take_in(struct call *call, const ImportContractRequest *in, struct charges *charges,
                           Contract *contract)
{
    struct rows rows;
    const char *document;
    GetContractReply terms = GET_CONTRACT_REPLY__INIT;
    TRY(take_contract(call, in, charges, contract));
    TRY(take_terms(call, in, charges, contract, &terms));
    TRY(wording_settle(call, contract, &terms, &document));
    bind_message(call, contract);
    TRY(sql(call, &SQL_insert_contract, &rows));
    TRY(wording_write(call, contract, &terms, document));
    TRY(sql_one(call, &SQL_fix_version, "text", &rows));
    TRY(go_on(call, charges, contract));
    TRY(keep_origin(call, in, charges, contract));
    TRY(contract_chain(call, contract, "imported"));
    tell(call, in, charges, contract, &terms);
    return STATUS_OK;
}

RPC(Contracts, import_contract, ImportContractRequest, ImportContractReply)
{
    struct rows rows;
    struct charges charges;
    Contract contract = CONTRACT__INIT;
    TRY(check(call, in, &charges));
    TRY(sql(call, &SQL_find_import, &rows));
    out->has_existed = true;
    out->existed = rows.n > 0;
    if (out->existed) {
        bind_text(call, "id", row_text(&rows, 0, "contract_id"));
        TRY(sql_one(call, &SQL_get_contract, "contract", &rows));
        row_into(call, &rows, 0, &contract);
    } else {
        TRY(take_in(call, in, &charges, &contract));
    }
    out->contract = contract_answer(call, &contract);
    note(call, "contract", contract.id);
    return STATUS_OK;
}
