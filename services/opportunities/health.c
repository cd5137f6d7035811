/* SPDX-License-Identifier: Apache-2.0 */
#include "health.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"

enum { GREEN_FROM = 80, AMBER_FROM = 50, MAX_REASONS = 9, COMPLEX_FROM = 4 };

static void add(struct arena *arena, OpportunityHealth *health, const char *code, uint32_t points, const char *sentence)
{
    HealthReason *reason = arena_alloc(arena, sizeof *reason);
    health_reason__init(reason);
    reason->code = code;
    reason->has_points = true;
    reason->points = points;
    reason->sentence = sentence;
    health->reasons[health->n_reasons++] = reason;
    health->score = health->score > points ? health->score - points : 0;
}

static bool is_past(const char *day, const char *today)
{
    return day && strcmp(day, today) < 0;
}

static void weigh_blockers(struct arena *arena, const struct health_facts *facts, OpportunityHealth *health)
{
    uint32_t open = 0, late = 0, points = 0;
    for (size_t i = 0; i < facts->n_blockers; i++) {
        const Blocker *blocker = facts->blockers[i];
        if (blocker->cleared_at)
            continue;
        open++;
        points += 5 * blocker->severity;
        late += is_past(blocker->due_on, facts->today);
    }
    if (open)
        add(arena, health, "BLOCKERS", points,
            arena_printf(arena, "%" PRIu32 " blocker(s) not cleared, 5 points for each degree of severity", open));
    if (late)
        add(arena, health, "BLOCKERS_LATE", 10 * late,
            arena_printf(arena, "%" PRIu32 " of them past the day on which they were due", late));
}

OpportunityHealth *health_judge(struct arena *arena, const struct health_facts *facts)
{
    OpportunityHealth *health = arena_alloc(arena, sizeof *health);
    opportunity_health__init(health);
    health->reasons = arena_alloc(arena, MAX_REASONS * sizeof *health->reasons);
    health->has_level = health->has_score = true;
    health->score = 100;
    weigh_blockers(arena, facts, health);
    if (facts->missed_milestones)
        add(arena, health, "MILESTONES", 15, arena_printf(arena, "%" PRId64 " milestone(s) past and not reached",
                                                          facts->missed_milestones));
    if (facts->stalled)
        add(arena, health, "STALLED", 25, "no activity and no move of the stage within the limit");
    if (facts->step_blocked)
        add(arena, health, "DECISION_BLOCKED", 15, "a step of the customer's decision is blocked");
    if (is_past(facts->expected_close, facts->today))
        add(arena, health, "CLOSE_PAST", 20, "the expected close is past");
    if (is_past(facts->follow_up_due_on, facts->today))
        add(arena, health, "FOLLOW_UP", 10, "the next contact is overdue by the cadence of the grade");
    if (is_past(facts->review_due_on, facts->today))
        add(arena, health, "REVIEW", 5, "the review is overdue by the interval of the grade");
    if (!facts->scored || !facts->planned)
        add(arena, health, "UNPREPARED", 10,
            facts->scored ? "there is no agreed plan" : "the scorecard was not filled");
    health->level = health->score >= GREEN_FROM   ? OPPORTUNITY_HEALTH__LEVEL__GREEN
                    : health->score >= AMBER_FROM ? OPPORTUNITY_HEALTH__LEVEL__AMBER
                                                  : OPPORTUNITY_HEALTH__LEVEL__RED;
    return health;
}

const char *obstacle_of(int64_t amount_minor, int64_t budget_minor, uint32_t decision_complexity)
{
    if (budget_minor < amount_minor)
        return "BUDGET_GAP";
    return decision_complexity >= COMPLEX_FROM ? "DECISION_COMPLEXITY" : NULL;
}
