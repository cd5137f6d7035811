/* SPDX-License-Identifier: Apache-2.0 */
#include "starter.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "access.h"
#include "base/clock.h"
#include "command.h"
#include "file.h"
#include "supervisor.h"

enum { START_MS = 120 * 1000, LINE_MAX_BYTES = 1024 };

static int64_t begun_ms;

static void step(const char *sentence)
{
    double seconds = (double)(clock_mono_ms() - begun_ms) / 1000;
    printf("[%5.1f s] %s\n", seconds, sentence);
    fflush(stdout);
}

enum arrival { ARRIVED, PIPE_ENDED, TIME_IS_UP };

static enum arrival next_line(int progress, char line[LINE_MAX_BYTES])
{
    for (size_t n = 0; n + 1 < LINE_MAX_BYTES; n++) {
        struct pollfd waited = {.fd = progress, .events = POLLIN};
        int64_t left_ms = begun_ms + START_MS - clock_mono_ms();
        if (left_ms <= 0 || poll(&waited, 1, (int)left_ms) <= 0)
            return TIME_IS_UP;
        if (read(progress, line + n, 1) != 1)
            return PIPE_ENDED;
        if (line[n] == '\n') {
            line[n] = '\0';
            return ARRIVED;
        }
    }
    return PIPE_ENDED;
}

static void print_unready(const struct stack *stack)
{
    size_t i;
    json_t *status = json_load_file(stack_path(stack, "status.json"), 0, NULL), *program;
    json_array_foreach(json_object_get(status, "programs"), i, program)
    {
        if (json_is_true(json_object_get(program, "ready")))
            continue;
        const char *end = json_string_value(json_object_get(program, "lastEnd"));
        fprintf(stderr, "  %s %s%s%s; log: %s\n", json_string_value(json_object_get(program, "name")),
                json_string_value(json_object_get(program, "reason")), end && *end ? "; it last " : "", end ? end : "",
                json_string_value(json_object_get(program, "log")));
    }
    json_decref(status);
}

static int wait_for_ready(const struct stack *stack, int progress)
{
    char line[LINE_MAX_BYTES];
    enum arrival arrival;
    while ((arrival = next_line(progress, line)) == ARRIVED) {
        if (strcmp(line, PROGRESS_READY) == 0)
            return EXIT_OK;
        if (strncmp(line, PROGRESS_FAILED, strlen(PROGRESS_FAILED)) == 0) {
            fprintf(stderr, "dealspine: the stack does not start: %s\n", line + strlen(PROGRESS_FAILED));
            return EXIT_FAILED;
        }
        step(line);
    }
    if (arrival == PIPE_ENDED) {
        fprintf(stderr, "dealspine: the stack was stopped before it was ready; see %s\n", stack_path(stack, "log/supervisor.log"));
        return EXIT_FAILED;
    }
    fprintf(stderr, "dealspine: the stack is not ready after %d s:\n",
            (int)((clock_mono_ms() - begun_ms) / 1000));
    print_unready(stack);
    fprintf(stderr, "  It goes on trying. See: dealspine --dir %s status   Stop it: dealspine --dir %s down\n",
            shell_word(stack->dir), shell_word(stack->dir));
    return EXIT_FAILED;
}

static void print_logins(const json_t *access)
{
    size_t i, k;
    json_t *user, *role;
    printf("  %-20s %s\n", "LOGIN", "ROLES");
    json_array_foreach(json_object_get(access, "users"), i, user)
    {
        printf("  %-20s", json_string_value(json_object_get(user, "login")));
        json_array_foreach(json_object_get(user, "roles"), k, role)
            printf(" %s", json_string_value(role));
        printf("\n");
    }
    json_array_foreach(json_object_get(access, "keys"), i, user)
        printf("  %-20s an API key\n", json_string_value(json_object_get(user, "name")));
}

static void print_commands(const struct stack *stack, const json_t *access)
{
    char program[PATH_MAX + 16];
    snprintf(program, sizeof program, "%s/dealspine", stack->bin_dir);
    const char *exe = shell_word(program), *dir = shell_word(stack->dir);
    const char *reader = access_key(access, "subscriber") ? "subscriber" : "admin";
    printf("\nTry these:\n"
           "  %s --dir %s status\n"
           "  %s --dir %s call leads.CaptureLead '{\"phone\": \"+86 138 0013 8000\", \"name\": \"Li Wei\", \"sourceChannel\": "
           "\"PHONE\"}' --as admin\n"
           "  %s --dir %s fetch --types 'lead.*' --from earliest --as %s\n",
           exe, dir, exe, dir, exe, dir, reader);
}

static void print_end(const struct stack *stack)
{
    struct error error;
    json_t *access = NULL;
    printf("\nDealspine is ready: http://127.0.0.1:%d\n\n", (int)stack->port);
    if (access_read(stack->dir, &access, &error) == STATUS_OK) {
        print_logins(access);
        printf("Passwords and keys are in %s\n", shell_word(stack_path(stack, "access.json")));
        print_commands(stack, access);
    }
    json_decref(access);
    fflush(stdout);
}

int starter_run(const struct stack *stack, int progress, enum demo demo)
{
    begun_ms = clock_mono_ms();
    int exit_status = wait_for_ready(stack, progress);
    if (exit_status == EXIT_OK)
        exit_status = first_run(stack, demo, step);
    if (exit_status == EXIT_OK)
        print_end(stack);
    close(progress);
    return exit_status;
}

/* What status.json says of a running stack; false while it is starting or stopping. */
static bool find_running(const char *dir, struct stack *ret_stack)
{
    size_t i, n = 0;
    json_t *program;
    snprintf(ret_stack->dir, sizeof ret_stack->dir, "%s", dir);
    json_t *status = json_load_file(stack_path(ret_stack, "status.json"), 0, NULL);
    const char *state = json_string_value(json_object_get(status, "state")), *url = json_string_value(json_object_get(status, "url"));
    bool running = state && strcmp(state, "running") == 0 && url;
    ret_stack->port = running ? strtol(strrchr(url, ':') + 1, NULL, 10) : 0;
    json_array_foreach(json_object_get(status, "programs"), i, program)
        for (const char *const *word = stack_words; *word; word++)
            if (strcmp(*word, json_string_value(json_object_get(program, "name"))) == 0)
                ret_stack->services[n++] = *word;
    json_decref(status);
    return running;
}

int starter_join(const char *dir, int pid, enum demo demo)
{
    struct stack stack = {.lock = -1};
    bool running = find_running(dir, &stack);
    printf("Dealspine is already running in %s (pid %d)", shell_word(dir), pid);
    if (running)
        printf(": http://127.0.0.1:%d\n", (int)stack.port);
    else
        printf("; it is starting or stopping: dealspine --dir %s status\n", shell_word(dir));
    begun_ms = clock_mono_ms();
    size_t n = 0;
    while (stack.services[n] && stack_words[n])
        n++;
    return running ? first_run(&stack, stack_words[n] ? DEMO_NOT_NOW : demo, step) : EXIT_OK;
}
