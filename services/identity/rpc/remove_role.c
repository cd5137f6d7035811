/* SPDX-License-Identifier: Apache-2.0 */
#include "expected.h"
#include "giving.h"
#include "rooms.h"
#include "rows.h"

RPC(Identity, remove_role, RemoveRoleRequest, RemoveRoleReply)
{
    struct rows role, rows;
    if (text_equal(in->code, "admin"))
        return fail(call, STATUS_FAILED_PRECONDITION, "the role admin stays, or nobody could administer");
    TRY(over_all(call));
    TRY(sql_one(call, &SQL_lock_role, "role", &role));
    TRY(expect_version(call, in->has_expected_version, in->expected_version, row_int(&role, 0, "version")));
    TRY(sql_one(call, &SQL_role_is_held, "role", &rows));
    if (row_bool(&rows, 0, "held"))
        return fail_for(call, STATUS_FAILED_PRECONDITION, "ROLE_IN_USE", "users or keys have this role");
    TRY(sql(call, &SQL_drop_grants, &rows));
    TRY(sql_one(call, &SQL_drop_role, "role", &rows));
    RoleRemoved removed = ROLE_REMOVED__INIT;
    removed.role = in->code;
    emit(call, &removed, "role", row_text(&role, 0, "id"), "/");
    return audit(call, "role.removed", "role", in->code, NULL);
}
