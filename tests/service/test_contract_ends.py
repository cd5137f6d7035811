# SPDX-License-Identifier: Apache-2.0
"""How contracts end: terminated or voided by way of approvals, expired, renewed. And what holds them up before."""
import contextlib
import uuid

import quality
from people import owned, report, request_call
from selling import COLLEAGUE, HEAD, SELLER, Paper, day, lines, plan, user_id
from support.agents import bench_strangers
from support.stack import wait_until


def effective(stack, **draft):
    paper = Paper(stack, **draft).send()
    paper.sign()
    return paper


# ---- terminated, voided ----

def test_CON_16_a_termination_goes_the_way_of_approvals(stack):
    paper = effective(stack, instalments=[{"dueOn": day(20), "amountMinor": "42000000"}])
    asked = paper.call("RequestEnd", purpose="TERMINATION", reason="MOVED_AWAY")
    assert asked["contract"]["state"] == "EFFECTIVE"
    assert paper.refused("RequestEnd", purpose="VOIDING", reason="MISTAKE").reason == "CASE_RUNNING"
    task = next(task for task in stack.call("contracts.ListApprovals", {"pageSize": 200}, HEAD)["tasks"]
                if task["contractId"] == paper.id)
    assert (task["purpose"], task["reason"], task["caseId"]) == ("TERMINATION", "MOVED_AWAY", asked["caseId"])
    assert paper.refused("ApproveContract", "legal").reason == "APPROVAL_PERMISSION"
    assert paper.refused("ApproveContract").reason == "SEPARATION_OF_DUTIES"
    assert paper.call("ApproveContract", HEAD)["contract"]["state"] == "EFFECTIVE"
    reply = paper.call("ApproveContract", "legal")["contract"]
    assert (reply["state"], reply["endReason"]) == ("TERMINATED", "MOVED_AWAY") and reply["endedAt"]
    assert [row["state"] for row in paper.all()["payments"]] == ["CANCELLED"]
    event, = paper.events("contract.terminated")
    assert event["payload"]["reason"] == "MOVED_AWAY" and paper.events("deal.reversed") == []
    assert len(paper.events("contract.approved")) == 1
    assert paper.call("VerifyContract", "legal")["intact"] is True


def test_CON_16_a_void_by_way_of_approvals_reverses_the_deal_once(stack):
    paper = effective(stack)
    assert paper.refused("RequestEnd", COLLEAGUE, purpose="VOIDING", reason="MISTAKE").code == "not_found"
    assert paper.refused("RequestEnd", purpose="CONTRACT", reason="MISTAKE").field == "purpose"
    paper.call("RequestEnd", HEAD, purpose="VOIDING", reason="MISTAKE")
    own = paper.refused("ApproveContract", HEAD)
    assert (own.code, own.reason) == ("permission_denied", "SEPARATION_OF_DUTIES")
    paper.call("ApproveContract", "admin")
    assert paper.call("ApproveContract", "legal")["contract"]["state"] == "VOID"
    voided, reversed_ = paper.events("contract.voided", "deal.reversed")
    assert voided["payload"]["reason"] == reversed_["payload"]["reason"] == "MISTAKE"
    assert paper.refused("RequestEnd", purpose="VOIDING", reason="MISTAKE").reason == "WRONG_STATE"


def test_CON_16_who_refuses_an_end_lets_the_contract_go_on(stack):
    paper = effective(stack)
    for method, who, more, state in (("ReturnContract", HEAD, {"remark": "Talk to them."}, "RETURNED"),
                                     ("RejectContract", HEAD, {"remark": "No."}, "REJECTED"),
                                     ("RecallContract", SELLER, {}, "RECALLED")):
        paper.call("RequestEnd", purpose="TERMINATION", reason="MOVED_AWAY")
        reply = paper.call(method, who, **more)["contract"]
        assert (reply["state"], reply["textVersion"]) == ("EFFECTIVE", 1)
        assert paper.all()["cases"][-1]["state"] == state
    assert paper.refused("ApproveContract", HEAD).reason == "WRONG_STATE"
    assert paper.call("VerifyContract", "legal")["intact"] is True


def test_CON_16_what_is_not_signed_is_not_ended(stack):
    paper = Paper(stack).approve()
    assert paper.refused("RequestEnd", purpose="VOIDING", reason="MISTAKE").reason == "WRONG_STATE"
    later = Paper(stack, effectiveDate=day(5)).send()
    later.sign()
    assert later.refused("RequestEnd", purpose="TERMINATION", reason="MISTAKE").reason == "WRONG_STATE"


# ---- the end of a term ----

def hasten(stack, paper, ends_on):
    stack.psql("contracts", "UPDATE contracts.contract SET term_ends_on = %s WHERE id = %s", [ends_on, paper.id])
    stack.psql("contracts", "UPDATE contracts.job SET due_at = now() WHERE kind = 'term' AND dedupe = %s", [paper.id])


def test_CON_15_the_end_of_a_term_is_told_ahead_once_and_then_comes(stack):
    paper = effective(stack, termMonths=12)
    due, = stack.psql("contracts", "SELECT due_at::date::text FROM contracts.job WHERE kind = 'term' AND dedupe = %s",
                      [paper.id])
    ends_on = paper.all()["contract"]["termEndsOn"]
    closed, = paper.events("deal.closed")
    assert closed["payload"]["termEndsOn"] == ends_on and due[0] < ends_on
    hasten(stack, paper, day(30))
    event, = wait_until(lambda: paper.events("contract.expiring"), 20, "the notice")
    assert event["payload"]["termEndsOn"] == day(30) and event["payload"]["customerId"] == paper.opportunity["customerId"]
    assert [line["product"] for line in event["payload"]["lines"]] == ["planner"]
    assert paper.events("contract.renewal_due") == []
    hasten(stack, paper, day(14))
    due, = wait_until(lambda: paper.events("contract.renewal_due"), 20, "the reminder")
    assert (due["payload"]["termEndsOn"], due["payload"]["ownerId"]) == (day(14), user_id(stack, SELLER))
    paper.call("RequestEnd", purpose="TERMINATION", reason="MOVED_AWAY")
    hasten(stack, paper, day(-1))
    wait_until(lambda: paper.state() == "EXPIRED", 20, "the end")
    assert [len(paper.events(f"contract.{word}")) for word in ("expiring", "renewal_due", "expired")] == [1, 1, 1]
    assert [case["state"] for case in paper.all()["cases"]][-1] == "SUPERSEDED", "nobody is asked about it any more"


def test_CON_15_a_contract_is_renewed_by_another_of_the_customer(stack):
    first, stranger = effective(stack, termMonths=12), effective(stack)
    customer_id = first.opportunity["customerId"]
    made = stack.call("opportunities.CreateOpportunity", {"customerId": customer_id, "currency": "CNY",
                                                          "sourceChannel": "PHONE"}, SELLER)["opportunity"]
    lines(stack, made["id"], SELLER)
    stack.call("opportunities.AgreePlan", plan(stack, made["id"]), SELLER)
    stack.call("opportunities.MovePurchaseStage", {"id": made["id"], "toStage": "PURCHASE_COMMITMENT"}, SELLER)
    stack.call("opportunities.CommitOpportunity", {"id": made["id"]}, SELLER)
    body = {"opportunityId": made["id"], "signatoryContactIds": [first.contact_id], "effectiveDate": day(300),
            "instalments": [{"dueOn": day(300), "amountMinor": "42000000"}]}
    other = stack.refused("contracts.DraftContract", dict(body, renewsId=stranger.id), SELLER)
    assert other.code == "not_found"
    renewal = stack.call("contracts.DraftContract", dict(body, renewsId=first.id), SELLER)["contract"]
    assert renewal["predecessorId"] == first.id
    event, = [event for event in stack.events("contract.drafted") if event["aggId"] == renewal["id"]]
    assert event["payload"]["predecessorId"] == first.id
    hasten(stack, first, day(10))
    wait_until(lambda: first.events("contract.expiring"), 20, "the notice")
    assert first.events("contract.renewal_due") == []  # told in the same run of the job, were it due


def renewals(stack, paper):
    made = stack.call("opportunities.ListOpportunities", {"customerId": paper.opportunity["customerId"], "pageSize": 200}, HEAD)
    return [row for row in made["opportunities"] if row["id"] != paper.opportunity["id"]]


def test_CON_15_an_opportunity_to_renew_is_made_exactly_once(stack):
    paper = effective(stack, termMonths=12)
    where = "kind = 'term' AND dedupe = %s"
    (untold,), = stack.psql("contracts", f"SELECT payload FROM contracts.job WHERE {where}", [paper.id])
    hasten(stack, paper, day(30))
    renewal, = wait_until(lambda: renewals(stack, paper), 20, "the renewal")
    assert (renewal["renewsContractId"], renewal["expectedClose"]) == (paper.id, day(30))
    assert (renewal["ownerId"], renewal["product"]) == (paper.opportunity["ownerId"], "planner")
    assert (renewal["amountMinor"], renewal["state"]) == (str(paper.amount), "OPEN")
    stack.psql("contracts", f"UPDATE contracts.job SET payload = %s, due_at = now() WHERE {where}", [bytes(untold), paper.id])
    wait_until(lambda: len(paper.events("contract.expiring")) == 2, 20, "the second notice")
    other = effective(stack, termMonths=12)  # contracts' log is read in order: what came before has been seen
    hasten(stack, other, day(20))
    wait_until(lambda: renewals(stack, other), 20, "the other's renewal")
    assert len(renewals(stack, paper)) == 1
    told, = [event["payload"] for event in stack.events("opportunity.created") if event["aggId"] == renewal["id"]]
    assert told["renewsContractId"] == paper.id and told["amountMinor"] == str(paper.amount)


def test_CON_15_the_contract_of_a_renewal_knows_what_it_renews(stack):
    paper = effective(stack, termMonths=12)
    hasten(stack, paper, day(30))
    renewal, = wait_until(lambda: renewals(stack, paper), 20, "the renewal")
    lines(stack, renewal["id"], SELLER)
    stack.call("opportunities.AgreePlan", plan(stack, renewal["id"]), SELLER)
    stack.call("opportunities.MovePurchaseStage", {"id": renewal["id"], "toStage": "PURCHASE_COMMITMENT"}, SELLER)
    stack.call("opportunities.CommitOpportunity", {"id": renewal["id"]}, SELLER)
    made = Paper(stack, opportunity_id=renewal["id"], authority=False).all()["contract"]
    assert made["predecessorId"] == paper.id


# ---- held up ----

def deal(stack):
    """A contract that is being signed, whose customer belongs to one of the organisation's own agents."""
    bench_strangers(stack)
    return Paper(stack).send()


def violate(stack, paper):
    """A call of this deal without its announcement, found by the inspector: violation.raised is on the feed."""
    customer_id, opportunity_id = paper.opportunity["customerId"], paper.opportunity["id"]
    agent = quality.login_of(stack, owned(stack, customer_id)["ownerId"])
    call_id = request_call(stack, customer_id, opportunityId=opportunity_id, as_=agent)["id"]
    report(stack, call_id, "DIALLING", "RINGING", "ANSWERED", "ENDED", as_=agent)
    stack.call("customers.WrapCall", {"callId": call_id, "disposition": "INTERESTED"}, agent)
    quality.seen(stack, call_id, lambda recording: recording.get("endedAt"))
    recording = quality.upload(stack, call_id, quality.wav(0.1, 300))
    made = quality.plan(stack, quality.published(stack), agentIds=[recording["agentId"]])
    drawn = stack.call("qa.DrawSample", {"planId": made["id"], **quality.period([recording])}, "quality")
    evaluation_id = next(row["evaluationId"] for row in drawn["members"] if row["callId"] == call_id)
    stack.call("qa.StartEvaluation", {"id": evaluation_id}, "quality")
    stack.call("qa.SubmitEvaluation", {"id": evaluation_id, "answers": quality.answers(announcement=0)}, "quality")
    return evaluation_id, agent


@contextlib.contextmanager
def rule(stack, **more):
    stack.call("contracts.PutHoldRule", {"rule": {"criterion": "announcement", "enabled": True, **more}})
    try:
        yield
    finally:
        stack.call("contracts.PutHoldRule", {"rule": {"criterion": "announcement", "enabled": False}})


def held(stack, paper):
    with rule(stack):
        found = violate(stack, paper)
        hold, = wait_until(lambda: paper.all().get("holds"), 20, "the hold")
    return hold, *found


def test_QA_09_a_hold_stops_the_signing_until_it_is_overridden(stack):
    paper = deal(stack)
    hold, *_ = held(stack, paper)
    assert len(paper.events("contract.hold_placed")) == 1
    refusal = paper.refused("RecordMark", "signatory", **paper.mark())
    assert (refusal.code, refusal.reason) == ("failed_precondition", "ON_HOLD") and "announcement" in refusal.message
    body = {"holdId": hold["id"], "reason": "CALLED_AGAIN"}
    assert paper.refused("ReleaseHold", SELLER, **body).code == "permission_denied"
    assert paper.refused("ReleaseHold", HEAD, **dict(body, holdId=str(uuid.uuid4()))).reason == "HOLD_OVER"
    released = paper.call("ReleaseHold", HEAD, **body)["hold"]
    assert (released["releasedBy"], released["releaseReason"]) == (user_id(stack, HEAD), "CALLED_AGAIN")
    assert paper.refused("ReleaseHold", HEAD, **body).reason == "HOLD_OVER"
    event, = paper.events("contract.hold_released")
    assert event["payload"]["reason"] == "CALLED_AGAIN"
    assert paper.sign()["state"] == "EFFECTIVE" and paper.call("VerifyContract", "legal")["intact"] is True


def test_QA_09_a_hold_ends_with_its_time_or_when_the_violation_is_dismissed(stack):
    paper = deal(stack)
    hold, evaluation_id, agent = held(stack, paper)
    stack.call("qa.AppealEvaluation", {"id": evaluation_id, "reason": "I did announce it."}, agent)
    stack.call("qa.ReviseEvaluation", {"id": evaluation_id, "answers": quality.answers(), "remark": "It is there."}, "manager")
    wait_until(lambda: "releasedAt" in paper.all()["holds"][0], 20, "the release")
    assert paper.all()["holds"][0]["releaseReason"] == "DISMISSED"
    other = deal(stack)
    hold, *_ = held(stack, other)
    stack.psql("contracts", "UPDATE contracts.job SET due_at = now() WHERE kind = 'hold_end' AND dedupe = %s", [hold["id"]])
    wait_until(lambda: other.all()["holds"][0].get("releaseReason") == "EXPIRED", 20, "the end of the hold")
    assert other.sign()["state"] == "EFFECTIVE"


def test_QA_09_without_a_rule_nothing_is_held_up(stack):
    paper = deal(stack)
    violate(stack, paper)
    later = deal(stack)
    held(stack, later)  # qa's log is read in order: what came before has been seen
    assert "holds" not in paper.all()
    assert paper.sign()["state"] == "EFFECTIVE"


def test_QA_09_rules_of_holds_are_off_unless_put(stack):
    assert stack.refused("contracts.PutHoldRule", {"rule": {"criterion": "C-TEST", "enabled": True}}, HEAD).code == "permission_denied"
    rule = stack.call("contracts.PutHoldRule", {"rule": {"criterion": "C-TEST", "enabled": False}})["rule"]
    assert (rule["days"], rule.get("enabled")) == (7, False)
    assert "C-TEST" in {row["criterion"] for row in stack.call("contracts.ListHoldRules", {}, HEAD)["rules"]}
    assert stack.refused("contracts.ListHoldRules", {}, "clerk").code == "permission_denied"
