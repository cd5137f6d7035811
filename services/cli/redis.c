/* SPDX-License-Identifier: Apache-2.0 */
#include "redis.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "file.h"

enum { ASK_AGAIN_MS = 500, GOOD_MS = 2000 };

/* redis-tools holds the server's program; it looks at the name it is called by. */
static const char *const programs[] = {"/usr/bin/redis-server", "/usr/bin/valkey-server", "/usr/bin/redis-check-rdb"};

static const char *socket_path(const struct stack *stack, struct arena *arena)
{
    return arena_printf(arena, "%s/redis/redis.sock", stack->run_dir);
}

enum status redis_prepare(const struct stack *stack, struct error *error)
{
    char folder[PATH_MAX + 8], link[PATH_MAX + 32];
    const char *program = NULL;
    for (size_t i = 0; !program && i < sizeof programs / sizeof *programs; i++)
        program = access(programs[i], X_OK) == 0 ? programs[i] : NULL;
    if (!program)
        return fail_with(error, STATUS_NOT_FOUND, "Redis is not installed (apt-get install redis-tools): going on without it");
    TRY(folder_make(stack_path(stack, "redis"), error));
    snprintf(folder, sizeof folder, "%s/redis", stack->run_dir);
    TRY(folder_make(folder, error));
    snprintf(link, sizeof link, "%s/redis/redis-server", stack->dir);
    unlink(link);
    if (symlink(program, link))
        return fail_with(error, STATUS_UNAVAILABLE, "%s can't be made: %s", link, strerror(errno));
    return STATUS_OK;
}

const char *const *redis_command(const struct stack *stack, struct arena *arena)
{
    const char *const words[] = {
        arena_printf(arena, "%s/redis/redis-server", stack->dir),
        "--port", "0", "--unixsocket", socket_path(stack, arena), "--unixsocketperm", "700",
        "--dir", arena_printf(arena, "%s/redis", stack->dir), "--appendonly", "yes", "--appendfsync", "everysec",
        "--auto-aof-rewrite-min-size", "16mb", "--save", "", "--maxmemory", "128mb", "--maxmemory-policy", "noeviction",
        "--databases", "1", "--daemonize", "no", NULL};
    return arena_memdup(arena, words, sizeof words);
}

static int remove_one(const char *path, const struct stat *found, int kind, struct FTW *at)
{
    (void)found, (void)kind, (void)at;
    return remove(path);
}

void redis_forget(const struct stack *stack)
{
    nftw(stack_path(stack, "redis/appendonlydir"), remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

const char *redis_url(const struct stack *stack, struct arena *arena)
{
    return arena_printf(arena, "unix://%s", socket_path(stack, arena));
}

static void ask(const struct stack *stack, struct redis_probe *probe)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct arena *arena = arena_new();
    redis_probe_end(probe);
    probe->asked_ms = clock_mono_ms();
    snprintf(address.sun_path, sizeof address.sun_path, "%s", socket_path(stack, arena));
    arena_free(arena);
    probe->socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0) + 1;
    if (!probe->socket)
        return;
    if (connect(probe->socket - 1, (struct sockaddr *)&address, sizeof address) ||
        send(probe->socket - 1, "PING\r\n", 6, MSG_NOSIGNAL) != 6)
        redis_probe_end(probe);
}

bool redis_answers(const struct stack *stack, struct redis_probe *probe)
{
    char answer[16];
    if (probe->socket && recv(probe->socket - 1, answer, sizeof answer, MSG_DONTWAIT) >= 5 &&
        memcmp(answer, "+PONG", 5) == 0) {
        probe->answered_ms = clock_mono_ms();
        redis_probe_end(probe);
    }
    if (clock_mono_ms() - probe->asked_ms >= ASK_AGAIN_MS)
        ask(stack, probe);
    return probe->answered_ms && clock_mono_ms() - probe->answered_ms < GOOD_MS;
}

void redis_probe_end(struct redis_probe *probe)
{
    if (probe->socket)
        close(probe->socket - 1);
    probe->socket = 0;
}
