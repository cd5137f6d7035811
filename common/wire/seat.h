/* SPDX-License-Identifier: Apache-2.0
 * The file under which a server is found. It appears under its name only once the socket listens, so a name that
 * refuses connections is a dead process's and may be removed by anyone.
 */
#ifndef WIRE_SEAT_H
#define WIRE_SEAT_H

#include <pthread.h>
#include <stdbool.h>
#include <sys/types.h>

#include "base/status.h"

enum { SEAT_PATH = 108 }; /* of struct sockaddr_un */

struct seat {
    char path[SEAT_PATH]; /* "" once left */
    ino_t inode;
    pthread_mutex_t lock; /* the owner initialises it */
};

/* Makes the folders (0700), removes dead files, binds `socket` to <run_dir>/<service>/<instance>.ipc. */
enum status seat_take(struct seat *seat, void *socket, const char *run_dir, const char *service, const char *instance,
                      struct error *error) MUST_CHECK;
/* Removes the file if it is still ours; connections live on. Thread-safe, may be repeated. */
void seat_leave(struct seat *seat);

#endif
