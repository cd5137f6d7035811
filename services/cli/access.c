/* SPDX-License-Identifier: Apache-2.0 */
#include "access.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/id.h"
#include "file.h"

static void complete(json_t *access)
{
    if (!json_is_string(json_object_get(access, "url")))
        json_object_set_new(access, "url", json_string(""));
    static const char *const lists[] = {"users", "keys"};
    for (size_t i = 0; i < 2; i++)
        if (!json_is_array(json_object_get(access, lists[i])))
            json_object_set_new(access, lists[i], json_array());
}

enum status access_read(const char *dir, json_t **ret, struct error *error)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/access.json", dir);
    FILE *file = fopen(path, "re");
    if (!file && errno != ENOENT)
        return fail_with(error, STATUS_UNAVAILABLE, "%s can't be read: %s", path, strerror(errno));
    json_error_t where;
    json_t *access = file ? json_loadf(file, JSON_REJECT_DUPLICATES, &where) : json_object();
    if (file)
        fclose(file);
    if (!json_is_object(access)) {
        json_decref(access);
        return fail_with(error, STATUS_INVALID_ARGUMENT, "%s is not a JSON object: mend it or move it away", path);
    }
    complete(access);
    *ret = access;
    return STATUS_OK;
}

enum status access_write(const char *dir, const json_t *access, struct error *error)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/access.json", dir);
    return file_write_json(path, access, error);
}

static json_t *find(const json_t *list, const char *member, const char *value)
{
    size_t i;
    json_t *entry;
    json_array_foreach(list, i, entry)
    {
        const char *present = json_string_value(json_object_get(entry, member));
        if (present && value && strcmp(present, value) == 0)
            return entry;
    }
    return NULL;
}

json_t *access_user(const json_t *access, const char *login)
{
    return find(json_object_get(access, "users"), "login", login);
}

json_t *access_key(const json_t *access, const char *name)
{
    return find(json_object_get(access, "keys"), "name", name);
}

static void put(json_t *list, const char *member, json_t *entry)
{
    json_t *old = find(list, member, json_string_value(json_object_get(entry, member)));
    if (old) {
        json_object_clear(old);
        json_object_update(old, entry);
        json_decref(entry);
    } else {
        json_array_append_new(list, entry);
    }
}

void access_put_user(json_t *access, json_t *entry)
{
    put(json_object_get(access, "users"), "login", entry);
}

void access_put_key(json_t *access, json_t *entry)
{
    put(json_object_get(access, "keys"), "name", entry);
}

void access_password(char ret_password[PASSWORD_TEXT])
{
    /* 54 signs, without those that look alike; bytes from 216 on would favour the first ones. */
    static const char signs[] = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz2345679";
    for (size_t i = 0; i < PASSWORD_TEXT - 1;) {
        uint8_t byte;
        random_bytes(&byte, 1);
        if (byte < 216)
            ret_password[i++] = signs[byte % 54];
    }
    ret_password[PASSWORD_TEXT - 1] = '\0';
}
