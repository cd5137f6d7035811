# SPDX-License-Identifier: Apache-2.0
"""What a stack uses, and how quickly it answers, before faults and after.

baseline    descriptors, database connections or memory that did not come back
recovery    commands that are slower than before the faults, ten seconds after the last one"""
import os

MEMORY_MB, DESCRIPTORS, CONNECTIONS = 80, 12, 2  # what may be more
BACK_S, WITHIN_S = 10, 4
SLOWER, SLACK_S = 4, 0.5


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
        if megabytes > was[1] + MEMORY_MB:
            words.append(f"{name} has {megabytes} MB, had {was[1]}")
    for role, n in after[1].items():
        if n > roles.get(role, n) + CONNECTIONS:
            words.append(f"{role} has {n} connections to the database, had {roles[role]}")
    return words


def p99(times):
    return sorted(times)[max(0, len(times) * 99 // 100 - 1)] if times else None


def judge_recovery(verdict, ledger, calm_until, last_fault):
    """Compares commands begun before `calm_until` with those begun from ten seconds after the last fault on. Gives both
    p99, in seconds."""
    normal = p99([took for began, took in ledger.times if began + took < calm_until])
    after = p99([took for began, took in ledger.times if began > last_fault + BACK_S])
    if normal is None or after is None or after > SLOWER * normal + SLACK_S:
        verdict.other["recovery"] += 1
        verdict.example(f"p99 {after} s after the faults, {normal} s before")
    return normal, after
