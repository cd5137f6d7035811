# SPDX-License-Identifier: Apache-2.0
"""The clock of our processes' hosts jumps an hour ahead, and an hour back; that of the database, and time that is measured,
does not. Nobody notices: all go by the database's."""
import os
import shutil
import struct
import subprocess
import tempfile
import time

import pytest

import support.stack
from fault.stand import Stand
from support.stack import wait_until

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "clock.c")
PROGRAMS = ("identity", "customers", "leads", "opportunities", "contracts", "aftersales", "qa", "notifications", "insights",
            "gateway")
WRAPPER = """#!/bin/sh
export LD_PRELOAD={folder}/clock.so SHIFTED_CLOCK={folder}/shift ASAN_OPTIONS=$ASAN_OPTIONS:verify_asan_link_order=0
exec {program} "$@"
"""


class Clock:
    def __init__(self, folder):
        self.path = os.path.join(folder, "shift")
        with open(self.path, "wb") as file:
            file.write(bytes(8))
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", os.path.join(folder, "clock.so"), SOURCE], check=True)

    def seen(self):
        """The time that a program sees under it."""
        environment = {"PATH": os.environ["PATH"], "LD_PRELOAD": os.path.join(os.path.dirname(self.path), "clock.so"),
                       "SHIFTED_CLOCK": self.path}
        return int(subprocess.run(["date", "+%s"], env=environment, capture_output=True, check=True).stdout)

    def shift(self, seconds):
        """From true time, in the file that is mapped by all programs."""
        with open(self.path, "r+b") as file:
            file.write(struct.pack("<q", seconds))


@pytest.fixture
def dated(monkeypatch):
    """A stack whose ten programs read another clock."""
    with tempfile.TemporaryDirectory(prefix="dealspine-clock-") as folder:
        clock, real = Clock(folder), support.stack.BIN
        shutil.copy(os.path.join(real, "dealspine"), folder)
        for name in PROGRAMS:
            path = os.path.join(folder, name)
            with open(path, "w") as file:
                file.write(WRAPPER.format(folder=folder, program=os.path.join(real, name)))
            os.chmod(path, 0o755)
        monkeypatch.setattr(support.stack, "BIN", folder)
        stand = Stand()
        stand.clock = clock
        yield stand
        stand.close()


def ran(stand, since):
    return stand.stack.psql("dealspine", "SELECT 1 FROM fault.claim WHERE kind = 'sla_breach' AND at > %s", (since,))


def goes_by_it(pid):
    with open(f"/proc/{pid}/maps") as maps:
        return "clock.so" in maps.read()


def test_PLT_08_clocks_jump_an_hour(dated):
    programs = {p["service"]: p["pid"] for p in dated.stack.status()["programs"]}
    assert {name for name, pid in programs.items() if goes_by_it(pid)} == set(PROGRAMS)
    with dated.load():
        dated.goes_on()
        for hours in (1, -1, 0):
            dated.clock.shift(hours * 3600)
            assert abs(dated.clock.seen() - time.time() - hours * 3600) < 60
            since = dated.stack.psql("dealspine", "SELECT clock_timestamp()")[0][0]
            dated.goes_on(30, 90)
            wait_until(lambda: ran(dated, since), 40, "a job that comes back by itself")
    dated.judge()
    due, = dated.stack.psql("dealspine", "SELECT due_at - now() < interval '20 s' FROM leads.job WHERE kind = 'sla_breach'")
    assert due == (True,)
    ledger = dated.siege.ledger
    assert [entry.why for entry in ledger.entries if entry.state == "refused"] == []
    assert {text: n for text, n in ledger.notes.items() if text.startswith("unauthenticated")} == {}
