# SPDX-License-Identifier: Apache-2.0
"""What counts as green at the end of tests/run."""
import pytest

from support.sum_up import main

SUITE = '<testsuite><testcase classname="fault.test_disks" name="a"/><testcase classname="{who}" name="b">{what}</testcase></testsuite>'


@pytest.mark.parametrize("who, what, green", [
    ("fault.test_disks", "", True),
    ("fault.test_disks", '<failure message="no"/>', False),
    ("fault.test_disks", '<skipped type="pytest.skip" message="no right to mount">disk.py:36</skipped>', True),
    ("e2e.test_import", '<skipped message="/data/x/leads.csv is not there"/>', True),
    ("e2e.test_import", '<skipped message="it is slow"/>', False),
    ("e2e.test_import", "<skipped/>", False),
    ("json_test", '<skipped message="77"/><system-out>of 2\nskipped: /data/x is not there\n</system-out>', True),
    ("json_test", '<skipped message="77"/><system-out>of 2\n</system-out>', False),
    ("screenshots.spec.ts", "<skipped/>", True),
    ("deal.spec.ts", "<skipped/>", False),
])
def test_a_skip_counts_as_failed_but_for_known_reasons(tmp_path, capsys, who, what, green):
    path = tmp_path / "results.xml"
    path.write_text(SUITE.format(who=who, what=what))
    assert main([str(path)]) == (0 if green else 1)
    assert capsys.readouterr().out.splitlines()[-1].startswith("2 passed, 0" if not what else "1 passed, " + "01"[not green])


def test_results_that_are_missing_count_as_failed(tmp_path):
    assert main([str(tmp_path / "none.xml")]) == 1
