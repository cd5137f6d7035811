/* SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "bank/bank.h"
#include "base/arena.h"
#include "database.h"
#include "image.h"
#include "kernel.h"
#include "ledger.h"
#include "network.h"
#include "redis.h"

enum { SLOTS = 5, SINGLE = 3, LEADS = 1, AFTERWARDS_US = 400000, PATIENCE_US = 60000000, LONG_STOP_US = 6500000 };

struct slot { /* where a process of a kind runs, time and again */
    const char *name;
    void (*main)(void *context);
    const struct service *service;
    struct sim_process *process;
    bool starting;
};

static void service_process(void *context);

static struct slot slots[SLOTS] = {
    {"gateway", gateway_main, NULL, NULL, false},
    {"leads.a", service_process, &bank_till, NULL, false},
    {"customers.a", service_process, &bank_book, NULL, false},
    {"leads.b", service_process, &bank_till, NULL, false}, /* replicas, in some seeds */
    {"customers.b", service_process, &bank_book, NULL, false},
};
static size_t n_slots;
static bool calm, quiet;
static int64_t quiet_us;
static uint64_t n_faults;

/* ---- processes ---- */

static void service_process(void *context)
{
    const struct slot *slot = context;
    char *arguments[] = {(char *)(uintptr_t)slot->name, NULL};
    service_main(1, arguments, slot->service);
    sim_kill(sim_self());
    sim_thread_exit();
}

static void ended(struct sim_process *process);

static void start(void *context)
{
    struct slot *slot = context;
    slot->starting = false;
    slot->process = sim_start(slot->name, slot->main, slot);
    slot->process->ahead_us = slot->service ? sim_between(-2000000, 2000000) : 0;
}

static void start_again(struct slot *slot)
{
    if (slot->starting)
        return;
    slot->starting = true;
    sim_after(sim_between(50000, calm ? 200000 : 2000000), start, slot);
}

static void ended(struct sim_process *process)
{
    network_process_ended(process);
    database_process_ended(process);
    for (size_t i = 0; i < n_slots; i++)
        if (slots[i].process == process)
            start_again(&slots[i]);
}

/* ---- faults ---- */

static struct slot *some_slot(void)
{
    return &slots[sim_random(n_slots)];
}

static void resume(void *context)
{
    sim_continue(context);
}

static void kill_one(void)
{
    struct slot *slot = some_slot();
    if (slot->process && slot->process->alive)
        sim_kill(slot->process);
}

static void stop_one(void)
{
    struct slot *slot = some_slot();
    if (!slot->process || !slot->process->alive || slot->process->stopped)
        return;
    sim_stop(slot->process);
    sim_after(sim_chance(3000) ? sim_between(1000000, 9000000) : sim_between(10000, 1000000), resume, slot->process);
}

static void drain_one(void)
{
    struct slot *slot = some_slot();
    if (!slot->service || !slot->process || !slot->process->alive)
        return;
    sim_trace("term %s", slot->name);
    slot->process->told_to_end = true;
    sim_wake(slot->process, &slot->process->told_to_end, true);
}

static void crash_database(void)
{
    database_crash(sim_between(10000, 1500000));
}

static void lose_redis(void)
{
    switch (sim_random(3)) {
    case 0:
        redis_wipe();
        break;
    case 1:
        redis_set_back();
        redis_away(sim_between(1000, 500000));
        break;
    default:
        redis_away(sim_between(1000, 3000000));
    }
}

/* A service goes by its database's clock. */
static void jump_clock(void)
{
    struct slot *slot = some_slot();
    if (!slot->service || !slot->process || !slot->process->alive)
        return;
    slot->process->ahead_us = sim_between(-3600000000, 3600000000);
    sim_trace("clock of %s jumps", slot->name);
}

static void be_quick(void *context)
{
    (void)context;
    network.slow = false;
    database.stalls = 60;
}

static void be_slow(void)
{
    network.slow = true;
    database.stalls = 1500;
    sim_after(sim_between(100000, 1500000), be_quick, NULL);
}

static void fault(void *context)
{
    static void (*const faults[])(void) = {kill_one,  kill_one,         stop_one,   stop_one,   drain_one,
                                           be_slow,   crash_database,   lose_redis, lose_redis, network_cut,
                                           network_cut, database_end_one, jump_clock};
    uint64_t often_us = (uint64_t)(uintptr_t)context;
    if (calm)
        return;
    n_faults++;
    faults[sim_random(sizeof faults / sizeof *faults)]();
    sim_after(sim_between(10000, (int64_t)often_us), fault, context);
}

static void become_calm(void *context)
{
    (void)context;
    sim_trace("calm");
    calm = true;
    network.faulty = network.slow = database.faulty = false;
}

/* ---- the seed ---- */

/* Looked at now and then, not at every step. */
static void look(void *context)
{
    if (calm && judge_is_quiet()) {
        if (!quiet_us)
            quiet_us = sim_now_us();
        quiet = sim_now_us() - quiet_us >= AFTERWARDS_US;
    } else {
        quiet_us = 0;
    }
    sim_after(50000, look, context);
}

static bool is_over(void)
{
    return quiet;
}

/* So long that a caller must have given it up. */
static void stop_long(void *context)
{
    struct slot *slot = &slots[LEADS];
    (void)context;
    if (!slot->process || !slot->process->alive || slot->process->stopped)
        return;
    sim_stop(slot->process);
    sim_after(LONG_STOP_US, resume, slot->process);
}

void world_run(uint64_t seed, bool loud, struct verdict *ret)
{
    sim_seed(seed, loud);
    sim_on_end(ended);
    ledger_fill();
    n_slots = sim_chance(4000) ? SINGLE : SLOTS;
    network.wild = sim_chance(5000);
    network.faulty = database.faulty = true;
    database.stalls = 60;
    for (size_t i = 0; i < n_slots; i++)
        sim_after(sim_between(0, 300000), start, &slots[i]);
    sim_after(sim_between(100000, 600000), fault, (void *)(uintptr_t)sim_between(100000, 1500000));
    sim_after(sim_between(1000000, 3000000), become_calm, NULL);
    if (sim_chance(n_slots == SINGLE ? 4500 : 700)) /* who has a choice turns to the other at once */
        sim_after(sim_between(800000, 2500000), stop_long, NULL);
    sim_after(1000000, look, NULL);
    bool over = sim_run(is_over, PATIENCE_US);
    if (!over)
        sim_violated("stuck", "long after the last fault it still waits for %s",
                     judge_waits_for() ? judge_waits_for() : "nothing");
    judge(ret);
    if (image_strays())
        sim_violated("model", "a global variable at sim_image_end + %zu is shared: name its object in image.ld",
                     image_strays() - 1);
    snprintf(ret->violated, sizeof ret->violated, "%s", sim_violations());
    snprintf(ret->sentences, sizeof ret->sentences, "%s", sim_sentences());
    ret->hash = sim_trace_hash();
    ret->steps = sim_steps();
    ret->faults = n_faults;
}
