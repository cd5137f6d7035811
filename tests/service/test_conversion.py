# SPDX-License-Identifier: Apache-2.0
"""Leads become opportunities by event: into a new one, into one that is there, or not."""
import datetime

from selling import opportunity, user_id
from support.deal import Deal
from support.stack import wait_until


def answer_to(deal, kind):
    return [event["payload"] for event in deal.stack.events(kind) if event["payload"].get("leadId") == deal.lead_id]


def test_LEA_28_a_lead_is_linked_to_an_opportunity_of_its_customer(stack):
    deal = Deal(stack).to("qualified")
    target = opportunity(stack, deal.customer_id, deal.owner)
    deal.call("leads.ConvertLead", {"leadId": deal.lead_id, "opportunityId": target["id"]}, deal.owner)
    payload, = wait_until(lambda: answer_to(deal, "opportunity.created"), what="the answer")
    assert (payload["linked"], payload["opportunityId"]) == (True, target["id"])
    wait_until(lambda: deal.lead()["lead"]["state"] == "CONVERTED", what="the conversion")


def test_LEA_28_a_closed_opportunity_refuses_and_the_lead_goes_back(stack):
    deal = Deal(stack).to("qualified")
    target = opportunity(stack, deal.customer_id, deal.owner)
    stack.call("opportunities.LoseOpportunity", {"id": target["id"], "reason": "PRICE"}, deal.owner)
    deal.call("leads.ConvertLead", {"leadId": deal.lead_id, "opportunityId": target["id"]}, deal.owner)
    payload, = wait_until(lambda: answer_to(deal, "opportunity.conversion_refused"), what="the refusal")
    assert payload["reason"] == "TARGET_CLOSED"
    wait_until(lambda: deal.lead()["lead"]["state"] == "QUALIFIED", what="the lead's way back")


def test_LEA_28_another_customers_opportunity_refuses(stack):
    deal = Deal(stack).to("qualified")
    target = opportunity(stack, as_=deal.owner)
    assert target["ownerId"] == user_id(stack, deal.owner)
    deal.call("leads.ConvertLead", {"leadId": deal.lead_id, "opportunityId": target["id"]}, deal.owner)
    payload, = wait_until(lambda: answer_to(deal, "opportunity.conversion_refused"), what="the refusal")
    assert payload["reason"] == "CUSTOMER_DIFFERS"


def refer(deal, **more):
    """His agent sends the customer to a store, or to the web."""
    when = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%SZ")
    body = {"leadId": deal.lead_id, "toChannel": "STORE", "teamPath": "/hq/store/", "zone": "Asia/Shanghai", "at": when,
            "agentPoints": 3000, **more}
    deal.call("leads.ReferLead", {name: value for name, value in body.items() if value}, deal.owner)


def come(deal, as_, channel):
    deal.call("leads.CaptureLead", {"phone": deal.phone_written, "name": deal.name, "sourceChannel": channel,
                                    "product": "another thing"}, as_)


def shares(stack, opportunity_id):
    reply = stack.call("opportunities.GetOpportunity", {"id": opportunity_id}, "manager")
    return {share["userId"]: share["basisPoints"] for share in reply["creditSplit"]}


def test_LEA_31_who_sent_a_customer_and_who_received_him_share_the_deal(stack):
    deal = Deal(stack).to("qualified")
    refer(deal)
    come(deal, "clerk", "STORE")
    deal.to("converted")
    split = {user_id(stack, "clerk"): 7000, user_id(stack, deal.owner): 3000}
    assert shares(stack, deal.opportunity_id) == split
    own = [{"userId": user_id(stack, deal.owner), "basisPoints": 10000}]
    stack.call("opportunities.SetCreditSplit", {"id": deal.opportunity_id, "shares": own}, deal.owner)
    assert shares(stack, deal.opportunity_id) == {own[0]["userId"]: 10000}


def test_LEA_31_an_opportunity_that_is_there_takes_the_split_once(stack):
    deal = Deal(stack).to("qualified")
    refer(deal)
    deal.to("converted")
    before = deal.opportunity()["opportunity"]["version"]
    come(deal, "clerk", "STORE")
    split = {user_id(stack, "clerk"): 7000, user_id(stack, deal.owner): 3000}
    wait_until(lambda: shares(stack, deal.opportunity_id) == split, what="the split of the referral")
    stale = deal.refused("opportunities.SetCreditSplit", {
        "id": deal.opportunity_id, "expectedVersion": before,
        "shares": [{"userId": user_id(stack, deal.owner), "basisPoints": 10000}]}, deal.owner)
    assert stale.reason == "VERSION" and "credit_split" in stale.message


def test_LEA_31_what_the_web_received_is_the_owners(stack):
    deal = Deal(stack).to("qualified")
    refer(deal, toChannel="WEB", teamPath=None)
    come(deal, "web", "WEB")
    deal.to("converted")
    kept = stack.psql("opportunities", "SELECT user_id, basis_points FROM opportunities.credit_split WHERE opportunity_id = %s",
                      [deal.opportunity_id])
    assert kept == [(user_id(stack, deal.owner), 10000)], "it is said, not only what nothing said comes to"
