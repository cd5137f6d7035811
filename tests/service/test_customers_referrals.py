# SPDX-License-Identifier: Apache-2.0
"""Who recommended us to whom, and what came of it."""
from people import customer_of, events
from selling import HEAD, SELLER, Paper, opportunity
from support.stack import wait_until

ABSENT = "00000000-0000-7000-8000-00000000abcd"


def refer(stack, customer, referrer, **more):
    body = {"customerId": customer, "referrerId": referrer, **more}
    return stack.call("customers.RecordReferral", body)["referral"]


def listed(stack, customer, **more):
    return stack.call("customers.ListCustomerReferrals", {"customerId": customer, **more}).get("referrals", [])


def figure(stack, referrer):
    rows = stack.call("customers.GetReferralStatistics", {})["referrers"]
    return next((row for row in rows if row["referrerId"] == referrer), None)


def test_CUS_30_a_referral_and_what_becomes_of_it(stack):
    paper = Paper(stack)
    referrer, customer, second = customer_of(stack, name="Expert Wu"), paper.opportunity["customerId"], customer_of(stack)
    contact = stack.call("customers.AddContact", {"customerId": referrer, "name": "Chen Yi"})["contact"]["id"]
    made = refer(stack, customer, referrer, role="EXPERT", contactId=contact)
    assert (made["outcome"], made["role"], made["referrerNameMasked"]) == ("INTRODUCED", "EXPERT", "E*")
    refer(stack, second, referrer, role="EXPERT")
    told, = events(stack, "customer.referred", referralId=made["id"])
    assert told == {"referralId": made["id"], "customerId": customer, "referrerId": referrer, "role": "EXPERT",
                    "contactId": contact}
    opportunity(stack, customer)
    wait_until(lambda: listed(stack, customer)[0]["outcome"] == "PURSUED", 20, "the opportunity")
    assert [row["customerId"] for row in listed(stack, referrer)] == [second, customer]
    first = stack.call("customers.ListCustomerReferrals", {"customerId": referrer, "pageSize": 1})
    assert [row["id"] for row in listed(stack, referrer, pageToken=first["nextPageToken"])] == [made["id"]]
    amount = int(paper.send().sign()["amountMinor"])
    wait_until(lambda: listed(stack, customer)[0]["outcome"] == "WON", 20, "the deal")
    assert listed(stack, customer)[0]["deals"] == 1
    assert (figure(stack, referrer)["referrals"], figure(stack, referrer)["won"], figure(stack, referrer)["deals"]) == (2, 1, 1)
    revenue = next(row for row in stack.call("customers.GetReferralStatistics", {})["revenues"]
                   if (row["role"], row["currency"]) == ("EXPERT", "CNY"))
    assert int(revenue["revenueMinor"]) >= amount


def test_CUS_30_statistics_count_what_referrals_brought(stack):
    referrer, customers = customer_of(stack), [customer_of(stack) for _ in range(3)]
    for customer in customers:
        refer(stack, customer, referrer, role="PARTNER")
    before = stack.call("customers.GetReferralStatistics", {}, HEAD)
    assert next(row for row in before["roles"] if row["role"] == "PARTNER")["referrals"] >= 3
    assert figure(stack, referrer)["referrals"] == 3 and figure(stack, referrer)["won"] == 0
    alias = customer_of(stack)
    merged = stack.call("customers.MergeCustomers", {"survivorId": alias, "aliasId": customers[0]})
    assert listed(stack, alias)[0]["customerId"] == alias
    assert stack.refused("customers.RecordReferral", {"customerId": alias, "referrerId": customers[1]}).code == "already_exists"
    stack.call("customers.UnmergeCustomers", {"mergeId": merged["mergeId"]})
    stack.call("customers.RemoveReferral", {"id": listed(stack, customers[0])[0]["id"]})
    assert figure(stack, referrer)["referrals"] == 2 and listed(stack, customers[0]) == []
    assert events(stack, "customer.referral_removed", customerId=customers[0])
    old = {"since": "2001-01-01T00:00:00Z", "until": "2001-02-01T00:00:00Z"}
    assert "roles" not in stack.call("customers.GetReferralStatistics", old)


def test_CUS_30_what_is_refused_of_referrals(stack):
    first, second, third = (customer_of(stack) for _ in range(3))
    refer(stack, second, first)
    refer(stack, third, second)
    body = {"customerId": first, "referrerId": third}
    assert stack.refused("customers.RecordReferral", body).reason == "CIRCLE"
    assert stack.refused("customers.RecordReferral", {**body, "referrerId": first}).field == "referrer_id"
    assert stack.refused("customers.RecordReferral", {"customerId": third, "referrerId": first}).code == "already_exists"
    for absent in ({"customerId": ABSENT}, {"referrerId": ABSENT}, {"contactId": ABSENT}):
        assert stack.refused("customers.RecordReferral", {**body, **absent}).code == "not_found"
    assert stack.refused("customers.RecordReferral", body, "engineer").code == "permission_denied"
    assert stack.refused("customers.RemoveReferral", {"id": ABSENT}).code == "not_found"
    assert stack.refused("customers.ListCustomerReferrals", {"customerId": ABSENT}).code == "not_found"
    backwards = {"since": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}
    assert stack.refused("customers.GetReferralStatistics", backwards).field == "until"
    assert stack.refused("customers.GetReferralStatistics", {}, SELLER).code == "permission_denied"
