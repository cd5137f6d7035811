/* SPDX-License-Identifier: Apache-2.0
 * What the demo plays on: people who call the API, sentences, refusals that are expected, and what goes wrong. Once
 * something is not as it should be, everything after it does nothing: the story needs no checks between its lines.
 */
#ifndef CLI_DEMO_STAGE_H
#define CLI_DEMO_STAGE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/status.h"

struct stage;

/* NULL after saying on stderr why: no stack, or no demo organisation in it. Yours. */
struct stage *stage_open(const char *dir, bool json);
/* Frees it; true when all went as it should. */
bool stage_close(struct stage *stage);

const char *stage_url(const struct stage *stage);
const json_t *stage_user(const struct stage *stage, const char *login); /* of access.json; borrowed, NULL if absent */
/* The login of the user with this id; "?" if unknown. */
const char *stage_login(const struct stage *stage, const char *user_id);
bool stage_is_broken(const struct stage *stage);

/* Begins a step of the story. */
void stage_step(struct stage *stage, const char *format, ...) PRINTF(2, 3);
/* A sentence on what happened. */
void stage_tell(struct stage *stage, const char *format, ...) PRINTF(2, 3);

/* `who` (a login or the name of a key) calls; `request` is taken over. Reads see what was written before. The reply is
 * the stage's; NULL when it failed, which breaks the play. */
json_t *stage_call(struct stage *stage, const char *who, const char *method, json_t *request);
/* The same with the channel by which the write comes in: "PHONE", "WEB" or "STORE". */
json_t *stage_call_by(struct stage *stage, const char *who, const char *channel, const char *method, json_t *request);
/* The same as one who must be refused with `status`, and `reason` unless NULL; `why` ends the sentence "<who> …". */
void stage_refuse(struct stage *stage, const char *who, const char *method, json_t *request, enum status status,
                  const char *reason, const char *why);
/* Calls until the text at `path` ("lead.state") is `text`, ten seconds at most. `request` is taken over. */
json_t *stage_until(struct stage *stage, const char *who, const char *method, json_t *request, const char *path,
                    const char *text);
/* Breaks the play unless `holds`. */
void stage_expect(struct stage *stage, bool holds, const char *format, ...) PRINTF(3, 4);

/* The value at "a.b.0.c"; NULL if absent. Text "" and number 0 for what is absent; int64 written as text is read. */
json_t *at(const json_t *json, const char *path);
const char *text_at(const json_t *json, const char *path);
long long number_at(const json_t *json, const char *path);

#endif
