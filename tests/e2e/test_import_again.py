# SPDX-License-Identifier: Apache-2.0
"""`dealspine import` of what is there already: changing it with --upsert, and `dealspine import undo`."""
import csv
import os
import random
import subprocess
import time
import uuid

import pytest

from support.importing import PLAIN, counts, leads_of, refused_rows, rows_of, run_import, run_undo, write
from support.stack import BIN

FULL = PLAIN.replace("[table channels]", "interests = Interest\nattributes.city = City\n[table channels]")
WIDE = ["Key", "Channel", "Source", "Phone", "No calls", "Interest", "City"]


@pytest.fixture
def mapping(tmp_path):
    file = tmp_path / "wide.map"
    file.write_text(FULL)
    return file


def wide(count):
    return [row + ["price", "Wuhan"] for row in rows_of(count)]


def told(stack, rows, *types):
    ids = {str(lead["id"]) for lead in leads_of(stack, rows).values()}
    return [event for event in stack.events(*types) if event["aggId"] in ids]


def moved(summary):
    return tuple(summary[name] for name in ("created", "updated", "existed", "refused", "kept"))


# ---- --upsert ----


def test_LEA_04_upsert_changes_what_differs_and_takes_in_what_is_new(stack, tmp_path, mapping):
    rows = wide(4)
    first = run_import(stack, write(tmp_path / "one.csv", rows[:3], header=WIDE), mapping)
    rows[0][6], rows[1][4], rows[2][2] = "Xi'an", "yes", "elsewhere"
    file = write(tmp_path / "two.csv", rows, header=WIDE)
    before = len(told(stack, rows, "lead.*"))
    assert counts(run_import(stack, file, mapping)) == (4, 1, 3, 0), "without --upsert nothing changes"
    assert len(told(stack, rows[:3], "lead.*")) == before
    assert moved(run_import(stack, file, mapping, "--upsert", "Key")) == (0, 2, 2, 0, 1)
    found = leads_of(stack, rows)
    assert found[rows[1][0]]["do_not_call"] is True and found[rows[2][0]]["source"] == "Laden 门店"
    assert {found[row[0]]["bulk_id"] for row in rows[:3]} == {first["bulkId"]}
    changed = {event["aggId"]: event["payload"]["fields"] for event in told(stack, rows, "lead.updated")}
    assert changed == {str(found[rows[0][0]]["id"]): ["attributes.city"], str(found[rows[1][0]]["id"]): ["do_not_call"]}
    before = told(stack, rows, "lead.*")
    assert moved(run_import(stack, file, mapping, "--upsert", "natural_key")) == (0, 0, 4, 0, 1)
    assert told(stack, rows, "lead.*") == before, "nothing differs: no event"


def test_LEA_04_upsert_sets_back_what_was_changed_since(stack, tmp_path, mapping):
    rows = wide(1)
    file = write(tmp_path / "f.csv", rows, header=WIDE)
    run_import(stack, file, mapping, "--upsert", "Key")
    stack.call("leads.CaptureLead", {"sourceChannel": "STORE", "naturalKey": rows[0][0], "updateKnown": True, "interests": ["seats"]})
    assert moved(run_import(stack, file, mapping, "--upsert", "Key")) == (0, 1, 0, 0, 0)
    assert leads_of(stack, rows)[rows[0][0]]["interests"] == ["price"]


def test_LEA_04_upsert_refuses_rows_without_key_and_leads_that_are_closed(stack, tmp_path, mapping):
    rows = wide(3)
    run_import(stack, write(tmp_path / "f.csv", rows, header=WIDE), mapping)
    found = leads_of(stack, rows)
    stack.psql("leads", "UPDATE lead SET state = 'CONVERTED' WHERE id = %s", [found[rows[0][0]]["id"]])
    rows[0][6] = rows[1][6] = "Xi'an"
    rows[2][0] = ""
    errors = tmp_path / "errors.csv"
    file = write(tmp_path / "g.csv", rows, header=WIDE)
    assert moved(run_import(stack, file, mapping, "--upsert", "Key", "--errors", str(errors), code=1)) == (0, 1, 0, 2, 0)
    with open(errors, newline="", encoding="utf-8") as table:
        said = {row["line"]: row for row in csv.DictReader(table)}
    assert "CONVERTED" in said["2"]["rule"] and said["4"]["rule"] == "a row needs its key" and said["4"]["field"] == "Key"
    assert "would say that the column is the key" in run_import(stack, file, mapping, "--upsert", "City", code=2)
    assert "permission_denied" in run_import(stack, file, mapping, "--upsert", "Key", "--as", "clerk", code=2)


# ---- --update ----


def test_LEA_04_update_changes_what_is_there_and_refuses_what_is_not(stack, tmp_path, mapping):
    rows, errors = wide(4), tmp_path / "errors.csv"
    run_import(stack, write(tmp_path / "one.csv", rows[:2], header=WIDE), mapping)
    rows[0][6] = "Xi'an"
    for row in rows:
        row[3] = f"137{random.randrange(10 ** 8):08d}"
    rows[3][0] = ""
    file = write(tmp_path / "two.csv", rows, header=WIDE)
    before = len(told(stack, rows[:2], "lead.*"))
    dry = run_import(stack, file, mapping, "--update", "Key", "--dry-run", code=1)
    assert (dry["dryRun"], dry["read"], dry["created"], dry["refused"]) == (True, 4, 3, 1)
    assert len(told(stack, rows[:2], "lead.*")) == before, "a dry run changes nothing"
    assert moved(run_import(stack, file, mapping, "--update", "Key", "--errors", str(errors), code=1)) == (0, 1, 1, 2, 0)
    refused = refused_rows(errors)
    assert (refused[4]["field"], refused[5]["field"], refused[5]["rule"]) == ("natural_key", "Key", "a row needs its key")
    assert "no lead has this natural key" in refused[4]["rule"] and rows[2][0] in refused[4]["row"]
    found = leads_of(stack, rows)
    assert sorted(found) == sorted(row[0] for row in rows[:2]) and [event["payload"]["fields"] for event in told(
        stack, rows[:2], "lead.updated")] == [["attributes.city"]]
    for row in rows[:3]:
        assert not stack.call("customers.SearchCustomers", {"phone": row[3]}).get("hits"), "nobody was made"
    assert moved(run_import(stack, file, mapping, "--upsert", "Key", code=1)) == (1, 0, 2, 1, 0)
    assert stack.call("customers.SearchCustomers", {"phone": rows[2][3]})["hits"], "and now somebody was"


def test_LEA_04_update_takes_what_was_withdrawn_for_absent(stack, tmp_path, mapping):
    rows = wide(1)
    file = write(tmp_path / "f.csv", rows, header=WIDE)
    run_undo(stack, run_import(stack, file, mapping)["bulkId"])
    assert moved(run_import(stack, file, mapping, "--update", "natural_key", code=1)) == (0, 0, 0, 1, 0)
    assert leads_of(stack, rows)[rows[0][0]]["state"] == "WITHDRAWN"


def test_LEA_04_update_and_upsert_exclude_each_other(stack, tmp_path, mapping):
    file = write(tmp_path / "f.csv", wide(1), header=WIDE)
    assert "only one of them" in run_import(stack, file, mapping, "--update", "Key", "--upsert", "Key", code=2)
    assert "would say that the column is the key" in run_import(stack, file, mapping, "--update", "City", code=2)


# ---- undo ----


def test_LEA_04_an_import_is_undone_but_for_what_was_worked_on(stack, tmp_path, mapping):
    rows = wide(6)
    for row in rows[:4]:
        row[3] = f"138{random.randrange(10 ** 8):08d}"
    rows[1][3] = rows[0][3]
    file = write(tmp_path / "f.csv", rows, header=WIDE)
    bulk = run_import(stack, file, mapping)["bulkId"]
    found = leads_of(stack, rows)
    assert found[rows[1][0]]["state"] == "DUPLICATE" or found[rows[0][0]]["state"] == "DUPLICATE"
    given = str(found[rows[2][0]]["id"])
    owner = stack.call("leads.GetLead", {"leadId": given})["lead"].get("ownerId")
    agent = next(user["id"] for user in stack.access()["users"] if user["login"] in ("field", "tele1") and user["id"] != owner)
    stack.call("leads.AssignLead", {"leadId": given, "ownerId": agent}, "manager")
    kept = tmp_path / "kept.csv"
    summary = run_undo(stack, bulk, "--kept", str(kept), code=1)
    assert (summary["leads"], summary["withdrawn"], summary["before"], summary["kept"]) == (6, 5, 0, 1)
    with open(kept, newline="", encoding="utf-8") as table:
        said = list(csv.DictReader(table))
    assert [(row["natural_key"], row["reason"], row["id"]) for row in said] == \
        [(rows[2][0], "WORKED_ON", str(found[rows[2][0]]["id"]))] and "manager" in said[0]["rule"]
    states = {key: lead["state"] for key, lead in leads_of(stack, rows).items()}
    assert states.pop(rows[2][0]) == "ASSIGNED" and set(states.values()) == {"WITHDRAWN"}
    assert len(told(stack, rows, "lead.withdrawn")) == 5
    counted = stack.psql("insights", "SELECT count(*) FROM lead_fact WHERE lead_id = ANY(%s::uuid[]) AND withdrawn_at IS NULL",
                         [[str(lead["id"]) for lead in found.values()]])
    assert counted == [(1,)], "the figures leave out what was withdrawn"
    again = run_undo(stack, bulk, code=1)
    assert (again["withdrawn"], again["before"], again["kept"]) == (0, 5, 1) and len(told(stack, rows, "lead.withdrawn")) == 5
    assert counts(run_import(stack, file, mapping)) == (6, 5, 1, 0), "imported again, what was withdrawn comes in anew"
    back = leads_of(stack, rows)
    assert {lead["id"] for lead in back.values()} == {lead["id"] for lead in found.values()}
    assert not {"WITHDRAWN"} & {lead["state"] for lead in back.values()}
    counted = stack.psql("insights", "SELECT count(*) FROM lead_fact WHERE lead_id = ANY(%s::uuid[]) AND withdrawn_at IS NULL",
                         [[str(lead["id"]) for lead in found.values()]])
    assert counted == [(6,)], "and count it again"
    assert back[rows[3][0]]["customer_id"] == found[rows[3][0]]["customer_id"]


def test_LEA_04_a_file_put_right_replaces_what_was_undone(stack, tmp_path, mapping):
    rows = wide(2)
    wrong = tmp_path / "wrong.map"
    wrong.write_text(FULL.replace("source = Source", "source = City"))
    file = write(tmp_path / "f.csv", rows, header=WIDE)
    bulk = run_import(stack, file, wrong)["bulkId"]
    run_undo(stack, bulk)
    assert counts(run_import(stack, file, mapping)) == (2, 2, 0, 0)
    assert {lead["source"] for lead in leads_of(stack, rows).values()} == {"Laden 门店"}


def test_LEA_04_undo_says_what_it_cannot_begin(stack):
    assert "no lead" in run_undo(stack, "bulk-" + uuid.uuid4().hex, code=2)
    assert stack.cli("import", "undo").returncode == 2
    assert "permission_denied" in run_undo(stack, "some-bulk", "--as", "finance", code=2)


def test_LEA_04_undo_is_for_administrators(stack, tmp_path, mapping):
    rows = wide(1)
    bulk = run_import(stack, write(tmp_path / "f.csv", rows, header=WIDE), mapping, "--as", "manager")["bulkId"]
    assert "permission_denied" in run_undo(stack, bulk, "--as", "manager", code=2)
    assert leads_of(stack, rows)[rows[0][0]]["state"] != "WITHDRAWN"


def test_PLT_08_an_undo_killed_half_way_and_repeated_ends_the_same(stack, tmp_path, mapping):
    count = 1500
    file = write(tmp_path / "f.csv", wide(count), header=WIDE)
    bulk = run_import(stack, file, mapping)["bulkId"]
    agents = stack.psql("leads", "SELECT sum(open_leads) FROM agent")[0][0]
    owned = stack.psql("leads", "SELECT count(*) FROM lead WHERE bulk_id = %s AND owner_id IS NOT NULL", [bulk])[0][0]

    def left():
        return stack.psql("leads", "SELECT count(*) FROM lead WHERE bulk_id = %s AND state <> 'WITHDRAWN'", [bulk])[0][0]
    process = subprocess.Popen([os.path.join(BIN, "dealspine"), "--dir", stack.dir, "import", "undo", bulk, "--concurrency", "8"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=stack.environment)
    while left() > random.randrange(600, 1300):
        assert process.poll() is None, "the undo ended before it was killed"
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert 0 < left() < count
    summary = run_undo(stack, bulk)
    assert summary["withdrawn"] > 0 and summary["before"] > 0 and summary["kept"] == 0
    assert summary["withdrawn"] + summary["before"] == summary["leads"] == count and left() == 0
    told = "SELECT count(*) FROM event WHERE type = 'lead.withdrawn' AND agg_id IN (SELECT id FROM lead WHERE bulk_id = %s)"
    assert stack.psql("leads", told, [bulk]) == [(count,)]
    assert stack.psql("leads", "SELECT sum(open_leads) FROM agent")[0][0] == agents - owned
    assert counts(run_import(stack, file, mapping)) == (count, count, 0, 0)
