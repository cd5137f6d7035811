/* SPDX-License-Identifier: Apache-2.0
 * `dealspine init` and `dealspine setup`: what `up` does for a stack on one host, in pieces, for stacks whose processes
 * somebody else runs: a container engine, another host's service manager.
 */
#include "commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "access.h"
#include "environment.h"
#include "file.h"
#include "first_run.h"
#include "listen.h"
#include "postgres.h"

static enum status make_keys(struct stack *stack, struct error *error)
{
    json_t *access;
    TRY(stack_find_programs(stack, error));
    TRY(stack_make(stack, error));
    TRY(stack_pick_services(stack, NULL, error));
    TRY(environment_keys(stack, error));
    TRY(listen_keys(stack, error));
    TRY(postgres_password(stack, error));
    TRY(access_read(stack->dir, &access, error));
    if (!*json_string_value(json_object_get(access, "url")))
        json_object_set_new(access, "url", json_string("http://127.0.0.1:8080"));
    enum status status = access_write(stack->dir, access, error);
    json_decref(access);
    return status;
}

/* Each service's connection string in a file of its own, for its setting DSN_FILE. */
static enum status write_dsns(const struct stack *stack, const char *host, struct error *error)
{
    struct arena *arena = arena_new();
    enum status status = STATUS_OK;
    for (size_t i = 0; stack->services[i] && status == STATUS_OK; i++) {
        const char *word = stack->services[i], *dsn = postgres_dsn_at(stack, host, word, arena);
        if (strcmp(word, "gateway") != 0 && dsn)
            status = file_write(stack_path(stack, arena_printf(arena, "keys/%s.dsn", word)), dsn, strlen(dsn), error);
    }
    arena_free(arena);
    return status;
}

int init_run(const char *dir, int argc, char **argv)
{
    const char *host = NULL;
    struct stack stack = {.lock = -1};
    struct error error;
    const struct option_row rows[] = {
        {"postgres", OPTION_TEXT, &host, "HOST", "also the database, roles and schemas there, as its role dealspine"},
    };
    const struct usage usage = {
        "init [--postgres HOST]",
        "Makes what a stack needs before its first start: the keys of all services, and the password of the role dealspine\n"
        "in keys/pg.dealspine.password, which a Postgres of one's own is started with. With --postgres also the database\n"
        "and the services' roles, and keys/SERVICE.dsn for their setting DSN_FILE. As often as you like.",
        rows, sizeof rows / sizeof *rows, 0, 0};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    snprintf(stack.dir, sizeof stack.dir, "%s", dir);
    enum status status = make_keys(&stack, &error);
    if (status == STATUS_OK && host)
        status = postgres_roles_at(&stack, host, &error);
    if (status == STATUS_OK && host)
        status = write_dsns(&stack, host, &error);
    if (status == STATUS_OK)
        return EXIT_OK;
    fprintf(stderr, "dealspine: %s\n", error.message);
    return EXIT_FAILED;
}

static void say(const char *sentence)
{
    puts(sentence);
}

int setup_run(const char *dir, int argc, char **argv)
{
    bool no_demo = false;
    struct stack stack = {.lock = -1, .port = 8080, .services = {"identity", "gateway"}};
    const struct option_row rows[] = {
        {"port", OPTION_COUNT, &stack.port, "N", "of the gateway on 127.0.0.1; default 8080"},
        {"no-demo", OPTION_FLAG, &no_demo, NULL, "an administrator alone"},
    };
    const struct usage usage = {
        "setup [options]",
        "Makes the first administrator and the demo organisation through a running gateway on this host, as `up` does\n"
        "the first time; their passwords are in access.json in the folder. As often as you like.",
        rows, sizeof rows / sizeof *rows, 0, 0};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    snprintf(stack.dir, sizeof stack.dir, "%s", dir);
    return first_run(&stack, no_demo ? DEMO_DECLINED : DEMO_WANTED, say);
}
