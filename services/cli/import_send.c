/* SPDX-License-Identifier: Apache-2.0
 * libcurl's multi interface driven by epoll: curl_multi_perform() would look at every idle transfer at each turn.
 */
#include "import_send.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "api_error.h"
#include "base/arena.h"
#include "base/clock.h"

enum { TIMEOUT_MS = 30000, BACKOFF_FIRST_MS = 50, BACKOFF_LAST_MS = 2000, TURN_MS = 200, EVENTS = 64 };

struct slot {
    struct sender *sender;
    CURL *curl;
    struct curl_slist *headers;
    char *key_line; /* inside `headers` */
    void *row;
    uint8_t *body;
    size_t size, room;
    uint8_t *reply;
    size_t reply_size, reply_room;
    char position[SEND_POSITION_TEXT];
    bool replayed;
    bool uncertain; /* an earlier try may have taken effect */
    unsigned tries;
    int64_t again_ms; /* when it is sent again; 0: it is not waiting */
};

struct sender {
    struct send_settings settings;
    CURLM *multi;
    int epoll;
    int64_t timer_ms; /* when libcurl wants to be called; -1: never */
    struct slot *slots;
    unsigned *free_slots, n_free, n_waiting;
    int64_t last_answer_ms;
    uint64_t repeats;
    struct error failed; /* why it gave up */
};

static size_t take_reply(char *bytes, size_t size, size_t n, void *context)
{
    struct slot *slot = context;

    (void)size;
    if (slot->reply_size + n > slot->reply_room) {
        slot->reply_room = 2 * (slot->reply_size + n);
        slot->reply = need_realloc(slot->reply, slot->reply_room);
    }
    memcpy(slot->reply + slot->reply_size, bytes, n);
    slot->reply_size += n;
    return n;
}

static size_t take_header(char *bytes, size_t size, size_t n, void *context)
{
    static const char position[] = "Dealspine-Position:", replayed[] = "Dealspine-Replayed: true";
    struct slot *slot = context;

    (void)size;
    if (n > sizeof(position) && strncasecmp(bytes, position, sizeof(position) - 1) == 0)
        sscanf(bytes + sizeof(position) - 1, " %95[!-~]", slot->position);
    else if (n >= sizeof(replayed) && strncasecmp(bytes, replayed, sizeof(replayed) - 1) == 0)
        slot->replayed = true;
    return n;
}

static int on_socket(CURL *curl, curl_socket_t fd, int what, void *context, void *known)
{
    struct sender *sender = context;
    struct epoll_event event = {.data.fd = fd};

    (void)curl;
    if (what == CURL_POLL_REMOVE)
        return epoll_ctl(sender->epoll, EPOLL_CTL_DEL, fd, NULL) < 0 && errno != ENOENT && errno != EBADF ? -1 : 0;
    event.events = (what & CURL_POLL_IN ? (uint32_t)EPOLLIN : 0) | (what & CURL_POLL_OUT ? (uint32_t)EPOLLOUT : 0);
    if (!known)
        curl_multi_assign(sender->multi, fd, sender);
    if (epoll_ctl(sender->epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event) == 0)
        return 0;
    return epoll_ctl(sender->epoll, errno == EEXIST ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event);
}

static int on_timer(CURLM *multi, long timeout_ms, void *context)
{
    struct sender *sender = context;

    (void)multi;
    sender->timer_ms = timeout_ms < 0 ? -1 : clock_mono_ms() + timeout_ms;
    return 0;
}

static struct curl_slist *add_header(struct curl_slist *list, const char *name, const char *value)
{
    char line[1024];

    snprintf(line, sizeof(line), "%s: %s", name, value);
    return curl_slist_append(list, line);
}

static void slot_open(struct slot *slot, struct sender *sender)
{
    char bearer[512];

    snprintf(bearer, sizeof(bearer), "Bearer %s", sender->settings.token);
    slot->sender = sender;
    slot->headers = add_header(NULL, "Idempotency-Key", "00000000-0000-0000-0000-000000000000");
    slot->key_line = slot->headers->data + strlen("Idempotency-Key: ");
    slot->headers = add_header(slot->headers, "Content-Type", "application/proto");
    slot->headers = add_header(slot->headers, "Authorization", bearer);
    slot->headers = add_header(slot->headers, "Dealspine-Channel", sender->settings.channel);
    slot->headers = add_header(slot->headers, "Connect-Timeout-Ms", "25000");
    slot->headers = curl_slist_append(slot->headers, "Expect:");
    slot->headers = curl_slist_append(slot->headers, "Accept:");
    slot->curl = curl_easy_init();
    curl_easy_setopt(slot->curl, CURLOPT_URL, sender->settings.url);
    curl_easy_setopt(slot->curl, CURLOPT_HTTPHEADER, slot->headers);
    curl_easy_setopt(slot->curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(slot->curl, CURLOPT_PROXY, "");
    curl_easy_setopt(slot->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(slot->curl, CURLOPT_TIMEOUT_MS, (long)TIMEOUT_MS);
    curl_easy_setopt(slot->curl, CURLOPT_WRITEFUNCTION, take_reply);
    curl_easy_setopt(slot->curl, CURLOPT_WRITEDATA, slot);
    curl_easy_setopt(slot->curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(slot->curl, CURLOPT_HEADERDATA, slot);
    curl_easy_setopt(slot->curl, CURLOPT_PRIVATE, slot);
}

enum status send_open(const struct send_settings *settings, struct sender **ret, struct error *error)
{
    struct sender *sender = need_alloc(sizeof(*sender));

    sender->settings = *settings;
    sender->timer_ms = -1;
    sender->last_answer_ms = clock_mono_ms();
    sender->epoll = epoll_create1(EPOLL_CLOEXEC);
    sender->multi = curl_multi_init();
    if (sender->epoll < 0 || !sender->multi) {
        send_free(sender);
        return fail_with(error, STATUS_INTERNAL, "libcurl or epoll does not start");
    }
    curl_multi_setopt(sender->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
    curl_multi_setopt(sender->multi, CURLMOPT_SOCKETDATA, sender);
    curl_multi_setopt(sender->multi, CURLMOPT_TIMERFUNCTION, on_timer);
    curl_multi_setopt(sender->multi, CURLMOPT_TIMERDATA, sender);
    curl_multi_setopt(sender->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING);
    curl_multi_setopt(sender->multi, CURLMOPT_MAXCONNECTS, (long)settings->concurrency);
    sender->slots = need_alloc(settings->concurrency * sizeof(*sender->slots));
    sender->free_slots = need_alloc(settings->concurrency * sizeof(*sender->free_slots));
    for (unsigned i = 0; i < settings->concurrency; i++) {
        slot_open(&sender->slots[i], sender);
        sender->free_slots[sender->n_free++] = i;
    }
    *ret = sender;
    return STATUS_OK;
}

void send_free(struct sender *sender)
{
    if (!sender)
        return;
    for (unsigned i = 0; sender->slots && i < sender->settings.concurrency; i++) {
        struct slot *slot = &sender->slots[i];

        curl_multi_remove_handle(sender->multi, slot->curl);
        curl_easy_cleanup(slot->curl);
        curl_slist_free_all(slot->headers);
        free(slot->body);
        free(slot->reply);
    }
    free(sender->slots);
    free(sender->free_slots);
    curl_multi_cleanup(sender->multi);
    if (sender->epoll >= 0)
        close(sender->epoll);
    free(sender);
}

static void slot_send(struct slot *slot)
{
    slot->tries++;
    slot->reply_size = 0;
    slot->position[0] = '\0';
    slot->replayed = false;
    curl_easy_setopt(slot->curl, CURLOPT_POSTFIELDS, slot->body);
    curl_easy_setopt(slot->curl, CURLOPT_POSTFIELDSIZE, (long)slot->size);
    curl_multi_add_handle(slot->sender->multi, slot->curl);
}

/* What a repetition under the same key can mend. */
static bool may_repeat(const struct slot *slot, enum status status)
{
    switch (status) {
    case STATUS_UNAVAILABLE:
    case STATUS_RESOURCE_EXHAUSTED:
    case STATUS_DEADLINE_EXCEEDED:
    case STATUS_CANCELLED:
    case STATUS_ABORTED: return true;
    case STATUS_INTERNAL:
    case STATUS_UNKNOWN: return slot->tries < 4;
    default: return false;
    }
}

static int64_t backoff_ms(const struct slot *slot, uint32_t advice_ms)
{
    int64_t most = BACKOFF_FIRST_MS << (slot->tries < 6 ? slot->tries : 6);

    if (most > BACKOFF_LAST_MS)
        most = BACKOFF_LAST_MS;
    return advice_ms + most / 2 + rand() % (most / 2 + 1);
}

static enum status read_answer(struct slot *slot, CURLcode code, struct error *error)
{
    long http = 0;

    if (code != CURLE_OK) {
        fail_with(error, STATUS_UNAVAILABLE, "%s", curl_easy_strerror(code));
        error->executed = EXECUTED_UNCERTAIN;
        return error->status;
    }
    curl_easy_getinfo(slot->curl, CURLINFO_RESPONSE_CODE, &http);
    return http == 200 ? STATUS_OK : api_error_read((const char *)slot->reply, slot->reply_size, http, error);
}

static void finish(struct slot *slot, CURLcode code)
{
    struct sender *sender = slot->sender;
    struct send_answer answer = {.position = slot->position};
    enum status status = read_answer(slot, code, &answer.error);

    curl_multi_remove_handle(sender->multi, slot->curl);
    if (may_repeat(slot, status)) {
        slot->uncertain |= answer.error.executed != EXECUTED_NO;
        slot->again_ms = clock_mono_ms() + backoff_ms(slot, answer.error.retry_after_ms);
        sender->n_waiting++;
        if (clock_mono_ms() - sender->last_answer_ms > sender->settings.patience_ms)
            sender->failed = answer.error;
        return;
    }
    sender->last_answer_ms = clock_mono_ms();
    if (status == STATUS_UNAUTHENTICATED || status == STATUS_PERMISSION_DENIED)
        sender->failed = answer.error;
    answer.replayed = slot->replayed && !slot->uncertain;
    answer.body = slot->reply;
    answer.size = slot->reply_size;
    if (sender->failed.status == STATUS_OK)
        sender->settings.done(sender->settings.context, slot->row, &answer);
    sender->free_slots[sender->n_free++] = (unsigned)(slot - sender->slots);
}

static void collect(struct sender *sender)
{
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(sender->multi, &left))) {
        struct slot *slot;
        CURLcode code = message->data.result;

        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&slot);
        finish(slot, code);
    }
}

static void repeat_due(struct sender *sender)
{
    int64_t now = clock_mono_ms();

    for (unsigned i = 0; sender->n_waiting > 0 && i < sender->settings.concurrency; i++) {
        struct slot *slot = &sender->slots[i];

        if (slot->again_ms == 0 || slot->again_ms > now)
            continue;
        slot->again_ms = 0;
        sender->n_waiting--;
        sender->repeats++;
        slot_send(slot);
    }
}

/* Waits for something to happen, a short while at most, and deals with it. */
static void turn(struct sender *sender, int wait_ms)
{
    struct epoll_event events[EVENTS];
    int64_t now = clock_mono_ms();
    int n, running;

    if (sender->timer_ms >= 0 && sender->timer_ms - now < wait_ms)
        wait_ms = sender->timer_ms > now ? (int)(sender->timer_ms - now) : 0;
    n = epoll_wait(sender->epoll, events, EVENTS, sender->n_waiting > 0 && wait_ms > 10 ? 10 : wait_ms);
    for (int i = 0; i < n; i++)
        curl_multi_socket_action(sender->multi, events[i].data.fd,
                                 (events[i].events & EPOLLIN ? CURL_CSELECT_IN : 0)
                                     | (events[i].events & EPOLLOUT ? CURL_CSELECT_OUT : 0)
                                     | (events[i].events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0),
                                 &running);
    if (sender->timer_ms >= 0 && clock_mono_ms() >= sender->timer_ms) {
        sender->timer_ms = -1;
        curl_multi_socket_action(sender->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    }
    collect(sender);
    repeat_due(sender);
}

static enum status state_of(const struct sender *sender, struct error *error)
{
    *error = sender->failed;
    return sender->failed.status;
}

enum status send_put(struct sender *sender, const char *key, const void *body, size_t size, void *row,
                     struct error *error)
{
    struct slot *slot;

    while (sender->n_free == 0 && sender->failed.status == STATUS_OK)
        turn(sender, TURN_MS);
    TRY(state_of(sender, error));
    slot = &sender->slots[sender->free_slots[--sender->n_free]];
    slot->row = row;
    slot->tries = 0;
    slot->uncertain = false;
    memcpy(slot->key_line, key, SEND_KEY_TEXT - 1);
    if (size > slot->room) {
        slot->room = 2 * size;
        slot->body = need_realloc(slot->body, slot->room);
    }
    memcpy(slot->body, body, size);
    slot->size = size;
    slot_send(slot);
    return STATUS_OK;
}

enum status send_drain(struct sender *sender, struct error *error)
{
    while (sender->n_free < sender->settings.concurrency && sender->failed.status == STATUS_OK)
        turn(sender, TURN_MS);
    return state_of(sender, error);
}

uint64_t send_repeats(const struct sender *sender)
{
    return sender->repeats;
}
