/* SPDX-License-Identifier: Apache-2.0 */
#include "postgres.h"

#include <errno.h>
#include <ftw.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "access.h"
#include "base/clock.h"
#include "base/text.h"
#include "child.h"
#include "file.h"
#include "replicas.h"

#define BIN POSTGRES_BIN
#define OWNER "dealspine"
enum { ARGUMENTS_MAX = 64, LEFTOVER_MS = 20000, START_MS = 60000, CONNECTIONS_OF_ONE = 6, WORKERS = 2, CONNECTIONS_SPARE = 20 };

extern const char script_database[], script_role[];

#define AS(name, group, ...)                                                                                           \
    {name, {"setpriv", "--pdeathsig=keep", "--reuid=" name, "--regid=" group, "--clear-groups", __VA_ARGS__}}
#define WITH(capability) "--inh-caps=+" capability, "--ambient-caps=+" capability

/* Ways to run a command as somebody Postgres accepts, best first. A user who may not walk to the folder is given one
 * capability for that. */
static const struct way {
    const char *owner; /* of the cluster's files; NULL: ourselves */
    const char *words[8];
} ways[] = {
    {NULL, {"unshare", "--user", "--map-user=1000", "--map-group=1000"}},
    AS("postgres", "postgres", NULL),
    AS("postgres", "postgres", WITH("dac_read_search")),
    AS("postgres", "postgres", WITH("dac_override")),
    AS("nobody", "nogroup", NULL),
    AS("nobody", "nogroup", WITH("dac_read_search")),
    AS("nobody", "nogroup", WITH("dac_override")),
};
static const struct way as_ourselves;
static const struct way *chosen = &as_ourselves;

struct words {
    const char *list[ARGUMENTS_MAX];
    size_t n;
};

static void put(struct words *words, const char *word)
{
    if (words->n + 1 < ARGUMENTS_MAX)
        words->list[words->n++] = word;
}

static void put_way(struct words *words, const struct way *way)
{
    for (const char *const *word = way->words; *word; word++)
        put(words, *word);
}

static const char *key_path(const struct stack *stack, const char *role, struct arena *arena)
{
    return arena_printf(arena, "%s/keys/pg.%s.password", stack->dir, role);
}

/* The role's password, made at first use; the arena's. NULL if it can't be kept. */
static const char *password_of(const struct stack *stack, const char *role, struct arena *arena, struct error *error)
{
    const char *path = key_path(stack, role, arena), *kept = file_read(path, arena);
    if (kept && *kept)
        return kept;
    char *password = arena_alloc(arena, PASSWORD_TEXT);
    access_password(password);
    return file_write(path, password, strlen(password), error) == STATUS_OK ? password : NULL;
}

static uid_t new_owner;
static gid_t new_group;

static int give_one(const char *path, const struct stat *found, int kind, struct FTW *at)
{
    (void)kind, (void)at;
    return found->st_uid == new_owner ? 0 : lchown(path, new_owner, new_group);
}

/* Files of the cluster belong to whom the server runs as, also after a move to another machine. */
static enum status give(const char *folder, const struct way *way, struct error *error)
{
    const struct passwd *other = way->owner ? getpwnam(way->owner) : NULL;
    new_owner = other ? other->pw_uid : geteuid();
    new_group = other ? other->pw_gid : getegid();
    if (geteuid() == 0 && nftw(folder, give_one, 16, FTW_PHYS))
        return fail_with(error, STATUS_UNAVAILABLE, "%s can't be given to the user Postgres runs as: %s", folder, strerror(errno));
    return STATUS_OK;
}

static bool works(const struct way *way, const char *program, const char *argument)
{
    struct words words = {0};
    put_way(&words, way);
    put(&words, program);
    if (argument)
        put(&words, argument);
    return child_run(&(struct child){.argv = words.list}) == 0;
}

/* Another user must be able to walk into the folders, whose own files stay private. */
static enum status open_folders(const struct stack *stack, struct error *error)
{
    const char *folders[] = {stack->run_dir, stack->dir, stack_path(stack, "pg")};
    for (size_t i = 0; i < 3; i++)
        if (chmod(folders[i], 0711))
            return fail_with(error, STATUS_UNAVAILABLE, "%s can't be opened for Postgres: %s", folders[i], strerror(errno));
    return STATUS_OK;
}

/* The first way that exists here and that leads to the data. */
static enum status choose_way(const struct stack *stack, const char *data, struct error *error)
{
    if (geteuid() != 0)
        return STATUS_OK;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const struct way *way = &ways[i];
        if ((way->owner && !getpwnam(way->owner)) || !works(way, "true", NULL))
            continue;
        if (way->owner)
            TRY(open_folders(stack, error));
        TRY(give(data, way, error));
        if (works(way, "stat", data)) {
            chosen = way;
            return STATUS_OK;
        }
    }
    return fail_with(error, STATUS_UNAVAILABLE, "Postgres refuses root, and no other user can be had that may enter %s", data);
}

static enum status settle_folders(const struct stack *stack, struct error *error)
{
    char data[PATH_MAX + 32], sockets[PATH_MAX + 8];
    TRY(folder_make(stack_path(stack, "pg/data"), error));
    snprintf(data, sizeof data, "%s/pg/data/.", stack->dir);
    TRY(choose_way(stack, data, error));
    snprintf(sockets, sizeof sockets, "%s/pg", stack->run_dir);
    TRY(folder_make(sockets, error));
    return give(sockets, chosen, error);
}

static enum status make_cluster(const struct stack *stack, struct error *error)
{
    struct arena *arena = arena_new();
    const char *data = arena_strdup(arena, stack_path(stack, "pg/data")), *log = stack_path(stack, "pg/log/initdb.log");
    const char *password = password_of(stack, OWNER, arena, error), *file = arena_printf(arena, "%s/pg/owner.password", stack->dir);
    enum status status = password ? file_write(file, password, strlen(password), error) : STATUS_UNAVAILABLE;
    if (status == STATUS_OK)
        status = give(file, chosen, error);
    struct words words = {0};
    put_way(&words, chosen);
    const char *const fixed[] = {BIN "initdb", "-D", data, "-U", OWNER, "-E", "UTF8", "--locale=C.UTF-8",
                                 "--locale-provider=icu", "--icu-locale=und", "--auth-local=scram-sha-256",
                                 "--auth-host=reject", "--pwfile", file};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        put(&words, fixed[i]);
    int end = status == STATUS_OK ? child_run(&(struct child){.argv = words.list, .log = log}) : 0;
    unlink(file);
    if (end)
        status = fail_with(error, STATUS_UNAVAILABLE, "initdb ended with %d; see %s", end, log);
    arena_free(arena);
    return status;
}

/* The pid and the state in postmaster.pid; 0 if there is none. */
static pid_t recorded(const struct stack *stack, bool *ret_ready)
{
    struct arena *arena = arena_new();
    const char *text = file_read(stack_path(stack, "pg/data/postmaster.pid"), arena);
    pid_t pid = text ? (pid_t)strtol(text, NULL, 10) : 0;
    const char *last = text ? strrchr(text, '\n') : NULL;
    *ret_ready = last && strncmp(last + 1, "ready", 5) == 0;
    arena_free(arena);
    return pid;
}

/* Is this process a server in our data folder? */
static bool is_ours(const struct stack *stack, pid_t pid)
{
    char link[64], here[PATH_MAX];
    snprintf(link, sizeof link, "/proc/%d/cwd", (int)pid);
    ssize_t n = pid > 0 ? readlink(link, here, sizeof here - 1) : -1;
    here[n < 0 ? 0 : n] = '\0';
    return text_equal(here, stack_path(stack, "pg/data"));
}

static enum status wait_for_leftover(const struct stack *stack, struct error *error)
{
    bool ready;
    pid_t pid = recorded(stack, &ready);
    int64_t until = clock_mono_ms() + LEFTOVER_MS;
    if (is_ours(stack, pid))
        kill(pid, SIGINT);
    while (is_ours(stack, pid)) {
        if (clock_mono_ms() > until)
            return fail_with(error, STATUS_UNAVAILABLE, "a Postgres server (pid %d) left over in this folder does not end", (int)pid);
        usleep(50000);
    }
    return STATUS_OK;
}

enum status postgres_prepare(const struct stack *stack, bool *ret_fresh, struct error *error)
{
    if (access(BIN "postgres", X_OK))
        return fail_with(error, STATUS_UNAVAILABLE, "Postgres 15 is not installed: apt-get install postgresql-15");
    TRY(settle_folders(stack, error));
    bool fresh = access(stack_path(stack, "pg/data/global/pg_control"), F_OK) != 0;
    if (ret_fresh)
        *ret_fresh = fresh;
    return fresh ? make_cluster(stack, error) : wait_for_leftover(stack, error);
}

static size_t count_services(const struct stack *stack)
{
    size_t n = 0;
    while (stack->services[n])
        n++;
    return n;
}

const char *const *postgres_command(const struct stack *stack, struct arena *arena)
{
    size_t of_one = CONNECTIONS_OF_ONE + (stack->workers ? (size_t)stack->workers : WORKERS);
    size_t connections = count_services(stack) * REPLICAS_MAX * of_one + CONNECTIONS_SPARE;
    struct words words = {0};
    put_way(&words, chosen);
    put(&words, BIN "postgres");
    put(&words, "-D");
    put(&words, arena_strdup(arena, stack_path(stack, "pg/data")));
    const char *const options[] = {
        "listen_addresses=", arena_printf(arena, "unix_socket_directories=%s/pg", stack->run_dir),
        "unix_socket_permissions=0700", arena_printf(arena, "max_connections=%zu", connections), "shared_buffers=64MB",
        "fsync=on", "deadlock_timeout=100ms", "max_wal_size=1GB", "jit=off", "timezone=UTC", "log_timezone=UTC",
        "log_line_prefix=%m [%p] %u ", "lc_messages=C",
        /* DETAIL and STATEMENT lines could show personal values. */
        "log_error_verbosity=terse", "log_min_error_statement=panic",
    };
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        put(&words, "-c");
        put(&words, options[i]);
    }
    return arena_memdup(arena, words.list, sizeof words.list);
}

bool postgres_is_ready(const struct stack *stack, pid_t pid)
{
    bool ready;
    return recorded(stack, &ready) == pid && ready;
}

static enum status script(const struct stack *stack, struct text *ret_script, struct error *error)
{
    text_puts(ret_script, script_database);
    for (size_t i = 0; stack->services[i]; i++) {
        const char *word = stack->services[i];
        if (strcmp(word, "gateway") == 0)
            continue;
        const char *password = password_of(stack, word, ret_script->arena, error);
        if (!password)
            return STATUS_UNAVAILABLE;
        text_printf(ret_script, "\\set service '%s'\n\\set password '%s'\n", word, password);
        text_puts(ret_script, script_role);
    }
    return STATUS_OK;
}

enum status postgres_password(const struct stack *stack, struct error *error)
{
    struct arena *arena = arena_new();
    enum status status = password_of(stack, OWNER, arena, error) ? STATUS_OK : STATUS_UNAVAILABLE;
    arena_free(arena);
    return status;
}

enum status postgres_roles(const struct stack *stack, struct error *error)
{
    struct arena *arena = arena_new();
    enum status status = postgres_roles_at(stack, arena_printf(arena, "%s/pg", stack->run_dir), error);
    arena_free(arena);
    return status;
}

const char *const *postgres_environment(const struct stack *stack, const char *host, const char *database, const char *const *add,
                                        struct arena *arena)
{
    enum { MINE = 4, OTHERS = 8 };
    const char *password = file_read(key_path(stack, OWNER, arena), arena);
    const char *const drop[] = {"PG", NULL};
    const char *all[MINE + OTHERS + 1] = {arena_printf(arena, "PGHOST=%s", host), "PGUSER=" OWNER,
                                          arena_printf(arena, "PGDATABASE=%s", database),
                                          arena_printf(arena, "PGPASSWORD=%s", password ? password : "")};
    for (size_t n = 0; add && add[n] && n < OTHERS; n++)
        all[MINE + n] = add[n];
    return password ? child_environment(arena, drop, all) : NULL;
}

int postgres_run(const struct stack *stack, const struct postgres_script *script)
{
    struct arena *arena = arena_new();
    const char *host = script->host ? script->host : arena_printf(arena, "%s/pg", stack->run_dir);
    const char *const argv[] = {POSTGRES_BIN "psql", "-X", "-q", "-A", "-t", "-F", " ", "-v", "ON_ERROR_STOP=1",
                                "-v", arena_printf(arena, "schemas=%s", script->schemas),
                                "-o", script->output ? script->output : "/dev/null", "-f", "-", NULL};
    struct child child = {.argv = argv, .environment = postgres_environment(stack, host, "dealspine", script->environment, arena),
                          .log = stack_path(stack, POSTGRES_SCRIPT_LOG), .input = script->text, .death_signal = SIGTERM};
    int end = child.environment ? child_run(&child) : -1;
    arena_free(arena);
    return end;
}

enum status postgres_roles_at(const struct stack *stack, const char *host, struct error *error)
{
    struct arena *arena = arena_new();
    struct text text;
    text_init(&text, arena);
    enum status status = script(stack, &text, error);
    const char *password = password_of(stack, OWNER, arena, error), *log = stack_path(stack, "pg/log/roles.log");
    if (status == STATUS_OK && password) {
        const char *const argv[] = {BIN "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-", NULL};
        struct child child = {.argv = argv, .environment = postgres_environment(stack, host, "postgres", NULL, arena), .log = log,
                              .input = text.bytes};
        int end = child_run(&child);
        if (end)
            status = fail_with(error, STATUS_UNAVAILABLE, "making the services' roles ended with %d; see %s", end, log);
    }
    arena_free(arena);
    return password ? status : STATUS_UNAVAILABLE;
}

enum status postgres_begin(const struct stack *stack, pid_t *ret_pid, struct error *error)
{
    struct arena *arena = arena_new();
    struct child child = {.argv = postgres_command(stack, arena), .environment = child_environment(arena, (const char *const[]){"PG", NULL}, NULL),
                          .log = stack_path(stack, "pg/log/postgres.log"), .death_signal = SIGINT};
    pid_t pid = child_start(&child);
    int64_t until = clock_mono_ms() + START_MS;
    int ended = 0;
    while (pid > 0 && !postgres_is_ready(stack, pid) && clock_mono_ms() < until && !(ended = waitpid(pid, NULL, WNOHANG)))
        usleep(50000);
    arena_free(arena);
    if (pid > 0 && !ended && postgres_is_ready(stack, pid)) {
        *ret_pid = pid;
        return postgres_roles(stack, error);
    }
    if (pid > 0 && !ended)
        postgres_end(pid);
    return fail_with(error, STATUS_UNAVAILABLE, "Postgres does not start; see %s", stack_path(stack, "pg/log/postgres.log"));
}

void postgres_end(pid_t pid)
{
    kill(pid, SIGINT);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        continue;
}

const char *postgres_dsn(const struct stack *stack, const char *role, struct arena *arena)
{
    return postgres_dsn_at(stack, arena_printf(arena, "%s/pg", stack->run_dir), role, arena);
}

const char *postgres_dsn_at(const struct stack *stack, const char *host, const char *role, struct arena *arena)
{
    const char *password = file_read(key_path(stack, role, arena), arena);
    return password ? arena_printf(arena, "host='%s' dbname=dealspine user=%s password=%s application_name=%s connect_timeout=5",
                                   host, role, password, role)
                    : NULL;
}
