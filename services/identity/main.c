/* SPDX-License-Identifier: Apache-2.0
 * Users, teams, roles, sessions, API keys, presence, the working calendar; and the signer of principals.
 */
#include "identity.h"
#include "rooms.h"
#include "settings/settings.h"
#include "user.h"

static const struct setting rows[] = {
    SETTING_ROW(struct identity_settings, bootstrap_key, const char *, "BOOTSTRAP_KEY", SETTING_SECRET, "", 0, 0,
                "what Bootstrap must bring to make the first administrator; empty: nobody can"),
    SETTING_ROW(struct identity_settings, session_hours, int64_t, "SESSION_HOURS", SETTING_COUNT, "12", 1, 720,
                "how long a session lasts"),
    SETTING_ROW(struct identity_settings, source_failures, int64_t, "SOURCE_FAILURES", SETTING_COUNT, "300", 1, 1000000,
                "refused sign-ins from one address within 15 minutes after which it is shut for as long"),
    SETTING_ROW(struct identity_settings, zone, const char *, "ZONE", SETTING_TEXT, "UTC", 0, 0,
                "where the days begin that the console shows and proposes, IANA"),
};

static const struct lifecycle *const lifecycles[] = {&user_lifecycle, NULL};

RPC_TABLE(Identity, IDENTITY)

int main(int argc, char **argv)
{
    static const struct service service = {
        .rooms = &rooms_identity,
        .rpc = &rpc_table.base,
        .settings = rows,
        .n_settings = sizeof rows / sizeof *rows,
        .settings_struct = &identity_settings,
        .lifecycles = lifecycles,
        .open = identity_open,
    };
    return service_main(argc, argv, &service);
}
