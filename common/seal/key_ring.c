/* SPDX-License-Identifier: Apache-2.0 */
#include "seal/key_ring.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

enum { HEX = 2 * RING_KEY, PATH = 4096 };

static bool write_fresh(const char *path)
{
    uint8_t key[RING_KEY];
    char line[HEX + 2];
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    randombytes_buf(key, sizeof key);
    sodium_bin2hex(line, sizeof line, key, sizeof key);
    line[HEX] = '\n';
    bool written = write(file, line, HEX + 1) == HEX + 1 && fsync(file) == 0;
    sodium_memzero(key, sizeof key);
    sodium_memzero(line, sizeof line);
    return close(file) == 0 && written;
}

/* Linked into its place when whole: of two replicas that start together one is first. */
static bool make_first(const char *path)
{
    char draft[PATH + 32];
    snprintf(draft, sizeof draft, "%s.%ld", path, (long)getpid());
    bool made = write_fresh(draft) && (link(draft, path) == 0 || errno == EEXIST);
    unlink(draft);
    return made;
}

static enum status read_key(const char *path, uint8_t ret_key[RING_KEY], struct error *error)
{
    char line[HEX + 2] = "";
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return fail_with(error, STATUS_FAILED_PRECONDITION, "%s cannot be read: %s", path, strerror(errno));
    ssize_t n = read(file, line, sizeof line - 1);
    bool is_ours_alone = fstat(file, &about) == 0 && (about.st_mode & 077) == 0;
    close(file);
    line[n > 0 ? strcspn(line, "\r\n") : 0] = '\0';
    bool is_key = hex_decode(line, ret_key, RING_KEY);
    sodium_memzero(line, sizeof line);
    if (!is_ours_alone)
        return fail_with(error, STATUS_FAILED_PRECONDITION, "%s is open to others: chmod 600 it", path);
    return is_key ? STATUS_OK : fail_with(error, STATUS_FAILED_PRECONDITION, "%s must hold %d hex digits", path, HEX);
}

enum status key_ring_open(const char *dir, const char *name, struct key_ring *ret_ring, struct error *error)
{
    char path[PATH];
    ret_ring->n = 0;
    snprintf(path, sizeof path, "%s/%s.1", dir, name);
    if (sodium_init() < 0 || (access(path, F_OK) != 0 && !make_first(path)))
        return fail_with(error, STATUS_FAILED_PRECONDITION, "%s cannot be made: %s", path, strerror(errno));
    while (ret_ring->n < RING_KEYS) {
        snprintf(path, sizeof path, "%s/%s.%zu", dir, name, ret_ring->n + 1);
        if (access(path, F_OK) != 0)
            break;
        TRY(read_key(path, ret_ring->key[ret_ring->n], error));
        ret_ring->n++;
    }
    return STATUS_OK;
}
