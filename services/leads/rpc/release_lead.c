/* SPDX-License-Identifier: Apache-2.0 */
#include "place.h"

RPC(Leads, release_lead, ReleaseLeadRequest, ReleaseLeadReply)
{
    struct held held;
    TRY(store_take(call, in->lead_id, in->has_expected_version, in->expected_version, &held));
    TRY(place_give_back(call, "release", "given back by its owner", held.lead));
    TRY(store_put(call, &held));
    LeadReleased event = LEAD_RELEASED__INIT;
    event.lead_id = held.lead->id;
    event.customer_id = held.lead->customer_id;
    event.previous_owner_id = held.lead->previous_owner_id;
    event.reason = in->reason;
    event.team_path = held.lead->owner_path;
    emit(call, &event, "lead", held.lead->id, held.lead->owner_path);
    out->lead = held.lead;
    return STATUS_OK;
}
