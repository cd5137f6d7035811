/* SPDX-License-Identifier: Apache-2.0
 * The gateway's Connect API for commands: one kept-alive connection, JSON or protobuf bodies, a bearer token found by
 * login or key name. Not thread-safe: one `struct api` per thread.
 */
#ifndef CLI_API_H
#define CLI_API_H

#include <jansson.h>
#include <protobuf-c/protobuf-c.h>

#include "base/arena.h"
#include "base/status.h"

struct api;

struct api_settings {
    const char *dir;     /* folder of the stack, whose access.json knows the rest */
    const char *url;     /* of the gateway; NULL: access.json's */
    const char *as;      /* login of a user or name of a key in access.json; NULL: no token is sent */
    const char *token;   /* session token or API key, before `as`; NULL: by `as` */
    const char *channel; /* "PHONE", "WEB", "STORE" or "IMPORT" on every write; NULL: as the token says */
    long timeout_ms;     /* of a call; 0: 30 s */
};

/* Reads access.json; a user is signed in at the first call (the session is kept in <dir>/sessions/<login>, 0600, and
 * used again until it expires). NOT_FOUND: no such login or key name. INVALID_ARGUMENT: access.json is broken. */
enum status api_open(const struct api_settings *settings, struct api **ret, struct error *error) MUST_CHECK;
void api_free(struct api *api); /* NULL is allowed */

/* POSTs `request` (borrowed; NULL: {}) to `method`, "leads.CaptureLead", under `key` (NULL: a fresh one), and gives
 * the reply's object, yours. Refusals come back with status, field, reason and sentence as the service put them;
 * UNAVAILABLE, EXECUTED_UNCERTAIN, when the gateway can't be reached. Nothing is repeated. */
enum status api_call(struct api *api, const char *method, const json_t *request, const char *key, json_t **ret_reply,
                     struct error *error) MUST_CHECK;

/* The same with protobuf bodies. The reply, of type `reply`, is the arena's. */
enum status api_call_message(struct api *api, const char *method, const ProtobufCMessage *request, const char *key,
                             const ProtobufCMessageDescriptor *reply, struct arena *arena, void **ret_reply,
                             struct error *error) MUST_CHECK;

/* "leads/123", the position of the last good command's last event; "" before. Valid until the next call. */
const char *api_position(const struct api *api);
/* Queries from now on wait until they see `position` (copied; NULL: no more). */
void api_wait_for(struct api *api, const char *position);

const char *api_url(const struct api *api);   /* without a slash at its end */
const char *api_token(struct api *api, struct error *error); /* signs in if need be; "" without `as`; NULL: failed */

/* "dealspine.leads.v1.Leads/CaptureLead" for "leads.CaptureLead"; NULL if `method` has another shape. */
const char *api_path(const char *method, struct arena *arena);

/* Says on stderr what was refused, why, and what to do about it. */
void api_complain(const struct api *api, const char *what, const struct error *error);

#endif
