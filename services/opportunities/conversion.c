/* SPDX-License-Identifier: Apache-2.0 */
#include "conversion.h"

#include <strings.h>

#include "base/text.h"

static bool same_id(const char *a, const char *b)
{
    return a && b && strcasecmp(a, b) == 0;
}

const char *conversion_refusal(const LeadConversionRequested *asked, const Opportunity *target)
{
    if (is_blank(asked->customer_id))
        return "CUSTOMER_UNKNOWN";
    if (!target && asked->existing)
        return "TARGET_UNKNOWN";
    if (!target)
        return is_blank(asked->owner_id) || is_blank(asked->owner_path) ? "OWNER_UNKNOWN" : NULL;
    if (!same_id(target->customer_id, asked->customer_id))
        return "CUSTOMER_DIFFERS";
    if (same_id(target->lead_id, asked->lead_id))
        return NULL;
    if (target->state != OPPORTUNITY__STATE__OPEN && target->state != OPPORTUNITY__STATE__COMMITTED)
        return "TARGET_CLOSED";
    return NULL;
}
