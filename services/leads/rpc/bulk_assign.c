/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <string.h>

#include "filter.h"
#include "place.h"
#include "rules.h"
#include "zone.h"

enum { MOST = 200, OWNERS = 100 };

struct bulk {
    const BulkAssignRequest *in;
    BulkAssignReply *out;
    const LeadRules *rules;
    struct rows agents[OWNERS];
};

static enum status read_agents(struct call *call, struct bulk *bulk)
{
    for (size_t i = 0; i < bulk->in->n_owner_ids; i++) {
        struct rows *agent = &bulk->agents[i];
        bind_text(call, "agent_id", bulk->in->owner_ids[i]);
        bind_int(call, "default_capacity", 0);
        zone_bind(call);
        TRY(sql(call, &SQL_lock_agent, agent));
        if (!agent->n || strncmp(row_text(agent, 0, "path"), call->scope, strlen(call->scope)) != 0)
            return fail(call, STATUS_NOT_FOUND, "no such agent");
        if (!text_equal(row_text(agent, 0, "state"), "ACTIVE"))
            return fail_for(call, STATUS_FAILED_PRECONDITION, "AGENT_SUSPENDED", "an agent takes no leads at present");
    }
    return STATUS_OK;
}

static enum status find(struct call *call, const BulkAssignRequest *in, const char ***ret_ids, size_t *ret_n)
{
    if (in->filter)
        return filter_find(call, in->filter, MOST + 1, ret_ids, ret_n);
    *ret_ids = arena_alloc(call->arena, in->n_lead_ids * sizeof **ret_ids);
    memcpy(*ret_ids, in->lead_ids, in->n_lead_ids * sizeof **ret_ids);
    *ret_n = in->n_lead_ids;
    return STATUS_OK;
}

static bool may_go(const Lead *lead)
{
    return lead->state == LEAD__STATE__UNASSIGNED || lead->state == LEAD__STATE__POOLED ||
           lead->state == LEAD__STATE__NURTURING || (lead_is_load(lead) && lead->state != LEAD__STATE__CONVERTING);
}

static enum status give(struct call *call, struct bulk *bulk, struct held *held, const struct rows *agent,
                        const char *owner_id)
{
    struct facts facts;
    Lead *lead = held->lead;
    TRY(lead_step(lead, lead->owner_id ? "reassign" : "assign", &call->error));
    TRY(store_facts(call, lead, &facts));
    if (lead->owner_id)
        lead->previous_owner_id = lead->owner_id;
    TRY(place_own(call, bulk->rules, &facts, owner_id, row_text(agent, 0, "path"), lead));
    lead->assignment_rule = "manual";
    lead->assignment_reason = "given by a manager, with others";
    TRY(store_put(call, held));
    struct placement placement = {.rule = "manual", .team_path = row_text(agent, 0, "team_path"), .owned = true};
    placement.candidates[placement.n_candidates++] = lead->owner_id;
    place_emit(call, lead, &placement);
    bulk->out->assigned++;
    return STATUS_OK;
}

/* What has one of the owners already stays with him. */
static bool has_it(const BulkAssignRequest *in, const Lead *lead)
{
    for (size_t i = 0; i < in->n_owner_ids; i++)
        if (text_equal(lead->owner_id, in->owner_ids[i]))
            return true;
    return false;
}

static enum status sift(struct call *call, struct bulk *bulk, const char *const *ids, size_t n, struct held *helds)
{
    struct rows rows;
    BulkAssignReply *out = bulk->out;
    out->lead_ids = arena_alloc(call->arena, (n + 1) * sizeof *out->lead_ids);
    for (size_t i = 0; i < n; i++) {
        struct held *held = &helds[out->n_lead_ids];
        bind_text(call, "lead_id", ids[i]);
        TRY(sql(call, &SQL_lock_lead, &rows));
        if (!rows.n)
            continue;
        TRY(store_find(call, ids[i], held));
        if (held->lead && may_go(held->lead) && !has_it(bulk->in, held->lead))
            out->lead_ids[out->n_lead_ids++] = held->lead->id;
    }
    out->has_found = out->has_assigned = true;
    out->found = (uint32_t)out->n_lead_ids;
    return STATUS_OK;
}

RPC(Leads, bulk_assign, BulkAssignRequest, BulkAssignReply)
{
    const char **ids;
    size_t n;
    struct bulk *bulk = arena_alloc(call->arena, sizeof *bulk);
    *bulk = (struct bulk){.in = in, .out = out};
    if ((in->filter != NULL) == (in->n_lead_ids > 0))
        return bad(call, "filter", "one of filter and lead_ids says which leads");
    TRY(find(call, in, &ids, &n));
    out->has_more = true, out->more = n > MOST;
    n = n > MOST ? MOST : n;
    struct held *helds = arena_alloc(call->arena, (n + 1) * sizeof *helds);
    TRY(sift(call, bulk, ids, n, helds));
    if (in->has_expected_count && in->expected_count != out->found)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "COUNT", "%" PRIu32 " leads are found by now, not %" PRIu32,
                        out->found, in->expected_count);
    TRY(read_agents(call, bulk));
    TRY(rules_active(call, &bulk->rules));
    for (size_t i = 0; i < out->n_lead_ids && !in->preview; i++)
        TRY(give(call, bulk, &helds[i], &bulk->agents[i % in->n_owner_ids], in->owner_ids[i % in->n_owner_ids]));
    return STATUS_OK;
}
