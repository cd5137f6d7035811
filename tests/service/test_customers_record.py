# SPDX-License-Identifier: Apache-2.0
"""What lies around a customer's profile: departments, decisions, accounts, addresses, installed base, notes, attributes,
needs, competitors."""
import uuid

import pytest

from people import capture, customer_of, email, events, get, owned, phone
from support.stack import wait_until

ABSENT = "00000000-0000-7000-8000-00000000abcd"


@pytest.fixture
def firm(stack):
    """An organisation, owned by a telesales agent already."""
    customer_id = customer_of(stack, kind="ORGANISATION", company="Huawu Machines", phone=phone())
    owned(stack, customer_id)
    return customer_id


@pytest.fixture
def rival(stack):
    code = "rival" + uuid.uuid4().hex[:8]
    stack.call("customers.PutCompetitor", {"code": code, "name": "Rival & Co"})
    return code


def department(stack, firm, name, kind="USER", **more):
    body = {"customerId": firm, "name": name, "kind": kind, **more}
    return stack.call("customers.PutDepartment", body)["department"]


def person(stack, firm, name, **more):
    return stack.call("customers.AddContact", {"customerId": firm, "name": name, **more})["contact"]


def record(stack, firm, as_="admin"):
    return stack.call("customers.GetCustomerRecord", {"customerId": firm}, as_)


def reveal(stack, firm, field, target):
    return stack.call("customers.RevealField", {"customerId": firm, "field": field, "targetId": target,
                                                "reason": "check"})["value"]


# ---- departments and people ----

def test_CUS_05_departments_are_a_tree(stack, firm):
    top = department(stack, firm, "Operations")
    shop = department(stack, firm, "Workshop", parentId=top["id"])
    bench = department(stack, firm, "Bench", "TECHNICAL", parentId=shop["id"])
    office = department(stack, firm, "Administration", "SUPPORT")
    chart = stack.call("customers.GetOrgChart", {"customerId": firm})
    shown = [(row["name"], row.get("depth", 0)) for row in chart["departments"]]
    assert shown == [("Administration", 0), ("Operations", 0), ("Workshop", 1), ("Bench", 2)]
    moved = department(stack, firm, "Bench", "TECHNICAL", id=bench["id"], parentId=office["id"])
    assert moved["parentId"] == office["id"] and int(moved["version"]) == 2
    for parent in (top["id"], shop["id"]):
        below = {"customerId": firm, "id": top["id"], "name": "Operations", "kind": "USER", "parentId": parent}
        assert stack.refused("customers.PutDepartment", below).field == "parent_id"
    assert ["departments"] in [event["fields"] for event in events(stack, "customer.profile_changed", customerId=firm)]


def test_CUS_05_a_department_of_another_is_none(stack, firm):
    other = department(stack, customer_of(stack, kind="ORGANISATION", company="Other"), "Theirs")
    base = {"customerId": firm, "name": "Ours", "kind": "USER"}
    for change in ({"parentId": other["id"]}, {"id": other["id"]}, {"customerId": ABSENT}):
        assert stack.refused("customers.PutDepartment", {**base, **change}).code == "not_found"
    assert stack.refused("customers.PutDepartment", {**base, "customerId": customer_of(stack)}).field == "customer_id"
    assert stack.refused("customers.PutDepartment", base, "finance").code == "permission_denied"
    assert stack.refused("customers.GetOrgChart", {"customerId": ABSENT}).code == "not_found"


def test_CUS_06_the_org_chart_places_people_by_department_and_level(stack, firm):
    buying = department(stack, firm, "Buying", "FINANCE_PURCHASING")
    using = department(stack, firm, "Assembly", "USER")
    clerk = person(stack, firm, "Qian", departmentId=buying["id"], level="OPERATIONAL", function="FINANCE_PURCHASING")
    chief = person(stack, firm, "Sun", departmentId=buying["id"], level="EXECUTIVE", function="FINANCE_PURCHASING")
    fitter = person(stack, firm, "Li", departmentId=using["id"], level="OPERATIONAL", function="USER")
    loose = person(stack, firm, "Zhou", level="MANAGEMENT")
    stack.call("customers.PutDecisionProfile", {"customerId": firm, "people": [
        {"contactId": chief["id"], "role": "DECISION_MAKER"}, {"contactId": fitter["id"], "role": "USER"}]})
    chart = stack.call("customers.GetOrgChart", {"customerId": firm})
    assert [row["id"] for row in chart["contacts"]] == [fitter["id"], chief["id"], clerk["id"], loose["id"]]
    assert [row.get("level") for row in chart["contacts"]] == ["OPERATIONAL", "EXECUTIVE", "OPERATIONAL", "MANAGEMENT"]
    assert {(row["contactId"], row["role"]) for row in chart["keyPeople"]} == {
        (chief["id"], "DECISION_MAKER"), (fitter["id"], "USER")}


def test_CUS_10_a_department_has_one_of_four_kinds(stack, firm):
    kinds = ("USER", "TECHNICAL", "FINANCE_PURCHASING", "SUPPORT")
    assert [department(stack, firm, kind.title(), kind)["kind"] for kind in kinds] == list(kinds)
    other = {"customerId": firm, "name": "Legal", "kind": "LEGAL"}
    assert stack.refused("customers.PutDepartment", other).code == "invalid_argument"


def test_CUS_11_a_contact_changes_place_role_and_leaves(stack, firm):
    shop = department(stack, firm, "Workshop")
    contact = person(stack, firm, "Qian Gong", level="OPERATIONAL", jobRole="maintainer")
    change = {"id": contact["id"], "expectedVersion": contact["version"], "level": "MANAGEMENT", "jobRole": "foreman",
              "departmentId": shop["id"], "birthDate": "1980-04-05"}
    moved = stack.call("customers.UpdateContact", change)["contact"]
    assert (moved["level"], moved["jobRole"], moved["departmentId"]) == ("MANAGEMENT", "foreman", shop["id"])
    assert moved["birthDateKnown"] is True
    assert reveal(stack, firm, "CONTACT_BIRTH_DATE", contact["id"]) == "1980-04-05"
    told = events(stack, "contact.moved", contactId=contact["id"])
    assert told == [{"contactId": contact["id"], "customerId": firm, "departmentId": shop["id"], "level": "MANAGEMENT",
                     "jobRole": "foreman"}]
    assert stack.refused("customers.UpdateContact", change).reason == "VERSION"
    renamed = stack.call("customers.UpdateContact", {"id": contact["id"], "name": "Zhao Gong"})["contact"]
    assert renamed["nameMasked"] == "Z*" and reveal(stack, firm, "CONTACT_NAME", contact["id"]) == "Zhao Gong"
    assert len(events(stack, "contact.moved", contactId=contact["id"])) == 1
    assert stack.call("customers.UpdateContact", {"id": contact["id"], "left": True})["contact"]["state"] == "LEFT"
    assert len(events(stack, "contact.left", contactId=contact["id"])) == 1
    assert stack.refused("customers.UpdateContact", {"id": contact["id"], "level": "EXECUTIVE"}).reason == "WRONG_STATE"
    assert contact["id"] not in str(stack.call("customers.GetOrgChart", {"customerId": firm}))


def test_CUS_11_what_is_wrong_with_a_change_of_a_contact(stack, firm):
    contact = person(stack, firm, "Qian")["id"]
    assert stack.refused("customers.UpdateContact", {"id": contact}).code == "invalid_argument"
    assert stack.refused("customers.UpdateContact", {"id": contact, "departmentId": ABSENT}).code == "not_found"
    assert stack.refused("customers.UpdateContact", {"id": ABSENT, "level": "EXECUTIVE"}).code == "not_found"
    assert stack.refused("customers.UpdateContact", {"id": contact, "level": "EXECUTIVE"},
                         "finance").code == "permission_denied"


# ---- decisions ----

def test_CUS_19_who_decides_by_which_steps_and_how_long(stack, firm):
    chief, judge = person(stack, firm, "Sun")["id"], person(stack, firm, "Li")["id"]
    steps = [{"code": "NEED_CONFIRMED", "days": 5}, {"code": "SOLUTION_EVALUATION", "days": 20, "contactId": judge},
             {"code": "INTERNAL_APPROVAL", "days": 10, "contactId": chief}]
    body = {"customerId": firm, "steps": steps, "people": [{"contactId": chief, "role": "DECISION_MAKER"},
                                                           {"contactId": judge, "role": "EVALUATOR"}]}
    assert stack.call("customers.PutDecisionProfile", body)["profile"]["cycleDays"] == 35
    assert record(stack, firm)["decisionProfile"]["steps"] == steps
    assert get(stack, firm)["customer"]["decisionCycleDays"] == 35
    fewer = {"customerId": firm, "cycleDays": 14, "steps": steps[2:], "people": body["people"][:1]}
    stack.call("customers.PutDecisionProfile", fewer)
    shown = record(stack, firm)["decisionProfile"]
    assert (shown["cycleDays"], shown["steps"], shown["people"]) == (14, steps[2:], body["people"][:1])
    assert events(stack, "customer.profile_changed", customerId=firm)[-1]["fields"] == ["decision_profile"]


def test_CUS_19_what_is_wrong_with_a_decision_profile(stack, firm):
    stranger = person(stack, customer_of(stack, kind="ORGANISATION", company="Other"), "Sun")["id"]
    own = person(stack, firm, "Li")["id"]
    twice = [{"code": "NEED_CONFIRMED"}] * 2
    assert stack.refused("customers.PutDecisionProfile", {"customerId": firm, "steps": twice}).field == "steps"
    twice = [{"contactId": own, "role": "USER"}] * 2
    assert stack.refused("customers.PutDecisionProfile", {"customerId": firm, "people": twice}).field == "people"
    foreign = {"customerId": firm, "people": [{"contactId": stranger, "role": "USER"}]}
    assert stack.refused("customers.PutDecisionProfile", foreign).code == "not_found"
    assert stack.refused("customers.PutDecisionProfile", foreign, "finance").code == "permission_denied"


# ---- accounts, addresses, installed base, notes ----

def test_CUS_08_a_bank_account_is_sealed_and_masked(stack, firm):
    chief = person(stack, firm, "Sun", function="FINANCE_PURCHASING")["id"]
    number = "62222026" + str(uuid.uuid4().int)[:8]
    body = {"customerId": firm, "bank": "ICBC Shanghai", "number": number[:4] + " " + number[4:], "currency": "CNY",
            "financeContactId": chief}
    account = stack.call("customers.PutBankAccount", body)["account"]
    assert account["numberMasked"] == "****" + number[-4:] and account["financeContactId"] == chief
    assert number not in str(record(stack, firm)) and record(stack, firm)["bankAccounts"] == [account]
    stored = stack.psql("customers", "SELECT t::text FROM bank_account AS t WHERE id = %s", (account["id"],))[0][0]
    assert number not in stored and number.encode().hex() not in stored
    assert reveal(stack, firm, "BANK_ACCOUNT", account["id"]) == number
    iban = stack.call("customers.PutBankAccount", {**body, "id": account["id"], "number": "DE89 3704 0044 0532 0130 00",
                                                   "closed": True})["account"]
    assert (iban["id"], iban["numberMasked"], iban["closed"], iban["version"]) == (account["id"], "****3000", True, "2")
    for wrong in ("1234", "DE88 3704 0044 0532 0130 00", "6222-2026-ÄÖÜ-1234"):
        refusal = stack.refused("customers.PutBankAccount", {**body, "number": wrong})
        assert refusal.field == "number" and wrong not in refusal.message
    assert stack.refused("customers.PutBankAccount", {**body, "id": ABSENT}).code == "not_found"
    assert stack.refused("customers.PutBankAccount", {**body, "financeContactId": ABSENT}).code == "not_found"
    assert stack.refused("customers.PutBankAccount", body, "finance").code == "permission_denied"


def test_CUS_09_addresses_for_goods_with_who_receives_them(stack, firm):
    keeper = person(stack, firm, "Wu")["id"]
    body = {"customerId": firm, "address": "上海市浦东新区世纪大道 100 号", "receiverContactId": keeper, "preferred": True}
    first = stack.call("customers.PutShipTo", body)["shipTo"]
    second = stack.call("customers.PutShipTo", {**body, "address": "苏州工业园区 8 号"})["shipTo"]
    shown = {row["id"]: row for row in record(stack, firm)["shipTos"]}
    assert shown[second["id"]]["preferred"] is True and shown[first["id"]].get("preferred", False) is False
    assert shown[first["id"]]["addressMasked"] == "上海市***" and shown[first["id"]]["receiverContactId"] == keeper
    assert reveal(stack, firm, "SHIP_TO", first["id"]) == body["address"]
    closed = stack.call("customers.PutShipTo", {"customerId": firm, "id": first["id"], "address": body["address"],
                                                "closed": True})["shipTo"]
    assert closed["closed"] is True
    assert stack.refused("customers.PutShipTo", {**body, "closed": True}).field == "preferred"
    assert stack.refused("customers.PutShipTo", {**body, "address": "  "}).field == "address"
    assert stack.refused("customers.PutShipTo", {**body, "id": ABSENT}).code == "not_found"
    assert stack.refused("customers.PutShipTo", body, "finance").code == "permission_denied"


def test_CUS_12_the_installed_base_knows_whose_product_stands_there(stack, firm, rival):
    body = {"customerId": firm, "product": "press-200", "quantity": 3, "since": "2021-05-01", "satisfaction": 2,
            "competitor": rival}
    line = stack.call("customers.PutInstalledProduct", body)["installed"]
    ours = stack.call("customers.PutInstalledProduct", {"customerId": firm, "product": "planner", "quantity": 1})
    assert {(row["product"], row.get("competitor"), row["quantity"]) for row in record(stack, firm)["installed"]} == {
        ("press-200", rival, 3), ("planner", None, 1)}
    gone = stack.call("customers.PutInstalledProduct", {**body, "id": line["id"], "quantity": 0, "closed": True})
    assert gone["installed"]["closed"] is True and gone["installed"]["since"] == "2021-05-01"
    assert record(stack, firm)["installed"][0]["id"] == ours["installed"]["id"]
    assert stack.refused("customers.PutInstalledProduct", {**body, "competitor": "nobody"}).field == "competitor"
    assert stack.refused("customers.PutInstalledProduct", {**body, "satisfaction": 6}).field == "satisfaction"
    assert stack.refused("customers.PutInstalledProduct", {**body, "id": ABSENT}).code == "not_found"
    assert stack.refused("customers.PutInstalledProduct", body, "finance").code == "permission_denied"


def test_CUS_13_business_situation_and_main_applications(stack, firm):
    for topic, text in (("BUSINESS_SITUATION", "grows, ring 13812345678"), ("MAIN_APPLICATION", "stamping of door panels")):
        stack.call("customers.PutCustomerNote", {"customerId": firm, "topic": topic, "text": text})
    notes = {row["topic"]: row["text"] for row in record(stack, firm)["notes"]}
    assert notes["MAIN_APPLICATION"] == "stamping of door panels" and "13812345678" not in notes["BUSINESS_SITUATION"]
    stored = "\n".join(row[0] for row in stack.psql("customers", "SELECT t::text FROM customer_note AS t"))
    assert "stamping" not in stored
    assert stack.refused("customers.PutCustomerNote", {"customerId": firm, "topic": "BUSINESS_SITUATION",
                                                       "text": " "}).field == "text"


def test_CUS_20_concerns_of_a_department_with_what_answers_them(stack, firm):
    buying = department(stack, firm, "Buying", "FINANCE_PURCHASING")["id"]
    body = {"customerId": firm, "topic": "DEPARTMENT_CONCERN", "departmentId": buying, "text": "payback within two years",
            "materials": ["roi-sheet-3", "case-huawu"]}
    note = stack.call("customers.PutCustomerNote", body)["note"]
    assert note["materials"] == ["roi-sheet-3", "case-huawu"]
    again = stack.call("customers.PutCustomerNote", {**body, "id": note["id"], "text": "payback within one year"})["note"]
    shown = record(stack, firm)["notes"]
    assert len(shown) == 1 and shown[0]["text"] == "payback within one year" and again["version"] == "2"
    assert stack.refused("customers.PutCustomerNote", {**body, "departmentId": None}).field == "department_id"
    assert stack.refused("customers.PutCustomerNote", {**body, "departmentId": ABSENT}).code == "not_found"
    assert stack.refused("customers.PutCustomerNote", body, "finance").code == "permission_denied"
    assert stack.refused("customers.GetCustomerRecord", {"customerId": ABSENT}).code == "not_found"


# ---- tiers ----

@pytest.fixture
def tier_rules(stack):
    """Puts rules of tiers; none hold in the end."""
    yield lambda *rules: stack.call("customers.PutTierRules", {"rules": list(rules)})["version"]
    stack.call("customers.PutTierRules", {})


def test_CUS_25_a_tier_is_set_by_rule_until_a_hand_sets_it(stack, firm, tier_rules):
    industry = "mill" + uuid.uuid4().hex[:8]
    early = customer_of(stack, kind="ORGANISATION", company="Early Mill")
    stack.call("customers.UpdateCustomer", {"id": early, "industry": industry, "sizeBand": "500-999"})
    version = tier_rules({"tier": "A", "kind": "ORGANISATION", "industries": [industry], "sizeBands": ["500-999"]},
                         {"tier": "B", "industries": [industry]})
    shown = stack.call("customers.GetTierRules")
    assert shown["version"] == version and [rule["tier"] for rule in shown["rules"]] == ["A", "B"]
    wait_until(lambda: get(stack, early)["customer"].get("tier") == "A", 30, "the tier of who was there before")
    changed = stack.call("customers.UpdateCustomer", {"id": firm, "industry": industry})["customer"]
    assert changed["tier"] == "B" and changed == get(stack, firm)["customer"]
    stack.call("customers.UpdateCustomer", {"id": firm, "sizeBand": "500-999"})
    stack.call("customers.UpdateCustomer", {"id": firm, "tier": "C"})
    assert stack.call("customers.UpdateCustomer", {"id": firm, "sizeBand": "1-9"})["customer"]["tier"] == "C"
    back = stack.call("customers.UpdateCustomer", {"id": firm, "tierByRule": True})["customer"]
    assert (back["tier"], back["tierByHand"]) == ("B", False)
    told = events(stack, "customer.tier_changed", customerId=firm)
    assert [(event.get("from"), event["to"], event["byHand"]) for event in told] == [
        (None, "B", False), ("B", "A", False), ("A", "C", True), ("C", "B", False)]
    assert told[0]["ruleVersion"] == version


def test_CUS_25_what_is_wrong_with_rules_of_tiers(stack, firm):
    rule = {"tier": "A", "industries": ["nothing_of_ours"]}
    assert stack.refused("customers.PutTierRules", {"rules": [{"industries": ["x"]}]}).code == "invalid_argument"
    assert stack.refused("customers.PutTierRules", {"rules": [rule], "expectedVersion": "999999"}).reason == "VERSION"
    assert stack.refused("customers.PutTierRules", {"rules": [rule]}, "tele1").code == "permission_denied"
    assert stack.refused("customers.GetTierRules", {}, "engineer").code == "permission_denied"
    both = {"id": firm, "tier": "A", "tierByRule": True}
    assert stack.refused("customers.UpdateCustomer", both).field == "tier_by_rule"


# ---- attributes ----

def test_CUS_04_attributes_are_typed_by_industry(stack, firm):
    industry = "press" + uuid.uuid4().hex[:8]
    fields = [{"code": "annual_output", "type": "NUMBER", "required": True, "least": 0, "most": 1e6},
              {"code": "products", "type": "TEXT"}, {"code": "certified", "type": "BOOLEAN"},
              {"code": "founded", "type": "DATE"}, {"code": "shift", "type": "CHOICE", "choices": ["one", "two", "a, b"]}]
    schema = stack.call("customers.PutAttributeSchema", {"industry": industry, "fields": fields})["attributeSchema"]
    assert schema["version"] == "1"
    shown = stack.call("customers.GetAttributeSchema", {"industry": industry})["attributeSchema"]
    assert [row["code"] for row in shown["fields"]] == [row["code"] for row in fields]
    assert shown["fields"][4]["choices"] == ["one", "two", "a, b"] and shown["fields"][0]["most"] == 1e6
    stack.call("customers.UpdateCustomer", {"id": firm, "industry": industry})

    def set_(*pairs):
        return {"customerId": firm, "attributes": [{"code": code, "value": value} for code, value in pairs]}

    good = set_(("annual_output", "1200.5"), ("certified", "true"), ("founded", "1999-12-31"), ("shift", "a, b"))
    assert stack.call("customers.SetAttributes", good)["schemaVersion"] == "1"
    assert {row["code"]: row["value"] for row in record(stack, firm)["attributes"]} == {
        row["code"]: row["value"] for row in good["attributes"]}
    for wrong in (set_(("certified", "true")), set_(("annual_output", "-1")), set_(("annual_output", "many")),
                  set_(("annual_output", "1"), ("shift", "three")), set_(("annual_output", "1"), ("founded", "1999-02-29")),
                  set_(("annual_output", "1"), ("annual_output", "2")), set_(("annual_output", "1"), ("colour", "red")),
                  set_(("annual_output", "1"), ("certified", "yes"))):
        assert stack.refused("customers.SetAttributes", wrong).field == "attributes", wrong
    again = stack.call("customers.PutAttributeSchema", {"industry": industry, "fields": fields[1:]})["attributeSchema"]
    assert again["version"] == "2"


def test_CUS_04_what_has_no_schema_has_no_attributes(stack, firm):
    body = {"customerId": firm, "attributes": [{"code": "x", "value": "1"}]}
    assert stack.refused("customers.SetAttributes", body).reason == "NO_SCHEMA"
    assert stack.refused("customers.SetAttributes", body, "finance").code == "permission_denied"
    assert stack.refused("customers.GetAttributeSchema", {"industry": "unheard_of"}).code == "not_found"
    schema = {"industry": "nothing", "fields": [{"code": "x", "type": "CHOICE"}]}
    assert stack.refused("customers.PutAttributeSchema", schema).field == "fields"
    assert stack.refused("customers.PutAttributeSchema", schema, "tele1").code == "permission_denied"


# ---- needs ----

def test_CUS_17_needs_are_listed_confirmed_and_addressed(stack, firm):
    for pain in ("too slow", "too loud"):
        stack.call("customers.RaiseNeed", {"customerId": firm, "pain": pain, "requirement": "a press",
                                           "desiredSolution": "line 4"})
    first = stack.call("customers.ListNeeds", {"customerId": firm, "pageSize": 1})
    rest = stack.call("customers.ListNeeds", {"customerId": firm, "pageToken": first["nextPageToken"]})["needs"]
    assert first["needs"][0]["pain"] == "too loud" and [row["pain"] for row in rest] == ["too slow"]
    need = first["needs"][0]
    assert need["desiredSolution"] == "line 4" and need["state"] == "RAISED"
    moved = {"id": need["id"], "state": "CONFIRMED", "expectedVersion": need["version"]}
    assert stack.call("customers.MoveNeed", moved)["need"]["state"] == "CONFIRMED"
    assert stack.refused("customers.MoveNeed", moved).reason == "VERSION"
    stack.call("customers.MoveNeed", {"id": need["id"], "state": "ADDRESSED"})
    assert stack.refused("customers.MoveNeed", {"id": need["id"], "state": "DROPPED"}).reason == "WRONG_STATE"
    stack.call("customers.MoveNeed", {"id": rest[0]["id"], "state": "DROPPED"})
    assert stack.refused("customers.MoveNeed", {"id": need["id"], "state": "RAISED"}).field == "state"
    told = [event["type"] for event in stack.events("need.*") if event["payload"].get("customerId") == firm]
    assert told == ["need.raised", "need.raised", "need.confirmed", "need.addressed", "need.dropped"]
    assert stack.refused("customers.MoveNeed", {"id": ABSENT, "state": "DROPPED"}).code == "not_found"
    assert stack.refused("customers.ListNeeds", {"customerId": ABSENT}).code == "not_found"


def test_CUS_18_a_need_says_how_it_is_done_today(stack, firm):
    stack.call("customers.RaiseNeed", {"customerId": firm, "pain": "stock is never right",
                                       "currentProcess": "counts on paper, mails stock@example.com every Friday",
                                       "currentSystem": "a spreadsheet"})
    need = stack.call("customers.ListNeeds", {"customerId": firm})["needs"][0]
    assert need["currentSystem"] == "a spreadsheet" and need["currentProcess"].startswith("counts on paper")
    assert "stock@example.com" not in need["currentProcess"]


# ---- competitors ----

def test_CUS_14_competitors_at_a_customer_are_for_few_eyes(stack, firm, rival):
    body = {"customerId": firm, "competitor": rival, "product": "press 9", "satisfaction": 2, "note": "service is slow"}
    assert stack.call("customers.PutCompetitorPresence", body)["presence"]["satisfaction"] == 2
    again = stack.call("customers.PutCompetitorPresence", {**body, "satisfaction": 4})["presence"]
    assert again["version"] == "2"
    shown = stack.call("customers.GetCompetition", {"customerId": firm}, "manager")["presences"]
    assert [(row["competitor"], row["satisfaction"], row["note"]) for row in shown] == [(rival, 4, "service is slow")]
    assert [event["satisfaction"] for event in events(stack, "competitor_presence.changed", customerId=firm)] == [2, 4]
    for method in ("customers.GetCompetition", "customers.PutCompetitorPresence"):
        assert stack.refused(method, body if "Put" in method else {"customerId": firm}, "finance").code == "permission_denied"
    assert stack.refused("customers.PutCompetitorPresence", {**body, "competitor": "nobody"}).field == "competitor"
    assert stack.refused("customers.GetCompetition", {"customerId": ABSENT}).code == "not_found"


def test_CUS_15_a_competitors_representative_is_sealed_and_erasable(stack, firm, rival):
    known = person(stack, firm, "Sun")["id"]
    body = {"customerId": firm, "competitor": rival, "name": "Ouyang Feng", "style": "gives big discounts late",
            "relations": [{"contactId": known, "closeness": "CLOSE"}]}
    rep = stack.call("customers.PutCompetitorRep", body)["rep"]
    assert rep["nameMasked"] == "O*" and rep["relations"] == body["relations"]
    shown = stack.call("customers.GetCompetition", {"customerId": firm})["reps"][0]
    assert shown["style"] == "gives big discounts late" and shown["relations"] == body["relations"]
    stored = stack.psql("customers", "SELECT t::text FROM competitor_rep AS t WHERE id = %s", (rep["id"],))[0][0]
    assert "Ouyang" not in stored and "discounts" not in stored
    stranger = {**body, "relations": [{"contactId": ABSENT, "closeness": "KNOWS"}]}
    assert stack.refused("customers.PutCompetitorRep", stranger).code == "not_found"
    assert stack.refused("customers.PutCompetitorRep", {**body, "relations": body["relations"] * 2}).field == "relations"
    assert stack.refused("customers.EraseCompetitorRep", {"id": rep["id"], "reason": "asked"},
                         "finance").code == "permission_denied"
    stack.call("customers.EraseCompetitorRep", {"id": rep["id"], "reason": "asked"})
    assert "reps" not in stack.call("customers.GetCompetition", {"customerId": firm})
    assert stack.psql("customers", "SELECT count(*) FROM competitor_rep WHERE id = %s", (rep["id"],)) == [(0,)]
    assert stack.refused("customers.EraseCompetitorRep", {"id": rep["id"], "reason": "asked"}).code == "not_found"


def test_CUS_16_the_register_of_competitors(stack, rival):
    line = {"code": rival, "name": "Rival & Co", "products": "presses", "services": "24 h", "pricing": "15 % below",
            "sharePercent": 30, "reviews": "solid", "strengths": "price", "weaknesses": "spare parts",
            "differentiators": "we train on site", "expectedVersion": "1"}
    put = stack.call("customers.PutCompetitor", line)["competitor"]
    assert put["version"] == "2" and put["sharePercent"] == 30
    assert stack.refused("customers.PutCompetitor", line).reason == "VERSION"
    listed = {row["code"]: row for row in stack.call("customers.ListCompetitors", {}, "tele1")["competitors"]}
    assert listed[rival]["differentiators"] == "we train on site"
    assert stack.refused("customers.PutCompetitor", line, "tele1").code == "permission_denied"
    assert stack.refused("customers.ListCompetitors", {}, "finance").code == "permission_denied"


def test_CUS_02_a_retried_capture_of_a_firm_keeps_its_record(stack, firm):
    number = phone()
    stack.call("customers.AddContactPoint", {"customerId": firm, "kind": "PHONE", "value": number})
    department(stack, firm, "Workshop")
    assert capture(stack, phone=number, email=email(), kind="ORGANISATION")["customerId"] == firm
    assert len(stack.call("customers.GetOrgChart", {"customerId": firm})["departments"]) == 1
