/* SPDX-License-Identifier: Apache-2.0
 * events.Fetch for outsiders: the logs of all domains as one. Order is promised per domain.
 */
#ifndef GATEWAY_EVENTS_H
#define GATEWAY_EVENTS_H

#include "rpc.h"

/* Answers `rpc`, whose body is a FetchRequest: asks every service for its part, joins events and cursors. */
void events_fetch(struct rpc *rpc);

#endif
