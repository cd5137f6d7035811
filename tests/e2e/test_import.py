# SPDX-License-Identifier: Apache-2.0
"""`dealspine import`: the x_education leads, files of all forms, and what is refused."""
import collections
import csv
import json
import os
import random
import subprocess
import time

import pytest

from support.stack import BIN, ROOT, Stack

DATA = os.environ.get("DEALSPINE_TEST_DATA", os.path.join(ROOT, "..", "shared", "data"))
FILE = os.path.join(DATA, "x_education_leads", "Leads.csv")
MAP = os.path.join(ROOT, "deploy", "maps", "x_education.map")
ROWS = 9240
needs_data = pytest.mark.skipif(not os.path.exists(FILE), reason=f"{FILE} is not there")


@pytest.fixture(scope="module")
def own(request):
    """A stack for the large imports alone, so that other tests need not read past their events."""
    running = Stack()
    yield running
    running.stop(keep=request.session.testsfailed > 0)


def run_import(stack, file, mapping, *options, code=0):
    done = stack.cli("import", "leads", str(file), "--map", str(mapping), "--json", *options, timeout=600)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout) if done.stdout.startswith("{") else done.stderr


def counts(summary):
    return tuple(summary[name] for name in ("read", "created", "existed", "refused"))


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


# ---- forms of files ----------------------------------------------------------------------------------------------


PLAIN = """[import]
object = leads
[fields]
natural_key = Key
source_channel = Channel -> channels
source = Source
phone = Phone
do_not_call = No calls
[table channels]
shop = STORE
web = WEB
"""
HEADER = ["Key", "Channel", "Source", "Phone", "No calls"]


@pytest.fixture
def plain(tmp_path):
    mapping = tmp_path / "plain.map"
    mapping.write_text(PLAIN)
    return mapping


def write(path, rows, separator=",", encoding="utf-8", tail=""):
    text = "".join(separator.join(row) + tail + "\r\n" for row in [HEADER, *rows])
    path.write_bytes(text.encode(encoding))
    return path


def rows_of(count):
    nonce = random.randrange(10 ** 9)
    return [[f"k{nonce}-{i}", "shop", "Laden 门店", "", "no"] for i in range(count)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_separators_and_marks_are_found_out(stack, tmp_path, plain, separator, encoding):
    file = write(tmp_path / "f.csv", rows_of(3), separator, encoding, tail=separator)
    assert counts(run_import(stack, file, plain)) == (3, 3, 0, 0)
    assert counts(run_import(stack, file, plain)) == (3, 0, 3, 0)


def test_bad_rows_land_in_the_error_file_and_the_rest_is_imported(stack, tmp_path, plain):
    rows = rows_of(6)
    rows[1][1] = "moon"
    rows[2][4] = "perhaps"
    rows[3].pop()
    rows[4][2] = "x" * 101
    file = write(tmp_path / "f.csv", rows)
    file.write_bytes(file.read_bytes() + b'k-bad,web,\xff\xfe,,no\r\nk-open,web,"never closed,,no\r\n')
    errors = tmp_path / "errors.csv"
    assert counts(run_import(stack, file, plain, "--errors", str(errors), code=1)) == (8, 2, 0, 6)
    with open(errors, newline="", encoding="utf-8", errors="replace") as found:
        table = {int(row["line"]): row for row in csv.DictReader(found)}
    assert sorted(table) == [3, 4, 5, 6, 8, 9]
    assert table[3]["field"] == "Channel" and "channels" in table[3]["rule"]
    assert table[4]["field"] == "No calls" and table[4]["rule"] == "must be yes or no"
    assert "4 cells" in table[5]["rule"]
    assert table[6]["field"] == "source" and "100" in table[6]["rule"]
    assert "UTF-8" in table[8]["rule"]
    assert "quote" in table[9]["rule"]
    assert table[3]["row"] == ",".join(rows[1])


def test_a_dry_run_checks_and_writes_nothing(stack, tmp_path, plain):
    rows = rows_of(4)
    rows[2][1] = "moon"
    file = write(tmp_path / "f.csv", rows)
    summary = run_import(stack, file, plain, "--dry-run", code=1)
    assert (summary["dryRun"], summary["read"], summary["refused"]) == (True, 4, 1)
    assert stack.psql("leads", "SELECT count(*) FROM lead WHERE natural_key = %s", [rows[0][0]]) == [(0,)]


def test_a_row_with_a_phone_gets_its_customer(stack, tmp_path, plain):
    rows = rows_of(2)
    rows[0][3] = f"138{random.randrange(10 ** 8):08d}"
    run_import(stack, write(tmp_path / "f.csv", rows), plain)
    found = dict(stack.psql("leads", "SELECT natural_key, customer_id FROM lead WHERE natural_key = ANY(%s)",
                            [[row[0] for row in rows]]))
    assert found[rows[0][0]] and not found[rows[1][0]]


def test_events_of_an_import_name_channel_and_bulk(stack, tmp_path, plain):
    rows = rows_of(2)
    run_import(stack, write(tmp_path / "f.csv", rows), plain)
    ids = {str(row[0]): row[1] for row in stack.psql("leads", "SELECT id, bulk_id FROM lead WHERE natural_key = ANY(%s)",
                                                     [[row[0] for row in rows]])}
    captured = [event for event in stack.events("lead.captured") if event["aggId"] in ids]
    assert {event["channel"] for event in captured} == {"IMPORT"}
    assert {event["payload"]["bulkId"] for event in captured} == set(ids.values())
    assert len(captured) == 2


def test_what_cannot_begin_is_said_and_exits_with_2(stack, tmp_path, plain):
    file = write(tmp_path / "f.csv", rows_of(1))
    assert "no such file" in run_import(stack, tmp_path / "none.csv", plain, code=2).lower()
    wrong = tmp_path / "wrong.map"
    wrong.write_text(PLAIN.replace("= Source", "= Sauce"))
    assert 'no column "Sauce"' in run_import(stack, file, wrong, code=2)
    assert stack.cli("import", "leads", str(file)).returncode == 2
    assert "there is one of: leads" in stack.cli("import", "cars", str(file), "--map", str(plain)).stderr
    assert "permission_denied" in run_import(stack, file, plain, "--as", "finance", code=2)
