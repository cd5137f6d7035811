# SPDX-License-Identifier: Apache-2.0
"""Cohorts: how far leads came, where they leak, why they and deals were lost."""
import uuid

import intents
from books import AROUND, Caller, caught_up, day, ratio, team
from selling import HEAD, SELLER, lines, opportunity, user_id
from support.deal import Deal
from support.stack import wait_until

STEPS = ["CAPTURED", "ASSIGNED", "CONTACTED", "QUALIFIED", "CONVERTED", "COMMITTED", "WON"]


def funnel(stack, as_="admin", **more):
    return stack.call("insights.GetFunnel", {**AROUND, "withinDays": 30, **more}, as_)


def reached(one):
    return [int(step.get("reached", 0)) for step in one["steps"]]


def group(stack, key, **more):
    return next(one for one in funnel(stack, **more)["funnels"] if one["key"] == key)


def captured(stack, source, agent=None, **more):
    """A lead of a source and product nobody else has; an agent's, if one is given."""
    made = intents.capture(stack, phone=intents.phone(), source=source, product="p" + uuid.uuid4().hex[:8], **more)["lead"]
    if agent:
        stack.call("leads.AssignLead", {"leadId": made["id"], "ownerId": agent.id}, "admin")
        wait_until(lambda: stack.call("customers.GetCustomer", {"id": made["customerId"]})["customer"].get("ownerId") == agent.id,
                   20, "the customer's owner")
    return made


def worked(stack, agent, lead):
    agent.call("customers.RecordActivity", {"customerId": lead["customerId"], "leadId": lead["id"], "type": "TELESALES",
                                            "twoWay": True, "effectLevel": 2, "intent": "UP"})
    wait_until(lambda: agent.in_state(lead["id"], "WORKING"), 20, "the lead being worked on")


def test_INS_13_a_cohort_counts_each_lead_as_far_as_it_came(stack):
    agent, source = Caller(stack, team(stack)), "s" + uuid.uuid4().hex[:10]
    first = [captured(stack, source, agent) for _ in range(4)]
    for lead in first[:3]:
        worked(stack, agent, lead)
    for lead in first[:2]:
        agent.call("leads.QualifyLead", intents.factors(lead["id"]))
    agent.call("leads.ConvertLead", {"leadId": first[0]["id"]})
    wait_until(lambda: agent.in_state(first[0]["id"], "CONVERTED"), 20, "the conversion")
    agent.call("leads.DisqualifyLead", {"leadId": first[2]["id"], "reason": "NO_BUDGET"})
    caught_up(stack)
    mine = group(stack, source, by="SOURCE")
    assert [step["step"] for step in mine["steps"]] == STEPS
    assert reached(mine) == [4, 4, 3, 2, 1, 0, 0] and int(mine["disqualified"]) == 1
    assert ratio(mine["steps"][3]["ofCaptured"]) == (2, 4) and ratio(mine["steps"][3]["ofBefore"]) == (2, 3)
    assert ratio(mine["steps"][2]["averageDwellS"])[1] == 3
    assert ratio(mine["steps"][6]["ofBefore"]) == (0, 0)
    person = group(stack, agent.id, by="PERSON")
    assert reached(person) == [5, 5, 3, 2, 1, 0, 0]  # the one he was made with, too
    assert reached(group(stack, agent.team, by="TEAM")) == reached(person)
    assert reached(funnel(stack, userId=agent.id)["total"]) == reached(person)


def test_LEA_12_the_first_response_is_an_average_and_a_median_of_the_cohort(stack):
    agent, source = Caller(stack, team(stack)), "s" + uuid.uuid4().hex[:10]
    leads = [captured(stack, source, agent) for _ in range(4)]
    for hours, lead in zip((1, 30, 3), leads):
        stack.psql("leads", "UPDATE leads.lead SET captured_at = captured_at - %s * interval '1 hour' WHERE id = %s",
                   [hours, lead["id"]])
        worked(stack, agent, lead)
    took = sorted(int(intents.wait_event(stack, lead["id"], "lead.first_contacted")["workingS"]) for lead in leads[:3])
    caught_up(stack)
    mine = group(stack, source, by="SOURCE")
    assert ratio(mine["averageResponseS"]) == (sum(took), 3)
    assert int(mine["medianResponseS"]) == took[1] and took[1] // 3600 == 3
    untouched = "s" + uuid.uuid4().hex[:10]
    captured(stack, untouched, agent)
    caught_up(stack)
    assert not {"averageResponseS", "medianResponseS"} & set(group(stack, untouched, by="SOURCE"))
    metric, = [row for row in stack.call("insights.ListMetrics")["metrics"] if row["code"] == "first_response"]
    assert (metric["unit"], metric["grain"]) == ("s", "lead")


def test_INS_13_repeated_captures_are_no_second_lead(stack):
    source, product, phone = "s" + uuid.uuid4().hex[:10], "p" + uuid.uuid4().hex[:8], intents.phone()
    caught_up(stack)
    before = int(funnel(stack, channel="STORE").get("duplicates", 0))
    for _ in range(3):
        intents.capture(stack, phone=phone, source=source, product=product, sourceChannel="STORE")
    caught_up(stack)
    assert reached(group(stack, source, by="SOURCE"))[0] == 1
    assert int(funnel(stack, channel="STORE")["duplicates"]) == before + 2


def test_INS_16_a_won_lead_counts_for_its_channel_until_the_deal_is_reversed(stack):
    caught_up(stack)
    before = reached(group(stack, "WEB", by="CHANNEL")) if any(
        one["key"] == "WEB" for one in funnel(stack, by="CHANNEL").get("funnels", [])) else [0] * 7
    deal = Deal(stack).to("closed")
    caught_up(stack)
    after = reached(group(stack, "WEB", by="CHANNEL"))
    assert [now - then for now, then in zip(after, before)] == [1] * 7
    deal.call("contracts.VoidContract", {"id": deal.contract_id, "reason": "MISTAKE"}, "admin")
    caught_up(stack)
    assert [now - then for now, then in zip(reached(group(stack, "WEB", by="CHANNEL")), before)] == [1] * 6 + [0]


def test_INS_16_a_source_that_converts_badly_is_alerted_about(stack):
    source = "s" + uuid.uuid4().hex[:10]
    for _ in range(3):
        captured(stack, source)
    deal = Deal(stack).to("closed")
    caught_up(stack)
    bad = group(stack, source, by="SOURCE", alertLeast=3)
    assert bad["alert"] is True and bad["lookAt"] == "leads.GetRules"
    assert not group(stack, source, by="SOURCE", alertLeast=4).get("alert")
    assert deal.lead_id


def test_INS_13_the_biggest_leak_is_found_against_a_baseline(stack):
    agent = Caller(stack, team(stack))
    caught_up(stack)
    body = {"userId": agent.id, "baselineFrom": day(-1), "baselineUntil": day(1)}
    same = funnel(stack, **body)["total"]
    assert "biggestLeak" not in same and ratio(same["steps"][1]["baseline"]) == (1, 1)
    empty = funnel(stack, userId=agent.id, baselineFrom=day(-9), baselineUntil=day(-8))["total"]
    assert "biggestLeak" not in empty and ratio(empty["steps"][1]["baseline"]) == (0, 0)
    assert stack.refused("insights.GetFunnel", {**AROUND, "baselineFrom": day(-9)}).field == "baseline_from"
    assert stack.refused("insights.GetFunnel", {**AROUND, "until": day(-9)}).field == "until"
    assert stack.refused("insights.GetFunnel", AROUND, "engineer").code == "permission_denied"


def test_INS_13_a_step_counts_only_within_the_days(stack):
    agent, source = Caller(stack, team(stack)), "s" + uuid.uuid4().hex[:10]
    lead = captured(stack, source, agent)
    caught_up(stack)
    stack.psql("insights", "UPDATE insights.lead_fact SET captured_at = captured_at - interval '9 days' WHERE lead_id = %s", [lead["id"]])
    period = {"from": day(-10), "until": day(-8)}
    assert reached(group(stack, source, by="SOURCE", **period, withinDays=8)) == [1, 0, 0, 0, 0, 0, 0]
    assert reached(group(stack, source, by="SOURCE", **period, withinDays=10)) == [1, 1, 0, 0, 0, 0, 0]
    stack.psql("insights", "UPDATE insights.lead_fact SET captured_at = captured_at + interval '9 days' WHERE lead_id = %s", [lead["id"]])


def lost(stack, as_=HEAD, **more):
    return stack.call("insights.GetLostReasons", {**AROUND, **more}, as_)


def table(reply):
    return {row.get("key", ""): int(row["count"]) for row in reply.get("reasons", [])}


def test_INS_14_lost_deals_by_reason_stage_product_competitor_and_band(stack):
    caught_up(stack)
    seller = user_id(stack, SELLER)
    kinds = ("REASON", "STAGE", "COMPETITOR", "PRICE_BAND")
    before = {by: table(lost(stack, by=by, userId=seller)) for by in kinds}
    rival = "rival" + uuid.uuid4().hex[:6]
    made = opportunity(stack)
    amount = int(lines(stack, made["id"])["amountMinor"])
    stack.call("opportunities.LoseOpportunity", {"id": made["id"], "reason": "PRICE", "competitor": rival}, SELLER)
    caught_up(stack)
    after = {by: lost(stack, by=by, userId=seller) for by in kinds}
    grown = {by: {key: n - before[by].get(key, 0) for key, n in table(after[by]).items() if n != before[by].get(key, 0)}
             for by in kinds}
    assert grown["REASON"] == {"PRICE": 1} and grown["STAGE"] == {"DISCOVERY": 1} and grown["COMPETITOR"] == {rival: 1}
    assert list(grown["PRICE_BAND"]) == ["CNY 10000000-"] and amount >= 10000000
    row = next(row for row in after["COMPETITOR"]["reasons"] if row["key"] == rival)
    assert row["amounts"] == [{"currency": "CNY", "amountMinor": str(amount), "deals": "1"}]
    reasons = after["REASON"]["reasons"]
    assert reasons[-1]["cumulative"]["decimal"] == "1.0000"
    assert [int(row["count"]) for row in reasons] == sorted((int(row["count"]) for row in reasons), reverse=True)
    bands = lost(stack, by="PRICE_BAND", userId=seller, bandEdgesMinor=[str(amount), str(amount + 1)])
    assert f"CNY {amount}-{amount}" in table(bands)
    stack.call("opportunities.ReopenOpportunity", {"id": made["id"], "reason": "BACK"}, SELLER)
    caught_up(stack)
    assert table(lost(stack, by="COMPETITOR", userId=seller)) == before["COMPETITOR"]


def test_INS_14_lost_leads_by_reason_and_step(stack):
    agent, source = Caller(stack, team(stack)), "s" + uuid.uuid4().hex[:10]
    one, two = captured(stack, source, agent), captured(stack, source, agent)
    worked(stack, agent, two)
    for lead, reason in ((one, "NO_BUDGET"), (two, "PRICE")):
        agent.call("leads.DisqualifyLead", {"leadId": lead["id"], "reason": reason})
    caught_up(stack)
    assert table(lost(stack, of="LEADS", userId=agent.id)) == {"NO_BUDGET": 1, "PRICE": 1}
    assert table(lost(stack, of="LEADS", by="STAGE", userId=agent.id)) == {"ASSIGNED": 1, "CONTACTED": 1}
    assert table(stack.call("insights.GetLostReasons", {**AROUND, "of": "LEADS"}, None, token=agent.token)) == {"NO_BUDGET": 1, "PRICE": 1}
    stack.call("leads.ReopenLead", {"leadId": one["id"]}, "admin")
    caught_up(stack)
    assert table(lost(stack, of="LEADS", userId=agent.id)) == {"PRICE": 1}


def test_INS_14_breakdowns_that_do_not_exist_are_refused(stack):
    assert stack.refused("insights.GetLostReasons", {**AROUND, "of": "LEADS", "by": "COMPETITOR"}, HEAD).field == "by"
    assert stack.refused("insights.GetLostReasons", {**AROUND, "bandEdgesMinor": ["5", "5"]}, HEAD).field == "band_edges_minor"
    assert stack.refused("insights.GetLostReasons", AROUND, "engineer").code == "permission_denied"
