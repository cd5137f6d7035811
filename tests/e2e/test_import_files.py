# SPDX-License-Identifier: Apache-2.0
"""`dealspine import`: files of all forms and encodings, and what is refused."""
import random

import pytest

from support.importing import HEADER, PLAIN, counts, leads_of, refused_rows, rows_of, run_import, write
from support.stack import Stack


@pytest.fixture
def plain(tmp_path):
    mapping = tmp_path / "plain.map"
    mapping.write_text(PLAIN)
    return mapping


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
    table = refused_rows(errors)
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
    assert "there is one of: leads customers calls" in stack.cli("import", "cars", str(file), "--map", str(plain)).stderr
    assert "permission_denied" in run_import(stack, file, plain, "--as", "finance", code=2)


# ---- encodings ----


@pytest.mark.parametrize("encoding,named", [("gb18030", "GB18030"), ("gbk", "GB18030"), ("utf-16", "UTF-16"), ("utf-8", "UTF-8")])
def test_LEA_04_files_as_chinese_offices_write_them_are_read(stack, tmp_path, plain, encoding, named):
    rows = rows_of(3)
    rows[1][2] = "展会\u3000上海"
    rows[2][2] = "门店|广告"  # in GBK the second byte of many a character is that of a bar or a letter
    file = write(tmp_path / "f.csv", rows, encoding=encoding)
    summary = run_import(stack, file, plain, "--errors", str(tmp_path / "errors.csv"))
    assert (counts(summary), summary["encoding"]) == ((3, 3, 0, 0), named)
    assert [leads_of(stack, rows)[row[0]]["source"] for row in rows] == [row[2] for row in rows]
    noted = refused_rows(tmp_path / "errors.csv")
    assert list(noted) == ([0] if named == "GB18030" else [])
    assert named != "GB18030" or ("GB18030" in noted[0]["rule"] and "--encoding" in noted[0]["rule"])
    assert counts(run_import(stack, file, plain)) == (3, 0, 3, 0)


def test_LEA_04_rare_characters_of_gb18030_are_read(stack, tmp_path, plain):
    rows = rows_of(2)
    rows[0][2], rows[1][2] = "㐀䶮 𠀀", "朱镕基 €"
    file = write(tmp_path / "f.csv", rows, encoding="gb18030", separator="|")
    assert run_import(stack, file, plain)["encoding"] == "GB18030"
    assert {lead["source"] for lead in leads_of(stack, rows).values()} == {"㐀䶮 𠀀", "朱镕基 €"}


def test_LEA_04_the_encoding_may_be_said_and_is_kept_to(stack, tmp_path, plain):
    rows = rows_of(4)
    rows[0][2] = "Café"
    file = write(tmp_path / "f.csv", [rows[0]], encoding="latin-1")
    assert run_import(stack, file, plain, "--encoding", "ISO-8859-1")["encoding"] == "ISO-8859-1"
    assert leads_of(stack, rows)[rows[0][0]]["source"] == "Café"
    file = write(tmp_path / "g.csv", rows[1:], encoding="gb18030")
    file.write_bytes(file.read_bytes().replace("店".encode("gb18030"), b"\xff\xff", 1))
    errors = tmp_path / "errors.csv"
    assert counts(run_import(stack, file, plain, "--errors", str(errors), code=1)) == (3, 2, 0, 1)
    table = refused_rows(errors)
    assert table[2]["rule"] == "not valid GB18030" and "\ufffd" in table[2]["row"] and "门" in table[2]["row"]
    assert counts(run_import(stack, file, plain, "--encoding", "UTF-8", code=1)) == (3, 0, 0, 3)
    assert "no encoding" in run_import(stack, file, plain, "--encoding", "EBCDIC-MOON", code=2)


def test_LEA_04_one_broken_row_does_not_make_a_file_chinese(stack, tmp_path, plain):
    rows = rows_of(3)
    file = write(tmp_path / "f.csv", rows)
    file.write_bytes(file.read_bytes() + "k-bad,web,门店,,no\r\n".encode("gbk"))
    summary = run_import(stack, file, plain, code=1)
    assert (counts(summary), summary["encoding"]) == ((4, 3, 0, 1), "UTF-8")


def test_a_service_that_is_not_there_is_not_waited_for(tmp_path, plain):
    small = Stack(demo=False, services="identity customers leads gateway", scale=1)
    try:
        summary = run_import(small, write(tmp_path / "f.csv", rows_of(5)), plain)
        assert counts(summary) == (5, 5, 0, 0) and summary["settledMs"] >= summary["answeredMs"] > 0
    finally:
        small.stop()
