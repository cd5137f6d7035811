/* SPDX-License-Identifier: Apache-2.0
 * The qa service.
 */
#include "coaching.h"
#include "evaluation.h"
#include "recording.h"
#include "rooms.h"
#include "sample.h"
#include "scorecard.h"
#include "settings.h"
#include "vault.h"
#include "violation.h"

RPC_TABLE(Qa, QA)

struct qa_settings qa_settings;

static const struct setting rows[] = {
    SETTING_ROW(struct qa_settings, recording_hours, int64_t, "RECORDING_HOURS", SETTING_COUNT, "24", 1, 8760,
                "hours after the answer of a call is known until its recording counts as missing"),
    SETTING_ROW(struct qa_settings, recording_max, int64_t, "RECORDING_MAX", SETTING_BYTES, "128M", 1, 256 << 20,
                "bytes that one recording may have"),
    SETTING_ROW(struct qa_settings, silence_days, int64_t, "SILENCE_DAYS", SETTING_COUNT, "7", 1, 365,
                "days of an agent's silence after which an evaluation counts as acknowledged"),
};

static const struct lifecycle *const lifecycles[] = {
    &recording_lifecycle, &scorecard_lifecycle, &sampling_plan_lifecycle, &sample_draw_lifecycle,
    &evaluation_lifecycle, &violation_lifecycle, &coaching_lifecycle, NULL,
};

static const struct service service = {
    .rooms = &rooms_qa,
    .rpc = &rpc_table.base,
    .settings = rows,
    .n_settings = sizeof rows / sizeof *rows,
    .settings_struct = &qa_settings,
    .lifecycles = lifecycles,
    .open = vault_open,
};

int main(int argc, char **argv)
{
    return service_main(argc, argv, &service);
}
