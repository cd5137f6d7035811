# SPDX-License-Identifier: Apache-2.0
"""The promises that a build with DEALSPINE_BREAK can break, as the programs know them."""
import os
import re

from support.stack import ROOT

with open(os.path.join(ROOT, "common", "base", "broken.h")) as file:
    # flag → (the invariant of verdict.py that it violates, what is broken)
    FLAGS = {flag: (invariant, what) for flag, invariant, what in
             re.findall(r'X\((\w+), "(\w+)", "([^"]+)"\)', file.read())}
