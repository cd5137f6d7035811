# SPDX-License-Identifier: Apache-2.0
"""Leads become opportunities by event: into a new one, into one that is there, or not."""
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
