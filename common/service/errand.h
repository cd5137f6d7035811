/* SPDX-License-Identifier: Apache-2.0
 * Errands: what a service does in the world outside, mail and webhooks, say. Handlers may not wait for anybody, so a
 * service begins a thread of its own (struct service, `begin`) that does, and writes down what came of it by errand_run().
 * Effects outside the database are at least once: a thread may die between doing and writing down.
 */
#ifndef SERVICE_ERRAND_H
#define SERVICE_ERRAND_H

#include "service/service.h"

struct errand; /* of one thread, with a database connection of its own */

struct errand *errand_new(const char *name);
void errand_free(struct errand *errand);

struct errand_step {
    const char *name;                                     /* of the log line, "send.claim" */
    enum status (*run)(struct call *call, void *in);      /* as a JOB: sql(), schedule(), emit(); may be run again */
    void *in;                                             /* its own; what is to outlast the step is the arena's */
};

/* Runs one step as one transaction. `arena` is what call->arena will be. Refusals of the step are its status;
 * UNAVAILABLE: the database is away, nobody knows whether the step was committed; ABORTED: another transaction was in
 * the way five times. */
enum status errand_run(struct errand *errand, const struct errand_step *step, struct arena *arena,
                       struct error *ret_error) MUST_CHECK;

#endif
