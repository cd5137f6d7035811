/* SPDX-License-Identifier: Apache-2.0
 * GET /metrics: what all processes have counted, for Prometheus. Needs a token that holds ops.read.
 */
#ifndef GATEWAY_METRICS_H
#define GATEWAY_METRICS_H

#include "request.h"

void metrics_open(void); /* once, at start */
void metrics_request(struct request *request);
/* A request was answered. */
void metrics_answered(unsigned http, int64_t took_ms);

#endif
