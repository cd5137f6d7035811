/* SPDX-License-Identifier: Apache-2.0
 * Round trips of an empty method, over common/wire to another process, in turns with raw ZeroMQ sockets that carry the
 * same bytes between the same processes: a DEALER here, a ROUTER there, two frames each way, ipc.
 */
#include "load.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "wire/frames.h"
#include "wire/server.h"

enum { TURNS = 10, BODY = 200, REPLY_HEADER = 26, TRIES = 2000 };

static struct server *server;

static void answer_empty(void *owner, struct incoming *incoming)
{
    (void)owner;
    server_reply(server, incoming, NULL, NULL, incoming->body);
}

static void address(const char *folder, char ret[128])
{
    snprintf(ret, 128, "ipc://%s/raw.ipc", folder);
}

/* Sends each message back with a header frame as long as our reply's. */
static void answer_raw(const char *folder)
{
    char at[128], header[REPLY_HEADER] = {0};
    void *socket = zmq_socket(wire_context(), ZMQ_ROUTER);
    address(folder, at);
    if (zmq_bind(socket, at) != 0)
        load_fail(at, "can't be bound");
    for (;;) {
        zmq_msg_t parts[3];
        for (int i = 0; i < 3; i++) {
            zmq_msg_init(&parts[i]);
            if (zmq_msg_recv(&parts[i], socket, 0) < 0)
                exit(1);
        }
        zmq_msg_send(&parts[0], socket, ZMQ_SNDMORE);
        zmq_msg_close(&parts[1]);
        zmq_send(socket, header, sizeof header, ZMQ_SNDMORE);
        zmq_msg_send(&parts[2], socket, 0);
    }
}

static void serve(const char *folder)
{
    struct server_settings settings = {.context = wire_context(), .run_dir = folder, .service = "empty",
                                       .request = answer_empty};
    struct error error;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (server_open(&settings, &server, &error) != STATUS_OK)
        load_fail("server", error.message);
    answer_raw(folder);
}

static void turn_ours(struct client *client, const struct outcall *outcall, uint64_t n, struct samples *samples)
{
    while (n--) {
        int64_t began_us = clock_mono_us();
        struct answer *answer = client_call(client, outcall);
        if (answer->error.status != STATUS_OK)
            load_fail("empty.Method", answer->error.message);
        samples_add(samples, clock_mono_us() - began_us);
        answer_free(answer);
    }
}

static void turn_raw(void *socket, struct bytes header, struct bytes body, uint64_t n, struct samples *samples)
{
    char back[BODY + REPLY_HEADER];
    while (n--) {
        int64_t began_us = clock_mono_us();
        if (zmq_send(socket, header.data, header.size, ZMQ_SNDMORE) < 0 || zmq_send(socket, body.data, body.size, 0) < 0 ||
            zmq_recv(socket, back, sizeof back, 0) < 0 || zmq_recv(socket, back, sizeof back, 0) < 0)
            load_fail("raw ZeroMQ", zmq_strerror(zmq_errno()));
        samples_add(samples, clock_mono_us() - began_us);
    }
}

static void measure(const struct load *load, const char *folder, struct samples *ours, struct samples *raw)
{
    struct client_settings settings = {.context = wire_context(), .run_dir = folder};
    struct client *client;
    struct error error;
    struct arena *arena = arena_new();
    char at[128];
    uint8_t id[ID_SIZE] = {1}, body[BODY] = {0};
    Header header = HEADER__INIT;
    header.method = "empty.Method";
    header.idempotency_key = "01a20365-3f1f-70ef-999f-156fecf63714";
    const struct outcall outcall = {.service = "empty", .header = &header, .body = {body, sizeof body}, .timeout_ms = 10000};
    if (client_open(&settings, &client, &error) != STATUS_OK)
        load_fail("client", error.message);
    load_await(client, "empty");
    void *socket = zmq_socket(wire_context(), ZMQ_DEALER);
    address(folder, at);
    zmq_connect(socket, at);
    Header full = header; /* with what the client adds */
    full.has_version = full.has_kind = full.has_id = full.has_timeout_ms = true;
    full.version = 1, full.kind = KIND__REQUEST, full.timeout_ms = 10000;
    full.id.data = id, full.id.len = sizeof id;
    struct bytes packed = wire_pack(arena, &full);
    for (int turn = 0; turn < TURNS; turn++) {
        turn_ours(client, &outcall, load->count / TURNS, ours);
        turn_raw(socket, packed, outcall.body, load->count / TURNS, raw);
    }
    zmq_setsockopt(socket, ZMQ_LINGER, &(int){0}, sizeof(int));
    zmq_close(socket);
    client_close(client);
    arena_free(arena);
}

void load_call(const struct load *load)
{
    char folder[] = P_tmpdir "/bench.XXXXXX", path[128];
    struct samples ours = {0}, raw = {0};
    if (!mkdtemp(folder))
        load_fail("temporary folder", "can't be made");
    pid_t child = fork(); /* before this process has a ZeroMQ context */
    if (child == 0)
        serve(folder);
    measure(load, folder, &ours, &raw);
    wire_context_end();
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    snprintf(path, sizeof path, "rm -rf '%s'", folder);
    if (system(path) != 0)
        load_fail(folder, "can't be removed");
    printf("{\"calls\":%zu,\"p50_ms\":%.4f,\"p99_ms\":%.4f,\"raw\":%zu,\"raw_p50_ms\":%.4f,\"raw_p99_ms\":%.4f}\n", ours.n,
           samples_ms(&ours, 0.5), samples_ms(&ours, 0.99), raw.n, samples_ms(&raw, 0.5), samples_ms(&raw, 0.99));
    samples_free(&ours);
    samples_free(&raw);
}
