/* SPDX-License-Identifier: Apache-2.0
 * The text format: families together, labels quoted, buckets cumulated.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "gateway/metrics_text.h"

struct sample {
    ReadMetersReply report;
    MeterFamily family;
    MeterFamily *families[1];
    MeterSeries series;
    MeterSeries *list[1];
};

static void fill(struct sample *it, const char *service, const char *name, MeterFamily__Kind kind, double value)
{
    it->report = (ReadMetersReply)READ_METERS_REPLY__INIT;
    it->family = (MeterFamily)METER_FAMILY__INIT;
    it->series = (MeterSeries)METER_SERIES__INIT;
    it->report.service = service;
    it->report.instance = "7";
    it->report.families = it->families;
    it->report.n_families = 1;
    it->families[0] = &it->family;
    it->family.name = name;
    it->family.help = "Back\\slash and\nline.";
    it->family.kind = kind;
    it->family.series = it->list;
    it->family.n_series = 1;
    it->list[0] = &it->series;
    it->series.value = value;
}

static const char *write_all(struct arena *arena, struct sample *samples, size_t n)
{
    ReadMetersReply *reports[4];
    struct text out;
    text_init(&out, arena);
    for (size_t i = 0; i < n; i++)
        reports[i] = &samples[i].report;
    metrics_write(&out, reports, n);
    return out.bytes;
}

static void families_of_all_processes_come_together(void **state)
{
    struct arena *arena = arena_new();
    struct sample samples[3];
    (void)state;
    fill(&samples[0], "leads", "a_total", METER_FAMILY__KIND__COUNTER, 3);
    fill(&samples[1], "leads", "b", METER_FAMILY__KIND__GAUGE, 0.25);
    fill(&samples[2], "customers", "a_total", METER_FAMILY__KIND__COUNTER, 4);
    assert_string_equal(write_all(arena, samples, 3),
                        "# HELP a_total Back\\\\slash and\\nline.\n# TYPE a_total counter\n"
                        "a_total{service=\"leads\",instance=\"7\"} 3\n"
                        "a_total{service=\"customers\",instance=\"7\"} 4\n"
                        "# HELP b Back\\\\slash and\\nline.\n# TYPE b gauge\n"
                        "b{service=\"leads\",instance=\"7\"} 0.25\n");
    arena_free(arena);
}

static void labels_are_quoted(void **state)
{
    struct arena *arena = arena_new();
    struct sample sample;
    const char *labels[] = {"method", "a\"b\\c\nd"};
    (void)state;
    fill(&sample, "leads", "a", METER_FAMILY__KIND__GAUGE, -1);
    sample.series.labels = labels;
    sample.series.n_labels = 2;
    const char *text = write_all(arena, &sample, 1);
    assert_non_null(strstr(text, "a{service=\"leads\",instance=\"7\",method=\"a\\\"b\\\\c\\nd\"} -1\n"));
    arena_free(arena);
}

static void buckets_are_cumulated(void **state)
{
    struct arena *arena = arena_new();
    struct sample sample;
    double bounds[] = {0.5, 1};
    uint64_t buckets[] = {2, 0, 3};
    (void)state;
    fill(&sample, "leads", "t_seconds", METER_FAMILY__KIND__HISTOGRAM, 9.5);
    sample.family.bounds = bounds;
    sample.family.n_bounds = 2;
    sample.series.buckets = buckets;
    sample.series.n_buckets = 3;
    const char *text = write_all(arena, &sample, 1);
    assert_non_null(strstr(text, "t_seconds_bucket{service=\"leads\",instance=\"7\",le=\"0.5\"} 2\n"
                                 "t_seconds_bucket{service=\"leads\",instance=\"7\",le=\"1\"} 2\n"
                                 "t_seconds_bucket{service=\"leads\",instance=\"7\",le=\"+Inf\"} 5\n"
                                 "t_seconds_sum{service=\"leads\",instance=\"7\"} 9.5\n"
                                 "t_seconds_count{service=\"leads\",instance=\"7\"} 5\n"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(families_of_all_processes_come_together),
                                       cmocka_unit_test(labels_are_quoted), cmocka_unit_test(buckets_are_cumulated)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
