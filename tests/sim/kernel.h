/* SPDX-License-Identifier: Apache-2.0
 * The machine that a simulated deployment runs on: one seed decides about time, chance, and which thread goes on.
 *
 * Processes are the real programs' code. Their threads are fibers of one real thread, and go on only where they would
 * wait: for a lock, a condition, a message, the database. What a process keeps in global variables lies in one range of
 * memory (image.ld) that is exchanged when another process's thread goes on. All of it ends with the real process, so
 * nothing here is freed.
 */
#ifndef SIM_KERNEL_H
#define SIM_KERNEL_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sim_process {
    struct sim_process *next;
    const char *name;         /* "leads.a", as the trace shows it */
    unsigned pid;
    bool alive, stopped;      /* stopped: as by SIGSTOP */
    bool told_to_end;         /* as by SIGTERM */
    unsigned char *image;     /* its globals while another process runs */
    int64_t stopped_us;       /* how long it has been stopped in all */
    int64_t stopped_at_us;
    int64_t ahead_us;         /* of its wall clock; the monotonic one is everybody's */
};

struct sim_thread;

/* ---- time and chance ---- */

int64_t sim_now_us(void);
uint64_t sim_random(uint64_t n);            /* 0 to n - 1 */
int64_t sim_between(int64_t least, int64_t most);
bool sim_chance(unsigned in_ten_thousand);
/* What happens at that time, on no thread. */
void sim_after(int64_t delay_us, void (*happen)(void *context), void *context);

/* ---- processes and threads ---- */

/* `name` is borrowed. A process starts with the globals as the program has them at its start. */
struct sim_process *sim_start(const char *name, void (*main)(void *context), void *context);
void sim_kill(struct sim_process *process);
/* Asked for each process that ends: the system closes what it had open. */
void sim_on_end(void (*ended)(struct sim_process *process));
void sim_stop(struct sim_process *process);
void sim_continue(struct sim_process *process);
struct sim_process *sim_processes(void);  /* all that ever were */
struct sim_process *sim_self(void);       /* whose thread runs; NULL between them */
/* A process without globals of its own: the world outside. */
struct sim_process *sim_outside(void);

struct sim_thread *sim_thread_start(struct sim_process *process, const char *name, void (*body)(void *), void *context);
bool sim_thread_ended(const struct sim_thread *thread);
const void *sim_thread_end(const struct sim_thread *thread); /* what its end wakes */
struct sim_thread *sim_thread_self(void);
void sim_thread_exit(void) __attribute__((noreturn));

/* Waits until somebody wakes those that wait on `what` in this process, or until the time; INT64_MAX: for ever. True
 * when woken. */
bool sim_wait(const void *what, int64_t until_us);
/* Of `process`; wakes one by chance, or all. */
void sim_wake(struct sim_process *process, const void *what, bool all);
void sim_sleep(int64_t us);
/* Lets others go first, sometimes, where two threads could come in any order. */
void sim_preempt(void);

/* ---- running ---- */

/* Runs until `is_over` says so. False: the time was over before. */
bool sim_run(bool (*is_over)(void), int64_t most_us);
void sim_seed(uint64_t seed, bool loud);

/* Adds a step to the trace; printed when loud. What it tells must not depend on addresses or on secrets. */
void sim_trace(const char *format, ...) __attribute__((format(printf, 1, 2)));
uint64_t sim_trace_hash(void);
uint64_t sim_steps(void);

/* A promise does not hold. `invariant` is one word; the first sentence for each is kept. The seed goes on. */
void sim_violated(const char *invariant, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *sim_violations(void); /* their words, blank-separated; "" when there is none */
const char *sim_sentences(void);  /* a line for each */

#endif
