# SPDX-License-Identifier: Apache-2.0
"""One customer recorded twice: merging, taking a merge back, forgetting."""
import uuid

from people import capture, customer_of, email, events, get, phone, point_of, report, request_call

ABSENT = "00000000-0000-7000-8000-00000000abcd"


def merge(stack, survivor, alias, *take):
    return stack.call("customers.MergeCustomers", {"survivorId": survivor, "aliasId": alias, "take": list(take)})


def timeline(stack, customer):
    reply = stack.call("customers.GetTimeline", {"customerId": customer, "pageSize": 200})
    return {item["id"]: item for item in reply.get("items", [])}


def need(stack, customer, text, **more):
    body = {"customerId": customer, "type": "VISIT", "need": text, **more}
    return stack.call("customers.RecordActivity", body)["activity"]


def everything_of(stack, *ids):
    """All rows of the service's tables that mention one of these customers."""
    tables = stack.psql("customers", "SELECT table_name FROM information_schema.columns WHERE table_schema = 'customers'"
                        " AND column_name = 'customer_id'")
    rows = []
    for table, in tables:
        rows += stack.psql("customers", f'SELECT t::text FROM "{table}" AS t WHERE customer_id::text = ANY (%s)', (list(ids),))
    rows += stack.psql("customers", "SELECT t::text FROM customer AS t WHERE id::text = ANY (%s)", (list(ids),))
    return "\n".join(row for row, in rows)


def test_CUS_01_a_number_that_was_retired_is_not_waited_for(stack):
    number, address = phone(), email()
    customer = customer_of(stack, phone=number, email=address)
    stack.call("customers.MarkContactPoint", {"id": point_of(stack, customer)["id"], "state": "RETIRED"})
    assert capture(stack, phone=number, email=address)["customerId"] == customer


def test_CUS_32_a_merge_reads_both_as_one(stack):
    number, other, address = phone(), phone(), email()
    survivor = customer_of(stack, phone=number, name="Zhang San")
    alias = customer_of(stack, phone=other, email=address, name="Chang San")
    stack.call("customers.UpdateCustomer", {"id": alias, "tier": "A", "birthDate": "1980-01-02"})
    said = need(stack, alias, "a quieter press")
    merged = merge(stack, survivor, alias, "NAME", "TIER", "BIRTH_DATE")
    shown = get(stack, survivor)
    assert shown["customer"]["nameMasked"] == "C*" and shown["customer"]["tier"] == "A"
    assert len(shown["contactPoints"]) == 3 and {p["customerId"] for p in shown["contactPoints"]} == {survivor}
    assert merged["survivor"]["id"] == survivor and merged["unmergeUntil"]
    hidden = get(stack, alias)["customer"]
    assert (hidden["state"], hidden["aliasOf"]) == ("MERGED", survivor)
    assert timeline(stack, survivor)[said["id"]]["activity"]["need"] == "a quieter press"
    reveal = {"customerId": survivor, "reason": "check"}
    assert stack.call("customers.RevealField", {**reveal, "field": "NAME"})["value"] == "Chang San"
    assert stack.call("customers.RevealField", {**reveal, "field": "BIRTH_DATE"})["value"] == "1980-01-02"
    point = next(p for p in shown["contactPoints"] if p["kind"] == "EMAIL")
    assert stack.call("customers.RevealField", {**reveal, "field": "CONTACT_POINT",
                                                "targetId": point["id"]})["value"] == address
    for criterion in ({"phone": other}, {"email": address}, {"phone": number}):
        hits = stack.call("customers.SearchCustomers", criterion)["hits"]
        assert [hit["customerId"] for hit in hits] == [survivor]
    told = events(stack, "customer.merged", mergeId=merged["mergeId"])[0]
    assert (told["customerId"], told["aliasId"], told["aliasIds"]) == (survivor, alias, [alias])
    assert told["taken"] == ["NAME", "TIER", "BIRTH_DATE"]


def test_CUS_32_what_names_the_alias_goes_to_the_survivor(stack):
    number = phone()
    survivor, alias = customer_of(stack), customer_of(stack, phone=number)
    merge(stack, survivor, alias)
    lead = capture(stack, phone=number)
    assert lead["customerId"] == survivor
    point = next(p for p in get(stack, survivor)["contactPoints"] if p["masked"].endswith(number[-4:]))
    call = request_call(stack, alias, contactPointId=point["id"])
    assert call["state"] == "REQUESTED" and call["customerId"] == survivor
    report(stack, call["id"], "DIALLING", "NO_ANSWER")
    assert events(stack, "call.ended", callId=call["id"])[0]["customerId"] == survivor
    said = need(stack, alias, "to be called late")
    assert said["customerId"] == survivor
    assert events(stack, "activity.completed", activityId=said["id"])[0]["customerId"] == survivor
    assert {call["id"], said["id"]} <= set(timeline(stack, survivor))
    taken = {"customerId": survivor, "kind": "PHONE", "value": number}
    assert stack.refused("customers.AddContactPoint", taken).code == "already_exists"
    assert stack.refused("customers.UpdateCustomer", {"id": alias, "tier": "B"}).reason == "CUSTOMER_CLOSED"


def test_CUS_33_a_withdrawal_of_the_merged_record_counts_for_the_same_number(stack):
    number = phone()
    survivor, alias = customer_of(stack, phone=number), customer_of(stack)
    stack.call("customers.AddContactPoint", {"customerId": alias, "kind": "PHONE", "value": number})
    theirs = next(p for p in get(stack, alias)["contactPoints"] if p["masked"].endswith(number[-4:]))
    stack.call("customers.SetPermission", {"contactPointId": theirs["id"], "medium": "CALL", "purpose": "*",
                                           "state": "WITHDRAWN"})
    ours = point_of(stack, survivor)["id"]
    assert request_call(stack, survivor, contactPointId=ours)["state"] == "REQUESTED"
    merge(stack, survivor, alias)
    assert len(get(stack, survivor)["contactPoints"]) == 2
    refused = request_call(stack, survivor, contactPointId=ours)
    assert (refused["state"], refused["decision"]["reason"]) == ("REFUSED", "WITHDRAWN")


def test_CUS_32_an_unmerge_gives_back_what_came_in_since(stack):
    number, other = phone(), phone()
    survivor, alias = customer_of(stack, phone=number, name="Li Si"), customer_of(stack, phone=other, name="Lee Si")
    before = need(stack, alias, "before")["id"]
    merged = merge(stack, survivor, alias, "NAME")["mergeId"]
    lead = capture(stack, phone=other)
    point = next(p for p in get(stack, survivor)["contactPoints"] if p["masked"].endswith(other[-4:]))
    call = request_call(stack, survivor, contactPointId=point["id"])
    after_alias, after_lead = need(stack, alias, "as the alias"), need(stack, survivor, "of its lead", leadId=lead["id"])
    of_survivor = need(stack, survivor, "of the survivor")
    restored = stack.call("customers.UnmergeCustomers", {"mergeId": merged})["restored"]
    assert (restored["id"], restored["state"], restored["nameMasked"]) == (alias, "PROSPECT", "L*")
    theirs, ours = set(timeline(stack, alias)), set(timeline(stack, survivor))
    assert {before, call["id"], after_alias["id"], after_lead["id"]} <= theirs and of_survivor["id"] in ours
    assert not theirs & ours
    assert timeline(stack, alias)[after_lead["id"]]["activity"]["need"] == "of its lead"
    names = [stack.call("customers.RevealField", {"customerId": id_, "field": "NAME", "reason": "check"})["value"]
             for id_ in (survivor, alias)]
    assert names == ["Li Si", "Lee Si"]
    assert [len(get(stack, id_)["contactPoints"]) for id_ in (survivor, alias)] == [1, 1]
    told = events(stack, "customer.unmerged", mergeId=merged)[0]
    assert (told["customerId"], told["fromCustomerId"]) == (alias, survivor)
    assert lead["id"] in told["leadIds"] and len(told["leadIds"]) == 2
    assert capture(stack, phone=other)["customerId"] == alias
    assert stack.refused("customers.UnmergeCustomers", {"mergeId": merged}).reason == "UNDONE"


def test_CUS_32_an_unmerge_leaves_what_was_changed_since(stack):
    survivor, alias = customer_of(stack, name="Li Si"), customer_of(stack, name="Lee Si")
    stack.call("customers.UpdateCustomer", {"id": survivor, "tier": "C", "occupation": "teacher"})
    stack.call("customers.UpdateCustomer", {"id": alias, "tier": "A", "occupation": "nurse"})
    merged = merge(stack, survivor, alias, "TIER", "OCCUPATION")["mergeId"]
    stack.call("customers.UpdateCustomer", {"id": survivor, "tier": "B"})
    stack.call("customers.UnmergeCustomers", {"mergeId": merged})
    shown = get(stack, survivor)["customer"]
    assert (shown["tier"], shown["occupation"]) == ("B", "teacher")
    assert get(stack, alias)["customer"]["tier"] == "A"


def test_CUS_32_merges_upon_merges_come_apart_in_any_order(stack):
    first, second, third = (customer_of(stack) for _ in range(3))
    inner = merge(stack, second, third)["mergeId"]
    outer = merge(stack, first, second)["mergeId"]
    assert get(stack, third)["customer"]["aliasOf"] == first
    told = events(stack, "customer.merged", mergeId=outer)[0]
    assert set(told["aliasIds"]) == {second, third}
    stack.call("customers.UnmergeCustomers", {"mergeId": outer})
    assert get(stack, third)["customer"]["aliasOf"] == second and get(stack, second)["customer"]["state"] == "PROSPECT"
    stack.call("customers.UnmergeCustomers", {"mergeId": inner})
    assert get(stack, third)["customer"]["state"] == "PROSPECT"


def test_CUS_32_what_cannot_be_merged_or_taken_back(stack):
    one, other = customer_of(stack), customer_of(stack)
    firm = customer_of(stack, kind="ORGANISATION", company="Huawu")
    pair = {"survivorId": one, "aliasId": other}
    assert stack.refused("customers.MergeCustomers", {**pair, "aliasId": one}).field == "alias_id"
    assert stack.refused("customers.MergeCustomers", {**pair, "aliasId": firm}).reason == "KIND"
    assert stack.refused("customers.MergeCustomers", {**pair, "aliasId": ABSENT}).code == "not_found"
    assert stack.refused("customers.MergeCustomers", {**pair, "take": ["SIZE_BAND"]}).field == "take"
    assert stack.refused("customers.MergeCustomers", {**pair, "take": ["TIER", "TIER"]}).field == "take"
    assert stack.refused("customers.MergeCustomers", pair, "tele1").code == "permission_denied"
    merged = merge(stack, one, other)["mergeId"]
    assert stack.refused("customers.MergeCustomers", pair).reason == "CUSTOMER_CLOSED"
    stack.psql("customers", "UPDATE customer_merge SET unmerge_until = merged_at WHERE id = %s", (merged,))
    assert stack.refused("customers.UnmergeCustomers", {"mergeId": merged}).reason == "WINDOW"
    assert stack.refused("customers.UnmergeCustomers", {"mergeId": ABSENT}).code == "not_found"
    assert stack.refused("customers.UnmergeCustomers", {"mergeId": merged}, "tele1").code == "permission_denied"


def merges(stack, customer, as_="admin"):
    """All of them, two to a page."""
    found, token = [], {}
    while True:
        page = stack.call("customers.ListMerges", {"customerId": customer, "pageSize": 2, **token}, as_)
        found += page.get("merges", [])
        if "nextPageToken" not in page:
            return found
        token = {"pageToken": page["nextPageToken"]}


def test_CUS_32_a_merge_is_found_again_and_taken_back(stack):
    first, second, third = (customer_of(stack, name=name) for name in ("Li Si", "Wang Wu", "Zhao Liu"))
    assert merges(stack, first) == []
    inner = merge(stack, second, third, "NAME")
    outer = merge(stack, first, second)
    found = merges(stack, first)
    assert [one["id"] for one in found] == [outer["mergeId"], inner["mergeId"]]
    assert found == merges(stack, second) == merges(stack, third)
    assert (found[1]["survivorId"], found[1]["aliasId"], found[1]["taken"]) == (second, third, ["NAME"])
    assert found[1]["aliasNameMasked"] == get(stack, third)["customer"]["nameMasked"]
    admin = next(user["id"] for user in stack.access()["users"] if user["login"] == "admin")
    for one, reply in zip(found, (outer, inner)):
        assert (one["unmergeUntil"], one["canBeUndone"], one["mergedBy"]) == (reply["unmergeUntil"], True, admin)
        assert one["mergedAt"] < one["unmergeUntil"] and "undoneAt" not in one and "undoneBy" not in one
    stack.call("customers.UnmergeCustomers", {"mergeId": found[0]["id"]})
    kept, = merges(stack, first)
    assert (kept["id"], kept["canBeUndone"], kept["undoneBy"]) == (outer["mergeId"], False, admin)
    assert kept["undoneAt"] > kept["mergedAt"]
    assert [one["canBeUndone"] for one in merges(stack, third)] == [False, True]
    stack.psql("customers", "UPDATE customer_merge SET unmerge_until = merged_at WHERE id = %s", (inner["mergeId"],))
    assert [one["canBeUndone"] for one in merges(stack, third)] == [False, False]


def test_CUS_32_who_may_see_a_merge(stack):
    one, other = customer_of(stack), customer_of(stack)
    merged = merge(stack, one, other)["mergeId"]
    body = {"customerId": one}
    assert stack.refused("customers.ListMerges", {"customerId": ABSENT}).code == "not_found"
    assert stack.refused("customers.ListMerges", body, "tele1").code == "permission_denied"
    assert stack.refused("customers.ListMerges", {}).field == "customer_id"
    stack.call("customers.UnmergeCustomers", {"mergeId": merged})
    stack.psql("customers", "UPDATE customer SET owner_path = '/hq/field/' WHERE id = %s", (other,))
    stack.psql("customers", "UPDATE customer SET owner_path = '/hq/sales/tele/' WHERE id = %s", (one,))
    assert merges(stack, one, "manager") == []
    assert stack.refused("customers.ListMerges", {"customerId": other}, "manager").code == "not_found"
    assert [found["id"] for found in merges(stack, one)] == [merged]


def test_PLT_01_erasing_a_customer_destroys_the_key_and_keeps_the_counts(stack):
    number, address, name = phone(), email(), "Ouyang " + uuid.uuid4().hex[:8]
    customer, alias = customer_of(stack, phone=number, name=name), customer_of(stack, email=address, name=name + " B")
    merge(stack, customer, alias)
    said = need(stack, customer, "secret wish")
    call = request_call(stack, customer, contactPointId=point_of(stack, customer)["id"])
    body = {"customerId": customer, "reason": "asked_by_person"}
    assert stack.refused("customers.EraseCustomer", body, "manager").code == "permission_denied"
    assert stack.refused("customers.EraseCustomer", {**body, "customerId": alias}).reason == "CUSTOMER_CLOSED"
    assert set(stack.call("customers.EraseCustomer", body)["customerIds"]) == {customer, alias}
    stored = everything_of(stack, customer, alias)
    assert customer in stored
    for value in (number[-4:] + '"', "O*", "138****", address.split("@")[0][:1] + "***@"):
        assert value not in stored, value
    assert stack.psql("customers", "SELECT count(*) FROM subject_key WHERE subject_id::text = ANY (%s)",
                      ([customer, alias],)) == [(0,)]
    assert get(stack, customer)["customer"]["state"] == "ERASED"
    rows = timeline(stack, customer)
    assert "need" not in rows[said["id"]]["activity"] and rows[call["id"]]["call"]["state"] == "REQUESTED"
    told = events(stack, "customer.erased", customerId=customer)[0]
    assert set(told["aliasIds"]) == {customer, alias} and len(told["leadIds"]) == 2
    assert stack.refused("customers.EraseCustomer", body).reason == "CUSTOMER_CLOSED"
    assert stack.refused("customers.EraseCustomer", {**body, "customerId": ABSENT}).code == "not_found"
    reveal = {"customerId": customer, "field": "NAME", "reason": "check"}
    assert stack.refused("customers.RevealField", reveal).reason == "ERASED"
    assert stack.refused("customers.RecordActivity", {"customerId": customer, "type": "VISIT"}).reason == "CUSTOMER_CLOSED"
    assert stack.call("customers.SearchCustomers", {"phone": number}).get("hits", []) == []
    assert capture(stack, phone=number)["customerId"] != customer
