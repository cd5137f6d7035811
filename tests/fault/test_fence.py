# SPDX-License-Identifier: Apache-2.0
"""The fence of jobs, statement by statement as processes would run them that overtake one another."""
import os
import re
import uuid

import psycopg2
import pytest

from support.stack import ROOT


def statement(name):
    """A statement of the skeleton for psycopg: `:name` becomes `%(name)s`."""
    with open(os.path.join(ROOT, "common", "service", "sql", name + ".sql")) as file:
        return re.sub(r"(?<!:):(\w+)", r"%(\1)s", re.sub(r"--.*", "", file.read()))


@pytest.fixture
def jobs(stand):
    """A cursor in a schema whose jobs nobody else looks at."""
    connection = psycopg2.connect(**stand.stack.dsn("dealspine"))
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA fault_jobs; SET search_path = fault_jobs; CREATE TABLE job (LIKE leads.job INCLUDING ALL)")
        yield cursor
    connection.rollback()
    connection.close()


def put(jobs, dedupe="d"):
    jobs.execute(statement("job_put"), {"job_kind": "k", "job_dedupe": dedupe, "job_due": "2020-01-01", "job_payload": b"",
                                        "job_cause": str(uuid.uuid4()), "job_traceparent": None})


def claim(jobs):
    """(id, tries) of what was claimed."""
    jobs.execute(statement("job_claim"), {"job_kinds": ["k"]})
    columns = [column.name for column in jobs.description]
    return [(dict(zip(columns, row))["id"], dict(zip(columns, row))["tries"]) for row in jobs.fetchall()]


def done(jobs, claimed):
    jobs.execute(statement("job_done"), {"job_id": claimed[0], "job_tries": claimed[1]})
    return jobs.rowcount


def test_PLT_08_who_claims_last_carries_out_a_job(jobs):
    put(jobs)
    first, = claim(jobs)
    assert claim(jobs) == []
    jobs.execute("UPDATE job SET leased_until = now() - interval '1 s'")
    second, = claim(jobs)
    assert (done(jobs, first), done(jobs, second)) == (0, 1)


def test_PLT_08_nobody_claims_what_he_cannot_do(jobs):
    """A later version's kind of job, that is, while both run."""
    put(jobs)
    jobs.execute(statement("job_claim"), {"job_kinds": ["another"]})
    assert jobs.fetchall() == []
    assert [tries for _, tries in claim(jobs)] == [1]


def test_PLT_08_a_job_that_is_put_anew_is_not_for_who_claimed_it_before(jobs):
    put(jobs)
    first, = claim(jobs)
    put(jobs)  # another time, another payload: whoever claimed the old one has nothing any more
    assert done(jobs, first) == 0
    second, = claim(jobs)
    assert (done(jobs, first), done(jobs, second)) == (0, 1)
