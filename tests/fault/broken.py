# SPDX-License-Identifier: Apache-2.0
"""The promises that a build with DEALSPINE_BREAK can break, as the programs know them, and one run for each."""
import os
import re
import subprocess
import sys

from support.stack import ROOT

FULL = os.environ.get("DEALSPINE_FAULTS") == "full"  # longer sieges, and every case of every test
RUN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "run")

with open(os.path.join(ROOT, "common", "base", "broken.h")) as file:
    # flag → (the invariant that it violates, what is broken)
    FLAGS = {flag: (invariant, what) for flag, invariant, what in
             re.findall(r'X\((\w+), "(\w+)", "([^"]+)"\)', file.read())}


def run(*arguments):
    """The finished process of tests/fault/run."""
    return subprocess.run([sys.executable, RUN, *map(str, arguments)], capture_output=True, text=True, timeout=900)


def break_it(flag, seconds=12, seed=1):
    """(exit status, invariants that were violated, all that was said) of a run with this promise broken. Chance may spare it
    in a short siege, and even, once in thirty, in one of four times the length: then it has another one."""
    for length, number in ((seconds, seed), (4 * seconds, seed + 1), (4 * seconds, seed + 2)):
        ended = run("--seconds", length, "--seed", number, "--break", flag)
        violated = re.findall(r"^violated: (\w+) ", ended.stdout, re.M)
        if ended.returncode == 3 and FLAGS[flag][0] in violated:
            break
    return ended.returncode, violated, ended.stdout + ended.stderr
