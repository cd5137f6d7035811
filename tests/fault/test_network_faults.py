# SPDX-License-Identifier: Apache-2.0
"""Two hosts and a bad wire between them: leads and contracts there, all others and the gateway here, TCP under CURVE."""
import os
import shutil
import tempfile
import time

import pytest

import support.stack
from fault import baseline, scenes
from fault.broken import FULL
from fault.link import Link
from fault.stand import Stand
from fault.verdict import Verdict
from support.stack import wait_until

THERE = ("leads", "contracts")
SERVICES = ("identity", "customers", "leads", "opportunities", "contracts", "aftersales", "qa", "notifications", "insights")
# Services of one host find each other in a folder that lacks those of the other host.
WRAPPER = """#!/bin/sh
set -e
all=$DEALSPINE_RUN_DIR
mkdir -p -m 700 $all/{host}
for word in {neighbours}; do
    mkdir -p -m 700 $all/$word
    [ -e $all/{host}/$word ] || ln -s ../$word $all/{host}/$word 2>/dev/null || [ -e $all/{host}/$word ]
done
export DEALSPINE_RUN_DIR=$all/{host} DEALSPINE_RESOLVE="{resolve}" {listen}
exec {enter} {program} "$@"
"""


@pytest.fixture(scope="module")
def apart():
    """A stack on two hosts, and as `link` what is between them."""
    with tempfile.TemporaryDirectory(prefix="dealspine-hosts-") as folder, Link() as link, pytest.MonkeyPatch.context() as patch:
        real = support.stack.BIN
        shutil.copy(os.path.join(real, "dealspine"), folder)
        for word in (*SERVICES, "gateway"):
            write_wrapper(folder, link, real, word)
        patch.setattr(support.stack, "BIN", folder)
        stand = Stand()
        stand.link = link
        yield stand
        link.heal()
        stand.close()


def address(link, word):
    return f"tcp://{link.there if word in THERE else link.here}:{7400 + SERVICES.index(word)}"


def write_wrapper(folder, link, real, word):
    is_there = word in THERE
    elsewhere = [other for other in SERVICES if (other in THERE) != is_there]
    listen = f"DEALSPINE_{word.upper()}_LISTEN={address(link, word)}" if word != "gateway" else ""
    path = os.path.join(folder, word)
    with open(path, "w") as file:
        file.write(WRAPPER.format(
            host="there" if is_there else "here", listen=listen, enter=" ".join(link.enter if is_there else []),
            neighbours=" ".join(other for other in SERVICES if (other in THERE) == is_there),
            resolve=" ".join(f"static:{other}={address(link, other)}" for other in elsewhere),
            program=os.path.join(real, word)))
    os.chmod(path, 0o755)


@pytest.fixture
def link(apart):
    yield apart.link
    apart.link.heal()


def carried(link):
    return min(link.out.passed, link.back.passed)


def test_PLT_08_packets_are_late(apart, link):
    """Some 60 ms each way, and no two alike, so that they overtake one another."""
    with apart.load():
        before = carried(link)
        link.both(late_s=0.03, spread_s=0.06)
        apart.goes_on(20, 90)
    assert carried(link) > before + 50
    apart.judge()


def test_PLT_08_packets_are_lost_and_come_twice(apart, link):
    with apart.load():
        link.both(lost=0.05, twice=0.1, spread_s=0.005)
        apart.goes_on(30, 120)
    assert min(link.out.dropped, link.back.dropped, link.out.doubled, link.back.doubled) > 0
    apart.judge()


@pytest.mark.parametrize("ways", [("out",), ("back",), ("out", "back")], ids="-".join)
def test_PLT_08_a_hole_instead_of_a_wire(apart, link, ways):
    """One way, the other, or both: nobody is told, connections live. Who asks is answered within his time all the same."""
    with apart.load():
        apart.goes_on(5)
        before = [getattr(link, way).dropped for way in ways]
        for way in ways:
            getattr(link, way).cut = True
        until = time.monotonic() + (30 if FULL else 4)
        while time.monotonic() < until:
            assert scenes.ask(apart.stack, 1) < scenes.LONGEST_S
        assert all(getattr(link, way).dropped > dropped for way, dropped in zip(ways, before))
        link.heal()
        apart.goes_on(10, 60)
    apart.judge()


def test_PLT_08_a_wire_that_comes_and_goes_leaves_nothing_behind(apart, link):
    """Ten short holes of either kind; within ten seconds it is as before, in time and in use."""
    began = time.monotonic()
    verdict = Verdict()
    with apart.load():
        wait_until(lambda: len(times_since(apart, began)) >= baseline.LEAST, 60, "load enough to compare with")
        calm_until, before = time.monotonic(), baseline.used(apart.stack)
        for nth in range(10):
            way = (link.out, link.back)[nth % 2]
            way.cut = True
            time.sleep(0.4)
            way.heal()
            time.sleep(0.2)
        last_fault = time.monotonic()
        apart.goes_on(1, 30)
        time.sleep(max(0.0, last_fault + baseline.BACK_S + baseline.WITHIN_S - time.monotonic()))
    p99 = baseline.judge_recovery(verdict, apart.siege.ledger, calm_until, last_fault, began)
    print(f"p99 before and after: {p99}")
    assert not verdict.violations(), verdict.examples
    apart.judge()
    wait_until(lambda: not baseline.surplus(before, baseline.used(apart.stack)), 30, "use as before")


def times_since(stand, began):
    return [at for at, _ in stand.siege.ledger.times if at > began]
