# SPDX-License-Identifier: Apache-2.0
"""`dealspine import customers`: people and organisations from files, found or made, changed by --upsert, and undone."""
import random
import uuid

import pytest

from support.importing import counts, refused_rows, run_import, run_undo, write

MAP = """[import]
object = customers
[fields]
natural_key = No
kind = Art -> kinds
name = Name
phone = Phone
email = Mail
registration_number = Code
industry = Industry -> code
region = "CN"
[table kinds]
人 = PERSON
企业 = ORGANISATION
"""
HEADER = ["No", "Art", "Name", "Phone", "Mail", "Code", "Industry"]
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code():
    body = "91" + "".join(random.choice("0123456789") for _ in range(6)) + "".join(random.choice(ALPHABET) for _ in range(9))
    return body + ALPHABET[-sum(ALPHABET.index(one) * pow(3, nth, 31) for nth, one in enumerate(body)) % 31]


def number():
    return f"136{random.randrange(10 ** 8):08d}"


def person(key, name="王小明", **more):
    return [key, "人", name, more.get("phone", number()), more.get("mail", ""), "", more.get("industry", "")]


def firm(key, name, code="", phone="", industry="Machine tools"):
    return [key, "企业", name, phone, "", code, industry]


def key():
    return "c" + uuid.uuid4().hex[:14]


SPOILS = (lambda row: row[:3] + ["12", "", "", ""],                          # no such number
          lambda row: row[:1] + ["狗"] + row[2:],                            # neither person nor organisation
          lambda row: row[:3] + ["", "", "", ""],                            # a person that cannot be reached
          lambda row: row[:5] + ["91350100M000100Y44", ""],                  # a person has no such code
          lambda row: row[:4])                                               # cells are missing


@pytest.fixture
def mapping(tmp_path):
    file = tmp_path / "customers.map"
    file.write_text(MAP)
    return file


def tied(stack, bulk_id):
    """Rows of an import by natural key: state, customer."""
    return {row[0]: row[1:] for row in stack.psql(
        "customers", "SELECT natural_key, state, customer_id::text FROM customer_import WHERE bulk_id = %s", [bulk_id])}


def shown(stack, customer_id):
    return stack.call("customers.GetCustomer", {"id": customer_id})["customer"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_CUS_01_a_file_of_customers_is_counted_to_the_row(stack, tmp_path, mapping, encoding):
    dice = random.Random(7)
    rows = [person(key()) if nth % 3 else firm(key(), f"宁波第{uuid.uuid4().hex}机床厂", credit_code()) for nth in range(150)]
    people = [nth for nth in range(150) if nth % 3]
    bad = sorted(dice.sample(people, 10))
    for nth, at in enumerate(bad):
        rows[at] = SPOILS[nth % len(SPOILS)](rows[at])
    file, errors = write(tmp_path / "file.csv", rows, header=HEADER, encoding=encoding), tmp_path / "errors.csv"
    dry = run_import(stack, file, mapping, "--dry-run", what="customers", code=1)
    assert dry["refused"] == 4 and tied(stack, dry["bulkId"]) == {}, "what the file alone tells"
    summary = run_import(stack, file, mapping, "--errors", str(errors), what="customers", code=1)
    assert counts(summary) == (150, 140, 0, 10)
    refused = refused_rows(errors)
    refused.pop(0, None)
    assert sorted(refused) == [at + 2 for at in bad]
    assert {refused[at + 2]["field"] for at in bad} >= {"phone", "registration_number", "Art"}
    made = tied(stack, summary["bulkId"])
    assert len(made) == 140 and {state for state, _ in made.values()} == {"CREATED"}
    some = shown(stack, made[rows[0][0]][1])
    assert (some["kind"], some["industry"], some["firstTouchChannel"]) == ("ORGANISATION", "machine_tools", "IMPORT")
    told = [event for event in stack.events("customer.imported") if event["payload"]["bulkId"] == summary["bulkId"]]
    assert len(told) == 140
    assert counts(run_import(stack, file, mapping, what="customers", code=1)) == (150, 0, 140, 10)


def test_CUS_31_who_is_there_is_found_and_who_is_named_alike_waits_for_review(stack, tmp_path, mapping):
    phone, code, name = number(), credit_code(), "宁波" + uuid.uuid4().hex
    captured = stack.call("leads.CaptureLead", {"sourceChannel": "STORE", "phone": phone, "product": key()})["lead"]["customerId"]
    rows = [person(key(), phone=phone), firm(key(), name, code), firm(key(), "Another name", code),
            firm(key(), name, code="", industry="")]
    summary = run_import(stack, write(tmp_path / "file.csv", rows, header=HEADER), mapping, "--concurrency", "1",
                         what="customers")
    found = [tied(stack, summary["bulkId"])[row[0]] for row in rows]
    assert found[0] == ("LINKED", captured) and shown(stack, captured)["nameMasked"] == "王*"
    assert found[1][0] == "CREATED" and found[2] == ("LINKED", found[1][1])
    assert found[3][0] == "CREATED" and found[3][1] != found[1][1]
    pair = stack.psql("customers", "SELECT reason, state FROM duplicate WHERE %s IN (first_id::text, second_id::text)",
                      [found[3][1]])
    assert pair == [("NAME_AND_REGION", "OPEN")]
    kept = run_undo(stack, summary["bulkId"], code=1)
    assert (kept["customers"], kept["withdrawn"], kept["kept"]) == (4, 1, 3)


def test_CUS_01_upsert_changes_what_differs(stack, tmp_path, mapping):
    rows = [person(key(), industry="Retail"), firm(key(), "上海" + uuid.uuid4().hex, credit_code()), person(key())]
    first = run_import(stack, write(tmp_path / "one.csv", rows[:2], header=HEADER), mapping, what="customers")
    made = tied(stack, first["bulkId"])
    rows[0][2], rows[0][4], rows[1][6] = "赵大明", f"p{uuid.uuid4().hex}@example.com", "Shipyards"
    file = write(tmp_path / "two.csv", rows, header=HEADER)
    assert counts(run_import(stack, file, mapping, what="customers")) == (3, 1, 2, 0)
    assert shown(stack, made[rows[1][0]][1])["industry"] == "machine_tools", "without --upsert nothing changes"
    summary = run_import(stack, file, mapping, "--upsert", "No", what="customers")
    assert [summary[name] for name in ("created", "updated", "existed", "refused")] == [0, 2, 1, 0]
    assert shown(stack, made[rows[0][0]][1])["nameMasked"] == "赵*"
    points = stack.call("customers.GetCustomer", {"id": made[rows[0][0]][1]})["contactPoints"]
    assert sorted(point["kind"] for point in points) == ["EMAIL", "PHONE"]
    assert shown(stack, made[rows[1][0]][1])["industry"] == "shipyards"
    changed = [event["payload"]["fields"] for event in stack.events("customer.profile_changed")
               if event["aggId"] == made[rows[0][0]][1]]
    assert changed[-1] == ["name"]
    again = run_import(stack, file, mapping, "--upsert", "No", what="customers")
    assert [again[name] for name in ("created", "updated", "existed")] == [0, 0, 3]


def test_CUS_01_update_changes_who_is_there_and_refuses_who_is_not(stack, tmp_path, mapping):
    rows, errors = [person(key(), industry="Retail"), person(key()), person(key())], tmp_path / "errors.csv"
    first = run_import(stack, write(tmp_path / "one.csv", rows[:2], header=HEADER), mapping, what="customers")
    made = tied(stack, first["bulkId"])
    rows[0][2], rows[0][6] = "赵大明", "Shipyards"
    file = write(tmp_path / "two.csv", rows, header=HEADER)
    dry = run_import(stack, file, mapping, "--update", "No", "--dry-run", what="customers")
    assert (dry["dryRun"], dry["created"]) == (True, 3) and shown(stack, made[rows[0][0]][1])["industry"] == "retail"
    summary = run_import(stack, file, mapping, "--update", "No", "--errors", str(errors), what="customers", code=1)
    assert [summary[name] for name in ("created", "updated", "existed", "refused")] == [0, 1, 1, 1]
    customer = shown(stack, made[rows[0][0]][1])
    assert (customer["industry"], customer["nameMasked"]) == ("shipyards", "赵*")
    refused = refused_rows(errors)
    assert list(refused) == [4] and refused[4]["field"] == "natural_key" and "only known ones" in refused[4]["rule"]
    assert tied(stack, summary["bulkId"]) == {}
    assert not stack.call("customers.SearchCustomers", {"phone": rows[2][3]}).get("hits"), "nobody was made"
    stack.call("customers.WithdrawCustomer", {"id": row_id(stack, rows[1][0]), "bulkId": first["bulkId"]})
    gone = run_import(stack, file, mapping, "--update", "No", what="customers", code=1)
    assert [gone[name] for name in ("created", "updated", "existed", "refused")] == [0, 0, 1, 2]


def test_CUS_01_an_import_of_customers_is_undone_but_for_whom_something_came_of(stack, tmp_path, mapping):
    rows = [person(key()) for _ in range(3)]
    file = write(tmp_path / "file.csv", rows, header=HEADER)
    bulk = run_import(stack, file, mapping, what="customers")["bulkId"]
    made = tied(stack, bulk)
    stack.call("customers.RecordActivity", {"customerId": made[rows[0][0]][1], "type": "VISIT"})
    kept = tmp_path / "kept.csv"
    summary = run_undo(stack, bulk, "--kept", str(kept), code=1)
    assert (summary["customers"], summary["withdrawn"], summary["kept"]) == (3, 2, 1)
    assert f'customer,{row_id(stack, rows[0][0])},"{rows[0][0]}",CREATED,WORKED_ON' in kept.read_text()
    assert shown(stack, made[rows[1][0]][1])["state"] == "ERASED"
    assert run_undo(stack, bulk, code=1)["before"] == 2
    assert counts(run_import(stack, file, mapping, what="customers")) == (3, 2, 1, 0)
    again = tied(stack, bulk)
    assert again[rows[0][0]] == made[rows[0][0]] and again[rows[1][0]][1] != made[rows[1][0]][1]


def row_id(stack, natural_key):
    return stack.psql("customers", "SELECT id::text FROM customer_import WHERE natural_key = %s", [natural_key])[0][0]


def test_CUS_01_what_is_wrong_with_an_imported_customer(stack):
    base = {"naturalKey": key(), "bulkId": "b" + key(), "name": "Wu", "phone": number()}
    for more, field in (({"phone": "12"}, "phone"), ({"phone": None}, "phone"), ({"sizeBand": "large"}, "size_band"),
                        ({"kind": "ORGANISATION", "registrationNumber": "1"}, "registration_number"),
                        ({"kind": "ORGANISATION", "occupation": "smith"}, "occupation"),
                        ({"kind": "ORGANISATION", "name": None, "phone": None}, "name")):
        body = {name: value for name, value in {**base, **more}.items() if value is not None}
        assert stack.refused("customers.ImportCustomer", body).field == field
    assert stack.refused("customers.ImportCustomer", base, "manager").code == "permission_denied"
    made = stack.call("customers.ImportCustomer", base)["imported"]
    other = {**base, "kind": "ORGANISATION", "updateKnown": True}
    assert stack.refused("customers.ImportCustomer", other).reason == "KIND"
    listed = stack.call("customers.ListImportedCustomers", {"bulkId": base["bulkId"], "pageSize": 1})
    assert [row["id"] for row in listed["customers"]] == [made["id"]] and "nextPageToken" not in listed
    assert stack.refused("customers.ListImportedCustomers", {"bulkId": "b"}, "tele1").code == "permission_denied"
    assert stack.refused("customers.WithdrawCustomer", {"id": made["id"], "bulkId": "other"}).reason == "OTHER_IMPORT"
    absent = {"id": str(uuid.uuid4()), "bulkId": "other"}
    assert stack.refused("customers.WithdrawCustomer", absent).code == "not_found"
    done = stack.call("customers.WithdrawCustomer", {"id": made["id"], "bulkId": base["bulkId"]})["imported"]
    assert done["state"] == "WITHDRAWN" and shown(stack, made["customerId"])["state"] == "ERASED"
