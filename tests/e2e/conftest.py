# SPDX-License-Identifier: Apache-2.0
"""End to end there are two replicas of every service: nothing may depend on there being one."""
import pytest

from support.stack import Stack


@pytest.fixture(scope="session")
def stack(request):
    running = Stack(scale=2)
    yield running
    running.stop(keep=request.session.testsfailed > 0)
