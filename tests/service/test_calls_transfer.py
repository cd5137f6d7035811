# SPDX-License-Identifier: Apache-2.0
"""A customer waits on the line: held, put through to a colleague or a team, taken; and by what telephone calls are made."""
import datetime

import pytest

from people import customer_of, events, owned, phone, report, request_call
from selling import user_id

TEAM = "/hq/sales/tele/"


@pytest.fixture
def talk(stack):
    """A call that somebody answered: its id, its agent and two colleagues of the agent's team."""
    customer = customer_of(stack, phone=phone(), name="Zhang San")
    logins = {row["id"]: row["login"] for row in stack.access()["users"]}
    agent = logins[owned(stack, customer)["ownerId"]]
    others = [login for login in ("tele1", "tele2", "tele3") if login != agent]
    call = request_call(stack, customer, as_=agent)["id"]
    report(stack, call, "DIALLING", "ANSWERED", as_=agent)
    return call, agent, *others[:2]


def listed(stack, call, as_):
    found = stack.call("customers.ListTransfers", {}, as_).get("transfers", [])
    return next((one for one in found if one["call"]["id"] == call), None)


def transfer(stack, call, as_, **to):
    return stack.call("customers.TransferCall", {"callId": call, **to}, as_)["call"]


def move_back(stack, call, seconds):
    """As if everything in this call had been so much earlier."""
    times = ", ".join(f"{name} = {name} - interval '{seconds} seconds'" for name in
                      ("requested_at", "dialled_at", "answered_at", "stepped_at", "held_since"))
    stack.psql("customers", f"UPDATE call SET {times} WHERE id = %s", (call,))


def test_CUS_34_how_long_a_customer_was_held_is_kept(stack, talk):
    call, agent, *_ = talk
    move_back(stack, call, 100)
    begun = stack.psql("customers", "SELECT answered_at FROM call WHERE id = %s", (call,))[0][0]
    at = lambda seconds: (begun + datetime.timedelta(seconds=seconds)).isoformat()  # noqa: E731
    held = report(stack, call, "HELD", as_=agent, at=at(10))
    assert held["state"] == "HELD" and held["heldSince"] and held["holdS"] == 0
    assert report(stack, call, "ANSWERED", as_=agent, at=at(25))["holdS"] == 15
    assert stack.refused("customers.ReportCall", {"callId": call, "state": "ANSWERED"}, agent).reason == "WRONG_STATE"
    report(stack, call, "HELD", as_=agent, at=at(40))
    early = {"callId": call, "state": "ENDED", "at": at(39)}
    assert stack.refused("customers.ReportCall", early, agent).field == "at"
    ended = report(stack, call, "ENDED", as_=agent, at=at(60))
    assert (ended["holdS"], ended["talkS"], ended.get("heldSince")) == (35, 60, None)
    assert [one["holdS"] for one in events(stack, "call.resumed", callId=call)] == [15]
    assert len(events(stack, "call.held", callId=call)) == 2 and len(events(stack, "call.answered", callId=call)) == 1
    assert events(stack, "call.ended", callId=call)[0]["holdS"] == 35


def test_CUS_34_a_call_is_put_through_to_a_colleague_with_its_context(stack, talk):
    call, agent, colleague, third = talk
    customer = stack.psql("customers", "SELECT customer_id::text FROM call WHERE id = %s", (call,))[0][0]
    put = transfer(stack, call, agent, toUserId=user_id(stack, colleague), note="asks for a price, call 13812345678")
    assert put["state"] == "TRANSFERRING" and put["transferUserId"] == user_id(stack, colleague)
    assert listed(stack, call, agent) is None and listed(stack, call, third) is None
    offered = listed(stack, call, colleague)
    assert offered["note"] == "asks for a price, call *********78"
    assert offered["customerNameMasked"] and offered["call"]["customerId"] == customer
    assert stack.refused("customers.TakeCall", {"callId": call}, third).code == "not_found"
    move_back(stack, call, 20)
    taken = stack.call("customers.TakeCall", {"callId": call}, colleague)["call"]
    assert (taken["state"], taken["agentId"]) == ("ANSWERED", user_id(stack, colleague)) and taken["holdS"] >= 20
    assert stack.refused("customers.TakeCall", {"callId": call}, colleague).code == "not_found"
    assert listed(stack, call, colleague)["call"]["state"] == "ANSWERED"
    told = events(stack, "call.taken", callId=call)[0]
    assert (told["fromAgentId"], told["agentId"]) == (user_id(stack, agent), user_id(stack, colleague))
    assert events(stack, "call.transferred", callId=call)[0]["toUserId"] == user_id(stack, colleague)
    assert "price" not in str(events(stack, "call.transferred", callId=call))
    report(stack, call, "ENDED", as_=colleague)
    done = stack.call("customers.WrapCall", {"callId": call, "disposition": "INTERESTED"}, colleague)["call"]
    assert (done["transferredBy"], done["agentId"]) == (user_id(stack, agent), user_id(stack, colleague))
    assert listed(stack, call, colleague) is None
    assert events(stack, "call.wrapped", callId=call)[0]["agentId"] == user_id(stack, colleague)
    assert len(events(stack, "call.answered", callId=call)) == 1


def test_CUS_34_one_of_a_team_takes_a_call_or_its_agent_is_back(stack, talk):
    call, agent, colleague, third = talk
    transfer(stack, call, agent, toTeamPath=TEAM)
    assert listed(stack, call, colleague) and listed(stack, call, third) and not listed(stack, call, agent)
    assert not listed(stack, call, "field")
    assert report(stack, call, "ANSWERED", as_=agent)["agentId"] == user_id(stack, agent)
    assert stack.refused("customers.TakeCall", {"callId": call}, colleague).reason == "WRONG_STATE"
    report(stack, call, "HELD", as_=agent)
    transfer(stack, call, agent, toTeamPath=TEAM)
    stack.call("customers.TakeCall", {"callId": call}, colleague)
    assert stack.refused("customers.TakeCall", {"callId": call}, third).reason == "WRONG_STATE"
    assert not listed(stack, call, third)


def test_CUS_34_a_call_is_not_put_through_to_nobody_and_not_before_an_answer(stack, talk):
    call, agent, colleague, _ = talk
    body = {"callId": call, "toUserId": user_id(stack, colleague)}
    refused = lambda body, as_=agent: stack.refused("customers.TransferCall", body, as_)  # noqa: E731
    assert refused({"callId": call}).field == "to_user_id"
    assert refused({**body, "toTeamPath": TEAM}).field == "to_user_id"
    assert refused({"callId": call, "toTeamPath": "tele"}).field == "to_team_path"
    assert refused({"callId": call, "toUserId": user_id(stack, agent)}).field == "to_user_id"
    assert refused(body, colleague).code == "not_found"
    assert refused(body, "clerk").code == "permission_denied"
    assert stack.refused("customers.ListTransfers", {}, "clerk").code == "permission_denied"
    report(stack, call, "ENDED", as_=agent)
    assert refused(body).reason == "WRONG_STATE"
    assert stack.refused("customers.ReportCall", {"callId": call, "state": "TRANSFERRING"}, agent).field == "state"
    customer = stack.psql("customers", "SELECT customer_id::text FROM call WHERE id = %s", (call,))[0][0]
    other = request_call(stack, customer, as_=agent)["id"]
    assert refused({**body, "callId": other}).reason == "WRONG_STATE"


def test_CUS_34_whether_an_adapter_attends_to_calls(stack):
    stack.psql("customers", "DELETE FROM telephone")
    assert stack.call("customers.GetTelephone", {}, "tele1")["telephone"] == {"mode": "MANUAL"}
    attended = stack.call("customers.AttendTelephone", {"adapter": "pbx"})["telephone"]
    assert (attended["mode"], attended["adapter"]) == ("ADAPTER", "pbx")
    assert stack.call("customers.GetTelephone", {}, "tele1")["telephone"] == attended
    stack.psql("customers", "UPDATE telephone SET seen_at = seen_at - interval '91 seconds'")
    assert stack.call("customers.GetTelephone", {}, "tele1")["telephone"] == {"mode": "MANUAL"}
    assert stack.refused("customers.AttendTelephone", {"adapter": "pbx"}, "tele1").code == "permission_denied"
    assert stack.refused("customers.GetTelephone", {}, "clerk").code == "permission_denied"
