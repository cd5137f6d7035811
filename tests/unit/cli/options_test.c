/* SPDX-License-Identifier: Apache-2.0
 * The command line of every command: what is taken, what is refused, and words that a shell reads back.
 */
#include "cli/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool loud;
static const char *as;
static int64_t most;

static const struct option_row rows[] = {
    {"loud", OPTION_FLAG, &loud, NULL, "says more"},
    {"as", OPTION_TEXT, &as, "WHO", "who asks"},
    {"most", OPTION_COUNT, &most, "N", "how many"},
};
static const struct usage usage = {"try THING [options]", NULL, rows, 3, 1, 2};

static int set_up(void **state)
{
    (void)state;
    loud = false;
    as = "nobody";
    most = 7;
    return 0;
}

static int count(char **argv)
{
    int n = 0;
    while (argv[n])
        n++;
    return n;
}

static void options_may_stand_anywhere(void **state)
{
    (void)state;
    char *argv[] = {"try", "--as", "li", "one", "--most=0", "--loud", "two", NULL};
    int argc = count(argv);
    assert_int_equal(options_read(&usage, &argc, argv), OPTIONS_GO_ON);
    assert_int_equal(argc, 3);
    assert_string_equal(argv[1], "one");
    assert_string_equal(argv[2], "two");
    assert_null(argv[3]);
    assert_string_equal(as, "li");
    assert_int_equal(most, 0);
    assert_true(loud);
}

static void absent_options_keep_their_defaults_and_dashes_end_them(void **state)
{
    (void)state;
    char *argv[] = {"try", "--", "--loud", NULL};
    int argc = count(argv);
    assert_int_equal(options_read(&usage, &argc, argv), OPTIONS_GO_ON);
    assert_string_equal(argv[1], "--loud");
    assert_string_equal(as, "nobody");
    assert_int_equal(most, 7);
    assert_false(loud);
}

static void mistakes_leave_with_the_usage_status(void **state)
{
    (void)state;
    static char *const lines[][4] = {
        {"try"},
        {"try", "one", "--as"},
        {"try", "one", "--most", "-1"},
        {"try", "one", "--most=1k"},
        {"try", "one", "--most="},
        {"try", "one", "--loud=yes"},
        {"try", "one", "--lou"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char *argv[5] = {lines[i][0], lines[i][1], lines[i][2], lines[i][3], NULL};
        int argc = count(argv);
        assert_int_equal(options_read(&usage, &argc, argv), EXIT_USAGE);
    }
    char *argv[] = {"try", "one", "two", "three", NULL};
    int argc = count(argv);
    assert_int_equal(options_read(&usage, &argc, argv), EXIT_USAGE);
}

static void a_shell_reads_words_back(void **state)
{
    (void)state;
    static const char *const words[] = {"plain/path.json", "", "two words", "it's", "$HOME", "a;b", "'", "\"", "ü"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        char command[256], line[64] = "";
        snprintf(command, sizeof command, "printf '%%s\\n' %s", shell_word(words[i]));
        FILE *shell = popen(command, "r");
        assert_non_null(fgets(line, sizeof line, shell));
        assert_int_equal(pclose(shell), 0);
        line[strcspn(line, "\n")] = '\0';
        assert_string_equal(line, words[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(options_may_stand_anywhere, set_up),
        cmocka_unit_test_setup(absent_options_keep_their_defaults_and_dashes_end_them, set_up),
        cmocka_unit_test_setup(mistakes_leave_with_the_usage_status, set_up),
        cmocka_unit_test(a_shell_reads_words_back),
    };
    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
