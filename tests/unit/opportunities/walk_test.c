/* SPDX-License-Identifier: Apache-2.0
 * Walks the opportunity's table at random, 100,000 steps by the pure rules through every row of it, and many more that are
 * refused, and holds them against what must be so whatever was done before: an end is left only by the ways that are meant, WON is reached by the contract alone, the
 * seller's stage is moved only by named transitions, and the buyer's stage never with it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "opportunities/opportunity.h"
#include "opportunities/pipeline.h"

enum { STEPS = 100000, STAGES = 5, CRITERIA = 6 };

static const char *const codes[STAGES] = {"A", "B", "C", "D", "E"};
static const char *const criteria[CRITERIA] = {"a", "b", "c", "d", "e", "f"};
static PipelineStage stages[STAGES];
static PipelineStage *pipeline[STAGES];

static int steps, walked[32]; /* rows of the table, all and each */

/* A row of the table was walked. */
static void count(Opportunity__State from, const char *verb)
{
    const char *name = protobuf_c_enum_descriptor_get_value(&opportunity__state__descriptor, from)->name;
    steps++;
    for (size_t i = 0; i < opportunity_lifecycle.n; i++)
        if (strcmp(opportunity_lifecycle.rows[i].from, name) == 0 && strcmp(opportunity_lifecycle.rows[i].verb, verb) == 0)
            walked[i]++;
}

/* xorshift: the same walk each time. */
static uint64_t seed = 88172645463325252u;

static uint32_t below(uint32_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 11) % n;
}

static void make_pipeline(void)
{
    for (uint32_t i = 0; i < STAGES; i++) {
        pipeline[i] = &stages[i];
        pipeline_stage__init(&stages[i]);
        stages[i].code = codes[i];
        stages[i].position = i + 1;
        stages[i].active = i != 3; /* D was taken out of use */
        stages[i].exit_criteria = (void *)&criteria[i];
        stages[i].n_exit_criteria = 2;
    }
}

struct deal {
    Opportunity row;
    const char *shown[CRITERIA];
    size_t n_shown;
    int64_t lines, plans;
};

static bool is_shown(const struct deal *deal, const char *criterion)
{
    for (size_t i = 0; i < deal->n_shown; i++)
        if (strcmp(deal->shown[i], criterion) == 0)
            return true;
    return false;
}

static void show(struct deal *deal)
{
    const char *criterion = criteria[below(CRITERIA)];
    if (!is_shown(deal, criterion))
        deal->shown[deal->n_shown++] = criterion;
}

/* A move is ADVANCE only to the next active stage with all criteria shown; without a reason nothing else goes forwards. */
static void check_move(const struct deal *deal, const PipelineStage *from, const struct stage_move *move,
                       const char *reason)
{
    assert_true(move->to->active);
    if (move->to->position < from->position) {
        assert_int_equal(move->transition, STAGE_VISIT__TRANSITION__STEP_BACK);
        return;
    }
    bool met = true, passes = false;
    for (size_t i = 0; i < STAGES; i++) {
        bool left = stages[i].position >= from->position && stages[i].position < move->to->position;
        passes |= left && stages[i].active && &stages[i] != from;
        if (left && (stages[i].active || &stages[i] == from))
            for (size_t k = 0; k < stages[i].n_exit_criteria; k++)
                met &= is_shown(deal, stages[i].exit_criteria[k]);
    }
    assert_int_equal(move->transition, met && !passes ? STAGE_VISIT__TRANSITION__ADVANCE : STAGE_VISIT__TRANSITION__SKIP);
    if (move->transition == STAGE_VISIT__TRANSITION__SKIP)
        assert_non_null(reason);
    assert_true(move->n_missing > 0 || met);
}

static void move_stage(struct arena *arena, struct deal *deal)
{
    struct error error;
    struct stage_move move;
    const char *reason = below(4) ? NULL : "HURRY";
    const PipelineStage *from = pipeline_find(pipeline, STAGES, deal->row.stage);
    Opportunity__PurchaseStage buyer = deal->row.purchase_stage;
    Opportunity before = deal->row;
    if (opportunity_step(&deal->row, "move_stage", &error) != STATUS_OK) {
        assert_int_not_equal(before.state, OPPORTUNITY__STATE__OPEN);
        return;
    }
    if (pipeline_move(arena, pipeline, STAGES, from->code, codes[below(STAGES)], deal->shown, deal->n_shown, reason,
                      &move, &error) != STATUS_OK)
        return;
    check_move(deal, from, &move, reason);
    deal->row.stage = move.to->code;
    count(before.state, "move_stage");
    assert_int_equal(deal->row.purchase_stage, buyer);
}

static void commit(struct deal *deal)
{
    struct error error;
    Opportunity next = deal->row;
    bool ready = next.purchase_stage == OPPORTUNITY__PURCHASE_STAGE__PURCHASE_COMMITMENT && deal->lines && deal->plans;
    enum status status = opportunity_step(&next, "commit", &error);
    assert_int_equal(status == STATUS_OK, deal->row.state == OPPORTUNITY__STATE__OPEN);
    if (status != STATUS_OK)
        return;
    assert_int_equal(opportunity_may_commit(&deal->row, deal->lines, deal->plans, &error) == STATUS_OK, ready);
    if (!ready)
        return;
    count(deal->row.state, "commit");
    deal->row = next;
}

/* Which states a verb may be used in and where it leads. */
static void check_step(Opportunity__State from, const char *verb, Opportunity__State to)
{
    bool lives = from == OPPORTUNITY__STATE__OPEN || from == OPPORTUNITY__STATE__COMMITTED;
    if (strcmp(verb, "win") == 0)
        assert_true(from == OPPORTUNITY__STATE__COMMITTED && to == OPPORTUNITY__STATE__WON);
    else if (strcmp(verb, "reverse") == 0)
        assert_true(from == OPPORTUNITY__STATE__WON && to == OPPORTUNITY__STATE__OPEN);
    else if (strcmp(verb, "reopen") == 0)
        assert_true(from == OPPORTUNITY__STATE__LOST && to == OPPORTUNITY__STATE__OPEN);
    else if (strcmp(verb, "lose") == 0)
        assert_true(lives && to == OPPORTUNITY__STATE__LOST);
    else if (strcmp(verb, "abandon") == 0)
        assert_true(lives && to == OPPORTUNITY__STATE__ABANDONED);
    else
        assert_true(lives && to == from);
    assert_true(to != OPPORTUNITY__STATE__WON || strcmp(verb, "win") == 0);
}

static void step(struct deal *deal, const char *verb)
{
    struct error error;
    Opportunity before = deal->row;
    if (opportunity_step(&deal->row, verb, &error) == STATUS_OK) {
        check_step(before.state, verb, deal->row.state);
        count(before.state, verb);
        return;
    }
    assert_memory_equal(&deal->row, &before, sizeof before);
    assert_string_equal(error.reason, "WRONG_STATE");
}

static void OPP_12_OPP_24_OPP_26_what_must_be_so_is_so_after_every_step(void **unused)
{
    (void)unused;
    static const char *const verbs[] = {"work", "lose", "abandon", "win", "reverse", "reopen"};
    struct arena *arena = arena_new();
    struct deal deal = {.row = OPPORTUNITY__INIT};
    make_pipeline();
    while (steps < STEPS) {
        if (!deal.row.stage || deal.row.state == OPPORTUNITY__STATE__ABANDONED) /* nothing leads out of it: a new deal */
            deal = (struct deal){.row = {.state = OPPORTUNITY__STATE__OPEN, .stage = codes[0],
                                         .purchase_stage = OPPORTUNITY__PURCHASE_STAGE__NEED_DISCOVERY}};
        switch (below(8)) {
        case 0: show(&deal); break;
        case 1: deal.row.purchase_stage = (Opportunity__PurchaseStage)(1 + below(6)); break;
        case 2: deal.lines = below(3); break;
        case 3: deal.plans = below(2); break;
        case 4: case 5: commit(&deal); break;
        case 6: move_stage(arena, &deal); break;
        default: step(&deal, verbs[below(sizeof verbs / sizeof *verbs)]);
        }
        arena_reset(arena);
    }
    for (size_t i = 0; i < opportunity_lifecycle.n; i++) {
        print_message("%s %s: %d\n", opportunity_lifecycle.rows[i].from, opportunity_lifecycle.rows[i].verb, walked[i]);
        assert_true(walked[i] >= 100);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(OPP_12_OPP_24_OPP_26_what_must_be_so_is_so_after_every_step)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
