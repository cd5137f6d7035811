/* SPDX-License-Identifier: Apache-2.0
 * What a stream writes, where it says that the reader stands, and what it keeps from him.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "gateway/sse_stream.h"
#include "wire/pack.h"

struct gateway gateway = {.services = {"identity", "leads"}, .n_services = 2};

void request_go_on(struct request *request)
{
    (void)request; /* no connection here */
}

static struct stream *new_stream(void)
{
    struct arena *arena = arena_new();
    struct stream *stream = arena_alloc(arena, sizeof *stream);
    stream->arena = arena;
    stream->scope = "";
    for (int d = 0; d < 2; d++) {
        stream->places[d].wanted = stream->places[d].known = true;
        strcpy(stream->places[d].epoch, "e1");
    }
    return stream;
}

static const char *all(struct stream *stream)
{
    char *text = arena_alloc(stream->arena, 1 << 20);
    size_t size = 0;
    for (ssize_t n; (n = stream_more(stream, text + size, 7)) > 0;)
        size += (size_t)n;
    return text;
}

static const Cursor *cursor(struct stream *stream)
{
    const char *text = stream_cursor(stream, stream->arena);
    uint8_t *bytes;
    size_t n;
    assert_true(base64_decode(stream->arena, text, strlen(text), &bytes, &n));
    return wire_unpack(stream->arena, &cursor__descriptor, (struct bytes){bytes, n}, 1 << 16);
}

static void an_event_moves_the_cursor_to_itself(void **state)
{
    struct stream *stream = new_stream();
    Event event = EVENT__INIT;
    (void)state;
    event.type = "lead.captured";
    event.pos = 42;
    stream->places[0].pos = 7;
    stream_event(stream, 1, &event, "{\"a\":1}");
    const Cursor *at = cursor(stream);
    assert_int_equal(at->n_points, 2);
    assert_int_equal(at->points[0]->pos, 7);
    assert_int_equal(at->points[1]->pos, 42);
    const char *expected = arena_printf(stream->arena, "id: %s\nevent: lead.captured\ndata: {\"a\":1}\n\n",
                                        stream_cursor(stream, stream->arena));
    assert_string_equal(all(stream), expected);
    stream_free(stream);
}

/* The id that a reader at these places is given with event 9 of domain 1, whoever was given it before him. */
static void is_given_his_own_id(struct stream *stream)
{
    Event event = EVENT__INIT;
    event.type = "lead.captured";
    event.pos = 9;
    stream_event(stream, 1, &event, "{\"b\":2}");
    const char *expected = arena_printf(stream->arena, "id: %s\nevent: lead.captured\ndata: {\"b\":2}\n\n",
                                        stream_cursor(stream, stream->arena));
    assert_string_equal(all(stream), expected);
}

static void readers_who_stand_alike_are_given_the_same_and_others_are_not(void **state)
{
    enum { READERS = 7 };
    static const uint8_t elsewhere[] = {1, 2, 3};
    struct stream *readers[READERS];
    (void)state;
    for (int i = 0; i < READERS; i++) {
        readers[i] = new_stream();
        readers[i]->places[1].pos = (uint64_t)i; /* no matter */
    }
    readers[2]->places[0].pos = 5;
    strcpy(readers[3]->places[0].epoch, "e2");
    readers[4]->places[0].known = false;
    readers[5]->others = (struct bytes){elsewhere, sizeof elsewhere};
    for (int i = 0; i < READERS; i++)
        is_given_his_own_id(readers[i]);
    for (int i = 0; i < READERS; i++)
        stream_free(readers[i]);
}

/* A thousand readers who are behind hold one text, and it is there until the last of them has read it. */
static void what_waits_for_several_is_there_once(void **state)
{
    struct stream *quick = new_stream(), *slow = new_stream();
    Event event = EVENT__INIT;
    (void)state;
    event.type = "lead.captured";
    for (event.pos = 1; event.pos <= 40; event.pos++) {
        stream_event(quick, 1, &event, "{\"c\":3}");
        stream_event(slow, 1, &event, "{\"c\":3}");
    }
    for (size_t i = quick->start; i < quick->end; i++)
        assert_ptr_equal(quick->pieces[i], slow->pieces[i]);
    char *read = arena_strdup(slow->arena, all(quick));
    stream_free(quick);
    assert_string_equal(all(slow), read);
    stream_put(slow, "left when he goes");
    stream_free(slow);
}

static void who_is_told_hints_is_told_his_own(void **state)
{
    struct stream *reader = new_stream(), *told = new_stream();
    Event event = EVENT__INIT;
    (void)state;
    is_given_his_own_id(reader);
    told->hints = true;
    event.type = "lead.captured";
    event.pos = 9;
    stream_event(told, 1, &event, "{\"aggId\":\"1\"}");
    const char *expected = arena_printf(told->arena, "id: %s\nevent: changed\ndata: {\"aggId\":\"1\"}\n\n",
                                        stream_cursor(told, told->arena));
    assert_string_equal(all(told), expected);
    stream_free(reader);
    stream_free(told);
}

static void domains_not_read_are_handed_back(void **state)
{
    struct stream *stream = new_stream();
    Cursor others = CURSOR__INIT;
    CursorPoint point = CURSOR_POINT__INIT, *points[] = {&point};
    (void)state;
    point.domain = "contracts";
    point.has_pos = true;
    point.pos = 99;
    others.points = points;
    others.n_points = 1;
    stream->others = wire_pack(stream->arena, &others);
    stream->places[0].wanted = false;
    const Cursor *at = cursor(stream);
    assert_int_equal(at->n_points, 2);
    assert_string_equal(at->points[0]->domain, "leads");
    assert_string_equal(at->points[1]->domain, "contracts");
    assert_int_equal(at->points[1]->pos, 99);
    stream_free(stream);
}

static bool wants(struct stream *stream, const char *type, const char *owner_path)
{
    Event event = EVENT__INIT;
    event.type = type;
    event.owner_path = owner_path;
    return stream_wants(stream, &event);
}

static void type_and_scope_decide(void **state)
{
    static const char *types[] = {"deal.*", "lead.captured"};
    struct stream *stream = new_stream();
    (void)state;
    assert_true(wants(stream, "team.changed", "/"));
    stream->types = types;
    stream->n_types = 2;
    assert_true(wants(stream, "deal.closed", "/hq/"));
    assert_true(wants(stream, "lead.captured", "/hq/"));
    assert_false(wants(stream, "lead.captured2", "/hq/"));
    stream->scope = "/hq/sales/";
    assert_true(wants(stream, "deal.closed", "/hq/sales/~1"));
    assert_false(wants(stream, "deal.closed", "/hq/"));
    assert_false(wants(stream, "deal.closed", NULL));
    stream_free(stream);
}

static void it_is_full_until_it_is_read(void **state)
{
    struct stream *stream = new_stream();
    char chunk[1025];
    (void)state;
    memset(chunk, 'x', 1024);
    chunk[1024] = '\0';
    for (int i = 0; i < STREAM_FULL / 1024; i++) {
        assert_false(stream_is_full(stream));
        assert_int_equal(stream_is_low(stream), i < STREAM_LOW / 1024);
        stream_put(stream, chunk);
    }
    assert_true(stream_is_full(stream));
    assert_int_equal(strlen(all(stream)), STREAM_FULL);
    assert_false(stream_is_full(stream));
    assert_null(stream->pieces);
    stream_free(stream);
}

static void a_failure_is_said_and_then_it_ends(void **state)
{
    struct stream *stream = new_stream();
    struct error error;
    (void)state;
    fail_with(&error, STATUS_OUT_OF_RANGE, "kept from \"7\" on");
    strcpy(error.reason, "CURSOR_TOO_OLD");
    stream_fail(stream, &error);
    stream_fail(stream, &error);
    assert_string_equal(all(stream), "event: error\ndata: {\"code\":\"out_of_range\",\"reason\":\"CURSOR_TOO_OLD\","
                                     "\"message\":\"kept from \\\"7\\\" on\"}\n\n");
    char byte;
    assert_int_equal(stream_more(stream, &byte, 1), -1);
    stream_free(stream);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_moves_the_cursor_to_itself),
        cmocka_unit_test(readers_who_stand_alike_are_given_the_same_and_others_are_not),
        cmocka_unit_test(what_waits_for_several_is_there_once),
        cmocka_unit_test(who_is_told_hints_is_told_his_own),
        cmocka_unit_test(domains_not_read_are_handed_back),
        cmocka_unit_test(type_and_scope_decide),
        cmocka_unit_test(it_is_full_until_it_is_read),
        cmocka_unit_test(a_failure_is_said_and_then_it_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
