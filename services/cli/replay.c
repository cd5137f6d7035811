/* SPDX-License-Identifier: Apache-2.0
 * `dealspine replay`: drops the projections of a service and has them read again from the logs, with its progress.
 */
#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "api.h"
#include "api_error.h"

enum { POLL_US = 500000 };

struct replay {
    struct api *api;
    const char *as, *token;
    bool follow, status;
};

/* The reply, yours; NULL after saying why there is none. */
static json_t *ask(const struct replay *replay, const char *method)
{
    struct error error = {0};
    json_t *reply = NULL;
    if (api_call(replay->api, method, NULL, NULL, &reply, &error) == STATUS_OK)
        return reply;
    api_complain(replay->api, method, &error);
    return NULL;
}

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "0";
}

static void print_progress(const json_t *progress)
{
    size_t i;
    json_t *domain;
    json_array_foreach(json_object_get(progress, "domains"), i, domain)
        printf("  %-14s %3d %%  %s of %s, %s positions/s\n", text_of(domain, "domain"),
               (int)json_integer_value(json_object_get(domain, "percent")), text_of(domain, "pos"), text_of(domain, "head"),
               text_of(json_object_get(domain, "positionsPerS"), "decimal"));
    if (json_is_true(json_object_get(progress, "rebuilding")))
        printf("%d %% of all, since %.19sZ\n", (int)json_integer_value(json_object_get(progress, "percent")),
               text_of(progress, "startedAt"));
    else if (json_object_get(progress, "startedAt"))
        printf("complete; the rebuild began at %.19sZ\n", text_of(progress, "startedAt"));
    else
        printf("the projections were never rebuilt\n");
    fflush(stdout);
}

/* Prints whenever it has moved, until it is over or, without --follow, once. */
static int watch(const struct replay *replay)
{
    for (int last = -1;; usleep(POLL_US)) {
        json_t *progress = ask(replay, "insights.GetRebuildProgress");
        if (!progress)
            return EXIT_FAILED;
        int percent = (int)json_integer_value(json_object_get(progress, "percent"));
        bool more = json_is_true(json_object_get(progress, "rebuilding")) && replay->follow;
        if (percent != last || !more)
            print_progress(progress);
        last = percent;
        json_decref(progress);
        if (!more)
            return EXIT_OK;
    }
}

static int run(const struct replay *replay)
{
    if (replay->status)
        return watch(replay);
    json_t *begun = ask(replay, "insights.RebuildProjections");
    if (!begun)
        return EXIT_FAILED;
    json_decref(begun);
    printf("The projections of insights were dropped; their figures are incomplete until the logs are read again.\n");
    return watch(replay);
}

int replay_run(const char *dir, int argc, char **argv)
{
    struct replay replay = {.as = "admin"};
    const struct option_row rows[] = {
        {"follow", OPTION_FLAG, &replay.follow, NULL, "stay until it is over, and print how far it is"},
        {"status", OPTION_FLAG, &replay.status, NULL, "begin nothing; print how far the last one is"},
        {"as", OPTION_TEXT, &replay.as, "WHO", "login of a user in access.json; default admin"},
        {"token", OPTION_TEXT, &replay.token, "TOKEN", "session token, instead of --as"},
    };
    const struct usage usage = {
        "replay insights [options]",
        "Drops what insights has read from the logs and reads it again from their beginning. Targets and calendars stay,\n"
        "nothing is announced twice. What a log no longer keeps is missing afterwards.",
        rows, sizeof rows / sizeof *rows, 1, 1};
    struct error error = {0};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    if (strcmp(argv[1], "insights") != 0) {
        fprintf(stderr, "dealspine: only insights has projections to rebuild\n");
        return EXIT_USAGE;
    }
    struct api_settings settings = {.dir = dir, .as = replay.token ? NULL : replay.as, .token = replay.token};
    exit_status = EXIT_FAILED;
    if (api_open(&settings, &replay.api, &error) == STATUS_OK)
        exit_status = run(&replay);
    else
        api_error_print("insights.RebuildProjections", &error, dir, replay.as);
    api_free(replay.api);
    return exit_status;
}
