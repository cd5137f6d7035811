# SPDX-License-Identifier: Apache-2.0
"""`dealspine import calls`: calls of the time before, from the bank's file and from files of a test's own."""
import collections
import csv
import datetime
import os
import random
import subprocess
import time
import uuid

import pytest

from support.importing import MAPS, counts, public, refused_rows, run_import
from support.stack import BIN, Stack

FILE, needs_data = public("bank_marketing", "bank.csv")
MAP = os.path.join(MAPS, "bank_marketing.map")
ROWS = 4521
OWN = """[import]
object = calls
[fields]
natural_key = Id
phone = Number
talk_s = Seconds
started_at = When
disposition = Result
facts.line = Line
"""


def calls(stack):
    return stack.psql("customers", "SELECT natural_key, bulk_id, talk_s, attempts, disposition, campaign, started_at, customer_id, "
                                   "channel, facts FROM historic_call ORDER BY natural_key")


def told(stack):
    return stack.psql("customers", "SELECT count(*) FROM event WHERE type = 'call.imported'")[0][0]


@needs_data
def test_CUS_22_the_banks_calls_come_in_once_however_often_they_are_sent():
    stack = Stack()
    try:
        process = subprocess.Popen([os.path.join(BIN, "dealspine"), "--dir", stack.dir, "import", "calls", FILE, "--map", MAP],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=stack.environment)
        while stack.psql("customers", "SELECT count(*) FROM historic_call")[0][0] < random.randrange(300, 2500):
            assert process.poll() is None, "the import ended before it was killed"
            time.sleep(0.02)
        process.kill()
        process.wait()
        assert 0 < len(calls(stack)) < ROWS
        summary = run_import(stack, FILE, MAP, what="calls")
        assert summary["created"] > 0 and summary["existed"] > 0 and counts(summary)[0] == ROWS
        assert summary["created"] + summary["existed"] == ROWS and summary["refused"] == 0
        check_against_the_file(calls(stack), summary["bulkId"])
        assert told(stack) == ROWS
        before = calls(stack)
        assert counts(run_import(stack, FILE, MAP, what="calls")) == (ROWS, 0, ROWS, 0)
        assert calls(stack) == before and told(stack) == ROWS
        assert "never change" in run_import(stack, FILE, MAP, "--upsert", "natural_key", what="calls", code=2)
    finally:
        stack.stop()


def check_against_the_file(found, bulk_id):
    with open(FILE, encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    by_key = {row[0]: row for row in found}
    for line, row in enumerate(rows, 2):
        key, bulk, talk_s, attempts, disposition, campaign, started_at, customer_id, channel, facts = by_key[f"{bulk_id}:{line}"]
        assert (bulk, talk_s, attempts) == (bulk_id, int(row["duration"]), int(row["campaign"]))
        assert disposition == {"yes": "SOLD", "no": "NOT_INTERESTED"}[row["y"]]
        assert (campaign, started_at, customer_id, channel) == ("term_deposit", None, None, "IMPORT")
        assert facts.get("days_since_last") == (None if row["pdays"] == "-1" else row["pdays"])
        assert facts.get("contact") == (None if row["contact"] == "unknown" else row["contact"])
        assert (facts["day"], facts["month"]) == (row["day"], row["month"]) and "age" not in facts
    assert len(found) == len(rows) == ROWS
    assert max(row[3] for row in found) == 50 and sum(row[2] == 0 for row in found) == sum(r["duration"] == "0" for r in rows)
    assert collections.Counter(row[4] for row in found) == {"SOLD": 521, "NOT_INTERESTED": 4000}


def test_CUS_22_rows_that_are_no_calls_land_in_the_error_file(stack, tmp_path):
    mapping = tmp_path / "own.map"
    mapping.write_text(OWN)
    nonce = uuid.uuid4().hex[:12]
    file = tmp_path / "calls.csv"
    file.write_text("Id;Number;Seconds;When;Result;Line\n"
                    f"{nonce}-1;13812345678;61;2015-10-21T12:13:10Z;NO_ANSWER;G722\n"
                    f"{nonce}-2;;long;;NO_ANSWER;\n"
                    f"{nonce}-3;;5;yesterday;NO_ANSWER;\n"
                    f"{nonce}-4;;5;;MOON;\n"
                    f"{nonce}-5;;;;BUSY;\n"
                    f"{nonce}-1;;7;;BUSY;\n")
    errors = tmp_path / "errors.csv"
    summary = run_import(stack, file, mapping, "--errors", str(errors), "--concurrency", "1", what="calls", code=1)
    assert counts(summary)[0] == 6 and (summary["created"], summary["refused"]) == (1, 5)
    table = refused_rows(errors)
    assert [table[line]["field"] for line in (3, 4, 5, 6)] == ["Seconds", "When", "disposition", "talk_s"]
    assert "key" in table[7]["rule"] or "request" in table[7]["rule"]
    listed = stack.call("customers.ListHistoricCalls", {"bulkId": summary["bulkId"]})["calls"]
    assert len(listed) == 1 and listed[0]["startedAt"] == "2015-10-21T12:13:10Z" and listed[0]["pointMasked"].endswith("5678")
    assert "permission_denied" in run_import(stack, file, mapping, "--as", "manager", what="calls", code=2)


CDR = {"cdr_header": ("CDRImport-2015-10-26.csv", 5), "cdr_inbound": ("import_cdr.txt", 5), "cdr_short": ("import_cdr_100.txt", 100)}


@pytest.mark.parametrize("name", sorted(CDR))
def test_CUS_22_call_detail_records_of_three_layouts_are_read(stack, name):
    file, rows = CDR[name]
    file, _ = public("cdr_samples", file)
    if not os.path.exists(file):
        pytest.skip(f"{file} is not there")
    mapping = os.path.join(MAPS, name + ".map")
    wrong = int(name == "cdr_short")  # one call of -6 seconds
    summary = run_import(stack, file, mapping, what="calls", code=wrong)
    assert (summary["read"], summary["created"], summary["refused"]) == (rows, rows - wrong, wrong)
    assert counts(run_import(stack, file, mapping, what="calls", code=wrong)) == (rows, 0, rows - wrong, wrong)
    found = stack.psql("customers", "SELECT natural_key, talk_s, disposition, started_at, direction, facts FROM historic_call "
                                    "WHERE bulk_id = %s", [summary["bulkId"]])
    with open(file, encoding="utf-8") as text:
        lines = [[cell.strip() for cell in line.split(",")] for line in text.read().splitlines()]
    key, talk, cause = {"cdr_header": (2, 11, 15), "cdr_inbound": (7, 4, 5), "cdr_short": (6, 4, 5)}[name]
    expected = {line[key]: (int(line[talk]), {"17": "BUSY", "18": "NO_ANSWER", "19": "NO_ANSWER", "20": "NO_ANSWER"}.get(line[cause]))
                for line in (lines[1:] if name == "cdr_header" else lines) if not line[talk].startswith("-")}
    assert {row[0]: (row[1], row[2]) for row in found} == expected and len(found) == rows - wrong
    assert {row[4] for row in found} == {"INBOUND" if name == "cdr_inbound" else "OUTBOUND"}
    years = {row[3].astimezone(datetime.timezone.utc).year for row in found}
    assert years == {"cdr_header": {2015}, "cdr_inbound": {2012}, "cdr_short": {2012}}[name]
    assert all("duration" in row[5] for row in found)
