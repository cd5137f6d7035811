/* SPDX-License-Identifier: Apache-2.0 */
#include "first_run.h"

#include <stdio.h>
#include <string.h>

#include "access.h"
#include "api.h"
#include "api_error.h"
#include "base/text.h"
#include "command.h"
#include "file.h"
#include "organisation.h"

static bool runs(const struct stack *stack, const char *word)
{
    for (size_t i = 0; stack->services[i]; i++)
        if (strcmp(stack->services[i], word) == 0)
            return true;
    return false;
}

/* The password is kept before the user is made: a crash between the two loses nothing. */
static enum status note_admin(const struct stack *stack, bool *ret_made, struct error *error)
{
    json_t *access;
    TRY(access_read(stack->dir, &access, error));
    json_t *admin = access_user(access, "admin");
    *ret_made = json_is_string(json_object_get(admin, "id"));
    enum status status = STATUS_OK;
    if (!admin) {
        char password[PASSWORD_TEXT];
        access_password(password);
        access_put_user(access, json_pack("{s:s, s:s, s:s, s:[s]}", "login", "admin", "name", "Administrator", "password",
                                          password, "roles", "admin"));
        status = access_write(stack->dir, access, error);
    }
    json_decref(access);
    return status;
}

static json_t *bootstrap_request(const struct stack *stack, const json_t *access)
{
    struct arena *arena = arena_new();
    const char *key = file_read(stack_path(stack, "keys/bootstrap.key"), arena);
    const json_t *admin = access_user(access, "admin");
    json_t *request = json_pack("{s:s?, s:s, s:O, s:O}", "bootstrapKey", key, "login", "admin", "name",
                                json_object_get(admin, "name"), "password", json_object_get(admin, "password"));
    arena_free(arena);
    return request;
}

static enum status keep_id(const struct stack *stack, json_t *access, const json_t *reply, struct error *error)
{
    json_t *id = json_object_get(reply, "userId");
    if (json_is_string(id))
        json_object_set(access_user(access, "admin"), "id", id);
    return access_write(stack->dir, access, error);
}

/* An administrator made by an interrupted first run is found by signing in. */
static enum status find_admin(const struct stack *stack, json_t **ret_reply, struct error *error)
{
    struct api *api;
    json_t *reply = NULL;
    TRY(api_open(&(struct api_settings){.dir = stack->dir, .as = "admin"}, &api, error));
    enum status status = api_call(api, "identity.WhoAmI", NULL, NULL, &reply, error);
    api_free(api);
    if (status == STATUS_OK)
        *ret_reply = json_pack("{s:O}", "userId", json_object_get(json_object_get(reply, "user"), "id"));
    json_decref(reply);
    return status;
}

static enum status make_admin(const struct stack *stack, struct error *error)
{
    json_t *access, *reply = NULL;
    struct api *api;
    TRY(access_read(stack->dir, &access, error));
    json_t *request = bootstrap_request(stack, access);
    enum status status = api_open(&(struct api_settings){.dir = stack->dir}, &api, error);
    if (status == STATUS_OK) {
        status = api_call(api, "identity.Bootstrap", request, NULL, &reply, error);
        api_free(api);
    }
    if (status == STATUS_FAILED_PRECONDITION && text_equal(error->reason, "ALREADY_BOOTSTRAPPED"))
        status = find_admin(stack, &reply, error);
    if (status == STATUS_OK)
        status = keep_id(stack, access, reply, error);
    json_decref(reply);
    json_decref(request);
    json_decref(access);
    return status;
}

/* The member "organisation" of access.json: absent until it is settled. */
static enum status settle(const struct stack *stack, bool loaded, struct error *error)
{
    json_t *access;
    TRY(access_read(stack->dir, &access, error));
    json_object_set_new(access, "organisation", json_boolean(loaded));
    enum status status = access_write(stack->dir, access, error);
    json_decref(access);
    return status;
}

static bool is_settled(const struct stack *stack)
{
    json_t *access;
    struct error error;
    if (access_read(stack->dir, &access, &error) != STATUS_OK)
        return false;
    bool settled = json_is_boolean(json_object_get(access, "organisation"));
    json_decref(access);
    return settled;
}

static enum status load_demo(const struct stack *stack, void (*step)(const char *sentence), struct error *error)
{
    char url[64];
    step("demo organisation: loading teams, users and rules through the API");
    snprintf(url, sizeof url, "http://127.0.0.1:%d", (int)stack->port);
    if (organisation_load(stack->dir, url))
        return fail_with(error, STATUS_UNKNOWN, "the demo organisation could not be loaded; `up` again goes on with it");
    return settle(stack, true, error);
}

static enum status ask_for_key(const struct stack *stack, json_t *access, struct error *error)
{
    struct api *api;
    json_t *reply = NULL, *request = json_pack("{s:s, s:[s], s:s}", "name", "backup", "roles", "backup", "teamPath", "/hq/");
    enum status status = api_open(&(struct api_settings){.dir = stack->dir, .as = "admin"}, &api, error);
    if (status == STATUS_OK) {
        status = api_call(api, "identity.CreateApiKey", request, NULL, &reply, error);
        api_free(api);
    }
    if (status == STATUS_OK)
        access_put_key(access, json_pack("{s:s, s:O, s:[s], s:O}", "name", "backup", "token", json_object_get(reply, "secret"), "roles",
                                         "backup", "id", json_object_get(json_object_get(reply, "apiKey"), "id")));
    json_decref(reply);
    json_decref(request);
    return status;
}

/* What came of a backup is noted with a key of its own. No start fails for it: where the administrator's password is
 * another by now, somebody makes the key by hand. */
static void make_backup_key(const struct stack *stack)
{
    json_t *access;
    struct error error;
    if (access_read(stack->dir, &access, &error) != STATUS_OK)
        return;
    if (!access_key(access, "backup") && ask_for_key(stack, access, &error) == STATUS_OK &&
        access_write(stack->dir, access, &error) != STATUS_OK)
        api_error_print("first run", &error, stack->dir, NULL);
    json_decref(access);
}

int first_run(const struct stack *stack, enum demo demo, void (*step)(const char *sentence))
{
    struct error error = {0};
    bool made = false;
    if (!runs(stack, "identity") || !runs(stack, "gateway"))
        return EXIT_OK;
    enum status status = note_admin(stack, &made, &error);
    if (status == STATUS_OK && !made) {
        step("identity: making the first administrator");
        status = make_admin(stack, &error);
    }
    if (status == STATUS_OK && demo != DEMO_NOT_NOW && !is_settled(stack))
        status = demo == DEMO_WANTED ? load_demo(stack, step, &error) : settle(stack, false, &error);
    if (status == STATUS_OK && demo != DEMO_NOT_NOW)
        make_backup_key(stack);
    if (status == STATUS_OK)
        return EXIT_OK;
    api_error_print("first run", &error, stack->dir, NULL);
    return EXIT_FAILED;
}
