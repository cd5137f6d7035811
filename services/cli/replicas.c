/* SPDX-License-Identifier: Apache-2.0 */
#include "replicas.h"

#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "command.h"
#include "file.h"

enum { PATIENCE_MS = 90 * 1000, LOOK_US = 50 * 1000 };

static int index_of(const char *word, size_t length)
{
    for (int i = 0; stack_words[i]; i++)
        if (strlen(stack_words[i]) == length && strncmp(stack_words[i], word, length) == 0)
            return i;
    return -1;
}

static enum status take_all(struct stack *stack, long n, struct error *error)
{
    if (n < 1 || n > REPLICAS_MAX)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "every service: 1 to %d replicas", REPLICAS_MAX);
    for (int i = 0; stack_words[i]; i++)
        stack->replicas[i] = strcmp(stack_words[i], "gateway") == 0 ? 1 : (unsigned)n;
    return STATUS_OK;
}

static enum status take(struct stack *stack, const char *part, size_t length, struct error *error)
{
    if (strspn(part, "0123456789") == length)
        return take_all(stack, strtol(part, NULL, 10), error);
    const char *equals = memchr(part, '=', length);
    char *end = NULL;
    int at = equals ? index_of(part, (size_t)(equals - part)) : -1;
    long n = equals ? strtol(equals + 1, &end, 10) : 0;
    if (!equals || end == equals + 1 || end != part + length)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "\"%.*s\" is not of the form leads=3", (int)length, part);
    if (at < 0)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%.*s is no service of this stack", (int)(equals - part), part);
    if (strcmp(stack_words[at], "gateway") == 0 && n != 1)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "gateway: there is one, it holds the port");
    if (n < 1 || n > REPLICAS_MAX)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%.*s: 1 to %d replicas", (int)(equals - part), part, REPLICAS_MAX);
    stack->replicas[at] = (unsigned)n;
    return STATUS_OK;
}

enum status replicas_change(struct stack *stack, const char *list, struct error *error)
{
    for (size_t n; *list; list += n + (list[n] != '\0'))
        if ((n = strcspn(list, " ,\n")))
            TRY(take(stack, list, n, error));
    return STATUS_OK;
}

enum status replicas_read(struct stack *stack, struct error *error)
{
    for (size_t i = 0; i < SERVICES_MAX; i++)
        stack->replicas[i] = 1;
    struct arena *arena = arena_new();
    const char *text = file_read(stack_path(stack, "replicas"), arena);
    enum status status = text ? replicas_change(stack, text, error) : STATUS_OK;
    arena_free(arena);
    return status;
}

static const char *describe(const struct stack *stack, struct arena *arena)
{
    struct text text;
    text_init(&text, arena);
    for (int i = 0; stack_words[i]; i++)
        if (stack->replicas[i] > 1)
            text_printf(&text, "%s%s=%u", text.size ? " " : "", stack_words[i], stack->replicas[i]);
    return text.bytes ? text.bytes : "";
}

enum status replicas_write(const struct stack *stack, struct error *error)
{
    struct arena *arena = arena_new();
    const char *line = arena_printf(arena, "%s\n", describe(stack, arena));
    enum status status = file_write(stack_path(stack, "replicas"), line, strlen(line), error);
    arena_free(arena);
    return status;
}

unsigned replicas_of(const struct stack *stack, const char *word)
{
    int at = index_of(word, strlen(word));
    return at < 0 ? 1 : stack->replicas[at];
}

/* Do exactly the processes run that are wished for, all of them ready? Services that the stack has not are passed over. */
static bool is_so(const struct stack *stack)
{
    unsigned found[SERVICES_MAX] = {0};
    size_t i;
    json_t *status = json_load_file(stack_path(stack, "status.json"), 0, NULL), *program;
    bool all = true;
    json_array_foreach(json_object_get(status, "programs"), i, program)
    {
        const char *word = json_string_value(json_object_get(program, "service"));
        int at = word ? index_of(word, strlen(word)) : -1;
        if (at >= 0)
            found[at]++;
        all = all && json_is_true(json_object_get(program, "ready"));
    }
    json_decref(status);
    for (i = 0; stack_words[i]; i++)
        all = all && (!found[i] || found[i] == stack->replicas[i]);
    return all;
}

static int wait_for_change(const struct stack *stack)
{
    int64_t begun = clock_mono_ms();
    while (!is_so(stack)) {
        if (clock_mono_ms() - begun > PATIENCE_MS) {
            fprintf(stderr, "dealspine: not everything is ready; see: dealspine --dir %s status\n", shell_word(stack->dir));
            return EXIT_FAILED;
        }
        usleep(LOOK_US);
    }
    struct arena *arena = arena_new();
    const char *line = describe(stack, arena);
    printf("Ready after %.1f s: %s\n", (double)(clock_mono_ms() - begun) / 1000, *line ? line : "one of each");
    arena_free(arena);
    return EXIT_OK;
}

int replicas_apply(const char *dir, pid_t runner, const char *list)
{
    struct stack stack = {.lock = -1};
    struct error error;
    snprintf(stack.dir, sizeof stack.dir, "%s", dir);
    enum status status = replicas_read(&stack, &error);
    if (status == STATUS_OK && list)
        status = replicas_change(&stack, list, &error);
    if (status == STATUS_OK && list)
        status = replicas_write(&stack, &error);
    if (status == STATUS_OK && list && kill(runner, SIGHUP))
        status = fail_with(&error, STATUS_UNAVAILABLE, "the supervisor can't be told");
    if (status == STATUS_OK)
        return wait_for_change(&stack);
    fprintf(stderr, "dealspine: %s\n", error.message);
    return EXIT_FAILED;
}
