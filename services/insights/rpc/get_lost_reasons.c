/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "freshness.h"
#include "pareto.h"
#include "period.h"
#include "rooms.h"
#include "wire/pack.h"

static const int64_t default_edges_minor[] = {100000, 1000000, 10000000};

struct bands {
    const int64_t *edges_minor;
    size_t n;
};

static bool is_by(const GetLostReasonsRequest *in, GetLostReasonsRequest__By by)
{
    return in->has_by && in->by == by;
}

static enum status check(struct call *call, const GetLostReasonsRequest *in, const struct bands *bands)
{
    bool leads = in->has_of && in->of == GET_LOST_REASONS_REQUEST__OF__LEADS;
    if (leads && (is_by(in, GET_LOST_REASONS_REQUEST__BY__COMPETITOR) || is_by(in, GET_LOST_REASONS_REQUEST__BY__PRICE_BAND)))
        return bad(call, "by", "leads have neither competitors nor prices");
    for (size_t i = 0; i < bands->n; i++)
        if (bands->edges_minor[i] < 1 || (i && bands->edges_minor[i] <= bands->edges_minor[i - 1]))
            return bad(call, "band_edges_minor", "must rise, from 1 on");
    return period_check(call, "until", in->from, in->until);
}

static void bind_bands(struct call *call, const struct bands *bands)
{
    const char **edges = arena_alloc(call->arena, bands->n * sizeof *edges);
    for (size_t i = 0; i < bands->n; i++)
        edges[i] = arena_printf(call->arena, "%" PRId64, bands->edges_minor[i]);
    bind_texts(call, "edges", edges, bands->n);
}

static void add_amount(struct call *call, const struct rows *rows, size_t row, LostReason *reason)
{
    const char *currency = row_text(rows, row, "currency");
    reason->count += row_int(rows, row, "n");
    if (is_blank(currency))
        return;
    CurrencySum *sum = wire_new(call->arena, &currency_sum__descriptor);
    sum->currency = currency;
    sum->has_amount_minor = sum->has_deals = true;
    sum->amount_minor = row_int(rows, row, "amount_minor");
    sum->deals = row_int(rows, row, "n");
    reason->amounts[reason->n_amounts++] = sum;
}

/* Rows of one key stand together, one for each currency. */
static void collect(struct call *call, const struct rows *rows, GetLostReasonsReply *out)
{
    LostReason *last = NULL;
    out->reasons = arena_alloc(call->arena, (rows->n + 1) * sizeof *out->reasons);
    for (size_t i = 0; i < rows->n; i++) {
        const char *key = row_text(rows, i, "key");
        if (!last || strcmp(last->key, key) != 0) {
            last = out->reasons[out->n_reasons++] = wire_new(call->arena, &lost_reason__descriptor);
            last->key = key;
            last->has_count = true;
            last->amounts = arena_alloc(call->arena, rows->n * sizeof *last->amounts);
        }
        add_amount(call, rows, i, last);
    }
}

RPC(Insights, get_lost_reasons, GetLostReasonsRequest, GetLostReasonsReply)
{
    struct rows rows;
    struct bands bands = {in->band_edges_minor, in->n_band_edges_minor};
    if (bands.n == 0)
        bands = (struct bands){default_edges_minor, sizeof default_edges_minor / sizeof *default_edges_minor};
    TRY(check(call, in, &bands));
    out->time_zone = zone_bind(call, in->time_zone);
    bind_bands(call, &bands);
    if (!in->has_by)
        bind_text(call, "by", "REASON");
    TRY(freshness_open(call, &out->freshness));
    bool leads = in->has_of && in->of == GET_LOST_REASONS_REQUEST__OF__LEADS;
    TRY(sql(call, leads ? &SQL_list_lost_leads : &SQL_list_lost_opportunities, &rows));
    collect(call, &rows, out);
    for (size_t i = 0; is_by(in, GET_LOST_REASONS_REQUEST__BY__PRICE_BAND) && i < out->n_reasons; i++)
        out->reasons[i]->key = band_name(call->arena, out->reasons[i]->key, bands.edges_minor, bands.n);
    pareto_fill(call->arena, out->reasons, out->n_reasons);
    return freshness_close(call, &out->freshness);
}
