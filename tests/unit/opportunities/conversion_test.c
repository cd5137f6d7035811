/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "opportunities/conversion.h"

static LeadConversionRequested asked;
static Opportunity target;

static int set_up(void **unused)
{
    (void)unused;
    lead_conversion_requested__init(&asked);
    asked.lead_id = "0190a000-0000-7000-8000-000000000001";
    asked.customer_id = "0190a000-0000-7000-8000-000000000002";
    asked.opportunity_id = "0190a000-0000-7000-8000-000000000003";
    asked.owner_id = "0190a000-0000-7000-8000-000000000004";
    asked.owner_path = "/hq/sales/~0190a000-0000-7000-8000-000000000004";
    opportunity__init(&target);
    target.state = OPPORTUNITY__STATE__OPEN;
    target.customer_id = asked.customer_id;
    target.lead_id = "0190a000-0000-7000-8000-000000000009";
    return 0;
}

static void a_complete_request_is_taken(void **unused)
{
    (void)unused;
    assert_null(conversion_refusal(&asked, NULL));
    assert_null(conversion_refusal(&asked, &target));
}

static void without_customer_or_owner_it_is_refused(void **unused)
{
    (void)unused;
    asked.owner_path = NULL;
    assert_string_equal(conversion_refusal(&asked, NULL), "OWNER_UNKNOWN");
    asked.customer_id = "";
    assert_string_equal(conversion_refusal(&asked, NULL), "CUSTOMER_UNKNOWN");
}

static void a_target_that_should_be_there_must_be_there(void **unused)
{
    (void)unused;
    asked.existing = true;
    assert_string_equal(conversion_refusal(&asked, NULL), "TARGET_UNKNOWN");
    assert_null(conversion_refusal(&asked, &target));
}

static void the_target_is_the_same_customers_and_not_closed(void **unused)
{
    (void)unused;
    static const Opportunity__State closed[] = {OPPORTUNITY__STATE__WON, OPPORTUNITY__STATE__LOST,
                                                OPPORTUNITY__STATE__ABANDONED};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
        target.state = closed[i];
        assert_string_equal(conversion_refusal(&asked, &target), "TARGET_CLOSED");
    }
    target.state = OPPORTUNITY__STATE__COMMITTED;
    assert_null(conversion_refusal(&asked, &target));
    target.customer_id = "0190a000-0000-7000-8000-0000000000ff";
    assert_string_equal(conversion_refusal(&asked, &target), "CUSTOMER_DIFFERS");
}

static void what_the_same_lead_made_before_is_answered_again(void **unused)
{
    (void)unused;
    target.lead_id = asked.lead_id;
    target.state = OPPORTUNITY__STATE__LOST;
    assert_null(conversion_refusal(&asked, &target));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_complete_request_is_taken, set_up),
        cmocka_unit_test_setup(without_customer_or_owner_it_is_refused, set_up),
        cmocka_unit_test_setup(a_target_that_should_be_there_must_be_there, set_up),
        cmocka_unit_test_setup(the_target_is_the_same_customers_and_not_closed, set_up),
        cmocka_unit_test_setup(what_the_same_lead_made_before_is_answered_again, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
