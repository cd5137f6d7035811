/* SPDX-License-Identifier: Apache-2.0 */
#include "pareto.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "ratio.h"

void pareto_fill(struct arena *arena, LostReason *const *reasons, size_t n)
{
    int64_t all = 0, before = 0;
    for (size_t i = 0; i < n; i++)
        all += reasons[i]->count;
    for (size_t i = 0; i < n; i++) {
        before += reasons[i]->count;
        reasons[i]->share = ratio_new(arena, reasons[i]->count, all);
        reasons[i]->cumulative = ratio_new(arena, before, all);
    }
}

const char *band_name(struct arena *arena, const char *key, const int64_t *edges_minor, size_t n)
{
    const char *blank = strchr(key, ' ');
    if (!blank)
        return key;
    size_t band = strtoul(blank + 1, NULL, 10);
    const char *currency = arena_strndup(arena, key, (size_t)(blank - key));
    if (band == 0)
        return arena_printf(arena, "%s -%" PRId64, currency, edges_minor[0] - 1);
    if (band >= n)
        return arena_printf(arena, "%s %" PRId64 "-", currency, edges_minor[n - 1]);
    return arena_printf(arena, "%s %" PRId64 "-%" PRId64, currency, edges_minor[band - 1], edges_minor[band] - 1);
}
