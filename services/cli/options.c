/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_help(const struct usage *usage)
{
    printf("Usage: dealspine [--dir DIR] %s\n", usage->synopsis);
    if (usage->text)
        printf("\n%s\n", usage->text);
    printf("\nOptions:\n");
    for (size_t i = 0; i < usage->n; i++) {
        char left[64];
        snprintf(left, sizeof left, "--%s%s%s", usage->rows[i].name, usage->rows[i].shape ? " " : "",
                 usage->rows[i].shape ? usage->rows[i].shape : "");
        printf("  %-24s %s\n", left, usage->rows[i].help);
    }
    printf("  %-24s %s\n  %-24s %s\n", "--dir DIR", "folder of the stack; default ./var", "--help", "this text");
}

static int complain(const struct usage *usage, const char *what, const char *sentence)
{
    fprintf(stderr, "dealspine: %s %s\nUsage: dealspine [--dir DIR] %s\n", what, sentence, usage->synopsis);
    return EXIT_USAGE;
}

static const struct option_row *find_row(const struct usage *usage, const char *name, size_t length)
{
    for (size_t i = 0; i < usage->n; i++)
        if (strlen(usage->rows[i].name) == length && strncmp(usage->rows[i].name, name, length) == 0)
            return &usage->rows[i];
    return NULL;
}

static bool store_value(const struct option_row *row, char *value)
{
    if (row->kind == OPTION_TEXT) {
        *(const char **)row->ret_value = value;
        return true;
    }
    char *end;
    errno = 0;
    int64_t number = strtoll(value, &end, 10);
    if (errno || *end || end == value || number < 0)
        return false;
    *(int64_t *)row->ret_value = number;
    return true;
}

/* Takes argv[*at], an option, and its value; the exit status or OPTIONS_GO_ON. */
static int take(const struct usage *usage, int argc, char **argv, int *at)
{
    char *word = argv[*at], *name = word + 2, *equals = strchr(name, '=');
    if (strcmp(name, "help") == 0) {
        print_help(usage);
        return EXIT_OK;
    }
    const struct option_row *row = find_row(usage, name, equals ? (size_t)(equals - name) : strlen(name));
    if (!row)
        return complain(usage, word, "is no option of this command; --help lists them");
    if (row->kind == OPTION_FLAG) {
        if (equals)
            return complain(usage, word, "takes no value");
        *(bool *)row->ret_value = true;
        return OPTIONS_GO_ON;
    }
    if (!equals && *at + 1 == argc)
        return complain(usage, word, "needs a value");
    char *value = equals ? equals + 1 : argv[++*at];
    return store_value(row, value) ? OPTIONS_GO_ON : complain(usage, word, "needs a whole number");
}

int options_read(const struct usage *usage, int *argc, char **argv)
{
    int kept = 1;
    bool options = true;
    for (int at = 1; at < *argc; at++) {
        if (options && strcmp(argv[at], "--") == 0) {
            options = false;
        } else if (options && (strcmp(argv[at], "-h") == 0)) {
            print_help(usage);
            return EXIT_OK;
        } else if (options && strncmp(argv[at], "--", 2) == 0) {
            int exit_status = take(usage, *argc, argv, &at);
            if (exit_status != OPTIONS_GO_ON)
                return exit_status;
        } else {
            argv[kept++] = argv[at];
        }
    }
    argv[kept] = NULL;
    *argc = kept;
    if (kept - 1 < usage->least)
        return complain(usage, argv[0], "lacks an argument");
    if (kept - 1 > usage->most)
        return complain(usage, argv[usage->most + 1], "is one argument too many");
    return OPTIONS_GO_ON;
}

const char *shell_word(const char *text)
{
    static char rooms[8][4096 + 256];
    static unsigned turn;
    char *room = rooms[turn++ % 8], *p = room, *end = room + sizeof rooms[0] - 8;
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:=@%+,-";
    if (*text && !text[strspn(text, plain)])
        return text;
    *p++ = '\'';
    for (; *text && p < end; text++) {
        if (*text == '\'')
            p = stpcpy(p, "'\\'");
        *p++ = *text;
    }
    strcpy(p, "'");
    return room;
}
