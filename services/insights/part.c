/* SPDX-License-Identifier: Apache-2.0 */
#include "part.h"

#include <stdio.h>

#include "ratio.h"

int64_t parts_sum(Target *const *targets, size_t n)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += targets[i]->value;
    return sum;
}

enum status parts_divide(struct arena *arena, int64_t whole, int64_t taken, TargetPart *const *parts, size_t n,
                         int64_t *ret_values, struct error *error)
{
    int64_t left = whole - taken, *weights = arena_alloc(arena, (n + 1) * sizeof *weights);
    int64_t *shares = arena_alloc(arena, (n + 1) * sizeof *shares);
    bool shared = false;
    for (size_t i = 0; i < n; i++) {
        if (!parts[i]->has_value == !parts[i]->has_weight) {
            fail_with(error, STATUS_INVALID_ARGUMENT, "parts: each has either value or weight");
            snprintf(error->field, sizeof error->field, "parts");
            return STATUS_INVALID_ARGUMENT;
        }
        weights[i] = parts[i]->has_weight ? parts[i]->weight : 0;
        shared = shared || parts[i]->has_weight;
        ret_values[i] = parts[i]->has_value ? parts[i]->value : 0;
        left -= ret_values[i];
    }
    if (!shared)
        return STATUS_OK;
    if (left <= 0) {
        fail_with(error, STATUS_FAILED_PRECONDITION, "the other parts leave nothing to share");
        snprintf(error->reason, sizeof error->reason, "NOTHING_LEFT");
        return STATUS_FAILED_PRECONDITION;
    }
    share_out(left, weights, n, shares);
    for (size_t i = 0; i < n; i++)
        if (parts[i]->has_weight)
            ret_values[i] = shares[i];
    return STATUS_OK;
}
