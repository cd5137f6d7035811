/* SPDX-License-Identifier: Apache-2.0
 * One HTTP request, from its last byte to its answer. It belongs to the loop's thread.
 */
#ifndef GATEWAY_REQUEST_H
#define GATEWAY_REQUEST_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/id.h"
#include "wire/pack.h"

struct request {
    struct arena *arena;   /* lives until the answer has left */
    const char *verb;      /* "POST" */
    const char *path;      /* "/livez", decoded, without query */
    struct bytes body;
    char id[ID_TEXT];      /* UUIDv7: names the request in its answer and in the logs */
    int64_t began_ms;      /* monotonic */
    const char *call;      /* for the log: "leads.CaptureLead"; NULL if it is no call */
    const char *outcome;   /* for the log: status word of a call */
    bool quiet;            /* for the log: a probe that went well */
    struct exchange *own;  /* http.c's */
};

/* Value of a header field or a query parameter, NULL if absent; the request's. */
const char *request_header(const struct request *request, const char *name);
const char *request_parameter(const struct request *request, const char *name);

/* Adds a field to the answer; before request_answer(). The strings are copied. */
void request_put_header(struct request *request, const char *name, const char *value);

/* Answers, exactly once, now or later. `body` must be the request's (its arena's, or static). */
void request_answer(struct request *request, unsigned http, const char *type, struct bytes body);
void request_answer_text(struct request *request, unsigned http, const char *text);

#endif
