/* SPDX-License-Identifier: Apache-2.0 */
#include "rooms.h"

RPC(Notifications, list_notification_rules, ListNotificationRulesRequest, ListNotificationRulesReply)
{
    struct rows rows;
    TRY(sql(call, &SQL_list_rules, &rows));
    rows_into(call, &rows, out, "rules");
    TRY(sql(call, &SQL_list_templates, &rows));
    rows_into(call, &rows, out, "templates");
    return STATUS_OK;
}
