/* SPDX-License-Identifier: Apache-2.0
 * One HTTP request, from its last byte to its answer. It belongs to the loop's thread.
 */
#ifndef GATEWAY_REQUEST_H
#define GATEWAY_REQUEST_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/id.h"
#include "base/trace.h"
#include "wire/pack.h"

struct request {
    struct arena *arena;   /* lives until the answer has left */
    const char *verb;      /* "POST" */
    const char *path;      /* "/livez", decoded, without query */
    struct bytes body;
    char id[ID_TEXT];      /* UUIDv7: names the request in its answer and in the logs */
    int64_t began_ms;      /* monotonic */
    char traceparent[TRACE_TEXT]; /* its span in the caller's trace, or in one of its own */
    const char *call;      /* for the log: "leads.CaptureLead"; NULL if it is no call */
    const char *outcome;   /* for the log: status word of a call */
    bool quiet;            /* for the log: a probe that went well */
    struct exchange *own;  /* http.c's */
};

/* Value of a header field or a query parameter, NULL if absent; the request's. */
const char *request_header(const struct request *request, const char *name);
const char *request_parameter(const struct request *request, const char *name);

/* Value of a cookie, NULL if absent; the request's. */
const char *request_cookie(const struct request *request, const char *name);

/* The client's address as text, or that of the proxy before us (unless FORWARDED); the request's. */
const char *request_address(const struct request *request);

/* Adds a field to the answer; before request_answer(). The strings are copied. Without a Cache-Control nobody may keep
 * the answer. */
void request_put_header(struct request *request, const char *name, const char *value);

/* Answers, exactly once, now or later. `body` must be the request's (its arena's, or static). */
void request_answer(struct request *request, unsigned http, const char *type, struct bytes body);
/* A body that is written bit by bit, for as long as the client stays. */
struct request_body {
    /* Copies what is there, at most `room` bytes; how many. 0: nothing now, the connection rests until
     * request_go_on(). -1: that was the end. */
    ssize_t (*more)(void *context, char *ret, size_t room);
    void (*gone)(void *context); /* once, when the connection has ended; the request is no more after it */
    void *context;
};
/* As request_answer(); the body is copied. */
void request_answer_stream(struct request *request, unsigned http, const char *type, const struct request_body *body);
void request_go_on(struct request *request); /* there is something, or the end; any time before gone() */
/* Has the client of a stream that rests closed his connection, or his direction of it? Then gone() follows. Without it that
 * is only noticed once something is written to him. */
void request_look(struct request *request);

void request_answer_text(struct request *request, unsigned http, const char *text);

#endif
