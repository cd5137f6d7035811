/* SPDX-License-Identifier: Apache-2.0
 * A ticket is good once, and for half a minute.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gateway/tickets.h"

static void it_stands_for_its_token_once(void **state)
{
    struct tickets *tickets = tickets_new();
    char one[TICKET_TEXT], two[TICKET_TEXT];
    (void)state;
    assert_true(tickets_give(tickets, "first", 0, one));
    assert_true(tickets_give(tickets, "second", 0, two));
    assert_string_not_equal(one, two);
    assert_int_equal(strlen(one), TICKET_TEXT - 1);
    char *token = tickets_take(tickets, two, 1);
    assert_string_equal(token, "second");
    free(token);
    assert_null(tickets_take(tickets, two, 1));
    token = tickets_take(tickets, one, TICKET_MS - 1);
    assert_string_equal(token, "first");
    free(token);
    tickets_free(tickets);
}

static void it_ends_after_half_a_minute(void **state)
{
    struct tickets *tickets = tickets_new();
    char ticket[TICKET_TEXT];
    (void)state;
    assert_true(tickets_give(tickets, "token", 1000, ticket));
    assert_null(tickets_take(tickets, ticket, 1000 + TICKET_MS));
    assert_null(tickets_take(tickets, ticket, 1000));
    tickets_free(tickets);
}

static void what_was_not_given_is_nothing(void **state)
{
    struct tickets *tickets = tickets_new();
    (void)state;
    assert_null(tickets_take(tickets, "", 0));
    assert_null(tickets_take(tickets, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 0));
    tickets_free(tickets);
}

static void they_are_bounded_and_old_ones_make_room(void **state)
{
    struct tickets *tickets = tickets_new();
    char ticket[TICKET_TEXT];
    (void)state;
    for (int i = 0; i < TICKETS_MAX; i++)
        assert_true(tickets_give(tickets, "token", 0, ticket));
    assert_false(tickets_give(tickets, "token", TICKET_MS - 1, ticket));
    assert_true(tickets_give(tickets, "token", TICKET_MS, ticket));
    tickets_free(tickets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_stands_for_its_token_once),
        cmocka_unit_test(it_ends_after_half_a_minute),
        cmocka_unit_test(what_was_not_given_is_nothing),
        cmocka_unit_test(they_are_bounded_and_old_ones_make_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
