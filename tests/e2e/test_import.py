# SPDX-License-Identifier: Apache-2.0
"""`dealspine import` of the large file: all of it, twice, killed half-way and repeated."""
import collections
import csv
import os
import random
import subprocess
import time

import pytest

from support.importing import MAPS, counts, public, run_import
from support.stack import BIN, Stack

FILE, needs_data = public("x_education_leads", "Leads.csv")
MAP = os.path.join(MAPS, "x_education.map")
ROWS = 9240


@pytest.fixture(scope="module")
def own(request):
    """A stack for the large imports alone, so that other tests need not read past their events."""
    running = Stack()
    yield running
    running.stop(keep=request.session.testsfailed > 0)


def records(stack):
    """What leads holds, without times: the same after any way of importing."""
    leads = stack.psql("leads", """
        SELECT natural_key, state, grade, score, priority, source_channel, source, disposition, do_not_call, do_not_email,
               bulk_id, screening_rule, assignment_rule
        FROM lead WHERE bulk_id IS NOT NULL ORDER BY natural_key""")
    events = stack.psql("leads", "SELECT type, count(*) FROM event WHERE agg_type = 'lead' GROUP BY type ORDER BY type")
    return leads, events


# ---- the large file ----------------------------------------------------------------------------------------------


@needs_data
def test_LEA_04_all_rows_come_in_and_a_second_run_changes_nothing(own):
    first = run_import(own, FILE, MAP)
    assert counts(first) == (ROWS, ROWS, 0, 0)
    assert first["settledMs"] >= first["answeredMs"] > 0
    before = records(own)
    assert len(before[0]) == ROWS
    events = dict(before[1])
    assert events["lead.captured"] == events["lead.screened"] == events["lead.scored"] == ROWS
    assert events.get("lead.assigned", 0) + events["lead.pooled"] == ROWS
    assert counts(run_import(own, FILE, MAP)) == (ROWS, 0, ROWS, 0)
    assert records(own) == before


@needs_data
def test_LEA_02_what_the_columns_meant_is_on_the_leads(own):
    run_import(own, FILE, MAP)
    with open(FILE, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    leads = {row[0]: row for row in records(own)[0]}
    assert set(leads) == {row["Prospect ID"] for row in rows}
    channels = collections.Counter(lead[5] for lead in leads.values())
    assert channels == {"WEB": 4886 + 3580 + 55, "PHONE": 718 + 1}
    sources = collections.Counter(lead[6] for lead in leads.values())
    assert sources["google"] == 2868 + 5 and sources[None] == 36
    assert sum(lead[8] or 0 for lead in leads.values()) == 2 and sum(lead[9] or 0 for lead in leads.values()) == 734
    dispositions = collections.Counter(lead[7] for lead in leads.values())
    assert dispositions[None] == 3353 and dispositions["CALL_BACK"] == 2072 and dispositions["NO_ANSWER"] == 1203
    assert len({lead[10] for lead in leads.values()}) == 1


@needs_data
def test_PLT_08_a_run_killed_half_way_and_repeated_ends_the_same(own):
    run_import(own, FILE, MAP)
    expected = records(own)
    other = Stack()
    try:
        process = subprocess.Popen([os.path.join(BIN, "dealspine"), "--dir", other.dir, "import", "leads", FILE, "--map", MAP],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=other.environment)
        while other.psql("leads", "SELECT count(*) FROM lead")[0][0] < random.randrange(2000, 6000):
            assert process.poll() is None, "the import ended before it was killed"
            time.sleep(0.05)
        process.kill()
        process.wait()
        assert 0 < other.psql("leads", "SELECT count(*) FROM lead")[0][0] < ROWS
        summary = run_import(other, FILE, MAP)
        assert summary["created"] > 0 and summary["existed"] > 0
        assert summary["created"] + summary["existed"] == ROWS
        leads, events = records(other)
        # Who was assigned before the field team was full depends on the order of arrival; all else does not.
        assert [row[:-1] for row in strip_owner(leads)] == [row[:-1] for row in strip_owner(expected[0])]
        assert dict(events) == dict(expected[1])
    finally:
        other.stop()


def strip_owner(leads):
    return [row[:1] + row[2:] for row in leads]
