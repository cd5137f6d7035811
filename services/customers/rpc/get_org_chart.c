/* SPDX-License-Identifier: Apache-2.0 */
#include "org.h"
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

static void order_departments(struct call *call, const struct rows *rows, GetOrgChartReply *out)
{
    size_t n = rows->n < ORG_DEPARTMENTS ? rows->n : ORG_DEPARTMENTS;
    struct org_part *parts = arena_alloc(call->arena, (n + 1) * sizeof *parts);
    unsigned *depths = arena_alloc(call->arena, (n + 1) * sizeof *depths);
    for (size_t i = 0; i < n; i++)
        parts[i] = (struct org_part){row_text(rows, i, "id"), row_text(rows, i, "parent_id")};
    const size_t *order = org_order(parts, n, call->arena, depths);
    out->departments = arena_alloc(call->arena, (n + 1) * sizeof *out->departments);
    for (size_t i = 0; i < n; i++) {
        Department *department = wire_new(call->arena, &department__descriptor);
        row_into(call, rows, order[i], department);
        department->has_depth = 1;
        department->depth = depths[i];
        out->departments[out->n_departments++] = department;
    }
}

/* Department by department, then the others. */
static void order_contacts(struct call *call, GetOrgChartReply *out)
{
    Contact **sorted = arena_alloc(call->arena, (out->n_contacts + 1) * sizeof *sorted);
    bool *placed = arena_alloc(call->arena, (out->n_contacts + 1) * sizeof *placed);
    size_t n = 0;
    for (size_t d = 0; d <= out->n_departments; d++)
        for (size_t i = 0; i < out->n_contacts; i++) {
            bool last = d == out->n_departments;
            if (placed[i] || (!last && !text_equal(out->contacts[i]->department_id, out->departments[d]->id)))
                continue;
            placed[i] = true;
            sorted[n++] = out->contacts[i];
        }
    out->contacts = sorted;
}

RPC(Customers, get_org_chart, GetOrgChartRequest, GetOrgChartReply)
{
    struct rows rows;
    bind_text(call, "customer_id", in->customer_id);
    TRY(sql_one(call, &SQL_see_customer, "customer", &rows));
    TRY(sql(call, &SQL_list_departments, &rows));
    order_departments(call, &rows, out);
    TRY(sql(call, &SQL_list_chart_contacts, &rows));
    rows_into(call, &rows, out, "contacts");
    order_contacts(call, out);
    TRY(sql(call, &SQL_list_key_people, &rows));
    rows_into(call, &rows, out, "key_people");
    return STATUS_OK;
}
