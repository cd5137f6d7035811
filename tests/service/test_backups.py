# SPDX-License-Identifier: Apache-2.0
"""What came of backups and drills: noted once, listed for who keeps the stack running, told when it went wrong."""
import datetime
import uuid

import pytest

from support.stack import wait_until

HASH = "0123456789abcdef" * 4


def at(minutes=0):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def good(kind="BACKUP", **more):
    return {"id": str(uuid.uuid4()), "kind": kind, "outcome": "GOOD", "backupId": str(uuid.uuid4()), "startedAt": at(-2),
            "endedAt": at(-1), "takenAt": at(-2), "bytes": "912243", "sha256": HASH, "tables": 398, "rows": "1203", **more}


def failed(kind="BACKUP", **more):
    return {"id": str(uuid.uuid4()), "kind": kind, "outcome": "FAILED", "backupId": str(uuid.uuid4()), "startedAt": at(-2),
            "endedAt": at(-1), "reason": "DUMP_FAILED", "detail": "pg_dump ended with 1", **more}


def record(stack, run, as_="backup"):
    return stack.call("identity.RecordBackup", run, as_)["run"]


def about(stack, backup_id):
    return [event for event in stack.events("backup.*") if event["aggId"] == backup_id]


def test_PLT_03_a_result_is_noted_once(stack):
    run = good()
    first = record(stack, run)
    assert {name: first[name] for name in run if not name.endswith("At")} == {n: v for n, v in run.items() if not n.endswith("At")}
    assert record(stack, dict(run, rows="9")) == first
    event, = about(stack, run["backupId"])
    assert event["type"] == "backup.made" and event["aggType"] == "backup"
    assert event["payload"]["rows"] == "1203" and event["payload"]["sha256"] == HASH
    drill = good("DRILL", backupId=run["backupId"], differences=0)
    record(stack, drill)
    assert [e["type"] for e in about(stack, run["backupId"])] == ["backup.made", "backup.drilled"]


def test_PLT_03_results_are_listed_those_that_ended_last_first(stack):
    runs = [good(endedAt=at(n)) for n in (1, 2)] + [good("DRILL", endedAt=at(3)), failed("DRILL", endedAt=at(4), differences=2)]
    for run in runs:
        record(stack, run)
    reply = stack.call("identity.ListBackups", {"pageSize": 4}, "ops")
    assert [run["id"] for run in reply["runs"]] == [run["id"] for run in reversed(runs)]
    assert reply["lastGoodBackup"]["id"] == runs[1]["id"] and reply["lastGoodDrill"]["id"] == runs[2]["id"]
    assert reply["runs"][0]["reason"] == "DUMP_FAILED" and reply["runs"][0]["differences"] == 2
    first = stack.call("identity.ListBackups", {"pageSize": 1, "kind": "BACKUP"}, "ops")
    second = stack.call("identity.ListBackups", {"pageSize": 1, "kind": "BACKUP", "pageToken": first["nextPageToken"]}, "ops")
    assert [first["runs"][0]["id"], second["runs"][0]["id"]] == [runs[1]["id"], runs[0]["id"]]
    assert stack.refused("identity.ListBackups", {"pageToken": "x"}, "ops").code == "invalid_argument"


@pytest.mark.parametrize("kind, event", [("BACKUP", "backup.failed"), ("DRILL", "backup.drill_failed")])
def test_PLT_03_NOT_01_who_keeps_the_stack_running_is_told_of_a_failure(stack, kind, event):
    run = failed(kind)
    record(stack, run)
    told, = about(stack, run["backupId"])
    assert told["type"] == event and told["payload"]["reason"] == "DUMP_FAILED" and "detail" not in told["payload"]

    def heard():
        inbox = stack.call("notifications.ListNotifications", {"pageSize": 200}, "ops").get("notifications", [])
        return [one for one in inbox if one["subjectId"] == run["backupId"]]

    one, = wait_until(heard, 20, "the notification")
    assert one["rule"] == event and one["urgency"] == "URGENT" and "DUMP_FAILED" in one["body"]


@pytest.mark.parametrize("field, run", [
    ("taken_at", good(takenAt=None)), ("bytes", good(bytes=None)), ("sha256", good(sha256=None)), ("tables", good(tables=None)),
    ("rows", good(rows=None)), ("differences", good("DRILL", differences=1)), ("reason", good(reason="X")),
    ("reason", failed(reason=None)), ("ended_at", failed(endedAt=at(-3))), ("backup_id", failed(backupId="x")),
])
def test_PLT_03_a_result_that_says_too_little_or_too_much_is_refused(stack, field, run):
    refusal = stack.refused("identity.RecordBackup", {name: value for name, value in run.items() if value is not None}, "backup")
    assert (refusal.code, refusal.field) == ("invalid_argument", field)
    listed = stack.call("identity.ListBackups", {"pageSize": 200}, "ops").get("runs", [])
    assert run["id"] not in {one["id"] for one in listed}


def test_PLT_03_only_who_may_notes_and_sees_results(stack):
    for who in ("tele1", "manager", "subscriber"):
        assert stack.refused("identity.RecordBackup", good(), who).code == "permission_denied"
        assert stack.refused("identity.ListBackups", {}, who).code == "permission_denied"
    assert stack.refused("identity.ListBackups", {}, "backup").code == "permission_denied", "the key notes, and reads nothing"
    assert stack.refused("identity.ListBackups", {}, None).code == "unauthenticated"
