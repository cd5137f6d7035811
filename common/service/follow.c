/* SPDX-License-Identifier: Apache-2.0 */
#include "service/follow.h"

#include "service/batch.h"

enum status follow_merged(struct call *call, const CustomerMerged *merged)
{
    struct rows rows;
    bind_text(call, "alias_head", merged->customer_id);
    bind_texts(call, "aliases", merged->alias_ids, merged->n_alias_ids);
    return sql(call, statement_of("alias_merge"), &rows);
}

enum status follow_unmerged(struct call *call, const CustomerUnmerged *unmerged)
{
    const struct {
        const char **ids;
        size_t n;
    } refs[] = {
        {unmerged->lead_ids, unmerged->n_lead_ids},         {unmerged->opportunity_ids, unmerged->n_opportunity_ids},
        {unmerged->contract_ids, unmerged->n_contract_ids}, {unmerged->case_ids, unmerged->n_case_ids},
        {unmerged->call_ids, unmerged->n_call_ids},
    };
    struct rows rows;
    size_t n = 0, room = 1;
    for (size_t i = 0; i < sizeof refs / sizeof *refs; i++)
        room += refs[i].n;
    const char **gone = arena_alloc(call->arena, room * sizeof *gone);
    for (size_t i = 0; i < sizeof refs / sizeof *refs; i++)
        for (size_t k = 0; k < refs[i].n; k++)
            gone[n++] = refs[i].ids[k];
    bind_text(call, "alias_head", unmerged->customer_id);
    bind_text(call, "alias_from", unmerged->from_customer_id);
    bind_texts(call, "aliases", unmerged->alias_ids, unmerged->n_alias_ids);
    bind_texts(call, "gone", gone, n);
    return sql(call, statement_of("alias_part"), &rows);
}

enum status follow_calendar(struct call *call, const CalendarChanged *changed)
{
    bind_text(call, "calendar", changed->calendar);
    bind_texts(call, "days_off", changed->days_off, changed->n_days_off);
    bind_texts(call, "days_worked", changed->days_worked, changed->n_days_worked);
    bind_texts(call, "days_usual", changed->days_usual, changed->n_days_usual);
    return sql_later(call, statement_of("calendar_change"));
}
