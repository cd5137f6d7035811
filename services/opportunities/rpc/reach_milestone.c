/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "held.h"
#include "rooms.h"
#include "zone.h"

static void emit_reached(struct call *call, const Opportunity *opportunity, const ReachMilestoneRequest *in,
                         const struct rows *open, const char *reached_on)
{
    OpportunityMilestoneReached event = OPPORTUNITY_MILESTONE_REACHED__INIT;
    event.opportunity_id = opportunity->id;
    event.plan_id = row_text(open, 0, "plan_id");
    event.code = in->code;
    event.due_on = row_text(open, 0, "due_on");
    event.reached_on = reached_on;
    event.has_target = !row_is_null(open, 0, "target");
    event.target = row_int(open, 0, "target");
    event.has_actual = in->has_actual;
    event.actual = in->actual;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

RPC(Opportunities, reach_milestone, ReachMilestoneRequest, ReachMilestoneReply)
{
    struct rows open, rows;
    Opportunity opportunity;
    char today[DAY_TEXT];
    TRY(zone_today(call, today));
    const char *reached_on = in->reached_on ? in->reached_on : arena_strdup(call->arena, today);
    if (strcmp(reached_on, today) > 0)
        return bad(call, "reached_on", "must not be after today");
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    TRY(sql_one(call, &SQL_find_open_milestone, "open milestone of the agreed plan", &open));
    if (!row_is_null(&open, 0, "target") && !in->has_actual)
        return bad(call, "actual", "must say how much of the milestone's target was reached");
    bind_text(call, "plan_id", row_text(&open, 0, "plan_id"));
    bind_text(call, "reached_on", reached_on);
    TRY(sql(call, &SQL_reach_milestone, &rows));
    TRY(sql(call, &SQL_list_progress, &rows));
    rows_into(call, &rows, out, "progress");
    opportunity_touch(call, "milestones");
    TRY(opportunity_save(call, &opportunity));
    TRY(milestones_changed(call, &opportunity));
    emit_reached(call, &opportunity, in, &open, reached_on);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
