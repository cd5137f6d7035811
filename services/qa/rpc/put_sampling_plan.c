/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "draw.h"
#include "rooms.h"
#include "schema/rule.h"
#include "service/value.h"
#include "wire/pack.h"

static bool path_is_valid(const char *path)
{
    return path[0] == '/' && path[strlen(path) - 1] == '/' && !strstr(path, "//") && !strchr(path, '~');
}

static enum status check(struct call *call, const PutSamplingPlanRequest *in, const char *team_path)
{
    if (!path_is_valid(team_path))
        return bad(call, "team_path", "must be codes between slashes, \"/hq/sales/\"");
    if (strncmp(team_path, call->scope, strlen(call->scope)) != 0)
        return bad(call, "team_path", "must be within your own scope");
    if (in->rate_basis_points == 0 && in->min_per_agent == 0)
        return bad(call, "rate_basis_points", "must be above 0 unless min_per_agent is");
    return STATUS_OK;
}

static enum status make(struct call *call, struct rows *ret_rows)
{
    bind_text(call, "id", new_id(call));
    return sql_one(call, &SQL_add_plan, "plan", ret_rows);
}

static enum status change(struct call *call, const PutSamplingPlanRequest *in, const char *wanted,
                          struct rows *ret_rows)
{
    struct rows rows;
    SamplingPlan plan = SAMPLING_PLAN__INIT;
    const char *to;
    bind_text(call, "plan", in->id);
    TRY(sql_one(call, &SQL_lock_plan, "plan", &rows));
    row_into(call, &rows, 0, &plan);
    TRY(version_expect("plan", plan.version, in->has_expected_version ? &in->expected_version : NULL, &call->error));
    const char *state = enum_word(&sampling_plan__state__descriptor, (int)plan.state);
    const char *verb = text_equal(state, wanted) ? "change" : in->paused ? "pause" : "resume";
    TRY(lifecycle_step(&sampling_plan_lifecycle, state, verb, &to, &call->error));
    bind_text(call, "state", to);
    return sql_one(call, &SQL_save_plan, "plan", ret_rows);
}

RPC(Qa, put_sampling_plan, PutSamplingPlanRequest, PutSamplingPlanReply)
{
    struct rows rows;
    const char *team_path = is_blank(in->team_path) ? "/" : in->team_path;
    const char *wanted = in->paused ? "PAUSED" : "ACTIVE";
    TRY(check(call, in, team_path));
    bind_text(call, "team_path", team_path);
    bind_text(call, "state", wanted);
    TRY(in->id ? change(call, in, wanted, &rows) : make(call, &rows));
    out->plan = wire_new(call->arena, &sampling_plan__descriptor);
    row_into(call, &rows, 0, out->plan);
    return draw_plan_next(call, out->plan);
}
