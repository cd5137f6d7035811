/* SPDX-License-Identifier: Apache-2.0
 * What a text comes to: its amount, its deviations from the template, its document and hash. Declared in wording.h.
 */
#include <string.h>

#include "difference.h"
#include "document.h"
#include "rooms.h"
#include "terms.h"
#include "wording.h"

enum status clause_sets_read(struct call *call, const char *template_code, ListClauseSetsReply *ret_list)
{
    struct rows rows;
    bind_text(call, "template_code", template_code);
    TRY(sql(call, &SQL_list_clause_sets, &rows));
    rows_into(call, &rows, ret_list, "clause_sets");
    for (size_t i = 0; i < ret_list->n_clause_sets; i++) {
        bind_text(call, "set_code", ret_list->clause_sets[i]->code);
        TRY(sql(call, &SQL_list_set_clauses, &rows));
        rows_into(call, &rows, ret_list->clause_sets[i], "clauses");
    }
    return STATUS_OK;
}

static const ClauseSet *set_named(const ListClauseSetsReply *list, const char *code)
{
    for (size_t i = 0; i < list->n_clause_sets; i++)
        if (strcmp(list->clause_sets[i]->code, code) == 0)
            return list->clause_sets[i];
    return NULL;
}

enum status wording_take_sets(struct call *call, const Contract *contract, const char *const *codes, size_t n,
                              GetContractReply *terms)
{
    ListClauseSetsReply list = LIST_CLAUSE_SETS_REPLY__INIT;
    if (n)
        TRY(clause_sets_read(call, contract->template_code, &list));
    for (size_t i = 0; i < n; i++) {
        const ClauseSet *set = set_named(&list, codes[i]);
        if (!set)
            return fail(call, STATUS_NOT_FOUND, "no clause set %s for template %s", codes[i], contract->template_code);
        TRY(clauses_merge(call->arena, terms->clauses, terms->n_clauses, set->clauses, set->n_clauses, &terms->clauses,
                          &terms->n_clauses, &call->error));
    }
    return STATUS_OK;
}

enum status wording_change(struct call *call, const Contract *contract, const struct wording_changes *changes,
                           GetContractReply *terms)
{
    if (changes->n_instalments) {
        terms->instalments = changes->instalments;
        terms->n_instalments = changes->n_instalments;
    }
    if (changes->n_obligations) {
        terms->obligations = changes->obligations;
        terms->n_obligations = changes->n_obligations;
    }
    TRY(wording_take_sets(call, contract, changes->clause_set_codes, changes->n_clause_set_codes, terms));
    return clauses_merge(call->arena, terms->clauses, terms->n_clauses, changes->clauses, changes->n_clauses,
                         &terms->clauses, &terms->n_clauses, &call->error);
}

enum status wording_compare(struct call *call, const Contract *contract, GetContractReply *terms)
{
    struct rows rows;
    GetContractReply template = GET_CONTRACT_REPLY__INIT;
    ListClauseSetsReply list = LIST_CLAUSE_SETS_REPLY__INIT;
    TRY(clause_sets_read(call, contract->template_code, &list));
    bind_text(call, "template_code", contract->template_code);
    bind_int(call, "template_revision", contract->template_revision);
    TRY(sql(call, &SQL_list_template_clauses, &rows));
    rows_into(call, &rows, &template, "clauses");
    clauses_compare(call->arena, terms->clauses, terms->n_clauses, template.clauses, template.n_clauses,
                    list.clause_sets, list.n_clause_sets, &terms->deviations);
    terms->n_deviations = terms->n_clauses;
    return STATUS_OK;
}

enum status wording_settle(struct call *call, Contract *contract, GetContractReply *terms, const char **ret_document)
{
    contract->has_amount_minor = contract->has_largest_discount = true;
    TRY(lines_amount(terms->lines, terms->n_lines, &contract->amount_minor, &call->error));
    TRY(instalments_fit(terms->instalments, terms->n_instalments, contract->amount_minor, &call->error));
    TRY(obligations_fit(terms->obligations, terms->n_obligations, &call->error));
    TRY(wording_compare(call, contract, terms));
    contract->deviating_groups = groups_deviating(call->arena, terms->deviations, terms->n_deviations,
                                                  &contract->n_deviating_groups);
    contract->largest_discount = lines_largest_discount(terms->lines, terms->n_lines);
    *ret_document = document_text(call->arena, contract, terms);
    contract->doc_hash = text_hash(call->arena, *ret_document);
    return STATUS_OK;
}
