/* SPDX-License-Identifier: Apache-2.0
 * The files of the master keys.
 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "seal.h"

enum { HEX = 2 * SEAL_KEY };

static bool write_key(const char *path)
{
    uint8_t key[SEAL_KEY];
    char text[HEX + 2];
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    randombytes_buf(key, sizeof key);
    sodium_bin2hex(text, sizeof text, key, sizeof key);
    text[HEX] = '\n';
    bool written = write(file, text, HEX + 1) == HEX + 1 && fsync(file) == 0;
    sodium_memzero(key, sizeof key);
    sodium_memzero(text, sizeof text);
    return close(file) == 0 && written;
}

/* Linked when whole: two replicas that start together agree on whoever was first. */
static bool make_first(const char *path)
{
    char draft[4200];
    snprintf(draft, sizeof draft, "%s.%ld", path, (long)getpid());
    bool made = write_key(draft) && (link(draft, path) == 0 || errno == EEXIST);
    unlink(draft);
    return made;
}

static enum status read_key(const char *path, uint8_t ret_key[SEAL_KEY], struct error *error)
{
    char text[HEX + 2] = "";
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return fail_with(error, STATUS_FAILED_PRECONDITION, "%s cannot be read: %s", path, strerror(errno));
    ssize_t n = read(file, text, sizeof text - 1);
    bool closed_to_others = fstat(file, &about) == 0 && (about.st_mode & 077) == 0;
    close(file);
    if (!closed_to_others)
        return fail_with(error, STATUS_FAILED_PRECONDITION, "%s is open to others: chmod 600 it", path);
    text[n > 0 ? strcspn(text, "\r\n") : 0] = '\0';
    if (!hex_decode(text, ret_key, SEAL_KEY))
        return fail_with(error, STATUS_FAILED_PRECONDITION, "%s must hold %d hex digits", path, HEX);
    return STATUS_OK;
}

enum status seal_master_open(const char *dir, struct seal_master *ret, struct error *error)
{
    char path[4096];
    memset(ret, 0, sizeof *ret);
    snprintf(path, sizeof path, "%s/customers.master.1", dir);
    if (access(path, F_OK) != 0 && !make_first(path))
        return fail_with(error, STATUS_FAILED_PRECONDITION, "%s cannot be made: %s", path, strerror(errno));
    for (unsigned version = 1; version <= SEAL_VERSIONS; version++) {
        uint8_t key[SEAL_KEY];
        snprintf(path, sizeof path, "%s/customers.master.%u", dir, version);
        if (access(path, F_OK) != 0)
            break;
        TRY(read_key(path, key, error));
        seal_master_of(key, ret);
        sodium_memzero(key, sizeof key);
    }
    return STATUS_OK;
}
