/* SPDX-License-Identifier: Apache-2.0 */
#include "backups.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "command.h"
#include "file.h"
#include "settings/settings.h"
#include "status_report.h"

enum { NAMES_MAX = 4096, FINGERPRINT = 8 };

static const struct setting rows[] = {
    SETTING_ROW(struct backup_settings, every_hours, int64_t, "EVERY_HOURS", SETTING_COUNT, "24", 0, 8760, "hours between two backups; 0: none"),
    SETTING_ROW(struct backup_settings, keep, int64_t, "KEEP", SETTING_COUNT, "7", 1, 1000, "how many are kept"),
    SETTING_ROW(struct backup_settings, drill_hours, int64_t, "DRILL_HOURS", SETTING_COUNT, "168", 0, 8760, "hours between two drills; 0: none"),
};

enum status backup_settings_read(const char *dir, struct backup_settings *ret, struct error *error)
{
    setenv("DEALSPINE_DIR", dir, 1);
    return settings_read("backup", rows, sizeof rows / sizeof *rows, ret, error);
}

enum status backup_fails(struct error *error, const char *reason, const char *format, ...)
{
    char sentence[sizeof error->message];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    enum status status = fail_with(error, STATUS_FAILED_PRECONDITION, "%s", sentence);
    snprintf(error->reason, sizeof error->reason, "%s", reason);
    return status;
}

/* ---- the folder ---- */

const char *backup_folder(const char *dir, const char *name, struct arena *arena)
{
    return arena_printf(arena, "%s/backups/%s", dir, name);
}

static json_t *load(const char *folder, const char *name)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    json_t *json = json_load_file(path, 0, NULL);
    if (json_is_object(json))
        return json;
    json_decref(json);
    return NULL;
}

json_t *backup_manifest(const char *folder)
{
    return load(folder, "manifest.json");
}

json_t *backup_drill(const char *folder)
{
    return load(folder, "drill.json");
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_good(const char *dir, const char *name, struct arena *arena)
{
    return *name != '.' && access(arena_printf(arena, "%s/backups/%s/manifest.json", dir, name), F_OK) == 0;
}

const char *const *backups_list(const char *dir, struct arena *arena, size_t *ret_n)
{
    const char **names = arena_alloc(arena, (NAMES_MAX + 1) * sizeof *names);
    size_t n = 0;
    DIR *folder = opendir(arena_printf(arena, "%s/backups", dir));
    for (const struct dirent *entry; folder && n < NAMES_MAX && (entry = readdir(folder));)
        if (is_good(dir, entry->d_name, arena))
            names[n++] = arena_strdup(arena, entry->d_name);
    if (folder)
        closedir(folder);
    qsort(names, n, sizeof *names, by_name);
    names[n] = NULL;
    if (ret_n)
        *ret_n = n;
    return names;
}

static int remove_one(const char *path, const struct stat *found, int kind, struct FTW *at)
{
    (void)found, (void)kind, (void)at;
    return remove(path);
}

void folder_remove(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* What a run that was killed left: a folder without manifest, or the stack of a drill that nobody runs. */
static bool is_left_over(const char *dir, const char *name, struct arena *arena)
{
    struct stat found;
    const char *path = backup_folder(dir, name, arena);
    bool known = *name == '.' || strcmp(name, "waiting") == 0 || is_good(dir, name, arena);
    return !known && lstat(path, &found) == 0 && S_ISDIR(found.st_mode) && !stack_runner(path);
}

void backups_prune(const char *dir, size_t keep)
{
    struct arena *arena = arena_new();
    size_t n;
    const char *const *names = backups_list(dir, arena, &n);
    for (size_t i = 0; i + keep < n; i++)
        folder_remove(backup_folder(dir, names[i], arena));
    DIR *folder = opendir(arena_printf(arena, "%s/backups", dir));
    for (const struct dirent *entry; folder && (entry = readdir(folder));)
        if (is_left_over(dir, entry->d_name, arena))
            folder_remove(backup_folder(dir, entry->d_name, arena));
    if (folder)
        closedir(folder);
    arena_free(arena);
}

enum status backups_lock(const char *dir, int *ret_lock, struct error *error)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/backups", dir);
    TRY(folder_make(path, error));
    snprintf(path, sizeof path, "%s/backups/lock", dir);
    *ret_lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (*ret_lock >= 0 && flock(*ret_lock, LOCK_EX | LOCK_NB) == 0)
        return STATUS_OK;
    return fail_with(error, STATUS_ABORTED, "another backup or drill is at work in %s", shell_word(dir));
}

/* ---- keys ---- */

/* "customers.master.1": the rings that records are sealed with, not what is made anew at any time. */
static bool is_ring(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && dot[1] && strspn(dot + 1, "0123456789") == strlen(dot + 1);
}

static bool fingerprint(const char *path, char ret_text[2 * FINGERPRINT + 1])
{
    uint8_t hash[crypto_hash_sha256_BYTES];
    struct arena *arena = arena_new();
    const char *text = file_read(path, arena);
    if (text) {
        const char *named = arena_printf(arena, "dealspine key %s", text);
        crypto_hash_sha256(hash, (const uint8_t *)named, strlen(named));
        sodium_bin2hex(ret_text, 2 * FINGERPRINT + 1, hash, FINGERPRINT);
        sodium_memzero((char *)(uintptr_t)text, strlen(text));
    }
    arena_free(arena);
    return text != NULL;
}

json_t *backup_keys(const char *dir)
{
    char path[PATH_MAX], print[2 * FINGERPRINT + 1];
    json_t *keys = json_object();
    snprintf(path, sizeof path, "%s/keys", dir);
    DIR *folder = opendir(path);
    for (const struct dirent *entry; folder && (entry = readdir(folder));) {
        snprintf(path, sizeof path, "%s/keys/%s", dir, entry->d_name);
        if (is_ring(entry->d_name) && fingerprint(path, print))
            json_object_set_new(keys, entry->d_name, json_string(print));
    }
    if (folder)
        closedir(folder);
    return keys;
}

/* ---- for people and programs ---- */

static int64_t time_of(const json_t *object, const char *name)
{
    int64_t us = 0;
    const char *text = json_string_value(json_object_get(object, name));
    return text && time_parse(text, &us) ? us : 0;
}

json_t *backups_json(const char *dir)
{
    struct arena *arena = arena_new();
    size_t n;
    const char *const *names = backups_list(dir, arena, &n);
    json_t *all = json_pack("{s:I}", "kept", (json_int_t)n);
    json_t *last = n ? backup_manifest(backup_folder(dir, names[n - 1], arena)) : NULL, *drill = NULL;
    for (size_t i = n; i-- > 0 && !drill;)
        drill = backup_drill(backup_folder(dir, names[i], arena));
    if (last)
        json_object_set_new(all, "last", json_pack("{s:O?, s:O?, s:O?}", "id", json_object_get(last, "id"), "takenAt",
                                                   json_object_get(last, "takenAt"), "bytes", json_object_get(last, "bytes")));
    if (drill)
        json_object_set_new(all, "drill", json_pack("{s:O?, s:O?, s:O?}", "backupId", json_object_get(drill, "backupId"), "endedAt",
                                                    json_object_get(drill, "endedAt"), "outcome", json_object_get(drill, "outcome")));
    json_decref(last);
    json_decref(drill);
    arena_free(arena);
    return all;
}

void backups_print(const char *dir)
{
    json_t *all = backups_json(dir);
    const json_t *last = json_object_get(all, "last"), *drill = json_object_get(all, "drill");
    char age[32];
    if (last) {
        age_text((clock_now_us() - time_of(last, "takenAt")) / 1000000, age, sizeof age);
        printf("Backups: the last one is %s old, %.1f MB; %d kept.", age,
               (double)json_integer_value(json_object_get(last, "bytes")) / 1e6, (int)json_integer_value(json_object_get(all, "kept")));
    } else {
        printf("Backups: none yet. Make one: dealspine backup");
    }
    if (drill) {
        bool good = text_equal(json_string_value(json_object_get(drill, "outcome")), "GOOD");
        age_text((clock_now_us() - time_of(drill, "endedAt")) / 1000000, age, sizeof age);
        printf(" The last drill, %s ago, %s.", age, good ? "brought everything back" : "FAILED");
    } else if (last) {
        printf(" None was ever brought back: dealspine backup drill");
    }
    printf("\n");
    json_decref(all);
}
