/* SPDX-License-Identifier: Apache-2.0
 * A service for tests of the wire: in this process or, to be killed, in one of its own. Methods:
 *   echo.Echo    answers the body
 *   echo.Slow    answers the body after the milliseconds it names
 *   echo.Never   never answers
 *   echo.Fail    body = packed Status: answers it
 *   echo.Late    answers the time it had left, in ms
 *   echo.Large   answers one byte more than a reply may have
 */
#ifndef ECHO_SERVICE_H
#define ECHO_SERVICE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <sys/types.h>

#include "wire/client.h"
#include "wire/server.h"

struct echo {
    struct server *server;
    atomic_uint requests; /* taken by the dispatcher */
    atomic_uint most;     /* most that were outstanding at once */
    const char *_Atomic not_ready;
    struct incoming *held[512]; /* of echo.Never */
    atomic_uint n_held;
};

/* A folder of its own for each test, removed with folder_free(). */
char *folder_new(void);
void folder_free(char *folder);

struct echo *echo_open(const char *run_dir, const char *instance, uint32_t queue);
void echo_close(struct echo *echo);

/* The same in a child process, which runs until it is killed. main() calls echo_child_main() first. */
pid_t echo_child(const char *run_dir, const char *instance);
void echo_child_main(int argc, char **argv);
void child_end(pid_t pid); /* SIGKILL and wait */

struct client *echo_client(const char *run_dir);
/* Waits until `n` instances are ready; false after 5 s. */
bool echo_await(struct client *client, unsigned n);

/* One call, waited for. */
struct answer *echo_call(struct client *client, const char *method, const void *body, size_t size, uint32_t timeout_ms);
/* Starts one whose answer `done` gets. `key` may be NULL. */
void echo_send(struct client *client, const char *method, const char *text, const char *key, uint32_t timeout_ms,
               void (*done)(void *context, struct answer *answer), void *context);

#endif
