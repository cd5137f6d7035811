/* SPDX-License-Identifier: Apache-2.0 */
#include "shelf.h"

#include "rooms.h"
#include "schema/rule.h"
#include "service/value.h"
#include "wire/pack.h"

static void bind_card(struct call *call, const char *code, uint32_t version)
{
    bind_text(call, "code", code);
    bind_int(call, "version", version);
}

static const char *number(struct call *call, uint32_t value)
{
    return arena_printf(call->arena, "%u", value);
}

static enum status read_one(struct call *call, const struct statement *statement, const char *code, uint32_t version,
                            QaScorecard **ret_scorecard)
{
    struct rows rows;
    bind_card(call, code, version);
    TRY(sql_one(call, statement, "scorecard of this version", &rows));
    *ret_scorecard = wire_new(call->arena, &qa_scorecard__descriptor);
    row_into(call, &rows, 0, *ret_scorecard);
    return shelf_fill(call, ret_scorecard, 1);
}

enum status shelf_get(struct call *call, const char *code, uint32_t version, QaScorecard **ret_scorecard)
{
    return read_one(call, &SQL_get_scorecard, code, version, ret_scorecard);
}

enum status shelf_lock(struct call *call, const char *code, uint32_t version, QaScorecard **ret_scorecard)
{
    return read_one(call, &SQL_lock_scorecard, code, version, ret_scorecard);
}

enum status shelf_published(struct call *call, const char *code, QaScorecard **ret_scorecard)
{
    struct rows rows;
    *ret_scorecard = NULL;
    bind_text(call, "code", code);
    TRY(sql(call, &SQL_find_published, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    *ret_scorecard = wire_new(call->arena, &qa_scorecard__descriptor);
    row_into(call, &rows, 0, *ret_scorecard);
    return STATUS_OK;
}

static bool is_of(const struct rows *rows, size_t row, const QaScorecard *scorecard)
{
    return row_int(rows, row, "scorecard_version") == (int64_t)scorecard->version &&
           text_equal(row_text(rows, row, "scorecard_code"), scorecard->code);
}

static void take_anchors(struct call *call, const struct rows *anchors, const QaScorecard *scorecard,
                         QaCriterion *criterion)
{
    criterion->anchors = arena_alloc(call->arena, (anchors->n + 1) * sizeof *criterion->anchors);
    for (size_t i = 0; i < anchors->n; i++) {
        if (!is_of(anchors, i, scorecard) || !text_equal(row_text(anchors, i, "criterion"), criterion->code))
            continue;
        QaAnchor *anchor = wire_new(call->arena, &qa_anchor__descriptor);
        row_into(call, anchors, i, anchor);
        criterion->anchors[criterion->n_anchors++] = anchor;
    }
}

enum status shelf_fill(struct call *call, QaScorecard **scorecards, size_t n)
{
    struct rows criteria, anchors;
    const char **codes = arena_alloc(call->arena, (n + 1) * sizeof *codes);
    const char **versions = arena_alloc(call->arena, (n + 1) * sizeof *versions);
    for (size_t i = 0; i < n; i++) {
        codes[i] = scorecards[i]->code;
        versions[i] = number(call, scorecards[i]->version);
    }
    bind_texts(call, "card_codes", codes, n);
    bind_texts(call, "card_versions", versions, n);
    TRY(sql(call, &SQL_list_criteria, &criteria));
    TRY(sql(call, &SQL_list_anchors, &anchors));
    for (size_t i = 0; i < n; i++) {
        QaScorecard *scorecard = scorecards[i];
        scorecard->criteria = arena_alloc(call->arena, (criteria.n + 1) * sizeof *scorecard->criteria);
        for (size_t k = 0; k < criteria.n; k++) {
            if (!is_of(&criteria, k, scorecard))
                continue;
            QaCriterion *criterion = wire_new(call->arena, &qa_criterion__descriptor);
            row_into(call, &criteria, k, criterion);
            take_anchors(call, &anchors, scorecard, criterion);
            scorecard->criteria[scorecard->n_criteria++] = criterion;
        }
    }
    return STATUS_OK;
}

enum status shelf_save(struct call *call, const QaScorecard *scorecard)
{
    struct rows rows;
    bind_card(call, scorecard->code, scorecard->version);
    bind_text(call, "state", enum_word(&qa_scorecard__state__descriptor, (int)scorecard->state));
    bind_text(call, "published_at", NULL);
    if (scorecard->published_at)
        bind_time(call, "published_at", time_us(scorecard->published_at));
    return sql_one(call, &SQL_save_scorecard, "scorecard of this version", &rows);
}

enum { COLUMNS = 8, ANCHOR_COLUMNS = 3 };

static enum status put_anchors(struct call *call, const QaScorecard *scorecard)
{
    struct rows rows;
    size_t n = 0, at = 0;
    for (size_t i = 0; i < scorecard->n_criteria; i++)
        n += scorecard->criteria[i]->n_anchors;
    const char **columns[ANCHOR_COLUMNS];
    for (size_t c = 0; c < ANCHOR_COLUMNS; c++)
        columns[c] = arena_alloc(call->arena, (n + 1) * sizeof **columns);
    for (size_t i = 0; i < scorecard->n_criteria; i++) {
        for (size_t k = 0; k < scorecard->criteria[i]->n_anchors; k++, at++) {
            columns[0][at] = scorecard->criteria[i]->code;
            columns[1][at] = number(call, scorecard->criteria[i]->anchors[k]->points);
            columns[2][at] = scorecard->criteria[i]->anchors[k]->text;
        }
    }
    static const char *const names[ANCHOR_COLUMNS] = {"anchor_criteria", "anchor_points", "anchor_texts"};
    for (size_t c = 0; c < ANCHOR_COLUMNS; c++)
        bind_texts(call, names[c], columns[c], n);
    return sql(call, &SQL_add_anchors, &rows);
}

enum status shelf_put_criteria(struct call *call, const QaScorecard *scorecard)
{
    struct rows rows;
    size_t n = scorecard->n_criteria;
    const char **columns[COLUMNS];
    for (size_t c = 0; c < COLUMNS; c++)
        columns[c] = arena_alloc(call->arena, (n + 1) * sizeof **columns);
    for (size_t i = 0; i < n; i++) {
        const QaCriterion *criterion = scorecard->criteria[i];
        columns[0][i] = criterion->code;
        columns[1][i] = criterion->name;
        columns[2][i] = enum_word(&qa_criterion__dimension__descriptor, (int)criterion->dimension);
        columns[3][i] = criterion->skill;
        columns[4][i] = number(call, criterion->weight);
        columns[5][i] = number(call, criterion->scale);
        columns[6][i] = criterion->fatal ? "true" : "false";
        columns[7][i] = criterion->may_not_apply ? "true" : "false";
    }
    static const char *const names[COLUMNS] = {"codes",   "names",  "dimensions", "skills",
                                               "weights", "scales", "fatals",     "may_nots"};
    for (size_t c = 0; c < COLUMNS; c++)
        bind_texts(call, names[c], columns[c], n);
    bind_card(call, scorecard->code, scorecard->version);
    TRY(sql(call, &SQL_clear_criteria, &rows));
    TRY(sql(call, &SQL_add_criteria, &rows));
    return put_anchors(call, scorecard);
}
