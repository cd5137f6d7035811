/* SPDX-License-Identifier: Apache-2.0
 * `dealspine restore`, and what it shares with the drill.
 */
#include "restore.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access.h"
#include "backups.h"
#include "base/text.h"
#include "child.h"
#include "commands.h"
#include "file.h"
#include "postgres.h"
#include "snapshot.h"

extern const char script_drop_schemas[], script_renew_epochs[];

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* ---- is it what was written? ---- */

enum status file_hash(const char *path, char ret_hex[65], uint64_t *ret_bytes, struct error *error)
{
    static uint8_t part[1 << 16];
    uint8_t hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_with(error, STATUS_UNAVAILABLE, "%s can't be read: %s", path, strerror(errno));
    crypto_hash_sha256_init(&state);
    *ret_bytes = 0;
    ssize_t n;
    while ((n = read(fd, part, sizeof part)) > 0) {
        crypto_hash_sha256_update(&state, part, (size_t)n);
        *ret_bytes += (uint64_t)n;
    }
    int cause = errno;
    close(fd);
    if (n < 0)
        return fail_with(error, STATUS_UNAVAILABLE, "%s can't be read: %s", path, strerror(cause));
    crypto_hash_sha256_final(&state, hash);
    sodium_bin2hex(ret_hex, 65, hash, sizeof hash);
    return STATUS_OK;
}

static enum status check_keys(const char *dir, const json_t *manifest, struct error *error)
{
    const char *name;
    json_t *wanted, *keys = backup_keys(dir);
    enum status status = STATUS_OK;
    json_object_foreach(json_object_get(manifest, "keys"), name, wanted)
    {
        const json_t *found = json_object_get(keys, name);
        if (status == STATUS_OK && !json_equal(wanted, found))
            status = backup_fails(error, "KEYS_DIFFER", "keys/%s %s the one that these records are sealed with", name,
                                  found ? "is not" : "is missing; it is");
    }
    json_decref(keys);
    return status;
}

enum status restore_check(const char *dir, const char *folder, const json_t *manifest, struct error *error)
{
    char path[PATH_MAX], hex[65];
    uint64_t bytes;
    snprintf(path, sizeof path, "%s/records.dump", folder);
    if (file_hash(path, hex, &bytes, error) != STATUS_OK)
        return backup_fails(error, "FILE_MISSING", "records.dump of the backup can't be read");
    if (!text_equal(hex, text_of(manifest, "sha256")))
        return backup_fails(error, "FILE_ALTERED", "records.dump is not the file that was written: its SHA-256 is another");
    return check_keys(dir, manifest, error);
}

/* ---- bringing it back ---- */

static enum status run(const struct stack *stack, const char *text, const json_t *manifest, const char *what, struct error *error)
{
    struct arena *arena = arena_new();
    const char *schemas = words_of(json_object_get(manifest, "services"), arena);
    int end = postgres_run(stack, &(struct postgres_script){.text = text, .schemas = schemas});
    arena_free(arena);
    return end ? backup_fails(error, "RESTORE_FAILED", "%s; see %s", what, POSTGRES_SCRIPT_LOG) : STATUS_OK;
}

static enum status fill(const struct stack *stack, const char *folder, const json_t *manifest, struct arena *arena,
                        struct error *error)
{
    const char *host = arena_printf(arena, "%s/pg", stack->run_dir), *log = stack_path(stack, POSTGRES_SCRIPT_LOG);
    TRY(run(stack, script_drop_schemas, manifest, "the empty schemas can't be dropped", error));
    const char *const argv[] = {POSTGRES_BIN "pg_restore", "--exit-on-error", "--dbname=dealspine",
                                arena_printf(arena, "%s/records.dump", folder), NULL};
    struct child child = {.argv = argv, .environment = postgres_environment(stack, host, "dealspine", NULL, arena), .log = log,
                          .death_signal = SIGTERM};
    int end = child_run(&child);
    return end ? backup_fails(error, "RESTORE_FAILED", "pg_restore ended with %d; see %s", end, POSTGRES_SCRIPT_LOG) : STATUS_OK;
}

static void compare(const json_t *wanted, const json_t *found, struct restored *ret)
{
    const char *name;
    json_t *table;
    json_object_foreach((json_t *)wanted, name, table)
    {
        if (json_equal(table, json_object_get(found, name)))
            continue;
        if (!ret->differences++)
            snprintf(ret->first, sizeof ret->first, "%s", name);
    }
    json_object_foreach((json_t *)found, name, table)
        if (!json_object_get(wanted, name) && !ret->differences++)
            snprintf(ret->first, sizeof ret->first, "%s", name);
    ret->tables = json_object_size(found);
}

static enum status count(const struct stack *stack, const json_t *manifest, struct restored *ret, struct arena *arena,
                         struct error *error)
{
    struct snapshot snapshot;
    TRY(snapshot_count(stack, words_of(json_object_get(manifest, "services"), arena), &snapshot, error));
    ret->rows = snapshot.rows;
    compare(json_object_get(manifest, "tables"), snapshot.tables, ret);
    json_decref(snapshot.tables);
    if (ret->differences)
        return backup_fails(error, "ROWS_DIFFER", "%d of %d tables came back otherwise, the first is %s", (int)ret->differences,
                            (int)ret->tables, ret->first);
    return STATUS_OK;
}

static enum status serve_and_fill(const struct stack *stack, const char *folder, const json_t *manifest, struct restored *ret,
                                  struct arena *arena, struct error *error)
{
    pid_t server = 0;
    enum status status = postgres_begin(stack, &server, error);
    if (status == STATUS_OK)
        status = fill(stack, folder, manifest, arena, error);
    if (status == STATUS_OK)
        status = count(stack, manifest, ret, arena, error);
    if (status == STATUS_OK)
        status = run(stack, script_renew_epochs, manifest, "the logs can't be given new epochs", error);
    if (server)
        postgres_end(server);
    return status;
}

static enum status settle(struct stack *stack, const json_t *manifest, struct arena *arena, struct error *error)
{
    size_t i;
    json_t *word;
    const char *list = "gateway";
    json_array_foreach(json_object_get(manifest, "services"), i, word)
        list = arena_printf(arena, "%s %s", list, json_string_value(word));
    TRY(stack_find_programs(stack, error));
    TRY(stack_make(stack, error));
    TRY(stack_pick_services(stack, list, error));
    if (access(stack_path(stack, "pg/data/global/pg_control"), F_OK) == 0)
        return backup_fails(error, "HAS_RECORDS", "%s has records already: restore into another folder", stack->dir);
    return postgres_prepare(stack, NULL, error);
}

enum status restore_into(struct stack *stack, const char *folder, const json_t *manifest, struct restored *ret,
                         struct error *error)
{
    struct arena *arena = arena_new();
    *ret = (struct restored){0};
    enum status status = settle(stack, manifest, arena, error);
    if (status == STATUS_OK) {
        status = serve_and_fill(stack, folder, manifest, ret, arena, error);
        if (status != STATUS_OK)
            folder_remove(stack_path(stack, "pg/data"));
    }
    arena_free(arena);
    return status;
}

/* ---- the command ---- */

static enum status copy_keys(const char *from, const char *dir, const json_t *manifest, struct error *error)
{
    struct arena *arena = arena_new();
    const char *name;
    json_t *wanted;
    enum status status = folder_make(arena_printf(arena, "%s/keys", dir), error);
    json_object_foreach(json_object_get(manifest, "keys"), name, wanted)
    {
        const char *path = arena_printf(arena, "%s/keys/%s", dir, name);
        const char *text = file_read(arena_printf(arena, "%s/%s", from, name), arena);
        if (status == STATUS_OK && text && access(path, F_OK))
            status = file_write(path, text, strlen(text), error);
    }
    arena_free(arena);
    return status;
}

/* The people are in the records; `up` is not to make a first administrator. */
static enum status note_people(const char *dir, struct error *error)
{
    json_t *access;
    TRY(access_read(dir, &access, error));
    if (!access_user(access, "admin"))
        access_put_user(access, json_pack("{s:s, s:s, s:[s]}", "login", "admin", "id", "restored", "roles", "admin"));
    json_object_set_new(access, "organisation", json_true());
    enum status status = access_write(dir, access, error);
    json_decref(access);
    return status;
}

static enum status restore(const char *dir, const char *folder, const char *keys, struct restored *ret, struct error *error)
{
    struct stack stack = {.lock = -1};
    snprintf(stack.dir, sizeof stack.dir, "%s", dir);
    json_t *manifest = backup_manifest(folder);
    if (!manifest)
        return backup_fails(error, "FILE_MISSING", "%s is no backup: it has no manifest.json", folder);
    umask(077);
    enum status status = folder_make(dir, error);
    if (status == STATUS_OK && !stack_lock(&stack))
        status = fail_with(error, STATUS_FAILED_PRECONDITION, "a stack runs in %s", dir);
    if (status == STATUS_OK && keys)
        status = copy_keys(keys, dir, manifest, error);
    if (status == STATUS_OK)
        status = restore_check(dir, folder, manifest, error);
    if (status == STATUS_OK)
        status = restore_into(&stack, folder, manifest, ret, error);
    if (status == STATUS_OK)
        status = note_people(dir, error);
    stack_sweep(&stack);
    json_decref(manifest);
    if (stack.lock >= 0)
        close(stack.lock);
    return status;
}

int restore_run(const char *dir, int argc, char **argv)
{
    const char *keys = NULL;
    char folder[PATH_MAX], keys_folder[PATH_MAX];
    struct restored restored = {0};
    struct error error = {0};
    const struct option_row rows[] = {
        {"keys", OPTION_TEXT, &keys, "FOLDER", "take the keys that are missing from this copy of the folder keys"},
    };
    const struct usage usage = {
        "restore BACKUP [options]",
        "Brings the records of a backup (a folder <dir>/backups/TIME) back into the folder --dir, which has none yet and does\n"
        "not run, and compares every table with what was counted when the backup was made. The keys that the records are\n"
        "sealed with must be there: --keys. Readers of events get EPOCH_MISMATCH and begin again on purpose.",
        rows, sizeof rows / sizeof *rows, 1, 1};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    if (!realpath(argv[1], folder) || (keys && !realpath(keys, keys_folder))) {
        fprintf(stderr, "dealspine: %s can't be found\n", shell_word(argv[1]));
        return EXIT_FAILED;
    }
    if (restore(dir, folder, keys ? keys_folder : NULL, &restored, &error) != STATUS_OK) {
        fprintf(stderr, "dealspine: %s\n", error.message);
        return EXIT_FAILED;
    }
    printf("%llu rows of %llu tables are back, every one as it was counted. Start it: dealspine --dir %s up\n",
           (unsigned long long)restored.rows, (unsigned long long)restored.tables, shell_word(dir));
    return EXIT_OK;
}
