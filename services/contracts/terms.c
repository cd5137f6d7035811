/* SPDX-License-Identifier: Apache-2.0 */
#include "terms.h"

#include <inttypes.h>
#include <string.h>

#include "base/money.h"
#include "schema/rule.h"

enum { GROUPS = 4 };

enum status lines_amount(ContractLine *const *lines, size_t n, int64_t *ret_amount_minor, struct error *error)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        if (!money_add(sum, lines[i]->total_minor, &sum))
            return rule_broken(error, STATUS_OUT_OF_RANGE, "lines", NULL, "the sum of the lines exceeds 64 bits");
    *ret_amount_minor = sum;
    return STATUS_OK;
}

uint32_t lines_largest_discount(ContractLine *const *lines, size_t n)
{
    uint32_t largest = 0;
    for (size_t i = 0; i < n; i++)
        if (lines[i]->discount_basis_points > largest)
            largest = lines[i]->discount_basis_points;
    return largest;
}

enum status instalments_fit(Instalment *const *instalments, size_t n, int64_t amount_minor, struct error *error)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        if (i && strcmp(instalments[i]->due_on, instalments[i - 1]->due_on) < 0)
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "instalments", NULL, "instalments must be due in order");
        if (!money_add(sum, instalments[i]->amount_minor, &sum))
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "instalments", NULL, "the instalments exceed 64 bits");
        instalments[i]->has_position = true;
        instalments[i]->position = (uint32_t)i + 1;
    }
    if (sum != amount_minor)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "instalments", NULL,
                           "the instalments sum to %" PRId64 ", the lines to %" PRId64, sum, amount_minor);
    return STATUS_OK;
}

enum status obligations_fit(ContractObligation *const *obligations, size_t n, struct error *error)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(obligations[i]->code, obligations[j]->code) == 0)
                return rule_broken(error, STATUS_INVALID_ARGUMENT, "obligations", NULL, "each code may be used once");
    return STATUS_OK;
}

static bool is_condition(const ContractObligation *obligation, const char *code)
{
    return obligation->group == CONTRACT_OBLIGATION__GROUP__CONDITION && strcmp(obligation->code, code) == 0;
}

enum status conditions_fit(ContractObligation *const *before, size_t n_before, ContractObligation *const *after,
                           size_t n_after, struct error *error)
{
    for (size_t i = 0; i < n_after; i++) {
        size_t k = 0;
        while (k < n_before && !is_condition(before[k], after[i]->code))
            k++;
        if (is_condition(after[i], after[i]->code) && k == n_before)
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "obligations", NULL,
                               "a contract in effect takes no further condition of taking effect");
    }
    return STATUS_OK;
}

static ContractClause *of_group(ContractClause *const *clauses, size_t n, ContractClause__Group group)
{
    for (size_t i = 0; i < n; i++)
        if (clauses[i]->group == group)
            return clauses[i];
    return NULL;
}

enum status clauses_merge(struct arena *arena, ContractClause *const *base, size_t n_base,
                          ContractClause *const *changes, size_t n_changes, ContractClause ***ret_clauses,
                          size_t *ret_n, struct error *error)
{
    ContractClause **clauses = arena_alloc(arena, GROUPS * sizeof(ContractClause *));
    for (size_t i = 1; i < n_changes; i++)
        if (of_group(changes, i, changes[i]->group))
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "clauses", NULL, "each group may be named once");
    for (unsigned g = 0; g < GROUPS; g++) {
        const ProtobufCEnumValue *group = &contract_clause__group__descriptor.values[g];
        clauses[g] = of_group(changes, n_changes, (ContractClause__Group)group->value);
        if (!clauses[g])
            clauses[g] = of_group(base, n_base, (ContractClause__Group)group->value);
        if (!clauses[g])
            return rule_broken(error, STATUS_FAILED_PRECONDITION, "clauses", "CLAUSE_MISSING",
                               "there is no clause for %s, neither given nor in the template", group->name);
    }
    *ret_clauses = clauses;
    *ret_n = GROUPS;
    return STATUS_OK;
}
