/* SPDX-License-Identifier: Apache-2.0 */
#include "api.h"

#include <ctype.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "access.h"
#include "api_error.h"
#include "base/id.h"
#include "session.h"
#include "wire/pack.h"

enum { REPLY_MAX = 64 << 20, CONNECT_TIMEOUT_MS = 3000, DEFAULT_TIMEOUT_MS = 30000, URL_MAX = 1024 };

struct api {
    CURL *curl;
    char *dir, *url, *as, *token, *channel, *wait_for;
    bool is_user; /* `as` is a login: `token` is NULL until the first call */
    long timeout_ms;
    char position[96], position_seen[96];
    char *body; /* of the last reply */
    size_t body_n, body_room;
};

static char *keep(const char *text)
{
    return text ? need_strdup(text) : NULL;
}

static enum status find_token(struct api *api, const json_t *access, struct error *error)
{
    const char *key = json_string_value(json_object_get(access_key(access, api->as), "token"));
    if (key) {
        api->token = need_strdup(key);
        return STATUS_OK;
    }
    api->is_user = access_user(access, api->as) != NULL;
    if (!api->is_user)
        return fail_with(error, STATUS_NOT_FOUND, "%s/access.json has no user or key of the name given with --as",
                         api->dir);
    return STATUS_OK;
}

static enum status configure(struct api *api, const struct api_settings *settings, struct error *error)
{
    json_t *access;
    TRY(access_read(settings->dir, &access, error));
    const char *url = settings->url ? settings->url : json_string_value(json_object_get(access, "url"));
    enum status status = STATUS_OK;
    if (!*url)
        status = fail_with(error, STATUS_UNAVAILABLE, "no stack was ever started in %s", settings->dir);
    api->url = need_strdup(url);
    for (size_t n = strlen(api->url); n && api->url[n - 1] == '/';)
        api->url[--n] = '\0';
    if (status == STATUS_OK && api->as && !api->token)
        status = find_token(api, access, error);
    json_decref(access);
    return status;
}

enum status api_open(const struct api_settings *settings, struct api **ret, struct error *error)
{
    struct api *api = need_alloc(sizeof *api);
    api->dir = need_strdup(settings->dir);
    api->as = keep(settings->as);
    api->token = keep(settings->token);
    api->channel = keep(settings->channel);
    api->timeout_ms = settings->timeout_ms ? settings->timeout_ms : DEFAULT_TIMEOUT_MS;
    api->curl = curl_easy_init();
    enum status status = api->curl ? configure(api, settings, error)
                                   : fail_with(error, STATUS_INTERNAL, "libcurl does not start");
    if (status != STATUS_OK) {
        api_free(api);
        return status;
    }
    *ret = api;
    return STATUS_OK;
}

void api_free(struct api *api)
{
    if (!api)
        return;
    if (api->curl)
        curl_easy_cleanup(api->curl);
    char *const texts[] = {api->dir, api->url, api->as, api->token, api->channel, api->wait_for, api->body};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
    free(api);
}

const char *api_path(const char *method, struct arena *arena)
{
    size_t word = strspn(method, "abcdefghijklmnopqrstuvwxyz");
    const char *name = method + word + 1;
    if (!word || method[word] != '.' || !*name || !isupper((unsigned char)*name))
        return NULL;
    for (const char *p = name; *p; p++)
        if (!isalnum((unsigned char)*p))
            return NULL;
    return arena_printf(arena, "dealspine.%.*s.v1.%c%.*s/%s", (int)word, method, toupper((unsigned char)*method),
                        (int)word - 1, method + 1, name);
}

static size_t take_body(char *bytes, size_t size, size_t n, void *context)
{
    struct api *api = context;
    (void)size;
    if (api->body_n + n > REPLY_MAX)
        return 0;
    if (api->body_n + n + 1 > api->body_room) {
        api->body_room = 2 * (api->body_n + n + 1);
        api->body = need_realloc(api->body, api->body_room);
    }
    memcpy(api->body + api->body_n, bytes, n);
    api->body_n += n;
    return n;
}

static size_t take_header(char *bytes, size_t size, size_t n, void *context)
{
    static const char name[] = "Dealspine-Position:";
    struct api *api = context;
    (void)size;
    if (n > sizeof name && strncasecmp(bytes, name, sizeof name - 1) == 0)
        sscanf(bytes + sizeof name - 1, " %95[!-~]", api->position_seen);
    return n;
}

static struct curl_slist *add(struct curl_slist *list, struct arena *arena, const char *name, const char *value)
{
    return value && *value ? curl_slist_append(list, arena_printf(arena, "%s: %s", name, value)) : list;
}

static struct curl_slist *headers(const struct api *api, struct arena *arena, const char *type, const char *key,
                                  const char *token)
{
    struct curl_slist *list = add(NULL, arena, "Content-Type", type);
    list = add(list, arena, "Idempotency-Key", key);
    list = add(list, arena, "Connect-Timeout-Ms", arena_printf(arena, "%ld", api->timeout_ms));
    list = add(list, arena, "Dealspine-Channel", api->channel);
    list = add(list, arena, "Dealspine-Position", api->wait_for);
    if (token && *token)
        list = add(list, arena, "Authorization", arena_printf(arena, "Bearer %s", token));
    return curl_slist_append(list, "Expect:");
}

/* One exchange; the reply is in api->body. */
static enum status post(struct api *api, const char *path, struct curl_slist *list, const void *body, size_t n,
                        struct error *error)
{
    char url[URL_MAX], cause[CURL_ERROR_SIZE] = "";
    snprintf(url, sizeof url, "%s/%s", api->url, path);
    CURL *curl = api->curl;
    api->body_n = 0;
    api->position_seen[0] = '\0';
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)n);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, api);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, api);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, cause);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_TIMEOUT_MS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, api->timeout_ms + 2000);
    CURLcode code = curl_easy_perform(curl);
    take_body("", 1, 1, api); /* the NUL for parsers */
    api->body_n--;
    if (code == CURLE_OK) {
        long http = 0;
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &http);
        return http == 200 ? STATUS_OK : api_error_read(api->body, api->body_n, http, error);
    }
    enum status status = fail_with(error, STATUS_UNAVAILABLE, "%s: %s", api->url, *cause ? cause : curl_easy_strerror(code));
    error->executed = code == CURLE_COULDNT_CONNECT ? EXECUTED_NO : EXECUTED_UNCERTAIN;
    return status;
}

static enum status exchange(struct api *api, const char *method, const char *type, const char *key, const char *token,
                            const void *body, size_t n, struct error *error)
{
    struct error scratch;
    struct arena *arena = arena_new();
    const char *path = api_path(method, arena);
    enum status status;
    if (path) {
        char fresh[ID_TEXT];
        id_new_text(fresh);
        struct curl_slist *list = headers(api, arena, type, key ? key : fresh, token);
        status = post(api, path, list, body, n, error ? error : &scratch);
        curl_slist_free_all(list);
    } else {
        status = fail_with(error, STATUS_INVALID_ARGUMENT, "a method is written service.Method, as in leads.CaptureLead");
    }
    if (status == STATUS_OK && *api->position_seen)
        memcpy(api->position, api->position_seen, sizeof api->position);
    arena_free(arena);
    return status;
}

static enum status exchange_json(struct api *api, const char *method, const char *token, const json_t *request,
                                 const char *key, json_t **ret_reply, struct error *error)
{
    char *body = request ? json_dumps(request, JSON_COMPACT) : need_strdup("{}");
    enum status status = exchange(api, method, "application/json", key, token, body, strlen(body), error);
    free(body);
    if (status != STATUS_OK)
        return status;
    *ret_reply = json_loadb(api->body, api->body_n, 0, NULL);
    return *ret_reply ? STATUS_OK : fail_with(error, STATUS_INTERNAL, "the gateway's reply is not JSON");
}

static enum status sign_in(struct api *api, struct error *error)
{
    json_t *access, *reply = NULL;
    TRY(access_read(api->dir, &access, error));
    const char *password = json_string_value(json_object_get(access_user(access, api->as), "password"));
    json_t *request = json_pack("{s:s, s:s?}", "login", api->as, "password", password);
    enum status status = exchange_json(api, "identity.SignIn", NULL, request, NULL, &reply, error);
    const char *token = json_string_value(json_object_get(reply, "token"));
    if (status == STATUS_OK && token) {
        api->token = need_strdup(token);
        session_write(api->dir, api->as, reply);
    } else if (status == STATUS_OK) {
        const char *outcome = json_string_value(json_object_get(reply, "outcome"));
        status = fail_with(error, STATUS_UNAUTHENTICATED, "signing in was answered %s", outcome ? outcome : "without a token");
    }
    json_decref(reply);
    json_decref(request);
    json_decref(access);
    return status;
}

static enum status ensure_token(struct api *api, struct error *error)
{
    if (!api->token && api->is_user)
        api->token = session_read(api->dir, api->as);
    return api->token || !api->is_user ? STATUS_OK : sign_in(api, error);
}

const char *api_token(struct api *api, struct error *error)
{
    if (ensure_token(api, error) != STATUS_OK)
        return NULL;
    return api->token ? api->token : "";
}

/* A kept session may have ended meanwhile: true once, after signing in afresh. */
static bool renewed(struct api *api, enum status status, struct error *error)
{
    if (status != STATUS_UNAUTHENTICATED || !api->is_user)
        return false;
    free(api->token);
    api->token = NULL;
    return sign_in(api, error) == STATUS_OK;
}

enum status api_call(struct api *api, const char *method, const json_t *request, const char *key, json_t **ret_reply,
                     struct error *error)
{
    TRY(ensure_token(api, error));
    enum status status = exchange_json(api, method, api->token, request, key, ret_reply, error);
    if (renewed(api, status, error))
        status = exchange_json(api, method, api->token, request, key, ret_reply, error);
    return status;
}

enum status api_call_message(struct api *api, const char *method, const ProtobufCMessage *request, const char *key,
                             const ProtobufCMessageDescriptor *reply, struct arena *arena, void **ret_reply,
                             struct error *error)
{
    TRY(ensure_token(api, error));
    struct bytes body = wire_pack(arena, request);
    enum status status = exchange(api, method, "application/proto", key, api->token, body.data, body.size, error);
    if (renewed(api, status, error))
        status = exchange(api, method, "application/proto", key, api->token, body.data, body.size, error);
    if (status != STATUS_OK)
        return status;
    *ret_reply = wire_unpack(arena, reply, (struct bytes){arena_memdup(arena, api->body, api->body_n), api->body_n}, REPLY_MAX);
    return *ret_reply ? STATUS_OK : fail_with(error, STATUS_INTERNAL, "the gateway's reply is malformed");
}

const char *api_position(const struct api *api)
{
    return api->position;
}

void api_wait_for(struct api *api, const char *position)
{
    char *copy = keep(position);
    free(api->wait_for);
    api->wait_for = copy;
}

const char *api_url(const struct api *api)
{
    return api->url;
}

void api_complain(const struct api *api, const char *what, const struct error *error)
{
    api_error_print(what, error, api ? api->dir : NULL, api ? api->as : NULL);
}
