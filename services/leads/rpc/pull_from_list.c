/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "base/clock.h"
#include "dialling.h"
#include "place.h"
#include "rules.h"
#include "wire/pack.h"

static enum status find_list(struct call *call, DialList **ret)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_find_dial_list, "calling list of your team", &rows));
    *ret = wire_new(call->arena, &dial_list__descriptor);
    row_into(call, &rows, 0, *ret);
    if ((*ret)->state != DIAL_LIST__STATE__RUNNING)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_RUNNING", "this list is not being called at present");
    return STATUS_OK;
}

/* Nobody is left, or nobody now. */
static enum status nobody(struct call *call, DialList *list, PullFromListReply *out)
{
    struct rows rows;
    char until[TIME_TEXT];
    TRY(dialling_count(call, list));
    if (dial_is_done(list->progress)) {
        out->reason = "everybody on the list was called";
        TRY(dialling_take(call, list->id, "", NULL, &list));
        if (list->state != DIAL_LIST__STATE__RUNNING)
            return STATUS_OK;
        TRY(dialling_count(call, list));
        return dialling_finish(call, list);
    }
    bind_text(call, "dial_list_id", list->id);
    TRY(sql_one(call, &SQL_next_dial_at, "time", &rows));
    time_format(row_time(&rows, 0, "due_at"), until);
    out->reason = arena_printf(call->arena, "nobody is to be called before %s", until);
    return STATUS_OK;
}

/* Who rings must own the lead, or customers would not let him. */
static enum status own(struct call *call, const struct rows *agent, struct held *held)
{
    struct facts facts;
    const LeadRules *rules;
    Lead *lead = held->lead;
    if (text_equal(lead->owner_id, call->actor))
        return STATUS_OK;
    TRY(lead_step(lead, lead->owner_id ? "reassign" : "assign", &call->error));
    TRY(rules_active(call, &rules));
    TRY(store_facts(call, lead, &facts));
    if (lead->owner_id)
        lead->previous_owner_id = lead->owner_id;
    place_own(call, rules, &facts, call->actor, row_text(agent, 0, "path"), lead);
    lead->assignment_rule = "dial-list";
    lead->assignment_reason = "called from a calling list";
    TRY(store_put(call, held));
    struct placement placement = {.rule = "dial-list", .team_path = row_text(agent, 0, "team_path"), .owned = true};
    placement.candidates[placement.n_candidates++] = call->actor;
    place_emit(call, lead, &placement);
    return STATUS_OK;
}

RPC(Leads, pull_from_list, PullFromListRequest, PullFromListReply)
{
    struct rows agent, rows;
    struct held held;
    DialList *list;
    TRY(find_list(call, &list));
    bind_text(call, "agent_id", call->actor);
    bind_int(call, "default_capacity", 0);
    TRY(sql(call, &SQL_lock_agent, &agent));
    if (!agent.n || !text_equal(row_text(&agent, 0, "state"), "ACTIVE"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "NOT_AN_AGENT", "only active agents call from lists");
    bind_text(call, "dial_list_id", list->id);
    TRY(sql(call, &SQL_drop_closed_entries, &rows));
    bind_text(call, "dial_list_id", list->id);
    TRY(sql(call, &SQL_hold_dial_entry, &rows));
    if (!rows.n)
        return nobody(call, list, out);
    out->has_attempt = true, out->attempt = (uint32_t)row_int(&rows, 0, "attempts") + 1;
    TRY(store_find(call, row_text(&rows, 0, "lead_id"), &held));
    TRY(own(call, &agent, &held));
    bind_text(call, "lead_id", held.lead->id);
    TRY(sql(call, &SQL_start_clock, &rows));
    out->lead = held.lead;
    out->reason = arena_printf(call->arena, "attempt %" PRIu32 " of %" PRIu32 " from the list", out->attempt,
                               list->max_attempts);
    return STATUS_OK;
}
