/* SPDX-License-Identifier: Apache-2.0
 * The only HTTP face: Connect protocol, public forms, health. Holds no records.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "gateway.h"

static int fail_to_start(const struct error *error)
{
    char message[400];
    log_line(LOG_ERROR, "msg=%s status=%s", log_quote(error->message, message, sizeof message),
             status_word(error->status));
    return EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    struct error error;
    log_open("gateway", LOG_INFO);
    enum status status = settings_read("gateway", gateway_rows, gateway_n_rows, &gateway.settings, &error);
    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        printf("gateway: the HTTP face of Dealspine. Options: --help, --check (read the settings and end).\n\n");
        settings_print("gateway", gateway_rows, gateway_n_rows, &gateway.settings);
        return EXIT_SUCCESS;
    }
    if (status != STATUS_OK)
        return fail_to_start(&error);
    if (argc > 1) {
        bool known = strcmp(argv[1], "--check") == 0;
        fprintf(stderr, known ? "the settings are complete\n" : "gateway: unknown option; see --help\n");
        return known ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    arena_keep_memory();
    signal(SIGPIPE, SIG_IGN);
    if (gateway_open(&error) != STATUS_OK)
        return fail_to_start(&error);
    gateway_run();
    gateway_close();
    return EXIT_SUCCESS;
}
