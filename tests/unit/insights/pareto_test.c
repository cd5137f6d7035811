/* SPDX-License-Identifier: Apache-2.0 */
#include "cmocka_first.h"
#include "pareto.h"

static void INS_14_shares_add_up_to_all(void **unused)
{
    (void)unused;
    LostReason a = LOST_REASON__INIT, b = LOST_REASON__INIT, c = LOST_REASON__INIT, *reasons[] = {&a, &b, &c};
    a.count = 5;
    b.count = 3;
    c.count = 2;
    pareto_fill(arena, reasons, 3);
    assert_string_equal(a.share->decimal, "0.5000");
    assert_string_equal(b.cumulative->decimal, "0.8000");
    assert_string_equal(c.cumulative->decimal, "1.0000");
    pareto_fill(arena, reasons, 0);
}

static void INS_14_bands_are_named_by_their_edges(void **unused)
{
    (void)unused;
    static const int64_t edges[] = {100, 1000};
    assert_string_equal(band_name(arena, "CNY 0", edges, 2), "CNY -99");
    assert_string_equal(band_name(arena, "CNY 1", edges, 2), "CNY 100-999");
    assert_string_equal(band_name(arena, "EUR 2", edges, 2), "EUR 1000-");
    assert_string_equal(band_name(arena, "", edges, 2), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(INS_14_shares_add_up_to_all), TEST(INS_14_bands_are_named_by_their_edges)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
