/* SPDX-License-Identifier: Apache-2.0 */
#include "history.h"

#include <string.h>

#include "rooms.h"
#include "wire/pack.h"

/* Those of `facts` from row `from` on that bear this id; sorted by id. */
static size_t take_facts(struct call *call, const struct rows *facts, size_t from, HistoricCall *historic)
{
    size_t end = from;
    while (end < facts->n && strcmp(row_text(facts, end, "id"), historic->id) == 0)
        end++;
    historic->facts = arena_alloc(call->arena, (end - from + 1) * sizeof *historic->facts);
    for (size_t i = from; i < end; i++) {
        CallFact *fact = wire_new(call->arena, &call_fact__descriptor);
        fact->key = row_text(facts, i, "key");
        fact->value = row_text(facts, i, "value");
        historic->facts[historic->n_facts++] = fact;
    }
    return end;
}

enum status history_complete(struct call *call, HistoricCall *const *calls, size_t n)
{
    struct rows facts;
    const char **ids = arena_alloc(call->arena, (n + 1) * sizeof *ids);
    for (size_t i = 0; i < n; i++)
        ids[i] = calls[i]->id;
    bind_texts(call, "ids", ids, n);
    TRY(sql(call, &SQL_list_call_facts, &facts));
    for (size_t at = 0; at < facts.n;) {
        size_t i = 0;
        while (i < n && strcmp(calls[i]->id, row_text(&facts, at, "id")) != 0)
            i++;
        at = i < n ? take_facts(call, &facts, at, calls[i]) : at + 1;
    }
    return STATUS_OK;
}
