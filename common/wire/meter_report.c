/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/meter_report.h"

#include <string.h>

#include "base/meter.h"
#include "wire/pack.h"

struct report {
    ReadMetersReply *message;
    struct arena *arena;
    size_t room_families, room_series;
    const struct meter_family *last;
};

static MeterFamily *family_of(struct report *report, const struct meter_family *family)
{
    ReadMetersReply *out = report->message;
    if (report->last == family)
        return out->families[out->n_families - 1];
    MeterFamily *fresh = wire_new(report->arena, &meter_family__descriptor);
    fresh->name = family->name;
    fresh->help = family->help;
    fresh->has_kind = true;
    fresh->kind = (MeterFamily__Kind)family->kind;
    fresh->bounds = (double *)(uintptr_t)family->bounds;
    fresh->n_bounds = family->n_bounds;
    if (out->n_families == report->room_families) {
        report->room_families = 2 * report->room_families + 32;
        MeterFamily **more = arena_alloc(report->arena, report->room_families * sizeof(MeterFamily *));
        memcpy(more, out->families, out->n_families * sizeof(MeterFamily *));
        out->families = more;
    }
    out->families[out->n_families++] = fresh;
    report->last = family;
    report->room_series = 0;
    return fresh;
}

static void put_series(void *context, const struct meter_reading *reading)
{
    struct report *report = context;
    MeterFamily *family = family_of(report, reading->family);
    MeterSeries *series = wire_new(report->arena, &meter_series__descriptor);
    series->labels = (const char **)(uintptr_t)reading->labels;
    series->n_labels = 2 * reading->n_labels;
    series->has_value = true;
    series->value = reading->value;
    if (reading->buckets) {
        series->n_buckets = reading->family->n_bounds + 1;
        series->buckets =
            arena_memdup(report->arena, reading->buckets, series->n_buckets * sizeof *series->buckets);
    }
    if (family->n_series == report->room_series) {
        report->room_series = 2 * report->room_series + 8;
        MeterSeries **more = arena_alloc(report->arena, report->room_series * sizeof(MeterSeries *));
        if (family->n_series)
            memcpy(more, family->series, family->n_series * sizeof(MeterSeries *));
        family->series = more;
    }
    family->series[family->n_series++] = series;
}

ReadMetersReply *meter_report(struct arena *arena)
{
    struct report report = {.arena = arena};
    report.message = wire_new(arena, &read_meters_reply__descriptor);
    report.message->families = arena_alloc(arena, sizeof *report.message->families);
    meter_read(put_series, &report);
    return report.message;
}
