# SPDX-License-Identifier: Apache-2.0
"""Activities, sales intensity and the accuracy of forecasts against what the test did."""
import time

from books import AROUND, Caller, caught_up, day, ratio, team
from selling import HEAD, SELLER, Paper, committed, user_id


def activities(stack, **more):
    caught_up(stack)
    return stack.call("insights.GetActivityFigures", {**AROUND, **more}, HEAD)


def test_INS_12_activities_by_type_with_their_effect(stack):
    agent = Caller(stack, team(stack))
    call_id = agent.dial("talk", 2)
    base = {"customerId": agent.customer_id, "leadId": agent.lead_id}
    for more in ({"type": "VISIT", "twoWay": True, "effectLevel": 3}, {"type": "VISIT", "twoWay": False, "effectLevel": 0},
                 {"type": "GIFT", "twoWay": False, "effectLevel": 1}, {"type": "TELESALES", "twoWay": True, "callId": call_id}):
        agent.call("customers.RecordActivity", {**base, **more})
    reply = activities(stack, userId=agent.id)
    rows = {row["type"]: (int(row["done"]), int(row["effective"]), ratio(row["averageEffect"]), row["weight"]) for row in reply["types"]}
    assert rows == {"VISIT": (2, 1, (3, 2), 3), "GIFT": (1, 1, (1, 1), 1), "TELESALES": (1, 1, (0, 1), 1)}
    assert (int(reply["contacts"]), int(reply["visits"])) == (3, 2)
    assert [row for row in reply["stages"] if "purchaseStage" in row] == []
    assert ratio(reply["salesIntensity"])[0] == 0  # none of them was on an opportunity


def test_INS_15_activities_by_type_and_stage_of_the_buyer(stack):
    agent = Caller(stack, team(stack))
    base = {"customerId": agent.customer_id, "leadId": agent.lead_id, "type": "VISIT", "twoWay": True}
    for more in ({"purchaseStage": "NEED_DISCOVERY", "effectLevel": 2}, {"purchaseStage": "SYSTEM_DESIGN", "effectLevel": 3},
                 {"purchaseStage": "SYSTEM_DESIGN", "effectLevel": 0, "twoWay": False},
                 {"purchaseStage": "SYSTEM_DESIGN", "type": "GIFT"}, {}):
        agent.call("customers.RecordActivity", {**base, **more})
    rows = {(row["type"], row.get("purchaseStage")): tuple(int(row[name]) for name in (
        "done", "effective", "advanced", "effectSum")) for row in activities(stack, userId=agent.id)["stages"]}
    assert rows == {("VISIT", "NEED_DISCOVERY"): (1, 1, 0, 2), ("VISIT", "SYSTEM_DESIGN"): (2, 1, 1, 3),
                    ("GIFT", "SYSTEM_DESIGN"): (1, 1, 0, 0), ("VISIT", None): (1, 1, 0, 0)}


def test_CUS_23_INS_15_what_activities_cost_by_kind_and_currency(stack):
    agent = Caller(stack, team(stack))
    made = agent.call("opportunities.CreateOpportunity", {"customerId": agent.customer_id, "currency": "CNY",
                                                          "sourceChannel": "PHONE"})["opportunity"]
    travel, gift = ({"kind": kind, "amountMinor": amount, "currency": currency}
                    for kind, amount, currency in (("travel", "12050", "CNY"), ("gift", "1999", "EUR")))
    base = {"customerId": agent.customer_id, "type": "VISIT", "twoWay": True, "costs": [travel, gift]}
    first = agent.call("customers.RecordActivity", {**base, "leadId": agent.lead_id})["activity"]
    agent.call("customers.RecordActivity", {**base, "opportunityId": made["id"], "costs": [travel, travel]})
    agent.call("customers.RecordActivity", {**base, "type": "GIFT", "costs": []})
    agent.call("customers.RecordActivity", {**base, "leadId": agent.lead_id, "activityId": first["id"], "correction": True,
                                            "costs": [{**travel, "amountMinor": "50"}]})
    row, = activities(stack, userId=agent.id)["costs"]  # the gift is gone with the correction
    assert (row["type"], row["kind"], row["currency"], row["amountMinor"]) == ("VISIT", "travel", "CNY", str(2 * 12050 + 50))
    assert [int(row[name]) for name in ("activities", "leads", "opportunities", "won")] == [2, 1, 1, 0]


def test_INS_12_a_correction_counts_once_and_as_corrected(stack):
    agent = Caller(stack, team(stack))
    base = {"customerId": agent.customer_id, "leadId": agent.lead_id, "type": "VISIT", "twoWay": True, "effectLevel": 1}
    first = agent.call("customers.RecordActivity", base)["activity"]
    agent.call("customers.RecordActivity", {**base, "activityId": first["id"], "correction": True, "effectLevel": 4})
    row, = activities(stack, userId=agent.id)["types"]
    assert (int(row["done"]), ratio(row["averageEffect"])) == (1, (4, 1))


def test_INS_12_sales_intensity_weighs_contacts_on_open_opportunities(stack):
    agent = Caller(stack, team(stack))
    assert ratio(activities(stack, userId=agent.id)["salesIntensity"]) == (0, 0)
    began = time.monotonic()
    made = agent.call("opportunities.CreateOpportunity", {"customerId": agent.customer_id, "currency": "CNY",
                                                          "sourceChannel": "PHONE"})["opportunity"]
    body = {"customerId": agent.customer_id, "opportunityId": made["id"], "twoWay": True}
    stack.call("customers.RecordActivity", {**body, "type": "VISIT"}, "admin")
    for type_ in ("SITE_TOUR", "TELESALES"):
        agent.call("customers.RecordActivity", {**body, "type": type_})
    time.sleep(1)
    above, below = ratio(activities(stack, userId=agent.id)["salesIntensity"])
    assert above == (4 + 1) * 604800, "the administrator's contact is not his"
    assert 1 <= below <= time.monotonic() - began + 2
    agent.call("opportunities.AbandonOpportunity", {"id": made["id"], "reason": "TIMING"})
    closed = ratio(activities(stack, userId=agent.id)["salesIntensity"])[1]
    time.sleep(2)
    assert ratio(activities(stack, userId=agent.id)["salesIntensity"])[1] == closed, "what is over ages no more"


def forecasts(stack, **more):
    caught_up(stack)
    body = {**AROUND, "userId": user_id(stack, SELLER), "daysBefore": [0, 1, 40], **more}
    rows = stack.call("insights.GetForecastAccuracy", body, HEAD).get("rows", [])
    return {row["daysBefore"] if "daysBefore" in row else 0:
            (int(row.get("forecastMinor", 0)), int(row.get("actualMinor", 0)), ratio(row["accuracy"]))
            for row in rows if row["currency"] == "CNY"}


def test_INS_12_forecast_accuracy_compares_what_was_said_with_what_came(stack):
    before = forecasts(stack).get(0, (0, 0, None))
    open_ = committed(stack)
    stack.call("opportunities.ForecastOpportunity", {"id": open_["id"], "category": "COMMIT", "expectedClose": day(1)}, SELLER)
    amount = int(open_["amountMinor"])
    said = forecasts(stack)
    assert said[0][:2] == (before[0] + amount, before[1]) and said.get(40, (0, 0))[0] == 0
    stack.call("opportunities.ForecastOpportunity", {"id": open_["id"], "expectedClose": day(40)}, SELLER)
    assert forecasts(stack).get(0, (0, 0))[0] == before[0]
    paper = Paper(stack, drafter=SELLER).send()
    paper.sign()
    now = forecasts(stack)
    assert now[0][:2] == (before[0] + paper.amount, before[1] + paper.amount)
    actual, said_40 = now[40][1], now[40][0]
    assert now[40][2] == (actual - abs(actual - said_40), actual)


def test_INS_12_selling_figures_are_refused_to_others(stack):
    for method in ("GetActivityFigures", "GetForecastAccuracy"):
        assert stack.refused(f"insights.{method}", AROUND, "engineer").code == "permission_denied"
        assert stack.refused(f"insights.{method}", {**AROUND, "until": day(-9)}, HEAD).field == "until"
    assert stack.refused("insights.GetForecastAccuracy", {**AROUND, "daysBefore": [999]}, HEAD).field
    usual = stack.call("insights.GetForecastAccuracy", AROUND, HEAD).get("rows", [])
    assert {row["daysBefore"] for row in usual} <= {30, 7}
