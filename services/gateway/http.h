/* SPDX-License-Identifier: Apache-2.0
 * The HTTP server: libmicrohttpd without threads of its own, driven by the loop. The only user of microhttpd.h.
 */
#ifndef GATEWAY_HTTP_H
#define GATEWAY_HTTP_H

#include <stdint.h>

#include "base/status.h"
#include "request.h"

struct http;

struct http_settings {
    const char *bind; /* an IPv4 or IPv6 address */
    uint16_t port;    /* 0: any free one */
    size_t body_max;  /* bytes of a request's body; more is answered 413 */
    unsigned connections, idle_s;
    bool forwarded; /* the last address of X-Forwarded-For is the client's */
    /* Called for each complete request; ends, now or later, in request_answer(). */
    void (*route)(void *context, struct request *request);
    void *context;
};

enum status http_open(const struct http_settings *settings, struct http **ret, struct error *error) MUST_CHECK;
void http_close(struct http *http); /* NULL is allowed; every request was answered */

uint16_t http_port(const struct http *http);
int http_fd(const struct http *http); /* readable when http_run() has something to do */
void http_run(struct http *http);     /* never blocks */
int http_timeout_ms(struct http *http); /* http_run() is due by then; -1: only when the fd is readable */

/* No new connections from now on; connections end with their answer. */
void http_drain(struct http *http);
unsigned http_active(const struct http *http); /* requests begun and not ended */

#endif
