# SPDX-License-Identifier: Apache-2.0
"""Return visits through the API: planned by the tier's interval, recorded, missed, refused; what they find."""
import calendar
import datetime
import uuid

from delivering import CARE, Delivery, due, nobody, run_now
from selling import COLLEAGUE, HEAD, SELLER, customer, user_id
from support.stack import Refused, wait_until


def visits(stack, delivery, as_=CARE, **more):
    return stack.call("aftersales.ListVisits", {"customerId": delivery.customer_id, **more}, as_).get("visits", [])


def get(stack, visit_id, as_=CARE):
    return stack.call("aftersales.GetVisit", {"id": visit_id}, as_)["visit"]


def planned(stack):
    delivery = Delivery(stack).confirm()
    delivery.accept()
    visit, = visits(stack, delivery)
    return delivery, visit


def fallen_due(stack):
    delivery, visit = planned(stack)
    run_now(stack, "visit_due", visit["id"])
    wait_until(lambda: get(stack, visit["id"])["state"] == "DUE", 20, "the visit's time")
    return delivery, visit["id"]


def months_later(when, months):
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    return when.replace(year=year, month=month + 1, day=min(when.day, calendar.monthrange(year, month + 1)[1]))


def test_AFT_15_a_customer_is_visited_every_quarter(stack):
    delivery, visit = planned(stack)
    completed = datetime.datetime.fromisoformat(delivery.all()["plan"]["completedAt"].replace("Z", "+00:00"))
    assert (visit["state"], visit["planId"], visit["ownerId"]) == ("PLANNED", delivery.id, user_id(stack, SELLER))
    assert due(stack, "visit_due", visit["id"]) == months_later(completed, 3)
    event, = delivery.events("visit.planned")
    assert event["payload"]["dueAt"] == visit["dueAt"]
    early = stack.refused("aftersales.RecordVisit", {"id": visit["id"]}, CARE)
    assert early.reason == "WRONG_STATE"


def test_AFT_15_a_tier_has_an_interval_of_its_own(stack):
    tier = "T" + uuid.uuid4().hex[:8]
    body = {"tier": tier, "months": 1}
    assert stack.refused("aftersales.SetVisitInterval", body, SELLER).code == "permission_denied"
    assert stack.refused("aftersales.SetVisitInterval", dict(body, tier="a b"), CARE).field == "tier"
    assert stack.refused("aftersales.SetVisitInterval", dict(body, months=0), CARE).field == "months"
    assert stack.call("aftersales.SetVisitInterval", body, CARE)["interval"] == body
    assert {"tier": "*", "months": 3} in stack.call("aftersales.ListVisitIntervals", {}, SELLER)["intervals"]
    assert stack.refused("aftersales.ListVisitIntervals", {}, "clerk").code == "permission_denied"
    delivery = Delivery(stack).confirm()
    stack.psql("aftersales", "UPDATE aftersales.delivery_plan SET customer_tier = %s WHERE id = %s", [tier, delivery.id])
    plan = delivery.accept()["plan"]
    visit, = visits(stack, delivery)
    completed = datetime.datetime.fromisoformat(plan["completedAt"].replace("Z", "+00:00"))
    assert due(stack, "visit_due", visit["id"]) == months_later(completed, 1)


def test_AFT_16_a_visit_asks_for_needs_problems_and_suggestions(stack):
    delivery, which = fallen_due(stack)
    assert delivery.events("visit.due")[0]["payload"]["visitId"] == which
    case = stack.call("aftersales.IntakeCase", {"kind": "SERVICE_REQUEST", "channel": "PHONE", "text": "It is slow",
                                                "customerId": delivery.customer_id}, CARE)["caseFile"]["id"]
    body = {"id": which, "channel": "FACE_TO_FACE", "problem": "It is slow at Ms Lin's", "caseId": case,
            "suggestion": "A dark theme", "audience": "DEVELOPMENT"}
    assert stack.refused("aftersales.RecordVisit", dict(body, audience=None), CARE).field == "audience"
    assert stack.refused("aftersales.RecordVisit", dict(body, caseId=nobody()), CARE).code == "not_found"
    foreign = stack.call("aftersales.IntakeCase", {"kind": "COMPLAINT", "channel": "PHONE", "text": "x",
                                                   "customerId": customer(stack)}, CARE)["caseFile"]["id"]
    assert stack.refused("aftersales.RecordVisit", dict(body, caseId=foreign), CARE).code == "not_found"
    assert stack.refused("aftersales.RecordVisit", body, "finance").code == "permission_denied"
    assert stack.refused("aftersales.RecordVisit", body, COLLEAGUE).code == "not_found"
    reply = stack.call("aftersales.RecordVisit", body, CARE)
    done = reply["visit"]
    assert (done["state"], done["channel"], done["problem"], done["suggestion"], done["caseId"], done["doneBy"]) == (
        "DONE", "FACE_TO_FACE", "It is slow at Ms Lin's", "A dark theme", case, user_id(stack, CARE))
    assert reply["next"]["state"] == "PLANNED" and due(stack, "visit_due", reply["next"]["id"]) is not None
    assert due(stack, "visit_missed", which) is None
    event, = delivery.events("visit.done")
    assert (event["payload"]["hasNeed"], event["payload"]["hasProblem"]) == (False, True)
    assert delivery.events("need.discovered") == []
    assert "Lin" not in str(event) + str(stack.psql("aftersales", "SELECT * FROM aftersales.return_visit WHERE id = %s",
                                                    [which]))


def test_AFT_15_who_owns_the_deal_puts_a_visit_off_and_records_it(stack):
    delivery, which = fallen_due(stack)
    missed = due(stack, "visit_missed", which)
    at = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=2)).replace(microsecond=0)
    body = {"id": which, "dueAt": at.isoformat()}
    assert missed and stack.refused("aftersales.MoveVisit", body, "finance").code == "permission_denied"
    assert stack.refused("aftersales.MoveVisit", body, COLLEAGUE).code == "not_found"
    for wrong in (at - datetime.timedelta(days=3), at + datetime.timedelta(days=400)):
        assert stack.refused("aftersales.MoveVisit", dict(body, dueAt=wrong.isoformat()), SELLER).field == "due_at"
    moved = stack.call("aftersales.MoveVisit", body, SELLER)["visit"]
    assert (moved["state"], moved["dueAt"]) == ("PLANNED", at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert (due(stack, "visit_due", which), due(stack, "visit_missed", which)) == (at, None)
    assert delivery.events("visit.moved")[0]["payload"]["dueAt"] == moved["dueAt"]
    run_now(stack, "visit_due", which)
    wait_until(lambda: get(stack, which)["state"] == "DUE", 20, "the visit's time")
    stack.call("aftersales.RecordVisit", {"id": which, "channel": "ONLINE"}, SELLER)
    assert stack.refused("aftersales.MoveVisit", body, SELLER).reason == "WRONG_STATE"


def test_AFT_18_AFT_25_a_suggestion_goes_to_who_shall_hear_it(stack):
    delivery, which = fallen_due(stack)
    stack.call("aftersales.RecordVisit", {"id": which, "suggestion": "More fairs", "audience": "MARKETING"}, CARE)
    event, = delivery.events("feedback.captured")
    assert (event["payload"]["audience"], event["payload"]["products"], event["payload"]["ownerId"]) == (
        "MARKETING", ["planner"], user_id(stack, SELLER))
    assert "fairs" not in str(event)


def test_AFT_17_a_new_need_becomes_an_opportunity(stack):
    delivery, which = fallen_due(stack)
    reply = stack.call("aftersales.RecordVisit", {"id": which, "need": "A second site for Ms Lin",
                                                  "needProduct": "support-year"}, CARE)
    made = reply["visit"]["opportunityId"]

    def proposal():
        try:
            return stack.call("opportunities.GetOpportunity", {"id": made}, SELLER)["opportunity"]
        except Refused as refusal:
            assert refusal.code == "not_found"
            return None
    opportunity = wait_until(proposal, what="the opportunity")
    assert (opportunity["state"], opportunity["customerId"], opportunity["ownerId"], opportunity["product"]) == (
        "OPEN", delivery.customer_id, user_id(stack, SELLER), "support-year")
    created, = [event for event in stack.events("opportunity.created") if event["aggId"] == made]
    need, = delivery.events("need.discovered")
    assert created["causationId"] == need["id"] and "Lin" not in str(need)


def test_AFT_15_a_missed_visit_is_followed_by_another(stack):
    delivery, which = fallen_due(stack)
    run_now(stack, "visit_missed", which)
    wait_until(lambda: get(stack, which)["state"] == "MISSED", 20, "the end of its time")
    assert delivery.events("visit.missed")[0]["payload"]["visitId"] == which
    assert [visit["state"] for visit in visits(stack, delivery)] == ["PLANNED", "MISSED"]
    assert stack.refused("aftersales.RecordVisit", {"id": which}, CARE).reason == "WRONG_STATE"


def test_AFT_15_a_customer_may_refuse_one_or_all(stack):
    delivery, visit = planned(stack)
    assert stack.refused("aftersales.RefuseVisit", {"id": visit["id"]}, CARE).field == "reason"
    reply = stack.call("aftersales.RefuseVisit", {"id": visit["id"], "reason": "NO_TIME"}, CARE)
    assert (reply["visit"]["state"], reply["visit"]["endReason"]) == ("REFUSED", "NO_TIME")
    assert due(stack, "visit_due", visit["id"]) is None
    last = stack.call("aftersales.RefuseVisit", {"id": reply["next"]["id"], "reason": "NEVER", "noMore": True}, CARE)
    assert "next" not in last
    assert [event["payload"]["reason"] for event in delivery.events("visit.refused")] == ["NO_TIME", "NEVER"]
    assert stack.refused("aftersales.RefuseVisit", {"id": visit["id"], "reason": "NO_TIME"}, CARE).reason == "WRONG_STATE"


def test_CON_16_a_reversed_deal_calls_its_visits_off(stack):
    delivery, visit = planned(stack)
    delivery.paper.call("VoidContract", HEAD, reason="MISTAKE")
    wait_until(lambda: get(stack, visit["id"])["state"] == "REFUSED", what="the end of the visit")
    assert get(stack, visit["id"])["endReason"] == "DEAL_REVERSED" and due(stack, "visit_due", visit["id"]) is None
    assert len(visits(stack, delivery)) == 1


def test_PLT_02_visits_are_read_within_the_scope_only(stack):
    delivery, which = fallen_due(stack)
    stack.call("aftersales.RecordVisit", {"id": which, "problem": "private words"}, CARE)
    assert get(stack, which, SELLER)["problem"] == "private words"
    assert stack.refused("aftersales.GetVisit", {"id": which}, COLLEAGUE).code == "not_found"
    assert stack.refused("aftersales.GetVisit", {"id": which}, "clerk").code == "permission_denied"
    listed = visits(stack, delivery, HEAD, states=["DONE"])
    assert [visit["id"] for visit in listed] == [which] and "problem" not in listed[0]
    assert visits(stack, delivery, COLLEAGUE) == []
    first = stack.call("aftersales.ListVisits", {"customerId": delivery.customer_id, "pageSize": 1}, CARE)
    rest = visits(stack, delivery, pageSize=1, pageToken=first["nextPageToken"])
    assert [visit["id"] for visit in rest] == [which]
    assert stack.refused("aftersales.ListVisits", {"pageToken": "x"}, CARE).field == "page_token"
