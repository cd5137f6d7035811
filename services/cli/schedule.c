/* SPDX-License-Identifier: Apache-2.0 */
#include "schedule.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "backups.h"
#include "base/clock.h"
#include "base/log.h"
#include "child.h"
#include "due.h"

enum { LOOK_MS = 10000 };
#define HOUR_US (INT64_C(3600) * 1000000)

static int64_t time_of(json_t *object, const char *name)
{
    int64_t us = 0;
    const char *text = json_string_value(json_object_get(object, name));
    if (!text || !time_parse(text, &us))
        us = 0;
    json_decref(object);
    return us;
}

static int64_t birth_us(const struct stack *stack)
{
    struct stat found;
    return stat(stack_path(stack, "pg/data/PG_VERSION"), &found) ? 0 : (int64_t)found.st_mtim.tv_sec * 1000000;
}

static void look(const struct stack *stack, struct schedule_facts *ret)
{
    struct arena *arena = arena_new();
    size_t n;
    const char *const *names = backups_list(stack->dir, arena, &n);
    ret->now_us = clock_now_us();
    ret->born_us = birth_us(stack);
    for (size_t i = 0; i < n; i++) {
        const char *folder = backup_folder(stack->dir, names[i], arena);
        int64_t taken_us = time_of(backup_manifest(folder), "takenAt"), drilled_us = time_of(backup_drill(folder), "endedAt");
        ret->first_us = ret->first_us ? ret->first_us : taken_us;
        ret->last_us = taken_us > ret->last_us ? taken_us : ret->last_us;
        ret->drilled_us = drilled_us > ret->drilled_us ? drilled_us : ret->drilled_us;
    }
    arena_free(arena);
}

static void begin(struct schedule *schedule, const struct stack *stack, enum due due)
{
    char program[PATH_MAX + 16];
    snprintf(program, sizeof program, "%s/dealspine", stack->bin_dir);
    const char *const argv[] = {program, "--dir", stack->dir, "backup", due == DUE_DRILL ? "drill" : "make", NULL};
    schedule->pid = child_start(&(struct child){.argv = argv, .log = stack_path(stack, "log/backup.log"), .death_signal = SIGTERM});
    log_line(LOG_INFO, "msg=\"a %s begins\" pid=%d", due == DUE_DRILL ? "drill" : "backup", (int)schedule->pid);
    if (schedule->pid < 0)
        schedule->pid = 0;
}

void schedule_tick(struct schedule *schedule, const struct stack *stack)
{
    struct backup_settings settings;
    struct error error;
    struct schedule_facts facts = {.tried_us = schedule->tried_us, .drill_tried_us = schedule->drill_tried_us};
    if (schedule->pid || (schedule->look_ms && clock_mono_ms() - schedule->look_ms < LOOK_MS))
        return;
    schedule->look_ms = clock_mono_ms();
    if (backup_settings_read(stack->dir, &settings, &error) != STATUS_OK) {
        log_line(LOG_ERROR, "msg=\"no backup by itself: %s\"", error.message);
        return;
    }
    facts.every_us = settings.every_hours * HOUR_US;
    facts.drill_every_us = settings.drill_hours * HOUR_US;
    look(stack, &facts);
    enum due due = schedule_due(&facts);
    if (due == DUE_NOTHING)
        return;
    *(due == DUE_DRILL ? &schedule->drill_tried_us : &schedule->tried_us) = facts.now_us;
    begin(schedule, stack, due);
}

void schedule_reap(struct schedule *schedule)
{
    int status;
    if (!schedule->pid || waitpid(schedule->pid, &status, WNOHANG) != schedule->pid)
        return;
    char words[96];
    child_end_in_words(status, words, sizeof words);
    log_line(status ? LOG_ERROR : LOG_INFO, "msg=\"the backup or drill %s\" pid=%d", words, (int)schedule->pid);
    schedule->pid = 0;
}

void schedule_stop(struct schedule *schedule)
{
    if (!schedule->pid)
        return;
    kill(schedule->pid, SIGTERM);
    waitpid(schedule->pid, NULL, 0);
    schedule->pid = 0;
}
