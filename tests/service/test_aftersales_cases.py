# SPDX-License-Identifier: Apache-2.0
"""Complaints, service requests and delivery issues through the API."""
import datetime

import pytest

from delivering import CARE, Delivery, day, due, nobody, run_now
from selling import COLLEAGUE, HEAD, SELLER, customer, user_id
from support.stack import wait_until


class Case:
    """A case, brought as far as a test wants it."""

    def __init__(self, stack, as_=CARE, **more):
        self.stack = stack
        self.body = {"kind": "COMPLAINT", "channel": "PHONE", "text": "Ms Lin waits for the keys", **more}
        if "customerId" not in self.body:
            self.body["customerId"] = customer(stack)
        reply = stack.call("aftersales.IntakeCase", self.body, as_)
        self.first, self.clocks = reply["caseFile"], reply["clocks"]
        self.id = self.first["id"]

    def call(self, method, as_=CARE, /, **more):
        return self.stack.call(f"aftersales.{method}", {"id": self.id, **more}, as_)["caseFile"]

    def refused(self, method, as_=CARE, /, **more):
        return self.stack.refused(f"aftersales.{method}", {"id": self.id, **more}, as_)

    def all(self, as_=CARE):
        return self.stack.call("aftersales.GetCase", {"id": self.id}, as_)

    def clock(self, name):
        return next(clock for clock in self.all()["clocks"] if clock["name"] == name)

    def job(self, name):
        return due(self.stack, "case_clock", f"{self.id}.{name}")

    def events(self, *types):
        return [event for event in self.stack.events(*(types or ("case.*", "complaint.*"))) if event["aggId"] == self.id]

    def found(self):
        self.call("InvestigateCase")
        self.call("RecordFinding", finding="The courier lost them", evidence=[{"kind": "CALL", "ref": nobody()}])
        return self

    def acted(self):
        self.found()
        self.call("ProposeHandling", proposal="Send new ones today")
        self.call("ActOnCase")
        return self

    def closed(self):
        self.acted()
        self.call("ResolveCase")
        self.call("GiveFeedback", feedback="They arrived", satisfied=True)
        self.call("CloseCase", rootCause="DELIVERY")
        return self


def minutes(clock, since):
    read = [datetime.datetime.fromisoformat(text.replace("Z", "+00:00")) for text in (clock["dueAt"], since)]
    return (read[0] - read[1]).total_seconds() / 60


# ---- intake ----

@pytest.mark.parametrize("who, channel", [(SELLER, "PHONE"), ("clerk", "STORE"), ("field", "STORE"), (HEAD, "WEB"),
                                          (CARE, "PHONE")])
def test_AFT_20_everybody_takes_in_a_complaint_and_gives_its_number(stack, who, channel):
    case = Case(stack, who, channel=channel)
    assert case.first["state"] == "ACKNOWLEDGED" and case.first["number"].startswith("S-")
    assert (case.first["severity"], case.first["receivedBy"]) == ("MAJOR", user_id(stack, who))
    assert [event["type"] for event in case.events()] == ["case.received", "case.acknowledged"]
    assert "Lin" not in str(case.events())
    assert "metAt" in case.clock("ACK") and case.job("ACK") is None


def test_AFT_20_what_comes_without_a_conversation_is_acknowledged_later(stack):
    case = Case(stack, acknowledged=False, channel="WEB")
    assert case.first["state"] == "RECEIVED" and case.job("ACK") is not None
    assert case.refused("InvestigateCase").reason == "WRONG_STATE"
    assert case.refused("AcknowledgeCase", SELLER).code == "permission_denied"
    assert case.call("AcknowledgeCase")["state"] == "ACKNOWLEDGED"
    assert case.job("ACK") is None and len(case.events("case.acknowledged")) == 1
    assert case.refused("AcknowledgeCase").reason == "WRONG_STATE"


def test_AFT_20_a_case_of_nobody_is_refused(stack):
    body = {"kind": "COMPLAINT", "channel": "PHONE", "text": "x", "customerId": nobody()}
    assert stack.refused("aftersales.IntakeCase", body, CARE).code == "not_found"
    body["customerId"] = customer(stack)
    assert stack.refused("aftersales.IntakeCase", body, "engineer").code == "permission_denied"
    assert stack.refused("aftersales.IntakeCase", dict(body, text=" "), CARE).field == "text"
    assert stack.refused("aftersales.IntakeCase", dict(body, contractId=nobody()), CARE).code == "not_found"


def test_AFT_07_a_delivery_issue_belongs_to_the_deal(stack):
    delivery = Delivery(stack)
    body = {"kind": "DELIVERY_ISSUE", "customerId": delivery.customer_id}
    lacking = stack.refused("aftersales.IntakeCase", {"channel": "PHONE", "text": "x", **body}, CARE)
    assert lacking.field == "contract_id"
    case = Case(stack, contractId=delivery.paper.id, product="planner", severity="MINOR", **body)
    plan = delivery.all()["plan"]
    assert (case.first["planId"], case.first["ownerId"], case.first["ownerPath"]) == (
        plan["id"], plan["ownerId"], plan["ownerPath"])
    assert case.all(SELLER)["caseFile"]["number"] == case.first["number"]
    assert stack.refused("aftersales.GetCase", {"id": case.id}, COLLEAGUE).code == "not_found"
    foreign = stack.refused("aftersales.IntakeCase", {
        "kind": "COMPLAINT", "channel": "PHONE", "text": "x", "customerId": customer(stack),
        "contractId": delivery.paper.id}, CARE)
    assert foreign.code == "not_found"


def test_AFT_26_a_service_request_goes_the_same_way(stack):
    case = Case(stack, kind="SERVICE_REQUEST", severity="CRITICAL", text="How do I export?")
    assert case.events("complaint.escalated") == []
    assert case.closed().all()["caseFile"]["state"] == "CLOSED"


# ---- severity and time ----

def test_AFT_24_classes_say_how_soon_what_must_happen(stack):
    classes = stack.call("aftersales.ListSeverities", {}, "clerk")["classes"]
    assert [row["severity"] for row in classes] == ["CRITICAL", "MAJOR", "MINOR"]
    assert stack.refused("aftersales.ListSeverities", {}, "engineer").code == "permission_denied"
    for row in classes:
        case = Case(stack, severity=row["severity"], acknowledged=False)
        assert case.first["playbook"] == row["playbook"]
        waits = {clock["name"]: minutes(clock, case.first["receivedAt"]) for clock in case.clocks}
        assert waits == {"ACK": row["ackMinutes"], "FIRST_RESPONSE": row["firstResponseMinutes"],
                         "RESOLVE": row["resolveMinutes"]}


def test_AFT_24_classes_are_changed_by_those_who_answer_for_all(stack):
    before = next(row for row in stack.call("aftersales.ListSeverities", {}, CARE)["classes"] if row["severity"] == "MINOR")
    body = dict(before, ackMinutes=30, firstResponseMinutes=90, resolveMinutes=600, playbook="gentle", escalates=True)
    part = stack.refused("aftersales.SetSeverity", body, HEAD)
    assert (part.code, part.reason) == ("permission_denied", "SCOPE")
    assert stack.refused("aftersales.SetSeverity", dict(body, ackMinutes=91), CARE).field == "first_response_minutes"
    assert stack.refused("aftersales.SetSeverity", dict(body, resolveMinutes=89), CARE).field == "resolve_minutes"
    try:
        assert stack.call("aftersales.SetSeverity", body, CARE)["severityClass"] == body
        case = Case(stack, severity="MINOR", acknowledged=False)
        assert minutes(next(clock for clock in case.clocks if clock["name"] == "ACK"), case.first["receivedAt"]) == 30
        assert case.first["playbook"] == "gentle" and len(case.events("complaint.escalated")) == 1
    finally:
        stack.call("aftersales.SetSeverity", before, CARE)


def test_AFT_24_a_severe_complaint_is_escalated_at_once(stack):
    case = Case(stack, severity="CRITICAL")
    event, = case.events("complaint.escalated")
    assert (event["payload"]["cause"], event["payload"]["level"]) == ("SEVERITY", 1)
    assert case.all()["caseFile"]["escalations"] == 1
    assert Case(stack, severity="MINOR").events("complaint.escalated") == []


def test_AFT_24_a_clock_that_runs_out_is_breached_and_escalated(stack):
    case = Case(stack, severity="CRITICAL")
    stack.psql("aftersales", "UPDATE aftersales.case_clock SET due_at = now() - interval '1 minute' "
               "WHERE case_id = %s AND name = 'FIRST_RESPONSE'", [case.id])
    run_now(stack, "case_clock", f"{case.id}.FIRST_RESPONSE")
    wait_until(lambda: case.clock("FIRST_RESPONSE").get("breached"), 20, "the breach")
    breach, = case.events("case.sla_breached")
    assert (breach["payload"]["clock"], breach["payload"]["kind"]) == ("FIRST_RESPONSE", "COMPLAINT")
    assert [event["payload"]["level"] for event in case.events("complaint.escalated")] == [1, 2]
    query = {"customerId": case.body["customerId"]}
    assert [row["id"] for row in stack.call("aftersales.ListCases", dict(query, breached=True), CARE)["cases"]] == [case.id]
    other = Case(stack, customerId=case.body["customerId"])
    assert [row["id"] for row in stack.call("aftersales.ListCases", query, CARE)["cases"]] == [other.id, case.id]


def test_AFT_24_who_acts_in_time_breaches_nothing(stack):
    case = Case(stack).acted()
    case.call("ResolveCase")
    assert all("metAt" in clock and not clock["breached"] for clock in case.all()["clocks"])
    assert [case.job(name) for name in ("ACK", "FIRST_RESPONSE", "RESOLVE")] == [None] * 3
    assert case.events("case.resolved")[0]["payload"]["inTime"] is True


def test_AFT_24_what_is_met_too_late_was_breached(stack):
    case = Case(stack).acted()
    stack.psql("aftersales", "UPDATE aftersales.case_clock SET due_at = now() - interval '1 minute' "
               "WHERE case_id = %s AND name = 'RESOLVE'", [case.id])
    case.call("ResolveCase")
    assert case.clock("RESOLVE")["breached"] is True
    assert case.events("case.resolved")[0]["payload"]["inTime"] is False


def test_AFT_24_waiting_for_the_customer_stops_the_clocks(stack):
    case = Case(stack).found()
    before = case.clock("RESOLVE")["dueAt"]
    assert case.refused("ResumeCase").reason == "WRONG_STATE"
    assert case.call("AwaitCustomer")["state"] == "WAITING_CUSTOMER"
    assert case.job("RESOLVE") is None
    assert case.refused("AwaitCustomer").reason == "WRONG_STATE"
    assert case.refused("ProposeHandling", proposal="x").reason == "WRONG_STATE"
    stack.psql("aftersales", "UPDATE aftersales.case_file SET waiting_since = waiting_since - interval '1 hour' "
               "WHERE id = %s", [case.id])
    stack.psql("aftersales", "UPDATE aftersales.case_clock SET due_at = due_at - interval '1 hour' "
               "WHERE case_id = %s AND name = 'RESOLVE'", [case.id])
    assert case.call("ResumeCase")["state"] == "INVESTIGATING"
    after = case.clock("RESOLVE")["dueAt"]
    assert 0 <= minutes({"dueAt": after}, before) < 2 and case.job("RESOLVE") is not None


# ---- from the finding to the end ----

def test_AFT_21_a_complaint_is_investigated_with_evidence(stack):
    case = Case(stack)
    engineer = user_id(stack, "engineer")
    assert case.call("InvestigateCase", handlerId=engineer)["handlerId"] == engineer
    assert case.refused("ProposeHandling", proposal="x").reason == "NO_FINDING"
    assert case.refused("RecordFinding", finding="x").field == "evidence"
    call, contract = nobody(), nobody()
    case.call("RecordFinding", finding="Mr Wu was not told", evidence=[{"kind": "CALL", "ref": call}])
    case.call("RecordFinding", finding="He was told late", evidence=[
        {"kind": "CALL", "ref": call}, {"kind": "CONTRACT", "ref": contract}])
    reply = case.all()
    assert reply["caseFile"]["finding"] == "He was told late"
    assert sorted(row["ref"] for row in reply["evidence"]) == sorted([call, contract])
    found = case.events("case.finding_recorded")
    assert [event["payload"]["evidence"] for event in found] == [1, 2] and "Wu" not in str(found)
    assert case.events("case.assigned")[0]["payload"]["handlerId"] == engineer
    assert "told late" not in str(stack.psql("aftersales", "SELECT * FROM aftersales.case_file WHERE id = %s", [case.id]))


def test_AFT_22_the_customer_is_told_before_it_is_closed(stack):
    case = Case(stack).acted()
    assert case.refused("GiveFeedback", feedback="x", satisfied=True).reason == "NOT_RESOLVED"
    assert case.refused("CloseCase", rootCause="DELIVERY").reason == "WRONG_STATE"
    case.call("ResolveCase")
    assert case.refused("ResolveCase").reason == "RESOLVED"
    assert case.refused("CloseCase", rootCause="DELIVERY").reason == "WRONG_STATE"
    assert case.refused("GiveFeedback", feedback="x").field == "satisfied"
    told = case.call("GiveFeedback", feedback="They arrived", satisfied=False)
    assert (told["state"], told["feedback"], told["satisfied"]) == ("FEEDBACK_GIVEN", "They arrived", False)
    assert case.refused("CloseCase").field == "root_cause"
    ended = case.call("CloseCase", rootCause="DELIVERY")
    assert (ended["state"], ended["rootCause"]) == ("CLOSED", "DELIVERY")
    assert [event["type"] for event in case.events()] == [
        "case.received", "case.acknowledged", "case.assigned", "case.finding_recorded", "case.resolved",
        "case.feedback_given", "case.closed"]


def test_AFT_22_a_closed_case_is_opened_again(stack):
    case = Case(stack)
    assert case.refused("ReopenCase", reason="NOT_SETTLED").reason == "WRONG_STATE"
    case.closed()
    again = case.call("ReopenCase", reason="NOT_SETTLED")
    assert (again["state"], again["reopenings"], again["reason"]) == ("REOPENED", 1, "NOT_SETTLED")
    assert "metAt" not in case.clock("RESOLVE") and case.job("FIRST_RESPONSE") is not None
    assert case.events("case.reopened")[0]["payload"]["reason"] == "NOT_SETTLED"
    assert case.closed().all()["caseFile"]["state"] == "CLOSED"


def test_AFT_20_what_has_no_ground_is_rejected_with_a_reason(stack):
    case = Case(stack)
    assert case.refused("RejectCase").field == "reason"
    assert case.refused("RejectCase", SELLER, reason="NOT_OURS").code == "permission_denied"
    assert case.call("RejectCase", reason="NOT_OURS")["reason"] == "NOT_OURS"
    assert case.job("RESOLVE") is None and len(case.events("case.rejected")) == 1
    assert case.refused("RejectCase", reason="NOT_OURS").reason == "WRONG_STATE"


def test_AFT_21_no_step_is_skipped(stack):
    case = Case(stack)
    for method, more in (("ActOnCase", {}), ("ResolveCase", {}), ("GiveFeedback", {"feedback": "x", "satisfied": True}),
                         ("ProposeHandling", {"proposal": "x"}), ("RecordFinding", {
                             "finding": "x", "evidence": [{"kind": "VISIT", "ref": nobody()}]})):
        assert case.refused(method, **more).reason == "WRONG_STATE"
    assert case.refused("InvestigateCase", expectedVersion="99").code == "aborted"


# ---- prevention, reading ----

def test_AFT_23_a_cause_gets_a_preventive_action(stack):
    case = Case(stack).closed()
    body = {"caseId": case.id, "cause": "DELIVERY", "measure": "Two couriers", "dueOn": day(30), "metric": "LOST_PARCELS"}
    assert stack.refused("aftersales.OpenPreventiveAction", dict(body, caseId=nobody()), CARE).code == "not_found"
    assert stack.refused("aftersales.OpenPreventiveAction", dict(body, measure=" "), CARE).field == "measure"
    outcomes = []
    for effective in (True, False):
        action = stack.call("aftersales.OpenPreventiveAction", body, CARE)["action"]
        assert (action["state"], action["measure"], action["ownerId"]) == ("OPEN", "Two couriers", user_id(stack, CARE))
        early = stack.refused("aftersales.VerifyPreventiveAction", {"id": action["id"], "effective": True}, CARE)
        assert early.reason == "WRONG_STATE"
        stack.call("aftersales.FinishPreventiveAction", {"id": action["id"]}, CARE)
        assert stack.refused("aftersales.FinishPreventiveAction", {"id": action["id"]}, CARE).reason == "WRONG_STATE"
        reply = stack.call("aftersales.VerifyPreventiveAction", {"id": action["id"], "effective": effective}, CARE)
        outcomes.append(reply["action"]["state"])
        kinds = [event["type"] for event in stack.events("capa.*") if event["aggId"] == action["id"]]
        assert kinds == ["capa.opened", "capa.verified"]
    assert outcomes == ["VERIFIED", "INEFFECTIVE"]
    assert [row["state"] for row in case.all()["preventiveActions"]] == outcomes


def test_PLT_02_cases_are_read_within_the_scope_only(stack):
    case = Case(stack, SELLER)
    by_number = stack.call("aftersales.GetCase", {"number": case.first["number"]}, SELLER)["caseFile"]
    assert (by_number["id"], by_number["text"]) == (case.id, "Ms Lin waits for the keys")
    assert case.all(HEAD)["caseFile"]["id"] == case.id
    assert stack.refused("aftersales.GetCase", {"id": case.id}, COLLEAGUE).code == "not_found"
    assert stack.refused("aftersales.GetCase", {"id": case.id}, "clerk").code == "permission_denied"
    assert stack.refused("aftersales.GetCase", {}, CARE).field == "id"
    query = {"customerId": case.body["customerId"], "kind": "COMPLAINT", "states": ["ACKNOWLEDGED"]}
    listed = stack.call("aftersales.ListCases", query, SELLER)["cases"]
    assert [row["id"] for row in listed] == [case.id] and "text" not in listed[0]
    assert stack.call("aftersales.ListCases", query, COLLEAGUE) == {}
    assert stack.call("aftersales.ListCases", dict(query, handlerId=nobody()), CARE) == {}
    assert stack.refused("aftersales.ListCases", query, "clerk").code == "permission_denied"


def test_PLT_02_a_manager_handles_the_cases_of_his_people(stack):
    case = Case(stack, SELLER)
    assert case.call("InvestigateCase", HEAD)["handlerId"] == user_id(stack, HEAD)
    other = Case(stack, CARE)
    assert other.refused("InvestigateCase", HEAD).code == "not_found"
