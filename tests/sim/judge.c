/* SPDX-License-Identifier: Apache-2.0
 * The promises, asked of what stands in the two databases, of the logs and of the ledger.
 */
#include <stdlib.h>
#include <string.h>

#include "bank/bank.h"
#include "database.h"
#include "dealspine/events.pb-c.h"
#include "kernel.h"
#include "ledger.h"
#include "world.h"

/* Columns of an event's row, as statements.c writes them. */
enum { EVENT_POS, EVENT_LANE, EVENT_ID, EVENT_TYPE, EVENT_SCHEMA, EVENT_AGG_TYPE, EVENT_AGG, EVENT_VER };

static struct table *table(const char *word, const char *name)
{
    return table_of(store_of(word), name);
}

static uint64_t number(const char *text)
{
    return text ? strtoull(text, NULL, 10) : 0;
}

/* Committed rows, in the order of their making. */
#define EACH(row, table)                                                                                               \
    for (size_t i_ = 0, n_ = (table)->n; i_ < n_; i_++)                                                                \
        for (const char *const *row = (table)->rows[i_]->now; row; row = NULL)

static size_t count(const struct table *of, size_t column, const char *value)
{
    size_t n = 0;
    EACH(row, of)
        n += !value || strcmp(row[column], value) == 0;
    return n;
}

static uint64_t head(const char *word)
{
    uint64_t last = 0;
    EACH(event, table(word, "event"))
        last = number(event[EVENT_POS]);
    return last;
}

static uint64_t cursor(const char *word, const char *domain)
{
    const struct row *row = row_find(table(word, "cursor"), domain);
    return row && row->now ? number(row->now[1]) : 0;
}

/* ---- has it come to rest? ---- */

const char *judge_waits_for(void)
{
    for (size_t i = 0; i < OPS; i++)
        if (ledger.ops[i].state == OP_OPEN)
            return "callers";
    if (cursor("customers", "leads") < head("leads"))
        return "the book, to read the till's log";
    if (cursor("leads", "customers") < head("customers"))
        return "the till, to read the book's log";
    if (count(table("leads", "job"), 0, NULL))
        return "jobs";
    if (head("leads") && (!ledger.n_told || ledger.told[ledger.n_told - 1].pos < head("leads")))
        return "the subscriber";
    return NULL;
}

bool judge_is_quiet(void)
{
    return !judge_waits_for();
}

/* ---- the promises ---- */

static void judge_calls(void)
{
    for (size_t i = 0; i < OPS; i++) {
        const struct op *op = &ledger.ops[i];
        size_t times = count(table("leads", "deposit"), 0, op->id);
        if (op->state == OP_ACKNOWLEDGED && times != 1)
            sim_violated(times ? "once" : "acknowledged", "%s was acknowledged and stands there %zu times", op->id,
                         times);
        else if (times > 1)
            sim_violated("once", "%s stands there %zu times", op->id, times);
        else if (op->state == OP_REFUSED && times)
            sim_violated("once", "%s was refused and stands there", op->id);
        if (op->state == OP_ACKNOWLEDGED && op->amount < 1)
            sim_violated("answers", "%s can't have succeeded", op->id);
    }
}

/* Every log counts its aggregates' events from 1, in the order of its positions. */
static void judge_log(const char *word)
{
    for (size_t a = 0; a < ACCOUNTS; a++) {
        uint64_t ver = 0;
        EACH(event, table(word, "event")) {
            if (strcmp(event[EVENT_AGG], ledger.accounts[a]) != 0)
                continue;
            if (number(event[EVENT_VER]) != ++ver)
                sim_violated("versions", "%s: version %s follows %llu in the log of %s", ledger.accounts[a],
                             event[EVENT_VER], (unsigned long long)ver - 1, word);
        }
    }
}

static void judge_effects(void)
{
    size_t deposits = count(table("leads", "deposit"), 0, NULL), events = count(table("leads", "event"), 0, NULL);
    size_t postings = count(table("customers", "posting"), 0, NULL);
    size_t posted = count(table("customers", "event"), 0, NULL), sealed = count(table("leads", "sealed"), 0, NULL);
    if (deposits != events)
        sim_violated("acknowledged", "%zu deposits, and %zu events that tell of them", deposits, events);
    if (postings != posted)
        sim_violated("acknowledged", "%zu postings, and %zu events that tell of them", postings, posted);
    if (posted != sealed)
        sim_violated("consumers", "%zu events of the book, and the till acted on %zu", posted, sealed);
}

/* What the till told has been posted in its order, once, up to an event that can't be; the rest lies aside. */
static void judge_consumer(void)
{
    const struct table *postings = table("customers", "posting"), *letters = table("customers", "dead_letter");
    for (size_t a = 0; a < ACCOUNTS; a++) {
        uint64_t ver = 0, last = 0, aside = count(letters, 2, ledger.accounts[a]);
        EACH(posting, postings) {
            if (strcmp(posting[1], ledger.accounts[a]) != 0)
                continue;
            if (number(posting[3]) != ++ver || number(posting[2]) <= last)
                sim_violated("consumers", "%s: version %s was posted as number %llu", ledger.accounts[a], posting[3],
                             (unsigned long long)ver);
            last = number(posting[2]);
        }
        size_t events = count(table("leads", "event"), EVENT_AGG, ledger.accounts[a]);
        if (ver + aside != events)
            sim_violated("consumers", "%s: %zu events, %llu posted and %llu put aside", ledger.accounts[a], events,
                         (unsigned long long)ver, (unsigned long long)aside);
    }
}

/* Two logs of one order: the till's seals follow the book's positions. */
static void judge_order(void)
{
    uint64_t last = 0;
    EACH(seal, table("leads", "sealed")) {
        if (number(seal[1]) <= last)
            sim_violated("consumers", "position %s of the book was acted on after %llu", seal[1],
                         (unsigned long long)last);
        last = number(seal[1]);
    }
}

static void judge_subscriber(void)
{
    size_t n = 0;
    EACH(event, table("leads", "event")) {
        const struct told *told = n < ledger.n_told ? &ledger.told[n] : NULL;
        n++;
        if (!told || told->pos != number(event[EVENT_POS]) || told->agg_ver != number(event[EVENT_VER])) {
            sim_violated("subscriber", "position %s is missing", event[EVENT_POS]);
            return;
        }
    }
}

static void judge_jobs(void)
{
    EACH(reminded, table("leads", "reminded"))
        if (number(reminded[2]) < number(reminded[1]))
            sim_violated("jobs", "%s ran %llu us early", reminded[0],
                         (unsigned long long)(number(reminded[1]) - number(reminded[2])));
    for (size_t i = 0; i < OPS; i++) {
        const struct op *op = &ledger.ops[i];
        size_t times = count(table("leads", "reminded"), 0, op->id);
        size_t wanted = op->remind_ms && count(table("leads", "deposit"), 0, op->id);
        if (times != wanted)
            sim_violated("jobs", "the job of %s took effect %zu times, not %zu", op->id, times, wanted);
    }
}

void judge(struct verdict *ret)
{
    judge_calls();
    judge_log("leads");
    judge_log("customers");
    judge_effects();
    judge_consumer();
    judge_order();
    judge_subscriber();
    judge_jobs();
    for (size_t i = 0; i < OPS; i++)
        ret->retried += ledger.ops[i].tries > 1;
    ret->deposits = count(table("leads", "deposit"), 0, NULL);
    ret->events = count(table("leads", "event"), 0, NULL) + count(table("customers", "event"), 0, NULL);
    ret->reminded = count(table("leads", "reminded"), 0, NULL);
    ret->parked = count(table("customers", "dead_letter"), 0, NULL);
    ret->read_own = ledger.read_own;
}
