/* SPDX-License-Identifier: Apache-2.0
 * CaptureLead of new people, straight to the service, with `at_once` calls in flight.
 */
#include "load.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

#include "base/id.h"
#include "dealspine/leads.pb-c.h"

enum { TIMEOUT_MS = 30000 };

struct flood {
    sem_t room;
    pthread_mutex_t lock; /* of the figures */
    struct samples samples;
    uint64_t failed;
    char why[200];
};

struct sent {
    struct flood *flood;
    int64_t began_us;
};

static void take_answer(void *context, struct answer *answer)
{
    struct sent *sent = context;
    struct flood *flood = sent->flood;
    pthread_mutex_lock(&flood->lock);
    if (answer->error.status == STATUS_OK)
        samples_add(&flood->samples, clock_mono_us() - sent->began_us);
    else if (flood->failed++ == 0)
        snprintf(flood->why, sizeof flood->why, "%.180s", answer->error.message);
    pthread_mutex_unlock(&flood->lock);
    answer_free(answer);
    free(sent);
    sem_post(&flood->room);
}

static struct bytes capture(const struct load *load, uint64_t n, struct arena *arena)
{
    static const char *interests[] = {"planning"};
    char phone[PHONE_TEXT];
    phone_of(load->base + n, phone);
    CaptureLeadRequest request = CAPTURE_LEAD_REQUEST__INIT;
    request.phone = phone;
    request.name = "Lin Tao";
    request.has_source_channel = true;
    request.source_channel = CHANNEL__WEB;
    request.source = "bench";
    request.keyword = "planner";
    request.product = "planner";
    request.interests = interests;
    request.n_interests = 1;
    return wire_pack(arena, &request);
}

static void send_one(const struct load *load, struct client *client, SignedPrincipal *principal, struct flood *flood,
                     uint64_t n, struct arena *arena)
{
    char key[ID_TEXT];
    id_new_text(key);
    Header header = HEADER__INIT;
    header.method = "leads.CaptureLead";
    header.idempotency_key = key;
    header.principal = principal;
    header.has_channel = true;
    header.channel = CHANNEL__WEB;
    struct sent *sent = need_alloc(sizeof *sent);
    *sent = (struct sent){flood, clock_mono_us()};
    const struct outcall outcall = {.service = "leads", .header = &header, .body = capture(load, n, arena),
                                    .timeout_ms = TIMEOUT_MS, .done = take_answer, .context = sent};
    client_send(client, &outcall);
}

void load_zmq(const struct load *load)
{
    struct arena *kept = arena_new(), *arena = arena_new();
    SignedPrincipal *principal;
    struct client *client = load_client(load, kept, &principal);
    struct flood flood = {.why = ""};
    sem_init(&flood.room, 0, load->at_once);
    pthread_mutex_init(&flood.lock, NULL);
    load_await(client, "leads");
    int64_t began_us = clock_mono_us();
    for (uint64_t n = 0; n < load->count; n++) {
        load_pace(load, began_us, n);
        sem_wait(&flood.room);
        send_one(load, client, principal, &flood, n, arena);
        arena_reset(arena);
    }
    for (unsigned i = 0; i < load->at_once; i++)
        sem_wait(&flood.room);
    double took_s = (double)(clock_mono_us() - began_us) / 1e6;
    client_close(client);
    wire_context_end();
    printf("{\"answered\":%zu,\"failed\":%llu,\"why\":\"%.100s\",\"seconds\":%.4f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"cpu_s\":%.3f}\n",
           flood.samples.n, (unsigned long long)flood.failed, flood.why, took_s, samples_ms(&flood.samples, 0.5),
           samples_ms(&flood.samples, 0.99), load_cpu_s());
    samples_free(&flood.samples);
    arena_free(arena);
    arena_free(kept);
}
