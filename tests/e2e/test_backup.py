# SPDX-License-Identifier: Apache-2.0
"""Backups: made while people work, brought back elsewhere and compared, and restored into a stack that goes on."""
import fcntl
import glob
import json
import os
import shutil

import pytest

from support.deal import Deal
from support.stack import Stack, wait_until


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A stack with a deal, one backup of it, and a lead that came later."""
    running = Stack(environment={"DEALSPINE_BACKUP_EVERY_HOURS": "8760", "DEALSPINE_BACKUP_DRILL_HOURS": "0"}, scale=1)
    running.deal = Deal(running).to("captured")
    running.before = running.call("events.Fetch", {"from": "LATEST", "maxEvents": 1}, "subscriber")["nextCursor"]
    done = running.cli("backup", "--json")
    assert done.returncode == 0, done.stderr
    running.run = json.loads(done.stdout)
    running.folder, = backups(running)
    running.later = Deal(running).to("captured")
    yield running
    running.stop()


def backups(stack):
    return sorted(path for path in glob.glob(os.path.join(stack.dir, "backups", "2*")))


def listed(stack):
    return stack.call("identity.ListBackups", {"pageSize": 200}, "ops").get("runs", [])


def leads(stack):
    return {str(row[0]) for row in stack.psql("dealspine", "SELECT id FROM leads.lead")}


@pytest.fixture
def copy(kept, tmp_path):
    """The backup in a folder of the test's own."""
    return shutil.copytree(kept.folder, str(tmp_path / "copy"))


def test_PLT_03_a_backup_holds_every_table_and_is_noted(kept):
    with open(os.path.join(kept.folder, "manifest.json")) as file:
        manifest = json.load(file)
    tables = manifest["tables"]
    assert {name.partition(".")[0] for name in tables} == set(manifest["services"]) and len(manifest["services"]) == 9
    assert sum(table["rows"] for table in tables.values()) == manifest["rows"] == int(kept.run["rows"])
    assert tables["leads.lead"]["rows"] == 1 and "customers.master.1" in manifest["keys"]
    assert os.stat(os.path.join(kept.folder, "records.dump")).st_size == manifest["bytes"]
    run = next(run for run in listed(kept) if run["id"] == kept.run["id"])
    assert run["outcome"] == "GOOD" and run["sha256"] == manifest["sha256"]
    assert os.listdir(os.path.join(kept.dir, "backups", "waiting")) == []
    for path in glob.glob(os.path.join(kept.folder, "*")):
        assert os.stat(path).st_mode & 0o077 == 0


def test_PLT_03_a_drill_brings_back_every_row_and_the_services_start_on_it(kept):
    name = os.path.basename(kept.folder)
    done = kept.cli("backup", "drill", name, "--json", timeout=300)
    assert done.returncode == 0, done.stderr
    run = json.loads(done.stdout)
    assert (run["outcome"], run["rows"], run["differences"]) == ("GOOD", kept.run["rows"], 0)
    assert run["backupId"] == kept.run["backupId"]
    assert next(one for one in listed(kept) if one["kind"] == "DRILL")["id"] == run["id"]
    assert not glob.glob(os.path.join(kept.dir, "backups", "drill-*"))
    assert "brought back" in kept.cli("backup", "list").stdout
    assert "brought everything back" in kept.cli("status").stdout
    assert leads(kept) >= {kept.deal.lead_id, kept.later.lead_id}, "the stack itself is as it was"


def test_PLT_03_a_drill_names_what_came_back_otherwise(kept):
    folder = kept.folder
    path = os.path.join(folder, "manifest.json")
    with open(path) as file:
        whole = file.read()
    wrong = json.loads(whole)
    wrong["tables"]["leads.lead"]["rows"] += 1
    with open(path, "w") as file:
        json.dump(wrong, file)
    try:
        done = kept.cli("backup", "drill", os.path.basename(folder), timeout=300)
    finally:
        with open(path, "w") as file:
            file.write(whole)
    assert done.returncode == 1 and "1 of" in done.stderr and "leads.lead" in done.stderr
    run = listed(kept)[0]
    assert (run["kind"], run["outcome"], run["reason"], run["differences"]) == ("DRILL", "FAILED", "ROWS_DIFFER", 1)


def test_PLT_03_a_drill_refuses_a_file_that_is_not_what_was_written(kept):
    path = os.path.join(kept.folder, "records.dump")
    with open(path, "r+b") as file:
        file.seek(5000)
        byte = file.read(1)
        file.seek(5000)
        file.write(bytes([byte[0] ^ 1]))
    try:
        done = kept.cli("backup", "drill", os.path.basename(os.path.dirname(path)), "--json")
    finally:
        with open(path, "r+b") as file:
            file.seek(5000)
            file.write(byte)
    assert done.returncode == 1 and json.loads(done.stdout)["reason"] == "FILE_ALTERED"
    assert listed(kept)[0]["reason"] == "FILE_ALTERED"


def test_PLT_03_what_is_restored_is_the_moment_of_the_backup_and_readers_are_told(kept, copy, tmp_path):
    fresh = Stack(folder=str(tmp_path / "fresh"), start=False, scale=1)
    done = fresh.cli("restore", copy, "--keys", os.path.join(kept.dir, "keys"))
    assert done.returncode == 0, done.stderr
    shutil.copy(os.path.join(kept.dir, "access.json"), fresh.dir)  # for the passwords
    fresh.start()
    try:
        assert leads(fresh) == {kept.deal.lead_id}
        hit, = fresh.call("customers.SearchCustomers", {"phone": kept.deal.phone}, "clerk")["hits"]
        name = fresh.call("customers.RevealField", {"customerId": hit["customerId"], "field": "NAME", "reason": "test"}, "admin")
        assert name["value"] == kept.deal.name, "its keys open what is sealed"
        late = fresh.refused("events.Fetch", {"cursor": kept.before}, "subscriber")
        assert late.reason == "EPOCH_MISMATCH"
        assert {e["aggId"] for e in fresh.events("lead.captured", as_="subscriber")} == {kept.deal.lead_id}
        again = Deal(fresh).to("captured")
        assert again.lead_id in leads(fresh), "work goes on"
    finally:
        fresh.stop()


def test_PLT_03_a_restore_is_refused_without_its_keys_and_over_records(kept, copy, tmp_path):
    keyless = Stack(folder=str(tmp_path / "keyless"), start=False, scale=1)
    done = keyless.cli("restore", copy)
    assert done.returncode == 1 and "is missing" in done.stderr
    other = tmp_path / "other"
    shutil.copytree(os.path.join(kept.dir, "keys"), other)
    (other / "customers.master.1").write_text("0" * 64)
    done = keyless.cli("restore", copy, "--keys", str(other))
    assert done.returncode == 1 and "keys/customers.master.1 is not the one" in done.stderr
    assert not os.path.exists(os.path.join(keyless.dir, "pg", "data", "global"))
    done = kept.cli("restore", copy)
    assert done.returncode == 1 and "runs in" in done.stderr
    done = kept.cli("restore", str(tmp_path))
    assert done.returncode == 1 and "no backup" in done.stderr


def test_PLT_03_one_at_a_time_and_the_result_waits_for_a_gateway_that_is_away(kept):
    with open(os.path.join(kept.dir, "backups", "lock")) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = kept.cli("backup")
        assert done.returncode == 1 and "at work" in done.stderr
    done = kept.cli("backup", "--as", "nobody-known", "--json")
    run = json.loads(done.stdout)
    assert done.returncode == 0 and "not yet told" in done.stderr
    assert run["id"] not in {one["id"] for one in listed(kept)}
    assert kept.cli("backup").returncode == 0
    assert run["id"] in {one["id"] for one in listed(kept)}, "told with the next"


def test_PLT_03_so_many_are_kept_and_what_was_left_unfinished_goes():
    small = Stack(services="identity gateway")
    try:
        os.makedirs(os.path.join(small.dir, "backups", "20200101T000000Z-dead"))  # its process was killed
        made = []
        for _ in range(3):
            assert small.cli("backup", "--keep", "2").returncode == 0
            made.append(backups(small)[-1])
        assert backups(small) == made[1:]
    finally:
        small.stop()


def test_PLT_03_a_stack_makes_its_backups_by_itself(kept):
    known = set(backups(kept))
    assert known
    for path in known:  # as if they were of long ago
        with open(os.path.join(path, "manifest.json"), "r+") as file:
            manifest = json.load(file)
            manifest["takenAt"] = "2020-01-01T00:00:00.000000Z"
            file.seek(0)
            json.dump(manifest, file)
            file.truncate()
    new = wait_until(lambda: [path for path in set(backups(kept)) - known
                              if os.path.exists(os.path.join(path, "manifest.json"))], 60, "the backup")
    with open(os.path.join(new[0], "manifest.json")) as file:
        made = json.load(file)
    wait_until(lambda: made["id"] in {run["backupId"] for run in listed(kept)}, 30, "its note")


def test_PLT_03_a_backup_without_a_server_fails_in_words(tmp_path):
    absent = Stack(folder=str(tmp_path / "absent"), start=False, scale=1)
    done = absent.cli("backup")
    assert done.returncode == 1 and "Postgres does not answer" in done.stderr
    assert not glob.glob(os.path.join(absent.dir, "backups", "2*"))
