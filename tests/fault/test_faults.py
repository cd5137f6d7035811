# SPDX-License-Identifier: Apache-2.0
"""A minute of faults breaks no promise; and each promise that is broken on purpose is noticed."""
import os
import subprocess
import sys

import pytest

from fault.broken import FLAGS

RUN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "run")


def siege(*arguments):
    ended = subprocess.run([sys.executable, RUN, *arguments], capture_output=True, text=True, timeout=600)
    print(ended.stdout + ended.stderr)
    return ended


def test_PLT_08_faults_lose_double_and_disorder_nothing():
    ended = siege("--seconds", "60", "--seed", "1")
    assert ended.returncode == 0
    assert "lost 0, doubled 0, out of order 0" in ended.stdout


@pytest.mark.parametrize("flag", sorted(FLAGS))
def test_PLT_08_a_broken_promise_is_noticed(flag):
    ended = siege("--seconds", "40", "--seed", "1", "--break", flag)
    assert ended.returncode == 3
    assert f"violated: {FLAGS[flag][0]} " in ended.stdout
