/* SPDX-License-Identifier: Apache-2.0 */
#include "start.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void print_help(const struct command *commands)
{
    printf("Usage: dealspine [--dir DIR] COMMAND [arguments]\n\nCommands:\n");
    for (const struct command *command = commands; command->name; command++)
        printf("  %-8s %s\n", command->name, command->help);
    printf("\nOptions:\n"
           "  --dir DIR  folder of the stack, with its records, keys and logs; default ./var\n"
           "  --help     this text; after a command, that command's\n"
           "\nFrom nothing to a captured lead:\n"
           "  dealspine up\n"
           "  dealspine call leads.CaptureLead --fields\n"
           "  dealspine call leads.CaptureLead '{\"phone\": \"+8613800138000\", \"sourceChannel\": \"PHONE\"}' --as admin\n"
           "  dealspine fetch --types 'lead.*' --from earliest\n");
}

/* Removes --dir from the arguments; NULL if its value is missing. */
static const char *take_dir(int *argc, char **argv)
{
    const char *dir = "var";
    int kept = 1;
    for (int at = 1; at < *argc; at++) {
        if (strcmp(argv[at], "--") == 0) {
            while (at < *argc)
                argv[kept++] = argv[at++];
        } else if (strcmp(argv[at], "--dir") == 0) {
            if (++at == *argc)
                return NULL;
            dir = argv[at];
        } else if (strncmp(argv[at], "--dir=", 6) == 0) {
            dir = argv[at] + 6;
        } else {
            argv[kept++] = argv[at];
        }
    }
    argv[kept] = NULL;
    *argc = kept;
    return *dir ? dir : NULL;
}

/* Links are followed where the folder exists, so that one stack has one name. */
static bool make_absolute(const char *dir, char ret_path[PATH_MAX])
{
    char here[PATH_MAX], joined[2 * PATH_MAX];
    if (realpath(dir, ret_path))
        return true;
    if (!getcwd(here, sizeof here))
        return false;
    snprintf(joined, sizeof joined, *dir == '/' ? "%.0s%s" : "%s/%s", here, dir);
    size_t n = strlen(joined);
    while (n > 1 && joined[n - 1] == '/')
        joined[--n] = '\0';
    snprintf(ret_path, PATH_MAX, "%s", joined);
    return n < PATH_MAX;
}

static const struct command *find(const struct command *commands, const char *name)
{
    for (; commands->name; commands++)
        if (strcmp(commands->name, name) == 0)
            return commands;
    return NULL;
}

int start(const struct command *commands, int argc, char **argv)
{
    char path[PATH_MAX];
    const char *dir = take_dir(&argc, argv);
    if (!dir || !make_absolute(dir, path)) {
        fprintf(stderr, "dealspine: --dir needs the name of a folder\n");
        return EXIT_USAGE;
    }
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(commands);
        return argc < 2 ? EXIT_USAGE : EXIT_OK;
    }
    const struct command *command = find(commands, argv[1]);
    if (!command) {
        fprintf(stderr, "dealspine: there is no command %s; see: dealspine --help\n", shell_word(argv[1]));
        return EXIT_USAGE;
    }
    signal(SIGPIPE, SIG_IGN);
    return command->run(path, argc - 1, argv + 1);
}
