# SPDX-License-Identifier: Apache-2.0
"""Delivery through the API: from the closed deal to the last acceptance, and back when the deal is reversed."""
import datetime

import pytest

from delivering import CARE, Delivery, day, due, nobody, run_now
from selling import COLLEAGUE, HEAD, SELLER, user_id
from support.holidays import holidays
from support.stack import wait_until


def test_AFT_01_a_closed_deal_has_its_plan(stack):
    delivery = Delivery(stack, {"productCode": "planner", "quantity": 2}, {"productCode": "support-year", "quantity": 1},
                        obligations=[{"group": "DELIVERY", "code": "planner", "dueOn": day(5)},
                                     {"group": "DELIVERY", "code": "manuals"},
                                     {"group": "PAYMENT", "code": "deposit", "dueOn": day(1)}])
    reply = delivery.all()
    plan, contract = reply["plan"], delivery.paper.all()["contract"]
    assert (plan["state"], plan["contractId"], plan["contractNumber"]) == ("DRAFT", contract["id"], contract["number"])
    assert (plan["customerId"], plan["ownerId"], plan["ownerPath"]) == (
        delivery.customer_id, contract["ownerId"], contract["ownerPath"])
    assert [(item["product"], item["kind"], item["dueOn"], item["state"]) for item in reply["items"]] == [
        ("planner", "GOODS", day(5), "PLANNED"), ("manuals", "GOODS", day(14), "PLANNED")]
    assert reply["items"][0]["quantity"] == "2" and "quantity" not in reply["items"][1]
    planned, = delivery.events("delivery.planned")
    assert planned["payload"]["items"] == 2 and planned["actor"]["kind"] == "service"


def test_AFT_04_days_count_from_the_effective_date(stack):
    delivery = Delivery(stack, {"productCode": "planner", "quantity": 1}, effectiveDate=day(-3))
    item, = delivery.items()
    assert (item["dueOn"], item["dueAfterDays"]) == (day(11), 14)
    changed = delivery.call("SetPlanItem", itemId=item["id"], dueAfterDays=30)["item"]
    assert (changed["dueOn"], changed["dueAfterDays"]) == (day(27), 30)


def test_CUS_09_AFT_02_an_item_goes_to_an_address_of_the_customer(stack):
    delivery, other = Delivery(stack), Delivery(stack)
    item = delivery.items()[0]["id"]
    address = {"customerId": delivery.customer_id, "address": "苏州工业园区 8 号"}
    ship_to = stack.call("customers.PutShipTo", address)["shipTo"]["id"]
    theirs = stack.call("customers.PutShipTo", {**address, "customerId": other.customer_id})["shipTo"]["id"]
    body = {"itemId": item, "shipToId": ship_to, "customerId": delivery.customer_id}
    assert delivery.call("SetPlanItem", **body)["item"]["shipToId"] == ship_to
    assert delivery.call("SetPlanItem", itemId=item, method="SHIPMENT")["item"]["shipToId"] == ship_to
    assert delivery.refused("SetPlanItem", itemId=item, shipToId=ship_to).field == "customer_id"
    assert delivery.refused("SetPlanItem", **{**body, "shipToId": theirs}).code == "not_found"
    assert delivery.refused("SetPlanItem", itemId=item, shipToId=theirs, customerId=other.customer_id).field == "customer_id"
    stack.call("customers.PutShipTo", {**address, "id": ship_to, "closed": True})
    assert delivery.refused("SetPlanItem", **body).reason == "SHIP_TO_CLOSED"
    assert delivery.items()[0]["shipToId"] == ship_to


def worked(since, count):
    """The day that comes so many of Monday to Friday later."""
    one = datetime.date.fromisoformat(since)
    while count:
        one += datetime.timedelta(days=1)
        count -= one.weekday() < 5
    return str(one)


def test_AFT_04_working_days_leave_out_weekends_and_holidays(stack):
    delivery = Delivery(stack, {"productCode": "planner", "quantity": 1}, effectiveDate=day(-3))
    item, = delivery.items()
    effective = str(datetime.date.fromisoformat(item["dueOn"]) - datetime.timedelta(days=14))

    def due_after(days):
        return delivery.call("SetPlanItem", itemId=item["id"], dueAfterWorkingDays=days)["item"]["dueOn"]
    assert [due_after(days) for days in (0, 9, 10)] == [worked(effective, days) for days in (0, 9, 10)]
    with holidays(stack, worked(effective, 9), services=["aftersales"]):
        assert [due_after(days) for days in (8, 9, 10)] == [worked(effective, days) for days in (8, 10, 11)]
    for other in ({"dueOn": day(1)}, {"dueAfterDays": 1}):
        refused = delivery.refused("SetPlanItem", itemId=item["id"], dueAfterWorkingDays=1, **other)
        assert (refused.code, refused.field) == ("invalid_argument", "due_after_working_days")


def test_AFT_02_AFT_05_an_item_has_time_content_method_and_staff(stack):
    delivery = Delivery(stack)
    engineer = user_id(stack, "engineer")
    item = delivery.call("SetPlanItem", kind="TRAINING", content="Two days for six people", method="ON_SITE",
                         staffId=engineer, dueOn=day(20))["item"]
    assert (item["kind"], item["content"], item["method"], item["staffId"], item["dueOn"], item["position"]) == (
        "TRAINING", "Two days for six people", "ON_SITE", engineer, day(20), 2)
    later = delivery.call("SetPlanItem", itemId=item["id"], dueOn=day(21))["item"]
    assert (later["dueOn"], later["content"]) == (day(21), "Two days for six people")
    kept = stack.psql("aftersales", "SELECT content FROM aftersales.delivery_item WHERE id = %s", [item["id"]])[0][0]
    assert "Two days" not in kept
    delivery.call("RemovePlanItem", itemId=item["id"])
    assert len(delivery.items()) == 1
    gone = delivery.refused("RemovePlanItem", itemId=item["id"])
    assert gone.code == "not_found"


def test_AFT_02_a_wrong_item_is_refused(stack):
    delivery = Delivery(stack)
    assert delivery.refused("SetPlanItem").field == "kind"
    both = delivery.refused("SetPlanItem", kind="GOODS", dueOn=day(1), dueAfterDays=1)
    assert (both.code, both.field) == ("invalid_argument", "due_after_days")
    assert delivery.refused("SetPlanItem", itemId=nobody(), content="x").code == "not_found"
    assert delivery.refused("SetPlanItem", SELLER, kind="GOODS").code == "permission_denied"
    assert delivery.refused("SetPlanItem", kind="GOODS", expectedVersion="99").code == "aborted"


def test_AFT_03_only_a_complete_plan_is_proposed(stack):
    delivery = Delivery(stack)
    lacking = delivery.refused("ProposePlan")
    assert (lacking.code, lacking.reason) == ("failed_precondition", "PLAN_INCOMPLETE")
    assert "content" in lacking.message
    delivery.call("RemovePlanItem", itemId=delivery.items()[0]["id"])
    assert delivery.refused("ProposePlan").reason == "PLAN_INCOMPLETE"


def test_AFT_03_the_customer_confirms_by_the_link(stack):
    delivery = Delivery(stack)
    token = delivery.propose()
    assert delivery.state() == "PROPOSED" and token == delivery.call("GetLink")["token"]
    shown = stack.call("aftersales.GetLinkedPlan", {"token": token}, None)
    assert (shown["state"], shown["contractNumber"]) == ("PROPOSED", delivery.paper.all()["contract"]["number"])
    assert shown["items"][0]["content"] == "One licence, set up and shown"
    assert set(shown["items"][0]) == {"position", "kind", "product", "quantity", "content", "method", "dueOn", "state"}
    assert delivery.link("CONFIRM", token, name="Ms Lin")["state"] == "CONFIRMED"
    plan = delivery.all()["plan"]
    assert (plan["confirmedHow"], plan["confirmedBy"]) == ("LINK", "Ms Lin") and plan["confirmedAt"]
    confirmed, = delivery.events("delivery.confirmed")
    assert confirmed["payload"]["staffIds"] == [user_id(stack, "engineer")] and "Lin" not in str(confirmed)
    again = stack.refused("aftersales.AnswerLink", {"token": token, "answer": "CONFIRM", "name": "Ms Lin"}, None)
    assert again.reason == "WRONG_STATE" and delivery.refused("GetLink").reason == "NO_LINK"


def test_AFT_03_the_customer_asks_for_another_plan(stack):
    delivery = Delivery(stack)
    first = delivery.propose()
    assert stack.refused("aftersales.AnswerLink", {"token": first, "answer": "REQUEST_CHANGE"}, None).field == "text"
    assert stack.refused("aftersales.AnswerLink", {"token": first, "answer": "CONFIRM"}, None).field == "name"
    assert delivery.link("REQUEST_CHANGE", first, text="Only after the fair")["state"] == "CHANGE_REQUESTED"
    assert delivery.all()["plan"]["changeRequest"] == "Only after the fair"
    asked, = delivery.events("delivery.change_requested")
    assert asked["payload"]["how"] == "LINK" and "fair" not in str(asked)
    second = delivery.complete(dueOn=day(40)).call("ProposePlan")["token"]
    old = stack.refused("aftersales.GetLinkedPlan", {"token": first}, None)
    assert (old.code, old.reason) == ("failed_precondition", "LINK_REPLACED")
    assert delivery.link("CONFIRM", second, name="Ms Lin")["state"] == "CONFIRMED"


def test_AFT_03_a_link_that_is_none_of_ours_or_too_old_opens_nothing(stack):
    delivery = Delivery(stack)
    token = delivery.propose()
    forged = token[:20] + ("A" if token[20] != "A" else "B") + token[21:]
    for wrong in (forged, token[:-2], "s" + token[1:], "p", "nonsense"):
        refusal = stack.refused("aftersales.GetLinkedPlan", {"token": wrong}, None)
        assert (refusal.code, refusal.reason) == ("not_found", "LINK_UNKNOWN")
    stack.psql("aftersales", "UPDATE aftersales.delivery_plan SET link_expires_at = now() - interval '1 hour' "
               "WHERE id = %s", [delivery.id])
    expired = delivery.call("GetLink")["token"]
    for method, more in (("GetLinkedPlan", {}), ("AnswerLink", {"answer": "CONFIRM", "name": "x"})):
        refusal = stack.refused(f"aftersales.{method}", {"token": expired, **more}, None)
        assert (refusal.code, refusal.reason) == ("failed_precondition", "LINK_EXPIRED")


def test_AFT_03_staff_record_what_the_customer_said(stack):
    delivery = Delivery(stack)
    assert delivery.refused("ConfirmPlan", how="PHONE", name="Ms Lin").reason == "WRONG_STATE"
    delivery.propose()
    delivery.call("RequestPlanChange", text="A week later")
    assert delivery.refused("RequestPlanChange", text="Two").reason == "WRONG_STATE"
    delivery.propose()
    assert delivery.refused("ConfirmPlan", how="LINK", name="Ms Lin").field == "how"
    assert delivery.refused("ConfirmPlan", how="PHONE", name=" ").field == "name"
    ahead = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)).isoformat()
    assert delivery.refused("ConfirmPlan", how="PHONE", name="Ms Lin", at=ahead).field == "at"
    plan = delivery.call("ConfirmPlan", how="FACE_TO_FACE", name="Ms Lin", at="2026-01-02T03:04:05Z")["plan"]
    assert (plan["state"], plan["confirmedHow"], plan["confirmedAt"]) == (
        "CONFIRMED", "FACE_TO_FACE", "2026-01-02T03:04:05Z")
    assert delivery.refused("SetPlanItem", kind="GOODS").reason == "WRONG_STATE"


def test_AFT_03_nothing_is_started_that_was_not_confirmed(stack):
    delivery = Delivery(stack)
    item = delivery.items()[0]["id"]
    assert delivery.refused("StartItem", itemId=item).reason == "WRONG_STATE"
    delivery.propose()
    assert delivery.refused("StartItem", itemId=item).reason == "WRONG_STATE"


def test_AFT_06_items_are_delivered_and_accepted_one_by_one(stack):
    delivery = Delivery(stack).complete()
    delivery.call("SetPlanItem", kind="TEST", content="Trial run", method="REMOTE", dueOn=day(9),
                  staffId=user_id(stack, "engineer"))
    delivery.confirm()
    first, second = delivery.items()
    assert delivery.refused("AcceptItem", itemId=first["id"]).reason == "WRONG_STATE"
    assert delivery.deliver(first)["state"] == "DELIVERED" and delivery.state() == "IN_PROGRESS"
    assert delivery.refused("DeliverItem", itemId=first["id"]).reason == "WRONG_STATE"
    assert delivery.refused("DeliverItem", itemId=second["id"]).reason == "WRONG_STATE"
    assert delivery.call("AcceptItem", itemId=first["id"])["item"]["state"] == "ACCEPTED"
    assert delivery.state() == "IN_PROGRESS" and delivery.surveys() == []
    delivery.deliver(second)
    last = delivery.call("AcceptItem", itemId=second["id"])
    assert last["plan"]["state"] == "COMPLETED" and last["survey"]["state"] == "SCHEDULED"
    kinds = [event["type"] for event in delivery.events("delivery.*")]
    assert kinds[-3:] == ["delivery.item_delivered", "delivery.item_accepted", "delivery.completed"]
    outstanding = [event["payload"]["outstanding"] for event in delivery.events("delivery.item_accepted")]
    assert outstanding == [1, 0]


def test_AFT_06_a_rejected_item_is_delivered_again(stack):
    delivery = Delivery(stack).confirm()
    item = delivery.items()[0]["id"]
    assert delivery.refused("RejectItem", itemId=item, reason="DAMAGED").reason == "WRONG_STATE"
    delivery.deliver()
    assert delivery.refused("RejectItem", itemId=item).field == "reason"
    rejected = delivery.call("RejectItem", itemId=item, reason="DAMAGED", remark="The case is cracked")["item"]
    assert (rejected["state"], rejected["rejections"], rejected["rejectionRemark"]) == (
        "REJECTED", 1, "The case is cracked")
    event, = delivery.events("delivery.item_rejected")
    assert event["payload"]["reason"] == "DAMAGED" and "cracked" not in str(event)
    assert delivery.accept()["plan"]["state"] == "COMPLETED"


def test_AFT_06_a_stranger_delivers_nothing(stack):
    delivery = Delivery(stack).confirm()
    item = delivery.items()[0]["id"]
    for method in ("StartItem", "DeliverItem", "AcceptItem"):
        assert delivery.refused(method, SELLER, itemId=item).code == "permission_denied"
        assert delivery.refused(method, itemId=nobody()).code in ("not_found", "failed_precondition")
    assert delivery.refused("ProposePlan", HEAD).code == "permission_denied"


def test_AFT_06_an_item_whose_day_is_over_is_late(stack):
    delivery = Delivery(stack).complete(dueOn=day(3))
    delivery.confirm()
    item = delivery.items()[0]
    assert due(stack, "late", item["id"]).strftime("%Y-%m-%d %H:%M") == day(4) + " 00:00"
    run_now(stack, "late", item["id"])
    wait_until(lambda: delivery.items()[0].get("late"), 20, "lateness")
    event, = delivery.events("delivery.late")
    assert (event["payload"]["itemId"], event["payload"]["dueOn"]) == (item["id"], day(3))
    late = stack.call("aftersales.ListPlans", {"customerId": delivery.customer_id, "late": True}, CARE)["plans"]
    assert [plan["id"] for plan in late] == [delivery.id]
    delivery.accept()
    assert delivery.events("delivery.item_delivered")[0]["payload"]["late"] is True


def test_AFT_06_what_was_delivered_in_time_is_never_late(stack):
    delivery = Delivery(stack).confirm()
    delivery.deliver()
    item = delivery.items()[0]["id"]
    run_now(stack, "late", item)
    wait_until(lambda: due(stack, "late", item) is None, 20, "the end of the job")
    assert not delivery.items()[0]["late"] and delivery.events("delivery.late") == []


def test_AFT_03_a_plan_is_given_up_with_a_reason(stack):
    delivery = Delivery(stack).confirm()
    assert delivery.refused("CancelPlan").field == "reason"
    assert delivery.refused("CancelPlan", SELLER, reason="CUSTOMER_GONE").code == "permission_denied"
    assert delivery.call("CancelPlan", reason="CUSTOMER_GONE")["plan"]["endReason"] == "CUSTOMER_GONE"
    assert due(stack, "late", delivery.items()[0]["id"]) is None
    assert delivery.refused("CancelPlan", reason="CUSTOMER_GONE").reason == "WRONG_STATE"
    assert delivery.events("delivery.cancelled")[0]["payload"]["reason"] == "CUSTOMER_GONE"


@pytest.mark.parametrize("far", ["DRAFT", "CONFIRMED", "COMPLETED"])
def test_CON_16_a_reversed_deal_suspends_its_plan(stack, far):
    delivery = Delivery(stack)
    if far != "DRAFT":
        delivery.confirm()
    survey = delivery.accept()["survey"] if far == "COMPLETED" else None
    delivery.paper.call("VoidContract", HEAD, reason="MISTAKE")
    wait_until(lambda: delivery.state() == "SUSPENDED", what="the suspension")
    event, = delivery.events("delivery.suspended")
    assert (event["payload"]["fromState"], event["payload"]["reason"]) == (far, "MISTAKE")
    assert due(stack, "late", delivery.items()[0]["id"]) is None
    assert delivery.refused("StartItem", itemId=delivery.items()[0]["id"]).reason == "WRONG_STATE"
    if survey:
        ended, = delivery.surveys()
        assert (ended["state"], ended["endReason"]) == ("EXPIRED", "DEAL_REVERSED")
        assert due(stack, "send_survey", survey["id"]) is None


def test_CON_16_a_terminated_contract_suspends_what_is_not_delivered(stack):
    half, whole = Delivery(stack).confirm(), Delivery(stack, obligations=[{"group": "SERVICE", "code": "support"}]).confirm()
    whole.accept()
    assert whole.state() == "COMPLETED"
    for delivery in (whole, half):
        delivery.paper.call("RequestEnd", purpose="TERMINATION", reason="MOVED_AWAY")
        delivery.paper.call("ApproveContract", HEAD)
        delivery.paper.call("ApproveContract", "legal")
    wait_until(lambda: half.state() == "SUSPENDED", what="the suspension")
    event, = half.events("delivery.suspended")
    assert (event["payload"]["fromState"], event["payload"]["reason"]) == ("CONFIRMED", "MOVED_AWAY")
    assert half.refused("StartItem", itemId=half.items()[0]["id"]).reason == "WRONG_STATE"
    assert whole.state() == "COMPLETED" and [row["state"] for row in whole.surveys()] == ["SCHEDULED"]


def test_CON_16_a_link_of_a_suspended_plan_confirms_nothing(stack):
    delivery = Delivery(stack)
    token = delivery.propose()
    delivery.paper.call("VoidContract", HEAD, reason="MISTAKE")
    wait_until(lambda: delivery.state() == "SUSPENDED", what="the suspension")
    assert stack.call("aftersales.GetLinkedPlan", {"token": token}, None)["state"] == "SUSPENDED"
    refusal = stack.refused("aftersales.AnswerLink", {"token": token, "answer": "CONFIRM", "name": "x"}, None)
    assert refusal.reason == "WRONG_STATE"


def test_CON_16_a_cancelled_plan_stays_so(stack):
    delivery, other = Delivery(stack), Delivery(stack)
    delivery.call("CancelPlan", reason="CUSTOMER_GONE")
    delivery.paper.call("VoidContract", HEAD, reason="MISTAKE")
    other.paper.call("VoidContract", HEAD, reason="MISTAKE")
    wait_until(lambda: other.state() == "SUSPENDED", what="the suspension of the one behind it")
    assert delivery.state() == "CANCELLED" and delivery.events("delivery.suspended") == []


def test_PLT_02_a_plan_is_read_within_the_scope_only(stack):
    delivery = Delivery(stack)
    for who in (SELLER, HEAD, CARE, "finance"):
        assert delivery.all(who)["plan"]["id"] == delivery.id
    assert stack.refused("aftersales.GetPlan", {"id": delivery.id}, COLLEAGUE).code == "not_found"
    assert stack.refused("aftersales.GetPlan", {"id": delivery.id}, "clerk").code == "permission_denied"
    assert stack.refused("aftersales.GetPlan", {}, CARE).field == "id"
    assert stack.refused("aftersales.GetPlan", {"id": delivery.id, "contractId": delivery.paper.id}, CARE).field == "id"


def test_PLT_02_a_list_shows_the_scope_newest_first(stack):
    delivery = Delivery(stack)
    query = {"customerId": delivery.customer_id, "states": ["DRAFT"], "pageSize": 1}
    for who in (SELLER, CARE):
        assert [plan["id"] for plan in stack.call("aftersales.ListPlans", query, who)["plans"]] == [delivery.id]
    assert stack.call("aftersales.ListPlans", query, COLLEAGUE) == {}
    assert stack.call("aftersales.ListPlans", dict(query, staffId=nobody()), CARE) == {}
    Delivery(stack)
    first = stack.call("aftersales.ListPlans", {"pageSize": 1}, CARE)
    rest = stack.call("aftersales.ListPlans", {"pageSize": 1, "pageToken": first["nextPageToken"]}, CARE)
    assert first["plans"][0]["createdAt"] >= rest["plans"][0]["createdAt"] and first["plans"] != rest["plans"]
    assert stack.refused("aftersales.ListPlans", {"pageToken": "x"}, CARE).field == "page_token"
