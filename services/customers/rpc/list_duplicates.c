/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"
#include "rooms.h"
#include "service/page.h"
#include "wire/pack.h"

static CustomerHit *side_of(struct call *call, const struct rows *rows, size_t row, const char *side)
{
    CustomerHit *hit = wire_new(call->arena, &customer_hit__descriptor);
    hit->customer_id = row_text(rows, row, arena_printf(call->arena, "%s_id", side));
    hit->has_kind = hit->has_in_scope = 1;
    hit->kind = (Customer__Kind)enum_number(&customer__kind__descriptor,
                                            row_text(rows, row, arena_printf(call->arena, "%s_kind", side)));
    hit->name_masked = row_text(rows, row, arena_printf(call->arena, "%s_name", side));
    hit->owner_id = row_text(rows, row, arena_printf(call->arena, "%s_owner", side));
    hit->tier = row_text(rows, row, arena_printf(call->arena, "%s_tier", side));
    hit->in_scope = row_bool(rows, row, arena_printf(call->arena, "%s_in_scope", side));
    return hit;
}

RPC(Customers, list_duplicates, ListDuplicatesRequest, ListDuplicatesReply)
{
    struct rows rows;
    const char *scope = NULL;
    size_t size;
    TRY(page_open(call, in->page_token, in->page_size, &size));
    call_may(call, "customers.read", &scope);
    bind_text(call, "scope_of_reading", scope);
    int state = in->has_state ? (int)in->state : DUPLICATE_PAIR__STATE__OPEN;
    bind_text(call, "pair_state", enum_word(&duplicate_pair__state__descriptor, state));
    TRY(sql(call, &SQL_list_duplicates, &rows));
    rows_into(call, &rows, out, "pairs");
    if (rows.n > size) {
        out->n_pairs = size;
        out->next_page_token = page_token(call, row_time(&rows, size - 1, "found_at"), out->pairs[size - 1]->id);
    }
    for (size_t i = 0; i < out->n_pairs; i++) {
        out->pairs[i]->first = side_of(call, &rows, i, "first");
        out->pairs[i]->second = side_of(call, &rows, i, "second");
    }
    return STATUS_OK;
}
