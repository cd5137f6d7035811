/* SPDX-License-Identifier: Apache-2.0
 * `dealspine events find`: an event, or all that came of one request, as the tree of what caused what.
 */
#include "commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "api_error.h"
#include "event_line.h"

enum { PAGE = 200, INDENT = 2 };

struct search {
    struct api *api;
    const char *id, *correlation, *as;
    bool json;
    json_t *events; /* by the time they were recorded */
};

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static bool ask_page(struct search *search, const char *field, const char *id, json_t **token)
{
    struct error error = {0};
    json_t *reply = NULL, *word, *request = json_pack("{s:s, s:i}", field, id, "pageSize", PAGE);
    size_t i;
    if (*token)
        json_object_set(request, "pageToken", *token);
    json_decref(*token);
    *token = NULL;
    enum status status = api_call(search->api, "ops.FindEvents", request, NULL, &reply, &error);
    json_decref(request);
    if (status != STATUS_OK) {
        api_complain(search->api, "ops.FindEvents", &error);
        return false;
    }
    json_array_foreach(json_object_get(reply, "unreachable"), i, word)
        fprintf(stderr, "dealspine: %s could not be asked\n", json_string_value(word));
    if (json_object_get(reply, "events"))
        json_array_extend(search->events, json_object_get(reply, "events"));
    *token = json_incref(json_object_get(reply, "nextPageToken"));
    json_decref(reply);
    return true;
}

static bool ask(struct search *search, const char *field, const char *id)
{
    json_t *token = NULL;
    json_array_clear(search->events);
    do {
        if (!ask_page(search, field, id, &token))
            return false;
    } while (token);
    return true;
}

/* ---- the tree ------------------------------------------------------------------------------------------------------- */

static bool is_cause(const struct search *search, const json_t *event)
{
    size_t i;
    json_t *other;
    json_array_foreach(search->events, i, other)
        if (strcmp(text_of(other, "id"), text_of(event, "causationId")) == 0)
            return true;
    return false;
}

static void print_below(const struct search *search, const char *cause, int depth);

static void print_one(const struct search *search, const json_t *event, int depth)
{
    printf("%*s%s ", depth * INDENT, "", strcmp(text_of(event, "id"), search->id ? search->id : "") == 0 ? "*" : "-");
    event_print(event, false, stdout);
    print_below(search, text_of(event, "id"), depth + 1);
}

static void print_below(const struct search *search, const char *cause, int depth)
{
    size_t i;
    json_t *event;
    json_array_foreach(search->events, i, event)
        if (strcmp(text_of(event, "causationId"), cause) == 0)
            print_one(search, event, depth);
}

/* A request of somebody, a question of another service on the way, or a timer of the service itself. */
static const char *origin_of(const json_t *event)
{
    const json_t *actor = json_object_get(event, "actor");
    if (strcmp(text_of(actor, "kind"), "service") != 0)
        return "request";
    return strcmp(text_of(actor, "id"), text_of(event, "domain")) == 0 ? "timer" : "question";
}

/* Events that one request or one job wrote stand under one line that says which. */
static void print_roots(const struct search *search)
{
    const char *last = "";
    size_t i;
    json_t *event;
    json_array_foreach(search->events, i, event)
    {
        const char *cause = text_of(event, "causationId");
        if (is_cause(search, event))
            continue;
        if (strcmp(cause, last) != 0)
            printf("%s %s\n", origin_of(event), cause);
        last = cause;
        print_one(search, event, 1);
    }
}

static int compare(const void *left, const void *right)
{
    const json_t *a = *(json_t *const *)left, *b = *(json_t *const *)right;
    return strcmp(text_of(a, "recordedAt"), text_of(b, "recordedAt"));
}

static void sort(struct search *search)
{
    size_t n = json_array_size(search->events), i;
    json_t **all = calloc(n + 1, sizeof *all), *event, *sorted = json_array();
    json_array_foreach(search->events, i, event)
        all[i] = event;
    qsort(all, n, sizeof *all, compare);
    for (i = 0; i < n; i++)
        json_array_append(sorted, all[i]);
    free(all);
    json_decref(search->events);
    search->events = sorted;
}

static void print_all(const struct search *search)
{
    size_t i;
    json_t *event;
    json_array_foreach(search->events, i, event)
        event_print(event, true, stdout);
}

static int find(struct search *search)
{
    json_t *found = NULL;
    if (search->id && !ask(search, "id", search->id))
        return EXIT_FAILED;
    if (search->id)
        found = json_incref(json_array_get(search->events, 0));
    const char *correlation = search->correlation ? search->correlation : text_of(found, "correlationId");
    bool good = !*correlation || ask(search, "correlationId", correlation);
    if (good && found && !json_array_size(search->events))
        json_array_append(search->events, found);
    json_decref(found);
    if (!good)
        return EXIT_FAILED;
    sort(search);
    if (search->json)
        print_all(search);
    else
        print_roots(search);
    if (json_array_size(search->events))
        return EXIT_OK;
    fprintf(stderr, "dealspine: no such event in any log\n");
    return EXIT_FAILED;
}

int events_run(const char *dir, int argc, char **argv)
{
    struct search search = {.as = "ops"};
    const struct option_row rows[] = {
        {"correlation", OPTION_TEXT, &search.correlation, "ID", "all that came of the request of this id, instead of ID"},
        {"json", OPTION_FLAG, &search.json, NULL, "each as one JSON object, by time"},
        {"as", OPTION_TEXT, &search.as, "WHO", "login or key name in access.json; default ops"},
    };
    const struct usage usage = {
        "events find ID | find --correlation ID [options]",
        "An event of any service by its id, with all that came of the same request, as a tree: below each event those\n"
        "that it caused. The id of a request stands in its log lines.",
        rows, sizeof rows / sizeof *rows, 1, 2};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    search.id = argc == 3 ? argv[2] : NULL;
    if (strcmp(argv[1], "find") != 0 || !search.id == !search.correlation) {
        fprintf(stderr, "dealspine: events find ID, or events find --correlation ID; events --help says more\n");
        return EXIT_USAGE;
    }
    struct api_settings settings = {.dir = dir, .as = search.as};
    struct error error = {0};
    search.events = json_array();
    exit_status = EXIT_FAILED;
    if (api_open(&settings, &search.api, &error) == STATUS_OK)
        exit_status = find(&search);
    else
        api_error_print("events", &error, dir, search.as);
    json_decref(search.events);
    api_free(search.api);
    return exit_status;
}
