/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "base/id.h"
#include "held.h"
#include "plan.h"
#include "rooms.h"
#include "settings.h"
#include "zone.h"

static enum status keep_lines(struct call *call, const AgreePlanRequest *in)
{
    struct rows rows;
    ListProductsReply products;
    const char **codes = arena_alloc(call->arena, in->n_lines * sizeof *codes);
    const char **quantities = arena_alloc(call->arena, in->n_lines * sizeof *quantities);
    const char **amounts = arena_alloc(call->arena, in->n_lines * sizeof *amounts);
    for (size_t i = 0; i < in->n_lines; i++) {
        PlanLine *line = in->lines[i];
        codes[i] = line->product_code;
        quantities[i] = arena_printf(call->arena, "%" PRId64, line->has_quantity ? line->quantity : 1);
        if (line->has_amount_minor)
            amounts[i] = arena_printf(call->arena, "%" PRId64, line->amount_minor);
    }
    TRY(catalogue_read(call, codes, in->n_lines, &products));
    bind_texts(call, "quantities", quantities, in->n_lines);
    bind_texts(call, "amounts", amounts, in->n_lines);
    TRY(sql(call, &SQL_insert_plan, &rows));
    return sql(call, &SQL_insert_plan_lines, &rows);
}

static enum status keep_milestones(struct call *call, const AgreePlanRequest *in)
{
    struct rows rows;
    if (in->n_milestones == 0)
        return STATUS_OK;
    const char **codes = arena_alloc(call->arena, in->n_milestones * sizeof *codes);
    const char **dues = arena_alloc(call->arena, in->n_milestones * sizeof *dues);
    const char **targets = arena_alloc(call->arena, in->n_milestones * sizeof *targets);
    for (size_t i = 0; i < in->n_milestones; i++) {
        const PlanMilestone *milestone = in->milestones[i];
        codes[i] = milestone->code;
        dues[i] = milestone->due_on;
        if (milestone->has_target)
            targets[i] = arena_printf(call->arena, "%" PRId64, milestone->target);
    }
    bind_texts(call, "codes", codes, in->n_milestones);
    bind_texts(call, "dues", dues, in->n_milestones);
    bind_texts(call, "targets", targets, in->n_milestones);
    return sql(call, &SQL_insert_milestones, &rows);
}

/* An id is that of a target of insights; another code means one that is kept elsewhere, where the house has such. */
static enum status check_target(struct call *call, const AgreePlanRequest *in, const Opportunity *opportunity,
                                int64_t local_us)
{
    struct rows rows;
    uint8_t id[ID_BYTES];
    char today[DAY_TEXT];
    if (!id_parse(in->team_target_ref, id))
        return plan_may_name_code(opportunities_settings.targets_elsewhere, &call->error);
    calendar_day_text(local_us, 0, today);
    bind_text(call, "today", today);
    TRY(sql_one(call, &SQL_find_team_target, "published target", &rows));
    struct team_target target = {row_text(&rows, 0, "team_path"), row_text(&rows, 0, "user_id"),
                                 row_bool(&rows, 0, "is_over")};
    return plan_serves(&target, opportunity, &call->error);
}

static SalesPlan *plan_message(struct call *call, const AgreePlanRequest *in, const char *plan_id)
{
    SalesPlan *plan = arena_alloc(call->arena, sizeof *plan);
    sales_plan__init(plan);
    plan->id = plan_id;
    plan->has_state = plan->has_target = true;
    plan->state = SALES_PLAN__STATE__AGREED;
    plan->target = in->target;
    plan->unit = in->unit;
    plan->deadline = in->deadline;
    plan->owner_id = in->owner_id;
    plan->team_target_ref = in->team_target_ref;
    plan->lines = in->lines;
    plan->n_lines = in->n_lines;
    plan->milestones = in->milestones;
    plan->n_milestones = in->n_milestones;
    plan->agreed_by = call->actor;
    plan->agreed_at = time_message(call, call->now_us);
    return plan;
}

static void emit_agreed(struct call *call, const Opportunity *opportunity, const SalesPlan *plan, const char *replaced)
{
    OpportunityPlanAgreed event = OPPORTUNITY_PLAN_AGREED__INIT;
    event.opportunity_id = opportunity->id;
    event.plan_id = plan->id;
    event.replaced_plan_id = replaced;
    event.has_target = true;
    event.target = plan->target;
    event.unit = plan->unit;
    event.deadline = plan->deadline;
    event.plan_owner_id = plan->owner_id;
    event.team_target_ref = plan->team_target_ref;
    event.lines = plan->lines;
    event.n_lines = plan->n_lines;
    event.milestones = plan->milestones;
    event.n_milestones = plan->n_milestones;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

RPC(Opportunities, agree_plan, AgreePlanRequest, AgreePlanReply)
{
    int64_t local_us;
    struct rows replaced;
    Opportunity opportunity;
    char *plan_id = arena_alloc(call->arena, ID_TEXT);
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(zone_now(call, &local_us));
    TRY(plan_is_smart(in, opportunity.currency, local_us, &call->error));
    TRY(check_target(call, in, &opportunity, local_us));
    id_new_text(plan_id);
    bind_text(call, "plan_id", plan_id);
    TRY(sql(call, &SQL_replace_plan, &replaced));
    TRY(keep_lines(call, in));
    TRY(keep_milestones(call, in));
    opportunity_touch(call, "plan");
    TRY(opportunity_save(call, &opportunity));
    out->plan = plan_message(call, in, plan_id);
    TRY(milestones_changed(call, &opportunity));
    emit_agreed(call, &opportunity, out->plan, replaced.n ? row_text(&replaced, 0, "id") : NULL);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
