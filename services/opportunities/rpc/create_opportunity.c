/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"
#include "clock.h"
#include "dealspine/customers.pb-c.h"
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"

static enum status ask_customer(struct call *call, const char *id)
{
    GetCustomerRequest question = GET_CUSTOMER_REQUEST__INIT;
    const GetCustomerReply *answer;
    question.id = id;
    TRY(ask(call, &customers__descriptor, "GetCustomer", &question, (const void **)&answer));
    const Customer *customer = answer->customer;
    if (customer->state == CUSTOMER__STATE__MERGED || customer->state == CUSTOMER__STATE__ERASED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CUSTOMER_GONE", "this customer was merged or erased");
    bind_text(call, "customer_kind",
              enum_word(&customer__kind__descriptor, customer->kind));
    bind_text(call, "customer_tier", customer->tier);
    bind_text(call, "customer_industry", customer->industry);
    return STATUS_OK;
}

static const char *source_of(const struct call *call, const CreateOpportunityRequest *in)
{
    Channel channel = in->has_source_channel ? in->source_channel : call->channel;
    return enum_word(&channel__descriptor, channel);
}

static void emit_created(struct call *call, const Opportunity *made)
{
    OpportunityCreated event = OPPORTUNITY_CREATED__INIT;
    event.opportunity_id = made->id;
    event.customer_id = made->customer_id;
    event.owner_id = made->owner_id;
    event.owner_path = made->owner_path;
    event.has_source_channel = true;
    event.source_channel = made->source_channel;
    event.captured_at = made->captured_at;
    event.stage = made->stage;
    event.product = made->product;
    event.currency = made->currency;
    emit(call, &event, "opportunity", made->id, made->owner_path);
}

RPC(Opportunities, create_opportunity, CreateOpportunityRequest, CreateOpportunityReply)
{
    struct rows rows;
    char *id = arena_alloc(call->arena, ID_TEXT);
    TRY(ask_customer(call, in->customer_id));
    bind_text(call, "pipeline", in->pipeline);
    TRY(sql_one(call, &SQL_find_pipeline, "pipeline", &rows));
    id_new_text(id);
    bind_text(call, "id", id);
    bind_text(call, "lead_id", NULL);
    bind_text(call, "owner_id", call->actor);
    bind_text(call, "owner_path", call->principal->path);
    bind_text(call, "source_channel", source_of(call, in));
    bind_time(call, "captured_at", call->now_us);
    TRY(sql(call, &SQL_insert_opportunity, &rows));
    if (rows.n == 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_STAGE", "the pipeline has no active stage");
    TRY(opportunity_visit(call, id, NULL, row_text(&rows, 0, "stage"), STAGE_VISIT__TRANSITION__ENTER, 0, NULL,
                          NULL));
    TRY(sql_one(call, &SQL_get_created, "opportunity", &rows));
    out->opportunity = arena_alloc(call->arena, sizeof *out->opportunity);
    opportunity__init(out->opportunity);
    row_into(call, &rows, 0, out->opportunity);
    TRY(stall_restart(call, out->opportunity));
    emit_created(call, out->opportunity);
    return STATUS_OK;
}
