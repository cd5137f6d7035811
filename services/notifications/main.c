/* SPDX-License-Identifier: Apache-2.0
 * notifications: who is told what, and how. See README.md.
 */
#include "rooms.h"
#include "sender.h"
#include "settings.h"
#include "states.h"
#include "telling.h"

RPC_TABLE(Notifications, NOTIFICATIONS)

static const struct lifecycle *const lifecycles[] = {&notification_lifecycle, &subscription_lifecycle,
                                                     &delivery_lifecycle, NULL};

int main(int argc, char **argv)
{
    struct service service = {
        .rooms = &rooms_notifications,
        .rpc = &rpc_table.base,
        .settings = notifications_rows,
        .n_settings = notifications_n_rows,
        .settings_struct = &notifications_settings,
        .lifecycles = lifecycles,
        .open = settings_open,
        .any = tell_of_event,
        .begin = sender_begin,
        .end = sender_end,
    };
    return service_main(argc, argv, &service);
}
