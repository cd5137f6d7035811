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
#include "status_file.h"

enum { TICK_MS = 50, POSTGRES_START_MS = 60000 };

struct supervisor {
    struct stack *stack;
    int progress, signals;
    pid_t starter;
    struct arena *arena; /* command lines and environments */
    struct program programs[SERVICES_MAX + 1]; /* the first is Postgres */
    size_t n;
    struct health *health;
    struct status_file status;
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

static bool is_told_to_end(const struct supervisor *supervisor)
{
    struct signalfd_siginfo seen;
    bool end = false;
    while (read(supervisor->signals, &seen, sizeof seen) == sizeof seen)
        end = end || seen.ssi_signo == SIGTERM || seen.ssi_signo == SIGINT;
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

static void reap(struct supervisor *supervisor)
{
    int status;
    for (size_t i = 0; i < supervisor->n; i++) {
        struct program *program = &supervisor->programs[i];
        if (program->pid && waitpid(program->pid, &status, WNOHANG) == program->pid)
            program_ended(program, status);
    }
    if (supervisor->starter && waitpid(supervisor->starter, &status, WNOHANG) == supervisor->starter)
        supervisor->starter = 0;
}

static void publish(struct supervisor *supervisor, const char *state)
{
    status_file_write(&supervisor->status, supervisor->stack, state, supervisor->programs, supervisor->n);
}

static void add_program(struct supervisor *supervisor, const char *name, const char *const *argv,
                        const char *const *environment, const char *log, int stop_signal, int death_signal)
{
    struct program *program = &supervisor->programs[supervisor->n++];
    *program = (struct program){.name = name, .argv = argv, .environment = environment, .stop_signal = stop_signal,
                                .death_signal = death_signal};
    snprintf(program->log, sizeof program->log, "%s", log);
    snprintf(program->reason, sizeof program->reason, "is starting");
}

/* Notes who is ready; true when all are. */
static bool look(struct supervisor *supervisor)
{
    bool all = true;
    for (size_t i = 0; i < supervisor->n; i++) {
        struct program *program = &supervisor->programs[i];
        bool was = program->ready;
        if (i == 0) {
            program->ready = program->pid && postgres_is_ready(supervisor->stack, program->pid);
            snprintf(program->reason, sizeof program->reason, "%s", program->ready ? "" : "takes no connections");
        } else {
            bool answers = health_ready(supervisor->health, program->name, program->reason, sizeof program->reason);
            program->ready = program->pid && answers;
        }
        if (program->ready && !was && !supervisor->told_ready)
            say(supervisor, "%s: ready", program->name);
        all = all && program->ready;
    }
    return all;
}

static enum status start_postgres(struct supervisor *supervisor, struct error *error)
{
    struct stack *stack = supervisor->stack;
    if (access(stack_path(stack, "pg/data/global/pg_control"), F_OK))
        say(supervisor, "Postgres: making a new cluster in %s", stack_path(stack, "pg/data"));
    TRY(postgres_prepare(stack, NULL, error));
    add_program(supervisor, "postgres", postgres_command(stack, supervisor->arena), environment_of_postgres(supervisor->arena),
                stack_path(stack, "pg/log/postgres.log"), SIGINT, SIGINT);
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

static enum status start_services(struct supervisor *supervisor, struct error *error)
{
    const struct stack *stack = supervisor->stack;
    TRY(environment_keys(stack, error));
    for (size_t i = 0; stack->services[i]; i++) {
        const char *word = stack->services[i];
        const char **argv = arena_alloc(supervisor->arena, 2 * sizeof *argv);
        argv[0] = arena_printf(supervisor->arena, "%s/%s", stack->bin_dir, word);
        const char *log = arena_printf(supervisor->arena, "%s/log/%s.log", stack->dir, word);
        add_program(supervisor, word, argv, environment_of_service(stack, word, supervisor->arena), log, SIGTERM, SIGKILL);
    }
    say(supervisor, "services: starting %zu programs, logs in %s", supervisor->n - 1, stack_path(stack, "log"));
    for (size_t i = 1; i < supervisor->n; i++)
        program_start(&supervisor->programs[i]);
    return health_open(stack, &supervisor->health, error);
}

static void keep_running(struct supervisor *supervisor)
{
    while (!is_told_to_end(supervisor)) {
        reap(supervisor);
        for (size_t i = 0; i < supervisor->n; i++)
            program_start(&supervisor->programs[i]);
        bool all = look(supervisor);
        if (all && !supervisor->told_ready) {
            supervisor->told_ready = true;
            publish(supervisor, "running");
            say(supervisor, PROGRESS_READY);
        }
        publish(supervisor, supervisor->told_ready ? "running" : "starting");
        pause_a_tick(supervisor);
    }
}

static void stop(struct supervisor *supervisor)
{
    publish(supervisor, "stopping");
    for (size_t i = supervisor->n; i-- > 0;) {
        program_stop(&supervisor->programs[i]);
        supervisor->programs[i].ready = false;
        snprintf(supervisor->programs[i].reason, sizeof supervisor->programs[i].reason, "was stopped");
        publish(supervisor, "stopping");
    }
    health_close(supervisor->health);
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
    log_open("supervisor", LOG_INFO);
    status_file_open(&supervisor.status);
    enum status status = open_signals(&supervisor) ? STATUS_OK : fail_with(&error, STATUS_INTERNAL, "no signalfd");
    if (status == STATUS_OK)
        status = write_pid(stack, &error);
    if (status == STATUS_OK)
        status = start_postgres(&supervisor, &error);
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
    arena_free(supervisor.arena);
    return status == STATUS_OK ? EXIT_OK : EXIT_FAILED;
}
