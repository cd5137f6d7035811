# SPDX-License-Identifier: Apache-2.0
"""Leads through the API: capture, screening, score, priority, assignment, pool, rules."""
import concurrent.futures
import datetime
import uuid

import pytest

from intents import Agent, capture, events, lead, phone, wait_event
from support.stack import wait_until

UNKNOWN = "00000000-0000-7000-8000-00000000abcd"


@pytest.fixture
def agent(stack):
    return Agent(stack)


def at(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


# ---- capture ----

def test_LEA_01_a_form_sent_twice_is_one_lead(stack):
    key, body = uuid.uuid4().hex, {"phone": phone(), "sourceChannel": "WEB"}
    first = capture(stack, "web", key=key, **body)
    assert capture(stack, "web", key=key, **body) == first
    assert len(events(stack, first["lead"]["id"], "lead.captured")) == 1


def test_LEA_01_what_is_wrong_is_refused_by_field(stack):
    far = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    twice = [{"key": "city", "value": "a"}, {"key": "city", "value": "b"}]
    for more, field in (({"sourceChannel": "API"}, "source_channel"), ({"capturedAt": far}, "captured_at"),
                        ({"attributes": twice}, "attributes")):
        refusal = stack.refused("leads.CaptureLead", {"sourceChannel": "WEB", **more}, "web")
        assert (refusal.code, refusal.field) == ("invalid_argument", field)
    assert stack.refused("leads.CaptureLead", {"sourceChannel": "WEB"}, "legal").code == "permission_denied"


def test_LEA_04_a_natural_key_answers_the_same_lead(stack):
    key = "crm-" + uuid.uuid4().hex
    first = capture(stack, naturalKey=key, source="Fair", bulkId="fair-2026")
    again = capture(stack, "clerk", naturalKey=key, source="Elsewhere")
    assert "existed" not in first and again["existed"] is True
    assert again["lead"] == lead(stack, first["lead"]["id"])["lead"]
    assert again["lead"]["source"] == "Fair"
    assert len(events(stack, first["lead"]["id"], "lead.captured")) == 1


def test_LEA_04_one_natural_key_many_times_at_one_moment_is_one_lead(stack):
    key = "crm-" + uuid.uuid4().hex
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda i: capture(stack, naturalKey=key, source=f"file {i}"), range(16)))
    assert len({answer["lead"]["id"] for answer in answers}) == 1
    assert [answer.get("existed", False) for answer in answers].count(False) == 1
    assert len(events(stack, answers[0]["lead"]["id"], "lead.captured")) == 1
    assert stack.psql("leads", "SELECT count(*) FROM leads.assessment WHERE lead_id = %s", (answers[0]["lead"]["id"],)) == [(1,)]


def test_LEA_25_leads_of_one_moment_are_counted_with_their_owners(stack):
    counted = """SELECT user_id::text, open_leads - (SELECT count(*) FROM leads.lead WHERE owner_id = user_id
        AND state IN ('ASSIGNED', 'WORKING', 'QUALIFIED', 'CONVERTING')) FROM leads.agent"""
    before = dict(stack.psql("leads", counted))
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        owners = {answer["lead"].get("ownerId") for answer in pool.map(lambda i: capture(stack, source="rush"), range(48))}
    after = dict(stack.psql("leads", counted))
    assert owners - {None}
    assert {owner: after[owner] for owner in owners if owner} == {owner: before[owner] for owner in owners if owner}


def test_LEA_02_later_touches_are_added_to_the_first(stack):
    number = phone()
    first = capture(stack, "web", sourceChannel="WEB", phone=number, source="Google", campaign="spring", medium="cpc",
                    keyword="planner", landingPage="https://example.com/p")["lead"]
    second = capture(stack, phone=number, source="hotline")["lead"]
    third = capture(stack, "clerk", sourceChannel="STORE", phone=number, product=" Planner ")["lead"]
    assert [second["state"], third["state"]] == ["DUPLICATE", "DUPLICATE"]
    assert second["duplicateOf"] == third["duplicateOf"] == first["id"]
    shown = lead(stack, first["id"], "admin")
    assert (shown["lead"]["source"], shown["lead"]["touches"]) == ("Google", 3)
    assert [touch["sourceChannel"] for touch in shown["touches"]] == ["WEB", "PHONE", "STORE"]
    assert [touch["leadId"] for touch in shown["touches"]] == [first["id"], second["id"], third["id"]]
    assert shown["touches"][0]["keyword"] == "planner"
    assert events(stack, second["id"], "lead.duplicate_detected")[0]["payload"]["duplicateOf"] == first["id"]
    other = capture(stack, phone=number, product="course")["lead"]
    assert other["state"] != "DUPLICATE" and other["customerId"] == first["customerId"]


def test_LEA_06_captures_at_one_moment_make_one_open_lead(stack):
    number, times = phone(), 12
    with concurrent.futures.ThreadPoolExecutor(times) as pool:
        made = [reply["lead"] for reply in pool.map(lambda _: capture(stack, phone=number, name="X"), range(times))]
    assert len({one["customerId"] for one in made}) == 1
    opened = [one for one in made if one["state"] != "DUPLICATE"]
    assert len(opened) == 1
    assert {one["duplicateOf"] for one in made if one["state"] == "DUPLICATE"} == {opened[0]["id"]}
    shown = lead(stack, opened[0]["id"], "admin")
    assert shown["lead"]["touches"] == times
    assert [touch["seq"] for touch in shown["touches"]] == list(range(1, times + 1))


def test_leads_hold_nothing_personal(stack):
    number, secret = phone(), "Unusual Name " + uuid.uuid4().hex
    made = capture(stack, phone=number, name=secret, company=secret, need=secret)["lead"]
    digits = number.replace(" ", "")[-8:]
    assert "*" in made["phoneMasked"] and digits not in made["phoneMasked"]
    for table in ("lead", "assessment", "event", "idempotency"):
        rows = stack.psql("leads", f"SELECT t::text FROM leads.{table} AS t")
        assert rows
        for (text,) in rows:
            assert secret not in text and secret.encode().hex() not in text
            assert digits not in text and digits.encode().hex() not in text


def test_a_lead_with_junk_has_no_customer(stack):
    made = capture(stack, phone="none of your business")["lead"]
    assert "customerId" not in made and made["state"] in ("ASSIGNED", "POOLED")


# ---- rules ----

def test_LEA_07_screening_names_the_rule(stack):
    reply = capture(stack, campaign="spam", phone=phone())
    made = reply["lead"]
    assert (made["state"], made["lostReason"], made["screeningRule"]) == ("DISQUALIFIED", "INVALID", "spam-campaign")
    assert "spam-campaign" in reply["screeningSentence"]
    types = [event["type"] for event in events(stack, made["id"])]
    assert types == ["lead.captured", "lead.screened", "lead.disqualified"]
    passed = capture(stack)
    assert passed["lead"]["screeningRule"] == "none"
    assert events(stack, passed["lead"]["id"], "lead.screened")[0]["payload"]["passed"] is True


def test_LEA_07_a_lead_screened_out_leaves_the_way_free(stack):
    number = phone()
    assert capture(stack, campaign="spam", phone=number)["lead"]["state"] == "DISQUALIFIED"
    assert capture(stack, phone=number)["lead"]["state"] != "DUPLICATE"


def test_LEA_08_LEA_09_a_score_explains_itself(stack):
    reply = capture(stack, sourceChannel="STORE", interests=["price"])
    made = reply["lead"]
    assert made["score"] == sum(reason["points"] for reason in reply["scoreReasons"])
    shown = lead(stack, made["id"])
    assert shown["scoreReasons"] == reply["scoreReasons"]
    assert [row["cause"] for row in shown["assessments"]] == ["CAPTURE"]
    rules = stack.call("leads.GetRules", {"version": made["ruleVersion"]})["rules"]
    band = max((band for band in rules["grades"] if band.get("minScore", 0) <= made["score"]),
               key=lambda band: band.get("minScore", 0))
    assert (made["grade"], made["intent"]) == (band["grade"], band["intent"])
    assert events(stack, made["id"], "lead.scored")[0]["payload"]["grade"] == made["grade"]


def test_LEA_09_a_change_of_grade_is_an_event(stack):
    number = phone()
    made = capture(stack, "web", sourceChannel="WEB", phone=number, interests=["price"])["lead"]
    for _ in range(2):
        capture(stack, phone=number)
    after = lead(stack, made["id"], "admin")["lead"]
    assert after["score"] > made["score"] and after["priority"] > made["priority"]
    changed = [event["payload"] for event in events(stack, made["id"], "lead.grade_changed")]
    assert (changed[0]["fromGrade"], changed[-1]["toGrade"]) == (made["grade"], after["grade"])
    moved = events(stack, made["id"], "lead.priority_changed")
    assert moved[-1]["payload"]["toPriority"] == after["priority"]


def test_LEA_10_a_priority_says_what_it_is_made_of(stack):
    made = capture(stack, sourceChannel="STORE")["lead"]
    assert made["priority"] == sum(int(reason.split()[0]) for reason in made["priorityReasons"])
    assert any("source_channel is STORE" in reason for reason in made["priorityReasons"])


def test_LEA_25_an_assignment_is_explained(stack):
    made = capture(stack, sourceChannel="STORE", phone=phone())["lead"]
    told = events(stack, made["id"], "lead.assigned")[0]["payload"]
    assert told["ownerId"] == made["ownerId"] == told["candidates"][0]
    assert told["ownerPath"] == made["ownerPath"] == told["teamPath"] + "~" + told["ownerId"]
    assert told["rule"] == made["assignmentRule"] and told["rule"] in told["reason"]
    assert (told["attempt"], told["ruleVersion"]) == (1, made["ruleVersion"])
    rules = stack.call("leads.GetRules")["rules"]
    assert told["rule"] in [rule["code"] for rule in rules["assignments"]]


def test_LEA_25_loads_stay_even(stack):
    made = [capture(stack, sourceChannel="STORE", phone=phone())["lead"] for _ in range(6)]
    assert len({one["ownerId"] for one in made}) > 1


def test_LEA_12_a_deadline_comes_with_the_owner_and_may_be_missed(stack, agent):
    given = agent.given(sourceChannel="STORE")
    rules = stack.call("leads.GetRules")["rules"]
    minutes = {rule["code"]: rule["minutes"] for rule in rules["deadlines"]}
    told = at(given["slaDueAt"]) - at(given["assignedAt"])
    assert told.total_seconds() / 60 in minutes.values()
    stack.psql("leads", "UPDATE leads.lead SET sla_due_at = now() - interval '1 second' WHERE id = %s", [given["id"]])
    assert wait_event(stack, given["id"], "lead.response_sla_breached")["ownerId"] == agent.id
    assert lead(stack, given["id"])["lead"]["slaBreached"] is True


def test_rules_are_versions(stack):
    present = stack.call("leads.GetRules", {}, "manager")["rules"]
    reply = stack.call("leads.PublishRules", {"rules": dict(present, note="the same again")}, "manager")
    assert reply["version"] == present["version"] + 1
    versions = (present["version"], reply["version"])
    states = [stack.call("leads.GetRules", {"version": v})["rules"]["state"] for v in versions]
    assert states == ["RETIRED", "ACTIVE"]
    assert capture(stack)["lead"]["ruleVersion"] == reply["version"]
    told = [event["payload"] for event in stack.events("lead_rules.published")]
    assert told[-1] == {"version": reply["version"], "replaces": present["version"]}
    assert stack.refused("leads.GetRules", {"version": 100000}).code == "not_found"
    assert stack.refused("leads.GetRules", {}, "tele1").code == "permission_denied"


def test_a_lead_sees_one_whole_version_of_the_rules(stack):
    original = stack.call("leads.GetRules")["rules"]

    def publish(n):
        flag = {"code": f"flag-{n}", "op": "ANY", "points": n}
        rules = {**original, "scoring": [flag] + original["scoring"]}
        return stack.call("leads.PublishRules", {"rules": rules})["version"]

    try:
        with concurrent.futures.ThreadPoolExecutor(9) as pool:
            captures = [pool.submit(capture, stack) for _ in range(40)]
            flags = {publish(n): f"flag-{n}" for n in range(1, 9)}
            captures += [pool.submit(capture, stack) for _ in range(10)]
            made = [future.result() for future in captures]
    finally:
        stack.call("leads.PublishRules", {"rules": original})
    assert made[-1]["lead"]["ruleVersion"] == max(flags)
    for reply in made:
        codes = [reason["rule"] for reason in reply["scoreReasons"]]
        flag = flags.get(reply["lead"]["ruleVersion"])
        assert [code for code in codes if code.startswith("flag-")] == ([flag] if flag else [])
        assert "called-us" in codes and reply["lead"]["assignmentRule"] != "none"


@pytest.mark.parametrize("change, field", [
    ({"scoring": [{"code": "a", "field": "shoe_size", "op": "EQ", "value": "44", "points": 1}]}, "rules.scoring"),
    ({"scoring": [{"code": "a", "op": "ANY", "points": 1}] * 2}, "rules.scoring"),
    ({"grades": [{"grade": "A", "minScore": 10, "intent": "READY"}]}, "rules.grades"),
    ({"screening": [{"code": "a", "op": "ANY", "verdict": "FAIL"}]}, "rules.screening"),
    ({"assignments": [{"code": "a", "op": "ANY", "strategy": "POOL", "teamPath": "sales"}]}, "rules.assignments"),
    ({"policy": {"recycleDays": 1, "recycleWarnDays": 1}}, "rules.policy"),
    ({"policy": {"workFromMinute": 540}}, "rules.policy"),
    ({"policy": {"workFromMinute": 540, "workUntilMinute": 599}}, "rules.policy"),
    ({"policy": {"workFromMinute": 540, "workUntilMinute": 1441}}, "rules.policy.work_until_minute"),
])
def test_rules_that_do_not_fit_are_refused(stack, change, field):
    rules = stack.call("leads.GetRules")["rules"]
    refusal = stack.refused("leads.PublishRules", {"rules": {**rules, **change}}, "manager")
    assert (refusal.code, refusal.field) == ("invalid_argument", field)
    assert stack.call("leads.GetRules")["rules"]["version"] == rules["version"]


def test_rules_replaced_meanwhile_are_not_overwritten(stack):
    rules = stack.call("leads.GetRules")["rules"]
    body = {"rules": rules, "expectedVersion": rules["version"] + 7}
    assert stack.refused("leads.PublishRules", body, "manager").code == "aborted"
    assert stack.refused("leads.PublishRules", {"rules": rules}, "tele1").code == "permission_denied"


# ---- agents and pool ----

def test_LEA_24_capacity_is_set_and_counted(stack, agent):
    assert agent.capacity(3, weight=2)["weight"] == 2
    before = agent.row().get("openLeads", 0)
    given = agent.given()
    assert agent.row()["openLeads"] == before + 1
    agent.call("leads.ReleaseLead", {"leadId": given["id"], "reason": "overload"})
    assert agent.row().get("openLeads", 0) == before
    assert stack.refused("leads.SetAgentCapacity", {"userId": UNKNOWN, "capacity": 1}, "manager").code == "not_found"
    denied = agent.refused("leads.SetAgentCapacity", {"userId": agent.id, "capacity": 9})
    assert denied.code == "permission_denied"
    assert agent.refused("leads.ListAgents").code == "permission_denied"


def test_LEA_24_who_is_full_claims_nothing(stack, agent):
    other = Agent(stack)
    pooled = other.pooled()
    refusal = agent.refused("leads.ClaimLead", {"leadId": pooled["id"]})
    assert (refusal.code, refusal.reason) == ("failed_precondition", "CAPACITY")


def test_LEA_25_who_is_suspended_gets_nothing(stack, agent):
    stack.call("identity.SuspendUser", {"id": agent.id})
    wait_until(lambda: agent.row()["state"] == "SUSPENDED", 20, "the suspension")
    body = {"leadId": capture(stack)["lead"]["id"], "ownerId": agent.id}
    refusal = stack.refused("leads.AssignLead", body, "manager")
    assert (refusal.code, refusal.reason) == ("failed_precondition", "AGENT_SUSPENDED")
    stack.call("identity.ActivateUser", {"id": agent.id})
    wait_until(lambda: agent.row()["state"] == "ACTIVE", 20, "the return")
    assert stack.call("leads.AssignLead", body, "manager")["lead"]["ownerId"] == agent.id


def test_LEA_25_presence_and_moves_reach_the_agents(stack, agent):
    given = agent.given()
    agent.call("identity.SetPresence", {"state": "PAUSED", "reason": "lunch"})
    wait_until(lambda: agent.row().get("absent"), 20, "the absence")
    agent.call("identity.SetPresence", {"state": "READY"})
    wait_until(lambda: not agent.row().get("absent"), 20, "the presence")
    stack.call("identity.MoveUser", {"id": agent.id, "teamPath": "/hq/sales/field/"})
    wait_until(lambda: agent.row()["teamPath"] == "/hq/sales/field/", 20, "the move")
    assert lead(stack, given["id"])["lead"]["ownerPath"] == "/hq/sales/field/~" + agent.id


def test_LEA_26_claims_have_a_limit_and_a_cool_down(stack, agent):
    agent.capacity(50)
    other = Agent(stack)
    pooled = other.pooled()
    cool = other.refused("leads.ClaimLead", {"leadId": pooled["id"]})
    assert (cool.code, cool.reason) == ("failed_precondition", "COOL_DOWN")
    shown = agent.call("leads.ListPool", {"pageSize": 200})["leads"]
    assert [one["priority"] for one in shown] == sorted((one["priority"] for one in shown), reverse=True)
    claimed = agent.call("leads.ClaimLead", {"leadId": pooled["id"]})
    assert (claimed["lead"]["state"], claimed["lead"]["ownerId"]) == ("ASSIGNED", agent.id)
    assert claimed["claimsLeftToday"] == 19
    assert events(stack, pooled["id"], "lead.claimed")[0]["payload"]["ownerId"] == agent.id
    taken = other.refused("leads.ClaimLead", {"leadId": pooled["id"]})
    assert (taken.code, taken.reason) == ("failed_precondition", "WRONG_STATE")
    stack.psql("leads", "UPDATE leads.agent SET claims_today = 20 WHERE user_id = %s", [agent.id])
    used = agent.refused("leads.ClaimLead", {"leadId": other.pooled()["id"]})
    assert (used.code, used.reason) == ("failed_precondition", "CLAIM_LIMIT")
    assert stack.refused("leads.ClaimLead", {"leadId": other.pooled()["id"]}, "clerk").code == "permission_denied"


def test_LEA_26_a_lead_without_contact_is_recycled_after_a_warning(stack, agent):
    given = agent.given()

    def run(due):
        stack.psql("leads", f"UPDATE leads.lead SET recycle_at = now() {due} WHERE id = %s", [given["id"]])
        stack.psql("leads", "UPDATE leads.job SET due_at = now() WHERE kind = 'recycle'")

    run("+ interval '1 day'")
    assert wait_event(stack, given["id"], "lead.recycle_warned")["ownerId"] == agent.id
    assert lead(stack, given["id"])["lead"]["state"] == "ASSIGNED"
    run("- interval '1 second'")
    told = wait_event(stack, given["id"], "lead.recycled")
    assert (told["previousOwnerId"], told["teamPath"]) == (agent.id, "/hq/sales/tele/")
    assert lead(stack, given["id"])["lead"]["state"] == "POOLED"


def test_a_lead_is_given_back_with_a_reason(stack, agent):
    given = agent.given()
    assert agent.refused("leads.ReleaseLead", {"leadId": given["id"]}).field == "reason"
    assert Agent(stack).refused("leads.ReleaseLead", {"leadId": given["id"], "reason": "x"}).code == "not_found"
    released = agent.call("leads.ReleaseLead", {"leadId": given["id"], "reason": "too_far"})["lead"]
    assert (released["state"], released["previousOwnerId"]) == ("POOLED", agent.id)
    assert events(stack, given["id"], "lead.released")[0]["payload"]["reason"] == "too_far"


def test_a_manager_gives_leads_within_his_scope(stack, agent):
    fresh = capture(stack)["lead"]
    body = {"leadId": fresh["id"], "ownerId": UNKNOWN}
    assert stack.refused("leads.AssignLead", body, "manager").code == "not_found"
    body["ownerId"] = agent.id
    assert agent.refused("leads.AssignLead", body).code == "permission_denied"
    stale = stack.refused("leads.AssignLead", dict(body, expectedVersion="77"), "manager")
    assert stale.code == "aborted"
    given = stack.call("leads.AssignLead", dict(body, expectedVersion=fresh["version"]), "manager")["lead"]
    assert (given["state"], given["assignmentRule"], given["ownerId"]) == ("ASSIGNED", "manual", agent.id)
    again = stack.refused("leads.AssignLead", body, "manager")
    assert (again.code, again.reason) == ("failed_precondition", "SAME_OWNER")
