# SPDX-License-Identifier: Apache-2.0
"""A customer that was merged away and is still named by its former id, in requests to the other services."""
import uuid

import pytest
from people import capture, customer_of, events
from selling import HEAD, SELLER, opportunity
from support.stack import wait_until


@pytest.fixture
def merged(stack):
    """The survivor, the alias and the alias's lead, once all services have followed."""
    survivor, lead = customer_of(stack), capture(stack, phone="+86139" + str(uuid.uuid4().int)[:8])
    alias = lead["customerId"]
    stack.call("customers.MergeCustomers", {"survivorId": survivor, "aliasId": alias})
    wait_until(lambda: lead["id"] in listed(stack, "leads.ListLeads", survivor), 20, "leads to follow the merge")
    return survivor, alias, lead["id"]


def listed(stack, method, customer, as_="admin"):
    reply = stack.call(method, {"customerId": customer}, as_)
    return {row["id"] for rows in reply.values() if isinstance(rows, list) for row in rows if "id" in row}


def test_CUS_32_lists_of_other_services_find_a_merged_customer_by_its_former_id(stack, merged):
    survivor, alias, lead = merged
    found = listed(stack, "leads.ListLeads", survivor)
    assert lead in found and listed(stack, "leads.ListLeads", alias) == found
    made = opportunity(stack, survivor, SELLER)["id"]
    wait_until(lambda: listed(stack, "opportunities.ListOpportunities", alias) == {made}, 20, "opportunities to follow")
    board = stack.call("opportunities.GetBoard", {"customerId": alias}, HEAD)
    assert [total["cards"] for total in board["totals"]] == ["1"]
    case = {"customerId": survivor, "kind": "SERVICE_REQUEST", "channel": "PHONE", "text": "It squeaks"}
    taken = stack.call("aftersales.IntakeCase", case)["caseFile"]["id"]
    wait_until(lambda: listed(stack, "aftersales.ListCases", alias) == {taken}, 20, "aftersales to follow")


def test_CUS_32_a_contract_of_the_time_before_goes_to_the_survivor(stack, merged):
    survivor, alias, _ = merged
    known = "SELECT count(*) FROM alias WHERE id = %s"
    wait_until(lambda: stack.psql("contracts", known, (alias,)) == [(1,)], 20, "contracts to follow the merge")
    body = {"state": "EFFECTIVE", "productCode": "line", "currency": "CNY", "amount": "12.00", "months": 14,
            "bulkId": str(uuid.uuid4()), "naturalKey": str(uuid.uuid4()), "customerId": alias}
    made = stack.call("contracts.ImportContract", body)["contract"]
    assert made["customerId"] == survivor and listed(stack, "contracts.ListContracts", alias) == {made["id"]}


def test_CUS_32_commands_of_other_services_that_name_the_alias_go_to_the_survivor(stack, merged):
    survivor, alias, _ = merged
    made = opportunity(stack, alias, SELLER)
    assert made["customerId"] == survivor
    assert events(stack, "opportunity.created", opportunityId=made["id"])[0]["customerId"] == survivor
    contact = stack.call("customers.AddContact", {"customerId": survivor, "name": "Wu Li"})["contact"]["id"]
    role = {"id": made["id"], "customerId": alias, "contactId": contact, "role": "USER"}
    wait_until(lambda: listed(stack, "opportunities.ListOpportunities", alias), 20, "opportunities to follow")
    assert stack.call("opportunities.MapBuyingRole", role, SELLER)["roles"][0]["contactId"] == contact
    case = {"customerId": alias, "kind": "SERVICE_REQUEST", "channel": "PHONE", "text": "It squeaks"}
    taken = stack.call("aftersales.IntakeCase", case)["caseFile"]
    assert taken["customerId"] == survivor
    assert events(stack, "case.received", caseId=taken["id"])[0]["customerId"] == survivor


def test_CUS_19_CUS_25_leads_say_tier_and_cycle_of_the_customer_that_they_belong_to(stack):
    survivor, lead = customer_of(stack), capture(stack, phone="+86139" + str(uuid.uuid4().int)[:8])
    for customer, *known in ((survivor, "V", "DE", 40), (lead["customerId"], "W", "FR", 50)):
        stack.call("customers.UpdateCustomer",
                   {"id": customer, **dict(zip(("tier", "region", "decisionCycleDays"), known))})

    def says(*known):
        shown = stack.call("leads.GetLead", {"leadId": lead["id"]})
        has = {row["key"]: row["value"] for row in shown.get("attributes", [])}
        wanted = dict(zip(("tier", "customer_region", "decision_cycle_days"), known))
        return has.items() >= wanted.items() and shown["lead"]["customerId"]
    wait_until(lambda: says("W", "FR", "50"), 20, "what is known to come")
    merge = {"survivorId": survivor, "aliasId": lead["customerId"]}
    merge_id = stack.call("customers.MergeCustomers", merge)["mergeId"]
    wait_until(lambda: says("V", "DE", "40") == survivor, 20, "what the survivor is")
    stack.call("customers.UnmergeCustomers", {"mergeId": merge_id})
    wait_until(lambda: says("W", "FR", "50") == lead["customerId"], 20, "what he was")
