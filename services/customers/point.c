/* SPDX-License-Identifier: Apache-2.0 */
#include "point.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "email.h"
#include "mask.h"
#include "name.h"
#include "phone.h"

static const char *const labels[] = {"", "phone", "email", "address", "web", "im"};

const char *last_four_token(const struct seal_master *master, size_t nth, const char *digits, struct arena *arena)
{
    if (strlen(digits) != 4 || strspn(digits, "0123456789") != 4)
        return NULL;
    return seal_index(master, nth, "last_four", digits, arena);
}

static const char *trimmed(struct arena *arena, const char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t n = strlen(text);
    while (n && isspace((unsigned char)text[n - 1]))
        n--;
    return arena_strndup(arena, text, n);
}

/* What stands between the scheme and the path. */
static const char *web_host(struct arena *arena, const char *url)
{
    if (strncasecmp(url, "http://", 7) != 0 && strncasecmp(url, "https://", 8) != 0)
        return NULL;
    const char *host = strstr(url, "//") + 2;
    size_t n = strcspn(host, "/?#");
    bool plain = n >= 4 && !memchr(host, '@', n) && !memchr(host, ' ', n) && memchr(host, '.', n);
    return plain ? arena_strndup(arena, host, n) : NULL;
}

static const char *read_phone(struct point *point, const char *text, const char *region, struct arena *arena)
{
    char e164[PHONE_E164];
    point->rule = "must be a phone number that can exist, with country code or of the region";
    if (!phone_normal(text, region ? region : "CN", e164, point->region))
        return NULL;
    point->value = arena_strdup(arena, e164);
    point->masked = mask_phone(arena, e164);
    return point->value;
}

static const char *read_email(struct point *point, const char *text, struct arena *arena)
{
    point->rule = "must be an e-mail address of ASCII letters, name@host.tld";
    point->value = email_clean(arena, text);
    if (!point->value)
        return NULL;
    point->masked = mask_email(arena, point->value);
    return email_normal(arena, point->value);
}

static const char *read_other(struct point *point, const char *text, struct arena *arena)
{
    point->rule = point->kind == CONTACT_POINT__KIND__WEB ? "must be an address that begins with http:// or https://"
                                                           : "must not be blank";
    point->value = trimmed(arena, text);
    if (point->kind == CONTACT_POINT__KIND__WEB) {
        point->masked = web_host(arena, point->value);
        return point->masked ? point->value : NULL;
    }
    point->masked = mask_tail(arena, point->value, 3);
    return is_blank(point->value) ? NULL : name_key(arena, point->value);
}

static const char *normal_of(struct point *point, const char *text, const char *region, struct arena *arena)
{
    if (point->kind == CONTACT_POINT__KIND__PHONE)
        return read_phone(point, text, region, arena);
    if (point->kind == CONTACT_POINT__KIND__EMAIL)
        return read_email(point, text, arena);
    return read_other(point, text, arena);
}

struct point point_read(const struct seal_master *master, ContactPoint__Kind kind, const char *text, const char *region,
                        struct arena *arena)
{
    struct point point = {.kind = kind, .given = !is_blank(text)};
    if (!point.given)
        return point;
    const char *normal = normal_of(&point, text, region, arena);
    point.valid = normal != NULL;
    for (size_t i = 0; point.valid && i < master->n; i++)
        point.blinds[point.n_blinds++] = seal_index(master, i, labels[kind], normal, arena);
    if (point.valid)
        point.blind = point.blinds[point.n_blinds - 1];
    if (point.valid && kind == CONTACT_POINT__KIND__PHONE)
        point.last_four = last_four_token(master, master->n - 1, normal + strlen(normal) - 4, arena);
    return point;
}

size_t name_tokens(const struct seal_master *master, const char *name, struct arena *arena, const char *ret_tokens[])
{
    const char *beginnings[NAME_TOKEN_MAX];
    size_t n = name_beginnings(arena, name_key(arena, name), beginnings);
    for (size_t i = 0; i < n; i++)
        ret_tokens[i] = seal_index_now(master, "name", beginnings[i], arena);
    return n;
}
