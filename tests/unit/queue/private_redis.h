/* SPDX-License-Identifier: Apache-2.0
 * A Redis of a test's own, on a unix socket in a folder of its own.
 */
#ifndef TEST_PRIVATE_REDIS_H
#define TEST_PRIVATE_REDIS_H

#include "queue/queue.h"

/* Starts it (again, with nothing in it) and waits until it answers. */
void redis_start(void);
void redis_kill(void);
void redis_stop(void); /* SIGSTOP */
void redis_go_on(void);
void redis_end(void);  /* and its folder goes */

/* A connection to it. */
struct queue *redis_queue(void);
/* Runs a command of blank-separated words, as FLUSHALL. */
void redis_say(const char *words);
/* A path in its folder; static. */
const char *redis_file(const char *name);

#endif
