/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "contracts/chain.h"
#include "contracts/document.h"
#include "google/protobuf/timestamp.pb-c.h"

enum { STEPS = 4 };
static const char contract_id[] = "0190a000-0000-7000-8000-000000000001";
static ContractStep chain[STEPS], *links[] = {&chain[0], &chain[1], &chain[2], &chain[3]};
static Google__Protobuf__Timestamp at[STEPS];
static struct stored_text texts[2];
static const char *old_text, *first_text, *second_text;

static void link_up(struct arena *arena)
{
    for (uint32_t i = 0; i < STEPS; i++) {
        chain[i].seq = i + 1;
        chain[i].prev_hash = i ? chain[i - 1].hash : chain_root;
        chain[i].hash = chain_hash(arena, contract_id, &chain[i]);
    }
}

/* Drafted, revised in place, submitted, and a second version. */
static int set_up(void **state)
{
    static const char *const verbs[STEPS] = {"drafted", "revised", "submitted", "versioned"};
    *state = arena_new();
    old_text = text_hash(*state, "first draft");
    first_text = text_hash(*state, "first text");
    second_text = text_hash(*state, "second text");
    const char *hashes[STEPS] = {old_text, first_text, first_text, second_text};
    for (uint32_t i = 0; i < STEPS; i++) {
        contract_step__init(&chain[i]);
        google__protobuf__timestamp__init(&at[i]);
        at[i].seconds = 1780000000 + i;
        at[i].nanos = 123456000;
        chain[i].at = &at[i];
        chain[i].actor = "0190a000-0000-7000-8000-00000000000a";
        chain[i].verb = verbs[i];
        chain[i].text_version = i == 3 ? 2 : 1;
        chain[i].doc_hash = hashes[i];
    }
    texts[0] = (struct stored_text){1, first_text};
    texts[1] = (struct stored_text){2, second_text};
    link_up(*state);
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

static VerifyContractReply verify_first(struct arena *arena, size_t n, uint32_t length, const char *head)
{
    VerifyContractReply reply = VERIFY_CONTRACT_REPLY__INIT;
    chain_verify(arena, contract_id, links, n, length, head, texts, 2, &reply);
    return reply;
}

static void assert_broken(struct arena *arena, uint32_t seq, const char *rule)
{
    VerifyContractReply reply = verify_first(arena, STEPS, STEPS, chain[STEPS - 1].hash);
    assert_false(reply.intact);
    assert_int_equal(reply.broken_seq, seq);
    assert_string_equal(reply.broken_rule, rule);
}

static void CON_11_an_untouched_chain_is_intact(void **state)
{
    VerifyContractReply reply = verify_first(*state, STEPS, STEPS, chain[STEPS - 1].hash);
    assert_true(reply.intact);
    assert_int_equal(reply.steps, STEPS);
    assert_false(reply.has_broken_seq);
}

static void CON_11_each_field_of_a_step_is_covered(void **state)
{
    ContractStep whole = chain[1];
    chain[1].actor = "0190a000-0000-7000-8000-00000000000b";
    assert_broken(*state, 2, "CONTENT");
    chain[1] = whole;
    chain[1].verb = "checked";
    assert_broken(*state, 2, "CONTENT");
    chain[1] = whole;
    chain[1].doc_hash = second_text;
    assert_broken(*state, 2, "CONTENT");
    chain[1] = whole;
    chain[1].text_version = 2;
    assert_broken(*state, 2, "CONTENT");
    chain[1] = whole;
    at[1].nanos += 1000;
    assert_broken(*state, 2, "CONTENT");
}

static void CON_11_a_step_rehashed_alone_breaks_the_next_link(void **state)
{
    chain[1].actor = "0190a000-0000-7000-8000-00000000000b";
    chain[1].hash = chain_hash(*state, contract_id, &chain[1]);
    assert_broken(*state, 3, "LINK");
}

static void CON_11_a_step_taken_out_leaves_a_gap(void **state)
{
    chain[2].seq = 4;
    assert_broken(*state, 3, "GAP");
}

static void CON_11_a_step_taken_from_the_end_is_missed(void **state)
{
    VerifyContractReply reply = verify_first(*state, STEPS - 1, STEPS, chain[STEPS - 1].hash);
    assert_false(reply.intact);
    assert_int_equal(reply.broken_seq, STEPS);
    assert_string_equal(reply.broken_rule, "TAIL");
}

static void CON_11_another_text_breaks_the_step_that_wrote_it(void **state)
{
    texts[0].doc_hash = old_text;
    assert_broken(*state, 2, "DOCUMENT");
    texts[0].doc_hash = first_text;
    texts[1].doc_hash = first_text;
    assert_broken(*state, 4, "DOCUMENT");
}

static void CON_11_a_chain_of_another_contract_does_not_pass(void **state)
{
    VerifyContractReply reply = VERIFY_CONTRACT_REPLY__INIT;
    chain_verify(*state, "0190a000-0000-7000-8000-000000000002", links, STEPS, STEPS, chain[STEPS - 1].hash, texts, 2,
                 &reply);
    assert_false(reply.intact);
    assert_int_equal(reply.broken_seq, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(CON_11_an_untouched_chain_is_intact, set_up, tear_down),
        cmocka_unit_test_setup_teardown(CON_11_each_field_of_a_step_is_covered, set_up, tear_down),
        cmocka_unit_test_setup_teardown(CON_11_a_step_rehashed_alone_breaks_the_next_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(CON_11_a_step_taken_out_leaves_a_gap, set_up, tear_down),
        cmocka_unit_test_setup_teardown(CON_11_a_step_taken_from_the_end_is_missed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(CON_11_another_text_breaks_the_step_that_wrote_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(CON_11_a_chain_of_another_contract_does_not_pass, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
