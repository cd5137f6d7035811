/* SPDX-License-Identifier: Apache-2.0 */
#include <strings.h>

#include "merge.h"
#include "record.h"
#include "revenue.h"
#include "rooms.h"
#include "settings.h"
#include "wire/pack.h"

#define DAY_US (INT64_C(86400) * 1000000)

static struct merge_side side_of(const struct rows *rows, size_t row)
{
    return (struct merge_side){row_text(rows, row, "id"), row_text(rows, row, "kind"), row_text(rows, row, "state")};
}

/* What is sealed under the alias's key is taken by sealing it anew under the survivor's. */
static enum status reseal(struct call *call, const struct rows *rows, size_t alias, size_t survivor, const char *column,
                          const char *label)
{
    struct subject from, to;
    const char *value;
    TRY(subject_of_nth(call, row_text(rows, alias, "id"), rows, alias, &from));
    TRY(subject_of_nth(call, row_text(rows, survivor, "id"), rows, survivor, &to));
    TRY(row_unseal(call, rows, alias, column, &from, label, &value));
    bind_sealed(call, column, &to, label, value);
    return STATUS_OK;
}

static void bind_taken(struct call *call, const MergeCustomersRequest *in)
{
    const char **words = arena_alloc(call->arena, (in->n_take + 1) * sizeof *words);
    for (size_t i = 0; i < in->n_take; i++)
        words[i] = enum_word(&merge_customers_request__field__descriptor, (int)in->take[i]);
    bind_texts(call, "taken", words, in->n_take);
}

static void tell(struct call *call, const MergeCustomersRequest *in, const MergeCustomersReply *out,
                 const struct rows *aliases)
{
    CustomerMerged merged = CUSTOMER_MERGED__INIT;
    merged.merge_id = out->merge_id;
    merged.customer_id = out->survivor->id;
    merged.alias_id = in->alias_id;
    merged.alias_ids = arena_alloc(call->arena, (aliases->n + 1) * sizeof *merged.alias_ids);
    for (size_t i = 0; i < aliases->n; i++)
        merged.alias_ids[merged.n_alias_ids++] = row_text(aliases, i, "id");
    merged.taken = in->take;
    merged.n_taken = in->n_take;
    merged.owner_id = out->survivor->owner_id;
    merged.owner_path = out->survivor->owner_path;
    merged.unmerge_until = out->unmerge_until;
    merged.tier = out->survivor->tier;
    merged.region = out->survivor->region;
    merged.has_decision_cycle_days = out->survivor->has_decision_cycle_days;
    merged.decision_cycle_days = out->survivor->decision_cycle_days;
    emit(call, &merged, "customer", in->alias_id, out->survivor->owner_path);
}

RPC(Customers, merge_customers, MergeCustomersRequest, MergeCustomersReply)
{
    struct rows pair, aliases, rows;
    TRY(sql(call, &SQL_lock_pair, &pair));
    if (strcasecmp(in->survivor_id, in->alias_id) == 0)
        return bad(call, "alias_id", "must be another customer");
    if (pair.n != 2)
        return fail(call, STATUS_NOT_FOUND, "no such two customers");
    size_t survivor = strcasecmp(row_text(&pair, 0, "id"), in->survivor_id) == 0 ? 0 : 1, alias = 1 - survivor;
    struct merge_side sides[] = {side_of(&pair, survivor), side_of(&pair, alias)};
    TRY(merge_check(&sides[0], &sides[1], in->take, in->n_take, &call->error));
    bind_text(call, "of_id", in->alias_id);
    TRY(sql(call, &SQL_list_aliases, &aliases));
    TRY(reseal(call, &pair, alias, survivor, "name_sealed", "name"));
    TRY(reseal(call, &pair, alias, survivor, "birth_date_sealed", "birth_date"));
    TRY(reseal(call, &pair, alias, survivor, "registration_sealed", "registration"));
    int64_t until_us = call->now_us + customers_settings.unmerge_days * DAY_US;
    out->merge_id = new_id(call);
    bind_text(call, "merge_id", out->merge_id);
    bind_time(call, "until", until_us);
    bind_taken(call, in);
    TRY(sql(call, &SQL_merge_customer, &rows));
    if (rows.n == 0)
        return fail(call, STATUS_ABORTED, "one of them was merged at the same moment, try again");
    out->survivor = wire_new(call->arena, &customer__descriptor);
    row_into(call, &rows, 0, out->survivor);
    out->unmerge_until = time_message(call, until_us);
    tell(call, in, out, &aliases);
    return revenue_rank_soon(call);
}
