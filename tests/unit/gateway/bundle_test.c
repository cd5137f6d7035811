/* SPDX-License-Identifier: Apache-2.0
 * What a browser's headers ask for, and a folder read as a whole.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "gateway/bundle.h"

static void the_coding_is_what_the_request_takes(void **state)
{
    const struct bundle_file all = {.forms = {{(const uint8_t *)"a", 1}, {(const uint8_t *)"b", 1}, {(const uint8_t *)"c", 1}}};
    const struct bundle_file plain = {.forms = {{(const uint8_t *)"a", 1}}};
    static const struct {
        const char *accept;
        enum bundle_coding coding;
    } cases[] = {
        {NULL, CODING_NONE},
        {"", CODING_NONE},
        {"gzip", CODING_GZIP},
        {"gzip, deflate, br", CODING_BROTLI},
        {"GZIP;q=0.5 , BR;q=0.1", CODING_BROTLI},
        {"br;q=0, gzip", CODING_GZIP},
        {"br;q=0.0,gzip;q=0", CODING_NONE},
        {"br;q=0.01", CODING_BROTLI},
        {"brotli, gzipped", CODING_NONE},
        {"identity, *;q=0", CODING_NONE},
        {",,;q=,br", CODING_BROTLI},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (bundle_choose(&all, cases[i].accept) != cases[i].coding)
            fail_msg("%s", cases[i].accept ? cases[i].accept : "(none)");
        assert_int_equal(bundle_choose(&plain, cases[i].accept), CODING_NONE);
    }
}

static void hashed_names_are_told_from_others(void **state)
{
    (void)state;
    assert_true(bundle_name_is_hashed("assets/index-Bx81aXk2.js"));
    assert_true(bundle_name_is_hashed("index-a_-b_c1d.css"));
    assert_false(bundle_name_is_hashed("index.html"));
    assert_false(bundle_name_is_hashed("assets/my-fragment.js"));
    assert_false(bundle_name_is_hashed("assets/index-Bx81aXk.js"));
    assert_false(bundle_name_is_hashed("assets/index-Bx81aXk2"));
    assert_false(bundle_name_is_hashed("-Bx81aXk2.js"));
    assert_false(bundle_name_is_hashed("a-Bx81aXk2/index.js"));
    assert_false(bundle_name_is_hashed("assets/index-Bx81 Xk2.js"));
}

static void tags_are_found_in_if_none_match(void **state)
{
    (void)state;
    assert_true(bundle_tag_matches("\"ab\"", "\"ab\""));
    assert_true(bundle_tag_matches("\"x\" , W/\"ab\"\t", "\"ab\""));
    assert_true(bundle_tag_matches("*", "\"ab\""));
    assert_false(bundle_tag_matches(NULL, "\"ab\""));
    assert_false(bundle_tag_matches("", "\"ab\""));
    assert_false(bundle_tag_matches("\"abc\", \"a\"", "\"ab\""));
    assert_false(bundle_tag_matches("ab", "\"ab\""));
}

static void put(const char *folder, const char *name, const char *content)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
}

static void a_folder_becomes_a_table(void **state)
{
    char folder[] = "/tmp/bundle-test-XXXXXX", path[200];
    struct bundle *bundle;
    struct error error;
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/assets", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    put(folder, "index.html", "<p>");
    put(folder, "assets/a-Bx81aXk2.js", "1");
    put(folder, "assets/a-Bx81aXk2.js.gz", "2");
    put(folder, "assets/lonely.js.br", "3");
    snprintf(path, sizeof path, "%s/link", folder);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    assert_int_equal(bundle_read(folder, &bundle, &error), STATUS_OK);
    const struct bundle_file *file = bundle_find(bundle, "assets/a-Bx81aXk2.js");
    assert_non_null(file);
    assert_true(file->immutable);
    assert_string_equal(file->type, "text/javascript; charset=utf-8");
    assert_int_equal(file->forms[CODING_GZIP].size, 1);
    assert_null(file->forms[CODING_BROTLI].data);
    assert_false(bundle_find(bundle, "index.html")->immutable);
    static const char *const absent[] = {"", "assets", "link", "assets/lonely.js", "assets/a-Bx81aXk2.js.gz", "../index.html"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        assert_null(bundle_find(bundle, absent[i]));
    assert_null(bundle_find(NULL, "index.html"));
    bundle_free(bundle);
    char *argument;
    assert_true(asprintf(&argument, "rm -r %s", folder) > 0);
    assert_int_equal(system(argument), 0);
    free(argument);
    assert_int_equal(bundle_read(folder, &bundle, &error), STATUS_NOT_FOUND);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_coding_is_what_the_request_takes),
        cmocka_unit_test(hashed_names_are_told_from_others),
        cmocka_unit_test(tags_are_found_in_if_none_match),
        cmocka_unit_test(a_folder_becomes_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
