/* SPDX-License-Identifier: Apache-2.0
 * `dealspine backup`: all services' records at one moment, into a file; and the drill that brings one back.
 */
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "access.h"
#include "backups.h"
#include "base/clock.h"
#include "base/text.h"
#include "commands.h"
#include "drill.h"
#include "file.h"
#include "postgres.h"
#include "restore.h"
#include "snapshot.h"

struct backup {
    struct stack stack;
    struct backup_settings settings;
    const char *host, *as;
    bool json;
    struct arena *arena;
};

/* ---- making one ---- */

/* "20261124T000102.345Z-3f9c", by its beginning: in the order of time, and no two the same. */
static const char *name_of(struct backup *backup, const struct backup_result *run)
{
    enum { TO_THE_MILLISECOND = sizeof "20261124T000102.345" - 1 };
    char text[TIME_TEXT], name[TIME_TEXT];
    size_t n = 0;
    time_format(run->started_us, text);
    for (const char *p = text; *p && n < TO_THE_MILLISECOND; p++)
        if (*p != '-' && *p != ':')
            name[n++] = *p;
    name[n] = '\0';
    return arena_printf(backup->arena, "%sZ-%s", name, run->backup_id + ID_TEXT - 5);
}

static const char *schemas_of(const struct backup *backup)
{
    const char *words = "";
    for (size_t i = 0; backup->stack.services[i]; i++)
        if (strcmp(backup->stack.services[i], "gateway") != 0)
            words = arena_printf(backup->arena, "%s%s%s", words, *words ? " " : "", backup->stack.services[i]);
    return words;
}

/* Those that have tables here: a stack may run without some. */
static json_t *services_of(const struct backup *backup, const json_t *tables)
{
    json_t *list = json_array();
    for (size_t i = 0; backup->stack.services[i]; i++) {
        const char *word = backup->stack.services[i];
        if (json_object_get(tables, arena_printf(backup->arena, "%s.log_epoch", word)))
            json_array_append_new(list, json_string(word));
    }
    return list;
}

static json_t *manifest_of(const struct backup *backup, const struct backup_result *run, json_t *tables)
{
    char taken[TIME_TEXT], ended[TIME_TEXT];
    time_format(run->taken_us, taken);
    time_format(run->ended_us, ended);
    return json_pack("{s:s, s:s, s:s, s:I, s:s, s:I, s:o, s:O, s:o}", "id", run->backup_id, "takenAt", taken, "endedAt", ended, "bytes",
                     (json_int_t)run->bytes, "sha256", run->sha256, "rows", (json_int_t)run->rows, "services", services_of(backup, tables), "tables",
                     tables, "keys", backup_keys(backup->stack.dir));
}

/* The manifest is written last: it makes the folder a backup. */
static enum status finish(struct backup *backup, struct backup_result *run, const char *folder,
                          const struct snapshot *snapshot, struct error *error)
{
    run->taken_us = snapshot->taken_us;
    run->rows = snapshot->rows;
    run->tables = json_object_size(snapshot->tables);
    TRY(file_hash(arena_printf(backup->arena, "%s/records.dump", folder), run->sha256, &run->bytes, error));
    run->ended_us = clock_now_us();
    json_t *manifest = manifest_of(backup, run, snapshot->tables);
    enum status status = file_write_json(arena_printf(backup->arena, "%s/manifest.json", folder), manifest, error);
    json_decref(manifest);
    return status;
}

static enum status make(struct backup *backup, struct backup_result *run, struct error *error)
{
    struct snapshot snapshot = {0};
    id_new_text(run->backup_id);
    const char *folder = backup_folder(backup->stack.dir, name_of(backup, run), backup->arena);
    enum status status = folder_make(folder, error);
    if (status == STATUS_OK)
        status = snapshot_dump(&backup->stack, backup->host, schemas_of(backup), folder, &snapshot, error);
    if (status == STATUS_OK)
        status = finish(backup, run, folder, &snapshot, error);
    if (status == STATUS_OK)
        backups_prune(backup->stack.dir, (size_t)backup->settings.keep);
    else
        folder_remove(folder);
    json_decref(snapshot.tables);
    return status;
}

/* ---- bringing one back ---- */

static enum status pick(struct backup *backup, const char *wanted, const char **ret_folder, json_t **ret_manifest,
                        struct error *error)
{
    size_t n;
    const char *const *names = backups_list(backup->stack.dir, backup->arena, &n);
    const char *name = wanted ? wanted : n ? names[n - 1] : NULL;
    if (!name)
        return backup_fails(error, "NO_BACKUP", "there is no backup yet: dealspine backup");
    *ret_folder = backup_folder(backup->stack.dir, name, backup->arena);
    *ret_manifest = strchr(name, '/') ? NULL : backup_manifest(*ret_folder);
    return *ret_manifest ? STATUS_OK : backup_fails(error, "NO_BACKUP", "there is no backup of this name: dealspine backup list");
}

static void copy_text(char *ret, size_t room, const json_t *manifest, const char *name)
{
    const char *text = json_string_value(json_object_get(manifest, name));
    snprintf(ret, room, "%s", text ? text : "");
}

static enum status bring_back(struct backup *backup, const char *wanted, struct backup_result *run, struct error *error)
{
    const char *folder;
    json_t *manifest;
    TRY(pick(backup, wanted, &folder, &manifest, error));
    copy_text(run->backup_id, sizeof run->backup_id, manifest, "id");
    copy_text(run->sha256, sizeof run->sha256, manifest, "sha256");
    run->bytes = (uint64_t)json_integer_value(json_object_get(manifest, "bytes"));
    if (!time_parse(json_string_value(json_object_get(manifest, "takenAt")), &run->taken_us))
        run->taken_us = 0;
    run->failure.status = drill(backup->stack.dir, folder, manifest, run, &run->failure);
    run->ended_us = clock_now_us();
    json_decref(manifest);
    json_t *result = backup_result_json(run);
    enum status status = file_write_json(arena_printf(backup->arena, "%s/drill.json", folder), result, error);
    json_decref(result);
    *error = run->failure.status != STATUS_OK ? run->failure : *error;
    return run->failure.status != STATUS_OK ? run->failure.status : status;
}

/* ---- the command ---- */

static void show(const struct backup *backup, const struct backup_result *run, const struct error *error)
{
    if (backup->json) {
        json_t *json = backup_result_json(run);
        json_dumpf(json, stdout, JSON_COMPACT);
        printf("\n");
        json_decref(json);
    } else if (error->status != STATUS_OK) {
        fprintf(stderr, "dealspine: %s failed: %s\n", run->is_drill ? "the drill" : "the backup", error->message);
    } else {
        printf("%s: %" PRIu64 " rows of %" PRIu64 " tables, %.1f MB, in %.1f s. ",
               run->is_drill ? "Brought back and started on" : "Backed up", run->rows, run->tables, (double)run->bytes / 1e6,
               (double)(run->ended_us - run->started_us) / 1e6);
        printf("%s\n", run->is_drill ? "Every row is as it was." : "The keys are no part of it: keep a copy of <dir>/keys elsewhere.");
    }
}

static void record(const struct backup *backup, const struct backup_result *run)
{
    struct error error = {0};
    json_t *access = NULL;
    const char *as = backup->as ? backup->as : "backup";
    if (!backup->as && access_read(backup->stack.dir, &access, &error) == STATUS_OK && !access_key(access, "backup"))
        as = "admin";
    json_decref(access);
    int waiting = backup_result_record(backup->stack.dir, run, as, &error);
    if (waiting)
        fprintf(stderr, "dealspine: the result is kept in %s/backups/waiting, and not yet told as %s: %s\n", backup->stack.dir,
                shell_word(as), error.message);
}

/* A backup that there is not needs no record; one that failed has an id of its own. */
static int run_one(struct backup *backup, const char *wanted, bool is_drill)
{
    struct backup_result run;
    struct error error = {0};
    int lock = -1;
    enum status status = backups_lock(backup->stack.dir, &lock, &error);
    if (status != STATUS_OK) {
        fprintf(stderr, "dealspine: %s\n", error.message);
        return EXIT_FAILED;
    }
    backup_result_begin(&run, is_drill);
    status = is_drill ? bring_back(backup, wanted, &run, &error) : make(backup, &run, &error);
    run.ended_us = clock_now_us();
    if (status != STATUS_OK)
        run.failure = error;
    show(backup, &run, &error);
    if (run.backup_id[0])
        record(backup, &run);
    close(lock);
    return status == STATUS_OK ? EXIT_OK : EXIT_FAILED;
}

static void print_one(const char *dir, const char *name, struct arena *arena)
{
    const char *folder = backup_folder(dir, name, arena);
    json_t *manifest = backup_manifest(folder), *last = backup_drill(folder);
    const char *outcome = json_string_value(json_object_get(last, "outcome")), *ended = json_string_value(json_object_get(last, "endedAt"));
    printf("%s  %10.1f MB  %12" PRId64 " rows  %s%s%.19s\n", name,
           (double)json_integer_value(json_object_get(manifest, "bytes")) / 1e6,
           (int64_t)json_integer_value(json_object_get(manifest, "rows")),
           !last ? "not drilled" : text_equal(outcome, "GOOD") ? "brought back" : "DRILL FAILED", ended ? " " : "", ended ? ended : "");
    json_decref(manifest);
    json_decref(last);
}

static int list(const struct backup *backup)
{
    const char *const *names = backups_list(backup->stack.dir, backup->arena, NULL);
    for (const char *const *name = names; *name; name++)
        print_one(backup->stack.dir, *name, backup->arena);
    if (!*names)
        printf("No backups yet in %s/backups\n", shell_word(backup->stack.dir));
    return EXIT_OK;
}

static enum status settle(struct backup *backup, const char *dir, int64_t keep, struct error *error)
{
    snprintf(backup->stack.dir, sizeof backup->stack.dir, "%s", dir);
    TRY(backup_settings_read(dir, &backup->settings, error));
    if (keep)
        backup->settings.keep = keep;
    TRY(stack_find_programs(&backup->stack, error));
    TRY(stack_make(&backup->stack, error));
    TRY(stack_pick_services(&backup->stack, NULL, error));
    if (!backup->host)
        backup->host = arena_printf(backup->arena, "%s/pg", backup->stack.run_dir);
    return STATUS_OK;
}

static int backup(struct backup *backup, const char *dir, int64_t keep, int argc, char **argv)
{
    struct error error = {0};
    const char *word = argc > 1 ? argv[1] : "make";
    bool is_drill = text_equal(word, "drill"), is_list = text_equal(word, "list");
    if ((!is_drill && !is_list && !text_equal(word, "make")) || (argc > 2 && !is_drill)) {
        fprintf(stderr, "dealspine: backup, backup list, or backup drill [NAME]; backup --help says more\n");
        return EXIT_USAGE;
    }
    umask(077);
    if (settle(backup, dir, keep, &error) != STATUS_OK) {
        fprintf(stderr, "dealspine: %s\n", error.message);
        return EXIT_FAILED;
    }
    return is_list ? list(backup) : run_one(backup, argc > 2 ? argv[2] : NULL, is_drill);
}

int backup_run(const char *dir, int argc, char **argv)
{
    struct backup all = {.arena = arena_new()};
    int64_t keep = 0;
    const struct option_row rows[] = {
        {"keep", OPTION_COUNT, &keep, "N", "keep the N newest backups; default DEALSPINE_BACKUP_KEEP, else 7"},
        {"postgres", OPTION_TEXT, &all.host, "HOST", "of a Postgres that others run, as in `init`; default the stack's own"},
        {"as", OPTION_TEXT, &all.as, "WHO", "who notes the result in the API; default the key \"backup\", else admin"},
        {"json", OPTION_FLAG, &all.json, NULL, "the result as one JSON object"},
    };
    const struct usage usage = {
        "backup [make|list|drill [NAME]] [options]",
        "make   copies the records of all services at one moment into <dir>/backups, counts and hashes every table; work goes on\n"
        "drill  brings the newest (or NAME) back in a stack of its own, compares every table with what was counted, starts the\n"
        "       services on it (but none that writes to people), and removes it again\n"
        "list   what there is\n"
        "A running stack does both by itself: DEALSPINE_BACKUP_EVERY_HOURS (24), _DRILL_HOURS (168), _KEEP (7); 0 hours: never.\n"
        "Each result is noted (identity.RecordBackup), shown on the page Operations and told to subscribers. Exit status 1 if\n"
        "it failed. The keys are no part of a backup: a copy of <dir>/keys belongs elsewhere.",
        rows, sizeof rows / sizeof *rows, 0, 2};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status == OPTIONS_GO_ON)
        exit_status = backup(&all, dir, keep, argc, argv);
    arena_free(all.arena);
    return exit_status;
}
