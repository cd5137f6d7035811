/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Opportunities, define_grade, DefineGradeRequest, DefineGradeReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_put_grade, "grade", &rows));
    out->grade = arena_alloc(call->arena, sizeof *out->grade);
    grade_definition__init(out->grade);
    row_into(call, &rows, 0, out->grade);
    return STATUS_OK;
}
