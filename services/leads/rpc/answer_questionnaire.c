/* SPDX-License-Identifier: Apache-2.0 */
#include "asking.h"
#include "assess.h"
#include "rules.h"

static bool has_interest(const Lead *lead, const char *interest)
{
    for (size_t i = 0; i < lead->n_interests; i++)
        if (text_equal(lead->interests[i], interest))
            return true;
    return false;
}

/* The tags that are new to the lead are put on it and among its facts. */
static enum status put_interests(struct call *call, const struct answers *answers, struct facts *facts, Lead *lead,
                                 AnswerQuestionnaireReply *out)
{
    struct rows rows;
    const char **all = arena_alloc(call->arena, (lead->n_interests + answers->n_interests + 1) * sizeof *all);
    out->interests = arena_alloc(call->arena, (answers->n_interests + 1) * sizeof *out->interests);
    for (size_t i = 0; i < lead->n_interests; i++)
        all[i] = lead->interests[i];
    lead->interests = all;
    for (size_t i = 0; i < answers->n_interests; i++) {
        const char *interest = answers->interests[i];
        if (has_interest(lead, interest))
            continue;
        all[lead->n_interests++] = interest;
        out->interests[out->n_interests++] = interest;
        facts_add(facts, "interest", interest);
    }
    if (!out->n_interests)
        return STATUS_OK;
    bind_text(call, "lead_id", lead->id);
    bind_texts(call, "interests", all, lead->n_interests);
    return sql_one(call, &SQL_put_interests, "lead", &rows);
}

static enum status keep(struct call *call, const Questionnaire *questionnaire, const struct answers *answers,
                        Lead *lead)
{
    struct rows rows;
    bind_text(call, "lead_id", lead->id);
    bind_text(call, "questionnaire", questionnaire->code);
    bind_int(call, "number", questionnaire->number);
    bind_texts(call, "choices", answers->choices, answers->n_choices);
    bind_int(call, "points", answers->points);
    TRY(sql_one(call, &SQL_add_answers, "lead", &rows));
    lead->has_answer_points = true;
    lead->answer_points += answers->points - (int32_t)row_int(&rows, 0, "points_before");
    return STATUS_OK;
}

static void emit_answered(struct call *call, const Lead *lead, const Questionnaire *questionnaire,
                          const struct answers *answers, const AnswerQuestionnaireReply *out)
{
    LeadQuestionnaireAnswered event = LEAD_QUESTIONNAIRE_ANSWERED__INIT;
    event.lead_id = lead->id;
    event.customer_id = lead->customer_id;
    event.code = questionnaire->code;
    event.has_number = true, event.number = questionnaire->number;
    event.has_points = true, event.points = answers->points;
    event.interests = out->interests, event.n_interests = out->n_interests;
    event.choices = arena_memdup(call->arena, answers->choices, sizeof answers->choices);
    event.n_choices = answers->n_choices;
    emit(call, &event, "lead", lead->id, lead->owner_path);
}

RPC(Leads, answer_questionnaire, AnswerQuestionnaireRequest, AnswerQuestionnaireReply)
{
    struct held held;
    struct facts facts;
    struct answers answers;
    const LeadRules *rules;
    Questionnaire *questionnaire;
    TRY(store_take(call, in->lead_id, in->has_expected_version, in->expected_version, &held));
    if (!lead_is_open(held.lead) || held.lead->state == LEAD__STATE__CONVERTING)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "WRONG_STATE", "nobody is asked about a lead that is %s",
                        lead_state_name(held.lead->state));
    TRY(asking_read(call, in->code, &questionnaire));
    TRY(questionnaire_weigh(call->arena, questionnaire, in, &answers, &call->error));
    TRY(rules_active(call, &rules));
    TRY(store_facts(call, held.lead, &facts));
    TRY(keep(call, questionnaire, &answers, held.lead));
    TRY(put_interests(call, &answers, &facts, held.lead, out));
    emit_answered(call, held.lead, questionnaire, &answers, out);
    TRY(assess_again(call, rules, &facts, &held, "QUESTIONNAIRE"));
    TRY(store_put(call, &held));
    out->lead = held.lead;
    out->has_points = true, out->points = answers.points;
    return STATUS_OK;
}
