/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "vault.h"
#include "visiting.h"

/* ---- what it found ----------------------------------------------------------------------------------------------- */

static void emit_done(struct call *call, const ReturnVisit *visit)
{
    VisitDone event = VISIT_DONE__INIT;
    event.visit_id = visit->id;
    event.plan_id = visit->plan_id;
    event.customer_id = visit->customer_id;
    event.owner_id = visit->owner_id;
    event.done_by = visit->done_by;
    event.has_channel = event.has_has_need = event.has_has_problem = event.has_has_suggestion = true;
    event.channel = visit->channel;
    event.has_need = visit->need != NULL;
    event.has_problem = visit->problem != NULL;
    event.has_suggestion = visit->suggestion != NULL;
    event.case_id = visit->case_id;
    emit(call, &event, "visit", visit->id, visit->owner_path);
}

static void emit_need(struct call *call, const ReturnVisit *visit, const char *product)
{
    NeedDiscovered event = NEED_DISCOVERED__INIT;
    event.visit_id = visit->id;
    event.opportunity_id = visit->opportunity_id;
    event.plan_id = visit->plan_id;
    event.contract_id = visit->contract_id;
    event.customer_id = visit->customer_id;
    event.customer_tier = visit->customer_tier;
    event.owner_id = visit->owner_id;
    event.owner_path = visit->owner_path;
    event.product = product;
    event.discovered_at = visit->done_at;
    emit(call, &event, "visit", visit->id, visit->owner_path);
}

static enum status emit_feedback(struct call *call, const ReturnVisit *visit)
{
    struct rows rows;
    FeedbackCaptured event = FEEDBACK_CAPTURED__INIT;
    bind_text(call, "plan_id", visit->plan_id);
    TRY(sql(call, &SQL_list_products_of_plan, &rows));
    event.products = arena_alloc(call->arena, (rows.n + 1) * sizeof *event.products);
    for (size_t i = 0; i < rows.n; i++)
        event.products[event.n_products++] = row_text(&rows, i, "product");
    event.visit_id = visit->id;
    event.has_audience = true;
    event.audience = visit->audience;
    event.customer_id = visit->customer_id;
    event.owner_id = visit->owner_id;
    event.plan_id = visit->plan_id;
    emit(call, &event, "visit", visit->id, visit->owner_path);
    return STATUS_OK;
}

/* ---- the visit --------------------------------------------------------------------------------------------------- */

static enum status check_case(struct call *call, const char *case_id, const ReturnVisit *visit)
{
    struct rows rows;
    if (!case_id)
        return STATUS_OK;
    bind_text(call, "case_id", case_id);
    bind_text(call, "customer_id", visit->customer_id);
    return sql_one(call, &SQL_find_case_of_customer, "case of this customer", &rows);
}

static void take(struct call *call, const RecordVisitRequest *in, ReturnVisit *visit)
{
    visit->done_at = time_message(call, call->now_us);
    visit->done_by = call->actor;
    visit->has_channel = true;
    visit->channel = in->has_channel ? in->channel : RETURN_VISIT__CHANNEL__PHONE;
    visit->need = vault_seal(call, visit->id, "need", in->need);
    visit->problem = vault_seal(call, visit->id, "problem", in->problem);
    visit->suggestion = vault_seal(call, visit->id, "suggestion", in->suggestion);
    visit->has_audience = visit->suggestion != NULL;
    visit->audience = in->audience;
    visit->case_id = in->case_id;
    visit->opportunity_id = visit->need ? new_id(call) : NULL;
}

RPC(Aftersales, record_visit, RecordVisitRequest, RecordVisitReply)
{
    ReturnVisit visit;
    if (!is_blank(in->suggestion) && !in->has_audience)
        return bad(call, "audience", "must say who shall hear the suggestion");
    TRY(visit_hold(call, in->id, in->has_expected_version ? &in->expected_version : NULL, "record", &visit));
    TRY(check_case(call, in->case_id, &visit));
    take(call, in, &visit);
    TRY(visit_save(call, &visit));
    TRY(unschedule(call, "visit_missed", visit.id));
    emit_done(call, &visit);
    if (visit.need)
        emit_need(call, &visit, in->need_product);
    if (visit.suggestion)
        TRY(emit_feedback(call, &visit));
    TRY(visit_plan_next(call, &visit, &out->next));
    return visit_answer(call, &visit, &out->visit);
}
