/* SPDX-License-Identifier: Apache-2.0 */
#include "sender.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "service/errand.h"
#include "settings.h"
#include "settle.h"

enum { MAILS = 8, IDLE_MS = 500, SOON_MS = 20, RUNG_MS = 400, END_MS = 5000, WRITE_TRIES = 25, WRITE_PAUSE_US = 200000 };

static struct sender {
    pthread_t thread;
    CURLM *multi;
    struct errand *errand;
    struct parcel *under_way;
    size_t webhooks, mails; /* of them */
    int64_t look_at_ms;
    atomic_bool closed;
    _Atomic int64_t rung_at_ms;
} sender;

void sender_ring(void)
{
    atomic_store(&sender.rung_at_ms, clock_mono_ms());
}

/* ---- writing down ---- */

/* While the database is away the outcome waits with us; given up, the lease makes it due again. */
static void settle(struct parcel *parcel)
{
    struct errand_step step = parcel->is_mail ? (struct errand_step){"settle_mail", settle_mail, parcel}
                                              : (struct errand_step){"settle_delivery", settle_delivery, parcel};
    enum status status = STATUS_UNAVAILABLE;
    struct error error = {0};
    parcel->took_ms = clock_mono_ms() - parcel->began_mono_ms;
    for (int tries = 0; tries < WRITE_TRIES && (status == STATUS_UNAVAILABLE || status == STATUS_ABORTED); tries++) {
        if (tries)
            usleep(WRITE_PAUSE_US);
        struct arena *arena = arena_new();
        status = errand_run(sender.errand, &step, arena, &error);
        arena_free(arena);
    }
    log_line(status == STATUS_OK ? LOG_INFO : LOG_ERROR, "msg=%s id=%s attempt=%u status=%ld problem=%s ms=%lld written=%s",
             parcel->is_mail ? "mailed" : "delivered", parcel->id, parcel->attempts, parcel->status,
             parcel->problem ? parcel->problem : "none", (long long)parcel->took_ms, status_word(status));
    parcel_free(parcel);
}

/* ---- sending ---- */

static void take_off(struct parcel *parcel)
{
    struct parcel **p = &sender.under_way;
    while (*p != parcel)
        p = &(*p)->next;
    *p = parcel->next;
    curl_multi_remove_handle(sender.multi, parcel->easy);
    *(parcel->is_mail ? &sender.mails : &sender.webhooks) -= 1;
}

static void send_off(struct parcel *parcel)
{
    if (!parcel->easy || curl_multi_add_handle(sender.multi, parcel->easy) != CURLM_OK) {
        settle(parcel);
        return;
    }
    parcel->next = sender.under_way;
    sender.under_way = parcel;
    *(parcel->is_mail ? &sender.mails : &sender.webhooks) += 1;
}

/* How many were claimed. */
static size_t claim(const char *name, enum status (*run)(struct call *call, void *in), int64_t limit,
                    struct parcel *(*parcel_of)(const struct rows *rows, size_t row))
{
    struct claim claim = {.limit = limit};
    struct errand_step step = {name, run, &claim};
    struct error error = {0};
    struct arena *arena = arena_new();
    size_t n = 0;
    if (limit > 0 && errand_run(sender.errand, &step, arena, &error) == STATUS_OK)
        n = claim.rows.n;
    for (size_t i = 0; i < n; i++)
        send_off(parcel_of(&claim.rows, i));
    arena_free(arena);
    return n;
}

static void look(void)
{
    int64_t room = notifications_settings.sender_requests - (int64_t)sender.webhooks;
    size_t n = claim("claim_deliveries", claim_deliveries, room, parcel_of_delivery);
    if (mail_is_on())
        n += claim("claim_mail", claim_mail, MAILS - (int64_t)sender.mails, parcel_of_mail);
    bool is_rung = clock_mono_ms() - atomic_load(&sender.rung_at_ms) < RUNG_MS;
    sender.look_at_ms = clock_mono_ms() + (n || is_rung ? SOON_MS : IDLE_MS);
}

static void collect(void)
{
    int left;
    for (CURLMsg *message; (message = curl_multi_info_read(sender.multi, &left)) != NULL;) {
        struct parcel *parcel;
        CURLcode result = message->data.result;
        if (message->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&parcel);
        parcel_end(parcel, result);
        take_off(parcel);
        settle(parcel);
        sender.look_at_ms = 0;
    }
}

static int wait_ms(void)
{
    int64_t now_ms = clock_mono_ms();
    if (now_ms - atomic_load(&sender.rung_at_ms) < RUNG_MS && sender.look_at_ms > now_ms + SOON_MS)
        sender.look_at_ms = now_ms + SOON_MS;
    int64_t left_ms = sender.look_at_ms - now_ms;
    return left_ms < 0 ? 0 : left_ms > SOON_MS && sender.webhooks + sender.mails == 0 ? SOON_MS * 2 : SOON_MS;
}

static void *send_loop(void *unused)
{
    int running;
    int64_t end_ms = 0;
    (void)unused;
    for (;;) {
        bool closed = atomic_load(&sender.closed);
        if (closed && !end_ms)
            end_ms = clock_mono_ms() + END_MS;
        if (closed && (sender.webhooks + sender.mails == 0 || clock_mono_ms() > end_ms))
            return NULL;
        if (!closed && clock_mono_ms() >= sender.look_at_ms)
            look();
        curl_multi_perform(sender.multi, &running);
        collect();
        curl_multi_poll(sender.multi, NULL, 0, wait_ms(), NULL);
    }
}

enum status sender_begin(struct error *error)
{
    sender.multi = curl_multi_init();
    sender.errand = errand_new("sender");
    if (!sender.multi || pthread_create(&sender.thread, NULL, send_loop, NULL) != 0)
        return fail_with(error, STATUS_RESOURCE_EXHAUSTED, "no thread for the sender");
    return STATUS_OK;
}

void sender_end(void)
{
    atomic_store(&sender.closed, true);
    curl_multi_wakeup(sender.multi);
    pthread_join(sender.thread, NULL);
    for (struct parcel *parcel; (parcel = sender.under_way) != NULL;) {
        take_off(parcel);
        parcel_free(parcel);
    }
    errand_free(sender.errand);
    curl_multi_cleanup(sender.multi);
    curl_global_cleanup();
}
