# SPDX-License-Identifier: Apache-2.0
"""What agents can do and when they work, rules tried on paper, holidays."""
import datetime
import json
import uuid

import pytest

from intents import Agent, capture, events, lead
from support.importing import public
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

CN_2026, cn_2026 = public("cn_holidays", "2026.json")


def recycled_soon(stack, lead_id, days_ago):
    """Its clock began so many days ago and ends tomorrow."""
    stack.psql("leads", "UPDATE leads.lead SET assigned_at = now() - %s * interval '1 day', "
                        "recycle_at = now() + interval '1 day' WHERE id = %s", [days_ago, lead_id])
    stack.psql("leads", "UPDATE leads.job SET due_at = now() WHERE kind = 'recycle'")


def test_LEA_26_holidays_pause_the_clock_of_the_pool(stack, agent):
    today = datetime.datetime.now(datetime.timezone.utc).date()
    days = [str(today - datetime.timedelta(days=delta)) for delta in (2, 3, 4)]
    given, plain = agent.given(product="a"), agent.given(product="b")
    try:
        entered = stack.call("leads.PutLeadHolidays", {"holidays": [{"day": day, "name": "Festival"} for day in days]})
        assert entered["daysOff"] >= 3
        recycled_soon(stack, given["id"], 6)
        later = (today + datetime.timedelta(days=3)).isoformat()
        wait_until(lambda: lead(stack, given["id"])["lead"]["recycleAt"] >= later, 30, "the later return")
        assert not lead(stack, given["id"])["lead"].get("recycleWarned")
        again = lead(stack, given["id"])["lead"]["recycleAt"]
        recycled_soon(stack, plain["id"], 1)
        wait_until(lambda: events(stack, plain["id"], "lead.recycle_warned"), 30, "the warning")
        assert lead(stack, given["id"])["lead"]["recycleAt"] == again and not events(stack, given["id"], "lead.recycle_warned")
        listed = agent.call("leads.ListLeadHolidays", {"fromDay": days[-1], "untilDay": days[0]})["holidays"]
        assert [row["day"] for row in listed] == sorted(days)
    finally:
        stack.call("leads.PutLeadHolidays", {"holidays": [{"day": day, "off": False} for day in days]})
    assert not agent.call("leads.ListLeadHolidays", {"fromDay": days[-1], "untilDay": days[0]}).get("holidays")


@cn_2026
def test_LEA_26_the_holidays_of_a_year_are_entered_as_published(stack, agent):
    with open(CN_2026) as file:
        rows = [row for row in json.load(file)["days"] if row["isOffDay"]]
    year = [{"day": row["date"], "name": row["name"]} for row in rows]
    try:
        stack.call("leads.PutLeadHolidays", {"holidays": year})
        shown = agent.call("leads.ListLeadHolidays", {"fromDay": "2026-01-01", "untilDay": "2026-12-31"})["holidays"]
        assert {row["day"] for row in shown} >= {row["date"] for row in rows}
    finally:
        stack.call("leads.PutLeadHolidays", {"holidays": [dict(row, off=False) for row in year]})


def test_LEA_26_holidays_are_entered_by_who_makes_the_rules(stack):
    body = {"holidays": [{"day": "2031-05-01"}]}
    assert stack.refused("leads.PutLeadHolidays", body, "tele1").code == "permission_denied"
    assert stack.refused("leads.PutLeadHolidays", {"holidays": body["holidays"] * 2}).field == "holidays"
    assert stack.refused("leads.ListLeadHolidays", {}, "finance").code == "permission_denied"
