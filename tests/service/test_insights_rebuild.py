# SPDX-License-Identifier: Apache-2.0
"""The projections are dropped and read again from the logs: the same figures, to the byte."""
import json
import signal
import threading

import pytest

from books import AROUND, Caller, calls_of, caught_up, counts, day, team
from intents import wait_event
from selling import HEAD, SELLER, Paper, user_id
from support.holidays import entries, followed
from support.redis import Redis
from support.stack import Stack, wait_until
from test_aftersales_cases import Case
from test_insights_funnel import captured, worked
from test_insights_targets import published, told

PROJECTIONS = ("person", "person_place", "team", "presence", "call_fact", "call_taken", "activity_fact", "activity_cost", "lead_fact", "opportunity_fact",
               "forecast_fact", "deal_fact", "deal_credit", "case_fact", "survey_fact", "evaluation_fact", "recording_fact")


@pytest.fixture(scope="module")
def own(request):
    """A stack that nobody else looks at, for its figures are incomplete meanwhile. Two of insights share the work."""
    stack = Stack(options=["--scale", "insights=2"])
    yield stack
    stack.stop(keep=request.session.testsfailed > 0)


def progress(stack, as_="manager"):
    return stack.call("insights.GetRebuildProgress", {}, as_)


def rebuilt(stack):
    wait_until(lambda: not progress(stack).get("rebuilding"), 60, "the end of the replay")


def asked(stack, team_path, seller):
    """Every kind of figure, without what says how fresh it is."""
    period = {**AROUND, "teamPath": team_path}
    replies = [calls_of(stack, by=by, teamPath=team_path) for by in ("TOTAL", "AGENT", "TEAM", "DAY", "HOUR")]
    replies += [stack.call("insights.GetFunnel", {**period, "by": by, "withinDays": 30}, "admin") for by in ("CHANNEL", "PERSON")]
    replies += [stack.call("insights.GetAttainment", {**AROUND, "metric": metric, "userId": seller}, "admin") for metric in
                ("REVENUE", "DEALS", "NEW_CUSTOMERS", "LEADS_QUALIFIED")]
    replies += [stack.call("insights.GetLostReasons", {**AROUND, "of": of}, "admin") for of in ("OPPORTUNITIES", "LEADS")]
    replies.append(stack.call("insights.GetServiceFigures", AROUND, "aftersales"))
    replies.append({"agents": stack.call("insights.GetFloor", {"teamPath": team_path, "timeZone": "UTC"})["agents"]})
    for reply in replies:
        reply.pop("freshness", None)
    return json.dumps(replies, sort_keys=True)


def facts(stack, names=PROJECTIONS):
    """The rows themselves, as the database writes them."""
    return {name: sorted(row[0] for row in stack.psql("insights", f"SELECT row_to_json(p)::text FROM insights.{name} AS p"))
            for name in names}


def played(stack):
    """Something of everything: calls, a lost lead, a deal that stays and one that was taken back."""
    here = team(stack)
    agent = Caller(stack, here)
    for outcome in ("talk", "voicemail", "busy", "open"):
        agent.dial(outcome, 2)
    agent.put_through(Caller(stack, here), 5)
    agent.call("customers.RecordActivity", {"customerId": agent.customer_id, "leadId": agent.lead_id, "type": "VISIT", "twoWay": True,
                                              "costs": [{"kind": "travel", "amountMinor": "700", "currency": "CNY"}]})
    Paper(stack, drafter=SELLER).send().sign()
    undone = Paper(stack, drafter=SELLER).send()
    undone.sign()
    undone.call("VoidContract", HEAD, reason="MISTAKE")
    stack.call("identity.MoveUser", {"id": user_id(stack, "tele3"), "teamPath": here})
    Case(stack).closed()
    return here, agent


def nearly_reached(stack, seller):
    """A target that the seller's next deal achieves."""
    caught_up(stack)
    sums = stack.call("insights.GetAttainment", {**AROUND, "metric": "REVENUE", "userId": seller}, HEAD)["attainment"].get("sums", [])
    amount = sum(int(row["amountMinor"]) for row in sums if row["currency"] == "CNY")
    return published(stack, userId=seller, value=str(amount + 1))


def taken_back(stack, seller):
    """A target that was achieved by a deal which then was reversed: reading both again must not tell it again."""
    target = nearly_reached(stack, seller)
    paper = Paper(stack, drafter=SELLER).send()
    paper.sign()
    wait_until(lambda: told(stack, target["id"], "target.achieved"), 20, "the achievement")
    paper.call("VoidContract", HEAD, reason="MISTAKE")
    wait_until(lambda: "achievedAt" not in stack.call("insights.GetTarget", {"targetId": target["id"]}, HEAD)["target"], 20,
               "the achievement taken back")


def test_INS_04_a_replay_gives_the_same_figures_with_events_still_arriving(own):
    stack = own
    seller = user_id(stack, SELLER)
    here, agent = played(stack)
    live = Caller(stack, team(stack))
    target = published(stack, userId=seller, value="1")
    taken_back(stack, seller)
    caught_up(stack)
    figures, rows, announced = asked(stack, here, seller), facts(stack), len(stack.events("target.*"))

    stopped = threading.Event()

    def work():
        while not stopped.is_set():
            live.dial("no answer")
    worker = threading.Thread(target=work)
    worker.start()
    try:
        begun = stack.call("insights.RebuildProjections", {})
        assert {row["domain"] for row in begun["domains"]} >= {"identity", "customers", "leads", "contracts"}
        assert calls_of(stack)["freshness"]["rebuilding"] is True and progress(stack)["rebuilding"] is True
        rebuilt(stack)
    finally:
        stopped.set()
        worker.join()
    caught_up(stack)
    assert asked(stack, here, seller) == figures
    after = facts(stack)
    for name in PROJECTIONS:
        assert [row for row in after[name] if live.id not in row] == [row for row in rows[name] if live.id not in row], name
    assert counts(calls_of(stack, teamPath=live.team)["total"]) == live.figures() and live.dials > 0
    assert len(stack.events("target.*")) == announced, "a replay announces nothing"
    assert stack.call("insights.GetTarget", {"targetId": target["id"]}, HEAD)["target"]["achievedAt"]
    done = progress(stack)
    assert done["percent"] == 100 and all(row["percent"] == 100 for row in done["domains"])
    wait_until(lambda: progress(stack).get("finishedAt"), 10, "the note of its end")


def test_INS_04_rows_that_were_altered_are_right_again(own):
    stack = own
    agent = Caller(stack, team(stack))
    agent.dial("talk", 2)
    stack.call("identity.PutCalendarDays", {"days": entries(["2031-05-01", "2031-05-02"])})
    stack.call("identity.PutCalendarDays", {"days": entries(["2031-05-02"], "USUAL")})
    known = followed(stack, services=["insights"])
    caught_up(stack)
    rows = facts(stack)
    stack.psql("insights", "UPDATE insights.calendar_entry SET working = true, day = '2031-05-02'")
    stack.psql("insights", "UPDATE insights.call_fact SET talk_s = 7777")
    stack.psql("insights", "DELETE FROM insights.deal_fact")
    assert counts(calls_of(stack, teamPath=agent.team)["total"])["talkS"] == 7777
    shown = stack.cli("replay", "insights", "--follow")
    assert shown.returncode == 0 and "complete" in shown.stdout and "customers" in shown.stdout, shown.stdout + shown.stderr
    caught_up(stack)
    assert counts(calls_of(stack, teamPath=agent.team)["total"]) == agent.figures()
    assert facts(stack) == rows and followed(stack, services=["insights"]) == known == {"2031-05-01": False}
    assert "100 %" in stack.cli("replay", "insights", "--status").stdout


def test_LEA_12_the_first_response_is_read_again_from_events_of_any_age(own):
    """What one event says of business hours is altered in the log, and with another it is as before they were known."""
    stack = own
    agent = Caller(stack, team(stack))
    leads = [captured(stack, "replayed", agent) for _ in range(2)]
    for lead in leads:
        stack.psql("leads", "UPDATE leads.lead SET captured_at = captured_at - interval '1 hour' WHERE id = %s", [lead["id"]])
        worked(stack, agent, lead)
    elapsed = [int(wait_event(stack, lead["id"], "lead.first_contacted")["elapsedS"]) for lead in leads]
    tag, unknown = 7 << 3, 15 << 3  # working_s is the last field: its tag, and an hour in two bytes
    for lead, tail in zip(leads, (bytes([tag, 0x85, 0]), bytes([unknown, 0x85, 0]))):
        found, = stack.psql("leads", "SELECT data FROM leads.event WHERE agg_id = %s AND type = 'lead.first_contacted'", [lead["id"]])
        data = bytes(found[0])
        assert data[-3] == tag
        stack.psql("leads", "UPDATE leads.event SET data = %s WHERE agg_id = %s AND type = 'lead.first_contacted'",
                   [data[:-3] + tail, lead["id"]])
    Redis(stack).flush()  # nobody reads what was there before, now or in a later test
    stack.kill("leads")
    stack.wait_ready()
    stack.call("insights.RebuildProjections", {})
    rebuilt(stack)
    caught_up(stack)
    kept = [stack.psql("insights", "SELECT response_s FROM insights.lead_fact WHERE lead_id = %s", [lead["id"]])[0][0] for lead in leads]
    assert kept == [5, elapsed[1]] and elapsed[1] >= 3600
    total = stack.call("insights.GetFunnel", {**AROUND, "userId": agent.id}, "admin")["total"]
    assert (total["averageResponseS"]["numerator"], total["medianResponseS"]) == (str(sum(kept)), "5")


def test_INS_06_what_happens_after_the_replay_is_announced(own):
    stack = own
    seller = user_id(stack, SELLER)
    target = nearly_reached(stack, seller)
    paper = Paper(stack, drafter=SELLER).send()
    stack.call("insights.RebuildProjections", {}, "ops")
    paper.sign()
    rebuilt(stack)
    event, = wait_until(lambda: told(stack, target["id"], "target.achieved"), 20, "the achievement")
    assert event["payload"]["contractId"] == paper.id
    stack.call("insights.RebuildProjections", {}, "ops")
    rebuilt(stack)
    caught_up(stack)
    assert len(told(stack, target["id"], "target.achieved")) == 1


def test_INS_04_a_service_killed_in_a_replay_goes_on(own):
    stack = own
    agent = Caller(stack, team(stack))
    agent.dial("talk", 2)
    caught_up(stack)
    rows = facts(stack)
    stack.call("insights.RebuildProjections", {})
    stack.kill("insights")
    stack.wait_ready()
    rebuilt(stack)
    caught_up(stack)
    assert facts(stack) == rows


def test_INS_04_only_who_may_rebuilds(own):
    for who in (HEAD, SELLER, "finance"):
        assert own.refused("insights.RebuildProjections", {}, who).code == "permission_denied"
    assert own.refused("insights.GetRebuildProgress", {}, "engineer").code == "permission_denied"
    refused = own.cli("replay", "insights", "--as", "tele1", "--force")
    assert refused.returncode == 1 and "insights.rebuild" in refused.stderr
    assert own.cli("replay", "leads").returncode == 2


@pytest.mark.parametrize("known", [False, True], ids=["unknown", "known"])
def test_INS_04_a_log_that_is_not_whole_is_not_replayed_unless_forced(known):
    """With a cursor that has read of the log before and with one that has not."""
    stack = Stack(demo=False, services="identity customers leads opportunities contracts aftersales qa insights gateway")
    try:
        if known:
            stack.call("leads.CaptureLead", {"sourceChannel": "PHONE", "product": "planner"})
            caught_up(stack)
        before = progress(stack, "admin")
        assert len(before["domains"]) == 7 and "startedAt" not in before
        for part in (10, 11):  # the log of leads goes on far behind its beginning, which is dropped
            stack.psql("leads", f"CREATE TABLE leads.event_p{part} PARTITION OF leads.event FOR VALUES FROM "
                                f"({part * 4000000}) TO ({(part + 1) * 4000000})")
        stack.psql("leads", "SELECT setval('leads.event_pos', 40000000)")
        stack.psql("leads", "DROP TABLE leads.event_p0, leads.event_p1")
        stack.call("leads.CaptureLead", {"sourceChannel": "PHONE", "product": "planner"})
        stack.kill("leads", signal.SIGSTOP)
        away = stack.cli("replay", "insights")
        assert away.returncode == 1 and "leads" in away.stderr and "later" in away.stderr, away.stderr
        stack.kill("leads")

        def again():
            found = stack.cli("replay", "insights")
            assert found.returncode == 1, found.stdout
            return found if "--force" in found.stderr else None
        refused = wait_until(again, 60, "the refusal once leads is back")
        assert "leads" in refused.stderr
        assert "startedAt" not in progress(stack, "admin")
        forced = stack.cli("replay", "insights", "--force", "--follow")
        assert forced.returncode == 0 and "complete" in forced.stdout, forced.stdout + forced.stderr
    finally:
        stack.stop()
