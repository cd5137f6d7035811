# SPDX-License-Identifier: Apache-2.0
"""What would kill a careless service: frames that are none, messages too large or too many, words that are no text, handlers
that crash. Each is refused or put aside with its reason; the service stays, answers others meanwhile, and does not grow."""
import contextlib
import os
import threading
import time
import uuid

import pytest
import zmq

from support.bus import caller_on_host, fetch, refusals, signed
from support.stack import Stack, wait_until
from support.wire import Refused, proto

INVALID_ARGUMENT = 3
MIB = 1 << 20
HEADER_ROOM = 1 << 16
GROWTH = 120 << 20  # of a process, at most; sanitizers keep what was freed for a while
POISONED = ("on.user.suspended", "leads.ListPool", "job.referral_clock")


@pytest.fixture(scope="module")
def brave():
    """A stack in which leads crashes whenever it hears of a suspended user, is asked for the pool, or looks at a referral."""
    running = Stack(services="identity leads gateway", environment={
        "DEALSPINE_POISON": ",".join(f"leads:{what}" for what in POISONED),
        "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "detect_leaks=1:abort_on_error=1") + ":quarantine_size_mb=16"})
    running.call("identity.CreateTeam", {"code": "poison", "name": "Poison", "parentPath": "/hq/"})
    yield running
    running.stop()


def resident(stack, word):
    with open(f"/proc/{stack.program(word)['pid']}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@contextlib.contextmanager
def others_are_answered(stack, method="leads.GetRules", body=None):
    """While it lasts somebody else calls, again and again: all of it must succeed, and some of it must happen."""
    over, answers = threading.Event(), []

    def call():
        while not over.is_set() or not answers:
            answers.append(stack.post(method, body or {}, timeout=30).status_code)
            time.sleep(0.02)

    other = threading.Thread(target=call)
    other.start()
    try:
        yield
    finally:
        over.set()
        other.join()
    assert set(answers) == {200}, answers


@contextlib.contextmanager
def stays(stack, word="leads"):
    """The same process afterwards, ready and not much larger."""
    pid, before = stack.program(word)["pid"], resident(stack, word)
    yield
    assert stack.program(word)["pid"] == pid
    assert resident(stack, word) - before < GROWTH


def header(method="leads.CaptureLead", **more):
    wire = proto("wire")
    fields = dict(version=1, kind=wire.REQUEST, id=uuid.uuid4().bytes, method=method, timeout_ms=20000,
                  idempotency_key=str(uuid.uuid4()))
    return wire.Header(**{**fields, **more})


def ask(through, head, body):
    """The status of the answer to a body as it is, and None for OK."""
    through.socket.send_multipart([head.SerializeToString(), body])
    while True:
        answer = proto("wire").Header.FromString(through.socket.recv_multipart()[0])
        if answer.id == head.id:
            return answer.status if answer.HasField("status") else None


def signed_header(stack, **more):
    head = header(**more)
    head.principal.CopyFrom(signed(stack, "gateway"))
    return head


# ---- messages ----

NOISE = {
    "one frame": [b"alone"],
    "five frames": [b"a", b"b", b"c", b"d", b"e"],
    "no header": [b"\xff" * 40, b""],
    "an empty header": [b"", b""],
    "a length beyond the end": [b"\x22\xff\xff\xff\xff\x0f", b""],
    "a field that never ends": [b"\x80" * 5000, b""],
    "an id of three bytes": [b"\x08\x01\x10\x01\x1a\x03abc", b""],
    "a reply that nobody asked for": [b"\x08\x01\x10\x02\x1a\x10" + bytes(16), b""],
    "groups in groups": [b"\x0b" * 2000, b""],
    "a header of a thousand principals": [b"\x3a\x00" * 1000, b""],
}


def test_frames_that_are_none_are_dropped_and_counted(brave):
    through = caller_on_host(brave, "leads")
    before = refusals(brave, "leads").get("MALFORMED_MESSAGE", 0)
    with stays(brave), others_are_answered(brave):
        for _ in range(50):
            for frames in NOISE.values():
                through.socket.send_multipart(frames)
        assert fetch(through, signed(brave, "gateway"), max_events=1).HasField("next_cursor")
    assert refusals(brave, "leads").get("MALFORMED_MESSAGE", 0) - before == 50 * len(NOISE)


@pytest.mark.parametrize("change, reason", [({"version": 2}, "VERSION"), ({"method": None}, "NO_METHOD"),
                                            ({"timeout_ms": 0}, "NO_TIME_LEFT")])
def test_a_header_that_says_too_little_is_refused_with_its_reason(brave, change, reason):
    head = signed_header(brave, **{name: value for name, value in change.items() if value is not None})
    for name, value in change.items():
        if value is None:
            head.ClearField(name)
    before = refusals(brave, "leads").get(reason, 0)
    assert ask(caller_on_host(brave, "leads"), head, b"").reason == reason
    assert refusals(brave, "leads")[reason] == before + 1


def test_one_byte_more_than_a_mebibyte_is_refused_and_a_mebibyte_is_read(brave):
    through = caller_on_host(brave, "leads", patience_ms=20000)
    with stays(brave), others_are_answered(brave):
        for _ in range(40):
            status = ask(through, signed_header(brave), bytes(MIB + 1))
            assert (status.code, status.reason, status.executed) == (INVALID_ARGUMENT, "TOO_LARGE", False)
        assert ask(through, signed_header(brave), bytes(MIB)).reason == "NOT_THE_MESSAGE"
    assert refusals(brave, "leads")["TOO_LARGE"] >= 40


def test_a_frame_beyond_all_bounds_ends_its_connection_alone(brave):
    with stays(brave), others_are_answered(brave):
        for _ in range(5):
            through = caller_on_host(brave, "leads", patience_ms=1000)
            through.socket.send_multipart([signed_header(brave).SerializeToString(), bytes(MIB + HEADER_ROOM + 1)])
            with pytest.raises(zmq.Again):
                through.socket.recv_multipart()
            through.close()
        assert fetch(caller_on_host(brave, "leads"), signed(brave, "gateway"), max_events=1).HasField("next_cursor")


def test_half_a_million_messages_in_one_take_no_more_than_their_budget(brave):
    """1 MB of empty attributes: 500,000 of them, which would take some 30 MB of memory."""
    attribute = proto("leads").CaptureLeadRequest.DESCRIPTOR.fields_by_name["attributes"].number
    body = bytes([attribute << 3 | 2, 0]) * 500000
    through = caller_on_host(brave, "leads", patience_ms=30000)
    heads = [signed_header(brave) for _ in range(20)]
    with stays(brave), others_are_answered(brave):
        for head in heads:
            through.socket.send_multipart([head.SerializeToString(), body])
        for _ in heads:
            answer = proto("wire").Header.FromString(through.socket.recv_multipart()[0])
            assert (answer.status.code, answer.status.reason) == (INVALID_ARGUMENT, "NOT_THE_MESSAGE")
            assert answer.id in [head.id for head in heads]


@pytest.mark.parametrize("text", [b"\xff\xfe", b"a\x00b", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"])
def test_words_that_are_no_text_are_refused_by_name_of_their_field(brave, text):
    name = proto("leads").CaptureLeadRequest.DESCRIPTOR.fields_by_name["company"].number
    body = b"\x30\x01" + bytes([name << 3 | 2, len(text)]) + text  # source_channel PHONE, then the company
    status = ask(caller_on_host(brave, "leads"), signed_header(brave), body)
    if b"\x00" in text:  # C text ends there: what is before it is a word
        assert status is None or status.code == INVALID_ARGUMENT
        return
    assert (status.code, status.field) == (INVALID_ARGUMENT, "company")
    assert "UTF-8" in status.message


def test_json_that_is_nested_without_end_is_refused_by_the_gateway(brave):
    with stays(brave, "gateway"), others_are_answered(brave):
        for body in ("[" * 100000, '{"attributes":' * 50000, '{"attributes":[' + "{" * 500 + "}" * 500 + "]}",
                     '{"company":"\\ud800"}', b'{"company":"\xff\xfe"}', '{"company":1e999999}'):
            answer = brave.http.post(brave.url + brave.path("leads.CaptureLead"), data=body, timeout=30, headers={
                "Content-Type": "application/json", "Authorization": f"Bearer {brave.token('admin')}"})
            assert (answer.status_code, answer.json()["code"]) == (400, "invalid_argument"), body[:40]


# ---- cursors ----

def test_a_cursor_that_no_log_gave_is_refused_and_holds_nothing_up(brave):
    events = proto("events")
    through, principal = caller_on_host(brave, "leads"), signed(brave, "gateway")
    far = events.Cursor(points=[events.CursorPoint(domain="leads", pos=2**64 - 1)]).SerializeToString()
    many = events.Cursor(points=[events.CursorPoint() for _ in range(2000)]).SerializeToString()
    for cursor in (far, many, b"\xff", b"\x0a\xff\x01"):
        with pytest.raises(Refused) as refused:
            fetch(through, principal, cursor=cursor, consumer="poison", wait_ms=5000)
        assert refused.value.code == INVALID_ARGUMENT, cursor[:20]
    assert brave.psql("leads", "SELECT count(*) FROM leads.consumer WHERE name = 'poison'") == [(0,)]


# ---- handlers that crash ----

def new_user(stack):
    return stack.call("identity.CreateUser", {
        "login": "po-" + uuid.uuid4().hex[:12], "name": "Poison", "teamPath": "/hq/poison/",
        "roles": ["telesales_agent"], "password": uuid.uuid4().hex})["user"]["id"]


def agent_state(stack, user_id):
    rows = stack.psql("leads", "SELECT state FROM leads.agent WHERE user_id = %s", (user_id,))
    return rows[0][0] if rows else None


def letters(stack, agg_id):
    return stack.psql("leads", "SELECT type, error, tries FROM leads.dead_letter WHERE agg_id = %s ORDER BY pos", (agg_id,))


def test_a_request_that_crashes_its_handler_fails_alone(brave):
    """Whoever asks for it is told so; the service is back in a moment; the others wait or are answered elsewhere."""
    pid = brave.program("leads")["pid"]
    with others_are_answered(brave, "identity.WhoAmI"):
        refusal = brave.refused("leads.ListPool", {})
        assert refusal.code in ("unavailable", "deadline_exceeded"), refusal
        wait_until(lambda: brave.program("leads")["pid"] not in (0, None, pid) and brave.program("leads")["ready"], 60,
                   "another process of leads")
    assert brave.call("leads.GetRules", {}) is not None


def put_jobs(stack, *jobs):
    """(kind, tries so far) of jobs that are due, the first one for longest; one statement, so that they are claimed together."""
    rows = [(str(uuid.uuid4()), kind, f"poison/{nth}", 60 - nth, tries) for nth, (kind, tries) in enumerate(jobs)]
    row = "(%s, %s, %s, now() - interval '1 s' * %s, '', gen_random_uuid()::text, %s)"
    stack.psql("leads", "INSERT INTO leads.job (id, kind, dedupe, due_at, payload, cause, tries) VALUES"
               + ", ".join([row] * len(rows)), [value for values in rows for value in values])
    return [values[0] for values in rows]


def waiting(stack, ids):
    """id → tries of those that are not done."""
    return dict(stack.psql("leads", "SELECT id::text, tries FROM leads.job WHERE id = ANY (%s::uuid[])", (ids,)))


def leases_end(stack, ids):
    stack.psql("leads", "UPDATE leads.job SET leased_until = now() - interval '1 s' WHERE id = ANY (%s::uuid[])", (ids,))


def test_a_job_that_crashes_its_process_is_put_aside_after_ten_tries_and_holds_up_no_other(brave):
    """Eight tries are behind it. Those that were claimed along with it have their turn while it still has tries left."""
    pid = brave.program("leads")["pid"]
    ids = put_jobs(brave, ("referral_clock", 8), *[("recycle", 0)] * 5)
    poisoned, others = ids[0], ids[1:]

    def crashed():
        now = brave.program("leads")
        return now["pid"] not in (0, None, pid) and now["ready"]
    wait_until(crashed, 60, "another process of leads")
    assert waiting(brave, ids)[poisoned] == 9
    leases_end(brave, ids)
    wait_until(lambda: not waiting(brave, others), 90, "the other jobs")
    assert waiting(brave, ids) == {poisoned: 10}
    wait_until(lambda: brave.program("leads")["ready"], 60, "leads")
    leases_end(brave, ids)
    letters_of_jobs = "SELECT type, error, tries FROM leads.dead_letter WHERE domain = 'job'"
    wait_until(lambda: brave.psql("leads", letters_of_jobs), 60, "the job among the dead letters")
    assert brave.psql("leads", letters_of_jobs) == [("referral_clock", "it was tried ten times", 11)]
    assert waiting(brave, ids) == {}


def test_no_room_at_the_very_end_of_a_command_is_said_as_what_it_is(brave):
    """The events of a transaction are its last flush: what is refused there is no quarrel with others."""
    team = {"code": "roomy", "name": "Roomy", "parentPath": "/hq/"}
    brave.psql("dealspine", "CREATE FUNCTION identity.no_room() RETURNS trigger LANGUAGE plpgsql AS"
                            " $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$")
    brave.psql("dealspine", "CREATE TRIGGER no_room BEFORE INSERT ON identity.event FOR EACH ROW"
                            " WHEN (NEW.type = 'team.changed') EXECUTE FUNCTION identity.no_room()")
    try:
        refusal = brave.refused("identity.CreateTeam", team)
        assert refusal.code == "resource_exhausted", refusal
    finally:
        brave.psql("dealspine", "DROP FUNCTION identity.no_room() CASCADE")
    assert brave.call("identity.CreateTeam", team)["team"]["path"] == "/hq/roomy/"


def test_an_event_that_crashes_its_handler_is_put_aside_after_five_tries(brave):
    """Each crash is a try, as it was counted beforehand. The event's aggregate is parked; all others go on."""
    poisoned, other = new_user(brave), new_user(brave)
    wait_until(lambda: agent_state(brave, poisoned) and agent_state(brave, other), 60, "the agents' rows")
    with others_are_answered(brave, "identity.WhoAmI"):
        brave.call("identity.SuspendUser", {"id": poisoned})
        wait_until(lambda: letters(brave, poisoned), 120, "the event among the dead letters")
    assert letters(brave, poisoned) == [("user.suspended", "it was tried five times", 5)]
    after = new_user(brave)
    wait_until(lambda: agent_state(brave, after) == "ACTIVE", 60, "the events after it")
    brave.call("identity.ActivateUser", {"id": poisoned})
    wait_until(lambda: len(letters(brave, poisoned)) == 2, 60, "what follows of the same user")
    wait_until(lambda: brave.program("leads")["ready"], 60, "leads")
    assert brave.psql("leads", "SELECT count(*) FROM leads.attempt") == [(0,)]
    listed = brave.call("ops.ListDeadLetters", {"service": "leads", "aggId": poisoned}, "admin")["letters"]
    assert [letter["first"] for letter in listed] == [True, False]
