/* SPDX-License-Identifier: Apache-2.0 */
#include "referral.h"

#include <strings.h>

#include "schema/rule.h"

enum status referral_check(const char *customer_id, const char *referrer_id, const char *const *line, size_t n,
                           struct error *error)
{
    if (strcasecmp(customer_id, referrer_id) == 0)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "referrer_id", NULL, "must be another customer");
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(customer_id, line[i]) == 0)
            return rule_broken(error, STATUS_FAILED_PRECONDITION, NULL, "CIRCLE", "the referrer came to us by this customer");
    return STATUS_OK;
}

CustomerReferral__Outcome referral_outcome(bool pursued, int64_t deals)
{
    if (deals > 0)
        return CUSTOMER_REFERRAL__OUTCOME__WON;
    return pursued ? CUSTOMER_REFERRAL__OUTCOME__PURSUED : CUSTOMER_REFERRAL__OUTCOME__INTRODUCED;
}
