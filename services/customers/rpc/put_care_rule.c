/* SPDX-License-Identifier: Apache-2.0 */
#include "care.h"
#include "rooms.h"
#include "schema/rule.h"
#include "wire/pack.h"

enum { LEAD_DAYS = 7 };

RPC(Customers, put_care_rule, PutCareRuleRequest, PutCareRuleReply)
{
    struct rows rows;
    CareJob job = CARE_JOB__INIT;
    TRY(care_check_rule(in, &call->error));
    TRY(sql_one(call, &SQL_care_rule_version, "version", &rows));
    TRY(version_expect("rule", (uint64_t)row_int(&rows, 0, "version"),
                       in->has_expected_version ? &in->expected_version : NULL, &call->error));
    bind_int(call, "lead", in->has_lead_days ? in->lead_days : LEAD_DAYS);
    bind_bool(call, "is_active", in->has_active && in->active);
    TRY(sql_one(call, &SQL_put_care_rule, "rule", &rows));
    out->rule = wire_new(call->arena, &care_rule__descriptor);
    row_into(call, &rows, 0, out->rule);
    if (!out->rule->active)
        return STATUS_OK;
    job.rule = in->code;
    return schedule(call, "care", in->code, call->now_us, &job);
}
