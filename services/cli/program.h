/* SPDX-License-Identifier: Apache-2.0
 * One program under supervision: started, ended, started again with back-off.
 */
#ifndef CLI_PROGRAM_H
#define CLI_PROGRAM_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct program {
    const char *service;    /* "leads", "postgres" */
    const char *name;       /* "leads", "leads.2" */
    const char *const *argv, *const *environment;
    char log[PATH_MAX];
    int stop_signal;        /* asks it to end */
    int death_signal;       /* that it gets when the supervisor dies */

    pid_t pid;              /* 0: does not run */
    int64_t since_us;       /* wall clock of its start */
    int64_t started_ms, due_ms; /* monotonic: start; when to start it again */
    int64_t pause_ms;       /* before the next start */
    int restarts;
    char last_end[320];     /* in words, "" if it never ended */
    int64_t kill_ms;        /* leaving: when patience with it ends; 0: it stays */
    bool ready;
    char reason[160];       /* why it is not ready */
};

/* Starts it if it does not run and is due. True if it was started. */
bool program_start(struct program *program);

/* Notes that it ended with waitpid's status: why, in words, with its last complaint from the log; plans the restart
 * after 100 ms, doubled each time up to 10 s, from the beginning again once it has lived for 30 s. */
void program_ended(struct program *program, int wait_status);

/* Asks it to end for good, without waiting; program_hurry() kills it when its 25 s are over. */
void program_leave(struct program *program);
void program_hurry(struct program *program);

/* Asks it to end, waits 25 s, kills it. */
void program_stop(struct program *program);

#endif
