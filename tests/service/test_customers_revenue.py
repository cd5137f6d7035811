# SPDX-License-Identifier: Apache-2.0
"""What customers bring in: key accounts, and tiers by revenue."""
import uuid

import pytest
from people import customer_of, events, get
from selling import HEAD, SELLER, Paper, lines, opportunity, plan, user_id
from support.stack import wait_until

CURRENCY = "NOK"  # of no other test's deals


@pytest.fixture(scope="module")
def product(stack):
    code = "p-" + uuid.uuid4().hex[:12]
    stack.call("opportunities.CreateProduct", {"code": code, "name": "A product", "kind": "TRAINING", "currency": CURRENCY,
                                               "listMinor": "1000", "targetMinor": "1000", "floorMinor": "1000"})
    stack.call("contracts.RegisterAuthority", {"party": "OUR", "holderId": user_id(stack, "signatory"), "currency": CURRENCY,
                                               "kinds": ["SIGN", "SEAL"], "proofRef": "letter"})
    return code


def deal(stack, product, customer_id, quantity):
    """A deal of quantity thousand, closed."""
    made = opportunity(stack, customer_id, currency=CURRENCY)["id"]
    lines(stack, made, SELLER, {"productCode": product, "quantity": quantity})
    amount = str(quantity * 1000)
    stack.call("opportunities.AgreePlan", plan(stack, made, unit=CURRENCY, target=amount, lines=[
        {"productCode": product, "amountMinor": amount}]), SELLER)
    stack.call("opportunities.MovePurchaseStage", {"id": made, "toStage": "PURCHASE_COMMITMENT"}, SELLER)
    stack.call("opportunities.CommitOpportunity", {"id": made}, SELLER)
    paper = Paper(stack, opportunity_id=made, authority=False)
    paper.authorise(currency=CURRENCY)
    paper.send().sign()
    return paper


def ranking(stack, as_="manager", **more):
    return stack.call("customers.ListKeyAccounts", {"currency": CURRENCY, **more}, as_)


def ranked(stack, *customers):
    wait_until(lambda: [row["customerId"] for row in ranking(stack).get("accounts", [])] == list(customers), 40,
               "the ranking of key accounts")
    return ranking(stack)


def test_CUS_26_the_fewest_customers_that_bring_most_are_key_accounts(stack, product):
    big, middle, small = (customer_of(stack, as_=SELLER) for _ in range(3))
    paper = deal(stack, product, big, 70)
    deal(stack, product, middle, 20)
    deal(stack, product, small, 10)
    shown = ranked(stack, big, middle)
    assert [(row["rank"], row["revenueMinor"], row["shareBasisPoints"], row["cumulativeBasisPoints"])
            for row in shown["accounts"]] == [(1, "70000", 7000, 7000), (2, "20000", 2000, 9000)]
    assert (shown["revenueMinor"], shown["customers"], shown["keyAccounts"]) == ("100000", 3, 2)
    assert [get(stack, one)["customer"]["keyAccount"] for one in (big, middle, small)] == [True, True, False]
    assert [event["keyAccount"] for event in events(stack, "customer.key_account_changed", customerId=big)] == [True]
    first = ranking(stack, pageSize=1)
    assert first["more"] and [row["customerId"] for row in first["accounts"]] == [big]
    assert [row["customerId"] for row in ranking(stack, afterRank=1)["accounts"]] == [middle]
    paper.call("VoidContract", HEAD, reason="MISTAKE")
    ranked(stack, middle, small)
    assert [event["keyAccount"] for event in events(stack, "customer.key_account_changed", customerId=big)] == [True, False]
    assert stack.refused("customers.ListKeyAccounts", {"currency": CURRENCY}, SELLER).code == "permission_denied"
    assert stack.refused("customers.ListKeyAccounts", {}, HEAD).code == "invalid_argument"
    assert "accounts" not in stack.call("customers.ListKeyAccounts", {"currency": "ISK"}, HEAD)


def test_CUS_25_a_tier_follows_the_revenue(stack, product):
    rules = [{"tier": "A", "leastRevenueMinor": "30000", "revenueCurrency": CURRENCY, "kind": "PERSON"}]
    stack.call("customers.PutTierRules", {"rules": rules})
    try:
        customer = customer_of(stack, as_=SELLER)
        deal(stack, product, customer, 10)
        paper = deal(stack, product, customer, 20)
        wait_until(lambda: get(stack, customer)["customer"].get("tier") == "A", 20, "the tier of its revenue")
        paper.call("VoidContract", HEAD, reason="MISTAKE")
        wait_until(lambda: "tier" not in get(stack, customer)["customer"], 20, "the tier without the deal")
        told = events(stack, "customer.tier_changed", customerId=customer)
        assert [(event.get("from"), event.get("to"), event["byHand"]) for event in told] == [
            (None, "A", False), ("A", None, False)]
        half = {"rules": [{"tier": "A", "leastRevenueMinor": "1"}]}
        assert stack.refused("customers.PutTierRules", half).field == "rules"
    finally:
        stack.call("customers.PutTierRules", {})
