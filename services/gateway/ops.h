/* SPDX-License-Identifier: Apache-2.0
 * The methods of proto/dealspine/ops.proto for outsiders: on to the service that the request names, or to all of them.
 */
#ifndef GATEWAY_OPS_H
#define GATEWAY_OPS_H

#include "rpc.h"

/* Ends in rpc_reply() or connect_fail(). */
void ops_call(struct rpc *rpc);

/* GetStatus of one service, or of all where `service` is NULL. */
void ops_status(struct rpc *rpc, const char *service);

#endif
