# SPDX-License-Identifier: Apache-2.0
"""Two layers of a forecast, what each day saw of it, how near it came; and engineers who are asked to a deal."""
import pytest

from selling import COLLEAGUE, HEAD, SELLER, day, opportunity, user_id
from support.stack import wait_until


def events(stack, opportunity_id, *types):
    return [event["payload"] for event in stack.events(*types) if event["aggId"] == opportunity_id]


def forecast(stack, made, as_=SELLER):
    return stack.call("opportunities.GetForecast", {"id": made["id"]}, as_)


def test_OPP_25_the_layer_above_leaves_the_sellers_forecast(stack):
    made = opportunity(stack, amountMinor="1000")
    stack.call("opportunities.ForecastOpportunity", {"id": made["id"], "probability": 60, "category": "COMMIT"}, SELLER)
    body = {"id": made["id"], "probability": 30, "category": "BEST_CASE", "reason": "NO_BUDGET_YET"}
    adjusted = stack.call("opportunities.AdjustForecast", body, HEAD)["adjustment"]
    assert (adjusted["amountMinor"], adjusted["probability"], adjusted["category"]) == ("1000", 30, "BEST_CASE")
    both = forecast(stack, made)
    assert (both["opportunity"]["probability"], both["opportunity"]["forecastCategory"]) == (60, "COMMIT")
    assert both["adjustment"]["reason"] == "NO_BUDGET_YET" and both["adjustment"]["saidBy"] == user_id(stack, HEAD)
    assert [said["probability"] for said in both["said"]] == [60]
    told, = events(stack, made["id"], "opportunity.forecast_adjusted")
    assert (told["category"], told["ownerId"]) == ("BEST_CASE", made["ownerId"])


def test_OPP_25_the_layer_above_is_for_those_above(stack):
    made = opportunity(stack)
    body = {"id": made["id"], "probability": 30, "reason": "X"}
    assert stack.refused("opportunities.AdjustForecast", body, SELLER).code == "permission_denied"
    own = opportunity(stack, as_=HEAD)
    assert stack.refused("opportunities.AdjustForecast", dict(body, id=own["id"]), HEAD).reason == "OWN_FORECAST"
    assert stack.refused("opportunities.AdjustForecast", dict(body, category="CLOSED"), HEAD).field == "category"
    assert stack.refused("opportunities.GetForecast", {"id": made["id"]}, COLLEAGUE).code == "not_found"


def snapshot(stack):
    stack.psql("opportunities", "UPDATE opportunities.job SET due_at = now() WHERE kind = 'snapshot_forecasts'")


def test_OPP_25_each_day_is_kept_once(stack):
    made = opportunity(stack, amountMinor="1000", expectedClose=day(5))
    stack.call("opportunities.AdjustForecast", {"id": made["id"], "amountMinor": "900", "reason": "X"}, HEAD)
    snapshot(stack)
    wait_until(lambda: forecast(stack, made).get("snapshots"))
    kept, = forecast(stack, made)["snapshots"]
    assert (kept["day"], kept["amountMinor"], kept["managerAmountMinor"]) == (day(), "1000", "900")
    stack.call("opportunities.ForecastOpportunity", {"id": made["id"], "probability": 90}, SELLER)
    later = opportunity(stack)
    snapshot(stack)
    wait_until(lambda: forecast(stack, later).get("snapshots"))
    assert forecast(stack, made)["snapshots"] == [kept]
    due, = stack.psql("opportunities", "SELECT due_at::date - current_date FROM opportunities.job "
                      "WHERE kind = 'snapshot_forecasts'")[0]
    assert due == 1


def test_OPP_25_a_forecast_is_compared_with_what_came(stack):
    """Of a seller and a currency that nothing else uses: a year that is past, 30 and 7 days before its end."""
    made = opportunity(stack, currency="XTS", amountMinor="1000")
    lost = opportunity(stack, currency="XTS", amountMinor="400")
    theirs = opportunity(stack, currency="XTS", amountMinor="100", as_=COLLEAGUE)
    for ahead, probability, manager in ((30, 50, 80), (7, 90, None)):
        for deal, amount in ((made, 1000), (lost, 400), (theirs, 100)):
            stack.psql("opportunities", "INSERT INTO opportunities.forecast_snapshot (day, opportunity_id, owner_id, "
                       "owner_path, currency, amount_minor, probability, category, expected_close, manager_probability) "
                       "SELECT date '2021-01-01' - %s, id, owner_id, owner_path, currency, %s, %s, 'COMMIT', "
                       "date '2020-12-31', %s FROM opportunities.opportunity WHERE id = %s",
                       [ahead, amount, probability, manager, deal["id"]])
    stack.psql("opportunities", "UPDATE opportunities.opportunity SET state = 'WON', closed_at = '2020-12-30 12:00+00' "
               "WHERE id = %s", [made["id"]])
    reply = stack.call("opportunities.CompareForecasts", {"from": "2020-01-01", "until": "2021-01-01"}, HEAD)
    month, week = [row for row in reply["rows"] if row["currency"] == "XTS" and row["ownerId"] == made["ownerId"]]
    assert (month["daysBefore"], month["actualMinor"], month["forecastMinor"], month["managerForecastMinor"]) == (
        30, "1000", "700", "1120")
    assert (month["accuracyBasisPoints"], month["managerAccuracyBasisPoints"]) == ("7000", "8800")
    assert (week["daysBefore"], week["forecastMinor"], week["accuracyBasisPoints"]) == (7, "1260", "7400")
    team = [row for row in reply["totals"] if row["currency"] == "XTS"]
    assert [(row["daysBefore"], row["actualMinor"], row["forecastMinor"], row["accuracyBasisPoints"]) for row in team] == [
        (30, "1000", "750", "7500"), (7, "1000", "1350", "6500")]
    elsewhere = stack.call("opportunities.CompareForecasts", {"from": "2020-01-01", "until": "2021-01-01"}, COLLEAGUE)
    seen = [row["ownerId"] for row in elsewhere["rows"] if row["currency"] == "XTS"]
    assert set(seen) == {theirs["ownerId"]}
    assert [row["forecastMinor"] for row in elsewhere["totals"] if row["currency"] == "XTS"] == ["50", "90"]
    wrong = stack.refused("opportunities.CompareForecasts", {"from": "2021-01-01", "until": "2020-01-01"}, HEAD)
    assert (wrong.code, wrong.field) == ("invalid_argument", "until")


# ---- engineers ----

@pytest.fixture
def asked(stack):
    made = opportunity(stack)
    reply = stack.call("opportunities.RequestEngineer", {
        "id": made["id"], "engineerId": user_id(stack, "engineer"), "topic": "SIZING", "wantedOn": day(2),
        "remark": "bring the figures"}, SELLER)
    return made, reply["engineerRequest"]


def test_OPP_16_an_engineer_accepts_and_takes_part(stack, asked):
    made, request = asked
    assert stack.refused("opportunities.GetOpportunity", {"id": made["id"]}, "engineer").code == "not_found"
    waiting = stack.call("opportunities.ListEngineerRequests", {"waiting": True, "pageSize": 1}, "engineer")["requests"]
    assert [row["id"] for row in waiting] == [request["id"]] and waiting[0]["remark"] == "bring the figures"
    answer = {"engineerRequestId": request["id"], "accept": True}
    assert stack.call("opportunities.AnswerEngineerRequest", answer, "engineer")["engineerRequest"]["state"] == "ACCEPTED"
    assert stack.refused("opportunities.AnswerEngineerRequest", answer, "engineer").code == "not_found"
    assert stack.call("opportunities.GetOpportunity", {"id": made["id"]}, "engineer")["opportunity"]["id"] == made["id"]
    assert stack.refused("opportunities.GetBottomLine", {"id": made["id"]}, "engineer").code == "permission_denied"
    told = stack.events("opportunity.engineer_*")
    assert [event["type"] for event in told if event["aggId"] == made["id"]] == [
        "opportunity.engineer_requested", "opportunity.engineer_accepted"]


def test_OPP_16_an_engineer_declines_with_a_reason(stack, asked):
    made, request = asked
    answer = {"engineerRequestId": request["id"], "accept": False}
    assert stack.refused("opportunities.AnswerEngineerRequest", answer, "engineer").field == "decline_reason"
    declined = stack.call("opportunities.AnswerEngineerRequest", dict(answer, declineReason="ON_LEAVE"), "engineer")
    assert declined["engineerRequest"]["declineReason"] == "ON_LEAVE"
    assert stack.refused("opportunities.GetOpportunity", {"id": made["id"]}, "engineer").code == "not_found"
    assert events(stack, made["id"], "opportunity.engineer_declined")[0]["declineReason"] == "ON_LEAVE"


def test_OPP_16_an_engineer_is_asked_once_and_for_a_day_to_come(stack, asked):
    made, request = asked
    body = {"id": made["id"], "engineerId": user_id(stack, "engineer"), "topic": "SIZING", "wantedOn": day(2)}
    assert stack.refused("opportunities.RequestEngineer", body, SELLER).code == "already_exists"
    assert stack.refused("opportunities.RequestEngineer", dict(body, wantedOn=day(-1)), SELLER).field == "wanted_on"
    assert stack.refused("opportunities.RequestEngineer", body, COLLEAGUE).code == "not_found"
    answer = {"engineerRequestId": request["id"], "accept": True}
    assert stack.refused("opportunities.AnswerEngineerRequest", answer, SELLER).code == "permission_denied"
    assert stack.refused("opportunities.AnswerEngineerRequest", answer, "admin").code == "not_found"
    assert stack.refused("opportunities.ListEngineerRequests", {}, SELLER).code == "permission_denied"
