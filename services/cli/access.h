/* SPDX-License-Identifier: Apache-2.0
 * <dir>/access.json (0600): where the gateway is, and the users and keys that this machine knows the secrets of.
 *   {"url": "http://127.0.0.1:8080",
 *    "users": [{"login": "admin", "password": "…", "name": "…", "roles": ["admin"], "id": "…"}],
 *    "keys": [{"name": "web", "token": "…", "roles": ["web_channel"], "id": "…"}],
 *    "wire": {"endpoints": {"leads": "tcp://127.0.0.1:7402"}, "serverKeys": {"leads": "…"},   with `up --listen` only
 *             "client": {"name": "client.subscriber", "publicKey": "…", "secretKey": "…"}}}
 */
#ifndef CLI_ACCESS_H
#define CLI_ACCESS_H

#include <jansson.h>

#include "base/status.h"

/* The whole file as a JSON object with all three members, yours. A file that is not there is an empty one.
 * INVALID_ARGUMENT when it is not JSON, UNAVAILABLE when it can't be read. */
enum status access_read(const char *dir, json_t **ret, struct error *error) MUST_CHECK;
/* Replaces the file at once (temporary file, fsync, rename). */
enum status access_write(const char *dir, const json_t *access, struct error *error) MUST_CHECK;

/* The entry with this login or key name; borrowed, NULL if absent. */
json_t *access_user(const json_t *access, const char *login);
json_t *access_key(const json_t *access, const char *name);
/* Adds or replaces an entry of "users" (by "login") or "keys" (by "name"); takes over `entry`. */
void access_put_user(json_t *access, json_t *entry);
void access_put_key(json_t *access, json_t *entry);

enum { PASSWORD_TEXT = 25 };
/* A random password of 24 letters and digits, 138 bits. */
void access_password(char ret_password[PASSWORD_TEXT]);

#endif
