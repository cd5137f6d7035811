/* SPDX-License-Identifier: Apache-2.0
 * The network's own: sockets, connections, and what lies in them.
 */
#ifndef SIM_SOCKETS_H
#define SIM_SOCKETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FAKE_FD = 1 << 20, FRAMES_MAX = 4, CREDIT_IDS = 256 };

struct frame {
    unsigned char *data;
    size_t size;
};

struct parcel { /* a message of several frames */
    struct parcel *next;
    struct connection *connection; /* that it came by */
    struct frame frames[FRAMES_MAX];
    size_t n, at;
};

struct socket {
    struct socket *next;
    int type, fd;
    struct sim_process *process;
    char address[256], monitored[64];
    struct socket *monitor;
    struct connection *connection; /* DEALER */
    struct parcel *first, **last, *sending;
    bool closed, named, signalled; /* named: the first frame of what is being taken is out */
};

struct connection {
    struct connection *next;
    unsigned number;
    struct socket *client, *server;
    bool open;
    int64_t last_us[2]; /* when what was sent last arrives, by direction */

    /* what the witness knows: what the caller was granted and what it has out */
    unsigned credit, n_out;
    unsigned char out[CREDIT_IDS][16];
    int64_t heard_us, stopped_us;
};

struct socket *socket_by_fd(int fd);
/* What those who poll in this process wait on. */
const void *socket_bell(const struct sim_process *process);

#endif
