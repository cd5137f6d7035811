/* SPDX-License-Identifier: Apache-2.0 */
#include "queue/address.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { PORT = 6379, DB_MOST = 1 << 14 };

static enum status wrong(struct error *error, const char *what)
{
    return fail_with(error, STATUS_INVALID_ARGUMENT,
                     "REDIS_URL: %s; it is unix:///path[?db=N] or redis://[[user]:password@]host[:port][/N]", what);
}

/* A number of digits alone, 0 to `most`; -1 for anything else. */
static int number(const char *text, int most)
{
    size_t n = strspn(text, "0123456789");
    if (n == 0 || n > 6 || text[n])
        return -1;
    int value = atoi(text);
    return value <= most ? value : -1;
}

static bool decode(const char *text, size_t n, char *ret, size_t room)
{
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        char byte = text[i];
        if (byte == '%') {
            char pair[3] = {i + 1 < n ? text[i + 1] : '\0', i + 2 < n ? text[i + 2] : '\0', '\0'};
            if (!hex_decode(pair, &byte, 1) || !byte)
                return false;
            i += 2;
        }
        if (at + 1 >= room)
            return false;
        ret[at++] = byte;
    }
    ret[at] = '\0';
    return true;
}

static enum status read_path(const char *rest, struct address *ret, struct error *error)
{
    const char *query = strchr(rest, '?');
    size_t n = query ? (size_t)(query - rest) : strlen(rest);
    if (*rest != '/' || n >= sizeof ret->path)
        return wrong(error, "the path of the socket must begin with / and have at most 107 bytes");
    memcpy(ret->path, rest, n);
    if (query && (strncmp(query, "?db=", 4) != 0 || (ret->db = number(query + 4, DB_MOST)) < 0))
        return wrong(error, "after the ? stands db=N");
    return STATUS_OK;
}

/* "[user]:password", before the last @. */
static enum status read_login(const char *login, size_t n, struct address *ret, struct error *error)
{
    const char *colon = memchr(login, ':', n);
    if (!colon)
        return wrong(error, "before the @ stands [user]:password");
    size_t user = (size_t)(colon - login);
    if (!decode(login, user, ret->user, sizeof ret->user) ||
        !decode(colon + 1, n - user - 1, ret->password, sizeof ret->password) || !ret->password[0])
        return wrong(error, "user or password can't be read");
    return STATUS_OK;
}

static enum status read_host(const char *rest, struct address *ret, struct error *error)
{
    const char *at = strrchr(rest, '@');
    if (at) {
        TRY(read_login(rest, (size_t)(at - rest), ret, error));
        rest = at + 1;
    }
    const char *slash = strchr(rest, '/');
    size_t n = slash ? (size_t)(slash - rest) : strlen(rest);
    if (slash && slash[1] && (ret->db = number(slash + 1, DB_MOST)) < 0)
        return wrong(error, "after the / stands the number of a database");
    if (n == 0 || n >= sizeof ret->host)
        return wrong(error, "a host is missing");
    memcpy(ret->host, rest, n);
    ret->port = PORT;
    char *colon = strrchr(ret->host, ':');
    if (colon && !strchr(colon, ']')) {
        *colon = '\0';
        ret->port = number(colon + 1, 65535);
    }
    if (ret->port < 1 || !ret->host[0])
        return wrong(error, "host or port is missing");
    size_t last = strlen(ret->host) - 1;
    if (ret->host[0] == '[' && ret->host[last] == ']') {
        ret->host[last] = '\0';
        memmove(ret->host, ret->host + 1, last);
    }
    return STATUS_OK;
}

enum status address_read(const char *url, struct address *ret, struct error *error)
{
    *ret = (struct address){.port = 0};
    if (strncmp(url, "unix://", 7) == 0)
        return read_path(url + 7, ret, error);
    if (strncmp(url, "redis://", 8) == 0)
        return read_host(url + 8, ret, error);
    return wrong(error, "it begins otherwise");
}
