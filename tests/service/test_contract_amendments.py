# SPDX-License-Identifier: Apache-2.0
"""Contracts in effect that get another text: approved, signed by both, then it counts."""
from delivering import Delivery
from selling import COLLEAGUE, HEAD, SELLER, Paper, day, user_id
from support.stack import wait_until

TRAINING = {"group": "DELIVERY", "code": "training", "dueOn": day(20)}
SUPPORT = {"group": "SERVICE", "code": "support", "dueOn": day(30)}


def effective(stack, **draft):
    paper = Paper(stack, **{"instalments": [{"dueOn": day(20), "amountMinor": "42000000"}], **draft}).send()
    paper.sign()
    return paper


def ask(paper, as_=SELLER, **more):
    more = more or {"clauses": [{"group": "SERVICE", "text": "Within four hours."}]}
    return paper.call("RequestAmendment", as_, reason="SCOPE", **more)


def approve(paper):
    paper.call("ApproveContract", HEAD)
    return paper.call("ApproveContract", "legal")["contract"]


def service(paper):
    return next(row["text"] for row in paper.all()["clauses"] if row["group"] == "SERVICE")


def states(paper):
    return [row["state"] for row in paper.all().get("amendments", [])]


def test_CON_16_an_amendment_is_approved_and_signed_before_it_counts(stack):
    paper = effective(stack, termMonths=12, obligations=[SUPPORT])
    before = paper.all()
    reply = ask(paper, clauses=[{"group": "SERVICE", "text": "Within four hours."}], termMonths=24,
                obligations=[TRAINING], instalments=[{"dueOn": day(40), "amountMinor": "20000000"},
                                                     {"dueOn": day(80), "amountMinor": "22000000"}])
    assert (reply["amendment"]["textVersion"], reply["amendment"]["state"]) == (2, "IN_APPROVAL")
    assert (reply["contract"]["state"], reply["contract"]["textVersion"]) == ("EFFECTIVE", 1)
    diff = paper.call("CompareTexts", fromVersion=1, toVersion=2)
    assert "Within four hours." in str(diff["lines"])
    assert paper.refused("ApproveContract", HEAD, textVersion=1).reason == "TEXT_VERSION"
    assert paper.call("ApproveContract", HEAD, textVersion=2)["contract"]["textVersion"] == 1
    sent = paper.call("ApproveContract", "legal")["contract"]
    assert sent["state"] == "EFFECTIVE" and states(paper) == ["SIGNING"] and service(paper) != "Within four hours."
    last = paper.sign()
    assert (last["state"], last["textVersion"], last["termMonths"]) == ("EFFECTIVE", 2, 24)
    after = paper.all()
    assert service(paper) == "Within four hours." and states(paper) == ["IN_EFFECT"]
    assert last["termEndsOn"] > before["contract"]["termEndsOn"]
    assert [(row["dueOn"], row["state"]) for row in after["payments"]] == [(day(40), "PLANNED"), (day(80), "PLANNED")]
    assert {row["code"]: row["state"] for row in after["duties"]} == {"support": "WAIVED", "training": "HANDED_OVER"}
    event, = paper.events("contract.amended")
    assert (event["payload"]["textVersion"], event["payload"]["docHash"]) == (2, last["docHash"])
    assert [row["code"] for row in event["payload"]["obligations"]] == ["training"]
    assert len(paper.events("deal.closed")) == len(paper.events("contract.signed")) == 1
    assert paper.call("VerifyContract", "legal")["intact"] is True


def test_CON_10_both_signed_documents_stay_in_the_archive(stack):
    paper = effective(stack)
    first = paper.call("GetSignedDocument", "legal")
    ask(paper)
    approve(paper)
    paper.sign()
    second = paper.call("GetSignedDocument", "legal")
    assert (first["textVersion"], second["textVersion"]) == (1, 2) and "Within four hours." in second["document"]
    assert paper.call("GetSignedDocument", "legal", textVersion=1)["docHash"] == first["docHash"]
    assert [mark["round"] for mark in second["marks"]] == [2] * 4 and [mark["round"] for mark in first["marks"]] == [1] * 4
    assert [mark["round"] for mark in paper.call("GetSignedDocument", "legal", textVersion=1)["marks"]] == [1] * 4
    assert paper.refused("GetSignedDocument", "legal", textVersion=3).code == "not_found"


def test_CON_16_what_has_been_paid_stays_paid_in_the_new_plan(stack):
    paper = effective(stack)
    stack.call("contracts.RecordReceipt", {
        "naturalKey": f"part of {paper.id}", "receivedOn": day(), "currency": "CNY", "amountMinor": "12000000",
        "contractNumber": paper.all()["contract"]["number"]}, "finance")
    ask(paper, instalments=[{"dueOn": day(30), "amountMinor": "10000000"}, {"dueOn": day(60), "amountMinor": "32000000"}])
    approve(paper)
    paper.sign()
    assert [(row["receivedMinor"], row["state"]) for row in paper.all()["payments"]] == [
        ("10000000", "PAID"), ("2000000", "PARTIAL")]


def test_CON_16_an_amendment_that_is_refused_leaves_the_text_as_it_is(stack):
    paper = effective(stack)
    for method, who, more in (("ReturnContract", HEAD, {"remark": "Why?"}), ("RejectContract", HEAD, {"remark": "No."}),
                              ("RecallContract", SELLER, {})):
        ask(paper)
        assert paper.call(method, who, **more)["contract"]["state"] == "EFFECTIVE"
    ask(paper)
    approve(paper)
    reply = paper.call("DeclineMark", "signatory", party="CUSTOMER", kind="SIGN", reason="TOO_DEAR")["contract"]
    assert (reply["state"], reply["textVersion"]) == ("EFFECTIVE", 1)
    ask(paper)
    approve(paper)
    paper.call("RecordMark", "signatory", **paper.mark())
    paper.call("RevokeMark", "signatory", party="OUR", kind="SIGN", reason="MISTAKE")
    assert states(paper) == ["ENDED"] * 5 and service(paper) != "Within four hours."
    assert paper.refused("RecordMark", "signatory", **paper.mark(evidenceHash="cd" * 32)).reason == "WRONG_STATE"
    assert paper.events("contract.amended") == [] and paper.call("VerifyContract", "legal")["intact"] is True


def test_CON_16_who_asks_for_an_amendment_does_not_decide_it_and_one_is_enough(stack):
    paper = effective(stack)
    assert paper.refused("RequestAmendment", COLLEAGUE, reason="SCOPE", termMonths=3).code == "not_found"
    assert paper.refused("RequestAmendment", reason="SCOPE").field == "clauses"
    short = paper.refused("RequestAmendment", reason="SCOPE", instalments=[{"dueOn": day(), "amountMinor": "5"}])
    assert short.field == "instalments"
    ask(paper, HEAD)
    assert paper.refused("RequestAmendment", reason="SCOPE", termMonths=3).reason == "CASE_RUNNING"
    assert paper.refused("ApproveContract", HEAD).reason == "SEPARATION_OF_DUTIES"
    assert paper.refused("ApproveContract").reason == "SEPARATION_OF_DUTIES"
    paper.call("ApproveContract", "admin")
    paper.call("ApproveContract", "legal")
    assert paper.refused("RequestAmendment", reason="SCOPE", termMonths=3).reason == "AMENDMENT_PENDING"
    stale = paper.refused("RequestAmendment", reason="SCOPE", termMonths=3, expectedVersion=2)
    assert stale.reason == "VERSION" and "state" in stale.message
    assert Paper(stack).refused("RequestAmendment", reason="SCOPE", termMonths=3).reason == "WRONG_STATE"


def test_CON_11_an_altered_amendment_is_named(stack):
    paper = effective(stack)
    ask(paper)
    stack.psql("contracts", "UPDATE contracts.amendment SET term_months = 600 WHERE contract_id = %s", [paper.id])
    found = paper.call("VerifyContract", "legal")
    assert (found["intact"], found["brokenRow"], found["brokenRule"]) == (False, "amendment 2", "ALTERED")


# ---- after-sales follows ----

def obligation(code, days):
    return {"group": "DELIVERY", "code": code, "dueOn": day(days)}


def amended(stack, delivery, *obligations):
    ask(delivery.paper, obligations=list(obligations))
    approve(delivery.paper)
    delivery.paper.sign()
    return wait_until(lambda: delivery.events("delivery.amended"), what="the plan's amendment")[0]["payload"]


def items(delivery):
    return [(row["product"], row["dueOn"], row["state"]) for row in delivery.items()]


def test_CON_16_the_delivery_plan_follows_and_what_is_delivered_stays(stack):
    delivery = Delivery(stack, obligations=[obligation("manuals", 10), obligation("training", 20)]).confirm()
    planner, manuals, _ = delivery.items()
    delivery.deliver(planner)
    delivery.call("AcceptItem", itemId=planner["id"])
    delivery.deliver(manuals)
    event = amended(stack, delivery, obligation("training", 25), obligation("workshop", 30))
    assert (event["added"], event["moved"], event.get("removed", 0), event["state"]) == (1, 1, 0, "DRAFT")
    assert event["textVersion"] == 2
    assert items(delivery) == [("planner", planner["dueOn"], "ACCEPTED"), ("manuals", day(10), "DELIVERED"),
                               ("training", day(25), "PLANNED"), ("workshop", day(30), "PLANNED")]
    assert delivery.refused("SetPlanItem", itemId=planner["id"], dueOn=day(3)).reason == "WRONG_STATE"
    assert delivery.refused("RemovePlanItem", itemId=manuals["id"]).reason == "WRONG_STATE"
    assert delivery.call("AcceptItem", itemId=manuals["id"])["plan"]["state"] == "DRAFT"
    assert delivery.refused("ProposePlan").reason == "PLAN_INCOMPLETE"
    delivery.call("SetPlanItem", itemId=delivery.items()[3]["id"], content="A workshop", method="ON_SITE",
                  staffId=user_id(stack, "engineer"))
    delivery.call("ProposePlan")
    delivery.call("ConfirmPlan", how="PHONE", name="Ms Lin")
    for item in delivery.items()[2:]:
        delivery.deliver(item)
        reply = delivery.call("AcceptItem", itemId=item["id"])
    assert reply["plan"]["state"] == "COMPLETED" and len(delivery.events("delivery.completed")) == 1


def test_CON_16_a_plan_of_which_nothing_more_is_owed_is_complete(stack):
    delivery = Delivery(stack, obligations=[obligation("training", 20)]).confirm()
    planner = delivery.items()[0]
    delivery.deliver(planner)
    delivery.call("AcceptItem", itemId=planner["id"])
    event = amended(stack, delivery, SUPPORT)
    assert (event["removed"], event["state"]) == (1, "COMPLETED")
    assert items(delivery) == [("planner", planner["dueOn"], "ACCEPTED")]
    assert len(delivery.surveys()) == len(delivery.events("delivery.completed")) == 1
