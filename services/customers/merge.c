/* SPDX-License-Identifier: Apache-2.0 */
#include "merge.h"

#include <strings.h>

#include "base/text.h"
#include "ledger.h"
#include "schema/rule.h"

static bool is_of_persons(MergeCustomersRequest__Field field)
{
    return field == MERGE_CUSTOMERS_REQUEST__FIELD__OCCUPATION || field == MERGE_CUSTOMERS_REQUEST__FIELD__INCOME_BAND ||
           field == MERGE_CUSTOMERS_REQUEST__FIELD__BIRTH_DATE;
}

static bool is_of_organisations(MergeCustomersRequest__Field field)
{
    return field == MERGE_CUSTOMERS_REQUEST__FIELD__SIZE_BAND ||
           field == MERGE_CUSTOMERS_REQUEST__FIELD__REGISTRATION_NUMBER;
}

static enum status check_side(const struct merge_side *side, struct error *error)
{
    const char *to;
    struct error ignored;
    if (lifecycle_step(&customer_lifecycle, side->state, "merge", &to, &ignored) == STATUS_OK)
        return STATUS_OK;
    return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "CUSTOMER_CLOSED", "customer %s is %s", side->id,
                       side->state);
}

static enum status check_fields(const char *kind, const MergeCustomersRequest__Field *take, size_t n,
                                struct error *error)
{
    bool person = text_equal(kind, "PERSON");
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++)
            if (take[i] == take[k])
                return rule_broken(error, STATUS_INVALID_ARGUMENT, "take", NULL, "a field stands there twice");
        if (person ? is_of_organisations(take[i]) : is_of_persons(take[i]))
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "take", NULL, "a %s has no such field", kind);
    }
    return STATUS_OK;
}

enum status merge_check(const struct merge_side *survivor, const struct merge_side *alias,
                        const MergeCustomersRequest__Field *take, size_t n, struct error *error)
{
    if (strcasecmp(survivor->id, alias->id) == 0)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "alias_id", NULL, "must be another customer");
    TRY(check_side(survivor, error));
    TRY(check_side(alias, error));
    if (!text_equal(survivor->kind, alias->kind))
        return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "KIND", "one is a %s, the other a %s",
                           survivor->kind, alias->kind);
    return check_fields(survivor->kind, take, n, error);
}

enum status merge_check_undo(bool undone, int64_t until_us, int64_t now_us, struct error *error)
{
    if (undone)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "UNDONE", "the merge was taken back before");
    if (now_us >= until_us)
        return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "WINDOW", "the merge is too long ago");
    return STATUS_OK;
}
