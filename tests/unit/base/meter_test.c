/* SPDX-License-Identifier: Apache-2.0
 * Sheets of several threads add up; histograms sort into buckets; sparse series stay out of sight at zero.
 */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/meter.h"

enum { THREADS = 4, TIMES = 10000 };

static const double bounds[] = {1, 2, 5};
static const struct meter_family hits = {.name = "hits_total", .help = "h", .kind = METER_COUNTER},
    rare = {.name = "rare_total", .help = "h", .kind = METER_COUNTER, .sparse = true},
    level = {.name = "level", .help = "h", .kind = METER_GAUGE},
    sizes = {.name = "sizes", .help = "h", .kind = METER_HISTOGRAM, .bounds = bounds, .n_bounds = 3};

static unsigned of_a, of_b, of_rare, of_level, of_sizes;

struct found {
    const char *family, *label;
    unsigned times;
    struct meter_reading reading;
    uint64_t buckets[4];
};

static void look(void *context, const struct meter_reading *reading)
{
    struct found *found = context;
    const char *label = reading->n_labels ? reading->labels[1] : "";
    if (strcmp(reading->family->name, found->family) != 0 || strcmp(label, found->label) != 0)
        return;
    found->times++;
    found->reading = *reading;
    if (reading->buckets)
        memcpy(found->buckets, reading->buckets, sizeof found->buckets);
}

static struct found find(const char *family, const char *label)
{
    struct found found = {.family = family, .label = label};
    meter_read(look, &found);
    return found;
}

static int add_all(void **state)
{
    const char *a[] = {"which", "a"}, *b[] = {"which", "b"};
    (void)state;
    of_a = meter_add(&hits, a, 1);
    of_level = meter_add(&level, NULL, 0);
    of_b = meter_add(&hits, b, 1);
    of_rare = meter_add(&rare, NULL, 0);
    of_sizes = meter_add(&sizes, NULL, 0);
    return 0;
}

static void *count(void *context)
{
    (void)context;
    for (int i = 0; i < TIMES; i++) {
        meter_count(of_a, 1);
        meter_observe(of_sizes, 1.5);
    }
    return NULL;
}

static void what_threads_count_adds_up(void **state)
{
    pthread_t threads[THREADS];
    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, count, NULL), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    struct found found = find("hits_total", "a");
    assert_int_equal(found.times, 1);
    assert_true(found.reading.value == THREADS * TIMES);
    assert_true(find("hits_total", "b").reading.value == 0);
    found = find("sizes", "");
    assert_int_equal(found.reading.count, THREADS * TIMES);
    assert_true(found.reading.value == 1.5 * THREADS * TIMES);
}

static void a_value_at_a_bound_is_below_it(void **state)
{
    static const double values[] = {0, 1, 1.01, 2, 5, 5.1, 1000};
    struct found before = find("sizes", "");
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        meter_observe(of_sizes, values[i]);
    struct found after = find("sizes", "");
    static const uint64_t more[] = {2, 2, 1, 2};
    for (int i = 0; i < 4; i++)
        assert_int_equal(after.buckets[i] - before.buckets[i], more[i]);
}

static void the_last_word_of_a_gauge_counts(void **state)
{
    (void)state;
    meter_set(of_level, 7.25);
    meter_set(of_level, -3);
    assert_true(find("level", "").reading.value == -3);
}

static void a_counter_that_another_keeps_is_set(void **state)
{
    (void)state;
    meter_set(of_b, 12);
    assert_true(find("hits_total", "b").reading.value == 12);
}

static void sparse_series_are_shown_once_they_count(void **state)
{
    (void)state;
    assert_int_equal(find("rare_total", "").times, 0);
    meter_count(of_rare, 2);
    assert_true(find("rare_total", "").reading.value == 2);
}

static void order(void *context, const struct meter_reading *reading)
{
    const char ***next = context;
    *(*next)++ = reading->family->name;
}

static void families_come_together(void **state)
{
    const char *names[16] = {NULL}, **next = names;
    (void)state;
    meter_read(order, &next);
    assert_string_equal(names[0], "hits_total");
    assert_string_equal(names[1], "hits_total");
    assert_string_equal(names[2], "level");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_threads_count_adds_up),      cmocka_unit_test(a_value_at_a_bound_is_below_it),
        cmocka_unit_test(the_last_word_of_a_gauge_counts), cmocka_unit_test(a_counter_that_another_keeps_is_set),
        cmocka_unit_test(sparse_series_are_shown_once_they_count), cmocka_unit_test(families_come_together),
    };
    return cmocka_run_group_tests(tests, add_all, NULL);
}
