/* SPDX-License-Identifier: Apache-2.0
 * `dealspine scale`: more or fewer processes of a service while the stack runs.
 */
#include "commands.h"

#include <stdio.h>

#include "replicas.h"

int scale_run(const char *dir, int argc, char **argv)
{
    const struct usage usage = {
        "scale SERVICE=N[,SERVICE=N]|N",
        "Starts or drains replicas of a running stack until there are N of each service named (a number alone: of every\n"
        "service but the gateway), and waits until all are ready. Calls go on meanwhile. The numbers are kept for the next `up`.",
        NULL, 0, 1, 1};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    pid_t runner = stack_runner(dir);
    if (runner)
        return replicas_apply(dir, runner, argv[1]);
    printf("Nothing runs in %s. Start it: dealspine --dir %s up --scale %s\n", shell_word(dir), shell_word(dir),
           shell_word(argv[1]));
    return EXIT_FAILED;
}
