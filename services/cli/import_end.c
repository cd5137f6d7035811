/* SPDX-License-Identifier: Apache-2.0
 * See import_end.h.
 */
#include "import_end.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"

/* A query of each service that answers at once; that there is no such row is an answer too. */
static const struct question {
    const char *method, *id; /* the field that names a row; NULL: it takes none */
} questions[] = {
    {"identity.GetUser", "id"},           {"customers.GetCustomer", "id"}, {"opportunities.GetOpportunity", "id"},
    {"contracts.GetContract", "id"},      {"leads.GetLead", "leadId"},     {"aftersales.GetPlan", "id"},
    {"notifications.CountUnread", NULL},  {"qa.GetRecording", "callId"},   {"insights.ListMetrics", NULL},
};
enum { QUESTIONS = sizeof(questions) / sizeof(*questions) };

enum status log_heads(struct api *api, json_t **ret_heads, struct error *error)
{
    json_t *request = json_pack("{s:s, s:i}", "from", "LATEST", "maxEvents", 1), *reply = NULL, *point;
    enum status status = api_call(api, "events.Fetch", request, NULL, &reply, error);
    size_t i;

    json_decref(request);
    if (status != STATUS_OK)
        return status;
    *ret_heads = json_object();
    json_array_foreach(json_object_get(reply, "heads"), i, point)
    {
        json_t *pos = json_object_get(point, "pos");
        json_object_set_new(*ret_heads, json_string_value(json_object_get(point, "domain")),
                            pos ? json_incref(pos) : json_string("0"));
    }
    json_decref(reply);
    return STATUS_OK;
}

static enum status ask_one(struct api *api, const struct question *question, const char *domain, const char *pos,
                           struct error *error)
{
    char position[96];
    json_t *request = question->id ? json_pack("{s:s}", question->id, "00000000-0000-0000-0000-000000000000") : NULL;
    json_t *reply = NULL;
    enum status status;

    snprintf(position, sizeof(position), "%s/%s", domain, pos);
    api_wait_for(api, position);
    status = api_call(api, question->method, request, NULL, &reply, error);
    api_wait_for(api, NULL);
    json_decref(reply);
    json_decref(request);
    return status == STATUS_NOT_FOUND || status == STATUS_PERMISSION_DENIED ? STATUS_OK : status;
}

/* Has every service that was there read up to this end of a log? UNAVAILABLE or DEADLINE_EXCEEDED: not yet, and who. */
static enum status ask_each(struct api *api, const json_t *there, const char *domain, const char *pos,
                            struct error *error)
{
    struct error why = {0};

    for (size_t i = 0; i < QUESTIONS; i++) {
        char service[32];

        snprintf(service, sizeof(service), "%.*s", (int)strcspn(questions[i].method, "."), questions[i].method);
        if (!json_object_get(there, service))
            continue;
        if (ask_one(api, &questions[i], domain, pos, &why) != STATUS_OK)
            return fail_with(error, why.status, "%s has not read to the end of the log of %s yet: %s", service, domain,
                             why.message);
    }
    return STATUS_OK;
}

/* Asks for those ends only that moved since `seen`, where it notes what was read by all. */
static enum status ask_all(struct api *api, const json_t *there, json_t *heads, json_t *seen, struct error *error)
{
    const char *domain;
    json_t *pos;

    json_object_foreach(heads, domain, pos)
    {
        const char *text = json_string_value(pos);

        if (strcmp(text, "0") == 0 || json_equal(pos, json_object_get(seen, domain)))
            continue;
        TRY(ask_each(api, there, domain, text, error));
        json_object_set(seen, domain, pos);
    }
    return STATUS_OK;
}

static bool is_not_yet(enum status status)
{
    return status == STATUS_UNAVAILABLE || status == STATUS_DEADLINE_EXCEEDED || status == STATUS_RESOURCE_EXHAUSTED
           || status == STATUS_ABORTED;
}

enum status log_settle(struct api *api, const json_t *there, int64_t patience_ms, struct error *error)
{
    static const struct timespec pause = {.tv_nsec = 20000000};
    int64_t until = clock_mono_ms() + patience_ms;
    json_t *before = NULL, *heads = NULL, *seen = json_object();
    enum status status = log_heads(api, &before, error);

    while (status == STATUS_OK || (is_not_yet(status) && clock_mono_ms() < until)) {
        if (before)
            status = ask_all(api, there, before, seen, error);
        if (status == STATUS_OK)
            status = log_heads(api, &heads, error);
        if (status == STATUS_OK && before && json_equal(before, heads))
            break;
        if (heads) {
            until = clock_mono_ms() + patience_ms;
            json_decref(before);
            before = heads;
            heads = NULL;
        }
        if (status != STATUS_OK)
            nanosleep(&pause, NULL);
    }
    json_decref(before);
    json_decref(heads);
    json_decref(seen);
    return status;
}
