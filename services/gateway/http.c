/* SPDX-License-Identifier: Apache-2.0 */
#include "http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <microhttpd.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "guard.h"
#include "metrics.h"

/* What comes beyond the limit is read and dropped up to here, so that the client gets to read its 413. */
enum { DROP_MAX = 8 << 20, HEADER_MEMORY = 32 << 10, HELD_MAX = 64 << 20, STREAM_BLOCK = 512 };

struct http {
    struct http_settings settings;
    struct MHD_Daemon *daemon;
    unsigned active;
    size_t held; /* bytes of all bodies that are coming in or being worked on */
    bool draining;
};

struct reply_header {
    const char *name, *value;
    struct reply_header *next;
};

struct exchange {
    struct request request;
    struct http *http;
    struct MHD_Connection *connection;
    struct text body;
    size_t received;
    bool crowded; /* its body found no room beside the others */
    bool routed, suspended, answered, sent, must_close;
    unsigned status;
    const char *type;
    struct bytes reply;
    struct request_body stream; /* `more` is NULL: none, the answer is `reply` */
    bool resting;               /* the stream has nothing for now */
    bool left;                  /* the client is gone, as was seen while it rested */
    struct reply_header *headers;
};

/* ---- the request's side ------------------------------------------------------------------------------------------ */

const char *request_header(const struct request *request, const char *name)
{
    return MHD_lookup_connection_value(request->own->connection, MHD_HEADER_KIND, name);
}

const char *request_cookie(const struct request *request, const char *name)
{
    return MHD_lookup_connection_value(request->own->connection, MHD_COOKIE_KIND, name);
}

/* Of several fields the last one counts: some proxies add theirs as a field of its own. */
static enum MHD_Result see_forwarded(void *context, enum MHD_ValueKind kind, const char *name, size_t name_n,
                                     const char *value, size_t value_n)
{
    static const char wanted[] = "X-Forwarded-For";
    const char **last = context;
    (void)kind, (void)value_n;
    if (name_n == sizeof wanted - 1 && strncasecmp(name, wanted, name_n) == 0)
        *last = value;
    return MHD_YES;
}

/* What the proxy wrote last; before that may stand what the client wants us to believe. */
static const char *forwarded_address(const struct request *request)
{
    uint8_t address[sizeof(struct in6_addr)];
    const char *list = NULL;
    if (request->own->http->settings.forwarded)
        MHD_get_connection_values_n(request->own->connection, MHD_HEADER_KIND, see_forwarded, &list);
    const char *comma = list ? strrchr(list, ',') : NULL, *last = comma ? comma + 1 : list;
    if (!last)
        return NULL;
    last += strspn(last, " \t");
    const char *text = arena_strndup(request->arena, last, strcspn(last, " \t"));
    return inet_pton(AF_INET, text, address) == 1 || inet_pton(AF_INET6, text, address) == 1 ? text : NULL;
}

const char *request_address(const struct request *request)
{
    const char *forwarded = forwarded_address(request);
    if (forwarded)
        return forwarded;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->own->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char text[INET6_ADDRSTRLEN] = "-";
    if (info && info->client_addr && info->client_addr->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)info->client_addr)->sin_addr, text, sizeof text);
    else if (info && info->client_addr && info->client_addr->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)info->client_addr)->sin6_addr, text, sizeof text);
    return arena_strdup(request->arena, text);
}

const char *request_parameter(const struct request *request, const char *name)
{
    return MHD_lookup_connection_value(request->own->connection, MHD_GET_ARGUMENT_KIND, name);
}

void request_put_header(struct request *request, const char *name, const char *value)
{
    struct reply_header *header = arena_alloc(request->arena, sizeof *header);
    *header = (struct reply_header){arena_strdup(request->arena, name), arena_strdup(request->arena, value),
                                    request->own->headers};
    request->own->headers = header;
}

void request_answer(struct request *request, unsigned http, const char *type, struct bytes body)
{
    struct exchange *exchange = request->own;
    if (exchange->answered)
        return;
    exchange->answered = true;
    exchange->status = http;
    exchange->type = type;
    exchange->reply = body;
    if (exchange->suspended) {
        exchange->suspended = false;
        MHD_resume_connection(exchange->connection);
    }
}

void request_answer_stream(struct request *request, unsigned http, const char *type, const struct request_body *body)
{
    if (request->own->answered) {
        body->gone(body->context);
        return;
    }
    request->own->stream = *body;
    request_answer(request, http, type, (struct bytes){NULL, 0});
}

void request_go_on(struct request *request)
{
    struct exchange *exchange = request->own;
    if (!exchange->resting)
        return;
    exchange->resting = false;
    MHD_resume_connection(exchange->connection);
}

void request_look(struct request *request)
{
    struct exchange *exchange = request->own;
    if (!exchange->resting)
        return;
    struct pollfd client = {
        .fd = MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd,
        .events = POLLRDHUP};
    if (poll(&client, 1, 0) <= 0)
        return;
    exchange->left = true;
    request_go_on(request);
}

void request_answer_text(struct request *request, unsigned http, const char *text)
{
    const char *line = arena_printf(request->arena, "%s\n", text);
    request_answer(request, http, "text/plain; charset=utf-8", (struct bytes){(const uint8_t *)line, strlen(line)});
}

/* ---- libmicrohttpd's side ---------------------------------------------------------------------------------------- */

static struct exchange *exchange_new(struct http *http, struct MHD_Connection *connection, const char *verb,
                                     const char *path)
{
    struct arena *arena = arena_new();
    struct exchange *exchange = arena_alloc(arena, sizeof *exchange);
    exchange->http = http;
    exchange->connection = connection;
    exchange->request = (struct request){.arena = arena,
                                         .verb = arena_strdup(arena, verb),
                                         .path = arena_strdup(arena, path),
                                         .began_ms = clock_mono_ms(),
                                         .own = exchange};
    id_new_text(exchange->request.id);
    trace_child(request_header(&exchange->request, "traceparent"), exchange->request.traceparent);
    text_init(&exchange->body, arena);
    http->active++;
    return exchange;
}

static enum MHD_Result see_header(void *context, enum MHD_ValueKind kind, const char *name, size_t name_n,
                                  const char *value, size_t value_n)
{
    (void)kind, (void)value_n;
    guard_see(context, name, name_n, value);
    return MHD_YES;
}

static ssize_t on_more(void *context, uint64_t at, char *ret, size_t room)
{
    struct exchange *exchange = context;
    (void)at;
    if (exchange->left)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    ssize_t n = exchange->stream.more(exchange->stream.context, ret, room);
    if (n < 0)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (n == 0) {
        exchange->resting = true;
        MHD_suspend_connection(exchange->connection);
    }
    return n;
}

static struct MHD_Response *new_response(struct exchange *exchange)
{
    if (exchange->stream.more)
        return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, on_more, exchange, NULL);
    return MHD_create_response_from_buffer(exchange->reply.size, (void *)(uintptr_t)exchange->reply.data,
                                           MHD_RESPMEM_PERSISTENT);
}

static enum MHD_Result send_reply(struct exchange *exchange)
{
    struct MHD_Response *response = new_response(exchange);
    if (!response)
        return MHD_NO;
    MHD_add_response_header(response, "Content-Type", exchange->type);
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Dealspine-Request", exchange->request.id);
    bool may_be_kept = false;
    for (const struct reply_header *header = exchange->headers; header; header = header->next) {
        may_be_kept = may_be_kept || strcmp(header->name, "Cache-Control") == 0;
        MHD_add_response_header(response, header->name, header->value);
    }
    if (!may_be_kept)
        MHD_add_response_header(response, "Cache-Control", "no-store");
    if (exchange->must_close || exchange->http->draining)
        MHD_add_response_header(response, "Connection", "close");
    enum MHD_Result result = MHD_queue_response(exchange->connection, exchange->status, response);
    exchange->sent = result == MHD_YES;
    MHD_destroy_response(response);
    return result;
}

/* Refuses before the body is read; the connection can't be used any further. */
static enum MHD_Result refuse(struct exchange *exchange, unsigned http, const char *why)
{
    exchange->must_close = true;
    exchange->routed = true;
    request_answer_text(&exchange->request, http, why);
    return send_reply(exchange);
}

static enum MHD_Result begin(struct exchange *exchange, const char *version)
{
    struct guard guard = {0};
    MHD_get_connection_values_n(exchange->connection, MHD_HEADER_KIND, see_header, &guard);
    const char *fault = guard_judge(&guard, version);
    if (fault)
        return refuse(exchange, MHD_HTTP_BAD_REQUEST, fault);
    const char *length = request_header(&exchange->request, "Content-Length");
    if (length && strtoull(length, NULL, 10) > DROP_MAX)
        return refuse(exchange, MHD_HTTP_CONTENT_TOO_LARGE, "the body is too large");
    return MHD_YES;
}

static enum MHD_Result take_body(struct exchange *exchange, const char *bytes, size_t *n)
{
    struct http *http = exchange->http;
    exchange->received += *n;
    if (exchange->received > DROP_MAX)
        return MHD_NO;
    exchange->crowded = exchange->crowded || http->held + *n > HELD_MAX;
    if (exchange->received <= http->settings.body_max && !exchange->crowded) {
        text_put(&exchange->body, bytes, *n);
        http->held += *n;
    }
    *n = 0;
    return MHD_YES;
}

static void route(struct exchange *exchange)
{
    struct http *http = exchange->http;
    exchange->routed = true;
    exchange->request.body = (struct bytes){(const uint8_t *)exchange->body.bytes, exchange->body.size};
    if (exchange->received > http->settings.body_max)
        request_answer_text(&exchange->request, MHD_HTTP_CONTENT_TOO_LARGE,
                            arena_printf(exchange->request.arena, "the body has more than %zu bytes",
                                         http->settings.body_max));
    else if (exchange->crowded)
        request_answer_text(&exchange->request, MHD_HTTP_SERVICE_UNAVAILABLE, "too much is being sent at once");
    else
        http->settings.route(http->settings.context, &exchange->request);
}

/* Called for the head of a request, for each part of its body, at its end, and again after a resume. */
static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *path, const char *verb,
                                  const char *version, const char *bytes, size_t *n, void **own)
{
    struct exchange *exchange = *own;
    if (!exchange) {
        *own = exchange = exchange_new(context, connection, verb, path);
        return begin(exchange, version);
    }
    if (*n)
        return take_body(exchange, bytes, n);
    if (!exchange->routed)
        route(exchange);
    if (exchange->answered)
        return send_reply(exchange);
    exchange->suspended = true;
    MHD_suspend_connection(connection);
    return MHD_YES;
}

static void log_request(const struct exchange *exchange)
{
    const struct request *request = &exchange->request;
    char path[160], trace[TRACE_ID_TEXT];
    trace_id(request->traceparent, trace);
    log_line(request->quiet ? LOG_DEBUG : LOG_INFO,
             "verb=%.10s path=%s http=%u call=%s status=%s ms=%" PRId64 " request=%s trace=%s", request->verb,
             log_quote(request->path, path, sizeof path), exchange->sent ? exchange->status : 0,
             request->call ? request->call : "-", request->outcome ? request->outcome : "-",
             clock_mono_ms() - request->began_ms, request->id, trace);
    metrics_answered(exchange->sent ? exchange->status : 0, clock_mono_ms() - request->began_ms);
}

static void on_completed(void *context, struct MHD_Connection *connection, void **own,
                         enum MHD_RequestTerminationCode code)
{
    struct http *http = context;
    struct exchange *exchange = *own;
    (void)connection, (void)code;
    if (!exchange)
        return;
    log_request(exchange);
    if (exchange->stream.more)
        exchange->stream.gone(exchange->stream.context);
    http->active--;
    http->held -= exchange->body.size;
    *own = NULL;
    arena_free(exchange->request.arena);
}

static void on_trouble(void *context, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

static void on_trouble(void *context, const char *format, va_list args)
{
    char text[300], quoted[400];
    (void)context;
    vsnprintf(text, sizeof text, format, args);
    log_line(LOG_DEBUG, "msg=%s", log_quote(text, quoted, sizeof quoted));
}

/* ---- opening and running ----------------------------------------------------------------------------------------- */

static enum status read_address(const struct http_settings *settings, struct sockaddr_storage *ret, unsigned *ret_flags,
                                struct error *error)
{
    struct sockaddr_in *four = (struct sockaddr_in *)ret;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)ret;
    memset(ret, 0, sizeof *ret);
    *ret_flags = 0;
    if (inet_pton(AF_INET, settings->bind, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(settings->port);
    } else if (inet_pton(AF_INET6, settings->bind, &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(settings->port);
        *ret_flags = MHD_USE_IPv6;
    } else {
        return fail_with(error, STATUS_INVALID_ARGUMENT, "BIND must be an IPv4 or IPv6 address");
    }
    return STATUS_OK;
}

enum status http_open(const struct http_settings *settings, struct http **ret, struct error *error)
{
    struct sockaddr_storage address;
    unsigned flags;
    TRY(read_address(settings, &address, &flags, error));
    struct http *http = need_alloc(sizeof *http);
    http->settings = *settings;
    http->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG | flags, settings->port, NULL, NULL, on_request,
        http, MHD_OPTION_EXTERNAL_LOGGER, on_trouble, NULL, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
        MHD_OPTION_CONNECTION_LIMIT, settings->connections, MHD_OPTION_CONNECTION_TIMEOUT, settings->idle_s,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADER_MEMORY, MHD_OPTION_NOTIFY_COMPLETED, on_completed, http,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
    if (!http->daemon) {
        int cause = errno;
        free(http);
        return fail_with(error, STATUS_UNAVAILABLE, "%s port %u: %s", settings->bind, settings->port, strerror(cause));
    }
    *ret = http;
    return STATUS_OK;
}

void http_close(struct http *http)
{
    if (!http)
        return;
    MHD_stop_daemon(http->daemon);
    free(http);
}

uint16_t http_port(const struct http *http)
{
    return MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

int http_fd(const struct http *http)
{
    return MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

void http_run(struct http *http)
{
    MHD_run(http->daemon);
}

int http_timeout_ms(struct http *http)
{
    MHD_UNSIGNED_LONG_LONG ms;
    if (MHD_get_timeout(http->daemon, &ms) != MHD_YES)
        return -1;
    return ms > 60000 ? 60000 : (int)ms;
}

void http_drain(struct http *http)
{
    int fd = MHD_quiesce_daemon(http->daemon);
    http->draining = true;
    if (fd >= 0)
        close(fd);
}

unsigned http_active(const struct http *http)
{
    return http->active;
}
