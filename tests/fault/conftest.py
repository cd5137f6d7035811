# SPDX-License-Identifier: Apache-2.0
"""One stack, with two processes of leads and of customers, for all tests that do something to one on purpose."""
import pytest

from fault.stand import Stand


@pytest.fixture(scope="session")
def stand(request):
    running = Stand("--scale", "leads=2,customers=2")
    yield running
    running.close(keep=request.session.testsfailed > 0)
