# SPDX-License-Identifier: Apache-2.0
"""Permission for messages, letters and visits: decisions that are kept, refused ones too, and used once."""
import datetime
import uuid
import zoneinfo

import pytest

from intents import Agent
from people import customer_of, email, events, owned, phone, point_of, request_call

PURPOSE = "survey"
FREE = {"purpose": PURPOSE, "fromMinute": 0, "untilMinute": 1440, "weekdays": 127, "dailyCap": 0, "needsGrant": False}


@pytest.fixture
def customer(stack):
    customer_id = customer_of(stack, phone=phone(), email=email())
    owned(stack, customer_id)
    return customer_id


@pytest.fixture
def policy(stack):
    """Sets the policy of PURPOSE; in the end one that restricts nothing."""
    yield lambda **more: stack.call("customers.PutContactPolicy", {**FREE, **more})
    stack.call("customers.PutContactPolicy", FREE)


def question(stack, customer_id, medium="EMAIL", **more):
    point = point_of(stack, customer_id, "EMAIL" if medium == "EMAIL" else "PHONE")["id"]
    return {"customerId": customer_id, "contactPointId": point, "medium": medium, "purpose": PURPOSE, **more}


def request(stack, customer_id, medium="EMAIL", **more):
    return stack.call("customers.RequestContact", question(stack, customer_id, medium, **more))["attempt"]


def message(attempt, **more):
    """The activity that uses the attempt."""
    return {"customerId": attempt["customerId"], "type": "TELESALES", "decisionId": attempt["id"], "medium": attempt["medium"],
            "contactPointId": attempt["contactPointId"], **more}


def kept(stack, attempt):
    """permitted, reasons, the activity that used it."""
    return stack.psql("customers", "SELECT permitted, decision_reasons, activity_id::text FROM contact_attempt WHERE id = %s",
                      [attempt["id"]])[0]


def test_CUS_33_a_permitted_message_is_kept_and_used_once(stack, customer):
    lead = str(uuid.uuid4())
    attempt = request(stack, customer, leadId=lead)
    assert attempt["decision"]["permitted"] is True and attempt["usableUntil"] > attempt["requestedAt"]
    assert "*" in attempt["pointMasked"] and kept(stack, attempt) == (True, [], None)
    told = events(stack, "permission.decision_permitted", decisionId=attempt["id"])
    assert [(event["medium"], event["purpose"], event["leadId"]) for event in told] == [("EMAIL", PURPOSE, lead)]
    activity = stack.call("customers.RecordActivity", message(attempt))["activity"]
    assert activity["decisionId"] == attempt["id"] and kept(stack, attempt)[2] == activity["id"]
    assert events(stack, "activity.completed", activityId=activity["id"])[0]["decisionId"] == attempt["id"]
    again = stack.refused("customers.RecordActivity", message(attempt))
    assert (again.code, again.reason) == ("failed_precondition", "DECISION_USED")
    corrected = stack.call("customers.RecordActivity", {"customerId": customer, "activityId": activity["id"],
                                                        "correction": True, "effectLevel": 1})["activity"]
    assert (corrected["version"], corrected["decisionId"]) == (2, attempt["id"])


@pytest.mark.parametrize("reason", ["BLOCKED", "NO_GRANT", "OUTSIDE_HOURS", "DAILY_CAP"])
def test_CUS_33_a_refused_message_is_kept_with_its_reason(stack, customer, policy, reason):
    weekday = datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Shanghai")).weekday()
    if reason == "BLOCKED":
        stack.call("customers.SetPermission", {"contactPointId": point_of(stack, customer)["id"], "medium": "SMS",
                                               "purpose": "*", "state": "BLOCKED"})
    policy(**{"NO_GRANT": {"needsGrant": True}, "OUTSIDE_HOURS": {"weekdays": 1 << (weekday + 3) % 7},
              "DAILY_CAP": {"dailyCap": 1}}.get(reason, {}))
    if reason == "DAILY_CAP":
        assert request(stack, customer, "SMS")["decision"]["permitted"] is True
    attempt = request(stack, customer, "SMS")
    assert (attempt["decision"]["permitted"], attempt["decision"]["reason"]) == (False, reason)
    assert attempt["decision"]["sentence"] and "usableUntil" not in attempt
    assert kept(stack, attempt) == (False, [reason], None)
    told = events(stack, "permission.decision_denied", decisionId=attempt["id"])
    assert [(event["medium"], event["reason"]) for event in told] == [("SMS", reason)]
    refusal = stack.refused("customers.RecordActivity", message(attempt))
    assert (refusal.code, refusal.reason) == ("failed_precondition", "DECISION_REFUSED")


def test_CUS_33_the_cap_counts_each_medium_for_itself(stack, customer, policy):
    policy(dailyCap=1)
    permitted = [request(stack, customer, medium)["decision"]["permitted"] for medium in ("SMS", "SMS", "IM", "IM", "EMAIL")]
    assert permitted == [True, False, True, False, True]
    calls = [request_call(stack, customer, purpose=PURPOSE)["state"] for _ in range(2)]
    assert calls == ["REQUESTED", "REFUSED"]
    again = request(stack, customer, "SMS")["decision"]
    assert (again["reason"], again["attemptsToday"]) == ("DAILY_CAP", 1), "what was refused is no attempt"


def test_CUS_33_a_decision_holds_for_its_message_only(stack, customer):
    attempt, other = request(stack, customer, "SMS"), customer_of(stack)
    for change, reason in (({"medium": "IM"}, "DECISION_OTHER"),
                           ({"contactPointId": point_of(stack, customer, "EMAIL")["id"]}, "DECISION_OTHER")):
        assert stack.refused("customers.RecordActivity", message(attempt, **change)).reason == reason
    assert stack.refused("customers.RecordActivity", message(attempt, customerId=other)).code == "not_found"
    for missing in ("decisionId", "medium", "contactPointId"):
        body = message(attempt)
        del body[missing]
        assert stack.refused("customers.RecordActivity", body).code == "invalid_argument"
    plan = message(attempt, state="PLANNED", at="2999-01-01T00:00:00Z")
    assert stack.refused("customers.RecordActivity", plan).field == "decision_id"
    stack.psql("customers", "UPDATE contact_attempt SET usable_until = now() - interval '1 second' WHERE id = %s", [attempt["id"]])
    assert stack.refused("customers.RecordActivity", message(attempt)).reason == "DECISION_EXPIRED"
    assert kept(stack, attempt)[2] is None


def test_CUS_33_who_may_not_reach_the_customer_gets_no_decision(stack, customer):
    body = question(stack, customer)
    assert stack.refused("customers.RequestContact", {**body, "medium": "CALL"}).field == "medium"
    assert stack.refused("customers.RequestContact", {**body, "purpose": "fun"}).field == "purpose"
    foreign = point_of(stack, customer_of(stack))["id"]
    assert stack.refused("customers.RequestContact", {**body, "contactPointId": foreign}).code == "not_found"
    assert stack.refused("customers.RequestContact", body, "finance").code == "permission_denied"
    assert Agent(stack).refused("customers.RequestContact", body).code == "not_found"
    assert stack.psql("customers", "SELECT count(*) FROM contact_attempt WHERE customer_id = %s", [customer]) == [(0,)]
