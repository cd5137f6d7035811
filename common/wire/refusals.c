/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/refusals.h"

#include <pthread.h>
#include <stddef.h>
#include <string.h>

#include "base/meter.h"

static const struct meter_family refusals = {
    .name = "dealspine_refusals_total",
    .help = "Connections, messages and calls turned away before any work, by reason.",
    .kind = METER_COUNTER,
    .sparse = true,
};

/* What is none of these counts as the last: the labels of a metric are bounded. */
static const char *const reasons[] = {
    REFUSAL_KEY, REFUSAL_HANDSHAKE, REFUSAL_MESSAGE,
    "VERSION", "NO_METHOD", "UNKNOWN_METHOD", "TOO_LARGE", "NOT_THE_MESSAGE", "NO_TIME_LEFT", "QUEUE_FULL", "DRAINING",
    "NO_PRINCIPAL", "MALFORMED", "UNKNOWN_SIGNER", "BAD_SIGNATURE", "FOREIGN_PRINCIPAL", "EXPIRED", "NOT_YET_VALID",
    "KEY_REMOVED", "NOT_THE_BEARER", "NOT_A_CALLER", "SERVICES_ONLY", "NO_PERMISSION", "OTHER",
};
enum { REASONS = sizeof reasons / sizeof *reasons };

static unsigned series[REASONS];

static void add_all(void)
{
    for (size_t i = 0; i < REASONS; i++) {
        const char *labels[] = {"reason", reasons[i]};
        series[i] = meter_add(&refusals, labels, 1);
    }
}

void refusal_count(const char *reason)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    size_t i = 0;
    pthread_once(&once, add_all);
    while (i < REASONS - 1 && strcmp(reasons[i], reason) != 0)
        i++;
    meter_count(series[i], 1);
}
