/* SPDX-License-Identifier: Apache-2.0 */
#include "wording.h"

#include <inttypes.h>

#include "archive.h"
#include "document.h"
#include "rooms.h"
#include "schema/rule.h"
#include "terms.h"

static const char *clause_label(struct call *call, const ContractClause *clause)
{
    return arena_printf(call->arena, "clause.%s", enum_word(&contract_clause__group__descriptor, clause->group));
}

static const char *duty_label(struct call *call, const ContractObligation *duty)
{
    return arena_printf(call->arena, "obligation.%s", duty->code);
}

static enum status read_clauses(struct call *call, const Contract *contract, GetContractReply *ret_terms)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_clauses, &rows));
    rows_into(call, &rows, ret_terms, "clauses");
    for (size_t i = 0; i < rows.n; i++) {
        ContractClause *clause = ret_terms->clauses[i];
        TRY(archive_unseal(call, &rows, i, contract->id, clause_label(call, clause), contract->text_version,
                           &clause->text));
    }
    return STATUS_OK;
}

static enum status read_obligations(struct call *call, const Contract *contract, GetContractReply *ret_terms)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_obligations, &rows));
    rows_into(call, &rows, ret_terms, "obligations");
    for (size_t i = 0; i < rows.n; i++) {
        ContractObligation *duty = ret_terms->obligations[i];
        TRY(archive_unseal(call, &rows, i, contract->id, duty_label(call, duty), contract->text_version,
                           &duty->description));
    }
    return STATUS_OK;
}

enum status wording_read(struct call *call, const Contract *contract, GetContractReply *ret_terms)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_lines, &rows));
    rows_into(call, &rows, ret_terms, "lines");
    TRY(sql(call, &SQL_list_instalments, &rows));
    rows_into(call, &rows, ret_terms, "instalments");
    TRY(read_clauses(call, contract, ret_terms));
    return read_obligations(call, contract, ret_terms);
}

static const char *number(struct call *call, int64_t value)
{
    return arena_printf(call->arena, "%" PRId64, value);
}

static enum status write_lines(struct call *call, const GetContractReply *terms)
{
    struct rows rows;
    enum { CODE, NAME, KIND, QUANTITY, PRICE, DISCOUNT, TOTAL, COLUMNS };
    static const char *const names[COLUMNS] = {"codes",  "names",     "kinds", "quantities",
                                               "prices", "discounts", "totals"};
    size_t n = terms->n_lines;
    const char **columns = arena_alloc(call->arena, (COLUMNS * n + 1) * sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        const ContractLine *line = terms->lines[i];
        columns[CODE * n + i] = line->product_code;
        columns[NAME * n + i] = line->name;
        columns[KIND * n + i] = line->kind;
        columns[QUANTITY * n + i] = number(call, line->quantity);
        columns[PRICE * n + i] = number(call, line->price_minor);
        columns[DISCOUNT * n + i] = number(call, line->discount_basis_points);
        columns[TOTAL * n + i] = number(call, line->total_minor);
    }
    for (size_t c = 0; c < COLUMNS; c++)
        bind_texts(call, names[c], columns + c * n, n);
    return sql(call, &SQL_insert_lines, &rows);
}

static enum status write_clauses(struct call *call, const Contract *contract, const GetContractReply *terms)
{
    struct rows rows;
    const char **groups = arena_alloc(call->arena, (terms->n_clauses + 1) * sizeof *groups);
    const char **bodies = arena_alloc(call->arena, (terms->n_clauses + 1) * sizeof *bodies);
    for (size_t i = 0; i < terms->n_clauses; i++) {
        const ContractClause *clause = terms->clauses[i];
        groups[i] = enum_word(&contract_clause__group__descriptor, clause->group);
        bodies[i] =
            archive_seal(call, contract->id, clause_label(call, clause), contract->text_version, clause->text);
    }
    bind_texts(call, "groups", groups, terms->n_clauses);
    bind_texts(call, "bodies", bodies, terms->n_clauses);
    return sql(call, &SQL_insert_clauses, &rows);
}

static enum status write_instalments(struct call *call, const GetContractReply *terms)
{
    struct rows rows;
    const char **dues = arena_alloc(call->arena, (terms->n_instalments + 1) * sizeof *dues);
    const char **amounts = arena_alloc(call->arena, (terms->n_instalments + 1) * sizeof *amounts);
    for (size_t i = 0; i < terms->n_instalments; i++) {
        dues[i] = terms->instalments[i]->due_on;
        amounts[i] = number(call, terms->instalments[i]->amount_minor);
    }
    bind_texts(call, "dues", dues, terms->n_instalments);
    bind_texts(call, "amounts", amounts, terms->n_instalments);
    return sql(call, &SQL_insert_instalments, &rows);
}

static enum status write_obligations(struct call *call, const Contract *contract, const GetContractReply *terms)
{
    struct rows rows;
    enum { GROUP, CODE, DUE, DESCRIPTION, COLUMNS };
    static const char *const names[COLUMNS] = {"groups", "codes", "dues", "descriptions"};
    size_t n = terms->n_obligations;
    const char **columns = arena_alloc(call->arena, (COLUMNS * n + 1) * sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        const ContractObligation *duty = terms->obligations[i];
        columns[GROUP * n + i] =
            enum_word(&contract_obligation__group__descriptor, duty->group);
        columns[CODE * n + i] = duty->code;
        columns[DUE * n + i] = duty->due_on;
        columns[DESCRIPTION * n + i] =
            archive_seal(call, contract->id, duty_label(call, duty), contract->text_version, duty->description);
    }
    for (size_t c = 0; c < COLUMNS; c++)
        bind_texts(call, names[c], columns + c * n, n);
    return sql(call, &SQL_insert_obligations, &rows);
}

enum status wording_write(struct call *call, const Contract *contract, const GetContractReply *terms,
                          const char *document)
{
    struct rows rows;
    bind_text(call, "id", contract->id);
    bind_int(call, "text_version", contract->text_version);
    bind_text(call, "document",
              archive_seal(call, contract->id, "document", contract->text_version, document));
    bind_text(call, "doc_hash", contract->doc_hash);
    bind_int(call, "amount_minor", contract->amount_minor);
    TRY(sql_one(call, &SQL_put_version, "text that may still be changed", &rows));
    TRY(sql(call, &SQL_delete_terms, &rows));
    TRY(write_lines(call, terms));
    TRY(write_clauses(call, contract, terms));
    TRY(write_instalments(call, terms));
    return write_obligations(call, contract, terms);
}

void wording_take_lines(struct call *call, const GetOpportunityReply *opportunity, GetContractReply *terms)
{
    terms->n_lines = opportunity->n_lines;
    terms->lines = arena_alloc(call->arena, (opportunity->n_lines + 1) * sizeof *terms->lines);
    for (size_t i = 0; i < opportunity->n_lines; i++) {
        const OpportunityLine *from = opportunity->lines[i];
        ContractLine *line = terms->lines[i] = arena_alloc(call->arena, sizeof *line);
        contract_line__init(line);
        line->has_position = line->has_quantity = line->has_price_minor = true;
        line->has_discount_basis_points = line->has_total_minor = true;
        line->position = (uint32_t)i + 1;
        line->product_code = from->product_code;
        line->name = from->name;
        line->kind = enum_word(&product__kind__descriptor, from->kind);
        line->quantity = from->quantity;
        line->price_minor = from->price_minor;
        line->discount_basis_points = from->discount_basis_points;
        line->total_minor = from->total_minor;
    }
}

enum status wording_take_credit(struct call *call, const Contract *contract, const GetOpportunityReply *opportunity)
{
    struct rows rows;
    size_t n = opportunity->n_credit_split;
    const char **users = arena_alloc(call->arena, (n + 1) * sizeof *users);
    const char **shares = arena_alloc(call->arena, (n + 1) * sizeof *shares);
    for (size_t i = 0; i < n; i++) {
        users[i] = opportunity->credit_split[i]->user_id;
        shares[i] = number(call, opportunity->credit_split[i]->basis_points);
    }
    bind_text(call, "id", contract->id);
    bind_texts(call, "users", users, n);
    bind_texts(call, "shares", shares, n);
    TRY(sql(call, &SQL_delete_credit, &rows));
    return sql(call, &SQL_insert_credit, &rows);
}

enum status wording_ask(struct call *call, const char *opportunity_id, const GetOpportunityReply **ret_opportunity)
{
    GetOpportunityRequest question = GET_OPPORTUNITY_REQUEST__INIT;
    const GetOpportunityReply *answer;
    question.id = opportunity_id;
    TRY(ask(call, &opportunities__descriptor, "GetOpportunity", &question, (const void **)&answer));
    if (!is_within(answer->opportunity->owner_path, call->scope))
        return fail(call, STATUS_NOT_FOUND, "no such opportunity");
    if (answer->opportunity->state != OPPORTUNITY__STATE__COMMITTED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "OPPORTUNITY_STATE",
                        "a contract is drafted from a COMMITTED opportunity; commit this one first");
    *ret_opportunity = answer;
    return STATUS_OK;
}
