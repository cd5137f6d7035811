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


def ranked(stack, *customers, of):
    """The ranking, once it is of so much revenue and these are the key accounts."""
    def there():
        shown = ranking(stack)
        found = [row["customerId"] for row in shown.get("accounts", [])]
        return (found, shown.get("revenueMinor")) == (list(customers), of) and shown
    return wait_until(there, 40, "the ranking of key accounts")


def test_CUS_26_the_fewest_customers_that_bring_most_are_key_accounts(stack, product):
    big, middle, small = (customer_of(stack, as_=SELLER) for _ in range(3))
    paper = deal(stack, product, big, 70)
    deal(stack, product, middle, 20)
    deal(stack, product, small, 10)
    shown = ranked(stack, big, middle, of="100000")
    assert [(row["rank"], row["revenueMinor"], row["shareBasisPoints"], row["cumulativeBasisPoints"])
            for row in shown["accounts"]] == [(1, "70000", 7000, 7000), (2, "20000", 2000, 9000)]
    assert (shown["revenueMinor"], shown["customers"], shown["keyAccounts"]) == ("100000", 3, 2)
    assert [get(stack, one)["customer"]["keyAccount"] for one in (big, middle, small)] == [True, True, False]
    assert get(stack, small)["customer"]["state"] == "ACTIVE"  # who has bought is no prospect any more
    assert [event["keyAccount"] for event in events(stack, "customer.key_account_changed", customerId=big)] == [True]
    first = ranking(stack, pageSize=1)
    assert first["more"] and [row["customerId"] for row in first["accounts"]] == [big]
    assert [row["customerId"] for row in ranking(stack, afterRank=1)["accounts"]] == [middle]
    paper.call("VoidContract", HEAD, reason="MISTAKE")
    ranked(stack, middle, small, of="30000")
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


def test_who_bought_and_is_not_heard_of_for_long_is_dormant_until_he_is(stack, product):
    customer = customer_of(stack, as_=SELLER)
    deal(stack, product, customer, 1)
    state = lambda: get(stack, customer)["customer"]["state"]  # noqa: E731
    wait_until(lambda: state() == "ACTIVE", 20, "the deal to be known")
    midnight(stack)
    assert state() == "ACTIVE"
    for table, column in (("capture", "captured_at"), ("activity", "at"), ("deal", "closed_at"), ("call", "requested_at")):
        stack.psql("customers", f"UPDATE {table} SET {column} = {column} - interval '366 days' WHERE customer_id = %s", [customer])
    midnight(stack)
    assert state() == "DORMANT"
    stack.call("customers.RecordActivity", {"customerId": customer, "type": "VISIT", "twoWay": True})
    midnight(stack)
    assert state() == "ACTIVE"
    told = events(stack, "customer.profile_changed", customerId=customer)
    assert [event["fields"] for event in told] == [["state"]] * 3


def midnight(stack):
    """The job that looks who is dormant has run once more."""
    due = lambda: stack.psql("customers", "SELECT due_at FROM job WHERE kind = 'rest_customers'")[0][0]  # noqa: E731
    stack.psql("customers", "UPDATE job SET due_at = now() - interval '1 hour' WHERE kind = 'rest_customers'")
    then = stack.psql("customers", "SELECT now()")[0][0]
    wait_until(lambda: due() > then, 20, "the job of midnight")
