/* SPDX-License-Identifier: Apache-2.0
 * Two threads. The driver has libcurl's handles and waits for nobody else; the clerk talks to the database, which may be
 * away: he writes down what has ended, and while he can't, claims nothing more.
 */
#include "sender.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "service/errand.h"
#include "settings.h"
#include "settle.h"

enum { MAILS = 8, IDLE_MS = 500, SOON_MS = 20, RUNG_MS = 400, END_MS = 5000, AGAIN_MS = 200 };

struct parcels { /* first in, first out */
    struct parcel *first, **last;
};

static struct sender {
    pthread_t driver, clerk;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct parcels claimed, ended; /* under the lock: on their way to the driver, and to the clerk */
    bool is_driven;                /* under the lock: until the driver has gone */
    atomic_bool closed;
    _Atomic int64_t rung_at_ms;

    CURLM *multi;                  /* the driver's */
    struct parcel *under_way;

    struct errand *errand;         /* the clerk's */
    struct parcel *in_hand;        /* it has ended, and is not written down yet */
    size_t webhooks, mails;        /* claimed and not yet written down */
    int64_t look_at_ms;
} sender;

void sender_ring(void)
{
    atomic_store(&sender.rung_at_ms, clock_mono_ms());
}

/* ---- from one to the other ---- */

static void put(struct parcels *parcels, struct parcel *parcel)
{
    pthread_mutex_lock(&sender.lock);
    parcel->next = NULL;
    *(parcels->first ? parcels->last : &parcels->first) = parcel;
    parcels->last = &parcel->next;
    pthread_cond_signal(&sender.changed);
    pthread_mutex_unlock(&sender.lock);
}

/* NULL: there is none. */
static struct parcel *take(struct parcels *parcels)
{
    pthread_mutex_lock(&sender.lock);
    struct parcel *parcel = parcels->first;
    if (parcel)
        parcels->first = parcel->next;
    pthread_mutex_unlock(&sender.lock);
    return parcel;
}

/* ---- the driver ---- */

static void take_off(struct parcel *parcel)
{
    struct parcel **p = &sender.under_way;
    while (*p != parcel)
        p = &(*p)->next;
    *p = parcel->next;
    curl_multi_remove_handle(sender.multi, parcel->easy);
}

static void send_off(struct parcel *parcel)
{
    if (!parcel->easy || curl_multi_add_handle(sender.multi, parcel->easy) != CURLM_OK) {
        put(&sender.ended, parcel);
        return;
    }
    parcel->next = sender.under_way;
    sender.under_way = parcel;
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
        parcel->took_ms = clock_mono_ms() - parcel->began_mono_ms;
        parcel_end(parcel, result);
        take_off(parcel);
        put(&sender.ended, parcel);
    }
}

static void *drive_loop(void *unused)
{
    int running;
    int64_t end_ms = 0;
    (void)unused;
    for (;;) {
        bool closed = atomic_load(&sender.closed);
        if (closed && !end_ms)
            end_ms = clock_mono_ms() + END_MS;
        for (struct parcel *parcel; !closed && (parcel = take(&sender.claimed)) != NULL;)
            send_off(parcel);
        if (closed && (!sender.under_way || clock_mono_ms() > end_ms))
            return NULL;
        curl_multi_perform(sender.multi, &running);
        collect();
        curl_multi_poll(sender.multi, NULL, 0, IDLE_MS, NULL);
    }
}

/* ---- the clerk ---- */

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
        put(&sender.claimed, parcel_of(&claim.rows, i));
    arena_free(arena);
    return n;
}

static void look(void)
{
    size_t webhooks = claim("claim_deliveries", claim_deliveries,
                            notifications_settings.sender_requests - (int64_t)sender.webhooks, parcel_of_delivery);
    size_t mails = mail_is_on() ? claim("claim_mail", claim_mail, MAILS - (int64_t)sender.mails, parcel_of_mail) : 0;
    sender.webhooks += webhooks;
    sender.mails += mails;
    if (webhooks + mails)
        curl_multi_wakeup(sender.multi);
    bool is_rung = clock_mono_ms() - atomic_load(&sender.rung_at_ms) < RUNG_MS;
    sender.look_at_ms = clock_mono_ms() + (webhooks || mails || is_rung ? SOON_MS : IDLE_MS);
}

static bool is_passing(enum status status)
{
    return status == STATUS_UNAVAILABLE || status == STATUS_ABORTED || status == STATUS_DEADLINE_EXCEEDED ||
           status == STATUS_RESOURCE_EXHAUSTED;
}

/* False when the database is away: the outcome waits with us. Given up, the lease makes it due again. */
static bool settle(struct parcel *parcel)
{
    struct errand_step step = parcel->is_mail ? (struct errand_step){"settle_mail", settle_mail, parcel}
                                              : (struct errand_step){"settle_delivery", settle_delivery, parcel};
    struct error error = {0};
    struct arena *arena = arena_new();
    enum status status = errand_run(sender.errand, &step, arena, &error);
    arena_free(arena);
    if (is_passing(status))
        return false;
    log_line(status == STATUS_OK ? LOG_INFO : LOG_ERROR, "msg=%s id=%s attempt=%u status=%ld problem=%s ms=%lld written=%s",
             parcel->is_mail ? "mailed" : "delivered", parcel->id, parcel->attempts, parcel->status,
             parcel->problem ? parcel->problem : "none", (long long)parcel->took_ms, status_word(status));
    *(parcel->is_mail ? &sender.mails : &sender.webhooks) -= 1;
    parcel_free(parcel);
    sender.look_at_ms = 0;
    return true;
}

static int64_t wait_ms(void)
{
    int64_t now_ms = clock_mono_ms();
    if (now_ms - atomic_load(&sender.rung_at_ms) < RUNG_MS && sender.look_at_ms > now_ms + SOON_MS)
        sender.look_at_ms = now_ms + SOON_MS;
    int64_t left_ms = sender.look_at_ms - now_ms;
    return left_ms <= 0 || left_ms > 2 * SOON_MS ? 2 * SOON_MS : left_ms;
}

/* Waits so long; less when something ends, or all is to end. With something in hand it is the database that is waited for. */
static void rest(int64_t ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += ms * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&sender.lock);
    int expired = 0;
    while (!expired && (sender.in_hand || !sender.ended.first) && (sender.is_driven || sender.in_hand))
        expired = pthread_cond_timedwait(&sender.changed, &sender.lock, &until);
    pthread_mutex_unlock(&sender.lock);
}

/* All is written down that will be. */
static bool is_over(int64_t *end_ms)
{
    if (!atomic_load(&sender.closed))
        return false;
    if (!*end_ms)
        *end_ms = clock_mono_ms() + 2 * END_MS;
    pthread_mutex_lock(&sender.lock);
    bool is_done = !sender.is_driven && !sender.in_hand && !sender.ended.first;
    pthread_mutex_unlock(&sender.lock);
    return is_done || clock_mono_ms() > *end_ms;
}

static void *clerk_loop(void *unused)
{
    int64_t end_ms = 0;
    (void)unused;
    while (!is_over(&end_ms)) {
        if (!sender.in_hand)
            sender.in_hand = take(&sender.ended);
        if (sender.in_hand && settle(sender.in_hand))
            sender.in_hand = NULL;
        else if (sender.in_hand)
            rest(AGAIN_MS);
        else if (!atomic_load(&sender.closed) && clock_mono_ms() >= sender.look_at_ms)
            look();
        else
            rest(wait_ms());
    }
    return NULL;
}

/* ---- both ---- */

enum status sender_begin(struct error *error)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&sender.lock, NULL);
    pthread_cond_init(&sender.changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    sender.multi = curl_multi_init();
    sender.errand = errand_new("sender");
    sender.is_driven = true;
    if (!sender.multi || pthread_create(&sender.driver, NULL, drive_loop, NULL) != 0 ||
        pthread_create(&sender.clerk, NULL, clerk_loop, NULL) != 0)
        return fail_with(error, STATUS_RESOURCE_EXHAUSTED, "no threads for the sender");
    return STATUS_OK;
}

static void drop(struct parcels *parcels)
{
    for (struct parcel *parcel; (parcel = take(parcels)) != NULL;)
        parcel_free(parcel);
}

void sender_end(void)
{
    atomic_store(&sender.closed, true);
    curl_multi_wakeup(sender.multi);
    pthread_join(sender.driver, NULL);
    pthread_mutex_lock(&sender.lock);
    sender.is_driven = false;
    pthread_cond_signal(&sender.changed);
    pthread_mutex_unlock(&sender.lock);
    pthread_join(sender.clerk, NULL);
    for (struct parcel *parcel; (parcel = sender.under_way) != NULL;) {
        take_off(parcel);
        parcel_free(parcel);
    }
    drop(&sender.claimed);
    drop(&sender.ended);
    if (sender.in_hand)
        parcel_free(sender.in_hand);
    errand_free(sender.errand);
    curl_multi_cleanup(sender.multi);
    curl_global_cleanup();
}
