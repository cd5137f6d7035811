# SPDX-License-Identifier: Apache-2.0
"""Contracts and opportunities, walked at random by people of all roles: what must hold holds after each step."""
import contextlib
import os

import pytest

import selling
from selling import HEAD, SELLER, day
from support.deal_choice import Deal, Paper
from support.deal_judge import Violation
from support.deal_walk import Walk
from support.stack import Refused

STEPS = int(os.environ.get("DEALSPINE_WALK_STEPS", "400"))
SEED = int(os.environ.get("DEALSPINE_WALK_SEED", "2"))
# How often these come at least in the steps that are taken when nothing else is said.
LEAST = {"became EFFECTIVE": 5, "became VOID": 2, "amended": 1, "Return": 1, "Recall": 1, "Revise": 2, "Decline": 1, "Money": 15,
         "Settle": 2, "became ARCHIVED": 1, "became NEGOTIATING": 2}
# Rows that are changed behind the service's back, and what the judge says of it.
ALTERED = {
    "marks": ("UPDATE contracts.mark SET state = 'REQUESTED' WHERE contract_id = %s AND party = 'OUR' AND kind = 'SEAL'",
              "does not bear all four marks"),
    "approvals": ("UPDATE contracts.approval_case SET text_version = text_version + 1 WHERE contract_id = %s",
                  "no case approved its text version 1"),
    "order": ("UPDATE contracts.approval_slot SET state = 'SKIPPED' WHERE contract_id = %s AND role = 'DEPARTMENT'",
              "legal is asked in case"),
    "instalments": ("UPDATE contracts.instalment SET amount_minor = amount_minor + 1 WHERE contract_id = %s", "its instalments sum to"),
    "receipts": ("UPDATE contracts.payment SET received_minor = received_minor + 1 WHERE contract_id = %s", "its receipts booked 0"),
    "effects": ("UPDATE contracts.contract SET effective_at = NULL WHERE id = %s", "1 deal.closed, effectiveAt None"),
    "chain": ("UPDATE contracts.contract_line SET discount_basis_points = 9000 WHERE contract_id = %s", "verify contracts` names"),
}


def test_CON_05_CON_06_CON_14_CON_16_what_must_hold_holds_on_every_walk(stack):
    with Walk(stack, SEED) as walk:
        try:
            walk.go(STEPS).finish()
        finally:
            print(walk.report())
        if not {"DEALSPINE_WALK_STEPS", "DEALSPINE_WALK_SEED"} & set(os.environ):
            done = {what: walk.total("contract", what) for what in LEAST}
            assert not {what: count for what, count in done.items() if count < LEAST[what]}, done
            assert walk.total("any", "repeat") >= 10


class Lying:
    """A stack that does what it is asked and says that it refused."""

    def __init__(self, stack):
        self.stack = stack

    def __getattr__(self, name):
        return getattr(self.stack, name)

    def call(self, method, *arguments, **more):
        reply = self.stack.call(method, *arguments, **more)
        if method == "contracts.RequestEnd":
            raise Refused(409, {"code": "aborted", "message": "no"})
        return reply


@contextlib.contextmanager
def in_effect(stack):
    """A walk of one deal, whose contract is in effect."""
    walk = Walk(stack, SEED)
    made = selling.Paper(stack, instalments=[{"dueOn": day(20), "amountMinor": "42000000"}]).send()
    made.sign()
    deal = Deal(made.opportunity["id"], made.opportunity["customerId"], made.contact_id, SELLER)
    deal.papers.append(Paper(made.all()["contract"], walk.ids[SELLER]))
    walk.deals.append(deal)
    walk.look(deal)
    walk.look_at(deal.paper)
    try:
        yield walk, deal
    finally:
        walk.judge.close()


def complaint(walk, act):
    with pytest.raises(Violation) as found:
        act()
    said = str(found.value)
    assert said.startswith(f"seed {SEED}, step 0, "), said
    return said


@pytest.mark.parametrize("what", ALTERED)
def test_CON_11_what_is_altered_behind_a_walk_is_noticed(stack, what):
    statement, sentence = ALTERED[what]
    with in_effect(stack) as (walk, deal):
        stack.psql("dealspine", statement, [deal.paper.id])
        walk.look_at(deal.paper)
        said = complaint(walk, walk.finish)
        assert sentence in said and (deal.paper.number in said or deal.paper.id in said), said


def test_CON_06_a_walk_notices_who_decides_what_he_wrote_and_a_refusal_that_took_effect(stack):
    with in_effect(stack) as (walk, deal):
        walk.finish()
        walk.decider = lambda *_: HEAD
        walk.drafter = lambda *_: SELLER
        walk.twist = lambda deal, verb, body, who, must, *_: (body, who, must, None)
        walk.chance = lambda _: False
        walk.stack = Lying(stack)
        said = complaint(walk, lambda: walk.with_contract(deal, "End"))
        assert "a refused command changed its" in said and deal.paper.number in said, said
        walk.stack, deal.paper.asked_by = stack, walk.ids[HEAD]
        walk.look_at(deal.paper)
        assert "what he had asked for himself" in complaint(walk, lambda: walk.with_contract(deal, "Approve"))


def test_CON_16_a_walk_notices_a_gap_in_the_log_and_a_second_closing(stack):
    with in_effect(stack) as (walk, deal):
        log = [event for event in stack.events("contract.*", "deal.*") if event["aggId"] == deal.paper.id]
        closed = next(event for event in log if event["type"] == "deal.closed")
        behind = dict(closed, aggVer=str(len(log) + 2))
        assert f"deal.closed is its event {len(log) + 2}, after {len(log)}" in complaint(
            walk, lambda: walk.judge._event(behind, closed["payload"]))
        twice = dict(closed, aggVer=str(len(log) + 1))
        assert "deal.closed was said 2 times" in complaint(walk, lambda: walk.judge._event(twice, closed["payload"]))
