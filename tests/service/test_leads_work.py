# SPDX-License-Identifier: Apache-2.0
"""Work on leads through the API: pull, follow up, qualify, convert, nurture, end and begin again, lists."""
import datetime
import uuid

import pytest

from intents import Agent, capture, events, factors, lead, phone, wait_event
from support.stack import wait_until

UNKNOWN = "00000000-0000-7000-8000-00000000abcd"


def days_ago(days):
    at = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=days)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


@pytest.fixture
def agent(stack):
    return Agent(stack)


# ---- pulling ----

def test_LEA_11_the_most_important_lead_comes_first(stack, agent):
    empty = agent.call("leads.PullNext")
    assert "lead" not in empty and empty["reason"]
    weak = agent.given(doNotCall=True, product="course")
    strong = agent.given(sourceChannel="STORE", interests=["price"])
    assert strong["priority"] > weak["priority"]
    pulled = agent.call("leads.PullNext")
    assert pulled["lead"]["id"] == strong["id"] and pulled["pulledAt"]
    assert f"priority {strong['priority']}" in pulled["reason"]
    stack.psql("leads", "UPDATE leads.lead SET sla_due_at = now() - interval '1 second' WHERE id = %s", [weak["id"]])
    urgent = agent.call("leads.PullNext")
    assert urgent["lead"]["id"] == weak["id"] and "overdue" in urgent["reason"]
    assert stack.refused("leads.PullNext", {}, "clerk").code == "permission_denied"


# ---- following up ----

def test_LEA_13_LEA_18_the_first_contact_starts_the_work(stack, agent):
    working = agent.working()
    told = wait_event(stack, working["id"], "lead.first_contacted")
    assert told["by"] == "ACTIVITY" and told["inTime"] is True and int(told["elapsedS"]) >= 0
    followed = wait_event(stack, working["id"], "lead.followed_up")
    assert (followed["effective"], followed["intentChange"], followed["by"]) == (True, "UP", "ACTIVITY")
    after = lead(stack, working["id"])["lead"]
    assert (after["attempts"], after["lastContactedAt"]) == (1, after["firstContactedAt"])


def test_LEA_14_the_cadence_gives_the_next_contact(stack, agent):
    working = agent.working()
    assert working["nextContactAt"] and working["nextContactChannel"] in ("PHONE", "EMAIL", "VISIT")
    agreed = "2031-05-01T08:00:00Z"
    agent.activity(working, nextContactAt=agreed)
    wait_until(lambda: lead(stack, working["id"])["lead"]["nextContactAt"] == agreed, 20, "the date agreed upon")
    waiting = agent.call("leads.PullNext")
    assert "lead" not in waiting and "2031-05-01" in waiting["reason"]


def test_LEA_15_who_considers_is_rung_every_seven_days(stack, agent):
    working = agent.working()
    assert working["intent"] == "READY"
    agent.activity(working, intent="DOWN")
    after = wait_until(lambda: (row := lead(stack, working["id"])["lead"])["intent"] == "CONSIDERING" and row, 20,
                       "second thoughts")
    wait = moment(after["nextContactAt"]) - moment(after["lastContactedAt"])
    assert (wait.days, wait.seconds, after["nextContactChannel"]) == (7, 0, "PHONE")


def test_LEA_19_intent_moves_the_score(stack, agent):
    working = agent.working()
    before = working["score"]
    agent.activity(working, intent="DOWN")
    wait_until(lambda: lead(stack, working["id"])["lead"]["score"] < before, 20, "the new score")
    after = lead(stack, working["id"])
    assert "followup" not in [reason["rule"] for reason in after["scoreReasons"]]
    assert [row["cause"] for row in after["assessments"]] == ["FOLLOW_UP", "FOLLOW_UP", "CAPTURE"]


def owned(stack, agent, given):
    wait_until(lambda: stack.call("customers.GetCustomer", {"id": given["customerId"]})["customer"].get("ownerId")
               == agent.id, 20, "the customer's owner")


def dial(stack, agent, given):
    owned(stack, agent, given)
    call = agent.call("customers.RequestCall", {"customerId": given["customerId"], "leadId": given["id"]})["call"]
    assert call["state"] == "REQUESTED", call
    agent.call("customers.ReportCall", {"callId": call["id"], "state": "DIALLING"})
    return call


def test_LEA_13_calls_are_contacts(stack, agent):
    given = agent.chosen()
    call = dial(stack, agent, given)
    wait_until(lambda: agent.in_state(given["id"], "WORKING"), 20, "the first attempt")
    assert wait_event(stack, given["id"], "lead.first_contacted")["by"] == "CALL"
    for state in ("RINGING", "ANSWERED", "ENDED"):
        agent.call("customers.ReportCall", {"callId": call["id"], "state": state})
    agent.call("customers.WrapCall", {"callId": call["id"], "disposition": "INTERESTED"})
    told = wait_event(stack, given["id"], "lead.followed_up")
    assert (told["by"], told["refId"]) == ("CALL", call["id"])
    assert (told["effective"], told["disposition"]) == (True, "INTERESTED")
    after = lead(stack, given["id"])["lead"]
    assert (after["attempts"], after["disposition"]) == (1, "INTERESTED")


def test_LEA_08_what_a_call_ends_with_is_weighed(stack, agent):
    given = agent.chosen()
    call = dial(stack, agent, given)
    for state in ("RINGING", "ANSWERED", "ENDED"):
        agent.call("customers.ReportCall", {"callId": call["id"], "state": state})
    agent.call("customers.WrapCall", {"callId": call["id"], "disposition": "DO_NOT_CALL"})
    wait_event(stack, given["id"], "lead.followed_up")
    after = lead(stack, given["id"])
    assert after["lead"]["doNotCall"] is True and after["lead"]["score"] < given["score"]
    assert "do-not-call" in [reason["rule"] for reason in after["scoreReasons"]]


def test_LEA_12_LEA_26_what_is_entered_late_turns_no_clock_back(stack, agent):
    given = agent.chosen()
    owned(stack, agent, given)
    stack.psql("leads", "UPDATE leads.lead SET captured_at = now() - interval '40 days', assigned_at = now() - interval "
                        "'31 days', sla_due_at = now() - interval '29 days' WHERE id = %s", [given["id"]])
    stack.psql("customers", "UPDATE customers.capture SET captured_at = now() - interval '40 days' WHERE lead_id = %s",
               [given["id"]])

    def entered(nth, **more):
        agent.activity(given, **more)
        wait_until(lambda: len(events(stack, given["id"], "lead.followed_up")) == nth, 30, f"follow-up {nth}")
        return lead(stack, given["id"])["lead"]

    entered(1, at=days_ago(30))
    late = wait_event(stack, given["id"], "lead.first_contacted")
    assert late["inTime"] is False and int(late["elapsedS"]) >= 39 * 86400
    today = entered(2)
    again = entered(3, at=days_ago(21), type="VISIT", intent="SAME")
    for clock in ("lastContactedAt", "recycleAt", "nextContactAt"):
        assert again[clock] == today[clock], clock
    before = {"customerId": given["customerId"], "leadId": given["id"], "type": "VISIT", "at": days_ago(41)}
    assert agent.refused("customers.RecordActivity", before).field == "at"


# ---- qualifying and converting ----

def test_LEA_27_qualification_needs_the_four_factors(stack, agent):
    working = agent.working()
    missing = factors(working["id"])
    del missing["competition"]
    assert agent.refused("leads.QualifyLead", missing).field == "competition"
    low = agent.refused("leads.QualifyLead", factors(working["id"], 1, 1, 1, 1))
    assert (low.code, low.reason) == ("failed_precondition", "BELOW_THRESHOLD")
    named = factors(working["id"], urgencyEvidence="says 13812345678")
    assert agent.refused("leads.QualifyLead", named).field == "urgency_evidence"
    assert Agent(stack).refused("leads.QualifyLead", factors(working["id"])).code == "not_found"
    reply = agent.call("leads.QualifyLead", factors(working["id"]))
    assert reply["lead"]["state"] == "QUALIFIED" and reply["qualification"]["qualifiedBy"] == agent.id
    assert lead(stack, working["id"])["qualification"]["urgencyEvidence"] == "seen on site"
    told = events(stack, working["id"], "lead.qualified")[0]["payload"]
    assert told["total"] == 14 and not [name for name in told if "vidence" in name]


def test_LEA_27_no_intent_no_qualification(stack, agent):
    working = agent.working()
    stack.psql("leads", "UPDATE leads.lead SET intent = 'NONE' WHERE id = %s", [working["id"]])
    refusal = agent.refused("leads.QualifyLead", factors(working["id"]))
    assert (refusal.code, refusal.reason) == ("failed_precondition", "NO_INTENT")
    fresh = agent.refused("leads.QualifyLead", factors(agent.given()["id"]))
    assert (fresh.code, fresh.reason) == ("failed_precondition", "WRONG_STATE")


def test_LEA_27_LEA_28_a_lead_is_converted_and_stays_readable(stack, agent):
    qualified = agent.qualified()
    body = {"leadId": qualified["id"], "amountMinor": "100"}
    assert agent.refused("leads.ConvertLead", body).field == "currency"
    stale = agent.refused("leads.ConvertLead", {"leadId": qualified["id"], "expectedVersion": "1"})
    assert stale.code == "aborted"
    reply = agent.call("leads.ConvertLead", dict(body, currency="CNY"))
    assert reply["lead"]["state"] == "CONVERTING"
    converted = wait_until(lambda: agent.in_state(qualified["id"], "CONVERTED"), 20, "the conversion")
    assert converted["opportunityId"] == reply["opportunityId"]
    assert wait_event(stack, qualified["id"], "lead.converted")["opportunityId"] == reply["opportunityId"]
    again = agent.refused("leads.ConvertLead", {"leadId": qualified["id"]})
    assert (again.code, again.reason) == ("failed_precondition", "WRONG_STATE")
    assert agent.row().get("openLeads", 0) == 0


def test_LEA_28_conversion_into_an_existing_opportunity_or_none(stack, agent):
    first = agent.qualified()
    opened = agent.call("leads.ConvertLead", {"leadId": first["id"]})["opportunityId"]
    wait_until(lambda: agent.in_state(first["id"], "CONVERTED"), 20, "the first conversion")
    other = agent.qualified()
    agent.call("leads.ConvertLead", {"leadId": other["id"], "opportunityId": opened})
    refused = wait_event(stack, other["id"], "lead.conversion_failed")
    assert refused["opportunityId"] == opened and refused["reason"]
    assert agent.in_state(other["id"], "QUALIFIED")


def test_LEA_27_a_conversion_that_nobody_answers_falls_back(stack, agent):
    qualified = agent.qualified()
    stack.psql("leads", "UPDATE leads.lead SET state = 'CONVERTING', opportunity_id = %s WHERE id = %s",
               [UNKNOWN, qualified["id"]])
    payload = b"\x0a\x24" + qualified["id"].encode() + b"\x12\x24" + UNKNOWN.encode()
    stack.psql("leads", "INSERT INTO leads.job (kind, dedupe, due_at, payload)"
               " VALUES ('conversion_timeout', %s, now(), %s)", [qualified["id"], payload])
    assert wait_event(stack, qualified["id"], "lead.conversion_failed")["reason"] == "TIMEOUT"
    assert agent.in_state(qualified["id"], "QUALIFIED")


def test_a_lead_without_customer_is_not_converted(stack, agent):
    given = agent.given()
    stack.psql("leads", "UPDATE leads.lead SET state = 'QUALIFIED' WHERE id = %s", [given["id"]])
    refusal = agent.refused("leads.ConvertLead", {"leadId": given["id"]})
    assert (refusal.code, refusal.reason) == ("failed_precondition", "NO_CUSTOMER")


# ---- ends and new beginnings ----

def test_LEA_16_a_nurtured_lead_comes_back_with_the_intent(stack, agent):
    working = agent.working()
    past = {"leadId": working["id"], "nextContactAt": "2020-01-01T00:00:00Z"}
    assert agent.refused("leads.NurtureLead", past).field == "next_contact_at"
    nurtured = agent.call("leads.NurtureLead", {"leadId": working["id"]})["lead"]
    assert nurtured["state"] == "NURTURING" and nurtured["nextContactChannel"] == "EMAIL"
    assert (moment(nurtured["nextContactAt"]) - moment(nurtured["updatedAt"])).days == 30
    assert agent.refused("leads.NurtureLead", {"leadId": working["id"]}).reason == "WRONG_STATE"
    agent.activity(working, intent="UP")
    wait_until(lambda: agent.in_state(working["id"], "WORKING"), 20, "the revival")
    assert wait_event(stack, working["id"], "lead.revived")["ownerId"] == agent.id


def test_LEA_16_every_third_contact_of_a_nurtured_lead_is_a_call(stack, agent):
    working = agent.working()
    agent.activity(working, intent="SAME")
    wait_until(lambda: lead(stack, working["id"])["lead"]["attempts"] == 2, 20, "the second contact")
    third = agent.call("leads.NurtureLead", {"leadId": working["id"]})["lead"]
    assert third["nextContactChannel"] == "PHONE"
    assert (moment(third["nextContactAt"]) - moment(third["updatedAt"])).days == 30


def test_a_lead_ends_with_a_reason_and_may_be_reopened(stack, agent):
    number = phone()
    given = agent.given(phone=number)
    body = {"leadId": given["id"], "reason": "WHIM"}
    assert agent.refused("leads.DisqualifyLead", body).field == "reason"
    ended = agent.call("leads.DisqualifyLead", dict(body, reason="PRICE"))["lead"]
    assert (ended["state"], ended["lostReason"]) == ("DISQUALIFIED", "PRICE")
    assert events(stack, given["id"], "lead.disqualified")[0]["payload"]["reason"] == "PRICE"
    assert agent.refused("leads.DisqualifyLead", dict(body, reason="PRICE")).reason == "WRONG_STATE"
    assert agent.refused("leads.ReopenLead", {"leadId": given["id"]}).code == "permission_denied"
    assert stack.refused("leads.ReopenLead", {"leadId": UNKNOWN}, "manager").code == "not_found"
    reopened = stack.call("leads.ReopenLead", {"leadId": given["id"]}, "manager")["lead"]
    assert reopened["state"] in ("ASSIGNED", "POOLED") and "lostReason" not in reopened
    assert events(stack, given["id"], "lead.reopened")[0]["payload"]["lostReason"] == "PRICE"


def test_a_lead_is_not_reopened_beside_another_open_one(stack, agent):
    number = phone()
    first = agent.given(phone=number)
    agent.call("leads.DisqualifyLead", {"leadId": first["id"], "reason": "TIMING"})
    second = capture(stack, phone=number)["lead"]
    assert second["state"] != "DUPLICATE"
    refusal = stack.refused("leads.ReopenLead", {"leadId": first["id"]}, "manager")
    assert (refusal.code, refusal.reason) == ("failed_precondition", "ANOTHER_OPEN")
    assert capture(stack, phone=number)["lead"]["duplicateOf"] == second["id"]


# ---- reading ----

def test_who_may_see_a_lead(stack, agent):
    given = agent.given()
    assert lead(stack, given["id"], "manager")["lead"]["id"] == given["id"]
    colleague = Agent(stack)
    assert colleague.call("leads.GetLead", {"leadId": given["id"]})["lead"]["ownerId"] == agent.id
    elsewhere = Agent(stack, "/hq/sales/field/")
    assert elsewhere.refused("leads.GetLead", {"leadId": given["id"]}).code == "not_found"
    assert stack.refused("leads.GetLead", {"leadId": given["id"]}, "legal").code == "permission_denied"
    assert stack.refused("leads.GetLead", {"leadId": "no-id"}, "manager").field == "lead_id"
    assert stack.refused("leads.GetLead", {"leadId": UNKNOWN}, "manager").code == "not_found"


@pytest.mark.parametrize("order, key", [("PRIORITY", "priority"), ("CAPTURED", "capturedAt")])
def test_lists_are_read_page_by_page(stack, agent, order, key):
    mine = {agent.given(sourceChannel=channel, doNotCall=quiet)["id"]
            for channel in ("STORE", "PHONE", "WEB") for quiet in (True, False)}
    found, token = [], None
    while True:
        page = stack.call("leads.ListLeads", {"ownerId": agent.id, "order": order, "pageSize": 4,
                                              **({"pageToken": token} if token else {})}, "manager")
        assert len(page["leads"]) <= 4
        found += page["leads"]
        token = page.get("nextPageToken")
        if not token:
            break
    assert {one["id"] for one in found} == mine and len(found) == len(mine)
    keys = [one[key] for one in found]
    assert keys == sorted(keys, reverse=True)
    assert stack.refused("leads.ListLeads", {"pageToken": "abc"}, "manager").field == "page_token"
    assert stack.refused("leads.ListLeads", {}, "legal").code == "permission_denied"


def pages(call, **more):
    """The ids of all pages, in their order."""
    found, token = [], {}
    while True:
        page = call("leads.ListLeads", {"pageSize": 7, **more, **token})
        found += [one["id"] for one in page.get("leads", [])]
        if not page.get("nextPageToken"):
            return found
        token = {"pageToken": page["nextPageToken"]}


@pytest.mark.parametrize("owners", [2, 40])
def test_lists_of_few_owners_and_of_many_are_the_same(stack, owners):
    """Each is read another way. The owners beyond the first are made in the table: so many agents would take long."""
    team = f"/hq/sales/{uuid.uuid4().hex[:12]}/"
    stack.call("identity.CreateTeam", {"code": team.split("/")[-2], "name": "Listed", "parentPath": "/hq/sales/"})
    agent, leader = Agent(stack, team), Agent(stack, team, "sales_manager")
    given = [agent.given(sourceChannel=channel)["id"] for channel in ("STORE", "PHONE", "WEB", "PHONE")]
    columns = ", ".join(row[0] for row in stack.psql("leads", """SELECT column_name FROM information_schema.columns
        WHERE table_schema = 'leads' AND table_name = 'lead' AND column_name NOT IN ('id', 'owner_path', 'priority', 'natural_key')"""))
    stack.psql("leads", f"""INSERT INTO leads.lead (id, owner_path, priority, {columns})
        SELECT gen_random_uuid(), %s || '~' || md5('owner' || n %% %s)::uuid, n %% 5, {columns}
        FROM leads.lead, generate_series(1, 90) AS n WHERE id = %s""", (team, owners, given[0]))
    try:
        for order, by in (("PRIORITY", "-priority, id"), ("CAPTURED", "captured_at DESC, id")):
            expected = [row[0] for row in stack.psql("leads", f"""SELECT id::text FROM leads.lead
                WHERE starts_with(owner_path, %s) OR owner_path = '/' ORDER BY {by}""", (team,))]
            assert pages(leader.call, order=order) == expected and set(given) < set(expected)
            own = pages(agent.call, order=order)
            assert set(given) <= set(own) and [one for one in expected if one in own] == own
        some = pages(leader.call, states=["WORKING"])
        assert set(some) < set(expected)
    finally:
        stack.psql("leads", "DELETE FROM leads.lead WHERE starts_with(owner_path, %s) AND id <> ALL (%s::uuid[])", (team, given))


def test_lists_are_filtered(stack, agent):
    given = agent.given(bulkId="bulk-" + agent.login)
    gone = agent.given(bulkId="bulk-" + agent.login)
    agent.call("leads.DisqualifyLead", {"leadId": gone["id"], "reason": "PRICE"})

    def ids(**filters):
        reply = stack.call("leads.ListLeads", {"bulkId": "bulk-" + agent.login, **filters}, "manager")
        return {one["id"] for one in reply.get("leads", [])}

    assert ids() == {given["id"], gone["id"]}
    assert ids(states=["DISQUALIFIED"]) == {gone["id"]}
    assert ids(states=["ASSIGNED", "WORKING"], grades=[given["grade"]]) == {given["id"]}
    assert ids(grades=[grade for grade in "ABCD" if grade != given["grade"]]) == set()
    assert ids(ownerId=UNKNOWN) == set()
