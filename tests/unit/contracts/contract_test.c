/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "contracts/contract.h"
#include "schema/rule.h"

static const char drafter[] = "0190a000-0000-7000-8000-00000000000a", head[] = "0190a000-0000-7000-8000-00000000000b";

static Contract in_state(Contract__State state)
{
    Contract contract = CONTRACT__INIT;
    contract.state = state;
    contract.version = 5;
    contract.text_version = 2;
    contract.drafter_id = drafter;
    contract.drafter_path = "/hq/sales/~0190a000-0000-7000-8000-00000000000a";
    contract.owner_path = contract.drafter_path;
    return contract;
}

static void assert_moves(Contract__State from, const char *verb, Contract__State to)
{
    struct error error;
    Contract contract = in_state(from);
    assert_int_equal(contract_move(&contract, verb, &error), STATUS_OK);
    assert_int_equal(contract.state, to);
}

static void CON_06_the_way_from_draft_to_effect(void **unused)
{
    (void)unused;
    assert_moves(CONTRACT__STATE__DRAFT, "submit", CONTRACT__STATE__DEPT_REVIEW);
    assert_moves(CONTRACT__STATE__DEPT_REVIEW, "approve", CONTRACT__STATE__LEGAL_REVIEW);
    assert_moves(CONTRACT__STATE__LEGAL_REVIEW, "approve", CONTRACT__STATE__APPROVED);
    assert_moves(CONTRACT__STATE__APPROVED, "send", CONTRACT__STATE__SIGNING);
    assert_moves(CONTRACT__STATE__SIGNING, "sign", CONTRACT__STATE__SIGNED);
    assert_moves(CONTRACT__STATE__SIGNED, "take_effect", CONTRACT__STATE__EFFECTIVE);
}

static void CON_15_CON_16_the_ways_after_effect(void **unused)
{
    (void)unused;
    static const char *const kept[] = {"countersign", "refuse", "amend"};
    assert_moves(CONTRACT__STATE__EFFECTIVE, "fulfil", CONTRACT__STATE__FULFILLED);
    assert_moves(CONTRACT__STATE__FULFILLED, "archive", CONTRACT__STATE__ARCHIVED);
    assert_moves(CONTRACT__STATE__EXPIRED, "archive", CONTRACT__STATE__ARCHIVED);
    assert_moves(CONTRACT__STATE__TERMINATED, "archive", CONTRACT__STATE__ARCHIVED);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_moves(CONTRACT__STATE__EFFECTIVE, kept[i], CONTRACT__STATE__EFFECTIVE);
}

static void CON_05_the_ways_back(void **unused)
{
    (void)unused;
    assert_moves(CONTRACT__STATE__DEPT_REVIEW, "return", CONTRACT__STATE__DRAFT);
    assert_moves(CONTRACT__STATE__LEGAL_REVIEW, "return", CONTRACT__STATE__DRAFT);
    assert_moves(CONTRACT__STATE__LEGAL_REVIEW, "recall", CONTRACT__STATE__DRAFT);
    assert_moves(CONTRACT__STATE__REJECTED, "revise", CONTRACT__STATE__DRAFT);
    assert_moves(CONTRACT__STATE__SIGNING, "decline", CONTRACT__STATE__NEGOTIATING);
    assert_moves(CONTRACT__STATE__APPROVED, "negotiate", CONTRACT__STATE__NEGOTIATING);
    assert_moves(CONTRACT__STATE__NEGOTIATING, "send", CONTRACT__STATE__SIGNING);
    assert_moves(CONTRACT__STATE__NEGOTIATING, "revise", CONTRACT__STATE__DRAFT);
}

static void what_is_not_in_the_table_is_refused(void **unused)
{
    (void)unused;
    static const struct {
        Contract__State state;
        const char *verb;
    } rows[] = {{CONTRACT__STATE__DRAFT, "approve"},     {CONTRACT__STATE__DRAFT, "send"},
                {CONTRACT__STATE__DEPT_REVIEW, "revise"}, {CONTRACT__STATE__APPROVED, "revise"},
                {CONTRACT__STATE__SIGNING, "revise"},     {CONTRACT__STATE__SIGNED, "mark"},
                {CONTRACT__STATE__SIGNING, "void"},       {CONTRACT__STATE__VOID, "void"},
                {CONTRACT__STATE__VOID, "revise"},        {CONTRACT__STATE__SIGNING, "countersign"},
                {CONTRACT__STATE__EFFECTIVE, "archive"},  {CONTRACT__STATE__FULFILLED, "terminate"},
                {CONTRACT__STATE__ARCHIVED, "archive"},   {CONTRACT__STATE__SIGNED, "amend"},
                {CONTRACT__STATE__SIGNED, "fulfil"},      {CONTRACT__STATE__SIGNING, "negotiate"},
                {CONTRACT__STATE__SIGNED, "cancel"},      {CONTRACT__STATE__EFFECTIVE, "take_effect"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error;
        Contract contract = in_state(rows[i].state);
        assert_int_equal(contract_move(&contract, rows[i].verb, &error), STATUS_FAILED_PRECONDITION);
        assert_string_equal(error.reason, "WRONG_STATE");
        assert_int_equal(contract.state, rows[i].state);
    }
}

static void CON_16_what_was_signed_is_voided_by_another_than_the_drafter(void **unused)
{
    (void)unused;
    struct error error;
    Contract contract = in_state(CONTRACT__STATE__EFFECTIVE);
    assert_moves(CONTRACT__STATE__SIGNED, "void", CONTRACT__STATE__VOID);
    assert_moves(CONTRACT__STATE__EFFECTIVE, "void", CONTRACT__STATE__VOID);
    assert_int_equal(contract_may_void(&contract, head, &error), STATUS_OK);
    assert_int_equal(contract_may_void(&contract, drafter, &error), STATUS_PERMISSION_DENIED);
    assert_string_equal(error.reason, "SEPARATION_OF_DUTIES");
}

static void every_row_of_the_table_names_known_states(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < contract_lifecycle.n; i++) {
        const struct transition *row = &contract_lifecycle.rows[i];
        assert_non_null(protobuf_c_enum_descriptor_get_value_by_name(&contract__state__descriptor, row->from));
        assert_non_null(protobuf_c_enum_descriptor_get_value_by_name(&contract__state__descriptor, row->to));
    }
}

static void assert_follows(Contract__State from, bool at_legal, bool is_approved, Contract__State to)
{
    struct error error;
    Contract contract = in_state(from);
    assert_int_equal(contract_follow(&contract, at_legal, is_approved, &error), STATUS_OK);
    assert_int_equal(contract.state, to);
}

static void CON_12_a_text_follows_its_case(void **unused)
{
    (void)unused;
    assert_follows(CONTRACT__STATE__DEPT_REVIEW, false, false, CONTRACT__STATE__DEPT_REVIEW);
    assert_follows(CONTRACT__STATE__DEPT_REVIEW, true, false, CONTRACT__STATE__LEGAL_REVIEW);
    assert_follows(CONTRACT__STATE__DEPT_REVIEW, false, true, CONTRACT__STATE__APPROVED);
    assert_follows(CONTRACT__STATE__LEGAL_REVIEW, true, false, CONTRACT__STATE__LEGAL_REVIEW);
    assert_follows(CONTRACT__STATE__LEGAL_REVIEW, false, true, CONTRACT__STATE__APPROVED);
}

static void a_stale_row_or_text_is_aborted(void **unused)
{
    (void)unused;
    struct error error;
    uint64_t stale = 4, present = 5;
    Contract contract = in_state(CONTRACT__STATE__DRAFT);
    assert_int_equal(version_expect("contract", contract.version, &stale, &error), STATUS_ABORTED);
    assert_non_null(strstr(error.message, "version 5"));
    assert_int_equal(version_expect("contract", contract.version, &present, &error), STATUS_OK);
    assert_int_equal(text_expect(contract.text_version, 1, &error), STATUS_ABORTED);
    assert_int_equal(text_expect(contract.text_version, 2, &error), STATUS_OK);
    assert_int_equal(text_expect(contract.text_version, 0, &error), STATUS_OK);
}

static void CON_17_a_cycle_counts_whole_days(void **unused)
{
    (void)unused;
    const int64_t day_us = (int64_t)86400 * 1000000;
    assert_int_equal(cycle_days(0, day_us - 1), 0);
    assert_int_equal(cycle_days(0, day_us), 1);
    assert_int_equal(cycle_days(5, 40 * day_us + 6), 40);
    assert_int_equal(cycle_days(day_us, 0), 0);
}

static enum deal_news news(const char *template_code, Contract__State from, Contract__State to)
{
    Contract contract = in_state(to);
    contract.template_code = template_code;
    return contract_deal_news(&contract, from);
}

static void CON_17_a_deal_is_told_by_the_two_ways_that_make_and_take_it(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < contract__state__descriptor.n_values; i++)
        for (size_t k = 0; k < contract__state__descriptor.n_values; k++) {
            Contract__State from = contract__state__descriptor.values[i].value, to = contract__state__descriptor.values[k].value;
            bool closes = from == CONTRACT__STATE__SIGNED && to == CONTRACT__STATE__EFFECTIVE;
            bool reverses = from == CONTRACT__STATE__EFFECTIVE && to == CONTRACT__STATE__VOID;
            assert_int_equal(news("standard", from, to), closes ? DEAL_IS_CLOSED : reverses ? DEAL_IS_REVERSED : DEAL_STAYS);
            assert_int_equal(news(CONTRACT_IMPORTED_TEMPLATE, from, to), DEAL_STAYS);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(CON_06_the_way_from_draft_to_effect),
        cmocka_unit_test(CON_15_CON_16_the_ways_after_effect),
        cmocka_unit_test(CON_05_the_ways_back),
        cmocka_unit_test(what_is_not_in_the_table_is_refused),
        cmocka_unit_test(CON_16_what_was_signed_is_voided_by_another_than_the_drafter),
        cmocka_unit_test(every_row_of_the_table_names_known_states),
        cmocka_unit_test(CON_12_a_text_follows_its_case),
        cmocka_unit_test(a_stale_row_or_text_is_aborted),
        cmocka_unit_test(CON_17_a_deal_is_told_by_the_two_ways_that_make_and_take_it),
        cmocka_unit_test(CON_17_a_cycle_counts_whole_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
