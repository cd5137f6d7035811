/* SPDX-License-Identifier: Apache-2.0
 * Where a setting's value comes from, what is refused, and that a refusal shows no secret.
 */
#include "settings/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct knobs {
    const char *title, *token;
    int64_t workers, wait_ms, room;
    bool loud;
};

static const struct setting rows[] = {
    SETTING_ROW(struct knobs, title, const char *, "TITLE", SETTING_TEXT, "untitled", 0, 0, "what it is called"),
    SETTING_ROW(struct knobs, token, const char *, "TOKEN", SETTING_SECRET, "", 0, 0, "shared with the peer"),
    SETTING_ROW(struct knobs, workers, int64_t, "WORKERS", SETTING_COUNT, "2", 1, 64, "threads"),
    SETTING_ROW(struct knobs, wait_ms, int64_t, "WAIT", SETTING_MS, "5s", 0, 0, "patience"),
    SETTING_ROW(struct knobs, room, int64_t, "ROOM", SETTING_BYTES, "64k", 0, 0, "of a buffer"),
    SETTING_ROW(struct knobs, loud, bool, "LOUD", SETTING_BOOL, "no", 0, 0, "says more"),
};
enum { N_ROWS = sizeof rows / sizeof *rows };

static char dir[64];

static int set_up(void **state)
{
    (void)state;
    clearenv();
    snprintf(dir, sizeof dir, "%s", "/tmp/settings-XXXXXX");
    return mkdtemp(dir) ? setenv("DEALSPINE_DIR", dir, 1) : -1;
}

static void put_file(const char *name, const char *bytes)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(bytes, file) >= 0);
    fclose(file);
}

static int tear_down(void **state)
{
    (void)state;
    for (const char *const *name = (const char *const[]){"dealspine.env", "secret", NULL}; *name; name++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", dir, *name);
        unlink(path);
    }
    return rmdir(dir);
}

static struct knobs knobs;
static struct error failure;

static enum status take(void)
{
    memset(&knobs, 0, sizeof knobs);
    memset(&failure, 0, sizeof failure);
    return settings_read("porter", rows, N_ROWS, &knobs, &failure);
}

static void drop(void)
{
    free((char *)knobs.title);
    free((char *)knobs.token);
}

static void defaults_apply_without_environment_and_file(void **state)
{
    (void)state;
    assert_int_equal(take(), STATUS_OK);
    assert_string_equal(knobs.title, "untitled");
    assert_string_equal(knobs.token, "");
    assert_int_equal(knobs.workers, 2);
    assert_int_equal(knobs.wait_ms, 5000);
    assert_int_equal(knobs.room, 65536);
    assert_false(knobs.loud);
    drop();
}

static void narrow_name_wins_over_wide_and_environment_over_file(void **state)
{
    (void)state;
    put_file("dealspine.env", "# a comment\n\n DEALSPINE_TITLE = from file # not a comment \r\n"
                              "DEALSPINE_WORKERS=7\nDEALSPINE_PORTER_WAIT=250ms\nDEALSPINE_OTHER_THING=left alone\n");
    setenv("DEALSPINE_WORKERS", "3", 1);
    setenv("DEALSPINE_ROOM", "1k", 1);
    setenv("DEALSPINE_PORTER_ROOM", "2M", 1);
    setenv("DEALSPINE_LOUD", "true", 1);
    assert_int_equal(take(), STATUS_OK);
    assert_string_equal(knobs.title, "from file # not a comment");
    assert_int_equal(knobs.workers, 3);
    assert_int_equal(knobs.wait_ms, 250);
    assert_int_equal(knobs.room, 2 * 1024 * 1024);
    assert_true(knobs.loud);
    drop();
}

static void secret_comes_from_the_file_it_names(void **state)
{
    (void)state;
    char path[128];
    put_file("secret", "open sesame\n");
    snprintf(path, sizeof path, "%s/secret", dir);
    setenv("DEALSPINE_PORTER_TOKEN_FILE", path, 1);
    assert_int_equal(take(), STATUS_OK);
    assert_string_equal(knobs.token, "open sesame");
    drop();

    put_file("secret", "\n");
    assert_int_equal(take(), STATUS_INVALID_ARGUMENT);
    assert_string_equal(failure.field, "DEALSPINE_PORTER_TOKEN_FILE");
    drop();
}

static void what_does_not_fit_is_refused_by_name_and_rule(void **state)
{
    (void)state;
    static const struct {
        const char *variable, *value, *rule;
    } bad[] = {
        {"DEALSPINE_WORKERS", "0", "must be 1 to 64, is 0"},
        {"DEALSPINE_WORKERS", "65", "must be 1 to 64, is 65"},
        {"DEALSPINE_WORKERS", "2k", "whole number"},
        {"DEALSPINE_WORKERS", "", "whole number"},
        {"DEALSPINE_WORKERS", " 2", "whole number"},
        {"DEALSPINE_WORKERS", "99999999999999999999", "whole number"},
        {"DEALSPINE_WAIT", "5 s", "duration"},
        {"DEALSPINE_ROOM", "9007199254740993G", "size"},
        {"DEALSPINE_ROOM", "64K", "size"},
        {"DEALSPINE_LOUD", "maybe", "true or false"},
        {"DEALSPINE_PORTER_WROKERS", "2", "is no setting"},
        {"DEALSPINE_PORTER_TITLE_FILE", "x", "is no setting"},
        {"DEALSPINE_TOKEN_FILE", "/nonexistent/x", "can't be read"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        setenv(bad[i].variable, bad[i].value, 1);
        assert_int_equal(take(), STATUS_INVALID_ARGUMENT);
        assert_non_null(strstr(failure.message, bad[i].rule));
        assert_string_equal(failure.field, bad[i].variable);
        unsetenv(bad[i].variable);
        drop();
    }
}

static void a_broken_file_is_refused_by_line(void **state)
{
    (void)state;
    static const char *const bodies[][2] = {
        {"DEALSPINE_LOUD=1\nWORKERS 3\n", "line 2 must read NAME=value"},
        {"dealspine_loud=1\n", "line 1 has a name"},
        {"DEALSPINE_LOUD=1\nDEALSPINE_LOUD=1\n", "line 2 gives a name"},
        {"DEALSPINE_PORTER_WROKERS=1\n", "DEALSPINE_PORTER_WROKERS is no setting"},
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        put_file("dealspine.env", bodies[i][0]);
        assert_int_equal(take(), STATUS_INVALID_ARGUMENT);
        assert_non_null(strstr(failure.message, bodies[i][1]));
        drop();
    }
}

static void what_has_no_default_must_be_given(void **state)
{
    (void)state;
    static const struct setting needed[] = {
        SETTING_ROW(struct knobs, title, const char *, "DSN", SETTING_SECRET, NULL, 0, 0, "where the database is"),
    };
    struct knobs only = {0};
    assert_int_equal(settings_read("porter", needed, 1, &only, &failure), STATUS_INVALID_ARGUMENT);
    assert_string_equal(failure.message, "DEALSPINE_PORTER_DSN must be given: where the database is");
}

static void rows_of_another_table_are_known(void **state)
{
    (void)state;
    static const struct setting others[] = {
        SETTING_ROW(struct knobs, wait_ms, int64_t, "PAUSE", SETTING_MS, "1s", 0, 0, "between tries"),
    };
    setenv("DEALSPINE_PORTER_PAUSE", "2s", 1);
    assert_int_equal(take(), STATUS_INVALID_ARGUMENT);
    drop();
    settings_also(others, 1);
    assert_int_equal(take(), STATUS_OK);
    drop();
}

static void the_printed_table_hides_secrets(void **state)
{
    (void)state;
    char *printed = NULL;
    size_t size = 0;
    setenv("DEALSPINE_TOKEN", "open sesame", 1);
    assert_int_equal(take(), STATUS_OK);
    FILE *out = stdout, *memory = open_memstream(&printed, &size);
    stdout = memory;
    settings_print("porter", rows, N_ROWS, &knobs);
    stdout = out;
    fclose(memory);
    assert_null(strstr(printed, "sesame"));
    assert_non_null(strstr(printed, "now ***"));
    assert_non_null(strstr(printed, "DEALSPINE_WAIT"));
    assert_non_null(strstr(printed, "now 5000ms; default 5s"));
    free(printed);
    drop();
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(defaults_apply_without_environment_and_file),
        CASE(narrow_name_wins_over_wide_and_environment_over_file),
        CASE(secret_comes_from_the_file_it_names),
        CASE(what_does_not_fit_is_refused_by_name_and_rule),
        CASE(a_broken_file_is_refused_by_line),
        CASE(what_has_no_default_must_be_given),
        CASE(rows_of_another_table_are_known),
        CASE(the_printed_table_hides_secrets),
    };
    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
