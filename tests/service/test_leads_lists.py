# SPDX-License-Identifier: Apache-2.0
"""Calling lists and their progress, and assigning many leads at once."""
import concurrent.futures
import uuid

import pytest

from intents import Agent, capture, events, lead, phone
from support.stack import wait_until

UNKNOWN = "00000000-0000-7000-8000-00000000abcd"


@pytest.fixture
def agent(stack):
    return Agent(stack)


def leads_of(stack, n, **more):
    source = "src" + uuid.uuid4().hex[:10]
    return source, [capture(stack, source=source, **more)["lead"]["id"] for _ in range(n)]


def made(stack, source, **more):
    body = {"name": "Autumn", "filter": {"source": source}, "teamPath": "/hq/sales/tele/", **more}
    return stack.call("leads.CreateDialList", body, "manager")["dialList"]


def change(stack, dial_list, verb, **more):
    return stack.call("leads.ChangeDialList", {"dialListId": dial_list["id"], "verb": verb, **more}, "manager")["dialList"]


def progress(stack, dial_list):
    return stack.call("leads.GetDialList", {"dialListId": dial_list["id"]}, "manager")["dialList"]["progress"]


def called(stack, dial_list, lead_id, disposition="NO_ANSWER", reached=False):
    """What a wrapped call does to the list, without the telephone."""
    state = "REACHED" if reached else "OPEN"
    stack.psql("leads", "UPDATE leads.dial_entry SET attempts = attempts + 1, state = %s, held_by = NULL, "
                        "next_at = now() + interval '1 hour' WHERE dial_list_id = %s AND lead_id = %s",
               [state, dial_list["id"], lead_id])


def test_LEA_05_a_list_is_made_from_a_filter_and_worked_through(stack, agent):
    source, leads = leads_of(stack, 3)
    preview = {"name": "x", "filter": {"source": source}, "preview": True}
    counted = stack.call("leads.CreateDialList", preview, "manager")
    assert counted["leads"] == 3 and "dialList" not in counted
    dial_list = made(stack, source, maxAttempts=2)
    assert (dial_list["state"], dial_list["progress"]["total"], dial_list["progress"]["untouched"]) == ("DRAFT", 3, 3)
    pull = {"dialListId": dial_list["id"]}
    assert agent.refused("leads.PullFromList", pull).reason == "NOT_RUNNING"
    change(stack, dial_list, "START")
    first = agent.call("leads.PullFromList", pull)
    assert first["lead"]["id"] in leads and first["attempt"] == 1 and first["lead"]["ownerId"] == agent.id
    assert agent.call("leads.PullFromList", pull)["lead"]["id"] == first["lead"]["id"]
    assert events(stack, first["lead"]["id"], "lead.assigned")[-1]["payload"]["rule"] == "dial-list"
    called(stack, dial_list, first["lead"]["id"])
    second = agent.call("leads.PullFromList", pull)["lead"]["id"]
    agent.call("leads.DisqualifyLead", {"leadId": second, "reason": "INVALID"})
    third = agent.call("leads.PullFromList", pull)["lead"]["id"]
    called(stack, dial_list, third, reached=True)
    waiting = agent.call("leads.PullFromList", pull)
    assert "lead" not in waiting and "before" in waiting["reason"]
    told = {"total": 3, "untouched": 0, "waiting": 1, "reached": 1, "exhausted": 0, "dropped": 1, "attempts": 2}
    assert {name: progress(stack, dial_list).get(name, 0) for name in told} == told
    called(stack, dial_list, first["lead"]["id"], reached=True)
    assert "everybody" in agent.call("leads.PullFromList", pull)["reason"]
    ended = events(stack, dial_list["id"], "dial_list.*")
    assert [event["type"] for event in ended] == ["dial_list.started", "dial_list.finished"]
    assert ended[1]["payload"]["reached"] == 2 and ended[1]["payload"]["leads"] == 3
    listed = stack.call("leads.ListDialLists", {"states": ["FINISHED"], "pageSize": 200}, "manager")["dialLists"]
    assert dial_list["id"] in [row["id"] for row in listed]


def test_LEA_05_a_list_is_made_from_a_segment(stack):
    """Those customers that fit it, and of their leads those that the rest of the filter finds."""
    code = "s" + uuid.uuid4().hex[:10]
    source = "src" + code
    fits, other = ([capture(stack, source=source, phone=phone())["lead"] for _ in range(2)] for _ in range(2))
    for captured in fits:
        stack.call("customers.UpdateCustomer", {"id": captured["customerId"], "industry": code})
    stack.call("customers.PutSegment", {"code": code, "name": "Here", "criteria": [
        {"field": "INDUSTRY", "values": [code], "must": True}]})
    matches, body = [], {"code": code, "leastScore": 100}
    while True:
        page = stack.call("customers.MatchSegment", body)
        matches += page.get("matches", [])
        if not page.get("nextPageToken"):
            break
        body["pageToken"] = page["nextPageToken"]
    ids = [match["customerId"] for match in matches]
    assert sorted(ids) == sorted(captured["customerId"] for captured in fits)
    dial_list = made(stack, source, filter={"source": source, "customerIds": ids})
    assert dial_list["progress"]["total"] == 2
    entries = stack.psql("leads", "SELECT lead_id::text FROM leads.dial_entry WHERE dial_list_id = %s", [dial_list["id"]])
    assert sorted(row[0] for row in entries) == sorted(captured["id"] for captured in fits)
    elsewhere = {"name": "x", "filter": {"source": "another", "customerIds": ids}, "preview": True}
    assert stack.call("leads.CreateDialList", elsewhere, "manager") == {"leads": 0}
    wrong = {"name": "x", "filter": {"customerIds": ["nobody"]}, "preview": True}
    assert stack.refused("leads.CreateDialList", wrong, "manager").field == "filter.customer_ids[0]"


def test_LEA_05_a_call_moves_the_list_on(stack, agent):
    given = agent.chosen(source="src" + uuid.uuid4().hex[:10])
    dial_list = made(stack, given["source"], retries=[{"disposition": "BUSY"}])
    change(stack, dial_list, "START")
    wait_until(lambda: stack.call("customers.GetCustomer", {"id": given["customerId"]})["customer"].get("ownerId")
               == agent.id, 20, "the customer's owner")
    call = agent.call("customers.RequestCall", {"customerId": given["customerId"], "leadId": given["id"]})["call"]
    for state in ("DIALLING", "RINGING", "ANSWERED", "ENDED"):
        agent.call("customers.ReportCall", {"callId": call["id"], "state": state})
    agent.call("customers.WrapCall", {"callId": call["id"], "disposition": "INTERESTED"})
    wait_until(lambda: progress(stack, dial_list).get("reached") == 1, 20, "the call in the list")
    assert progress(stack, dial_list)["attempts"] == 1


def test_LEA_05_lists_are_refused_where_they_make_no_sense(stack, agent):
    source, _ = leads_of(stack, 1)
    body = {"name": "x", "filter": {"source": source}}
    assert stack.refused("leads.CreateDialList", dict(body, filter={"source": "nobody"}), "manager").reason == "EMPTY"
    assert stack.refused("leads.CreateDialList", dict(body, teamPath="/elsewhere/"), "manager").field == "team_path"
    assert stack.refused("leads.CreateDialList", body, "tele1").code == "permission_denied"
    dial_list = made(stack, source)
    assert stack.refused("leads.ChangeDialList", {"dialListId": dial_list["id"], "verb": "PAUSE"}).reason == "WRONG_STATE"
    for method in ("ChangeDialList", "GetDialList"):
        refusal = stack.refused("leads." + method, {"dialListId": UNKNOWN, "verb": "START"} if "Change" in method else
                                {"dialListId": UNKNOWN})
        assert refusal.code == "not_found"
    assert stack.refused("leads.ListDialLists", {}, "tele1").code == "permission_denied"
    change(stack, dial_list, "START")
    assert change(stack, dial_list, "PAUSE")["state"] == "PAUSED"
    assert change(stack, dial_list, "FINISH")["state"] == "FINISHED"
    assert stack.refused("leads.PullFromList", {"dialListId": dial_list["id"]}, "manager").code == "not_found"


def test_LEA_05_agents_who_pull_at_one_moment_get_different_leads(stack):
    agents = [Agent(stack) for _ in range(6)]
    source, leads = leads_of(stack, 5)
    dial_list = made(stack, source)
    change(stack, dial_list, "START")
    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        replies = list(pool.map(lambda one: (one.id, one.call("leads.PullFromList", {"dialListId": dial_list["id"]})),
                                agents * 4))
    given = {(reply["lead"]["id"], agent) for agent, reply in replies if "lead" in reply}
    assert len(given) == 5 and {row[0] for row in given} == set(leads)
    assert len({agent for _, agent in given}) == 5


# ---- many at once ----

def test_LEA_25_many_leads_are_assigned_at_once_after_a_preview(stack, agent):
    other = Agent(stack)
    source, leads = leads_of(stack, 4)
    body = {"filter": {"source": source}, "ownerIds": [agent.id, other.id]}
    seen = stack.call("leads.BulkAssign", dict(body, preview=True), "manager")
    assert (seen["found"], seen["assigned"], sorted(seen["leadIds"])) == (4, 0, sorted(leads))
    assert lead(stack, leads[0])["lead"].get("ownerId") not in (agent.id, other.id)
    refusal = stack.refused("leads.BulkAssign", dict(body, expectedCount=3), "manager")
    assert (refusal.code, refusal.reason) == ("failed_precondition", "COUNT")
    done = stack.call("leads.BulkAssign", dict(body, expectedCount=4), "manager")
    assert done["assigned"] == 4
    owners = [lead(stack, lead_id)["lead"]["ownerId"] for lead_id in leads]
    assert sorted(owners) == sorted([agent.id, agent.id, other.id, other.id])
    assert stack.call("leads.BulkAssign", body, "manager").get("found", 0) == 0
    assert (agent.row()["openLeads"], other.row()["openLeads"]) == (2, 2)
    assert events(stack, leads[0], "lead.assigned")[-1]["payload"]["rule"] == "manual"


def test_LEA_25_what_a_bulk_assignment_may_not(stack, agent):
    _, leads = leads_of(stack, 1)
    body = {"leadIds": leads, "ownerIds": [agent.id]}
    assert stack.refused("leads.BulkAssign", {"ownerIds": [agent.id]}, "manager").field == "filter"
    assert stack.refused("leads.BulkAssign", dict(body, ownerIds=[UNKNOWN]), "manager").code == "not_found"
    assert stack.refused("leads.BulkAssign", body, "tele1").code == "permission_denied"
    assert stack.call("leads.BulkAssign", dict(body, leadIds=[UNKNOWN, *leads]), "manager")["assigned"] == 1
