/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "db/array.h"
#include "service/batch.h"

#include <cmocka.h>

enum { MOST = 8 };

static const struct db_statement put = {.name = "put", .n_params = 2, .gathers = true};
static const struct db_statement move = {.name = "move", .n_params = 2, .gathers = true};
static const struct db_statement read_all = {.name = "read_all", .n_params = 2};

struct bench {
    struct arena *arena;
    struct db_item item[MOST], *items[MOST];
    const char *values[MOST][2];
    size_t n;
    struct parcel parcels[MOST];
    struct db_item sent[MOST];
};

static void put_item(struct bench *bench, const struct db_statement *statement, const char *subject, const char *value)
{
    size_t i = bench->n++;
    bench->values[i][0] = value;
    bench->item[i] = (struct db_item){
        .statement = statement, .values = bench->values[i], .subject = subject, .arena = bench->arena};
    bench->items[i] = &bench->item[i];
}

static size_t run(struct bench *bench, bool singly)
{
    return gather(bench->arena, bench->items, bench->n, singly, bench->parcels, bench->sent);
}

/* What is sent for a parameter, as a literal. */
static const char *list_of(const struct bench *bench, size_t sent, size_t param)
{
    const struct db_list *list = &bench->sent[sent].lists[param];
    assert_int_equal(list->of, DB_TEXTS);
    return array_write(bench->arena, list->values, list->n);
}

static void calls_side_by_side_become_one(void **state)
{
    (void)state;
    struct bench bench = {.arena = arena_new()};
    put_item(&bench, &put, NULL, "a");
    put_item(&bench, &read_all, NULL, "b");
    put_item(&bench, &put, NULL, "say \"c\"");
    put_item(&bench, &read_all, NULL, "d");
    assert_int_equal(run(&bench, false), 3);
    assert_int_equal(bench.parcels[0].n, 2);
    assert_string_equal(list_of(&bench, 0, 0), "{\"a\",\"say \\\"c\\\"\"}");
    assert_string_equal(list_of(&bench, 0, 1), "{NULL,NULL}");
    assert_ptr_equal(bench.sent[1].values, bench.values[1]);
    assert_null(bench.sent[1].lists);
    assert_int_equal(bench.parcels[2].first, 3);
    assert_int_equal(run(&bench, true), 4);
    assert_string_equal(list_of(&bench, 0, 0), "{\"a\"}");
    arena_free(bench.arena);
}

static void events_of_one_aggregate_keep_their_order(void **state)
{
    (void)state;
    struct bench bench = {.arena = arena_new()};
    put_item(&bench, &put, "one", "1");
    put_item(&bench, &move, "one", "2");
    put_item(&bench, &put, "two", "3"); /* overtakes the move of another */
    put_item(&bench, &move, "two", "4");
    put_item(&bench, &put, "one", "5"); /* not before its own move */
    assert_int_equal(run(&bench, false), 3);
    assert_string_equal(list_of(&bench, 0, 0), "{\"1\",\"3\"}");
    assert_string_equal(list_of(&bench, 1, 0), "{\"2\",\"4\"}");
    assert_string_equal(list_of(&bench, 2, 0), "{\"5\"}");
    arena_free(bench.arena);
}

static void nothing_overtakes_what_does_not_gather(void **state)
{
    (void)state;
    struct bench bench = {.arena = arena_new()};
    put_item(&bench, &put, "one", "1");
    put_item(&bench, &read_all, "two", "2");
    put_item(&bench, &put, "three", "3");
    assert_int_equal(run(&bench, false), 3);
    arena_free(bench.arena);
}

static void each_call_gets_its_own_rows(void **state)
{
    static const char *const names[] = {"id", "call"};
    static const char *const values[] = {"x", "2", "y", "1", "z", "2"};
    (void)state;
    struct bench bench = {.arena = arena_new()};
    for (int i = 0; i < 3; i++)
        put_item(&bench, &put, NULL, "a");
    assert_int_equal(run(&bench, false), 1);
    bench.sent[0].rows = (struct db_rows){.n = 3, .n_columns = 2, .names = names, .values = values};
    gather_share(bench.parcels, bench.sent, 1);
    assert_int_equal(bench.item[0].rows.n, 1);
    assert_string_equal(bench.item[0].rows.values[0], "y");
    assert_int_equal(bench.item[1].rows.n, 2);
    assert_string_equal(bench.item[1].rows.values[2], "z");
    assert_int_equal(bench.item[2].rows.n, 0);
    assert_int_equal(bench.item[2].rows.n_columns, 2);
    arena_free(bench.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_side_by_side_become_one),
        cmocka_unit_test(events_of_one_aggregate_keep_their_order),
        cmocka_unit_test(nothing_overtakes_what_does_not_gather),
        cmocka_unit_test(each_call_gets_its_own_rows),
    };
    return cmocka_run_group_tests_name("gather", tests, NULL, NULL);
}
