# SPDX-License-Identifier: Apache-2.0
"""Runs after all other tests: was every method called with success, and refused at least once?"""
import os
import re
import subprocess

import pytest

from support.stack import BIN, METHODS

TROUBLE = {"unavailable", "internal", "deadline_exceeded", "unknown", "data_loss"}  # says nothing of the request
listing = subprocess.run([os.path.join(BIN, "dealspine"), "call", "--list"], text=True, capture_output=True, check=True).stdout
methods = re.findall(r"^  ([a-z]+\.[A-Z]\w*)", listing, re.M)


@pytest.fixture(scope="module")
def answers():
    with open(METHODS) as file:
        return {tuple(line.split()[:2]) for line in file}


@pytest.mark.parametrize("method", methods)
def test_method_succeeds_and_is_refused(answers, method):
    codes = {code for name, code in answers if name == method}
    assert "ok" in codes, f"no test calls {method} with success"
    assert codes - TROUBLE - {"ok"}, f"no test is refused {method}"
