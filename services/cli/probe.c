/* SPDX-License-Identifier: Apache-2.0
 * `dealspine health`: is the instance on this host ready? For container engines.
 */
#include "commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "health.h"

enum { PATIENCE_MS = 3000, LOOK_US = 20 * 1000 };

static const char *run_dir(const char *dir)
{
    static char path[PATH_MAX + 8];
    const char *given = getenv("DEALSPINE_RUN_DIR");
    snprintf(path, sizeof path, "%s/run", dir);
    return given ? given : path;
}

int health_run(const char *dir, int argc, char **argv)
{
    struct stack stack = {.lock = -1, .port = 8080};
    struct health *health;
    struct error error;
    char reason[160];
    const struct option_row rows[] = {{"port", OPTION_COUNT, &stack.port, "N", "of the gateway; default 8080"}};
    const struct usage usage = {"health SERVICE", "Exit status 0 when an instance of the service on this host is ready.", rows,
                                1, 1, 1};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    snprintf(stack.run_dir, sizeof stack.run_dir, "%.*s", (int)sizeof stack.run_dir - 1, run_dir(dir));
    log_open("health", LOG_ERROR);
    if (health_open(&stack, &health, &error) != STATUS_OK) {
        fprintf(stderr, "dealspine: %s\n", error.message);
        return EXIT_FAILED;
    }
    int64_t until_ms = clock_mono_ms() + PATIENCE_MS;
    bool ready;
    while (!(ready = health_ready_any(health, argv[1], reason, sizeof reason)) && clock_mono_ms() < until_ms)
        usleep(LOOK_US);
    health_close(health);
    printf("%s: %s\n", argv[1], ready ? "ready" : *reason ? reason : "does not answer");
    return ready ? EXIT_OK : EXIT_FAILED;
}
