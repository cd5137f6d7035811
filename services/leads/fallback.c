/* SPDX-License-Identifier: Apache-2.0 */
#include "fallback.h"

enum status fallback_apply(struct call *call, const char *lead_id, const char *opportunity_id, const char *reason,
                           bool keep)
{
    struct held held;
    if (!lead_id)
        return STATUS_OK;
    TRY(store_find(call, lead_id, &held));
    Lead *lead = held.lead;
    if (!lead || lead->state != LEAD__STATE__CONVERTING || !text_equal(lead->opportunity_id, opportunity_id))
        return STATUS_OK;
    TRY(lead_step(lead, "fall back", &call->error));
    if (!keep)
        lead->opportunity_id = NULL;
    TRY(store_put(call, &held));
    LeadConversionFailed event = LEAD_CONVERSION_FAILED__INIT;
    event.lead_id = lead->id;
    event.opportunity_id = opportunity_id;
    event.reason = reason;
    emit(call, &event, "lead", lead->id, lead->owner_path);
    return STATUS_OK;
}
