/* SPDX-License-Identifier: Apache-2.0
 * `dealspine dlq`: what services could not act on, and what to do about it.
 */
#include "commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api.h"
#include "api_error.h"
#include "base/arena.h"
#include "base/clock.h"

enum { PAGE = 100, POLL_US = 200000 };

struct dlq {
    struct api *api;
    const char *service, *domain, *agg, *reason, *as;
    int64_t wait_s;
    bool json, only;
    const char *id; /* of a letter, from the command line */
};

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* The reply, yours; NULL after saying why there is none. `request` is taken over. */
static json_t *ask(struct dlq *dlq, const char *method, json_t *request)
{
    struct error error = {0};
    json_t *reply = NULL;
    if (api_call(dlq->api, method, request, NULL, &reply, &error) != STATUS_OK) {
        api_complain(dlq->api, method, &error);
        reply = NULL;
    }
    json_decref(request);
    return reply;
}

/* ---- list and show --------------------------------------------------------------------------------------------------- */

static void print_letter(const json_t *letter)
{
    const json_t *event = json_object_get(letter, "event");
    printf("%s %s %.19sZ %s/%s %s %s %s tries=%d%s: %s\n", text_of(letter, "service"), text_of(letter, "id"),
           text_of(letter, "createdAt"), text_of(letter, "domain"), text_of(letter, "pos"), text_of(letter, "type"),
           event ? text_of(event, "aggType") : "job", text_of(letter, "aggId"),
           (int)json_integer_value(json_object_get(letter, "tries")),
           json_is_true(json_object_get(letter, "first")) ? "" : " waits", text_of(letter, "error"));
}

static void put(json_t *request, const char *name, const char *value)
{
    if (value && *value)
        json_object_set_new(request, name, json_string(value));
}

/* One page; *token (yours) is that of the next, NULL after the last. */
static bool print_page(struct dlq *dlq, char **token, size_t *ret_n)
{
    json_t *request = json_pack("{s:i}", "pageSize", PAGE), *letter, *word;
    size_t i;
    put(request, "service", dlq->service);
    put(request, "domain", dlq->domain);
    put(request, "aggId", dlq->agg);
    put(request, "pageToken", *token);
    free(*token);
    *token = NULL;
    json_t *reply = ask(dlq, "ops.ListDeadLetters", request);
    json_array_foreach(json_object_get(reply, "letters"), i, letter)
    {
        if (dlq->json) {
            json_dumpf(letter, stdout, JSON_COMPACT);
            printf("\n");
        } else {
            print_letter(letter);
        }
    }
    *ret_n += json_array_size(json_object_get(reply, "letters"));
    json_array_foreach(json_object_get(reply, "unreachable"), i, word)
        fprintf(stderr, "dealspine: %s could not be asked\n", json_string_value(word));
    if (json_object_get(reply, "nextPageToken"))
        *token = need_strdup(text_of(reply, "nextPageToken"));
    bool good = reply != NULL;
    json_decref(reply);
    return good;
}

static int list(struct dlq *dlq)
{
    char *token = NULL;
    size_t n = 0;
    do {
        if (!print_page(dlq, &token, &n))
            return EXIT_FAILED;
    } while (token);
    if (!n && !dlq->json)
        printf("No dead letters.\n");
    return EXIT_OK;
}

static json_t *find(struct dlq *dlq)
{
    json_t *reply = ask(dlq, "ops.GetDeadLetter", json_pack("{s:s, s:s}", "service", dlq->service, "id", dlq->id));
    json_t *letter = json_incref(json_object_get(reply, "letter"));
    json_decref(reply);
    return letter;
}

/* The payload is JSON within JSON: shown as the object it is. */
static void unfold(json_t *object, const char *text, const char *name)
{
    json_t *payload = json_loads(text_of(object, text), 0, NULL);
    if (!payload)
        return;
    json_object_del(object, text);
    json_object_set_new(object, name, payload);
}

static int show(struct dlq *dlq)
{
    json_t *letter = find(dlq), *event = json_object_get(letter, "event");
    if (!letter)
        return EXIT_FAILED;
    if (event)
        unfold(event, "payloadJson", "payload");
    else
        unfold(letter, "jobPayloadJson", "jobPayload");
    json_dumpf(letter, stdout, JSON_INDENT(2));
    printf("\n");
    json_decref(letter);
    return EXIT_OK;
}

/* ---- replay and drop ------------------------------------------------------------------------------------------------- */

static int tell(const json_t *repair)
{
    const char *state = text_of(repair, "state");
    printf("%s %s: %s, %d replayed%s%s\n", text_of(repair, "service"), text_of(repair, "id"), state,
           (int)json_integer_value(json_object_get(repair, "replayed")), *text_of(repair, "error") ? ": " : "",
           text_of(repair, "error"));
    return strcmp(state, "FAILED") == 0 ? EXIT_FAILED : EXIT_OK;
}

/* Waits for the repair's end, as long as asked; says how it stands. */
static int await(struct dlq *dlq, json_t *repair)
{
    int64_t until_ms = clock_mono_ms() + dlq->wait_s * 1000;
    while (strcmp(text_of(repair, "state"), "WAITING") == 0 && clock_mono_ms() < until_ms) {
        usleep(POLL_US);
        json_t *reply = ask(dlq, "ops.ListRepairs",
                            json_pack("{s:s, s:s}", "service", dlq->service, "id", text_of(repair, "id")));
        json_t *now = json_array_get(json_object_get(reply, "repairs"), 0);
        if (!now) {
            json_decref(reply);
            break;
        }
        json_decref(repair);
        repair = json_incref(now);
        json_decref(reply);
    }
    int exit_status = tell(repair);
    json_decref(repair);
    return exit_status;
}

static int replay(struct dlq *dlq)
{
    json_t *letter = find(dlq), *reply;
    if (!letter)
        return EXIT_FAILED;
    if (dlq->only || !*text_of(letter, "aggId"))
        reply = ask(dlq, "ops.ReplayDeadLetter", json_pack("{s:s, s:s}", "service", dlq->service, "id", dlq->id));
    else
        reply = ask(dlq, "ops.ReplayAggregate",
                    json_pack("{s:s, s:s, s:s}", "service", dlq->service, "domain", text_of(letter, "domain"), "aggId",
                              text_of(letter, "aggId")));
    json_t *repair = json_incref(json_object_get(reply, "repair"));
    json_decref(letter);
    json_decref(reply);
    return repair ? await(dlq, repair) : EXIT_FAILED;
}

static int drop(struct dlq *dlq)
{
    if (!dlq->reason) {
        fprintf(stderr, "dealspine: why? --reason TEXT is kept with who dropped it\n");
        return EXIT_USAGE;
    }
    json_t *reply = ask(dlq, "ops.DropDeadLetter", json_pack("{s:s, s:s, s:s}", "service", dlq->service, "id", dlq->id,
                                                             "reason", dlq->reason));
    if (!reply)
        return EXIT_FAILED;
    printf("dropped: %s of %s\n", dlq->id, dlq->service);
    json_decref(reply);
    return EXIT_OK;
}

static int run(const char *dir, struct dlq *dlq, int (*act)(struct dlq *dlq))
{
    struct api_settings settings = {.dir = dir, .as = dlq->as};
    struct error error = {0};
    int exit_status = EXIT_FAILED;
    if (api_open(&settings, &dlq->api, &error) == STATUS_OK)
        exit_status = act(dlq);
    else
        api_error_print("dlq", &error, dir, dlq->as);
    api_free(dlq->api);
    return exit_status;
}

int dlq_run(const char *dir, int argc, char **argv)
{
    struct dlq dlq = {.as = "ops", .wait_s = 30};
    const struct option_row rows[] = {
        {"service", OPTION_TEXT, &dlq.service, "S", "list: of this service only"},
        {"domain", OPTION_TEXT, &dlq.domain, "D", "list: events of this domain only; job: jobs only"},
        {"agg", OPTION_TEXT, &dlq.agg, "ID", "list: of this aggregate only"},
        {"json", OPTION_FLAG, &dlq.json, NULL, "list: each as one JSON object"},
        {"only", OPTION_FLAG, &dlq.only, NULL, "replay: this letter, not all of its aggregate"},
        {"wait", OPTION_COUNT, &dlq.wait_s, "SECONDS", "replay: for its end; default 30"},
        {"reason", OPTION_TEXT, &dlq.reason, "TEXT", "drop: why; nothing personal"},
        {"as", OPTION_TEXT, &dlq.as, "WHO", "login or key name in access.json; default ops"},
    };
    const struct usage usage = {
        "dlq list | show SERVICE ID | replay SERVICE ID | drop SERVICE ID [options]",
        "Dead letters: events and jobs that a service could not act on. An event parks its aggregate: its later events\n"
        "wait behind it. Mend the cause, then replay: all dead letters of the aggregate run again, in order, up to the\n"
        "first that fails; exit status 1 if one does. Dropping removes a letter without its effects.",
        rows, sizeof rows / sizeof *rows, 1, 3};
    static const struct {
        const char *name;
        int (*act)(struct dlq *dlq);
    } verbs[] = {{"list", list}, {"show", show}, {"replay", replay}, {"drop", drop}};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(argv[1], verbs[i].name) != 0 || argc != (i ? 4 : 2))
            continue;
        dlq.service = i ? argv[2] : dlq.service;
        dlq.id = i ? argv[3] : NULL;
        return run(dir, &dlq, verbs[i].act);
    }
    fprintf(stderr, "dealspine: dlq list, or dlq show|replay|drop SERVICE ID; dlq --help says more\n");
    return EXIT_USAGE;
}
