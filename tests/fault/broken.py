# SPDX-License-Identifier: Apache-2.0
"""The promises that a build with DEALSPINE_BREAK can break, as the programs know them, and one run for each."""
import os
import re
import subprocess
import sys

from support.stack import ROOT

RUN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "run")

with open(os.path.join(ROOT, "common", "base", "broken.h")) as file:
    # flag → (the invariant that it violates, what is broken)
    FLAGS = {flag: (invariant, what) for flag, invariant, what in
             re.findall(r'X\((\w+), "(\w+)", "([^"]+)"\)', file.read())}


def run(*arguments):
    """The finished process of tests/fault/run."""
    return subprocess.run([sys.executable, RUN, *map(str, arguments)], capture_output=True, text=True, timeout=900)


def break_it(flag, seconds=25, seed=1):
    """(exit status, invariants that were violated, all that was said) of a run with this promise broken."""
    ended = run("--seconds", seconds, "--seed", seed, "--break", flag)
    return ended.returncode, re.findall(r"^violated: (\w+) ", ended.stdout, re.M), ended.stdout + ended.stderr
