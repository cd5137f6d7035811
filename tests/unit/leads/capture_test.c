/* SPDX-License-Identifier: Apache-2.0
 * What a capture keeps, what it hands on, what it refuses.
 */
#include "capture.h"

#include "sample.h"

enum { NOW_S = 1700000000 };
static const int64_t now_us = (int64_t)NOW_S * 1000000;

static CaptureLeadRequest web_form(void)
{
    CaptureLeadRequest in = CAPTURE_LEAD_REQUEST__INIT;
    in.has_source_channel = true;
    in.source_channel = CHANNEL__WEB;
    in.phone = "138 1234 5678";
    in.name = "Wang Fang";
    in.product = "planner";
    in.campaign = "spring";
    return in;
}

static void test_LEA_02_channels_and_times_are_checked(void **state)
{
    static const struct {
        Channel channel;
        int late_s;
        const char *field;
    } rows[] = {
        {CHANNEL__WEB, -10, NULL},       {CHANNEL__PHONE, 200, NULL},   {CHANNEL__STORE, -99999, NULL},
        {CHANNEL__API, 0, "source_channel"}, {CHANNEL__IMPORT, 0, "source_channel"}, {CHANNEL__WEB, 400, "captured_at"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error = {0};
        CaptureLeadRequest in = web_form();
        in.source_channel = rows[i].channel;
        in.captured_at = lead_time(arena, now_us + (int64_t)rows[i].late_s * 1000000);
        enum status status = capture_check(&in, now_us, &error);
        assert_int_equal(status, rows[i].field ? STATUS_INVALID_ARGUMENT : STATUS_OK);
        assert_string_equal(error.field, rows[i].field ? rows[i].field : "");
    }
}

static void test_an_attribute_is_given_once(void **state)
{
    (void)state;
    LeadAttribute a = LEAD_ATTRIBUTE__INIT, b = LEAD_ATTRIBUTE__INIT, *list[] = {&a, &b};
    CaptureLeadRequest in = web_form();
    in.attributes = list;
    in.n_attributes = 2;
    a.key = "city";
    b.key = "City";
    assert_int_equal(capture_check(&in, now_us, NULL), STATUS_OK);
    b.key = "city";
    assert_int_equal(capture_check(&in, now_us, NULL), STATUS_INVALID_ARGUMENT);
}

static void test_contact_points(void **state)
{
    (void)state;
    CaptureLeadRequest in = web_form();
    assert_true(capture_has_contact_point(&in));
    in.phone = "  ";
    assert_false(capture_has_contact_point(&in));
    in.email = "a@example.com";
    assert_true(capture_has_contact_point(&in));
}

static void test_a_lead_keeps_nothing_personal(void **state)
{
    (void)state;
    CaptureLeadRequest in = web_form();
    in.email = "wang@example.com";
    in.need = "something cheap";
    in.company = "Acme";
    in.kind = LEAD__KIND__ORGANISATION;
    in.has_kind = true;
    Lead *lead = capture_lead(arena, &in, "0190f000-0000-7000-8000-000000000000", CHANNEL__API, now_us);
    uint8_t bytes[4096];
    size_t n = lead__get_packed_size(lead);
    assert_true(n < sizeof bytes);
    lead__pack(lead, bytes);
    static const char *const secrets[] = {"138", "Wang", "wang@", "cheap", "Acme"};
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        assert_null(memmem(bytes, n, secrets[i], strlen(secrets[i])));
    assert_int_equal(lead->state, LEAD__STATE__CAPTURED);
    assert_int_equal(lead->channel, CHANNEL__API);
    assert_true(lead_us(lead->captured_at) == now_us);
    assert_string_equal(lead->campaign, "spring");
}

static void test_customers_is_told_everything(void **state)
{
    (void)state;
    CaptureLeadRequest in = web_form();
    in.company = "Acme";
    in.need = "two seats";
    MatchContactRequest *question = capture_question(arena, &in, "id", "/hq/");
    assert_string_equal(question->name, "Wang Fang");
    assert_null(question->contact_name);
    assert_null(question->email);
    static const char *const lines[] = {"name: Wang Fang\n", "company: Acme\n", "phone: 138 1234 5678\n",
                                        "need: two seats\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_non_null(strstr(question->raw, lines[i]));
    in.has_kind = true;
    in.kind = LEAD__KIND__ORGANISATION;
    question = capture_question(arena, &in, "id", "/hq/");
    assert_string_equal(question->name, "Acme");
    assert_string_equal(question->contact_name, "Wang Fang");
    assert_string_equal(question->team_path, "/hq/");
}

static void test_links_and_junk(void **state)
{
    (void)state;
    CaptureLeadRequest in = web_form();
    MatchContactReply match = MATCH_CONTACT_REPLY__INIT;
    Lead *lead = capture_lead(arena, &in, "id", CHANNEL__API, now_us);
    match.has_outcome = true;
    match.outcome = MATCH_CONTACT_REPLY__OUTCOME__UNMATCHED;
    capture_link(lead, &match);
    assert_null(lead->customer_id);
    assert_false(lead->customer_known);
    match.outcome = MATCH_CONTACT_REPLY__OUTCOME__LINKED;
    match.customer_id = "c";
    match.phone_masked = "138****5678";
    match.has_kind = true;
    match.kind = CUSTOMER__KIND__ORGANISATION;
    capture_link(lead, &match);
    assert_string_equal(lead->customer_id, "c");
    assert_true(lead->customer_known);
    assert_int_equal(lead->kind, LEAD__KIND__ORGANISATION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_LEA_02_channels_and_times_are_checked),
        CASE(test_an_attribute_is_given_once),
        CASE(test_contact_points),
        CASE(test_a_lead_keeps_nothing_personal),
        CASE(test_customers_is_told_everything),
        CASE(test_links_and_junk),
    };
    return cmocka_run_group_tests_name("capture", tests, NULL, NULL);
}
