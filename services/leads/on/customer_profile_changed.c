/* SPDX-License-Identifier: Apache-2.0
 * Where the customer is and how long he takes to decide is for rules to ask of his leads.
 */
#include "dealspine/customers.pb-c.h"
#include "trait.h"

static bool names(const CustomerProfileChanged *in, const char *field)
{
    for (size_t i = 0; i < in->n_fields; i++)
        if (text_equal(in->fields[i], field))
            return true;
    return false;
}

ON(customer_profile_changed, CustomerProfileChanged)
{
    if (in->region)
        TRY(trait_follow(call, in->customer_id, TRAIT_REGION, in->region));
    if (!in->has_decision_cycle_days && !names(in, "decision_profile"))
        return STATUS_OK;
    return trait_follow(call, in->customer_id, TRAIT_CYCLE,
                        trait_days(call, in->has_decision_cycle_days, in->decision_cycle_days));
}
