# SPDX-License-Identifier: Apache-2.0
"""Full disks: under the records, under the log that Postgres writes ahead of them, and under the logs of programs."""
import contextlib
import glob
import os
import subprocess
import tempfile

import psycopg2
import pytest

from fault.disk import Disk
from fault.stand import Stand
from support import prepared
from support.stack import PROGRAMS, prepare, wait_until


@contextlib.contextmanager
def on_disk(folder, size):
    """The folder, with what is in it, on a disk of its own."""
    subprocess.run(["cp", "-a", folder, folder + ".was"], check=True)
    with Disk(folder, size) as disk:
        subprocess.run(["cp", "-a", folder + ".was/.", folder], check=True)
        subprocess.run(["rm", "-r", folder + ".was"], check=True)
        yield disk


@pytest.fixture(scope="module")
def small():
    """A stack that has three small disks."""
    with contextlib.ExitStack() as disks, tempfile.TemporaryDirectory(prefix="dealspine-test-") as home:
        folder = os.path.join(home, "stack")
        prepared.copy_to(folder, PROGRAMS, prepare)
        found = [disks.enter_context(on_disk(os.path.join(folder, *path), size))
                 for path, size in ((("pg", "data"), "400m"), (("pg", "data", "pg_wal"), "256m"), (("log",), "64m"))]
        stand = Stand(folder=folder)
        stand.records, stand.ahead, stand.logs = found
        yield stand
        stand.close()
        disks.close()


def errors(stand, what):
    """How often Postgres said that there is no room for it."""
    n = 0
    for path in glob.glob(os.path.join(stand.stack.dir, "pg", "log", "*")) + [stand.stack.program("postgres")["log"]]:
        with open(path, errors="replace") as log:
            n += sum("No space left on device" in line and what in line for line in log)
    return n


def test_PLT_08_no_room_for_records(small):
    """Who needs another page is told that there is no room, and asks again."""
    with small.load():
        small.goes_on()
        small.records.fill(leave=1 << 19)
        try:
            wait_until(lambda: errors(small, "extend file"), 60, "a table without room")
        finally:
            small.records.clear()
        small.stack.wait_ready(120)
        small.goes_on(20, 60)
    small.judge()


def begin_segment(stand):
    with contextlib.suppress(psycopg2.Error):
        stand.stack.psql("dealspine", "SELECT pg_switch_wal()")


def test_PLT_08_no_room_for_the_log_ahead_of_records(small):
    """A new segment finds none: Postgres ends, comes back, and ends again, until there is room."""
    with small.load():
        small.goes_on()
        small.ahead.fill(leave=2 << 20)
        try:
            wait_until(lambda: begin_segment(small) or errors(small, "pg_wal"), 60, "a Postgres without room")
        finally:
            small.ahead.clear()
        small.stack.wait_ready(120)
        small.goes_on(20, 60)
    small.judge()


def test_PLT_08_no_room_for_logs(small):
    with small.load():
        small.logs.fill()
        small.goes_on(30, 60)
        small.logs.clear()
        small.goes_on()
    small.judge()
