# SPDX-License-Identifier: Apache-2.0
"""One stack, with the demo organisation, for all tests of a session."""
import os
import sys

import pytest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from support.stack import Stack  # noqa: E402


@pytest.fixture(scope="session")
def stack(request):
    running = Stack()
    yield running
    running.stop(keep=request.session.testsfailed > 0)
