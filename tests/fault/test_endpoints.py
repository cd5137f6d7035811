# SPDX-License-Identifier: Apache-2.0
"""Endpoints of webhooks that misbehave all at once, each in its way, under load. Nobody else is held up by them, nothing of
ours is led astray, and who comes to his senses has every event."""
import contextlib
import time

from fault.webhooks import signature_holds
from support.endpoints import Endpoint
from support.stack import wait_until

VERIFICATION = "subscription.verification"


class Bad(Endpoint):
    """Answers a verification, and then `answer` to everything, until it is `well`."""

    def __init__(self, answer):
        self.ill, self.well, self.taken = answer, False, set()
        super().__init__(self.respond)
        self.server.handle_error = lambda *_: None

    def respond(self, request):
        if not self.well and request["body"]["type"] != VERIFICATION:
            return self.ill
        self.taken.add(request["body"]["id"])
        return 204

    def answer(self, handler, answer):
        if answer != "drip":
            super().answer(handler, answer)
            return
        handler.close_connection = True
        with contextlib.suppress(OSError):
            for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + b"x" * 100:
                handler.wfile.write(bytes([byte]))
                time.sleep(0.05)


def subscribe(stack, endpoint):
    reply = stack.call("notifications.CreateSubscription", {"url": endpoint.url, "types": ["lead.captured"]}, "ops")
    identity = reply["subscription"]["id"]
    wait_until(lambda: state(stack, identity) == "ACTIVE", 30, "an endpoint that is verified")
    return identity, reply["secret"]


def state(stack, subscription):
    return stack.call("notifications.GetSubscription", {"id": subscription}, "ops")["subscription"]["state"]


def test_PLT_08_endpoints_that_fail_hang_drip_lead_inward_and_are_gone(stand):
    stack, inward = stand.stack, Endpoint()
    bad = {"fails": Bad(503), "hangs": Bad(None), "drips": Bad("drip"), "leads inward": Bad((307, {"Location": inward.url})),
           "is gone": Bad(410)}
    made = {what: subscribe(stack, endpoint) for what, endpoint in bad.items()}
    try:
        before = {event["id"] for event in stack.events("lead.captured")}
        with stand.load():
            wait_until(lambda: all(len(endpoint.requests) > 3 for what, endpoint in bad.items() if what != "is gone"), 60, "attempts")
            for endpoint in bad.values():
                endpoint.well = True
                endpoint.released.set()
            stand.goes_on(20, 60)
        stand.judge()  # whose receiver has had everything
        wait_until(lambda: state(stack, made["is gone"][0]) == "DISABLED", 10, "the end of who is gone")
        assert inward.requests == []
        wanted = {event["id"] for event in stack.events("lead.captured")} - before
        for what in set(bad) - {"is gone"}:
            wait_until(lambda what=what: wanted <= bad[what].taken, 90, f"every event at who {what}")
        for what, (_, secret) in made.items():
            assert all(signature_holds(secret, request) for request in bad[what].requests), what
    finally:
        for what, (subscription, _) in made.items():
            if state(stack, subscription) != "DISABLED":
                stack.call("notifications.DisableSubscription", {"id": subscription}, "ops")
            bad[what].close()
        inward.close()
