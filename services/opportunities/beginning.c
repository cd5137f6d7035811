/* SPDX-License-Identifier: Apache-2.0 */
#include "beginning.h"

#include "clock.h"
#include "rooms.h"

enum status opportunity_begin(struct call *call, const char *id, Opportunity *ret_made)
{
    struct rows rows;
    opportunity__init(ret_made);
    bind_text(call, "id", id);
    TRY(sql(call, &SQL_insert_opportunity, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    TRY(opportunity_visit(call, id, NULL, row_text(&rows, 0, "stage"), STAGE_VISIT__TRANSITION__ENTER, 0, NULL, NULL));
    TRY(sql_one(call, &SQL_get_created, "opportunity", &rows));
    row_into(call, &rows, 0, ret_made);
    note(call, "opportunity", ret_made->id);
    return stall_restart(call, ret_made);
}

void opportunity_tell_created(struct call *call, const Opportunity *made, const char *lead_id, bool linked)
{
    OpportunityCreated event = OPPORTUNITY_CREATED__INIT;
    event.opportunity_id = made->id;
    event.lead_id = lead_id;
    event.has_linked = lead_id != NULL;
    event.linked = linked;
    event.customer_id = made->customer_id;
    event.owner_id = made->owner_id;
    event.owner_path = made->owner_path;
    event.has_source_channel = true;
    event.source_channel = made->source_channel;
    event.captured_at = made->captured_at;
    event.stage = made->stage;
    event.product = made->product;
    event.currency = made->currency;
    event.renews_contract_id = made->renews_contract_id;
    event.has_amount_minor = made->amount_minor > 0 && !linked;
    event.amount_minor = made->amount_minor;
    emit(call, &event, "opportunity", made->id, made->owner_path);
}
