/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "schema/check.h"

RPC(Qa, put_retention_policy, PutRetentionPolicyRequest, PutRetentionPolicyReply)
{
    struct rows rows;
    RestateRetentionJob job = RESTATE_RETENTION_JOB__INIT;
    if (!text_equal(in->business_line, "*") && !format_is_valid("code", in->business_line))
        return bad(call, "business_line", "must be a code, or * for lines without a policy of their own");
    TRY(sql_one(call, &SQL_put_policy, "policy", &rows));
    out->policy = arena_alloc(call->arena, sizeof *out->policy);
    retention_policy__init(out->policy);
    row_into(call, &rows, 0, out->policy);
    job.business_line = in->business_line;
    job.has_version = job.has_restate = true;
    job.version = out->policy->version;
    job.restate = in->restate;
    return schedule(call, "restate_retention", arena_printf(call->arena, "%s/%u", job.business_line, job.version),
                    call->now_us, &job);
}
