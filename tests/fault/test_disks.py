# SPDX-License-Identifier: Apache-2.0
"""Full disks: under the records and their log, and under the logs of programs."""
import glob
import os
import tempfile

import pytest

from fault.disk import Disk
from fault.stand import Stand
from support.stack import wait_until


@pytest.fixture(scope="module")
def small():
    """A stack whose Postgres, and whose programs' logs, lie on small disks."""
    with tempfile.TemporaryDirectory(prefix="dealspine-test-") as home:
        folder = os.path.join(home, "stack")
        os.makedirs(folder, mode=0o700)
        with Disk(os.path.join(folder, "pg", "data"), "400m") as records, Disk(os.path.join(folder, "log"), "64m") as logs:
            stand = Stand(folder=folder)
            stand.records, stand.logs = records, logs
            yield stand
            stand.close()


def errors(stand):
    """How often Postgres said that there is no room."""
    n = 0
    for path in glob.glob(os.path.join(stand.stack.dir, "pg", "log", "*")) + [stand.stack.program("postgres")["log"]]:
        with open(path, errors="replace") as log:
            n += log.read().count("No space left on device")
    return n


def test_PLT_08_no_room_for_records_and_their_log(small):
    """With little room left a checkpoint or a new segment of the log finds none: Postgres ends, comes back, and ends again,
    until there is room."""
    with small.load():
        small.goes_on()
        small.records.fill(leave=2 << 20)
        try:
            wait_until(lambda: errors(small) > 0, 60, "a Postgres without room")
        finally:
            small.records.clear()
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
