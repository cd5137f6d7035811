/* SPDX-License-Identifier: Apache-2.0
 * The Connect protocol, unary: POST /<package>.<Service>/<Method> with application/json or application/proto, GET for
 * methods without side effects. https://connectrpc.com/docs/protocol
 */
#ifndef GATEWAY_CONNECT_H
#define GATEWAY_CONNECT_H

#include "request.h"

void connect_request(struct request *request);

#endif
