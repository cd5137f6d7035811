# SPDX-License-Identifier: Apache-2.0
"""Four subscribers of every kind side by side: a webhook, a stream, a foreign program over TCP with CURVE, and a client that
others' tools generated. All are told of the same events, in the order of each domain."""
import random

import pytest

from delivering import Delivery
from support.bus import run_foreign
from support.endpoints import Endpoint
from support.node_client import install, node
from support.sse import Reader
from support.stack import Stack, wait_until
from support.wire import free_ports

TYPES = ["lead.*", "customer.*", "deal.*", "opportunity.*"]


@pytest.fixture(scope="module")
def public():
    install()
    running = Stack(options=("--listen", f"127.0.0.1:{free_ports()}"),
                    environment={"DEALSPINE_NOTIFICATIONS_WEBHOOK_PRIVATE": "yes"})
    yield running
    running.stop()


def subscribe(stack, hook):
    identity = stack.call("notifications.CreateSubscription", {"url": hook.url, "types": TYPES, "ordered": True},
                          "ops")["subscription"]["id"]
    wait_until(lambda: stack.call("notifications.GetSubscription", {"id": identity}, "ops")["subscription"]["state"] == "ACTIVE",
               20, "an active subscription")


def business(stack):
    """Ten leads, and a deal from its plan to its closing."""
    for _ in range(10):
        stack.call("leads.CaptureLead", {"name": "Kim Test", "sourceChannel": "PHONE",
                                         "phone": f"+86 137 {random.randrange(10 ** 8):08d}"}, "tele1")
    return Delivery(stack).paper.id


def when_quiet(stack):
    """All events, once nothing new comes for some looks."""
    looks = []

    def is_quiet():
        looks.append(stack.events(*TYPES))
        return len(looks) > 10 and len(looks[-1]) == len(looks[-10])
    wait_until(is_quiet, 60, "quiet")
    return looks[-1]


def rows(events):
    """domain → (position, type, aggregate, id) of each, in the order given."""
    found = {}
    for event in events:
        found.setdefault(event["domain"], []).append((int(event["pos"]), event["type"], event["aggId"], event["id"]))
    return found


def test_NOT_06_PLT_07_subscribers_of_every_kind_see_the_same_events_in_the_order_of_each_domain(public):
    hook = Endpoint()
    stream = Reader(public.url, public.token("subscriber"), types=",".join(TYPES), **{"from": "earliest"}).start()
    try:
        before = {event["id"] for event in when_quiet(public)}
        subscribe(public, hook)
        contract = business(public)
        events = when_quiet(public)
        expected = rows(events)
        assert set(expected) == {"leads", "customers", "contracts", "opportunities"}
        assert [event["aggId"] for event in events if event["type"] == "deal.closed"][-1] == contract
        after = {event["id"]: event for event in events if event["id"] not in before}
        stream.wait(lambda reader: after.keys() <= {event["id"] for _, _, event in reader.events})
        wait_until(lambda: after.keys() <= {request["body"]["id"] for request in hook.requests}, 30, "all webhooks")
    finally:
        stream.kill()
        hook.close()
    foreign = [dict(zip(("domain", "pos", "type", "aggId", "id"), row)) for row in run_foreign(public, *TYPES)]
    generated = node(public, {"fetch": TYPES}, as_="subscriber")[0]["events"]
    for told in (rows(event for _, _, event in stream.events), rows(foreign), rows(generated)):
        for domain, row in expected.items():
            assert told[domain][:len(row)] == row
    hooked = {request["body"]["id"]: request["body"] for request in hook.requests[1:]}  # the first one is its verification
    by_aggregate = {}
    for body in hooked.values():
        by_aggregate.setdefault(body["subject"], []).append(int(body["aggver"]))
    assert all(versions == sorted(versions) for versions in by_aggregate.values())
    for identity, event in after.items():
        body = hooked[identity]
        assert [body["domain"], body["pos"], body["subject"], body["aggver"], body["data"]] == \
            [event["domain"], event["pos"], event["aggId"], event["aggVer"], event["payload"]]
