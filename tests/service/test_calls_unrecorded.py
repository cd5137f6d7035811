# SPDX-License-Identifier: Apache-2.0
"""What an agent did today and did not write down."""
import datetime

from people import customer_of, owned, phone, point_of, report, request_call
from selling import user_id


def ago(hours=0):
    return (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=hours)).isoformat()


def unrecorded(stack, since, as_, **more):
    return stack.call("customers.ListUnrecorded", {"from": since, **more}, as_).get("items", [])


def test_INS_08_calls_and_contacts_without_a_record_are_listed_for_their_agent(stack):
    since, customer = ago(), customer_of(stack, phone=phone())
    logins = {row["id"]: row["login"] for row in stack.access()["users"]}
    agent = logins[owned(stack, customer)["ownerId"]]
    other = next(login for login in ("tele1", "tele2", "tele3") if login != agent)
    mine = lambda as_=agent, **more: [(one["kind"], one["id"]) for one in unrecorded(stack, since, as_, **more)  # noqa: E731
                                      if one["customerId"] == customer]
    open_, spoken, silent = (request_call(stack, customer, as_=agent)["id"] for _ in range(3))
    report(stack, silent, "DIALLING", "NO_ANSWER", as_=agent)
    for call in (open_, spoken):
        report(stack, call, "DIALLING", "ANSWERED", as_=agent)
    assert mine() == [("CALL_OPEN", silent)]
    for call in (open_, spoken):
        report(stack, call, "ENDED", as_=agent)
    stack.psql("customers", """UPDATE call SET state = 'WRAPPED', wrapped_at = now(), auto_wrapped = true
        WHERE id = ANY (%s::uuid[])""", ([spoken, silent],))
    point = point_of(stack, customer)["id"]
    letter = stack.call("customers.RequestContact", {"customerId": customer, "contactPointId": point, "medium": "SMS"},
                        agent)["attempt"]["id"]
    missing = [("CALL_OPEN", open_), ("CALL_WITHOUT_WORDS", spoken), ("CONTACT_UNUSED", letter)]
    assert mine() == missing and mine("manager", agentId=user_id(stack, agent)) == missing
    assert mine(other, agentId=user_id(stack, agent)) == [] and mine(other) == []
    pages, token = [], None
    while token != "":
        body = {"from": since, "pageSize": 1, **({"pageToken": token} if token else {})}
        reply = stack.call("customers.ListUnrecorded", body, agent)
        pages += [(one["kind"], one["id"]) for one in reply.get("items", []) if one["customerId"] == customer]
        token = reply.get("nextPageToken", "")
    assert pages == missing
    activity = {"customerId": customer, "type": "TELESALES", "twoWay": True, "effectLevel": 1, "feedback": "fine"}
    stack.call("customers.WrapCall", {"callId": open_, "disposition": "INTERESTED"}, agent)
    stack.call("customers.RecordActivity", {**activity, "callId": spoken}, agent)
    sent = {"medium": "SMS", "contactPointId": point, "decisionId": letter}
    stack.call("customers.RecordActivity", {**activity, **sent}, agent)
    assert mine() == []


def test_INS_08_what_cannot_be_asked(stack):
    now = datetime.datetime.now(datetime.timezone.utc)
    body = {"from": now.isoformat(), "until": (now - datetime.timedelta(hours=1)).isoformat()}
    assert stack.refused("customers.ListUnrecorded", body, "tele1").field == "until"
    assert stack.refused("customers.ListUnrecorded", {}, "tele1").field == "from"
    assert stack.refused("customers.ListUnrecorded", {"from": ago(32 * 24)}, "tele1").field == "from"
    assert stack.refused("customers.ListUnrecorded", {"from": now.isoformat()}, "clerk").code == "permission_denied"


def test_INS_08_a_call_before_a_merge_is_recorded_at_who_the_customer_is_now(stack):
    since, survivor, alias = ago(), *(customer_of(stack, phone=phone()) for _ in range(2))
    call = request_call(stack, alias)["id"]
    report(stack, call, "DIALLING", "ANSWERED", "ENDED")
    stack.psql("customers", "UPDATE call SET state = 'WRAPPED', wrapped_at = now(), auto_wrapped = true WHERE id = %s",
               (call,))
    stack.call("customers.MergeCustomers", {"survivorId": survivor, "aliasId": alias})
    mine = lambda: [one["customerId"] for one in unrecorded(stack, since, "admin") if one["id"] == call]  # noqa: E731
    assert mine() == [survivor]
    stack.call("customers.RecordActivity", {"customerId": survivor, "type": "TELESALES", "twoWay": True, "effectLevel": 1,
                                            "feedback": "fine", "callId": call})
    assert mine() == []
