/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <inttypes.h>
#include <string.h>

#include "score.h"
#include "wire/pack.h"

static void read_row(struct call *call, const struct rows *rows, struct held *ret)
{
    ret->lead = wire_new(call->arena, &lead__descriptor);
    row_into(call, rows, 0, ret->lead);
    ret->was = *ret->lead;
}

enum status store_take(struct call *call, const char *lead_id, bool has_expected, uint64_t expected, struct held *ret)
{
    struct rows rows;
    bind_text(call, "lead_id", lead_id);
    TRY(sql_one(call, &SQL_lock_lead, "lead", &rows));
    read_row(call, &rows, ret);
    if (has_expected && ret->lead->version != expected)
        return fail(call, STATUS_ABORTED, "this lead is at version %" PRIu64 " by now, not %" PRIu64,
                    ret->lead->version, expected);
    return STATUS_OK;
}

enum status store_find(struct call *call, const char *lead_id, struct held *ret)
{
    struct rows rows;
    ret->lead = NULL;
    bind_text(call, "lead_id", lead_id);
    TRY(sql(call, &SQL_find_lead, &rows));
    if (!rows.n)
        return STATUS_OK;
    read_row(call, &rows, ret);
    if (ret->lead->state != LEAD__STATE__DUPLICATE || !ret->lead->duplicate_of)
        return STATUS_OK;
    bind_text(call, "lead_id", ret->lead->duplicate_of);
    TRY(sql(call, &SQL_find_lead, &rows));
    if (rows.n)
        read_row(call, &rows, ret);
    return STATUS_OK;
}

static enum status shift_load(struct call *call, const struct held *held)
{
    struct rows rows;
    const char *from = lead_is_load(&held->was) ? held->was.owner_id : NULL;
    const char *to = lead_is_load(held->lead) ? held->lead->owner_id : NULL;
    if (text_equal(from, to))
        return STATUS_OK;
    bind_text(call, "from_owner", from);
    bind_text(call, "to_owner", to);
    return sql(call, &SQL_shift_load, &rows);
}

enum status store_put(struct call *call, struct held *held)
{
    struct rows rows;
    Lead *lead = held->lead;
    bind_message(call, lead);
    TRY(sql(call, &SQL_save_lead, &rows));
    if (!rows.n)
        return fail(call, STATUS_ABORTED, "this lead was changed meanwhile; read it again and repeat");
    lead->version++;
    lead->updated_at = lead_time(call->arena, call->now_us);
    TRY(shift_load(call, held));
    if (lead->customer_id && lead_is_open(&held->was) && !lead_is_open(lead))
        TRY(sql(call, &SQL_free_slot, &rows));
    held->was = *lead;
    return STATUS_OK;
}

enum status store_facts(struct call *call, const Lead *lead, struct facts *ret)
{
    struct rows rows;
    GetLeadReply *holder = wire_new(call->arena, &get_lead_reply__descriptor);
    bind_text(call, "lead_id", lead->id);
    TRY(sql(call, &SQL_list_attributes, &rows));
    rows_into(call, &rows, holder, "attributes");
    lead_facts(call->arena, lead, holder->attributes, holder->n_attributes, ret);
    if (lead->has_score) {
        struct score score = {.points = lead->score, .grade = lead->grade, .intent = lead->intent};
        score_add_facts(ret, &score);
    }
    return STATUS_OK;
}
