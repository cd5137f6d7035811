# SPDX-License-Identifier: Apache-2.0
"""Coaching items: opened from an evaluation, done by their owner, rechecked by a later call."""
import pytest

from people import events
from quality import ABSENT, agents_customer, answers, assigned, customers_of_two, submitted, tomorrow, user_id


@pytest.fixture(scope="module")
def agent(stack):
    """(login, customer id) of a telesales agent."""
    return agents_customer(stack)


@pytest.fixture
def weak(stack, agent):
    """An evaluation in which objections went badly."""
    return submitted(stack, agent[1], agent[0], objections=1)["id"]


def item(stack, evaluation_id, **more):
    body = {"evaluationId": evaluation_id, "skill": "objection_handling", "dueOn": tomorrow(14),
            "task": "Hear Zhang's call of Monday together.", **more}
    return stack.call("qa.OpenCoaching", body, "quality")["item"]


def listed(stack, as_, **more):
    return {one["id"]: one for one in stack.call("qa.ListCoaching", {"pageSize": 200, **more}, as_).get("items", [])}


def test_QA_06_a_skill_is_coached_and_rechecked(stack, agent, weak):
    login, customer = agent
    opened = item(stack, weak)
    assert (opened["state"], opened["beforeHundredths"]) == ("OPEN", 2500)
    assert opened["ownerId"] == opened["agentId"] == user_id(stack, login)
    assert opened["task"].startswith("Hear") and listed(stack, login)[opened["id"]]["task"] == opened["task"]
    sealed = stack.psql("qa", "SELECT task FROM coaching_item WHERE id = %s", (opened["id"],))[0][0]
    assert b"Zhang" not in bytes(sealed)
    early = {"id": opened["id"], "evaluationId": weak}
    assert stack.refused("qa.RecheckCoaching", early, "quality").reason == "WRONG_STATE"
    done = stack.call("qa.FinishCoaching", {"id": opened["id"], "outcome": "We practised it."}, login)["item"]
    assert done["state"] == "DONE" and done["outcome"] == "We practised it." and done["doneAt"]
    assert stack.refused("qa.RecheckCoaching", early, "quality").reason == "NOT_LATER"
    later = submitted(stack, customer, login, objections=3)["id"]
    checked = stack.call("qa.RecheckCoaching", {"id": opened["id"], "evaluationId": later}, "quality")["item"]
    assert (checked["state"], checked["beforeHundredths"], checked["afterHundredths"]) == ("RECHECKED", 2500, 7500)
    kinds = [event["type"] for event in stack.events("coaching.*") if event["aggId"] == opened["id"]]
    assert kinds == ["coaching.opened", "coaching.done", "coaching.rechecked"]
    event = events(stack, "coaching.rechecked", itemId=opened["id"])[0]
    assert (event["beforeHundredths"], event["afterHundredths"], event["evaluationId"]) == (2500, 7500, later)
    shown = listed(stack, "manager", states=["RECHECKED"])[opened["id"]]
    assert shown["outcome"] == "We practised it." and shown["recheckEvaluationId"] == later


def test_QA_06_a_coach_owns_an_item_and_sees_it(stack, agent, weak):
    login, _ = agent
    other = next(name for name, _ in customers_of_two(stack) if name != login)
    opened = item(stack, weak, ownerId=user_id(stack, other))
    finish = {"id": opened["id"], "outcome": "Done."}
    for who in (login, "manager", "quality"):
        assert stack.refused("qa.FinishCoaching", finish, who).reason == "NOT_THE_OWNER"
    assert stack.refused("qa.FinishCoaching", {**finish, "expectedVersion": 9}, other).code == "aborted"
    assert stack.refused("qa.FinishCoaching", {**finish, "id": ABSENT}, other).code == "not_found"
    assert stack.refused("qa.FinishCoaching", finish, "clerk").code == "permission_denied"
    assert opened["id"] in listed(stack, other) and opened["id"] in listed(stack, login)
    assert stack.call("qa.FinishCoaching", finish, other)["item"]["state"] == "DONE"
    assert stack.refused("qa.FinishCoaching", finish, other).reason == "WRONG_STATE"


def test_QA_06_what_is_overdue_is_found(stack, weak):
    opened = item(stack, weak)
    assert opened["id"] not in listed(stack, "quality", overdue=True)
    stack.psql("qa", "UPDATE coaching_item SET due_on = due_on - 15 WHERE id = %s", (opened["id"],))
    assert opened["id"] in listed(stack, "quality", overdue=True)
    page = stack.call("qa.ListCoaching", {"pageSize": 1}, "quality")
    assert [one["id"] for one in page["items"]] == [opened["id"]]
    assert stack.refused("qa.ListCoaching", {"pageToken": "x"}, "quality").field == "page_token"
    assert stack.refused("qa.ListCoaching", {}, "clerk").code == "permission_denied"


def test_QA_06_what_cannot_be_coached_or_rechecked(stack, agent, weak):
    login, customer = agent
    base = {"evaluationId": weak, "skill": "communication", "dueOn": tomorrow(), "task": "Speak up."}
    assert stack.refused("qa.OpenCoaching", {**base, "dueOn": "2020-01-01"}, "quality").field == "due_on"
    assert stack.refused("qa.OpenCoaching", {**base, "skill": "negotiation"}, "quality").reason == "NO_SKILL"
    assert stack.refused("qa.OpenCoaching", {**base, "evaluationId": ABSENT}, "quality").code == "not_found"
    assert stack.refused("qa.OpenCoaching", base, "manager").code == "permission_denied"
    fresh = assigned(stack, customer, login)
    assert stack.refused("qa.OpenCoaching", {**base, "evaluationId": fresh}, "quality").reason == "NOT_SUBMITTED"
    opened = item(stack, weak)
    stack.call("qa.FinishCoaching", {"id": opened["id"], "outcome": "Done."}, login)
    recheck = {"id": opened["id"], "evaluationId": fresh}
    assert stack.refused("qa.RecheckCoaching", recheck, "quality").reason == "NOT_SUBMITTED"
    assert stack.refused("qa.RecheckCoaching", {**recheck, "evaluationId": ABSENT}, "quality").code == "not_found"
    assert stack.refused("qa.RecheckCoaching", {**recheck, "expectedVersion": 9}, "quality").code == "aborted"
    assert stack.refused("qa.RecheckCoaching", recheck, login).code == "permission_denied"
    (_, mine), (other, theirs) = sorted(customers_of_two(stack), key=lambda one: one[0] != login)
    strange = submitted(stack, theirs, other)["id"]
    assert stack.refused("qa.RecheckCoaching", {**recheck, "evaluationId": strange}, "quality").reason == "NOT_LATER"
    silent = submitted(stack, mine, login, objections=None)["id"]
    assert stack.refused("qa.RecheckCoaching", {**recheck, "evaluationId": silent}, "quality").reason == "NO_SKILL"
