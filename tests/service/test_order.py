# SPDX-License-Identifier: Apache-2.0
"""The log's order, with the very statements that services use: 8 writers against a reader that asks for `pos > last`."""
import os
import random
import re
import threading
import time
import uuid

import psycopg2
import pytest

from support.stack import ROOT

WRITERS, AGGREGATES, COMMITS = 8, 20, 200  # so many of each writer, of one to four events
SQL = os.path.join(ROOT, "common", "service")


def statement(name):
    """A statement of the skeleton with psycopg2's parameters."""
    with open(os.path.join(SQL, "sql", name + ".sql")) as file:
        lines = [line for line in file if not line.startswith("--")]
    return re.sub(r"(?<!:):([a-z_]+)", r"%(\1)s", "".join(lines).replace("%", "%%"))


@pytest.fixture
def log(stack):
    """A schema of its own with the skeleton's tables."""
    schema = "order_" + uuid.uuid4().hex[:8]
    dsn = dict(stack.dsn("dealspine"), options=f"-c search_path={schema}")
    with psycopg2.connect(**dsn) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")
        for name in sorted(os.listdir(os.path.join(SQL, "schema"))):
            with open(os.path.join(SQL, "schema", name)) as file:
                cursor.execute(file.read())
    connection.close()
    yield dsn
    with psycopg2.connect(**dsn) as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {schema} CASCADE")
    connection.close()


def write(dsn, aggregates, locked, seed):
    chance, done = random.Random(seed), 0
    connection = psycopg2.connect(**dsn)
    while done < COMMITS:
        try:
            with connection, connection.cursor() as cursor:
                write_some(cursor, chance, aggregates, locked)
            done += 1
        except psycopg2.errors.DeadlockDetected:
            assert not locked  # the lock is what keeps writers from meeting in event_head
    connection.close()


def write_some(cursor, chance, aggregates, locked):
    cursor.execute("SELECT 1")
    time.sleep(chance.random() * 0.0015)
    if locked:
        cursor.execute(statement("log_lock"))
    chosen = [chance.choice(aggregates) for _ in range(chance.randint(1, 4))]
    n = len(chosen)
    cursor.execute(statement("event_add"), {
        "ids": [str(uuid.uuid4()) for _ in chosen], "lanes": [0] * n, "types": ["test.done"] * n,
        "schemas": [1] * n, "agg_types": ["test"] * n, "agg_ids": chosen, "owner_paths": ["/"] * n,
        "occurred": ["2026-01-01T00:00:00Z"] * n, "datas": [b""] * n, "correlations": [None] * n})
    if not locked:
        time.sleep(chance.random() * 0.0015)


def run(dsn, locked):
    """Gives (events, lost, inversions)."""
    aggregates = [str(uuid.uuid4()) for _ in range(AGGREGATES)]
    writers = [threading.Thread(target=write, args=(dsn, aggregates, locked, seed)) for seed in range(WRITERS)]
    for writer in writers:
        writer.start()
    reader = psycopg2.connect(**dsn)
    reader.autocommit = True
    cursor = reader.cursor()
    last, versions, read, inversions, quiet = 0, {}, 0, 0, 0
    while quiet < 20:
        cursor.execute(statement("event_tail"), {"pos": last, "max": 500})
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row)) for row in cursor.fetchall()]
        for row in rows:
            last, read = row["pos"], read + 1
            inversions += row["agg_ver"] != versions.get(row["agg_id"], 0) + 1
            versions[row["agg_id"]] = max(row["agg_ver"], versions.get(row["agg_id"], 0))
        alive = any(writer.is_alive() for writer in writers)
        quiet = 0 if rows or alive else quiet + 1
        time.sleep(0.0003)
    cursor.execute("SELECT count(*) FROM event")
    total = cursor.fetchone()[0]
    reader.close()
    return total, total - read, inversions


def test_PLT_07_the_log_loses_nothing_and_keeps_the_order(log):
    events, lost, inversions = run(log, locked=True)
    print(f"with the log's lock: {events} events, lost {lost}, inversions {inversions}")
    assert events > WRITERS * COMMITS
    assert (lost, inversions) == (0, 0)


def test_PLT_07_without_the_lock_a_plain_cursor_loses_events(log):
    events, lost, inversions = run(log, locked=False)
    print(f"without the lock: {events} events, lost {lost}, inversions {inversions}")
    assert lost > 0
