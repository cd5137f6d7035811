# SPDX-License-Identifier: Apache-2.0
"""A lead that an agent hands to the web or a store, and what lies in the pool."""
import datetime
import uuid

import pytest

from intents import Agent, capture, events, lead, phone, wait_event
from test_leads_promises import moment

STORE, ZONE = "/hq/store/", "Asia/Shanghai"


@pytest.fixture
def agent(stack):
    return Agent(stack)


def given_with_phone(agent):
    number = phone()
    return agent.given(phone=number, name="Kim Test"), number


def refer(agent, lead_id, **more):
    body = {"leadId": lead_id, "toChannel": "STORE", "teamPath": STORE, "zone": ZONE, "at": moment(days=3), **more}
    return {name: value for name, value in body.items() if value is not None}


def referrals(stack, lead_id, as_="manager"):
    return stack.call("leads.ListReferrals", {"leadId": lead_id}, as_).get("referrals", [])


def user_id(stack, login):
    return next(user["id"] for user in stack.access()["users"] if user["login"] == login)


# ---- referrals ----

def test_LEA_31_a_store_keeps_the_appointment_and_the_credit_is_split(stack, agent):
    given, number = given_with_phone(agent)
    made = agent.call("leads.ReferLead", refer(agent, given["id"], agentPoints=3000))
    referral = made["referral"]
    assert (referral["state"], referral["agentId"], referral["teamPath"]) == ("OPEN", agent.id, STORE)
    assert made["lead"]["nextContactAt"] == referral["lapsesAt"] > referral["appointmentAt"]
    assert [row["id"] for row in referrals(stack, given["id"], "clerk")] == [referral["id"]]
    again = agent.refused("leads.ReferLead", refer(agent, given["id"]))
    assert (again.code, again.reason) == ("failed_precondition", "REFERRED")
    capture(stack, phone=number, sourceChannel="PHONE")  # he rings once more: that is not the store
    assert referrals(stack, given["id"])[0]["state"] == "OPEN"
    visit = capture(stack, "clerk", phone=number, sourceChannel="STORE", product="another thing")["lead"]
    kept = referrals(stack, given["id"])[0]
    assert (kept["state"], kept["keptByLeadId"], kept["receiverId"]) == ("KEPT", visit["id"], user_id(stack, "clerk"))
    assert (kept["agentPoints"], kept["receiverPoints"]) == (3000, 7000)
    told = events(stack, referral["id"], "referral.kept")[0]["payload"]
    assert (told["agentId"], told["agentPoints"], told["receiverId"], told["receiverPoints"]) == (
        agent.id, 3000, kept["receiverId"], 7000)
    assert lead(stack, given["id"])["lead"]["ownerId"] == agent.id
    over = agent.refused("leads.CancelReferral", {"referralId": referral["id"], "reason": "late"})
    assert over.reason == "WRONG_STATE"


def test_LEA_31_a_form_on_the_web_keeps_it_and_who_refers_cannot_himself(stack, agent):
    given, number = given_with_phone(agent)
    made = agent.call("leads.ReferLead", refer(agent, given["id"], toChannel="WEB", teamPath=None, at=None))["referral"]
    assert made["agentPoints"] == 5000
    agent.call("leads.CaptureLead", {"sourceChannel": "WEB", "phone": number, "product": "planner"})
    assert referrals(stack, given["id"])[0]["state"] == "OPEN"
    capture(stack, "web", phone=number, sourceChannel="WEB")
    kept = referrals(stack, given["id"])[0]
    assert (kept["state"], kept.get("receiverId"), kept["receiverPoints"]) == ("KEPT", None, 5000)


def test_LEA_31_who_does_not_come_is_missed_and_an_appointment_may_be_called_off(stack, agent):
    given, _ = given_with_phone(agent)
    first = agent.call("leads.ReferLead", refer(agent, given["id"]))["referral"]
    body = {"referralId": first["id"], "reason": "no_time"}
    assert Agent(stack).refused("leads.CancelReferral", body).code == "not_found"
    assert agent.call("leads.CancelReferral", body)["referral"]["state"] == "CANCELLED"
    assert events(stack, first["id"], "referral.cancelled")[0]["payload"]["reason"] == "no_time"
    second = agent.call("leads.ReferLead", refer(agent, given["id"], at=None, local=moment(days=2)[:16]))["referral"]
    assert second["appointmentLocal"] == moment(days=2)[:16]
    stack.psql("leads", "UPDATE leads.job SET due_at = now() WHERE kind = 'referral_clock' AND dedupe = %s", [second["id"]])
    told = wait_event(stack, second["id"], "referral.missed")
    assert (told["agentId"], told["teamPath"]) == (agent.id, STORE)
    assert [row["state"] for row in referrals(stack, given["id"])] == ["MISSED", "CANCELLED"]


def test_LEA_31_what_is_wrong_is_refused(stack, agent):
    given, _ = given_with_phone(agent)
    for field, more in (("to_channel", {"toChannel": "PHONE"}), ("team_path", {"teamPath": None}), ("at", {"at": None}),
                        ("at", {"at": moment(days=-1)}), ("agent_points", {"agentPoints": 10001}),
                        ("zone", {"zone": "Mars/Olympus"})):
        assert agent.refused("leads.ReferLead", refer(agent, given["id"], **more)).field == field, more
    assert Agent(stack).refused("leads.ReferLead", refer(agent, given["id"])).code == "not_found"
    assert agent.refused("leads.ReferLead", refer(agent, agent.given()["id"])).reason == "NO_CUSTOMER"
    pooled = stack.call("leads.ReleaseLead", {"leadId": given["id"], "reason": "overload"}, as_=None, token=agent.token)
    assert stack.refused("leads.ReferLead", refer(agent, pooled["lead"]["id"]), "manager").reason == "NO_OWNER"
    agent.call("leads.ListReferrals", {"states": ["OPEN"], "pageSize": 1})
    assert stack.refused("leads.ListReferrals", {}, "web").code == "permission_denied"


# ---- the pool ----

def pool(agent, **more):
    """All of it, three to a page."""
    found, token = [], {}
    while True:
        page = agent.call("leads.ListPool", {"pageSize": 3, **more, **token})
        found += page.get("leads", [])
        if "nextPageToken" not in page:
            return found
        token = {"pageToken": page["nextPageToken"]}


def test_LEA_26_the_pool_is_looked_through_by_what_is_asked_for(stack, agent):
    product, other = "pool-" + uuid.uuid4().hex[:12], Agent(stack)
    mine = [agent.pooled(product=product)["id"] for _ in range(2)]
    theirs = [other.pooled(product=product, sourceChannel="STORE", campaign="fair", interests=["price"])["id"]
              for _ in range(3)]
    found = pool(agent, product=product)
    assert sorted(row["id"] for row in found) == sorted(mine + theirs)
    assert found == sorted(found, key=lambda row: (-row["priority"], row["id"]))
    assert {row["id"] for row in pool(agent, product=product, claimable=True)} == set(theirs)
    assert {row["id"] for row in pool(agent, product=product, campaign="fair")} == set(theirs)
    assert {row["id"] for row in pool(agent, product=product, sourceChannel="PHONE")} == set(mine)
    assert len(pool(agent, product=product, teamPath="/hq/sales/tele/")) == 5
    assert not pool(agent, product=product, teamPath="/hq/sales/field/")
    best = max(row["priority"] for row in found)
    assert [row["priority"] for row in pool(agent, product=product, minPriority=best)] == [
        row["priority"] for row in found if row["priority"] == best]
    grades = {row["grade"] for row in found}
    assert sum(len(pool(agent, product=product, grades=[grade])) for grade in grades) == 5
    assert agent.refused("leads.ListPool", {"minPriority": 1001}).field == "min_priority"


def test_LEA_26_the_pool_says_beforehand_what_would_refuse_a_claim(stack, agent):
    read = datetime.datetime.fromisoformat
    agent.capacity(50)
    product, other = "pool-" + uuid.uuid4().hex[:12], Agent(stack)
    mine, theirs = agent.pooled(product=product), other.pooled(product=product)
    at = {row["id"]: row.get("claimableAt") for row in pool(agent, product=product)}
    assert at[theirs["id"]] is None
    assert read(at[mine["id"]]) - read(lead(stack, mine["id"])["lead"]["releasedAt"]) == datetime.timedelta(days=7)
    assert {row["id"]: row.get("claimableAt") is None for row in pool(other, product=product)} == {
        mine["id"]: True, theirs["id"]: False}
    before = agent.call("leads.ListPool", {"product": product})["claimsLeftToday"]
    claimed = agent.call("leads.ClaimLead", {"leadId": theirs["id"]})["claimsLeftToday"]
    assert agent.call("leads.ListPool", {"product": product})["claimsLeftToday"] == claimed == before - 1
    stack.psql("leads", "UPDATE leads.agent SET claims_today = 999 WHERE user_id = %s", [agent.id])
    assert agent.call("leads.ListPool", {"product": product})["claimsLeftToday"] == 0
    stack.psql("leads", "UPDATE leads.agent SET claims_on = claims_on - 1 WHERE user_id = %s", [agent.id])
    assert agent.call("leads.ListPool", {"product": product})["claimsLeftToday"] == before
    stack.psql("leads", "UPDATE leads.lead SET released_at = now() - interval '7 days' WHERE id = %s", [mine["id"]])
    assert all("claimableAt" not in row for row in pool(agent, product=product))
    stack.psql("leads", "UPDATE leads.agent SET state = 'SUSPENDED' WHERE user_id = %s", [agent.id])
    assert "claimsLeftToday" not in agent.call("leads.ListPool", {"product": product})


def test_LEA_26_a_million_leads_are_paged_by_an_index(stack):
    """Each list reads no more than its page, however far it stands in it: in a copy of the table, with its indexes."""
    capture(stack)
    full = """CREATE TEMP TABLE copy (LIKE leads.lead INCLUDING ALL);
        INSERT INTO copy SELECT made.* FROM (SELECT l FROM leads.lead AS l LIMIT 1) AS one, generate_series(1, 5000) AS n,
            jsonb_populate_record(one.l, jsonb_build_object('id', gen_random_uuid(), 'natural_key', NULL, 'priority',
                n % 997, 'product', 'p' || n % 100, 'state', CASE n % 10 WHEN 0 THEN 'POOLED' ELSE 'LOST' END)) AS made;
        ANALYZE copy; SET enable_seqscan = off; SET enable_sort = off; """
    after = "(-priority, id) > (-500, '00000000-0000-0000-0000-000000000000')"
    for condition, where in (("(ROW(", "true"), ("(ROW(", "state = 'POOLED'"),
                             ("((product = 'p0'::text) AND (ROW(", "state = 'POOLED' AND product = 'p0'")):
        plan = stack.psql("dealspine", full + f"EXPLAIN SELECT id FROM copy WHERE {where} AND {after} "
                                              "ORDER BY -priority, id LIMIT 51")
        text = " ".join(row[0] for row in plan)
        assert "Index Cond: " + condition in text and "Sort" not in text and "Filter" not in text, text
