/* SPDX-License-Identifier: Apache-2.0 */
#include "offering.h"
#include "rooms.h"

RPC(Opportunities, list_quotes, ListQuotesRequest, ListQuotesReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_get_opportunity, "opportunity", &rows));
    TRY(sql(call, &SQL_list_quotes, &rows));
    rows_into(call, &rows, out, "quotes");
    for (size_t i = 0; i < out->n_quotes; i++)
        TRY(quote_answer(call, out->quotes[i], &out->quotes[i]));
    return STATUS_OK;
}
