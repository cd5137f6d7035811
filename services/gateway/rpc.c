/* SPDX-License-Identifier: Apache-2.0 */
#include "rpc.h"

#include <inttypes.h>
#include <string.h>

#include "auth.h"
#include "base/clock.h"
#include "base/text.h"
#include "calls.h"
#include "connect_error.h"
#include "events.h"
#include "gateway.h"
#include "ops.h"
#include "session.h"
#include "sign_in.h"
#include "transcode.h"

enum { PRINCIPAL_MEMORY = 1 << 20 };

struct rpc *rpc_new(struct request *request, const struct schema_method *method)
{
    struct rpc *rpc = arena_alloc(request->arena, sizeof *rpc);
    uint8_t *id = arena_alloc(request->arena, ID_BYTES);
    rpc->request = request;
    rpc->method = method;
    rpc->header = (Header)HEADER__INIT;
    rpc->header.method = method->full;
    rpc->header.traceparent = request->traceparent;
    rpc->header.has_correlation_id = id_parse(request->id, id);
    rpc->header.correlation_id = (ProtobufCBinaryData){ID_BYTES, id};
    return rpc;
}

uint32_t rpc_left_ms(const struct rpc *rpc)
{
    int64_t left_ms = rpc->deadline_ms - clock_mono_ms();
    return left_ms > 0 ? (uint32_t)left_ms : 0;
}

void rpc_reply(struct rpc *rpc, struct bytes message, const Header *header)
{
    struct request *request = rpc->request;
    struct error error;
    if (header && header->pos && header->pos->domain)
        request_put_header(request, "Dealspine-Position",
                           arena_printf(request->arena, "%s/%" PRIu64, header->pos->domain, header->pos->pos));
    if (header && header->replayed)
        request_put_header(request, "Dealspine-Replayed", "true");
    request->outcome = status_word(STATUS_OK);
    if (!rpc->json) {
        const void *copy = arena_memdup(request->arena, message.data, message.size);
        request_answer(request, 200, "application/proto", (struct bytes){copy, message.size});
        return;
    }
    struct text out;
    text_init(&out, request->arena);
    if (proto_to_json(rpc->method->output, message, &out, &error) != STATUS_OK) {
        error.executed = rpc->method->query ? EXECUTED_NO : EXECUTED_YES;
        connect_fail(request, &error);
        return;
    }
    request_answer(request, 200, "application/json", (struct bytes){(const uint8_t *)out.bytes, out.size});
}

/* What identity does may end sessions and change what people may: all are asked about anew. */
static void forget(struct rpc *rpc)
{
    const char *name = rpc->method->name;
    if (rpc->method->query || strcmp(name, "SignIn") == 0 || strcmp(name, "SetPresence") == 0)
        return;
    if (strcmp(name, "SignOut") != 0) {
        auth_forget_all(gateway.auth);
        return;
    }
    session_forget(rpc->request);
    if (rpc->token)
        auth_forget(gateway.auth, rpc->token);
}

static void on_answer(void *context, const struct answer *answer)
{
    struct rpc *rpc = context;
    if (strcmp(rpc->method->word, "identity") == 0)
        forget(rpc);
    if (answer->error.status != STATUS_OK)
        connect_fail(rpc->request, &answer->error);
    else
        rpc_reply(rpc, answer->body, answer->header);
}

static void send_on(struct rpc *rpc)
{
    struct outcall outcall = {.service = rpc->method->word,
                              .header = &rpc->header,
                              .body = rpc->body,
                              .timeout_ms = rpc_left_ms(rpc),
                              .query = rpc->method->query};
    calls_send(gateway.calls, &outcall, on_answer, rpc);
}

static enum status read_input(struct rpc *rpc, struct error *error)
{
    if (rpc->json)
        return json_to_proto(rpc->method->input, (const char *)rpc->input.data, rpc->input.size, rpc->request->arena,
                             &rpc->body, error);
    rpc->body = rpc->input;
    return proto_check(rpc->method->input, rpc->body, error);
}

static enum status mark(struct rpc *rpc, struct error *error)
{
    bool signs_in = strcmp(rpc->method->full, "identity.SignIn") == 0;
    return signs_in ? sign_in_mark(rpc->request, &rpc->body, error) : STATUS_OK;
}

/* Whoever asks is known: on with the call. */
static void proceed(struct rpc *rpc)
{
    struct error error;
    if (!rpc_left_ms(rpc))
        fail_with(&error, STATUS_DEADLINE_EXCEEDED, "the call's time was over before it was sent");
    else if (read_input(rpc, &error) == STATUS_OK && mark(rpc, &error) == STATUS_OK) {
        if (strcmp(rpc->method->full, "events.Fetch") == 0)
            events_fetch(rpc);
        else if (strcmp(rpc->method->word, "ops") == 0)
            ops_call(rpc);
        else
            send_on(rpc);
        return;
    }
    connect_fail(rpc->request, &error);
}

/* A write comes in by the channel that its key stands for, unless the caller names another. */
static void choose_channel(struct rpc *rpc)
{
    struct bytes claims = {rpc->header.principal->claims.data, rpc->header.principal->claims.len};
    const Principal *principal = wire_unpack(rpc->request->arena, &principal__descriptor, claims, PRINCIPAL_MEMORY);
    if (rpc->header.has_channel)
        return;
    rpc->header.has_channel = true;
    rpc->header.channel = principal && principal->has_channel ? principal->channel : CHANNEL__API;
}

static void on_principal(void *context, struct bytes packed, const struct error *error)
{
    struct rpc *rpc = context;
    struct error broken;
    if (!error) {
        struct arena *arena = rpc->request->arena;
        packed.data = arena_memdup(arena, packed.data, packed.size);
        rpc->header.principal = wire_unpack(arena, &signed_principal__descriptor, packed, PRINCIPAL_MEMORY);
        if (rpc->header.principal) {
            choose_channel(rpc);
            proceed(rpc);
            return;
        }
        fail_with(&broken, STATUS_INTERNAL, "the principal kept for a token is malformed");
        error = &broken;
    }
    connect_fail(rpc->request, error);
}

void rpc_start(struct rpc *rpc)
{
    if (rpc->token) {
        auth_find(gateway.auth, rpc->token, rpc_left_ms(rpc), on_principal, rpc);
        return;
    }
    rpc->header.principal = principal_of_service(gateway.signer, rpc->request->arena);
    choose_channel(rpc);
    proceed(rpc);
}
