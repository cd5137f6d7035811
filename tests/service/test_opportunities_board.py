# SPDX-License-Identifier: Apache-2.0
"""Pipelines beside one another, the board that the server sums up, and two people at one opportunity."""
import uuid

import pytest

from selling import COLLEAGUE, HEAD, SELLER, customer, lines, opportunity, scored, user_id


@pytest.fixture(scope="module")
def pipeline(stack):
    """A pipeline of two stages, of this module alone."""
    code = "P" + uuid.uuid4().hex[:10]
    assert stack.call("opportunities.DefinePipeline", {"code": code, "name": "Projects"})["pipeline"]["code"] == code
    for position, probability in ((1, 15), (2, 50)):
        stack.call("opportunities.DefineStage", {"code": f"{code}-{position}", "name": f"Step {position}",
                                                 "position": position, "probability": probability, "pipeline": code})
    return code


def board(stack, pipeline, as_=SELLER, **more):
    return stack.call("opportunities.GetBoard", {"pipeline": pipeline, **more}, as_)


def test_OPP_12_pipelines_stand_beside_one_another(stack, pipeline):
    made = opportunity(stack, pipeline=pipeline)
    assert (made["pipeline"], made["stage"], made["probability"]) == (pipeline, pipeline + "-1", 15)
    assert opportunity(stack)["pipeline"] == "STANDARD"
    elsewhere = {"id": made["id"], "toStage": "PROPOSAL", "overrideReason": "HURRY"}
    assert stack.refused("opportunities.MoveStage", elsewhere, SELLER).code == "not_found"
    moved = stack.call("opportunities.MoveStage", dict(elsewhere, toStage=pipeline + "-2"), SELLER)
    assert moved["visit"]["transition"] == "ADVANCE"
    shown = stack.call("opportunities.ListStages", {"pipeline": pipeline}, SELLER)
    assert [stage["code"] for stage in shown["stages"]] == [pipeline + "-1", pipeline + "-2"]
    assert shown["pipelines"][0] == {"code": "STANDARD", "name": "Standard", "isDefault": True}


def test_OPP_12_pipelines_are_defined_by_those_who_may(stack, pipeline):
    body = {"code": "Q" + uuid.uuid4().hex[:10], "name": "Other"}
    assert stack.refused("opportunities.DefinePipeline", body, SELLER).code == "permission_denied"
    stage = {"code": pipeline + "-1", "name": "Step", "position": 9, "probability": 1}
    assert stack.refused("opportunities.DefineStage", stage).reason == "OTHER_PIPELINE"
    assert stack.refused("opportunities.DefineStage", dict(stage, pipeline="nowhere")).code == "not_found"
    unknown = {"customerId": customer(stack), "currency": "CNY", "pipeline": "nowhere"}
    assert stack.refused("opportunities.CreateOpportunity", unknown, SELLER).code == "not_found"


def test_OPP_25_the_board_is_summed_up_by_the_server(stack):
    code = "P" + uuid.uuid4().hex[:10]
    stack.call("opportunities.DefinePipeline", {"code": code, "name": "Counted"})
    stack.call("opportunities.DefineStage", {"code": code, "name": "Only", "position": 1, "probability": 15,
                                             "pipeline": code})
    customer_id = customer(stack)
    for amount in ("10", "30", "103"):
        opportunity(stack, customer_id, pipeline=code, amountMinor=amount)
    opportunity(stack, customer_id, pipeline=code, amountMinor="100", currency="EUR")
    lost = opportunity(stack, customer_id, pipeline=code, amountMinor="1000")
    stack.call("opportunities.LoseOpportunity", {"id": lost["id"], "reason": "PRICE"}, SELLER)
    reply = board(stack, code)
    column, = reply["columns"]
    assert (column["stage"], column["cards"], column["stalled"]) == (code, "4", "0")
    totals = {row["currency"]: (row["cards"], row["amountMinor"], row["weightedMinor"]) for row in reply["totals"]}
    # 15 % of 10, 30 and 103, each rounded half away from zero: 1.5 -> 2, 4.5 -> 5, 15.45 -> 15
    assert totals == {"CNY": ("3", "143", "22"), "EUR": ("1", "100", "15")}
    assert board(stack, code, HEAD)["totals"] == reply["totals"]
    assert board(stack, code, COLLEAGUE)["columns"][0]["cards"] == "0"
    assert "totals" not in board(stack, code, COLLEAGUE)


def test_OPP_25_lanes_and_filters_of_board_and_list_agree(stack, pipeline):
    customer_id = customer(stack)
    made = [opportunity(stack, customer_id, pipeline=pipeline, amountMinor="500")["id"] for _ in range(3)]
    stack.call("opportunities.ScoreOpportunity", scored(made[0]), SELLER)
    stack.call("opportunities.MovePurchaseStage", {"id": made[1], "toStage": "SYSTEM_DESIGN"}, SELLER)
    lanes = board(stack, pipeline, customerId=customer_id, lanes="GRADE")["totals"]
    assert {(row["lane"], row["cards"]) for row in lanes} == {("HIGH", "1"), ("NONE", "2")}
    lanes = board(stack, pipeline, customerId=customer_id, lanes="PURCHASE_STAGE")["totals"]
    assert {(row["lane"], row["cards"]) for row in lanes} == {("SYSTEM_DESIGN", "1"), ("NEED_DISCOVERY", "2")}
    filters = ({"grade": "HIGH"}, {"purchaseStage": "SYSTEM_DESIGN"}, {"ownerId": user_id(stack, SELLER)},
               {"ownerId": user_id(stack, COLLEAGUE)}, {"teamPath": "/hq/sales/"}, {"teamPath": "/elsewhere/"},
               {"stalled": True}, {"overdue": True})
    for chosen in filters:
        filters = {"customerId": customer_id, "pipeline": pipeline, **chosen}
        counted = sum(int(column["cards"]) for column in stack.call("opportunities.GetBoard", filters, HEAD)["columns"])
        listed = stack.call("opportunities.ListOpportunities", filters, HEAD).get("opportunities", [])
        assert counted == len(listed), chosen


def test_OPP_25_a_column_is_read_card_by_card_of_a_page(stack, pipeline):
    customer_id = customer(stack)
    made = [opportunity(stack, customer_id, pipeline=pipeline)["id"] for _ in range(5)]
    seen, body = [], {"customerId": customer_id, "stage": pipeline + "-1", "states": ["OPEN", "COMMITTED"], "pageSize": 2}
    while True:
        page = stack.call("opportunities.ListOpportunities", body, SELLER)
        seen += [row["id"] for row in page.get("opportunities", [])]
        if "nextPageToken" not in page:
            break
        body["pageToken"] = page["nextPageToken"]
    assert seen == made[::-1]


def test_OPP_25_no_board_without_the_right_or_the_pipeline(stack):
    assert stack.refused("opportunities.GetBoard", {}, "clerk").code == "permission_denied"
    assert stack.refused("opportunities.GetBoard", {"pipeline": "nowhere"}, SELLER).code == "not_found"


def test_OPP_06_a_stale_version_names_the_fields_that_differ(stack):
    made = opportunity(stack)
    version = made["version"]
    lines(stack, made["id"])
    stack.call("opportunities.MovePurchaseStage", {"id": made["id"], "toStage": "SYSTEM_DESIGN"}, SELLER)
    stale = stack.refused("opportunities.ForecastOpportunity", {
        "id": made["id"], "probability": 50, "expectedVersion": version}, HEAD)
    assert (stale.code, stale.reason, stale.field) == ("aborted", "VERSION", "expected_version")
    assert stale.message.endswith("changed since: amount_minor, lines, purchase_stage")
    stale = stack.refused("opportunities.ForecastOpportunity", {
        "id": made["id"], "probability": 50, "expectedVersion": str(int(version) + 1)}, HEAD)
    assert stale.message.endswith("changed since: purchase_stage")
