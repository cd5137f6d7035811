/* SPDX-License-Identifier: Apache-2.0
 * Calls to services from the loop: answers come back to the loop's own thread.
 */
#ifndef GATEWAY_CALLS_H
#define GATEWAY_CALLS_H

#include "wire/client.h"

struct calls;

/* Opens a client of its own. */
enum status calls_open(const struct client_settings *settings, struct calls **ret, struct error *error) MUST_CHECK;
/* Closes the client: what is outstanding, and whatever is sent from now on, is answered UNAVAILABLE. */
void calls_shut(struct calls *calls);
void calls_free(struct calls *calls); /* after calls_shut(); NULL is allowed */
struct client *calls_client(struct calls *calls); /* for client_ready(); NULL after calls_shut() */

/* Sends as client_send() does; `outcall->done` and `context` are not looked at. `then` is called exactly once, in
 * calls_run(), with an answer that is freed after it. */
void calls_send(struct calls *calls, const struct outcall *outcall,
                void (*then)(void *context, const struct answer *answer), void *context);

/* Runs the continuations of all answers that are there. */
void calls_run(struct calls *calls);

/* About to poll: false if an answer is there already. Then poll calls_fd(), and tell whether it was readable. */
bool calls_sleep(struct calls *calls);
int calls_fd(const struct calls *calls);
void calls_wake(struct calls *calls, bool rang);

#endif
