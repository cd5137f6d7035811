# SPDX-License-Identifier: Apache-2.0
"""One run: start, load and faults, recovery, verdict."""
import json
import os
import sys
import time

from fault import verdict as judging
from fault.caller import Caller, Refusal, Stopped
from fault.deals import Client
from fault.faults import Faults
from fault.ledger import DONE, OPEN, Ledger
from fault.subscriber import Subscriber, fetch_all
from support.stack import Stack

DOMAINS = ("identity", "customers", "leads", "opportunities", "contracts", "aftersales", "qa", "notifications", "insights")
LEAST_FAULTS, LEAST_COMMANDS = 20, 2000
SETTLE_S, CATCH_UP_S = 90, 60
WHO = ("admin", "manager", "legal", "signatory", "tele1", "tele2", "tele3", "web", "subscriber")


def load(stack, tokens, ledger, options):
    """Clients, subscriber and faults side by side; gives (faults, subscriber, deals)."""
    end = time.monotonic() + options.seconds
    subscriber = Subscriber(stack.port, tokens, ledger)
    clients = [Client(n, options.seed, Caller(stack.port, tokens, ledger, lambda: end), stack.access(), end)
               for n in range(1, options.clients + 1)]
    faults = Faults(stack, options.seed, end if not options.calm else 0)
    for thread in (subscriber, *clients, faults):
        thread.start()
    for thread in (*clients, faults):
        thread.join()
    for client in clients:
        if client.failure:
            raise client.failure
    return faults, subscriber, sum(client.deals for client in clients)


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


def catch_up(stack, tokens, ledger):
    """Waits until every consumer has had its effects and the logs are quiet; gives all events."""
    until, n, quiet = time.monotonic() + CATCH_UP_S, -1, 0
    while True:
        events = fetch_all(stack.port, tokens, ledger)
        missing = judging.judge_consumers(judging.Verdict(), events)
        quiet = quiet + 1 if len(events) == n and not missing else 0
        n = len(events)
        if quiet >= 2 or time.monotonic() > until:
            return events
        time.sleep(1)


def read_logs(stack):
    """The logs as the database holds them, in order of position, without payloads."""
    events = []
    for domain in DOMAINS:
        rows = stack.psql("dealspine", f"SELECT pos, agg_id::text, agg_ver FROM {domain}.event ORDER BY pos")
        events += [{"domain": domain, "pos": pos, "aggId": agg, "aggVer": version} for pos, agg, version in rows]
    return events


def judge(stack, ledger, subscriber, events):
    verdict = judging.Verdict()
    logs = read_logs(stack)
    judging.judge_commands(verdict, ledger, events)
    judging.judge_consumers(verdict, events)
    judging.judge_subscriber(verdict, subscriber, {(event["domain"], event["pos"]) for event in logs})
    judging.count_disorder(verdict, subscriber.events, "subscriber")
    judging.count_disorder(verdict, logs, "log")
    for domain in DOMAINS:
        verdict.other["parked"] += stack.psql("dealspine", f"SELECT count(*) FROM {domain}.dead_letter")[0][0]
    return verdict, len(logs)


def report(options, faults, ledger, deals, n_events, verdict, seconds):
    kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(faults.counts.items()))
    print(f"seed {options.seed}, {options.scale} of each service: {faults.total()} faults ({kinds}), {ledger.count(DONE)} commands "
          f"({ledger.repeated()} asked more than once, {deals} deals closed), {n_events} events, {seconds:.0f} s")
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
    if not options.calm and (faults.total() < LEAST_FAULTS or ledger.count(DONE) < LEAST_COMMANDS):
        print(f"too small to mean anything: at least {LEAST_FAULTS} faults and {LEAST_COMMANDS} commands are wanted")
        return 2
    return 0


def keep(stack, ledger, faults, subscriber):
    ledger.write(os.path.join(stack.dir, "ledger.txt"))
    with open(os.path.join(stack.dir, "subscriber.json"), "w") as file:
        json.dump(subscriber.events, file)
    with open(os.path.join(stack.dir, "faults.txt"), "w") as file:
        file.writelines(f"{at:.3f} {what} {name} {pid}\n" for at, what, name, pid in faults.log)
    print(f"kept: {stack.dir}")


def run(options):
    environment = {"DEALSPINE_BREAK": options.broken} if options.broken else {}
    began = time.monotonic()
    stack, ledger = Stack(environment=environment, scale=options.scale), Ledger()
    bad = True
    try:
        tokens = {who: stack.token(who) for who in WHO}
        faults, subscriber, deals = load(stack, tokens, ledger, options)
        await_recovery(stack)
        settle(stack, tokens, ledger)
        events = catch_up(stack, tokens, ledger)
        subscriber.finishing.set()
        subscriber.join()
        verdict, n_events = judge(stack, ledger, subscriber, events)
        status = report(options, faults, ledger, deals, n_events, verdict, time.monotonic() - began)
        bad = status != 0
        if options.keep or (status == 3 and not options.broken):
            keep(stack, ledger, faults, subscriber)
        return status
    finally:
        stack.stop(check=False, keep=options.keep or (bad and not options.broken))
