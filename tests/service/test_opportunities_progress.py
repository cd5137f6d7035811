# SPDX-License-Identifier: Apache-2.0
"""How a deal gets on: the customer's decision, what is in the way, milestones, activities, clocks and health."""
import uuid

import pytest

from selling import COLLEAGUE, HEAD, SELLER, day, lines, opportunity, plan, scored, user_id
from support.stack import wait_until


def events(stack, opportunity_id, *types):
    return [event["payload"] for event in stack.events(*types) if event["aggId"] == opportunity_id]


def progress(stack, opportunity_id, as_=SELLER):
    return stack.call("opportunities.GetProgress", {"id": opportunity_id}, as_)


def reasons(stack, opportunity_id):
    return {reason["code"]: reason["points"] for reason in progress(stack, opportunity_id)["health"].get("reasons", [])}


def watch(stack):
    stack.psql("opportunities", "UPDATE opportunities.job SET due_at = now() WHERE kind = 'watch_progress'")


def activity(stack, made, **more):
    return stack.call("customers.RecordActivity", {
        "customerId": made["customerId"], "opportunityId": made["id"], "type": "VISIT", "effectLevel": 2, "twoWay": True,
        **more})["activity"]


# ---- the customer's decision ----

def test_OPP_14_the_customers_decision_is_followed_step_by_step(stack):
    made = opportunity(stack)
    steps = {step["step"]: step["state"] for step in progress(stack, made["id"])["steps"]}
    assert steps == dict.fromkeys(("NEED_CONFIRMED", "SOLUTION_EVALUATION", "INTERNAL_APPROVAL"), "PENDING")
    body = {"id": made["id"], "step": "NEED_CONFIRMED", "state": "IN_PROGRESS", "onDay": day(-2)}
    reply = stack.call("opportunities.SetDecisionStep", body, SELLER)
    assert (reply["steps"][0]["state"], reply["steps"][0]["onDay"]) == ("IN_PROGRESS", day(-2))
    blocked = dict(body, state="BLOCKED", onDay=day())
    assert stack.refused("opportunities.SetDecisionStep", blocked, SELLER).field == "blocker"
    stack.call("opportunities.SetDecisionStep", dict(blocked, blocker="the committee does not meet"), SELLER)
    assert reasons(stack, made["id"])["DECISION_BLOCKED"] == 15
    assert stack.refused("opportunities.SetDecisionStep", dict(body, state="DONE"), SELLER).reason == "WRONG_STATE"
    changed = events(stack, made["id"], "opportunity.decision_step_changed")
    assert [(event["fromState"], event["toState"]) for event in changed] == [
        ("PENDING", "IN_PROGRESS"), ("IN_PROGRESS", "BLOCKED")]
    assert "committee" not in str(changed)


def test_OPP_14_no_step_is_invented_or_lies_ahead(stack):
    made = opportunity(stack)
    body = {"id": made["id"], "step": "LUCK", "state": "DONE"}
    assert stack.refused("opportunities.SetDecisionStep", body, SELLER).code == "not_found"
    body["step"] = "NEED_CONFIRMED"
    assert stack.refused("opportunities.SetDecisionStep", dict(body, onDay=day(1)), SELLER).field == "on_day"
    assert stack.refused("opportunities.SetDecisionStep", dict(body, state="PENDING"), SELLER).field == "state"
    assert stack.refused("opportunities.SetDecisionStep", body, COLLEAGUE).code == "not_found"


def test_OPP_14_a_finished_step_is_evidence_for_a_stage(stack):
    made = opportunity(stack)
    stack.call("opportunities.SetDecisionStep", {"id": made["id"], "step": "NEED_CONFIRMED", "state": "DONE"}, SELLER)
    met = stack.call("opportunities.GetOpportunity", {"id": made["id"]}, SELLER)["criteriaMet"]
    assert met == ["NEED_CONFIRMED"]
    moved = stack.call("opportunities.MoveStage", {"id": made["id"], "toStage": "PROPOSAL", "evidence": [
        {"criterion": "BUDGET_KNOWN", "evidence": "offer of last year"}]}, SELLER)
    assert moved["visit"]["transition"] == "ADVANCE"


# ---- activities and their effect ----

def test_OPP_28_the_effect_of_an_activity_is_kept_with_both_stages(stack):
    made = opportunity(stack)
    stack.call("opportunities.MovePurchaseStage", {"id": made["id"], "toStage": "SYSTEM_DESIGN"}, SELLER)
    done = activity(stack, made, type="VISIT", effectLevel=3)
    wait_until(lambda: progress(stack, made["id"]).get("activities"))
    kept, = progress(stack, made["id"])["activities"]
    assert (kept["activityId"], kept["type"], kept["effectLevel"]) == (done["id"], "VISIT", 3)
    assert (kept["stage"], kept["purchaseStage"]) == ("DISCOVERY", "SYSTEM_DESIGN")
    row = stack.call("opportunities.GetOpportunity", {"id": made["id"]}, SELLER)
    assert set(row["criteriaMet"]) == {"NEED_CONFIRMED", "DECISION_MAKER_MET"}  # a visit with effect 3 shows both
    assert row["opportunity"]["lastActivityAt"] and row["opportunity"]["version"] == "2"
    effects = stack.call("opportunities.GetActivityEffects", {"from": day(-1), "until": day(1)}, SELLER)["effects"]
    mine = next(row for row in effects if (row["type"], row["purchaseStage"]) == ("VISIT", "SYSTEM_DESIGN"))
    assert int(mine["effectSum"]) >= 3 and int(mine["advanced"]) >= 1 and int(mine["activities"]) >= 1


def test_OPP_12_OPP_28_a_corrected_activity_shows_what_it_shows_now(stack):
    made = opportunity(stack)

    def met():
        return set(stack.call("opportunities.GetOpportunity", {"id": made["id"]}, SELLER).get("criteriaMet", []))
    both = {"NEED_CONFIRMED", "DECISION_MAKER_MET"}
    first = activity(stack, made, type="VISIT", effectLevel=3)
    wait_until(lambda: met() == both, what="what the visit shows")
    activity(stack, made, activityId=first["id"], correction=True, effectLevel=0)
    wait_until(lambda: met() == set(), what="that it showed nothing")
    second = activity(stack, made, type="VISIT", effectLevel=3)
    activity(stack, made, activityId=first["id"], correction=True, effectLevel=3)
    wait_until(lambda: met() == both, what="what the second visit shows")
    activity(stack, made, activityId=second["id"], correction=True, effectLevel=1)
    rows = "SELECT DISTINCT evidence FROM opportunities.criterion_evidence WHERE opportunity_id = %s"
    wait_until(lambda: stack.psql("opportunities", rows, [made["id"]]) == [(f"activity {first['id']}",)],
               what="the first visit instead of the second")
    assert met() == both


def test_OPP_28_effects_are_asked_for_a_period_and_by_those_who_may(stack):
    wrong = stack.refused("opportunities.GetActivityEffects", {"from": day(), "until": day()}, SELLER)
    assert (wrong.code, wrong.field) == ("invalid_argument", "until")
    body = {"from": day(-1), "until": day(1)}
    assert stack.refused("opportunities.GetActivityEffects", body, "clerk").code == "permission_denied"


def test_OPP_12_a_criterion_may_ask_for_more_than_a_note(stack):
    code = "C" + uuid.uuid4().hex[:10]
    criterion = {"code": code + "-seen", "name": "Sample tested", "acceptsNote": False, "activityType": "TEST_AND_SAMPLE"}
    assert stack.refused("opportunities.DefineCriterion", criterion).field == "min_effect"
    unknown = dict(criterion, minEffect=2, decisionStep="LUCK")
    assert stack.refused("opportunities.DefineCriterion", unknown).code == "not_found"
    assert stack.refused("opportunities.DefineCriterion", criterion, SELLER).code == "permission_denied"
    stack.call("opportunities.DefineCriterion", dict(criterion, minEffect=2))
    stack.call("opportunities.DefinePipeline", {"code": code, "name": "Samples"})
    for position in (1, 2):
        stack.call("opportunities.DefineStage", {
            "code": f"{code}-{position}", "name": "Step", "position": position, "probability": 10, "pipeline": code,
            "exitCriteria": [criterion["code"]]})
    made = opportunity(stack, pipeline=code)
    body = {"id": made["id"], "toStage": code + "-2", "evidence": [{"criterion": criterion["code"], "evidence": "I say so"}]}
    assert stack.refused("opportunities.MoveStage", body, SELLER).reason == "NOTE_NOT_ENOUGH"
    activity(stack, made, type="TEST_AND_SAMPLE")
    wait_until(lambda: stack.call("opportunities.GetOpportunity", {"id": made["id"]}, SELLER).get("criteriaMet"))
    del body["evidence"]
    assert stack.call("opportunities.MoveStage", body, SELLER)["visit"]["transition"] == "ADVANCE"


# ---- what is in the way ----

def test_OPP_15_a_blocker_lowers_the_health_until_it_is_cleared(stack):
    made = opportunity(stack)
    stack.call("opportunities.ScoreOpportunity", scored(made["id"]), SELLER)
    stack.call("opportunities.AgreePlan", plan(stack, made["id"]), SELLER)
    assert progress(stack, made["id"])["health"] == {"level": "GREEN", "score": 100}
    body = {"id": made["id"], "text": "their server is too old", "action": "offer ours", "severity": 3,
            "ownerId": user_id(stack, HEAD), "dueOn": day(5)}
    raised = stack.call("opportunities.RaiseBlocker", body, SELLER)["blocker"]
    second = stack.call("opportunities.RaiseBlocker", dict(body, severity=2), SELLER)["blocker"]
    health = progress(stack, made["id"])["health"]
    assert (health["level"], health["score"]) == ("AMBER", 75) and health["reasons"][0]["code"] == "BLOCKERS"
    for blocker in (raised, second):
        done = {"id": made["id"], "blockerId": blocker["id"], "resolution": "they bought a new one"}
        assert stack.call("opportunities.ClearBlocker", done, SELLER)["blocker"]["clearedAt"]
    assert stack.refused("opportunities.ClearBlocker", done, SELLER).code == "not_found"
    assert progress(stack, made["id"])["health"]["score"] == 100
    told = events(stack, made["id"], "opportunity.blocker_*")
    assert [event["blockerId"] for event in told] == [raised["id"], second["id"]] * 2 and "server" not in str(told)


def test_OPP_15_a_blocker_has_an_owner_and_a_day_to_come(stack):
    made = opportunity(stack)
    body = {"id": made["id"], "text": "x", "action": "y", "ownerId": user_id(stack, HEAD), "dueOn": day(-1)}
    assert stack.refused("opportunities.RaiseBlocker", body, SELLER).field == "due_on"
    assert stack.refused("opportunities.RaiseBlocker", dict(body, dueOn=day(1)), COLLEAGUE).code == "not_found"
    del body["ownerId"]
    assert stack.refused("opportunities.RaiseBlocker", body, SELLER).field == "owner_id"


def test_OPP_02_a_budget_gap_is_an_obstacle_with_an_action(stack):
    made = opportunity(stack, amountMinor="100000")
    body = {"id": made["id"], "budgetMinor": "60000", "decisionComplexity": 2}
    assert stack.refused("opportunities.RecordBudget", body, SELLER).field == "action"
    body.update(action="offer instalments", actionOwnerId=user_id(stack, SELLER), actionDueOn=day(7))
    reply = stack.call("opportunities.RecordBudget", body, SELLER)
    assert (reply["gapMinor"], reply["blocker"]["kind"], reply["blocker"]["severity"]) == ("40000", "BUDGET_GAP", 3)
    assert progress(stack, made["id"])["budgetGapMinor"] == "40000"
    enough = {"id": made["id"], "budgetMinor": "100000", "decisionComplexity": 3}
    assert "blocker" not in stack.call("opportunities.RecordBudget", enough, SELLER)
    complex_ = dict(body, budgetMinor="100000", decisionComplexity=4)
    assert stack.call("opportunities.RecordBudget", complex_, SELLER)["blocker"]["kind"] == "DECISION_COMPLEXITY"
    assert [event["kind"] for event in events(stack, made["id"], "opportunity.blocker_raised")] == [
        "BUDGET_GAP", "DECISION_COMPLEXITY"]


# ---- plan versus actual ----

def test_OPP_13_milestones_are_held_against_the_plan(stack):
    made = opportunity(stack)
    stack.call("opportunities.AgreePlan", plan(stack, made["id"], milestones=[
        {"code": "demonstration", "dueOn": day(20)}, {"code": "offer", "dueOn": day(40), "target": "50000000"}]), SELLER)
    row = stack.call("opportunities.GetOpportunity", {"id": made["id"]}, SELLER)["opportunity"]
    assert row["nextMilestoneOn"] == day(20)
    body = {"id": made["id"], "code": "demonstration"}
    assert stack.refused("opportunities.ReachMilestone", dict(body, reachedOn=day(1)), SELLER).field == "reached_on"
    reached = stack.call("opportunities.ReachMilestone", body, SELLER)
    assert reached["opportunity"]["nextMilestoneOn"] == day(40) and reached["progress"][0]["reachedOn"] == day()
    assert stack.refused("opportunities.ReachMilestone", body, SELLER).code == "not_found"
    offer = {"id": made["id"], "code": "offer"}
    assert stack.refused("opportunities.ReachMilestone", offer, SELLER).field == "actual"
    reached = stack.call("opportunities.ReachMilestone", dict(offer, actual="48000000"), SELLER)["progress"][1]
    assert (reached["target"], reached["actual"]) == ("50000000", "48000000")
    assert len(events(stack, made["id"], "opportunity.milestone_reached")) == 2


def test_OPP_13_a_milestone_that_is_past_is_told_once(stack):
    made = opportunity(stack)
    stack.call("opportunities.AgreePlan", plan(stack, made["id"], milestones=[
        {"code": "offer", "dueOn": day(3)}]), SELLER)
    stack.psql("opportunities", "UPDATE opportunities.milestone SET due_on = current_date - 2 WHERE plan_id IN "
               "(SELECT id FROM opportunities.plan WHERE opportunity_id = %s)", [made["id"]])
    stack.psql("opportunities", "UPDATE opportunities.opportunity SET next_milestone_on = current_date - 2 WHERE id = %s",
               [made["id"]])
    for _ in range(2):
        watch(stack)
        wait_until(lambda: events(stack, made["id"], "opportunity.milestone_missed"))
    missed, = events(stack, made["id"], "opportunity.milestone_missed")
    assert missed["code"] == "offer" and missed["planOwnerId"] == user_id(stack, SELLER)
    late, = progress(stack, made["id"])["milestones"]
    assert late["daysLate"] == "2" and late["missedAt"]
    assert reasons(stack, made["id"])["MILESTONES"] == 15
    overdue = stack.call("opportunities.ListOpportunities", {"customerId": made["customerId"], "overdue": True}, SELLER)
    assert [row["id"] for row in overdue["opportunities"]] == [made["id"]]


# ---- clocks ----

def test_OPP_27_a_deal_without_activity_stalls_and_wakes(stack):
    made = opportunity(stack)
    row = stack.call("opportunities.GetOpportunity", {"id": made["id"]}, SELLER)["opportunity"]
    assert row["stallDueOn"] > day(14)  # 15 working days
    stack.psql("opportunities", "UPDATE opportunities.opportunity SET stall_due_on = current_date - 1 WHERE id = %s",
               [made["id"]])
    watch(stack)
    wait_until(lambda: events(stack, made["id"], "opportunity.stalled"))
    watch(stack)
    stalled, = events(stack, made["id"], "opportunity.stalled")
    assert (stalled["stage"], stalled["dueOn"]) == ("DISCOVERY", day(-1))
    assert reasons(stack, made["id"])["STALLED"] == 25
    listed = {"customerId": made["customerId"], "stalled": True}
    assert len(stack.call("opportunities.ListOpportunities", listed, SELLER)["opportunities"]) == 1
    activity(stack, made)
    wait_until(lambda: not stack.call("opportunities.ListOpportunities", listed, SELLER))
    assert "STALLED" not in reasons(stack, made["id"])


def test_OPP_05_grades_set_cadence_review_and_stall_limit(stack):
    made = opportunity(stack)
    assert "followUpDueOn" not in progress(stack, made["id"])
    stack.call("opportunities.ScoreOpportunity", scored(made["id"]), SELLER)
    high = progress(stack, made["id"])
    stack.call("opportunities.ScoreOpportunity", scored(made["id"], urgency=0, purchasingPower=0, decisionAuthority=0), SELLER)
    low = progress(stack, made["id"])
    assert day(3) <= high["followUpDueOn"] < high["reviewDueOn"] < low["reviewDueOn"]
    assert low["followUpDueOn"] >= day(40)
    reviewed = stack.call("opportunities.ReviewOpportunity", {"id": made["id"]}, HEAD)
    assert reviewed["nextReviewOn"] == low["reviewDueOn"]
    assert len(events(stack, made["id"], "opportunity.reviewed")) == 1
    assert stack.refused("opportunities.ReviewOpportunity", {"id": made["id"]}, COLLEAGUE).code == "not_found"


def test_OPP_04_a_grade_is_defined_by_those_who_may(stack):
    before = next(grade for grade in stack.call("opportunities.ListStages", {})["grades"] if grade["grade"] == "LOW")
    reply = stack.call("opportunities.DefineGrade", {"grade": "LOW", "cadenceDays": before["cadenceDays"]})["grade"]
    assert reply == before and (before["cadenceDays"], before["reviewDays"], before["stallDays"]) == (30, 30, 30)
    assert stack.refused("opportunities.DefineGrade", {"grade": "LOW"}, SELLER).code == "permission_denied"
    assert stack.refused("opportunities.DefineGrade", {"grade": "LOW", "stallDays": 0}).field == "stall_days"


@pytest.mark.parametrize("as_", [COLLEAGUE, "engineer"])
def test_OPP_13_progress_is_seen_within_the_scope(stack, as_):
    made = opportunity(stack)
    lines(stack, made["id"])
    assert stack.refused("opportunities.GetProgress", {"id": made["id"]}, as_).code == "not_found"
    assert stack.call("opportunities.GetProgress", {"id": made["id"]}, HEAD)["steps"]


def test_OPP_12_the_buyers_stages_keep_their_dwell_times(stack):
    made = opportunity(stack)
    for stage in ("SYSTEM_DESIGN", "INTERNAL_DELIBERATION"):
        stack.call("opportunities.MovePurchaseStage", {"id": made["id"], "toStage": stage}, SELLER)
    visits = progress(stack, made["id"])["purchaseStages"]
    assert [visit["toStage"] for visit in visits] == ["SYSTEM_DESIGN", "INTERNAL_DELIBERATION"]
    assert all(int(visit["dwellS"]) >= 0 for visit in visits)
