/* SPDX-License-Identifier: Apache-2.0 */
#include "ruleset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORK_MINUTES_LEAST = 60 };

static enum status wrong(struct error *error, const char *list, const char *code, const char *rule)
{
    enum status status = fail_with(error, STATUS_INVALID_ARGUMENT, "%s%s%s: %s", list, code[0] ? " " : "", code, rule);
    if (error)
        snprintf(error->field, sizeof error->field, "rules.%s", list);
    return status;
}

static bool is_number(const char *text)
{
    char *end;
    (void)strtod(text, &end);
    return end != text && !*end;
}

/* A rule of any list, as far as all lists are alike. */
struct row {
    const char *list, *code, *field, *value;
    LeadRules__Op op;
};

static struct row *gather_rows(struct arena *arena, const LeadRules *rules, size_t *ret_n)
{
    size_t n = 0, most = rules->n_screening + rules->n_scoring + rules->n_priorities + rules->n_assignments +
                         rules->n_deadlines + rules->n_cadences;
    struct row *rows = arena_alloc(arena, (most + 1) * sizeof *rows);
    for (size_t i = 0; i < rules->n_screening; i++) {
        const ScreeningRule *rule = rules->screening[i];
        rows[n++] = (struct row){"screening", rule->code, rule->field, rule->value, rule->op};
    }
    for (size_t i = 0; i < rules->n_scoring; i++) {
        const ScoreRule *rule = rules->scoring[i];
        rows[n++] = (struct row){"scoring", rule->code, rule->field, rule->value, rule->op};
    }
    for (size_t i = 0; i < rules->n_priorities; i++) {
        const PriorityRule *rule = rules->priorities[i];
        rows[n++] = (struct row){"priorities", rule->code, rule->field, rule->value, rule->op};
    }
    for (size_t i = 0; i < rules->n_assignments; i++) {
        const AssignmentRule *rule = rules->assignments[i];
        rows[n++] = (struct row){"assignments", rule->code, rule->field, rule->value, rule->op};
    }
    for (size_t i = 0; i < rules->n_deadlines; i++) {
        const ResponseDeadline *rule = rules->deadlines[i];
        rows[n++] = (struct row){"deadlines", rule->code, rule->field, rule->value, rule->op};
    }
    for (size_t i = 0; i < rules->n_cadences; i++)
        rows[n++] = (struct row){"cadences", rules->cadences[i]->code, NULL, NULL, LEAD_RULES__OP__ANY};
    *ret_n = n;
    return rows;
}

static enum status check_row(const struct row *row, struct error *error)
{
    if (row->op == LEAD_RULES__OP__ANY)
        return STATUS_OK;
    if (!row->field || !condition_field_is_known(row->field))
        return wrong(error, row->list, row->code, "its field is not one that rules can ask for");
    bool ordered = row->op == LEAD_RULES__OP__GE || row->op == LEAD_RULES__OP__LE;
    if (ordered && (!row->value || !is_number(row->value)))
        return wrong(error, row->list, row->code, "its value must be a number");
    if (row->op == LEAD_RULES__OP__CONTAINS && (!row->value || !row->value[0]))
        return wrong(error, row->list, row->code, "its value must not be empty");
    return STATUS_OK;
}

static enum status check_rows(struct arena *arena, const LeadRules *rules, struct error *error)
{
    size_t n;
    const struct row *rows = gather_rows(arena, rules, &n);
    for (size_t i = 0; i < n; i++) {
        TRY(check_row(&rows[i], error));
        for (size_t k = 0; k < i; k++)
            if (strcmp(rows[i].list, rows[k].list) == 0 && strcmp(rows[i].code, rows[k].code) == 0)
                return wrong(error, rows[i].list, rows[i].code, "its code occurs twice");
    }
    return STATUS_OK;
}

static enum status check_verdicts(const LeadRules *rules, struct error *error)
{
    for (size_t i = 0; i < rules->n_screening; i++)
        if (rules->screening[i]->verdict == SCREENING_RULE__VERDICT__FAIL && !rules->screening[i]->reason)
            return wrong(error, "screening", rules->screening[i]->code, "a rule that fails leads needs a reason");
    for (size_t i = 0; i < rules->n_assignments; i++) {
        const char *team = rules->assignments[i]->team_path;
        if (team && (team[0] != '/' || team[strlen(team) - 1] != '/'))
            return wrong(error, "assignments", rules->assignments[i]->code, "a team_path begins and ends with a slash");
    }
    return STATUS_OK;
}

static enum status check_bands(const LeadRules *rules, struct error *error)
{
    bool from_zero = false;
    for (size_t i = 0; i < rules->n_grades; i++) {
        const GradeBand *band = rules->grades[i];
        from_zero |= band->min_score == 0;
        for (size_t k = 0; k < i; k++)
            if (band->grade == rules->grades[k]->grade || band->min_score == rules->grades[k]->min_score)
                return wrong(error, "grades", "", "two bands have one grade or one min_score");
    }
    if (!from_zero)
        return wrong(error, "grades", "", "a band must begin at min_score 0");
    return STATUS_OK;
}

static void fill_policy(LeadPolicy *policy)
{
    static const LeadPolicy defaults = {
        .claims_per_day = 20, .cooldown_days = 7, .recycle_days = 14, .recycle_warn_days = 2, .qualify_min_total = 8,
        .conversion_timeout_minutes = 10, .default_capacity = 50, .intent_step = 15, .urgent_priority = 700,
        .escalate_minutes = 60, .callback_remind_minutes = 10, .callback_grace_minutes = 15,
    };
    struct slot {
        protobuf_c_boolean *has;
        void *value;
        int32_t standard;
    } slots[] = {
        {&policy->has_claims_per_day, &policy->claims_per_day, (int32_t)defaults.claims_per_day},
        {&policy->has_cooldown_days, &policy->cooldown_days, (int32_t)defaults.cooldown_days},
        {&policy->has_recycle_days, &policy->recycle_days, (int32_t)defaults.recycle_days},
        {&policy->has_recycle_warn_days, &policy->recycle_warn_days, (int32_t)defaults.recycle_warn_days},
        {&policy->has_qualify_min_total, &policy->qualify_min_total, (int32_t)defaults.qualify_min_total},
        {&policy->has_conversion_timeout_minutes, &policy->conversion_timeout_minutes,
         (int32_t)defaults.conversion_timeout_minutes},
        {&policy->has_default_capacity, &policy->default_capacity, (int32_t)defaults.default_capacity},
        {&policy->has_intent_step, &policy->intent_step, defaults.intent_step},
        {&policy->has_urgent_priority, &policy->urgent_priority, (int32_t)defaults.urgent_priority},
        {&policy->has_escalate_minutes, &policy->escalate_minutes, (int32_t)defaults.escalate_minutes},
        {&policy->has_callback_remind_minutes, &policy->callback_remind_minutes,
         (int32_t)defaults.callback_remind_minutes},
        {&policy->has_callback_grace_minutes, &policy->callback_grace_minutes,
         (int32_t)defaults.callback_grace_minutes},
    };
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        if (*slots[i].has)
            continue;
        *slots[i].has = true;
        memcpy(slots[i].value, &slots[i].standard, sizeof slots[i].standard);
    }
}

static enum status check_hours(const LeadPolicy *policy, struct error *error)
{
    if (policy->has_work_from_minute != policy->has_work_until_minute)
        return wrong(error, "policy", "work_from_minute", "must be given with work_until_minute, or neither");
    if (policy->has_work_from_minute && policy->work_until_minute < policy->work_from_minute + WORK_MINUTES_LEAST)
        return wrong(error, "policy", "work_until_minute", "must be at least 60 after work_from_minute");
    return STATUS_OK;
}

enum status ruleset_check(struct arena *arena, LeadRules *rules, struct error *error)
{
    if (!rules->policy) {
        rules->policy = arena_alloc(arena, sizeof *rules->policy);
        lead_policy__init(rules->policy);
    }
    fill_policy(rules->policy);
    TRY(check_rows(arena, rules, error));
    TRY(check_verdicts(rules, error));
    TRY(check_bands(rules, error));
    TRY(check_hours(rules->policy, error));
    if (rules->policy->recycle_warn_days >= rules->policy->recycle_days)
        return wrong(error, "policy", "recycle_warn_days", "the warning must come before recycle_days are over");
    return STATUS_OK;
}
