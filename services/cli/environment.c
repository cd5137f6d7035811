/* SPDX-License-Identifier: Apache-2.0 */
#include "environment.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/id.h"
#include "base/text.h"
#include "child.h"
#include "file.h"
#include "listen.h"
#include "postgres.h"
#include "redis.h"
#include "settings/env_file.h"
#include "wire/principal.h"

enum { SECRET_BYTES = 32, ADDED_MAX = 10, DEPLOYMENT_BYTES = 6, DROPPED_MAX = ADDED_MAX + SERVICES_MAX + 2 };

static enum status make_secret(const char *path, struct error *error)
{
    uint8_t bytes[SECRET_BYTES];
    if (access(path, F_OK) == 0)
        return STATUS_OK;
    random_bytes(bytes, sizeof bytes);
    struct arena *arena = arena_new();
    const char *text = hex_encode(arena, bytes, sizeof bytes);
    enum status status = file_write(path, text, strlen(text), error);
    arena_free(arena);
    return status;
}

/* A name of its own for each stack, so that several may share a Redis. */
static enum status make_deployment(const struct stack *stack, struct error *error)
{
    uint8_t bytes[DEPLOYMENT_BYTES];
    const char *path = stack_path(stack, "deployment.id");
    if (access(path, F_OK) == 0)
        return STATUS_OK;
    random_bytes(bytes, sizeof bytes);
    struct arena *arena = arena_new();
    const char *text = hex_encode(arena, bytes, sizeof bytes);
    enum status status = file_write(path, text, strlen(text), error);
    arena_free(arena);
    return status;
}

enum status environment_keys(const struct stack *stack, struct error *error)
{
    for (size_t i = 0; stack->services[i]; i++) {
        struct signer *signer;
        TRY(signer_open(stack_path(stack, "keys"), stack_path(stack, "trust"), stack->services[i], &signer, error));
        signer_free(signer);
    }
    TRY(make_deployment(stack, error));
    return make_secret(stack_path(stack, "keys/bootstrap.key"), error);
}

static const char *upper(const char *word, struct arena *arena)
{
    char *copy = arena_strdup(arena, word);
    for (char *p = copy; *p; p++)
        *p = (char)toupper((unsigned char)*p);
    return copy;
}

/* The gateway's list of the services that run here. */
static const char *neighbours(const struct stack *stack, struct arena *arena)
{
    struct text list;
    text_init(&list, arena);
    text_puts(&list, "DEALSPINE_GATEWAY_SERVICES=");
    for (size_t i = 0; stack->services[i]; i++)
        if (strcmp(stack->services[i], "gateway") != 0)
            text_printf(&list, "%s%s", i ? " " : "", stack->services[i]);
    return list.bytes;
}

/* A service moved to another Postgres has its connection string in the environment or in dealspine.env. */
static bool is_elsewhere(const struct stack *stack, const char *variable, struct arena *arena)
{
    struct env_file *file = NULL;
    struct error error;
    const char *in_file = arena_printf(arena, "%s_FILE", variable);
    bool found = getenv(variable) || getenv(in_file);
    if (!found && env_file_read(stack_path(stack, "dealspine.env"), &file, &error) == STATUS_OK)
        found = env_file_get(file, variable) || env_file_get(file, in_file);
    env_file_free(file);
    return found;
}

bool environment_has_redis(const struct stack *stack)
{
    struct arena *arena = arena_new();
    bool found = is_elsewhere(stack, "DEALSPINE_REDIS_URL", arena);
    arena_free(arena);
    return found;
}

/* The private Redis, or none where none is wished for; nothing where the settings name one. */
static size_t add_redis(const struct stack *stack, struct arena *arena, const char *ret_add[])
{
    size_t n = 0;
    const char *name = file_read(stack_path(stack, "deployment.id"), arena);
    if (stack->has_redis)
        ret_add[n++] = arena_printf(arena, "DEALSPINE_REDIS_URL=%s", redis_url(stack, arena));
    else if (stack->no_redis)
        ret_add[n++] = "DEALSPINE_REDIS_URL=";
    if (name && !is_elsewhere(stack, "DEALSPINE_DEPLOYMENT", arena))
        ret_add[n++] = arena_printf(arena, "DEALSPINE_DEPLOYMENT=%s", name);
    return n;
}

static size_t add_connection(const struct stack *stack, const char *word, const char *name, struct arena *arena,
                             const char *ret_add[])
{
    size_t n = 0;
    const char *variable = arena_printf(arena, "DEALSPINE_%s_DSN", name);
    if (!is_elsewhere(stack, variable, arena))
        ret_add[n++] = arena_printf(arena, "%s=%s", variable, postgres_dsn(stack, word, arena));
    if (stack->workers)
        ret_add[n++] = arena_printf(arena, "DEALSPINE_%s_WORKERS=%" PRId64, name, stack->workers);
    return n;
}

/* What is set anew, and the connection strings of others. */
static const char *const *dropped(const char *const add[], const char *word, struct arena *arena)
{
    const char **drop = arena_alloc(arena, DROPPED_MAX * sizeof *drop);
    size_t n = 0;
    for (; add[n]; n++)
        drop[n] = arena_strndup(arena, add[n], strcspn(add[n], "=") + 1);
    for (const char *const *other = stack_words; *other; other++)
        if (strcmp(*other, word) != 0)
            drop[n++] = arena_printf(arena, "DEALSPINE_%s_DSN", upper(*other, arena));
    drop[n] = "PG";
    return drop;
}

const char *const *environment_of_service(const struct stack *stack, const char *word, unsigned nth, struct arena *arena)
{
    const char *name = upper(word, arena), *add[ADDED_MAX] = {NULL};
    size_t n = 0;
    add[n++] = arena_printf(arena, "DEALSPINE_DIR=%s", stack->dir);
    add[n++] = arena_printf(arena, "DEALSPINE_RUN_DIR=%s", stack->run_dir);
    n += add_redis(stack, arena, add + n);
    if (strcmp(word, "gateway") == 0) {
        add[n++] = arena_printf(arena, "DEALSPINE_GATEWAY_PORT=%" PRId64, stack->port);
        add[n++] = neighbours(stack, arena);
    } else {
        n += add_connection(stack, word, name, arena, add + n);
    }
    const char *address = listen_address(stack, word, nth, arena);
    if (address)
        add[n++] = arena_printf(arena, "DEALSPINE_%s_LISTEN=%s", name, address);
    if (strcmp(word, "identity") == 0)
        add[n++] = arena_printf(arena, "DEALSPINE_IDENTITY_BOOTSTRAP_KEY_FILE=%s", stack_path(stack, "keys/bootstrap.key"));
    return child_environment(arena, dropped(add, word, arena), add);
}

const char *const *environment_of_postgres(struct arena *arena)
{
    static const char *const drop[] = {"PG", "DEALSPINE_", NULL};
    return child_environment(arena, drop, NULL);
}
