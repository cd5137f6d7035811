# SPDX-License-Identifier: Apache-2.0
"""Care and quality in figures: complaints, satisfaction, evaluations, coverage, recordings that lack."""
from books import AROUND, Caller, caught_up, day, ratio, team
from delivering import CARE, nobody
from quality import agents_customer, answered, answers, submitted
from selling import HEAD
from test_aftersales_cases import Case
from test_aftersales_surveys import GOOD, POOR, asked

RATIOS = ("complaintsPerDeal", "complaintsPer1000Calls", "resolvedInTime", "satisfied", "responseRate", "averageScore",
          "fatalRate", "coverage", "recordingGap")


def figures(stack, as_=CARE, token=None, **more):
    caught_up(stack)
    return stack.call("insights.GetServiceFigures", {**AROUND, **more}, None if token else as_, token=token)


def flat(reply):
    """Every counter of a reply by its name."""
    found = {name: int(reply.get(name, 0)) for name in ("cases", "complaints")}
    for name in RATIOS:
        found[name, "above"], found[name, "below"] = ratio(reply[name])
    for one in reply["satisfaction"]:
        found[one["dimension"], "sum"], found[one["dimension"], "n"] = ratio(one["mean"])
        found[one["dimension"], "top"], _ = ratio(one["topTwo"])
    return found


def grown(before, after):
    return {name: after[name] - before[name] for name in after if after[name] != before[name]}


def test_INS_12_complaints_and_cases_equal_the_ledger(stack):
    before = flat(figures(stack))
    Case(stack)
    Case(stack, kind="SERVICE_REQUEST")
    done = Case(stack).closed()
    after = grown(before, flat(figures(stack)))
    assert after == {"cases": 3, "complaints": 2, ("complaintsPerDeal", "above"): 2, ("complaintsPer1000Calls", "above"): 2000,
                     ("resolvedInTime", "above"): 1, ("resolvedInTime", "below"): 1,
                     ("satisfied", "above"): 1, ("satisfied", "below"): 1}
    done.call("ReopenCase", reason="BROKEN")
    assert grown(before, flat(figures(stack)))["cases"] == 3
    assert ("satisfied", "below") not in grown(before, flat(figures(stack)))


def test_INS_12_satisfaction_is_shown_with_its_response_rate(stack):
    before = flat(figures(stack))
    for scores in (GOOD, POOR):
        survey_id = asked(stack)[1]
        stack.call("aftersales.AnswerSurvey", {"id": survey_id, "channel": "PHONE", **scores}, CARE)
    asked(stack)
    after = grown(before, flat(figures(stack)))
    assert (after["responseRate", "above"], after["responseRate", "below"]) == (2, 3)
    assert [after.get((name, what), 0) for name in ("FUNCTION", "PERFORMANCE", "SERVICE_QUALITY", "SUPPORT")
            for what in ("sum", "n", "top")] == [6, 2, 1, 8, 2, 2, 7, 2, 1, 8, 2, 1]
    assert after["complaintsPerDeal", "below"] == 3


def test_INS_12_evaluations_coverage_and_the_recording_gap(stack):
    login, customer_id = agents_customer(stack)
    before = flat(figures(stack))
    done = submitted(stack, customer_id, login, objections=1)
    answered(stack, customer_id, login)
    after = grown(before, flat(figures(stack)))
    assert (after["averageScore", "above"], after["averageScore", "below"]) == (int(done["scoreHundredths"]), 100)
    assert (after["coverage", "above"], after["coverage", "below"]) == (1, 2)
    assert (after["recordingGap", "above"], after["recordingGap", "below"]) == (1, 2)
    assert ("fatalRate", "above") not in after and after["fatalRate", "below"] == 1
    stack.call("qa.AppealEvaluation", {"id": done["id"], "reason": "The line was bad."}, login)
    revised = stack.call("qa.ReviseEvaluation", {"id": done["id"], "answers": answers(), "remark": "He is right."}, HEAD)
    now = grown(before, flat(figures(stack)))
    assert now["averageScore", "above"] == int(revised["evaluation"]["scoreHundredths"]) == 10000


def test_INS_12_a_fatal_criterion_and_an_accepted_reason_count(stack):
    login, customer_id = agents_customer(stack)
    before = flat(figures(stack))
    submitted(stack, customer_id, login, announcement=0)
    after = grown(before, flat(figures(stack)))
    assert after["fatalRate", "above"] == 1 and ("averageScore", "above") not in after
    assert ("recordingGap", "above") not in after and after["recordingGap", "below"] == 1


def test_INS_12_care_is_shown_in_scope_and_refused_to_others(stack):
    agent = Caller(stack, team(stack))
    agent.dial("talk", 2)
    own = flat(figures(stack, token=agent.token))
    assert own["coverage", "below"] == own["recordingGap", "above"] == 1 and own["cases"] == 0
    assert flat(figures(stack, HEAD, teamPath=agent.team))["coverage", "below"] == 1
    assert flat(figures(stack, HEAD, userId=nobody()))["coverage", "below"] == 0
    assert stack.refused("insights.GetServiceFigures", AROUND, "engineer").code == "permission_denied"
    assert stack.refused("insights.GetServiceFigures", {**AROUND, "until": day(-7)}).field == "until"
