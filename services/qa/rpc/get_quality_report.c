/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"
#include "rooms.h"

/* Gives each agent the skills that are his. */
static void share_out(struct call *call, GetQualityReportReply *out, SkillScore **skills, size_t n)
{
    for (size_t i = 0; i < out->n_agents; i++) {
        AgentQuality *agent = out->agents[i];
        agent->skills = arena_alloc(call->arena, (n + 1) * sizeof *agent->skills);
        for (size_t k = 0; k < n; k++)
            if (text_equal(skills[k]->agent_id, agent->agent_id))
                agent->skills[agent->n_skills++] = skills[k];
    }
}

RPC(Qa, get_quality_report, GetQualityReportRequest, GetQualityReportReply)
{
    struct rows rows;
    AgentQuality all = AGENT_QUALITY__INIT;
    TRY(period_check(call, in->answered_from, in->answered_until));
    TRY(sql(call, &SQL_report_quality, &rows));
    rows_into(call, &rows, out, "agents");
    TRY(sql(call, &SQL_report_skills, &rows));
    rows_into(call, &rows, &all, "skills");
    share_out(call, out, all.skills, all.n_skills);
    return STATUS_OK;
}
