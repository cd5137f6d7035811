# SPDX-License-Identifier: Apache-2.0
"""The ledger through the API: permissions and decisions, calls, activities, needs, the timeline."""
import datetime
import uuid

import pytest

from people import customer_of, email, events, get, owned, phone, point_of, report, request_call
from selling import user_id
from support.stack import wait_until

ABSENT = "00000000-0000-7000-8000-00000000abcd"


@pytest.fixture
def customer(stack):
    """Owned by a telesales agent already."""
    customer_id = customer_of(stack, phone=phone(), email=email(), name="Zhang San")
    owned(stack, customer_id)
    return customer_id


@pytest.fixture
def policy(stack):
    """Sets the policy of a purpose; puts one that restricts nothing back in the end."""
    touched = set()
    free = {"fromMinute": 0, "untilMinute": 1440, "weekdays": 127, "dailyCap": 0, "needsGrant": False}

    def put(purpose, **more):
        touched.add(purpose)
        return stack.call("customers.PutContactPolicy", {"purpose": purpose, **free, **more})["policy"]

    yield put
    for purpose in touched:
        stack.call("customers.PutContactPolicy", {"purpose": purpose, **free})


def in_minutes(minutes):
    at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def permit(stack, point_id, state, medium="CALL", purpose="sales", **more):
    if state == "GRANTED":
        more.setdefault("legalBasis", "consent")
    body = {"contactPointId": point_id, "medium": medium, "purpose": purpose, "state": state, **more}
    return stack.call("customers.SetPermission", body)["permission"]


def decide(stack, point_id, medium="CALL", **more):
    return stack.call("customers.DecideContact", {"contactPointId": point_id, "medium": medium, **more})["decision"]


# ---- permissions ----

def test_CUS_33_a_permission_from_grant_to_block_and_back(stack, customer):
    point = point_of(stack, customer)["id"]
    assert decide(stack, point)["permission"] == "UNKNOWN"
    granted = permit(stack, point, "GRANTED", proofRef="form 7", validUntil=in_minutes(60))
    assert granted["state"] == "GRANTED" and granted["proofRef"] == "form 7"
    assert decide(stack, point)["permission"] == "GRANTED"
    permit(stack, point, "WITHDRAWN")
    assert decide(stack, point)["reason"] == "WITHDRAWN"
    permit(stack, point, "BLOCKED")
    assert decide(stack, point)["reason"] == "BLOCKED"
    again = {"contactPointId": point, "medium": "CALL", "purpose": "sales", "state": "GRANTED", "legalBasis": "consent"}
    assert stack.refused("customers.SetPermission", again).reason == "BLOCKED"
    permit(stack, point, "UNKNOWN")
    assert decide(stack, point)["permitted"] is True
    kinds = [event["type"] for event in stack.events("permission.*") if event["payload"].get("contactPointId") == point
             and event["type"] != "permission.decision_denied"]
    assert kinds == ["permission.granted", "permission.withdrawn", "permission.blocked", "permission.unblocked"]
    assert stack.psql("customers", "SELECT count(*) FROM contact_permission_log WHERE contact_point_id = %s",
                      (point,)) == [(4,)]


def test_CUS_33_a_block_for_every_purpose_counts_for_each(stack, customer):
    point = point_of(stack, customer)["id"]
    permit(stack, point, "GRANTED", purpose="service")
    permit(stack, point, "BLOCKED", purpose="*")
    for purpose in ("sales", "service"):
        assert decide(stack, point, purpose=purpose)["reason"] == "BLOCKED"
    assert decide(stack, point, "SMS")["permitted"] is True


def test_CUS_33_a_permission_ends_with_its_validity(stack, customer, policy):
    policy("survey", needsGrant=True)
    point = point_of(stack, customer)["id"]
    permit(stack, point, "GRANTED", purpose="survey", validFrom=in_minutes(-120), validUntil=in_minutes(-60))
    assert decide(stack, point, purpose="survey")["reason"] == "NO_GRANT"
    permit(stack, point, "GRANTED", purpose="survey", validFrom=in_minutes(-120), validUntil=in_minutes(60))
    assert decide(stack, point, purpose="survey")["permitted"] is True


def test_CUS_33_what_is_wrong_with_a_permission(stack, customer):
    base = {"contactPointId": point_of(stack, customer)["id"], "medium": "CALL", "purpose": "sales", "state": "GRANTED",
            "legalBasis": "consent"}
    for change, field in ((dict(legalBasis="because"), "legal_basis"), (dict(purpose="fun"), "purpose"),
                          (dict(legalBasis=None), "legal_basis"),
                          (dict(validFrom=in_minutes(9), validUntil=in_minutes(5)), "valid_until")):
        body = {key: value for key, value in {**base, **change}.items() if value is not None}
        assert stack.refused("customers.SetPermission", body).field == field
    assert stack.refused("customers.SetPermission", {**base, "contactPointId": ABSENT}).code == "not_found"
    assert stack.refused("customers.SetPermission", base, "finance").code == "permission_denied"


def test_CUS_33_a_medium_reaches_its_own_kind_only(stack, customer):
    assert decide(stack, point_of(stack, customer, "EMAIL")["id"], "CALL")["reason"] == "POINT_INVALID"
    assert decide(stack, point_of(stack, customer, "EMAIL")["id"], "EMAIL")["permitted"] is True
    assert stack.refused("customers.DecideContact", {"contactPointId": ABSENT, "medium": "CALL"}).code == "not_found"
    assert stack.refused("customers.DecideContact", {"contactPointId": ABSENT, "medium": "CALL",
                                                     "purpose": "fun"}).field == "purpose"


def sharing(stack, number):
    """Two customers with one number; the point of each."""
    first, second = customer_of(stack, phone=number), customer_of(stack)
    for customer_id in (first, second):
        owned(stack, customer_id)
    shared = stack.call("customers.AddContactPoint", {"customerId": second, "kind": "PHONE", "value": number})["contactPoint"]
    assert shared["shared"] is True
    return (first, point_of(stack, first)["id"]), (second, shared["id"])


def test_CUS_33_a_block_is_the_numbers_and_a_withdrawal_the_customers(stack):
    (_, first), (_, second) = sharing(stack, phone())
    permit(stack, first, "WITHDRAWN")
    assert decide(stack, second)["permission"] == "UNKNOWN" and decide(stack, second)["permitted"] is True
    permit(stack, first, "BLOCKED", purpose="*")
    permit(stack, second, "GRANTED")
    decision = decide(stack, second)
    assert (decision["permitted"], decision["reason"], decision["permission"]) == (False, "BLOCKED", "BLOCKED")
    assert decide(stack, second, "SMS")["permitted"] is True
    stack.call("customers.MarkContactPoint", {"id": first, "state": "RETIRED"})
    assert decide(stack, second)["permission"] == "GRANTED"


# ---- policy ----

def test_LEA_30_hours_are_the_customers(stack, customer, policy):
    zone = stack.psql("customers", "SELECT extract(hour FROM now() AT TIME ZONE 'Asia/Shanghai')::int * 60")[0][0]
    if zone >= 1380:
        zone -= 60
    policy("billing", fromMinute=zone, untilMinute=zone + 120 if zone <= 1320 else 1440)
    point = point_of(stack, customer)["id"]
    decision = decide(stack, point, purpose="billing")
    assert decision["permitted"] is True and decision["policy"] == "billing"
    stack.call("customers.UpdateCustomer", {"id": customer, "timeZone": "America/New_York"})
    abroad = decide(stack, point, purpose="billing")
    assert abroad["reason"] == "OUTSIDE_HOURS" and abroad["localTime"] != decision["localTime"]


def test_LEA_30_the_policy_is_checked(stack):
    base = {"purpose": "sales", "fromMinute": 0, "untilMinute": 1440, "weekdays": 127, "dailyCap": 0,
            "needsGrant": False}
    for change, field in ((dict(fromMinute=600, untilMinute=600), "until_minute"), (dict(weekdays=0), "weekdays"),
                          (dict(untilMinute=1441), "until_minute"), (dict(purpose="fun"), "purpose")):
        assert stack.refused("customers.PutContactPolicy", {**base, **change}).field == field
    assert stack.refused("customers.PutContactPolicy", base, "manager").code == "permission_denied"


# ---- calls ----

def test_CUS_34_a_call_from_request_to_wrap(stack, customer):
    call = request_call(stack, customer, campaign="spring")
    assert call["state"] == "REQUESTED" and call["decision"]["permitted"] is True and call["direction"] == "OUTBOUND"
    assert "*" in call["pointMasked"]
    for state in ("DIALLING", "RINGING", "ANSWERED"):
        assert report(stack, call["id"], state)["state"] == state
    ended = report(stack, call["id"], "ENDED", endCause="normal_clearing", recordingRef="rec/1")
    assert ended["state"] == "ENDED" and ended["endCause"] == "normal_clearing" and "talkS" in ended
    times = [ended[name] for name in ("requestedAt", "dialledAt", "ringingAt", "answeredAt", "endedAt")]
    assert times == sorted(times)
    wrapped = stack.call("customers.WrapCall", {"callId": call["id"], "disposition": "INTERESTED",
                                                "scriptVersion": "open-3",
                                                "note": "wants a visit"})["call"]
    assert wrapped["state"] == "WRAPPED" and wrapped["scriptVersion"] == "open-3" and "wrapS" in wrapped
    told = [event["type"] for event in stack.events("call.*") if event["aggId"] == call["id"]]
    assert told == ["call.requested", "call.dialling", "call.answered", "call.ended", "call.wrapped"]
    end = events(stack, "call.wrapped", callId=call["id"])[0]
    assert end["customerContact"] is True and end["answered"] is True and end["automatic"] is False


def test_CUS_34_steps_out_of_order_are_refused(stack, customer):
    call = request_call(stack, customer)["id"]
    assert stack.refused("customers.ReportCall", {"callId": call, "state": "ENDED"}).reason == "WRONG_STATE"
    assert stack.refused("customers.WrapCall", {"callId": call, "disposition": "INTERESTED"}).reason == "WRONG_STATE"
    assert stack.refused("customers.ReportCall", {"callId": call, "state": "WRAPPED"}).field == "state"
    assert stack.refused("customers.ReportCall", {"callId": call, "state": "DIALLING",
                                                  "at": in_minutes(-5)}).field == "at"
    assert stack.refused("customers.ReportCall", {"callId": call, "state": "DIALLING",
                                                  "at": in_minutes(5)}).field == "at"
    assert stack.refused("customers.ReportCall", {"callId": ABSENT, "state": "DIALLING"}).code == "not_found"
    report(stack, call, "DIALLING", "BUSY")
    assert stack.refused("customers.ReportCall", {"callId": call, "state": "ANSWERED"}).reason == "WRONG_STATE"
    assert stack.refused("customers.WrapCall", {"callId": call, "disposition": "GREAT"}).field == "disposition"
    assert stack.refused("customers.WrapCall", {"callId": call, "disposition": "BUSY"},
                         "finance").code == "permission_denied"


def test_LEA_30_a_refused_dial_is_kept_with_its_reason(stack, customer):
    point = point_of(stack, customer)["id"]
    permit(stack, point, "BLOCKED", purpose="*")
    call = request_call(stack, customer)
    assert call["state"] == "REFUSED" and call["decision"]["reason"] == "BLOCKED" and call["decision"]["sentence"]
    assert events(stack, "call.refused", callId=call["id"])[0]["reason"] == "BLOCKED"
    assert events(stack, "permission.decision_denied", callId=call["id"])[0]["medium"] == "CALL"
    assert stack.refused("customers.ReportCall", {"callId": call["id"], "state": "DIALLING"}).reason == "WRONG_STATE"


def test_LEA_30_frequency_is_capped_a_day(stack, customer, policy):
    policy("greeting", dailyCap=2)
    for attempts in (0, 1):
        call = request_call(stack, customer, purpose="greeting")
        assert call["state"] == "REQUESTED" and call["decision"].get("attemptsToday", 0) == attempts
    third = request_call(stack, customer, purpose="greeting")
    assert third["state"] == "REFUSED" and third["decision"]["reason"] == "DAILY_CAP"
    assert request_call(stack, customer, purpose="greeting")["decision"]["attemptsToday"] == 2


def test_CUS_33_LEA_30_frequency_is_the_numbers_whoever_has_it(stack, policy):
    policy("greeting", dailyCap=2)
    (first, one), (second, other) = sharing(stack, phone())
    for customer_id, point in ((first, one), (second, other)):
        assert request_call(stack, customer_id, contactPointId=point, purpose="greeting")["state"] == "REQUESTED"
    for customer_id, point in ((first, one), (second, other)):
        decision = request_call(stack, customer_id, contactPointId=point, purpose="greeting")["decision"]
        assert (decision["reason"], decision["attemptsToday"]) == ("DAILY_CAP", 2)
    assert decide(stack, point_of(stack, second)["id"], purpose="greeting")["permitted"] is True


def test_LEA_30_a_number_that_does_not_exist_is_not_dialled_again(stack, customer):
    call = request_call(stack, customer)
    report(stack, call["id"], "DIALLING", "INVALID")
    point = point_of(stack, customer)
    assert point["state"] == "INVALID" and point["invalidReason"] == "no_such_number"
    assert len(events(stack, "contact_point.invalidated", contactPointId=point["id"])) == 1
    assert request_call(stack, customer)["decision"]["reason"] == "POINT_INVALID"
    second = stack.call("customers.AddContactPoint", {"customerId": customer, "kind": "PHONE",
                                                      "value": phone()})["contactPoint"]
    assert request_call(stack, customer)["contactPointId"] == second["id"]


def test_CUS_11_the_number_of_somebody_who_left_is_dialled_only_where_it_is_asked_for(stack):
    firm = customer_of(stack, phone=phone())
    own = point_of(stack, firm)["id"]
    stays, leaves = (stack.call("customers.AddContact", {"customerId": firm, "name": name, "phone": phone()})["contact"]["id"]
                     for name in ("Qian", "Sun"))
    reach = {point.get("contactId"): point["id"] for point in stack.call("customers.GetCustomer", {"id": firm})["contactPoints"]}
    stack.call("customers.MarkContactPoint", {"id": own, "state": "RETIRED"})
    stack.call("customers.UpdateContact", {"id": leaves, "left": True})
    points = stack.call("customers.GetCustomer", {"id": firm})["contactPoints"]
    assert [point["id"] for point in points if point.get("personLeft")] == [reach[leaves]]
    assert request_call(stack, firm)["contactPointId"] == reach[stays]
    stack.call("customers.UpdateContact", {"id": stays, "left": True})
    assert stack.refused("customers.RequestCall", {"customerId": firm}).reason == "NO_PHONE"
    asked = request_call(stack, firm, contactPointId=reach[leaves])
    assert (asked["contactPointId"], asked["state"]) == (reach[leaves], "REQUESTED")


def test_LEA_30_a_disposition_may_block_the_number(stack, customer):
    call = request_call(stack, customer)["id"]
    report(stack, call, "DIALLING", "RINGING", "ANSWERED", "ENDED")
    stack.call("customers.WrapCall", {"callId": call, "disposition": "DO_NOT_CALL"})
    assert events(stack, "call.wrapped", callId=call)[0]["doNotCall"] is True
    assert request_call(stack, customer, purpose="service")["decision"]["reason"] == "BLOCKED"


@pytest.mark.parametrize("end", ["BUSY", "NO_ANSWER", "FAILED"])
def test_LEA_26_a_call_that_nobody_answered_is_no_contact_whatever_it_is_wrapped_with(stack, customer, end):
    call = request_call(stack, customer)["id"]
    report(stack, call, "DIALLING", end)
    for disposition in ("INTERESTED", "OTHER_PERSON"):
        assert stack.refused("customers.WrapCall", {"callId": call, "disposition": disposition}).field == "disposition"
    assert events(stack, "call.wrapped", callId=call) == []
    stack.call("customers.WrapCall", {"callId": call, "disposition": "DO_NOT_CALL"})
    told = events(stack, "call.wrapped", callId=call)[0]
    assert (told["customerContact"], told["answered"], told["doNotCall"]) == (False, False, True)
    assert request_call(stack, customer)["decision"]["reason"] == "BLOCKED"


def test_CUS_34_who_rings_us_needs_no_permission(stack, customer):
    permit(stack, point_of(stack, customer)["id"], "BLOCKED", purpose="*")
    call = request_call(stack, customer, direction="INBOUND")
    assert call["state"] == "RINGING" and call["direction"] == "INBOUND" and call["ringingAt"]
    assert report(stack, call["id"], "ANSWERED", "ENDED")["state"] == "ENDED"


def test_CUS_34_an_ended_call_is_wrapped_automatically(stack, customer):
    call = request_call(stack, customer)["id"]
    report(stack, call, "DIALLING", "NO_ANSWER")
    assert stack.psql("customers", "UPDATE job SET due_at = now() WHERE dedupe = %s RETURNING kind",
                      (call,)) == [("auto_wrap",)]
    wrapped = wait_until(lambda: events(stack, "call.wrapped", callId=call), 20, "the automatic wrap")[0]
    assert wrapped["automatic"] is True and "disposition" not in wrapped
    assert stack.refused("customers.WrapCall", {"callId": call, "disposition": "NO_ANSWER"}).reason == "WRONG_STATE"


def test_CUS_34_a_wrapped_call_is_not_wrapped_again(stack, customer):
    call = request_call(stack, customer)["id"]
    report(stack, call, "DIALLING", "BUSY")
    stack.call("customers.WrapCall", {"callId": call, "disposition": "BUSY"})
    assert stack.psql("customers", "SELECT count(*) FROM job WHERE dedupe = %s", (call,)) == [(0,)]


def test_PLT_02_agents_call_their_own_customers(stack, customer):
    logins = {row["id"]: row["login"] for row in stack.access()["users"]}
    owner = logins[get(stack, customer)["customer"]["ownerId"]]
    other = next(login for login in ("tele1", "tele2", "tele3") if login != owner)
    call = request_call(stack, customer, as_=owner)
    assert stack.refused("customers.RequestCall", {"customerId": customer}, other).code == "not_found"
    assert stack.refused("customers.ReportCall", {"callId": call["id"], "state": "DIALLING"}, other).code == "not_found"
    assert report(stack, call["id"], "DIALLING", as_=owner)["agentId"] == get(stack, customer)["customer"]["ownerId"]
    assert stack.refused("customers.RequestCall", {"customerId": customer}, "clerk").code == "permission_denied"


def test_CUS_34_what_cannot_be_called(stack):
    letters_only = customer_of(stack, email=email())
    assert stack.refused("customers.RequestCall", {"customerId": letters_only}).reason == "NO_PHONE"
    assert stack.refused("customers.RequestCall", {"customerId": ABSENT}).code == "not_found"
    other = point_of(stack, customer_of(stack))["id"]
    stranger = {"customerId": letters_only, "contactPointId": other}
    assert stack.refused("customers.RequestCall", stranger).code == "not_found"
    assert stack.refused("customers.RequestCall", {"customerId": letters_only, "purpose": "fun"}).field == "purpose"


# ---- activities ----

def test_CUS_21_an_activity_has_seven_elements(stack, customer):
    contact = stack.call("customers.AddContact", {"customerId": customer, "name": "Li"})["contact"]["id"]
    user = get(stack, customer)["customer"]["ownerId"]
    body = {"customerId": customer, "type": "VISIT", "at": in_minutes(-30), "targetContactIds": [contact],
            "purchaseStage": "SYSTEM_DESIGN", "effectLevel": 2, "participants": [{"userId": user, "role": "SALES_REP"}],
            "costs": [{"kind": "travel", "amountMinor": "12050", "currency": "CNY"}], "twoWay": True,
            "need": "faster line, call 13812345678", "concern": "price", "feedback": "good demo", "intent": "UP",
            "nextContactAt": in_minutes(60 * 24)}
    activity = stack.call("customers.RecordActivity", body)["activity"]
    for name in ("type", "targetContactIds", "purchaseStage", "effectLevel", "participants", "costs"):
        assert activity[name] == body[name], name
    assert activity["need"] == "faster line, call *********78"
    assert (activity["state"], activity["version"]) == ("DONE", 1)
    done = events(stack, "activity.completed", activityId=activity["id"])[0]
    assert done["effective"] is True and done["hasNeed"] is True and done["intent"] == "UP" and done["nextContactAt"]
    assert "faster" not in str(done)


def test_CUS_23_each_cost_of_an_activity_is_kept_with_kind_and_currency(stack, customer):
    costs = [{"kind": "travel", "amountMinor": "12050", "currency": "CNY"},
             {"kind": "gift", "amountMinor": "1999", "currency": "EUR"}]
    made = stack.call("customers.RecordActivity", {"customerId": customer, "type": "GIFT", "costs": costs})["activity"]
    less = {"customerId": customer, "activityId": made["id"], "correction": True, "costs": costs[:1]}
    stack.call("customers.RecordActivity", less)
    items = stack.call("customers.GetTimeline", {"customerId": customer})["items"]
    assert next(item["activity"]["costs"] for item in items if item["id"] == made["id"]) == costs[:1]
    assert stack.psql("customers", "SELECT activity_version, currency, sum(amount_minor)::int FROM activity_cost"
                      " WHERE activity_id = %s GROUP BY 1, 2 ORDER BY 1, 2", (made["id"],)) == [
        (1, "CNY", 12050), (1, "EUR", 1999), (2, "CNY", 12050)]
    for wrong in ({"kind": "travel", "amountMinor": "-1", "currency": "CNY"}, {"kind": "travel", "amountMinor": "1"},
                  {"kind": "travel", "amountMinor": "1", "currency": "RMB!"}):
        body = {"customerId": customer, "type": "GIFT", "costs": [wrong]}
        assert stack.refused("customers.RecordActivity", body).code == "invalid_argument"


def test_CUS_24_several_of_ours_and_of_the_customers_take_part(stack, customer):
    people = [stack.call("customers.AddContact", {"customerId": customer, "name": name})["contact"]["id"]
              for name in ("Li", "Sun")]
    ours = [{"userId": str(uuid.uuid4()), "role": role} for role in ("SALES_MANAGER", "SALES_REP", "TECHNICAL_ENGINEER")]
    made = stack.call("customers.RecordActivity", {"customerId": customer, "type": "TECHNICAL_EXCHANGE",
                                                   "targetContactIds": people, "participants": ours})["activity"]
    items = stack.call("customers.GetTimeline", {"customerId": customer})["items"]
    shown = next(item["activity"] for item in items if item["id"] == made["id"])
    assert shown["targetContactIds"] == people and shown["participants"] == ours
    stranger = {"customerId": customer, "type": "VISIT", "participants": [{**ours[0], "role": "DRIVER"}]}
    assert stack.refused("customers.RecordActivity", stranger).code == "invalid_argument"


def test_CUS_22_a_plan_is_done_and_then_changes_by_correction_only(stack, customer):
    plan = {"customerId": customer, "type": "TECHNICAL_EXCHANGE", "state": "PLANNED", "at": in_minutes(30),
            "costs": [{"kind": "room", "amountMinor": "100", "currency": "CNY"}]}
    planned = stack.call("customers.RecordActivity", plan)["activity"]
    assert planned["state"] == "PLANNED" and len(events(stack, "activity.planned", activityId=planned["id"])) == 1
    more = {"customerId": customer, "activityId": planned["id"]}
    done = stack.call("customers.RecordActivity", {**more, "effectLevel": 1, "feedback": "fine"})["activity"]
    assert (done["version"], done["state"], done["type"]) == (2, "DONE", "TECHNICAL_EXCHANGE")
    assert done["costs"] == planned["costs"] == plan["costs"]
    assert stack.refused("customers.RecordActivity", more).reason == "WRONG_STATE"
    assert stack.refused("customers.RecordActivity", {**more, "state": "CANCELLED"}).reason == "WRONG_STATE"
    right = stack.call("customers.RecordActivity", {**more, "correction": True, "effectLevel": 3})["activity"]
    assert (right["version"], right["effectLevel"], right["feedback"], right["at"]) == (3, 3, "fine", done["at"])
    told = events(stack, "activity.completed", activityId=planned["id"])
    assert [event.get("correction") for event in told] == [False, True]
    versions = stack.psql("customers", "SELECT count(*) FROM activity WHERE id = %s", (planned["id"],))
    assert versions == [(3,)]


def test_CUS_22_a_plan_may_be_moved_cancelled_or_missed(stack, customer):
    plan = {"customerId": customer, "type": "VISIT", "state": "PLANNED", "at": in_minutes(30)}
    for state in ("CANCELLED", "NO_SHOW"):
        more = {"customerId": customer, "activityId": stack.call("customers.RecordActivity", plan)["activity"]["id"]}
        moved = stack.call("customers.RecordActivity", {**more, "state": "PLANNED", "at": in_minutes(90)})["activity"]
        assert moved["state"] == "PLANNED" and moved["version"] == 2
        assert stack.call("customers.RecordActivity", {**more, "state": state})["activity"]["state"] == state
        assert events(stack, "activity.cancelled", activityId=more["activityId"])[0]["state"] == state
        assert stack.refused("customers.RecordActivity", {**more, "state": "DONE"}).reason == "WRONG_STATE"


def test_CUS_21_what_is_wrong_with_an_activity(stack, customer):
    base = {"customerId": customer, "type": "VISIT"}
    user = str(uuid.uuid4())
    for change, field in ((dict(type="PARTY"), "type"), (dict(type=None), "type"),
                          (dict(purchaseStage="LATER"), "purchase_stage"), (dict(state="CANCELLED"), "state"),
                          (dict(state="PLANNED"), "at"), (dict(at=in_minutes(10)), "at"),
                          (dict(state="PLANNED", at=in_minutes(-10)), "at"), (dict(correction=True), "correction"),
                          (dict(effectLevel=5), "effect_level"),
                          (dict(participants=[{"userId": user, "role": "SALES_REP"}] * 2), "participants")):
        body = {key: value for key, value in {**base, **change}.items() if value is not None}
        assert stack.refused("customers.RecordActivity", body).field == field, change
    for change in (dict(customerId=ABSENT), dict(activityId=ABSENT), dict(callId=ABSENT),
                   dict(targetContactIds=[ABSENT])):
        assert stack.refused("customers.RecordActivity", {**base, **change}).code == "not_found", change
    assert stack.refused("customers.RecordActivity", base, "finance").code == "permission_denied"


def test_CUS_17_needs_are_recorded(stack, customer):
    body = {"customerId": customer, "pain": "stock is counted by hand", "currentSystem": "paper", "depth": 3}
    need = stack.call("customers.RaiseNeed", body)["need"]
    assert need["state"] == "RAISED" and need["depth"] == 3
    assert events(stack, "need.raised", needId=need["id"])[0]["customerId"] == customer
    assert stack.refused("customers.RaiseNeed", {"customerId": customer, "currentSystem": "paper"}).field == "pain"
    assert stack.refused("customers.RaiseNeed", {**body, "customerId": ABSENT}).code == "not_found"


# ---- timeline ----

def test_CUS_22_the_timeline_is_searched_by_what_was_said_by_kind_by_time_and_by_whom(stack, customer):
    for nth, said in enumerate(({"need": "a Press of 200 t"}, {"concern": "价格太高,要等新预算"}, {"feedback": "press was loud"},
                                {"note": "ring 138 0013 8000 about the press"})):
        body = {"customerId": customer, "type": "TELESALES", "at": f"2026-01-0{nth + 1}T08:00:00Z", **said}
        stack.call("customers.RecordActivity", body, "admin" if nth else "manager")

    def found(**more):
        reply = stack.call("customers.GetTimeline", {"customerId": customer, **more})
        return [item["at"][8:10] for item in reply.get("items", [])], reply.get("nextPageToken")
    assert found(text="PRESS") == (["04", "03", "01"], None) and found(text="新预算") == (["02"], None)
    first, token = found(text="press", pageSize=2)
    assert first == ["04", "03"] and found(text="press", pageSize=2, pageToken=token) == (["01"], None)
    assert found(text="0013") == ([], None) == found(text="nobody said this")  # what is masked is not found
    assert found(kinds=["ACTIVITY"], since="2026-01-02T00:00:00Z", until="2026-01-04T00:00:00Z") == (["03", "02"], None)
    assert len(found(kinds=["CAPTURE"])[0]) == 1 == len(found(by=user_id(stack, "manager"))[0])
    for wrong in ({"text": " "}, {"text": "press", "kinds": ["CALL"]}):
        assert stack.refused("customers.GetTimeline", {"customerId": customer, **wrong}).code == "invalid_argument"


def test_CUS_22_the_timeline_holds_everything_in_order_and_in_pages(stack, customer):
    for number in range(3):
        report(stack, request_call(stack, customer)["id"], "DIALLING", "BUSY")
        stack.call("customers.RecordActivity", {"customerId": customer, "type": "TELESALES", "need": f"need {number}"})
    whole = stack.call("customers.GetTimeline", {"customerId": customer})["items"]
    assert [item["kind"] for item in whole] == ["ACTIVITY", "CALL"] * 3 + ["CAPTURE"]
    assert [item["activity"]["need"] for item in whole if item["kind"] == "ACTIVITY"] == ["need 2", "need 1", "need 0"]
    assert whole[1]["call"]["state"] == "BUSY" and "*" in whole[-1]["capture"]["phoneMasked"]
    paged, page = [], {"customerId": customer, "pageSize": 2}
    while True:
        reply = stack.call("customers.GetTimeline", page)
        paged += reply["items"]
        if "nextPageToken" not in reply:
            break
        page["pageToken"] = reply["nextPageToken"]
    assert paged == whole
    of_lead = stack.call("customers.GetTimeline", {"customerId": customer,
                                                   "leadId": whole[-1]["capture"]["leadId"]})["items"]
    assert [item["kind"] for item in of_lead] == ["CAPTURE"]
    assert stack.refused("customers.GetTimeline", {"customerId": customer, "pageToken": "1.x"}).field == "page_token"
    assert stack.refused("customers.GetTimeline", {"customerId": customer}, "clerk").code == "not_found"
    assert stack.refused("customers.GetTimeline", {"customerId": ABSENT}).code == "not_found"
