# SPDX-License-Identifier: Apache-2.0
"""One run: start, load and faults, recovery, verdict."""
import json
import os
import re
import sys
import tempfile
import time

from fault import baseline, records
from fault import verdict as judging
from fault.caller import Caller, Ending, Refusal, Stopped
from fault.deals import Client
from fault.disk import slow_to_flush
from fault.faults import Faults
from fault.ledger import DONE, OPEN, Ledger
from fault.subscriber import Subscriber, late_subscriber
from fault.webhooks import SETTINGS, Receiver
from support.stack import Stack, wait_until

DOMAINS = ("identity", "customers", "leads", "opportunities", "contracts", "aftersales", "qa", "notifications", "insights")
LEAST_FAULTS, LEAST_COMMANDS, LONGER = 20, 2000, 4  # to mean anything; a siege lasts so many times as long to get there
SETTLE_S, CATCH_UP_S, BROKEN_CATCH_UP_S = 90, 90, 15  # whoever claimed a job and died keeps it for a minute
COME_BACK_S, READ_S = 20, 30
ROUND_S, QUIET_ROUNDS = 0.4, 4  # nothing new for so long: all have had their effects
# Sanitizers keep freed memory from use for a while: 256 MB of it, if not told otherwise.
SANITIZER = {"ASAN_OPTIONS": "abort_on_error=1:detect_leaks=1:detect_stack_use_after_return=0:"
                             "quarantine_size_mb=8:thread_local_quarantine_size_kb=64"}
CALM_S = 5  # of load before the first fault, or longer; after the last one it goes on for as long as recovery may take
WHO = ("admin", "manager", "legal", "signatory", "tele1", "tele2", "tele3", "web", "subscriber")


class Siege:
    """What runs side by side, and what was seen of it."""

    def __init__(self, stack, options):
        self.stack, self.options, self.ledger, self.faults = stack, options, Ledger(), None
        self.tokens = {who: stack.token(who) for who in WHO}
        records.watch_claims(stack, DOMAINS)
        self.receiver = Receiver(options.seed)
        wait_until(lambda: self.subscribed(), 30, "a subscription that is active")
        self.subscriber = Subscriber(stack.port, self.tokens, self.ledger)
        self.late = late_subscriber(stack.port, self.tokens, self.ledger)
        self.calm_until = self.last_fault = self.before = None
        self.deals = 0

    def subscribed(self):
        if self.receiver.secret is None:
            self.subscription = self.receiver.subscribe(self.stack)
        reply = self.stack.call("notifications.GetSubscription", {"id": self.subscription}, "ops")
        return reply["subscription"]["state"] == "ACTIVE"

    def load(self):
        """Clients, subscribers and faults side by side. A promise broken on purpose has faults all the time."""
        options, end = self.options, Ending()
        clients = [Client(n, options.seed, Caller(self.stack.port, self.tokens, self.ledger, end), self.stack.access(), end)
                   for n in range(1, options.clients + 1)]
        self.faults = Faults(self.stack, options.seed, Ending())
        for thread in (self.subscriber, *clients):
            thread.start()
        if not options.broken:
            wait_for(CALM_S, lambda: len(self.ledger.times) >= baseline.LEAST)
        self.calm_until = time.monotonic()
        self.before = baseline.used(self.stack)
        self.receiver.well = False
        if not options.calm:
            self.faults.start()
        wait_for(options.seconds, lambda: options.broken or options.calm or self.is_enough())
        self.faults.end.at = 0
        if not options.calm:
            self.faults.join()
        if options.slowed_fsync:
            await_recovery(self.stack)  # after a crash Postgres flushes each file it has, which is what is slow here
        self.last_fault = time.monotonic()
        end.at = self.last_fault + (0 if options.broken else baseline.BACK_S + baseline.WITHIN_S)
        for client in clients:
            client.join()
        self.deals = sum(client.deals for client in clients)
        for client in clients:
            if client.failure:
                raise client.failure

    def is_enough(self):
        return self.faults.total() >= LEAST_FAULTS and self.ledger.count(DONE) >= self.options.commands

    def judge_ends(self, verdict):
        """No process of ours ends by a signal but those that a fault has killed. Gives how many did."""
        ends = re.findall(r"msg=ended program=(\S+) pid=(\d+) how=\"?(was killed by signal[^\n]*)", "".join(self.stack.output))
        for program, pid, how in ends:
            if int(pid) not in self.faults.killed() and program not in ("postgres", "redis"):
                verdict.other["ends"] += 1
                verdict.example(f"{program} {how}")
        return len(ends)


def wait_for(seconds, condition):
    """So long, and longer until `condition` holds, but for a multiple of it at most."""
    began = time.monotonic()
    while time.monotonic() < began + seconds or (not condition() and time.monotonic() < began + LONGER * seconds):
        time.sleep(0.1)


def await_recovery(stack):
    until = time.monotonic() + SETTLE_S
    while True:
        waiting = [p for p in stack.status()["programs"] if not p["ready"]]
        if not waiting:
            return
        if time.monotonic() > until:
            raise SystemExit("no recovery: " + "; ".join(f"{p['name']} {p['reason']} ({p['lastEnd']})" for p in waiting))
        time.sleep(0.1)


def settle(stack, tokens, ledger):
    """What was open at the end gets its answer, under its old key."""
    until = time.monotonic() + SETTLE_S
    caller = Caller(stack.port, tokens, ledger, lambda: until)
    for entry in ledger.entries:
        if entry.state == OPEN:
            try:
                caller.settle(entry)
            except Refusal:
                pass
            except Stopped:
                return


def catch_up(siege, jobs_of=()):
    """Waits until every consumer and subscriber has had its effects, the logs are quiet and no job of these domains is
    late; gives all events."""
    patience = BROKEN_CATCH_UP_S if siege.options.broken else CATCH_UP_S
    until, n, quiet = time.monotonic() + patience, -1, 0
    while True:
        siege.late.read()
        events = siege.late.events
        missing = judging.judge_consumers(judging.Verdict(), events) or len(siege.receiver.missing(events)) or \
            records.judge_effects(judging.Verdict(), siege.stack, events) or \
            records.judge_late_jobs(judging.Verdict(), siege.stack, jobs_of)
        quiet = quiet + 1 if len(events) == n and not missing else 0
        n = len(events)
        if quiet >= QUIET_ROUNDS or time.monotonic() > until:
            return events
        time.sleep(ROUND_S)


def read_logs(stack):
    """The logs as the database holds them, in order of position, without payloads."""
    events = []
    for domain in DOMAINS:
        rows = stack.psql("dealspine", f"SELECT pos, agg_id::text, agg_ver, type, recorded_at::time::text FROM {domain}.event"
                                       " ORDER BY pos")
        events += [{"domain": domain, "pos": pos, "aggId": agg, "aggVer": version, "what": f"{kind} of {at}"}
                   for pos, agg, version, kind, at in rows]
    return events


def bring_to_end(subscriber, logs):
    """Waits until the subscriber is past the end of each log as it was read."""
    ends = {event["domain"]: event["pos"] for event in logs}
    until = time.monotonic() + READ_S

    def is_there():
        came = {event["domain"]: event["pos"] for event in subscriber.events[-len(logs):]}
        return all(came.get(domain, 0) >= end for domain, end in ends.items())
    while subscriber.is_alive() and not is_there() and time.monotonic() < until:
        time.sleep(0.1)


def judge(siege, events):
    """The verdict, and in words how much was looked at. The log is read before the subscriber is at its end: a job that
    comes just now is not what he missed."""
    verdict, stack = judging.Verdict(), siege.stack
    logs = read_logs(stack)
    bring_to_end(siege.subscriber, logs)
    judging.judge_commands(verdict, siege.ledger, events)
    judging.judge_consumers(verdict, events)
    judging.judge_subscriber(verdict, siege.subscriber, {(event["domain"], event["pos"]): event["what"] for event in logs})
    judging.count_disorder(verdict, siege.subscriber.events, "subscriber")
    judging.count_disorder(verdict, logs, "log")
    for domain in DOMAINS:
        verdict.other["parked"] += stack.psql("dealspine", f"SELECT count(*) FROM {domain}.dead_letter")[0][0]
    records.judge_effects(verdict, stack, events)
    seen = [f"{len(logs)} events", f"{records.judge_money(verdict, stack, events) / 100:.2f} closed",
            f"{records.judge_listeners(verdict, stack, events)} acts of listeners", f"{records.judge_jobs(verdict, stack)} jobs",
            f"{siege.receiver.judge(verdict, events)} webhooks"]
    return verdict, seen


def judge_use(siege, verdict):
    normal, after = baseline.judge_recovery(verdict, siege.ledger, siege.calm_until, siege.last_fault)
    for words in come_back(siege):
        verdict.other["baseline"] += 1
        verdict.example(words)
    return f"p99 {normal:.2f} s before, {after:.2f} s after"


def come_back(siege):
    """What is still more than before the faults, after some time to come back."""
    until = time.monotonic() + COME_BACK_S
    while True:
        words = baseline.surplus(siege.before, baseline.used(siege.stack))
        if not words or time.monotonic() > until:
            return words
        time.sleep(0.5)


def report(siege, verdict, seen, seconds):
    options, faults, ledger = siege.options, siege.faults, siege.ledger
    kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(faults.counts.items()))
    slowed = f", each flush {options.slowed_fsync} us longer" if options.slowed_fsync else ""
    print(f"seed {options.seed}, {options.scale} of each service{slowed}: {faults.total()} faults ({kinds}), {ledger.count(DONE)} commands "
          f"({ledger.repeated()} asked more than once, {siege.deals} deals closed), {seconds:.0f} s")
    print("  " + ", ".join(seen))
    for note, n in sorted(ledger.notes.items(), key=lambda pair: -pair[1])[:12]:
        print(f"  noted {n}x {note}")
    print(f"lost {sum(verdict.lost.values())}, doubled {sum(verdict.doubled.values())}, "
          f"out of order {verdict.out_of_order}")
    for text in verdict.examples:
        print(f"  {text}")
    for name, count in verdict.violations().items():
        print(f"violated: {name} {count}")
    sys.stdout.flush()
    if verdict.violations():
        return 3
    if not options.calm and not siege.is_enough():
        print(f"too small to mean anything: at least {LEAST_FAULTS} faults and {options.commands} commands are wanted")
        return 2
    return 0


def keep(siege):
    folder = siege.stack.dir
    siege.ledger.write(os.path.join(folder, "ledger.txt"))
    with open(os.path.join(folder, "subscriber.json"), "w") as file:
        json.dump(siege.subscriber.events, file)
    with open(os.path.join(folder, "faults.txt"), "w") as file:
        file.writelines(f"{at:.3f} {what} {name} {pid}\n" for at, what, name, pid in siege.faults.log)
    print(f"kept: {folder}")


def environment_for(options, folder):
    environment = dict(SETTINGS, **SANITIZER, **({"DEALSPINE_BREAK": options.broken} if options.broken else {}))
    if options.slowed_fsync:
        environment.update(slow_to_flush(folder, options.slowed_fsync))
        environment["ASAN_OPTIONS"] += ":verify_asan_link_order=0"  # what is preloaded comes before the sanitizer
    return environment


def run(options):
    with tempfile.TemporaryDirectory(prefix="dealspine-siege-") as folder:
        return besiege(options, environment_for(options, folder))


def besiege(options, environment):
    began = time.monotonic()
    stack = Stack(environment=environment, scale=options.scale)
    bad, siege, reports = True, None, []
    try:
        siege = Siege(stack, options)
        siege.load()
        await_recovery(stack)
        settle(stack, siege.tokens, siege.ledger)
        siege.receiver.well = True
        events = catch_up(siege, () if options.broken else DOMAINS)
        verdict, seen = judge(siege, events)
        siege.subscriber.finishing.set()
        siege.subscriber.join()
        if not options.broken:
            records.judge_late_jobs(verdict, stack, DOMAINS)
            seen.append(judge_use(siege, verdict))
            seen.append(f"{siege.judge_ends(verdict)} ends by signals")
        status = report(siege, verdict, seen, time.monotonic() - began)
        bad = status != 0
        if options.keep or (status == 3 and not options.broken):
            keep(siege)
    finally:
        if siege:
            siege.receiver.close()
        if options.broken and not options.keep:
            stack.stop_at_once()
        else:
            reports = stack.stop(check=False, keep=options.keep or bad)
    for text in reports:
        print(text)
    if reports:
        print(f"violated: sanitizers {len(reports)}")
    return 3 if reports else status
