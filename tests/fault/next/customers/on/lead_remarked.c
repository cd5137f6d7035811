/* SPDX-License-Identifier: Apache-2.0 */
#include "dealspine/leads.pb-c.h"
#include "rooms.h"

ON(lead_remarked, LeadRemarked)
{
    struct rows rows;
    return sql(call, &SQL_note_remark, &rows);
}
