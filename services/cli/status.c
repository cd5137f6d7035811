/* SPDX-License-Identifier: Apache-2.0
 * `dealspine status`: the supervisor's status file as a table, and what the services say of themselves. The first is
 * there also when nothing answers.
 */
#include "commands.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "api.h"
#include "backups.h"
#include "base/clock.h"
#include "base/text.h"
#include "stack.h"
#include "status_report.h"

enum { ASK_MS = 4000 };

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static void age(const char *since, char *ret, size_t room)
{
    int64_t since_us;
    if (time_parse(since, &since_us))
        age_text((clock_now_us() - since_us) / 1000000, ret, room);
    else
        snprintf(ret, room, "-");
}

static void print_program(const json_t *program)
{
    char up[32], pid[16] = "-";
    int number = (int)json_integer_value(json_object_get(program, "pid"));
    bool ready = json_is_true(json_object_get(program, "ready"));
    const char *end = text_of(program, "lastEnd");
    age(text_of(program, "since"), up, sizeof up);
    if (number)
        snprintf(pid, sizeof pid, "%d", number);
    printf("%-16s %-10s %-8s %-10s %-9d ", text_of(program, "name"), !number ? "down" : ready ? "ready" : "not ready", pid, up,
           (int)json_integer_value(json_object_get(program, "restarts")));
    printf("%s%s%s%s\n", ready ? "" : text_of(program, "reason"), !ready && *end ? "; " : "", *end ? "last " : "", end);
}

static int print_table(const json_t *status)
{
    size_t i;
    json_t *program;
    bool all = json_array_size(json_object_get(status, "programs")) > 0;
    printf("%s in %s, %s, pid %d\n\n", text_of(status, "url"), shell_word(text_of(status, "dir")), text_of(status, "state"),
           (int)json_integer_value(json_object_get(status, "pid")));
    printf("%-16s %-10s %-8s %-10s %-9s %s\n", "SERVICE", "STATE", "PID", "FOR", "RESTARTS", "WHY");
    json_array_foreach(json_object_get(status, "programs"), i, program)
    {
        print_program(program);
        bool needed = !text_equal(text_of(program, "name"), "redis"); /* nothing but time is lost without it */
        all = all && (!needed || json_is_true(json_object_get(program, "ready")));
    }
    return all && text_equal(text_of(status, "state"), "running") ? EXIT_OK : EXIT_FAILED;
}

/* What ops.GetStatus says, yours; NULL, and why, when nobody can be asked. */
static json_t *ask(const char *dir, struct error *error)
{
    static const char *const logins[] = {"ops", "admin"};
    json_t *reply = NULL;
    for (size_t i = 0; i < sizeof logins / sizeof *logins && !reply; i++) {
        struct api_settings settings = {.dir = dir, .as = logins[i], .timeout_ms = ASK_MS};
        struct api *api = NULL;
        if (api_open(&settings, &api, error) == STATUS_OK &&
            api_call(api, "ops.GetStatus", NULL, NULL, &reply, error) != STATUS_OK)
            reply = NULL;
        api_free(api);
        if (error->status == STATUS_UNAVAILABLE)
            break;
    }
    return reply;
}

static int print_all(json_t *status, json_t *reply, const struct error *error, bool json)
{
    if (json) {
        json_object_set(status, "instances", json_object_get(reply, "instances"));
        json_object_set(status, "unreachable", json_object_get(reply, "unreachable"));
        json_object_set_new(status, "backups", backups_json(text_of(status, "dir")));
        if (!reply)
            json_object_set_new(status, "notAsked", json_string(error->message));
        json_dumpf(status, stdout, JSON_INDENT(2));
        printf("\n");
        return EXIT_OK;
    }
    int exit_status = print_table(status);
    if (reply)
        status_report(reply);
    if (json_array_size(json_object_get(reply, "unreachable")))
        exit_status = EXIT_FAILED;
    if (!reply)
        printf("\nThe services could not be asked how they are: %s\n", error->message);
    backups_print(text_of(status, "dir"));
    return exit_status;
}

int status_run(const char *dir, int argc, char **argv)
{
    bool json = false;
    const struct option_row rows[] = {{"json", OPTION_FLAG, &json, NULL, "all of it as one JSON object"}};
    const struct usage usage = {"status [--json]", "Says what runs. Exit status 0 when all is ready (Redis need not be), 1 otherwise.", rows,
                                1, 0, 0};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    struct stack stack = {.lock = -1};
    snprintf(stack.dir, sizeof stack.dir, "%s", dir);
    if (!stack_runner(dir)) {
        printf("Nothing runs in %s. Start it: dealspine --dir %s up\n", shell_word(dir), shell_word(dir));
        return EXIT_FAILED;
    }
    struct error error = {0};
    json_t *reply = NULL;
    json_t *status = json_load_file(stack_path(&stack, "status.json"), 0, NULL);
    exit_status = status ? EXIT_OK : EXIT_FAILED;
    if (!status)
        printf("The stack in %s is about to start.\n", shell_word(dir));
    else
        exit_status = print_all(status, reply = ask(dir, &error), &error, json);
    json_decref(reply);
    json_decref(status);
    return exit_status;
}
