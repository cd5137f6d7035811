# SPDX-License-Identifier: Apache-2.0
"""Lists of long tables are read in order by an index, a page and no more, by the plans that services run: made once for all
values, with the statistics of a table that has grown."""
import os
import re

import psycopg2
import pytest

from support.stack import ROOT

ROWS = 30000
PLANNER = "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off; SET LOCAL jit = off; "
PLANNER += "SET LOCAL session_replication_role = replica"  # rows without those they refer to
SOME = {"uuid": "gen_random_uuid()", "integer": "1", "bigint": "1", "boolean": "false", "date": "current_date",
        "timestamp with time zone": "now() - n * interval '1 minute'", "ARRAY": "'{}'", "text": "'x'", "jsonb": "'{}'"}


def schema(cursor, service):
    """A service's tables, empty, in a schema of the transaction's own."""
    cursor.execute("CREATE SCHEMA long_lists; SET LOCAL search_path = long_lists")
    for folder in ("common/service", f"services/{service}"):
        path = os.path.join(ROOT, folder, "schema")
        for name in sorted(os.listdir(path)):
            with open(os.path.join(path, name), encoding="utf-8") as file:
                cursor.execute(file.read())


def fill(cursor, table, **values):
    cursor.execute("SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'long_lists' "
                   "AND table_name = %s AND is_nullable = 'NO' AND column_default IS NULL", (table,))
    columns = {**{name: SOME[kind] for name, kind in cursor.fetchall()}, **values}
    cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} "
                   f"FROM generate_series(1, {ROWS}) AS n; ANALYZE {table}")


def plan(cursor, service, statement, given):
    with open(os.path.join(ROOT, "services", service, "sql", statement + ".sql"), encoding="utf-8") as file:
        text = "\n".join(line for line in file.read().splitlines() if not line.startswith("--"))
    kinds = dict(re.findall(r"(?<!:):(\w+)::([\w\[\]]+)", text))
    names = list(kinds)
    text = re.sub(r"(?<!:):(\w+)", lambda found: f"${names.index(found.group(1)) + 1}", text)
    values = [cursor.mogrify("%s", (given.get(name, [] if kinds[name].endswith("[]") else None),)).decode() for name in names]
    cursor.execute(f"PREPARE {statement} ({', '.join(kinds.values())}) AS {text}")
    cursor.execute(f"EXPLAIN EXECUTE {statement} ({', '.join(values)})")
    return "\n".join(row[0] for row in cursor.fetchall())


OWNED = {"owner_path": "'/hq/sales/~' || n % 300"}
EMPLOYER = {"row_limit": 51, "scope": "/hq/sales/"}


@pytest.mark.parametrize("service, table, values, statements", [
    ("leads", "lead", {**OWNED, "state": "CASE n % 2 WHEN 0 THEN 'POOLED' ELSE 'WORKING' END", "product": "'p' || n % 40",
                       "priority": "n % 1000", "customer_id": "gen_random_uuid()", "owner_id": "gen_random_uuid()",
                       "bulk_id": "'b' || n % 1000"},
     {"list_leads_by_priority": "lead_best", "list_leads_by_time": "lead_captured_at_id_idx", "list_pool": "lead_best_pooled",
      "list_pool_of_product": "lead_best_pooled_of_product", "list_named_leads_by_priority": None,
      "list_named_leads_by_time": None}),
    ("contracts", "contract", {**OWNED, "number": "'C-' || n", "customer_id": "gen_random_uuid()",
                               "opportunity_id": "gen_random_uuid()"},
     {"list_contracts": "contract_created_at_id_idx", "list_named_contracts": None}),
    ("opportunities", "opportunity", OWNED,
     {"list_opportunities": "opportunity_created_at_id_idx", "list_opportunities_of_customer": None}),
    ("aftersales", "case_file", {**OWNED, "number": "'S-' || n"}, {"list_cases": "case_file_received_at_id_idx"}),
    ("aftersales", "delivery_plan", {**OWNED, "contract_id": "gen_random_uuid()"},
     {"list_plans": "delivery_plan_created_at_id_idx"}),
    ("aftersales", "return_visit", OWNED, {"list_visits": "return_visit_created_at_id_idx"})])
def test_a_long_list_is_read_in_order_by_an_index(stack, service, table, values, statements):
    """None: the statement is for the few of a customer, which are found by what they have in common, not by reading all."""
    connection = psycopg2.connect(**stack.dsn("dealspine"))
    try:
        with connection.cursor() as cursor:
            cursor.execute(PLANNER)
            schema(cursor, service)
            fill(cursor, table, **values)
            for statement, index in statements.items():
                read = plan(cursor, service, statement, EMPLOYER)
                if index:
                    assert f"Index Scan using {index} on" in read and "Sort" not in read, read
                else:
                    assert f"{table}_customer_id_idx" in read and "Sort" in read, read
    finally:
        connection.rollback()
        connection.close()
