/* SPDX-License-Identifier: Apache-2.0
 * The import that brought the lead is undone: what it had brought of a person is forgotten, and the same lead may come
 * in anew with other contact points. A customer that it made stays.
 */
#include "dealspine/leads.pb-c.h"
#include "rooms.h"

ON(lead_withdrawn, LeadWithdrawn)
{
    struct rows rows;
    return sql(call, &SQL_forget_capture, &rows);
}
