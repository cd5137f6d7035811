/* SPDX-License-Identifier: Apache-2.0
 * Ed25519 keys as files: 32 bytes in hex and a line end.
 */
#ifndef WIRE_KEY_FILE_H
#define WIRE_KEY_FILE_H

#include <stdint.h>
#include <sys/types.h>

#include "base/status.h"

enum { KEY_SIZE = 32 };

/* Signed before the claims, so that no other use of the key can pass for a principal. */
#define PRINCIPAL_PREFIX "dealspine-principal-v1"

/* NOT_FOUND, or INVALID_ARGUMENT for a file of another shape. */
enum status key_read(const char *path, uint8_t ret_key[KEY_SIZE], struct error *error) MUST_CHECK;
/* Makes the file, whole or not at all, and its folder (0700). ALREADY_EXISTS leaves the present one. */
enum status key_write(const char *path, const uint8_t key[KEY_SIZE], mode_t mode, struct error *error) MUST_CHECK;

#endif
