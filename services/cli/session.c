/* SPDX-License-Identifier: Apache-2.0 */
#include "session.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "file.h"

enum { LEAST_LEFT_US = 60 * 1000 * 1000 };

/* False for a login that would leave the folder. */
static bool path_of(const char *dir, const char *login, char ret_path[PATH_MAX])
{
    snprintf(ret_path, PATH_MAX, "%s/sessions/%s", dir, login);
    return *login && *login != '.' && !strchr(login, '/');
}

char *session_read(const char *dir, const char *login)
{
    char path[PATH_MAX];
    if (!path_of(dir, login, path))
        return NULL;
    json_t *session = json_load_file(path, 0, NULL);
    const char *token = json_string_value(json_object_get(session, "token"));
    const char *expires = json_string_value(json_object_get(session, "expiresAt"));
    int64_t expires_us;
    bool good = token && expires && time_parse(expires, &expires_us) && expires_us > clock_now_us() + LEAST_LEFT_US;
    char *copy = good ? need_strdup(token) : NULL;
    json_decref(session);
    return copy;
}

void session_write(const char *dir, const char *login, const json_t *reply)
{
    char path[PATH_MAX], folder[PATH_MAX];
    struct error error;
    snprintf(folder, sizeof folder, "%s/sessions", dir);
    json_t *session = json_pack("{s:O, s:O}", "token", json_object_get(reply, "token"), "expiresAt",
                                json_object_get(reply, "expiresAt"));
    if (session && path_of(dir, login, path) && folder_make(folder, &error) == STATUS_OK &&
        file_write_json(path, session, &error) != STATUS_OK)
        fprintf(stderr, "dealspine: %s\n", error.message);
    json_decref(session);
}
