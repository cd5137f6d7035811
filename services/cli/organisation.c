/* SPDX-License-Identifier: Apache-2.0
 * Loads organisation.json, call by call, as any client could. Each step first looks at what is there.
 */
#include "organisation.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "access.h"
#include "api.h"
#include "base/clock.h"

extern const char organisation_json[]; /* organisation.json as it stands */

enum { PATIENCE_MS = 30000, PAUSE_MS = 100 };

struct loading {
    const char *dir;
    json_t *plan, *access;
    struct api *api;
    const char *step; /* method last called, for complaints */
    struct error error;
};

static void pause_ms(int64_t ms)
{
    struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

    nanosleep(&time, NULL);
}

static bool may_repeat(const struct error *error, enum status also)
{
    return error->status == STATUS_UNAVAILABLE || error->status == STATUS_RESOURCE_EXHAUSTED
           || error->status == STATUS_DEADLINE_EXCEEDED || (also != STATUS_OK && error->status == also);
}

/* Calls until it succeeds, is refused for good, or patience ends; `also` is one more status to wait out. */
static enum status call(struct loading *loading, const char *method, const json_t *request, const char *key,
                        enum status also, json_t **ret_reply)
{
    int64_t until = clock_mono_ms() + PATIENCE_MS;
    enum status status;

    loading->step = method;
    while ((status = api_call(loading->api, method, request, key, ret_reply, &loading->error)) != STATUS_OK) {
        if (!may_repeat(&loading->error, also) || clock_mono_ms() > until)
            return status;
        pause_ms(loading->error.retry_after_ms ? loading->error.retry_after_ms : PAUSE_MS);
    }
    return STATUS_OK;
}

static enum status save(struct loading *loading)
{
    return access_write(loading->dir, loading->access, &loading->error);
}

static const char *text_of(const json_t *object, const char *member)
{
    const char *text = json_string_value(json_object_get(object, member));

    return text ? text : "";
}

/* A request of those members of `plan` that the method knows: "a b c". */
static json_t *request_of(const json_t *plan, const char *members)
{
    json_t *request = json_object();
    char name[32];
    int n;

    for (; sscanf(members, " %31s%n", name, &n) == 1; members += n)
        if (json_object_get(plan, name))
            json_object_set(request, name, json_object_get(plan, name));
    return request;
}

/* The entry of access.json for `user`, made with a fresh password and saved if there is none. */
static enum status know_user(struct loading *loading, const json_t *user, json_t **ret_entry)
{
    const char *login = text_of(user, "login");
    char password[PASSWORD_TEXT];

    *ret_entry = access_user(loading->access, login);
    if (*ret_entry)
        return STATUS_OK;
    access_password(password);
    access_put_user(loading->access, json_pack("{s:s, s:s, s:s, s:O}", "login", login, "name", text_of(user, "name"),
                                               "password", password, "roles", json_object_get(user, "roles")));
    *ret_entry = access_user(loading->access, login);
    return save(loading);
}

/* One create call for each member of the plan's list `name`; those that exist already stay as they are. */
static enum status make_all(struct loading *loading, const char *name, const char *method, const char *members)
{
    size_t i;
    json_t *plan;

    json_array_foreach(json_object_get(loading->plan, name), i, plan)
    {
        json_t *request = request_of(plan, members), *reply = NULL;
        enum status status = call(loading, method, request, NULL, STATUS_OK, &reply);

        json_decref(reply);
        json_decref(request);
        if (status != STATUS_OK && status != STATUS_ALREADY_EXISTS)
            return status;
    }
    return STATUS_OK;
}

static json_t *find(const json_t *list, const char *member, const char *value)
{
    size_t i;
    json_t *entry;

    json_array_foreach(list, i, entry)
    {
        if (strcmp(text_of(entry, member), value) == 0 && !json_object_get(entry, "revokedAt"))
            return entry;
    }
    return NULL;
}

static enum status make_user(struct loading *loading, const json_t *plan, const json_t *present)
{
    json_t *entry, *request, *reply = NULL, *user;
    enum status status;

    TRY(know_user(loading, plan, &entry));
    user = find(present, "login", text_of(plan, "login"));
    if (user) {
        json_object_set(entry, "id", json_object_get(user, "id"));
        return STATUS_OK;
    }
    request = request_of(plan, "login name teamPath roles");
    json_object_set(request, "password", json_object_get(entry, "password"));
    json_object_set(request, "timeZone", json_object_get(loading->plan, "timeZone"));
    status = call(loading, "identity.CreateUser", request, NULL, STATUS_OK, &reply);
    if (status == STATUS_OK)
        json_object_set(entry, "id", json_object_get(json_object_get(reply, "user"), "id"));
    json_decref(reply);
    json_decref(request);
    return status;
}

static enum status make_users(struct loading *loading)
{
    json_t *request = json_pack("{s:i}", "pageSize", 200), *present = NULL, *plan;
    enum status status = call(loading, "identity.ListUsers", request, NULL, STATUS_OK, &present);
    size_t i;

    json_decref(request);
    json_array_foreach(json_object_get(loading->plan, "users"), i, plan)
    {
        if (status == STATUS_OK)
            status = make_user(loading, plan, json_object_get(present, "users"));
    }
    json_decref(present);
    return status == STATUS_OK ? save(loading) : status;
}

/* A key whose secret was lost in a crash is revoked, since nobody can use it. */
static enum status revoke(struct loading *loading, const json_t *key)
{
    json_t *request = request_of(key, "id"), *reply = NULL;
    enum status status = call(loading, "identity.RevokeApiKey", request, NULL, STATUS_OK, &reply);

    json_decref(reply);
    json_decref(request);
    return status;
}

static enum status make_key(struct loading *loading, const json_t *plan, const json_t *present)
{
    const char *name = text_of(plan, "name");
    json_t *old = find(present, "name", name), *request, *reply = NULL;
    enum status status;

    if (old && access_key(loading->access, name))
        return STATUS_OK;
    if (old)
        TRY(revoke(loading, old));
    request = request_of(plan, "name roles teamPath channel");
    status = call(loading, "identity.CreateApiKey", request, NULL, STATUS_OK, &reply);
    json_decref(request);
    if (status == STATUS_OK) {
        access_put_key(loading->access,
                       json_pack("{s:s, s:O, s:O, s:O}", "name", name, "token", json_object_get(reply, "secret"),
                                 "roles", json_object_get(plan, "roles"), "id",
                                 json_object_get(json_object_get(reply, "apiKey"), "id")));
        status = save(loading);
    }
    json_decref(reply);
    return status;
}

static enum status make_keys(struct loading *loading)
{
    json_t *request = json_pack("{s:i}", "pageSize", 200), *present = NULL, *plan;
    enum status status = call(loading, "identity.ListApiKeys", request, NULL, STATUS_OK, &present);
    size_t i;

    json_decref(request);
    json_array_foreach(json_object_get(loading->plan, "keys"), i, plan)
    {
        if (status == STATUS_OK)
            status = make_key(loading, plan, json_object_get(present, "apiKeys"));
    }
    json_decref(present);
    return status;
}

static enum status publish_rules(struct loading *loading)
{
    json_t *plan = json_object_get(loading->plan, "rules"), *present = NULL, *rules, *request, *reply = NULL;
    enum status status = call(loading, "leads.GetRules", NULL, NULL, STATUS_OK, &present);

    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    rules = json_object_get(present, "rules");
    if (strcmp(text_of(rules, "note"), text_of(plan, "note")) == 0) {
        json_decref(present);
        return STATUS_OK;
    }
    request = json_pack("{s:O}", "rules", plan);
    if (json_object_get(rules, "version"))
        json_object_set(request, "expectedVersion", json_object_get(rules, "version"));
    status = call(loading, "leads.PublishRules", request, NULL, STATUS_OK, &reply);
    json_decref(reply);
    json_decref(request);
    json_decref(present);
    return status;
}

/* leads learns of users by event: an agent that it does not know yet is NOT_FOUND for a moment. */
static enum status set_capacities(struct loading *loading)
{
    size_t i;
    json_t *plan;

    json_array_foreach(json_object_get(loading->plan, "users"), i, plan)
    {
        const json_t *id = json_object_get(access_user(loading->access, text_of(plan, "login")), "id");
        json_t *request, *reply = NULL;
        enum status status;

        if (!json_object_get(plan, "capacity"))
            continue;
        request = request_of(plan, "capacity weight");
        json_object_set(request, "userId", (json_t *)id);
        status = call(loading, "leads.SetAgentCapacity", request, NULL, STATUS_NOT_FOUND, &reply);
        json_decref(reply);
        json_decref(request);
        TRY(status);
    }
    return STATUS_OK;
}

static enum status register_authorities(struct loading *loading)
{
    size_t i;
    json_t *plan;

    json_array_foreach(json_object_get(loading->plan, "authorities"), i, plan)
    {
        json_t *holder = access_user(loading->access, text_of(plan, "holder"));
        json_t *request = request_of(plan, "party kinds currency limitMinor proofRef"), *reply = NULL;
        enum status status;

        json_object_set(request, "holderId", json_object_get(holder, "id"));
        status = call(loading, "contracts.RegisterAuthority", request, text_of(plan, "proofRef"), STATUS_OK, &reply);
        json_decref(reply);
        json_decref(request);
        TRY(status);
    }
    return STATUS_OK;
}

static enum status load(struct loading *loading, const char *base_url)
{
    struct api_settings settings = {.dir = loading->dir, .url = base_url, .as = "admin"};

    TRY(access_read(loading->dir, &loading->access, &loading->error));
    TRY(api_open(&settings, &loading->api, &loading->error));
    TRY(make_all(loading, "teams", "identity.CreateTeam", "code name parentPath"));
    TRY(make_users(loading));
    TRY(make_keys(loading));
    TRY(make_all(loading, "products", "opportunities.CreateProduct",
                 "code name kind currency listMinor targetMinor floorMinor"));
    TRY(publish_rules(loading));
    TRY(set_capacities(loading));
    return register_authorities(loading);
}

int organisation_load(const char *dir, const char *base_url)
{
    json_error_t where;
    struct loading loading = {.dir = dir, .plan = json_loads(organisation_json, 0, &where)};
    enum status status = loading.plan
                             ? load(&loading, base_url)
                             : fail_with(&loading.error, STATUS_INTERNAL, "line %d: %s", where.line, where.text);

    if (status != STATUS_OK)
        fprintf(stderr,
                "dealspine: the demo organisation is not complete: %s%s%s\n  Start again to go on where it stopped.\n",
                loading.step ? loading.step : "", loading.step ? ": " : "", loading.error.message);
    api_free(loading.api);
    json_decref(loading.access);
    json_decref(loading.plan);
    return status == STATUS_OK ? 0 : 1;
}
