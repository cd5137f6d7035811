/* SPDX-License-Identifier: Apache-2.0
 * Cursors that stand right behind one event, and what an event looks like on a line.
 */
#include "cli/event_line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "wire/pack.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* A cursor of leads/`leads` and, unless 0, deals/`contracts`. */
static Cursor *cursor_of(uint64_t leads, uint64_t contracts)
{
    static const char *const domains[] = {"leads", "contracts"};
    const uint64_t positions[] = {leads, contracts};
    Cursor *cursor = wire_new(arena, &cursor__descriptor);
    cursor->points = arena_alloc(arena, 2 * sizeof *cursor->points);
    for (size_t i = 0; i < (contracts ? 2 : 1); i++) {
        CursorPoint *point = wire_new(arena, &cursor_point__descriptor);
        point->domain = domains[i];
        point->epoch = i ? "epoch-c" : "epoch-l";
        point->has_pos = true;
        point->pos = positions[i];
        cursor->points[cursor->n_points++] = point;
    }
    return cursor;
}

static char *text_of(const Cursor *cursor)
{
    struct bytes bytes = wire_pack(arena, cursor);
    return base64_encode(arena, bytes.data, bytes.size, false);
}

static void a_step_moves_the_events_domain_alone(void **state)
{
    (void)state;
    json_t *event = json_pack("{s:s, s:s}", "domain", "contracts", "pos", "9007199254740993");
    const char *stepped = cursor_step(text_of(cursor_of(5, 7)), event, cursor_of(50, 70), arena);
    const Cursor *cursor = cursor_read(stepped, arena);
    assert_non_null(cursor);
    assert_int_equal(cursor->n_points, 2);
    assert_int_equal(cursor->points[0]->pos, 5);
    assert_int_equal(cursor->points[1]->pos, 9007199254740993);
    assert_string_equal(cursor->points[1]->epoch, "epoch-c");
    json_decref(event);
}

static void a_new_domain_takes_the_epoch_of_its_page(void **state)
{
    (void)state;
    json_t *event = json_pack("{s:s, s:s}", "domain", "contracts", "pos", "3");
    const Cursor *cursor = cursor_read(cursor_step(text_of(cursor_of(5, 0)), event, cursor_of(5, 8), arena), arena);
    assert_int_equal(cursor->n_points, 2);
    assert_string_equal(cursor->points[1]->domain, "contracts");
    assert_string_equal(cursor->points[1]->epoch, "epoch-c");
    assert_int_equal(cursor->points[1]->pos, 3);
    json_decref(event);
}

static void what_is_no_cursor_is_not_stepped(void **state)
{
    (void)state;
    json_t *event = json_pack("{s:s, s:s}", "domain", "leads", "pos", "3");
    assert_null(cursor_step("not base64!", event, NULL, arena));
    assert_null(cursor_step("/////w==", event, NULL, arena));
    json_decref(event);
}

static char *printed(const json_t *event, bool json)
{
    char *bytes = NULL;
    size_t n = 0;
    FILE *memory = open_memstream(&bytes, &n);
    event_print(event, json, memory);
    fclose(memory);
    char *copy = arena_strdup(arena, bytes);
    free(bytes);
    return copy;
}

static void an_event_is_one_line(void **state)
{
    (void)state;
    json_t *event = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "occurredAt", "2026-01-31T08:00:00.123456Z", "domain",
                              "contracts", "pos", "41", "type", "deal.closed", "aggType", "contract", "aggId", "c1", "aggVer",
                              "9", "payloadJson", "{\"amountMinor\":\"100\"}");
    assert_string_equal(printed(event, false), "2026-01-31T08:00:00Z contracts/41 deal.closed contract c1 #9 {\"amountMinor\":\"100\"}\n");
    char *line = printed(event, true);
    assert_int_equal(line[strlen(line) - 1], '\n');
    json_t *read = json_loads(line, 0, NULL);
    assert_string_equal(json_string_value(json_object_get(json_object_get(read, "payload"), "amountMinor")), "100");
    assert_null(json_object_get(read, "payloadJson"));
    json_decref(read);
    json_decref(event);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_step_moves_the_events_domain_alone),
        CASE(a_new_domain_takes_the_epoch_of_its_page),
        CASE(what_is_no_cursor_is_not_stepped),
        CASE(an_event_is_one_line),
    };
    return cmocka_run_group_tests_name("event_line", tests, NULL, NULL);
}
