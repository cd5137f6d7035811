/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Opportunities, list_price_lists, ListPriceListsRequest, ListPriceListsReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_price_lists, &rows));
    rows_into(call, &rows, out, "price_lists");
    if (!in->code)
        return STATUS_OK;
    TRY(sql(call, &SQL_list_prices, &rows));
    rows_into(call, &rows, out, "prices");
    return STATUS_OK;
}
