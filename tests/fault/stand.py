# SPDX-License-Identifier: Apache-2.0
"""One stack and one ledger for many tests: each loads it, does something to it, and asks for the verdict on all that
happened so far."""
import contextlib
import os
import signal
import types

from fault import siege
from fault.caller import Caller, Ending
from fault.deals import Client
from fault.subscriber import late_subscriber
from fault.webhooks import SETTINGS
from support.stack import Stack, wait_until

IDLE = {"DEALSPINE_GATEWAY_IDLE": "10s"}  # for which a silent connection is kept
PEOPLE = 100000  # room for those that one test's clients capture


class Stand:
    def __init__(self, *options, **more):
        self.stack = Stack(environment={**SETTINGS, **IDLE, **siege.SANITIZER}, options=options, **more)
        try:
            self.siege = siege.Siege(self.stack, types.SimpleNamespace(seed=1, broken=None))
        except BaseException:
            self.stack.stop(check=False)
            raise
        self.siege.subscriber.start()
        self.rounds = 0

    @contextlib.contextmanager
    def load(self, clients=3):
        """Clients at work as long as the `with` lasts; gives them."""
        self.rounds += 1
        end = Ending()
        caller = [Caller(self.stack.port, self.siege.tokens, self.siege.ledger, end) for _ in range(clients)]
        load = [Client(n + 1, self.rounds, caller[n], self.stack.access(), end) for n in range(clients)]
        for client in load:
            client.people = self.rounds * PEOPLE
            client.start()
        try:
            wait_until(lambda: sum(client.people % PEOPLE for client in load) > clients or any(c.failure for c in load), 30,
                       "clients at work")
            yield load
        finally:
            end.at = 0
            for client in load:
                client.join()
        for client in load:
            if client.failure:
                raise client.failure

    def done(self):
        return self.siege.ledger.count("done")

    def goes_on(self, n=10, seconds=30):
        """Waits until so many more commands were carried out."""
        before = self.done()
        wait_until(lambda: self.done() >= before + n, seconds, f"{n} more commands")

    def kill(self, names, number=signal.SIGKILL):
        """All these programs at once; waits until others are there in their place, and ready."""
        pids = {p["name"]: p["pid"] for p in self.stack.status()["programs"] if p["name"] in names and p["pid"]}
        for pid in pids.values():
            os.kill(pid, number)

        def replaced():
            now = {p["name"]: p for p in self.stack.status()["programs"]}
            return all(now[name]["pid"] not in (0, pid) and now[name]["ready"] for name, pid in pids.items())
        assert pids
        wait_until(replaced, 90, f"others for {names}")

    def judge(self, but=()):
        """No promise is broken, `but` for those named; gives what was looked at, in words."""
        one = self.siege
        siege.await_recovery(self.stack)
        siege.settle(self.stack, one.tokens, one.ledger)
        events = siege.catch_up(one)
        wait_until(lambda: len(one.subscriber.events) >= len(events) or one.subscriber.failure, 30, "a subscriber at the end")
        verdict, seen = siege.judge(one, events)
        print(", ".join(seen), f"{one.ledger.count('done')} commands", one.ledger.notes)
        assert not set(verdict.violations()) - set(but), verdict.examples
        return seen

    def close(self, keep=False):
        one = self.siege
        last = late_subscriber(self.stack.port, one.tokens, one.ledger)  # one more reads all from the beginning
        last.read()
        one.subscriber.finishing.set()
        one.subscriber.join()
        one.receiver.close()
        self.stack.stop(keep=keep)
        everything = {(event["domain"], event["pos"]): event["id"] for event in last.events}
        assert all(everything.get((event["domain"], event["pos"])) == event["id"] for event in one.late.events)


@contextlib.contextmanager
def stopped(pid):
    """The process stands still as long as the `with` lasts; one that was about to end may be gone."""
    assert pid, "it does not run"
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)
