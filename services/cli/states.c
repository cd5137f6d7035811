/* SPDX-License-Identifier: Apache-2.0
 * `dealspine states`: the lifecycles as the services themselves hold them.
 */
#include "commands.h"

#include <stdio.h>
#include <string.h>

#include "lifecycles.h"

static void print_table(const struct lifecycle *lifecycle)
{
    printf("A %s begins as %s.\n\n%-18s %-24s %-18s %s\n", lifecycle->noun, lifecycle->initial, "FROM", "BY", "TO", "");
    for (size_t i = 0; i < lifecycle->n; i++) {
        const struct transition *row = &lifecycle->rows[i];
        printf("%-18s %-24s %-18s %s\n", row->from, row->verb, row->to, row->sentence ? row->sentence : "");
    }
}

static void print_graph(const struct lifecycle *lifecycle)
{
    printf("digraph %s {\n  rankdir=LR;\n  node [shape=box];\n  \"\" [shape=point];\n  \"\" -> %s;\n", lifecycle->noun,
           lifecycle->initial);
    for (size_t i = 0; i < lifecycle->n; i++)
        printf("  %s -> %s [label=\"%s\"];\n", lifecycle->rows[i].from, lifecycle->rows[i].to, lifecycle->rows[i].verb);
    printf("}\n");
}

static int print_nouns(FILE *out)
{
    for (const struct lifecycle *const *lifecycle = lifecycles; *lifecycle; lifecycle++)
        fprintf(out, "  %s\n", (*lifecycle)->noun);
    return out == stdout ? EXIT_OK : EXIT_USAGE;
}

/* "contact_point" and "contact-point" mean "contact point". */
static bool is_noun(const char *noun, const char *word)
{
    while (*noun && (*noun == *word || (*noun == ' ' && strchr("-_", *word) && *word)))
        noun++, word++;
    return !*noun && !*word;
}

int states_run(const char *dir, int argc, char **argv)
{
    (void)dir;
    bool graph = false;
    const struct option_row rows[] = {
        {"graph", OPTION_FLAG, &graph, NULL, "as a graph for Graphviz: dealspine states lead --graph | dot -Tsvg"},
    };
    const struct usage usage = {"states [NOUN] [--graph]",
                                "Prints from which state which verb leads where. Without a noun, the nouns there are.", rows,
                                1, 0, 1};
    int exit_status = options_read(&usage, &argc, argv);
    if (exit_status != OPTIONS_GO_ON)
        return exit_status;
    if (argc < 2)
        return print_nouns(stdout);
    for (const struct lifecycle *const *lifecycle = lifecycles; *lifecycle; lifecycle++)
        if (is_noun((*lifecycle)->noun, argv[1])) {
            (graph ? print_graph : print_table)(*lifecycle);
            return EXIT_OK;
        }
    fprintf(stderr, "dealspine: %s has no lifecycle; these have one:\n", shell_word(argv[1]));
    return print_nouns(stderr);
}
