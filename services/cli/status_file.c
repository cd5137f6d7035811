/* SPDX-License-Identifier: Apache-2.0 */
#include "status_file.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "file.h"

void status_file_open(struct status_file *file)
{
    *file = (struct status_file){.since_us = clock_now_us()};
}

void status_file_close(struct status_file *file)
{
    free(file->last);
    file->last = NULL;
}

static json_t *time_text(int64_t us)
{
    char text[TIME_TEXT];
    time_format(us, text);
    return json_string(text);
}

static json_t *describe(const struct program *program)
{
    json_t *json = json_pack("{s:s, s:i, s:i, s:s, s:b, s:s, s:s}", "name", program->name, "pid", (int)program->pid,
                             "restarts", program->restarts, "lastEnd", program->last_end, "ready", program->ready, "reason",
                             program->reason, "log", program->log);
    /* A log line in lastEnd may hold bytes that are no UTF-8. */
    if (!json)
        json = json_pack("{s:s, s:i, s:i, s:s, s:b, s:s, s:s}", "name", program->name, "pid", (int)program->pid, "restarts",
                         program->restarts, "lastEnd", "see the log", "ready", program->ready, "reason", "see the log",
                         "log", program->log);
    json_object_set_new(json, "service", json_string(program->service));
    json_object_set_new(json, "since", program->pid ? time_text(program->since_us) : json_null());
    return json;
}

void status_file_write(struct status_file *file, const struct stack *stack, const char *state,
                       const struct program *programs, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, describe(&programs[i]));
    json_t *json = json_pack("{s:s, s:i, s:o, s:o, s:s, s:s, s:o}", "state", state, "pid", (int)getpid(), "since",
                             time_text(file->since_us), "url",
                             json_sprintf("http://127.0.0.1:%d", (int)stack->port), "dir", stack->dir, "runDir",
                             stack->run_dir, "programs", list);
    char *text = json ? json_dumps(json, JSON_INDENT(2)) : NULL;
    struct error error;
    if (text && (!file->last || strcmp(file->last, text) != 0)) {
        if (file_write(stack_path(stack, "status.json"), text, strlen(text), &error) != STATUS_OK)
            log_line(LOG_WARN, "msg=\"%s\"", error.message);
        free(file->last);
        file->last = text;
    } else {
        free(text);
    }
    json_decref(json);
}
