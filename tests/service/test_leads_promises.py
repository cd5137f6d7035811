# SPDX-License-Identifier: Apache-2.0
"""What was promised: callbacks, follow-up plans, the queue of the day, pulling from the pool."""
import concurrent.futures
import datetime
import uuid

import pytest

from intents import Agent, capture, events, lead
from support.stack import wait_until

UNKNOWN = "00000000-0000-7000-8000-00000000abcd"
ZONE = "Asia/Shanghai"


@pytest.fixture
def agent(stack):
    return Agent(stack)


def moment(**delta):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(**delta)).strftime("%Y-%m-%dT%H:%M:%SZ")


def promise(agent, given, **more):
    body = {"leadId": given["id"], "zone": ZONE, "at": moment(hours=3), **more}
    return agent.call("leads.ScheduleCallback", body)["callback"]


def ring(stack, callback, column="remind_at"):
    """The clock goes on: what should have been told by now is told."""
    back = {"remind_at": "promised_at = now() + interval '1 minute', remind_at = now() - interval '9 minutes'",
            "overdue_at": "promised_at = now() - interval '20 minutes', remind_at = now() - interval '30 minutes', "
                          "overdue_at = now() - interval '5 minutes'"}[column]
    stack.psql("leads", f"UPDATE leads.callback SET {back} WHERE id = %s", [callback["id"]])
    stack.psql("leads", "UPDATE leads.job SET due_at = now() WHERE kind = 'callback_clock' AND dedupe = %s",
               [callback["id"]])


# ---- callbacks ----

def test_LEA_29_a_callback_is_promised_in_the_time_of_the_customer(stack, agent):
    given = agent.given()
    day = (datetime.datetime.now() + datetime.timedelta(days=2)).strftime("%Y-%m-%d")
    mine = promise(agent, given, at=None, local=day + "T09:30")
    assert (mine["promisedLocal"], mine["promisedAt"]) == (day + "T09:30", day + "T01:30:00Z")
    assert (mine["state"], mine["reach"], mine["ownerId"]) == ("SCHEDULED", "MINE", agent.id)
    told = events(stack, mine["id"], "callback.scheduled")[0]["payload"]
    assert (told["zone"], told["ownerId"], told["leadId"]) == (ZONE, agent.id, given["id"])
    moved = promise(agent, given, callbackId=mine["id"], zone="America/New_York", at=None, local=day + "T09:30")
    assert moved["id"] == mine["id"] and moved["promisedAt"] > mine["promisedAt"]
    assert [row["id"] for row in agent.call("leads.ListCallbacks", {"leadId": given["id"]})["callbacks"]] == [mine["id"]]
    other = Agent(stack)
    assert not other.call("leads.ListCallbacks", {"leadId": given["id"]}).get("callbacks")
    assert other.refused("leads.FinishCallback", {"callbackId": mine["id"]}).code == "not_found"
    assert agent.refused("leads.FinishCallback", {"callbackId": mine["id"], "expectedVersion": 99}).code == "aborted"
    assert agent.call("leads.FinishCallback", {"callbackId": mine["id"]})["callback"]["state"] == "DONE"
    assert agent.refused("leads.FinishCallback", {"callbackId": mine["id"]}).reason == "WRONG_STATE"
    assert events(stack, mine["id"], "callback.done")[0]["payload"]["late"] is False


def test_LEA_29_what_is_wrong_is_refused(stack, agent):
    given = agent.given()
    for field, more in (("at", {"at": None}), ("at", {"local": "2031-01-01T10:00"}), ("at", {"at": moment(hours=-1)}),
                        ("at", {"at": moment(days=400)}), ("local", {"at": None, "local": "2026-02-30T10:00"}),
                        ("zone", {"zone": "Mars/Olympus"})):
        body = {"leadId": given["id"], "zone": ZONE, "at": moment(hours=3), **more}
        body = {name: value for name, value in body.items() if value is not None}
        assert agent.refused("leads.ScheduleCallback", body).field == field, more
    body = {"leadId": given["id"], "zone": ZONE, "at": moment(hours=3)}
    assert Agent(stack).refused("leads.ScheduleCallback", body).code == "not_found"
    assert stack.refused("leads.ScheduleCallback", body, "finance").code == "permission_denied"
    assert stack.refused("leads.ListCallbacks", {}, "finance").code == "permission_denied"
    pooled = agent.pooled()
    body["leadId"] = pooled["id"]
    assert stack.refused("leads.ScheduleCallback", body, "manager").reason == "NO_OWNER"
    agent.call("leads.DisqualifyLead", {"leadId": given["id"], "reason": "PRICE"})
    assert agent.refused("leads.ScheduleCallback", dict(body, leadId=given["id"])).reason == "LEAD_CLOSED"


def test_LEA_29_the_agent_is_reminded_and_a_missed_promise_escalates(stack, agent):
    given = agent.given()
    callback = promise(agent, given)
    ring(stack, callback)
    wait_until(lambda: events(stack, callback["id"], "callback.due"), 30, "the reminder")
    pulled = agent.call("leads.PullNext")
    assert pulled["callback"]["id"] == callback["id"] and pulled["urgent"] and "promised" in pulled["reason"]
    ring(stack, callback, "overdue_at")
    told = wait_until(lambda: events(stack, callback["id"], "callback.missed"), 30, "the escalation")[0]["payload"]
    assert (told["ownerId"], told["ownerPath"]) == (agent.id, given["ownerPath"])
    late = agent.call("leads.FinishCallback", {"callbackId": callback["id"]})["callback"]
    assert late["state"] == "DONE" and events(stack, callback["id"], "callback.done")[0]["payload"]["late"] is True


def test_LEA_29_anyone_may_take_it_and_the_lead_with_it(stack, agent):
    given = agent.given()
    callback = promise(agent, given, reach="ANYONE")
    assert "ownerId" not in callback
    others = [Agent(stack) for _ in range(3)]
    for other in others:
        listed = other.call("leads.ListCallbacks", {"reach": "ANYONE", "pageSize": 200})["callbacks"]
        assert callback["id"] in [row["id"] for row in listed]

    def take(other):
        response = stack.post("leads.TakeCallback", {"callbackId": callback["id"]}, None, token=other.token)
        return other if response.ok else response.json()

    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        outcomes = list(pool.map(take, others))
    winners = [outcome for outcome in outcomes if isinstance(outcome, Agent)]
    assert len(winners) == 1, outcomes
    assert lead(stack, given["id"])["lead"]["ownerId"] == winners[0].id
    told = events(stack, given["id"], "lead.assigned")[-1]["payload"]
    assert (told["rule"], told["previousOwnerId"]) == ("callback", agent.id)
    assert agent.refused("leads.TakeCallback", {"callbackId": callback["id"]}).code in ("failed_precondition", "not_found")
    assert winners[0].refused("leads.TakeCallback", {"callbackId": callback["id"]}).reason == "TAKEN"
    dropped = {"callbackId": callback["id"], "reason": "not-wanted"}
    assert winners[0].call("leads.CancelCallback", dropped)["callback"]["state"] == "CANCELLED"
    assert winners[0].refused("leads.CancelCallback", dropped).reason == "WRONG_STATE"
    assert events(stack, callback["id"], "callback.cancelled")[0]["payload"]["reason"] == "not-wanted"


def test_LEA_29_a_call_that_reaches_the_customer_keeps_the_promise(stack, agent):
    given = agent.chosen()
    wait_until(lambda: stack.call("customers.GetCustomer", {"id": given["customerId"]})["customer"].get("ownerId")
               == agent.id, 20, "the customer's owner")
    callback = promise(agent, given, at=moment(minutes=20))
    far = promise(agent, given, at=moment(days=3))
    call = agent.call("customers.RequestCall", {"customerId": given["customerId"], "leadId": given["id"]})["call"]
    for state in ("DIALLING", "RINGING", "ANSWERED", "ENDED"):
        agent.call("customers.ReportCall", {"callId": call["id"], "state": state})
    agent.call("customers.WrapCall", {"callId": call["id"], "disposition": "INTERESTED"})
    told = wait_until(lambda: events(stack, callback["id"], "callback.done"), 20, "the kept promise")[0]["payload"]
    assert (told["doneBy"], told["callId"]) == (agent.id, call["id"])
    left = agent.call("leads.ListCallbacks", {"leadId": given["id"]})["callbacks"]
    assert [row["id"] for row in left] == [far["id"]]


# ---- plans ----

def test_LEA_17_a_plan_overrides_the_cadence_until_it_is_done(stack, agent):
    working = agent.working()
    steps = [{"dueAt": moment(hours=2), "channel": "PHONE", "goal": "ask for the budget"},
             {"dueAt": moment(days=5), "channel": "VISIT", "script": "closing"}]
    reply = agent.call("leads.PlanFollowUps", {"leadId": working["id"], "steps": steps})
    assert (reply["lead"]["nextContactAt"], reply["lead"]["nextContactChannel"]) == (steps[0]["dueAt"], "PHONE")
    first = reply["plan"]
    plan = agent.call("leads.PlanFollowUps", {"leadId": working["id"], "steps": steps})["plan"]
    made = events(stack, plan["id"], "follow_up_plan.made")[0]["payload"]
    assert (made["supersedesId"], made["steps"]) == (first["id"], 2)
    agent.activity(working, intent="SAME")
    wait_until(lambda: lead(stack, working["id"])["lead"]["nextContactAt"] == steps[1]["dueAt"], 20, "the second step")
    shown = agent.call("leads.GetFollowUpPlan", {"leadId": working["id"]})["plan"]
    assert [("doneAt" in step) for step in shown["steps"]] == [True, False] and shown["steps"][0]["refId"]
    assert lead(stack, working["id"])["lead"]["nextContactChannel"] == "VISIT"
    stack.psql("leads", "UPDATE leads.follow_up_step SET due_at = now() WHERE plan_id = %s AND seq = 2", [plan["id"]])
    agent.activity(working, intent="SAME")
    wait_until(lambda: events(stack, plan["id"], "follow_up_plan.completed"), 20, "the end of the plan")
    after = lead(stack, working["id"])["lead"]
    assert after["nextContactAt"] not in (steps[0]["dueAt"], steps[1]["dueAt"])
    assert agent.call("leads.GetFollowUpPlan", {"leadId": working["id"]})["plan"]["state"] == "COMPLETED"


def test_LEA_17_a_plan_may_be_dropped(stack, agent):
    working = agent.working()
    steps = [{"dueAt": moment(days=100), "channel": "EMAIL"}]
    body = {"leadId": working["id"], "steps": steps}
    assert agent.refused("leads.CancelFollowUpPlan", {"leadId": working["id"]}).code == "not_found"
    assert agent.refused("leads.GetFollowUpPlan", {"leadId": working["id"]}).code == "not_found"
    plan = agent.call("leads.PlanFollowUps", body)["plan"]
    back = agent.call("leads.CancelFollowUpPlan", {"leadId": working["id"]})["lead"]
    assert back["nextContactAt"] < steps[0]["dueAt"]
    assert events(stack, plan["id"], "follow_up_plan.cancelled")
    assert agent.refused("leads.PlanFollowUps", dict(body, steps=[dict(steps[0], channel="FAX")])).field == "steps.channel"
    assert agent.refused("leads.PlanFollowUps", dict(body, steps=steps * 2)).field == "steps.due_at"
    assert Agent(stack).refused("leads.PlanFollowUps", body).code == "not_found"
    pooled = agent.pooled()
    assert stack.refused("leads.PlanFollowUps", dict(body, leadId=pooled["id"]), "manager").reason == "WRONG_STATE"


# ---- re-evaluation ----

def test_LEA_19_each_follow_up_proposes_the_next_step(stack, agent):
    working = agent.working(interests=["price"])
    assert working["proposedStep"] in ("QUALIFY", "CONTACT")
    agent.activity(working, intent="SAME", concern="the price")
    wait_until(lambda: lead(stack, working["id"])["lead"]["proposedStep"] == "HANDLE_OBJECTION", 20, "the objection")
    told = events(stack, working["id"], "lead.followed_up")[-1]["payload"]
    assert told["proposedStep"] == "HANDLE_OBJECTION"


# ---- the day and the pool ----

def test_LEA_10_the_day_is_one_queue_in_the_order_of_pulling(stack, agent):
    promised, late, routine = agent.given(product="a"), agent.given(product="b"), agent.given(product="c")
    far = agent.working(product="d")
    callback = promise(agent, promised)
    ring(stack, callback)
    stack.psql("leads", "UPDATE leads.lead SET sla_due_at = now() - interval '1 second' WHERE id = %s", [late["id"]])
    stack.psql("leads", "UPDATE leads.lead SET next_contact_at = now() + interval '20 hours' WHERE id = %s", [far["id"]])
    reply = agent.call("leads.ListDay")
    items = [(item["kind"], item["leadId"]) for item in reply["items"]]
    assert items == [("CALLBACK", promised["id"]), ("FIRST_CONTACT", late["id"]), ("FIRST_CONTACT", promised["id"]),
                     ("FIRST_CONTACT", routine["id"]), ("FOLLOW_UP", far["id"])]
    assert reply["items"][0]["zone"] == ZONE and reply["items"][1]["overdue"] and reply["items"][0]["reason"]
    assert agent.call("leads.ListDay", {"limit": 2})["more"] == 3
    seen = stack.call("leads.ListDay", {"agentId": agent.id}, "manager")["items"]
    assert [item["leadId"] for item in seen] == [item["leadId"] for item in reply["items"]]
    assert not Agent(stack).call("leads.ListDay", {"agentId": agent.id}).get("items")
    assert stack.refused("leads.ListDay", {}, "finance").code == "permission_denied"


def test_LEA_11_an_urgent_lead_pre_empts_what_is_in_hand(stack, agent):
    routine, other = agent.given(product="a"), agent.given(product="b")
    first = agent.call("leads.PullNext")["lead"]["id"]
    second = ({routine["id"], other["id"]} - {first}).pop()
    stack.psql("leads", "UPDATE leads.lead SET priority = 650 WHERE id = %s", [second])
    assert agent.call("leads.PullNext")["lead"]["id"] == first
    stack.psql("leads", "UPDATE leads.lead SET priority = 900 WHERE id = %s", [second])
    urgent = agent.call("leads.PullNext")
    assert (urgent["lead"]["id"], urgent["urgent"], urgent["preemptsLeadId"]) == (second, True, first)


def team(stack):
    """A team of its own, so that its pool is nobody else's."""
    return stack.call("identity.CreateTeam", {"code": "t" + uuid.uuid4().hex[:10], "name": "A team",
                                              "parentPath": "/hq/sales/tele/"})["team"]["path"]


def pool_of(stack, path, n):
    leads = [capture(stack, doNotCall=True, doNotEmail=True)["lead"]["id"] for _ in range(n)]
    stack.psql("leads", "UPDATE leads.lead SET state = 'POOLED', owner_id = NULL, owner_path = %s, priority = 600 "
                        "WHERE id = ANY (%s::uuid[])", [path, leads])
    return leads


def test_LEA_11_a_hundred_pulls_at_one_moment_give_no_lead_to_two_agents(stack):
    path = team(stack)
    agents = [Agent(stack, path) for _ in range(20)]
    for agent in agents:
        agent.capacity(3)
    leads = pool_of(stack, path, 60)  # as many as they may have together: who comes last finds some, too
    stack.psql("leads", "UPDATE leads.lead SET owner_path = '/hq/none/' WHERE owner_path = '/' AND state = 'POOLED'")
    pullers = [agent for agent in agents for _ in range(5)]
    with concurrent.futures.ThreadPoolExecutor(100) as pool:
        replies = list(pool.map(
            lambda agent: (agent.id, agent.call("leads.PullNext", {"fromPool": True}, timeout=120)), pullers))
    given = {(reply["lead"]["id"], agent) for agent, reply in replies if "lead" in reply}
    assert len({lead_id for lead_id, _ in given}) == len(given) and {row[0] for row in given} <= set(leads)
    assert {agent for _, agent in given} == {agent.id for agent in agents}
    for agent in agents:
        assert agent.row()["openLeads"] <= 3
    claimed = [event["aggId"] for event in stack.events("lead.claimed") if event["aggId"] in set(leads)]
    assert len(claimed) == len(set(claimed)) and set(claimed) == {lead_id for lead_id, _ in given}


def test_LEA_11_the_pool_serves_what_is_urgent_first_and_says_why_it_is_closed(stack):
    path = team(stack)
    agent = Agent(stack, path)
    assert "pool" in agent.call("leads.PullNext", {"fromPool": True})["reason"]
    agent.capacity(5)
    own = agent.given()
    routine, urgent = pool_of(stack, path, 2)
    assert agent.call("leads.PullNext", {"fromPool": True})["lead"]["id"] == own["id"]
    stack.psql("leads", "UPDATE leads.lead SET priority = 1000 WHERE id = %s", [urgent])
    pulled = agent.call("leads.PullNext", {"fromPool": True})
    assert (pulled["lead"]["id"], pulled["claimed"], pulled["preemptsLeadId"]) == (urgent, True, own["id"])
    assert events(stack, urgent, "lead.claimed")[0]["payload"]["ownerId"] == agent.id


# ---- first response ----

def test_LEA_12_a_first_contact_that_stays_out_is_escalated(stack, agent):
    given = agent.given()
    stack.psql("leads", "UPDATE leads.lead SET sla_due_at = now() - interval '2 hours' WHERE id = %s", [given["id"]])
    stack.psql("leads", "UPDATE leads.job SET due_at = now() WHERE kind = 'sla_breach'")
    told = wait_until(lambda: events(stack, given["id"], "lead.response_sla_escalated"), 40, "the escalation")
    assert told[0]["payload"]["teamPath"] == "/hq/sales/tele/" and told[0]["payload"]["ownerId"] == agent.id
    assert [event["type"] for event in events(stack, given["id"], "lead.response_sla_*")] == [
        "lead.response_sla_breached", "lead.response_sla_escalated"]
