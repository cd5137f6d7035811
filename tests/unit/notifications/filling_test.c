/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "dealspine/contracts.pb-c.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "notifications/filling.h"

static struct arena *arena;

static int set_up(void **unused)
{
    (void)unused;
    arena = arena_new();
    return 0;
}

static int tear_down(void **unused)
{
    (void)unused;
    arena_free(arena);
    return 0;
}

static void NOT_01_money_is_written_exactly_in_each_language(void **unused)
{
    static const struct { int64_t minor; const char *currency, *locale, *expected; } rows[] = {
        {123450, "CNY", "en", "CNY 1,234.50"},      {123450, "CNY", "zh-CN", "¥1,234.50"},
        {123450, "EUR", "zh-CN", "EUR 1,234.50"},   {0, "CNY", "en", "CNY 0.00"},
        {-5, "CNY", "en", "CNY -0.05"},             {-123456789, "CNY", "zh-CN", "-¥1,234,567.89"},
        {1234567, "JPY", "en", "JPY 1,234,567"},    {1234567, "KWD", "en", "KWD 1,234.567"},
        {100000000000, "USD", "en", "USD 1,000,000,000.00"},
        {INT64_MAX, "USD", "en", "USD 92,233,720,368,547,758.07"},
        {INT64_MIN, "USD", "en", "USD -92,233,720,368,547,758.08"},
    };
    (void)unused;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(filling_money(rows[i].minor, rows[i].currency, rows[i].locale, arena), rows[i].expected);
}

static void NOT_01_times_are_written_in_each_language(void **unused)
{
    (void)unused;
    assert_string_equal(filling_time("2026-01-31 08:05", "en", arena), "31 Jan 2026, 08:05");
    assert_string_equal(filling_time("2026-01-31 08:05", "zh-CN", arena), "2026年1月31日 08:05");
    assert_string_equal(filling_time("soon", "en", arena), "–");
}

static const char *noon(void *context, const struct fact *fact)
{
    (void)context;
    return fact->us == 1000000 ? "2026-02-03 12:00" : NULL;
}

static const char *filled(const struct facts *facts, const char *text)
{
    struct filling filling = {facts, "en", noon, NULL};
    return filling_fill(&filling, text, arena);
}

static void NOT_01_placeholders_come_from_the_facts_alone(void **unused)
{
    struct facts facts = {0};
    (void)unused;
    facts_put(&facts, "number", "C-1");
    facts_put(&facts, "amount_minor", "4200");
    facts_put_time(&facts, "at", 1000000);
    facts_put(&facts, "injected", "{number}");
    assert_string_equal(filled(&facts, "{number} at {at:time}"), "C-1 at 3 Feb 2026, 12:00");
    assert_string_equal(filled(&facts, "{at}"), "3 Feb 2026, 12:00");
    assert_string_equal(filled(&facts, "{amount_minor:money}"), "–"); /* no currency */
    facts_put(&facts, "currency", "CNY");
    assert_string_equal(filled(&facts, "{amount_minor:money}."), "CNY 42.00.");
    assert_string_equal(filled(&facts, "{number:money}"), "–");
    assert_string_equal(filled(&facts, "{absent} {number:time}"), "– –");
    assert_string_equal(filled(&facts, "{injected}"), "{number}");
    assert_string_equal(filled(&facts, ""), "");
}

static void NOT_01_texts_are_checked_before_they_are_kept(void **unused)
{
    static const char *const good[] = {"", "plain", "{number}", "a{b:money}c{d_1:time}"};
    static const char *const wrong[] = {"{", "a {number", "}", "{}", "{:money}", "{a:gold}", "{A}", "{a b}", "{a{b}}", "{a}}"};
    (void)unused;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_null(filling_check(good[i]));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_non_null(filling_check(wrong[i]));
}

static void facts_are_the_plain_fields_of_a_payload(void **unused)
{
    DealClosed deal = DEAL_CLOSED__INIT;
    DealLine line = DEAL_LINE__INIT, *lines[] = {&line};
    Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
    struct facts facts;
    (void)unused;
    at.seconds = 1;
    at.nanos = 500000000;
    deal.number = "C-7";
    deal.has_amount_minor = deal.has_closing_channel = true;
    deal.amount_minor = -7;
    deal.closing_channel = CHANNEL__STORE;
    deal.effective_at = &at;
    deal.n_lines = 1;
    deal.lines = lines;
    const struct schema_message *type = schema_event(schema_own(), "deal.closed");
    facts_read(type, wire_pack(arena, &deal), arena, &facts);
    assert_int_equal(facts.n, 4);
    assert_string_equal(facts_find(&facts, "number", 6)->text, "C-7");
    assert_string_equal(facts_find(&facts, "amount_minor", 12)->text, "-7");
    assert_string_equal(facts_find(&facts, "closing_channel", 15)->text, "STORE");
    assert_int_equal(facts_find(&facts, "effective_at", 12)->us, 1500000);
    assert_null(facts_find(&facts, "lines", 5));
    facts_read(type, (struct bytes){(const uint8_t *)"\x0a\xff", 2}, arena, &facts); /* cut short */
    assert_int_equal(facts.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(NOT_01_money_is_written_exactly_in_each_language, set_up, tear_down),
        cmocka_unit_test_setup_teardown(NOT_01_times_are_written_in_each_language, set_up, tear_down),
        cmocka_unit_test_setup_teardown(NOT_01_placeholders_come_from_the_facts_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(NOT_01_texts_are_checked_before_they_are_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(facts_are_the_plain_fields_of_a_payload, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
