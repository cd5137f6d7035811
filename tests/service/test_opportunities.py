# SPDX-License-Identifier: Apache-2.0
"""Opportunities through the API: each method with success and with its refusals."""
import uuid

import pytest

from selling import COLLEAGUE, HEAD, SELLER, committed, customer, day, lines, opportunity, plan, scored, user_id
from support.stack import Refused, wait_until


def events(stack, opportunity_id, *types):
    return [event for event in stack.events(*types) if event["aggId"] == opportunity_id]


def product(**more):
    return {"code": "p-" + uuid.uuid4().hex[:12], "name": "A product", "kind": "TRAINING", "currency": "CNY",
            "listMinor": "10000", "targetMinor": "9500", "floorMinor": "9000", **more}


# ---- catalogue and pipeline ----

def test_OPP_21_a_product_has_a_corridor(stack):
    made = stack.call("opportunities.CreateProduct", product())["product"]
    assert (made["listMinor"], made["targetMinor"], made["floorMinor"]) == ("10000", "9500", "9000")
    assert made["validFrom"] == day()


def test_OPP_21_a_corridor_out_of_order_is_refused(stack):
    refusal = stack.refused("opportunities.CreateProduct", product(floorMinor="9501"))
    assert (refusal.code, refusal.field) == ("invalid_argument", "floor_minor")
    refusal = stack.refused("opportunities.CreateProduct", product(targetMinor="10001"))
    assert (refusal.code, refusal.field) == ("invalid_argument", "target_minor")


def test_OPP_21_a_product_code_is_taken_once_and_by_those_who_may(stack):
    body = product()
    assert stack.refused("opportunities.CreateProduct", body, SELLER).code == "permission_denied"
    stack.call("opportunities.CreateProduct", body)
    assert stack.refused("opportunities.CreateProduct", body).code == "already_exists"


def test_OPP_19_the_catalogue_is_read_page_by_page(stack):
    stack.call("opportunities.CreateProduct", product(validUntil=day(-1), validFrom=day(-9)))
    codes, token = [], None
    while True:
        page = stack.call("opportunities.ListProducts", {"pageSize": 2, "validOn": day(), **(
            {"pageToken": token} if token else {})}, SELLER)
        assert len(page["products"]) <= 2
        codes += [item["code"] for item in page["products"]]
        token = page.get("nextPageToken")
        if not token:
            break
    assert codes == sorted(set(codes)) and "planner" in codes
    everything = stack.call("opportunities.ListProducts", {"pageSize": 200}, SELLER)["products"]
    assert len(everything) > len(codes)
    assert stack.refused("opportunities.ListProducts", {}, "clerk").code == "permission_denied"


def test_PLT_06_stages_are_configured_by_those_who_may(stack):
    body = {"code": "S" + uuid.uuid4().hex[:8], "name": "Trial", "position": 900, "probability": 50, "active": False,
            "exitCriteria": ["TRIAL_DONE"]}
    assert stack.refused("opportunities.DefineStage", body, SELLER).code == "permission_denied"
    assert stack.call("opportunities.DefineStage", body)["stage"]["exitCriteria"] == ["TRIAL_DONE"]
    taken = stack.refused("opportunities.DefineStage", dict(body, active=True, position=1))
    assert (taken.code, taken.reason) == ("failed_precondition", "POSITION_TAKEN")


def test_OPP_04_stages_and_grades_are_shown(stack):
    reply = stack.call("opportunities.ListStages", {}, SELLER)
    active = [stage["code"] for stage in reply["stages"] if stage["active"]]
    assert active == ["DISCOVERY", "PROPOSAL", "NEGOTIATION", "COMMITMENT"]
    assert [grade["grade"] for grade in reply["grades"]] == ["HIGH", "MEDIUM", "LOW"]
    assert reply["grades"][0]["maxDaysToClose"] == 90 and reply["grades"][0]["definition"]
    assert stack.refused("opportunities.ListStages", {}, "clerk").code == "permission_denied"


# ---- making and reading ----

def test_OPP_25_one_is_made_by_hand(stack):
    customer_id = customer(stack)
    made = opportunity(stack, customer_id, title="Second site", expectedClose=day(40), amountMinor="1000")
    assert (made["state"], made["stage"], made["purchaseStage"]) == ("OPEN", "DISCOVERY", "NEED_DISCOVERY")
    assert (made["ownerId"], made["customerKind"], made["probability"]) == (user_id(stack, SELLER), "PERSON", 10)
    created, = events(stack, made["id"], "opportunity.created")
    assert created["payload"]["customerId"] == customer_id and "leadId" not in created["payload"]
    assert "title" not in created["payload"]


def test_OPP_25_none_is_made_for_nobody_or_by_who_may_not(stack):
    body = {"customerId": str(uuid.uuid4()), "currency": "CNY"}
    assert stack.refused("opportunities.CreateOpportunity", body, SELLER).code == "not_found"
    assert stack.refused("opportunities.CreateOpportunity", body, "clerk").code == "permission_denied"


def test_PLT_02_one_is_read_within_the_scope_only(stack):
    made = opportunity(stack)
    for who in (SELLER, HEAD, "admin"):
        reply = stack.call("opportunities.GetOpportunity", {"id": made["id"]}, who)
        assert reply["creditSplit"] == [{"userId": made["ownerId"], "basisPoints": 10000}]
        assert [visit["transition"] for visit in reply["stageHistory"]] == ["ENTER"]
    for who in (COLLEAGUE, "engineer"):
        assert stack.refused("opportunities.GetOpportunity", {"id": made["id"]}, who).code == "not_found"


def test_PLT_02_a_list_shows_the_scope_newest_first(stack):
    customer_id = customer(stack)
    made = [opportunity(stack, customer_id)["id"] for _ in range(3)]
    first = stack.call("opportunities.ListOpportunities", {"customerId": customer_id, "pageSize": 2}, HEAD)
    rest = stack.call("opportunities.ListOpportunities", {
        "customerId": customer_id, "pageSize": 2, "pageToken": first["nextPageToken"]}, HEAD)
    assert [row["id"] for row in first["opportunities"] + rest["opportunities"]] == made[::-1]
    assert "nextPageToken" not in rest
    assert stack.call("opportunities.ListOpportunities", {"customerId": customer_id}, COLLEAGUE) == {}
    closed = stack.call("opportunities.ListOpportunities", {"customerId": customer_id, "states": ["WON", "LOST"]}, HEAD)
    assert closed == {}
    wrong = stack.refused("opportunities.ListOpportunities", {"pageToken": "nowhere"}, HEAD)
    assert (wrong.code, wrong.field) == ("invalid_argument", "page_token")


# ---- scorecard ----

def test_OPP_01_OPP_03_the_scorecard_gives_the_grade(stack):
    made = opportunity(stack)
    reply = stack.call("opportunities.ScoreOpportunity", scored(made["id"]), SELLER)
    assert (reply["score"]["total"], reply["score"]["grade"]) == (16, "HIGH")
    assert reply["definition"]["grade"] == "HIGH" and reply["opportunity"]["version"] == "2"
    reply = stack.call("opportunities.ScoreOpportunity", scored(made["id"], strongIntent=False), SELLER)
    assert reply["opportunity"]["grade"] == "MEDIUM"
    stack.call("opportunities.ScoreOpportunity", scored(made["id"], strongIntent=False), SELLER)
    changes = [(event["payload"].get("fromGrade"), event["payload"]["toGrade"])
               for event in events(stack, made["id"], "opportunity.grade_changed")]
    assert changes == [(None, "HIGH"), ("HIGH", "MEDIUM")]
    assert len(events(stack, made["id"], "opportunity.scored")) == 3


def test_OPP_03_a_grade_is_overridden_with_a_reason(stack):
    made = opportunity(stack)
    body = scored(made["id"], urgency=0, overrideGrade="HIGH")
    assert stack.refused("opportunities.ScoreOpportunity", body, SELLER).field == "override_reason"
    reply = stack.call("opportunities.ScoreOpportunity", dict(body, overrideReason="KNOWN_CUSTOMER"), SELLER)
    assert (reply["score"]["computedGrade"], reply["score"]["grade"]) == ("MEDIUM", "HIGH")
    event, = events(stack, made["id"], "opportunity.scored")
    assert event["payload"]["overrideReason"] == "KNOWN_CUSTOMER" and "urgencyEvidence" not in event["payload"]


def test_OPP_01_a_factor_needs_evidence_and_stays_within_five(stack):
    made = opportunity(stack)
    body = scored(made["id"])
    del body["urgencyEvidence"]
    assert stack.refused("opportunities.ScoreOpportunity", body, SELLER).field == "urgency_evidence"
    assert stack.refused("opportunities.ScoreOpportunity", scored(made["id"], urgency=6), SELLER).field == "urgency"


def test_a_stale_version_is_aborted(stack):
    made = opportunity(stack)
    stale = stack.refused("opportunities.ScoreOpportunity", scored(made["id"], expectedVersion="7"), SELLER)
    assert stale.code == "aborted" and "version 1" in stale.message


# ---- lines ----

def test_OPP_19_lines_sum_up_to_the_amount(stack):
    made = opportunity(stack)
    reply = stack.call("opportunities.SetLines", {"id": made["id"], "lines": [
        {"productCode": "planner", "quantity": 1, "discountBasisPoints": 333},
        {"productCode": "training-day", "quantity": 3, "priceMinor": "700001", "discountBasisPoints": 1}]}, SELLER)
    totals = [int(line["totalMinor"]) for line in reply["lines"]]
    assert totals == [42000000 - 1398600, 2100003 - 210]
    assert int(reply["opportunity"]["amountMinor"]) == sum(totals)
    changed, = events(stack, made["id"], "opportunity.forecast_changed")
    assert changed["payload"]["fromAmountMinor"] == "0" and int(changed["payload"]["amountMinor"]) == sum(totals)
    kept = stack.call("opportunities.GetOpportunity", {"id": made["id"]}, SELLER)["lines"]
    assert kept == reply["lines"]


def test_OPP_21_a_price_under_the_floor_names_the_corridor(stack):
    made = opportunity(stack)
    body = {"id": made["id"], "lines": [{"productCode": "training-day", "quantity": 2, "priceMinor": "499999"}]}
    refusal = stack.refused("opportunities.SetLines", body, SELLER)
    assert (refusal.code, refusal.reason) == ("failed_precondition", "OUTSIDE_CORRIDOR")
    for part in ("training-day", "800000", "750000", "500000"):
        assert part in refusal.message


def test_OPP_19_lines_of_unknown_products_or_beyond_64_bits_are_refused(stack):
    made = opportunity(stack)
    huge = product(listMinor=str(2 ** 62), targetMinor="1", floorMinor="0")
    euro = product(currency="EUR")
    for body in (huge, euro):
        stack.call("opportunities.CreateProduct", body)
    expectations = {"no-such": "not_found", huge["code"]: "out_of_range", euro["code"]: "invalid_argument"}
    for code, expected in expectations.items():
        body = {"id": made["id"], "lines": [{"productCode": code, "quantity": 2}]}
        assert stack.refused("opportunities.SetLines", body, SELLER).code == expected
    assert stack.refused("opportunities.SetLines", {"id": made["id"]}, SELLER).field == "lines"
    assert stack.refused("opportunities.SetLines", {"id": made["id"], "lines": [
        {"productCode": "planner", "quantity": 1}]}, COLLEAGUE).code == "not_found"


# ---- the two axes ----

def shown(*criteria):
    return [{"criterion": code, "evidence": "minutes of the meeting"} for code in criteria]


def test_OPP_12_a_stage_is_left_with_evidence(stack):
    made = opportunity(stack)
    body = {"id": made["id"], "toStage": "PROPOSAL", "evidence": shown("NEED_CONFIRMED")}
    early = stack.refused("opportunities.MoveStage", body, SELLER)
    assert early.reason == "EXIT_CRITERIA" and "BUDGET_KNOWN" in early.message
    body["evidence"] = shown("NEED_CONFIRMED", "BUDGET_KNOWN")
    reply = stack.call("opportunities.MoveStage", body, SELLER)
    assert (reply["visit"]["transition"], reply["opportunity"]["probability"]) == ("ADVANCE", 30)
    moved, = events(stack, made["id"], "opportunity.stage_changed")
    assert moved["payload"]["criteria"] == ["NEED_CONFIRMED", "BUDGET_KNOWN"] and int(moved["payload"]["dwellS"]) >= 0
    assert "overrideReason" not in moved["payload"]


def test_OPP_12_a_stage_is_skipped_with_a_reason_that_is_a_fact(stack):
    made = opportunity(stack)
    body = {"id": made["id"], "toStage": "NEGOTIATION"}
    assert stack.refused("opportunities.MoveStage", body, SELLER).reason == "EXIT_CRITERIA"
    reply = stack.call("opportunities.MoveStage", dict(body, overrideReason="TENDER", overrideNote="private"), SELLER)
    assert reply["visit"]["transition"] == "SKIP"
    moved, = events(stack, made["id"], "opportunity.stage_changed")
    assert moved["payload"]["overrideReason"] == "TENDER" and "private" not in str(moved)
    assert moved["payload"]["missingCriteria"] == ["NEED_CONFIRMED", "BUDGET_KNOWN", "SOLUTION_PRESENTED",
                                                   "DECISION_MAKER_MET"]
    back = stack.call("opportunities.MoveStage", {"id": made["id"], "toStage": "DISCOVERY"}, SELLER)
    assert back["visit"]["transition"] == "STEP_BACK"


def test_OPP_12_no_stage_and_no_criterion_is_invented(stack):
    made = opportunity(stack)
    nowhere = {"id": made["id"], "toStage": "NOWHERE"}
    assert stack.refused("opportunities.MoveStage", nowhere, SELLER).code == "not_found"
    body = {"id": made["id"], "toStage": "PROPOSAL", "evidence": shown("LUCK")}
    assert stack.refused("opportunities.MoveStage", body, SELLER).field == "evidence"


def test_OPP_12_the_buyers_stage_moves_both_ways(stack):
    made = opportunity(stack)
    for stage in ("SYSTEM_DESIGN", "SYSTEM_DESIGN", "INTERNAL_DELIBERATION"):
        stack.call("opportunities.MovePurchaseStage", {"id": made["id"], "toStage": stage}, SELLER)
    moved = [(event["payload"]["toStage"], event["payload"]["backwards"])
             for event in events(stack, made["id"], "opportunity.purchase_stage_changed")]
    assert moved == [("SYSTEM_DESIGN", False), ("INTERNAL_DELIBERATION", True)]
    body = {"id": made["id"], "toStage": "SYSTEM_DESIGN"}
    assert stack.refused("opportunities.MovePurchaseStage", body, "engineer").code == "permission_denied"
    assert stack.refused("opportunities.MovePurchaseStage", body, COLLEAGUE).code == "not_found"


# ---- plan, forecast, credit ----

def test_OPP_08_a_product_and_a_service_for_half_a_million_in_two_months(stack):
    made = opportunity(stack)
    head = user_id(stack, HEAD)
    reply = stack.call("opportunities.AgreePlan", plan(stack, made["id"], ownerId=head, milestones=[
        {"code": "demonstration", "dueOn": day(20)},
        {"code": "offer", "dueOn": day(40), "target": "50000000"}]), SELLER)
    assert (reply["plan"]["state"], reply["plan"]["target"]) == ("AGREED", "50000000")
    kept = stack.call("opportunities.GetOpportunity", {"id": made["id"]}, SELLER)["plan"]
    assert [line["productCode"] for line in kept["lines"]] == ["planner", "support-year"]
    assert [mark["code"] for mark in kept["milestones"]] == ["demonstration", "offer"]
    assert kept["ownerId"] == head


@pytest.mark.parametrize("field", ["target", "unit", "deadline", "ownerId", "teamTargetRef", "lines"])
def test_OPP_07_a_plan_without_one_of_its_parts_is_refused(stack, field):
    body = plan(stack, str(uuid.uuid4()))
    del body[field]
    assert stack.refused("opportunities.AgreePlan", body, SELLER).code == "invalid_argument"


def test_OPP_07_a_plan_must_be_measurable_in_time_and_of_the_catalogue(stack):
    made = opportunity(stack)
    wrong = {"unit": {"unit": "EUR"}, "deadline": {"deadline": day()}, "lines": {"target": "1"}}
    for field, change in wrong.items():
        assert stack.refused("opportunities.AgreePlan", plan(stack, made["id"], **change), SELLER).field == field
    unknown = plan(stack, made["id"], lines=[{"productCode": "no-such"}])
    assert stack.refused("opportunities.AgreePlan", unknown, SELLER).code == "not_found"


def test_OPP_07_a_plan_serves_a_target_that_was_published(stack):
    def target(days=60, **whose):
        made = stack.call("insights.CreateTarget", {"metric": "REVENUE", "currency": "CNY", "value": "1000000", **whose,
                                                    "from": day(-9), "until": day(days), "timeZone": "UTC"}, HEAD)["target"]
        stack.call("insights.PublishTarget", {"targetId": made["id"]}, HEAD)
        return made["id"]

    made = opportunity(stack)
    whole, over = target(teamPath="/hq/sales/"), target(-1, teamPath="/hq/sales/")
    own, theirs = target(userId=user_id(stack, SELLER)), target(userId=user_id(stack, COLLEAGUE))
    body = plan(stack, made["id"], teamTargetRef=whole)

    def agreed():  # once the event was heard
        try:
            return stack.call("opportunities.AgreePlan", body, SELLER)["plan"]
        except Refused as refused:
            assert refused.code == "not_found"
    wait_until(agreed, 20, "the published target")
    event, = events(stack, made["id"], "opportunity.plan_agreed")
    assert event["payload"]["teamTargetRef"] == whole
    wait_until(lambda: stack.refused("opportunities.AgreePlan", dict(body, teamTargetRef=theirs), SELLER).field ==
               "team_target_ref", 20, "the target of others")
    assert stack.refused("opportunities.AgreePlan", dict(body, teamTargetRef=over), SELLER).field == "team_target_ref"
    assert stack.call("opportunities.AgreePlan", dict(body, teamTargetRef=own), SELLER)["plan"]["teamTargetRef"] == own
    unknown = stack.refused("opportunities.AgreePlan", dict(body, teamTargetRef=str(uuid.uuid4())), SELLER)
    assert unknown.code == "not_found"


def test_OPP_06_a_later_plan_replaces_the_earlier(stack):
    made = opportunity(stack)
    first = stack.call("opportunities.AgreePlan", plan(stack, made["id"]), SELLER)["plan"]
    stack.call("opportunities.AgreePlan", plan(stack, made["id"], deadline=day(90)), SELLER)
    agreed = events(stack, made["id"], "opportunity.plan_agreed")
    assert [event["payload"].get("replacedPlanId") for event in agreed] == [None, first["id"]]
    assert stack.call("opportunities.GetOpportunity", {"id": made["id"]}, SELLER)["plan"]["deadline"] == day(90)


def test_OPP_25_each_forecast_is_kept(stack):
    made = opportunity(stack)
    body = {"id": made["id"], "amountMinor": "700", "probability": 40, "category": "BEST_CASE", "expectedClose": day(9)}
    reply = stack.call("opportunities.ForecastOpportunity", body, SELLER)["opportunity"]
    assert (reply["amountMinor"], reply["probability"], reply["forecastCategory"]) == ("700", 40, "BEST_CASE")
    stack.call("opportunities.ForecastOpportunity", dict(body, probability=60), SELLER)
    stack.call("opportunities.ForecastOpportunity", dict(body, probability=60), SELLER)
    changes = events(stack, made["id"], "opportunity.forecast_changed")
    assert [(event["payload"]["fromProbability"], event["payload"]["probability"]) for event in changes] == [
        (10, 40), (40, 60)]


def test_OPP_25_a_forecast_is_the_sellers_and_does_not_contradict_the_lines(stack):
    made = opportunity(stack)
    closed = stack.refused("opportunities.ForecastOpportunity", {"id": made["id"], "category": "CLOSED"}, SELLER)
    assert closed.field == "category"
    assert stack.refused("opportunities.ForecastOpportunity", {"id": made["id"]}, SELLER).code == "invalid_argument"
    lines(stack, made["id"])
    amount = stack.refused("opportunities.ForecastOpportunity", {"id": made["id"], "amountMinor": "1"}, SELLER)
    assert amount.reason == "AMOUNT_FROM_LINES"


def test_PLT_04_credit_is_split_to_the_last_basis_point(stack):
    made = opportunity(stack)
    shares = [{"userId": user_id(stack, SELLER), "basisPoints": 6667},
              {"userId": user_id(stack, HEAD), "basisPoints": 3333}]
    body = {"id": made["id"], "shares": shares}
    assert stack.call("opportunities.SetCreditSplit", body, SELLER)["shares"] == shares
    assert stack.refused("opportunities.SetCreditSplit", body, COLLEAGUE).code == "not_found"
    shares[1]["basisPoints"] = 3332
    short = stack.refused("opportunities.SetCreditSplit", body, SELLER)
    assert (short.code, short.field) == ("invalid_argument", "shares") and "9999" in short.message


# ---- how it ends ----

def test_OPP_12_a_commitment_needs_the_buyers_stage_lines_and_a_plan(stack):
    made = opportunity(stack)
    reasons = []
    for prepare in (lambda: stack.call("opportunities.MovePurchaseStage",
                                       {"id": made["id"], "toStage": "PURCHASE_COMMITMENT"}, SELLER),
                    lambda: lines(stack, made["id"]),
                    lambda: stack.call("opportunities.AgreePlan", plan(stack, made["id"]), SELLER)):
        reasons.append(stack.refused("opportunities.CommitOpportunity", {"id": made["id"]}, SELLER).reason)
        prepare()
    assert reasons == ["PURCHASE_STAGE", "NO_LINES", "NO_PLAN"]
    reply = stack.call("opportunities.CommitOpportunity", {"id": made["id"]}, SELLER)["opportunity"]
    assert reply["state"] == "COMMITTED"
    event, = events(stack, made["id"], "opportunity.committed")
    assert event["payload"]["amountMinor"] == "42000000"
    again = stack.refused("opportunities.CommitOpportunity", {"id": made["id"]}, SELLER)
    assert again.reason == "WRONG_STATE"


def test_OPP_24_a_loss_names_reason_stage_and_competitor(stack):
    made = committed(stack)
    body = {"id": made["id"], "reason": "COMPETITOR"}
    assert stack.refused("opportunities.LoseOpportunity", body, SELLER).field == "competitor"
    assert stack.refused("opportunities.LoseOpportunity", dict(body, reason="BAD_LUCK"), SELLER).field == "reason"
    reply = stack.call("opportunities.LoseOpportunity", dict(body, competitor="acme", remark="private"), SELLER)
    assert (reply["opportunity"]["state"], reply["opportunity"]["lostStage"]) == ("LOST", "DISCOVERY")
    event, = events(stack, made["id"], "opportunity.lost")
    assert (event["payload"]["reason"], event["payload"]["competitor"]) == ("COMPETITOR", "acme")
    assert "private" not in str(event)
    assert stack.call("opportunities.GetOpportunity", {"id": made["id"]}, SELLER)["plan"]["state"] == "CLOSED"
    assert stack.refused("opportunities.SetLines", {"id": made["id"], "lines": [
        {"productCode": "planner", "quantity": 1}]}, SELLER).reason == "WRONG_STATE"


def test_OPP_26_abandoned_is_not_lost(stack):
    made = opportunity(stack)
    body = {"id": made["id"], "reason": "NO_DECISION"}
    assert stack.refused("opportunities.AbandonOpportunity", body, COLLEAGUE).code == "not_found"
    assert stack.refused("opportunities.AbandonOpportunity", dict(body, reason="BORED"), SELLER).field == "reason"
    assert stack.call("opportunities.AbandonOpportunity", body, SELLER)["opportunity"]["state"] == "ABANDONED"
    assert len(events(stack, made["id"], "opportunity.abandoned")) == 1
    reopened = stack.refused("opportunities.ReopenOpportunity", {"id": made["id"], "reason": "CAME_BACK"}, SELLER)
    assert reopened.reason == "WRONG_STATE"


def test_OPP_24_a_lost_one_is_opened_again_within_the_window(stack):
    made = opportunity(stack)
    stack.call("opportunities.LoseOpportunity", {"id": made["id"], "reason": "PRICE"}, SELLER)
    body = {"id": made["id"], "reason": "CAME_BACK"}
    reply = stack.call("opportunities.ReopenOpportunity", body, SELLER)["opportunity"]
    assert (reply["state"], reply["probability"]) == ("OPEN", 10) and "lostReason" not in reply
    assert len(events(stack, made["id"], "opportunity.reopened")) == 1
    stack.call("opportunities.LoseOpportunity", {"id": made["id"], "reason": "PRICE"}, SELLER)
    stack.psql("opportunities", "UPDATE opportunities.opportunity SET closed_at = closed_at - interval '181 days' "
               "WHERE id = %s", [made["id"]])
    assert stack.refused("opportunities.ReopenOpportunity", body, SELLER).reason == "WINDOW_OVER"
