/* SPDX-License-Identifier: Apache-2.0 */
#include "score.h"

static void add_reason(struct score *score, struct arena *arena, const char *rule, int points, const char *sentence)
{
    LeadScoreReason *reason = arena_alloc(arena, sizeof *reason);
    lead_score_reason__init(reason);
    reason->rule = rule;
    reason->has_points = true, reason->points = points;
    reason->sentence = sentence;
    score->reasons[score->n_reasons++] = reason;
    score->points += points;
}

const GradeBand *score_band(const LeadRules *rules, int points)
{
    const GradeBand *best = NULL;
    for (size_t i = 0; i < rules->n_grades; i++) {
        const GradeBand *band = rules->grades[i];
        if ((int)band->min_score <= points && (!best || band->min_score > best->min_score))
            best = band;
    }
    return best;
}

struct score score_assess(const LeadRules *rules, const struct facts *facts, int followup_points,
                          int answer_points)
{
    struct score score = {.reasons = arena_alloc(facts->arena, (rules->n_scoring + 2) * sizeof *score.reasons)};
    for (size_t i = 0; i < rules->n_scoring; i++) {
        const ScoreRule *rule = rules->scoring[i];
        if (condition_holds(facts, rule->field, rule->op, rule->value))
            add_reason(&score, facts->arena, rule->code, rule->points,
                       condition_sentence(facts->arena, rule->field, rule->op, rule->value));
    }
    if (followup_points)
        add_reason(&score, facts->arena, "followup", followup_points, "what conversations showed since");
    if (answer_points)
        add_reason(&score, facts->arena, "questionnaire", answer_points, "what answers to our questions showed");
    if (score.points < 0)
        score.points = 0;
    if (score.points > SCORE_MAX)
        score.points = SCORE_MAX;
    const GradeBand *band = score_band(rules, score.points);
    score.grade = band ? band->grade : LEAD__GRADE__D;
    score.intent = band ? band->intent : LEAD__INTENT__NONE;
    return score;
}

void score_add_facts(struct facts *facts, const struct score *score)
{
    static const char *const grades[] = {
        [LEAD__GRADE__A] = "A", [LEAD__GRADE__B] = "B", [LEAD__GRADE__C] = "C", [LEAD__GRADE__D] = "D",
    };
    static const char *const intents[] = {
        [LEAD__INTENT__NONE] = "NONE", [LEAD__INTENT__VAGUE] = "VAGUE",
        [LEAD__INTENT__CONSIDERING] = "CONSIDERING", [LEAD__INTENT__READY] = "READY",
    };
    facts_drop(facts, "score");
    facts_drop(facts, "grade");
    facts_drop(facts, "intent");
    facts_add_number(facts, "score", score->points);
    facts_add(facts, "grade", grades[score->grade]);
    facts_add(facts, "intent", intents[score->intent]);
}
