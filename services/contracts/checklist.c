/* SPDX-License-Identifier: Apache-2.0 */
#include "checklist.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "schema/rule.h"

static bool is_known(ChecklistItem *const *items, size_t n, const char *code)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(items[i]->code, code) == 0)
            return true;
    return false;
}

enum status checklist_accepts(ChecklistItem *const *items, size_t n_items, ChecklistAnswer *const *answers, size_t n,
                              struct error *error)
{
    for (size_t i = 0; i < n; i++) {
        if (!is_known(items, n_items, answers[i]->code))
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "answers", NULL, "%s is not on the checklist",
                               answers[i]->code);
        if (answers[i]->answer == CHECKLIST_ITEM__ANSWER__OPEN)
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "answers", NULL, "an answer must be PASS or FAIL");
        if (answers[i]->answer == CHECKLIST_ITEM__ANSWER__FAIL && is_blank(answers[i]->remark))
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "answers", NULL, "%s: FAIL needs a remark",
                               answers[i]->code);
    }
    return STATUS_OK;
}

uint32_t checklist_count(ChecklistItem *const *items, size_t n, ChecklistItem__Answer answer)
{
    uint32_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += items[i]->answer == answer;
    return count;
}

static void add_name(char *list, size_t room, const char *name)
{
    if (strlen(list) + strlen(name) + 3 > room)
        return;
    strcat(list, list[0] ? ", " : "");
    strcat(list, name);
}

enum status checklist_is_complete(ChecklistItem *const *items, size_t n, struct error *error)
{
    char missing[200] = "";
    bool seen[8] = {false};
    for (size_t i = 0; i < n; i++) {
        seen[items[i]->group & 7] = true;
        if (items[i]->answer != CHECKLIST_ITEM__ANSWER__PASS)
            add_name(missing, sizeof missing, items[i]->code);
    }
    for (unsigned g = 0; g < contract_clause__group__descriptor.n_values; g++)
        if (!seen[contract_clause__group__descriptor.values[g].value & 7])
            add_name(missing, sizeof missing, contract_clause__group__descriptor.values[g].name);
    if (!missing[0])
        return STATUS_OK;
    return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "CHECKLIST_OPEN", "the checklist is not passed: %s",
                       missing);
}
