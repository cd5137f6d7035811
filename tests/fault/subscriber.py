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
        self.events, self.cursor = [], None
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
        """Goes on where it was."""
        while True:
            last_round = self.finishing.is_set()
            request = {"maxEvents": 500, "waitMs": 0 if last_round else 1000}
            request.update({"cursor": self.cursor} if self.cursor else {"from": "EARLIEST"})
            reply = self.caller.query("subscriber", "events.Fetch", request)
            for event in reply.get("events", []):
                event["pos"], event["aggVer"] = int(event["pos"]), int(event["aggVer"])
                event["payload"] = json.loads(event.pop("payloadJson", "{}"))
                self.events.append(event)
            self.cursor = reply.get("nextCursor", self.cursor)
            if last_round and reply.get("caughtUp") and not reply.get("events"):
                return
            time.sleep(0.01)


def late_subscriber(port, tokens, ledger):
    """One that starts now, from the first event on: `read()` brings it to the end of the logs, again and again."""
    late = Subscriber(port, tokens, ledger)
    late.finishing.set()
    return late
