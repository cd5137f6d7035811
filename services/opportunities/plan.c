/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"

#include <inttypes.h>
#include <string.h>

#include "base/money.h"
#include "base/text.h"
#include "schema/rule.h"
#include "scorecard.h"

enum { LONGEST_DAYS = 1096 };

static enum status is_measurable(const AgreePlanRequest *plan, const char *currency, struct error *error)
{
    if (!plan->has_target || plan->target < 1)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "target", NULL, "the target must be a number above 0");
    if (is_blank(plan->unit) || (strcmp(plan->unit, currency) != 0 && strcmp(plan->unit, "PIECES") != 0 &&
                                 strcmp(plan->unit, "DEALS") != 0))
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "unit", NULL,
                           "the unit must be the opportunity's currency (%s), PIECES or DEALS", currency);
    return STATUS_OK;
}

static enum status is_time_bound(const AgreePlanRequest *plan, int64_t local_us, struct error *error)
{
    int64_t days;
    if (!days_until(plan->deadline, local_us, &days) || days < 1 || days > LONGEST_DAYS)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "deadline", NULL,
                           "the deadline must be a date YYYY-MM-DD after today and within three years");
    const char *previous = "";
    for (size_t i = 0; i < plan->n_milestones; i++) {
        const PlanMilestone *milestone = plan->milestones[i];
        if (strcmp(milestone->due_on, previous) < 0 || strcmp(milestone->due_on, plan->deadline) > 0)
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "milestones", NULL,
                               "milestones must be due in order and not after the deadline");
        if (milestone->has_target && milestone->target > plan->target)
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "milestones", NULL,
                               "a milestone's target must not exceed the plan's");
        previous = milestone->due_on;
    }
    return STATUS_OK;
}

static enum status is_relevant(const AgreePlanRequest *plan, struct error *error)
{
    if (is_blank(plan->owner_id))
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "owner_id", NULL, "a plan must have an owner");
    if (is_blank(plan->team_target_ref))
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "team_target_ref", NULL,
                           "a plan must name the team target it serves");
    return STATUS_OK;
}

static enum status lines_add_up(const AgreePlanRequest *plan, const char *currency, struct error *error)
{
    int64_t sum = 0;
    size_t with_amount = 0;
    if (plan->n_lines == 0)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "lines", NULL, "a plan must name products or services");
    for (size_t i = 0; i < plan->n_lines; i++) {
        with_amount += plan->lines[i]->has_amount_minor;
        if (plan->lines[i]->has_amount_minor && !money_add(sum, plan->lines[i]->amount_minor, &sum))
            return rule_broken(error, STATUS_INVALID_ARGUMENT, "lines", NULL, "the amounts exceed 64 bits");
    }
    if (with_amount != 0 && with_amount != plan->n_lines)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "lines", NULL, "give each line an amount or none");
    if (with_amount != 0 && strcmp(plan->unit, currency) == 0 && sum != plan->target)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "lines", NULL,
                           "the lines' amounts sum to %" PRId64 ", the target is %" PRId64, sum, plan->target);
    return STATUS_OK;
}

enum status plan_is_smart(const AgreePlanRequest *plan, const char *currency, int64_t local_us, struct error *error)
{
    TRY(is_measurable(plan, currency, error));
    TRY(is_time_bound(plan, local_us, error));
    TRY(is_relevant(plan, error));
    return lines_add_up(plan, currency, error);
}

enum status plan_may_name_code(bool targets_elsewhere, struct error *error)
{
    if (targets_elsewhere)
        return STATUS_OK;
    return rule_broken(error, STATUS_INVALID_ARGUMENT, "team_target_ref", NULL, "must be the id of a published target");
}

enum status plan_serves(const struct team_target *target, const Opportunity *opportunity, struct error *error)
{
    bool is_of_team = target->team_path && strncmp(opportunity->owner_path, target->team_path, strlen(target->team_path)) == 0;
    bool is_his = target->user_id && text_equal(target->user_id, opportunity->owner_id);
    if (!is_of_team && !is_his)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "team_target_ref", NULL,
                           "the target must be of the opportunity's owner or of a team above him");
    if (target->is_over)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "team_target_ref", NULL, "the target is over");
    return STATUS_OK;
}
