# SPDX-License-Identifier: Apache-2.0
"""A subscriber by webhook that is not always well: it fails, hangs and comes back, and checks every signature it gets.

webhooks    an event that was never delivered (lost), or a request whose signature does not hold"""
import base64
import hashlib
import hmac
import random
import threading

from support.endpoints import Endpoint

TYPES = ["lead.captured", "deal.closed"]
# Failures come soon after one another here, and more of them in a row than a stack would bear otherwise.
SETTINGS = {"DEALSPINE_NOTIFICATIONS_WEBHOOK_PRIVATE": "yes", "DEALSPINE_NOTIFICATIONS_WEBHOOK_TIMEOUT": "1s",
            "DEALSPINE_NOTIFICATIONS_WEBHOOK_SCHEDULE": "0 1 1 1 2 2 3 3 5 5 5 5",
            "DEALSPINE_NOTIFICATIONS_WEBHOOK_PAUSE_AFTER": "1000"}


def signature_holds(secret, request):
    """After Standard Webhooks 1.0.0: HMAC-SHA256 over id, time and body."""
    headers = request["headers"]
    signed = b"%s.%s.%s" % (headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), request["raw"])
    key = base64.b64decode(secret.removeprefix("whsec_"))
    right = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return f"v1,{right}" in headers["webhook-signature"].split(" ")


class Receiver:
    def __init__(self, seed):
        self.chance, self.lock = random.Random(seed), threading.Lock()
        self.well = True
        self.taken = set()  # ids of events that were answered 204
        self.endpoint = Endpoint(self.behave)
        self.endpoint.server.handle_error = lambda *_: None  # who calls may be killed at any time
        self.secret = None

    def subscribe(self, stack):
        reply = stack.call("notifications.CreateSubscription", {"url": self.endpoint.url, "types": TYPES}, "ops")
        self.secret = reply["secret"]
        return reply["subscription"]["id"]

    def behave(self, request):
        with self.lock:
            luck = 1 if self.well else self.chance.random()
            if luck < 0.02:
                return None  # hangs
            if luck < 0.2:
                return 503
            self.taken.add(request["body"]["id"])
            return 204

    def missing(self, events):
        """Events that are still on their way. What was captured before the subscription is not among `events`."""
        return [event for event in events if event["type"] in TYPES and event["id"] not in self.taken]

    def judge(self, verdict, events):
        for event in self.missing(events):
            verdict.lost["webhooks"] += 1
            verdict.example(f"{event['type']} {event['id']} was not delivered")
        for request in self.endpoint.requests:
            if not signature_holds(self.secret, request):
                verdict.other["webhooks"] += 1
                verdict.example(f"the signature of {request['headers'].get('webhook-id')} does not hold")
        return len(self.endpoint.requests)

    def close(self):
        self.endpoint.close()
