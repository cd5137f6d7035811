/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "db/statement.h"

static const struct db_statement *parse(struct db_set *set, const char *name, const char *text)
{
    struct statement statement = {name, text};
    struct error error;
    assert_int_equal(db_set_add(set, &statement, &error), STATUS_OK);
    return db_set_find(set, name);
}

static void names_become_numbers(void **state)
{
    (void)state;
    struct db_set *set = db_set_new();
    const struct db_statement *s = parse(set, "a", "SELECT x::text FROM t WHERE id = :id AND b = :b OR c = :id;\n");
    assert_string_equal(s->sql, "SELECT x::text FROM t WHERE id = $1 AND b = $2 OR c = $1");
    assert_int_equal(s->n_params, 2);
    assert_string_equal(s->params[0], "id");
    assert_string_equal(s->params[1], "b");
    assert_false(s->writes);
    db_set_free(set);
}

static void quotes_and_comments_are_left_alone(void **state)
{
    (void)state;
    struct db_set *set = db_set_new();
    const struct db_statement *s =
        parse(set, "a", "SELECT ':no', \":no\", $$ :no $$ -- :no\n, /* :no */ a[1:2], :yes");
    assert_int_equal(s->n_params, 1);
    assert_string_equal(s->params[0], "yes");
    assert_non_null(strstr(s->sql, "a[1:2]"));
    db_set_free(set);
}

static void the_head_is_read(void **state)
{
    (void)state;
    struct db_set *set = db_set_new();
    const struct db_statement *s = parse(set, "a", "-- Why.\n-- bind: one, two\n-- into: Lead\nSELECT :one, :two");
    assert_string_equal(s->into, "Lead");
    assert_int_equal(s->n_binds, 2);
    assert_string_equal(s->binds[1], "two");
    db_set_free(set);
}

static void what_gathers_reads_a_relation_of_calls(void **state)
{
    (void)state;
    struct db_set *set = db_set_new();
    const struct db_statement *s =
        parse(set, "a", "-- bind: id b\n-- gather\nINSERT INTO t SELECT :id::uuid, :b, :id FROM calls\n");
    assert_true(s->gathers);
    assert_true(s->writes);
    assert_int_equal(s->n_params, 2);
    assert_string_equal(s->sql, "WITH calls AS (SELECT * FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS calls "
                                "(\"id\", \"b\", call))\n"
                                "INSERT INTO t SELECT calls.\"id\"::uuid, calls.\"b\", calls.\"id\" FROM calls");
    s = parse(set, "b", "-- gather\nWITH x AS (SELECT :a FROM calls)\nTABLE x");
    assert_string_equal(s->sql, "WITH calls AS (SELECT * FROM unnest($1::text[]) WITH ORDINALITY AS calls (\"a\", call)), "
                                "x AS (SELECT calls.\"a\" FROM calls)\nTABLE x");
    struct statement without = {"c", "-- gather\nSELECT 1"};
    struct error error;
    assert_int_equal(db_set_add(set, &without, &error), STATUS_INVALID_ARGUMENT);
    db_set_free(set);
}

static void locking_is_not_writing(void **state)
{
    static const struct {
        const char *name, *text;
        bool writes;
    } cases[] = {
        {"a", "SELECT 1 FROM t FOR UPDATE", false},
        {"b", "SELECT 1 FROM t FOR NO KEY UPDATE", false},
        {"c", "UPDATE t SET a = 1", true},
        {"d", "WITH x AS (INSERT INTO t VALUES (1) RETURNING a) SELECT * FROM x", true},
        {"e", "INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 2", true},
        {"f", "SELECT 'update', \"delete\", updated FROM t", false},
        {"g", "DELETE FROM t", true},
    };
    (void)state;
    struct db_set *set = db_set_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(parse(set, cases[i].name, cases[i].text)->writes, cases[i].writes);
    db_set_free(set);
}

static void faults_are_named(void **state)
{
    (void)state;
    struct db_set *set = db_set_new();
    struct error error;
    struct statement empty = {"empty", "-- only a comment\n"}, twice = {"twice", "SELECT 1"};
    assert_int_equal(db_set_add(set, &empty, &error), STATUS_INVALID_ARGUMENT);
    assert_non_null(strstr(error.message, "sql/empty.sql"));
    assert_int_equal(db_set_add(set, &twice, &error), STATUS_OK);
    assert_int_equal(db_set_add(set, &twice, &error), STATUS_INVALID_ARGUMENT);
    db_set_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_become_numbers), cmocka_unit_test(quotes_and_comments_are_left_alone),
        cmocka_unit_test(the_head_is_read), cmocka_unit_test(what_gathers_reads_a_relation_of_calls),     cmocka_unit_test(locking_is_not_writing),
        cmocka_unit_test(faults_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
