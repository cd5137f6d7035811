# SPDX-License-Identifier: Apache-2.0
"""Reads all events through the gateway from the first to the last, as any subscriber would, cursor by cursor."""
import json
import threading
import time

from fault.caller import Caller, Refusal, Stopped


class Subscriber(threading.Thread):
    """Runs along with the load until told to finish; then to the end of the logs."""

    def __init__(self, port, tokens, ledger):
        super().__init__(daemon=True)
        self.caller = Caller(port, tokens, ledger, lambda: float("inf"))
        self.events = []
        self.finishing = threading.Event()
        self.failure = None

    def run(self):
        try:
            self.read()
        except Refusal as refusal:
            self.failure = f"the subscriber was refused: {refusal}"
        except Stopped:
            pass

    def read(self):
        cursor = None
        while True:
            last_round = self.finishing.is_set()
            request = {"maxEvents": 500, "waitMs": 0 if last_round else 1000}
            request.update({"cursor": cursor} if cursor else {"from": "EARLIEST"})
            reply = self.caller.query("subscriber", "events.Fetch", request)
            for event in reply.get("events", []):
                event["pos"], event["aggVer"] = int(event["pos"]), int(event["aggVer"])
                event["payload"] = json.loads(event.pop("payloadJson", "{}"))
                self.events.append(event)
            cursor = reply.get("nextCursor", cursor)
            if last_round and reply.get("caughtUp") and not reply.get("events"):
                return
            time.sleep(0.01)


def fetch_all(port, tokens, ledger):
    """Everything from the first event on, by a subscriber that starts now."""
    late = Subscriber(port, tokens, ledger)
    late.finishing.set()
    late.read()
    return late.events
