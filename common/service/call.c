/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"
#include "base/poison.h"
#include "base/trace.h"
#include "service/batch.h"
#include "service/errand.h"
#include "service/threads.h"

static struct fiber *take_fiber(struct worker *worker)
{
    return worker->n_fibers ? worker->fibers[--worker->n_fibers] : fiber_new();
}

struct call *call_new(struct arena *arena, struct worker *worker)
{
    struct call *call = arena_alloc(arena, sizeof *call);
    call->arena = arena;
    call->own = arena_alloc(arena, sizeof *call->own);
    call->own->worker = worker;
    call->own->lock_value = "";
    call->scope = "";
    text_init(&call->own->notes, arena);
    return call;
}

static void give_fiber_back(struct call *call)
{
    struct worker *worker = call->own->worker;
    if (worker->n_fibers < sizeof worker->fibers / sizeof *worker->fibers)
        worker->fibers[worker->n_fibers++] = call->own->fiber;
    else
        fiber_free(call->own->fiber);
    call->own->fiber = NULL;
}

void call_free(struct call *call)
{
    if (call->own->fiber)
        give_fiber_back(call);
}

static void fiber_body(void *context)
{
    struct call *call = context;
    enum status status = call->own->run(call);
    if (call->own->spoilt || (status != STATUS_OK && call->error.status == STATUS_OK))
        status = fail(call, STATUS_INTERNAL, "%s ended without saying why", call->method);
    call->own->status = call->error.status = status;
    call->own->ended = true;
    call->own->want = WANT_NOTHING;
}

void call_start(struct call *call)
{
    struct call_private *own = call->own;
    own->want = WANT_NOTHING;
    own->ended = own->wrote = own->spoilt = own->touched_sql = own->rings = false;
    own->n_binds = own->room_binds = own->n_events = own->next_ask = 0;
    own->pos = 0;
    own->status = STATUS_OK;
    memset(&call->error, 0, sizeof call->error);
    text_init(&own->notes, call->arena);
    if (own->out_type)
        own->out = wire_new(call->arena, own->out_type);
    if (!own->fiber)
        own->fiber = take_fiber(own->worker);
    /* Once it has ended the next call may have its stack, which is warm: a page of events needs one. */
    if (fiber_start(own->fiber, fiber_body, call))
        give_fiber_back(call);
}

void call_go_on(struct call *call)
{
    if (fiber_resume(call->own->fiber))
        give_fiber_back(call);
}

/* ---- kinds of calls ---- */

static enum status run_rpc(struct call *call)
{
    struct call_private *own = call->own;
    const ProtobufCService *service = own->method->of;
    /* protobuf-c's signature is not const; nothing there is written. */
    ProtobufCService *writable = (ProtobufCService *)(uintptr_t)service;
    poison_taste(process.word, call->method);
    service->invoke(writable, own->method->index, own->in, NULL, call);
    return own->status;
}

void call_run_(struct call *call, enum status status)
{
    call->own->status = status;
}

void *call_reply_(struct call *call)
{
    return call->own->out;
}

static enum status run_listener(struct call *call)
{
    if (!call->own->in)
        return fail(call, STATUS_INVALID_ARGUMENT, "the payload is not a %s", call->own->listener->payload->name);
    if (call->own->listener != &listener_aside)
        poison_taste(process.word, call->method);
    TRY(call->own->listener->run(call, call->own->in));
    bool is_told = call->event && process.service->any && call->own->listener->payload != &event__descriptor;
    return is_told ? process.service->any(call) : STATUS_OK;
}

static enum status run_step(struct call *call)
{
    return call->own->step->run(call, call->own->step->in);
}

static const char *uuid_text(struct arena *arena, const ProtobufCBinaryData *id)
{
    char text[ID_TEXT];
    if (id->len != ID_BYTES)
        return NULL;
    id_format(id->data, text);
    return arena_strdup(arena, text);
}

static const char *principal_kind(const Principal *principal)
{
    switch (principal->kind) {
    case PRINCIPAL__KIND__USER:
        return "user";
    case PRINCIPAL__KIND__API_KEY:
        return "api_key";
    default:
        return "service";
    }
}

static void follow_trace(struct call *call, const char *parent)
{
    char *own = arena_alloc(call->arena, TRACE_TEXT);
    trace_child(parent, own);
    call->traceparent = own;
}

struct call *call_of_request(const struct work *work, struct worker *worker)
{
    struct incoming *incoming = work->incoming;
    struct method *method = work->method;
    struct call *call = call_new(incoming->arena, worker);
    struct call_private *own = call->own;
    const Header *header = incoming->header;
    call->principal = work->principal;
    call->scope = work->scope;
    call->peer = incoming->peer;
    call->actor = header->on_behalf_of && work->principal->kind == PRINCIPAL__KIND__SERVICE ? header->on_behalf_of
                                                                                            : work->principal->id;
    own->on_behalf_of = header->on_behalf_of;
    own->actor_kind = principal_kind(work->principal);
    own->incoming = incoming;
    own->method = method;
    own->run = run_rpc;
    own->query = method->schema->query;
    own->out_type = method->descriptor->output;
    own->request_id = uuid_text(call->arena, &header->id);
    own->correlation_id = header->has_correlation_id ? uuid_text(call->arena, &header->correlation_id) : own->request_id;
    follow_trace(call, header->traceparent);
    call->method = method->schema->full;
    call->now_us = clock_now_us();
    call->channel = header->has_channel ? header->channel : CHANNEL__API;
    call->key = header->idempotency_key && header->idempotency_key[0] ? header->idempotency_key : own->request_id;
    uint8_t hash[16];
    crypto_generichash(hash, sizeof hash, incoming->body.data, incoming->body.size, process.hash_key,
                       sizeof process.hash_key);
    sodium_bin2hex(own->request_hash, sizeof own->request_hash, hash, sizeof hash);
    return call;
}

static void act_as_self(struct call *call)
{
    call->principal = process.self;
    call->actor = process.word;
    call->own->actor_kind = "service";
    call->channel = CHANNEL__SYSTEM;
    call->now_us = clock_now_us();
}

struct call *call_of_event(const Event *event, const struct listener *listener, struct worker *worker,
                           struct arena *arena)
{
    struct call *call = call_new(arena, worker);
    struct call_private *own = call->own;
    act_as_self(call);
    call->event = event;
    call->method = arena_printf(arena, "on.%s", event->type);
    call->key = event->id;
    own->run = run_listener;
    own->listener = listener;
    own->request_id = event->id;
    own->correlation_id = event->correlation_id;
    follow_trace(call, event->traceparent);
    if (event->actor)
        own->on_behalf_of = event->actor->on_behalf_of ? event->actor->on_behalf_of : event->actor->id;
    if (listener->payload != &event__descriptor) /* put aside, or told of any: the envelope is all it needs */
        own->in = wire_unpack(arena, listener->payload, (struct bytes){event->payload.data, event->payload.len}, 1 << 22);
    else
        own->in = &event->base;
    return call;
}

struct call *call_of_errand(const struct errand_step *step, struct worker *worker, struct arena *arena)
{
    struct call *call = call_new(arena, worker);
    char id[ID_TEXT];
    id_new_text(id);
    act_as_self(call);
    call->method = arena_printf(arena, "errand.%s", step->name);
    follow_trace(call, NULL);
    call->key = call->own->request_id = call->own->correlation_id = arena_strdup(arena, id);
    call->own->run = run_step;
    call->own->step = step;
    return call;
}

struct call *call_of_job(const char *id, const char *kind, const char *cause, const char *traceparent,
                         struct bytes payload, const struct listener *listener, struct worker *worker,
                         struct arena *arena)
{
    struct call *call = call_new(arena, worker);
    struct call_private *own = call->own;
    act_as_self(call);
    call->method = arena_printf(arena, "job.%s", kind);
    follow_trace(call, traceparent);
    call->key = own->request_id = arena_strdup(arena, id);
    own->correlation_id = arena_strdup(arena, cause);
    own->run = run_listener;
    own->listener = listener;
    own->in = wire_unpack(arena, listener->payload, payload, 1 << 22);
    return call;
}

/* ---- refusing ---- */

static enum status refuse(struct call *call, enum status status, const char *format, va_list args)
{
    char message[sizeof call->error.message];
    vsnprintf(message, sizeof message, format, args);
    return fail_with(&call->error, status, "%s", message);
}

enum status fail(struct call *call, enum status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    refuse(call, status, format, args);
    va_end(args);
    return status;
}

enum status fail_for(struct call *call, enum status status, const char *reason, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    refuse(call, status, format, args);
    va_end(args);
    snprintf(call->error.reason, sizeof call->error.reason, "%s", reason);
    return status;
}

enum status bad(struct call *call, const char *field, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    refuse(call, STATUS_INVALID_ARGUMENT, format, args);
    va_end(args);
    snprintf(call->error.field, sizeof call->error.field, "%s", field);
    return STATUS_INVALID_ARGUMENT;
}

void note(struct call *call, const char *name, const char *value)
{
    char quoted[160];
    text_printf(&call->own->notes, " %s=%s", name, log_quote(value ? value : "", quoted, sizeof quoted));
}

void log_call(const struct call *call, int64_t took_us)
{
    const struct call_private *own = call->own;
    char message[400], trace[TRACE_ID_TEXT];
    trace_id(call->traceparent, trace);
    bool broken = own->status == STATUS_INTERNAL || own->status == STATUS_DATA_LOSS;
    char version[40] = "";
    if (call->event)
        snprintf(version, sizeof version, " agg_ver=%" PRIu64, call->event->agg_ver);
    if (own->status == STATUS_OK)
        log_line(LOG_INFO, "call=%s method=%s status=ok ms=%.1f trace=%s%s%s%s",
                 own->request_id ? own->request_id : "-", call->method, (double)took_us / 1000, trace, version,
                 own->known ? " replayed=true" : "", own->notes.bytes);
    else
        log_line(broken ? LOG_ERROR : LOG_INFO, "call=%s method=%s status=%s ms=%.1f trace=%s field=%s reason=%s msg=%s%s",
                 own->request_id ? own->request_id : "-", call->method, status_word(own->status),
                 (double)took_us / 1000, trace, call->error.field[0] ? call->error.field : "-",
                 call->error.reason[0] ? call->error.reason : "-",
                 log_quote(call->error.message, message, sizeof message), own->notes.bytes);
}

void **worker_slot(struct call *call)
{
    return &call->own->worker->slot;
}

bool call_may(struct call *call, const char *permission, const char **ret_scope)
{
    const char *scope;
    if (!access_scope(call->principal, permission, call->arena, &scope))
        return false;
    if (ret_scope)
        *ret_scope = scope;
    return true;
}

/* ---- events, jobs, questions ---- */

static void *grown(struct arena *arena, void *old, size_t n, size_t *room, size_t size)
{
    if (n < *room)
        return old;
    size_t more = *room ? *room * 2 : 8;
    void *fresh = arena_alloc(arena, more * size);
    if (n)
        memcpy(fresh, old, n * size);
    *room = more;
    return fresh;
}

void emit(struct call *call, const void *payload, const char *agg_type, const char *agg_id, const char *owner_path)
{
    struct call_private *own = call->own;
    const ProtobufCMessage *message = payload;
    const struct schema_message *type = schema_message(process.schema, message->descriptor->name);
    uint8_t id[ID_BYTES];
    char text[ID_TEXT];
    assert(type && type->event);
    assert(!own->query);
    assert(agg_id && id_parse(agg_id, id));
    own->events = grown(call->arena, own->events, own->n_events, &own->room_events, sizeof *own->events);
    struct emitted *event = &own->events[own->n_events++];
    event->lane = (uint32_t)(hash_bytes(id, sizeof id) % 16);
    id_new_text(text);
    event->id = arena_strdup(call->arena, text);
    event->type = type->event;
    event->schema = 1;
    event->agg_type = agg_type;
    event->agg_id = agg_id;
    event->owner_path = owner_path && owner_path[0] ? owner_path : "/";
    event->payload = wire_pack(call->arena, payload);
}

enum status schedule(struct call *call, const char *kind, const char *dedupe, int64_t due_us, const void *payload)
{
    struct bytes packed = wire_pack(call->arena, payload);
    struct rows rows;
    bind_text(call, "job_kind", kind);
    bind_text(call, "job_dedupe", dedupe);
    bind_time(call, "job_due", due_us);
    bind_bytes(call, "job_payload", packed.data, packed.size);
    bind_text(call, "job_cause", call->own->correlation_id ? call->own->correlation_id : call->own->request_id);
    bind_text(call, "job_traceparent", call->traceparent);
    call->own->rings = call->own->rings || due_us <= clock_now_us();
    return sql(call, statement_of("job_put"), &rows);
}

enum status unschedule(struct call *call, const char *kind, const char *dedupe)
{
    struct rows rows;
    bind_text(call, "job_kind", kind);
    bind_text(call, "job_dedupe", dedupe);
    return sql(call, statement_of("job_drop"), &rows);
}
