# SPDX-License-Identifier: Apache-2.0
"""Those who read events and those who connect: storms of connections, readers that never read, cursors that are too old or
of another epoch."""
import base64
import socket
import struct
import time

import pytest

from fault import baseline
from support.sse import Reader
from support.stack import Refused, Stack, wait_until


def back_to(stand, before, seconds=30):
    """Waits until the stack uses no more than before; memory counts, too."""
    wait_until(lambda: not baseline.surplus(before, baseline.used(stand.stack)), seconds,
               f"use as before ({baseline.surplus(before, baseline.used(stand.stack))})")


def reset(connection):
    """An end without any manners."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def test_PLT_08_a_storm_of_connections(stand):
    """A thousand connections, most of them cut in the midst of a request or an answer."""
    request = (f"POST /dealspine.leads.v1.Leads/ListLeads HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
               f"Authorization: Bearer {stand.stack.token('admin')}\r\nContent-Length: 2\r\n\r\n{{}}").encode()
    with stand.load():
        stand.goes_on()
        before = baseline.used(stand.stack)
        for _ in range(10):
            connections = [socket.create_connection(("127.0.0.1", stand.stack.port)) for _ in range(100)]
            for nth, connection in enumerate(connections):
                connection.sendall(request[:(nth * 7) % (len(request) + 1)] if nth % 3 else request)
            for connection in connections:
                reset(connection)
        stand.goes_on()
        back_to(stand, before)
    stand.judge()


def test_PLT_08_readers_that_are_killed_and_come_back_all_at_once(stand):
    """A hundred streams, three times cut and resumed where they were: each has every event once."""
    token = stand.stack.token("subscriber")
    with stand.load():
        before = baseline.used(stand.stack)
        readers = [Reader(stand.stack.url, token, types="lead.captured", **{"from": "latest"}).start() for _ in range(100)]
        first = [reader.wait(lambda r: r.last_id).last_id for reader in readers]
        got = [[] for _ in readers]
        for _ in range(3):
            time.sleep(1)
            for reader in readers:
                reader.kill()
            for nth, reader in enumerate(readers):
                got[nth] += reader.positions("leads")
                readers[nth] = Reader(stand.stack.url, token, last_id=reader.last_id, types="lead.captured").start()
        stand.goes_on()
    stand.judge()
    log = [("leads", event["pos"]) for event in stand.siege.subscriber.events if event["type"] == "lead.captured"]
    for nth, reader in enumerate(readers):
        reader.wait(lambda r: log[-1] in got[nth] + r.positions("leads"))
        reader.kill()
        seen = got[nth] + reader.positions("leads")
        assert seen == log[len(log) - len(seen):] and first
    back_to(stand, before)


def test_PLT_08_readers_that_never_read(stand):
    """Thirty streams from the first event on, of which nobody takes a byte; who reads is served as ever."""
    before = baseline.used(stand.stack)
    lazy = [Reader(stand.stack.url, stand.stack.token("subscriber"), receive_buffer=4096, **{"from": "earliest"})
            for _ in range(30)]
    with stand.load():
        stand.goes_on(40, 60)
    stand.judge()  # its subscriber is at the end
    assert [words for words in baseline.surplus(before, baseline.used(stand.stack)) if " MB" in words] == []
    for reader in lazy:
        reader.kill()
    back_to(stand, before, 60)  # the gateway gives a silent connection its time


@pytest.fixture(scope="module")
def alone():
    running = Stack(demo=False, services="identity gateway", scale=1)
    yield running
    running.stop()


def make_team(stack, code):
    stack.call("identity.CreateTeam", {"code": code, "name": code, "parentPath": "/hq/"})


def restart(stack):
    pid = stack.kill("identity")
    wait_until(lambda: stack.program("identity")["pid"] not in (0, pid) and stack.program("identity")["ready"], 60)


def fetch(stack, cursor):
    return stack.call("events.Fetch", {"cursor": cursor, "domains": ["identity"]})


def of_the_empty_log(cursor):
    """The cursor that was given before there was any event: its last field is the position."""
    raw = bytearray(base64.b64decode(cursor))
    assert raw[-2:] == b"\x18\x01", raw
    return base64.b64encode(raw[:-1] + b"\0").decode()


def test_PLT_08_a_cursor_older_than_what_is_kept(alone):
    """The log goes on in another partition, and the first one is dropped, as when its time is over."""
    make_team(alone, "first")
    old = alone.call("events.Fetch", {"from": "EARLIEST", "maxEvents": 1, "domains": ["identity"]})["nextCursor"]
    assert fetch(alone, old)["events"]
    alone.psql("dealspine", "SET search_path = identity; SELECT setval('event_pos', 4000000);"
                            " SELECT event_partitions_extend(4000000)")
    make_team(alone, "second")
    end = alone.call("events.Fetch", {"from": "LATEST", "domains": ["identity"]})["nextCursor"]
    dropped = alone.psql("dealspine", "SET search_path = identity; SELECT event_partitions_drop(4000000, interval '0')")
    assert dropped == [(1,)]
    restart(alone)  # what it still had in memory it would have given

    def refusal():
        try:
            fetch(alone, old)
        except Refused as refused:
            return refused if refused.reason else None
    refused = wait_until(refusal, 20, "a refusal")
    assert (refused.code, refused.reason) == ("out_of_range", "CURSOR_TOO_OLD")
    old = of_the_empty_log(old)
    assert refusal().reason == "CURSOR_TOO_OLD", "what came since the log was empty is passed over in silence"
    make_team(alone, "third")
    assert [event["type"] for event in fetch(alone, end)["events"]][0] == "team.changed"


def test_PLT_08_a_cursor_of_another_epoch(alone):
    """The database was restored: nothing of the old log can be trusted."""
    cursor = alone.call("events.Fetch", {"from": "LATEST", "domains": ["identity"]})["nextCursor"]
    alone.psql("dealspine", "UPDATE identity.log_epoch SET token = gen_random_uuid()")
    restart(alone)

    def refusal():
        try:
            fetch(alone, cursor)
        except Refused as refused:
            return refused if refused.reason else None
    refused = wait_until(refusal, 20, "a refusal")
    assert (refused.code, refused.reason) == ("failed_precondition", "EPOCH_MISMATCH")
