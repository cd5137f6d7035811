# SPDX-License-Identifier: Apache-2.0
"""Figures are right to the unit, fresh, and shown to whom they concern."""
import glob
import os
import re

import pytest

import intents
from books import AROUND, Caller, calls_of, caught_up, counts, day, ratio, team, together
from people import point_of
from support.stack import ROOT, wait_until


@pytest.fixture(scope="module")
def floor(stack):
    """Two agents of one team and one of another, each with calls behind him."""
    here, there = team(stack), team(stack)
    one, two, other = Caller(stack, here), Caller(stack, here), Caller(stack, there)
    for outcome, talk_s in (("talk", 3), ("talk", 2), ("voicemail", 2), ("no answer", 0), ("busy", 0)):
        one.dial(outcome, talk_s)
    for outcome, talk_s in (("other", 4), ("unwrapped", 3), ("open", 0)):
        two.dial(outcome, talk_s)
    other.dial("talk", 4)
    stack.call("customers.SetPermission", {"contactPointId": point_of(stack, two.customer_id)["id"], "medium": "CALL",
                                           "purpose": "*", "state": "BLOCKED"})
    assert two.request()["state"] == "REFUSED"
    two.refused_calls += 1
    caught_up(stack)
    return one, two, other


def test_INS_04_telesales_figures_equal_the_ledger_by_agent(stack, floor):
    one, two, _ = floor
    reply = calls_of(stack, by="AGENT", teamPath=one.team)
    rows = {row["key"]: counts(row) for row in reply["rows"]}
    assert rows == {one.id: one.figures(), two.id: two.figures()}
    assert counts(reply["total"]) == together([one, two])
    assert (one.dials, one.answered, one.connects, one.contacts, two.connects, two.refused_calls) == (5, 3, 2, 2, 2, 1)


def test_INS_04_rates_are_exact_fractions_beside_a_decimal(stack, floor):
    one, two, _ = floor
    total = calls_of(stack, teamPath=one.team)["total"]
    assert ratio(total["connectRate"]) == (4, 8) and total["connectRate"]["decimal"] == "0.5000"
    assert ratio(total["averageTalkS"]) == (one.talk_s + two.talk_s, 5)
    assert ratio(total["rightPartyRate"]) == (2, 5) and total["rightPartyRate"]["decimal"] == "0.4000"
    assert ratio(total["averageHandleS"]) == (one.talk_s + two.talk_s + one.answered_wrap_s + two.answered_wrap_s, 5)
    nothing = calls_of(stack, userId=one.id, **{"from": "2020-01-01", "until": "2020-01-31"})["total"]
    assert ratio(nothing["connectRate"]) == (0, 0) and "decimal" not in nothing["connectRate"]


def test_INS_04_of_a_call_that_was_put_through_each_has_what_he_talked(stack):
    here = team(stack)
    one, two, three = (Caller(stack, here) for _ in range(3))
    two.dial("talk", 2)
    one.put_through(two, 20)
    one.put_through(three, 10, 4)
    caught_up(stack)
    reply = calls_of(stack, by="AGENT", teamPath=here)
    rows = {row["key"]: row for row in reply["rows"]}
    assert {key: counts(row) for key, row in rows.items()} == {each.id: each.figures() for each in (one, two, three)}
    assert counts(reply["total"]) == {**together([one, two, three]), "answered": 3}
    assert [counts(row) for row in calls_of(stack, by="TEAM", teamPath=here)["rows"]] == [counts(reply["total"])]
    assert ratio(rows[three.id]["averageTalkS"]) == (three.talk_s, 1) and one.talk_s >= 30
    assert counts(calls_of(stack, userId=two.id)["total"]) == two.figures()
    board = {row["userId"]: row for row in stack.call("insights.GetFloor", {"teamPath": here, "timeZone": "UTC"})["agents"]}
    assert {key: (int(row.get("dials", 0)), int(row.get("talkS", 0))) for key, row in board.items()} == {
        each.id: (each.dials, each.talk_s) for each in (one, two, three)}
    assert ratio(stack.call("insights.GetServiceFigures", {**AROUND, "teamPath": here}, "manager")["coverage"])[1] == 3


@pytest.mark.parametrize("by", ["TEAM", "DAY", "HOUR"])
def test_INS_04_every_breakdown_sums_to_the_same_total(stack, floor, by):
    one, two, _ = floor
    reply = calls_of(stack, by=by, teamPath=one.team)
    summed = [counts(row) for row in reply["rows"]]
    assert {name: sum(row[name] for row in summed) for name in summed[0]} == together([one, two])
    if by == "TEAM":
        assert [row["key"] for row in reply["rows"]] == [one.team]
    if by == "DAY":
        assert {row["key"] for row in reply["rows"]} <= {day(-1), day(), day(1)}


def test_INS_04_a_day_is_one_of_the_time_zone_asked_for(stack, floor):
    one = floor[0]
    body = {"by": "HOUR", "userId": one.id}
    here = calls_of(stack, **body, timeZone="UTC")["rows"]
    there = calls_of(stack, **body, timeZone="Asia/Kolkata", **{"from": day(-2), "until": day(2)})
    assert there["timeZone"] == "Asia/Kolkata"
    assert {row["key"] for row in here} != {row["key"] for row in there["rows"]}
    assert sum(int(row["dials"]) for row in there["rows"]) == one.dials


def test_INS_05_the_floor_board_shows_states_and_todays_work(stack, floor):
    one, two, other = floor
    two.call("identity.SetPresence", {"state": "PAUSED", "reason": "lunch"})
    one.call("identity.SetPresence", {"state": "READY"})

    def board():
        return {row["userId"]: row for row in
                stack.call("insights.GetFloor", {"teamPath": one.team, "timeZone": "UTC"}, "manager")["agents"]}
    rows = wait_until(lambda: board() if board()[two.id]["state"] == "PAUSED" and board()[one.id]["state"] == "READY"
                      else None, 5, "the states on the board within five seconds")
    assert set(rows) == {one.id, two.id}
    assert rows[two.id]["reason"] == "lunch" and rows[two.id]["since"] > rows[two.id].get("at", "")
    assert [int(rows[two.id].get(name, 0)) for name in ("dials", "connects", "talkS", "openCalls")] == [3, 2, two.talk_s, 1]
    assert int(rows[one.id]["dials"]) == one.dials and int(rows[one.id]["talkS"]) == one.talk_s
    reply = stack.call("insights.GetFloor", {}, "manager")
    assert reply["at"] and reply["freshness"]["asOf"] and other.id in {row["userId"] for row in reply["agents"]}
    assert stack.refused("insights.GetFloor", {"timeZone": "Nowhere/At_All"}, "manager").field == "time_zone"


def test_INS_05_a_dial_is_on_the_board_within_five_seconds(stack, floor):
    other = floor[2]
    before = other.dials
    other.dial("no answer")
    wait_until(lambda: [int(row["dials"]) for row in stack.call("insights.GetFloor", {"teamPath": other.team})["agents"]
                        if row["userId"] == other.id] == [before + 1], 5, "the dial")
    caught_up(stack)


def test_INS_06_an_agent_sees_his_own_a_manager_those_below_others_nothing(stack, floor):
    one, two, other = floor
    own = calls_of(stack, token=one.token, by="AGENT")
    assert {row["key"] for row in own["rows"]} == {one.id} and counts(own["total"]) == one.figures()
    assert counts(calls_of(stack, token=one.token, userId=two.id)["total"])["dials"] == 0
    below = calls_of(stack, by="AGENT")
    assert {one.id, two.id, other.id} <= {row["key"] for row in below["rows"]}
    assert [row["userId"] for row in stack.call("insights.GetFloor", {}, None, token=one.token)["agents"]] == [one.id]
    assert stack.refused("insights.GetTelesalesFigures", AROUND, "engineer").code == "permission_denied"
    assert stack.refused("insights.GetFloor", {}, "engineer").code == "permission_denied"


def test_INS_06_calls_stay_with_the_team_where_they_were_made(stack, floor):
    here, there = team(stack), team(stack)
    moved = Caller(stack, here)
    moved.dial("talk", 2)
    first = moved.figures()
    stack.call("identity.MoveUser", {"id": moved.id, "teamPath": there})
    caught_up(stack)
    moved.token = stack.sign_in(moved.login, intents.PASSWORD)
    moved.customer_id = moved.owned()
    moved.dial("no answer")
    caught_up(stack)
    assert counts(calls_of(stack, teamPath=here)["total"]) == first
    assert counts(calls_of(stack, teamPath=there)["total"])["dials"] == 1
    assert counts(calls_of(stack, token=moved.token)["total"]) == moved.figures()


def test_INS_04_periods_and_zones_are_checked(stack):
    assert stack.refused("insights.GetTelesalesFigures", {"from": day(), "until": day(-1)}).field == "until"
    assert stack.refused("insights.GetTelesalesFigures", {"from": "2020-01-01", "until": "2026-01-01"}).field == "until"
    assert stack.refused("insights.GetTelesalesFigures", {**AROUND, "timeZone": "Mars/North"}).field == "time_zone"
    assert stack.refused("insights.GetTelesalesFigures", {"from": day()}).field == "until"


def test_INS_04_the_dictionary_says_what_each_figure_means(stack):
    metrics = {row["code"]: row for row in stack.call("insights.ListMetrics", {}, "tele1")["metrics"]}
    published = set()
    for path in glob.glob(os.path.join(ROOT, "proto", "dealspine", "*.proto")):
        with open(path) as file:
            published.update(re.findall(r'\(dealspine\.event\) = "([a-z_.]+)"', file.read()))
    for row in metrics.values():
        assert row["name"] and row["formula"] and row["grain"] and row["unit"] and row["owner"] and row["version"] >= 1
        assert row["sources"] and set(row["sources"]) <= published
    assert metrics["connect_rate"]["formula"] == "connects / dials"
    assert {code for code, row in metrics.items() if row.get("targetable")} == {
        "dials", "connects", "talk_seconds", "contacts", "visits", "leads_qualified", "deals", "revenue", "new_customers"}
    assert stack.refused("insights.ListMetrics", {}, "engineer").code == "permission_denied"


def test_INS_12_contacts_and_visits_count_what_took_place(stack, floor):
    mine = Caller(stack, team(stack))
    call_id = mine.dial("talk", 2)
    base = {"customerId": mine.customer_id, "leadId": mine.lead_id}
    mine.call("customers.RecordActivity", {**base, "type": "TELESALES", "twoWay": True, "callId": call_id})
    mine.call("customers.RecordActivity", {**base, "type": "VISIT", "twoWay": True, "effectLevel": 2})
    mine.call("customers.RecordActivity", {**base, "type": "VISIT", "twoWay": False, "effectLevel": 0})
    mine.call("customers.RecordActivity", {**base, "type": "GIFT", "twoWay": False, "effectLevel": 1})
    caught_up(stack)

    def actual(metric):
        body = {**AROUND, "metric": metric, "userId": mine.id}
        return int(stack.call("insights.GetAttainment", body, "manager")["attainment"]["actual"])
    assert (actual("CONTACTS"), actual("VISITS"), actual("DIALS"), actual("CONNECTS")) == (3, 2, 1, 1)
    assert actual("TALK_SECONDS") == mine.talk_s


def test_INS_04_figures_say_how_fresh_they_are(stack, floor):
    before = calls_of(stack)["freshness"]
    assert not before.get("rebuilding")
    positions = {at["domain"]: int(at["pos"]) for at in before["asOf"]}
    assert {"identity", "customers", "leads", "opportunities", "contracts"} <= set(positions)
    floor[2].dial("busy")
    caught_up(stack)
    after = {at["domain"]: int(at["pos"]) for at in calls_of(stack)["freshness"]["asOf"]}
    assert after["customers"] > positions["customers"]
