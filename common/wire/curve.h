/* SPDX-License-Identifier: Apache-2.0
 * CURVE keys: who may connect over TCP. The secret half lies in <keys_dir>/<name>.curve (0600), the public one in
 * <trust_dir>/curve/<name>.pub, both 32 bytes in hex. A service has one key for all its replicas, its name is the
 * service's; clients are named otherwise, "client.<something>".
 */
#ifndef WIRE_CURVE_H
#define WIRE_CURVE_H

#include "wire/key_file.h"

struct curve {
    uint8_t public[KEY_SIZE], secret[KEY_SIZE];
};

enum { CURVE_TEXT = 41 }; /* 32 bytes in Z85, and the NUL */

/* Reads the key of `name`, making both files where they are absent. FAILED_PRECONDITION: the halves do not match. */
enum status curve_open(const char *keys_dir, const char *trust_dir, const char *name, struct curve *ret,
                       struct error *error) MUST_CHECK;
/* The public half of somebody else's; NOT_FOUND, or INVALID_ARGUMENT for a file of another shape. */
enum status curve_public(const char *trust_dir, const char *name, uint8_t ret_public[KEY_SIZE],
                         struct error *error) MUST_CHECK;
/* As other ZeroMQ programs write it: Z85. */
void curve_text(const uint8_t key[KEY_SIZE], char ret_text[CURVE_TEXT]);

#endif
