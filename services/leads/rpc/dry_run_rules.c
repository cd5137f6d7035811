/* SPDX-License-Identifier: Apache-2.0 */
#include "assess.h"
#include "place.h"
#include "rules.h"
#include "ruleset.h"
#include "screening.h"
#include "wire/pack.h"

enum { DAYS = 7, LIMIT = 500 };

struct trial {
    const LeadRules *rules;
    ListLeadsReply *leads;
    struct agent *agents;
    size_t n_agents;
    DryRunShare *shares; /* one for each agent, in their order */
    DryRunRulesReply *out;
};

static enum status read_leads(struct call *call, const DryRunRulesRequest *in, struct trial *trial)
{
    struct rows rows;
    trial->leads = wire_new(call->arena, &list_leads_reply__descriptor);
    bind_time(call, "since", in->since ? lead_us(in->since) : call->now_us - place_days(DAYS));
    bind_int(call, "row_limit", in->has_limit ? in->limit : LIMIT);
    TRY(sql(call, &SQL_list_recent_leads, &rows));
    rows_into(call, &rows, trial->leads, "leads");
    return STATUS_OK;
}

static enum status read_agents(struct call *call, struct trial *trial)
{
    struct rows rows;
    const char **ids = arena_alloc(call->arena, (trial->leads->n_leads + 1) * sizeof *ids);
    for (size_t i = 0; i < trial->leads->n_leads; i++)
        ids[i] = trial->leads->leads[i]->id;
    bind_texts(call, "lead_ids", ids, trial->leads->n_leads);
    TRY(sql(call, &SQL_look_at_agents, &rows));
    trial->agents = desk_agents(call->arena, &rows, trial->rules->policy->default_capacity);
    trial->n_agents = rows.n;
    trial->shares = arena_alloc(call->arena, (rows.n + 1) * sizeof *trial->shares);
    for (size_t i = 0; i < rows.n; i++) {
        dry_run_share__init(&trial->shares[i]);
        trial->shares[i].owner_id = trial->agents[i].user_id;
        trial->shares[i].has_leads = trial->shares[i].has_leads_now = true;
    }
    return STATUS_OK;
}

static void count_owners(struct trial *trial, const Lead *lead, const struct agent *taker)
{
    for (size_t i = 0; i < trial->n_agents; i++) {
        trial->shares[i].leads += &trial->agents[i] == taker;
        trial->shares[i].leads_now += text_equal(trial->agents[i].user_id, lead->owner_id);
    }
    trial->out->moved += !text_equal(lead->owner_id, taker ? taker->user_id : NULL);
    trial->out->pooled += taker == NULL;
}

static struct agent *choose(struct trial *trial, const struct facts *facts)
{
    const AssignmentRule *rule = assignment_rule(trial->rules, facts);
    if (!rule || rule->strategy == ASSIGNMENT_RULE__STRATEGY__POOL)
        return NULL;
    struct agent *taker = assignment_pick(rule, facts, trial->agents, trial->n_agents, NULL).agent;
    if (taker)
        assignment_take(trial->agents, trial->n_agents, taker);
    return taker;
}

static enum status try_one(struct call *call, struct trial *trial, Lead *lead)
{
    struct facts facts;
    TRY(store_facts(call, lead, &facts));
    if (!screening_decide(trial->rules, &facts).passed) {
        trial->out->screened_out++;
        return STATUS_OK;
    }
    struct score score = score_assess(trial->rules, &facts, lead->followup_points, lead->answer_points);
    score_add_facts(&facts, &score);
    trial->out->grade_changes += lead->has_grade && lead->grade != score.grade;
    count_owners(trial, lead, choose(trial, &facts));
    return STATUS_OK;
}

/* Most leads first; agents with nothing to do with it are left out. */
static void put_shares(struct call *call, struct trial *trial)
{
    DryRunRulesReply *out = trial->out;
    out->shares = arena_alloc(call->arena, (trial->n_agents + 1) * sizeof *out->shares);
    for (size_t i = 0; i < trial->n_agents; i++) {
        DryRunShare *share = &trial->shares[i];
        size_t at = out->n_shares;
        if (!share->leads && !share->leads_now)
            continue;
        for (; at > 0 && out->shares[at - 1]->leads < share->leads; at--)
            out->shares[at] = out->shares[at - 1];
        out->shares[at] = share;
        out->n_shares++;
    }
}

RPC(Leads, dry_run_rules, DryRunRulesRequest, DryRunRulesReply)
{
    struct trial trial = {.rules = in->rules, .out = out};
    if (in->rules)
        TRY(ruleset_check(call->arena, in->rules, &call->error));
    else
        TRY(rules_active(call, &trial.rules));
    TRY(read_leads(call, in, &trial));
    TRY(read_agents(call, &trial));
    out->has_leads = out->has_screened_out = out->has_pooled = out->has_moved = out->has_grade_changes = true;
    out->leads = (uint32_t)trial.leads->n_leads;
    for (size_t i = trial.leads->n_leads; i-- > 0;)
        TRY(try_one(call, &trial, trial.leads->leads[i]));
    put_shares(call, &trial);
    out->has_rule_version = !in->rules, out->rule_version = trial.rules->version;
    return STATUS_OK;
}
