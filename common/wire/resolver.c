/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/resolver.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/id.h"
#include "wire/lookup.h"

enum { LIST_MAX = 256, HOST_MAX = 41 };

struct resolver {
    char *run_dir;
    struct lookup *lookup; /* NULL: the folder alone */
};

enum status resolver_open(const char *run_dir, const char *words, const struct resolver_source *source,
                          struct resolver **ret, struct error *error)
{
    struct lookup *lookup;
    TRY(lookup_open(words, source, &lookup, error));
    struct resolver *resolver = need_alloc(sizeof *resolver);
    resolver->run_dir = need_strdup(run_dir);
    resolver->lookup = lookup;
    *ret = resolver;
    return STATUS_OK;
}

void resolver_close(struct resolver *resolver)
{
    if (!resolver)
        return;
    lookup_close(resolver->lookup);
    free(resolver->run_dir);
    free(resolver);
}

const char *resolver_id(struct arena *arena, const char *instance)
{
    char host[HOST_MAX] = "";
    gethostname(host, sizeof host - 1);
    return arena_printf(arena, "%s.%s", host, instance);
}

static uint64_t stamp_of(const struct stat *file)
{
    const int64_t parts[] = {(int64_t)file->st_ino, file->st_ctim.tv_sec, file->st_ctim.tv_nsec};
    return hash_bytes(parts, sizeof parts);
}

static uint32_t list_folder(const char *folder, struct arena *arena, struct listed *list)
{
    DIR *dir = opendir(folder);
    uint32_t n = 0;
    if (!dir)
        return 0;
    for (struct dirent *entry; n < LIST_MAX && (entry = readdir(dir));) {
        const char *end = strrchr(entry->d_name, '.');
        struct stat file;
        if (!end || end == entry->d_name || strcmp(end, ".ipc") || fstatat(dirfd(dir), entry->d_name, &file, 0))
            continue;
        const char *address = arena_printf(arena, "ipc://%s/%s", folder, entry->d_name);
        list[n++] = (struct listed){address, stamp_of(&file)};
    }
    closedir(dir);
    return n;
}

/* Is the process that a source names "<this host>.<instance>" in the folder as well? */
static bool is_near(const char *folder, const char *id, struct arena *arena)
{
    const char *prefix = resolver_id(arena, "");
    size_t n = strlen(prefix);
    return strncmp(id, prefix, n) == 0 && access(arena_printf(arena, "%s/%s.ipc", folder, id + n), F_OK) == 0;
}

uint32_t resolver_list(struct resolver *resolver, const char *service, struct arena *arena, struct listed **ret_list)
{
    const char *folder = arena_printf(arena, "%s/%s", resolver->run_dir, service);
    *ret_list = arena_alloc(arena, LIST_MAX * sizeof **ret_list);
    uint32_t n = list_folder(folder, arena, *ret_list);
    if (!resolver->lookup)
        return n;
    struct found *found;
    size_t n_found = lookup_list(resolver->lookup, service, arena, &found);
    for (size_t i = 0; i < n_found && n < LIST_MAX; i++)
        if (!is_near(folder, found[i].id, arena))
            (*ret_list)[n++] = (struct listed){found[i].address, hash_bytes(found[i].id, strlen(found[i].id))};
    return n;
}

void resolver_silent(struct resolver *resolver, const char *service, const char *address)
{
    if (resolver->lookup)
        lookup_silent(resolver->lookup, service, address);
}
