/* SPDX-License-Identifier: Apache-2.0 */
#include "status_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

/* Events travel in a fraction of it: who is behind for longer is worth a word. */
enum { BEHIND_MS = 2000, SILENT_MS = 30000 };

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

/* 64-bit numbers are text in the canonical mapping. */
static int64_t number(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    return json_is_integer(value) ? json_integer_value(value) : strtoll(text_of(object, name), NULL, 10);
}

void age_text(int64_t seconds, char *ret, size_t room)
{
    if (seconds < 120)
        snprintf(ret, room, "%d s", (int)seconds);
    else if (seconds < 7200)
        snprintf(ret, room, "%d min", (int)(seconds / 60));
    else
        snprintf(ret, room, "%d h %d min", (int)(seconds / 3600), (int)(seconds / 60 % 60));
}

/* ---- who follows whom ------------------------------------------------------------------------------------------------ */

static void print_behind(const json_t *instance, const json_t *consumer)
{
    char age[32];
    const char *service = text_of(instance, "service"), *domain = text_of(consumer, "domain");
    int64_t positions = number(consumer, "head") - number(consumer, "pos"), heard_ms = number(consumer, "heardMs");
    if (!json_object_get(consumer, "heardMs")) {
        printf("  %s has not heard of %s yet.\n", service, domain);
    } else if (number(consumer, "behindMs") > BEHIND_MS) {
        age_text(number(consumer, "behindMs") / 1000, age, sizeof age);
        printf("  %s is %lld event%s of %s behind, for %s.\n", service, (long long)positions, positions == 1 ? "" : "s", domain,
               age);
    } else if (heard_ms > SILENT_MS) {
        age_text(heard_ms / 1000, age, sizeof age);
        printf("  %s has not heard of %s for %s.\n", service, domain, age);
    }
}

static bool is_behind(const json_t *consumer)
{
    return !json_object_get(consumer, "heardMs") || number(consumer, "behindMs") > BEHIND_MS ||
           number(consumer, "heardMs") > SILENT_MS;
}

/* Replicas share one cursor: whoever is furthest tells how far their service is. */
static bool is_furthest(const json_t *instances, const json_t *instance, const json_t *consumer)
{
    size_t i, k;
    json_t *other, *its;
    json_array_foreach(instances, i, other)
    {
        if (other == instance || strcmp(text_of(other, "service"), text_of(instance, "service")) != 0)
            continue;
        json_array_foreach(json_object_get(other, "consumers"), k, its)
            if (strcmp(text_of(its, "domain"), text_of(consumer, "domain")) == 0 &&
                number(its, "pos") > number(consumer, "pos"))
                return false;
    }
    return true;
}

static void print_consumers(const json_t *instances)
{
    size_t i, k, n = 0, behind = 0;
    json_t *instance, *consumer;
    json_array_foreach(instances, i, instance)
        json_array_foreach(json_object_get(instance, "consumers"), k, consumer)
        {
            if (!is_furthest(instances, instance, consumer))
                continue;
            n++;
            behind += is_behind(consumer);
        }
    if (!behind) {
        printf("Events: everybody has acted on all there are (%zu readers).\n", n);
        return;
    }
    printf("Events: %zu of %zu readers are behind.\n", behind, n);
    json_array_foreach(instances, i, instance)
        json_array_foreach(json_object_get(instance, "consumers"), k, consumer)
            if (is_behind(consumer) && is_furthest(instances, instance, consumer))
                print_behind(instance, consumer);
}

/* ---- what waits for somebody ----------------------------------------------------------------------------------------- */

/* Replicas tell the same of their one database: each service counts once. */
static bool is_first(const json_t *instances, size_t nth)
{
    const char *service = text_of(json_array_get(instances, nth), "service");
    for (size_t i = 0; i < nth; i++)
        if (strcmp(text_of(json_array_get(instances, i), "service"), service) == 0)
            return false;
    return true;
}

static void print_dead_letters(const json_t *instances)
{
    size_t i;
    json_t *instance;
    int64_t all = 0;
    json_array_foreach(instances, i, instance)
        all += is_first(instances, i) ? number(instance, "deadLetters") : 0;
    if (!all) {
        printf("Dead letters: none.\n");
        return;
    }
    printf("Dead letters: %lld. See: dealspine dlq list\n", (long long)all);
    json_array_foreach(instances, i, instance)
        if (is_first(instances, i) && number(instance, "deadLetters"))
            printf("  %s could not act on %lld; %lld aggregates are parked there.\n", text_of(instance, "service"),
                   (long long)number(instance, "deadLetters"), (long long)number(instance, "parkedAggregates"));
}

static void print_jobs(const json_t *instances)
{
    size_t i;
    json_t *instance;
    int64_t waiting = 0, late = 0;
    json_array_foreach(instances, i, instance)
    {
        waiting += is_first(instances, i) ? number(instance, "jobsWaiting") : 0;
        late += is_first(instances, i) ? number(instance, "jobsLate") : 0;
    }
    printf("Jobs: %lld planned, %lld late.\n", (long long)waiting, (long long)late);
    json_array_foreach(instances, i, instance)
        if (is_first(instances, i) && number(instance, "jobsLate"))
            printf("  %s is late with %lld.\n", text_of(instance, "service"), (long long)number(instance, "jobsLate"));
}

static void print_redis(const json_t *instances)
{
    size_t i, up = 0, away = 0;
    json_t *instance;
    json_array_foreach(instances, i, instance)
    {
        up += strcmp(text_of(instance, "redis"), "UP") == 0;
        away += strcmp(text_of(instance, "redis"), "AWAY") == 0;
    }
    if (!up && !away)
        printf("Redis: none is configured; events travel by Fetch alone.\n");
    else if (!away)
        printf("Redis: answers everybody.\n");
    else
        printf("Redis: does not answer %zu of %zu; events come a little later, nothing is lost.\n", away, up + away);
}

static void print_errors(const json_t *instances)
{
    size_t i;
    json_t *instance;
    bool some = false;
    json_array_foreach(instances, i, instance)
    {
        int64_t at_us;
        char age[32];
        if (!time_parse(text_of(instance, "lastErrorAt"), &at_us))
            continue;
        age_text((clock_now_us() - at_us) / 1000000, age, sizeof age);
        printf("%s%s %s ago: %s\n", some ? "  " : "Last errors:\n  ", text_of(instance, "service"), age,
               text_of(instance, "lastError"));
        some = true;
    }
    if (!some)
        printf("Errors: none since the start.\n");
}

void status_report(const json_t *reply)
{
    const json_t *instances = json_object_get(reply, "instances");
    size_t i;
    json_t *word;
    printf("\n");
    json_array_foreach(json_object_get(reply, "unreachable"), i, word)
        printf("%s does not answer.\n", json_string_value(word));
    print_consumers(instances);
    print_dead_letters(instances);
    print_jobs(instances);
    print_redis(instances);
    print_errors(instances);
}
