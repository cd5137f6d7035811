/* SPDX-License-Identifier: Apache-2.0
 * Calls over TCP: who gets in, under which name, and where instances are looked for.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zmq.h>

#include "echo_service.h"
#include "wire/frames.h"
#include "wire/gatekeeper.h"

struct fixture {
    char *folder;
    char keys[256], trust[256], other[256], empty[256], word[512]; /* `word`: where the server is, for RESOLVE */
    struct curve service, guest;
    struct gatekeeper *gatekeeper;
    struct server *server;
};

static struct server *the_server;

/* The reply is the name of the caller's key, "-" without one. */
static void name_caller(void *owner, struct incoming *incoming)
{
    const char *name = incoming->peer ? arena_strdup(incoming->arena, incoming->peer) : "-";
    (void)owner;
    server_reply(the_server, incoming, NULL, NULL, (struct bytes){(const uint8_t *)name, strlen(name)});
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct error error;
    f->folder = folder_new();
    snprintf(f->keys, sizeof f->keys, "%s/keys", f->folder);
    snprintf(f->trust, sizeof f->trust, "%s/trust", f->folder);
    snprintf(f->other, sizeof f->other, "%s/other", f->folder);
    snprintf(f->empty, sizeof f->empty, "%s/empty", f->folder);
    struct server_settings settings = {.context = wire_context(), .run_dir = f->folder, .service = "echo",
                                       .listen = "tcp://127.0.0.1:*", .curve = &f->service, .request = name_caller};
    if (curve_open(f->keys, f->trust, "echo", &f->service, &error) != STATUS_OK ||
        curve_open(f->keys, f->trust, "client.guest", &f->guest, &error) != STATUS_OK ||
        gatekeeper_open(wire_context(), f->trust, &f->gatekeeper, &error) != STATUS_OK ||
        server_open(&settings, &the_server, &error) != STATUS_OK) {
        fprintf(stderr, "%s\n", error.message);
        return -1;
    }
    snprintf(f->word, sizeof f->word, "static:echo=%s", server_tcp(the_server));
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    server_close(the_server);
    gatekeeper_close(f->gatekeeper);
    folder_free(f->folder);
    free(f);
    return 0;
}

/* A client that does not see the server's ipc endpoint. */
static struct client *over_tcp(struct fixture *f, const struct curve *curve, const char *trust_dir, const char *words,
                               const struct resolver_source *source)
{
    struct client_settings settings = {.context = wire_context(), .run_dir = f->empty, .resolve = words, .source = source,
                                       .curve = curve, .trust_dir = trust_dir};
    struct client *client;
    struct error error;
    assert_int_equal(client_open(&settings, &client, &error), STATUS_OK);
    return client;
}

static void expect_answer(struct client *client, const char *text)
{
    struct answer *answer = echo_call(client, "echo.Who", "", 0, 4000);
    assert_int_equal(answer->error.status, STATUS_OK);
    assert_int_equal(answer->body.size, strlen(text));
    assert_memory_equal(answer->body.data, text, strlen(text));
    answer_free(answer);
    client_close(client);
}

static void expect_nobody(struct client *client)
{
    struct answer *answer = echo_call(client, "echo.Who", "", 0, 1000);
    assert_int_equal(answer->error.status, STATUS_UNAVAILABLE);
    assert_int_equal(answer->error.executed, EXECUTED_NO);
    answer_free(answer);
    client_close(client);
}

static void a_key_on_the_list_gets_in_under_its_name(void **state)
{
    struct fixture *f = *state;
    expect_answer(over_tcp(f, &f->guest, f->trust, f->word, NULL), "client.guest");
    expect_answer(over_tcp(f, &f->service, f->trust, f->word, NULL), "echo");
}

static void ipc_beside_it_needs_no_key(void **state)
{
    struct fixture *f = *state;
    expect_answer(echo_client(f->folder), "-");
}

static void a_key_that_is_not_on_the_list_stays_outside(void **state)
{
    struct fixture *f = *state;
    struct curve stranger;
    struct error error;
    assert_int_equal(curve_open(f->other, f->other, "client.stranger", &stranger, &error), STATUS_OK);
    expect_nobody(over_tcp(f, &stranger, f->trust, f->word, NULL));
}

static void a_key_taken_off_the_list_counts_no_more(void **state)
{
    struct fixture *f = *state;
    char path[512];
    snprintf(path, sizeof path, "%s/curve/client.guest.pub", f->trust);
    expect_answer(over_tcp(f, &f->guest, f->trust, f->word, NULL), "client.guest");
    assert_int_equal(unlink(path), 0);
    expect_nobody(over_tcp(f, &f->guest, f->trust, f->word, NULL));
}

static void without_a_key_nothing_is_answered(void **state)
{
    struct fixture *f = *state;
    static const uint8_t ping[] = {1 << 3, 1, 2 << 3, KIND__PING};
    expect_nobody(over_tcp(f, NULL, NULL, f->word, NULL));
    void *socket = zmq_socket(wire_context(), ZMQ_DEALER);
    socket_set(socket, ZMQ_LINGER, 0);
    socket_set(socket, ZMQ_RCVTIMEO, 1000);
    zmq_connect(socket, server_tcp(the_server));
    zmq_send(socket, ping, sizeof ping, ZMQ_SNDMORE);
    zmq_send(socket, "", 0, 0);
    char bytes[64];
    assert_int_equal(zmq_recv(socket, bytes, sizeof bytes, 0), -1);
    zmq_close(socket);
}

static void a_server_with_another_key_is_not_called(void **state)
{
    struct fixture *f = *state;
    struct curve impostor;
    struct error error;
    assert_int_equal(curve_open(f->other, f->other, "echo", &impostor, &error), STATUS_OK);
    expect_nobody(over_tcp(f, &f->guest, f->other, f->word, NULL));
}

static void a_host_name_stands_for_all_its_addresses(void **state)
{
    struct fixture *f = *state;
    char word[64];
    snprintf(word, sizeof word, "dns:localhost%s", strrchr(server_tcp(the_server), ':'));
    expect_answer(over_tcp(f, &f->guest, f->trust, word, NULL), "client.guest");
}

struct kept { /* a list that somebody keeps */
    const char *_Atomic address;
    atomic_uint asked;
};

static void list_kept(void *context, const char *service, void (*add)(void *, const char *, const char *), void *sink)
{
    struct kept *kept = context;
    const char *address = atomic_load(&kept->address);
    if (address && strcmp(service, "echo") == 0)
        add(sink, address, "elsewhere.1");
    atomic_fetch_add(&kept->asked, 1);
}

static void a_list_only_adds(void **state)
{
    struct fixture *f = *state;
    struct kept kept = {.address = server_tcp(the_server)};
    struct resolver_source source = {.context = &kept, .list = list_kept};
    struct client *client = over_tcp(f, &f->guest, f->trust, "registry", &source);
    assert_true(echo_await(client, 1));
    atomic_store(&kept.address, NULL); /* flushed, say */
    unsigned asked = atomic_load(&kept.asked);
    for (int i = 0; i < 500 && atomic_load(&kept.asked) < asked + 2; i++)
        usleep(10000);
    expect_answer(client, "client.guest");
}

static void list_here(void *context, const char *service, void (*add)(void *, const char *, const char *), void *sink)
{
    struct kept *kept = context;
    struct arena *arena = arena_new();
    if (strcmp(service, "echo") == 0)
        add(sink, atomic_load(&kept->address), resolver_id(arena, server_instance(the_server)));
    atomic_fetch_add(&kept->asked, 1);
    arena_free(arena);
}

static void an_instance_in_the_folder_is_not_called_over_tcp_as_well(void **state)
{
    struct fixture *f = *state;
    struct kept kept = {.address = server_tcp(the_server)};
    struct resolver_source source = {.context = &kept, .list = list_here};
    struct arena *arena = arena_new();
    struct resolver *resolver;
    struct listed *list;
    struct error error;
    assert_int_equal(resolver_open(f->folder, "registry", &source, &resolver, &error), STATUS_OK);
    for (int i = 0; i < 500 && atomic_load(&kept.asked) < 2; i++, usleep(10000))
        assert_int_equal(resolver_list(resolver, "echo", arena, &list), 1);
    assert_int_equal(resolver_list(resolver, "echo", arena, &list), 1);
    assert_memory_equal(list[0].address, "ipc:", 4);
    resolver_close(resolver);
    arena_free(arena);
}

static void mistaken_words_are_named(void **state)
{
    struct fixture *f = *state;
    static const char *const words[] = {"registry", "leads", "dns:host", "static:leads=ipc://x", "static:tcp://x:1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct client_settings settings = {.run_dir = f->folder, .resolve = words[i]};
        struct client *client;
        struct error error;
        assert_int_equal(client_open(&settings, &client, &error), STATUS_INVALID_ARGUMENT);
        assert_non_null(strstr(error.message, words[i]));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_key_on_the_list_gets_in_under_its_name),
        TEST(ipc_beside_it_needs_no_key),
        TEST(a_key_that_is_not_on_the_list_stays_outside),
        TEST(a_key_taken_off_the_list_counts_no_more),
        TEST(without_a_key_nothing_is_answered),
        TEST(a_server_with_another_key_is_not_called),
        TEST(a_host_name_stands_for_all_its_addresses),
        TEST(a_list_only_adds),
        TEST(an_instance_in_the_folder_is_not_called_over_tcp_as_well),
        TEST(mistaken_words_are_named),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    wire_context_end();
    return failed;
}
