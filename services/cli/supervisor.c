/* SPDX-License-Identifier: Apache-2.0 */
#include "supervisor.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "command.h"
#include "environment.h"
#include "file.h"
#include "health.h"
#include "postgres.h"
#include "program.h"
#include "redis.h"
#include "replicas.h"
#include "schedule.h"
#include "status_file.h"

enum { TICK_MS = 50, POSTGRES_START_MS = 60000, PROGRAMS_MAX = 2 + SERVICES_MAX * REPLICAS_MAX };

struct supervisor {
    struct stack *stack;
    int progress, signals;
    pid_t starter;
    struct arena *arena; /* command lines and environments */
    struct program *programs; /* PROGRAMS_MAX of them; the first is Postgres, then the services in starting order */
    size_t n;
    struct health *health;
    struct redis_probe redis;
    struct status_file status;
    struct schedule schedule;
    bool told_ready;
};

static void say(const struct supervisor *supervisor, const char *format, ...) PRINTF(2, 3);

static void say(const struct supervisor *supervisor, const char *format, ...)
{
    char line[512];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    dprintf(supervisor->progress, "%s\n", line);
}

/* How many replicas are wished for now. */
static void reread(struct supervisor *supervisor)
{
    struct error error;
    struct stack fresh = *supervisor->stack;
    if (replicas_read(&fresh, &error) != STATUS_OK)
        log_line(LOG_ERROR, "msg=\"%s\"", error.message);
    else
        memcpy(supervisor->stack->replicas, fresh.replicas, sizeof fresh.replicas);
}

static bool is_told_to_end(struct supervisor *supervisor)
{
    struct signalfd_siginfo seen;
    bool end = false;
    while (read(supervisor->signals, &seen, sizeof seen) == sizeof seen) {
        end = end || seen.ssi_signo == SIGTERM || seen.ssi_signo == SIGINT;
        if (seen.ssi_signo == SIGHUP)
            reread(supervisor);
    }
    return end;
}

static bool open_signals(struct supervisor *supervisor)
{
    sigset_t set;
    sigemptyset(&set);
    const int numbers[] = {SIGTERM, SIGINT, SIGCHLD, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaddset(&set, numbers[i]);
    sigprocmask(SIG_BLOCK, &set, NULL);
    supervisor->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    return supervisor->signals >= 0;
}

static void pause_a_tick(const struct supervisor *supervisor)
{
    struct pollfd waited = {.fd = supervisor->signals, .events = POLLIN};
    poll(&waited, 1, TICK_MS);
}

static void remove_program(struct supervisor *supervisor, size_t at)
{
    struct program *programs = supervisor->programs;
    supervisor->n--;
    memmove(programs + at, programs + at + 1, (supervisor->n - at) * sizeof *programs);
}

static void reap(struct supervisor *supervisor)
{
    int status;
    for (size_t i = supervisor->n; i-- > 0;) {
        struct program *program = &supervisor->programs[i];
        if (program->pid && waitpid(program->pid, &status, WNOHANG) == program->pid)
            program_ended(program, status);
        if (program->kill_ms && !program->pid)
            remove_program(supervisor, i);
        else
            program_hurry(program);
    }
    schedule_reap(&supervisor->schedule);
    if (supervisor->starter && waitpid(supervisor->starter, &status, WNOHANG) == supervisor->starter)
        supervisor->starter = 0;
}

static void publish(struct supervisor *supervisor, const char *state)
{
    status_file_write(&supervisor->status, supervisor->stack, state, supervisor->programs, supervisor->n);
}

static void add_program(struct supervisor *supervisor, size_t at, const struct program *like, const char *log)
{
    struct program *program = &supervisor->programs[at];
    memmove(program + 1, program, (supervisor->n++ - at) * sizeof *program);
    *program = *like;
    snprintf(program->log, sizeof program->log, "%s", log);
    snprintf(program->reason, sizeof program->reason, "is starting");
}

static bool is_redis(const struct program *program)
{
    return strcmp(program->service, "redis") == 0;
}

/* Notes who is ready; true when all are that must be. */
static bool look(struct supervisor *supervisor)
{
    bool all = true;
    for (size_t i = 0; i < supervisor->n; i++) {
        struct program *program = &supervisor->programs[i];
        bool was = program->ready;
        if (i == 0) {
            program->ready = program->pid && postgres_is_ready(supervisor->stack, program->pid);
            snprintf(program->reason, sizeof program->reason, "%s", program->ready ? "" : "takes no connections");
        } else if (is_redis(program)) {
            program->ready = program->pid && redis_answers(supervisor->stack, &supervisor->redis);
            snprintf(program->reason, sizeof program->reason, "%s", program->ready ? "" : "does not answer; all goes on without it");
        } else if (!program->kill_ms) {
            bool answers = health_ready(supervisor->health, program->service, program->pid, program->reason,
                                        sizeof program->reason);
            program->ready = program->pid && answers;
        }
        if (program->ready && !was && !supervisor->told_ready)
            say(supervisor, "%s: ready", program->name);
        all = all && (program->ready || is_redis(program));
    }
    return all;
}

static enum status start_postgres(struct supervisor *supervisor, struct error *error)
{
    struct stack *stack = supervisor->stack;
    if (access(stack_path(stack, "pg/data/global/pg_control"), F_OK))
        say(supervisor, "Postgres: making a new cluster in %s", stack_path(stack, "pg/data"));
    TRY(postgres_prepare(stack, NULL, error));
    struct program like = {.service = "postgres", .name = "postgres", .argv = postgres_command(stack, supervisor->arena),
                           .environment = environment_of_postgres(supervisor->arena), .stop_signal = SIGINT,
                           .death_signal = SIGINT};
    add_program(supervisor, 0, &like, stack_path(stack, "pg/log/postgres.log"));
    struct program *postgres = supervisor->programs;
    int64_t until = clock_mono_ms() + POSTGRES_START_MS;
    while (!postgres_is_ready(stack, postgres->pid) || !postgres->pid) {
        program_start(postgres);
        pause_a_tick(supervisor);
        if (is_told_to_end(supervisor))
            return fail_with(error, STATUS_CANCELLED, "it was told to end");
        reap(supervisor);
        publish(supervisor, "starting");
        if (clock_mono_ms() > until || postgres->restarts > 5)
            return fail_with(error, STATUS_UNAVAILABLE, "Postgres does not start: it %s; see %s", postgres->last_end, postgres->log);
    }
    postgres->ready = true;
    postgres->reason[0] = '\0';
    say(supervisor, "Postgres: ready");
    return postgres_roles(stack, error);
}

/* Nobody waits for Redis, and whoever brings his own gets no other. */
static void start_redis(struct supervisor *supervisor)
{
    struct stack *stack = supervisor->stack;
    struct error error;
    if (stack->no_redis || environment_has_redis(stack))
        return;
    if (redis_prepare(stack, &error) != STATUS_OK) {
        log_line(LOG_WARN, "msg=\"%s\"", error.message);
        say(supervisor, "%s", error.message);
        return;
    }
    stack->has_redis = true;
    struct program like = {.service = "redis", .name = "redis", .argv = redis_command(stack, supervisor->arena),
                           .environment = environment_of_postgres(supervisor->arena), .stop_signal = SIGTERM,
                           .death_signal = SIGKILL};
    add_program(supervisor, supervisor->n, &like, stack_path(stack, "log/redis.log"));
    program_start(&supervisor->programs[supervisor->n - 1]);
}

/* It is no loss: what it does not start with goes. */
static void heal_redis(const struct supervisor *supervisor, const struct program *program)
{
    enum { ENDED_YOUNG_MS = 2000 };
    if (is_redis(program) && !program->pid && program->pause_ms >= ENDED_YOUNG_MS)
        redis_forget(supervisor->stack);
}

static void add_replica(struct supervisor *supervisor, size_t at, const char *word, unsigned nth)
{
    const struct stack *stack = supervisor->stack;
    struct arena *arena = supervisor->arena;
    const char **argv = arena_alloc(arena, 2 * sizeof *argv);
    argv[0] = arena_printf(arena, "%s/%s", stack->bin_dir, word);
    struct program like = {.service = word, .name = nth == 1 ? word : arena_printf(arena, "%s.%u", word, nth), .argv = argv,
                           .environment = environment_of_service(stack, word, nth, arena), .stop_signal = SIGTERM,
                           .death_signal = SIGKILL};
    add_program(supervisor, at, &like, arena_printf(arena, "%s/log/%s.log", stack->dir, like.name));
}

/* As many of `word` as are wished for, from place `at` on: those that lack are added, the last ones leave. While some
 * leave, none is added: their names are taken. The place after them. */
static size_t match_replicas(struct supervisor *supervisor, size_t at, const char *word)
{
    unsigned wished = replicas_of(supervisor->stack, word), nth = 0;
    bool leaving = false;
    for (; at < supervisor->n && strcmp(supervisor->programs[at].service, word) == 0; at++) {
        if (++nth > wished && !supervisor->programs[at].kill_ms)
            program_leave(&supervisor->programs[at]);
        leaving = leaving || supervisor->programs[at].kill_ms;
    }
    for (; nth < wished && !leaving; at++)
        add_replica(supervisor, at, word, ++nth);
    return at;
}

static bool is_service(const struct stack *stack, const char *word)
{
    for (size_t i = 0; stack->services[i]; i++)
        if (strcmp(stack->services[i], word) == 0)
            return true;
    return false;
}

static void match_all(struct supervisor *supervisor)
{
    size_t at = 0;
    for (size_t i = 0; supervisor->stack->services[i]; i++) {
        while (at < supervisor->n && !is_service(supervisor->stack, supervisor->programs[at].service))
            at++;
        at = match_replicas(supervisor, at, supervisor->stack->services[i]);
    }
}

static enum status start_services(struct supervisor *supervisor, struct error *error)
{
    const struct stack *stack = supervisor->stack;
    TRY(environment_keys(stack, error));
    match_all(supervisor);
    say(supervisor, "services: starting %zu programs, logs in %s", supervisor->n - 1, stack_path(stack, "log"));
    for (size_t i = 1; i < supervisor->n; i++)
        program_start(&supervisor->programs[i]);
    return health_open(stack, &supervisor->health, error);
}

static void keep_running(struct supervisor *supervisor)
{
    while (!is_told_to_end(supervisor)) {
        reap(supervisor);
        match_all(supervisor);
        for (size_t i = 0; i < supervisor->n; i++) {
            heal_redis(supervisor, &supervisor->programs[i]);
            program_start(&supervisor->programs[i]);
        }
        bool all = look(supervisor);
        if (all && !supervisor->told_ready) {
            supervisor->told_ready = true;
            publish(supervisor, "running");
            say(supervisor, PROGRESS_READY);
        }
        if (all)
            schedule_tick(&supervisor->schedule, supervisor->stack);
        publish(supervisor, supervisor->told_ready ? "running" : "starting");
        pause_a_tick(supervisor);
    }
}

/* The gateway ends first, with what it has in hand; then all services side by side; at last what they stand on. */
static void stop(struct supervisor *supervisor)
{
    struct program *programs = supervisor->programs;
    publish(supervisor, "stopping");
    schedule_stop(&supervisor->schedule);
    for (size_t i = supervisor->n; i-- > 0;) {
        bool gateway = strcmp(programs[i].service, "gateway") == 0;
        for (size_t k = i; !gateway && k > 0 && !is_redis(&programs[k]); k--)
            if (!programs[k].kill_ms)
                program_leave(&programs[k]);
        program_stop(&programs[i]);
        programs[i].ready = false;
        snprintf(programs[i].reason, sizeof programs[i].reason, "was stopped");
        publish(supervisor, "stopping");
    }
    health_close(supervisor->health);
    redis_probe_end(&supervisor->redis);
    publish(supervisor, "stopped");
    unlink(stack_path(supervisor->stack, "dealspine.pid"));
    stack_sweep(supervisor->stack);
}

static enum status write_pid(const struct stack *stack, struct error *error)
{
    char text[16];
    int n = snprintf(text, sizeof text, "%d\n", (int)getpid());
    return file_write(stack_path(stack, "dealspine.pid"), text, (size_t)n, error);
}

int supervisor_run(struct stack *stack, int progress, pid_t starter)
{
    struct supervisor supervisor = {.stack = stack, .progress = progress, .starter = starter, .arena = arena_new()};
    struct error error = {0};
    supervisor.programs = need_alloc(PROGRAMS_MAX * sizeof *supervisor.programs);
    log_open("supervisor", LOG_INFO);
    status_file_open(&supervisor.status);
    enum status status = open_signals(&supervisor) ? STATUS_OK : fail_with(&error, STATUS_INTERNAL, "no signalfd");
    if (status == STATUS_OK)
        status = write_pid(stack, &error);
    if (status == STATUS_OK)
        status = start_postgres(&supervisor, &error);
    if (status == STATUS_OK)
        start_redis(&supervisor);
    if (status == STATUS_OK)
        status = start_services(&supervisor, &error);
    if (status == STATUS_OK) {
        keep_running(&supervisor);
    } else {
        log_line(LOG_ERROR, "msg=\"the stack does not start\" cause=\"%s\"", error.message);
        say(&supervisor, PROGRESS_FAILED "%s", error.message);
    }
    stop(&supervisor);
    status_file_close(&supervisor.status);
    close(supervisor.signals);
    free(supervisor.programs);
    arena_free(supervisor.arena);
    return status == STATUS_OK ? EXIT_OK : EXIT_FAILED;
}
