/* SPDX-License-Identifier: Apache-2.0 */
#include "difference.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "schema/rule.h"

enum { MOST_PAIRS = 2000000 };

struct pieces {
    const char **list;
    size_t n;
};

/* Does a sentence end before `p`, so that a further piece may begin there? */
static bool ends_sentence(const char *begin, const char *p)
{
    static const char *const ends[] = {". ", "; ", "。", "；"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = strlen(ends[i]);
        if ((size_t)(p - begin) >= n && memcmp(p - n, ends[i], n) == 0)
            return true;
    }
    return false;
}

static struct pieces cut(struct arena *arena, const char *text)
{
    struct pieces pieces = {arena_alloc(arena, (strlen(text) + 2) * sizeof(char *)), 0};
    const char *begin = text;
    if (!*text)
        return pieces;
    for (const char *p = text;; p++) {
        bool at_end = *p == '\n' || *p == '\0';
        if (!at_end && (p == begin || !ends_sentence(begin, p)))
            continue;
        if (p > begin || at_end)
            pieces.list[pieces.n++] = arena_printf(arena, "%.*s", (int)(p - begin), begin);
        if (*p == '\0' || (*p == '\n' && p[1] == '\0'))
            return pieces;
        begin = *p == '\n' ? p + 1 : p;
    }
}

struct writing {
    struct arena *arena;
    TextDiffLine **lines;
    size_t n;
    uint32_t changed;
};

static void put(struct writing *writing, TextDiffLine__Kind kind, const char *text)
{
    TextDiffLine *line = writing->lines[writing->n++] = arena_alloc(writing->arena, sizeof *line);
    text_diff_line__init(line);
    line->has_kind = true;
    line->kind = kind;
    line->text = text;
    writing->changed += kind != TEXT_DIFF_LINE__KIND__SAME;
}

/* common[i * (m + 1) + k] is the length of the longest common part of a[i…] and b[k…]. */
static uint32_t *measure(struct arena *arena, const struct pieces *a, const struct pieces *b)
{
    size_t width = b->n + 1;
    uint32_t *common = arena_alloc(arena, (a->n + 1) * width * sizeof *common);
    memset(common, 0, (a->n + 1) * width * sizeof *common);
    for (size_t i = a->n; i-- > 0;)
        for (size_t k = b->n; k-- > 0;) {
            uint32_t down = common[(i + 1) * width + k], right = common[i * width + k + 1];
            common[i * width + k] = strcmp(a->list[i], b->list[k]) == 0 ? common[(i + 1) * width + k + 1] + 1
                                    : down > right                      ? down
                                                                        : right;
        }
    return common;
}

static void put_middle(struct writing *writing, const struct pieces *a, const struct pieces *b)
{
    size_t i = 0, k = 0, width = b->n + 1;
    const uint32_t *common = a->n * b->n <= MOST_PAIRS ? measure(writing->arena, a, b) : NULL;
    while (common && i < a->n && k < b->n) {
        if (strcmp(a->list[i], b->list[k]) == 0) {
            put(writing, TEXT_DIFF_LINE__KIND__SAME, a->list[i++]);
            k++;
        } else if (common[(i + 1) * width + k] >= common[i * width + k + 1]) {
            put(writing, TEXT_DIFF_LINE__KIND__REMOVED, a->list[i++]);
        } else {
            put(writing, TEXT_DIFF_LINE__KIND__ADDED, b->list[k++]);
        }
    }
    while (i < a->n)
        put(writing, TEXT_DIFF_LINE__KIND__REMOVED, a->list[i++]);
    while (k < b->n)
        put(writing, TEXT_DIFF_LINE__KIND__ADDED, b->list[k++]);
}

void text_difference(struct arena *arena, const char *from, const char *to, TextDiffLine ***ret_lines, size_t *ret_n,
                     uint32_t *ret_changed)
{
    struct pieces a = cut(arena, from), b = cut(arena, to);
    struct writing writing = {arena, arena_alloc(arena, (a.n + b.n + 1) * sizeof(TextDiffLine *)), 0, 0};
    size_t head = 0, tail = 0;
    while (head < a.n && head < b.n && strcmp(a.list[head], b.list[head]) == 0)
        put(&writing, TEXT_DIFF_LINE__KIND__SAME, a.list[head++]);
    while (tail < a.n - head && tail < b.n - head && strcmp(a.list[a.n - 1 - tail], b.list[b.n - 1 - tail]) == 0)
        tail++;
    put_middle(&writing, &(struct pieces){a.list + head, a.n - head - tail},
               &(struct pieces){b.list + head, b.n - head - tail});
    for (size_t i = a.n - tail; i < a.n; i++)
        put(&writing, TEXT_DIFF_LINE__KIND__SAME, a.list[i]);
    *ret_lines = writing.lines;
    *ret_n = writing.n;
    if (ret_changed)
        *ret_changed = writing.changed;
}

static const char *text_of(ContractClause *const *clauses, size_t n, ContractClause__Group group)
{
    for (size_t i = 0; i < n; i++)
        if (clauses[i]->group == group)
            return clauses[i]->text;
    return NULL;
}

static const char *set_with(ClauseSet *const *sets, size_t n, const ContractClause *clause)
{
    for (size_t i = 0; i < n; i++) {
        const char *text = text_of(sets[i]->clauses, sets[i]->n_clauses, clause->group);
        if (text && strcmp(text, clause->text) == 0)
            return sets[i]->code;
    }
    return NULL;
}

void clauses_compare(struct arena *arena, ContractClause *const *clauses, size_t n, ContractClause *const *template_,
                     size_t n_template, ClauseSet *const *sets, size_t n_sets, ClauseDeviation ***ret_deviations)
{
    ClauseDeviation **deviations = arena_alloc(arena, (n + 1) * sizeof *deviations);
    for (size_t i = 0; i < n; i++) {
        ClauseDeviation *deviation = deviations[i] = arena_alloc(arena, sizeof *deviation);
        const char *meant = text_of(template_, n_template, clauses[i]->group);
        clause_deviation__init(deviation);
        deviation->has_group = deviation->has_kind = true;
        deviation->group = clauses[i]->group;
        deviation->kind = CLAUSE_DEVIATION__KIND__CONFORMS;
        if (meant && strcmp(meant, clauses[i]->text) == 0)
            continue;
        deviation->clause_set_code = set_with(sets, n_sets, clauses[i]);
        deviation->kind = deviation->clause_set_code ? CLAUSE_DEVIATION__KIND__ALTERNATIVE
                                                     : CLAUSE_DEVIATION__KIND__DEVIATES;
        text_difference(arena, meant ? meant : "", clauses[i]->text, &deviation->lines, &deviation->n_lines, NULL);
    }
    *ret_deviations = deviations;
}

const char **groups_deviating(struct arena *arena, ClauseDeviation *const *deviations, size_t n, size_t *ret_n)
{
    const char **groups = arena_alloc(arena, (n + 1) * sizeof *groups);
    *ret_n = 0;
    for (size_t i = 0; i < n; i++)
        if (deviations[i]->kind == CLAUSE_DEVIATION__KIND__DEVIATES)
            groups[(*ret_n)++] = enum_word(&contract_clause__group__descriptor, deviations[i]->group);
    return groups;
}
