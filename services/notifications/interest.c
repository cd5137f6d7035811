/* SPDX-License-Identifier: Apache-2.0 */
#include "interest.h"

#include <string.h>

#include "rooms.h"

struct interest {
    size_t n;
    struct wish {
        bool is_rule;
        const char *pattern; /* of a rule one type; of a subscription also "*" and "deal.*" */
    } wishes[];
};

enum status interest_read(struct call *call, const struct interest **ret_interest)
{
    struct arena *arena;
    struct rows rows;
    void **slot = shared_slot(call, &arena);
    if (!*slot) {
        TRY(sql(call, &SQL_list_interests, &rows));
        struct interest *interest = arena_alloc(arena, sizeof *interest + rows.n * sizeof *interest->wishes);
        interest->n = rows.n;
        for (size_t i = 0; i < rows.n; i++)
            interest->wishes[i] = (struct wish){row_bool(&rows, i, "is_rule"),
                                                arena_strdup(arena, row_text(&rows, i, "pattern"))};
        *slot = interest;
    }
    *ret_interest = *slot;
    return STATUS_OK;
}

bool interest_of_rules(const struct interest *interest, const char *prefix, const char *type)
{
    size_t n = strlen(prefix);
    for (size_t i = 0; i < interest->n; i++) {
        const struct wish *wish = &interest->wishes[i];
        if (wish->is_rule && strncmp(wish->pattern, prefix, n) == 0 && strcmp(wish->pattern + n, type) == 0)
            return true;
    }
    return false;
}

static bool fits(const char *pattern, const char *type)
{
    size_t n = strlen(pattern);
    if (strcmp(pattern, "*") == 0 || strcmp(pattern, type) == 0)
        return true;
    return n > 2 && strcmp(pattern + n - 2, ".*") == 0 && strncmp(pattern, type, n - 1) == 0;
}

bool interest_of_subscriptions(const struct interest *interest, const char *type)
{
    for (size_t i = 0; i < interest->n; i++)
        if (!interest->wishes[i].is_rule && fits(interest->wishes[i].pattern, type))
            return true;
    return false;
}
