/* SPDX-License-Identifier: Apache-2.0
 * For supervisors and load balancers.
 */
#ifndef GATEWAY_HEALTH_H
#define GATEWAY_HEALTH_H

#include "request.h"

/* 200 while the loop turns. */
void health_live(struct request *request);
/* 200 when every service answers, else 503 and a line naming those that do not. */
void health_ready(struct request *request);

#endif
