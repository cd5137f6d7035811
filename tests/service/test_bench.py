# SPDX-License-Identifier: Apache-2.0
"""Each benchmark but the one that needs npm, with next to no load: that it runs, counts what it wrote and prints all that
a reader expects. No figure is looked at."""
import argparse
import json
import os
import subprocess
import sys

import pytest

from support.stack import BIN, ROOT, Stack

sys.path.insert(0, os.path.join(ROOT, "tests", "bench"))

import bench_stack  # noqa: E402
import captures  # noqa: E402
import readings  # noqa: E402

TINY = argparse.Namespace(count=96, pairs=1, few=400, many=800, seconds=0.3, streams=5, calls=100, rate=None, slowed_us=0,
                          size="tiny")
NAMES = {"bench", "fsync", "rate", "p50_ms", "p99_ms", "against", "ratio", "checked", "rss_mb"}


@pytest.fixture(scope="module")
def one_stack():
    """One for all: each would start its own."""
    bench_stack.BenchStack.shared = Stack()
    yield
    bench_stack.BenchStack.shared.stop()
    bench_stack.BenchStack.shared = None


def is_whole(result):
    assert NAMES <= set(result)
    assert result["rate"] > 0 and result["ratio"] > 0 and result["against"]["rate"] > 0
    json.dumps(result)
    return result


def test_captures_are_compared_with_the_same_rows(one_stack):
    result = is_whole(captures.capture_zmq(TINY))
    assert result["checked"] == {"rows": 10 * 96, "events": 9 * 96, "keys": 2 * 96}


def test_captures_through_the_gateway_and_at_many_leads(one_stack):
    result = is_whole(captures.grow(TINY))
    assert result["checked"]["rows"] == 10 * 96 and result["leads"] == 800
    with bench_stack.BenchStack() as bench:
        assert bench.capture("http", 32, 8)["checked"]["keys"] == 64


def test_readers_get_every_event(one_stack):
    assert is_whole(readings.deliver(TINY))["checked"]["events"] > 0
    assert is_whole(readings.fanout(TINY))["streams"] == 5


def test_the_log_is_read_whole_and_lists_are_made(one_stack):
    assert is_whole(readings.replay(TINY))["checked"]["events"] >= 800
    assert is_whole(readings.list_leads(TINY))["checked"]["rows"] >= 800


def test_the_command_runs_a_benchmark(one_stack):
    done = subprocess.run([os.path.join(BIN, "dealspine"), "bench", "call", "--size", "tiny", "--json"], text=True,
                          capture_output=True, timeout=60, check=True)
    assert is_whole(json.loads(done.stdout))["commit"]
    help_text = subprocess.run([os.path.join(BIN, "dealspine"), "bench", "--help"], text=True, capture_output=True,
                               timeout=60, check=True).stdout
    assert "capture-node" in help_text and "--slowed-fsync" in help_text
    wrong = subprocess.run([os.path.join(BIN, "dealspine"), "bench", "nothing"], text=True, capture_output=True, timeout=60,
                           check=False)
    assert wrong.returncode == 2 and "nothing" in wrong.stderr
