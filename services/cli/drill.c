/* SPDX-License-Identifier: Apache-2.0 */
#include "drill.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "child.h"
#include "file.h"
#include "postgres.h"
#include "restore.h"

enum { READY_MS = 180 * 1000, LOOK_US = 100 * 1000 };

static enum status copy_keys(const char *dir, const char *scratch, const json_t *manifest, struct error *error)
{
    struct arena *arena = arena_new();
    const char *name;
    json_t *print;
    enum status status = folder_make(arena_printf(arena, "%s/keys", scratch), error);
    json_object_foreach(json_object_get(manifest, "keys"), name, print)
    {
        const char *text = file_read(arena_printf(arena, "%s/keys/%s", dir, name), arena);
        if (status == STATUS_OK && text)
            status = file_write(arena_printf(arena, "%s/keys/%s", scratch, name), text, strlen(text), error);
    }
    arena_free(arena);
    return status;
}

/* All that have records, but for those that would write to customers, users or subscribers outside. */
static const char *quiet_services(const json_t *manifest, struct arena *arena)
{
    size_t i;
    json_t *word;
    const char *list = "";
    json_array_foreach(json_object_get(manifest, "services"), i, word)
        if (strcmp(json_string_value(word), "notifications") != 0)
            list = arena_printf(arena, "%s%s%s", list, *list ? " " : "", json_string_value(word));
    return list;
}

static bool is_running(const char *scratch)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/status.json", scratch);
    json_t *status = json_load_file(path, 0, NULL);
    bool running = text_equal(json_string_value(json_object_get(status, "state")), "running");
    json_decref(status);
    return running;
}

/* Settings of the real stack, its databases above all, must not reach this one. */
static pid_t begin(const struct stack *scratch, const char *log, const json_t *manifest, struct arena *arena)
{
    const char *const argv[] = {arena_printf(arena, "%s/dealspine", scratch->bin_dir), "--dir", scratch->dir, "up", "--foreground",
                                "--no-redis", "--services", quiet_services(manifest, arena), NULL};
    const char *const drop[] = {"PG", "DEALSPINE_", NULL};
    return child_start(&(struct child){.argv = argv, .environment = child_environment(arena, drop, NULL), .log = log,
                                       .death_signal = SIGTERM});
}

static enum status start_services(const struct stack *scratch, const char *log, const json_t *manifest, struct error *error)
{
    struct arena *arena = arena_new();
    pid_t pid = begin(scratch, log, manifest, arena);
    int64_t until = clock_mono_ms() + READY_MS;
    bool ready = false, ended = pid <= 0;
    while (!ready && !ended && clock_mono_ms() < until) {
        usleep(LOOK_US);
        ready = is_running(scratch->dir);
        ended = waitpid(pid, NULL, WNOHANG) == pid;
    }
    if (!ended) {
        kill(pid, SIGTERM);
        waitpid(pid, NULL, 0);
    }
    arena_free(arena);
    if (ready)
        return STATUS_OK;
    return backup_fails(error, "SERVICES_NOT_READY", "the records are back, but the services do not start on them; see %s", POSTGRES_SCRIPT_LOG);
}

/* What goes wrong there is read after the scratch stack is gone. */
static enum status share_log(const char *scratch, const char *log, struct error *error)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/log", scratch);
    TRY(folder_make(path, error));
    snprintf(path, sizeof path, "%s/" POSTGRES_SCRIPT_LOG, scratch);
    return symlink(log, path) ? fail_with(error, STATUS_UNAVAILABLE, "%s can't be made", path) : STATUS_OK;
}

enum status drill(const char *dir, const char *folder, const json_t *manifest, struct backup_result *run, struct error *error)
{
    struct stack scratch = {.lock = -1};
    struct restored restored = {0};
    char log[PATH_MAX + 16];
    snprintf(scratch.dir, sizeof scratch.dir, "%s/backups/drill-%d", dir, (int)getpid());
    snprintf(log, sizeof log, "%s/" POSTGRES_SCRIPT_LOG, dir);
    enum status status = restore_check(dir, folder, manifest, error);
    if (status == STATUS_OK)
        status = copy_keys(dir, scratch.dir, manifest, error);
    if (status == STATUS_OK)
        status = share_log(scratch.dir, log, error);
    if (status == STATUS_OK)
        status = restore_into(&scratch, folder, manifest, &restored, error);
    run->tables = restored.tables;
    run->rows = restored.rows;
    run->differences = restored.differences;
    if (status == STATUS_OK)
        status = start_services(&scratch, log, manifest, error);
    stack_sweep(&scratch);
    folder_remove(scratch.dir);
    return status;
}
