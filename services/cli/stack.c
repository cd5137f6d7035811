/* SPDX-License-Identifier: Apache-2.0 */
#include "stack.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access.h"
#include "file.h"

#define TEMPORARY "/tmp/dealspine-"

const char *const stack_words[] = {"identity", "customers", "leads", "opportunities", "contracts",
                                   "aftersales", "qa", "notifications", "insights", "gateway", NULL};

const char *stack_path(const struct stack *stack, const char *name)
{
    static char rooms[4][PATH_MAX + 64];
    static unsigned turn;
    char *room = rooms[turn++ % 4];
    snprintf(room, sizeof rooms[0], "%s/%s", stack->dir, name);
    return room;
}

/* A folder is fit for sockets when its name is short and free of what Postgres and libpq read as a list. */
static bool fits_sockets(const char *path)
{
    return strlen(path) <= RUN_DIR_MAX && !strpbrk(path, ",\"'\\@");
}

static bool is_own_folder(const char *path)
{
    struct stat found;
    return lstat(path, &found) == 0 && S_ISDIR(found.st_mode) && found.st_uid == geteuid() && !(found.st_mode & 022);
}

static enum status settle_run_dir(struct stack *stack, struct error *error)
{
    snprintf(stack->run_dir, sizeof stack->run_dir, "%s", stack_path(stack, "run"));
    if (fits_sockets(stack->run_dir))
        return folder_make(stack->run_dir, error);
    struct arena *arena = arena_new();
    const char *record = stack_path(stack, "run.path"), *kept = file_read(record, arena);
    bool good = kept && strncmp(kept, TEMPORARY, strlen(TEMPORARY)) == 0 && is_own_folder(kept);
    snprintf(stack->run_dir, sizeof stack->run_dir, "%s", good ? kept : TEMPORARY "XXXXXX");
    arena_free(arena);
    if (good)
        return STATUS_OK;
    if (!mkdtemp(stack->run_dir))
        return fail_with(error, STATUS_UNAVAILABLE, "no short folder for sockets in /tmp: %s", strerror(errno));
    return file_write(record, stack->run_dir, strlen(stack->run_dir), error);
}

enum status stack_find_programs(struct stack *stack, struct error *error)
{
    ssize_t n = readlink("/proc/self/exe", stack->bin_dir, sizeof stack->bin_dir - 1);
    if (n <= 0)
        return fail_with(error, STATUS_INTERNAL, "/proc is not mounted: mount -t proc proc /proc");
    stack->bin_dir[n] = '\0';
    *strrchr(stack->bin_dir, '/') = '\0';
    return STATUS_OK;
}

enum status stack_make(struct stack *stack, struct error *error)
{
    static const char *const folders[] = {"", "log", "keys", "trust", "pg", "pg/log"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const char *path = *folders[i] ? stack_path(stack, folders[i]) : stack->dir;
        TRY(folder_make(path, error));
        if (chmod(path, 0700))
            return fail_with(error, STATUS_UNAVAILABLE, "folder %s is not ours: %s", path, strerror(errno));
    }
    return settle_run_dir(stack, error);
}

static int remove_one(const char *path, const struct stat *found, int kind, struct FTW *at)
{
    (void)found, (void)kind, (void)at;
    return remove(path);
}

void stack_sweep(const struct stack *stack)
{
    if (strncmp(stack->run_dir, TEMPORARY, strlen(TEMPORARY)) == 0)
        nftw(stack->run_dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

bool stack_lock(struct stack *stack)
{
    stack->lock = open(stack_path(stack, "dealspine.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (stack->lock >= 0 && flock(stack->lock, LOCK_EX | LOCK_NB) == 0)
        return true;
    if (stack->lock >= 0)
        close(stack->lock);
    stack->lock = -1;
    return false;
}

pid_t stack_runner(const char *dir)
{
    struct stack stack = {.lock = -1};
    snprintf(stack.dir, sizeof stack.dir, "%s", dir);
    if (access(stack_path(&stack, "dealspine.lock"), F_OK))
        return 0;
    if (stack_lock(&stack)) {
        close(stack.lock);
        return 0;
    }
    struct arena *arena = arena_new();
    const char *text = file_read(stack_path(&stack, "dealspine.pid"), arena);
    pid_t runner = text ? (pid_t)strtol(text, NULL, 10) : 0;
    arena_free(arena);
    return runner;
}

static bool is_free(int64_t port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    bool good = fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0 && listen(fd, 1) == 0;
    if (fd >= 0)
        close(fd);
    return good;
}

static int64_t last_port(const char *dir)
{
    json_t *access = NULL;
    struct error error;
    if (access_read(dir, &access, &error) != STATUS_OK)
        return 0;
    const char *url = json_string_value(json_object_get(access, "url"));
    const char *colon = url ? strrchr(url, ':') : NULL;
    int64_t port = colon ? strtol(colon + 1, NULL, 10) : 0;
    json_decref(access);
    return port;
}

enum status stack_pick_port(const char *dir, int64_t wanted, int64_t *ret_port, struct error *error)
{
    if (wanted > 65535)
        return fail_with(error, STATUS_INVALID_ARGUMENT, "--port is 1 to 65535");
    if (wanted && !is_free(wanted))
        return fail_with(error, STATUS_UNAVAILABLE, "port %d on 127.0.0.1 is taken by another program: give another one with --port",
                         (int)wanted);
    if (!wanted && (wanted = last_port(dir)) && !is_free(wanted))
        wanted = 0;
    for (int64_t port = 8080; !wanted && port < 8180; port++)
        if (is_free(port))
            wanted = port;
    if (!wanted)
        return fail_with(error, STATUS_UNAVAILABLE, "the ports 8080 to 8179 are all taken: give another one with --port");
    *ret_port = wanted;
    return STATUS_OK;
}

static bool has_word(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = list; (p = strstr(p, word)); p += n)
        if ((p == list || strchr(" ,", p[-1])) && (!p[n] || strchr(" ,", p[n])))
            return true;
    return false;
}

static enum status refuse_strangers(const char *list, struct error *error)
{
    for (size_t n; *list; list += n + (list[n] != '\0')) {
        n = strcspn(list, " ,");
        bool known = n == 0;
        for (const char *const *word = stack_words; *word; word++)
            known = known || (strlen(*word) == n && strncmp(*word, list, n) == 0);
        if (!known)
            return fail_with(error, STATUS_INVALID_ARGUMENT, "%.*s is no service of this stack", (int)n, list);
    }
    return STATUS_OK;
}

enum status stack_pick_services(struct stack *stack, const char *list, struct error *error)
{
    size_t n = 0;
    char missing[256] = "";
    if (list)
        TRY(refuse_strangers(list, error));
    for (const char *const *word = stack_words; *word; word++) {
        char program[2 * PATH_MAX];
        size_t used = strlen(missing);
        snprintf(program, sizeof program, "%s/%s", stack->bin_dir, *word);
        if (list && !has_word(list, *word))
            continue;
        stack->services[n++] = *word;
        if (access(program, X_OK))
            snprintf(missing + used, sizeof missing - used, " %s", *word);
    }
    stack->services[n] = NULL;
    if (missing[0])
        return fail_with(error, STATUS_FAILED_PRECONDITION, "no program in %.150s for:%s; build them, or name with --services "
                         "those that are to run", stack->bin_dir, missing);
    return n ? STATUS_OK : fail_with(error, STATUS_INVALID_ARGUMENT, "--services names no service");
}
