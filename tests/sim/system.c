/* SPDX-License-Identifier: Apache-2.0
 * What the programs ask of the system, answered by the kernel of the simulation: threads, locks, clocks, chance. The
 * linker sends the calls here (--wrap); a lock's first word says whether it is held,
 * the second how many wait.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "kernel.h"

/* 2030-01-01 */
#define EPOCH_S 1893456000

int __real_clock_gettime(clockid_t clock, struct timespec *ret);
void __real__exit(int status) __attribute__((noreturn));

int __wrap_clock_gettime(clockid_t clock, struct timespec *ret);
ssize_t __wrap_getrandom(void *bytes, size_t n, unsigned flags);
int __wrap_rand(void);
int __wrap_usleep(useconds_t us);
pid_t __wrap_getpid(void);
int __wrap_sigwait(const sigset_t *set, int *ret);
void __wrap__exit(int status) __attribute__((noreturn));
int __wrap_pthread_create(pthread_t *ret, const pthread_attr_t *attributes, void *(*body)(void *), void *argument);
int __wrap_pthread_join(pthread_t thread, void **ret);
int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex);
int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex);
int __wrap_pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex);
int __wrap_pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex, const struct timespec *until);
int __wrap_pthread_cond_signal(pthread_cond_t *cond);
int __wrap_pthread_cond_broadcast(pthread_cond_t *cond);

/* ---- time and chance ---- */

int __wrap_clock_gettime(clockid_t clock, struct timespec *ret)
{
    if (!sim_self())
        return __real_clock_gettime(clock, ret);
    int64_t us = sim_now_us() + (clock == CLOCK_REALTIME ? sim_self()->ahead_us : 0);
    us += clock == CLOCK_REALTIME ? (int64_t)EPOCH_S * 1000000 : 0;
    ret->tv_sec = us / 1000000;
    ret->tv_nsec = us % 1000000 * 1000;
    return 0;
}

/* The keys too, which are made before the first seed: what is kept under the hash of a signature shares its place with the
 * same neighbours in every run. */
ssize_t __wrap_getrandom(void *bytes, size_t n, unsigned flags)
{
    (void)flags;
    for (size_t i = 0; i < n; i++)
        ((unsigned char *)bytes)[i] = (unsigned char)sim_random(256);
    return (ssize_t)n;
}

int __wrap_rand(void)
{
    return (int)sim_random(RAND_MAX);
}

int __wrap_usleep(useconds_t us)
{
    sim_sleep(us);
    return 0;
}

/* ---- processes ---- */

pid_t __wrap_getpid(void)
{
    return sim_self() ? (pid_t)sim_self()->pid : 1;
}

int __wrap_sigwait(const sigset_t *set, int *ret)
{
    (void)set;
    struct sim_process *self = sim_self();
    while (!self->told_to_end)
        sim_wait(&self->told_to_end, INT64_MAX);
    *ret = SIGTERM;
    return 0;
}

void __wrap__exit(int status)
{
    if (!sim_self())
        __real__exit(status);
    sim_trace("exit %d", status);
    sim_kill(sim_self());
    sim_thread_exit();
}

/* ---- threads ---- */

struct start {
    void *(*body)(void *);
    void *argument;
};

static void run(void *context)
{
    struct start *start = context;
    start->body(start->argument);
}

int __wrap_pthread_create(pthread_t *ret, const pthread_attr_t *attributes, void *(*body)(void *), void *argument)
{
    struct start *start = need_alloc(sizeof *start);
    (void)attributes;
    *start = (struct start){body, argument};
    *ret = (pthread_t)(uintptr_t)sim_thread_start(sim_self(), "thread", run, start);
    return 0;
}

int __wrap_pthread_join(pthread_t thread, void **ret)
{
    struct sim_thread *other = (struct sim_thread *)(uintptr_t)thread;
    while (!sim_thread_ended(other))
        sim_wait(sim_thread_end(other), INT64_MAX);
    if (ret)
        *ret = NULL;
    return 0;
}

int __wrap_pthread_mutex_lock(pthread_mutex_t *mutex)
{
    int *held = (int *)(void *)mutex, *waiting = held + 1;
    sim_preempt();
    while (sim_self() && *held) {
        ++*waiting;
        sim_wait(mutex, INT64_MAX);
        --*waiting;
    }
    *held = 1;
    return 0;
}

int __wrap_pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    int *held = (int *)(void *)mutex, *waiting = held + 1;
    *held = 0;
    if (*waiting)
        sim_wake(sim_self(), mutex, false);
    return 0;
}

static int wait_for(pthread_cond_t *cond, pthread_mutex_t *mutex, int64_t until_us)
{
    __wrap_pthread_mutex_unlock(mutex);
    bool woken = sim_wait(cond, until_us);
    __wrap_pthread_mutex_lock(mutex);
    return woken ? 0 : ETIMEDOUT;
}

int __wrap_pthread_cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex)
{
    return wait_for(cond, mutex, INT64_MAX);
}

/* Every condition of ours goes by the monotonic clock. */
int __wrap_pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex, const struct timespec *until)
{
    return wait_for(cond, mutex, until->tv_sec * 1000000 + until->tv_nsec / 1000);
}

int __wrap_pthread_cond_signal(pthread_cond_t *cond)
{
    sim_wake(sim_self(), cond, false);
    return 0;
}

int __wrap_pthread_cond_broadcast(pthread_cond_t *cond)
{
    sim_wake(sim_self(), cond, true);
    return 0;
}
