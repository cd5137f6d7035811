/* SPDX-License-Identifier: Apache-2.0
 * One call of an outsider: from whom, to which method, and back.
 */
#ifndef GATEWAY_RPC_H
#define GATEWAY_RPC_H

#include "dealspine/wire.pb-c.h"
#include "request.h"
#include "schema/schema.h"

struct rpc {
    struct request *request;
    const struct schema_method *method;
    bool json;            /* JSON in and out, else protobuf */
    bool has_deadline;    /* the caller named it */
    int64_t deadline_ms;  /* monotonic */
    const char *token;    /* NULL: none was sent, and none is needed */
    struct bytes input;   /* as it came */
    struct bytes body;    /* as protobuf, checked for form */
    Header header;        /* `principal` is there once somebody has vouched for it */
};

/* The request's; its header names the method and the request. */
struct rpc *rpc_new(struct request *request, const struct schema_method *method);

/* Finds out who asks, reads the input, sends it to the method's service, and answers the request in the end. */
void rpc_start(struct rpc *rpc);

uint32_t rpc_left_ms(const struct rpc *rpc); /* of its time */

/* Answers the request. `message` is the packed reply; `position` may be NULL. */
void rpc_reply(struct rpc *rpc, struct bytes message, const Header *header);

#endif
