/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"
#include "beginning.h"
#include "dealspine/customers.pb-c.h"
#include "rooms.h"
#include "schema/rule.h"

static enum status get_customer(struct call *call, const char *id, const Customer **ret)
{
    GetCustomerRequest question = GET_CUSTOMER_REQUEST__INIT;
    const GetCustomerReply *answer;
    question.id = id;
    TRY(ask(call, &customers__descriptor, "GetCustomer", &question, (const void **)&answer));
    *ret = answer->customer;
    return STATUS_OK;
}

/* Who was merged into another is that one by now. */
static enum status ask_customer(struct call *call, const char *id)
{
    const Customer *customer;
    TRY(get_customer(call, id, &customer));
    if (customer->alias_of)
        TRY(get_customer(call, customer->alias_of, &customer));
    if (customer->state == CUSTOMER__STATE__MERGED || customer->state == CUSTOMER__STATE__ERASED)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "CUSTOMER_GONE", "this customer was merged or erased");
    bind_text(call, "customer_id", customer->id);
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

RPC(Opportunities, create_opportunity, CreateOpportunityRequest, CreateOpportunityReply)
{
    struct rows rows;
    char *id = arena_alloc(call->arena, ID_TEXT);
    TRY(ask_customer(call, in->customer_id));
    bind_text(call, "pipeline", in->pipeline);
    TRY(sql_one(call, &SQL_find_pipeline, "pipeline", &rows));
    id_new_text(id);
    bind_text(call, "lead_id", NULL);
    bind_text(call, "owner_id", call->actor);
    bind_text(call, "owner_path", call->principal->path);
    bind_text(call, "source_channel", source_of(call, in));
    bind_time(call, "captured_at", call->now_us);
    out->opportunity = arena_alloc(call->arena, sizeof *out->opportunity);
    TRY(opportunity_begin(call, id, out->opportunity));
    if (!out->opportunity->id)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_STAGE", "the pipeline has no active stage");
    opportunity_tell_created(call, out->opportunity, NULL, false);
    return STATUS_OK;
}
