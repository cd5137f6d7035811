/* SPDX-License-Identifier: Apache-2.0
 * The meters of this process as a message.
 */
#ifndef WIRE_METER_REPORT_H
#define WIRE_METER_REPORT_H

#include "base/arena.h"
#include "dealspine/ops.pb-c.h"

/* All families with their series; `service` and `instance` are the caller's to fill. The arena's. */
ReadMetersReply *meter_report(struct arena *arena);

#endif
