# SPDX-License-Identifier: Apache-2.0
"""Scorecards in versions, and samples that can be drawn again."""
import concurrent.futures
import hashlib
import uuid

import pytest

from people import events
from quality import (ABSENT, answers, criteria, criterion, customers_of_two, now, period, plan, published, recorded, stamp,
                     user_id)
from support.stack import wait_until


@pytest.fixture(scope="module")
def calls(stack):
    """Nine recorded calls of one agent and three of another."""
    (mine, customer), (other, stranger) = customers_of_two(stack)
    first = [recorded(stack, customer, mine) for _ in range(9)]
    return first + [recorded(stack, stranger, other) for _ in range(3)]


def draft(stack, code, items=None, as_="quality"):
    return stack.call("qa.DraftScorecard", {"code": code, "name": "Telesales", "criteria": items or criteria()}, as_)["scorecard"]


def code():
    return "card-" + uuid.uuid4().hex[:8]


def sha(lines):
    return hashlib.sha256("".join(line + "\n" for line in sorted(lines)).encode()).hexdigest()


def picked(members):
    return [one["callId"] for one in members if one.get("picked")]


def preview(stack, plan_id, calls, **more):
    return stack.call("qa.PreviewSample", {"planId": plan_id, **period(calls), **more}, "quality")


def draw(stack, plan_id, calls, **more):
    return stack.call("qa.DrawSample", {"planId": plan_id, **period(calls), **more}, "quality")


# ---- scorecards ----

def test_QA_03_a_scorecard_from_draft_to_the_version_after(stack):
    name = code()
    first = draft(stack, name, criteria()[:2])
    assert (first["version"], first["state"]) == (1, "DRAFT")
    again = draft(stack, name)
    assert again["version"] == 1 and len(again["criteria"]) == 5
    done = stack.call("qa.PublishScorecard", {"code": name, "version": 1}, "quality")["scorecard"]
    assert done["state"] == "PUBLISHED" and done["publishedAt"]
    assert done["criteria"][0]["anchors"][0] == {"points": 5, "text": "clear and friendly"}
    assert stack.refused("qa.PublishScorecard", {"code": name, "version": 1}, "quality").reason == "WRONG_STATE"
    assert draft(stack, name)["version"] == 2
    stack.call("qa.PublishScorecard", {"code": name, "version": 2}, "quality")
    listed = stack.call("qa.ListScorecards", {"code": name}, "tele1")["scorecards"]
    assert [(one["version"], one["state"]) for one in listed] == [(2, "PUBLISHED"), (1, "RETIRED")]
    assert [one["code"] for one in listed[1]["criteria"]] == [one["code"] for one in criteria()]
    retired = stack.call("qa.RetireScorecard", {"code": name, "version": 2}, "quality")["scorecard"]
    assert retired["state"] == "RETIRED"


def test_QA_03_a_published_scorecard_cannot_be_changed_even_in_the_database(stack):
    name = published(stack)
    for change in ("UPDATE criterion SET weight = 1 WHERE scorecard_code = %s", "DELETE FROM anchor WHERE scorecard_code = %s"):
        with pytest.raises(Exception, match="never changes"):
            stack.psql("qa", change, (name,))


def test_QA_03_what_is_no_scorecard(stack):
    def refused(items):
        return stack.refused("qa.DraftScorecard", {"code": code(), "name": "Bad", "criteria": items}, "quality")

    assert refused(criteria() + criteria()[:1]).field == "criteria"
    assert "above its scale" in refused([criterion("tone", "OWN", 100, 2, anchors=[{"points": 3, "text": "x"}])]).message
    assert refused([]).field == "criteria"
    assert stack.refused("qa.DraftScorecard", {"code": code(), "name": "Bad", "criteria": criteria()},
                         "manager").code == "permission_denied"
    light = draft(stack, code(), criteria()[:4])
    assert stack.refused("qa.PublishScorecard", {"code": light["code"], "version": 1}, "quality").reason == "WEIGHTS"
    silent = draft(stack, code(), [criterion("language", "LANGUAGE", 60), criterion("audio", "AUDIO_QUALITY", 40)])
    refusal = stack.refused("qa.PublishScorecard", {"code": silent["code"], "version": 1}, "quality")
    assert refusal.reason == "DIMENSIONS" and "DURATION" in refusal.message
    assert stack.refused("qa.PublishScorecard", {"code": silent["code"], "version": 7}, "quality").code == "not_found"
    assert stack.refused("qa.RetireScorecard", {"code": silent["code"], "version": 1}, "quality").reason == "WRONG_STATE"
    assert stack.refused("qa.ListScorecards", {}, "clerk").code == "permission_denied"


# ---- draws ----

def test_QA_04_a_draw_is_reproducible(stack, calls):
    made = plan(stack, published(stack), rateBasisPoints=3333, minPerAgent=2)
    foreseen = preview(stack, made["id"], calls)
    drawn = draw(stack, made["id"], calls)
    ids = [one["callId"] for one in drawn["members"]]
    assert ids == picked(foreseen["members"]) == sorted(ids)
    agents = [one["agentId"] for one in drawn["members"]]
    assert sorted(agents.count(agent) for agent in set(agents)) == [2, 3]  # a third of 9 rounded up from 2.9997, and the least
    assert drawn["assigned"] == 5 and drawn["draw"]["picked"] == 5 and drawn["draw"]["population"] == 12
    assert drawn["draw"]["populationSha256"] == sha(f"{one['callId']} {one['agentId']}" for one in calls)
    assert drawn["draw"]["pickedSha256"] == sha(ids)
    again = draw(stack, made["id"], calls)
    assert [one["callId"] for one in again["members"]] == ids and again["draw"]["id"] != drawn["draw"]["id"]
    assert again.get("assigned", 0) == 0
    assert [one["evaluationId"] for one in again["members"]] == [one["evaluationId"] for one in drawn["members"]]
    seeds = {tuple(picked(preview(stack, made["id"], calls, seed=f"seed {n}")["members"])) for n in range(4)}
    assert len(seeds) > 1
    event = events(stack, "sample.drawn", drawId=drawn["draw"]["id"])[0]
    assert event["pickedSha256"] == drawn["draw"]["pickedSha256"] and event["assigned"] == 5


def test_QA_04_a_draw_proves_itself(stack, calls):
    drawn = draw(stack, plan(stack, published(stack), minPerAgent=2)["id"], calls)["draw"]
    recorded(stack, calls[0]["customerId"], login(stack, calls[0]))  # comes too late for what was frozen
    proof = stack.call("qa.VerifySampleDraw", {"id": drawn["id"]}, "quality")
    assert proof["same"] is True
    assert (proof["populationSha256"], proof["pickedSha256"]) == (drawn["populationSha256"], drawn["pickedSha256"])
    shown = stack.call("qa.GetSampleDraw", {"id": drawn["id"]}, "quality")
    assert shown["draw"]["state"] == "DRAWN" and len(shown["members"]) == 12 and len(picked(shown["members"])) == 4
    other = next(one["callId"] for one in shown["members"] if not one.get("picked"))
    stack.psql("qa", "UPDATE sample_member SET picked = true WHERE draw_id = %s AND call_id = %s", (drawn["id"], other))
    assert stack.call("qa.VerifySampleDraw", {"id": drawn["id"]}, "quality").get("same", False) is False
    for method in ("VerifySampleDraw", "GetSampleDraw"):
        assert stack.refused("qa." + method, {"id": ABSENT}, "quality").code == "not_found"
        assert stack.refused("qa." + method, {"id": drawn["id"]}, "manager").code == "permission_denied"


def login(stack, recording):
    return next(user["login"] for user in stack.access()["users"] if user["id"] == recording["agentId"])


def test_QA_04_a_plan_looks_at_what_it_says(stack, calls):
    card, mine = published(stack), calls[0]["agentId"]
    for more, population in ((dict(agentIds=[mine]), 9), (dict(directions=["INBOUND"]), None), (dict(channels=["STORE"]), None),
                             (dict(minTalkS=3600), None), (dict(teamPath="/hq/elsewhere/"), None),
                             (dict(directions=["OUTBOUND"], channels=[calls[0]["channel"]]), 12)):
        made = plan(stack, card, **more)
        query = {"planId": made["id"], **period(calls)}
        if population is None:
            assert stack.refused("qa.PreviewSample", query, "quality").reason == "POPULATION"
        else:
            assert stack.call("qa.PreviewSample", query, "quality")["draw"]["population"] == population


def test_QA_04_evaluators_take_turns_and_none_his_own(stack, calls):
    mine = calls[0]["agentId"]
    quality, manager = user_id(stack, "quality"), user_id(stack, "manager")
    made = plan(stack, published(stack), agentIds=[mine], minPerAgent=4)
    drawn = draw(stack, made["id"], calls, evaluatorIds=[quality, mine, manager])
    listed = stack.call("qa.ListEvaluations", {"drawId": drawn["draw"]["id"]}, "quality")["evaluations"]
    assert sorted(one["evaluatorId"] for one in listed) == sorted([quality, manager] * 2)
    waiting = stack.call("qa.ListEvaluations", {"drawId": drawn["draw"]["id"], "awaitingMe": True}, "quality")["evaluations"]
    assert {one["evaluatorId"] for one in waiting} == {quality} and len(waiting) == 2
    assert "evaluations" not in stack.call("qa.ListEvaluations", {"drawId": drawn["draw"]["id"]}, login(stack, calls[0]))


def test_QA_04_what_cannot_be_drawn(stack, calls):
    made = plan(stack, published(stack))
    query = {"planId": made["id"], **period(calls)}
    for method in ("PreviewSample", "DrawSample"):
        assert stack.refused("qa." + method, {**query, "planId": ABSENT}, "quality").code == "not_found"
        assert stack.refused("qa." + method, query, "manager").code == "permission_denied"
        turned = {**query, "answeredFrom": query["answeredUntil"], "answeredUntil": query["answeredFrom"]}
        assert stack.refused("qa." + method, turned, "quality").field == "answered_until"
        future = {**query, "answeredUntil": stamp(now().replace(year=now().year + 1))}
        assert stack.refused("qa." + method, future, "quality").field == "answered_until"
        bare = plan(stack, draft(stack, code())["code"])
        assert stack.refused("qa." + method, {**query, "planId": bare["id"]}, "quality").reason == "NO_SCORECARD"


def test_QA_04_a_plan_is_changed_paused_and_listed(stack):
    card = published(stack)
    made = plan(stack, card, everyDays=7)
    assert (made["state"], made["everyDays"]) == ("ACTIVE", 7)
    job = "SELECT count(*) FROM job WHERE kind = 'planned_draw' AND dedupe = %s"
    assert stack.psql("qa", job, (made["id"],)) == [(1,)]
    paused = plan(stack, card, id=made["id"], everyDays=7, paused=True, name="Paused", expectedVersion=made["version"])
    assert (paused["state"], paused["name"], int(paused["version"])) == ("PAUSED", "Paused", 2)
    assert stack.psql("qa", job, (made["id"],)) == [(0,)]
    listed = {one["id"]: one for one in stack.call("qa.ListSamplingPlans", {}, "quality")["plans"]}
    assert listed[made["id"]] == paused
    base = {"name": "Bad", "seed": "s", "scorecardCode": card, "minPerAgent": 1}
    for change, field in ((dict(minPerAgent=0), "rate_basis_points"), (dict(teamPath="hq"), "team_path"),
                          (dict(seed=""), "seed"), (dict(rateBasisPoints=10001), "rate_basis_points")):
        assert stack.refused("qa.PutSamplingPlan", {**base, **change}, "quality").field == field
    stale = {**base, "id": made["id"], "expectedVersion": 1}
    assert stack.refused("qa.PutSamplingPlan", stale, "quality").code == "aborted"
    assert stack.refused("qa.PutSamplingPlan", {**base, "id": ABSENT}, "quality").code == "not_found"
    assert stack.refused("qa.PutSamplingPlan", base, "tele1").code == "permission_denied"
    assert stack.refused("qa.ListSamplingPlans", {}, "manager").code == "permission_denied"


def test_QA_04_a_plan_draws_by_itself(stack, calls):
    made = plan(stack, published(stack), everyDays=1, agentIds=[calls[0]["agentId"]])
    first = period(calls)["answeredFrom"]
    stack.psql("qa", "UPDATE sampling_plan SET drawn_until = %s::timestamptz WHERE id = %s", (first, made["id"]))
    stack.psql("qa", "UPDATE job SET due_at = now() WHERE kind = 'planned_draw' AND dedupe = %s", (made["id"],))
    wait_until(lambda: stack.psql("qa", "SELECT count(*) FROM job WHERE dedupe = %s AND due_at > now()",
                                  (made["id"],)) == [(1,)], 20, "the job, put off until the recordings may be in")
    assert not events(stack, "sample.drawn", planId=made["id"])
    stack.psql("qa", "UPDATE sampling_plan SET drawn_until = %s::timestamptz - interval '3 days' WHERE id = %s",
               (first, made["id"]))
    stack.psql("qa", "UPDATE recording SET answered_at = answered_at - interval '2 days 12 hours' WHERE call_id = %s",
               (calls[0]["callId"],))
    stack.psql("qa", "UPDATE job SET due_at = now() WHERE kind = 'planned_draw' AND dedupe = %s", (made["id"],))
    drawn = wait_until(lambda: events(stack, "sample.drawn", planId=made["id"]), 20, "the draw")[0]
    stack.psql("qa", "UPDATE recording SET answered_at = answered_at + interval '2 days 12 hours' WHERE call_id = %s",
               (calls[0]["callId"],))
    assert drawn["population"] == drawn["picked"] == drawn["assigned"] == 1
    shown = stack.call("qa.GetSampleDraw", {"id": drawn["drawId"]}, "quality")
    assert picked(shown["members"]) == [calls[0]["callId"]]


def test_QA_04_a_draw_is_complete_with_its_last_evaluation(stack, calls):
    made = plan(stack, published(stack), agentIds=[calls[-1]["agentId"]], minPerAgent=2)
    drawn = draw(stack, made["id"], calls)
    for member in drawn["members"]:
        assert state(stack, drawn) == "DRAWN"
        submit(stack, member)
    assert state(stack, drawn) == "COMPLETED"


def test_QA_04_two_last_evaluations_at_once_complete_a_draw(stack, calls):
    for _ in range(3):
        drawn = draw(stack, plan(stack, published(stack), agentIds=[calls[0]["agentId"]], minPerAgent=6)["id"], calls)
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            list(pool.map(lambda member: submit(stack, member), drawn["members"]))
        assert state(stack, drawn) == "COMPLETED"


def submit(stack, member):
    stack.call("qa.StartEvaluation", {"id": member["evaluationId"]}, "quality")
    stack.call("qa.SubmitEvaluation", {"id": member["evaluationId"], "answers": answers()}, "quality")


def state(stack, drawn):
    return stack.call("qa.GetSampleDraw", {"id": drawn["draw"]["id"]}, "quality")["draw"]["state"]
