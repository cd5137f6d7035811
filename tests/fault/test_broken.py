# SPDX-License-Identifier: Apache-2.0
"""Each promise that is broken on purpose is noticed. Nothing here is a matter of time: several may run side by side."""
import pytest

from fault.broken import FLAGS, break_it


@pytest.mark.parametrize("flag", FLAGS)
def test_PLT_08_a_broken_promise_is_noticed(flag):
    status, violated, said = break_it(flag)
    print(said)
    assert status == 3 and FLAGS[flag][0] in violated
