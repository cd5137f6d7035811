/* SPDX-License-Identifier: Apache-2.0
 * Where a webhook may go. The first byte chooses: a URL is held against libcurl's reading of it, an address against a
 * list of networks in their own notation, a pattern against what it may be made of.
 */
#include "fuzz.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <strings.h>

#include "outbound.h"

static bool has_part(CURLU *url, CURLUPart part)
{
    char *text = NULL;
    bool found = curl_url_get(url, part, &text, 0) == CURLUE_OK && text;
    curl_free(text);
    return found;
}

static bool is_scheme(CURLU *url, const char *wanted)
{
    char *text = NULL;
    bool is = curl_url_get(url, CURLUPART_SCHEME, &text, 0) == CURLUE_OK && strcasecmp(text, wanted) == 0;
    curl_free(text);
    return is;
}

/* What passes and is sent is sent by the scheme that was checked, to a host, without a login. */
static void check_url(const char *text, bool plain_too)
{
    if (outbound_url_check(text, plain_too))
        return;
    for (const char *p = text; *p; p++)
        claim(*p > ' ' && *p < 0x7f, "a URL that passes is printable");
    CURLU *url = curl_url();
    if (url && curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK) {
        claim(is_scheme(url, "https") || (plain_too && is_scheme(url, "http")), "the scheme is one of ours");
        claim(!has_part(url, CURLUPART_USER) && !has_part(url, CURLUPART_PASSWORD), "there is no login");
        claim(has_part(url, CURLUPART_HOST) && !has_part(url, CURLUPART_FRAGMENT), "a host and no fragment");
    }
    curl_url_cleanup(url);
}

static bool is_within(const uint8_t *address, size_t size, const char *network, int bits)
{
    uint8_t first[16];
    bool within = inet_pton(size == 4 ? AF_INET : AF_INET6, network, first) == 1;
    for (int bit = 0; bit < bits && within; bit++)
        within = !((address[bit / 8] ^ first[bit / 8]) >> (7 - bit % 8) & 1);
    return within;
}

struct network {
    const char *first;
    int bits;
};

static bool is_closed_v4(const uint8_t *address)
{
    static const struct network closed[] = {
        {"0.0.0.0", 8}, {"10.0.0.0", 8}, {"100.64.0.0", 10}, {"127.0.0.0", 8}, {"169.254.0.0", 16}, {"172.16.0.0", 12},
        {"192.0.0.0", 24}, {"192.0.2.0", 24}, {"192.88.99.0", 24}, {"192.168.0.0", 16}, {"198.18.0.0", 15},
        {"198.51.100.0", 24}, {"203.0.113.0", 24}, {"224.0.0.0", 4}, {"240.0.0.0", 4}};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (is_within(address, 4, closed[i].first, closed[i].bits))
            return true;
    return false;
}

static bool is_closed_v6(const uint8_t *address)
{
    static const struct network closed[] = {{"2001::", 23}, {"2001:db8::", 32}, {"3fff::", 20}};
    if (is_within(address, 16, "::ffff:0:0", 96) || is_within(address, 16, "64:ff9b::", 96))
        return is_closed_v4(address + 12);
    if (is_within(address, 16, "2002::", 16))
        return is_closed_v4(address + 2);
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (is_within(address, 16, closed[i].first, closed[i].bits))
            return true;
    return !is_within(address, 16, "2000::", 3);
}

static void check_address(const uint8_t *bytes, size_t n)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    struct sockaddr other = {.sa_family = AF_UNIX};
    claim(!outbound_is_public(&other), "a socket of this host is not public");
    if (n >= 4) {
        memcpy(&v4.sin_addr, bytes, 4);
        claim(outbound_is_public((struct sockaddr *)&v4) == !is_closed_v4(bytes), "IPv4 as the registry has it");
    }
    if (n >= 16) {
        memcpy(&v6.sin6_addr, bytes, 16);
        claim(outbound_is_public((struct sockaddr *)&v6) == !is_closed_v6(bytes), "IPv6 as the registry has it");
    }
}

static void check_pattern(const char *pattern)
{
    if (!outbound_pattern_is_valid(pattern))
        return;
    size_t n = strlen(pattern);
    claim(n <= 64 && (strcmp(pattern, "*") == 0 || (strchr(pattern, '.') && n >= 3)), "a pattern has a noun");
    const char *star = strchr(pattern, '*');
    claim(!star || !star[1], "a star ends it");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct input input = {bytes, n};
    struct arena *arena = arena_new();
    uint8_t choice = input_byte(&input) % 4;
    if (choice == 0)
        check_address(input.at, input.n);
    else if (choice == 1)
        check_pattern(input_rest(&input, arena));
    else
        check_url(input_rest(&input, arena), choice == 3);
    arena_free(arena);
    return 0;
}
