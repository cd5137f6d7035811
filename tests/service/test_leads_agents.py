# SPDX-License-Identifier: Apache-2.0
"""What agents can do and when they work, rules tried on paper, holidays."""
import datetime
import uuid

import pytest

from intents import Agent, capture, events, lead, phone
from support.holidays import holidays
from support.stack import wait_until

UNKNOWN = "00000000-0000-7000-8000-00000000abcd"


@pytest.fixture
def agent(stack):
    return Agent(stack)


def active(stack):
    rules = stack.call("leads.GetRules")["rules"]
    for name in ("version", "state", "publishedBy", "publishedAt"):
        rules.pop(name, None)
    return rules


def rules_for(stack, product, **more):
    """The rules in force, with one before them all for a product of the test."""
    rules = active(stack)
    rule = {"code": "t" + uuid.uuid4().hex[:10], "field": "product", "op": "EQ", "value": product,
            "strategy": "ROUND_ROBIN", **more}
    rules["assignments"] = [rule, *rules.get("assignments", [])]
    return rules, rule["code"]


def publish(stack, rules):
    stack.call("leads.PublishRules", {"rules": rules})


def test_LEA_25_skills_and_shifts_decide_and_the_decision_keeps_the_loads(stack, agent):
    product = "p" + uuid.uuid4().hex[:10]
    other = Agent(stack)
    before = active(stack)
    rules, code = rules_for(stack, product, matches=["SKILL", "TERRITORY"])
    for one in (agent, other):
        one.capacity(50)
    profile = {"userId": agent.id, "skills": [product], "territories": ["north"]}
    shown = stack.call("leads.SetAgentProfile", profile)["agent"]
    assert (shown["skills"], shown["territories"]) == ([product], ["north"]) and "shiftFrom" not in shown
    publish(stack, rules)
    try:
        north = [{"key": "region", "value": "north"}]
        taken = capture(stack, product=product, attributes=north)["lead"]
        assert taken["ownerId"] == agent.id and taken["assignmentRule"] == code
        told = events(stack, taken["id"], "lead.assigned")[0]["payload"]
        assert told["candidates"] == [agent.id] and told["candidateLoads"] == [0]
        south = capture(stack, product=product, attributes=[{"key": "region", "value": "south"}])["lead"]
        assert south["state"] == "POOLED" and "has what the lead asks for" in south["assignmentReason"]
        now = datetime.datetime.now(datetime.timezone.utc)
        hours = [(now + datetime.timedelta(hours=delta)).strftime("%H:%M") for delta in (2, 3)]
        stack.call("leads.SetAgentProfile", dict(profile, shiftFrom=hours[0], shiftUntil=hours[1]))
        off = capture(stack, product=product, attributes=north)["lead"]
        assert off["state"] == "POOLED" and "on shift" in off["assignmentReason"]
        hours = [(now + datetime.timedelta(hours=delta)).strftime("%H:%M") for delta in (-2, 2)]
        stack.call("leads.SetAgentProfile", dict(profile, shiftFrom=hours[0], shiftUntil=hours[1], shiftZone="UTC"))
        assert capture(stack, product=product, attributes=north)["lead"]["ownerId"] == agent.id
    finally:
        publish(stack, before)
        for one in (agent, other):
            one.capacity(0)


def test_LEA_25_what_a_profile_may_not_be(stack, agent):
    for field, more in (("shift_until", {"shiftFrom": "09:00"}), ("shift_from", {"shiftUntil": "09:00"}),
                        ("shift_from", {"shiftFrom": "9:00", "shiftUntil": "18:00"}),
                        ("shift_until", {"shiftFrom": "09:00", "shiftUntil": "25:00"}),
                        ("shift_until", {"shiftFrom": "09:00", "shiftUntil": "09:00"})):
        assert stack.refused("leads.SetAgentProfile", {"userId": agent.id, **more}).field == field, more
    assert stack.refused("leads.SetAgentProfile", {"userId": UNKNOWN}).code == "not_found"
    assert stack.refused("leads.SetAgentProfile", {"userId": agent.id}, "tele1").code == "permission_denied"


def test_LEA_25_a_shift_over_midnight_belongs_to_its_first_day(stack):
    rows = [("22:00", "06:00", [5], "2026-11-20 23:00", True), ("22:00", "06:00", [5], "2026-11-21 05:59", True),
            ("22:00", "06:00", [5], "2026-11-21 06:00", False), ("22:00", "06:00", [5], "2026-11-21 23:00", False),
            ("09:00", "18:00", [], "2026-11-22 09:00", True), ("09:00", "18:00", [1, 2], "2026-11-22 09:00", False),
            (None, None, [7], "2026-11-22 03:00", True), (None, None, [], "2026-11-22 03:00", True)]
    for begins, ends, days, at, on in rows:
        answer = stack.psql("leads", "SELECT leads.agent_on_shift(%s, %s, %s::integer[], 'UTC', %s::timestamptz)",
                            [begins, ends, days, at + "+00"])
        assert answer[0][0] is on, (begins, ends, days, at)


def test_LEA_25_rules_are_tried_on_leads_of_last_week(stack, agent):
    product = "p" + uuid.uuid4().hex[:10]
    leads = [capture(stack, product=product)["lead"]["id"] for _ in range(3)]
    agent.capacity(50)
    stack.call("leads.SetAgentProfile", {"userId": agent.id, "skills": [product]})
    rules, _ = rules_for(stack, product, matches=["SKILL"])
    version = stack.call("leads.GetRules")["rules"]["version"]
    try:
        tried = stack.call("leads.DryRunRules", {"rules": rules, "limit": 1000})
        share = [row for row in tried["shares"] if row.get("ownerId") == agent.id]
        assert share[0]["leads"] >= 3 and share[0].get("leadsNow", 0) == 0 and tried["moved"] >= 3
        assert "ruleVersion" not in tried
        present = stack.call("leads.DryRunRules")
        assert present["ruleVersion"] == version and present["leads"] >= 3
    finally:
        agent.capacity(0)
    assert agent.id not in [lead(stack, lead_id)["lead"].get("ownerId") for lead_id in leads]
    assert stack.call("leads.GetRules")["rules"]["version"] == version
    assert stack.refused("leads.DryRunRules", {"rules": dict(rules, grades=[])}).code == "invalid_argument"
    assert stack.refused("leads.DryRunRules", {}, "tele1").code == "permission_denied"


# ---- holidays ----

def recycled_soon(stack, lead_id, days_ago):
    """Its clock began so many days ago and ends tomorrow."""
    stack.psql("leads", "UPDATE leads.lead SET assigned_at = now() - %s * interval '1 day', "
                        "recycle_at = now() + interval '1 day' WHERE id = %s", [days_ago, lead_id])
    stack.psql("leads", "UPDATE leads.job SET due_at = now() WHERE kind = 'recycle'")


def test_LEA_26_holidays_pause_the_clock_of_the_pool(stack, agent):
    today = datetime.datetime.now(datetime.timezone.utc).date()
    days = [str(today - datetime.timedelta(days=delta)) for delta in (2, 3, 4)]
    given, plain = agent.given(product="a"), agent.given(product="b")
    with holidays(stack, *days, services=["leads"]):
        recycled_soon(stack, given["id"], 6)
        later = (today + datetime.timedelta(days=3)).isoformat()
        wait_until(lambda: lead(stack, given["id"])["lead"]["recycleAt"] >= later, 30, "the later return")
        assert not lead(stack, given["id"])["lead"].get("recycleWarned")
        again = lead(stack, given["id"])["lead"]["recycleAt"]
        recycled_soon(stack, plain["id"], 1)
        wait_until(lambda: events(stack, plain["id"], "lead.recycle_warned"), 30, "the warning")
        assert lead(stack, given["id"])["lead"]["recycleAt"] == again and not events(stack, given["id"], "lead.recycle_warned")


def test_CUS_19_LEA_14_LEA_25_where_a_customer_is_and_how_long_he_decides_counts_for_his_leads(stack, agent):
    product, address = "p" + uuid.uuid4().hex[:10], f"p.{uuid.uuid4().hex}@example.com"
    first = agent.working()
    customer = {"customerId": first["customerId"]}
    stack.call("customers.AddContactPoint", {**customer, "kind": "EMAIL", "value": address})

    def known(**wanted):
        has = {row["key"]: row["value"] for row in lead(stack, first["id"]).get("attributes", [])}
        return all(has.get(key) == value for key, value in wanted.items())

    assert known(customer_region="CN", decision_cycle_days=None)
    stack.call("customers.PutDecisionProfile", {**customer, "steps": [{"code": "board", "days": 60}, {"code": "order", "days": 30}]})
    stack.call("customers.UpdateCustomer", {"id": first["customerId"], "region": "DE"})
    wait_until(lambda: known(customer_region="DE", decision_cycle_days="90"), 20, "what is known of the customer")
    agent.activity(first, intent="DOWN")
    after = wait_until(lambda: (row := lead(stack, first["id"])["lead"])["intent"] == "CONSIDERING" and row, 20, "doubts")
    wait = [datetime.datetime.fromisoformat(after[name]) for name in ("nextContactAt", "lastContactedAt")]
    assert (wait[0] - wait[1]).days == 14
    before = active(stack)
    rules, _ = rules_for(stack, product, matches=["TERRITORY"])
    stack.call("leads.SetAgentProfile", {"userId": agent.id, "territories": ["DE"]})
    publish(stack, rules)
    try:
        agent.capacity(50)
        mine = capture(stack, email=address, product=product, attributes=[{"key": "decision_cycle_days", "value": "5"}])["lead"]
        assert mine["ownerId"] == agent.id
        assert {"key": "decision_cycle_days", "value": "90"} in lead(stack, mine["id"])["attributes"]
        elsewhere = capture(stack, phone=phone(), product=product, attributes=[{"key": "region", "value": "south"}])
        assert elsewhere["lead"]["state"] == "POOLED"
    finally:
        publish(stack, before)
        agent.capacity(0)
    stack.call("customers.PutDecisionProfile", customer)
    wait_until(lambda: known(customer_region="DE", decision_cycle_days=None), 20, "nobody knowing it any more")


def test_CUS_25_the_customers_tier_decides_who_works_his_leads_and_how_soon(stack, agent):
    product, address = "p" + uuid.uuid4().hex[:10], f"p.{uuid.uuid4().hex}@example.com"
    first = agent.working()
    stack.call("customers.AddContactPoint", {"customerId": first["customerId"], "kind": "EMAIL", "value": address})
    before = active(stack)
    rules, code = rules_for(stack, product, matches=["TIER"])
    extra = {"code": code + "p", "field": "attribute.tier", "op": "EQ", "value": code, "points": 77}
    rules["priorities"] = [extra, *rules["priorities"]]
    rules["cadences"] = [{"code": code + "c", "tier": code, "days": 5, "channel": "VISIT"}, *rules["cadences"]]
    stack.call("leads.SetAgentProfile", {"userId": agent.id, "tiers": [code]})
    publish(stack, rules)
    try:
        stack.call("customers.UpdateCustomer", {"id": first["customerId"], "tier": code})
        told = wait_until(lambda: [event["payload"] for event in events(stack, first["id"], "lead.priority_changed")
                                   if f"+77 attribute.tier is {code}" in event["payload"]["reasons"]], 20, "the tier to come")[-1]
        assert told["toPriority"] - told["fromPriority"] == 77
        shown = lead(stack, first["id"])
        assert {"key": "tier", "value": code} in shown["attributes"] and shown["assessments"][0]["cause"] == "TIER"
        agent.capacity(50)
        mine = capture(stack, email=address, product=product, attributes=[{"key": "tier", "value": "Z"}])
        assert mine["lead"]["ownerId"] == agent.id and mine["lead"]["customerId"] == first["customerId"]
        agent.activity(first, intent="UP")
        after = wait_until(lambda: (row := lead(stack, first["id"])["lead"])["nextContactChannel"] == "VISIT" and row,
                           20, "the next contact")
        wait = [datetime.datetime.fromisoformat(after[name]) for name in ("nextContactAt", "lastContactedAt")]
        assert (wait[0] - wait[1]).days == 5
        stack.call("customers.UpdateCustomer", {"id": first["customerId"], "tier": "Y"})
        wait_until(lambda: {"key": "tier", "value": "Y"} in lead(stack, first["id"])["attributes"], 20, "another tier")
    finally:
        publish(stack, before)
        agent.capacity(0)
