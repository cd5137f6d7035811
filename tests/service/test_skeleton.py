# SPDX-License-Identifier: Apache-2.0
"""What every service gets from the skeleton: idempotency, batches, the log, positions, dead letters."""
import concurrent.futures
import time
import uuid

from support.agents import agent_of
from support.stack import wait_until


def team(code=None, parent="/hq/"):
    return {"code": code or "t-" + uuid.uuid4().hex[:12], "name": "A team of the tests", "parentPath": parent}


def in_parallel(n, work):
    with concurrent.futures.ThreadPoolExecutor(n) as pool:
        return list(pool.map(work, range(n)))


def team_events(stack, code):
    path = f"/hq/{code}/"
    return [e for e in stack.events("team.changed") if path in str(e["payload"])]


# ---- idempotency ----

def test_PLT_07_a_repeated_command_gets_the_identical_reply_and_changes_nothing(stack):
    body, key = team(), uuid.uuid4().hex
    first = stack.post("identity.CreateTeam", body, key=key)
    second = stack.post("identity.CreateTeam", body, key=key)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    assert [reply.headers.get("Dealspine-Replayed") for reply in (first, second)] == [None, "true"]
    assert len(team_events(stack, body["code"])) == 1


def test_PLT_07_another_request_under_the_same_key_is_refused(stack):
    key = uuid.uuid4().hex
    stack.call("identity.CreateTeam", team(), key=key)
    refusal = stack.refused("identity.CreateTeam", team(), key=key)
    assert (refusal.code, refusal.reason) == ("invalid_argument", "IDEMPOTENCY_KEY_REUSED")


def test_PLT_07_twenty_twins_at_once_take_effect_once(stack):
    body, key = team(), uuid.uuid4().hex
    replies = in_parallel(20, lambda _: stack.call("identity.CreateTeam", body, key=key))
    assert all(reply == replies[0] for reply in replies)
    assert len(team_events(stack, body["code"])) == 1


def test_PLT_07_a_refused_command_may_be_tried_again_under_its_key(stack):
    parent, key = team(), uuid.uuid4().hex
    child = team(parent=f"/hq/{parent['code']}/")
    stack.refused("identity.CreateTeam", child, key=key)
    stack.call("identity.CreateTeam", parent)
    assert stack.call("identity.CreateTeam", child, key=key)["team"]["code"] == child["code"]


def test_PLT_01_private_fields_are_not_kept_under_the_key(stack):
    body, key = {"login": "ops", "password": stack.password("ops")}, uuid.uuid4().hex
    first = stack.call("identity.SignIn", body, as_=None, key=key)
    second = stack.call("identity.SignIn", body, as_=None, key=key)
    assert first.pop("token").startswith("dss_") and first.pop("who")["user"]["login"] == "ops"
    assert first == second
    rows = stack.psql("identity", "SELECT encode(reply, 'escape') FROM identity.idempotency WHERE key = %s", (key,))
    assert len(rows) == 1 and "dss_" not in rows[0][0] and "ops" not in rows[0][0]


# ---- batches ----

def test_a_command_that_fails_spoils_no_other_of_its_batch(stack):
    taken = team()
    stack.call("identity.CreateTeam", taken)
    bodies = [taken if i % 4 == 0 else team() for i in range(32)]
    answers = in_parallel(32, lambda i: stack.post("identity.CreateTeam", bodies[i]).status_code)
    assert [answers[i] == 200 for i in range(32)] == [i % 4 != 0 for i in range(32)]
    rows = stack.psql("identity", "SELECT count(*) FROM identity.team WHERE code = ANY(%s)", ([b["code"] for b in bodies],))
    assert rows[0][0] == 1 + 24


def test_a_bad_request_names_field_and_rule_and_changes_nothing(stack):
    before = stack.psql("identity", "SELECT count(*) FROM identity.team")
    refusal = stack.refused("identity.CreateTeam", dict(team(), code="x" * 41))
    assert (refusal.code, refusal.field) == ("invalid_argument", "code")
    assert "40" in refusal.message and "41" in refusal.message
    refusal = stack.refused("identity.CreateTeam", {"name": "no code", "parentPath": "/hq/"})
    assert (refusal.code, refusal.field) == ("invalid_argument", "code")
    assert stack.psql("identity", "SELECT count(*) FROM identity.team") == before


# ---- the log ----

def test_PLT_07_versions_of_an_aggregate_are_consecutive_and_positions_rise(stack):
    in_parallel(16, lambda _: stack.call("identity.CreateTeam", team()))
    for word in ("identity", "leads", "customers"):
        rows = stack.psql(word, f"SELECT agg_id, agg_ver FROM {word}.event ORDER BY pos")
        seen = {}
        for agg_id, agg_ver in rows:
            assert agg_ver == seen.get(agg_id, 0) + 1
            seen[agg_id] = agg_ver


def test_PLT_07_a_long_poll_is_answered_by_the_commit(stack):
    cursor = stack.call("events.Fetch", {"from": "LATEST", "types": ["team.changed"]})["nextCursor"]
    body = team()
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        began = time.monotonic()
        waiting = pool.submit(stack.call, "events.Fetch",
                              {"cursor": cursor, "types": ["team.changed"], "waitMs": 10000})
        time.sleep(0.3)
        stack.call("identity.CreateTeam", body)
        reply = waiting.result()
    assert [e["type"] for e in reply["events"]] == ["team.changed"]
    assert time.monotonic() - began < 5


def test_PLT_07_a_cursor_of_another_epoch_is_an_explicit_error(stack):
    cursor = stack.call("events.Fetch", {"from": "EARLIEST", "maxEvents": 1, "domains": ["identity"]})["nextCursor"]
    token = stack.psql("identity", "SELECT token FROM identity.log_epoch")[0][0]
    assert cursor and token
    import base64
    raw = bytearray(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_"))
    at = raw.find(stack.psql("identity", "SELECT 'identity'")[0][0].encode())
    assert at > 0
    # The epoch is 32 hexadecimal digits after the domain's name: another digit is another epoch.
    epoch_at = at + len("identity") + 2
    raw[epoch_at] = ord("0") if raw[epoch_at] != ord("0") else ord("1")
    refusal = stack.refused("events.Fetch", {"cursor": base64.b64encode(bytes(raw)).decode(), "domains": ["identity"]})
    assert (refusal.code, refusal.reason) == ("failed_precondition", "EPOCH_MISMATCH")


def test_PLT_07_position_makes_a_write_visible_to_another_service(stack):
    login = "pos-" + uuid.uuid4().hex[:10]
    made = stack.post("identity.CreateUser", {
        "login": login, "name": "Position", "teamPath": "/hq/sales/tele/", "roles": ["telesales_agent"],
        "password": uuid.uuid4().hex})
    position = made.headers["Dealspine-Position"]
    assert position.startswith("identity/")
    user_id = made.json()["user"]["id"]
    assert agent_of(stack, user_id, position)
    stack.call("identity.SuspendUser", {"id": user_id})


def test_PLT_07_a_position_that_never_comes_is_refused_after_two_seconds(stack):
    began = time.monotonic()
    answer = stack.post("leads.ListAgents", {}, headers={"Dealspine-Position": "identity/999999999"})
    assert answer.status_code == 503
    assert 1.5 < time.monotonic() - began < 10


# ---- dead letters ----

POISON = """
    INSERT INTO identity.event (pos, lane, id, type, schema, agg_type, agg_id, agg_ver, owner_path, occurred_at,
                                recorded_at, data)
    SELECT nextval('identity.event_pos'), 0, gen_random_uuid(), 'user.activated', 1, 'user', %s, %s, '/', now(), now(), %s
    FROM (SELECT pg_advisory_xact_lock(hashtext('identity.log'))) AS the_logs_lock
    RETURNING pos
"""


def test_PLT_07_a_poisoned_event_parks_its_aggregate_and_nobody_else(stack):
    aggregate = str(uuid.uuid4())
    malformed = bytes([0x92, 0x01, 0x02, 0x0A, 0x7F])  # Event.payload, in which field 1 promises more than is there
    poison = stack.psql("identity", POISON, (aggregate, 1, malformed))[0][0]
    follower = stack.psql("identity", POISON, (aggregate, 2, b""))[0][0]
    login = "well-" + uuid.uuid4().hex[:10]
    made = stack.call("identity.CreateUser", {
        "login": login, "name": "Well", "teamPath": "/hq/sales/tele/", "roles": ["telesales_agent"],
        "password": uuid.uuid4().hex})

    def letters():
        return stack.psql("leads", "SELECT pos FROM leads.dead_letter WHERE domain = 'identity' AND agg_id = %s "
                                   "ORDER BY pos", (aggregate,))

    wait_until(lambda: [pos for (pos,) in letters()] == [poison, follower], 60, "both events among the dead letters")
    user_id = made["user"]["id"]
    wait_until(lambda: agent_of(stack, user_id), 10, "the next user's arrival")
    assert stack.psql("leads", "SELECT count(*) FROM leads.attempt") == [(0,)]
    stack.call("identity.SuspendUser", {"id": user_id})
