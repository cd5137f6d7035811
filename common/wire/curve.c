/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/curve.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <zmq.h>

static enum status read_or_make(const char *path, uint8_t ret_secret[KEY_SIZE], struct error *error)
{
    enum status status = key_read(path, ret_secret, error);
    if (status != STATUS_NOT_FOUND)
        return status;
    uint8_t public[KEY_SIZE];
    crypto_box_keypair(public, ret_secret);
    status = key_write(path, ret_secret, 0600, error);
    return status == STATUS_ALREADY_EXISTS ? key_read(path, ret_secret, error) : status;
}

static enum status publish(const char *trust_dir, const char *name, const uint8_t public[KEY_SIZE], struct error *error)
{
    char path[4096];
    uint8_t present[KEY_SIZE];
    snprintf(path, sizeof path, "%s/curve/%s.pub", trust_dir, name);
    enum status status = key_read(path, present, error);
    if (status == STATUS_NOT_FOUND) {
        mkdir(trust_dir, 0700);
        status = key_write(path, public, 0644, error);
        if (status == STATUS_ALREADY_EXISTS)
            status = key_read(path, present, error);
        else
            memcpy(present, public, KEY_SIZE);
    }
    if (status == STATUS_OK && memcmp(present, public, KEY_SIZE))
        return fail_with(error, STATUS_FAILED_PRECONDITION,
                         "%s is not the public half of this key: remove it to trust the key again", path);
    return status;
}

enum status curve_open(const char *keys_dir, const char *trust_dir, const char *name, struct curve *ret,
                       struct error *error)
{
    char path[4096];
    if (sodium_init() < 0)
        return fail_with(error, STATUS_INTERNAL, "libsodium does not start");
    snprintf(path, sizeof path, "%s/%s.curve", keys_dir, name);
    TRY(read_or_make(path, ret->secret, error));
    crypto_scalarmult_base(ret->public, ret->secret);
    return publish(trust_dir, name, ret->public, error);
}

enum status curve_public(const char *trust_dir, const char *name, uint8_t ret_public[KEY_SIZE], struct error *error)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/curve/%s.pub", trust_dir, name);
    return key_read(path, ret_public, error);
}

void curve_text(const uint8_t key[KEY_SIZE], char ret_text[CURVE_TEXT])
{
    zmq_z85_encode(ret_text, key, KEY_SIZE);
}
