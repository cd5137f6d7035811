# SPDX-License-Identifier: Apache-2.0
"""Situations that a siege meets too seldom: each small, made on purpose, and judged by one invariant.

credit      a caller had more requests outstanding than it had been granted
hung        a call waited for an instance that hung, though another one lived
jobs        a job ran twice
neighbours  a command was refused because another one of its batch failed"""
import os
import re
import signal
import subprocess
import threading
import time
import uuid

import psycopg2

from fault.witness import GRANT, Witness
from support.stack import BIN, Refused, Stack, wait_until

QUESTION = ("leads.ListAgents", {"pageSize": 1})
LEADS = "identity customers leads gateway"


class Found:
    """What a scene saw: how much it tried, and the violations with examples."""

    def __init__(self):
        self.tried, self.violations, self.examples = 0, 0, []
        self.lock = threading.Lock()

    def see(self, violation=None):
        with self.lock:
            self.tried += 1
            if violation:
                self.violations += 1
                self.examples.append(violation)


def at_once(n, act):
    """Runs act(nth) in n threads and waits for all of them; the first exception is raised here."""
    failures = []

    def run(nth):
        try:
            act(nth)
        except Exception as failure:  # raised below
            failures.append(failure)
    threads = [threading.Thread(target=run, args=(nth,)) for nth in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def ask(stack, seconds):
    """Seconds that a question took, answered or not."""
    began = time.monotonic()
    try:
        stack.call(*QUESTION, token=stack.token("admin"), headers={"Connect-Timeout-Ms": str(int(seconds * 1000))})
    except Refused:
        pass
    return time.monotonic() - began


# ---- credit --------------------------------------------------------------------------------------------------------


def greedy(stack, found):
    """A second instance of leads grants two requests to each caller and answers none, while the first one is stopped."""
    with Witness(stack, "leads") as witness:
        wait_until(lambda: witness.pings > 3, 20, "callers at the witness")
        pid = stack.kill("leads", signal.SIGSTOP)
        try:
            at_once(24, lambda nth: ask(stack, 3))
        finally:
            os.kill(pid, signal.SIGCONT)
    assert witness.requests >= GRANT, "nobody asked the witness"
    for outstanding in witness.seen:
        found.see(f"{outstanding} outstanding where {GRANT} were granted" if outstanding > GRANT else None)


# ---- ping ----------------------------------------------------------------------------------------------------------

PATIENCE_S, LONGEST_S = 10, 6


def hung(stack, found):
    """Of two instances of leads one hangs while six callers ask: it takes requests, and its connections live."""
    with Witness(stack, "leads") as witness:
        wait_until(lambda: witness.pings > 3, 20, "callers at the witness")
        witness.hangs.set()
        until = time.monotonic() + 4

        def ask_on(_):
            while time.monotonic() < until:
                took = ask(stack, PATIENCE_S)
                found.see(f"a call took {took:.1f} s" if took > LONGEST_S else None)
        at_once(6, ask_on)


# ---- jobs ----------------------------------------------------------------------------------------------------------

JOBS = 6
JOB_DONE = re.compile(r"call=(\S+) method=job\.\w+ status=ok")


def runs(stack, ids):
    """How often each job was carried out, as the instances' logs tell."""
    counts = dict.fromkeys(ids, 0)
    for name in ("leads", "leads.2"):
        path = os.path.join(stack.dir, "log", f"{name}.log")
        if os.path.exists(path):
            with open(path) as log:
                for job in JOB_DONE.findall(log.read()):
                    if job in counts:
                        counts[job] += 1
    return counts


def put_jobs(cursor):
    """Jobs that are due at once: each looks for leads that nobody worked, and finds none."""
    ids = [str(uuid.uuid4()) for _ in range(JOBS)]
    for nth, job in enumerate(ids):
        cursor.execute("INSERT INTO leads.job (id, kind, dedupe, due_at, payload, cause) VALUES"
                       " (%s, 'recycle', %s, now() - interval '1 s' * %s, '', %s)",
                       (job, "fault/" + job, JOBS - nth, str(uuid.uuid4())))
    return ids


def claimed(stack, ids):
    return stack.psql("dealspine", "SELECT count(*) FROM leads.job WHERE id = ANY (%s::uuid[]) AND leased_until > now()",
                      (ids,))[0][0]


def overtaken(stack, found):
    """A process that has claimed jobs stops; its lease runs out and another one does them; then it goes on."""
    holder = psycopg2.connect(**stack.dsn("dealspine"))
    with holder, holder.cursor() as cursor:
        cursor.execute("LOCK TABLE leads.lead IN ACCESS EXCLUSIVE MODE")  # the first job waits here for two seconds
        other = psycopg2.connect(**stack.dsn("dealspine"))
        with other, other.cursor() as jobs:
            ids = put_jobs(jobs)
        other.close()
        wait_until(lambda: claimed(stack, ids) == JOBS, 10, "a claim")
        pid = stack.kill("leads", signal.SIGSTOP)
    holder.close()
    try:
        more = subprocess.Popen([os.path.join(BIN, "dealspine"), "--dir", stack.dir, "scale", "leads=2"], env=stack.environment,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stack.psql("dealspine", "UPDATE leads.job SET leased_until = now() - interval '1 s' WHERE id = ANY (%s::uuid[])", (ids,))
        wait_until(lambda: sum(runs(stack, ids).values()) >= JOBS, 30, "the jobs, done by another process")
    finally:
        os.kill(pid, signal.SIGCONT)
        more.wait()
    time.sleep(3)  # what must not happen has its time to happen
    for job, n in runs(stack, ids).items():
        found.see(f"job {job} ran {n} times" if n != 1 else None)


# ---- neighbours ----------------------------------------------------------------------------------------------------


def spoilt(stack, found):
    """Half of sixteen clients make teams whose code is taken, which is refused after the insert; the other half does nothing
    wrong."""
    taken = {"code": "taken", "name": "Taken", "parentPath": "/hq/"}
    stack.call("identity.CreateTeam", taken)
    token = stack.token("admin")

    def make(nth):
        for n in range(25):
            if nth % 2:
                assert stack.refused("identity.CreateTeam", dict(taken, name=f"Wrong {nth} {n}"), token=token)
                continue
            try:
                stack.call("identity.CreateTeam", {"code": f"good-{nth}-{n}", "name": "Good", "parentPath": "/hq/"}, token=token)
                found.see()
            except Refused as refusal:
                found.see(f"a good command was refused: {refusal}")
    at_once(16, make)


# invariant → (what happens, the stack it wants)
SCENES = {
    "credit": (greedy, {"services": LEADS}),
    "hung": (hung, {"services": LEADS}),
    "jobs": (overtaken, {"services": LEADS}),
    "neighbours": (spoilt, {"services": "identity gateway"}),
}


def run(options, invariant):
    scene, wants = SCENES[invariant]
    began = time.monotonic()
    environment = {"DEALSPINE_BREAK": options.broken} if options.broken else {}
    stack, found = Stack(demo=False, environment=environment, scale=1, **wants), Found()
    try:
        scene(stack, found)
    finally:
        stack.stop_at_once()
    print(f"{invariant}: {found.tried} looked at, {found.violations} violations, {time.monotonic() - began:.0f} s")
    for text in found.examples[:10]:
        print(f"  {text}")
    if found.violations:
        print(f"violated: {invariant} {found.violations}")
        return 3
    return 0 if found.tried else 2
