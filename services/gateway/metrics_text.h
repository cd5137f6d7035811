/* SPDX-License-Identifier: Apache-2.0
 * Prometheus' text format of several processes' meters: all series of a family together, each with the labels service
 * and instance. Pure. The exposition format of Prometheus, version 0.0.4.
 */
#ifndef GATEWAY_METRICS_TEXT_H
#define GATEWAY_METRICS_TEXT_H

#include "base/text.h"
#include "dealspine/ops.pb-c.h"

/* Appends `n` reports. Families appear in the order in which the reports have them first. */
void metrics_write(struct text *out, ReadMetersReply *const *reports, size_t n);

#endif
