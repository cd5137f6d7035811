/* SPDX-License-Identifier: Apache-2.0
 * A caller that keeps to nothing: frames too many or too few, headers that are none, windows ignored.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/id.h"
#include "echo_service.h"
#include "wire/frames.h"

struct fixture {
    char *folder;
    struct echo *echo;
    void *socket; /* a DEALER of our own */
    struct arena *arena;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    char address[128];
    f->folder = folder_new();
    f->echo = echo_open(f->folder, "one", 0);
    f->arena = arena_new();
    f->socket = zmq_socket(wire_context(), ZMQ_DEALER);
    socket_set(f->socket, ZMQ_LINGER, 0);
    socket_set(f->socket, ZMQ_RCVTIMEO, 2000);
    snprintf(address, sizeof address, "ipc://%s/echo/one.ipc", f->folder);
    *state = f;
    return zmq_connect(f->socket, address);
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    zmq_close(f->socket);
    echo_close(f->echo);
    arena_free(f->arena);
    folder_free(f->folder);
    free(f);
    return 0;
}

static Header *request_header(struct fixture *f)
{
    Header *header = wire_new(f->arena, &header__descriptor);
    uint8_t *id = arena_alloc(f->arena, ID_SIZE);
    id_new(id);
    header->has_version = header->has_kind = header->has_id = true;
    header->version = 1;
    header->kind = KIND__REQUEST;
    header->id = (ProtobufCBinaryData){ID_SIZE, id};
    header->method = "echo.Echo";
    return header;
}

static void send_message(struct fixture *f, const Header *header, const void *body, size_t size)
{
    struct bytes bytes = wire_pack(f->arena, header);
    zmq_send(f->socket, bytes.data, bytes.size, ZMQ_SNDMORE);
    zmq_send(f->socket, body, size, 0);
}

/* NULL when nothing came. */
static Header *receive(struct fixture *f)
{
    zmq_msg_t parts[2];
    zmq_msg_init(&parts[0]);
    zmq_msg_init(&parts[1]);
    if (zmq_msg_recv(&parts[0], f->socket, 0) < 0)
        return NULL;
    zmq_msg_recv(&parts[1], f->socket, 0);
    struct bytes bytes = {zmq_msg_data(&parts[0]), zmq_msg_size(&parts[0])};
    Header *header = wire_unpack(f->arena, &header__descriptor, bytes, HEADER_BUDGET);
    frames_close(parts, 2);
    return header;
}

static enum status refusal_of(struct fixture *f, const Header *header, size_t body_size)
{
    static uint8_t body[BODY_MAX + 1];
    send_message(f, header, body, body_size);
    Header *reply = receive(f);
    assert_non_null(reply);
    assert_int_equal(reply->kind, KIND__REPLY);
    assert_memory_equal(reply->id.data, header->id.data, ID_SIZE);
    assert_non_null(reply->status);
    assert_true(reply->status->has_executed);
    assert_false(reply->status->executed);
    return (enum status)reply->status->code;
}

static void wrong_requests_are_refused_with_their_reason(void **state)
{
    struct fixture *f = *state;
    Header *header = request_header(f);
    header->version = 2;
    assert_int_equal(refusal_of(f, header, 0), STATUS_UNIMPLEMENTED);
    header = request_header(f);
    header->method = NULL;
    assert_int_equal(refusal_of(f, header, 0), STATUS_INVALID_ARGUMENT);
    header = request_header(f);
    assert_int_equal(refusal_of(f, header, BODY_MAX + 1), STATUS_INVALID_ARGUMENT);
    header->has_timeout_ms = true;
    assert_int_equal(refusal_of(f, header, 0), STATUS_DEADLINE_EXCEEDED);
    assert_int_equal(f->echo->requests, 0);
}

static void garbage_is_dropped_and_the_next_request_answered(void **state)
{
    struct fixture *f = *state;
    uint8_t noise[200];
    srandom(6);
    for (int i = 0; i < 300; i++) {
        int frames = 1 + (int)(random() % 5);
        for (int frame = 0; frame < frames; frame++) {
            random_bytes(noise, sizeof noise);
            zmq_send(f->socket, noise, (size_t)random() % sizeof noise, frame < frames - 1 ? ZMQ_SNDMORE : 0);
        }
    }
    Header *header = request_header(f);
    header->id.len = 15;
    send_message(f, header, "", 0); /* nobody to answer to */
    header = request_header(f);
    send_message(f, header, "x", 1);
    Header *reply = receive(f);
    assert_non_null(reply);
    assert_memory_equal(reply->id.data, header->id.data, ID_SIZE);
    assert_null(reply->status);
}

static void a_ping_is_answered_with_credit(void **state)
{
    struct fixture *f = *state;
    Header *ping = wire_new(f->arena, &header__descriptor);
    ping->has_kind = true;
    ping->kind = KIND__PING;
    send_message(f, ping, "", 0);
    Header *pong = receive(f);
    assert_int_equal(pong->kind, KIND__PONG);
    assert_int_equal(pong->credit, 64);
    assert_null(pong->not_ready);
    server_drain(f->echo->server);
    send_message(f, ping, "", 0);
    pong = receive(f);
    assert_true(pong->has_credit);
    assert_int_equal(pong->credit, 0);
    assert_string_equal(pong->not_ready, "draining");
}

static void draining_is_told_at_once_and_who_has_not_heard_is_served(void **state)
{
    struct fixture *f = *state;
    Header *ping = wire_new(f->arena, &header__descriptor);
    ping->has_kind = true;
    ping->kind = KIND__PING;
    send_message(f, ping, "", 0);
    assert_null(receive(f)->not_ready);
    server_drain(f->echo->server);
    assert_string_equal(receive(f)->not_ready, "draining"); /* unasked */
    Header *header = request_header(f);
    header->method = "echo.Echo";
    send_message(f, header, "", 0);
    Header *reply = receive(f);
    assert_null(reply->status);
    assert_int_equal(reply->credit, 0);
    server_refuse(f->echo->server);
    send_message(f, header, "", 0);
    reply = receive(f);
    assert_int_equal(reply->status->code, STATUS_UNAVAILABLE);
    assert_true(reply->status->has_executed && !reply->status->executed);
}

static void beyond_the_queue_requests_are_refused_not_kept(void **state)
{
    struct fixture *f = *state;
    struct echo *small = echo_open(f->folder, "small", 10);
    char address[128];
    snprintf(address, sizeof address, "ipc://%s/echo/small.ipc", f->folder);
    void *other = f->socket;
    f->socket = zmq_socket(wire_context(), ZMQ_DEALER);
    socket_set(f->socket, ZMQ_LINGER, 0);
    socket_set(f->socket, ZMQ_RCVTIMEO, 2000);
    zmq_connect(f->socket, address);
    for (int i = 0; i < 50; i++) {
        Header *header = request_header(f);
        header->method = "echo.Never";
        send_message(f, header, "", 0);
    }
    for (int i = 0; i < 40; i++) {
        Header *reply = receive(f);
        assert_non_null(reply);
        assert_int_equal(reply->status->code, STATUS_RESOURCE_EXHAUSTED);
        assert_string_equal(reply->status->reason, "QUEUE_FULL");
        assert_false(reply->status->executed);
        assert_int_equal(reply->credit, 1);
    }
    assert_int_equal(server_outstanding(small->server), 10);
    assert_int_equal(small->requests, 10);
    echo_close(small);
    zmq_close(f->socket);
    f->socket = other;
}

static void a_frame_beyond_the_limit_ends_the_connection_only(void **state)
{
    struct fixture *f = *state;
    static uint8_t huge[BODY_MAX + HEADER_MAX + 1];
    send_message(f, request_header(f), huge, sizeof huge);
    struct client *client = echo_client(f->folder);
    struct answer *answer = echo_call(client, "echo.Echo", "x", 1, 3000);
    assert_int_equal(answer->error.status, STATUS_OK);
    answer_free(answer);
    client_close(client);
    assert_int_equal(f->echo->requests, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(wrong_requests_are_refused_with_their_reason),
        TEST(garbage_is_dropped_and_the_next_request_answered),
        TEST(a_ping_is_answered_with_credit),
        TEST(draining_is_told_at_once_and_who_has_not_heard_is_served),
        TEST(beyond_the_queue_requests_are_refused_not_kept),
        TEST(a_frame_beyond_the_limit_ends_the_connection_only),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    wire_context_end();
    return failed;
}
