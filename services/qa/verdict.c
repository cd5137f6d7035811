/* SPDX-License-Identifier: Apache-2.0 */
#include "verdict.h"

#include "rooms.h"
#include "shelf.h"
#include "vault.h"

enum status verdict_score(struct call *call, Evaluation *evaluation, const struct answers *answers)
{
    struct qa_score score;
    QaScorecard *scorecard;
    TRY(shelf_get(call, evaluation->scorecard_code, evaluation->scorecard_version, &scorecard));
    TRY(answers_check(scorecard, answers->list, answers->n, &call->error));
    TRY(score_of(scorecard, answers->list, answers->n, &score, &call->error));
    evaluation->has_score_hundredths = true;
    evaluation->score_hundredths = score.hundredths;
    evaluation->n_fatal_codes = score.n_fatal;
    evaluation->fatal_codes = arena_memdup(call->arena, score.fatal, sizeof score.fatal);
    return STATUS_OK;
}

enum status verdict_note_script(struct call *call, Evaluation *evaluation)
{
    struct rows rows;
    bind_text(call, "call_id", evaluation->call_id);
    TRY(sql_one(call, &SQL_find_call, "call", &rows));
    if (!evaluation->script_version)
        evaluation->script_version = row_text(&rows, 0, "script_version");
    return STATUS_OK;
}

enum status verdict_accept(struct call *call, Evaluation *evaluation, const char *verb)
{
    EvaluationAcknowledged event = EVALUATION_ACKNOWLEDGED__INIT;
    TRY(evaluation_move(evaluation, verb, &call->error));
    evaluation->has_automatic = true;
    evaluation->automatic = text_equal(verb, "lapse");
    evaluation->concluded_at = time_message(call, call->now_us);
    TRY(evaluation_save(call, evaluation));
    TRY(violations_settle(call, evaluation));
    event.evaluation_id = evaluation->id;
    event.call_id = evaluation->call_id;
    event.agent_id = evaluation->agent_id;
    event.has_score_hundredths = event.has_automatic = true;
    event.score_hundredths = evaluation->score_hundredths;
    event.automatic = evaluation->automatic;
    emit(call, &event, "evaluation", evaluation->id, evaluation->owner_path);
    return STATUS_OK;
}

enum status verdict_put_appeal(struct call *call, const char *evaluation_id, const char *reason)
{
    struct rows rows;
    vault_bind(call, evaluation_id, "appeal", reason);
    return sql_one(call, &SQL_put_appeal, "evaluation", &rows);
}

enum status verdict_put_review(struct call *call, const char *evaluation_id, const char *remark)
{
    struct rows rows;
    vault_bind(call, evaluation_id, "review", remark);
    return sql_one(call, &SQL_put_review, "evaluation", &rows);
}
