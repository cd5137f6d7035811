# SPDX-License-Identifier: Apache-2.0
"""Targets: set, divided, acknowledged, reached, missed; and the working days they are measured by."""
import datetime
import json

import pytest

from books import AROUND, Caller, caught_up, day, ratio, team
from selling import HEAD, SELLER, Paper, user_id
from support.holidays import followed
from support.importing import public
from support.stack import wait_until


def create(stack, as_=HEAD, **more):
    body = {"metric": "REVENUE", "currency": "CNY", "value": "1000000", **AROUND, **more}
    if body["metric"] != "REVENUE":
        del body["currency"]
    return stack.call("insights.CreateTarget", body, as_)["target"]


def published(stack, **more):
    return stack.call("insights.PublishTarget", {"targetId": create(stack, **more)["id"]}, HEAD)["target"]


def get(stack, target_id, as_=HEAD):
    return stack.call("insights.GetTarget", {"targetId": target_id}, as_)


def attained(stack, as_=HEAD, **body):
    return stack.call("insights.GetAttainment", body, as_)["attainment"]


def told(stack, target_id, *types):
    return [event for event in stack.events(*(types or ("target.*",))) if event["aggId"] == target_id]


def watch(stack):
    """Lets the job look at the targets now."""
    stack.psql("insights", "UPDATE insights.job SET due_at = now() WHERE kind = 'watch_targets'")


def test_INS_01_a_target_has_a_metric_a_period_a_node_and_a_value(stack):
    made = create(stack, teamPath="/hq/sales/")
    assert (made["state"], made["revision"], made["value"], made["ownerPath"]) == ("DRAFT", 1, "1000000", "/hq/sales/")
    own = create(stack, metric="DIALS", userId=user_id(stack, SELLER), value="50")
    assert own["ownerPath"].endswith("~" + user_id(stack, SELLER)) and "currency" not in own
    listed = stack.call("insights.ListTargets", {"userId": own["userId"], "metric": "DIALS", "day": day()}, HEAD)["targets"]
    assert own["id"] in [target["id"] for target in listed]
    pages = stack.call("insights.ListTargets", {"pageSize": 1}, HEAD)
    assert len(pages["targets"]) == 1
    assert stack.call("insights.ListTargets", {"pageSize": 1, "pageToken": pages["nextPageToken"]}, HEAD)["targets"] != pages["targets"]


@pytest.mark.parametrize("wrong, field", [
    ({}, "team_path"), ({"teamPath": "/hq/sales/", "userId": "0" * 8 + "-0000-7000-8000-" + "0" * 12}, "team_path"),
    ({"teamPath": "/hq/sales/", "currency": None}, "currency"), ({"teamPath": "/hq/sales/", "until": day(-3)}, "until"),
    ({"teamPath": "/hq/sales/", "metric": "DIALS"}, "currency"), ({"teamPath": "/hq/sales/", "value": "0"}, "value")])
def test_INS_01_a_target_that_makes_no_sense_is_refused(stack, wrong, field):
    body = {"metric": "REVENUE", "currency": "CNY", "value": "10", **AROUND, **wrong}
    refusal = stack.refused("insights.CreateTarget", {name: value for name, value in body.items() if value is not None}, HEAD)
    assert (refusal.code, refusal.field) == ("invalid_argument", field)


def test_INS_01_nobody_sets_targets_for_others_teams(stack):
    body = {"metric": "DEALS", "value": "3", **AROUND}
    assert stack.refused("insights.CreateTarget", {**body, "teamPath": "/hq/"}, HEAD).code == "not_found"
    assert stack.refused("insights.CreateTarget", {**body, "userId": user_id(stack, "ops")}, HEAD).code == "not_found"
    assert stack.refused("insights.CreateTarget", {**body, "teamPath": "/hq/sales/"}, SELLER).code == "permission_denied"


def test_INS_02_a_target_is_divided_by_time_and_person_and_the_gap_is_shown(stack):
    here = team(stack)
    caught_up(stack)
    whole = create(stack, teamPath=here, value="1000", metric="DIALS", **{"from": "2027-01-01", "until": "2027-03-31"})
    months = [{"from": "2027-01-01", "until": "2027-01-31", "weight": 2}, {"from": "2027-02-01", "until": "2027-02-28", "weight": 1},
              {"from": "2027-03-01", "until": "2027-03-31", "value": "400"}]
    reply = stack.call("insights.DecomposeTarget", {"targetId": whole["id"], "parts": months, "expectedVersion": "1"}, HEAD)
    assert [int(part["value"]) for part in reply["parts"]] == [400, 200, 400] and int(reply.get("gap", 0)) == 0
    agent = Caller(stack, here)
    march = reply["parts"][2]
    people = stack.call("insights.DecomposeTarget", {"targetId": march["id"], "parts": [{"userId": agent.id, "value": "150"}]}, HEAD)
    assert int(people["gap"]) == 250 and people["parts"][0]["ownerPath"] == here + "~" + agent.id
    shown = get(stack, march["id"])
    assert int(shown["gap"]) == 250 and [part["id"] for part in shown["parts"]] == [people["parts"][0]["id"]]
    assert shown["target"]["parentId"] == whole["id"]
    left = stack.refused("insights.DecomposeTarget", {"targetId": whole["id"], "parts": [{"weight": 1}]}, HEAD)
    assert left.reason == "NOTHING_LEFT"


def test_INS_02_what_is_no_part_is_refused(stack):
    whole = create(stack, teamPath="/hq/sales/tele/")
    for part in ({"teamPath": "/hq/sales/", "value": "1"}, {"from": day(-5), "value": "1"}):
        refusal = stack.refused("insights.DecomposeTarget", {"targetId": whole["id"], "parts": [part]}, HEAD)
        assert (refusal.code, refusal.reason) == ("failed_precondition", "NOT_A_PART")
    for part in ({}, {"value": "1", "weight": 1}, {"teamPath": "/hq/sales/tele/", "userId": user_id(stack, SELLER), "value": "1"}):
        assert stack.refused("insights.DecomposeTarget", {"targetId": whole["id"], "parts": [part]}, HEAD).field == "parts"
    body = {"metric": "DEALS", "value": "1", "parentId": whole["id"], "teamPath": "/hq/sales/tele/", **AROUND}
    assert stack.refused("insights.CreateTarget", body, HEAD).reason == "NOT_A_PART"
    assert stack.refused("insights.DecomposeTarget", {"targetId": whole["id"], "parts": [{"value": "1"}], "expectedVersion": "9"},
                         HEAD).code == "aborted"


def test_INS_03_a_target_is_published_and_acknowledged_by_whose_it_is(stack):
    agent = Caller(stack, team(stack))
    target = create(stack, metric="CONNECTS", userId=agent.id, value="20")
    early = agent.refused("insights.AcknowledgeTarget", {"targetId": target["id"]})
    assert (early.code, early.reason) == ("failed_precondition", "WRONG_STATE")
    assert stack.call("insights.PublishTarget", {"targetId": target["id"]}, HEAD)["target"]["publishedAt"]
    assert stack.refused("insights.AcknowledgeTarget", {"targetId": target["id"]}, HEAD).reason == "NOT_YOURS"
    assert stack.refused("insights.AcknowledgeTarget", {"targetId": target["id"]}, SELLER).code == "not_found"
    done = agent.call("insights.AcknowledgeTarget", {"targetId": target["id"]})["target"]
    assert (done["state"], done["acknowledgedBy"]) == ("ACKNOWLEDGED", agent.id) and done["acknowledgedAt"]
    first, second = told(stack, target["id"])
    assert (first["type"], first["payload"]["value"], first["payload"]["userId"]) == ("target.published", "20", agent.id)
    assert (second["type"], second["payload"]["userId"]) == ("target.acknowledged", agent.id)
    assert first["ownerPath"] == agent.team + "~" + agent.id
    own = agent.call("insights.GetAttainment", {"targetId": target["id"]})["attainment"]
    assert int(own["gap"]) == 20 - int(own.get("actual", 0))
    group = published(stack, metric="DEALS", teamPath=agent.team, value="9999")
    assert stack.call("insights.AcknowledgeTarget", {"targetId": group["id"]}, HEAD)["target"]["state"] == "ACKNOWLEDGED"


def test_INS_01_a_revision_is_a_new_version_to_be_acknowledged_again(stack):
    target = published(stack, metric="DEALS", teamPath="/hq/sales/", value="9000")
    stack.call("insights.AcknowledgeTarget", {"targetId": target["id"]}, HEAD)
    body = {"targetId": target["id"], "value": "9500", "reason": "SEASON"}
    stale = stack.refused("insights.ReviseTarget", {**body, "expectedVersion": "1"}, HEAD)
    assert stale.code == "aborted"
    revised = stack.call("insights.ReviseTarget", body, HEAD)["target"]
    assert (revised["state"], revised["revision"], revised["value"]) == ("PUBLISHED", 2, "9500")
    assert "acknowledgedAt" not in revised
    assert stack.refused("insights.ReviseTarget", body, HEAD).reason == "SAME_VALUE"
    again = told(stack, target["id"], "target.published")[-1]["payload"]
    assert (again["value"], again["previousValue"], again["revision"]) == ("9500", "9000", 2)
    revisions = get(stack, target["id"])["revisions"]
    assert [(row["revision"], row["value"], row.get("reason")) for row in revisions] == [(1, "9000", None), (2, "9500", "SEASON")]
    closed = stack.call("insights.CloseTarget", {"targetId": target["id"]}, HEAD)["target"]
    assert closed["state"] == "CLOSED" and closed["closedAt"]
    for method, more in (("CloseTarget", {}), ("PublishTarget", {}), ("ReviseTarget", {"value": "1", "reason": "X"}),
                         ("AcknowledgeTarget", {}), ("DecomposeTarget", {"parts": [{"value": "1"}]})):
        assert stack.refused(f"insights.{method}", {"targetId": target["id"], **more}, HEAD).reason == "WRONG_STATE"


def test_INS_06_targets_of_others_look_absent(stack):
    target = published(stack, metric="DEALS", teamPath="/hq/sales/", value="9000")
    for method in ("GetTarget", "GetAttainment"):
        assert stack.refused(f"insights.{method}", {"targetId": target["id"]}, SELLER).code == "not_found"
    assert target["id"] not in [row["id"] for row in stack.call("insights.ListTargets", {}, SELLER).get("targets", [])]
    assert stack.refused("insights.ListTargets", {"pageToken": "nonsense"}, HEAD).field == "page_token"
    assert stack.refused("insights.GetAttainment", {"metric": "DEALS"}, HEAD).field == "from"
    assert stack.refused("insights.GetAttainment", AROUND, HEAD).field == "metric"


def revenue(stack, **more):
    """What the seller has today, by currency: (amount, deals), and the same of what was reversed."""
    caught_up(stack)
    reply = attained(stack, metric="REVENUE", userId=user_id(stack, SELLER), **AROUND, **more)
    return tuple({row["currency"]: (int(row["amountMinor"]), int(row["deals"])) for row in reply.get(name, [])}
                 for name in ("sums", "reversed"))


def test_INS_06_deals_are_counted_to_the_unit_and_a_void_restates(stack):
    before, undone = revenue(stack)
    paper = Paper(stack, drafter=SELLER).send()
    paper.sign()
    amount, deals = before.get("CNY", (0, 0))
    assert revenue(stack) == ({**before, "CNY": (amount + paper.amount, deals + 1)}, undone)
    caught_up(stack)
    paper.call("VoidContract", HEAD, reason="MISTAKE")
    now, then = revenue(stack)
    assert now == before
    assert then["CNY"] == (undone.get("CNY", (0, 0))[0] + paper.amount, undone.get("CNY", (0, 0))[1] + 1)


def test_INS_06_the_deal_that_crosses_achieves_and_a_void_takes_it_back(stack):
    seller = user_id(stack, SELLER)
    amount = revenue(stack)[0].get("CNY", (0, 0))[0]
    target = published(stack, userId=seller, value=str(amount + 1))
    paper = Paper(stack, drafter=SELLER).send()
    assert told(stack, target["id"], "target.achieved") == []
    paper.sign()
    event, = wait_until(lambda: told(stack, target["id"], "target.achieved"), 20, "the achievement")
    assert (event["payload"]["contractId"], int(event["payload"]["actual"])) == (paper.id, amount + paper.amount)
    shown = attained(stack, targetId=target["id"])
    assert shown["target"]["achievedAt"] and int(shown["gap"]) == amount + 1 - int(shown["actual"]) < 0
    assert ratio(shown["attainment"]) == (amount + paper.amount, amount + 1)
    paper.call("VoidContract", HEAD, reason="MISTAKE")
    wait_until(lambda: "achievedAt" not in get(stack, target["id"])["target"], 20, "the achievement taken back")
    Paper(stack, drafter=SELLER).send().sign()
    wait_until(lambda: len(told(stack, target["id"], "target.achieved")) == 2, 20, "the second achievement")
    beaten = published(stack, userId=seller, value="1")
    assert get(stack, beaten["id"])["target"]["achievedAt"] and len(told(stack, beaten["id"], "target.achieved")) == 1


def test_INS_06_a_run_rate_that_falls_short_is_told_once_a_day(stack):
    agent = Caller(stack, team(stack))
    target = published(stack, metric="DIALS", userId=agent.id, value="100", **{"from": day(-20), "until": day(20)})
    shown = attained(stack, targetId=target["id"])
    assert 0 < shown["workingDaysElapsed"] < shown["workingDays"] and shown["atRisk"] is True
    assert ratio(shown["runRate"]) == (0, 100 * shown["workingDaysElapsed"])
    for _ in range(2):
        watch(stack)
        wait_until(lambda: stack.psql("insights", "SELECT due_at > now() + interval '1 minute' FROM insights.job "
                                                  "WHERE kind = 'watch_targets'") == [(True,)], 20, "the look at the targets")
    event, = told(stack, target["id"], "target.at_risk")
    assert (event["payload"]["runRate"], event["payload"]["value"]) == ("0.0000", "100")
    stack.call("insights.ReviseTarget", {"targetId": target["id"], "value": "1", "reason": "FEWER"}, HEAD)
    assert told(stack, target["id"], "target.achieved") == []
    agent.dial("no answer")
    caught_up(stack)
    watch(stack)
    reached, = wait_until(lambda: told(stack, target["id"], "target.achieved"), 20, "the achievement")
    assert "contractId" not in reached["payload"]
    eased = published(stack, metric="DIALS", userId=agent.id, value="5")
    stack.call("insights.ReviseTarget", {"targetId": eased["id"], "value": "1", "reason": "FEWER"}, HEAD)
    assert len(told(stack, eased["id"], "target.achieved")) == 1


CN_2026, cn_2026 = public("cn_holidays", "2026.json")


@cn_2026
def test_INS_06_working_days_follow_the_calendar_that_was_entered(stack):
    with open(CN_2026) as file:
        days = [{"day": row["date"], "kind": "OFF" if row["isOffDay"] else "WORKED"} for row in json.load(file)["days"]]
    stack.call("identity.PutCalendarDays", {"calendar": "prc", "days": days}, "ops")
    followed(stack, "prc", ["insights"])
    off = {row["day"] for row in days if row["kind"] == "OFF"}
    body = {"metric": "DIALS", "from": "2026-10-01", "until": "2026-10-07", "timeZone": "Asia/Shanghai"}
    assert attained(stack, calendar="prc", **body)["workingDays"] == sum(1 for n in range(1, 8) if f"2026-10-0{n}" not in off)
    assert attained(stack, calendar="unheard-of", **body)["workingDays"] == 5
