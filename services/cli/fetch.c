/* SPDX-License-Identifier: Apache-2.0
 * `dealspine fetch`: events one a line, from a cursor that is kept after each of them.
 */
#include "commands.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api.h"
#include "api_error.h"
#include "base/arena.h"
#include "base/clock.h"
#include "dealspine/events.pb-c.h"
#include "event_line.h"
#include "file.h"
#include "wire/pack.h"

enum { BATCH = 200, WAIT_MS = 20000, RETRY_S = 1 };

struct feed {
    struct api *api;
    const char *types, *from, *cursor_file;
    bool follow, json;
    json_t *cursor; /* base64 text, NULL before the first reply */
};

static bool read_cursor(struct feed *feed)
{
    struct arena *arena = arena_new();
    const char *text = feed->cursor_file ? file_read(feed->cursor_file, arena) : NULL;
    if (text && *text)
        feed->cursor = json_string(text);
    bool good = !text || !*text || feed->cursor;
    if (!good)
        fprintf(stderr, "dealspine: %s holds no cursor; remove it to start anew\n", shell_word(feed->cursor_file));
    arena_free(arena);
    return good;
}

static bool keep_cursor(const struct feed *feed)
{
    struct error error;
    const char *text = json_string_value(feed->cursor);
    if (!feed->cursor_file || !text || file_write(feed->cursor_file, text, strlen(text), &error) == STATUS_OK)
        return true;
    fprintf(stderr, "dealspine: %s\n", error.message);
    return false;
}

/* "deal.*,lead.captured" as a list. */
static json_t *patterns(const char *types)
{
    json_t *list = json_array();
    while (types && *types) {
        size_t n = strcspn(types, ", ");
        if (n)
            json_array_append_new(list, json_stringn(types, n));
        types += n + (types[n] != '\0');
    }
    return list;
}

static json_t *request_of(const struct feed *feed, int64_t most)
{
    json_t *request = json_pack("{s:o, s:I, s:i}", "types", patterns(feed->types), "maxEvents", (json_int_t)most, "waitMs",
                                feed->follow && feed->cursor ? WAIT_MS : 0);
    if (feed->cursor)
        json_object_set(request, "cursor", feed->cursor);
    else
        json_object_set_new(request, "from", json_string(feed->from));
    return request;
}

static void take_cursor(struct feed *feed, const json_t *reply)
{
    json_t *next = json_object_get(reply, "nextCursor");
    if (json_is_string(next)) {
        json_decref(feed->cursor);
        feed->cursor = json_incref(next);
    }
}

/* Moves `feed->cursor` past one event: the point of the event's domain, the others as they were. */
static bool step_cursor(struct feed *feed, const json_t *event, const Cursor *after)
{
    struct arena *arena = arena_new();
    char *text = cursor_step(json_string_value(feed->cursor), event, after, arena);
    if (text) {
        json_decref(feed->cursor);
        feed->cursor = json_string(text);
    }
    arena_free(arena);
    return text != NULL;
}

static bool print_events(struct feed *feed, const json_t *reply)
{
    size_t i;
    json_t *event;
    struct arena *arena = arena_new();
    const Cursor *after = cursor_read(json_string_value(json_object_get(reply, "nextCursor")), arena);
    bool good = true;
    json_array_foreach(json_object_get(reply, "events"), i, event)
    {
        event_print(event, feed->json, stdout);
        if (feed->cursor_file)
            good = fflush(stdout) == 0 && (!feed->cursor || (step_cursor(feed, event, after) && keep_cursor(feed)));
        if (!good)
            break;
    }
    arena_free(arena);
    return fflush(stdout) == 0 && good;
}

/* One page. The first is asked for one event at once: its cursor knows every domain, so that it can be kept, and stepped
 * from there on. `ret_more` says that another is there or may come. */
static enum status page(struct feed *feed, bool *ret_more, struct error *error)
{
    json_t *request = request_of(feed, feed->cursor ? BATCH : 1), *reply = NULL;
    enum status status = api_call(feed->api, "events.Fetch", request, NULL, &reply, error);
    json_decref(request);
    if (status != STATUS_OK)
        return status;
    if (print_events(feed, reply)) {
        take_cursor(feed, reply);
        *ret_more = feed->follow || !json_is_true(json_object_get(reply, "caughtUp"));
        if (!keep_cursor(feed))
            status = fail_with(error, STATUS_DATA_LOSS, "the cursor can't be kept");
    } else {
        status = fail_with(error, STATUS_DATA_LOSS, "the events can't be written or the cursor can't be kept");
    }
    json_decref(reply);
    return status;
}

static bool passes(const struct feed *feed, enum status status)
{
    return feed->follow && (status == STATUS_UNAVAILABLE || status == STATUS_DEADLINE_EXCEEDED ||
                            status == STATUS_RESOURCE_EXHAUSTED);
}

static int follow(struct feed *feed)
{
    bool more = true, told = false;
    while (more) {
        struct error error = {0};
        enum status status = page(feed, &more, &error);
        if (status != STATUS_OK && !passes(feed, status)) {
            api_complain(feed->api, "events.Fetch", &error);
            return EXIT_FAILED;
        }
        if (status != STATUS_OK) {
            if (!told)
                fprintf(stderr, "dealspine: %s; trying again until it is back\n", error.message);
            sleep(RETRY_S);
        }
        told = status != STATUS_OK;
    }
    return EXIT_OK;
}

static int fetch(const char *dir, struct feed *feed, const char *as, const char *token)
{
    struct error error = {0};
    struct api_settings settings = {.dir = dir, .as = token ? NULL : as, .token = token, .timeout_ms = WAIT_MS + 15000};
    if (!read_cursor(feed))
        return EXIT_FAILED;
    int exit_status = EXIT_FAILED;
    if (api_open(&settings, &feed->api, &error) == STATUS_OK)
        exit_status = follow(feed);
    else
        api_error_print("events.Fetch", &error, dir, as);
    api_free(feed->api);
    json_decref(feed->cursor);
    return exit_status;
}

int fetch_run(const char *dir, int argc, char **argv)
{
    struct feed feed = {.from = "earliest"};
    const char *as = "subscriber", *token = NULL;
    const struct option_row rows[] = {
        {"types", OPTION_TEXT, &feed.types, "LIST", "'deal.closed', 'deal.*', several with commas; default all"},
        {"from", OPTION_TEXT, &feed.from, "WHERE", "earliest or latest, where no cursor is kept; default earliest"},
        {"follow", OPTION_FLAG, &feed.follow, NULL, "wait for more, until stopped"},
        {"json", OPTION_FLAG, &feed.json, NULL, "each event as one JSON object"},
        {"cursor-file", OPTION_TEXT, &feed.cursor_file, "F", "go on from the cursor in F; it is kept after each event"},
        {"as", OPTION_TEXT, &as, "WHO", "login or key name in access.json; default subscriber"},
        {"token", OPTION_TEXT, &token, "TOKEN", "session token or API key, instead of --as"},
    };
    const struct usage usage = {
        "fetch [options]",
        "Prints events, one a line, in the order of each domain's log. Started again with the same --cursor-file it goes\n"
        "on exactly where it was. A line is printed before its cursor is kept: a kill between the two repeats that one line.",
        rows, sizeof rows / sizeof *rows, 0, 0};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    if (strcasecmp(feed.from, "earliest") != 0 && strcasecmp(feed.from, "latest") != 0) {
        fprintf(stderr, "dealspine: --from is earliest or latest\n");
        return EXIT_USAGE;
    }
    feed.from = strcasecmp(feed.from, "latest") == 0 ? "LATEST" : "EARLIEST";
    return fetch(dir, &feed, as, token);
}
