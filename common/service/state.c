/* SPDX-License-Identifier: Apache-2.0 */
#include "service/state.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "dealspine/ops.pb-c.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "service/meters.h"
#include "service/relay.h"

enum { SOURCES = 16, ERROR_TEXT = 400 };

static int64_t started_us;

void state_open(void)
{
    started_us = clock_now_us();
}

double state_resident_bytes(void)
{
    long all = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    int n = file ? fscanf(file, "%ld %ld", &all, &resident) : 0;
    if (file)
        fclose(file);
    return n == 2 ? (double)resident * (double)sysconf(_SC_PAGESIZE) : 0;
}

static Google__Protobuf__Timestamp *timestamp(struct arena *arena, int64_t us)
{
    Google__Protobuf__Timestamp *at = wire_new(arena, &google__protobuf__timestamp__descriptor);
    at->seconds = us / 1000000;
    at->nanos = (int32_t)(us % 1000000) * 1000;
    return at;
}

static void put_consumers(struct arena *arena, InstanceState *out)
{
    struct meters_lag lag;
    out->consumers = arena_alloc(arena, SOURCES * sizeof *out->consumers);
    for (unsigned i = 0; i < SOURCES && meters_lag(i, &lag); i++) {
        ConsumerState *state = wire_new(arena, &consumer_state__descriptor);
        state->domain = lag.domain;
        state->has_pos = state->has_head = state->has_behind_ms = true;
        state->pos = lag.pos;
        state->head = lag.head;
        state->behind_ms = (uint64_t)(lag.behind_us / 1000);
        state->has_heard_ms = lag.heard_us != 0;
        if (lag.heard_us && clock_now_us() > lag.heard_us)
            state->heard_ms = (uint64_t)(clock_now_us() - lag.heard_us) / 1000;
        out->consumers[out->n_consumers++] = state;
    }
}

static void put_figures(InstanceState *out)
{
    struct meters_figures figures = meters_last_figures();
    out->has_log_head = out->has_dead_letters = out->has_parked_aggregates = true;
    out->has_jobs_waiting = out->has_jobs_late = out->has_repairs_waiting = true;
    out->log_head = (uint64_t)figures.log_head;
    out->dead_letters = (uint32_t)figures.dead_letters;
    out->parked_aggregates = (uint32_t)figures.parked;
    out->jobs_waiting = (uint32_t)figures.jobs_waiting;
    out->jobs_late = (uint32_t)figures.jobs_late;
    out->repairs_waiting = (uint32_t)figures.repairs_waiting;
}

static InstanceState__Redis redis(void)
{
    const char *url = process.settings.redis_url;
    if (!url || !url[0])
        return INSTANCE_STATE__REDIS__NONE;
    return lanes_up() ? INSTANCE_STATE__REDIS__UP : INSTANCE_STATE__REDIS__AWAY;
}

struct bytes state_reply(struct arena *arena)
{
    GetStatusReply reply = GET_STATUS_REPLY__INIT;
    InstanceState state = INSTANCE_STATE__INIT, *instances[] = {&state};
    char *error = arena_alloc(arena, ERROR_TEXT);
    int64_t error_us;
    state.service = process.word;
    state.instance = server_instance(process.server);
    state.started_at = timestamp(arena, started_us);
    state.not_ready = atomic_load(&process.trouble);
    state.has_outstanding = state.has_resident_bytes = state.has_redis = true;
    state.outstanding = server_outstanding(process.server);
    state.resident_bytes = (uint64_t)state_resident_bytes();
    state.redis = redis();
    put_consumers(arena, &state);
    put_figures(&state);
    if (log_last_error(error, ERROR_TEXT, &error_us)) {
        state.last_error = error;
        state.last_error_at = timestamp(arena, error_us);
    }
    reply.instances = instances;
    reply.n_instances = 1;
    return wire_pack(arena, &reply);
}
