/* SPDX-License-Identifier: Apache-2.0
 * One table: a head, and what is said of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "gateway/guard.h"

static const struct {
    const char *version, *fields[9]; /* name, value, name, value, … */
    const char *fault;
} heads[] = {
    {"HTTP/1.1", {"Host", "a"}, NULL},
    {"HTTP/1.1", {"hOST", "a", "content-length", "0"}, NULL},
    {"HTTP/1.1", {"Host", "a", "Transfer-Encoding", "Chunked"}, NULL},
    {"HTTP/1.1", {"Host", ""}, NULL},
    {"HTTP/1.0", {"Content-Length", "7"}, NULL},
    {"HTTP/1.1", {NULL}, "Host must be given"},
    {"HTTP/1.1", {"Host", "a", "Host", "a"}, "Host must be given once"},
    {"HTTP/1.1",
     {"Host", "a", "Content-Length", "5", "Transfer-Encoding", "chunked"},
     "Content-Length and Transfer-Encoding must not be given together"},
    {"HTTP/1.1", {"Host", "a", "Content-Length", "5", "Content-Length", "5"}, "Content-Length must not be given twice"},
    {"HTTP/1.1", {"Host", "a", "Content-Length", "5, 5"}, "Content-Length must be a decimal number"},
    {"HTTP/1.1", {"Host", "a", "Content-Length", "+5"}, "Content-Length must be a decimal number"},
    {"HTTP/1.1", {"Host", "a", "Content-Length", "0x5"}, "Content-Length must be a decimal number"},
    {"HTTP/1.1", {"Host", "a", "Content-Length", ""}, "Content-Length must be a decimal number"},
    {"HTTP/1.1", {"Host", "a", "Content-Length", "1111111111111111111"}, "Content-Length must be a decimal number"},
    {"HTTP/1.1", {"Host", "a", "Transfer-Encoding", "xchunked"}, "Transfer-Encoding must be chunked"},
    {"HTTP/1.1", {"Host", "a", "Transfer-Encoding", "gzip, chunked"}, "Transfer-Encoding must be chunked"},
    {"HTTP/1.1",
     {"Host", "a", "Transfer-Encoding", "chunked", "Transfer-Encoding", "chunked"},
     "Transfer-Encoding must not be given twice"},
    {"HTTP/1.1",
     {"Host", "a", "Content-Length ", "5"},
     "a header field's name holds other characters than a token may"},
    {"HTTP/1.1", {"Host", "a", "X\tY", "5"}, "a header field's name holds other characters than a token may"},
    {"HTTP/1.1", {"Host", "a", "", "5"}, "a header field's name holds other characters than a token may"},
    {"HTTP/1.0", {"Transfer-Encoding", "chunked"}, "Transfer-Encoding needs HTTP/1.1"},
    {"HTTP/2.0", {"Host", "a"}, "the version must be HTTP/1.1"},
};

static void ambiguous_heads_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct guard guard = {0};
        for (size_t k = 0; heads[i].fields[k]; k += 2)
            guard_see(&guard, heads[i].fields[k], strlen(heads[i].fields[k]), heads[i].fields[k + 1]);
        const char *fault = guard_judge(&guard, heads[i].version);
        if (!heads[i].fault && fault)
            fail_msg("head %zu: %s", i, fault);
        if (heads[i].fault) {
            assert_non_null(fault);
            assert_string_equal(fault, heads[i].fault);
        }
    }
}

static void a_name_with_nul_is_refused(void **state)
{
    (void)state;
    struct guard guard = {0};
    guard_see(&guard, "Ho\0st", 5, NULL);
    assert_non_null(guard_judge(&guard, "HTTP/1.0"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ambiguous_heads_are_refused),
        cmocka_unit_test(a_name_with_nul_is_refused),
    };
    return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
