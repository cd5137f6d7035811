/* SPDX-License-Identifier: Apache-2.0 */
#include "credit.h"

#include <inttypes.h>

#include "ratio.h"

void credit_bind(struct call *call, const DealClosed *deal)
{
    size_t n = deal->n_credit_split ? deal->n_credit_split : 1;
    const char **users = arena_alloc(call->arena, n * sizeof *users);
    const char **shares = arena_alloc(call->arena, n * sizeof *shares);
    int64_t *weights = arena_alloc(call->arena, n * sizeof *weights), *parts = arena_alloc(call->arena, n * sizeof *parts);
    int64_t sum = 0;
    for (size_t i = 0; i < deal->n_credit_split; i++) {
        users[i] = deal->credit_split[i]->user_id;
        sum += weights[i] = deal->credit_split[i]->basis_points;
    }
    if (sum == 0) {
        n = 1;
        users[0] = deal->owner_id;
        weights[0] = 1;
    }
    share_out(deal->amount_minor, weights, n, parts);
    for (size_t i = 0; i < n; i++)
        shares[i] = arena_printf(call->arena, "%" PRId64, parts[i]);
    bind_texts(call, "users", users, n);
    bind_texts(call, "shares", shares, n);
}
