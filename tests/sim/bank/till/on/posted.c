/* SPDX-License-Identifier: Apache-2.0 */
#include "book.pb-c.h"
#include "rooms.h"

ON(posted, Posted)
{
    struct rows rows;
    bind_int(call, "pos", (int64_t)call->event->pos);
    return sql(call, &SQL_sealed_add, &rows);
}
