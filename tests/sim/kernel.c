/* SPDX-License-Identifier: Apache-2.0 */
#include "kernel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

#include "base/arena.h"
#include "base/id.h"
#include "image.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#define LEAVE(fake, bottom, size) __sanitizer_start_switch_fiber(fake, bottom, size)
#define ARRIVE(fake, bottom, size) __sanitizer_finish_switch_fiber(fake, bottom, size)
#else
#define LEAVE(fake, bottom, size) ((void)(fake))
#define ARRIVE(fake, bottom, size) ((void)(fake))
#endif

enum { STACK = 256 << 10, SWITCH_US = 2 };

enum state { READY, WAITING, ENDED };

struct sim_thread {
    ucontext_t context;
    unsigned char *stack;
    void *fake;
    struct sim_process *process;
    const char *name;
    void (*body)(void *context);
    void *argument;
    enum state state;
    const void *what;      /* it waits on */
    bool woken;
    uint64_t wait;         /* counts its waits: a timer of an earlier one is void */
};

struct happening {
    int64_t at_us;
    uint64_t nth;
    void (*happen)(void *context);
    void *context;
    struct sim_thread *thread; /* or a wait that ends */
    uint64_t wait;
};

static struct {
    int64_t now_us;
    uint64_t random, nth, hash, steps;
    bool loud;
    struct happening *heap;
    size_t n_heap, room;
    struct sim_thread **threads;
    size_t n_threads, threads_room;
    struct sim_process *processes, *loaded, outside;
    unsigned n_processes;
    struct sim_thread *current;
    void (*ended)(struct sim_process *process);
    ucontext_t loop;
    void *loop_fake;
    const void *loop_bottom;
    size_t loop_size;
    char violated[128], sentences[1024];
} sim;

/* ---- time and chance ---- */

int64_t sim_now_us(void)
{
    return sim.now_us;
}

static uint64_t next_random(void)
{
    uint64_t z = sim.random += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

uint64_t sim_random(uint64_t n)
{
    return n ? next_random() % n : 0;
}

int64_t sim_between(int64_t least, int64_t most)
{
    return least + (int64_t)sim_random((uint64_t)(most - least) + 1);
}

bool sim_chance(unsigned in_ten_thousand)
{
    return sim_random(10000) < in_ten_thousand;
}

static bool is_before(const struct happening *a, const struct happening *b)
{
    return a->at_us != b->at_us ? a->at_us < b->at_us : a->nth < b->nth;
}

static void heap_put(struct happening happening)
{
    if (sim.n_heap == sim.room) {
        sim.room = sim.room ? sim.room * 2 : 1024;
        sim.heap = need_realloc(sim.heap, sim.room * sizeof *sim.heap);
    }
    happening.nth = ++sim.nth;
    size_t at = sim.n_heap++;
    for (; at && is_before(&happening, &sim.heap[(at - 1) / 2]); at = (at - 1) / 2)
        sim.heap[at] = sim.heap[(at - 1) / 2];
    sim.heap[at] = happening;
}

static struct happening heap_take(void)
{
    struct happening first = sim.heap[0], last = sim.heap[--sim.n_heap];
    size_t at = 0;
    for (size_t child; (child = at * 2 + 1) < sim.n_heap; at = child) {
        if (child + 1 < sim.n_heap && is_before(&sim.heap[child + 1], &sim.heap[child]))
            child++;
        if (!is_before(&sim.heap[child], &last))
            break;
        sim.heap[at] = sim.heap[child];
    }
    sim.heap[at] = last;
    return first;
}

void sim_after(int64_t delay_us, void (*happen)(void *context), void *context)
{
    heap_put((struct happening){.at_us = sim.now_us + delay_us, .happen = happen, .context = context});
}

/* ---- processes ---- */

struct sim_process *sim_outside(void)
{
    sim.outside.alive = true;
    sim.outside.name = "outside";
    return &sim.outside;
}

struct sim_process *sim_processes(void)
{
    return sim.processes;
}

struct sim_process *sim_self(void)
{
    return sim.current ? sim.current->process : NULL;
}

struct sim_process *sim_start(const char *name, void (*main)(void *context), void *context)
{
    struct sim_process *process = need_alloc(sizeof *process);
    process->pid = 1000 + ++sim.n_processes;
    process->name = name;
    process->alive = true;
    process->image = image_new();
    process->next = sim.processes;
    sim.processes = process;
    sim_trace("start %s pid=%u", name, process->pid);
    sim_thread_start(process, "main", main, context);
    return process;
}

void sim_kill(struct sim_process *process)
{
    if (!process->alive)
        return;
    sim_trace("kill %s", process->name);
    process->alive = false;
    size_t kept = 0;
    for (size_t i = 0; i < sim.n_threads; i++) {
        struct sim_thread *thread = sim.threads[i];
        if (thread->process == process) {
            thread->state = ENDED;
            thread->wait++;
        } else {
            sim.threads[kept++] = thread;
        }
    }
    sim.n_threads = kept;
    if (sim.ended)
        sim.ended(process);
}

void sim_on_end(void (*ended)(struct sim_process *process))
{
    sim.ended = ended;
}

void sim_stop(struct sim_process *process)
{
    if (!process->alive || process->stopped)
        return;
    sim_trace("stop %s", process->name);
    process->stopped = true;
    process->stopped_at_us = sim.now_us;
}

void sim_continue(struct sim_process *process)
{
    if (!process->stopped)
        return;
    sim_trace("continue %s", process->name);
    process->stopped = false;
    process->stopped_us += sim.now_us - process->stopped_at_us;
}

/* ---- threads ---- */

static void begin(void)
{
    struct sim_thread *self = sim.current;
    ARRIVE(NULL, &sim.loop_bottom, &sim.loop_size);
    self->body(self->argument);
    sim_thread_exit();
}

struct sim_thread *sim_thread_start(struct sim_process *process, const char *name, void (*body)(void *), void *context)
{
    struct sim_thread *thread = need_alloc(sizeof *thread);
    thread->stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (thread->stack == MAP_FAILED)
        abort();
    thread->process = process;
    thread->name = name;
    thread->body = body;
    thread->argument = context;
    getcontext(&thread->context);
    thread->context.uc_stack.ss_sp = thread->stack;
    thread->context.uc_stack.ss_size = STACK;
    thread->context.uc_link = NULL;
    makecontext(&thread->context, begin, 0);
    if (sim.n_threads == sim.threads_room) {
        sim.threads_room = sim.threads_room ? sim.threads_room * 2 : 64;
        sim.threads = need_realloc(sim.threads, sim.threads_room * sizeof *sim.threads);
    }
    sim.threads[sim.n_threads++] = thread;
    return thread;
}

struct sim_thread *sim_thread_self(void)
{
    return sim.current;
}

bool sim_thread_ended(const struct sim_thread *thread)
{
    return thread->state == ENDED;
}

const void *sim_thread_end(const struct sim_thread *thread)
{
    return &thread->state;
}

static void go_to_loop(void)
{
    struct sim_thread *self = sim.current;
    LEAVE(&self->fake, sim.loop_bottom, sim.loop_size);
    swapcontext(&self->context, &sim.loop);
    ARRIVE(self->fake, &sim.loop_bottom, &sim.loop_size);
}

void sim_thread_exit(void)
{
    struct sim_thread *self = sim.current;
    self->state = ENDED;
    for (size_t i = 0; i < sim.n_threads; i++)
        if (sim.threads[i] == self) {
            sim.threads[i] = sim.threads[--sim.n_threads];
            break;
        }
    sim_wake(self->process, &self->state, true);
    go_to_loop();
    abort();
}

bool sim_wait(const void *what, int64_t until_us)
{
    struct sim_thread *self = sim.current;
    self->state = WAITING;
    self->what = what;
    self->woken = false;
    self->wait++;
    if (until_us != INT64_MAX)
        heap_put((struct happening){.at_us = until_us > sim.now_us ? until_us : sim.now_us, .thread = self,
                                    .wait = self->wait});
    go_to_loop();
    return self->woken;
}

static void make_ready(struct sim_thread *thread, bool woken)
{
    thread->state = READY;
    thread->woken = woken;
    thread->wait++;
}

void sim_wake(struct sim_process *process, const void *what, bool all)
{
    struct sim_thread *chosen = NULL;
    size_t n = 0;
    for (size_t i = 0; i < sim.n_threads; i++) {
        struct sim_thread *thread = sim.threads[i];
        if (thread->state != WAITING || thread->process != process || thread->what != what)
            continue;
        if (all)
            make_ready(thread, true);
        else if (sim_random(++n) == 0)
            chosen = thread;
    }
    if (chosen)
        make_ready(chosen, true);
}

void sim_sleep(int64_t us)
{
    sim_wait(NULL, sim.now_us + us);
}

void sim_preempt(void)
{
    const unsigned char *here = __builtin_frame_address(0);
    struct sim_thread *self = sim.current;
    /* Not from a handler's own stack, of which the sanitizer would not know that it is left. */
    if (!self || here < self->stack || here >= self->stack + STACK || !sim_chance(200))
        return;
    self->state = READY;
    go_to_loop();
}

/* ---- running ---- */

static struct sim_thread *choose(void)
{
    struct sim_thread *chosen = NULL;
    size_t n = 0;
    for (size_t i = 0; i < sim.n_threads; i++)
        if (sim.threads[i]->state == READY && !sim.threads[i]->process->stopped)
            n++;
    if (!n)
        return NULL;
    n = sim_random(n);
    for (size_t i = 0; !chosen; i++)
        if (sim.threads[i]->state == READY && !sim.threads[i]->process->stopped && n-- == 0)
            chosen = sim.threads[i];
    return chosen;
}

static void load(struct sim_process *process)
{
    if (!process->image || process == sim.loaded)
        return;
    if (sim.loaded)
        image_save(sim.loaded->image);
    image_load(process->image);
    sim.loaded = process;
}

static void go_on(struct sim_thread *thread)
{
    load(thread->process);
    sim.current = thread;
    sim.hash = hash_bytes(thread->name, strlen(thread->name)) ^ (sim.hash * 31 + thread->process->pid);
    sim.steps++;
    sim.now_us += SWITCH_US;
    LEAVE(&sim.loop_fake, thread->stack, STACK);
    swapcontext(&sim.loop, &thread->context);
    ARRIVE(sim.loop_fake, NULL, NULL);
    sim.current = NULL;
}

static void happen(void)
{
    struct happening first = heap_take();
    if (first.at_us > sim.now_us)
        sim.now_us = first.at_us;
    if (!first.thread)
        first.happen(first.context);
    else if (first.thread->state == WAITING && first.thread->wait == first.wait)
        make_ready(first.thread, false);
}

bool sim_run(bool (*is_over)(void), int64_t most_us)
{
    while (!is_over()) {
        if (sim.now_us > most_us)
            return false;
        while (sim.n_heap && sim.heap[0].at_us <= sim.now_us)
            happen();
        struct sim_thread *thread = choose();
        if (thread)
            go_on(thread);
        else if (sim.n_heap)
            happen();
        else
            return false;
    }
    return true;
}

void sim_seed(uint64_t seed, bool loud)
{
    sim.random = seed * 0x2545f4914f6cdd1du + 1;
    sim.loud = loud;
    sim.hash = seed;
    sim.now_us = 1000000;
}

/* ---- what happened ---- */

void sim_trace(const char *format, ...)
{
    char line[512];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    uint64_t mixed[] = {sim.hash, hash_bytes(line, strlen(line)), (uint64_t)sim.now_us};
    sim.hash = hash_bytes(mixed, sizeof mixed);
    if (sim.loud)
        printf("%10.6f %-14s %s\n", (double)sim.now_us / 1e6, sim.current ? sim.current->process->name : "-", line);
}

uint64_t sim_trace_hash(void)
{
    return sim.hash;
}

uint64_t sim_steps(void)
{
    return sim.steps;
}

static bool is_known(const char *invariant)
{
    size_t n = strlen(invariant);
    for (const char *p = sim.violated; *p; p += strcspn(p, " "), p += strspn(p, " "))
        if (strncmp(p, invariant, n) == 0 && (p[n] == ' ' || !p[n]))
            return true;
    return false;
}

void sim_violated(const char *invariant, const char *format, ...)
{
    char sentence[400];
    size_t n = strlen(sim.violated);
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    sim_trace("VIOLATED %s: %s", invariant, sentence);
    if (is_known(invariant))
        return;
    snprintf(sim.violated + n, sizeof sim.violated - n, "%s%s", n ? " " : "", invariant);
    n = strlen(sim.sentences);
    snprintf(sim.sentences + n, sizeof sim.sentences - n, "  %s: %s (at %.3f s)\n", invariant, sentence,
             (double)sim.now_us / 1e6);
}

const char *sim_violations(void)
{
    return sim.violated;
}

const char *sim_sentences(void)
{
    return sim.sentences;
}
