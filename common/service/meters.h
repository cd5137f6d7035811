/* SPDX-License-Identifier: Apache-2.0
 * What a service counts and measures. All functions are for any thread and take no lock.
 */
#ifndef SERVICE_METERS_H
#define SERVICE_METERS_H

#include "service/own.h"

/* Once, when the methods are listed. */
void meters_open(void);

void meters_request(const struct method *method, enum status status, int64_t took_us); /* NULL: no such method */
void meters_batch(bool query, size_t n);

/* A log that this service reads; `domain` is kept. Its number is for what follows. */
unsigned meters_source(const char *domain);
enum meters_event { METERS_ACTED, METERS_RETRIED, METERS_PUT_ASIDE };
void meters_events(unsigned source, enum meters_event what, size_t n);
/* A page was worked on: where the consumer stands after it, and the owner's last word on the log's end. */
void meters_page(unsigned source, uint64_t pos, uint64_t head, Event *const *events, size_t n);

struct meters_lag {
    const char *domain;
    uint64_t pos, head;
    int64_t behind_us; /* age of the first event that is not acted on yet, at least; 0: all is */
    int64_t heard_us;  /* wall clock of the owner's last word, 0: none yet */
};
/* The lag of one source; false beyond the last. */
bool meters_lag(unsigned source, struct meters_lag *ret);

void meters_job(const char *kind, bool good, int64_t late_us);
void meters_poll(size_t events); /* a Fetch was answered */

/* What is read from the tables now and then. */
struct meters_figures {
    int64_t dead_letters, parked, jobs_waiting, jobs_late, repairs_waiting, log_head;
};
void meters_figures(const struct meters_figures *figures);
struct meters_figures meters_last_figures(void);

/* The packed ReadMetersReply, the arena's. */
struct bytes meters_reply(struct arena *arena);

#endif
