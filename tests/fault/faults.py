# SPDX-License-Identifier: Apache-2.0
"""What happens to the stack's processes: killed with -9, or stopped for half a second to three seconds. Postgres is one of
them, as a whole and connection by connection; and Redis, which is also flushed, and wiped of all it keeps. Only processes
of this very stack are touched."""
import os
import random
import shutil
import signal
import threading
import time

from support.redis import Redis

# Weights: (target, what happens).
KINDS = {
    ("service", "kill"): 9,
    ("service", "stop"): 4,
    ("backend", "kill"): 5,   # Postgres then ends all connections and recovers from its log
    ("backend", "stop"): 5,
    ("postmaster", "kill"): 2,
    ("postmaster", "stop"): 1,
    ("redis", "kill"): 2,
    ("redis", "stop"): 3,
    ("redis", "flush"): 5,
    ("redis", "wipe"): 2,     # killed, and what it kept is removed before it starts again
}
PAUSE_S = (0.4, 1.8)
STOP_S = (0.5, 3.0)
PEACE_S = 6  # for a program that was killed: Postgres recovers for seconds, others start after a pause that doubles


def started(pid):
    """Tells a process from a later one with its number; None if there is none."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[19]
    except OSError:
        return None


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return [int(child) for child in file.read().split()]
    except OSError:
        return []


def is_busy(pid):
    """A connection of Postgres in the midst of a transaction, by the title of its process."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            title = file.read().rstrip(b"\0 ")
    except OSError:
        return False
    return b"[local]" in title and not title.endswith(b" idle")


class Faults(threading.Thread):
    def __init__(self, stack, seed, end):
        super().__init__(daemon=True)
        self.stack, self.end = stack, end
        self.chance = random.Random(seed)
        self.stopped = []  # (pid, started, when to go on)
        self.peace = {}  # program -> when it may be hit again
        self.counts = {}
        self.log = []

    def run(self):
        while time.monotonic() < self.end:
            self._resume(time.monotonic())
            next_fault = time.monotonic() + self.chance.uniform(*PAUSE_S)
            while time.monotonic() < next_fault and time.monotonic() < self.end:
                time.sleep(0.05)
                self._resume(time.monotonic())
            if time.monotonic() < self.end:
                self._strike(*self._kind())
        self._resume(float("inf"))

    def _kind(self):
        """First those that there were not yet, in an order of chance; then by weight."""
        missing = [kind for kind in KINDS if " ".join(kind) not in self.counts]
        if missing and self.total() < 2 * len(KINDS):
            return self.chance.choice(missing)
        return self.chance.choices(list(KINDS), list(KINDS.values()))[0]

    def total(self):
        return sum(self.counts.values())

    def killed(self):
        """The processes that were."""
        return {pid for _, what, _, pid in self.log if what in ("kill", "wipe")}

    def _resume(self, now):
        for pid, since, when in self.stopped[:]:
            if when <= now:
                self.stopped.remove((pid, since, when))
                if started(pid) == since:
                    os.kill(pid, signal.SIGCONT)

    def _choose(self, kind):
        """(program, pid) of a victim; pid 0 when there is none."""
        now = time.monotonic()
        programs = {program["name"]: program["pid"] for program in self.stack.status()["programs"]
                    if program["pid"] and self.peace.get(program["name"], 0) <= now}
        postmaster, redis = programs.pop("postgres", 0), programs.pop("redis", 0)
        if kind == "redis":
            return "redis", redis
        if kind == "postmaster":
            return "postgres", postmaster
        if kind == "backend":
            return "postgres", self._backend(postmaster) if postmaster else 0
        name = self.chance.choice(sorted(programs) + ["gateway"])  # the gateway holds a request of every client
        return name, programs.get(name, 0)

    def _backend(self, postmaster):
        """Mostly one that is in the midst of something: that is where it hurts."""
        patience = time.monotonic() + (0.5 if self.chance.random() < 0.75 else 0)
        while True:
            backends = children(postmaster)
            found = [pid for pid in backends if is_busy(pid)]
            if found or time.monotonic() > patience:
                return self.chance.choice(found or backends or [0])
            time.sleep(0.001)

    def _strike(self, kind, what):
        try:
            name, pid = self._choose(kind)
            if not pid:
                kind, what = "service", what if what == "stop" else "kill"
                name, pid = self._choose(kind)
        except (OSError, ValueError):
            return
        since = started(pid) if pid else None
        if since is None:
            return
        if what == "flush":
            Redis(self.stack).flush()
        elif not self._hit(name, what, pid, since):
            return
        self.counts[f"{kind} {what}"] = self.counts.get(f"{kind} {what}", 0) + 1
        self.log.append((time.time(), what, name, pid))

    def _hit(self, name, what, pid, since):
        try:
            os.kill(pid, signal.SIGSTOP if what == "stop" else signal.SIGKILL)
        except ProcessLookupError:
            return False
        if what == "stop":
            self.stopped.append((pid, since, time.monotonic() + self.chance.uniform(*STOP_S)))
        else:
            self.peace[name] = time.monotonic() + PEACE_S
        if what == "wipe":
            shutil.rmtree(os.path.join(self.stack.dir, "redis", "appendonlydir"), ignore_errors=True)
        return True
