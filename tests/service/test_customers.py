# SPDX-License-Identifier: Apache-2.0
"""Customers through the API: matching, search, profile, contact points, sealing, revealing."""
import concurrent.futures
import os
import secrets
import uuid

import pytest

from people import capture, customer_of, email, events, get, owned, phone, point_of
from support.stack import wait_until

ABSENT = "00000000-0000-7000-8000-00000000abcd"


@pytest.fixture
def customer(stack):
    return customer_of(stack, name="Zhang San", email=email(), phone=phone())


def everything_stored(stack, schema="customers"):
    """All rows of a service's tables as text, its events and idempotency rows included."""
    tables = stack.psql("dealspine", "SELECT table_name FROM information_schema.tables WHERE table_schema = %s"
                        " AND table_type = 'BASE TABLE'", (schema,))
    rows = []
    for table, in tables:
        rows += stack.psql("dealspine", f'SELECT t::text FROM {schema}."{table}" AS t')
    return "\n".join(row for row, in rows)


# ---- matching ----

def test_CUS_01_three_channels_write_one_customer(stack):
    number, address = phone(), email()
    web = capture(stack, sourceChannel="WEB", phone=number, email=address)
    call = capture(stack, sourceChannel="PHONE", phone=" " + number[3:6] + "-" + number[6:10] + "-" + number[10:])
    store = capture(stack, sourceChannel="STORE", email=address.upper())
    assert web["customerId"] == call["customerId"] == store["customerId"]
    shown = get(stack, web["customerId"])
    assert shown["customer"]["firstTouchChannel"] == "WEB" and shown["customer"]["state"] == "PROSPECT"
    assert {point["kind"] for point in shown["contactPoints"]} == {"PHONE", "EMAIL"}
    linked = events(stack, "customer.linked", customerId=web["customerId"])
    assert [event["channel"] for event in linked] == ["WEB", "PHONE", "STORE"]
    assert [event["created"] for event in linked] == [True, False, False]
    assert len(events(stack, "customer.created", customerId=web["customerId"])) == 1


def test_CUS_01_captures_of_one_new_phone_at_one_moment_make_one_customer(stack):
    stack.token("admin")
    for _ in range(3):
        number, address = phone(), email()
        bodies = [{"phone": number}, {"phone": number, "email": address}, {"email": address}] * 8
        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            leads = list(pool.map(lambda body: capture(stack, **body), bodies))
        by_phone = {lead["customerId"] for lead, body in zip(leads, bodies) if "phone" in body}
        assert len(by_phone) == 1
        made = stack.psql("customers",
                          "SELECT count(*) FROM contact_point AS p JOIN capture AS c ON c.phone_point_id = p.id"
                          " WHERE c.customer_id = %s", (by_phone.pop(),))
        assert made[0][0] == 16


def test_CUS_01_a_later_capture_adds_what_was_missing(stack):
    number, address = phone(), email()
    customer = customer_of(stack, phone=number)
    assert "nameMasked" not in get(stack, customer)["customer"]
    assert customer_of(stack, phone=number, email=address, name="李四") == customer
    shown = get(stack, customer)
    assert shown["customer"]["nameMasked"] == "李*"
    assert {point["kind"] for point in shown["contactPoints"]} == {"PHONE", "EMAIL"}
    assert customer_of(stack, phone=number, name="Wang Wu") == customer
    assert get(stack, customer)["customer"]["nameMasked"] == "李*"


def test_CUS_31_a_shared_point_is_for_review(stack):
    number = phone()
    oldest, other = customer_of(stack, phone=number), customer_of(stack)
    added = stack.call("customers.AddContactPoint", {"customerId": other, "kind": "PHONE",
                                                     "value": number})["contactPoint"]
    assert added["shared"] is True
    lead = capture(stack, phone=number)
    assert lead["customerId"] == oldest
    assert events(stack, "customer.linked", leadId=lead["id"])[0]["review"] is True


def test_CUS_31_phone_and_email_of_two_customers_are_for_review(stack):
    number, address = phone(), email()
    first, second = customer_of(stack, phone=number), customer_of(stack, email=address)
    lead = capture(stack, phone=number, email=address)
    assert lead["customerId"] == first != second
    assert events(stack, "customer.linked", leadId=lead["id"])[0]["review"] is True
    assert [point["kind"] for point in get(stack, first)["contactPoints"]] == ["PHONE"]


def test_CUS_01_junk_makes_no_customer_and_is_kept_sealed(stack):
    lead = capture(stack, phone="call me maybe", email="not an address", name="Nobody Known")
    assert "customerId" not in lead
    row = stack.psql("customers", "SELECT outcome, phone_valid, email_valid, raw_sealed IS NOT NULL FROM capture"
                     " WHERE lead_id = %s", (lead["id"],))
    assert row == [("UNMATCHED", False, False, True)]


def test_CUS_01_matching_is_for_leads_only(stack):
    refusal = stack.refused("customers.MatchContact", {"leadId": str(uuid.uuid4())})
    assert refusal.code in ("unimplemented", "permission_denied")


def test_CUS_33_marks_of_a_capture_become_permissions(stack):
    customer = customer_of(stack, phone=phone(), email=email(), doNotCall=True, consentTextVersion="web-3")
    rows = {(row["medium"], row["purpose"]): row for row in get(stack, customer)["permissions"]}
    assert rows["CALL", "*"]["state"] == "BLOCKED"
    assert rows["EMAIL", "sales"]["state"] == "GRANTED" and rows["EMAIL", "sales"]["textVersion"] == "web-3"
    assert rows["EMAIL", "sales"]["legalBasis"] == "consent"
    assert rows["EMAIL", "sales"]["proofRef"].startswith("capture:")


# ---- owner ----

def test_PLT_04_the_owner_of_the_lead_becomes_the_customers(stack):
    number = phone()
    lead = capture(stack, phone=number)
    if "ownerId" not in lead:
        tele = next(row["id"] for row in stack.access()["users"] if row["login"] == "tele1")
        lead = stack.call("leads.AssignLead", {"leadId": lead["id"], "ownerId": tele}, "manager")["lead"]
    shown = owned(stack, lead["customerId"])
    assert (shown["ownerId"], shown["ownerPath"]) == (lead["ownerId"], lead["ownerPath"])
    assert len(wait_until(lambda: events(stack, "customer.owner_changed", customerId=lead["customerId"]))) == 1


# ---- search ----

@pytest.mark.parametrize("by", ["phone", "email", "lastFour", "namePrefix"])
def test_CUS_31_search_finds_across_all_records_and_shows_masks(stack, by):
    number, address, name = phone(), email(), "Xq" + uuid.uuid4().hex[:6]
    customer = customer_of(stack, phone=number, email=address, name=name + " Ltd")
    value = {"phone": number[3:], "email": address.upper(), "lastFour": number[-4:], "namePrefix": name[:7].upper()}[by]
    reply = stack.call("customers.SearchCustomers", {by: value, "pageSize": 50}, "clerk")
    hit = next(hit for hit in reply["hits"] if hit["customerId"] == customer)
    assert hit["nameMasked"] == "X*" and hit["inScope"] is False
    text = str(reply)
    assert number not in text and number[3:] not in text and address not in text and name not in text
    if by in ("phone", "lastFour"):
        assert hit["pointMasked"] == f"{number[:6]}****{number[-4:]}"


def test_CUS_31_search_wants_one_good_criterion(stack):
    for body, field in (({}, "phone"), ({"phone": phone(), "email": email()}, "phone"), ({"phone": "12345"}, "phone"),
                        ({"email": "nobody"}, "email"), ({"lastFour": "12a4"}, "last_four"),
                        ({"namePrefix": "张"}, "name_prefix")):
        assert stack.refused("customers.SearchCustomers", body).field == field
    assert stack.refused("customers.SearchCustomers", {"phone": phone()}, "legal").code == "permission_denied"
    assert stack.call("customers.SearchCustomers", {"phone": phone()}).get("hits", []) == []


def test_PLT_05_searches_are_audited_without_what_was_searched(stack):
    number = phone()
    before = stack.psql("customers", "SELECT count(*) FROM search_audit")[0][0]
    stack.call("customers.SearchCustomers", {"phone": number}, "manager")
    rows = stack.psql("customers", "SELECT criterion, hits FROM search_audit ORDER BY at DESC LIMIT 1")
    assert rows == [("phone", 0)]
    assert stack.psql("customers", "SELECT count(*) FROM search_audit")[0][0] == before + 1
    assert number not in everything_stored(stack)


def test_PLT_02_sixty_searches_a_minute(stack):
    login = "s" + uuid.uuid4().hex[:12]
    body = {"login": login, "name": "Seeker", "teamPath": "/hq/store/", "roles": ["store_clerk"],
            "password": "a long password"}
    stack.call("identity.CreateUser", body)
    token = stack.sign_in(login, "a long password")
    number = phone()
    for _ in range(60):
        stack.call("customers.SearchCustomers", {"phone": number}, as_=None, token=token)
    refusal = stack.refused("customers.SearchCustomers", {"phone": number}, as_=None, token=token)
    assert (refusal.code, refusal.reason, refusal.http) == ("resource_exhausted", "SEARCH_RATE", 429)


# ---- profile ----

def test_PLT_02_a_customer_is_shown_masked_and_within_scope(stack, customer):
    shown = get(stack, customer)
    assert shown["customer"]["nameMasked"] == "Z*" and shown["customer"]["timeZone"] == "Asia/Shanghai"
    assert all("*" in point["masked"] for point in shown["contactPoints"])
    assert stack.call("customers.GetCustomer", {"id": customer}, "finance")["customer"]["id"] == customer
    assert stack.refused("customers.GetCustomer", {"id": customer}, "clerk").code == "not_found"
    assert stack.refused("customers.GetCustomer", {"id": ABSENT}).code == "not_found"
    assert stack.refused("customers.GetCustomer", {"id": customer}, "engineer").code == "permission_denied"


def test_CUS_03_a_persons_profile(stack, customer):
    version = owned(stack, customer)["version"]
    changed = stack.call("customers.UpdateCustomer", {
        "id": customer, "expectedVersion": version, "name": "Zhao Liu", "birthDate": "1990-02-28",
        "occupation": "teacher", "incomeBand": "20k-30k", "tier": "A", "decisionCycleDays": 30,
        "timeZone": "Asia/Urumqi"})["customer"]
    assert changed["birthDateKnown"] is True and changed["tier"] == "A" and changed["timeZone"] == "Asia/Urumqi"
    assert int(changed["version"]) == int(version) + 1
    told = events(stack, "customer.profile_changed", customerId=customer)[-1]
    assert told["fields"] == ["name", "tier", "occupation", "income_band", "birth_date", "decision_cycle_days",
                              "time_zone"]
    assert events(stack, "customer.tier_changed", customerId=customer) == [
        {"customerId": customer, "to": "A", "byHand": True}]
    stale = {"id": customer, "tier": "B", "expectedVersion": version}
    assert stack.refused("customers.UpdateCustomer", stale).reason == "VERSION"
    assert stack.refused("customers.UpdateCustomer", {"id": customer, "sizeBand": "50-99"}).field == "size_band"
    assert stack.refused("customers.UpdateCustomer", {"id": customer}).code == "invalid_argument"
    assert stack.refused("customers.UpdateCustomer", {"id": customer, "birthDate": "1990-02-30"}).field == "birth_date"
    assert stack.refused("customers.UpdateCustomer", {"id": customer, "tier": "B"},
                         "finance").code == "permission_denied"


def test_CUS_02_an_organisations_profile(stack):
    firm = customer_of(stack, kind="ORGANISATION", company="Huawu Machines", name="Chen Yi")
    assert get(stack, firm)["customer"]["kind"] == "ORGANISATION"
    changed = stack.call("customers.UpdateCustomer", {"id": firm, "sizeBand": "100-499",
                                                      "industry": "machinery"})["customer"]
    assert changed["sizeBand"] == "100-499" and changed["industry"] == "machinery"
    assert stack.refused("customers.UpdateCustomer", {"id": firm, "occupation": "teacher"}).field == "occupation"


# ---- people and contact points ----

def test_CUS_06_people_of_an_organisation(stack):
    firm = customer_of(stack, kind="ORGANISATION", company="Huawu Machines")
    before = stack.call("customers.ListContacts", {"customerId": firm}).get("contacts", [])
    added = stack.call("customers.AddContact", {"customerId": firm, "name": "钱工", "level": "MANAGEMENT",
                                                "function": "TECHNICAL",
                                                "jobRole": "maintainer", "phone": phone(), "email": email()})
    assert added["contact"]["nameMasked"] == "钱*" and len(added["contactPoints"]) == 2
    assert all(point["contactId"] == added["contact"]["id"] for point in added["contactPoints"])
    for name in ("Sun", "Li"):
        stack.call("customers.AddContact", {"customerId": firm, "name": name, "level": "EXECUTIVE"})
    first = stack.call("customers.ListContacts", {"customerId": firm, "pageSize": len(before) + 1})
    rest = stack.call("customers.ListContacts", {"customerId": firm, "pageToken": first["nextPageToken"]})["contacts"]
    assert first["contacts"][-1]["id"] == added["contact"]["id"] and [row["level"] for row in rest] == ["EXECUTIVE"] * 2
    told = events(stack, "contact.added", contactId=added["contact"]["id"])
    assert told[0]["level"] == "MANAGEMENT" and told[0]["function"] == "TECHNICAL"


def test_CUS_06_what_is_wrong_with_a_contact(stack, customer):
    base = {"customerId": customer, "name": "Qian"}
    assert stack.refused("customers.AddContact", {**base, "name": "  "}).field == "name"
    assert stack.refused("customers.AddContact", {**base, "phone": "12345"}).field == "phone"
    assert stack.refused("customers.AddContact", {**base, "email": "qian"}).field == "email"
    assert stack.refused("customers.AddContact", {**base, "customerId": ABSENT}).code == "not_found"
    assert stack.refused("customers.AddContact", base, "clerk").code == "permission_denied"
    assert stack.refused("customers.ListContacts", {"customerId": customer}, "clerk").code == "not_found"
    assert stack.refused("customers.ListContacts", {"customerId": customer, "pageToken": "x"}).field == "page_token"


@pytest.mark.parametrize("kind, value, masked", [
    ("PHONE", "010-6552 9988", "+8610****9988"),
    ("EMAIL", "Sales@Example.ORG", "S***@example.org"),
    ("ADDRESS", "上海市浦东新区世纪大道 100 号", "上海市***"),
    ("WEB", "https://www.example.com/about", "www.example.com"),
    ("IM", "wx_zhangsan", "wx_***"),
])
def test_CUS_07_typed_contact_points(stack, customer, kind, value, masked):
    body = {"customerId": customer, "kind": kind, "value": value}
    point = stack.call("customers.AddContactPoint", body)["contactPoint"]
    assert (point["kind"], point["state"], point["masked"]) == (kind, "UNVERIFIED", masked)
    assert events(stack, "contact_point.added", contactPointId=point["id"])[0]["kind"] == kind
    assert stack.refused("customers.AddContactPoint", body).code == "already_exists"


def test_CUS_07_what_is_no_contact_point(stack, customer):
    for kind, value in (("PHONE", "12345"), ("EMAIL", "a@b"), ("WEB", "example.com"), ("ADDRESS", "   ")):
        body = {"customerId": customer, "kind": kind, "value": value}
        refusal = stack.refused("customers.AddContactPoint", body)
        assert refusal.field == "value" and (value.strip() == "" or value not in refusal.message)
    stranger = {"customerId": customer, "kind": "PHONE", "value": phone(), "contactId": ABSENT}
    assert stack.refused("customers.AddContactPoint", stranger).code == "not_found"
    assert stack.refused("customers.AddContactPoint", {**stranger, "customerId": ABSENT}).code == "not_found"


def test_CUS_07_points_are_verified_invalidated_and_retired(stack, customer):
    point = point_of(stack, customer)

    def mark(state, **more):
        return stack.call("customers.MarkContactPoint", {"id": point["id"], "state": state, **more})["contactPoint"]

    assert mark("VERIFIED", expectedVersion=point["version"])["state"] == "VERIFIED"
    assert stack.refused("customers.MarkContactPoint", {"id": point["id"], "state": "VERIFIED"}).reason == "WRONG_STATE"
    assert stack.refused("customers.MarkContactPoint", {"id": point["id"], "state": "INVALID"}).field == "reason"
    stale = {"id": point["id"], "state": "RETIRED", "expectedVersion": point["version"]}
    assert stack.refused("customers.MarkContactPoint", stale).reason == "VERSION"
    assert mark("INVALID", reason="bounced")["invalidReason"] == "bounced"
    assert mark("RETIRED")["state"] == "RETIRED"
    assert stack.refused("customers.MarkContactPoint", {"id": point["id"], "state": "VERIFIED"}).reason == "WRONG_STATE"
    assert stack.refused("customers.MarkContactPoint", {"id": point["id"], "state": "UNVERIFIED"}).field == "state"
    assert stack.refused("customers.MarkContactPoint", {"id": ABSENT, "state": "VERIFIED"}).code == "not_found"
    assert len(events(stack, "contact_point.verified", contactPointId=point["id"])) == 1
    assert events(stack, "contact_point.invalidated", contactPointId=point["id"])[0]["reason"] == "bounced"


def test_CUS_07_a_retired_point_is_nobodys(stack):
    number = phone()
    first = customer_of(stack, phone=number)
    stack.call("customers.MarkContactPoint", {"id": point_of(stack, first)["id"], "state": "RETIRED"})
    assert customer_of(stack, phone=number) != first


# ---- sealing and revealing ----

def test_PLT_01_personal_data_is_sealed_at_rest_and_in_no_event(stack):
    number, address, name, need = phone(), email(), "Ouyang " + uuid.uuid4().hex[:8], "pain " + uuid.uuid4().hex
    customer = customer_of(stack, phone=number, email=address, name=name, need=need)
    stack.call("customers.UpdateCustomer", {"id": customer, "birthDate": "1981-07-19"})
    stack.call("customers.RecordActivity", {"customerId": customer, "type": "VISIT", "need": need})
    stack.call("customers.RaiseNeed", {"customerId": customer, "pain": need})
    for schema in ("customers", "leads"):
        stored = everything_stored(stack, schema)
        assert customer in stored
        for value in (number, number[3:], address, name, need, "1981-07-19"):
            assert value not in stored and value.encode().hex() not in stored, schema


def test_PLT_01_a_new_master_key_leaves_old_values_readable_and_findable(stack):
    number, name = phone(), "Rota " + uuid.uuid4().hex[:8]
    customer = customer_of(stack, phone=number, name=name)
    versions = stack.psql("customers", "SELECT max(master_version) FROM subject_key")[0][0]
    path = os.path.join(stack.dir, "keys", f"customers.master.{versions + 1}")
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32) + "\n")
    pid = stack.kill("customers")
    wait_until(lambda: (lambda p: p["ready"] and p["pid"] != pid)(stack.program("customers")), 60, "the restart")
    body = {"customerId": customer, "field": "NAME", "reason": "check"}
    assert wait_until(lambda: stack.call("customers.RevealField", body), 20)["value"] == name
    again = capture(stack, phone=number, email=email())
    assert again["customerId"] == customer and len(get(stack, customer)["contactPoints"]) == 2
    for criterion in ({"phone": number}, {"namePrefix": name[:8]}, {"lastFour": number[-4:]}):
        hits = stack.call("customers.SearchCustomers", {**criterion, "pageSize": 50})["hits"]
        assert customer in {hit["customerId"] for hit in hits}
    taken = {"customerId": customer, "kind": "PHONE", "value": number}
    assert stack.refused("customers.AddContactPoint", taken).code == "already_exists"
    newer = "SELECT master_version FROM subject_key WHERE subject_id = %s"
    assert stack.psql("customers", newer, (customer_of(stack),)) == [(versions + 1,)]


def test_PLT_02_revealing_is_audited_and_its_value_stored_nowhere(stack, customer):
    point = point_of(stack, customer, "EMAIL")
    body = {"customerId": customer, "field": "CONTACT_POINT", "targetId": point["id"], "reason": "call_back"}
    key = uuid.uuid4().hex
    first = stack.call("customers.RevealField", body, key=key)
    assert first["value"].endswith("@example.com")
    again = stack.call("customers.RevealField", body, key=key)
    assert again == {"auditId": first["auditId"]}
    rows = stack.psql("customers", "SELECT field, target_id::text, reason FROM reveal_audit WHERE id = %s",
                      (first["auditId"],))
    assert rows == [("CONTACT_POINT", point["id"], "call_back")]
    assert first["value"] not in everything_stored(stack)


def test_PLT_02_each_field_can_be_revealed(stack):
    number = phone()
    lead = capture(stack, phone=number, name="Zheng Wang", need="a press line")
    customer = lead["customerId"]
    stack.call("customers.UpdateCustomer", {"id": customer, "birthDate": "1990-02-28"})
    contact = stack.call("customers.AddContact", {"customerId": customer, "name": "Sun Qi"})["contact"]["id"]
    captured = stack.psql("customers", "SELECT id::text FROM capture WHERE lead_id = %s", (lead["id"],))[0][0]

    def reveal(field, target=None):
        body = {"customerId": customer, "field": field, "reason": "check", **({"targetId": target} if target else {})}
        return stack.call("customers.RevealField", body)["value"]

    assert reveal("NAME") == "Zheng Wang" and reveal("BIRTH_DATE") == "1990-02-28"
    assert reveal("CONTACT_POINT", point_of(stack, customer)["id"]) == number
    assert reveal("CONTACT_NAME", contact) == "Sun Qi"
    assert "a press line" in reveal("CAPTURE", captured)


def test_PLT_02_what_is_not_revealed(stack, customer):
    base = {"customerId": customer, "field": "NAME", "reason": "check"}
    other = point_of(stack, customer_of(stack))["id"]
    assert stack.refused("customers.RevealField", {**base, "field": "BIRTH_DATE"}).reason == "EMPTY"
    assert stack.refused("customers.RevealField", {**base, "field": "CONTACT_POINT"}).field == "target_id"
    assert stack.refused("customers.RevealField", {**base, "targetId": other}).field == "target_id"
    assert stack.refused("customers.RevealField", {**base, "field": "CONTACT_POINT",
                                                   "targetId": other}).code == "not_found"
    assert stack.refused("customers.RevealField", {**base, "reason": "two words"}).field == "reason"
    assert stack.refused("customers.RevealField", base, "finance").code == "permission_denied"
    stranger = "tele3" if owned_by(stack, customer) != "tele3" else "tele1"
    assert stack.refused("customers.RevealField", base, stranger).code == "not_found"


def owned_by(stack, customer_id):
    owner = owned(stack, customer_id)["ownerId"]
    return next((row["login"] for row in stack.access()["users"] if row["id"] == owner), None)
