/* SPDX-License-Identifier: Apache-2.0
 * Where there is no libFuzzer: runs the target on every file of the named folders, and on each of their beginnings.
 */
#include <dirent.h>
#include <time.h>

#include "fuzz.h"

enum { ROOM = 1 << 20, CUTS = 256 };

static uint8_t bytes[ROOM];
static char path[4096];
static size_t n_files;

/* Each input lies in memory of exactly its size, so that a sanitizer sees what reads past it. */
static void give(size_t n)
{
    uint8_t *copy = malloc(n ? n : 1);
    claim(copy, "there is memory");
    memcpy(copy, bytes, n);
    LLVMFuzzerTestOneInput(copy, n);
    free(copy);
}

static void run_file(void)
{
    FILE *file = fopen(path, "rbe");
    claim(file, path);
    size_t n = fread(bytes, 1, sizeof bytes, file), step = n / CUTS + 1;
    fclose(file);
    give(n);
    for (size_t cut = 0; cut < n; cut += step)
        give(cut);
    n_files++;
}

static void run_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    claim(dir, folder);
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        run_file();
    }
    closedir(dir);
}

/* Which input it was is the last thing to be known of a target that ends here. */
static void say_path(void)
{
    fprintf(stderr, "input: %s\n", path);
}

#ifdef __SANITIZE_ADDRESS__
void __asan_on_error(void);
void __asan_on_error(void)
{
    say_path();
}
#endif

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        run_folder(argv[i]);
    printf("%zu files\n", n_files);
    if (n_files)
        return 0;
    say_path();
    return 1;
}
