/* SPDX-License-Identifier: Apache-2.0 */
#include <limits.h>

#include "base/clock.h"
#include "claiming.h"
#include "rules.h"
#include "wire/pack.h"

struct pull {
    const LeadRules *rules;
    Lead *lead;         /* NULL: nothing yet */
    Callback *callback; /* the promise that is due */
    bool urgent, claimed;
    const char *no_claim; /* why the pool is closed to the caller; NULL: it is not */
};

static const char *joined(struct call *call, const Lead *lead)
{
    struct text text;
    text_init(&text, call->arena);
    text_printf(&text, "priority %d", lead->priority);
    for (size_t i = 0; i < lead->n_priority_reasons; i++)
        text_printf(&text, "%s%s", i ? ", " : ": ", lead->priority_reasons[i]);
    return text.bytes;
}

static bool is_overdue(const struct call *call, const Lead *lead)
{
    return lead->state == LEAD__STATE__ASSIGNED && lead->sla_due_at && lead_us(lead->sla_due_at) < call->now_us;
}

static const char *reason_of(struct call *call, const struct pull *pull)
{
    const Lead *lead = pull->lead;
    const char *why = joined(call, lead);
    if (pull->callback)
        return arena_printf(call->arena, "a call is promised for %s there; %s", pull->callback->promised_local, why);
    if (pull->claimed)
        return arena_printf(call->arena, "%s in the pool; %s", pull->urgent ? "urgent" : "the first", why);
    if (is_overdue(call, lead))
        return arena_printf(call->arena, "its first contact is overdue; %s", why);
    if (lead->state != LEAD__STATE__ASSIGNED)
        return arena_printf(call->arena, "its next contact is due; %s", why);
    return arena_printf(call->arena, "its first contact is open; %s", why);
}

static enum status nothing_due(struct call *call, const struct pull *pull, PullNextReply *out)
{
    struct rows rows;
    char until[TIME_TEXT];
    TRY(sql_one(call, &SQL_next_due, "time", &rows));
    if (row_is_null(&rows, 0, "due_at")) {
        out->reason = "you have no open leads";
    } else {
        time_format(row_time(&rows, 0, "due_at"), until);
        out->reason = arena_printf(call->arena, "nothing is due before %s", until);
    }
    if (pull->no_claim)
        out->reason = arena_printf(call->arena, "%s; nothing from the pool: %s", out->reason, pull->no_claim);
    return STATUS_OK;
}

static enum status look_at_own(struct call *call, struct pull *pull)
{
    struct rows rows;
    bind_int(call, "urgent_priority", pull->rules->policy->urgent_priority);
    TRY(sql(call, &SQL_find_next_lead, &rows));
    if (!rows.n)
        return STATUS_OK;
    pull->lead = wire_new(call->arena, &lead__descriptor);
    row_into(call, &rows, 0, pull->lead);
    bind_text(call, "lead_id", pull->lead->id);
    TRY(sql(call, &SQL_find_due_callback, &rows));
    if (rows.n) {
        pull->callback = wire_new(call->arena, &callback__descriptor);
        row_into(call, &rows, 0, pull->callback);
    }
    pull->urgent = pull->callback || is_overdue(call, pull->lead) ||
                   pull->lead->priority >= (int32_t)pull->rules->policy->urgent_priority;
    return STATUS_OK;
}

/* What forbids a claim is an answer here, not an error: the caller asked for work, not for this lead. */
static enum status may_claim(struct call *call, struct pull *pull, struct rows *ret_agent, const char **ret_scope)
{
    if (!call_may(call, "leads.claim", ret_scope)) {
        pull->no_claim = "you may not claim";
        return STATUS_OK;
    }
    enum status status = claim_check_agent(call, pull->rules->policy, ret_agent);
    if (status != STATUS_FAILED_PRECONDITION)
        return status;
    pull->no_claim = arena_strdup(call->arena, call->error.message);
    call->error = (struct error){0};
    return STATUS_OK;
}

static enum status look_into_pool(struct call *call, struct pull *pull)
{
    struct rows agent, rows;
    struct held held;
    const char *scope;
    const LeadPolicy *policy = pull->rules->policy;
    TRY(may_claim(call, pull, &agent, &scope));
    if (pull->no_claim)
        return STATUS_OK;
    bind_text(call, "claim_scope", scope);
    bind_int(call, "min_priority", pull->lead ? (int64_t)policy->urgent_priority : INT_MIN);
    bind_int(call, "cooldown_days", policy->cooldown_days);
    TRY(sql(call, &SQL_take_pooled, &rows));
    if (!rows.n)
        return STATUS_OK;
    TRY(store_find(call, row_text(&rows, 0, "id"), &held));
    held.lead->state = held.was.state = LEAD__STATE__POOLED;
    held.lead->owner_id = held.was.owner_id = NULL;
    TRY(claim_apply(call, pull->rules, &agent, "pulled from the pool", &held));
    pull->lead = held.lead;
    pull->claimed = true;
    pull->urgent = held.lead->priority >= (int32_t)policy->urgent_priority;
    return STATUS_OK;
}

static enum status tell_preempted(struct call *call, const struct pull *pull, PullNextReply *out)
{
    struct rows rows;
    if (!pull->urgent)
        return STATUS_OK;
    bind_text(call, "lead_id", pull->lead->id);
    TRY(sql(call, &SQL_find_in_hand, &rows));
    out->preempts_lead_id = rows.n ? row_text(&rows, 0, "id") : NULL;
    return STATUS_OK;
}

RPC(Leads, pull_next, PullNextRequest, PullNextReply)
{
    struct rows rows;
    struct pull pull = {0};
    TRY(rules_active(call, &pull.rules));
    TRY(look_at_own(call, &pull));
    if (in->from_pool && !pull.urgent)
        TRY(look_into_pool(call, &pull));
    if (!pull.lead)
        return nothing_due(call, &pull, out);
    TRY(tell_preempted(call, &pull, out));
    bind_text(call, "lead_id", pull.lead->id);
    TRY(sql(call, &SQL_start_clock, &rows));
    out->lead = pull.lead;
    out->reason = reason_of(call, &pull);
    out->lead->pulled_at = out->pulled_at = lead_time(call->arena, call->now_us);
    out->has_urgent = out->has_claimed = true;
    out->urgent = pull.urgent;
    out->claimed = pull.claimed;
    out->callback = pull.callback;
    return STATUS_OK;
}
