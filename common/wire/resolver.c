/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/resolver.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/id.h"

enum { LIST_MAX = 256 };

struct resolver {
    char *run_dir;
};

struct resolver *resolver_open(const char *run_dir)
{
    struct resolver *resolver = need_alloc(sizeof *resolver);
    resolver->run_dir = need_strdup(run_dir);
    return resolver;
}

void resolver_close(struct resolver *resolver)
{
    free(resolver->run_dir);
    free(resolver);
}

static uint64_t stamp_of(const struct stat *file)
{
    const int64_t parts[] = {(int64_t)file->st_ino, file->st_ctim.tv_sec, file->st_ctim.tv_nsec};
    return hash_bytes(parts, sizeof parts);
}

uint32_t resolver_list(struct resolver *resolver, const char *service, struct arena *arena, struct listed **ret_list)
{
    const char *folder = arena_printf(arena, "%s/%s", resolver->run_dir, service);
    *ret_list = NULL;
    DIR *dir = opendir(folder);
    if (!dir)
        return 0;
    uint32_t n = 0;
    *ret_list = arena_alloc(arena, LIST_MAX * sizeof **ret_list);
    for (struct dirent *entry; n < LIST_MAX && (entry = readdir(dir));) {
        const char *end = strrchr(entry->d_name, '.');
        struct stat file;
        if (!end || end == entry->d_name || strcmp(end, ".ipc") || fstatat(dirfd(dir), entry->d_name, &file, 0))
            continue;
        const char *address = arena_printf(arena, "ipc://%s/%s", folder, entry->d_name);
        (*ret_list)[n++] = (struct listed){address, stamp_of(&file)};
    }
    closedir(dir);
    return n;
}
