/* SPDX-License-Identifier: Apache-2.0 */
#include "finding.h"

#include "rooms.h"
#include "schema/rule.h"
#include "service/value.h"
#include "vault.h"
#include "violation.h"
#include "wire/pack.h"

static const char *remark_label(struct call *call, enum round round, const char *criterion)
{
    return arena_printf(call->arena, "remark|%d|%s", (int)round, criterion);
}

static void bind_round(struct call *call, const char *evaluation_id, enum round round)
{
    bind_text(call, "evaluation_id", evaluation_id);
    bind_int(call, "round", round);
}

enum status answers_read(struct call *call, const char *evaluation_id, enum round round, struct answers *ret_answers)
{
    struct rows rows;
    bind_round(call, evaluation_id, round);
    TRY(sql(call, &SQL_list_answers, &rows));
    ret_answers->n = rows.n;
    ret_answers->list = arena_alloc(call->arena, (rows.n + 1) * sizeof *ret_answers->list);
    for (size_t i = 0; i < rows.n; i++) {
        QaAnswer *answer = wire_new(call->arena, &qa_answer__descriptor);
        row_into(call, &rows, i, answer);
        TRY(vault_read(call, &rows, i, "sealed", evaluation_id, remark_label(call, round, answer->criterion),
                       &answer->remark));
        ret_answers->list[i] = answer;
    }
    return STATUS_OK;
}

static const char *number(struct call *call, bool has, uint32_t value)
{
    return has ? arena_printf(call->arena, "%u", value) : NULL;
}

enum { COLUMNS = 5 };

enum status answers_put(struct call *call, const char *evaluation_id, enum round round, const struct answers *answers)
{
    struct rows rows;
    static const char *const names[COLUMNS] = {"criteria", "points", "not_applicables", "seconds", "remarks"};
    const char **columns[COLUMNS];
    for (size_t c = 0; c < COLUMNS; c++)
        columns[c] = arena_alloc(call->arena, (answers->n + 1) * sizeof **columns);
    for (size_t i = 0; i < answers->n; i++) {
        const QaAnswer *answer = answers->list[i];
        columns[0][i] = answer->criterion;
        columns[1][i] = number(call, answer->has_points, answer->points);
        columns[2][i] = answer->not_applicable ? "true" : "false";
        columns[3][i] = number(call, answer->has_at_s, answer->at_s);
        columns[4][i] =
            vault_hex(call, evaluation_id, remark_label(call, round, answer->criterion), answer->remark);
    }
    for (size_t c = 0; c < COLUMNS; c++)
        bind_texts(call, names[c], columns[c], answers->n);
    bind_round(call, evaluation_id, round);
    return sql(call, &SQL_put_answers, &rows);
}

struct answers answers_merge(struct call *call, const struct answers *saved, const struct answers *given)
{
    struct answers merged = {.list = arena_alloc(call->arena, (saved->n + given->n + 1) * sizeof *merged.list)};
    for (size_t i = 0; i < given->n; i++)
        merged.list[merged.n++] = given->list[i];
    for (size_t i = 0; i < saved->n; i++) {
        bool is_replaced = false;
        for (size_t k = 0; k < given->n; k++)
            is_replaced = is_replaced || text_equal(given->list[k]->criterion, saved->list[i]->criterion);
        if (!is_replaced)
            merged.list[merged.n++] = saved->list[i];
    }
    return merged;
}

static void emit_raised(struct call *call, const Evaluation *evaluation, const struct rows *facts,
                        const QaViolation *violation)
{
    ViolationRaised event = VIOLATION_RAISED__INIT;
    event.violation_id = violation->id;
    event.evaluation_id = evaluation->id;
    event.call_id = evaluation->call_id;
    event.customer_id = row_text(facts, 0, "customer_id");
    event.lead_id = row_text(facts, 0, "lead_id");
    event.opportunity_id = row_text(facts, 0, "opportunity_id");
    event.agent_id = evaluation->agent_id;
    event.criterion = violation->criterion;
    emit(call, &event, "violation", violation->id, evaluation->owner_path);
}

static enum status raise_one(struct call *call, const Evaluation *evaluation, const char *criterion,
                             QaViolation *ret_violation)
{
    struct rows rows;
    qa_violation__init(ret_violation);
    ret_violation->id = new_id(call);
    ret_violation->state = QA_VIOLATION__STATE__RAISED;
    ret_violation->criterion = criterion;
    bind_text(call, "call_id", evaluation->call_id);
    TRY(sql_one(call, &SQL_find_call, "call", &rows));
    emit_raised(call, evaluation, &rows, ret_violation);
    bind_text(call, "violation_id", ret_violation->id);
    bind_text(call, "violation_state", violation_lifecycle.initial);
    bind_text(call, "evaluation_id", evaluation->id);
    bind_text(call, "criterion", criterion);
    return sql(call, &SQL_add_violation, &rows);
}

enum status violations_raise(struct call *call, const Evaluation *evaluation)
{
    QaViolation violation;
    for (size_t i = 0; i < evaluation->n_fatal_codes; i++)
        TRY(raise_one(call, evaluation, evaluation->fatal_codes[i], &violation));
    return STATUS_OK;
}

static void emit_decided(struct call *call, const Evaluation *evaluation, const QaViolation *violation)
{
    if (violation->state == QA_VIOLATION__STATE__CONFIRMED) {
        ViolationConfirmed confirmed = VIOLATION_CONFIRMED__INIT;
        confirmed.violation_id = violation->id;
        confirmed.evaluation_id = evaluation->id;
        confirmed.call_id = evaluation->call_id;
        confirmed.agent_id = evaluation->agent_id;
        confirmed.criterion = violation->criterion;
        emit(call, &confirmed, "violation", violation->id, evaluation->owner_path);
        return;
    }
    ViolationDismissed dismissed = VIOLATION_DISMISSED__INIT;
    dismissed.violation_id = violation->id;
    dismissed.evaluation_id = evaluation->id;
    dismissed.call_id = evaluation->call_id;
    dismissed.agent_id = evaluation->agent_id;
    dismissed.criterion = violation->criterion;
    emit(call, &dismissed, "violation", violation->id, evaluation->owner_path);
}

static enum status decide(struct call *call, const Evaluation *evaluation, QaViolation *violation, const char *verb)
{
    struct rows rows;
    TRY(violation_move(violation, verb, &call->error));
    bind_text(call, "violation_id", violation->id);
    bind_text(call, "violation_state", enum_word(&qa_violation__state__descriptor, (int)violation->state));
    TRY(sql_one(call, &SQL_decide_violation, "violation", &rows));
    emit_decided(call, evaluation, violation);
    return STATUS_OK;
}

static bool is_fatal(const Evaluation *evaluation, const char *criterion)
{
    for (size_t i = 0; i < evaluation->n_fatal_codes; i++)
        if (text_equal(evaluation->fatal_codes[i], criterion))
            return true;
    return false;
}

static enum status settle_new(struct call *call, const Evaluation *evaluation, const GetEvaluationReply *known)
{
    for (size_t i = 0; i < evaluation->n_fatal_codes; i++) {
        bool is_known = false;
        for (size_t k = 0; k < known->n_violations; k++)
            is_known = is_known || text_equal(known->violations[k]->criterion, evaluation->fatal_codes[i]);
        if (is_known)
            continue;
        QaViolation violation;
        TRY(raise_one(call, evaluation, evaluation->fatal_codes[i], &violation));
        TRY(decide(call, evaluation, &violation, "confirm"));
    }
    return STATUS_OK;
}

enum status violations_settle(struct call *call, const Evaluation *evaluation)
{
    struct rows rows;
    GetEvaluationReply known = GET_EVALUATION_REPLY__INIT;
    bind_text(call, "evaluation_id", evaluation->id);
    TRY(sql(call, &SQL_list_violations, &rows));
    rows_into(call, &rows, &known, "violations");
    for (size_t i = 0; i < known.n_violations; i++) {
        QaViolation *violation = known.violations[i];
        const char *verb = is_fatal(evaluation, violation->criterion) ? "confirm" : "dismiss";
        if (violation->state == QA_VIOLATION__STATE__RAISED)
            TRY(decide(call, evaluation, violation, verb));
    }
    return settle_new(call, evaluation, &known);
}
