/* SPDX-License-Identifier: Apache-2.0 */
#include "pipeline.h"

#include <string.h>

#include "base/text.h"
#include "schema/rule.h"

const PipelineStage *pipeline_find(PipelineStage *const *stages, size_t n, const char *code)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(stages[i]->code, code) == 0)
            return stages[i];
    return NULL;
}

static bool is_in(const char *code, const char *const *codes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(codes[i], code) == 0)
            return true;
    return false;
}

bool pipeline_knows(PipelineStage *const *stages, size_t n, const char *criterion)
{
    for (size_t i = 0; i < n; i++)
        if (is_in(criterion, (const char *const *)stages[i]->exit_criteria, stages[i]->n_exit_criteria))
            return true;
    return false;
}

static const char **room_for_all(struct arena *arena, PipelineStage *const *stages, size_t n)
{
    size_t total = 0;
    for (size_t i = 0; i < n; i++)
        total += stages[i]->n_exit_criteria;
    return arena_alloc(arena, (total + 1) * sizeof(const char *));
}

/* Sorts the criteria of the stages from `from` up to, not including, `to` into met and missing. */
static void weigh_criteria(PipelineStage *const *stages, size_t n, const PipelineStage *from, const char *const *shown,
                           size_t n_shown, struct stage_move *move)
{
    for (size_t i = 0; i < n; i++) {
        const PipelineStage *stage = stages[i];
        if (stage != from && (!stage->active || stage->position <= from->position))
            continue;
        if (stage->position >= move->to->position)
            continue;
        for (size_t k = 0; k < stage->n_exit_criteria; k++)
            if (!is_in(stage->exit_criteria[k], shown, n_shown))
                move->missing[move->n_missing++] = stage->exit_criteria[k];
            else if (stage == from)
                move->met[move->n_met++] = stage->exit_criteria[k];
    }
}

static bool passes_over(PipelineStage *const *stages, size_t n, const PipelineStage *from, const PipelineStage *to)
{
    for (size_t i = 0; i < n; i++)
        if (stages[i]->active && stages[i]->position > from->position && stages[i]->position < to->position)
            return true;
    return false;
}

static enum status refuse_skip(const struct stage_move *move, struct error *error)
{
    char list[160] = "";
    for (size_t i = 0; i < move->n_missing && strlen(list) + strlen(move->missing[i]) + 3 < sizeof list; i++) {
        strcat(list, i ? ", " : "");
        strcat(list, move->missing[i]);
    }
    return rule_broken(error, STATUS_FAILED_PRECONDITION, "override_reason", "EXIT_CRITERIA",
                       "%s is reached out of turn (without evidence: %s); show it, or give an override reason",
                       move->to->code, list[0] ? list : "none, but stages are passed over");
}

enum status pipeline_move(struct arena *arena, PipelineStage *const *stages, size_t n, const char *from, const char *to,
                          const char *const *shown, size_t n_shown, const char *override_reason,
                          struct stage_move *ret_move, struct error *error)
{
    const PipelineStage *left = pipeline_find(stages, n, from), *target = pipeline_find(stages, n, to);
    if (!target || !target->active || !left)
        return rule_broken(error, STATUS_NOT_FOUND, "to_stage", NULL, "no such active stage in the pipeline");
    if (left == target)
        return rule_broken(error, STATUS_INVALID_ARGUMENT, "to_stage", NULL, "it is in %s already", to);
    *ret_move = (struct stage_move){.to = target, .met = room_for_all(arena, stages, n),
                                    .missing = room_for_all(arena, stages, n)};
    if (target->position < left->position) {
        ret_move->transition = STAGE_VISIT__TRANSITION__STEP_BACK;
        return STATUS_OK;
    }
    weigh_criteria(stages, n, left, shown, n_shown, ret_move);
    bool in_turn = ret_move->n_missing == 0 && !passes_over(stages, n, left, target);
    ret_move->transition = in_turn ? STAGE_VISIT__TRANSITION__ADVANCE : STAGE_VISIT__TRANSITION__SKIP;
    return in_turn || !is_blank(override_reason) ? STATUS_OK : refuse_skip(ret_move, error);
}
