/* SPDX-License-Identifier: Apache-2.0
 * The threads of a service, and the inbox between them. Each is opened once; closing ends and joins it.
 */
#ifndef SERVICE_THREADS_H
#define SERVICE_THREADS_H

#include "service/own.h"

struct work { /* a request, or the answer to a question that `call` waits for */
    struct incoming *incoming;
    struct method *method;
    const char *scope;
    const Principal *principal;
    struct call *call;
    struct answer *answer;
};
struct inbox *inbox_open(size_t room);
void inbox_free(struct inbox *inbox);
void inbox_close(struct inbox *inbox); /* wakes all workers, who end when it is empty */
bool inbox_put(struct inbox *inbox, const struct work *work); /* false: full */
void inbox_answer(struct inbox *inbox, struct call *call, struct answer *answer);
/* Waits for work: answers for worker `nth` and requests of one kind, commands or queries, together at most `room`, and
 * no requests unless `requests`. With `wait` false it only looks. 0 and *ret_closed when it is closed and empty. */
size_t inbox_take(struct inbox *inbox, unsigned nth, struct work *ret_works, size_t room, bool requests, bool wait,
                  bool *ret_closed);

enum status workers_open(struct error *error);
void workers_close(void);

enum status feed_open(struct error *error);
void feed_close(void);
/* A Fetch. Of services alone it is kept, under the name they give, how far they have read. */
void feed_put(struct incoming *incoming, const char *scope, bool is_service);
void feed_wake(void); /* events were committed */

enum status consumer_open(struct error *error);
void consumer_close(void); /* ends the thread */
void consumer_wake(void);  /* lanes have brought something */
void consumer_free(void);  /* after the client is closed: until then answers arrive */
/* Keeps `work` until the log of `domain` was consumed up to `pos`, then gives it to the inbox; refuses it after
 * `until_ms` (monotonic). Owns `work` from now on. */
void consumer_wait(const struct work *work, const char *domain, uint64_t pos, int64_t until_ms);
/* Lets go of those that may; all at the end. True when some still wait. */
bool visible_release(bool all);
/* True when the log of `domain` was consumed up to `pos`, or is not consumed here. */
bool consumer_has_seen(const char *domain, uint64_t pos);
/* Who listens here to events of this type; NULL if nobody does. */
const struct listener *listener_of(const char *type);
enum { EVENT_TRIES = 5 };
/* Puts its event among the dead letters: for the reason behind a '!' in call->method, or as a follower of another. */
extern const struct listener listener_aside;
/* Does a failure of this status count against the event? Those of the infrastructure do not. */
bool failure_counts(enum status status);

enum status jobs_open(struct error *error);
void jobs_close(void);
void jobs_wake(void); /* a job may be due */

/* What readiness says: who lost the database makes the service not ready, who finds it makes it ready again. */
void database_is(bool reachable);

#endif
