/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "contracts/checklist.h"

static ChecklistItem items[4], *list[] = {&items[0], &items[1], &items[2], &items[3]};
static struct error error;

static int set_up(void **unused)
{
    (void)unused;
    static const char *const codes[] = {"PRICE_ACCURATE", "SERVICE_SCOPE_CLEAR", "DELIVERY_TIME_REASONABLE",
                                        "BREACH_LIABILITY_CLEAR"};
    for (unsigned i = 0; i < 4; i++) {
        checklist_item__init(&items[i]);
        items[i].code = codes[i];
        items[i].group = (ContractClause__Group)(i + 1);
        items[i].answer = CHECKLIST_ITEM__ANSWER__PASS;
    }
    return 0;
}

static void CON_03_all_passed_is_complete(void **unused)
{
    (void)unused;
    assert_int_equal(checklist_is_complete(list, 4, &error), STATUS_OK);
}

static void CON_03_an_open_or_failed_item_holds_it_back_by_name(void **unused)
{
    (void)unused;
    items[1].answer = CHECKLIST_ITEM__ANSWER__OPEN;
    items[3].answer = CHECKLIST_ITEM__ANSWER__FAIL;
    assert_int_equal(checklist_is_complete(list, 4, &error), STATUS_FAILED_PRECONDITION);
    assert_string_equal(error.reason, "CHECKLIST_OPEN");
    assert_non_null(strstr(error.message, "SERVICE_SCOPE_CLEAR"));
    assert_non_null(strstr(error.message, "BREACH_LIABILITY_CLEAR"));
    assert_null(strstr(error.message, "PRICE_ACCURATE"));
    assert_int_equal(checklist_count(list, 4, CHECKLIST_ITEM__ANSWER__PASS), 2);
    assert_int_equal(checklist_count(list, 4, CHECKLIST_ITEM__ANSWER__OPEN), 1);
}

static void CON_03_a_group_without_a_question_holds_it_back(void **unused)
{
    (void)unused;
    assert_int_equal(checklist_is_complete(list, 3, &error), STATUS_FAILED_PRECONDITION);
    assert_non_null(strstr(error.message, "BREACH"));
}

static enum status answer(const char *code, ChecklistItem__Answer verdict, const char *remark)
{
    ChecklistAnswer said = CHECKLIST_ANSWER__INIT, *answers[] = {&said};
    said.code = code;
    said.answer = verdict;
    said.remark = remark;
    return checklist_accepts(list, 4, answers, 1, &error);
}

static void CON_02_an_answer_is_pass_or_a_failure_with_its_reason(void **unused)
{
    (void)unused;
    assert_int_equal(answer("PRICE_ACCURATE", CHECKLIST_ITEM__ANSWER__PASS, NULL), STATUS_OK);
    assert_int_equal(answer("PRICE_ACCURATE", CHECKLIST_ITEM__ANSWER__FAIL, "the second line"), STATUS_OK);
    assert_int_equal(answer("PRICE_ACCURATE", CHECKLIST_ITEM__ANSWER__FAIL, " "), STATUS_INVALID_ARGUMENT);
    assert_int_equal(answer("PRICE_ACCURATE", CHECKLIST_ITEM__ANSWER__OPEN, NULL), STATUS_INVALID_ARGUMENT);
    assert_int_equal(answer("PRICE", CHECKLIST_ITEM__ANSWER__PASS, NULL), STATUS_INVALID_ARGUMENT);
    assert_string_equal(error.field, "answers");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(CON_03_all_passed_is_complete, set_up),
        cmocka_unit_test_setup(CON_03_an_open_or_failed_item_holds_it_back_by_name, set_up),
        cmocka_unit_test_setup(CON_03_a_group_without_a_question_holds_it_back, set_up),
        cmocka_unit_test_setup(CON_02_an_answer_is_pass_or_a_failure_with_its_reason, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
