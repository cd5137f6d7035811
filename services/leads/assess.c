/* SPDX-License-Identifier: Apache-2.0 */
#include "assess.h"

struct score assess_put(const LeadRules *rules, struct facts *facts, Lead *lead)
{
    struct score score = score_assess(rules, facts, lead->followup_points, lead->answer_points);
    score_add_facts(facts, &score);
    struct priority priority = priority_of(rules, facts);
    lead->has_score = true, lead->score = score.points;
    lead->has_grade = true, lead->grade = score.grade;
    lead->has_intent = true, lead->intent = score.intent;
    lead->has_priority = true, lead->priority = priority.points;
    lead->priority_reasons = priority.reasons;
    lead->n_priority_reasons = priority.n_reasons;
    lead->has_rule_version = true, lead->rule_version = rules->version;
    return score;
}

void assess_emit(struct call *call, const Lead *lead, const struct score *score, const char *cause)
{
    LeadScored event = LEAD_SCORED__INIT;
    event.lead_id = lead->id;
    event.has_score = true, event.score = lead->score;
    event.has_grade = true, event.grade = lead->grade;
    event.has_intent = true, event.intent = lead->intent;
    event.has_priority = true, event.priority = lead->priority;
    event.reasons = score->reasons, event.n_reasons = score->n_reasons;
    event.cause = cause;
    event.has_rule_version = true, event.rule_version = lead->rule_version;
    event.priority_reasons = lead->priority_reasons, event.n_priority_reasons = lead->n_priority_reasons;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

static void emit_grade_changed(struct call *call, const struct held *held)
{
    const Lead *lead = held->lead;
    if (held->was.has_grade && held->was.grade == lead->grade)
        return;
    LeadGradeChanged event = LEAD_GRADE_CHANGED__INIT;
    event.lead_id = lead->id;
    event.has_from_grade = held->was.has_grade, event.from_grade = held->was.grade;
    event.has_to_grade = true, event.to_grade = lead->grade;
    event.has_score = true, event.score = lead->score;
    event.has_rule_version = true, event.rule_version = lead->rule_version;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

static void emit_priority_changed(struct call *call, const struct held *held)
{
    const Lead *lead = held->lead;
    if (held->was.priority == lead->priority)
        return;
    LeadPriorityChanged event = LEAD_PRIORITY_CHANGED__INIT;
    event.lead_id = lead->id;
    event.has_from_priority = true, event.from_priority = held->was.priority;
    event.has_to_priority = true, event.to_priority = lead->priority;
    event.reasons = lead->priority_reasons, event.n_reasons = lead->n_priority_reasons;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

enum status assess_again(struct call *call, const LeadRules *rules, struct facts *facts, struct held *held,
                         const char *cause)
{
    struct rows rows;
    Lead *lead = held->lead;
    struct score score = assess_put(rules, facts, lead);
    bool scored = !held->was.has_score || held->was.score != lead->score || held->was.grade != lead->grade;
    if (!scored && held->was.priority == lead->priority)
        return STATUS_OK;
    assess_bind_reasons(call, &score);
    bind_message(call, lead);
    bind_text(call, "cause", cause);
    TRY(sql(call, &SQL_add_assessment, &rows));
    assess_emit(call, lead, &score, cause);
    emit_grade_changed(call, held);
    emit_priority_changed(call, held);
    return STATUS_OK;
}

void assess_bind_reasons(struct call *call, const struct score *score)
{
    size_t n = score->n_reasons;
    const char **rules = arena_alloc(call->arena, (n + 1) * sizeof *rules);
    const char **points = arena_alloc(call->arena, (n + 1) * sizeof *points);
    const char **sentences = arena_alloc(call->arena, (n + 1) * sizeof *sentences);
    for (size_t i = 0; i < n; i++) {
        rules[i] = score->reasons[i]->rule;
        points[i] = arena_printf(call->arena, "%d", score->reasons[i]->points);
        sentences[i] = score->reasons[i]->sentence;
    }
    bind_texts(call, "reason_rules", rules, n);
    bind_texts(call, "reason_points", points, n);
    bind_texts(call, "reason_sentences", sentences, n);
}
