/* SPDX-License-Identifier: Apache-2.0 */
#include "steps.h"

#include "place.h"
#include "wire/pack.h"

enum status steps_next(struct call *call, const char *lead_id, const char **ret_plan_id, FollowUpStep **ret_step)
{
    struct rows rows;
    *ret_plan_id = NULL;
    *ret_step = NULL;
    bind_text(call, "lead_id", lead_id);
    TRY(sql(call, &SQL_find_next_step, &rows));
    if (!rows.n)
        return STATUS_OK;
    *ret_plan_id = row_text(&rows, 0, "plan_id");
    if (row_is_null(&rows, 0, "seq"))
        return STATUS_OK;
    FollowUpStep *step = *ret_step = wire_new(call->arena, &follow_up_step__descriptor);
    step->has_seq = true, step->seq = (uint32_t)row_int(&rows, 0, "seq");
    step->due_at = lead_time(call->arena, row_time(&rows, 0, "due_at"));
    step->channel = row_text(&rows, 0, "channel");
    return STATUS_OK;
}

static enum status complete(struct call *call, const Lead *lead, const char *plan_id)
{
    struct rows rows;
    bind_text(call, "plan_id", plan_id);
    bind_text(call, "state", "COMPLETED");
    TRY(sql_one(call, &SQL_end_plan, "plan", &rows));
    FollowUpPlanCompleted event = FOLLOW_UP_PLAN_COMPLETED__INIT;
    event.plan_id = plan_id;
    event.lead_id = lead->id;
    emit(call, &event, "follow_up_plan", plan_id, lead->owner_path);
    return STATUS_OK;
}

enum status steps_met(struct call *call, const Lead *lead, const char *ref_id, int64_t at_us, FollowUpStep **ret_step)
{
    struct rows rows;
    const char *plan_id;
    TRY(steps_next(call, lead->id, &plan_id, ret_step));
    if (!plan_id)
        return STATUS_OK;
    if (*ret_step && lead_us((*ret_step)->due_at) <= at_us + place_days(1)) {
        bind_text(call, "plan_id", plan_id);
        bind_int(call, "seq", (*ret_step)->seq);
        bind_text(call, "ref_id", ref_id);
        bind_time(call, "at", at_us);
        TRY(sql(call, &SQL_do_step, &rows));
        TRY(steps_next(call, lead->id, &plan_id, ret_step));
    }
    return *ret_step ? STATUS_OK : complete(call, lead, plan_id);
}

enum status steps_by_cadence(struct call *call, const LeadRules *rules, const struct facts *facts, int64_t from_us,
                             Lead *lead)
{
    struct rows rows;
    bind_text(call, "lead_id", lead->id);
    TRY(sql(call, &SQL_get_k14_urgency, &rows));
    CadenceRule__Urgency urgency = cadence_urgency(facts, rows.n ? (int)row_int(&rows, 0, "urgency") : -1);
    struct cadence next = cadence_next(rules, facts, urgency, lead->intent, lead->attempts);
    lead->next_contact_channel = next.channel;
    lead->next_contact_at = lead_time(call->arena, from_us + place_days(next.days));
    return STATUS_OK;
}
