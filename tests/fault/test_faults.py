# SPDX-License-Identifier: Apache-2.0
"""A minute of faults breaks no promise."""
import re

import pytest

from fault.broken import FULL, run
from fault.scenes import SCENES


def besieged(*arguments):
    ended = run(*arguments)
    print(ended.stdout + ended.stderr)
    assert ended.returncode == 0, ended.stdout.partition("\nlost ")[2] or ended.stdout[-1000:] + ended.stderr[-1000:]
    assert "lost 0, doubled 0, out of order 0" in ended.stdout
    return ended.stdout


def test_PLT_08_faults_lose_double_and_disorder_nothing():
    besieged("--seconds", 300 if FULL else 40, "--seed", 1, "--scale", 2)


def test_PLT_08_faults_and_slow_flushes_lose_double_and_disorder_nothing():
    """On a disk that is slow to flush, on which Redis is killed, too."""
    said = besieged("--seed", 2, "--slowed-fsync", 1000, *(("--seconds", 300) if FULL else ("--seconds", 15, "--commands", 300)))
    assert re.search(r"[(, ][1-9]\d* redis kill[,)]", said)


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_PLT_08_what_a_siege_seldom_meets_breaks_no_promise(scene):
    ended = run("--scene", scene)
    print(ended.stdout + ended.stderr)
    assert ended.returncode == 0
