/* SPDX-License-Identifier: Apache-2.0
 * See demo_stage.h.
 */
#include "demo_stage.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "access.h"
#include "api.h"
#include "api_error.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"

enum { CALLERS = 24, POLL_MS = 30, PATIENCE_MS = 10000 };

struct caller {
    const char *who, *channel;
    struct api *api;
    char position[96]; /* of the caller's own last write */
};

struct stage {
    const char *dir;
    bool json, broken;
    struct arena *arena;
    json_t *access, *replies; /* replies are kept so that the story may point into them */
    struct caller callers[CALLERS];
    size_t n_callers;
    char position[96]; /* of the last write, whoever made it */
    unsigned steps;
    json_t *step; /* the one being played, for --json */
};

struct stage *stage_open(const char *dir, bool json)
{
    struct stage *stage = need_alloc(sizeof(*stage));
    struct error error = {0};

    stage->dir = dir;
    stage->json = json;
    stage->arena = arena_new();
    stage->replies = json_array();
    if (access_read(dir, &stage->access, &error) == STATUS_OK && access_user(stage->access, "manager"))
        return stage;
    if (stage->access)
        fail_with(&error, STATUS_NOT_FOUND, "%s/access.json has no demo organisation; `dealspine up` loads it", dir);
    api_error_print("demo", &error, dir, NULL);
    stage_close(stage);
    return NULL;
}

static void end_step(struct stage *stage)
{
    if (!stage->step)
        return;
    json_object_set_new(stage->step, "ok", json_boolean(!stage->broken));
    if (stage->json) {
        json_dumpf(stage->step, stdout, JSON_COMPACT);
        printf("\n");
    }
    fflush(stdout);
    json_decref(stage->step);
    stage->step = NULL;
}

bool stage_close(struct stage *stage)
{
    bool good = !stage->broken && stage->steps > 0;

    end_step(stage);
    for (size_t i = 0; i < stage->n_callers; i++)
        api_free(stage->callers[i].api);
    json_decref(stage->replies);
    json_decref(stage->access);
    arena_free(stage->arena);
    free(stage);
    return good;
}

const char *stage_url(const struct stage *stage)
{
    return text_at(stage->access, "url");
}

const json_t *stage_user(const struct stage *stage, const char *login)
{
    return access_user(stage->access, login);
}

const char *stage_login(const struct stage *stage, const char *user_id)
{
    size_t i;
    json_t *user;

    json_array_foreach(json_object_get(stage->access, "users"), i, user)
    {
        if (strcmp(text_at(user, "id"), user_id) == 0)
            return text_at(user, "login");
    }
    return "?";
}

bool stage_is_broken(const struct stage *stage)
{
    return stage->broken;
}

void stage_step(struct stage *stage, const char *format, ...)
{
    va_list args;
    const char *title;

    if (stage->broken)
        return;
    end_step(stage);
    va_start(args, format);
    title = arena_vprintf(stage->arena, format, args);
    va_end(args);
    stage->step = json_pack("{s:i, s:s, s:[], s:[]}", "step", (int)++stage->steps, "title", title, "told", "refused");
    if (!stage->json)
        printf("\n%2u. %s\n", stage->steps, title);
}

void stage_tell(struct stage *stage, const char *format, ...)
{
    va_list args;
    const char *sentence;

    if (stage->broken)
        return;
    va_start(args, format);
    sentence = arena_vprintf(stage->arena, format, args);
    va_end(args);
    json_array_append_new(json_object_get(stage->step, "told"), json_string(sentence));
    if (!stage->json)
        printf("    %s\n", sentence);
}

/* Something is not as it should be: the play ends here. */
static void break_off(struct stage *stage, const char *sentence)
{
    stage->broken = true;
    json_object_set_new(stage->step, "broken", json_string(sentence));
    if (!stage->json)
        printf("    !! %s\n", sentence);
}

void stage_expect(struct stage *stage, bool holds, const char *format, ...)
{
    va_list args;

    if (stage->broken || holds)
        return;
    va_start(args, format);
    break_off(stage, arena_vprintf(stage->arena, format, args));
    va_end(args);
}

static enum status caller_of(struct stage *stage, const char *who, const char *channel, struct caller **ret,
                             struct error *error)
{
    struct api_settings settings = {.dir = stage->dir, .as = who, .channel = channel};
    struct api *api;

    for (size_t i = 0; i < stage->n_callers; i++)
        if (strcmp(stage->callers[i].who, who) == 0 && text_equal(stage->callers[i].channel, channel)) {
            *ret = &stage->callers[i];
            return STATUS_OK;
        }
    if (stage->n_callers == CALLERS)
        return fail_with(error, STATUS_INTERNAL, "the demo knows only %d callers", CALLERS);
    TRY(api_open(&settings, &api, error));
    *ret = &stage->callers[stage->n_callers++];
    **ret = (struct caller){.who = arena_strdup(stage->arena, who), .channel = channel, .api = api};
    return STATUS_OK;
}

static enum status call(struct stage *stage, const char *who, const char *channel, const char *method,
                        const json_t *request, json_t **ret_reply, struct error *error)
{
    struct caller *caller = NULL;

    TRY(caller_of(stage, who, channel, &caller, error));
    api_wait_for(caller->api, stage->position[0] ? stage->position : NULL);
    TRY(api_call(caller->api, method, request, NULL, ret_reply, error));
    json_array_append_new(stage->replies, *ret_reply);
    if (strcmp(api_position(caller->api), caller->position) != 0) {
        snprintf(caller->position, sizeof(caller->position), "%s", api_position(caller->api));
        memcpy(stage->position, caller->position, sizeof(stage->position));
    }
    return STATUS_OK;
}

json_t *stage_call(struct stage *stage, const char *who, const char *method, json_t *request)
{
    return stage_call_by(stage, who, NULL, method, request);
}

json_t *stage_call_by(struct stage *stage, const char *who, const char *channel, const char *method, json_t *request)
{
    struct error error = {0};
    json_t *reply = NULL;

    if (!stage->broken && call(stage, who, channel, method, request, &reply, &error) != STATUS_OK)
        break_off(stage, arena_printf(stage->arena, "%s by %s: %s: %s", method, who, status_word(error.status),
                                      error.message));
    json_decref(request);
    return reply;
}

void stage_refuse(struct stage *stage, const char *who, const char *method, json_t *request, enum status status,
                  const char *reason, const char *why)
{
    struct error error = {0};
    json_t *reply = NULL;
    bool good;

    if (stage->broken) {
        json_decref(request);
        return;
    }
    good = call(stage, who, NULL, method, request, &reply, &error) == status
           && (!reason || strcmp(error.reason, reason) == 0);
    json_decref(request);
    if (!good) {
        break_off(stage, arena_printf(stage->arena, "%s by %s should be refused with %s %s, but was answered %s %s %s",
                                      method, who, status_word(status), reason ? reason : "", status_word(error.status),
                                      error.reason, error.message));
        return;
    }
    json_array_append_new(json_object_get(stage->step, "refused"),
                          json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "who", who, "method", method, "code",
                                    status_word(status), "reason", error.reason, "message", error.message, "why", why));
    if (!stage->json)
        printf("    x  %s %s. Refused: %s (%s)\n", who, why, error.message, status_word(status));
}

json_t *stage_until(struct stage *stage, const char *who, const char *method, json_t *request, const char *path,
                    const char *text)
{
    static const struct timespec pause = {.tv_nsec = POLL_MS * 1000000};
    int64_t until = clock_mono_ms() + PATIENCE_MS;
    json_t *reply = NULL;

    while (!stage->broken) {
        reply = stage_call(stage, who, method, json_incref(request));
        if (strcmp(text_at(reply, path), text) == 0)
            break;
        stage_expect(stage, clock_mono_ms() < until, "%s should come to be %s within %d s, but is %s", path, text,
                     PATIENCE_MS / 1000, text_at(reply, path));
        nanosleep(&pause, NULL);
    }
    json_decref(request);
    return reply;
}

json_t *at(const json_t *json, const char *path)
{
    while (json && *path) {
        size_t n = strcspn(path, ".");
        char name[64] = "";

        if (n < sizeof(name))
            memcpy(name, path, n);
        json = json_is_array(json) ? json_array_get(json, strtoul(name, NULL, 10)) : json_object_get(json, name);
        path += n + (path[n] == '.');
    }
    return (json_t *)(uintptr_t)json;
}

const char *text_at(const json_t *json, const char *path)
{
    const char *text = json_string_value(at(json, path));

    return text ? text : "";
}

long long number_at(const json_t *json, const char *path)
{
    const json_t *value = at(json, path);

    return json_is_string(value) ? strtoll(json_string_value(value), NULL, 10) : (long long)json_number_value(value);
}
