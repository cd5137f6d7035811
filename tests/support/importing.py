# SPDX-License-Identifier: Apache-2.0
"""Running `dealspine import` on files of a test's own, and on the public ones where they are at hand."""
import csv
import json
import os
import random

import pytest

from support.stack import ROOT

DATA = os.environ.get("DEALSPINE_TEST_DATA", os.path.join(ROOT, "..", "shared", "data"))
MAPS = os.path.join(ROOT, "deploy", "maps")
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


def public(*path):
    """A file of the public data, and the mark for tests that need it."""
    file = os.path.join(DATA, *path)
    return file, pytest.mark.skipif(not os.path.exists(file), reason=f"{file} is not there")


def run_import(stack, file, mapping, *options, code=0, what="leads"):
    """The summary, or what went to stderr where there is none."""
    done = stack.cli("import", what, str(file), "--map", str(mapping), "--json", *options, timeout=600)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout) if done.stdout.startswith("{") else done.stderr


def run_undo(stack, bulk_id, *options, code=0):
    done = stack.cli("import", "undo", bulk_id, "--json", *options, timeout=600)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout) if done.stdout.startswith("{") else done.stderr


def counts(summary):
    return tuple(summary[name] for name in ("read", "created", "existed", "refused"))


def write(path, rows, separator=",", encoding="utf-8", tail="", header=HEADER):
    text = "".join(separator.join(row) + tail + "\r\n" for row in [header, *rows])
    path.write_bytes(text.encode(encoding))
    return path


def rows_of(count):
    nonce = random.randrange(10 ** 9)
    return [[f"k{nonce}-{i}", "shop", "Laden 门店", "", "no"] for i in range(count)]


def refused_rows(path):
    """Rows of an error file by their line."""
    with open(path, newline="", encoding="utf-8", errors="replace") as found:
        return {int(row["line"]): row for row in csv.DictReader(found)}


def leads_of(stack, rows):
    """What leads holds of these rows, by natural key."""
    found = stack.psql("leads", "SELECT natural_key, id, state, source, interests, disposition, do_not_call, bulk_id, customer_id "
                                "FROM lead WHERE natural_key = ANY(%s)", [[row[0] for row in rows]])
    names = ("id", "state", "source", "interests", "disposition", "do_not_call", "bulk_id", "customer_id")
    return {row[0]: dict(zip(names, row[1:])) for row in found}
