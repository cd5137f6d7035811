/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <arpa/inet.h>

#include "notifications/outbound.h"

static bool is_public(const char *text)
{
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
        return outbound_is_public((const struct sockaddr *)&four);
    assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
    return outbound_is_public((const struct sockaddr *)&six);
}

static void NOT_06_only_public_addresses_are_connected_to(void **unused)
{
    static const char *const closed[] = {
        "0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1",
        "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::10.0.0.1",
        "64:ff9b:1::1", "100::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "2001::1", "2001:db8::1",
        "2002:0a00:0001::1", "2002:7f00:0001::", "3fff::1", "4000::1"};
    static const char *const open[] = {
        "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1", "192.0.1.1", "198.17.0.1",
        "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2400:3200::1", "2001:4860:4860::8888", "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8", "2002:0808:0808::1"};
    struct sockaddr local = {.sa_family = AF_UNIX};
    (void)unused;
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (is_public(closed[i]))
            fail_msg("%s is not public", closed[i]);
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (!is_public(open[i]))
            fail_msg("%s is public", open[i]);
    assert_false(outbound_is_public(&local));
}

static void NOT_06_urls_are_https_and_hold_no_secrets(void **unused)
{
    static const char *const good[] = {"https://example.com", "https://example.com/a?b=c", "HTTPS://example.com:8443/",
                                       "https://[2606:4700::1]/x", "https://example.com/a@b"};
    static const char *const wrong[] = {"", "http://example.com", "ftp://example.com", "https://", "https:///x",
        "https://:80/", "https://a:b@example.com/", "https://a@example.com", "https://example.com/#x", "https://exa mple.com/",
        "https://example.com/\n", "https://b\xc3\xbc""cher.example/", "https://example.com\\@inner/", "example.com"};
    (void)unused;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_null(outbound_url_check(good[i], false));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (!outbound_url_check(wrong[i], false))
            fail_msg("%s was taken", wrong[i]);
    assert_null(outbound_url_check("http://127.0.0.1:80/", true));
    assert_non_null(outbound_url_check("ftp://127.0.0.1/", true));
}

static void NOT_06_patterns_are_a_type_a_family_or_all(void **unused)
{
    static const char *const good[] = {"*", "deal.closed", "deal.*", "contract.step_approved", "contact_point.*"};
    static const char *const wrong[] = {"", ".", "deal", "deal.", ".closed", "deal.cl*", "*.closed", "Deal.closed", "**",
                                        "deal..closed", "deal closed", "deal.%", ".*", "d'eal.*"};
    (void)unused;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!outbound_pattern_is_valid(good[i]))
            fail_msg("%s is a pattern", good[i]);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (outbound_pattern_is_valid(wrong[i]))
            fail_msg("%s is none", wrong[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(NOT_06_only_public_addresses_are_connected_to),
        cmocka_unit_test(NOT_06_urls_are_https_and_hold_no_secrets),
        cmocka_unit_test(NOT_06_patterns_are_a_type_a_family_or_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
