# SPDX-License-Identifier: Apache-2.0
"""A contract is taken back: voided, its deal reversed, its opportunity open again."""
from selling import COLLEAGUE, HEAD, SELLER, Paper, day, plan
from support.stack import wait_until


def opportunity_of(stack, paper):
    return stack.call("opportunities.GetOpportunity", {"id": paper.opportunity["id"]}, SELLER)["opportunity"]


def closed(stack):
    paper = Paper(stack).send()
    paper.sign()
    wait_until(lambda: opportunity_of(stack, paper)["state"] == "WON", what="the win")
    return paper


def test_CON_16_a_void_takes_the_deal_back_in_one_command(stack):
    paper = closed(stack)
    reply = paper.call("VoidContract", HEAD, reason="CUSTOMER_WITHDRAWAL")["contract"]
    assert (reply["state"], reply["voidReason"]) == ("VOID", "CUSTOMER_WITHDRAWAL") and reply["voidedAt"]
    voided, reversed_ = paper.events("contract.voided", "deal.reversed")
    assert voided["correlationId"] == reversed_["correlationId"]
    assert (voided["payload"]["fromState"], voided["payload"]["hadClosed"]) == ("EFFECTIVE", True)
    was, = paper.events("deal.closed")
    same = ["dealId", "contractId", "number", "opportunityId", "customerId", "customerKind", "currency", "amountMinor",
            "ownerId", "ownerPath", "creditSplit", "sourceChannel", "closingChannel"]
    assert {name: reversed_["payload"][name] for name in same} == {name: was["payload"][name] for name in same}
    assert reversed_["payload"]["closedAt"] == was["payload"]["effectiveAt"]
    assert reversed_["payload"]["reason"] == "CUSTOMER_WITHDRAWAL"


def test_CON_11_CON_16_voiding_is_a_link_of_the_chain(stack):
    paper = closed(stack)
    paper.call("VoidContract", HEAD, reason="MISTAKE")
    assert paper.all()["steps"][-1]["verb"] == "voided"
    assert paper.call("VerifyContract", "legal")["intact"] is True


def test_CON_16_the_drafter_others_and_the_wrong_time_are_refused(stack):
    paper = Paper(stack, drafter=HEAD).send()
    early = paper.refused("VoidContract", "admin", reason="MISTAKE")
    assert (early.code, early.reason) == ("failed_precondition", "WRONG_STATE")
    paper.sign()
    own = paper.refused("VoidContract", HEAD, reason="MISTAKE")
    assert (own.code, own.reason) == ("permission_denied", "SEPARATION_OF_DUTIES")
    assert paper.refused("VoidContract", COLLEAGUE, reason="MISTAKE").code == "permission_denied"
    blank = paper.refused("VoidContract", "admin")
    assert (blank.code, blank.field) == ("invalid_argument", "reason")
    assert paper.refused("VoidContract", "admin", reason="MISTAKE", expectedVersion="1").code == "aborted"
    assert paper.state() == "EFFECTIVE" and paper.events("contract.voided") == []
    paper.call("VoidContract", "admin", reason="MISTAKE")
    assert paper.refused("VoidContract", "admin", reason="MISTAKE").reason == "WRONG_STATE"


def test_CON_16_one_voided_before_its_day_reverses_nothing(stack):
    paper = Paper(stack, effectiveDate=day(3)).send()
    paper.sign()
    paper.call("VoidContract", HEAD, reason="MISTAKE")
    assert len(paper.events("contract.voided")) == 1 and paper.events("deal.reversed") == []
    assert stack.psql("contracts", "SELECT count(*) FROM contracts.job WHERE kind = 'effective' AND dedupe = %s", [paper.id]) == [(0,)]
    assert opportunity_of(stack, paper)["state"] == "COMMITTED"
    assert Paper(stack, opportunity_id=paper.opportunity["id"]).state() == "DRAFT"


def test_OPP_26_a_reversed_deal_opens_its_opportunity_again(stack):
    paper = closed(stack)
    assert stack.refused("opportunities.ReopenOpportunity", {"id": paper.opportunity["id"], "reason": "BACK"},
                         SELLER).reason == "WRONG_STATE"
    paper.call("VoidContract", HEAD, reason="MISTAKE")
    opened = wait_until(lambda: opportunity_of(stack, paper) if opportunity_of(stack, paper)["state"] == "OPEN" else None,
                        what="the reopening")
    assert "contractId" not in opened and "closedAt" not in opened
    assert (opened["forecastCategory"], opened["stage"], opened["probability"]) == ("PIPELINE", "DISCOVERY", 10)
    event, = [event for event in stack.events("opportunity.reopened") if event["aggId"] == opened["id"]]
    assert (event["payload"]["reason"], event["payload"]["contractId"]) == ("MISTAKE", paper.id)


def test_OPP_26_what_was_reversed_can_be_won_once_more(stack):
    paper = closed(stack)
    paper.call("VoidContract", HEAD, reason="MISTAKE")
    wait_until(lambda: opportunity_of(stack, paper)["state"] == "OPEN", what="the reopening")
    stack.call("opportunities.AgreePlan", plan(stack, paper.opportunity["id"]), SELLER)
    stack.call("opportunities.CommitOpportunity", {"id": paper.opportunity["id"]}, SELLER)
    again = Paper(stack, opportunity_id=paper.opportunity["id"]).send()
    again.sign()
    won = wait_until(lambda: opportunity_of(stack, paper) if opportunity_of(stack, paper)["state"] == "WON" else None,
                     what="the second win")
    assert won["contractId"] == again.id
