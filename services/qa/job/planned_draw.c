/* SPDX-License-Identifier: Apache-2.0
 * A period of a plan that draws by itself is over: a draw from it, when there is anything to draw from.
 */
#include "draw.h"
#include "held.h"
#include "rooms.h"

static enum status draw_period(struct call *call, const SamplingPlan *plan, int64_t until_us)
{
    struct drawing drawing;
    uint32_t assigned;
    enum status status =
        draw_make(call, plan, plan->drawn_until, time_message(call, until_us), NULL, &drawing);
    if (status == STATUS_FAILED_PRECONDITION) {
        note(call, "skipped", call->error.reason);
        return STATUS_OK;
    }
    TRY(status);
    return draw_keep(call, plan, &drawing, NULL, 0, &assigned);
}

JOB(planned_draw, PlannedDrawJob)
{
    struct rows rows;
    SamplingPlan plan = SAMPLING_PLAN__INIT;
    bind_text(call, "plan", in->plan_id);
    TRY(sql_one(call, &SQL_lock_plan, "plan", &rows));
    row_into(call, &rows, 0, &plan);
    if (plan.state != SAMPLING_PLAN__STATE__ACTIVE || plan.every_days == 0)
        return STATUS_OK;
    if (draw_due_us(&plan) <= call->now_us) {
        int64_t until_us = time_us(plan.drawn_until) + plan.every_days * (int64_t)86400 * 1000000;
        TRY(draw_period(call, &plan, until_us));
        bind_text(call, "plan_id", plan.id);
        bind_time(call, "drawn_until", until_us);
        TRY(sql_one(call, &SQL_move_plan, "plan", &rows));
        plan.drawn_until = time_message(call, until_us);
    }
    return draw_plan_next(call, &plan);
}
