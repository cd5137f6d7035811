# SPDX-License-Identifier: Apache-2.0
"""The peers of the captures: the rows of peer/capture.sql, written by pgbench or by a plain Node service into a copy of
the schemas in a database of its own in the same cluster."""
import os
import re
import subprocess
import time

from bench_stack import PG_BIN, folder

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peer")
DATABASE = "peer"
AGENTS = 256
FORMS = ("transaction", "cte")
TOKENS = "{" + ",".join(f"{n:02x}" * 16 for n in range(5)) + "}"


def statements():
    with open(os.path.join(HERE, "capture.sql")) as file:
        text = "".join(line for line in file if not line.startswith("--"))
    return [one.strip() for one in text.split("\n\n") if one.strip()]


def cte():
    """All statements as one; what only reads is asked for by the last SELECT."""
    parts, reads = [], []
    for n, one in enumerate(statements()):
        if one.startswith("SELECT"):
            parts.append(f"s{n} AS ({one})")
            reads.append(f"(SELECT count(*) FROM s{n})")
        else:
            parts.append(f"s{n} AS ({one} RETURNING 1)")
    return "WITH " + ",\n".join(parts) + "\nSELECT " + ", ".join(reads)


def form(name):
    """The statements of one request."""
    return [cte()] if name == "cte" else ["BEGIN", *statements(), "COMMIT"]


def values():
    """What is the same in each request: sealed values and payloads are random bytes as long as ours."""
    sizes = sorted({int(size) for size in re.findall(r":blob(\d+)", "".join(statements()))})
    blobs = {f"blob{size}": "\\x" + os.urandom(size).hex() for size in sizes}
    return {**blobs, "principal": "01a20365-3a88-72e1-8269-f4eb26fceb80", "tokens": TOKENS}


def make(bench):
    """The database: Dealspine's schemas with all their indexes and constraints, and agents."""
    schema = bench.run_postgres("pg_dump", "--schema-only")
    bench.sql(f"CREATE DATABASE {DATABASE}")
    bench.run_postgres("psql", "-q", "-v", "ON_ERROR_STOP=1", database=DATABASE, text=schema)
    bench.run_postgres("psql", "-q", "-v", "ON_ERROR_STOP=1", "-f", os.path.join(HERE, "schema.sql"), database=DATABASE)


def pgbench(bench, name, count, clients=32):
    """`count` requests in the form `name`; rate, p50 and what was written."""
    first = bench.new_persons(count + 64 * clients)
    before = bench.counted(DATABASE)
    bench.sql("CHECKPOINT")
    each = max(1, count // clients)
    script = (f"\\set i :i + 1\n\\set n :i * {clients} + :client_id\n\\set agent random(1, {AGENTS})\n"
              + ";\n".join(form(name)) + ";\n")
    dsn = bench.dsn(DATABASE)
    with folder() as here:
        path = os.path.join(here, "capture.sql")
        with open(path, "w") as file:
            file.write(script)
        words = [os.path.join(PG_BIN, "pgbench"), "-n", "-M", "prepared", "-c", str(clients), "-j", "2", "-t", str(each),
                 "-f", path, "-l", "--log-prefix", os.path.join(here, "times"), "-h", dsn["host"], "-U", dsn["user"],
                 "-D", f"i={first // clients + 1}"]
        for variable, value in values().items():
            words += ["-D", f"{variable}={value}"]
        began = time.monotonic()
        done = subprocess.run([*words, DATABASE], capture_output=True, text=True, check=False,
                              env={**os.environ, "PGPASSWORD": dsn["password"],
                                   "PGOPTIONS": "-c jit=off -c plan_cache_mode=force_generic_plan"})
        took = time.monotonic() - began
        if done.returncode or "number of failed transactions: 0" not in done.stdout:
            raise AssertionError(f"pgbench ended with {done.returncode}: {done.stderr[-2000:]}{done.stdout[-500:]}")
        times = []
        for log in os.listdir(here):
            if log.startswith("times"):
                with open(os.path.join(here, log)) as file:
                    times += [int(line.split()[2]) for line in file]
    tps = re.search(r"tps = ([\d.]+) \(without initial connection", done.stdout)
    times.sort()
    return {"rate": float(tps.group(1)) if tps else each * clients / took, "p50_ms": times[len(times) // 2] / 1000,
            "requests": each * clients,
            "checked": {key: n - before[key] for key, n in bench.counted(DATABASE).items()}}
