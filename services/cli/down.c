/* SPDX-License-Identifier: Apache-2.0
 * `dealspine down`: asks the stack's supervisor to stop what it started, and waits.
 */
#include "commands.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "stack.h"

enum { PATIENCE_MS = 240 * 1000, LOOK_US = 20 * 1000 };

static int wait_for_end(const char *dir, pid_t runner)
{
    int64_t begun = clock_mono_ms(), told = begun;
    while (stack_runner(dir) == runner) {
        int64_t now = clock_mono_ms();
        if (now - begun > PATIENCE_MS) {
            fprintf(stderr, "dealspine: the supervisor (pid %d) does not end; see %s/log/supervisor.log\n", (int)runner, dir);
            return EXIT_FAILED;
        }
        if (now - told > 3000) {
            printf("waiting for work in hand to end (%d s)\n", (int)((now - begun) / 1000));
            fflush(stdout);
            told = now;
        }
        usleep(LOOK_US);
    }
    printf("Stopped in %.1f s. The records stay in %s\n", (double)(clock_mono_ms() - begun) / 1000, shell_word(dir));
    return EXIT_OK;
}

int down_run(const char *dir, int argc, char **argv)
{
    const struct usage usage = {"down", "Stops exactly what `up` started for this folder. Records, keys and logs stay.", NULL,
                                0, 0, 0};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    pid_t runner = stack_runner(dir);
    if (!runner) {
        printf("Nothing runs in %s\n", shell_word(dir));
        return EXIT_OK;
    }
    if (kill(runner, SIGTERM)) {
        perror("dealspine: the supervisor can't be asked to stop");
        return EXIT_FAILED;
    }
    return wait_for_end(dir, runner);
}
