/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/seat.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <zmq.h>

static bool refuses_connections(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path)
        return false;
    memcpy(address.sun_path, path, strlen(path));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    bool refused = connect(fd, (struct sockaddr *)&address, sizeof address) < 0 && errno == ECONNREFUSED;
    close(fd);
    return refused;
}

static void remove_dead(const char *folder)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir));) {
        const char *end = strrchr(entry->d_name, '.');
        char path[4096 + 256];
        if (!end || strcmp(end, ".ipc"))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (refuses_connections(path))
            unlink(path);
    }
    closedir(dir);
}

static enum status make_folder(const char *path, struct error *error)
{
    if (mkdir(path, 0700) == 0 || errno == EEXIST)
        return STATUS_OK;
    return fail_with(error, STATUS_UNAVAILABLE, "can't make the folder %s: %s", path, strerror(errno));
}

/* Binds under another name first: between bind(2) and listen(2) a living process refuses connections, too. */
static enum status bind_and_rename(struct seat *seat, void *socket, const char *path, struct error *error)
{
    char aside[SEAT_PATH], address[SEAT_PATH + 6];
    snprintf(aside, sizeof aside, "%.*s.new", (int)(strlen(path) - 4), path);
    snprintf(address, sizeof address, "ipc://%s", aside);
    struct stat file;
    if (zmq_bind(socket, address) < 0)
        return fail_with(error, STATUS_UNAVAILABLE, "can't bind %s: %s", path, zmq_strerror(errno));
    if (stat(aside, &file) < 0 || rename(aside, path) < 0)
        return fail_with(error, STATUS_UNAVAILABLE, "can't place %s: %s", path, strerror(errno));
    snprintf(seat->path, sizeof seat->path, "%s", path);
    seat->inode = file.st_ino;
    return STATUS_OK;
}

enum status seat_take(struct seat *seat, void *socket, const char *run_dir, const char *service, const char *instance,
                      struct error *error)
{
    char folder[4096], path[SEAT_PATH];
    seat->path[0] = '\0';
    snprintf(folder, sizeof folder, "%s/%s", run_dir, service);
    int size = snprintf(path, sizeof path, "%s/%s/%s.ipc", run_dir, service, instance);
    if (size < 0 || (size_t)size >= sizeof path)
        return fail_with(error, STATUS_UNAVAILABLE, "the socket's path %s/%s.ipc has %d bytes, at most %d fit", folder,
                         instance, size, SEAT_PATH - 1);
    TRY(make_folder(run_dir, error));
    TRY(make_folder(folder, error));
    remove_dead(folder);
    return bind_and_rename(seat, socket, path, error);
}

void seat_leave(struct seat *seat)
{
    pthread_mutex_lock(&seat->lock);
    struct stat file;
    if (seat->path[0] && stat(seat->path, &file) == 0 && file.st_ino == seat->inode)
        unlink(seat->path);
    seat->path[0] = '\0';
    pthread_mutex_unlock(&seat->lock);
}
