# SPDX-License-Identifier: Apache-2.0
"""GET /events: the events of Fetch as they come; nothing is missing after any end."""
import signal
import threading
import time
import uuid

import pytest

from support.sse import Reader
from support.stack import Stack, wait_until


def read(stack, as_="subscriber", **more):
    reader = Reader(stack.url, stack.token(as_), **more)
    assert reader.status == 200, reader.error
    assert reader.headers["content-type"] == "text/event-stream"
    return reader.start()


def make_team(stack):
    code = "s-" + uuid.uuid4().hex[:12]
    stack.call("identity.CreateTeam", {"code": code, "name": "A team of the tests", "parentPath": "/hq/"})
    return code


def codes(reader):
    payloads = [event.get("payloadJson", "") for _, _, event in reader.events]  # one that is malformed has none
    return [payload.split("/hq/")[1].split("/")[0] for payload in payloads if "/hq/s-" in payload]


def placed(reader):
    return reader.last_id is not None


def test_PLT_07_events_arrive_as_fetch_gives_them(stack):
    reader = read(stack, types="team.*").wait(placed)
    made = [make_team(stack) for _ in range(5)]
    reader.wait(lambda r: len(codes(r)) == 5)
    reader.kill()
    assert codes(reader) == made
    fetched = {e["id"]: e for e in stack.events("team.*", as_="subscriber")}
    for identifier, kind, event in reader.events:
        expected = dict(fetched[event["id"]])
        expected.pop("payload")
        assert kind == event["type"] == "team.changed" and identifier
        assert {k: v for k, v in event.items() if k != "payloadJson"} == expected


def test_PLT_07_from_earliest_is_the_same_order_as_fetch_in_each_domain(stack):
    make_team(stack)
    everything = stack.events(as_="subscriber")
    reader = read(stack, **{"from": "earliest"})
    reader.wait(lambda r: len(r.events) >= len(everything), 60)
    reader.kill()
    for domain in ("identity", "customers", "leads", "opportunities", "contracts"):
        expected = [(e["domain"], int(e["pos"])) for e in everything if e["domain"] == domain]
        assert reader.positions(domain)[:len(expected)] == expected


def test_PLT_07_a_killed_reader_resumes_without_a_gap_or_a_repetition(stack):
    reader, seen, made = read(stack, types="team.*").wait(placed), [], []
    for cut in range(6):
        made += [make_team(stack) for _ in range(3)]
        wanted = len(made) - cut % 3
        reader.wait(lambda r: len(seen) + len(codes(r)) >= wanted)
        reader.kill()
        seen += codes(reader)
        made.append(make_team(stack))
        reader = read(stack, types="team.*", last_id=reader.last_id)
    reader.wait(lambda r: len(seen) + len(codes(r)) >= len(made))
    reader.kill()
    assert seen + codes(reader) == made


def test_PLT_07_a_killed_gateway_loses_nobody_anything():
    stack = Stack()
    try:
        made, seen, stopping = [], [], threading.Event()

        def produce():
            while not stopping.is_set():
                try:
                    made.append(make_team(stack))
                except Exception:  # the gateway is away: nothing is known of that one
                    time.sleep(0.1)

        reader = read(stack, types="team.*").wait(placed)
        producer = threading.Thread(target=produce)
        producer.start()
        for _ in range(3):
            time.sleep(1)
            stack.kill("gateway", signal.SIGKILL)
            wait_until(reader.ended, 10, "the stream's end")
            seen += [e["id"] for _, _, e in reader.events]
            last = reader.last_id

            def again():
                try:
                    fresh = Reader(stack.url, stack.token("subscriber"), types="team.*", last_id=last)
                    return fresh if fresh.status == 200 else None
                except (OSError, IndexError):
                    return None
            reader = wait_until(again, 30, "the gateway's return").start()
        stopping.set()
        producer.join()
        expected = [e["id"] for e in stack.events("team.*") if "/hq/s-" in str(e["payload"])]
        wait_until(lambda: len(seen) + len(reader.events) >= len(expected), 20, "the rest")
        reader.kill()
        seen += [e["id"] for _, _, e in reader.events]
        assert seen == expected and len(made) <= len(expected)
    finally:
        stack.stop()


def test_PLT_02_a_reader_sees_his_scope_alone(stack):
    manager, everything = read(stack, "manager").wait(placed), read(stack, "subscriber").wait(placed)
    lead = stack.call("leads.CaptureLead", {"phone": "+8613800" + str(uuid.uuid4().int)[:6], "sourceChannel": "PHONE",
                                            "product": "p" + uuid.uuid4().hex[:8]}, "tele1")["lead"]
    code = make_team(stack)
    everything.wait(lambda r: code in codes(r))
    everything.wait(lambda r: any(e["aggId"] == lead["id"] for _, _, e in r.events))
    fetched = {e["id"] for e in stack.events(as_="manager")}
    manager.wait(lambda r: {e["id"] for _, _, e in everything.events} & fetched <= {e["id"] for _, _, e in r.events})
    manager.kill()
    everything.kill()
    assert {e["id"] for _, _, e in manager.events} <= fetched
    assert {e["id"] for _, _, e in everything.events} - fetched, "something was outside his scope"


def test_PLT_07_domains_that_are_not_read_keep_their_place_in_the_cursor(stack):
    reader = read(stack, **{"from": "earliest"}).wait(lambda r: len(r.events) > 20)
    reader.kill()
    narrow = read(stack, last_id=reader.last_id, domains="leads", types="no.such").wait(placed)
    narrow.kill()
    identity = [pos for domain, pos in reader.positions("identity")]
    rest = read(stack, last_id=narrow.last_id, domains="identity").wait(placed)
    code = make_team(stack)
    rest.wait(lambda r: code in codes(r))
    rest.kill()
    expected = [int(e["pos"]) for e in stack.events(as_="subscriber") if e["domain"] == "identity"]
    got = identity + [pos for _, pos in rest.positions("identity")]
    assert got == expected[:len(got)] and len(got) >= len(expected) - 1


def figure(stack, name):
    """The sum of the gateway's figures whose line begins so."""
    lines = stack.http.get(stack.url + "/metrics", headers={"Authorization": f"Bearer {stack.token('ops')}"}).text.splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith(name))


def test_PLT_07_a_slow_reader_holds_up_nobody_and_misses_nothing(stack):
    """That little is kept for him is shown by sse_stream_test.c, and by tests/fault with many of them."""
    slow = Reader(stack.url, stack.token("subscriber"), types="team.*", receive_buffer=4096)
    quick = read(stack, types="team.*").wait(placed)
    made = [make_team(stack) for _ in range(400)]
    quick.wait(lambda r: len(codes(r)) >= 400, 60)
    slow.start()
    slow.wait(lambda r: len(codes(r)) >= 400, 60)
    slow.kill()
    quick.kill()
    assert codes(slow)[-400:] == made == codes(quick)[-400:]


def test_PLT_07_many_readers_share_the_polls(stack):
    def polls():
        return figure(stack, "dealspine_feed_polls_total{service=\"identity\"")

    first = read(stack, types="team.*").wait(placed)
    readers = [Reader(stack.url, stack.token("subscriber"), types="team.*", last_id=first.last_id) for _ in range(490)]
    before = polls()
    made = [make_team(stack) for _ in range(10)]
    for reader in readers:
        reader.start().wait(lambda r: len(codes(r)) >= 10)
        reader.kill()
        assert codes(reader) == made
    assert polls() - before < 490, "each reader polled by himself"
    first.kill()


def test_PLT_07_too_many_readers_are_refused(stack):
    readers = [Reader(stack.url, stack.token("subscriber"), types="no.such") for _ in range(520)]
    refused = [reader for reader in readers if reader.status != 200]
    for reader in readers:
        reader.kill()
    assert refused and {(reader.status, reader.error["code"]) for reader in refused} == {(429, "resource_exhausted")}
    wait_until(lambda: figure(stack, "dealspine_streams") < 50, 60, "room again for all")


def test_PLT_07_an_old_or_foreign_cursor_is_an_explicit_event(stack):
    import base64
    reader = read(stack, domains="identity", **{"from": "earliest"}).wait(lambda r: r.events)
    reader.kill()
    raw = bytearray(base64.urlsafe_b64decode(reader.last_id + "=" * (-len(reader.last_id) % 4)))
    at = raw.find(b"identity") + len("identity") + 2
    raw[at] = ord("0") if raw[at] != ord("0") else ord("1")
    other = read(stack, last_id=base64.urlsafe_b64encode(bytes(raw)).decode(), domains="identity")
    other.wait(lambda r: r.events and r.ended())
    assert [(kind, e["code"], e["reason"]) for _, kind, e in other.events] == [
        ("error", "failed_precondition", "EPOCH_MISMATCH")]


@pytest.mark.parametrize("more, code", [
    ({"domains": "nobody"}, "invalid_argument"), ({"last_id": "%%%"}, "invalid_argument"),
    ({"types": "x" * 300}, "invalid_argument"), ({"from": "yesterday"}, "invalid_argument")])
def test_PLT_07_what_cannot_be_read_is_refused_before_it_begins(stack, more, code):
    refused = Reader(stack.url, stack.token("subscriber"), **more)
    assert (refused.status, refused.error["code"]) == (400, code)


def test_PLT_02_streams_need_a_token_that_may_read_events(stack):
    assert Reader(stack.url).status == 401
    assert Reader(stack.url, "dss_nonsense").status == 401
    assert Reader(stack.url, stack.token("clerk")).status == 403


def test_PLT_02_a_ticket_opens_one_stream(stack):
    def ticket(as_):
        headers = {"Authorization": f"Bearer {stack.token(as_)}"} if as_ else {}
        return stack.http.post(stack.url + "/events/ticket", headers=headers)

    given = ticket("subscriber").json()
    assert given["expiresInMs"] == 30000
    reader = Reader(stack.url, ticket=given["ticket"], types="team.*").start().wait(placed)
    code = make_team(stack)
    reader.wait(lambda r: code in codes(r))
    reader.kill()
    assert Reader(stack.url, ticket=given["ticket"]).status == 401
    resumed = Reader(stack.url, ticket=ticket("subscriber").json()["ticket"], types="team.*", cursor=reader.last_id)
    code = make_team(stack)
    resumed.start().wait(lambda r: codes(r) == [code])
    resumed.kill()
    assert ticket(None).status_code == 401
    assert stack.http.get(stack.url + "/events/ticket").status_code == 405
