/* SPDX-License-Identifier: Apache-2.0 */
#include "parcel.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "letter.h"
#include "outbound.h"
#include "retrying.h"
#include "settings.h"
#include "signature.h"
#include "vault.h"

enum { ANSWER_MAX = 16384, CONNECT_MS = 5000 };

static struct parcel *parcel_new(void)
{
    struct arena *arena = arena_new();
    struct parcel *parcel = arena_alloc(arena, sizeof *parcel);
    parcel->arena = arena;
    parcel->began_us = clock_now_us();
    parcel->began_mono_ms = clock_mono_ms();
    return parcel;
}

void parcel_free(struct parcel *parcel)
{
    if (parcel->easy)
        curl_easy_cleanup(parcel->easy);
    curl_slist_free_all(parcel->list);
    arena_free(parcel->arena);
}

/* ---- what libcurl asks ---- */

/* The address that a name has led to, at the moment of connecting: a name can't lead inward later. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct parcel *parcel = context;
    if (purpose != CURLSOCKTYPE_IPCXN || (!notifications_settings.webhook_private && !outbound_is_public(&address->addr))) {
        parcel->is_kept_out = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* Nobody reads the answer's body; too much of it ends the connection. */
static size_t take_answer(char *bytes, size_t size, size_t n, void *context)
{
    struct parcel *parcel = context;
    (void)bytes;
    parcel->received += size * n;
    return parcel->received > ANSWER_MAX ? 0 : size * n;
}

static size_t give_body(char *room, size_t size, size_t n, void *context)
{
    struct parcel *parcel = context;
    size_t left = parcel->size - parcel->sent, given = left < size * n ? left : size * n;
    memcpy(room, parcel->body + parcel->sent, given);
    parcel->sent += given;
    return given;
}

static void add_line(struct parcel *parcel, const char *line)
{
    struct curl_slist *longer = curl_slist_append(parcel->list, line);
    parcel->list = longer ? longer : parcel->list;
}

/* Both kinds: no proxy of the environment, no signals, bounded. */
static void set_common(struct parcel *parcel, const char *url, int64_t timeout_ms)
{
    CURL *easy = parcel->easy = curl_easy_init();
    if (!easy)
        return;
    curl_easy_setopt(easy, CURLOPT_PRIVATE, parcel);
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)timeout_ms);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_answer);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, parcel);
    if (!is_blank(notifications_settings.ca_file))
        curl_easy_setopt(easy, CURLOPT_CAINFO, notifications_settings.ca_file);
}

/* ---- webhooks ---- */

static const char *open_secret(const struct rows *rows, size_t row, const char *column, struct parcel *parcel)
{
    struct bytes_view sealed = row_bytes(rows, row, column);
    if (!sealed.size)
        return NULL;
    return vault_unseal("secret", parcel->subscription_id, (struct sealed){sealed.data, sealed.size},
                       parcel->arena);
}

/* False when the secret can't be unsealed. */
static bool sign(struct parcel *parcel, const char *event_id, const char *traceparent, const char *secret,
                 const char *old_secret)
{
    struct signed_message message = {event_id, parcel->began_us / 1000000, parcel->body, parcel->size};
    const char *first = secret ? signature_of(&message, secret, parcel->arena) : NULL;
    const char *second = old_secret ? signature_of(&message, old_secret, parcel->arena) : NULL;
    if (!first)
        return false;
    add_line(parcel, arena_printf(parcel->arena, "webhook-id: %s", message.id));
    add_line(parcel, arena_printf(parcel->arena, "webhook-timestamp: %" PRId64, message.timestamp));
    add_line(parcel, arena_printf(parcel->arena, "webhook-signature: %s%s%s", first, second ? " " : "",
                                  second ? second : ""));
    add_line(parcel, "Content-Type: application/cloudevents+json; charset=utf-8");
    if (traceparent)
        add_line(parcel, arena_printf(parcel->arena, "traceparent: %s", traceparent));
    add_line(parcel, "User-Agent: dealspine");
    add_line(parcel, "Expect:");
    return true;
}

static void set_webhook(struct parcel *parcel)
{
    CURL *easy = parcel->easy;
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, notifications_settings.webhook_private ? "http,https" : "https");
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, parcel);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, parcel->list);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)parcel->size);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, parcel->body);
}

struct parcel *parcel_of_delivery(const struct rows *rows, size_t row)
{
    struct parcel *parcel = parcel_new();
    struct bytes_view body = row_bytes(rows, row, "body");
    uint8_t *copy = arena_alloc(parcel->arena, body.size + 1);
    memcpy(copy, body.data, body.size);
    parcel->body = copy;
    parcel->size = body.size;
    parcel->id = arena_strdup(parcel->arena, row_text(rows, row, "id"));
    parcel->subscription_id = arena_strdup(parcel->arena, row_text(rows, row, "subscription_id"));
    parcel->attempts = (uint32_t)row_int(rows, row, "attempts");
    parcel->fence = row_int(rows, row, "attempts_ever");
    const char *event_id = arena_strdup(parcel->arena, row_text(rows, row, "event_id"));
    parcel->problem = "BROKEN";
    const char *secret = open_secret(rows, row, "secret", parcel), *old = open_secret(rows, row, "old_secret", parcel);
    if (!sign(parcel, event_id, row_text(rows, row, "traceparent"), secret, old))
        return parcel;
    set_common(parcel, row_text(rows, row, "url"), notifications_settings.webhook_timeout_ms);
    if (parcel->easy)
        set_webhook(parcel);
    return parcel;
}

/* ---- mail ---- */

static void set_mail(struct parcel *parcel, const char *to)
{
    const struct notifications_settings *own = &notifications_settings;
    CURL *easy = parcel->easy;
    add_line(parcel, to);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_USE_SSL, (long)(own->smtp_tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    if (!is_blank(own->smtp_user)) {
        curl_easy_setopt(easy, CURLOPT_USERNAME, own->smtp_user);
        curl_easy_setopt(easy, CURLOPT_PASSWORD, own->smtp_password);
    }
    curl_easy_setopt(easy, CURLOPT_MAIL_FROM, own->smtp_from);
    curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, parcel->list);
    curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, give_body);
    curl_easy_setopt(easy, CURLOPT_READDATA, parcel);
}

struct parcel *parcel_of_mail(const struct rows *rows, size_t row)
{
    struct parcel *parcel = parcel_new();
    struct bytes_view sealed = row_bytes(rows, row, "email");
    parcel->is_mail = true;
    parcel->id = arena_strdup(parcel->arena, row_text(rows, row, "id"));
    parcel->attempts = (uint32_t)row_int(rows, row, "attempts");
    parcel->fence = parcel->attempts;
    const char *to = sealed.size ? vault_unseal("email", row_text(rows, row, "recipient_id"),
                                               (struct sealed){sealed.data, sealed.size}, parcel->arena)
                                 : NULL;
    parcel->problem = "NO_ADDRESS";
    if (!to)
        return parcel;
    struct letter letter = {.id = parcel->id, .from = notifications_settings.smtp_from, .to = to,
                            .subject = row_text(rows, row, "title"), .text = row_text(rows, row, "body"),
                            .at_us = parcel->began_us};
    const char *text = letter_write(&letter, parcel->arena);
    parcel->body = (const uint8_t *)text;
    parcel->size = strlen(text);
    parcel->problem = "BROKEN";
    set_common(parcel, notifications_settings.smtp_url, MAIL_TIMEOUT_MS);
    if (parcel->easy)
        set_mail(parcel, to);
    return parcel;
}

/* ---- what came of it ---- */

static const char *problem_of(CURLcode result)
{
    switch (result) {
    case CURLE_OPERATION_TIMEDOUT: return "TIMEOUT";
    case CURLE_COULDNT_RESOLVE_HOST: return "RESOLVE";
    case CURLE_COULDNT_CONNECT: return "CONNECT";
    case CURLE_SSL_CONNECT_ERROR: case CURLE_PEER_FAILED_VERIFICATION: case CURLE_SSL_CERTPROBLEM:
    case CURLE_USE_SSL_FAILED: case CURLE_SSL_CACERT_BADFILE: return "TLS";
    case CURLE_LOGIN_DENIED: return "LOGIN";
    default: return "BROKEN";
    }
}

static const char *answer_problem(long status)
{
    if (answer_kind_of(status) == ANSWER_TAKEN)
        return NULL;
    return answer_kind_of(status) == ANSWER_GONE ? "GONE" : status / 100 == 3 ? "REDIRECT" : "STATUS";
}

void parcel_end(struct parcel *parcel, CURLcode result)
{
    curl_off_t asked_s = 0;
    curl_easy_getinfo(parcel->easy, CURLINFO_RESPONSE_CODE, &parcel->status);
    curl_easy_getinfo(parcel->easy, CURLINFO_RETRY_AFTER, &asked_s);
    parcel->asked_s = asked_s;
    bool is_answered = result == CURLE_OK || (result == CURLE_WRITE_ERROR && parcel->received > ANSWER_MAX);
    if (parcel->is_kept_out)
        parcel->problem = "ADDRESS_NOT_PUBLIC";
    else if (!is_answered)
        parcel->problem = parcel->is_mail && parcel->status >= 400 && result != CURLE_LOGIN_DENIED ? "STATUS"
                                                                                                   : problem_of(result);
    else
        parcel->problem = parcel->is_mail ? NULL : answer_problem(parcel->status);
}
