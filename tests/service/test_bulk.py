# SPDX-License-Identifier: Apache-2.0
"""What an import does besides capturing: leads changed and withdrawn, calls of the time before us."""
import uuid

import pytest

from intents import Agent, events, lead, phone, wait_event
from people import customer_of, get
from support.stack import wait_until

UNKNOWN = "00000000-0000-7000-8000-00000000abcd"


@pytest.fixture
def bulk():
    return "bulk-" + uuid.uuid4().hex[:12]


def row(stack, natural_key, as_="admin", **more):
    """One row of a file, sent under a key of its own as an import does."""
    body = {"sourceChannel": "STORE", "source": "fair", "product": "p" + natural_key[-12:], "naturalKey": natural_key, **more}
    return stack.call("leads.CaptureLead", body, as_, key=str(uuid.uuid4()), channel="IMPORT")


def key():
    return "row-" + uuid.uuid4().hex[:16]


def types(stack, lead_id):
    return [event["type"] for event in events(stack, lead_id)]


# ---- changing what is there ----


def test_LEA_04_a_repeated_row_changes_what_differs_and_nothing_else(stack, bulk):
    name = key()
    first = row(stack, name, bulkId=bulk, attributes=[{"key": "city", "value": "Wuhan"}])["lead"]
    before = types(stack, first["id"])
    same = row(stack, name, updateKnown=True, bulkId="other", attributes=[{"key": "city", "value": "Wuhan"}])
    assert (same["existed"], same["updated"], same.get("kept", [])) == (True, False, [])
    assert types(stack, first["id"]) == before
    changed = row(stack, name, updateKnown=True, bulkId="other", source="web", interests=["price"], disposition="CALL_BACK",
                  doNotCall=True, attributes=[{"key": "city", "value": "Xi'an"}, {"key": "seats", "value": "9"}])
    assert (changed["existed"], changed["updated"], changed["kept"]) == (True, True, ["source"])
    shown = lead(stack, first["id"])
    assert (shown["lead"]["source"], shown["lead"]["disposition"], shown["lead"]["bulkId"]) == ("fair", "CALL_BACK", bulk)
    assert shown["lead"]["doNotCall"] is True and shown["lead"]["interests"] == ["price"]
    assert {pair["key"]: pair["value"] for pair in shown["attributes"]} == {"city": "Xi'an", "seats": "9"}
    told = wait_event(stack, first["id"], "lead.updated")
    assert sorted(told["fields"]) == ["attributes.city", "attributes.seats", "disposition", "do_not_call", "interests"]
    assert told["bulkId"] == "other" and told["doNotCall"] is True and "Xi'an" not in str(told)
    assert shown["assessments"][0]["cause"] == "UPDATE" and shown["lead"]["version"] == str(int(first["version"]) + 1)


def test_LEA_04_a_file_does_not_take_a_wish_back(stack):
    name = key()
    first = row(stack, name, doNotCall=True, doNotEmail=True)["lead"]
    again = row(stack, name, updateKnown=True, doNotCall=False, doNotEmail=False)
    assert again["updated"] is False and again["kept"] == ["do_not_call", "do_not_email"]
    assert lead(stack, first["id"])["lead"]["doNotCall"] is True


def test_CUS_33_a_wish_that_comes_later_holds_for_the_customer(stack):
    name, number = key(), phone()
    first = row(stack, name, phone=number, email=f"{name}@example.com")["lead"]
    row(stack, name, updateKnown=True, doNotCall=True, doNotEmail=True)

    def blocked():
        found = {(one["medium"], one["purpose"]): one["state"] for one in get(stack, first["customerId"]).get("permissions", [])}
        return found.get(("CALL", "*")) == found.get(("EMAIL", "*")) == "BLOCKED"
    wait_until(blocked, 20, "the blocks")


def test_LEA_04_only_who_works_on_leads_may_change_them(stack):
    name = key()
    first = row(stack, name)["lead"]
    refusal = stack.refused("leads.CaptureLead", {"sourceChannel": "STORE", "naturalKey": name, "updateKnown": True}, "web")
    assert refusal.code == "permission_denied"
    foreign = Agent(stack)
    given = Agent(stack).id
    stack.call("leads.AssignLead", {"leadId": first["id"], "ownerId": given})
    refusal = stack.refused("leads.CaptureLead", {"sourceChannel": "STORE", "naturalKey": name, "updateKnown": True},
                            token=foreign.token, as_=None)
    assert refusal.code == "not_found"
    stack.call("leads.DisqualifyLead", {"leadId": first["id"], "reason": "PRICE"})
    refusal = stack.refused("leads.CaptureLead", {"sourceChannel": "STORE", "naturalKey": name, "updateKnown": True})
    assert (refusal.code, refusal.reason) == ("failed_precondition", "WRONG_STATE")


def test_LEA_04_only_known_rows_are_taken_where_that_is_asked_for(stack):
    body = {"sourceChannel": "STORE", "naturalKey": key(), "phone": phone(), "onlyKnown": True, "updateKnown": True}
    refusal = stack.refused("leads.CaptureLead", body)
    assert (refusal.code, refusal.field) == ("not_found", "natural_key")
    assert not stack.call("customers.SearchCustomers", {"phone": body["phone"]}).get("hits")
    first = row(stack, body["naturalKey"])["lead"]
    foreign = Agent(stack)
    stack.call("leads.AssignLead", {"leadId": first["id"], "ownerId": Agent(stack).id})
    outside = stack.refused("leads.CaptureLead", body, token=foreign.token, as_=None)
    assert (outside.code, outside.field, outside.message) == (refusal.code, refusal.field, refusal.message)
    assert stack.call("leads.CaptureLead", {**body, "interests": ["price"]})["updated"] is True
    nameless = stack.refused("leads.CaptureLead", {"sourceChannel": "STORE", "onlyKnown": True})
    assert (nameless.code, nameless.field) == ("invalid_argument", "natural_key")


# ---- undoing ----


def withdraw(stack, lead_id, bulk, **more):
    return stack.call("leads.WithdrawLead", {"leadId": lead_id, "bulkId": bulk}, **more)["lead"]


def objection(stack, lead_id, bulk, as_="admin"):
    refusal = stack.refused("leads.WithdrawLead", {"leadId": lead_id, "bulkId": bulk}, as_)
    return refusal.reason or refusal.code


def test_LEA_04_a_withdrawn_lead_frees_its_owner_its_customer_and_its_key(stack, bulk):
    name, number = key(), phone()
    first = row(stack, name, bulkId=bulk, phone=number, source="wrong column")["lead"]
    gone = withdraw(stack, first["id"], bulk)
    assert gone["state"] == "WITHDRAWN" and "slaDueAt" not in gone
    told = wait_event(stack, first["id"], "lead.withdrawn")
    assert (told["bulkId"], told["fromState"]) == (bulk, first["state"])
    assert withdraw(stack, first["id"], bulk)["version"] == gone["version"], "a second time changes nothing"
    other = stack.call("leads.CaptureLead", {"sourceChannel": "PHONE", "phone": number, "product": first["product"]})["lead"]
    assert other["state"] != "DUPLICATE", "the customer is free for another lead"
    wait_until(lambda: not stack.psql("customers", "SELECT FROM capture WHERE lead_id = %s", [first["id"]]), 20, "forgetting")
    again = row(stack, name, bulkId="next", source="right column")
    assert not again.get("existed") and again["lead"]["id"] == first["id"]
    shown = lead(stack, first["id"])
    assert (shown["lead"]["source"], shown["lead"]["bulkId"], shown["lead"]["version"]) == ("right column", "next", "1")
    assert shown["lead"]["state"] in ("ASSIGNED", "POOLED") and "customerId" not in shown["lead"]
    assert len(shown["assessments"]) == 1
    told = types(stack, first["id"])
    assert told.count("lead.captured") == 2 and told.index("lead.withdrawn") > told.index("lead.captured")


def test_LEA_04_a_duplicate_and_its_lead_are_withdrawn_together(stack, bulk):
    number, product = phone(), key()
    first = row(stack, key(), bulkId=bulk, phone=number, product=product)["lead"]
    second = row(stack, key(), bulkId=bulk, phone=number, product=product)["lead"]
    assert second["state"] == "DUPLICATE" and second["duplicateOf"] == first["id"]
    assert withdraw(stack, first["id"], bulk)["state"] == withdraw(stack, second["id"], bulk)["state"] == "WITHDRAWN"


def test_LEA_04_what_somebody_has_worked_on_stays(stack, bulk):
    agent = Agent(stack)
    given, touched, foreign, lost = (row(stack, key(), bulkId=bulk, phone=phone())["lead"] for _ in range(4))
    stack.call("leads.AssignLead", {"leadId": given["id"], "ownerId": agent.id})
    assert objection(stack, given["id"], bulk) == "WORKED_ON"
    number = phone()
    touched = row(stack, key(), bulkId=bulk, phone=number, product="touched")["lead"]
    stack.call("leads.CaptureLead", {"sourceChannel": "WEB", "phone": number, "product": "touched"})
    assert objection(stack, touched["id"], bulk) == "ASKED_AGAIN"
    assert objection(stack, foreign["id"], "another") == "OTHER_IMPORT"
    stack.call("leads.AssignLead", {"leadId": lost["id"], "ownerId": agent.id})
    stack.call("leads.DisqualifyLead", {"leadId": lost["id"], "reason": "PRICE"})
    assert objection(stack, lost["id"], bulk) == "WORKED_ON"
    assert objection(stack, UNKNOWN, bulk) == "not_found"
    refusal = stack.refused("leads.WithdrawLead", {"leadId": foreign["id"], "bulkId": bulk}, "manager")
    assert refusal.code == "permission_denied"
    assert {lead(stack, one["id"])["lead"]["state"] for one in (given, lost)} == {"ASSIGNED", "DISQUALIFIED"}


def test_LEA_04_a_lead_that_is_converted_stays(stack, bulk):
    first = row(stack, key(), bulkId=bulk)["lead"]
    stack.psql("leads", "UPDATE lead SET state = 'CONVERTED' WHERE id = %s", [first["id"]])
    assert objection(stack, first["id"], bulk) == "WRONG_STATE"


# ---- handing a customer over ----


def test_PLT_04_a_customer_goes_with_its_lead_when_its_owner_had_it(stack):
    one, two, three = (Agent(stack) for _ in range(3))
    first = row(stack, key(), phone=phone())["lead"]

    def give(lead_id, agent):
        stack.call("leads.AssignLead", {"leadId": lead_id, "ownerId": agent.id})

    def owner():
        return get(stack, first["customerId"])["customer"].get("ownerId")
    if "ownerId" in first:
        wait_until(lambda: owner() == first["ownerId"], 20, "the first owner")
    give(first["id"], one)
    wait_until(lambda: owner() == one.id, 20, "the owner")
    give(first["id"], two)
    wait_until(lambda: owner() == two.id, 20, "the next owner")
    moved = [event["payload"] for event in stack.events("customer.owner_changed") if event["aggId"] == first["customerId"]]
    assert (moved[-1]["fromOwnerId"], moved[-1]["ownerId"], moved[-1]["leadId"]) == (one.id, two.id, first["id"])
    number = stack.call("customers.GetCustomer", {"id": first["customerId"]})["contactPoints"][0]["id"]
    assert number
    other = stack.call("leads.CaptureLead", {"sourceChannel": "PHONE", "product": key()})["lead"]
    give(other["id"], three)
    stack.call("leads.ReleaseLead", {"leadId": first["id"], "reason": "ABSENT"})
    claimed = three
    stack.call("leads.SetAgentCapacity", {"userId": claimed.id, "capacity": 9})
    claimed.call("leads.ClaimLead", {"leadId": first["id"]})
    wait_until(lambda: owner() == claimed.id, 20, "the owner who claimed")


# ---- calls of the time before us ----


def history(stack, bulk, as_="admin", **more):
    return stack.call("customers.ImportCall", {"naturalKey": key(), "bulkId": bulk, "talkS": 79, **more}, as_,
                      channel="IMPORT")


def calls_of(stack, bulk):
    return stack.call("customers.ListHistoricCalls", {"bulkId": bulk}).get("calls", [])


def test_CUS_22_a_historic_call_is_kept_once_and_tells_no_clock(stack, bulk):
    name = key()
    made = history(stack, bulk, naturalKey=name, attempts=50, disposition="SOLD", campaign="may",
                   facts=[{"key": "day", "value": "19"}, {"key": "month", "value": "oct"}])
    call = made["call"]
    assert not made.get("existed") and "startedAt" not in call and "customerId" not in call
    assert (call["talkS"], call["attempts"], call["direction"], call["disposition"]) == (79, 50, "OUTBOUND", "SOLD")
    again = history(stack, bulk, naturalKey=name, talkS=1)
    assert again["existed"] is True and again["call"] == call
    assert calls_of(stack, bulk) == [call]
    told = [event for event in stack.events("call.*") if event["aggId"] == call["id"]]
    assert [event["type"] for event in told] == ["call.imported"]
    assert told[0]["channel"] == "IMPORT" and told[0]["payload"]["customerContact"] is True
    assert {fact["key"]: fact["value"] for fact in call["facts"]} == {"day": "19", "month": "oct"}


def test_CUS_22_a_historic_call_finds_its_customer_by_the_number(stack, bulk):
    number = "+86138" + str(uuid.uuid4().int)[:8]
    customer = customer_of(stack, phone=number)
    call = history(stack, bulk, phone=number[3:], startedAt="2015-10-21T12:13:10+02:00", talkS=0, direction="INBOUND")["call"]
    assert call["customerId"] == customer and call["pointMasked"].endswith(number[-4:]) and number not in str(call)
    named = history(stack, bulk, customerId=customer)["call"]
    assert named["customerId"] == customer
    stranger = history(stack, bulk, phone=phone())["call"]
    assert "customerId" not in stranger and stranger["pointMasked"]
    junk = history(stack, bulk, phone="call me")["call"]
    assert "customerId" not in junk and "pointMasked" not in junk
    shown = stack.call("customers.GetTimeline", {"customerId": customer})["items"]
    by_kind = {item["historicCall"]["id"]: item for item in shown if item["kind"] == "HISTORIC_CALL"}
    assert set(by_kind) == {call["id"], named["id"]} and by_kind[call["id"]]["at"] == "2015-10-21T10:13:10Z"
    assert len(calls_of(stack, bulk)) == 4


@pytest.mark.parametrize("field,value", [
    ("disposition", "MOON"), ("startedAt", "2999-01-01T00:00:00Z"), ("talkS", 90000), ("attempts", 0),
    ("facts", [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}])])
def test_CUS_22_what_a_historic_call_cannot_be(stack, bulk, field, value):
    refusal = stack.refused("customers.ImportCall", {"naturalKey": key(), "bulkId": bulk, "talkS": 1, field: value})
    assert refusal.code == "invalid_argument" and calls_of(stack, bulk) == []


def test_CUS_22_history_is_imported_by_administrators(stack, bulk):
    body = {"naturalKey": key(), "bulkId": bulk, "talkS": 1}
    assert stack.refused("customers.ImportCall", body, "tele1").code == "permission_denied"
    assert stack.refused("customers.ImportCall", dict(body, customerId=UNKNOWN)).code == "not_found"
    assert stack.refused("customers.ListHistoricCalls", {"bulkId": bulk}, "manager").code == "permission_denied"
