/* SPDX-License-Identifier: Apache-2.0
 * A return visit has found a new need (AFT-17): an opportunity of the deal's owner, under the id that the visit names.
 */
#include "beginning.h"
#include "dealspine/aftersales.pb-c.h"
#include "rooms.h"
#include "schema/rule.h"
#include "settings.h"

/* What the visit does not say is for the owner to find out. */
static void bind_need(struct call *call, const NeedDiscovered *in)
{
    bind_text(call, "customer_kind", NULL);
    bind_text(call, "customer_industry", NULL);
    bind_text(call, "lead_id", NULL);
    bind_text(call, "title", NULL);
    bind_text(call, "pipeline", NULL);
    bind_text(call, "amount_minor", NULL);
    bind_text(call, "expected_close", NULL);
    bind_text(call, "currency", opportunities_settings.currency);
    bind_text(call, "source_channel", enum_word(&channel__descriptor, CHANNEL__PHONE));
    bind_time(call, "captured_at", in->discovered_at ? time_us(in->discovered_at) : call->now_us);
}

ON(need_discovered, NeedDiscovered)
{
    Opportunity made;
    bind_need(call, in);
    TRY(opportunity_begin(call, in->opportunity_id, &made));
    if (!made.id)
        return fail(call, STATUS_NOT_FOUND, "no active stage in the pipeline, or the opportunity is there already");
    opportunity_tell_created(call, &made, NULL, false);
    return STATUS_OK;
}
