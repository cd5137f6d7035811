# SPDX-License-Identifier: Apache-2.0
"""Offers: price lists and their corridors, versions, discounts that need somebody above, taxes, and the answer."""
import os
import re
import uuid

import psycopg2
import pytest

from selling import COLLEAGUE, HEAD, SELLER, day, opportunity, plan
from support.stack import ROOT, wait_until


def events(stack, quote_id, *types):
    return [event for event in stack.events(*types) if event["aggId"] == quote_id]


def quoted(stack, made, *lines, as_=SELLER, **more):
    lines = lines or ({"productCode": "planner", "quantity": 1},)
    return stack.call("opportunities.DraftQuote", {"id": made["id"], "lines": list(lines), "validUntil": day(30), **more},
                      as_)["quote"]


def step(stack, verb, made, quote, as_=SELLER, **more):
    return stack.call(f"opportunities.{verb}Quote", {"id": made["id"], "quoteId": quote["id"], **more}, as_)["quote"]


def refused(stack, verb, made, quote, as_=SELLER, **more):
    return stack.refused(f"opportunities.{verb}Quote", {"id": made["id"], "quoteId": quote["id"], **more}, as_)


@pytest.fixture(scope="module")
def taxed(stack):
    """A product of 99.99 with a tax of 13 %, floor 90.00, of this module alone."""
    return stack.call("opportunities.CreateProduct", {
        "code": "t-" + uuid.uuid4().hex[:12], "name": "Taxed", "kind": "PRODUCT", "currency": "CNY", "listMinor": "9999",
        "targetMinor": "9500", "floorMinor": "9000", "taxBasisPoints": 1300})["product"]["code"]


def low(taxed):
    return {"productCode": taxed, "quantity": 1, "priceMinor": "8999"}


def test_OPP_21_net_and_tax_are_rounded_once_a_line(stack, taxed):
    made = opportunity(stack)
    quote = quoted(stack, made, {"productCode": taxed, "quantity": 3, "discountBasisPoints": 333},
                   {"productCode": "training-day", "quantity": 1})
    line, plain = quote["lines"]
    # 3 x 9999 = 29997, 3.33 % of it 998.9 -> 999; 13 % of 28998 = 3769.74 -> 3770
    assert (line["netMinor"], line["taxMinor"], plain.get("taxMinor", "0")) == ("28998", "3770", "0")
    assert int(quote["totalMinor"]) == int(quote["netMinor"]) + 3770 and quote["version"] == 1
    assert quote["outsideCorridor"] is False and quote["state"] == "DRAFT"


def test_OPP_21_within_the_corridor_nobody_has_to_approve(stack, taxed):
    made = opportunity(stack)
    quote = quoted(stack, made, {"productCode": taxed, "quantity": 1, "priceMinor": "9000"})
    assert step(stack, "Submit", made, quote)["state"] == "APPROVED"
    approved, = events(stack, quote["id"], "quote.approved")
    assert "decidedBy" not in approved["payload"]


def test_OPP_21_a_discount_outside_the_corridor_needs_somebody_above(stack, taxed):
    made = opportunity(stack)
    quote = quoted(stack, made, low(taxed))
    assert quote["outsideCorridor"] and quote["lines"][0]["belowFloor"]
    assert refused(stack, "Submit", made, quote).field == "discount_reason"
    assert step(stack, "Submit", made, quote, discountReason="FIRST_ORDER")["state"] == "IN_APPROVAL"
    assert refused(stack, "Send", made, quote).reason == "WRONG_STATE"
    assert refused(stack, "Decide", made, quote, approve=True).code == "permission_denied"
    assert step(stack, "Decide", made, quote, HEAD, approve=False)["state"] == "DRAFT"
    step(stack, "Submit", made, quote, discountReason="FIRST_ORDER")
    assert step(stack, "Decide", made, quote, HEAD, approve=True)["state"] == "APPROVED"
    requested = events(stack, quote["id"], "quote.approval_requested")
    assert [event["payload"]["discountReason"] for event in requested] == ["FIRST_ORDER"] * 2
    decided = [event["payload"]["refused"] for event in events(stack, quote["id"], "quote.approved")]
    assert decided == [True, False]


def test_OPP_21_nobody_approves_his_own_discount(stack, taxed):
    made = opportunity(stack, as_=HEAD)
    quote = quoted(stack, made, low(taxed), as_=HEAD)
    step(stack, "Submit", made, quote, HEAD, discountReason="FIRST_ORDER")
    own = refused(stack, "Decide", made, quote, HEAD, approve=True)
    assert (own.code, own.reason) == ("permission_denied", "OWN_DISCOUNT")


def test_OPP_21_a_later_version_ends_the_approval_of_the_earlier(stack, taxed):
    made = opportunity(stack)
    first = quoted(stack, made, low(taxed))
    step(stack, "Submit", made, first, discountReason="FIRST_ORDER")
    second = quoted(stack, made, low(taxed))
    assert second["version"] == 2
    assert refused(stack, "Decide", made, first, HEAD, approve=True).reason == "WRONG_STATE"
    quotes = stack.call("opportunities.ListQuotes", {"id": made["id"]}, SELLER)["quotes"]
    assert [(quote["version"], quote["state"], len(quote["lines"])) for quote in quotes] == [
        (2, "DRAFT", 1), (1, "SUPERSEDED", 1)]
    assert stack.refused("opportunities.ListQuotes", {"id": made["id"]}, COLLEAGUE).code == "not_found"


def test_OPP_26_an_accepted_offer_gives_lines_and_amount(stack, taxed):
    made = opportunity(stack)
    quote = quoted(stack, made, low(taxed), {"productCode": "training-day", "quantity": 2})
    step(stack, "Submit", made, quote, discountReason="FIRST_ORDER")
    step(stack, "Decide", made, quote, HEAD, approve=True)
    assert step(stack, "Send", made, quote)["sentAt"]
    assert step(stack, "Answer", made, quote, accept=True)["state"] == "ACCEPTED"
    assert refused(stack, "Answer", made, quote, accept=False).reason == "WRONG_STATE"
    reply = stack.call("opportunities.GetOpportunity", {"id": made["id"]}, SELLER)
    assert [line["totalMinor"] for line in reply["lines"]] == ["8999", "1600000"]
    assert reply["opportunity"]["amountMinor"] == quote["netMinor"] == "1608999"
    assert [event["type"] for event in events(stack, quote["id"], "quote.*")][-2:] == ["quote.sent", "quote.accepted"]


def test_OPP_26_no_commitment_while_an_offer_is_not_answered(stack):
    made = opportunity(stack)
    stack.call("opportunities.AgreePlan", plan(stack, made["id"]), SELLER)
    stack.call("opportunities.MovePurchaseStage", {"id": made["id"], "toStage": "PURCHASE_COMMITMENT"}, SELLER)
    stack.call("opportunities.SetLines", {"id": made["id"], "lines": [{"productCode": "planner", "quantity": 1}]}, SELLER)
    quote = quoted(stack, made)
    step(stack, "Submit", made, quote)
    step(stack, "Send", made, quote)
    early = stack.refused("opportunities.CommitOpportunity", {"id": made["id"]}, SELLER)
    assert early.reason == "QUOTE_NOT_ACCEPTED"
    step(stack, "Answer", made, quote, accept=True)
    assert stack.call("opportunities.CommitOpportunity", {"id": made["id"]}, SELLER)["opportunity"]["state"] == "COMMITTED"


def test_OPP_26_offers_that_nobody_accepted_are_no_commitment(stack):
    made = opportunity(stack)
    stack.call("opportunities.AgreePlan", plan(stack, made["id"]), SELLER)
    stack.call("opportunities.MovePurchaseStage", {"id": made["id"], "toStage": "PURCHASE_COMMITMENT"}, SELLER)
    body = {"id": made["id"], "lines": [{"productCode": "planner", "quantity": 1}]}
    stack.call("opportunities.SetLines", body, SELLER)
    refused_one, ended = quoted(stack, made), None
    step(stack, "Submit", made, refused_one)
    step(stack, "Send", made, refused_one)
    step(stack, "Answer", made, refused_one, accept=False)
    assert stack.refused("opportunities.CommitOpportunity", {"id": made["id"]}, SELLER).reason == "QUOTE_NOT_ACCEPTED"
    ended = quoted(stack, made)
    stack.psql("opportunities", "UPDATE opportunities.quote SET state = 'EXPIRED' WHERE id = %s", [ended["id"]])
    assert stack.refused("opportunities.CommitOpportunity", {"id": made["id"]}, SELLER).reason == "QUOTE_NOT_ACCEPTED"
    stack.call("opportunities.SetLines", body, SELLER)
    last = quoted(stack, made, {"productCode": "planner", "quantity": 2})
    step(stack, "Submit", made, last)
    step(stack, "Send", made, last)
    accepted = step(stack, "Answer", made, last, accept=True)
    changed = stack.refused("opportunities.SetLines", body, SELLER)
    assert (changed.code, changed.reason) == ("failed_precondition", "QUOTE_ACCEPTED")
    committed = stack.call("opportunities.CommitOpportunity", {"id": made["id"]}, SELLER)["opportunity"]
    assert (committed["state"], committed["amountMinor"]) == ("COMMITTED", accepted["netMinor"])
    assert stack.refused("opportunities.SetLines", body, SELLER).reason == "QUOTE_ACCEPTED"


def test_OPP_26_an_answer_that_is_being_written_is_not_overtaken_by_the_clock(stack):
    made = opportunity(stack)
    quote = quoted(stack, made)
    step(stack, "Submit", made, quote)
    step(stack, "Send", made, quote)
    stack.psql("opportunities", "UPDATE opportunities.quote SET valid_until = current_date - 2 WHERE id = %s", [quote["id"]])
    waits = "SELECT count(*) FROM pg_stat_activity WHERE %s = ANY (pg_blocking_pids(pid))"
    connection = psycopg2.connect(**stack.dsn("opportunities"))
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute("UPDATE opportunities.quote SET state = 'ACCEPTED' WHERE id = %s", [quote["id"]])
            holder = connection.info.backend_pid
            stack.psql("opportunities", "UPDATE opportunities.job SET due_at = now() WHERE kind = 'watch_progress'")
            wait_until(lambda: stack.psql("dealspine", waits, [holder])[0][0], 20, "the job behind the answer")
    finally:
        connection.close()
    again = "SELECT count(*) FROM opportunities.job WHERE kind = 'watch_progress' AND due_at > now() + interval '1 minute'"
    wait_until(lambda: stack.psql("opportunities", again)[0][0], 20, "the end of the job")
    assert stack.call("opportunities.ListQuotes", {"id": made["id"]}, SELLER)["quotes"][0]["state"] == "ACCEPTED"
    assert events(stack, quote["id"], "quote.expired") == []


def test_OPP_26_an_offer_ends_with_its_last_day(stack):
    made = opportunity(stack)
    assert stack.refused("opportunities.DraftQuote", {
        "id": made["id"], "lines": [{"productCode": "planner", "quantity": 1}], "validUntil": day(-1)}, SELLER).field == \
        "valid_until"
    quote = quoted(stack, made)
    step(stack, "Submit", made, quote)
    step(stack, "Send", made, quote)
    stack.psql("opportunities", "UPDATE opportunities.quote SET valid_until = current_date - 1 WHERE id = %s", [quote["id"]])
    late = stack.post("opportunities.AnswerQuote", {"id": made["id"], "quoteId": quote["id"], "accept": True}, SELLER)
    assert late.status_code != 200
    stack.psql("opportunities", "UPDATE opportunities.job SET due_at = now() WHERE kind = 'watch_progress'")
    wait_until(lambda: events(stack, quote["id"], "quote.expired"))
    assert stack.call("opportunities.ListQuotes", {"id": made["id"]}, SELLER)["quotes"][0]["state"] == "EXPIRED"


def test_OPP_26_a_rejected_offer_leaves_the_deal_as_it_was(stack):
    made = opportunity(stack, amountMinor="77")
    quote = quoted(stack, made)
    step(stack, "Submit", made, quote)
    step(stack, "Send", made, quote)
    assert step(stack, "Answer", made, quote, accept=False)["state"] == "REJECTED"
    assert stack.call("opportunities.GetOpportunity", {"id": made["id"]}, SELLER)["opportunity"]["amountMinor"] == "77"
    assert len(events(stack, quote["id"], "quote.rejected")) == 1


def test_OPP_21_a_price_list_gives_the_corridor_while_it_is_valid(stack, taxed):
    code = "L" + uuid.uuid4().hex[:10]
    body = {"code": code, "name": "Autumn", "currency": "EUR", "validUntil": day(60), "prices": [
        {"productCode": taxed, "listMinor": "1000", "targetMinor": "900", "floorMinor": "800"}]}
    assert stack.refused("opportunities.PutPriceList", body, SELLER).code == "permission_denied"
    stack.call("opportunities.PutPriceList", body)
    shown = stack.call("opportunities.ListPriceLists", {"code": code}, SELLER)
    assert shown["prices"][0]["floorMinor"] == "800" and shown["priceLists"][0]["currency"] == "EUR"
    made = opportunity(stack, currency="EUR")
    quote = quoted(stack, made, {"productCode": taxed, "quantity": 1, "priceMinor": "799"}, priceList=code)
    assert quote["lines"][0]["belowFloor"] and quote["lines"][0]["floorMinor"] == "800"
    absent = {"id": made["id"], "priceList": code, "validUntil": day(1), "lines": [{"productCode": "planner", "quantity": 1}]}
    assert stack.refused("opportunities.DraftQuote", absent, SELLER).code == "not_found"
    absent["lines"][0]["productCode"] = taxed
    yuan = dict(absent, id=opportunity(stack)["id"])
    assert stack.refused("opportunities.DraftQuote", yuan, SELLER).field == "lines"
    stack.call("opportunities.PutPriceList", dict(body, validFrom=day(-9), validUntil=day(-1)))
    assert stack.refused("opportunities.DraftQuote", absent, SELLER).reason == "LIST_NOT_VALID"
    assert not stack.call("opportunities.ListPriceLists", {"code": code, "validOn": day()}, SELLER).get("priceLists")


def test_OPP_21_a_price_list_out_of_order_is_refused(stack, taxed):
    price = {"productCode": taxed, "listMinor": "1000", "targetMinor": "1001", "floorMinor": "800"}
    body = {"code": "L" + uuid.uuid4().hex[:10], "name": "Wrong", "currency": "CNY", "prices": [price]}
    assert stack.refused("opportunities.PutPriceList", body).field == "target_minor"
    price["targetMinor"] = "900"
    assert stack.refused("opportunities.PutPriceList", dict(body, prices=[price, price])).field == "prices"
    assert stack.refused("opportunities.PutPriceList", dict(body, validFrom=day(2), validUntil=day(1))).field == \
        "valid_until"
    assert stack.refused("opportunities.PutPriceList", dict(body, prices=[dict(price, productCode="no-such")])).code == \
        "not_found"
    assert stack.refused("opportunities.ListPriceLists", {}, "clerk").code == "permission_denied"


def test_OPP_19_a_solution_has_lines_of_all_five_kinds(stack):
    codes = {}
    for kind in ("PRODUCT", "PROCESS", "INSTALLATION", "TRAINING", "SUPPORT"):
        codes[kind] = "k-" + uuid.uuid4().hex[:12]
        stack.call("opportunities.CreateProduct", {"code": codes[kind], "name": kind, "kind": kind, "currency": "CNY",
                                                   "listMinor": "100"})
    made = opportunity(stack)
    quote = quoted(stack, made, *({"productCode": code, "quantity": 1} for code in codes.values()))
    assert [line["kind"] for line in quote["lines"]] == list(codes) and quote["netMinor"] == "500"


def test_OPP_21_offers_are_made_within_the_scope(stack, taxed):
    made = opportunity(stack)
    quote = quoted(stack, made)
    stranger = {"id": made["id"], "lines": [{"productCode": taxed, "quantity": 1}], "validUntil": day(1)}
    assert stack.refused("opportunities.DraftQuote", stranger, COLLEAGUE).code == "not_found"
    for verb, more in (("Submit", {}), ("Send", {}), ("Answer", {"accept": True})):
        assert refused(stack, verb, made, quote, COLLEAGUE, **more).code == "not_found"


# ---- days begin where the deals are made ----

def statement(stack, name, **parameters):
    """What a statement of the service would do at another time or place; nothing stays."""
    with open(os.path.join(ROOT, "services", "opportunities", "sql", f"{name}.sql"), encoding="utf-8") as file:
        text = re.sub(r"(?<!:):(\w+)", r"%(\1)s", file.read())
    connection = psycopg2.connect(**stack.dsn("opportunities"), options="-csearch_path=opportunities")
    try:
        with connection.cursor() as cursor:
            cursor.execute(text, parameters)
            return cursor.fetchall()
    finally:
        connection.close()  # without a commit


@pytest.mark.parametrize("zone, now, ended", [
    ("UTC", "T17:00:00Z", False), ("Asia/Shanghai", "T17:00:00Z", True),
    ("Asia/Shanghai", "T15:59:59Z", False), ("America/New_York", "T23:59:59Z", False)])
def test_OPP_26_the_last_day_of_an_offer_ends_at_the_midnight_of_its_zone(stack, zone, now, ended):
    made = opportunity(stack)
    quote = quoted(stack, made, validUntil=day(1))
    step(stack, "Submit", made, quote)
    step(stack, "Send", made, quote)
    rows = statement(stack, "expire_quotes", zone=zone, now=day(1) + now, row_limit=1000)
    assert (quote["id"] in [row[0] for row in rows]) is ended


def test_OPP_08_what_day_it_is_is_asked_of_the_zone(stack):
    assert statement(stack, "get_local_now", zone="UTC", now="2026-03-01T17:00:00Z") == [(1772384400000000,)]
    assert statement(stack, "get_local_now", zone="Asia/Shanghai", now="2026-03-01T17:00:00Z") == [(1772413200000000,)]
    due = "get_clock_day"
    assert statement(stack, due, zone="UTC", clock_from="2026-03-01T17:00:00Z", clock_days=0) == [("2026-03-01",)]
    assert statement(stack, due, zone="Asia/Shanghai", clock_from="2026-03-01T17:00:00Z", clock_days=0) == [("2026-03-02",)]
