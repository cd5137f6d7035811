# SPDX-License-Identifier: Apache-2.0
"""One stack, with two processes of each service, for all tests that do something to one on purpose."""
import tempfile

import pytest

import support.stack
from fault.programs import Programs
from fault.stand import Stand


@pytest.fixture(scope="session")
def stand(request):
    with tempfile.TemporaryDirectory(prefix="dealspine-programs-") as folder:
        programs = Programs(folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(support.stack, "BIN", folder)
            running = Stand("--scale", "2")
        running.programs = programs
        yield running
        running.close(keep=request.session.testsfailed > 0)
