# SPDX-License-Identifier: Apache-2.0
"""The subscriber at the command line: killed and started again anywhere, it misses nothing and keeps the order."""
import json
import os
import random
import signal
import subprocess
import threading
import time

import pytest

from support.deal import Deal
from support.stack import BIN, wait_until

WRITES = 150


def lines_of(path):
    with open(path, "rb") as file:
        text = file.read()
    return [json.loads(line) for line in text.split(b"\n")[:-1]]


class Reader:
    """`dealspine fetch --follow` appending to one file, with its cursor in another."""

    def __init__(self, stack, folder, types="*"):
        self.stack, self.types = stack, types
        self.out, self.cursor = os.path.join(folder, "events"), os.path.join(folder, "cursor")
        open(self.out, "w").close()
        self.process = None

    def start(self, start="latest"):
        with open(self.out, "ab") as out:
            self.process = subprocess.Popen(
                [os.path.join(BIN, "dealspine"), "--dir", self.stack.dir, "fetch", "--types", self.types, "--from", start,
                 "--follow", "--json", "--cursor-file", self.cursor], stdout=out, env=self.stack.environment)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.cut_torn_line()

    def cut_torn_line(self):
        """A line that the kill tore was not kept in the cursor either."""
        with open(self.out, "r+b") as file:
            text = file.read()
            file.truncate(text.rfind(b"\n") + 1)


def capture_many(stack, deal, count):
    for _ in range(count):
        stack.call("leads.CaptureLead", {"sourceChannel": "WEB", "product": f"p{random.randrange(10 ** 9)}",
                                         "phone": deal.phone}, "web")


def positions(events):
    found = {}
    for event in events:
        found.setdefault(event["domain"], []).append(int(event["pos"]))
    return found


@pytest.mark.parametrize("types", ["*", "lead.captured,customer.*"])
def test_PLT_07_NOT_06_a_subscriber_killed_anywhere_misses_none_and_keeps_the_order(stack, tmp_path, types, request):
    deal = Deal(stack)
    before = threading.Thread(target=capture_many, args=(stack, deal, WRITES // 5))
    before.start()  # others are at work while the subscriber comes
    reader = Reader(stack, str(tmp_path), types)
    reader.start()
    request.addfinalizer(reader.kill)
    wait_until(lambda: os.path.exists(reader.cursor), 20, "the first cursor")
    with open(reader.cursor, encoding="ascii") as file:
        deal.cursor = file.read()  # what came before is not the subscriber's
    writer = threading.Thread(target=capture_many, args=(stack, deal, WRITES))
    writer.start()
    kills = 0
    while writer.is_alive():
        time.sleep(random.uniform(0.02, 0.4))
        reader.kill()
        kills += 1
        reader.start()
    writer.join()
    before.join()
    expected = {event["id"]: event for event in deal.feed(*types.split(","))}

    def missing():
        got = {event["id"] for event in lines_of(reader.out)}
        return [f"{event['domain']}/{event['pos']} {event['type']}" for id_, event in expected.items() if id_ not in got]

    try:
        wait_until(lambda: not missing(), 30, "the last event at the subscriber")
    except AssertionError as error:
        raise AssertionError(f"{error}; missing of {len(expected)}: {missing()[:20]}; the reader's exit status is "
                             f"{reader.process.poll()}") from error
    reader.kill()
    got = lines_of(reader.out)
    assert kills >= 5
    assert {event["id"] for event in got} >= set(expected)
    for found in positions(got).values():
        fresh = list(dict.fromkeys(found))
        assert fresh == sorted(fresh)
        assert len(found) - len(fresh) <= kills  # a line printed before its cursor was kept comes again


def test_the_cursor_alone_says_where_to_go_on(stack, tmp_path):
    deal = Deal(stack).to("captured")
    cursor = str(tmp_path / "cursor")

    def fetch():
        done = stack.cli("fetch", "--types", "lead.*", "--from", "earliest", "--json", "--cursor-file", cursor)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    first = fetch()
    assert deal.lead_id in {event["aggId"] for event in first}
    assert fetch() == []
    deal.to("touched")
    second = fetch()
    assert [event["type"] for event in second if event["type"] == "lead.duplicate_detected"] == ["lead.duplicate_detected"] * 2
    assert not {event["id"] for event in first} & {event["id"] for event in second}


def test_what_a_newcomer_gets_wrong_is_said(stack, tmp_path):
    broken = tmp_path / "cursor"
    broken.write_text("not a cursor")
    done = stack.cli("fetch", "--cursor-file", str(broken))
    assert done.returncode != 0 and done.stderr
    done = stack.cli("fetch", "--as", "clerk")
    assert done.returncode == 1 and "permission_denied" in done.stderr
    done = stack.cli("fetch", "--as", "nobody-known")
    assert done.returncode != 0 and "access.json" in done.stderr
