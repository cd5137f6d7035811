/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/flight.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"

static void refuse(struct flight *flight, const char *sentence, size_t size)
{
    struct error error;
    fail_with(&error, STATUS_INVALID_ARGUMENT, "%s: %zu bytes", sentence, size);
    flight_fail(flight, &error);
}

struct flight *flight_new(const struct outcall *outcall)
{
    Header header = *outcall->header;
    uint8_t id[ID_SIZE];
    if (header.has_id && header.id.len == ID_SIZE)
        memcpy(id, header.id.data, ID_SIZE);
    else
        id_new(id);
    header.has_version = header.has_kind = header.has_id = true;
    header.version = 1;
    header.kind = KIND__REQUEST;
    header.id = (ProtobufCBinaryData){ID_SIZE, id};
    header.has_timeout_ms = false; /* appended for each attempt */

    size_t header_size = protobuf_c_message_get_packed_size(&header.base);
    bool fits = header_size <= HEADER_MAX - FIELD_MAX && outcall->body.size <= BODY_MAX;
    struct flight *flight = need_alloc(sizeof *flight + (fits ? header_size + outcall->body.size : 0));
    flight->deadline_ms = clock_mono_ms() + outcall->timeout_ms;
    flight->query = outcall->query;
    flight->instance = outcall->instance ? need_strdup(outcall->instance) : NULL;
    flight->keyed = header.idempotency_key && header.idempotency_key[0];
    flight->done = outcall->done;
    flight->context = outcall->context;
    memcpy(flight->id, id, ID_SIZE);
    if (!fits) {
        if (outcall->body.size > BODY_MAX)
            refuse(flight, "the request is larger than 1 MiB", outcall->body.size);
        else
            refuse(flight, "the request's header is larger than 64 KiB", header_size);
        return flight;
    }
    flight->header_size = header_size;
    flight->body_size = outcall->body.size;
    protobuf_c_message_pack(&header.base, flight->bytes);
    if (outcall->body.size)
        memcpy(flight->bytes + header_size, outcall->body.data, outcall->body.size);
    return flight;
}

void flight_free(struct flight *flight)
{
    free(flight->failed);
    free(flight->instance);
    free(flight);
}

void flight_fail(struct flight *flight, const struct error *error)
{
    if (!flight->failed)
        flight->failed = need_alloc(sizeof *flight->failed);
    *flight->failed = *error;
}

bool flight_send(const struct flight *flight, void *socket, uint32_t timeout_ms)
{
    uint8_t field[FIELD_MAX];
    size_t field_size = field_put(field, FIELD_TIMEOUT_MS, timeout_ms);
    zmq_msg_t header;
    if (zmq_msg_init_size(&header, flight->header_size + field_size) < 0)
        return false;
    uint8_t *at = zmq_msg_data(&header);
    memcpy(at, flight->bytes, flight->header_size);
    memcpy(at + flight->header_size, field, field_size);
    if (zmq_msg_send(&header, socket, ZMQ_DONTWAIT | ZMQ_SNDMORE) < 0) {
        zmq_msg_close(&header);
        return false;
    }
    /* Whoever took the first frame takes the second, or loses both with the connection. */
    frame_send(socket, flight->bytes + flight->header_size, flight->body_size, false);
    return true;
}

struct answer *answer_new(const struct error *error)
{
    struct arena *arena = arena_new();
    struct answer *answer = arena_alloc(arena, sizeof *answer);
    answer->error = *error;
    answer->arena = arena;
    return answer;
}

static enum executed executed_of(const Status *status)
{
    if (!status->has_executed)
        return EXECUTED_UNCERTAIN;
    return status->executed ? EXECUTED_YES : EXECUTED_NO;
}

static void read_status(const Status *status, struct error *error)
{
    if (!status || !status->has_code || status->code == STATUS_OK) {
        error->executed = EXECUTED_YES;
        return;
    }
    enum status code = status->code <= STATUS_UNAUTHENTICATED ? (enum status)status->code : STATUS_UNKNOWN;
    fail_with(error, code, "%s", status->message ? status->message : "");
    error->executed = executed_of(status);
    error->retry_after_ms = status->retry_after_ms;
    snprintf(error->field, sizeof error->field, "%s", status->field ? status->field : "");
    snprintf(error->reason, sizeof error->reason, "%s", status->reason ? status->reason : "");
}

struct answer *answer_of_reply(struct arena *arena, Header *header, const void *body, size_t body_size)
{
    struct answer *answer = arena_alloc(arena, sizeof *answer);
    read_status(header->status, &answer->error);
    answer->header = header;
    answer->arena = arena;
    answer->body = (struct bytes){arena_memdup(arena, body, body_size), body_size};
    return answer;
}

void answer_free(struct answer *answer)
{
    if (answer)
        arena_free(answer->arena);
}
