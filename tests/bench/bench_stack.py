# SPDX-License-Identifier: Apache-2.0
"""A stack of its own for one benchmark, what is counted in its database, and the load programs."""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import psycopg2

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from support.stack import BIN, ROOT, Stack  # noqa: E402

TESTS = os.path.join(os.path.dirname(BIN), "tests")
LOAD = os.path.join(TESTS, "bench_load")
SHIM = os.path.join(TESTS, "slow_fsync.so")
PG_BIN = "/usr/lib/postgresql/15/bin"
ROWS = ("customers.capture customers.contact_point customers.customer customers.subject_key leads.assessment"
        " leads.customer_slot leads.lead insights.lead_fact notifications.job notifications.notification").split()
EVENTS = "customers.event leads.event notifications.event".split()
KEYS = "customers.idempotency leads.idempotency".split()
BEHIND = """
    SELECT coalesce((SELECT pos FROM leads.event WHERE type = 'lead.assigned' ORDER BY pos DESC LIMIT 1), 0)
        > least((SELECT pos FROM customers.cursor WHERE domain = 'leads'),
                (SELECT pos FROM insights.cursor WHERE domain = 'leads'),
                (SELECT pos FROM notifications.cursor WHERE domain = 'leads'))
"""


def descendants(pid):
    found = [pid]
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        for child in file.read().split():
            found += descendants(int(child))
    return found


def memory_kb(pid):
    """Resident memory of a process; what it shares with others counts by its part (PSS)."""
    with open(f"/proc/{pid}/smaps_rollup") as rollup:
        return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))


class BenchStack:
    """`slowed_us` is added to each flush of Postgres; 0 is the machine's own. A test may set `shared`: a stack that all
    benchmarks use in turn, whatever options they would have."""
    shared = None

    def __init__(self, slowed_us=0, environment=None, options=(), scale=None):
        environment = dict(environment or {})
        if slowed_us:
            environment.update({"LD_PRELOAD": SHIM, "SLOW_FSYNC_US": str(slowed_us)})
        self.slowed = slowed_us
        self.persons = random.randrange(10 ** 8) if self.shared else 0
        self.stack = self.shared or Stack(environment=environment, options=["--workers", "2", *options], scale=scale)
        self.connections = {}
        self.filled = {}  # kind → rows, see filling.py

    def __enter__(self):
        # A benchmark is not to fill up the few agents of the demo organisation.
        self.sql("UPDATE leads.agent SET capacity = 1000000000")
        return self

    def __exit__(self, *trouble):
        for connection in self.connections.values():
            connection.close()
        if not self.shared:
            self.stack.stop(check=False)

    def dsn(self, database="dealspine"):
        return {**self.stack.dsn("dealspine"), "dbname": database}

    def sql(self, statement, parameters=None, database="dealspine"):
        """Runs one statement as the owner of the cluster; its rows, if any."""
        if database not in self.connections:
            self.connections[database] = psycopg2.connect(**self.dsn(database))
            self.connections[database].autocommit = True
        with self.connections[database].cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    def run_postgres(self, program, *arguments, database="dealspine", text=None):
        """A program of Postgres against this cluster; its output."""
        dsn = self.dsn(database)
        done = subprocess.run([os.path.join(PG_BIN, program), "-h", dsn["host"], "-U", dsn["user"], *arguments, database],
                              input=text, text=True, capture_output=True, check=False,
                              env={**os.environ, "PGPASSWORD": dsn["password"]})
        if done.returncode:
            raise AssertionError(f"{program} ended with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    def fsync(self):
        return "slowed" if self.slowed else "native"

    # ---- what is in the database ----

    def count(self, tables, database="dealspine"):
        return self.sql("SELECT " + " + ".join(f"(SELECT count(*) FROM {table})" for table in tables),
                        database=database)[0][0]

    def counted(self, database="dealspine"):
        return {"rows": self.count(ROWS, database), "events": self.count(EVENTS, database),
                "keys": self.count(KEYS, database)}

    def settle(self, seconds=120):
        """Waits until every service has acted on each assigned lead."""
        until = time.monotonic() + seconds
        while self.sql(BEHIND)[0][0]:
            if time.monotonic() > until:
                raise AssertionError(f"services are behind after {seconds} s")
            time.sleep(0.01)

    # ---- programs ----

    def rss_mb(self, *words):
        """MiB that the programs have, all but Postgres and Redis when none is named."""
        kb = 0
        for program in self.stack.status()["programs"]:
            word = program["name"].split(".")[0]
            if program["pid"] and (word in words if words else word not in ("postgres", "redis")):
                kb += sum(memory_kb(pid) for pid in descendants(program["pid"]))
        return round(kb / 1024, 1)

    def load_command(self, way, token="web", **options):
        options = {"dir": self.stack.dir, "run-dir": self.stack.status()["runDir"], "port": self.stack.port,
                   "token": self.stack.token(token), **options}
        return [LOAD, way, *(word for name, value in options.items()
                             for word in (f"--{name.replace('_', '-')}", str(value)))]

    def load(self, way, token="web", **options):
        """Runs bench_load to its end; the object that it prints."""
        done = subprocess.run(self.load_command(way, token, **options), capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(f"bench_load {way}: {done.stderr.strip()}")
        return json.loads(done.stdout.splitlines()[-1])

    def new_persons(self, count):
        """The first of `count` numbers of persons that nobody has had."""
        self.persons += count
        return self.persons - count

    def capture(self, way, count, at_once, **options):
        """Leads of new people until every service has acted on them; what bench_load says, with `rate` and `checked`."""
        base = self.new_persons(count)
        before = self.counted()
        self.sql("CHECKPOINT")
        result = self.load(way, count=count, at_once=at_once, base=base, **options)
        answered = time.monotonic()
        self.settle()
        result["rate"] = count / (result["seconds"] + time.monotonic() - answered)
        result["checked"] = {name: n - before[name] for name, n in self.counted().items()}
        if result["failed"]:
            raise AssertionError(f"{result['failed']} of {count} captures failed: {result['why']}")
        return result


class Subscribers:
    """bench_load subscribe in the background; they stand at the logs' ends when this is entered."""

    def __init__(self, bench, token="subscriber", **options):
        self.process = subprocess.Popen(bench.load_command("subscribe", token, **options), stdout=subprocess.PIPE, text=True)
        self.ready = threading.Event()
        self.lines = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line)
            if line == "ready\n":
                self.ready.set()

    def __enter__(self):
        if not self.ready.wait(60) or self.process.poll() is not None:
            raise AssertionError("the subscribers do not get ready")
        return self

    def __exit__(self, *trouble):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def result(self):
        if self.process.wait(timeout=120):
            raise AssertionError(f"bench_load subscribe ended with {self.process.returncode}")
        self.reader.join()
        return json.loads(self.lines[-1])


def commit():
    """That of the sources; "unknown" where they are no checkout, or git is not installed."""
    if not shutil.which("git"):
        return "unknown"
    done = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def folder():
    return tempfile.TemporaryDirectory(prefix="dealspine-bench-")
