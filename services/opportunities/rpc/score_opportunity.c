/* SPDX-License-Identifier: Apache-2.0 */
#include "clock.h"
#include "held.h"
#include "rooms.h"
#include "schema/rule.h"
#include "scorecard.h"
#include "zone.h"

static const char *grade_name(Opportunity__Grade grade)
{
    return enum_word(&opportunity__grade__descriptor, grade);
}

static GradeDefinition *definition_of(const ListStagesReply *rules, Opportunity__Grade grade)
{
    for (size_t i = 0; i < rules->n_grades; i++)
        if (rules->grades[i]->grade == grade)
            return rules->grades[i];
    return NULL;
}

static void emit_scored(struct call *call, const Opportunity *opportunity, const OpportunityScore *score)
{
    OpportunityScored event = OPPORTUNITY_SCORED__INIT;
    event.opportunity_id = opportunity->id;
    event.has_urgency = event.has_purchasing_power = event.has_decision_authority = true;
    event.has_competitive_situation = event.has_total = event.has_computed_grade = event.has_grade = true;
    event.urgency = score->urgency;
    event.purchasing_power = score->purchasing_power;
    event.decision_authority = score->decision_authority;
    event.competitive_situation = score->competitive_situation;
    event.total = score->total;
    event.computed_grade = score->computed_grade;
    event.grade = score->grade;
    event.override_reason = score->override_reason;
    emit(call, &event, "opportunity", opportunity->id, opportunity->owner_path);
}

static void emit_grade(struct call *call, const Opportunity *before, const Opportunity *now)
{
    if (before->has_grade && before->grade == now->grade)
        return;
    OpportunityGradeChanged event = OPPORTUNITY_GRADE_CHANGED__INIT;
    event.opportunity_id = now->id;
    event.has_from_grade = before->has_grade;
    event.from_grade = before->grade;
    event.has_to_grade = true;
    event.to_grade = now->grade;
    emit(call, &event, "opportunity", now->id, now->owner_path);
}

/* Decides the grade by the definitions and the override, and keeps the scorecard. */
static enum status keep_score(struct call *call, const ScoreOpportunityRequest *in, Opportunity *opportunity,
                              ScoreOpportunityReply *out)
{
    int64_t local_us;
    struct rows rows;
    ListStagesReply rules = LIST_STAGES_REPLY__INIT;
    uint32_t total = in->urgency + in->purchasing_power + in->decision_authority + in->competitive_situation;
    TRY(zone_now(call, &local_us));
    TRY(sql(call, &SQL_list_grades, &rows));
    rows_into(call, &rows, &rules, "grades");
    if (rules.n_grades == 0)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NO_GRADES", "no grade is defined");
    const GradeDefinition *computed = scorecard_grade(rules.grades, rules.n_grades, total, in->strong_intent,
                                                      in->clear_need, opportunity->expected_close, local_us);
    opportunity->has_grade = true;
    opportunity->grade = in->has_override_grade ? in->override_grade : computed->grade;
    opportunity->has_grade_overridden = true;
    opportunity->grade_overridden = in->has_override_grade;
    out->definition = definition_of(&rules, opportunity->grade);
    bind_int(call, "total", total);
    bind_bool(call, "strong_intent", in->strong_intent);
    bind_bool(call, "clear_need", in->clear_need);
    bind_text(call, "computed_grade", grade_name(computed->grade));
    bind_text(call, "grade", grade_name(opportunity->grade));
    TRY(sql_one(call, &SQL_insert_score, "score", &rows));
    out->score = arena_alloc(call->arena, sizeof *out->score);
    opportunity_score__init(out->score);
    row_into(call, &rows, 0, out->score);
    return STATUS_OK;
}

RPC(Opportunities, score_opportunity, ScoreOpportunityRequest, ScoreOpportunityReply)
{
    Opportunity opportunity;
    TRY(scorecard_override(in->has_override_grade, in->override_reason, &call->error));
    TRY(opportunity_hold(call, in->has_expected_version ? &in->expected_version : NULL, "work", &opportunity));
    Opportunity before = opportunity;
    if (in->expected_close)
        opportunity.expected_close = in->expected_close;
    TRY(keep_score(call, in, &opportunity, out));
    opportunity.reviewed_at = time_message(call, call->now_us);
    opportunity_touch(call, "score");
    TRY(opportunity_save_forecast(call, &before, &opportunity));
    TRY(stall_restart(call, &opportunity));
    emit_scored(call, &opportunity, out->score);
    emit_grade(call, &before, &opportunity);
    out->opportunity = opportunity_answer(call, &opportunity);
    return STATUS_OK;
}
