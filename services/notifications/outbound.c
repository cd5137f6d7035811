/* SPDX-License-Identifier: Apache-2.0 */
#include "outbound.h"

#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

struct range {
    uint32_t first;
    int bits;
};

static bool public_v4(uint32_t address)
{
    static const struct range closed[] = { /* IANA special-purpose registry */
        {0x00000000, 8}, {0x0a000000, 8}, {0x64400000, 10}, {0x7f000000, 8}, {0xa9fe0000, 16}, {0xac100000, 12},
        {0xc0000000, 24}, {0xc0000200, 24}, {0xc0586300, 24}, {0xc0a80000, 16}, {0xc6120000, 15}, {0xc6336400, 24},
        {0xcb007100, 24}, {0xe0000000, 4}, {0xf0000000, 4},
    };
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if ((address ^ closed[i].first) >> (32 - closed[i].bits) == 0)
            return false;
    return true;
}

static uint32_t v4_at(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static bool public_v6(const uint8_t *bytes)
{
    static const uint8_t zero[12] = {0}, mapped[12] = {[10] = 0xff, [11] = 0xff}, nat64[12] = {0, 0x64, 0xff, 0x9b};
    if (memcmp(bytes, mapped, 12) == 0 || memcmp(bytes, nat64, 12) == 0)
        return public_v4(v4_at(bytes + 12));
    if (memcmp(bytes, zero, 12) == 0 || (bytes[0] & 0xe0) != 0x20) /* all but 2000::/3 */
        return false;
    if (bytes[0] == 0x20 && bytes[1] == 0x02) /* 6to4 */
        return public_v4(v4_at(bytes + 2));
    if (bytes[0] == 0x20 && bytes[1] == 0x01) /* 2001::/23 protocols and Teredo, 2001:db8::/32 documentation */
        return bytes[2] > 0x01 && !(bytes[2] == 0x0d && bytes[3] == 0xb8);
    return !(bytes[0] == 0x3f && bytes[1] == 0xff && bytes[2] < 0x10); /* 3fff::/20 documentation */
}

bool outbound_is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET)
        return public_v4(ntohl(((const struct sockaddr_in *)(const void *)address)->sin_addr.s_addr));
    if (address->sa_family == AF_INET6)
        return public_v6(((const struct sockaddr_in6 *)(const void *)address)->sin6_addr.s6_addr);
    return false;
}

const char *outbound_url_check(const char *url, bool plain_too)
{
    const char *rest = NULL;
    if (strncasecmp(url, "https://", 8) == 0)
        rest = url + 8;
    else if (plain_too && strncasecmp(url, "http://", 7) == 0)
        rest = url + 7;
    if (!rest)
        return plain_too ? "must begin with https:// or http://" : "must begin with https://";
    size_t authority = strcspn(rest, "/?#");
    if (authority == 0 || *rest == ':')
        return "must name a host";
    if (memchr(rest, '@', authority))
        return "must not hold a user or a password";
    if (strchr(rest, '#'))
        return "must not have a fragment";
    for (const unsigned char *p = (const unsigned char *)url; *p; p++)
        if (*p <= ' ' || *p >= 0x7f || *p == '\\')
            return "must be printable ASCII without blanks";
    return NULL;
}

bool outbound_pattern_is_valid(const char *pattern)
{
    if (strcmp(pattern, "*") == 0)
        return true;
    size_t n = strlen(pattern);
    if (n > 64 || n < 3)
        return false;
    size_t name = n >= 2 && strcmp(pattern + n - 2, ".*") == 0 ? n - 2 : n;
    const char *dot = memchr(pattern, '.', name);
    if (name == n && (!dot || dot == pattern || dot == pattern + n - 1))
        return false;
    return strspn(pattern, "abcdefghijklmnopqrstuvwxyz0123456789_.") >= name && !strstr(pattern, "..") && *pattern != '.';
}
