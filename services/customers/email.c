/* SPDX-License-Identifier: Apache-2.0 */
#include "email.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { LOCAL_MAX = 64, LABEL_MAX = 63, ADDRESS_MAX = 254 };

static bool is_atext(char c)
{
    return isalnum((unsigned char)c) || (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

static bool local_is_valid(const char *p, size_t n)
{
    if (n == 0 || n > LOCAL_MAX || p[0] == '.' || p[n - 1] == '.')
        return false;
    for (size_t i = 0; i < n; i++)
        if (p[i] == '.' ? p[i - 1] == '.' : !is_atext(p[i]))
            return false;
    return true;
}

static bool label_is_valid(const char *p, size_t n)
{
    if (n == 0 || n > LABEL_MAX || p[0] == '-' || p[n - 1] == '-')
        return false;
    for (size_t i = 0; i < n; i++)
        if (!isalnum((unsigned char)p[i]) && p[i] != '-')
            return false;
    return true;
}

static bool domain_is_valid(const char *p)
{
    size_t labels = 0, n;
    for (;; p += n + 1) {
        n = strcspn(p, ".");
        if (!label_is_valid(p, n))
            return false;
        labels++;
        if (!p[n])
            return labels >= 2 && n >= 2 && strspn(p, "0123456789") < n;
    }
}

static void lower(char *p)
{
    for (; *p; p++)
        *p = (char)tolower((unsigned char)*p);
}

const char *email_clean(struct arena *arena, const char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t n = strlen(text);
    while (n && isspace((unsigned char)text[n - 1]))
        n--;
    char *clean = arena_strndup(arena, text, n);
    char *at = strrchr(clean, '@');
    if (!at || n > ADDRESS_MAX || !local_is_valid(clean, (size_t)(at - clean)) || !domain_is_valid(at + 1))
        return NULL;
    lower(at);
    return clean;
}

const char *email_normal(struct arena *arena, const char *clean)
{
    char *normal = arena_strdup(arena, clean);
    lower(normal);
    return normal;
}
