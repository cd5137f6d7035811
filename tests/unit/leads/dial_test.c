/* SPDX-License-Identifier: Apache-2.0
 * The lifecycle of calling lists, and when one is done.
 */
#include "dial.h"

#include "sample.h"

static void test_LEA_05_every_row_of_the_lifecycle_can_be_walked(void **state)
{
    (void)state;
    struct error error = {0};
    for (size_t i = 0; i < dial_list_lifecycle.n; i++) {
        const struct transition *row = &dial_list_lifecycle.rows[i];
        DialList list = DIAL_LIST__INIT;
        list.state = protobuf_c_enum_descriptor_get_value_by_name(&dial_list__state__descriptor, row->from)->value;
        assert_int_equal(dial_step(&list, row->verb, &error), STATUS_OK);
        assert_string_equal(protobuf_c_enum_descriptor_get_value(&dial_list__state__descriptor, list.state)->name,
                            row->to);
    }
    DialList done = DIAL_LIST__INIT;
    done.state = DIAL_LIST__STATE__FINISHED;
    assert_int_equal(dial_step(&done, "start", &error), STATUS_FAILED_PRECONDITION);
}

static void test_LEA_05_a_list_is_done_when_nobody_is_left(void **state)
{
    (void)state;
    DialProgress progress = DIAL_PROGRESS__INIT;
    assert_false(dial_is_done(&progress));
    progress.total = 3, progress.reached = 2, progress.waiting = 1;
    assert_false(dial_is_done(&progress));
    progress.waiting = 0, progress.exhausted = 1;
    assert_true(dial_is_done(&progress));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_LEA_05_every_row_of_the_lifecycle_can_be_walked),
        cmocka_unit_test(test_LEA_05_a_list_is_done_when_nobody_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
