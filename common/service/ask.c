/* SPDX-License-Identifier: Apache-2.0
 * Questions to other services: the gather beat.
 */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "service/threads.h"

enum { ANSWER_BUDGET = 4 << 20 };

/* The same caller, method, key and place give the same key, so that a rerun finds the same answer. */
static const char *derived_key(struct call *call, const char *method)
{
    uint8_t hash[ID_BYTES];
    const char *text = arena_printf(call->arena, "%s\n%s\n%s\n%s\n%zu", call->principal->id, call->method, call->key,
                                    method, call->own->n_asks);
    crypto_generichash(hash, sizeof hash, (const uint8_t *)text, strlen(text), NULL, 0);
    return hex_encode(call->arena, hash, sizeof hash);
}

static void answered(void *context, struct answer *answer)
{
    inbox_answer(process.inbox, context, answer);
}

static void send(struct call *call, const ProtobufCServiceDescriptor *service, const char *method, const void *request)
{
    struct call_private *own = call->own;
    /* "dealspine.customers.v1.Customers": the word is the part after the first dot. */
    const char *from = strchr(service->name, '.') + 1;
    const char *word = arena_strndup(call->arena, from, strcspn(from, "."));
    const struct schema_method *schema = schema_method(process.schema, word, method);
    int64_t left_ms = own->incoming->deadline_mono_ms - clock_mono_ms();
    uint8_t correlation[ID_BYTES];
    Header header = HEADER__INIT;
    header.method = arena_printf(call->arena, "%s.%s", word, method);
    header.idempotency_key = derived_key(call, method);
    header.principal = principal_of_service(process.signer, call->arena);
    header.traceparent = call->traceparent;
    header.has_channel = true;
    header.channel = call->channel;
    header.on_behalf_of = call->actor;
    if (own->correlation_id && id_parse(own->correlation_id, correlation)) {
        header.has_correlation_id = true;
        header.correlation_id = (ProtobufCBinaryData){sizeof correlation, correlation};
    }
    struct outcall outcall = {
        .service = word,
        .header = &header,
        .body = wire_pack(call->arena, request),
        .timeout_ms = left_ms > 1 ? (uint32_t)left_ms : 1,
        .query = schema && schema->query,
        .done = answered,
        .context = call,
    };
    client_send(process.client, &outcall);
}

static const ProtobufCMethodDescriptor *method_of(const ProtobufCServiceDescriptor *service, const char *method)
{
    return protobuf_c_service_descriptor_get_method_by_name(service, method);
}

static struct asked *next_asked(struct call *call)
{
    struct call_private *own = call->own;
    if (own->n_asks == own->room_asks) {
        size_t room = own->room_asks ? 2 * own->room_asks : 4;
        struct asked *asks = arena_alloc(call->arena, room * sizeof *asks);
        if (own->n_asks)
            memcpy(asks, own->asks, own->n_asks * sizeof *asks);
        own->asks = asks;
        own->room_asks = room;
    }
    return &own->asks[own->n_asks++];
}

void call_deliver(struct call *call, struct answer *answer)
{
    struct asked *asked = next_asked(call);
    asked->error = answer->error;
    /* Unpacked by ask(), which knows the type; here it only outlives the answer. */
    struct bytes *body = arena_alloc(call->arena, sizeof *body);
    body->size = answer->body.size;
    body->data = arena_memdup(call->arena, answer->body.data, answer->body.size);
    asked->reply = body;
    answer_free(answer);
}

enum status ask(struct call *call, const ProtobufCServiceDescriptor *service, const char *method, const void *request,
                const void **ret_reply)
{
    struct call_private *own = call->own;
    const ProtobufCMethodDescriptor *descriptor = method_of(service, method);
    if (own->touched_sql || !own->incoming || !descriptor) {
        own->spoilt = true;
        return fail(call, STATUS_INTERNAL, "%s may not ask %s here", call->method, method);
    }
    if (own->next_ask == own->n_asks) {
        send(call, service, method, request);
        own->want = WANT_ASK;
        fiber_yield(own->fiber);
        own->want = WANT_NOTHING;
    }
    const struct asked *asked = &own->asks[own->next_ask++];
    if (asked->error.status != STATUS_OK) {
        call->error = asked->error;
        return asked->error.status;
    }
    const struct bytes *body = asked->reply;
    *ret_reply = wire_unpack(call->arena, descriptor->output, *body, ANSWER_BUDGET);
    if (!*ret_reply)
        return fail(call, STATUS_INTERNAL, "the answer of %s can't be read", method);
    return STATUS_OK;
}
