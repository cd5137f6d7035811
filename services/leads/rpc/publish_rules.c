/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>

#include "rules.h"
#include "ruleset.h"
#include "base/id.h"

static enum status add(struct call *call, const struct statement *statement, const void *rule, size_t nth)
{
    struct rows rows;
    bind_message(call, rule);
    bind_int(call, "seq", (int64_t)nth + 1);
    return sql(call, statement, &rows);
}

static enum status add_lists(struct call *call, const LeadRules *rules)
{
    for (size_t i = 0; i < rules->n_screening; i++)
        TRY(add(call, &SQL_add_screening_rule, rules->screening[i], i));
    for (size_t i = 0; i < rules->n_scoring; i++)
        TRY(add(call, &SQL_add_score_rule, rules->scoring[i], i));
    for (size_t i = 0; i < rules->n_grades; i++)
        TRY(add(call, &SQL_add_grade_band, rules->grades[i], i));
    for (size_t i = 0; i < rules->n_priorities; i++)
        TRY(add(call, &SQL_add_priority_rule, rules->priorities[i], i));
    for (size_t i = 0; i < rules->n_assignments; i++)
        TRY(add(call, &SQL_add_assignment_rule, rules->assignments[i], i));
    for (size_t i = 0; i < rules->n_deadlines; i++)
        TRY(add(call, &SQL_add_response_deadline, rules->deadlines[i], i));
    for (size_t i = 0; i < rules->n_cadences; i++)
        TRY(add(call, &SQL_add_cadence_rule, rules->cadences[i], i));
    return STATUS_OK;
}

/* The clocks come back by themselves; should one have ended among the dead letters, publishing starts it again. */
static enum status start_clocks(struct call *call)
{
    SlaBreachJob sla = SLA_BREACH_JOB__INIT;
    RecycleJob recycle = RECYCLE_JOB__INIT;
    TRY(schedule(call, "sla_breach", "clock", call->now_us, &sla));
    return schedule(call, "recycle", "clock", call->now_us, &recycle);
}

static void emit_published(struct call *call, uint32_t version, uint32_t replaces)
{
    char id[ID_TEXT];
    id_from_text("lead_rules", id);
    LeadRulesPublished event = LEAD_RULES_PUBLISHED__INIT;
    event.has_version = true, event.version = version;
    event.has_replaces = true, event.replaces = replaces;
    emit(call, &event, "lead_rules", arena_strdup(call->arena, id), "/");
}

RPC(Leads, publish_rules, PublishRulesRequest, PublishRulesReply)
{
    struct rows rows;
    TRY(ruleset_check(call->arena, in->rules, &call->error));
    TRY(sql_one(call, &SQL_lock_active_rules, "rules in force", &rows));
    uint32_t present = (uint32_t)row_int(&rows, 0, "rules_version");
    if (in->has_expected_version && in->expected_version != present)
        return fail(call, STATUS_ABORTED, "version %" PRIu32 " of the rules is in force, not %" PRIu32, present,
                    in->expected_version);
    bind_message(call, in->rules->policy);
    bind_text(call, "note", in->rules->note);
    bind_int(call, "rules_version", present + 1);
    TRY(sql(call, &SQL_add_rule_set, &rows));
    TRY(add_lists(call, in->rules));
    TRY(sql(call, &SQL_activate_rules, &rows));
    TRY(start_clocks(call));
    out->has_version = true, out->version = present + 1;
    emit_published(call, present + 1, present);
    return STATUS_OK;
}
