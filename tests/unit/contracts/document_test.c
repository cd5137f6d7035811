/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "contracts/document.h"

static Contract contract;
static GetContractReply terms;
static ContractLine line, *lines[] = {&line};
static ContractClause price, breach, *clauses[] = {&price, &breach};
static Instalment part, *parts[] = {&part};

static int set_up(void **state)
{
    *state = arena_new();
    contract__init(&contract);
    get_contract_reply__init(&terms);
    contract_line__init(&line);
    contract_clause__init(&price);
    contract_clause__init(&breach);
    instalment__init(&part);
    contract.number = "C-2026-000001";
    contract.text_version = 1;
    contract.template_code = "standard";
    contract.template_revision = 1;
    contract.customer_id = "0190a000-0000-7000-8000-000000000001";
    contract.effective_date = "2026-03-01";
    contract.currency = "CNY";
    contract.amount_minor = 18000;
    line.product_code = "planner";
    line.kind = "PRODUCT";
    line.name = "Planner";
    line.quantity = 2;
    line.price_minor = 10000;
    line.discount_basis_points = 1000;
    line.total_minor = 18000;
    price.group = CONTRACT_CLAUSE__GROUP__PRICE;
    price.text = "Pay in time.";
    breach.group = CONTRACT_CLAUSE__GROUP__BREACH;
    breach.text = "Or else.";
    part.due_on = "2026-03-01";
    part.amount_minor = 18000;
    terms.lines = lines;
    terms.clauses = clauses;
    terms.instalments = parts;
    terms.n_lines = terms.n_instalments = 1;
    terms.n_clauses = 2;
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

static void the_form_is_the_canonical_one(void **state)
{
    assert_string_equal(document_text(*state, &contract, &terms),
                        "contract C-2026-000001\n"
                        "text version 1\n"
                        "template standard revision 1\n"
                        "customer 0190a000-0000-7000-8000-000000000001\n"
                        "effective from 2026-03-01\n"
                        "term without end\n"
                        "line 1 planner PRODUCT quantity 2 price 10000 discount 1000 total 18000\n"
                        "name 7:\nPlanner\n"
                        "amount 18000 CNY\n"
                        "clause PRICE 12:\nPay in time.\n"
                        "clause BREACH 8:\nOr else.\n"
                        "instalment 1 2026-03-01 18000\n");
}

static void line_ends_and_trailing_blanks_do_not_count(void **state)
{
    const char *before = text_hash(*state, document_text(*state, &contract, &terms));
    price.text = "Pay in time. \r\n\r\n";
    assert_string_equal(before, text_hash(*state, document_text(*state, &contract, &terms)));
    price.text = "Pay in\ttime.";
    assert_string_not_equal(before, text_hash(*state, document_text(*state, &contract, &terms)));
}

/* A clause that ends like another field is not that field: the lengths differ. */
static void no_text_can_pass_for_a_field(void **state)
{
    price.text = "Pay in time.\nclause BREACH 8:\nOr else.";
    terms.n_clauses = 1;
    const char *forged = document_text(*state, &contract, &terms);
    price.text = "Pay in time.";
    terms.n_clauses = 2;
    assert_string_not_equal(forged, document_text(*state, &contract, &terms));
}

static void each_term_is_in_the_hash(void **state)
{
    const char *before = text_hash(*state, document_text(*state, &contract, &terms));
    const char *contacts[] = {"0190a000-0000-7000-8000-000000000002"};
    contract.has_term_months = true;
    contract.term_months = 12;
    const char *with_term = text_hash(*state, document_text(*state, &contract, &terms));
    contract.signatory_contact_ids = (void *)contacts;
    contract.n_signatory_contact_ids = 1;
    const char *with_signatory = text_hash(*state, document_text(*state, &contract, &terms));
    part.due_on = "2026-03-02";
    const char *later = text_hash(*state, document_text(*state, &contract, &terms));
    assert_string_not_equal(before, with_term);
    assert_string_not_equal(with_term, with_signatory);
    assert_string_not_equal(with_signatory, later);
}

/* FIPS 180-2, appendix B.1. */
static void the_hash_is_sha_256(void **state)
{
    assert_string_equal(text_hash(*state, "abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(strlen(text_hash(*state, "")), HASH_HEX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_form_is_the_canonical_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(line_ends_and_trailing_blanks_do_not_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_text_can_pass_for_a_field, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_term_is_in_the_hash, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_hash_is_sha_256, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
