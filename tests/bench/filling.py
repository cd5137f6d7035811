# SPDX-License-Identifier: Apache-2.0
"""Fills a stack's tables by SQL, in the shape that captures leave, where sending so much would take too long."""
import os

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "filling")
BATCH = 250000
TABLES = {  # what is filled for grow, in this order
    "grow": ("subject_key", "customer", "contact_point", "capture", "customer_slot", "lead", "assessment", "lead_fact"),
    "list": ("lead",),
    "replay": ("event",),
}


def indexes(bench, schema, table):
    """The indexes that are no constraint's: (name, definition)."""
    return bench.sql("SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index AS i"
                     " WHERE i.indrelid = %s::regclass AND NOT EXISTS"
                     " (SELECT FROM pg_constraint AS c WHERE c.conindid = i.indexrelid)", (f"{schema}.{table}",))


def fill(bench, name, first, last):
    """Adds the rows first to last of filling/<name>.sql, a batch at a time; large fills make the indexes anew."""
    with open(os.path.join(HERE, name + ".sql")) as file:
        statement = file.read()
    schema, table = statement.split("INSERT INTO ")[1].split(" ")[0].split(".")
    dropped = indexes(bench, schema, table) if last - first >= BATCH and name != "event" else []
    for index, _ in dropped:
        bench.sql(f"DROP INDEX {index}")
    for begin in range(first, last + 1, BATCH):
        bench.sql(statement, {"first": begin, "last": min(last, begin + BATCH - 1)})
    for _, definition in dropped:
        bench.sql(definition)
    bench.sql(f"ANALYZE {schema}.{table}")


def up_to(bench, kind, count):
    filled = bench.filled.get(kind, 0)
    if filled >= count:
        return
    bench.sql("SET maintenance_work_mem = '512MB'")
    bench.sql("SET synchronous_commit = off")
    bench.sql("SET session_replication_role = replica")  # no triggers: these rows concern nobody else
    for name in TABLES[kind]:
        fill(bench, name, filled + 1, count)
    bench.sql("RESET session_replication_role")
    bench.filled[kind] = count
    bench.sql("VACUUM")
    bench.sql("CHECKPOINT")


def leads(bench, count):
    """Leads and all that belongs to them, in every service."""
    up_to(bench, "grow", count)


def lead_rows(bench, count):
    """Leads alone, of three hundred agents in a hundred teams, one of which is the telesales team of the demo."""
    up_to(bench, "list", count)


def events(bench, count):
    """The log of leads."""
    up_to(bench, "replay", count)
