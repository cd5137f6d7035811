# SPDX-License-Identifier: Apache-2.0
"""Evaluations: taken up, answered, scored, acknowledged or appealed, and what follows."""
import pytest

from people import events
from quality import (ABSENT, agents_customer, answers, assigned, customers_of_two, download, period, recorded,
                     submitted, user_id)
from support.stack import wait_until


@pytest.fixture(scope="module")
def agent(stack):
    """(login, customer id) of a telesales agent."""
    return agents_customer(stack)


@pytest.fixture
def evaluation(stack, agent):
    """The id of one that the inspector has taken up."""
    evaluation_id = assigned(stack, agent[1], agent[0])
    stack.call("qa.StartEvaluation", {"id": evaluation_id}, "quality")
    return evaluation_id


def get(stack, evaluation_id, as_="quality"):
    return stack.call("qa.GetEvaluation", {"id": evaluation_id}, as_)


def told(stack, type_, evaluation_id):
    return events(stack, type_, evaluationId=evaluation_id)


# ---- the whole way ----

def test_QA_07_a_recorded_call_is_sampled_scored_appealed_and_revised(stack, agent):
    login, customer = agent
    evaluation_id = assigned(stack, customer, login, evaluators=[user_id(stack, "quality")], script="open-3")
    for hidden in ("GetEvaluation", ):
        assert stack.refused("qa." + hidden, {"id": evaluation_id}, login).code == "not_found"
    started = stack.call("qa.StartEvaluation", {"id": evaluation_id}, "quality")
    assert started["evaluation"]["state"] == "IN_PROGRESS" and len(started["scorecard"]["criteria"]) == 5
    call_id = started["evaluation"]["callId"]
    assert download(stack, call_id)[0][:4] == b"RIFF"
    remark = {"criterion": "audio", "points": 1, "atS": 4, "remark": "She says her name is Zhang."}
    stack.call("qa.SaveAnswers", {"id": evaluation_id, "answers": [remark]}, "quality")
    rest = [one for one in answers(objections=1) if one["criterion"] != "audio"]
    first = stack.call("qa.SubmitEvaluation", {"id": evaluation_id, "answers": rest}, "quality")["evaluation"]
    # 30 + 20/3 + 10 + 15 + 25/4 = 67.91666…
    assert (first["state"], first["scoreHundredths"], first["scriptVersion"]) == ("SUBMITTED", 6792, "open-3")
    shown = get(stack, evaluation_id, login)
    assert [one["criterion"] for one in shown["answers"]] == ["language", "audio", "duration", "announcement", "objections"]
    assert shown["answers"][1] == remark and "appealReason" not in shown
    reply = stack.call("qa.AppealEvaluation", {"id": evaluation_id, "reason": "The line was the customer's."}, login)
    assert reply["evaluation"]["state"] == "APPEALED"
    revised = stack.call("qa.ReviseEvaluation", {"id": evaluation_id, "answers": answers(objections=1),
                                                 "remark": "He is right about the line."}, "manager")["evaluation"]
    assert (revised["state"], revised["scoreHundredths"], revised["firstScoreHundredths"]) == ("REVISED", 8125, 6792)
    assert revised["reviewerId"] == user_id(stack, "manager") and revised["concludedAt"]
    final = get(stack, evaluation_id, login)
    assert final["appealReason"].startswith("The line") and final["reviewRemark"].startswith("He is right")
    assert (final["answers"][1]["points"], final["revisedAnswers"][1]["points"]) == (1, 3)
    kinds = [event["type"] for event in stack.events("evaluation.*") if event["aggId"] == evaluation_id]
    assert kinds == ["evaluation.submitted", "evaluation.appealed", "evaluation.revised"]
    event = told(stack, "evaluation.revised", evaluation_id)[0]
    assert (event["scoreHundredths"], event["firstScoreHundredths"]) == (8125, 6792)


def test_QA_07_words_are_sealed_and_in_no_event(stack, agent):
    login, customer = agent
    done = submitted(stack, customer, login)
    stack.call("qa.AppealEvaluation", {"id": done["id"], "reason": "Zhang shouted."}, login)
    sealed = stack.psql("qa", "SELECT appeal_reason FROM evaluation WHERE id = %s", (done["id"],))[0][0]
    assert b"Zhang" not in bytes(sealed)
    assert "Zhang" not in str(stack.events("evaluation.appealed"))


# ---- scores ----

@pytest.mark.parametrize("points, hundredths", [
    ({}, 10000),
    (dict(audio=2), 9333),          # 93.33…
    (dict(audio=1), 8667),          # 86.66…, rounded up
    (dict(language=0, audio=0, duration=0, objections=0), 1500),
    (dict(objections=None), 10000),  # not applicable: of 75
    (dict(objections=None, language=2), 7600),
    (dict(objections=None, audio=1, duration=1), 7556),  # (30 + 20/3 + 5 + 15) / 75 = 0.75555…
])
def test_QA_03_the_score_is_exact(stack, evaluation, points, hundredths):
    done = stack.call("qa.SubmitEvaluation", {"id": evaluation, "answers": answers(**points)}, "quality")["evaluation"]
    assert done.get("scoreHundredths", 0) == hundredths and "fatalCodes" not in done


def test_QA_09_a_fatal_criterion_without_points_is_a_violation_at_once(stack, agent, evaluation):
    reply = stack.call("qa.SubmitEvaluation", {"id": evaluation, "answers": answers(announcement=0)}, "quality")
    done = reply["evaluation"]
    assert done.get("scoreHundredths", 0) == 0 and done["fatalCodes"] == ["announcement"]
    raised = told(stack, "violation.raised", evaluation)
    assert [(one["criterion"], one["agentId"], one["customerId"]) for one in raised] == [
        ("announcement", done["agentId"], agent[1])]
    assert told(stack, "evaluation.submitted", evaluation)[0]["fatalCodes"] == ["announcement"]
    stack.call("qa.AcknowledgeEvaluation", {"id": evaluation}, agent[0])
    assert [one["state"] for one in get(stack, evaluation)["violations"]] == ["CONFIRMED"]
    assert told(stack, "violation.confirmed", evaluation)[0]["violationId"] == raised[0]["violationId"]


def test_QA_09_an_appeal_decides_about_violations(stack, agent):
    login, customer = agent
    cleared = submitted(stack, customer, login, announcement=0)["id"]
    stack.call("qa.AppealEvaluation", {"id": cleared, "reason": "I did announce it."}, login)
    better = {"id": cleared, "answers": answers(), "remark": "At 0:02."}
    assert stack.call("qa.ReviseEvaluation", better, "manager")["evaluation"]["scoreHundredths"] == 10000
    assert [one["state"] for one in get(stack, cleared)["violations"]] == ["DISMISSED"]
    assert len(told(stack, "violation.dismissed", cleared)) == 1
    found = submitted(stack, customer, login)["id"]
    stack.call("qa.AppealEvaluation", {"id": found, "reason": "More, please."}, login)
    worse = {"id": found, "answers": answers(announcement=0), "remark": "There is none."}
    stack.call("qa.ReviseEvaluation", worse, "manager")
    assert [one["state"] for one in get(stack, found)["violations"]] == ["CONFIRMED"]
    assert len(told(stack, "violation.raised", found)) == len(told(stack, "violation.confirmed", found)) == 1


# ---- who may what ----

def test_QA_07_nobody_evaluates_his_own_call_or_anothers_evaluation(stack, agent):
    own = recorded_by_admin(stack, agent[1])
    assert stack.refused("qa.StartEvaluation", {"id": own}, "admin").reason == "SEPARATION_OF_DUTIES"
    other = assigned(stack, agent[1], agent[0], evaluators=[user_id(stack, "manager")])
    assert stack.refused("qa.StartEvaluation", {"id": other}, "quality").reason == "ASSIGNED_TO_ANOTHER"
    assert stack.refused("qa.StartEvaluation", {"id": other}, "manager").code == "permission_denied"
    assert stack.refused("qa.StartEvaluation", {"id": ABSENT}, "quality").code == "not_found"


def recorded_by_admin(stack, customer):
    return assigned(stack, customer, "admin", team="/")


def test_QA_03_an_evaluation_goes_to_somebody_else(stack, agent, evaluation):
    stack.call("qa.SaveAnswers", {"id": evaluation, "answers": answers()[:2]}, "quality")
    given = stack.call("qa.AssignEvaluation", {"id": evaluation, "evaluatorId": user_id(stack, "admin")}, "quality")
    assert given["evaluation"]["state"] == "ASSIGNED" and given["evaluation"]["evaluatorId"] == user_id(stack, "admin")
    assert stack.refused("qa.StartEvaluation", {"id": evaluation}, "quality").reason == "ASSIGNED_TO_ANOTHER"
    own = {"id": evaluation, "evaluatorId": user_id(stack, agent[0])}
    assert stack.refused("qa.AssignEvaluation", own, "quality").reason == "SEPARATION_OF_DUTIES"
    assert stack.refused("qa.AssignEvaluation", {"id": evaluation}, "manager").code == "permission_denied"
    assert stack.refused("qa.AssignEvaluation", {"id": ABSENT}, "quality").code == "not_found"
    assert stack.refused("qa.AssignEvaluation", {"id": evaluation, "expectedVersion": 99}, "quality").code == "aborted"
    assert "evaluatorId" not in stack.call("qa.AssignEvaluation", {"id": evaluation}, "quality")["evaluation"]
    stack.call("qa.StartEvaluation", {"id": evaluation}, "admin")
    done = stack.call("qa.SubmitEvaluation", {"id": evaluation, "answers": answers()[2:]}, "admin")["evaluation"]
    assert done["scoreHundredths"] == 10000 and done["evaluatorId"] == user_id(stack, "admin")
    assert stack.refused("qa.AssignEvaluation", {"id": evaluation}, "quality").reason == "WRONG_STATE"


def test_QA_03_only_the_evaluator_answers(stack, evaluation):
    body = {"id": evaluation, "answers": answers()}
    for method in ("SaveAnswers", "SubmitEvaluation"):
        assert stack.refused("qa." + method, body, "admin").reason == "NOT_THE_EVALUATOR"
        assert stack.refused("qa." + method, body, "manager").code == "permission_denied"
        assert stack.refused("qa." + method, {**body, "expectedVersion": 99}, "quality").code == "aborted"
    stack.call("qa.SubmitEvaluation", body, "quality")
    for method in ("SaveAnswers", "SubmitEvaluation", "StartEvaluation"):
        sent = body if method != "StartEvaluation" else {"id": evaluation}
        assert stack.refused("qa." + method, sent, "quality").reason == "WRONG_STATE"


def test_QA_03_answers_are_checked_against_the_scorecard(stack, evaluation):
    def refused(*given, method="SaveAnswers"):
        return stack.refused("qa." + method, {"id": evaluation, "answers": list(given)}, "quality")

    assert refused({"criterion": "charm", "points": 1}).field == "answers"
    assert "more points" in refused({"criterion": "audio", "points": 4}).message
    assert "twice" in refused({"criterion": "audio", "points": 1}, {"criterion": "audio", "points": 2}).message
    assert "either points" in refused({"criterion": "audio"}).message
    assert "either points" in refused({"criterion": "objections", "points": 1, "notApplicable": True}).message
    assert "always applies" in refused({"criterion": "audio", "notApplicable": True}).message
    short = refused(*answers()[:3], method="SubmitEvaluation")
    assert short.reason == "UNANSWERED" and "announcement, objections" in short.message
    assert "answers" not in get(stack, evaluation)


def test_QA_07_an_appeal_is_not_decided_by_the_evaluator_nor_the_agent(stack, agent):
    login, customer = agent
    done = submitted(stack, customer, login, by="admin")["id"]
    stack.call("qa.AppealEvaluation", {"id": done, "reason": "No."}, login)
    uphold, revise = {"id": done, "remark": "Mine."}, {"id": done, "remark": "Mine.", "answers": answers()}
    for method, body in (("UpholdEvaluation", uphold), ("ReviseEvaluation", revise)):
        assert stack.refused("qa." + method, body, "admin").reason == "SEPARATION_OF_DUTIES"
        assert stack.refused("qa." + method, body, "quality").code == "permission_denied"
        assert stack.refused("qa." + method, {**body, "expectedVersion": 99}, "manager").code == "aborted"
        assert stack.refused("qa." + method, {**body, "id": ABSENT}, "manager").code == "not_found"
    assert stack.refused("qa.ReviseEvaluation", {**revise, "answers": answers()[:2]}, "manager").reason == "UNANSWERED"
    upheld = stack.call("qa.UpholdEvaluation", uphold, "manager")["evaluation"]
    assert upheld["state"] == "UPHELD" and upheld["reviewerId"] == user_id(stack, "manager")
    assert told(stack, "evaluation.upheld", done)[0]["scoreHundredths"] == 10000
    assert stack.refused("qa.UpholdEvaluation", uphold, "manager").reason == "WRONG_STATE"
    assert stack.refused("qa.ReviseEvaluation", revise, "manager").reason == "WRONG_STATE"


def test_QA_07_only_the_agent_answers_his_evaluation_once(stack, agent):
    login, customer = agent
    other = next(name for name, _ in customers_of_two(stack) if name != login)
    done = submitted(stack, customer, login)["id"]
    for method, body in (("AcknowledgeEvaluation", {"id": done}), ("AppealEvaluation", {"id": done, "reason": "No."})):
        assert stack.refused("qa." + method, body, other).code == "not_found"
        assert stack.refused("qa." + method, body, "admin").reason == "NOT_THE_AGENT"
        assert stack.refused("qa." + method, body, "quality").code == "permission_denied"
    reply = stack.call("qa.AcknowledgeEvaluation", {"id": done}, login)["evaluation"]
    assert reply["state"] == "ACKNOWLEDGED" and reply.get("automatic", False) is False
    assert told(stack, "evaluation.acknowledged", done)[0]["automatic"] is False
    assert stack.psql("qa", "SELECT count(*) FROM job WHERE dedupe = %s", (done,)) == [(0,)]
    assert stack.refused("qa.AcknowledgeEvaluation", {"id": done}, login).reason == "WRONG_STATE"
    assert stack.refused("qa.AppealEvaluation", {"id": done, "reason": "No."}, login).reason == "WRONG_STATE"


def test_QA_07_silence_acknowledges(stack, agent):
    done = submitted(stack, agent[1], agent[0])["id"]
    days = stack.psql("qa", "SELECT extract(epoch FROM lapses_at - submitted_at)::int / 86400 FROM evaluation WHERE id = %s",
                      (done,))
    assert days == [(7,)]
    assert stack.psql("qa", "UPDATE job SET due_at = now() WHERE dedupe = %s RETURNING kind",
                      (done,)) == [("lapse_evaluation",)]
    wait_until(lambda: get(stack, done)["evaluation"]["state"] == "ACKNOWLEDGED", 20, "the silence to count")
    assert told(stack, "evaluation.acknowledged", done)[0]["automatic"] is True
    assert stack.refused("qa.AppealEvaluation", {"id": done, "reason": "Too late."}, agent[0]).reason == "WRONG_STATE"


# ---- reading ----

def test_QA_07_an_agent_sees_what_is_submitted_and_his_own(stack, agent):
    login, customer = agent
    other = next(name for name, _ in customers_of_two(stack) if name != login)
    hidden, shown = assigned(stack, customer, login), submitted(stack, customer, login)["id"]
    mine = {one["id"] for one in stack.call("qa.ListEvaluations", {"pageSize": 200}, login)["evaluations"]}
    assert shown in mine and hidden not in mine
    theirs = stack.call("qa.ListEvaluations", {"pageSize": 200}, other).get("evaluations", [])
    assert shown not in {one["id"] for one in theirs}
    assert stack.refused("qa.GetEvaluation", {"id": shown}, other).code == "not_found"
    assert stack.refused("qa.GetEvaluation", {"id": shown}, "clerk").code == "permission_denied"
    assert stack.refused("qa.ListEvaluations", {"pageToken": "x"}, "quality").field == "page_token"
    page = stack.call("qa.ListEvaluations", {"pageSize": 1}, "quality")
    following = stack.call("qa.ListEvaluations", {"pageSize": 1, "pageToken": page["nextPageToken"]}, "quality")
    assert page["evaluations"][0]["assignedAt"] >= following["evaluations"][0]["assignedAt"]


def test_QA_05_the_report_is_right_to_the_unit(stack, agent):
    login, customer = agent
    calls = [recorded(stack, customer, login)]
    scores = [submitted(stack, customer, login, **points) for points in
              (dict(language=2), dict(objections=None, audio=1), dict(announcement=0))]
    calls += [stack.call("qa.GetRecording", {"callId": one["callId"]}, "quality")["recording"] for one in scores]
    stack.call("qa.AppealEvaluation", {"id": scores[0]["id"], "reason": "No."}, login)
    stack.call("qa.ReviseEvaluation", {"id": scores[0]["id"], "answers": answers(language=4), "remark": "Yes."}, "manager")
    reply = stack.call("qa.GetQualityReport", {**period(calls), "agentId": user_id(stack, login)}, "manager")
    assert len(reply["agents"]) == 1
    mine = reply["agents"][0]
    assert (mine["answered"], mine["evaluated"], mine["coverageBasisPoints"]) == (4, 3, 7500)
    # 94.00, 82.22 and 0: revised, of 75 with two thirds of 20 lost, fatal
    assert (mine["scoreHundredths"], mine["fatal"], mine["fatalBasisPoints"]) == ((9400 + 8222 + 0 + 1) // 3, 1, 3333)
    skills = {one["skill"]: (one["answers"], one["scoreHundredths"]) for one in mine["skills"]}
    assert skills == {"communication": (3, 9333), "objection_handling": (2, 10000)}
    assert stack.call("qa.GetQualityReport", period(calls), login)["agents"] == reply["agents"]
    turned = {"answeredFrom": period(calls)["answeredUntil"], "answeredUntil": period(calls)["answeredFrom"]}
    assert stack.refused("qa.GetQualityReport", turned, "quality").field == "answered_until"
    assert stack.refused("qa.GetQualityReport", period(calls), "clerk").code == "permission_denied"
