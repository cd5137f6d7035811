# SPDX-License-Identifier: Apache-2.0
"""Organisations and people recorded twice: what is hinted at, what waits for review, and what happens to a pair."""
import concurrent.futures
import random
import uuid

from people import capture, customer_of, email, events, get, owned, phone

ABSENT = "00000000-0000-7000-8000-00000000abcd"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code():
    """A unified social credit code that nobody has, with its check character."""
    body = "91" + "".join(random.choice("0123456789") for _ in range(6)) + "".join(random.choice(ALPHABET) for _ in range(9))
    total = sum(ALPHABET.index(one) * pow(3, nth, 31) for nth, one in enumerate(body))
    return body + ALPHABET[-total % 31]


def firm(stack, name, **more):
    return customer_of(stack, kind="ORGANISATION", company=name, **more)


def update(stack, customer, as_="admin", **fields):
    return stack.call("customers.UpdateCustomer", {"id": customer, **fields}, as_)


def hits(reply):
    return [hit["customerId"] for hit in reply.get("duplicates", [])]


def pairs(stack, *customers, as_="admin", **more):
    found, body = [], {"pageSize": 200, **more}
    while True:
        reply = stack.call("customers.ListDuplicates", body, as_)
        found += [pair for pair in reply.get("pairs", [])
                  if {pair["first"]["customerId"], pair["second"]["customerId"]} == set(customers)]
        if "nextPageToken" not in reply:
            return found
        body["pageToken"] = reply["nextPageToken"]


def test_CUS_31_a_registration_number_is_sealed_and_finds_its_organisation(stack):
    code = credit_code()
    one = firm(stack, "Mill One " + uuid.uuid4().hex)
    shown = update(stack, one, registrationNumber=code.lower())["customer"]
    assert shown["registrationMasked"] == "****" + code[-4:] == get(stack, one)["customer"]["registrationMasked"]
    assert code not in str(stack.psql("customers", "SELECT c::text FROM customer AS c WHERE id = %s", (one,)))
    reveal = {"customerId": one, "field": "REGISTRATION_NUMBER", "reason": "check"}
    assert stack.call("customers.RevealField", reveal)["value"] == code
    hit, = stack.call("customers.SearchCustomers", {"registrationNumber": code}, "clerk")["hits"]
    assert hit["customerId"] == one and hit["inScope"] is False and "Mill One" not in str(hit)
    audited = "SELECT count(*) FROM search_audit WHERE criterion = 'registration_number' AND hits = 1"
    assert stack.psql("customers", audited)[0][0] >= 1
    number = phone()
    lead = capture(stack, kind="ORGANISATION", company="Another name", phone=number, registrationNumber=code)
    assert lead["customerId"] == one
    assert number[-4:] in [point["masked"][-4:] for point in get(stack, one)["contactPoints"]]


def test_CUS_31_numbers_are_searched_for_sixty_times_a_minute_at_most(stack):
    login = "s" + uuid.uuid4().hex[:12]
    stack.call("identity.CreateUser", {"login": login, "name": "Seeker", "teamPath": "/hq/store/",
                                       "roles": ["store_clerk"], "password": "a long password"})
    seeker = {"as_": None, "token": stack.sign_in(login, "a long password")}
    for _ in range(60):
        stack.call("customers.SearchCustomers", {"registrationNumber": credit_code()}, **seeker)
    refusal = stack.refused("customers.SearchCustomers", {"registrationNumber": credit_code()}, **seeker)
    assert (refusal.code, refusal.reason, refusal.http) == ("resource_exhausted", "SEARCH_RATE", 429)


def test_CUS_31_a_capture_brings_the_number_that_the_organisation_lacks(stack):
    code, number = credit_code(), phone()
    known, other = firm(stack, "Mill " + uuid.uuid4().hex, phone=number), firm(stack, "Mill " + uuid.uuid4().hex)
    update(stack, known, registrationNumber=code)
    late = firm(stack, "Mill " + uuid.uuid4().hex, phone=phone(), registrationNumber=code[:-1] + "I")  # no such number
    assert late != known and "registrationMasked" not in get(stack, late)["customer"]
    asked = firm(stack, "Mill " + uuid.uuid4().hex, email=(address := email()))
    assert firm(stack, "any", email=address, registrationNumber=code) == asked
    assert get(stack, asked)["customer"]["registrationMasked"] == "****" + code[-4:]
    assert pairs(stack, known, asked)[0]["reason"] == "REGISTRATION_NUMBER" and pairs(stack, known, other) == []
    assert firm(stack, "any", phone=number, registrationNumber=credit_code()) == known
    assert get(stack, known)["customer"]["registrationMasked"] == "****" + code[-4:]  # it had one


def test_CUS_31_captures_of_one_new_number_at_one_moment_make_one_organisation(stack):
    code, name = credit_code(), "Mill " + uuid.uuid4().hex
    stack.token("admin")
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: firm(stack, name, registrationNumber=code), range(8)))
    assert len(found) == 1


def test_CUS_31_of_three_that_are_one_no_pair_is_left_over(stack):
    code = credit_code()
    one, two, three = (firm(stack, "Mill " + uuid.uuid4().hex) for _ in range(3))
    for customer in (one, two, three):
        update(stack, customer, registrationNumber=code)
    assert len(pairs(stack, one, two) + pairs(stack, one, three) + pairs(stack, two, three)) == 3
    stack.call("customers.MergeCustomers", {"survivorId": one, "aliasId": two})
    assert len(pairs(stack, one, three)) == 2  # what waited beside the second is the first one's
    assert firm(stack, "any", email=email(), registrationNumber=code) == one  # of those that are left, the oldest
    last = stack.call("customers.MergeCustomers", {"survivorId": one, "aliasId": three})
    assert pairs(stack, one, three) == [] == pairs(stack, two, three)
    assert firm(stack, "any", email=email(), registrationNumber=code) == one
    stack.call("customers.UnmergeCustomers", {"mergeId": last["mergeId"]})
    assert pairs(stack, one, three) == [] and len(pairs(stack, two, three, state="DISMISSED")) == 1
    stack.call("customers.EraseCustomer", {"customerId": three, "reason": "asked_by_person"})
    assert stack.psql("customers", "SELECT registration_blind, registration_sealed, registration_masked, org_blind"
                      " FROM customer WHERE id = %s", (three,)) == [(None,) * 4]
    assert stack.psql("customers", "SELECT count(*) FROM duplicate WHERE %s IN (first_id, second_id)", (three,)) == [(0,)]


def test_CUS_31_the_same_number_waits_for_review_and_tells_the_owner_only(stack):
    code = credit_code()
    one, two = (firm(stack, f"Mill {uuid.uuid4().hex}") for _ in range(2))
    update(stack, one, registrationNumber=code)
    owner = owned(stack, one)["ownerId"]
    reply = update(stack, two, registrationNumber=code)
    hit, = reply["duplicates"]
    assert hit["customerId"] == one and set(hit) <= {"customerId", "kind", "nameMasked", "ownerId", "tier", "inScope"}
    assert hit["ownerId"] == owner
    pair, = pairs(stack, one, two, as_="manager")
    assert (pair["reason"], pair["state"], pair["first"]["customerId"]) == ("REGISTRATION_NUMBER", "OPEN", one)
    told, = events(stack, "customer.duplicate_suspected", duplicateId=pair["id"])
    assert (told["customerId"], told["otherId"]) == (two, one)
    merged = stack.call("customers.MergeCustomers", {"survivorId": two, "aliasId": one, "take": ["REGISTRATION_NUMBER"]})
    assert merged["survivor"]["registrationMasked"] == "****" + code[-4:]
    assert pairs(stack, one, two) == [] and pairs(stack, one, two, state="MERGED")[0]["id"] == pair["id"]
    stack.call("customers.UnmergeCustomers", {"mergeId": merged["mergeId"]})
    assert get(stack, two)["customer"]["registrationMasked"] == "****" + code[-4:]  # the same number, under its own key
    assert stack.call("customers.RevealField", {"customerId": two, "field": "REGISTRATION_NUMBER",
                                                "reason": "check"})["value"] == code
    assert pairs(stack, one, two, state="DISMISSED")[0]["id"] == pair["id"]


def test_CUS_31_one_name_in_one_region_waits_and_is_never_tied_by_itself(stack):
    name = "Pagoda " + uuid.uuid4().hex
    one, two = firm(stack, name + " Co., Ltd."), firm(stack, name.upper())
    assert one != two
    pair, = pairs(stack, one, two)
    assert pair["reason"] == "NAME_AND_REGION"
    elsewhere = firm(stack, name, email=email(), region="DE")
    assert pairs(stack, one, elsewhere) == []
    person = customer_of(stack, name=name)
    assert pairs(stack, one, person) == []
    assert set(hits(update(stack, elsewhere, region="CN"))) == {one, two}
    stack.call("customers.DismissDuplicate", {"id": pair["id"]})
    assert pairs(stack, one, two) == [] and set(hits(update(stack, one, name=name + " Ltd"))) == {two, elsewhere}
    assert pairs(stack, one, two, state="DISMISSED") and pairs(stack, one, two) == []
    assert events(stack, "customer.duplicate_dismissed", duplicateId=pair["id"])
    stack.call("customers.EraseCustomer", {"customerId": elsewhere, "reason": "asked_by_person"})
    assert hits(update(stack, one, name=name)) == [two]


def test_CUS_31_a_shared_point_is_hinted_at_and_a_capture_of_it_waits(stack):
    number = phone()
    one, two = customer_of(stack, phone=number), customer_of(stack)
    point = stack.call("customers.AddContactPoint", {"customerId": two, "kind": "PHONE", "value": number})
    assert hits(point) == [one] and point["duplicates"][0]["pointMasked"].endswith(number[-4:])
    three = customer_of(stack)
    contact = stack.call("customers.AddContact", {"customerId": three, "name": "Wu Li", "phone": number})
    assert hits(contact) == [one, two]
    assert pairs(stack, one, two) == []
    capture(stack, phone=number)
    assert pairs(stack, one, two)[0]["reason"] == "SHARED_POINT"


def test_CUS_31_what_is_refused(stack):
    one, person = firm(stack, "Mill " + uuid.uuid4().hex), customer_of(stack)
    number = {"id": one, "registrationNumber": credit_code()[:-1] + "I"}
    assert stack.refused("customers.UpdateCustomer", number).field == "registration_number"
    number = {"id": person, "registrationNumber": credit_code()}
    assert stack.refused("customers.UpdateCustomer", number).field == "registration_number"
    assert stack.refused("customers.SearchCustomers", {"registrationNumber": "123"}).field == "registration_number"
    assert stack.refused("customers.ListDuplicates", {}, "tele1").code == "permission_denied"
    assert stack.refused("customers.ListDuplicates", {"pageToken": "x"}).code == "invalid_argument"
    assert stack.refused("customers.DismissDuplicate", {"id": ABSENT}).code == "not_found"
