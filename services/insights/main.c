/* SPDX-License-Identifier: Apache-2.0
 * insights: figures, targets, and projections that can be rebuilt from the logs. See README.md.
 */
#include "rooms.h"
#include "settings.h"
#include "target.h"

RPC_TABLE(Insights, INSIGHTS)

struct insights_settings insights_settings;

static const struct setting rows[] = {
    SETTING_ROW(struct insights_settings, calendar, const char *, "CALENDAR", SETTING_TEXT, "default", 0, 0,
                "working calendar, of those that identity keeps, where a request names none"),
    SETTING_ROW(struct insights_settings, at_risk_percent, int64_t, "AT_RISK_PERCENT", SETTING_COUNT, "90", 1, 100,
                "percent of a target below which its run rate is a warning"),
    SETTING_ROW(struct insights_settings, watch_minutes, int64_t, "WATCH_MINUTES", SETTING_COUNT, "60", 1, 1440,
                "minutes between two looks at the targets; a warning comes at most once a day"),
};

static const struct lifecycle *const lifecycles[] = {&target_lifecycle, NULL};

static const struct service insights = {
    .rooms = &rooms_insights,
    .rpc = &rpc_table.base,
    .settings = rows,
    .n_settings = sizeof rows / sizeof *rows,
    .settings_struct = &insights_settings,
    .lifecycles = lifecycles,
};

int main(int argc, char **argv)
{
    return service_main(argc, argv, &insights);
}
