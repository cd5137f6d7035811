# SPDX-License-Identifier: Apache-2.0
"""A large file in GB18030 with bad rows: each is counted where it belongs. tests/bench/big_import does it at full size."""
from support.importing import PLAIN, counts, refused_rows, run_import
from support.wide_file import write_wide


def test_LEA_04_a_file_in_gb18030_with_bad_rows_is_counted_to_the_row(stack, tmp_path):
    file, mapping, errors = tmp_path / "wide.csv", tmp_path / "plain.map", tmp_path / "errors.csv"
    mapping.write_text(PLAIN)
    bad = write_wide(file, 2000, 5)
    summary = run_import(stack, file, mapping, "--errors", str(errors), code=1)
    assert counts(summary) == (2000, 1900, 0, 100)
    refused = refused_rows(errors)
    assert "GB18030" in refused.pop(0)["rule"] and sorted(refused) == bad
    bulk = stack.psql("leads", "SELECT count(*), count(customer_id), count(DISTINCT customer_id), "
                               "count(*) FILTER (WHERE source = '㐂洋楽器店') > 0 FROM lead WHERE bulk_id = %s",
                      [summary["bulkId"]])
    assert bulk == [(1900, 1900, 1900, True)]
    assert counts(run_import(stack, file, mapping, code=1)) == (2000, 0, 1900, 100)
