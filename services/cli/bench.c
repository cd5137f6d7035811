/* SPDX-License-Identifier: Apache-2.0
 * `dealspine bench`: finds tests/bench/run of the sources that this program was built from, and becomes it. What it
 * loads is a stack of this program's own folder of programs.
 */
#include "commands.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"

/* The folder that this program lies in; the arena's. NULL with errno set. */
static const char *own_folder(struct arena *arena)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n < 0)
        return NULL;
    path[n] = 0;
    *strrchr(path, '/') = 0;
    return arena_strdup(arena, path);
}

int bench_run(const char *dir, int argc, char **argv)
{
    static const char runner[] = BENCH_FOLDER "/run";
    (void)dir;
    struct arena *arena = arena_new();
    const char *folder = own_folder(arena);
    if (access(runner, X_OK) != 0 || !folder) {
        fprintf(stderr, "dealspine: %s: %s\nBenchmarks lie beside the sources that this program was built from.\n", runner,
                strerror(errno));
        return EXIT_FAILED;
    }
    char **words = arena_alloc(arena, ((size_t)argc + 1) * sizeof *words);
    words[0] = arena_strdup(arena, runner);
    for (int i = 1; i < argc; i++)
        words[i] = argv[i];
    setenv("DEALSPINE_BIN", folder, 1);
    execv(runner, words);
    fprintf(stderr, "dealspine: %s: %s\n", runner, strerror(errno));
    return EXIT_FAILED;
}
