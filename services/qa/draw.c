/* SPDX-License-Identifier: Apache-2.0 */
#include "draw.h"

#include "held.h"
#include "rooms.h"
#include "settings.h"
#include "shelf.h"

static void bind_query(struct call *call, const SamplingPlan *plan, int64_t from_us, int64_t until_us)
{
    bind_message(call, plan);
    bind_time(call, "from", from_us);
    bind_time(call, "until", until_us);
    bind_int(call, "row_limit", POPULATION_MAX + 1);
}

static enum status read_population(struct call *call, struct drawing *drawing)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_population, &rows));
    if (rows.n == 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "POPULATION", "no recorded call is looked at by this plan");
    if (rows.n > POPULATION_MAX)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "POPULATION", "a draw is from at most %d calls",
                        POPULATION_MAX);
    drawing->n = rows.n;
    drawing->members = arena_alloc(call->arena, rows.n * sizeof *drawing->members);
    for (size_t i = 0; i < rows.n; i++) {
        drawing->members[i].call_id = row_text(&rows, i, "call_id");
        drawing->members[i].agent_id = row_text(&rows, i, "agent_id");
    }
    return STATUS_OK;
}

static void pick(struct call *call, struct drawing *drawing)
{
    SampleDraw *draw = &drawing->draw;
    const struct share share = {draw->rate_basis_points, draw->min_per_agent};
    sample_pick(drawing->members, drawing->n, &share, draw->seed, call->arena);
    draw->has_population = draw->has_picked = true;
    draw->population = (uint32_t)drawing->n;
    for (size_t i = 0; i < drawing->n; i++)
        draw->picked += drawing->members[i].picked;
    draw->population_sha256 = population_hash(drawing->members, drawing->n, call->arena);
    draw->picked_sha256 = picked_hash(drawing->members, drawing->n, call->arena);
}

enum status draw_make(struct call *call, const SamplingPlan *plan, const Google__Protobuf__Timestamp *from,
                      const Google__Protobuf__Timestamp *until, const char *seed, struct drawing *ret_drawing)
{
    QaScorecard *scorecard;
    SampleDraw *draw = &ret_drawing->draw;
    *ret_drawing = (struct drawing){.draw = SAMPLE_DRAW__INIT};
    TRY(period_check(call, from, until));
    if (time_us(until) > call->now_us)
        return bad(call, "answered_until", "must not be in the future");
    TRY(shelf_published(call, plan->scorecard_code, &scorecard));
    if (!scorecard)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_SCORECARD",
                        "no scorecard of the plan's code is published");
    bind_query(call, plan, time_us(from), time_us(until));
    TRY(read_population(call, ret_drawing));
    draw->has_state = draw->has_plan_version = draw->has_scorecard_version = true;
    draw->state = SAMPLE_DRAW__STATE__DRAWN;
    draw->plan_id = plan->id;
    draw->plan_version = plan->version;
    draw->answered_from = time_message(call, time_us(from));
    draw->answered_until = time_message(call, time_us(until));
    draw->seed = is_blank(seed) ? plan->seed : seed;
    draw->has_rate_basis_points = draw->has_min_per_agent = true;
    draw->rate_basis_points = plan->rate_basis_points;
    draw->min_per_agent = plan->min_per_agent;
    draw->scorecard_code = scorecard->code;
    draw->scorecard_version = scorecard->version;
    pick(call, ret_drawing);
    return STATUS_OK;
}

static enum status assign(struct call *call, const struct drawing *drawing, const char *const *evaluators,
                          size_t n_evaluators, uint32_t *ret_assigned)
{
    struct rows rows;
    size_t n = drawing->draw.picked, at = 0, turn = 0;
    const char **ids = arena_alloc(call->arena, (n + 1) * sizeof *ids);
    const char **calls = arena_alloc(call->arena, (n + 1) * sizeof *calls);
    const char **whose = arena_alloc(call->arena, (n + 1) * sizeof *whose);
    for (size_t i = 0; i < drawing->n; i++) {
        if (!drawing->members[i].picked)
            continue;
        ids[at] = new_id(call);
        calls[at] = drawing->members[i].call_id;
        whose[at++] = evaluator_next(evaluators, n_evaluators, drawing->members[i].agent_id, &turn);
    }
    bind_texts(call, "ids", ids, n);
    bind_texts(call, "picked_ids", calls, n);
    bind_texts(call, "evaluators", whose, n);
    TRY(sql(call, &SQL_add_evaluations, &rows));
    *ret_assigned = (uint32_t)rows.n;
    return STATUS_OK;
}

static enum status freeze(struct call *call, const struct drawing *drawing)
{
    struct rows rows;
    const char **calls = arena_alloc(call->arena, (drawing->n + 1) * sizeof *calls);
    const char **agents = arena_alloc(call->arena, (drawing->n + 1) * sizeof *agents);
    const char **pickeds = arena_alloc(call->arena, (drawing->n + 1) * sizeof *pickeds);
    for (size_t i = 0; i < drawing->n; i++) {
        calls[i] = drawing->members[i].call_id;
        agents[i] = drawing->members[i].agent_id;
        pickeds[i] = drawing->members[i].picked ? "true" : "false";
    }
    bind_texts(call, "call_ids", calls, drawing->n);
    bind_texts(call, "agent_ids", agents, drawing->n);
    bind_texts(call, "pickeds", pickeds, drawing->n);
    return sql(call, &SQL_add_members, &rows);
}

static void emit_drawn(struct call *call, const SampleDraw *draw, const char *owner_path, uint32_t assigned)
{
    SampleDrawn event = SAMPLE_DRAWN__INIT;
    event.draw_id = draw->id;
    event.plan_id = draw->plan_id;
    event.answered_from = draw->answered_from;
    event.answered_until = draw->answered_until;
    event.seed = draw->seed;
    event.has_population = event.has_picked = event.has_assigned = true;
    event.population = draw->population;
    event.population_sha256 = draw->population_sha256;
    event.picked = draw->picked;
    event.picked_sha256 = draw->picked_sha256;
    event.assigned = assigned;
    emit(call, &event, "sample_draw", draw->id, owner_path);
}

enum status draw_keep(struct call *call, const SamplingPlan *plan, struct drawing *drawing,
                      const char *const *evaluators, size_t n_evaluators, uint32_t *ret_assigned)
{
    struct rows rows;
    SampleDraw *draw = &drawing->draw;
    draw->id = new_id(call);
    draw->drawn_by = call->actor;
    draw->drawn_at = time_message(call, call->now_us);
    bind_message(call, draw);
    bind_text(call, "draw_id", draw->id);
    bind_text(call, "team_path", plan->team_path);
    TRY(sql(call, &SQL_add_draw, &rows));
    TRY(assign(call, drawing, evaluators, n_evaluators, ret_assigned));
    TRY(freeze(call, drawing));
    emit_drawn(call, draw, plan->team_path, *ret_assigned);
    return STATUS_OK;
}

enum status draw_complete(struct call *call, const char *evaluation_id)
{
    struct rows draws, rows;
    const char *to;
    TRY(lifecycle_step(&sample_draw_lifecycle, "DRAWN", "complete", &to, &call->error));
    bind_text(call, "id", evaluation_id);
    bind_text(call, "draw_state", to);
    TRY(sql(call, &SQL_lock_draws, &draws));
    for (size_t i = 0; i < draws.n; i++) {
        bind_text(call, "draw_id", row_text(&draws, i, "id"));
        TRY(sql(call, &SQL_complete_draw, &rows));
    }
    return STATUS_OK;
}

int64_t draw_due_us(const SamplingPlan *plan)
{
    return time_us(plan->drawn_until) + (plan->every_days * (int64_t)24 + qa_settings.recording_hours) * 3600 * 1000000;
}

enum status draw_plan_next(struct call *call, const SamplingPlan *plan)
{
    PlannedDrawJob job = PLANNED_DRAW_JOB__INIT;
    if (plan->state != SAMPLING_PLAN__STATE__ACTIVE || plan->every_days == 0)
        return unschedule(call, "planned_draw", plan->id);
    job.plan_id = plan->id;
    return schedule(call, "planned_draw", plan->id, draw_due_us(plan), &job);
}
