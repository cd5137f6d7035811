/* SPDX-License-Identifier: Apache-2.0
 * What a repeated capture changes, and what it leaves.
 */
#include "update.h"

#include "sample.h"

static LeadAttribute *attribute(const char *key, const char *value)
{
    LeadAttribute *made = arena_alloc(arena, sizeof *made);
    lead_attribute__init(made);
    made->key = key;
    made->value = value;
    return made;
}

static struct update apply(const CaptureLeadRequest *in, Lead *lead)
{
    struct update update;
    LeadAttribute *had[] = {attribute("city", "Wuhan"), attribute("seats", "4")};
    update_apply(arena, in, lead, had, 2, &update);
    return update;
}

static Lead captured(void)
{
    Lead lead = LEAD__INIT;
    lead.source_channel = CHANNEL__WEB;
    lead.source = "fair";
    lead.product = "planner";
    lead.disposition = "NO_ANSWER";
    return lead;
}

static CaptureLeadRequest request(void)
{
    CaptureLeadRequest in = CAPTURE_LEAD_REQUEST__INIT;
    in.has_source_channel = true;
    in.source_channel = CHANNEL__WEB;
    return in;
}

static void test_what_is_absent_or_the_same_changes_nothing(void **state)
{
    Lead lead = captured();
    CaptureLeadRequest in = request();
    LeadAttribute *same[] = {attribute("city", "Wuhan")};
    (void)state;
    in.source = "fair";
    in.disposition = "NO_ANSWER";
    in.attributes = same;
    in.n_attributes = 1;
    struct update update = apply(&in, &lead);
    assert_int_equal(update.n_fields, 0);
    assert_int_equal(update.n_kept, 0);
    assert_int_equal(update.n_attributes, 2);
}

static void test_attributes_change_by_their_keys(void **state)
{
    Lead lead = captured();
    CaptureLeadRequest in = request();
    LeadAttribute *given[] = {attribute("seats", "9"), attribute("floor", NULL)};
    (void)state;
    in.attributes = given;
    in.n_attributes = 2;
    struct update update = apply(&in, &lead);
    assert_int_equal(update.n_fields, 2);
    assert_string_equal(update.fields[0], "attributes.seats");
    assert_string_equal(update.fields[1], "attributes.floor");
    assert_int_equal(update.n_attributes, 3);
    assert_string_equal(update.attributes[0]->value, "Wuhan");
    assert_string_equal(update.attributes[1]->value, "9");
    assert_string_equal(update.attributes[2]->value, "");
}

static void test_a_wish_is_added_and_not_taken_back(void **state)
{
    Lead lead = captured();
    CaptureLeadRequest in = request();
    (void)state;
    lead.do_not_email = true;
    in.has_do_not_call = in.has_do_not_email = true;
    in.do_not_call = true;
    struct update update = apply(&in, &lead);
    assert_true(lead.do_not_call && lead.do_not_email);
    assert_int_equal(update.n_fields, 1);
    assert_string_equal(update.fields[0], "do_not_call");
    assert_int_equal(update.n_kept, 1);
    assert_string_equal(update.kept[0], "do_not_email");
}

static void test_the_first_touch_stays(void **state)
{
    const char *interests[] = {"price"};
    Lead lead = captured();
    CaptureLeadRequest in = request();
    (void)state;
    in.source_channel = CHANNEL__PHONE;
    in.source = "web";
    in.product = "course";
    in.interests = interests;
    in.n_interests = 1;
    struct update update = apply(&in, &lead);
    assert_string_equal(lead.source, "fair");
    assert_string_equal(lead.product, "planner");
    assert_int_equal(lead.source_channel, CHANNEL__WEB);
    assert_int_equal(update.n_kept, 3);
    assert_int_equal(update.n_fields, 1);
    assert_string_equal(update.fields[0], "interests");
    assert_int_equal(lead.n_interests, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_what_is_absent_or_the_same_changes_nothing),
        CASE(test_attributes_change_by_their_keys),
        CASE(test_a_wish_is_added_and_not_taken_back),
        CASE(test_the_first_touch_stays),
    };
    return cmocka_run_group_tests_name("update", tests, NULL, NULL);
}
