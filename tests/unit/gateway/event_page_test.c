/* SPDX-License-Identifier: Apache-2.0
 * Pages joined from three domains, walked to their end by their cursors: nothing lost, nothing twice, order kept.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gateway/event_page.h"

struct gateway gateway;

enum { DOMAINS = 3, EVENTS = 40 };

static uint64_t random_state = 1;

static unsigned any(unsigned below)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(random_state >> 33) % below;
}

static struct {
    uint64_t pos[EVENTS];
    int64_t at[EVENTS];
} logs[DOMAINS];

static int begin(void **state)
{
    static const char *const words[] = {"customers", "leads", "contracts"};
    (void)state;
    gateway.schema = schema_own();
    gateway.settings.services = "customers leads contracts";
    for (int d = 0; d < DOMAINS; d++) {
        gateway.services[gateway.n_services++] = words[d];
        for (int i = 0; i < EVENTS; i++) {
            logs[d].pos[i] = (i ? logs[d].pos[i - 1] : 0) + 1 + any(3);
            logs[d].at[i] = (i ? logs[d].at[i - 1] : 1000) + any(4);
        }
    }
    return 0;
}

/* What the service of domain `d` answers to a Fetch from `pos`. */
static struct bytes reply_of(int d, uint64_t pos, size_t most, struct arena *arena)
{
    FetchReply *reply = wire_new(arena, &fetch_reply__descriptor);
    Cursor *cursor = wire_new(arena, &cursor__descriptor);
    CursorPoint *point = wire_new(arena, &cursor_point__descriptor);
    reply->events = arena_alloc(arena, EVENTS * sizeof *reply->events);
    uint64_t next = pos;
    for (int i = 0; i < EVENTS && reply->n_events < most; i++) {
        if (logs[d].pos[i] <= pos)
            continue;
        Event *event = wire_new(arena, &event__descriptor);
        event->type = "lead.captured";
        event->domain = gateway.services[d];
        event->has_pos = true;
        event->pos = next = logs[d].pos[i];
        event->recorded_at = wire_new(arena, &google__protobuf__timestamp__descriptor);
        event->recorded_at->seconds = logs[d].at[i];
        event->has_payload = true;
        event->payload = (ProtobufCBinaryData){4, (uint8_t *)"\x0a\x02L1"};
        reply->events[reply->n_events++] = event;
    }
    *point =
        (CursorPoint){.base = point->base, .domain = gateway.services[d], .epoch = "e1", .has_pos = true, .pos = next};
    cursor->points = &point;
    cursor->n_points = 1;
    struct bytes packed = wire_pack(arena, cursor);
    reply->has_next_cursor = true;
    reply->next_cursor = (ProtobufCBinaryData){packed.size, (uint8_t *)(uintptr_t)packed.data};
    reply->has_caught_up = true;
    reply->caught_up = next == logs[d].pos[EVENTS - 1];
    return wire_pack(arena, reply);
}

/* One round by `cursor`; some domains may be away. */
static FetchReply *fetch(struct bytes cursor, uint32_t most, unsigned away, struct arena *arena)
{
    FetchRequest request = FETCH_REQUEST__INIT;
    struct event_page page = {.n_parts = 0};
    struct error error;
    request.has_cursor = cursor.size > 0;
    request.cursor = (ProtobufCBinaryData){cursor.size, (uint8_t *)(uintptr_t)cursor.data};
    request.has_max_events = true;
    request.max_events = most;
    assert_int_equal(event_page_open(&page, &request, arena, &error), STATUS_OK);
    assert_int_equal(page.n_parts, DOMAINS);
    for (int d = 0; d < DOMAINS; d++) {
        struct event_part *part = &page.parts[d];
        event_part_begin(part);
        if (part->point && away & 1u << d)
            continue;
        uint64_t pos = part->point ? part->point->pos : 0;
        assert_true(event_part_read(part, reply_of(d, pos, most, arena), arena));
    }
    struct bytes joined = event_page_join(&page, &request, true, arena);
    return wire_unpack(arena, &fetch_reply__descriptor, joined, 1 << 24);
}

static void walk(uint32_t most, bool with_outages)
{
    struct arena *arena = arena_new();
    uint64_t last[DOMAINS] = {0};
    size_t seen[DOMAINS] = {0};
    struct bytes cursor = {NULL, 0};
    for (int round = 0; round < 1000 && seen[0] + seen[1] + seen[2] < DOMAINS * EVENTS; round++) {
        FetchReply *reply = fetch(cursor, most, with_outages ? any(8) : 0, arena);
        assert_true(reply->n_events <= most);
        for (size_t i = 0; i < reply->n_events; i++) {
            int d = 0;
            while (strcmp(gateway.services[d], reply->events[i]->domain) != 0)
                d++;
            assert_true(reply->events[i]->pos == logs[d].pos[seen[d]]);
            assert_true(reply->events[i]->pos > last[d]);
            last[d] = reply->events[i]->pos;
            seen[d]++;
            assert_string_equal(reply->events[i]->payload_json, "{\"leadId\":\"L1\"}");
            assert_false(reply->events[i]->has_payload);
            if (i && !with_outages)
                assert_true(reply->events[i]->recorded_at->seconds >= reply->events[i - 1]->recorded_at->seconds);
        }
        cursor = (struct bytes){reply->next_cursor.data, reply->next_cursor.len};
    }
    for (int d = 0; d < DOMAINS; d++)
        assert_int_equal(seen[d], EVENTS);
    assert_true(fetch(cursor, most, 0, arena)->caught_up);
    arena_free(arena);
}

static void pages_lose_nothing(void **state)
{
    (void)state;
    for (uint32_t most = 1; most <= 130; most += most < 10 ? 1 : 17)
        walk(most, false);
}

static void nor_while_domains_come_and_go(void **state)
{
    (void)state;
    for (uint32_t most = 1; most <= 130; most += most < 10 ? 1 : 17)
        walk(most, true);
}

static void points_of_other_domains_stay(void **state)
{
    struct arena *arena = arena_new();
    CursorPoint qa = CURSOR_POINT__INIT, *points[] = {&qa};
    Cursor cursor = CURSOR__INIT;
    (void)state;
    qa.domain = "qa";
    qa.has_pos = true;
    qa.pos = 7;
    cursor.points = points;
    cursor.n_points = 1;
    FetchReply *reply = fetch(wire_pack(arena, &cursor), 1, 0, arena);
    struct bytes packed = {reply->next_cursor.data, reply->next_cursor.len};
    const Cursor *next = wire_unpack(arena, &cursor__descriptor, packed, 1 << 16);
    assert_int_equal(next->n_points, DOMAINS + 1);
    assert_string_equal(next->points[DOMAINS]->domain, "qa");
    assert_int_equal(next->points[DOMAINS]->pos, 7);
    arena_free(arena);
}

static void what_no_fetch_gave_is_refused(void **state)
{
    struct arena *arena = arena_new();
    FetchRequest request = FETCH_REQUEST__INIT;
    struct event_page page = {.n_parts = 0}, other = {.n_parts = 0};
    struct error error;
    const char *domain = "qa";
    (void)state;
    request.has_cursor = true;
    request.cursor = (ProtobufCBinaryData){3, (uint8_t *)"\x0a\x7fx"};
    assert_int_equal(event_page_open(&page, &request, arena, &error), STATUS_INVALID_ARGUMENT);
    request.has_cursor = false;
    request.n_domains = 1;
    request.domains = &domain;
    assert_int_equal(event_page_open(&other, &request, arena, &error), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.message, "domains[0] must be one of: customers leads contracts");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_lose_nothing),
        cmocka_unit_test(nor_while_domains_come_and_go),
        cmocka_unit_test(points_of_other_domains_stay),
        cmocka_unit_test(what_no_fetch_gave_is_refused),
    };
    return cmocka_run_group_tests_name("event_page", tests, begin, NULL);
}
