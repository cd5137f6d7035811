# SPDX-License-Identifier: Apache-2.0
"""What a contract in effect owes: handed to after-sales, settled, all done; and how it is put away."""
import uuid

import pytest

from delivering import CARE, Delivery
from selling import COLLEAGUE, HEAD, SELLER, Paper, day
from support.stack import wait_until

TRAINING = {"group": "DELIVERY", "code": "training", "dueOn": day(20)}
SUPPORT = {"group": "SERVICE", "code": "support", "dueOn": day(30)}


def effective(stack, **draft):
    paper = Paper(stack, **draft).send()
    paper.sign()
    return paper


def duties(paper):
    return {row["code"]: row["state"] for row in paper.all().get("duties", [])}


def settle(paper, as_=HEAD, **more):
    return paper.call("SettleObligation", as_, **more)


def pay(stack, paper, amount=None):
    stack.call("contracts.RecordReceipt", {
        "naturalKey": f"paid {uuid.uuid4()}", "receivedOn": day(), "currency": "CNY",
        "amountMinor": str(amount or paper.amount), "contractNumber": paper.all()["contract"]["number"]}, "finance")


def test_CON_13_obligations_are_settled_until_all_is_done(stack):
    paper = effective(stack, obligations=[SUPPORT, dict(SUPPORT, code="hotline")])
    assert duties(paper) == {"hotline": "PENDING", "support": "PENDING"}
    refused = paper.refused("SettleObligation", HEAD, code="support", state="WAIVED")
    assert (refused.code, refused.field) == ("invalid_argument", "reason")
    reply = settle(paper, code="support", state="BREACHED", reason="LATE")
    assert {row["code"]: row["state"] for row in reply["duties"]} == {"hotline": "PENDING", "support": "BREACHED"}
    settle(paper, "legal", code="support", state="FULFILLED")
    pay(stack, paper)
    assert paper.state() == "EFFECTIVE"
    last = settle(paper, code="hotline", state="WAIVED", reason="AGREED")["contract"]
    assert last["state"] == "FULFILLED" and last["endedAt"]
    assert [event["payload"]["state"] for event in paper.events("contract.obligation_settled")] == [
        "BREACHED", "FULFILLED", "WAIVED"]
    assert len(paper.events("contract.fulfilled")) == len(paper.events("deal.closed")) == 1
    assert paper.refused("SettleObligation", HEAD, code="support", state="BREACHED", reason="LATE").reason == "WRONG_STATE"
    assert paper.call("VerifyContract", "legal")["intact"] is True


@pytest.mark.parametrize("end", ["VOID", "TERMINATED"])
def test_CON_13_CON_16_what_is_open_when_a_contract_is_ended_is_waived(stack, end):
    paper = effective(stack, obligations=[SUPPORT, TRAINING, dict(SUPPORT, code="hotline"), dict(SUPPORT, code="setup")])
    settle(paper, code="hotline", state="BREACHED", reason="LATE")
    settle(paper, code="setup", state="FULFILLED")
    if end == "VOID":
        paper.call("VoidContract", HEAD, reason="MISTAKE")
    else:
        paper.call("RequestEnd", purpose="TERMINATION", reason="MOVED_AWAY")
        paper.call("ApproveContract", HEAD)
        paper.call("ApproveContract", "legal")
    assert duties(paper) == {"hotline": "BREACHED", "setup": "FULFILLED", "support": "WAIVED", "training": "WAIVED"}
    told = [event["payload"] for event in paper.events("contract.obligation_settled")][2:]
    assert {(event["code"], event["state"], event["reason"]) for event in told} == {
        (code, "WAIVED", "MISTAKE" if end == "VOID" else "MOVED_AWAY") for code in ("support", "training")}
    assert paper.call("VerifyContract", "legal")["intact"] is True


def test_CON_13_who_settles_and_what(stack):
    paper = Paper(stack, obligations=[SUPPORT])
    body = {"code": "support", "state": "FULFILLED"}
    assert "duties" not in paper.all()
    assert paper.refused("SettleObligation", HEAD, **body).reason == "WRONG_STATE"
    paper.send().sign()
    assert paper.refused("SettleObligation", SELLER, **body).code == "permission_denied"
    assert paper.refused("SettleObligation", HEAD, **dict(body, code="none")).code == "not_found"
    assert paper.refused("SettleObligation", HEAD, **dict(body, state="HANDED_OVER")).field == "state"
    assert paper.refused("SettleObligation", HEAD, **body, expectedVersion=1).reason == "VERSION"


def test_CON_13_a_delivery_is_handed_to_after_sales_and_fulfilled_when_accepted(stack):
    delivery = Delivery(stack, obligations=[TRAINING, SUPPORT])
    paper = delivery.paper
    assert duties(paper) == {"training": "HANDED_OVER", "support": "PENDING"}
    delivery.confirm().accept()
    wait_until(lambda: duties(paper)["training"] == "FULFILLED", 20, "the obligation")
    assert duties(paper)["support"] == "PENDING" and paper.state() == "EFFECTIVE"
    row = next(row for row in paper.all()["duties"] if row["code"] == "training")
    assert (row["ownerService"], row["reason"]) == ("aftersales", "ACCEPTED")
    settle(paper, CARE, code="support", state="FULFILLED")
    pay(stack, paper)
    assert paper.state() == "FULFILLED"


def test_CON_14_what_comes_back_leaves_a_fulfilled_contract_fulfilled(stack):
    paper = effective(stack)
    pay(stack, paper)
    assert paper.state() == "FULFILLED"
    pay(stack, paper, -100)
    reply = paper.all()
    assert reply["contract"]["state"] == "FULFILLED" and reply["payments"][0]["state"] == "PARTIAL"


def test_CON_10_a_contract_is_put_away_after_its_end(stack):
    paper = effective(stack)
    assert paper.refused("ArchiveContract", "legal").reason == "WRONG_STATE"
    pay(stack, paper)
    assert paper.refused("ArchiveContract", SELLER).code == "permission_denied"
    assert paper.refused("ArchiveContract", "legal", expectedVersion=1).reason == "VERSION"
    pay(stack, paper, -100)
    assert paper.refused("ArchiveContract", "legal").reason == "PAYMENTS_OPEN"
    pay(stack, paper, 100)
    assert paper.call("ArchiveContract", "legal")["contract"]["state"] == "ARCHIVED"
    event, = paper.events("contract.archived")
    assert event["payload"]["fromState"] == "FULFILLED"
    assert paper.refused("ArchiveContract", "legal").reason == "WRONG_STATE"
    assert paper.all()["archivedHash"] and paper.call("VerifyContract", "legal")["intact"] is True


def test_CON_05_an_approved_contract_is_talked_about_once_more(stack):
    paper = Paper(stack).approve()
    assert paper.refused("NegotiateContract", COLLEAGUE, reason="PRICE").code == "not_found"
    reply = paper.call("NegotiateContract", reason="PRICE")["contract"]
    assert (reply["state"], reply["textVersion"]) == ("NEGOTIATING", 1)
    event, = paper.events("contract.negotiation_opened")
    assert event["payload"] == {"contractId": paper.id, "textVersion": 1, "reason": "PRICE"}
    assert paper.refused("NegotiateContract", reason="PRICE").reason == "WRONG_STATE"
    revised = paper.call("ReviseContract", clauses=[{"group": "PRICE", "text": "Less."}])["contract"]
    assert (revised["state"], revised["textVersion"]) == ("DRAFT", 2)
    assert [case["state"] for case in paper.all()["cases"]] == ["SUPERSEDED"]
    same = Paper(stack).approve()
    same.call("NegotiateContract", reason="PRICE")
    assert same.call("SendForSignature")["contract"]["state"] == "SIGNING" and same.sign()["state"] == "EFFECTIVE"


# ---- conditions of taking effect ----

LICENCE = {"group": "CONDITION", "code": "export-licence", "description": "The ministry allows the export."}


def test_CON_09_a_signed_contract_takes_effect_with_its_last_condition(stack):
    paper = Paper(stack, obligations=[LICENCE, dict(LICENCE, code="board"), SUPPORT]).send()
    assert paper.sign()["state"] == "SIGNED" and duties(paper) == {"board": "PENDING", "export-licence": "PENDING"}
    assert paper.refused("SettleObligation", SELLER, code="board", state="FULFILLED").code == "permission_denied"
    assert paper.refused("SettleObligation", HEAD, code="support", state="FULFILLED").code == "not_found"
    settle(paper, code="board", state="WAIVED", reason="AGREED")
    reply = settle(paper, code="export-licence", state="BREACHED", reason="REFUSED")
    assert reply["contract"]["state"] == "SIGNED" and paper.events("deal.closed", "contract.effective") == []
    reply = settle(paper, code="export-licence", state="FULFILLED")
    assert reply["contract"]["state"] == "EFFECTIVE" and len(paper.events("deal.closed")) == 1
    assert duties(paper) == {"board": "WAIVED", "export-licence": "FULFILLED", "support": "PENDING"}
    assert paper.settled().call("VerifyContract", "legal")["intact"] is True
    more = paper.refused("RequestAmendment", reason="SCOPE", obligations=[LICENCE, dict(LICENCE, code="another")])
    assert (more.code, more.field) == ("invalid_argument", "obligations")


def test_CON_09_a_condition_does_not_bring_the_day_forward(stack):
    paper = Paper(stack, effectiveDate=day(5), obligations=[LICENCE],
                  instalments=[{"dueOn": day(20), "amountMinor": "42000000"}]).send()
    paper.sign()
    assert settle(paper, code="export-licence", state="FULFILLED")["contract"]["state"] == "SIGNED"
    early = Paper(stack, obligations=[LICENCE]).send()
    early.sign()
    stack.call("contracts.VoidContract", {"id": early.id, "reason": "MISTAKE"}, "admin")
    assert early.refused("SettleObligation", HEAD, code="export-licence", state="FULFILLED").reason == "WRONG_STATE"
    assert early.events("deal.closed", "deal.reversed") == []
