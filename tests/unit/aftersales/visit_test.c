/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aftersales/visit.h"

static void assert_moves(ReturnVisit__State from, const char *verb, int to)
{
    struct error error;
    ReturnVisit visit = RETURN_VISIT__INIT;
    visit.state = from;
    assert_int_equal(visit_move(&visit, verb, &error), to ? STATUS_OK : STATUS_FAILED_PRECONDITION);
    assert_int_equal(visit.state, to ? to : (int)from);
}

static void AFT_15_a_visit_is_recorded_when_it_is_due(void **unused)
{
    (void)unused;
    assert_moves(RETURN_VISIT__STATE__PLANNED, "record", 0);
    assert_moves(RETURN_VISIT__STATE__PLANNED, "fall_due", RETURN_VISIT__STATE__DUE);
    assert_moves(RETURN_VISIT__STATE__PLANNED, "miss", 0);
    assert_moves(RETURN_VISIT__STATE__DUE, "record", RETURN_VISIT__STATE__DONE);
    assert_moves(RETURN_VISIT__STATE__DUE, "miss", RETURN_VISIT__STATE__MISSED);
    assert_moves(RETURN_VISIT__STATE__DUE, "refuse", RETURN_VISIT__STATE__REFUSED);
    assert_moves(RETURN_VISIT__STATE__PLANNED, "refuse", RETURN_VISIT__STATE__REFUSED);
    assert_moves(RETURN_VISIT__STATE__PLANNED, "move", RETURN_VISIT__STATE__PLANNED);
    assert_moves(RETURN_VISIT__STATE__DUE, "move", RETURN_VISIT__STATE__PLANNED);
}

static void what_has_ended_stays_so(void **unused)
{
    (void)unused;
    static const ReturnVisit__State ends[] = {RETURN_VISIT__STATE__DONE, RETURN_VISIT__STATE__MISSED,
                                              RETURN_VISIT__STATE__REFUSED};
    static const char *const verbs[] = {"fall_due", "record", "miss", "refuse", "move"};
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < 5; k++)
            assert_moves(ends[i], verbs[k], 0);
}

static void every_row_names_known_states(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < visit_lifecycle.n; i++) {
        const struct transition *row = &visit_lifecycle.rows[i];
        assert_non_null(protobuf_c_enum_descriptor_get_value_by_name(&return_visit__state__descriptor, row->from));
        assert_non_null(protobuf_c_enum_descriptor_get_value_by_name(&return_visit__state__descriptor, row->to));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(AFT_15_a_visit_is_recorded_when_it_is_due),
        cmocka_unit_test(what_has_ended_stays_so),
        cmocka_unit_test(every_row_names_known_states),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
