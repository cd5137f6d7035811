/* SPDX-License-Identifier: Apache-2.0
 * `dealspine up`: settles where the stack lives, then splits in two: the supervisor, and the starter that a person sees.
 */
#include "commands.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access.h"
#include "file.h"
#include "listen.h"
#include "replicas.h"
#include "stack.h"
#include "starter.h"
#include "supervisor.h"

struct up_options {
    int64_t port, workers;
    const char *services, *scale, *listen;
    bool no_demo, no_redis, foreground;
};

static enum status keep_url(const struct stack *stack, struct error *error)
{
    json_t *access;
    TRY(access_read(stack->dir, &access, error));
    json_object_set_new(access, "url", json_sprintf("http://127.0.0.1:%d", (int)stack->port));
    enum status status = access_write(stack->dir, access, error);
    json_decref(access);
    return status;
}

static enum status settle(struct stack *stack, const struct up_options *options, struct error *error)
{
    TRY(stack_find_programs(stack, error));
    TRY(stack_make(stack, error));
    TRY(stack_pick_services(stack, options->services, error));
    TRY(replicas_read(stack, error));
    if (options->scale) {
        TRY(replicas_change(stack, options->scale, error));
        TRY(replicas_write(stack, error));
    }
    if (options->listen)
        TRY(listen_read(stack, options->listen, error));
    TRY(stack_pick_port(stack->dir, options->port, &stack->port, error));
    unlink(stack_path(stack, "dealspine.pid"));
    TRY(keep_url(stack, error));
    return listen_publish(stack, error);
}

static enum demo demo_of(const struct up_options *options)
{
    return options->services ? DEMO_NOT_NOW : options->no_demo ? DEMO_DECLINED : DEMO_WANTED;
}

static int join(const char *dir, const struct up_options *options)
{
    pid_t runner = stack_runner(dir);
    int exit_status = starter_join(dir, (int)runner, demo_of(options));
    return exit_status == EXIT_OK && options->scale && runner ? replicas_apply(dir, runner, options->scale) : exit_status;
}

/* Away from the terminal, into the log. */
static void become_daemon(const struct stack *stack)
{
    setsid();
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int log = open(stack_path(stack, "log/supervisor.log"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    dup2(null, 0);
    dup2(log, 1);
    dup2(log, 2);
    if (chdir("/"))
        _exit(EXIT_FAILED);
}

static int supervise(struct stack *stack, const int progress[2], pid_t starter)
{
    close(progress[0]);
    return supervisor_run(stack, progress[1], starter);
}

static int show(const struct stack *stack, const int progress[2], enum demo demo)
{
    close(progress[1]);
    close(stack->lock);
    return starter_run(stack, progress[0], demo);
}

static int split(struct stack *stack, const struct up_options *options)
{
    int progress[2];
    enum demo demo = demo_of(options);
    fflush(NULL);
    pid_t child = pipe2(progress, O_CLOEXEC) ? -1 : fork();
    if (child < 0) {
        perror("dealspine: fork");
        return EXIT_FAILED;
    }
    if (options->foreground)
        return child ? supervise(stack, progress, child) : show(stack, progress, demo);
    if (child)
        return show(stack, progress, demo);
    become_daemon(stack);
    return supervise(stack, progress, 0);
}

/* Who looks at the stack holds the lock for a moment, too. */
static bool lock(struct stack *stack)
{
    for (int turn = 0; turn < 10; turn++) {
        if (stack_lock(stack))
            return true;
        usleep(20000);
    }
    return false;
}

static int up(const char *dir, const struct up_options *options)
{
    struct stack stack = {.workers = options->workers, .no_redis = options->no_redis, .lock = -1};
    struct error error = {0};
    snprintf(stack.dir, sizeof stack.dir, "%s", dir);
    umask(077);
    enum status status = folder_make(stack.dir, &error);
    if (status == STATUS_OK && !lock(&stack))
        return join(dir, options);
    if (status == STATUS_OK)
        status = settle(&stack, options, &error);
    if (status == STATUS_OK)
        return split(&stack, options);
    fprintf(stderr, "dealspine: %s\n", error.message);
    return EXIT_FAILED;
}

int up_run(const char *dir, int argc, char **argv)
{
    struct up_options options = {0};
    const struct option_row rows[] = {
        {"port", OPTION_COUNT, &options.port, "N", "of the gateway on 127.0.0.1; default: as last time, else 8080 or the next free"},
        {"no-demo", OPTION_FLAG, &options.no_demo, NULL, "an administrator alone; the first start settles it for good"},
        {"services", OPTION_TEXT, &options.services, "LIST", "start only these: \"identity leads gateway\"; without demo organisation"},
        {"scale", OPTION_TEXT, &options.scale, "LIST", "replicas: leads=3,customers=2, or 2 of every service; default: as last time, else one"},
        {"listen", OPTION_TEXT, &options.listen, "HOST[:PORT]", "services also over TCP, for ZeroMQ clients with a key: from PORT on, default 7400"},
        {"workers", OPTION_COUNT, &options.workers, "N", "worker threads of each service, each with its connection; default 2"},
        {"no-redis", OPTION_FLAG, &options.no_redis, NULL, "without a private Redis: events arrive a little later"},
        {"foreground", OPTION_FLAG, &options.foreground, NULL, "stay, and stop the stack on Ctrl-C"},
    };
    const struct usage usage = {
        "up [options]",
        "Starts a private Postgres and Redis, the services and the gateway, keeps them running, and says where they are. The first\n"
        "time it makes an administrator and a small demo organisation; their passwords are in access.json in the folder.",
        rows, sizeof rows / sizeof *rows, 0, 0};
    int exit_status = options_read(&usage, &argc, argv);
    return exit_status == OPTIONS_GO_ON ? up(dir, &options) : exit_status;
}
