/* SPDX-License-Identifier: Apache-2.0
 * Counters, gauges and histograms of a process. Each thread counts on a sheet of its own, so counting takes no lock and
 * shares no cache line; whoever reads adds the sheets up. A process has one set of them, of at most METER_CELLS numbers.
 */
#ifndef BASE_METER_H
#define BASE_METER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { METER_CELLS = 16384, METER_SERIES = 8192, METER_LABELS = 3 };

enum meter_kind { METER_COUNTER = 1, METER_GAUGE = 2, METER_HISTOGRAM = 3 };

/* Static, one for each name. Names and units as Prometheus has them: base units, counters end in _total. */
struct meter_family {
    const char *name, *help;
    enum meter_kind kind;
    const double *bounds; /* histograms: upper bounds, rising; what is above the last is counted too */
    size_t n_bounds;
    bool sparse;          /* a series is not shown before it has counted something */
};

/* Bounds for durations, 0.5 ms to 30 s, in seconds. */
extern const double meter_seconds[];
enum { METER_SECONDS = 14 };

/* Adds a series with `n` labels, at most METER_LABELS: `labels` holds name, value, name, value …; all borrowed for the process's life. The
 * series' number; never fails below METER_SERIES and METER_CELLS, beyond them the process ends. Thread-safe. */
unsigned meter_add(const struct meter_family *family, const char *const *labels, size_t n);

void meter_count(unsigned series, uint64_t n);        /* counters */
void meter_observe(unsigned series, double value);    /* histograms */
void meter_set(unsigned series, double value);        /* gauges, and counters that another library keeps: the last word
                                                       * counts, whichever thread's */

struct meter_reading {
    const struct meter_family *family;
    const char *const *labels; /* name, value, … */
    size_t n_labels;           /* pairs */
    double value;              /* counters and gauges; of a histogram the sum of what was observed */
    const uint64_t *buckets;   /* n_bounds + 1, each by itself, not cumulated */
    uint64_t count;            /* histograms: all of them */
};

/* Calls `each` for every series, those of a family in the order in which they were added, families in the order of their
 * first series. Counting goes on meanwhile. */
void meter_read(void (*each)(void *context, const struct meter_reading *reading), void *context);

#endif
