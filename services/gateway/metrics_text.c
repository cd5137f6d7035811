/* SPDX-License-Identifier: Apache-2.0 */
#include "metrics_text.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static void put_escaped(struct text *out, const char *value, bool quoted)
{
    for (; *value; value++) {
        if (*value == '\n')
            text_puts(out, "\\n");
        else if (*value == '\\' || (quoted && *value == '"'))
            text_printf(out, "\\%c", *value);
        else
            text_putc(out, *value);
    }
}

static void put_number(struct text *out, double value)
{
    if (value == floor(value) && fabs(value) < 1e15)
        text_printf(out, "%.0f", value);
    else
        text_printf(out, "%.9g", value);
}

/* {service="leads",instance="12.ipc",method="…"[,le="…"]} */
static void put_labels(struct text *out, const ReadMetersReply *report, const MeterSeries *series, const double *le,
                       bool last)
{
    text_puts(out, "{service=\"");
    put_escaped(out, report->service ? report->service : "", true);
    text_puts(out, "\",instance=\"");
    put_escaped(out, report->instance ? report->instance : "", true);
    text_putc(out, '"');
    for (size_t i = 0; i + 1 < series->n_labels; i += 2) {
        text_printf(out, ",%s=\"", series->labels[i]);
        put_escaped(out, series->labels[i + 1], true);
        text_putc(out, '"');
    }
    if (le || last) {
        text_puts(out, ",le=\"");
        if (last)
            text_puts(out, "+Inf");
        else
            put_number(out, *le);
        text_putc(out, '"');
    }
    text_puts(out, "} ");
}

static void put_histogram(struct text *out, const ReadMetersReply *report, const MeterFamily *family,
                          const MeterSeries *series)
{
    uint64_t count = 0;
    for (size_t i = 0; i < series->n_buckets; i++) {
        bool last = i >= family->n_bounds;
        count += series->buckets[i];
        text_printf(out, "%s_bucket", family->name);
        put_labels(out, report, series, last ? NULL : &family->bounds[i], last);
        text_printf(out, "%" PRIu64 "\n", count);
    }
    text_printf(out, "%s_sum", family->name);
    put_labels(out, report, series, NULL, false);
    put_number(out, series->value);
    text_printf(out, "\n%s_count", family->name);
    put_labels(out, report, series, NULL, false);
    text_printf(out, "%" PRIu64 "\n", count);
}

static void put_series(struct text *out, const ReadMetersReply *report, const MeterFamily *family)
{
    for (size_t i = 0; i < family->n_series; i++) {
        const MeterSeries *series = family->series[i];
        if (family->kind == METER_FAMILY__KIND__HISTOGRAM) {
            put_histogram(out, report, family, series);
            continue;
        }
        text_puts(out, family->name);
        put_labels(out, report, series, NULL, false);
        put_number(out, series->value);
        text_putc(out, '\n');
    }
}

static const MeterFamily *find(const ReadMetersReply *report, const char *name)
{
    for (size_t i = 0; i < report->n_families; i++)
        if (strcmp(report->families[i]->name, name) == 0)
            return report->families[i];
    return NULL;
}

static void put_family(struct text *out, const MeterFamily *family, ReadMetersReply *const *reports, size_t n)
{
    static const char *const kinds[] = {"untyped", "counter", "gauge", "histogram"};
    text_printf(out, "# HELP %s ", family->name);
    put_escaped(out, family->help, false);
    text_printf(out, "\n# TYPE %s %s\n", family->name, kinds[family->kind <= 3 ? family->kind : 0]);
    for (size_t i = 0; i < n; i++) {
        const MeterFamily *part = find(reports[i], family->name);
        if (part)
            put_series(out, reports[i], part);
    }
}

/* Was it shown with an earlier report? */
static bool is_known(ReadMetersReply *const *reports, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (find(reports[i], name))
            return true;
    return false;
}

void metrics_write(struct text *out, ReadMetersReply *const *reports, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t f = 0; f < reports[i]->n_families; f++)
            if (!is_known(reports, i, reports[i]->families[f]->name))
                put_family(out, reports[i]->families[f], reports + i, n - i);
}
