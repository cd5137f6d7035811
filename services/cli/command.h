/* SPDX-License-Identifier: Apache-2.0
 * A command of `dealspine`: one file, one row in the table of main.c.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

struct command {
    const char *name;
    /* `dir` is the stack's folder, absolute; argv[0] is the command's name. Gives the exit status. */
    int (*run)(const char *dir, int argc, char **argv);
    const char *help; /* one line */
};

enum option_kind { OPTION_FLAG /* bool */, OPTION_TEXT /* const char * */, OPTION_COUNT /* int64_t, not negative */ };

struct option_row {
    const char *name; /* without the dashes */
    enum option_kind kind;
    void *ret_value;   /* keeps its default where the option is absent */
    const char *shape; /* of the value, "N"; NULL for flags */
    const char *help;  /* one line */
};

struct usage {
    const char *synopsis; /* "call SERVICE.Method JSON [options]" */
    const char *text;     /* paragraphs below it; may be NULL */
    const struct option_row *rows;
    size_t n;
    int least, most; /* how many arguments beside options */
};

enum { OPTIONS_GO_ON = -1 };
/* Reads `--name value`, `--name=value` and `--flag`; "--" ends them. The other arguments are moved to argv[1] on and
 * `argc` is their number and one. Prints help and mistakes itself: OPTIONS_GO_ON, or the exit status to leave with. */
int options_read(const struct usage *usage, int *argc, char **argv);

/* `text` as one word of a shell, quoted if need be; valid until the eighth call from now. */
const char *shell_word(const char *text);

#endif
