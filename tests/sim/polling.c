/* SPDX-License-Identifier: Apache-2.0
 * Waiting for several things at once: poll(), zmq_poll(), and the eventfd by which threads wake one another.
 */
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <sys/types.h>
#include <zmq.h>

#include "base/arena.h"
#include "kernel.h"
#include "sockets.h"

enum { BELLS = FAKE_FD * 2 };

int __real_close(int fd);
ssize_t __real_read(int fd, void *bytes, size_t n);
ssize_t __real_write(int fd, const void *bytes, size_t n);
int __wrap_eventfd(unsigned count, int flags);
int __wrap_close(int fd);
ssize_t __wrap_read(int fd, void *bytes, size_t n);
ssize_t __wrap_write(int fd, const void *bytes, size_t n);
int __wrap_poll(struct pollfd *items, nfds_t n, int timeout_ms);

static struct {
    uint64_t count;
    struct sim_process *process;
} *bells;
static int n_bells;

const void *socket_bell(const struct sim_process *process)
{
    return &process->stopped_us; /* any address of the process's own */
}

int __wrap_eventfd(unsigned count, int flags)
{
    (void)flags;
    bells = need_realloc(bells, ((size_t)n_bells + 1) * sizeof *bells);
    bells[n_bells].count = count;
    bells[n_bells].process = sim_self();
    return BELLS + n_bells++;
}

int __wrap_close(int fd)
{
    return fd < BELLS ? __real_close(fd) : 0;
}

ssize_t __wrap_read(int fd, void *bytes, size_t n)
{
    if (fd < BELLS)
        return __real_read(fd, bytes, n);
    if (!bells[fd - BELLS].count) {
        errno = EAGAIN;
        return -1;
    }
    *(uint64_t *)bytes = bells[fd - BELLS].count;
    bells[fd - BELLS].count = 0;
    return sizeof(uint64_t);
}

ssize_t __wrap_write(int fd, const void *bytes, size_t n)
{
    if (fd < BELLS)
        return __real_write(fd, bytes, n);
    bells[fd - BELLS].count += *(const uint64_t *)bytes;
    sim_wake(bells[fd - BELLS].process, socket_bell(bells[fd - BELLS].process), true);
    return sizeof(uint64_t);
}

static bool fd_tells(int fd)
{
    if (fd >= BELLS)
        return bells[fd - BELLS].count > 0;
    return socket_by_fd(fd)->signalled;
}

static int64_t until_us(long timeout_ms)
{
    return timeout_ms < 0 ? INT64_MAX : sim_now_us() + timeout_ms * 1000;
}

int __wrap_poll(struct pollfd *items, nfds_t n, int timeout_ms)
{
    int64_t end_us = until_us(timeout_ms);
    for (;;) {
        int got = 0;
        for (nfds_t i = 0; i < n; i++) {
            items[i].revents = fd_tells(items[i].fd) ? POLLIN : 0;
            got += items[i].revents != 0;
        }
        if (got || timeout_ms == 0 || sim_now_us() >= end_us)
            return got;
        sim_wait(socket_bell(sim_self()), end_us);
    }
}

int zmq_poll(zmq_pollitem_t *items, int n, long timeout_ms)
{
    int64_t end_us = until_us(timeout_ms);
    for (;;) {
        int got = 0;
        for (int i = 0; i < n; i++) {
            const struct socket *socket = items[i].socket;
            bool tells = socket ? socket->first != NULL : fd_tells(items[i].fd);
            items[i].revents = tells ? ZMQ_POLLIN : 0;
            got += tells;
        }
        if (got || timeout_ms == 0 || sim_now_us() >= end_us)
            return got;
        sim_wait(socket_bell(sim_self()), end_us);
    }
}
