/* SPDX-License-Identifier: Apache-2.0 */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "child.h"

enum { PAUSE_FIRST_MS = 100, PAUSE_MOST_MS = 10000, GOOD_LIFE_MS = 30000, PATIENCE_MS = 25000, TAIL = 4096 };

bool program_start(struct program *program)
{
    if (program->pid || program->kill_ms || clock_mono_ms() < program->due_ms)
        return false;
    struct child child = {.argv = program->argv, .environment = program->environment, .log = program->log,
                          .death_signal = program->death_signal};
    pid_t pid = child_start(&child);
    if (pid < 0) {
        snprintf(program->last_end, sizeof program->last_end, "could not be started: %s", strerror(errno));
        program->due_ms = clock_mono_ms() + PAUSE_MOST_MS;
        return false;
    }
    program->pid = pid;
    program->since_us = clock_now_us();
    program->started_ms = clock_mono_ms();
    log_line(LOG_INFO, "msg=started program=%s pid=%d restarts=%d", program->name, (int)pid, program->restarts);
    return true;
}

/* The last line of the log's tail that complains, into `ret`; "" if none does. */
static void last_complaint(const char *log, char *ret, size_t room)
{
    char tail[TAIL + 1];
    int fd = open(log, O_RDONLY | O_CLOEXEC);
    *ret = '\0';
    if (fd < 0)
        return;
    off_t end = lseek(fd, 0, SEEK_END);
    ssize_t n = pread(fd, tail, TAIL, end > TAIL ? end - TAIL : 0);
    close(fd);
    tail[n > 0 ? n : 0] = '\0';
    char *rest = NULL;
    for (char *line = strtok_r(tail, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        const char *from = strstr(line, "level=error") || strstr(line, "FATAL:") ? line : strstr(line, "ERROR: AddressSan");
        if (from)
            snprintf(ret, room, "%s", strstr(from, "msg=") ? strstr(from, "msg=") : from);
    }
}

void program_ended(struct program *program, int wait_status)
{
    char words[96], complaint[200];
    int64_t lived_ms = clock_mono_ms() - program->started_ms;
    child_end_in_words(wait_status, words, sizeof words);
    last_complaint(program->log, complaint, sizeof complaint);
    snprintf(program->last_end, sizeof program->last_end, "%s after %lld.%lld s%s%s", words, (long long)(lived_ms / 1000),
             (long long)(lived_ms % 1000 / 100), *complaint ? ": " : "", complaint);
    char quoted[640];
    log_line(LOG_WARN, "msg=ended program=%s pid=%d how=%s", program->name, (int)program->pid,
             log_quote(program->last_end, quoted, sizeof quoted));
    bool again = program->pause_ms && lived_ms < GOOD_LIFE_MS;
    program->pause_ms = again ? program->pause_ms * 2 : PAUSE_FIRST_MS;
    if (program->pause_ms > PAUSE_MOST_MS)
        program->pause_ms = PAUSE_MOST_MS;
    program->due_ms = clock_mono_ms() + program->pause_ms;
    program->restarts++;
    program->pid = 0;
    program->ready = false;
}

void program_leave(struct program *program)
{
    program->kill_ms = clock_mono_ms() + PATIENCE_MS;
    program->ready = false;
    snprintf(program->reason, sizeof program->reason, "is leaving");
    if (!program->pid)
        return;
    log_line(LOG_INFO, "msg=leaving program=%s pid=%d", program->name, (int)program->pid);
    kill(program->pid, SIGCONT);
    kill(program->pid, program->stop_signal);
}

void program_hurry(struct program *program)
{
    if (!program->pid || !program->kill_ms || clock_mono_ms() < program->kill_ms)
        return;
    log_line(LOG_WARN, "msg=\"did not end in time\" program=%s pid=%d", program->name, (int)program->pid);
    kill(program->pid, SIGKILL);
    program->kill_ms = INT64_MAX;
}

static bool is_over(struct program *program)
{
    int status;
    pid_t pid = waitpid(program->pid, &status, WNOHANG);
    if (pid == 0 || (pid < 0 && errno == EINTR))
        return false;
    char words[96] = "ended";
    if (pid > 0)
        child_end_in_words(status, words, sizeof words);
    log_line(LOG_INFO, "msg=stopped program=%s pid=%d how=\"%s\"", program->name, (int)program->pid, words);
    program->pid = 0;
    return true;
}

void program_stop(struct program *program)
{
    if (!program->pid)
        return;
    if (!program->kill_ms)
        program_leave(program);
    int64_t until = program->kill_ms;
    while (!is_over(program)) {
        if (until && clock_mono_ms() > until) {
            log_line(LOG_WARN, "msg=\"did not end in time\" program=%s pid=%d", program->name, (int)program->pid);
            kill(program->pid, SIGKILL);
            until = 0;
        }
        usleep(10000);
    }
}
