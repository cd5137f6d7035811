/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/key_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

enum { HEX_SIZE = KEY_SIZE * 2 };

enum status key_read(const char *path, uint8_t ret_key[KEY_SIZE], struct error *error)
{
    char text[HEX_SIZE + 8] = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT)
        return fail_with(error, STATUS_NOT_FOUND, "there is no %s", path);
    if (fd < 0)
        return fail_with(error, STATUS_INTERNAL, "can't read %s: %s", path, strerror(errno));
    ssize_t n = read(fd, text, sizeof text - 1);
    close(fd);
    while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == '\r'))
        text[--n] = '\0';
    if (n != HEX_SIZE || !hex_decode(text, ret_key, KEY_SIZE))
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s does not hold %d hex digits", path, HEX_SIZE);
    return STATUS_OK;
}

static bool write_all(int fd, const uint8_t key[KEY_SIZE])
{
    char text[HEX_SIZE + 2];
    for (int i = 0; i < KEY_SIZE; i++)
        snprintf(text + 2 * i, 3, "%02x", key[i]);
    text[HEX_SIZE] = '\n';
    return write(fd, text, HEX_SIZE + 1) == HEX_SIZE + 1 && fsync(fd) == 0;
}

static void make_folder_of(const char *path)
{
    char folder[4096];
    snprintf(folder, sizeof folder, "%s", path);
    char *slash = strrchr(folder, '/');
    if (slash && slash != folder) {
        *slash = '\0';
        mkdir(folder, 0700);
    }
}

enum status key_write(const char *path, const uint8_t key[KEY_SIZE], mode_t mode, struct error *error)
{
    char aside[4096];
    make_folder_of(path);
    snprintf(aside, sizeof aside, "%s.%d.new", path, (int)getpid());
    unlink(aside);
    int fd = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0)
        return fail_with(error, STATUS_INTERNAL, "can't make %s: %s", aside, strerror(errno));
    bool written = write_all(fd, key);
    close(fd);
    int rc = written ? link(aside, path) : -1, why = errno;
    unlink(aside);
    if (rc == 0)
        return STATUS_OK;
    return fail_with(error, why == EEXIST ? STATUS_ALREADY_EXISTS : STATUS_INTERNAL, "can't make %s: %s", path,
                     strerror(why));
}
