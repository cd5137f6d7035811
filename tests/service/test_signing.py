# SPDX-License-Identifier: Apache-2.0
"""Contracts through the API: marks, authority, effect, and the chain that proves it."""
import concurrent.futures
import threading

import pytest

from selling import COLLEAGUE, HEAD, SELLER, Paper, day, user_id
from support.stack import wait_until


def test_CON_08_an_authority_is_registered_by_those_who_may(stack):
    body = {"party": "OUR", "holderId": user_id(stack, HEAD), "kinds": ["SIGN"], "currency": "EUR", "limitMinor": "5",
            "proofRef": "minute-7", "validUntil": day(9)}
    assert stack.refused("contracts.RegisterAuthority", body, HEAD).code == "permission_denied"
    made = stack.call("contracts.RegisterAuthority", body)["authority"]
    assert (made["maySign"], made["maySeal"], made["validFrom"], made["limitMinor"]) == (True, False, day(), "5")
    late = stack.refused("contracts.RegisterAuthority", dict(body, validUntil=day(-1)))
    assert (late.code, late.field) == ("invalid_argument", "valid_until")


def register(stack, as_="legal", **filters):
    return stack.call("contracts.ListAuthorities", filters, as_).get("authorities", [])


def test_CON_08_the_register_is_read_and_an_authority_is_withdrawn(stack):
    paper = Paper(stack).send()
    made, = register(stack, "signatory", holderId=paper.contact_id, standing=True, party="CUSTOMER")
    paper.call("RecordMark", "signatory", **paper.mark("CUSTOMER"))
    body = {"id": made["id"], "reason": "LEFT"}
    assert stack.refused("contracts.WithdrawAuthority", body, "legal").code == "permission_denied"
    assert stack.refused("contracts.WithdrawAuthority", dict(body, id=paper.id)).code == "not_found"
    gone = stack.call("contracts.WithdrawAuthority", body)["authority"]
    assert (gone["withdrawReason"], gone["withdrawnBy"]) == ("LEFT", user_id(stack, "admin"))
    assert stack.refused("contracts.WithdrawAuthority", body).reason == "AUTHORITY_WITHDRAWN"
    refusal = paper.refused("RecordMark", "signatory", **paper.mark("CUSTOMER", "SEAL"))
    assert (refusal.code, refusal.reason) == ("failed_precondition", "AUTHORITY_WITHDRAWN")
    assert register(stack, holderId=paper.contact_id) == [gone]
    assert register(stack, holderId=paper.contact_id, standing=True) == []
    assert [event["payload"]["holderId"] for event in stack.events("authority.*") if event["aggId"] == made["id"]] == \
        [paper.contact_id] * 2
    assert paper.call("VerifyContract", "legal")["intact"] is True  # what was signed before stays good
    paper.authorise()
    assert paper.sign()["state"] == "EFFECTIVE"


def test_CON_08_the_register_is_read_page_by_page_and_by_those_who_may(stack):
    paper = Paper(stack)
    for limit in ("5", "6"):
        paper.authorise(limitMinor=limit)
    first = stack.call("contracts.ListAuthorities", {"holderId": paper.contact_id, "pageSize": 2}, "legal")
    rest = stack.call("contracts.ListAuthorities", {"holderId": paper.contact_id, "pageSize": 2,
                                                    "pageToken": first["nextPageToken"]}, "legal")
    assert [row.get("limitMinor") for row in first["authorities"] + rest["authorities"]] == ["6", "5", None]
    assert "nextPageToken" not in rest
    assert stack.refused("contracts.ListAuthorities", {}, HEAD).code == "permission_denied"
    assert stack.refused("contracts.ListAuthorities", {"pageToken": "x"}, "legal").field == "page_token"


def test_CON_08_only_an_approved_contract_is_sent(stack):
    paper = Paper(stack).submit()
    assert paper.refused("SendForSignature").reason == "WRONG_STATE"
    assert paper.refused("RecordMark", "signatory", **paper.mark()).reason == "WRONG_STATE"
    paper.call("ApproveContract", HEAD)
    paper.call("ApproveContract", "legal")
    assert paper.refused("SendForSignature", "signatory").code == "permission_denied"
    reply = paper.call("SendForSignature")
    assert [(mark["party"], mark["kind"], mark["state"]) for mark in reply["marks"]] == [
        ("OUR", "SIGN", "REQUESTED"), ("OUR", "SEAL", "REQUESTED"),
        ("CUSTOMER", "SIGN", "REQUESTED"), ("CUSTOMER", "SEAL", "REQUESTED")]
    assert len(paper.events("contract.sent_for_signature")) == 1


@pytest.mark.parametrize("authority, reason", [
    (None, "NO_AUTHORITY"), ({"kinds": ["SEAL"]}, "NO_AUTHORITY"), ({"currency": "EUR"}, "NO_AUTHORITY"),
    ({"limitMinor": "41999999"}, "AUTHORITY_LIMIT"), ({"validFrom": day(1)}, "AUTHORITY_EXPIRED"),
    ({"validFrom": day(-9), "validUntil": day(-1)}, "AUTHORITY_EXPIRED")])
def test_CON_08_a_signer_needs_authority_for_this_contract(stack, authority, reason):
    paper = Paper(stack, authority=False)
    if authority:
        paper.authorise(**authority)
    paper.send()
    refusal = paper.refused("RecordMark", "signatory", **paper.mark("CUSTOMER"))
    assert (refusal.code, refusal.reason) == ("failed_precondition", reason)


def test_CON_08_who_signs_is_a_signatory_and_who_records_it_may(stack):
    paper = Paper(stack).send()
    assert paper.refused("RecordMark", HEAD, **paper.mark()).code == "permission_denied"
    stranger = paper.mark("CUSTOMER", signerId=user_id(stack, "signatory"))
    assert paper.refused("RecordMark", "signatory", **stranger).reason == "NOT_A_SIGNATORY"
    smudged = paper.refused("RecordMark", "signatory", **paper.mark(evidenceHash="zz"))
    assert (smudged.code, smudged.field) == ("invalid_argument", "evidence_hash")


def test_CON_09_only_the_fourth_mark_signs(stack):
    paper = Paper(stack).send()
    states = [paper.call("RecordMark", "signatory", **paper.mark(party, kind))["contract"]["state"] for party, kind in (
        ("CUSTOMER", "SEAL"), ("OUR", "SIGN"), ("CUSTOMER", "SIGN"), ("OUR", "SEAL"))]
    assert states == ["SIGNING", "SIGNING", "SIGNING", "EFFECTIVE"]
    outstanding = [event["payload"]["outstanding"] for event in paper.events("contract.party_signed")]
    assert outstanding == [3, 2, 1, 0]
    ends = [event["type"] for event in paper.events("contract.signed", "contract.effective", "deal.closed")]
    assert ends == ["contract.signed", "contract.effective", "deal.closed"]


def test_CON_09_the_same_mark_twice_is_one_and_another_is_refused(stack):
    paper = Paper(stack).send()
    paper.call("RecordMark", "signatory", **paper.mark())
    again = paper.call("RecordMark", "signatory", **paper.mark())
    assert again["contract"]["state"] == "SIGNING" and len(paper.events("contract.party_signed")) == 1
    other = paper.refused("RecordMark", "signatory", **paper.mark(evidenceHash="cd" * 32))
    assert (other.code, other.reason) == ("already_exists", "MARK_TAKEN")
    paper.sign()
    assert paper.call("RecordMark", "signatory", **paper.mark())["contract"]["state"] == "EFFECTIVE"
    assert len(paper.events("contract.party_signed")) == 4 and len(paper.events("deal.closed")) == 1


def test_CON_09_a_declined_mark_leads_back_to_negotiation(stack):
    paper = Paper(stack).send()
    paper.call("RecordMark", "signatory", **paper.mark())
    slot = {"party": "CUSTOMER", "kind": "SIGN", "reason": "PRICE"}
    assert paper.refused("DeclineMark", HEAD, **slot).code == "permission_denied"
    taken = paper.refused("DeclineMark", "signatory", party="OUR", kind="SIGN", reason="PRICE")
    assert (taken.code, taken.reason) == ("failed_precondition", "MARK_TAKEN")
    assert paper.call("DeclineMark", "signatory", **slot)["contract"]["state"] == "NEGOTIATING"
    assert {mark["state"] for mark in paper.all()["marks"]} == {"DECLINED", "REVOKED"}
    assert paper.events("contract.signature_declined")[0]["payload"]["reason"] == "PRICE"
    paper.call("SendForSignature")
    assert paper.sign()["state"] == "EFFECTIVE"


def test_CON_05_a_text_changed_in_negotiation_is_approved_anew(stack):
    paper = Paper(stack).send()
    paper.call("DeclineMark", "signatory", party="CUSTOMER", kind="SEAL", reason="TERMS")
    reply = paper.call("ReviseContract", clauses=[{"group": "SERVICE", "text": "Better."}])["contract"]
    assert (reply["state"], reply["textVersion"]) == ("DRAFT", 2)
    assert paper.refused("SendForSignature").reason == "WRONG_STATE"
    assert [case["state"] for case in paper.all()["cases"]] == ["SUPERSEDED"]


def test_CON_17_before_its_day_a_contract_is_signed_and_then_takes_effect_by_itself(stack):
    paper = Paper(stack, effectiveDate=day(3), termMonths=12).send()
    assert paper.sign()["state"] == "SIGNED"
    assert paper.events("contract.effective", "deal.closed") == []
    due, = stack.psql("contracts", "SELECT due_at::date::text FROM contracts.job "
                      "WHERE kind = 'effective' AND dedupe = %s", [paper.id])
    assert due[0] == day(3)
    stack.psql("contracts", "UPDATE contracts.contract SET effective_date = current_date WHERE id = %s", [paper.id])
    stack.psql("contracts", "UPDATE contracts.job SET due_at = now() WHERE dedupe = %s", [paper.id])
    wait_until(lambda: paper.state() == "EFFECTIVE", 20, "the contract's effect")
    closed, = wait_until(lambda: paper.events("deal.closed"), what="deal.closed")
    assert closed["actor"]["kind"] == "service"


def test_CON_17_the_deal_wins_the_opportunity_once(stack):
    paper = Paper(stack).send()
    stack.call("opportunities.SetCreditSplit", {"id": paper.opportunity["id"], "shares": [
        {"userId": user_id(stack, SELLER), "basisPoints": 10000}]}, SELLER)
    paper.sign()

    def won():
        return [event for event in stack.events("opportunity.won") if event["aggId"] == paper.opportunity["id"]]
    event, = wait_until(won, what="opportunity.won")
    assert (event["payload"]["contractId"], event["payload"]["amountMinor"]) == (paper.id, "42000000")
    reply = stack.call("opportunities.GetOpportunity", {"id": paper.opportunity["id"]}, SELLER)["opportunity"]
    assert (reply["state"], reply["probability"], reply["forecastCategory"]) == ("WON", 100, "CLOSED")
    lost = stack.refused("opportunities.LoseOpportunity", {"id": paper.opportunity["id"], "reason": "PRICE"}, SELLER)
    assert lost.reason == "WRONG_STATE"


def test_CON_17_credit_of_the_deal_is_that_of_the_draft(stack):
    head = user_id(stack, HEAD)
    paper = Paper(stack)
    stack.call("opportunities.SetCreditSplit", {"id": paper.opportunity["id"], "shares": [
        {"userId": user_id(stack, SELLER), "basisPoints": 4000}, {"userId": head, "basisPoints": 6000}]}, SELLER)
    paper.call("ReviseContract", opportunityId=paper.opportunity["id"])
    paper.send().sign()
    closed, = paper.events("deal.closed")
    assert closed["payload"]["creditSplit"][0] == {"userId": head, "basisPoints": 6000}


# ---- proof ----

def test_CON_11_every_step_is_a_link(stack):
    paper = Paper(stack).send()
    paper.sign()
    steps = [step for step in paper.all()["steps"] if step["verb"] != "due"]
    assert [step["verb"] for step in steps] == [
        "drafted", "checked", "submitted", "approved.department", "approved.legal", "sent", "marked.OUR.SIGN",
        "marked.OUR.SEAL", "marked.CUSTOMER.SIGN", "marked.CUSTOMER.SEAL", "signed", "effective"]
    reply = paper.settled().call("VerifyContract", "legal")
    assert reply["intact"] is True and reply["steps"] == len(steps) + 1
    assert reply["docHash"] == paper.all()["contract"]["docHash"]
    assert paper.refused("VerifyContract", COLLEAGUE).code == "not_found"


def test_CON_11_verifying_beside_steps_raises_no_alarm(stack):
    paper = Paper(stack)
    assert paper.call("VerifyContract", "legal")["intact"] is True
    over = threading.Event()

    def watch():
        seen = []
        while not over.is_set():
            seen.append(paper.call("VerifyContract", "legal"))
        return seen

    with concurrent.futures.ThreadPoolExecutor() as pool:
        watchers = [pool.submit(watch) for _ in range(3)]
        try:
            paper.send().sign()
        finally:
            over.set()
        seen = [reply for watcher in watchers for reply in watcher.result()]
    assert len(seen) > 20 and [reply for reply in seen if not reply["intact"]] == []


@pytest.mark.parametrize("change, seq, rule", [
    ("UPDATE contracts.contract_step SET actor = 'somebody' WHERE contract_id = %s AND seq = 3", 3, "CONTENT"),
    ("UPDATE contracts.contract_step SET at = at + interval '1 day' WHERE contract_id = %s AND seq = 1", 1, "CONTENT"),
    ("UPDATE contracts.contract_step SET prev_hash = repeat('a', 64) WHERE contract_id = %s AND seq = 2", 2, "LINK"),
    ("DELETE FROM contracts.contract_step WHERE contract_id = %s AND seq = 2", 2, "GAP"),
    ("DELETE FROM contracts.contract_step WHERE contract_id = %s AND seq = 3", 3, "TAIL"),
    ("UPDATE contracts.contract_version SET document = set_byte(document, 40, get_byte(document, 40) # 1) "
     "WHERE contract_id = %s", 1, "DOCUMENT")])
def test_CON_11_what_was_altered_is_named(stack, change, seq, rule):
    paper = Paper(stack).submit()
    assert paper.call("VerifyContract", "legal")["intact"] is True
    stack.psql("contracts", change, [paper.id])
    reply = paper.call("VerifyContract", "legal")
    assert (reply["intact"], reply["brokenSeq"], reply["brokenRule"]) == (False, seq, rule)


def test_CON_09_four_marks_at_once_close_one_deal(stack):
    paper = Paper(stack).send()
    marks = [paper.mark(party, kind) for party in ("OUR", "CUSTOMER") for kind in ("SIGN", "SEAL")]
    stack.token("signatory")
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda mark: paper.call("RecordMark", "signatory", **mark), marks))
    assert paper.state() == "EFFECTIVE" and len(paper.events("deal.closed")) == 1
    assert sorted(event["payload"]["outstanding"] for event in paper.events("contract.party_signed")) == [0, 1, 2, 3]
    assert paper.call("VerifyContract", "legal")["intact"] is True


def test_CON_17_a_deal_without_an_opportunity_bears_the_contracts_id(stack):
    alone, after = Paper(stack).send(), Paper(stack).send()
    stack.psql("contracts", "UPDATE contracts.contract SET opportunity_id = NULL WHERE id = %s", [alone.id])
    alone.sign()
    closed, = alone.events("deal.closed")
    assert closed["payload"]["dealId"] == alone.id and "opportunityId" not in closed["payload"]
    after.sign()

    def is_won():
        reply = stack.call("opportunities.GetOpportunity", {"id": after.opportunity["id"]}, SELLER)
        return reply["opportunity"]["state"] == "WON"
    wait_until(is_won, what="the win of the deal behind it")


def test_CON_17_every_fact_of_the_deal_is_told(stack):
    paper = Paper(stack, effectiveDate=day(-2), termMonths=12, obligations=[
        {"group": "SERVICE", "code": "support", "dueOn": day(9), "description": "private words"}]).send()
    paper.sign()
    closed, = paper.events("deal.closed")
    facts = closed["payload"]
    contract = paper.all()["contract"]
    assert (facts["contractId"], facts["number"]) == (paper.id, contract["number"])
    assert facts["docHash"] == contract["docHash"]
    assert (facts["dealId"], facts["customerId"]) == (paper.opportunity["id"], paper.opportunity["customerId"])
    assert (facts["amountMinor"], facts["currency"], facts["customerKind"]) == ("42000000", "CNY", "PERSON")
    assert (facts["sourceChannel"], facts["closingChannel"]) == ("PHONE", closed["channel"])
    assert facts["paymentSchedule"] == [{"dueOn": day(), "amountMinor": "42000000"}]
    assert facts["obligations"] == [{"group": "SERVICE", "code": "support", "dueOn": day(9)}]
    assert (facts["effectiveDate"], facts["termMonths"], facts["cycleDays"]) == (day(-2), 12, "0")
    assert facts["termEndsOn"][:4] > facts["effectiveDate"][:4] and facts["ownerId"] == user_id(stack, SELLER)
    assert "private words" not in str(closed)
