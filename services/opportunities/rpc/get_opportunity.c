/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"
#include "zone.h"

static enum status read_plan(struct call *call, GetOpportunityReply *out)
{
    struct rows rows;
    TRY(sql(call, &SQL_get_plan, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    out->plan = arena_alloc(call->arena, sizeof *out->plan);
    sales_plan__init(out->plan);
    row_into(call, &rows, 0, out->plan);
    bind_text(call, "plan_id", out->plan->id);
    TRY(sql(call, &SQL_list_plan_lines, &rows));
    rows_into(call, &rows, out->plan, "lines");
    TRY(sql(call, &SQL_list_milestones, &rows));
    rows_into(call, &rows, out->plan, "milestones");
    zone_bind(call);
    TRY(sql(call, &SQL_list_progress, &rows));
    rows_into(call, &rows, out->plan, "progress");
    return STATUS_OK;
}

static enum status read_score(struct call *call, GetOpportunityReply *out)
{
    struct rows rows;
    TRY(sql(call, &SQL_get_score, &rows));
    if (rows.n == 0)
        return STATUS_OK;
    out->score = arena_alloc(call->arena, sizeof *out->score);
    opportunity_score__init(out->score);
    row_into(call, &rows, 0, out->score);
    ListStagesReply grades = LIST_STAGES_REPLY__INIT;
    TRY(sql(call, &SQL_list_grades, &rows));
    rows_into(call, &rows, &grades, "grades");
    for (size_t i = 0; i < grades.n_grades; i++)
        if (grades.grades[i]->grade == out->score->grade)
            out->grade_definition = grades.grades[i];
    return STATUS_OK;
}

static enum status read_credit(struct call *call, GetOpportunityReply *out)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_credit, &rows));
    rows_into(call, &rows, out, "credit_split");
    if (rows.n > 0)
        return STATUS_OK;
    CreditShare *whole = arena_alloc(call->arena, sizeof *whole);
    credit_share__init(whole);
    whole->user_id = out->opportunity->owner_id;
    whole->has_basis_points = true;
    whole->basis_points = 10000;
    out->credit_split = arena_memdup(call->arena, &whole, sizeof(CreditShare *));
    out->n_credit_split = 1;
    return STATUS_OK;
}

static enum status read_criteria(struct call *call, GetOpportunityReply *out)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_criteria_met, &rows));
    out->criteria_met = arena_alloc(call->arena, (rows.n + 1) * sizeof *out->criteria_met);
    for (size_t i = 0; i < rows.n; i++)
        out->criteria_met[out->n_criteria_met++] = (void *)(uintptr_t)row_text(&rows, i, "criterion");
    return STATUS_OK;
}

RPC(Opportunities, get_opportunity, GetOpportunityRequest, GetOpportunityReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_opportunity, "opportunity", &rows));
    out->opportunity = arena_alloc(call->arena, sizeof *out->opportunity);
    opportunity__init(out->opportunity);
    row_into(call, &rows, 0, out->opportunity);
    TRY(sql(call, &SQL_list_lines, &rows));
    rows_into(call, &rows, out, "lines");
    TRY(read_score(call, out));
    TRY(read_plan(call, out));
    TRY(sql(call, &SQL_list_visits, &rows));
    rows_into(call, &rows, out, "stage_history");
    TRY(read_criteria(call, out));
    TRY(sql(call, &SQL_list_prepared_clauses, &rows));
    rows_into(call, &rows, out, "prepared_clauses");
    return read_credit(call, out);
}
