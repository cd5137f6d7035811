# SPDX-License-Identifier: Apache-2.0
"""Recordings: expected, taken in by parts, heard under audit, kept, held, deleted."""
import base64
import concurrent.futures
import hashlib
import os
import uuid

import pytest

from people import events, report, request_call
from quality import (ABSENT, agents_customer, answered, append, begin, customers_of_two, digest, download, now,
                     period, recorded, seen, stamp, upload, user_id, wav)
from support.stack import wait_until


@pytest.fixture(scope="module")
def agent(stack):
    """(login, customer id) of a telesales agent."""
    return agents_customer(stack)


@pytest.fixture
def call(stack, agent):
    """The id of a call that was answered and has no recording yet."""
    return answered(stack, agent[1], agent[0])["callId"]


def recording_of(stack, call_id, as_="quality"):
    return stack.call("qa.GetRecording", {"callId": call_id}, as_)


def line():
    return "line-" + uuid.uuid4().hex[:8]


def policy(stack, business_line, days, **more):
    body = {"businessLine": business_line, "days": days, "basis": "house-rule", **more}
    return stack.call("qa.PutRetentionPolicy", body, "quality")["policy"]


def make_due(stack, call_id):
    """The end of the retention, moved to now as no clock of a test can."""
    stack.psql("qa", "UPDATE recording SET delete_after = now() - interval '1 second' WHERE call_id = %s", (call_id,))
    return stack.psql("qa", "UPDATE job SET due_at = now() WHERE kind = 'delete_recording' AND dedupe = %s RETURNING kind",
                      (call_id,))


def deleted(stack, call_id):
    return seen(stack, call_id, lambda recording: recording["state"] == "DELETED", "the deletion")


# ---- taking in ----

def test_QA_01_a_recording_of_a_real_call_comes_in_by_parts_and_is_heard(stack, agent):
    login, customer = agent
    expected = answered(stack, customer, login, script="open-3")
    call_id = expected["callId"]
    assert expected["state"] == "EXPECTED" and expected["agentId"] == user_id(stack, login)
    assert expected["ownerPath"].endswith("~" + expected["agentId"]) and expected["customerId"] == customer
    assert (expected["businessLine"], expected["direction"], expected["scriptVersion"]) == ("sales", "OUTBOUND", "open-3")
    data = wav(75)
    stored = upload(stack, call_id, data, login, durationMs=75000)
    assert len(data) > 1 << 20 and stored["state"] == "STORED" and int(stored["parts"]) == 3
    assert stored["sha256"] == digest(data) and int(stored["size"]) == len(data) == int(stored["received"])
    event = events(stack, "recording.stored", callId=call_id)[0]
    assert event["sha256"] == digest(data) and event["durationMs"] == 75000 and "deleteAfter" not in event
    heard, access = download(stack, call_id)
    assert heard == data
    told = events(stack, "recording.accessed", callId=call_id)
    assert [(one["accessId"], one["actorId"], one["purpose"]) for one in told] == [
        (access["id"], user_id(stack, "quality"), "evaluation")]
    assert [one["id"] for one in recording_of(stack, call_id)["accesses"]] == [access["id"]]
    check = stack.call("qa.VerifyRecording", {"callId": call_id}, "quality")
    assert check["holdsTrue"] and check["keyPresent"] and int(check["bytesPresent"]) == len(data)


def test_QA_08_what_lies_in_the_database_is_sealed(stack, call):
    data = b"a voice that nobody else should hear " * 20
    upload(stack, call, data)
    sealed = bytes(stack.psql("qa", "SELECT sealed FROM recording_part WHERE call_id = %s", (call,))[0][0])
    assert len(sealed) == len(data) + 40 and b"voice" not in sealed
    key = os.path.join(stack.dir, "keys", "qa.recording.1")
    assert os.stat(key).st_mode & 0o777 == 0o600
    stack.psql("qa", "UPDATE recording_part SET sealed = set_byte(sealed, 60, get_byte(sealed, 60) # 1) WHERE call_id = %s",
               (call,))
    access = stack.call("qa.OpenRecording", {"callId": call, "purpose": "evaluation"}, "quality")["access"]
    assert stack.refused("qa.ReadRecordingPart", {"accessId": access["id"], "part": 1}, "quality").code == "data_loss"


def test_QA_01_another_hash_than_announced_is_refused(stack, call):
    data = wav()
    begin(stack, call, data, sha256=digest(b"something else"))
    append(stack, call, data, 0)
    assert stack.refused("qa.FinishRecording", {"callId": call}, "quality").reason == "HASH_MISMATCH"
    assert recording_of(stack, call)["recording"]["state"] == "EXPECTED"
    assert not events(stack, "recording.stored", callId=call)
    assert upload(stack, call, data)["state"] == "STORED"
    assert download(stack, call)[0] == data


def test_QA_01_a_missing_part_is_noticed(stack, call):
    data = wav(2)
    third = len(data) // 3
    begin(stack, call, data)
    append(stack, call, data[:third], 0)
    skipped = {"callId": call, "offset": 2 * third, "data": base64.b64encode(data[2 * third:]).decode()}
    refusal = stack.refused("qa.AppendRecordingPart", skipped, "quality")
    assert refusal.reason == "OFFSET" and str(third) in refusal.message
    assert stack.refused("qa.FinishRecording", {"callId": call}, "quality").reason == "INCOMPLETE"
    assert int(recording_of(stack, call)["recording"]["received"]) == third
    long = {"callId": call, "offset": third, "data": base64.b64encode(data).decode()}
    assert stack.refused("qa.AppendRecordingPart", long, "quality").field == "data"
    append(stack, call, data[third:], third)
    assert stack.call("qa.FinishRecording", {"callId": call}, "quality")["recording"]["state"] == "STORED"
    assert download(stack, call)[0] == data


def test_QA_01_a_part_that_is_sent_twice_counts_once(stack, call):
    data = wav()
    begin(stack, call, data)
    body = {"callId": call, "offset": 0, "data": base64.b64encode(data).decode()}
    replies = [stack.call("qa.AppendRecordingPart", body, "quality", key="part-1-" + call) for _ in range(2)]
    assert replies[0] == replies[1] and int(replies[0]["received"]) == len(data)
    stack.call("qa.FinishRecording", {"callId": call}, "quality")
    assert download(stack, call)[0] == data


def test_QA_01_of_recorders_that_meet_one_part_counts(stack, call):
    data = wav()
    begin(stack, call, data)
    body = {"callId": call, "offset": 0, "data": base64.b64encode(data).decode()}
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda _: stack.post("qa.AppendRecordingPart", body, "quality"), range(6)))
    assert sorted(reply.status_code for reply in replies) == [200] + [400] * 5
    assert stack.call("qa.FinishRecording", {"callId": call}, "quality")["recording"]["parts"] == 1
    assert download(stack, call)[0] == data


def test_QA_01_what_cannot_be_taken_in(stack, call):
    data = wav()
    base = {"callId": call, "codec": "wav", "size": len(data), "sha256": digest(data)}
    assert stack.refused("qa.BeginRecording", {**base, "callId": ABSENT}, "quality").reason == "NO_CALL"
    assert stack.refused("qa.BeginRecording", {**base, "sha256": "00"}, "quality").field == "sha256"
    assert stack.refused("qa.BeginRecording", {**base, "size": 200 << 20}, "quality").field == "size"
    assert stack.refused("qa.BeginRecording", base, "finance").code == "permission_denied"
    part = {"callId": call, "offset": 0, "data": base64.b64encode(data).decode()}
    assert stack.refused("qa.AppendRecordingPart", part, "quality").reason == "NOT_BEGUN"
    assert stack.refused("qa.FinishRecording", {"callId": call}, "quality").reason == "NOT_BEGUN"
    upload(stack, call, data)
    assert stack.refused("qa.BeginRecording", base, "quality").reason == "WRONG_STATE"
    assert stack.refused("qa.AppendRecordingPart", part, "quality").reason == "WRONG_STATE"
    assert stack.refused("qa.FinishRecording", {"callId": call}, "quality").reason == "WRONG_STATE"


def test_QA_01_the_time_to_bring_it_begins_when_the_answer_is_known(stack, agent):
    login, customer = agent
    recording = answered(stack, customer, login)
    left = stack.psql("qa", "SELECT extract(epoch FROM due_at - now())::int FROM recording WHERE call_id = %s",
                      (recording["callId"],))[0][0]
    assert 86400 - 60 <= left <= 86400


def test_QA_01_calls_that_were_not_answered_or_were_read_in_have_none(stack, agent):
    login, customer = agent
    busy = request_call(stack, customer, as_=login)["id"]
    report(stack, busy, "DIALLING", "BUSY", as_=login)
    past = request_call(stack, customer, as_=login)["id"]
    for state in ("DIALLING", "RINGING", "ANSWERED", "ENDED"):
        stack.call("customers.ReportCall", {"callId": past, "state": state}, login, channel="IMPORT")
    answered(stack, customer, login)  # qa has come further than those
    for call_id in (busy, past):
        assert stack.refused("qa.GetRecording", {"callId": call_id}, "quality").code == "not_found"


# ---- missing ----

def test_QA_01_a_reason_instead_of_a_recording_and_the_gap(stack, agent):
    login, customer = agent
    calls = [answered(stack, customer, login) for _ in range(5)]
    ids = [call["callId"] for call in calls]
    upload(stack, ids[0], wav(0.1))
    reply = stack.call("qa.ReportRecordingMissing", {"callId": ids[1], "reason": "CUSTOMER_OBJECTED"}, login)["recording"]
    assert reply["state"] == "MISSING" and reply["missingAccepted"] is True
    stack.call("qa.ReportRecordingMissing", {"callId": ids[2], "reason": "RECORDER_FAILED"}, login)
    told = [events(stack, "recording.missing", callId=call_id)[0] for call_id in ids[1:3]]
    assert [(one["reason"], one["accepted"]) for one in told] == [("CUSTOMER_OBJECTED", True), ("RECORDER_FAILED", False)]
    report_ = stack.call("qa.GetGapReport", {**period(calls), "agentId": user_id(stack, login)}, "manager")
    assert len(report_["agents"]) == 1 and report_["agents"][0]["agentId"] == user_id(stack, login)
    total = report_["total"]
    assert [int(total[name]) for name in ("answered", "stored", "accepted", "unaccepted", "expected")] == [5, 1, 1, 1, 2]
    assert total["gapBasisPoints"] == 6000
    own = stack.call("qa.GetGapReport", period(calls), login)
    assert own["total"] == total
    assert stack.refused("qa.GetGapReport", {"answeredFrom": stamp(now()), "answeredUntil": calls[0]["answeredAt"]},
                         "quality").field == "answered_until"
    assert stack.refused("qa.ReportRecordingMissing", {"callId": ids[3], "reason": "TIRED"}, login).field == "reason"
    assert stack.refused("qa.ReportRecordingMissing", {"callId": ids[0], "reason": "FILE_LOST"},
                         login).reason == "WRONG_STATE"
    assert stack.refused("qa.ReportRecordingMissing", {"callId": ids[3], "reason": "FILE_LOST"},
                         "clerk").code == "permission_denied"


def test_QA_01_what_is_not_in_when_it_is_due_is_missing_and_may_turn_up(stack, call):
    data = wav()
    begin(stack, call, data)
    append(stack, call, data[:1000], 0)
    assert stack.psql("qa", "UPDATE job SET due_at = now() WHERE dedupe = %s RETURNING kind",
                      (call,)) == [("recording_due",)]
    missing = seen(stack, call, lambda recording: recording["state"] == "MISSING")
    assert (missing["missingReason"], missing["missingAccepted"]) == ("NOT_DELIVERED", False)
    assert events(stack, "recording.missing", callId=call)[0]["accepted"] is False
    check = stack.call("qa.VerifyRecording", {"callId": call}, "quality")
    assert check["holdsTrue"] and not check["keyPresent"] and check["partsPresent"] == 0
    late = upload(stack, call, data)
    assert late["state"] == "STORED" and "missingReason" not in late
    assert stack.psql("qa", "SELECT count(*) FROM job WHERE dedupe = %s", (call,)) == [(0,)]


# ---- who may hear ----

def test_QA_08_a_recording_is_its_agents_and_those_above(stack):
    (mine, customer), (other, _) = customers_of_two(stack)
    call_id = recorded(stack, customer, mine)["callId"]
    for method, body in (("GetRecording", {}), ("OpenRecording", {"purpose": "training"}), ("VerifyRecording", {})):
        assert stack.refused("qa." + method, {"callId": call_id, **body}, other).code == "not_found"
        assert stack.refused("qa." + method, {"callId": call_id, **body}, "clerk").code == "permission_denied"
    assert stack.refused("qa.BeginRecording", {"callId": call_id, "codec": "wav", "size": 1, "sha256": "0" * 64},
                         other).reason == "NO_CALL"
    for reader in (mine, "manager", "quality"):
        assert download(stack, call_id, reader)[0][:4] == b"RIFF"
    readers = {one["actorId"] for one in recording_of(stack, call_id)["accesses"]}
    assert readers == {user_id(stack, reader) for reader in (mine, "manager", "quality")}
    listed = stack.call("qa.ListRecordings", {"customerId": customer}, mine)["recordings"]
    assert call_id in [one["callId"] for one in listed]
    assert "recordings" not in stack.call("qa.ListRecordings", {"customerId": customer}, other)


def test_QA_08_an_access_is_for_one_and_ends(stack, agent):
    call_id = recorded(stack, agent[1], agent[0])["callId"]
    access = stack.call("qa.OpenRecording", {"callId": call_id, "purpose": "appeal"}, "manager")["access"]
    read = {"accessId": access["id"], "part": 1}
    assert stack.refused("qa.ReadRecordingPart", read, "quality").code == "not_found"
    assert stack.refused("qa.ReadRecordingPart", {**read, "part": 2}, "manager").code == "not_found"
    assert stack.call("qa.ReadRecordingPart", read, "manager")["last"] is True
    stack.psql("qa", "UPDATE recording_access SET until = now() WHERE id = %s", (access["id"],))
    assert stack.refused("qa.ReadRecordingPart", read, "manager").code == "not_found"
    assert stack.refused("qa.ReadRecordingPart", read, "finance").code == "permission_denied"


def test_QA_08_there_is_nothing_to_open_before_it_is_stored(stack, call):
    assert stack.refused("qa.OpenRecording", {"callId": call, "purpose": "training"}, "quality").reason == "NO_RECORDING"


def test_QA_01_recordings_are_listed_page_by_page(stack, agent):
    login, customer = agent
    calls = [answered(stack, customer, login) for _ in range(3)]
    upload(stack, calls[1]["callId"], wav(0.1))
    query = {**period(calls), "agentId": user_id(stack, login)}
    first = stack.call("qa.ListRecordings", {**query, "pageSize": 2}, "quality")
    rest = stack.call("qa.ListRecordings", {**query, "pageSize": 2, "pageToken": first["nextPageToken"]}, "quality")
    assert [one["callId"] for one in first["recordings"] + rest["recordings"]] == [
        call["callId"] for call in reversed(calls)]
    assert "nextPageToken" not in rest
    stored = stack.call("qa.ListRecordings", {**query, "states": ["STORED"]}, "quality")["recordings"]
    assert [one["callId"] for one in stored] == [calls[1]["callId"]]
    assert stack.refused("qa.ListRecordings", {"pageToken": "x"}, "quality").field == "page_token"


# ---- retention ----

def test_QA_02_no_policy_ships_and_without_one_nothing_is_deleted(stack, call):
    assert not [one for one in stack.call("qa.ListRetentionPolicies", {}, "quality").get("policies", [])
                if one["businessLine"] in ("*", "sales")]
    stored = upload(stack, call, wav(0.1))
    assert "deleteAfter" not in stored and "retentionVersion" not in stored
    assert stack.psql("qa", "SELECT count(*) FROM job WHERE dedupe = %s", (call,)) == [(0,)]
    assert stack.refused("qa.ListRetentionPolicies", {}, "clerk").code == "permission_denied"


def test_QA_02_what_is_due_is_destroyed_and_leaves_its_tombstone(stack, call):
    business_line, data = line(), wav()
    assert policy(stack, business_line, 365)["version"] == 1
    stored = upload(stack, call, data, businessLine=business_line)
    assert (stored["retentionLine"], stored["retentionVersion"]) == (business_line, 1)
    assert stack.psql("qa", "SELECT delete_after = answered_at + interval '365 days' FROM recording WHERE call_id = %s",
                      (call,)) == [(True,)]
    assert stack.psql("qa", "SELECT job.due_at = delete_after FROM job, recording WHERE dedupe = call_id::text AND call_id = %s",
                      (call,)) == [(True,)]
    access = stack.call("qa.OpenRecording", {"callId": call, "purpose": "evaluation"}, "quality")["access"]
    assert make_due(stack, call) == [("delete_recording",)]
    gone = deleted(stack, call)
    assert gone["sha256"] == digest(data)
    moment = stack.psql("qa", "SELECT (extract(epoch FROM deleted_at) * 1000000)::bigint FROM recording WHERE call_id = %s",
                        (call,))[0][0]
    said = f"{call}|{digest(data)}|{len(data)}|{business_line}|1|{moment}"
    assert gone["tombstone"] == hashlib.sha256(said.encode()).hexdigest()
    assert events(stack, "recording.deleted", callId=call)[0]["tombstone"] == gone["tombstone"]
    for table in ("recording_key", "recording_part"):
        assert stack.psql("qa", f"SELECT count(*) FROM {table} WHERE call_id = %s", (call,)) == [(0,)]
    check = stack.call("qa.VerifyRecording", {"callId": call}, "quality")
    assert check["holdsTrue"] and check["partsPresent"] == 0 and check["tombstone"] == gone["tombstone"]
    assert stack.refused("qa.ReadRecordingPart", {"accessId": access["id"], "part": 1}, "quality").code == "not_found"
    assert stack.refused("qa.OpenRecording", {"callId": call, "purpose": "training"}, "quality").reason == "NO_RECORDING"
    stack.psql("qa", "UPDATE recording SET size = size + 1 WHERE call_id = %s", (call,))
    assert stack.call("qa.VerifyRecording", {"callId": call}, "quality")["holdsTrue"] is False


def test_QA_02_a_hold_prevents_deletion_until_the_last_is_lifted(stack, call):
    business_line = line()
    policy(stack, business_line, 30)
    upload(stack, call, wav(0.1), businessLine=business_line)
    hold = {"callId": call, "cause": "CASE", "refId": str(uuid.uuid4()), "reason": "complaint"}
    first = stack.call("qa.HoldRecording", hold, "quality")
    assert first["recording"]["state"] == "HELD" and first["hold"]["heldBy"] == user_id(stack, "quality")
    second = stack.call("qa.HoldRecording", {"callId": call, "cause": "AUTHORITY", "reason": "court"}, "quality")
    assert second["recording"]["holds"] == 2
    assert len(events(stack, "recording.held", callId=call)) == 2
    make_due(stack, call)
    wait_until(lambda: stack.psql("qa", "SELECT count(*) FROM job WHERE dedupe = %s", (call,)) == [(0,)], 20, "the job")
    assert recording_of(stack, call)["recording"]["state"] == "HELD" and download(stack, call)[0]
    lifted = stack.call("qa.ReleaseRecording", {"callId": call, "holdId": first["hold"]["id"]}, "quality")["recording"]
    assert (lifted["state"], lifted["holds"]) == ("HELD", 1)
    gone = {"callId": call, "holdId": first["hold"]["id"]}
    assert stack.refused("qa.ReleaseRecording", gone, "quality").code == "not_found"
    stack.call("qa.ReleaseRecording", {"callId": call, "holdId": second["hold"]["id"]}, "quality")
    deleted(stack, call)
    assert [one["holds"] for one in events(stack, "recording.released", callId=call)] == [1, 0]
    assert all(one["releasedBy"] == user_id(stack, "quality") for one in recording_of(stack, call)["holds"])


def test_QA_02_who_may_hold_and_for_what(stack, agent, call):
    hold = {"callId": call, "cause": "OTHER", "reason": "training"}
    assert stack.refused("qa.HoldRecording", hold, "quality").reason == "WRONG_STATE"
    assert stack.refused("qa.HoldRecording", hold, agent[0]).code == "permission_denied"
    assert stack.refused("qa.HoldRecording", {**hold, "callId": ABSENT}, "quality").code == "not_found"
    assert stack.refused("qa.HoldRecording", {**hold, "cause": "CONTRACT"}, "quality").field == "ref_id"
    assert stack.refused("qa.ReleaseRecording", {"callId": call, "holdId": ABSENT}, agent[0]).code == "permission_denied"


def test_QA_02_a_new_policy_changes_what_it_is_told_to(stack, agent):
    login, customer = agent
    business_line = line()
    ids = [answered(stack, customer, login)["callId"] for _ in range(2)]
    upload(stack, ids[0], wav(0.1), businessLine=business_line)
    policy(stack, business_line, 100)
    first = seen(stack, ids[0], lambda recording: recording.get("retentionVersion") == 1, "the policy")
    assert first["deleteAfter"]
    assert policy(stack, business_line, 10)["version"] == 2
    upload(stack, ids[1], wav(0.1), businessLine=business_line)
    wait_until(lambda: stack.psql("qa", "SELECT count(*) FROM job WHERE kind = 'restate_retention'") == [(0,)], 20, "the job")
    versions = [recording_of(stack, call_id)["recording"]["retentionVersion"] for call_id in ids]
    assert versions == [1, 2]
    policy(stack, business_line, 50, restate=True)
    for call_id in ids:
        seen(stack, call_id, lambda recording: recording["retentionVersion"] == 3, "the restatement")
        assert stack.psql("qa", "SELECT job.due_at = answered_at + interval '50 days' FROM job, recording"
                          " WHERE dedupe = call_id::text AND call_id = %s", (call_id,)) == [(True,)]
    versions = [one["version"] for one in stack.call("qa.ListRetentionPolicies", {}, "quality")["policies"]
                if one["businessLine"] == business_line]
    assert versions == [3, 2, 1]


def test_QA_02_lines_without_a_policy_follow_the_common_one(stack, agent):
    login, customer = agent
    own, common = line(), line()
    try:
        policy(stack, own, 30)
        version = policy(stack, "*", 36500)["version"]
        for business_line, kept_by, days in ((own, own, 30), (common, "*", 36500)):
            stored = upload(stack, answered(stack, customer, login)["callId"], wav(0.1), businessLine=business_line)
            assert stored["retentionLine"] == kept_by
            assert stack.psql("qa", "SELECT delete_after = answered_at + %s * interval '1 day' FROM recording"
                              " WHERE call_id = %s", (days, stored["callId"])) == [(True,)]
        assert stored["retentionVersion"] == version
        policy(stack, common, 10, restate=True)
        seen(stack, stored["callId"], lambda recording: recording["retentionLine"] == common, "the line's own policy")
    finally:  # the other tests have none
        wait_until(lambda: stack.psql("qa", "SELECT count(*) FROM job WHERE kind = 'restate_retention'") == [(0,)], 20, "the job")
        stack.psql("qa", "DELETE FROM retention_policy WHERE business_line = '*'")


def test_QA_02_a_policy_is_checked(stack):
    base = {"businessLine": "sales", "days": 10, "basis": "house-rule"}
    for change, field in ((dict(days=0), "days"), (dict(businessLine="a b"), "business_line"), (dict(basis=""), "basis")):
        assert stack.refused("qa.PutRetentionPolicy", {**base, **change}, "quality").field == field
    assert stack.refused("qa.PutRetentionPolicy", base, "manager").code == "permission_denied"
