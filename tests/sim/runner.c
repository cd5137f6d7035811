/* SPDX-License-Identifier: Apache-2.0 */
#include "runner.h"

#include <getopt.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "image.h"
#include "ledger.h"
#include "schema/schema.h"
#include "wire/principal.h"
#include "world.h"

enum { CHILDREN = 64, CPU_S = 60 };

struct options {
    uint64_t first, n;
    const char *flag, *until; /* the flag that is broken; ends with the first seed that violates `until` */
    bool loud;
};

struct outcome { /* shared with the process that runs the seed */
    struct verdict verdict;
    bool finished;
};

static struct outcome *outcomes;

/* ---- the folders of keys, once for all seeds ---- */

static void make_keys(void)
{
    static const char *const names[] = {"gateway", "leads", "customers"};
    struct error error;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct signer *signer;
        if (signer_open(folders.keys, folders.trust, names[i], &signer, &error) != STATUS_OK) {
            fprintf(stderr, "%s\n", error.message);
            exit(1);
        }
        signer_free(signer);
    }
}

static char *prepare(void)
{
    char *dir = need_strdup(P_tmpdir "/sim.XXXXXX");
    if (sodium_init() < 0 || !mkdtemp(dir))
        exit(1);
    snprintf(folders.run, sizeof folders.run, "%s/run", dir);
    snprintf(folders.keys, sizeof folders.keys, "%s/keys", dir);
    snprintf(folders.trust, sizeof folders.trust, "%s/trust", dir);
    mkdir(folders.keys, 0700);
    mkdir(folders.trust, 0700);
    setenv("DEALSPINE_DIR", dir, 1);
    setenv("DEALSPINE_RUN_DIR", folders.run, 1);
    setenv("DEALSPINE_DSN", "simulated", 1);
    setenv("DEALSPINE_REDIS_URL", "redis://simulated", 1);
    setenv("DEALSPINE_QUEUE", "16", 1);
    setenv("DEALSPINE_LOG_LEVEL", "error", 1);
    make_keys();
    schema_own();
    return dir;
}

static void clear(char *dir)
{
    char command[64];
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    if (system(command))
        fprintf(stderr, "%s stays\n", dir);
    free(dir);
}

/* ---- seeds ---- */

static void run_seed(uint64_t seed, const struct options *options, struct outcome *outcome, int log)
{
    const struct rlimit limit = {CPU_S, CPU_S};
    setrlimit(RLIMIT_CPU, &limit);
    if (!options->loud)
        dup2(log, STDERR_FILENO);
    world_run(seed, options->loud, &outcome->verdict);
    outcome->finished = true;
    fflush(stdout);
    _exit(0);
}

/* The end of what a crashed seed's programs wrote. */
static void quote(int log)
{
    char text[6000];
    off_t size = lseek(log, 0, SEEK_END), room = sizeof text;
    ssize_t n = pread(log, text, sizeof text, size > room ? size - room : 0);
    if (n > 0)
        printf("%.*s", (int)n, text);
}

static void say(uint64_t seed, const struct options *options, const struct outcome *outcome, int log)
{
    const struct verdict *verdict = &outcome->verdict;
    if (outcome->finished && !verdict->violated[0])
        return;
    if (!outcome->finished)
        quote(log);
    printf("seed %llu: %s, after %llu steps, trace %016llx\n%s  again, step by step: %s%s%stests/sim/run --seed %llu "
           "--loud\n",
           (unsigned long long)seed, outcome->finished ? verdict->violated : "crashed, or did not come to an end",
           (unsigned long long)verdict->steps, (unsigned long long)verdict->hash, verdict->sentences,
           options->flag ? "DEALSPINE_BREAK=" : "", options->flag ? options->flag : "", options->flag ? " " : "",
           (unsigned long long)seed);
}

static bool failed(const struct outcome *outcome)
{
    return !outcome->finished || outcome->verdict.violated[0];
}

static bool is_found(const struct options *options, const struct outcome *outcome)
{
    return options->until && strstr(outcome->verdict.violated, options->until);
}

static struct {
    pid_t pid;
    uint64_t nth;
    FILE *log;
} children[CHILDREN];
static long n_children;

static void start_seed(const struct options *options, uint64_t nth)
{
    FILE *log = tmpfile();
    if (!log)
        exit(1);
    fflush(stdout);
    pid_t pid = fork();
    if (pid < 0)
        exit(1);
    if (pid == 0)
        run_seed(options->first + nth, options, &outcomes[nth], fileno(log));
    children[n_children].pid = pid;
    children[n_children].log = log;
    children[n_children++].nth = nth;
}

/* Waits for one to end; which it was. */
static uint64_t end_seed(const struct options *options)
{
    pid_t ended = wait(NULL);
    long at = 0;
    while (at < n_children && children[at].pid != ended)
        at++;
    if (at == n_children)
        exit(1);
    uint64_t nth = children[at].nth;
    say(options->first + nth, options, &outcomes[nth], fileno(children[at].log));
    fclose(children[at].log);
    children[at] = children[--n_children];
    return nth;
}

/* Number of seeds that failed. */
static uint64_t run_seeds(const struct options *options)
{
    uint64_t next = 0, n_failed = 0;
    long at_once = sysconf(_SC_NPROCESSORS_ONLN);
    bool found = false;
    while ((next < options->n && !found) || n_children) {
        while (next < options->n && n_children < at_once && n_children < CHILDREN && !found)
            start_seed(options, next++);
        uint64_t nth = end_seed(options);
        n_failed += failed(&outcomes[nth]);
        found = found || is_found(options, &outcomes[nth]);
    }
    return n_failed;
}

static void sum_up(const struct options *options, uint64_t n_failed, int64_t took_us)
{
    struct verdict sum = {.hash = 0};
    for (uint64_t i = 0; i < options->n; i++) {
        const struct verdict *each = &outcomes[i].verdict;
        sum.steps += each->steps;
        sum.faults += each->faults;
        sum.deposits += each->deposits;
        sum.retried += each->retried;
        sum.events += each->events;
        sum.read_own += each->read_own;
        sum.reminded += each->reminded;
        sum.parked += each->parked;
    }
    printf("%llu seeds, %llu failed, %.1f s; %llu steps, %llu faults, %llu deposits, %llu repeated, %llu events, "
           "%llu reads of own writes, %llu jobs, %llu dead letters; trace of the last %016llx\n",
           (unsigned long long)options->n, (unsigned long long)n_failed, (double)took_us / 1e6,
           (unsigned long long)sum.steps, (unsigned long long)sum.faults, (unsigned long long)sum.deposits,
           (unsigned long long)sum.retried, (unsigned long long)sum.events, (unsigned long long)sum.read_own,
           (unsigned long long)sum.reminded, (unsigned long long)sum.parked,
           (unsigned long long)outcomes[options->n - 1].verdict.hash);
}

static bool read_options(int argc, char **argv, struct options *ret)
{
    static const struct option long_options[] = {{"seeds", required_argument, NULL, 'n'},
                                                 {"seed", required_argument, NULL, 's'},
                                                 {"until", required_argument, NULL, 'u'},
                                                 {"loud", no_argument, NULL, 'l'},
                                                 {NULL, 0, NULL, 0}};
    *ret = (struct options){.first = 1, .flag = getenv("DEALSPINE_BREAK")};
    uint64_t n = 1000;
    for (int c; (c = getopt_long(argc, argv, "", long_options, NULL)) >= 0;) {
        if (c == 'n')
            ret->n = strtoull(optarg, NULL, 10);
        else if (c == 's')
            ret->first = strtoull(optarg, NULL, 10), n = 1;
        else if (c == 'u')
            ret->until = optarg;
        else if (c == 'l')
            ret->loud = true;
        else
            return false;
    }
    if (!ret->n)
        ret->n = n;
    return optind == argc;
}

int runner_main(int argc, char **argv)
{
    struct options options;
    if (!read_options(argc, argv, &options)) {
        fprintf(stderr, "usage: %s [--seeds N] [--seed FIRST] [--until INVARIANT] [--loud]\n", argv[0]);
        return 2;
    }
    outcomes = mmap(NULL, options.n * sizeof *outcomes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (outcomes == MAP_FAILED)
        return 1;
    char *dir = prepare();
    image_keep();
    int64_t began_us = clock_mono_us();
    uint64_t n_failed = run_seeds(&options);
    sum_up(&options, n_failed, clock_mono_us() - began_us);
    clear(dir);
    return n_failed ? 3 : 0;
}
