/* SPDX-License-Identifier: Apache-2.0 */
#include "rules.h"

#include "desk.h"
#include "lead.h"
#include "wire/pack.h"

enum { RULES_BYTES = 16 << 20 };

static enum status read_list(struct call *call, const struct statement *statement, LeadRules *rules, const char *field)
{
    struct rows rows;
    TRY(sql(call, statement, &rows));
    rows_into(call, &rows, rules, field);
    return STATUS_OK;
}

enum status rules_read(struct call *call, int64_t version, LeadRules **ret)
{
    struct rows rows;
    LeadRules *rules = wire_new(call->arena, &lead_rules__descriptor);
    rules->policy = wire_new(call->arena, &lead_policy__descriptor);
    bind_int(call, "rules_version", version);
    TRY(sql_one(call, &SQL_get_rule_set, "version of the rules", &rows));
    row_into(call, &rows, 0, rules);
    TRY(sql_one(call, &SQL_get_rule_policy, "version of the rules", &rows));
    row_into(call, &rows, 0, rules->policy);
    TRY(read_list(call, &SQL_list_screening_rules, rules, "screening"));
    TRY(read_list(call, &SQL_list_score_rules, rules, "scoring"));
    TRY(read_list(call, &SQL_list_grade_bands, rules, "grades"));
    TRY(read_list(call, &SQL_list_priority_rules, rules, "priorities"));
    TRY(read_list(call, &SQL_list_assignment_rules, rules, "assignments"));
    TRY(read_list(call, &SQL_list_response_deadlines, rules, "deadlines"));
    TRY(read_list(call, &SQL_list_cadence_rules, rules, "cadences"));
    *ret = rules;
    return STATUS_OK;
}

/* Calls that began under an older version may still hold it: the last few are kept, the next oldest makes room. */
static void keep(struct desk *desk, const LeadRules *rules)
{
    struct rules_kept *kept = &desk->rules[desk->next_rules++ % DESK_RULES];
    if (!kept->arena)
        kept->arena = arena_new();
    arena_reset(kept->arena);
    struct bytes packed = wire_pack(kept->arena, rules);
    kept->rules = wire_unpack(kept->arena, &lead_rules__descriptor, packed, RULES_BYTES);
}

/* The time belongs to the key: a version that was read and then rolled back may be published anew with other rules. */
static const LeadRules *find(const struct desk *desk, int64_t version, int64_t since_us)
{
    for (size_t i = 0; i < DESK_RULES; i++) {
        const LeadRules *rules = desk->rules[i].rules;
        if (rules && rules->version == version && lead_us(rules->published_at) == since_us)
            return rules;
    }
    return NULL;
}

enum status rules_of(struct call *call, const struct rows *rows, const LeadRules **ret)
{
    struct desk *desk = desk_of(call);
    int64_t version = row_int(rows, 0, "rules_version"), since_us = row_time(rows, 0, "rules_since");
    *ret = find(desk, version, since_us);
    if (*ret)
        return STATUS_OK;
    LeadRules *rules;
    TRY(rules_read(call, version, &rules));
    if (!find(desk, version, since_us))
        keep(desk, rules);
    *ret = rules;
    return STATUS_OK;
}

enum status rules_active(struct call *call, const LeadRules **ret)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_active_rules, "rules in force", &rows));
    return rules_of(call, &rows, ret);
}
