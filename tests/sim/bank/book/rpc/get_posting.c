/* SPDX-License-Identifier: Apache-2.0 */
#include "book.pb-c.h"
#include "rooms.h"

RPC(Book, get_posting, GetPostingRequest, GetPostingReply)
{
    struct rows rows;
    TRY(sql_one(call, &SQL_posting_count, "count", &rows));
    row_into(call, &rows, 0, out);
    return STATUS_OK;
}
