/* SPDX-License-Identifier: Apache-2.0 */
#include "handling.h"
#include "rooms.h"

RPC(Aftersales, get_case, GetCaseRequest, GetCaseReply)
{
    struct rows rows;
    Case case_file = CASE__INIT;
    if (!in->id == !in->number)
        return bad(call, "id", "give either id or number");
    TRY(sql_one(call, &SQL_get_case, "case", &rows));
    row_into(call, &rows, 0, &case_file);
    TRY(clocks_read(call, &case_file, &out->clocks, &out->n_clocks));
    TRY(sql(call, &SQL_list_evidence, &rows));
    rows_into(call, &rows, out, "evidence");
    TRY(sql(call, &SQL_list_capas, &rows));
    rows_into(call, &rows, out, "preventive_actions");
    for (size_t i = 0; i < out->n_preventive_actions; i++)
        TRY(capa_answer(call, out->preventive_actions[i], &out->preventive_actions[i]));
    return case_answer(call, &case_file, &out->case_file);
}
