/* SPDX-License-Identifier: Apache-2.0
 * One table: what a request says, and whether its cookie counts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "gateway/origin.h"

static const char host[] = "crm.example.com:8080", own[] = "https://crm.example.com";

static const struct {
    const char *name;
    struct origin_facts facts;
    const char *rule; /* how it begins; NULL: it counts */
} cases[] = {
    {"a page's call", {false, "1", "same-origin", "http://crm.example.com:8080", host, NULL}, NULL},
    {"a page's call, old browser", {false, "1", NULL, "http://crm.example.com:8080", host, NULL}, NULL},
    {"a page's call, letters differ", {false, "1", NULL, "http://CRM.example.com:8080", host, ""}, NULL},
    {"behind a proxy", {false, "1", "same-origin", own, "gateway:8080", own}, NULL},
    {"a page's stream", {true, NULL, "same-origin", NULL, host, NULL}, NULL},
    {"a page's stream, old browser", {true, NULL, NULL, NULL, host, NULL}, NULL},
    {"a form of others", {false, NULL, "cross-site", "https://evil.example.net", host, NULL}, "needs the header"},
    {"an empty header", {false, "", "same-origin", "http://crm.example.com:8080", host, NULL}, "needs the header"},
    {"a script of others", {false, "1", "cross-site", "https://evil.example.net", host, NULL}, "must come from a page"},
    {"a sister site", {false, "1", "same-site", "https://www.example.com", host, NULL}, "must come from a page"},
    {"typed into the address bar", {false, "1", "none", NULL, host, NULL}, "must come from a page"},
    {"Origin of others alone", {false, "1", NULL, "https://evil.example.net", host, NULL}, "must come from a page"},
    {"Origin contradicts Sec-Fetch-Site", {false, "1", "same-origin", "http://evil.example.net", host, NULL}, "must come from"},
    {"a sandboxed frame", {false, "1", NULL, "null", host, NULL}, "must come from a page"},
    {"another port", {false, "1", NULL, "http://crm.example.com", host, NULL}, "must come from a page"},
    {"our host as a part", {false, "1", NULL, "http://crm.example.com:8080.evil.net", host, NULL}, "must come from a page"},
    {"no host", {false, "1", NULL, "http://", NULL, NULL}, "must come from a page"},
    {"another scheme than told", {false, "1", NULL, "http://crm.example.com", host, own}, "must come from a page"},
    {"neither of both", {false, "1", NULL, NULL, host, NULL}, "must say where it comes from"},
    {"a picture of others", {true, NULL, "cross-site", NULL, host, NULL}, "must come from a page"},
    {"a read with Origin of others", {true, NULL, NULL, "https://evil.example.net", host, NULL}, "must come from a page"},
};

static void a_cookie_counts_for_our_pages_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *rule = origin_judge(&cases[i].facts);
        if (!cases[i].rule != !rule || (rule && strncmp(rule, cases[i].rule, strlen(cases[i].rule)) != 0))
            fail_msg("%s: %s", cases[i].name, rule ? rule : "it counts");
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(a_cookie_counts_for_our_pages_alone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
