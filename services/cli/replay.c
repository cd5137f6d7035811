/* SPDX-License-Identifier: Apache-2.0
 * `dealspine replay`: drops the projections of a service and has them read again from the logs, with its progress.
 */
#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "api.h"
#include "api_error.h"
#include "base/arena.h"
#include "base/text.h"
#include "dealspine/events.pb-c.h"
#include "wire/pack.h"

enum { POLL_US = 500000 };

struct replay {
    struct api *api;
    const char *as, *token;
    bool follow, status, force;
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

/* A cursor at the first position of each domain, as base64 text. */
static char *cursor_of_beginnings(const json_t *progress, struct arena *arena)
{
    const json_t *domains = json_object_get(progress, "domains");
    size_t n = json_array_size(domains);
    Cursor cursor = CURSOR__INIT;
    cursor.points = arena_alloc(arena, (n + 1) * sizeof *cursor.points);
    for (; cursor.n_points < n; cursor.n_points++) {
        CursorPoint *point = cursor.points[cursor.n_points] = wire_new(arena, &cursor_point__descriptor);
        point->domain = text_of(json_array_get(domains, cursor.n_points), "domain");
        point->has_pos = true;
        point->pos = 1;
    }
    struct bytes packed = wire_pack(arena, &cursor);
    return base64_encode(arena, packed.data, packed.size, false);
}

/* The gateway holds nobody up for a domain that is away: only those answered whose end it tells. */
static bool have_answered(const json_t *progress, const json_t *reply)
{
    size_t i, k;
    json_t *domain, *head;
    json_array_foreach(json_object_get(progress, "domains"), i, domain)
    {
        bool found = false;
        json_array_foreach(json_object_get(reply, "heads"), k, head)
            found = found || text_equal(text_of(head, "domain"), text_of(domain, "domain"));
        if (!found) {
            fprintf(stderr, "dealspine: the log of %s can't be looked at now; try again later\n", text_of(domain, "domain"));
            return false;
        }
    }
    return true;
}

/* Can all logs be read from their beginnings? Says on stderr what is amiss. */
static bool are_whole(const struct replay *replay, const json_t *progress)
{
    struct arena *arena = arena_new();
    struct error error = {0};
    json_t *request = json_pack("{s:s, s:i}", "cursor", cursor_of_beginnings(progress, arena), "maxEvents", 1), *reply = NULL;
    enum status status = api_call(replay->api, "events.Fetch", request, NULL, &reply, &error);
    bool good = status == STATUS_OK && have_answered(progress, reply);
    if (status == STATUS_OUT_OF_RANGE)
        fprintf(stderr, "dealspine: %s\n  Figures of the time before would be lost. --force rebuilds all the same.\n",
                error.message);
    else if (status != STATUS_OK)
        api_complain(replay->api, "events.Fetch", &error);
    json_decref(request);
    json_decref(reply);
    arena_free(arena);
    return good;
}

static bool logs_are_whole(const struct replay *replay)
{
    json_t *progress = ask(replay, "insights.GetRebuildProgress");
    bool good = progress && are_whole(replay, progress);
    json_decref(progress);
    return good;
}

static int run(const struct replay *replay)
{
    if (replay->status)
        return watch(replay);
    if (!replay->force && !logs_are_whole(replay))
        return EXIT_FAILED;
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
        {"force", OPTION_FLAG, &replay.force, NULL, "also where logs are not kept from their beginning any more"},
        {"as", OPTION_TEXT, &replay.as, "WHO", "login of a user in access.json; default admin"},
        {"token", OPTION_TEXT, &replay.token, "TOKEN", "session token, instead of --as"},
    };
    const struct usage usage = {
        "replay insights [options]",
        "Drops what insights has read from the logs and reads it again from their beginning. Targets stay, nothing is\n"
        "announced twice. Refused where a log is not kept from its beginning: those figures could not come back.",
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
