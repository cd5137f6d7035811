/* SPDX-License-Identifier: Apache-2.0 */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n) {
        ssize_t written = write(fd, bytes, n);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            bytes += written;
            n -= (size_t)written;
        }
    }
    return fsync(fd) == 0;
}

enum status file_write(const char *path, const void *bytes, size_t n, struct error *error)
{
    char temporary[PATH_MAX];
    snprintf(temporary, sizeof temporary, "%s.%ld.new", path, (long)getpid());
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool good = fd >= 0 && write_all(fd, bytes, n);
    int cause = errno;
    if (fd >= 0)
        close(fd);
    if (good && rename(temporary, path) == 0)
        return STATUS_OK;
    cause = good ? errno : cause;
    unlink(temporary);
    return fail_with(error, STATUS_UNAVAILABLE, "%s can't be written: %s", path, strerror(cause));
}

enum status file_write_json(const char *path, const json_t *json, struct error *error)
{
    char *bytes = json_dumps(json, JSON_INDENT(2));
    enum status status = file_write(path, bytes, strlen(bytes), error);
    free(bytes);
    return status;
}

char *file_read(const char *path, struct arena *arena)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return NULL;
    char *bytes = NULL;
    size_t room = 0;
    ssize_t n = getdelim(&bytes, &room, '\0', file);
    while (n > 0 && (bytes[n - 1] == '\n' || bytes[n - 1] == '\r'))
        n--;
    char *copy = arena_strndup(arena, n > 0 ? bytes : "", n > 0 ? (size_t)n : 0);
    free(bytes);
    fclose(file);
    return copy;
}

enum status folder_make(const char *path, struct error *error)
{
    char part[PATH_MAX];
    snprintf(part, sizeof part, "%s", path);
    for (char *p = part + 1;; p++) {
        if (*p && *p != '/')
            continue;
        char end = *p;
        *p = '\0';
        if (mkdir(part, 0700) && errno != EEXIST)
            return fail_with(error, STATUS_UNAVAILABLE, "folder %s can't be made: %s", part, strerror(errno));
        *p = end;
        if (!end)
            return STATUS_OK;
    }
}
