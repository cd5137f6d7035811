/* SPDX-License-Identifier: Apache-2.0 */
#include "org.h"

#include <string.h>

enum { NONE = -1 };

static long find(const struct org_part *parts, size_t n, const char *id)
{
    for (size_t i = 0; id && i < n; i++)
        if (strcmp(parts[i].id, id) == 0)
            return (long)i;
    return NONE;
}

bool org_may_hang(const struct org_part *parts, size_t n, const char *id, const char *parent_id)
{
    int depth = 0;
    for (long at = find(parts, n, parent_id); at != NONE; at = find(parts, n, parts[at].parent_id)) {
        if ((id && strcmp(parts[at].id, id) == 0) || ++depth >= ORG_DEPTH)
            return false;
    }
    return true;
}

struct walk {
    const long *parents;
    size_t n, filled;
    size_t *order;
    unsigned *depths;
};

static void take(struct walk *walk, long parent, unsigned depth)
{
    for (size_t i = 0; i < walk->n; i++) {
        if (walk->parents[i] != parent)
            continue;
        walk->depths[walk->filled] = depth;
        walk->order[walk->filled++] = i;
        take(walk, (long)i, depth + 1);
    }
}

const size_t *org_order(const struct org_part *parts, size_t n, struct arena *arena, unsigned *ret_depths)
{
    long *parents = arena_alloc(arena, (n + 1) * sizeof *parents);
    struct walk walk = {parents, n, 0, arena_alloc(arena, (n + 1) * sizeof(size_t)), ret_depths};
    for (size_t i = 0; i < n; i++)
        parents[i] = find(parts, n, parts[i].parent_id);
    take(&walk, NONE, 0);
    return walk.order;
}
