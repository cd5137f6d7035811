/* SPDX-License-Identifier: Apache-2.0
 * ops.GetStatus: every instance of every service is asked at once; packed replies one after the other are one reply.
 */
#include <string.h>

#include "base/text.h"
#include "calls.h"
#include "connect_error.h"
#include "dealspine/ops.pb-c.h"
#include "gateway.h"
#include "ops.h"

enum { ASK_MS = 2000, INSTANCES = 32 };

struct round {
    struct rpc *rpc;
    struct text joined;
    unsigned outstanding;
    unsigned answered[SERVICES_MAX]; /* instances, by service */
    bool asked[SERVICES_MAX];
    struct error refusal;            /* the first that is no absence */
};

struct part {
    struct round *round;
    size_t service;
};

static void finish(struct round *round)
{
    struct arena *arena = round->rpc->request->arena;
    GetStatusReply rest = GET_STATUS_REPLY__INIT;
    if (round->refusal.status != STATUS_OK) {
        connect_fail(round->rpc->request, &round->refusal);
        return;
    }
    rest.unreachable = arena_alloc(arena, SERVICES_MAX * sizeof *rest.unreachable);
    for (size_t i = 0; i < gateway.n_services; i++)
        if (round->asked[i] && !round->answered[i])
            rest.unreachable[rest.n_unreachable++] = gateway.services[i];
    struct bytes packed = wire_pack(arena, &rest);
    text_put(&round->joined, packed.data, packed.size);
    rpc_reply(round->rpc, (struct bytes){(const uint8_t *)round->joined.bytes, round->joined.size}, NULL);
}

static bool is_absence(enum status status)
{
    return status == STATUS_UNAVAILABLE || status == STATUS_DEADLINE_EXCEEDED || status == STATUS_RESOURCE_EXHAUSTED;
}

static void on_part(void *context, const struct answer *answer)
{
    struct part *part = context;
    struct round *round = part->round;
    if (answer->error.status == STATUS_OK) {
        round->answered[part->service]++;
        text_put(&round->joined, answer->body.data, answer->body.size);
    } else if (!is_absence(answer->error.status) && round->refusal.status == STATUS_OK) {
        round->refusal = answer->error;
    }
    if (!--round->outstanding)
        finish(round);
}

static void ask(struct round *round, size_t service, const char *instance)
{
    uint32_t left_ms = rpc_left_ms(round->rpc);
    struct part *part = arena_alloc(round->rpc->request->arena, sizeof *part);
    *part = (struct part){round, service};
    struct outcall outcall = {.service = gateway.services[service],
                              .header = &round->rpc->header,
                              .body = round->rpc->body,
                              .timeout_ms = left_ms < ASK_MS ? left_ms : ASK_MS,
                              .query = true,
                              .instance = instance};
    round->outstanding++;
    calls_send(gateway.calls, &outcall, on_part, part);
}

void ops_status(struct rpc *rpc, const char *service)
{
    struct arena *arena = rpc->request->arena;
    struct client *client = calls_client(gateway.calls);
    struct round *round = arena_alloc(arena, sizeof *round);
    round->rpc = rpc;
    round->outstanding = 1; /* no answer ends the round before all are asked */
    text_init(&round->joined, arena);
    for (size_t i = 0; client && i < gateway.n_services; i++) {
        if (service && strcmp(service, gateway.services[i]) != 0)
            continue;
        char (*names)[CLIENT_INSTANCE] = arena_alloc(arena, INSTANCES * sizeof *names);
        unsigned n = client_instances(client, gateway.services[i], names, INSTANCES);
        round->asked[i] = true;
        for (unsigned k = 0; k < n; k++)
            ask(round, i, names[k]);
    }
    if (!--round->outstanding)
        finish(round);
}
