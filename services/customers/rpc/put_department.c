/* SPDX-License-Identifier: Apache-2.0 */
#include "org.h"
#include "record.h"
#include "rooms.h"
#include "wire/pack.h"

static enum status check_place(struct call *call, const PutDepartmentRequest *in)
{
    struct rows rows;
    struct org_part parts[ORG_DEPARTMENTS + 1];
    bool has_own = !in->id, has_parent = !in->parent_id;
    TRY(sql(call, &SQL_list_departments, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        parts[i] = (struct org_part){row_text(&rows, i, "id"), row_text(&rows, i, "parent_id")};
        has_own = has_own || text_equal(parts[i].id, in->id);
        has_parent = has_parent || text_equal(parts[i].id, in->parent_id);
    }
    if (!has_own || !has_parent)
        return fail(call, STATUS_NOT_FOUND, "no such %s of this customer", has_own ? "parent" : "department");
    if (!in->id && rows.n >= ORG_DEPARTMENTS)
        return fail_for(call, STATUS_FAILED_PRECONDITION, "FULL", "a customer has at most %d departments",
                        ORG_DEPARTMENTS);
    if (!org_may_hang(parts, rows.n, in->id, in->parent_id))
        return bad(call, "parent_id", "must not lie below the department, nor deeper than %d", ORG_DEPTH);
    return STATUS_OK;
}

RPC(Customers, put_department, PutDepartmentRequest, PutDepartmentReply)
{
    struct held held;
    struct rows rows;
    TRY(hold_head(call, in->customer_id, &held));
    if (!text_equal(held.kind, "ORGANISATION"))
        return bad(call, "customer_id", "must be an ORGANISATION, this is a %s", held.kind);
    TRY(check_place(call, in));
    bind_text(call, "row_id", in->id ? in->id : new_id(call));
    bind_bool(call, "is_closed", in->has_closed && in->closed);
    TRY(sql_one(call, &SQL_put_department, "department", &rows));
    out->department = wire_new(call->arena, &department__descriptor);
    row_into(call, &rows, 0, out->department);
    tell_profile(call, &held, "departments");
    return STATUS_OK;
}
