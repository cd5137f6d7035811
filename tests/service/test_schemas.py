# SPDX-License-Identifier: Apache-2.0
"""Each service owns its schema; nobody else reads it."""
import psycopg2
import pytest

WORDS = ["identity", "customers", "leads", "opportunities", "contracts", "aftersales", "qa", "notifications", "insights"]


@pytest.mark.parametrize("role", WORDS)
def test_PLT_08_a_role_reads_its_own_schema_only(stack, role):
    assert stack.psql(role, f"SELECT count(*) FROM {role}.event")[0][0] >= 0
    for other in WORDS:
        if other == role:
            continue
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            stack.psql(role, f"SELECT count(*) FROM {other}.event")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            stack.psql(role, f"CREATE TABLE {other}.intruder (x int)")


def test_PLT_02_nobody_connects_without_a_password(stack):
    dsn = dict(stack.dsn("leads"), password="wrong")
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(**dsn)
