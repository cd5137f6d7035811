/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/money.h"
#include "schema/check.h"

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

static bool consists_of(const char *text, const char *accepted)
{
    return *text && text[strspn(text, accepted)] == '\0';
}

static bool is_code(const char *text)
{
    return consists_of(text, LETTERS DIGITS "_.-");
}

static bool is_uuid(const char *text)
{
    uint8_t id[ID_BYTES];
    return id_parse(text, id);
}

/* http or https, a host, and printable ASCII without blanks, quotes or angle brackets. */
static bool is_url(const char *text)
{
    size_t scheme = strncmp(text, "https://", 8) == 0 ? 8 : strncmp(text, "http://", 7) == 0 ? 7 : 0;
    if (!scheme || !strspn(text + scheme, LETTERS DIGITS "["))
        return false;
    for (const char *p = text; *p; p++)
        if (*p <= ' ' || *p > '~' || strchr("\"<>\\^`{|}", *p))
            return false;
    return true;
}

static bool is_zone(const char *text)
{
    static const char folder[] = "/usr/share/zoneinfo";
    char path[sizeof folder + 64];
    if (!consists_of(text, LETTERS DIGITS "_+-/") || strlen(text) > 60 || !strspn(text, LETTERS))
        return false;
    if (access(folder, F_OK) != 0)
        return true;
    snprintf(path, sizeof path, "%s/%s", folder, text);
    return text[strlen(text) - 1] != '/' && access(path, R_OK) == 0;
}

bool format_is_valid(const char *format, const char *text)
{
    static const struct {
        const char *name;
        bool (*is_valid)(const char *text);
    } formats[] = {{"uuid", is_uuid}, {"date", date_is_valid}, {"currency", currency_is_valid},
                   {"code", is_code}, {"url", is_url},         {"zone", is_zone}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(format, formats[i].name) == 0)
            return formats[i].is_valid(text);
    return false;
}
