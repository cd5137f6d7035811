/* SPDX-License-Identifier: Apache-2.0 */
#include "base/meter.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { FAMILIES = 128 };

struct sheet { /* of one thread: written by it alone, read by all */
    struct sheet *next;
    _Atomic uint64_t cells[METER_CELLS];
};

struct series {
    const struct meter_family *family;
    const char *labels[2 * METER_LABELS];
    size_t n_labels;
    unsigned cell; /* the first; a histogram has its buckets there, then the sum */
};

const double meter_seconds[METER_SECONDS] = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                             0.1,    0.25,  0.5,    1,     2.5,  10,    30};

static pthread_mutex_t adding = PTHREAD_MUTEX_INITIALIZER;
static struct series *all; /* METER_SERIES of them */
static atomic_uint n_series;
static unsigned n_cells; /* under `adding` */
static const struct meter_family *families[FAMILIES]; /* under `adding` */
static unsigned n_families;
static _Atomic(struct sheet *) sheets;
static struct sheet *gauges;
static _Thread_local struct sheet *mine;

/* Straight from the kernel: pages that are never counted on take no memory. */
static void *pages(size_t size)
{
    void *fresh = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (fresh == MAP_FAILED)
        abort();
    return fresh;
}

static struct sheet *my_sheet(void)
{
    if (mine)
        return mine;
    mine = pages(sizeof *mine);
    mine->next = atomic_load(&sheets);
    while (!atomic_compare_exchange_weak(&sheets, &mine->next, mine))
        ;
    return mine;
}

/* ---- adding ---- */

static void add_family(const struct meter_family *family)
{
    for (unsigned i = 0; i < n_families; i++)
        if (families[i] == family)
            return;
    if (n_families == FAMILIES)
        abort();
    families[n_families++] = family;
}

unsigned meter_add(const struct meter_family *family, const char *const *labels, size_t n)
{
    pthread_mutex_lock(&adding);
    if (!all) {
        all = pages(METER_SERIES * sizeof *all);
        gauges = pages(sizeof *gauges);
    }
    unsigned size = family->kind == METER_HISTOGRAM ? (unsigned)family->n_bounds + 2 : 1;
    unsigned nth = atomic_load(&n_series);
    if (nth == METER_SERIES || n_cells + size > METER_CELLS || n > METER_LABELS) {
        fprintf(stderr, "more meters than there is room for: %s\n", family->name);
        abort();
    }
    struct series *series = &all[nth];
    *series = (struct series){.family = family, .n_labels = n, .cell = n_cells};
    for (size_t i = 0; i < 2 * n; i++)
        series->labels[i] = labels[i];
    add_family(family);
    n_cells += size;
    atomic_store(&n_series, nth + 1);
    pthread_mutex_unlock(&adding);
    return nth;
}

/* ---- counting: one writer a cell, so a load and a store do ---- */

static void add(_Atomic uint64_t *cell, uint64_t n)
{
    uint64_t before = atomic_load_explicit(cell, memory_order_relaxed);
    atomic_store_explicit(cell, before + n, memory_order_relaxed);
}

static double as_double(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static uint64_t as_bits(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

void meter_count(unsigned series, uint64_t n)
{
    add(&my_sheet()->cells[all[series].cell], n);
}

void meter_observe(unsigned series, double value)
{
    const struct series *it = &all[series];
    struct sheet *sheet = my_sheet();
    size_t bucket = 0, n = it->family->n_bounds;
    while (bucket < n && value > it->family->bounds[bucket])
        bucket++;
    add(&sheet->cells[it->cell + bucket], 1);
    _Atomic uint64_t *sum = &sheet->cells[it->cell + n + 1];
    double before = as_double(atomic_load_explicit(sum, memory_order_relaxed));
    atomic_store_explicit(sum, as_bits(before + value), memory_order_relaxed);
}

void meter_set(unsigned series, double value)
{
    atomic_store_explicit(&gauges->cells[all[series].cell], as_bits(value), memory_order_relaxed);
}

/* ---- reading ---- */

static uint64_t sum_up(unsigned cell)
{
    uint64_t sum = 0;
    for (struct sheet *sheet = atomic_load(&sheets); sheet; sheet = sheet->next)
        sum += atomic_load_explicit(&sheet->cells[cell], memory_order_relaxed);
    return sum;
}

static void read_histogram(const struct series *series, struct meter_reading *reading, uint64_t *buckets)
{
    size_t n = series->family->n_bounds;
    for (size_t i = 0; i <= n; i++) {
        buckets[i] = sum_up(series->cell + (unsigned)i);
        reading->count += buckets[i];
    }
    for (struct sheet *sheet = atomic_load(&sheets); sheet; sheet = sheet->next)
        reading->value += as_double(atomic_load_explicit(&sheet->cells[series->cell + n + 1], memory_order_relaxed));
    reading->buckets = buckets;
}

static void read_one(const struct series *series, void (*each)(void *context, const struct meter_reading *reading),
                     void *context)
{
    uint64_t buckets[64];
    struct meter_reading reading = {.family = series->family, .labels = series->labels, .n_labels = series->n_labels};
    if (series->family->kind == METER_HISTOGRAM) {
        read_histogram(series, &reading, buckets);
    } else if (series->family->kind == METER_COUNTER) {
        reading.value = (double)sum_up(series->cell);
    }
    if (series->family->kind != METER_HISTOGRAM)
        reading.value += as_double(atomic_load_explicit(&gauges->cells[series->cell], memory_order_relaxed));
    if (series->family->sparse && reading.value == 0 && reading.count == 0)
        return;
    each(context, &reading);
}

void meter_read(void (*each)(void *context, const struct meter_reading *reading), void *context)
{
    unsigned n = atomic_load(&n_series);
    pthread_mutex_lock(&adding);
    unsigned n_all = n_families;
    pthread_mutex_unlock(&adding);
    for (unsigned f = 0; f < n_all; f++)
        for (unsigned i = 0; i < n; i++)
            if (all[i].family == families[f])
                read_one(&all[i], each, context);
}
