# SPDX-License-Identifier: Apache-2.0
"""What a stack uses, and how quickly it answers, before faults and after.

baseline    descriptors, database connections or memory that did not come back
recovery    commands that are slower than before the faults, ten seconds after the last one"""
import functools
import mmap
import os

import support.stack

DESCRIPTORS, CONNECTIONS = 12, 2  # what may be more; and memory_mb()
BACK_S, WITHIN_S = 10, 4
SLOWER, SLACK_S, FEWER, LEAST = 4, 0.5, 5, 50


@functools.cache
def memory_mb():
    """Sanitizers keep what was freed for a while, and the traces of who asked for it for ever."""
    with open(os.path.join(support.stack.PROGRAMS, "leads"), "rb") as program:
        with mmap.mmap(program.fileno(), 0, access=mmap.ACCESS_READ) as bytes_of_it:
            return 80 if bytes_of_it.find(b"__asan_init") >= 0 else 30


def used(stack):
    """program → (descriptors, MB); and role → connections, under a key of its own."""
    found = {}
    for program in stack.status()["programs"]:
        if program["pid"] and program["name"] not in ("postgres", "redis"):
            folder = f"/proc/{program['pid']}"
            with open(folder + "/statm") as statm:
                pages = int(statm.read().split()[1])
            found[program["name"]] = len(os.listdir(folder + "/fd")), pages * os.sysconf("SC_PAGESIZE") >> 20
    rows = stack.psql("dealspine", "SELECT usename::text, count(*) FROM pg_stat_activity"
                                   " WHERE backend_type = 'client backend' AND usename <> 'dealspine' GROUP BY 1")
    return found, dict(rows)


def surplus(before, after):
    """In words, what is more than it was."""
    programs, roles = before
    words = []
    for name, (descriptors, megabytes) in after[0].items():
        was = programs.get(name, (descriptors, megabytes))
        if descriptors > was[0] + DESCRIPTORS:
            words.append(f"{name} has {descriptors} descriptors, had {was[0]}")
        if megabytes > was[1] + memory_mb():
            words.append(f"{name} has {megabytes} MB, had {was[1]}")
    for role, n in after[1].items():
        if n > roles.get(role, n) + CONNECTIONS:
            words.append(f"{role} has {n} connections to the database, had {roles[role]}")
    return words


def p99(times):
    return sorted(times)[max(0, len(times) * 99 // 100 - 1)] if times else 0


def judge_recovery(verdict, ledger, calm_until, last_fault, since=0):
    """Compares commands begun from `since` on and done before `calm_until` with those begun from ten seconds after the last
    fault on: they are neither much slower nor much fewer. Gives both p99, in seconds."""
    before = [took for began, took in ledger.times if began > since and began + took < calm_until]
    after = [took for began, took in ledger.times if began > last_fault + BACK_S]
    slower = p99(after) > SLOWER * p99(before) + SLACK_S
    if len(before) < LEAST:
        verdict.example(f"recovery is not judged: {len(before)} commands in calm, {LEAST} are wanted")
        verdict.other["recovery"] += 1
    elif slower or len(after) < len(before) / FEWER:
        verdict.other["recovery"] += 1
        verdict.example(f"{len(after)} commands after the faults, p99 {p99(after):.2f} s; {len(before)} before, {p99(before):.2f} s")
    return p99(before), p99(after)
