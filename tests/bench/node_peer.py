# SPDX-License-Identifier: Apache-2.0
"""The plain Node service of peer/server.js: installed from its lock file into a temporary folder, two processes."""
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request

import peer
from bench_stack import memory_kb
from support.stack import free_port

SOURCES = ("package.json", "package-lock.json", "server.js", "capture.sql")
PROCESSES = 2


class Node:
    def __init__(self, bench):
        self.bench = bench
        self.home = tempfile.mkdtemp(prefix="dealspine-bench-node-")
        self.processes = []
        self.form = None

    def __enter__(self):
        for name in SOURCES:
            shutil.copy(os.path.join(peer.HERE, name), self.home)
        done = subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=self.home, text=True,
                              capture_output=True, check=False)
        if done.returncode:
            self.__exit__()
            raise AssertionError(f"npm ci: {done.stderr[-1000:]}")
        return self

    def __exit__(self, *trouble):
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(timeout=10)
        self.processes = []

    def start(self, form):
        """One program with two workers behind one port, as node:cluster shares it."""
        if form == self.form and self.processes:
            return
        self.stop()
        self.form, self.port = form, free_port()
        dsn = self.bench.dsn(peer.DATABASE)
        with open(os.path.join(self.home, "values.json"), "w") as file:
            json.dump({**peer.values(), "agents": peer.AGENTS}, file)
        environment = {**os.environ, "PGHOST": dsn["host"], "PGUSER": dsn["user"], "PGPASSWORD": dsn["password"],
                       "PGDATABASE": dsn["dbname"], "PGOPTIONS": "-c jit=off -c plan_cache_mode=force_generic_plan",
                       "PORT": str(self.port), "FORM": form, "PROCESSES": str(PROCESSES), "NODE_ENV": "production"}
        self.processes = [subprocess.Popen(["node", "server.js"], cwd=self.home, env=environment)]
        self._await()

    def _await(self):
        until = time.monotonic() + 20
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/ready", timeout=2).read()
                return
            except OSError:
                if time.monotonic() > until or self.processes[0].poll() is not None:
                    raise
                time.sleep(0.1)

    def run(self, form, count):
        self.start(form)
        base = self.bench.new_persons(count)
        before = self.bench.counted(peer.DATABASE)
        self.bench.sql("CHECKPOINT")
        result = self.bench.load("http", count=count, at_once=64, base=base, port=self.port)
        if result["failed"]:
            raise AssertionError(f"{result['failed']} of {count} requests to Node failed: {result['why']}")
        checked = {name: n - before[name] for name, n in self.bench.counted(peer.DATABASE).items()}
        return {**result, "rate": count / result["seconds"], "requests": count, "checked": checked}

    def rss_mb(self):
        """Of the workers that serve; the one that shares the port among them is not counted."""
        pid = self.processes[0].pid
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return round(sum(memory_kb(int(child)) for child in file.read().split()) / 1024, 1)
