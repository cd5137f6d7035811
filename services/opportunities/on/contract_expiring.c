/* SPDX-License-Identifier: Apache-2.0
 * The term of a contract ends soon: an opportunity of its owner to renew it (CON-15), one for each end, under an id
 * that follows from the contract and its last day.
 */
#include "base/id.h"
#include "beginning.h"
#include "dealspine/contracts.pb-c.h"
#include "rooms.h"
#include "schema/rule.h"

static void bind_renewal(struct call *call, const ContractExpiring *in)
{
    bind_text(call, "customer_kind", NULL);
    bind_text(call, "customer_tier", NULL);
    bind_text(call, "customer_industry", NULL);
    bind_text(call, "lead_id", NULL);
    bind_text(call, "title", arena_printf(call->arena, "Renewal of %s", in->number));
    bind_text(call, "pipeline", NULL);
    bind_text(call, "product", in->n_lines ? in->lines[0]->product : NULL);
    bind_text(call, "expected_close", in->term_ends_on);
    bind_text(call, "source_channel", enum_word(&channel__descriptor, CHANNEL__SYSTEM));
    bind_time(call, "captured_at", call->now_us);
}

ON(contract_expiring, ContractExpiring)
{
    struct rows rows;
    Opportunity made;
    char *id = arena_alloc(call->arena, ID_TEXT);
    if (is_blank(in->customer_id) || is_blank(in->owner_id))
        return STATUS_OK;
    id_from_text(arena_printf(call->arena, "renewal of %s at %s", in->contract_id, in->term_ends_on), id);
    bind_renewal(call, in);
    TRY(opportunity_begin(call, id, &made));
    if (!made.id)
        return STATUS_OK;
    bind_text(call, "renews_contract_id", in->contract_id);
    TRY(sql_one(call, &SQL_mark_renewal, "opportunity", &rows));
    made.renews_contract_id = in->contract_id;
    opportunity_tell_created(call, &made, NULL, false);
    return STATUS_OK;
}
