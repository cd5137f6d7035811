/* SPDX-License-Identifier: Apache-2.0 */
#include "proposal.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "schema/rule.h"

static bool answers(const ProposalPoint *point, const Pain *pain)
{
    return strcasecmp(point->pain_id, pain->id) == 0;
}

enum status points_answer(ProposalPoint *const *points, size_t n, Pain *const *pains, size_t n_pains,
                          struct error *error)
{
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < n_pains && !answers(points[i], pains[k]))
            k++;
        if (k == n_pains)
            return rule_broken(error, STATUS_NOT_FOUND, "points", "PAIN",
                               "point %zu answers no pain that was recorded of this opportunity", i + 1);
    }
    return STATUS_OK;
}

uint32_t pains_answered(ProposalPoint *const *points, size_t n, Pain *const *pains, size_t n_pains)
{
    uint32_t answered = 0;
    for (size_t k = 0; k < n_pains; k++) {
        size_t i = 0;
        while (i < n && !answers(points[i], pains[k]))
            i++;
        answered += i < n;
    }
    return answered;
}

enum status figures_fit(CaseFigure *const *figures, size_t n, struct error *error)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(figures[i]->metric, figures[k]->metric) == 0)
                return rule_broken(error, STATUS_INVALID_ARGUMENT, "figures", NULL, "%s is there twice",
                                   figures[i]->metric);
    return STATUS_OK;
}

enum status prepared_fit(PreparedClauses *const *clauses, size_t n, struct error *error)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(clauses[i]->clause_set_code, clauses[k]->clause_set_code) == 0)
                return rule_broken(error, STATUS_INVALID_ARGUMENT, "clauses", NULL, "%s is there twice",
                                   clauses[i]->clause_set_code);
    return STATUS_OK;
}

enum status cases_are_there(const char *const *codes, size_t n, ReferenceCase *const *found, size_t n_found,
                            struct error *error)
{
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < n_found && strcmp(codes[i], found[k]->code) != 0)
            k++;
        if (k == n_found)
            return rule_broken(error, STATUS_NOT_FOUND, "case_codes", "CASE", "no case %s in the library", codes[i]);
    }
    return STATUS_OK;
}
