/* SPDX-License-Identifier: Apache-2.0
 * Processes of the stack: started with a log file, ended with their supervisor, their end told in words.
 */
#ifndef CLI_CHILD_H
#define CLI_CHILD_H

#include <stddef.h>
#include <sys/types.h>

#include "base/arena.h"

struct child {
    const char *const *argv; /* argv[0] is looked up in PATH unless it has a slash */
    const char *const *environment; /* NULL: this process's */
    const char *log;         /* standard output and error are appended to it; NULL: /dev/null */
    const char *input;       /* text on standard input; NULL: nothing */
    int death_signal;        /* that it gets when this process dies; 0: none */
};

/* The process, or -1 with errno. Call it from the main thread: the death signal is bound to the thread. */
pid_t child_start(const struct child *child);
/* Starts it and waits: its exit status, 128 and more for a signal, or -1 with errno. */
int child_run(const struct child *child);

/* "exited with status 1", "was killed by signal 9 (Killed)"; `wait_status` is waitpid's. */
void child_end_in_words(int wait_status, char *ret_words, size_t room);

/* A copy of this process's environment without `drop` (NULL-terminated prefixes), then `add` (NULL-terminated
 * NAME=value). The arena's. */
const char *const *child_environment(struct arena *arena, const char *const *drop, const char *const *add);

#endif
