# SPDX-License-Identifier: Apache-2.0
"""How a deal is to be won: buying roles, strategy, battle cards, pains, objections, the negotiation and its bottom line."""
import uuid

import pytest

from selling import COLLEAGUE, HEAD, SELLER, opportunity
from support.stack import wait_until


def events(stack, opportunity_id, *types):
    return [event["payload"] for event in stack.events(*types) if event["aggId"] == opportunity_id]


def contact(stack, made, **more):
    return stack.call("customers.AddContact", {"customerId": made["customerId"], "name": "Some Person", **more})[
        "contact"]["id"]


def role(made, contact_id, role, **more):
    return {"id": made["id"], "customerId": made["customerId"], "contactId": contact_id, "role": role, **more}


def gaps(reply, kind="NO_CONTACT"):
    return {gap.get("role") or gap.get("level") or gap.get("function") for gap in reply["gaps"] if gap["kind"] == kind}


def test_OPP_11_the_map_says_whom_it_lacks(stack):
    made = opportunity(stack)
    empty = stack.call("opportunities.GetBuyingRoles", {"id": made["id"]}, SELLER)
    assert len(empty["gaps"]) == 5 + 3 + 3 and "roles" not in empty
    chief = contact(stack, made, level="EXECUTIVE", function="FINANCE_PURCHASING")
    reply = stack.call("opportunities.MapBuyingRole", role(made, chief, "DECISION_MAKER", stance="SUPPORTER",
                                                           influence=5), SELLER)
    mapped, = reply["roles"]
    assert (mapped["level"], mapped["function"], mapped["influence"]) == ("EXECUTIVE", "FINANCE_PURCHASING", 5)
    assert gaps(reply) == {"INITIATOR", "DESIGNER", "EVALUATOR", "USER", "OPERATIONAL", "MANAGEMENT", "USER_DEPT",
                           "TECHNICAL_DEPT"}
    assert gaps(reply, "NO_ACTIVITY") == {"DECISION_MAKER"}
    stack.call("customers.RecordActivity", {
        "customerId": made["customerId"], "opportunityId": made["id"], "type": "VISIT", "effectLevel": 1, "twoWay": True,
        "targetContactIds": [chief]})
    wait_until(lambda: not gaps(stack.call("opportunities.GetBuyingRoles", {"id": made["id"]}, SELLER), "NO_ACTIVITY"))
    stack.call("opportunities.MapBuyingRole", role(made, chief, "DECISION_MAKER", stance="NEUTRAL"), SELLER)
    reply = stack.call("opportunities.MapBuyingRole", role(made, chief, "DECISION_MAKER", remove=True), SELLER)
    assert "roles" not in reply and "DECISION_MAKER" in gaps(reply)
    told = [event["missingRoles"] for event in events(stack, made["id"], "opportunity.role_coverage_changed")]
    assert [len(missing) for missing in told] == [4, 5]


def test_OPP_11_only_people_of_the_customer_are_mapped(stack):
    made, other = opportunity(stack), opportunity(stack)
    assert stack.refused("opportunities.MapBuyingRole", role(made, str(uuid.uuid4()), "USER"), SELLER).code == "not_found"
    stranger = role(other, contact(stack, other), "USER")
    assert stack.refused("opportunities.MapBuyingRole", dict(stranger, id=made["id"]), HEAD).reason == "CUSTOMER_DIFFERS"
    assert stack.refused("opportunities.MapBuyingRole", stranger, COLLEAGUE).code == "not_found"
    assert stack.refused("opportunities.GetBuyingRoles", {"id": made["id"]}, COLLEAGUE).code == "not_found"


def test_OPP_09_a_strategy_has_all_four_parts(stack):
    made = opportunity(stack)
    body = {"id": made["id"], "valueProposition": "half the waiting time", "competitiveEdge": "service in two hours",
            "communicationMode": "workshops", "route": "TENDER"}
    assert stack.call("opportunities.SetStrategy", body, SELLER)["strategy"]["route"] == "TENDER"
    for part in ("valueProposition", "competitiveEdge", "communicationMode", "route"):
        refused = stack.refused("opportunities.SetStrategy", {key: body[key] for key in body if key != part}, SELLER)
        assert refused.code == "invalid_argument"
    assert events(stack, made["id"], "opportunity.strategy_set") == [{"opportunityId": made["id"], "route": "TENDER"}]
    kept = stack.call("opportunities.GetTactics", {"id": made["id"]}, HEAD)["strategy"]
    assert kept["competitiveEdge"] == "service in two hours"
    assert stack.refused("opportunities.GetTactics", {"id": made["id"]}, COLLEAGUE).code == "not_found"


def test_OPP_10_a_competitors_card_is_put_and_replaced(stack):
    made = opportunity(stack)
    body = {"id": made["id"], "competitor": "acme", "theirEdge": "price", "ourCounter": "total cost", "offerMinor": "900"}
    stack.call("opportunities.PutBattleCard", body, SELLER)
    stack.call("opportunities.PutBattleCard", dict(body, ourCounter="references", competitor="zenith"), SELLER)
    stack.call("opportunities.PutBattleCard", dict(body, ourCounter="references"), SELLER)
    cards = stack.call("opportunities.GetTactics", {"id": made["id"]}, SELLER)["battleCards"]
    assert [(card["competitor"], card["ourCounter"]) for card in cards] == [("acme", "references"), ("zenith", "references")]
    assert [(event["competitor"], event["offerMinor"]) for event in events(stack, made["id"], "opportunity.battle_card_put")] == \
        [("acme", "900"), ("zenith", "900"), ("acme", "900")]
    assert stack.refused("opportunities.PutBattleCard", dict(body, ourCounter=""), SELLER).field == "our_counter"
    assert stack.refused("opportunities.PutBattleCard", body, COLLEAGUE).code == "not_found"


def test_OPP_17_a_pain_is_deepened(stack):
    made = opportunity(stack)
    pain = stack.call("opportunities.RecordPain", {"id": made["id"], "pain": "orders get lost"}, SELLER)["pain"]
    assert pain["depth"] == 1
    body = {"id": made["id"], "painId": pain["id"], "pain": "orders get lost", "example": "forty in March",
            "costMinor": "2000000", "sufferer": "logistics"}
    assert stack.call("opportunities.RecordPain", body, SELLER)["pain"]["depth"] == 4
    assert stack.refused("opportunities.RecordPain", dict(body, painId=str(uuid.uuid4())), SELLER).code == "not_found"
    kept, = stack.call("opportunities.GetTactics", {"id": made["id"]}, SELLER)["pains"]
    assert kept["sufferer"] == "logistics" and kept["costMinor"] == "2000000"
    told = events(stack, made["id"], "opportunity.pain_recorded")
    assert [(event["painId"], event["depth"]) for event in told] == [(pain["id"], 1), (pain["id"], 4)]
    assert "orders" not in str(told)


def test_OPP_23_objections_answers_and_concessions_with_their_values(stack):
    made = opportunity(stack)
    body = {"id": made["id"], "kind": "PRICE", "objection": "too dear", "answer": "cost over five years"}
    assert stack.call("opportunities.RecordObjection", body, SELLER)["concededMinor"] == "0"
    assert stack.refused("opportunities.RecordObjection", dict(body, concession="FREE_TRAINING"), SELLER).field == \
        "value_minor"
    assert stack.refused("opportunities.RecordObjection", dict(body, valueMinor="5"), SELLER).field == "concession"
    for value in ("50000", "30000"):
        reply = stack.call("opportunities.RecordObjection", dict(body, concession="FREE_TRAINING", valueMinor=value), SELLER)
    assert reply["concededMinor"] == "80000"
    tactics = stack.call("opportunities.GetTactics", {"id": made["id"]}, SELLER)
    assert len(tactics["objections"]) == 3 and tactics["concededMinor"] == "80000"
    told = events(stack, made["id"], "opportunity.concession_made")
    assert [event["valueMinor"] for event in told] == ["50000", "30000"] and "dear" not in str(told)


def test_OPP_20_the_bottom_line_is_for_the_owners_chain_alone(stack):
    made = opportunity(stack)
    body = {"id": made["id"], "oursMinor": "7654321", "customersMinor": "9000000", "remark": "board said so"}
    assert stack.call("opportunities.GetBottomLine", {"id": made["id"]}, SELLER) == {}
    stack.call("opportunities.SetBottomLine", body, SELLER)
    for who in (SELLER, HEAD):
        line = stack.call("opportunities.GetBottomLine", {"id": made["id"]}, who)["bottomLine"]
        assert (line["oursMinor"], line["customersMinor"], line["remark"]) == ("7654321", "9000000", "board said so")
    assert stack.refused("opportunities.GetBottomLine", {"id": made["id"]}, COLLEAGUE).code == "not_found"
    assert stack.refused("opportunities.SetBottomLine", body, COLLEAGUE).code == "not_found"
    for who in ("engineer", "legal", "finance", "clerk"):
        assert stack.refused("opportunities.GetBottomLine", {"id": made["id"]}, who).code == "permission_denied"
        assert stack.refused("opportunities.SetBottomLine", body, who).code == "permission_denied"


def test_OPP_20_who_may_read_the_sheet_may_not_yet_read_the_line(stack):
    """A role that reads every opportunity, but lacks the permission of the field."""
    code = "reader" + uuid.uuid4().hex[:8]
    stack.call("identity.PutRole", {"code": code, "name": "Reader", "grants": [
        {"permission": "opportunities.read", "scope": "ALL"}]})
    stack.call("identity.CreateUser", {"login": code, "name": "Reader", "teamPath": "/hq/care/", "roles": [code],
                                       "password": "a long enough password"})
    token = stack.sign_in(code, "a long enough password")
    made = opportunity(stack)
    stack.call("opportunities.SetBottomLine", {"id": made["id"], "oursMinor": "7654321"}, SELLER)
    stack.call("opportunities.SetNegotiation", {"id": made["id"], "needs": "speed", "state": "UNDER_WAY"}, SELLER)
    for method in ("GetTactics", "GetOpportunity", "GetProgress", "ListOpportunities"):
        body = {} if method.startswith("List") else {"id": made["id"]}
        reply = stack.call("opportunities." + method, body, None, token=token)
        assert "7654321" not in str(reply)
    sheet = stack.call("opportunities.GetTactics", {"id": made["id"]}, None, token=token)["negotiation"]
    assert sheet["bottomLineSet"] and sheet["needs"] == "speed"
    refused = stack.refused("opportunities.GetBottomLine", {"id": made["id"]}, None, token=token)
    assert refused.code == "permission_denied"


def test_OPP_20_a_negotiation_gets_under_way_with_a_bottom_line(stack):
    made = opportunity(stack)
    body = {"id": made["id"], "needs": "short delivery", "priceSensitivity": "high above nine"}
    sheet = stack.call("opportunities.SetNegotiation", body, SELLER)["negotiation"]
    assert sheet["state"] == "PREPARING" and "bottomLineSet" not in sheet or sheet["bottomLineSet"] is False
    begin = {"id": made["id"], "state": "UNDER_WAY"}
    assert stack.refused("opportunities.SetNegotiation", begin, SELLER).reason == "NO_BOTTOM_LINE"
    stack.call("opportunities.SetBottomLine", {"id": made["id"], "oursMinor": "1"}, SELLER)
    sheet = stack.call("opportunities.SetNegotiation", begin, SELLER)["negotiation"]
    assert sheet["state"] == "UNDER_WAY" and sheet["needs"] == "short delivery"
    stack.call("opportunities.SetNegotiation", {"id": made["id"], "state": "BROKEN_OFF"}, SELLER)
    assert stack.refused("opportunities.SetNegotiation", {"id": made["id"], "state": "AGREED"}, SELLER).reason == \
        "WRONG_STATE"
    moved = events(stack, made["id"], "opportunity.negotiation_moved")
    assert [event["toState"] for event in moved] == ["UNDER_WAY", "BROKEN_OFF"]


@pytest.mark.parametrize("method, body", [
    ("SetStrategy", {"valueProposition": "a", "competitiveEdge": "b", "communicationMode": "c", "route": "TENDER"}),
    ("RecordPain", {"pain": "x"}), ("RecordObjection", {"kind": "PRICE", "objection": "x", "answer": "y"}),
    ("SetNegotiation", {"needs": "x"})])
def test_OPP_09_a_colleague_does_not_write_into_a_deal(stack, method, body):
    made = opportunity(stack)
    assert stack.refused("opportunities." + method, {"id": made["id"], **body}, COLLEAGUE).code == "not_found"
