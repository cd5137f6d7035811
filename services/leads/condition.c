/* SPDX-License-Identifier: Apache-2.0 */
#include "condition.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const known_fields[] = {
    "kind", "source_channel", "channel", "source", "campaign", "medium", "keyword", "referrer", "landing_page",
    "product", "interest", "disposition", "do_not_call", "do_not_email", "bulk_id", "customer", "customer_known",
    "touches", "score", "grade", "intent",
};

void facts_init(struct facts *facts, struct arena *arena)
{
    *facts = (struct facts){.arena = arena};
}

void facts_add(struct facts *facts, const char *field, const char *value)
{
    if (!value || !value[0])
        return;
    if (facts->n == facts->room) {
        size_t room = facts->room ? 2 * facts->room : 32;
        struct fact *list = arena_alloc(facts->arena, room * sizeof *list);
        if (facts->n)
            memcpy(list, facts->list, facts->n * sizeof *list);
        facts->list = list;
        facts->room = room;
    }
    facts->list[facts->n++] = (struct fact){field, value};
}

void facts_add_number(struct facts *facts, const char *field, long value)
{
    facts_add(facts, field, arena_printf(facts->arena, "%ld", value));
}

void facts_drop(struct facts *facts, const char *field)
{
    size_t kept = 0;
    for (size_t i = 0; i < facts->n; i++)
        if (strcmp(facts->list[i].field, field) != 0)
            facts->list[kept++] = facts->list[i];
    facts->n = kept;
}

const char *facts_get(const struct facts *facts, const char *field)
{
    for (size_t i = 0; i < facts->n; i++)
        if (strcmp(facts->list[i].field, field) == 0)
            return facts->list[i].value;
    return NULL;
}

static bool is_member(const char *list, const char *value)
{
    size_t size = strlen(value);
    for (const char *at = list;; at++) {
        size_t part = strcspn(at, "|");
        if (part == size && strncasecmp(at, value, size) == 0)
            return true;
        at += part;
        if (!*at)
            return false;
    }
}

static bool number(const char *text, double *ret)
{
    char *end;
    *ret = strtod(text, &end);
    return end != text && !*end;
}

static bool is_ordered(const char *has, const char *wants, int sign)
{
    double a, b;
    return number(has, &a) && number(wants, &b) && (sign > 0 ? a >= b : a <= b);
}

static bool fits(const char *has, LeadRules__Op op, const char *wants)
{
    switch (op) {
    case LEAD_RULES__OP__EQ:
    case LEAD_RULES__OP__NE:
        return strcasecmp(has, wants) == 0;
    case LEAD_RULES__OP__IN:
    case LEAD_RULES__OP__NOT_IN:
        return is_member(wants, has);
    case LEAD_RULES__OP__GE:
        return is_ordered(has, wants, 1);
    case LEAD_RULES__OP__LE:
        return is_ordered(has, wants, -1);
    case LEAD_RULES__OP__CONTAINS:
        return strcasestr(has, wants) != NULL;
    default:
        return true;
    }
}

bool condition_holds(const struct facts *facts, const char *field, LeadRules__Op op, const char *value)
{
    if (op == LEAD_RULES__OP__ANY)
        return true;
    const char *wants = value ? value : "";
    bool present = false, fitting = false;
    for (size_t i = 0; i < facts->n && !fitting; i++) {
        if (strcmp(facts->list[i].field, field) != 0)
            continue;
        present = true;
        fitting = fits(facts->list[i].value, op, wants);
    }
    if (op == LEAD_RULES__OP__ABSENT)
        return !present;
    if (!present && op != LEAD_RULES__OP__PRESENT)
        fitting = fits("", op, wants);
    return op == LEAD_RULES__OP__NE || op == LEAD_RULES__OP__NOT_IN ? !fitting : fitting;
}

const char *condition_sentence(struct arena *arena, const char *field, LeadRules__Op op, const char *value)
{
    static const char *const words[] = {
        [LEAD_RULES__OP__EQ] = "is", [LEAD_RULES__OP__NE] = "is not", [LEAD_RULES__OP__IN] = "is one of",
        [LEAD_RULES__OP__NOT_IN] = "is none of", [LEAD_RULES__OP__GE] = "is at least",
        [LEAD_RULES__OP__LE] = "is at most", [LEAD_RULES__OP__CONTAINS] = "contains",
    };
    switch (op) {
    case LEAD_RULES__OP__ANY:
        return "always";
    case LEAD_RULES__OP__PRESENT:
        return arena_printf(arena, "%s is present", field);
    case LEAD_RULES__OP__ABSENT:
        return arena_printf(arena, "%s is absent", field);
    default:
        return arena_printf(arena, "%s %s %s", field, words[op], value && value[0] ? value : "empty");
    }
}

bool condition_field_is_known(const char *field)
{
    if (strncmp(field, "attribute.", 10) == 0)
        return field[10] != '\0';
    for (size_t i = 0; i < sizeof known_fields / sizeof *known_fields; i++)
        if (strcmp(known_fields[i], field) == 0)
            return true;
    return false;
}
