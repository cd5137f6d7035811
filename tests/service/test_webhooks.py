# SPDX-License-Identifier: Apache-2.0
"""Webhooks to real HTTP endpoints, their signatures checked by the npm package standardwebhooks."""
import json
import os
import random
import tempfile
import time
import uuid

import pytest

from support import npm
from support.endpoints import Endpoint, certificate
from support.stack import Stack, free_port, wait_until

SCHEDULE = "0 1 1 1"
PAUSE_AFTER = 6


@pytest.fixture(scope="module")
def trusted():
    """A folder with the certificate that the stack trusts, beside its key."""
    with tempfile.TemporaryDirectory(prefix="dealspine-test-") as folder:
        certificate(folder, "trusted")
        yield folder


@pytest.fixture(scope="module")
def hooks(trusted):
    """Two replicas of notifications, so that what each does must fit the other."""
    settings = {"WEBHOOK_PRIVATE": "yes", "WEBHOOK_SCHEDULE": SCHEDULE, "WEBHOOK_TIMEOUT": "1s",
                "CA_FILE": os.path.join(trusted, "trusted.cert.pem"), "WEBHOOK_PAUSE_AFTER": str(PAUSE_AFTER)}
    running = Stack(options=("--scale", "notifications=2"),
                    environment={f"DEALSPINE_NOTIFICATIONS_{name}": value for name, value in settings.items()})
    yield running
    running.stop()


@pytest.fixture
def endpoint():
    opened = []

    def make(*arguments):
        opened.append(Endpoint(*arguments))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def capture(stack, as_="tele1", channel="PHONE"):
    return stack.call("leads.CaptureLead", {"name": "Kim Test", "sourceChannel": channel,
                                            "phone": f"+86 137 {random.randrange(10 ** 8):08d}"}, as_)["lead"]


def subscribe(stack, url, types=("lead.captured",), verified=True, **more):
    reply = stack.call("notifications.CreateSubscription", {"url": url, "types": list(types), **more}, "ops")
    if verified:
        until(stack, reply["subscription"]["id"], "ACTIVE")
    return reply["subscription"]["id"], reply["secret"]


def get(stack, subscription_id):
    return stack.call("notifications.GetSubscription", {"id": subscription_id}, "ops")["subscription"]


def until(stack, subscription_id, state, seconds=15):
    wait_until(lambda: get(stack, subscription_id)["state"] == state, seconds, f"state {state}")
    return get(stack, subscription_id)


def deliveries(stack, subscription_id, **more):
    return stack.call("notifications.ListDeliveries", {"subscriptionId": subscription_id, "pageSize": 200, **more},
                      "ops").get("deliveries", [])


def delivery_of(stack, subscription_id, agg_id, state, seconds=20):
    """The delivery about an aggregate, once it is in `state`."""
    def found():
        return [one for one in deliveries(stack, subscription_id) if one["aggId"] == agg_id and one["state"] == state]
    return wait_until(found, seconds, f"a delivery {state}")[0]


def attempts(stack, delivery):
    return stack.call("notifications.GetDelivery", {"id": delivery["id"]}, "ops").get("attempts", [])


def signatures_hold(secret, requests):
    """What the package says of each request."""
    modules = npm.package("standardwebhooks", "1.1.1")
    script = """
        const {Webhook} = require('standardwebhooks');
        const hook = new Webhook(input.secret);
        process.stdout.write(JSON.stringify(input.requests.map(r => {
            try { hook.verify(r.body, r.headers); return true; } catch (e) { return String(e); }
        })));"""
    given = [{"body": r["raw"].decode(), "headers": r["headers"]} for r in requests]
    return npm.run(script, {"secret": secret, "requests": given}, modules)


# ---- what is sent ----

def test_NOT_06_events_arrive_signed_as_standard_webhooks_says(hooks, endpoint):
    hook = endpoint()
    subscription, secret = subscribe(hooks, hook.url, ["lead.*"])
    lead = capture(hooks)
    wait_until(lambda: [r for r in hook.of("lead.assigned") if r["body"]["subject"] == lead["id"]], 15, "lead.assigned")
    assert signatures_hold(secret, hook.requests) == [True] * len(hook.requests)
    spoilt = dict(hook.requests[-1], raw=hook.requests[-1]["raw"].replace(b"lead.", b"deal."))
    assert signatures_hold(secret, [spoilt]) != [True]
    assert signatures_hold("whsec_" + "A" * 43 + "=", hook.requests[-1:]) != [True]
    for request in hook.requests:
        assert request["headers"]["webhook-id"] == request["body"]["id"]
        assert request["headers"]["content-type"].startswith("application/cloudevents+json")


def test_NOT_06_the_body_is_a_cloudevent_and_the_events_are_those_of_fetch(hooks, endpoint):
    hook = endpoint()
    subscribe(hooks, hook.url, ["lead.captured", "customer.*"])
    lead = capture(hooks)
    wait_until(lambda: [r for r in hook.of("lead.captured") if r["body"]["subject"] == lead["id"]], 15, "lead.captured")
    wait_until(lambda: hook.of("customer.owner_changed"), 15, "customer.owner_changed")
    fetched = {event["id"]: event for event in hooks.events("lead.captured", "customer.*")}
    for request in hook.requests[1:]:
        body, event = request["body"], fetched[request["body"]["id"]]
        assert (body["specversion"], body["datacontenttype"]) == ("1.0", "application/json")
        assert (body["type"], body["subject"], body["domain"]) == (event["type"], event["aggId"], event["domain"])
        assert (body["source"], body["pos"], body["aggver"]) == ("/dealspine/" + event["domain"], event["pos"], event["aggVer"])
        assert body["data"] == event["payload"] and body["time"][:19] == event["occurredAt"][:19]
        assert body["correlationid"] == event["correlationId"]
        assert all(name.isalnum() and name.islower() for name in body)
    assert not {r["body"]["type"].split(".")[0] for r in hook.requests[1:]} - {"lead", "customer"}


def test_NOT_06_a_verification_comes_first_and_nothing_before_it_is_answered(hooks, endpoint):
    open_now = []
    hook = endpoint(lambda request: 204 if open_now else 503)
    subscription, secret = subscribe(hooks, hook.url, verified=False)
    lead = capture(hooks)
    wait_until(lambda: hook.requests, 10, "a verification")
    assert {r["body"]["type"] for r in hook.requests} == {"subscription.verification"}
    assert get(hooks, subscription)["state"] == "PENDING_VERIFICATION"
    open_now.append(True)
    until(hooks, subscription, "ACTIVE")
    delivered = delivery_of(hooks, subscription, lead["id"], "DELIVERED")  # queued since the subscription was made
    assert delivered["attempts"] == 1 and [a["status"] for a in attempts(hooks, delivered)] == [204]
    assert signatures_hold(secret, hook.requests) == [True] * len(hook.requests)
    assert [e for e in hooks.events("subscription.verified") if e["aggId"] == subscription]


def test_NOT_06_a_subscription_that_never_answers_is_disabled(hooks, endpoint):
    hook = endpoint(lambda request: 500)
    subscription, _ = subscribe(hooks, hook.url, verified=False)
    lead = capture(hooks)
    ended = until(hooks, subscription, "DISABLED", 25)
    assert ended["reason"] == "NOT_VERIFIED"
    delivery_of(hooks, subscription, lead["id"], "CANCELLED")


# ---- what goes wrong ----

def test_NOT_06_a_failure_is_tried_again_with_the_same_bytes(hooks, endpoint):
    tries = []

    def behave(request):
        if request["body"]["type"] != "lead.captured":
            return 204
        tries.append(request)
        return 204 if len(tries) == 3 else 500
    hook = endpoint(behave)
    subscription, secret = subscribe(hooks, hook.url)
    lead = capture(hooks)
    delivered = delivery_of(hooks, subscription, lead["id"], "DELIVERED")
    assert [a["status"] for a in attempts(hooks, delivered)] == [500, 500, 204]
    assert [a.get("problem") for a in attempts(hooks, delivered)] == ["STATUS", "STATUS", None]
    assert len({r["raw"] for r in tries}) == 1 and len({r["headers"]["webhook-id"] for r in tries}) == 1
    assert tries[1]["at"] - tries[0]["at"] >= 0.9
    assert signatures_hold(secret, tries) == [True] * 3
    assert get(hooks, subscription).get("failures", 0) == 0


def test_NOT_06_the_last_failure_is_death_and_a_resend_revives(hooks, endpoint):
    wrong = [True]
    hook = endpoint(lambda request: 500 if wrong and request["body"]["type"] == "lead.captured" else 200)
    subscription, secret = subscribe(hooks, hook.url)
    lead = capture(hooks)
    dead = delivery_of(hooks, subscription, lead["id"], "DEAD", 25)
    assert (dead["attempts"], dead["lastStatus"], dead["lastProblem"]) == (4, 500, "STATUS")
    event, = [e for e in hooks.events("delivery.dead") if e["payload"]["deliveryId"] == dead["id"]]
    assert event["payload"]["eventType"] == "lead.captured" and event["payload"]["attempts"] == 4
    wrong.clear()
    again = {"subscriptionId": subscription, "ids": [dead["id"]]}
    assert hooks.call("notifications.ResendDeliveries", again, "ops")["queued"] == 1
    delivered = delivery_of(hooks, subscription, lead["id"], "DELIVERED")
    assert [a["status"] for a in attempts(hooks, delivered)] == [500] * 4 + [200] and delivered["resends"] == 1
    span = {"subscriptionId": subscription, "from": dead["createdAt"], "until": "2100-01-01T00:00:00Z"}
    assert hooks.call("notifications.ResendDeliveries", span, "ops")["queued"] == 0
    before = len(hook.requests)
    assert hooks.call("notifications.ResendDeliveries", dict(span, deliveredToo=True), "ops")["queued"] == 1
    wait_until(lambda: len(hook.requests) == before + 1, 10, "the resent one")
    assert len({r["raw"] for r in hook.of("lead.captured")}) == 1
    assert signatures_hold(secret, hook.requests[-1:]) == [True]


def test_NOT_06_410_disables_at_once(hooks, endpoint):
    gone = []
    hook = endpoint(lambda request: 410 if gone else 204)
    subscription, _ = subscribe(hooks, hook.url)
    gone.append(True)
    lead = capture(hooks)
    assert until(hooks, subscription, "DISABLED")["reason"] == "GONE"
    dead = delivery_of(hooks, subscription, lead["id"], "DEAD")
    assert dead["lastProblem"] == "GONE" and dead["attempts"] == 1
    capture(hooks)
    assert len(deliveries(hooks, subscription)) == 2  # the verification and the first; nothing after the end


def test_NOT_06_retry_after_is_honoured(hooks, endpoint):
    tries = []

    def behave(request):
        if request["body"]["type"] != "lead.captured":
            return 204
        tries.append(request["at"])
        return (429, {"Retry-After": "3"}) if len(tries) == 1 else 204
    hook = endpoint(behave)
    subscription, _ = subscribe(hooks, hook.url)
    delivery_of(hooks, subscription, capture(hooks)["id"], "DELIVERED")
    assert tries[1] - tries[0] >= 2.9


def test_NOT_06_a_hanging_endpoint_is_left_and_holds_up_nobody(hooks, endpoint):
    hanging = endpoint(lambda request: None if request["body"]["type"] == "lead.captured" else 204)
    other = endpoint()
    stuck, _ = subscribe(hooks, hanging.url)
    fine, _ = subscribe(hooks, other.url)
    lead = capture(hooks)
    began = time.monotonic()
    delivery_of(hooks, fine, lead["id"], "DELIVERED")
    assert time.monotonic() - began < 5
    delivery_of(hooks, stuck, lead["id"], "RETRYING")
    first = attempts(hooks, delivery_of(hooks, stuck, lead["id"], "DEAD", 30))[0]
    assert first["problem"] == "TIMEOUT" and 900 <= first["tookMs"] < 5000


def test_NOT_06_a_slow_drip_and_an_endless_answer_end(hooks, endpoint):
    class Dripping(Endpoint):
        def answer(self, handler, answer):
            if answer != "drip":
                super().answer(handler, answer)
                return
            handler.close_connection = True
            for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + b"x" * 1000:
                try:
                    handler.wfile.write(bytes([byte]))
                except OSError:
                    return
                time.sleep(0.05)

    class Endless(Endpoint):
        def answer(self, handler, answer):
            handler.close_connection = True
            handler.send_response(200)
            handler.end_headers()
            try:
                for _ in range(100000):
                    handler.wfile.write(b"x" * 4096)
            except OSError:
                pass
    drip, endless = Dripping(lambda r: "drip" if r["body"]["type"] == "lead.captured" else 204), Endless()
    try:
        slow, _ = subscribe(hooks, drip.url)
        much, _ = subscribe(hooks, endless.url)  # 200, whatever follows it
        lead = capture(hooks)
        delivery_of(hooks, much, lead["id"], "DELIVERED")
        delivery_of(hooks, slow, lead["id"], "RETRYING")
        tried = attempts(hooks, delivery_of(hooks, slow, lead["id"], "DEAD", 30))
        assert {a["problem"] for a in tried} == {"TIMEOUT"} and len(tried) == 4
    finally:
        drip.close()
        endless.close()


def test_NOT_06_https_is_spoken_with_whom_a_certificate_vouches_for(hooks, trusted, endpoint):
    known = endpoint(lambda request: 204, [os.path.join(trusted, f"trusted.{part}.pem") for part in ("key", "cert")])
    unknown = endpoint(lambda request: 204, certificate(trusted, "stranger"))
    subscription, secret = subscribe(hooks, known.url)
    delivery_of(hooks, subscription, capture(hooks)["id"], "DELIVERED")
    assert signatures_hold(secret, known.requests) == [True] * len(known.requests)
    refused, _ = subscribe(hooks, unknown.url, verified=False)
    wait_until(lambda: deliveries(hooks, refused)[0].get("lastProblem") == "TLS", 15, "TLS")
    hooks.call("notifications.DisableSubscription", {"id": refused}, "ops")
    assert unknown.requests == []


def test_NOT_06_the_trace_of_a_request_goes_along(hooks, endpoint):
    hook = endpoint()
    subscription, _ = subscribe(hooks, hook.url)
    trace = uuid.uuid4().hex
    phone = f"+86 137 {random.randrange(10 ** 8):08d}"
    response = hooks.post("leads.CaptureLead", {"name": "Kim Test", "sourceChannel": "PHONE", "phone": phone}, "tele1",
                          headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"})
    delivery_of(hooks, subscription, response.json()["lead"]["id"], "DELIVERED")
    request = hook.of("lead.captured")[-1]
    assert request["headers"]["traceparent"] == request["body"]["traceparent"]
    assert request["body"]["traceparent"].split("-")[1] == trace


def test_NOT_06_redirects_are_not_followed(hooks, endpoint):
    inward = endpoint()
    hook = endpoint(lambda r: (302, {"Location": inward.url}) if r["body"]["type"] == "lead.captured" else 204)
    subscription, _ = subscribe(hooks, hook.url)
    dead = delivery_of(hooks, subscription, capture(hooks)["id"], "DEAD", 25)
    assert (dead["lastStatus"], dead["lastProblem"]) == (302, "REDIRECT") and inward.requests == []


def test_NOT_06_an_endpoint_that_is_away_pauses_and_resumes_by_hand(hooks, endpoint):
    down = []
    hook = endpoint(lambda request: 500 if down else 204)
    subscription, _ = subscribe(hooks, hook.url)
    down.append(True)
    leads = [capture(hooks) for _ in range(3)]
    paused = until(hooks, subscription, "PAUSED", 30)
    assert paused["reason"] == "FAILURES" and paused["failures"] >= PAUSE_AFTER
    event, = [e for e in hooks.events("subscription.paused") if e["aggId"] == subscription]
    assert event["payload"]["reason"] == "FAILURES"
    quiet_since = len(hook.requests)
    leads.append(capture(hooks))
    time.sleep(2.5)
    assert len(hook.requests) <= quiet_since + 3  # what was under way
    down.clear()
    hooks.call("notifications.ResumeSubscription", {"id": subscription}, "ops")
    for lead in leads:
        delivery_of(hooks, subscription, lead["id"], "DELIVERED")
    assert [e for e in hooks.events("subscription.resumed") if e["aggId"] == subscription]
    assert get(hooks, subscription).get("failures", 0) == 0


# ---- how much at a time, and in which order ----

def test_NOT_06_an_endpoint_gets_no_more_at_a_time_than_it_wants(hooks, endpoint):
    def behave(request):
        time.sleep(0.3)
        return 204
    hook = endpoint(behave)
    subscription, _ = subscribe(hooks, hook.url, concurrency=2)
    leads = [capture(hooks) for _ in range(8)]
    for lead in leads:
        delivery_of(hooks, subscription, lead["id"], "DELIVERED", 30)
    assert hook.most_at_once == 2 and len(hook.of("lead.captured")) == 8


def test_NOT_06_an_ordered_endpoint_gets_an_aggregates_events_in_order(hooks, endpoint):
    failed = set()

    def behave(request):
        key = request["body"]["id"]
        if request["body"]["type"] == "lead.screened" and key not in failed:
            failed.add(key)
            return 500
        return 204
    hook = endpoint(behave)
    subscription, _ = subscribe(hooks, hook.url, ["lead.*"], ordered=True, concurrency=8)
    leads = [capture(hooks)["id"] for _ in range(3)]
    for lead in leads:
        wait_until(lambda: [r for r in hook.of("lead.assigned") if r["body"]["subject"] == lead], 30, "lead.assigned")
        taken, versions = set(), []
        for request in (r for r in hook.requests if r["body"]["subject"] == lead):
            if request["body"]["type"] != "lead.screened" or request["body"]["id"] in taken:
                versions.append(int(request["body"]["aggver"]))
            taken.add(request["body"]["id"])
        assert versions == sorted(versions) and len(versions) == len(set(versions)) >= 3


# ---- secrets ----

def test_NOT_06_two_secrets_sign_while_one_replaces_the_other(hooks, endpoint):
    hook = endpoint()
    subscription, old = subscribe(hooks, hook.url)
    rotated = hooks.call("notifications.RotateSecret", {"id": subscription, "overlapS": 3600}, "ops")
    new = rotated["secret"]
    assert new != old and "oldSecretUntil" in rotated["subscription"]
    delivery_of(hooks, subscription, capture(hooks)["id"], "DELIVERED")
    both = hook.of("lead.captured")[-1]
    assert both["headers"]["webhook-signature"].count("v1,") == 2
    assert signatures_hold(old, [both]) == signatures_hold(new, [both]) == [True]
    newest = hooks.call("notifications.RotateSecret", {"id": subscription, "overlapS": 0}, "ops")["secret"]
    delivery_of(hooks, subscription, capture(hooks)["id"], "DELIVERED")
    last = hook.of("lead.captured")[-1]
    assert signatures_hold(newest, [last]) == [True] and signatures_hold(new, [last]) != [True]
    sealed = hooks.psql("notifications", "SELECT secret FROM notifications.subscription WHERE id = %s", (subscription,))
    assert newest.encode() not in bytes(sealed[0][0])


def test_NOT_06_a_secret_is_shown_once(hooks, endpoint):
    key, body = uuid.uuid4().hex, {"url": endpoint().url, "types": ["deal.*"]}
    first = hooks.call("notifications.CreateSubscription", body, "ops", key=key)
    again = hooks.call("notifications.CreateSubscription", body, "ops", key=key)
    assert first["secret"].startswith("whsec_") and "secret" not in again
    assert again["subscription"]["id"] == first["subscription"]["id"]


# ---- who may, and what not ----

def test_NOT_06_subscriptions_are_checked(hooks):
    for field, wrong in {"url": {"url": "ftp://example.com/"}, "types": {"types": ["lead"]}}.items():
        body = {"url": "https://example.com/hook", "types": ["lead.*"], **wrong}
        assert hooks.refused("notifications.CreateSubscription", body, "ops").field == field
    with_password = {"url": "https://me:word@example.com/", "types": ["*"]}
    assert hooks.refused("notifications.CreateSubscription", with_password, "ops").field == "url"
    nowhere = str(uuid.uuid4())
    for method in ("GetSubscription", "PauseSubscription", "ResumeSubscription", "DisableSubscription", "RotateSecret",
                   "GetDelivery"):
        assert hooks.refused(f"notifications.{method}", {"id": nowhere}, "ops").code == "not_found"
        assert hooks.refused(f"notifications.{method}", {"id": nowhere}, "manager").code == "permission_denied"
    for method, body in {"ListDeliveries": {}, "ResendDeliveries": {"ids": [nowhere]}}.items():
        body["subscriptionId"] = nowhere
        assert hooks.refused(f"notifications.{method}", body, "ops").code == "not_found"
    assert hooks.refused("notifications.ListSubscriptions", {}, "manager").code == "permission_denied"


def test_NOT_06_pause_resume_and_disable_by_hand(hooks, endpoint):
    hook = endpoint()
    subscription, _ = subscribe(hooks, hook.url)
    assert hooks.call("notifications.PauseSubscription", {"id": subscription}, "ops")["subscription"]["reason"] == "BY_HAND"
    again = hooks.refused("notifications.PauseSubscription", {"id": subscription}, "ops")
    assert (again.code, again.reason) == ("failed_precondition", "WRONG_STATE")
    lead = capture(hooks)
    queued = delivery_of(hooks, subscription, lead["id"], "QUEUED")
    assert int(get(hooks, subscription)["waiting"]) == 1
    resumed = hooks.call("notifications.ResumeSubscription", {"id": subscription}, "ops")["subscription"]
    assert resumed["state"] == "ACTIVE"
    assert delivery_of(hooks, subscription, lead["id"], "DELIVERED")["id"] == queued["id"]
    body = json.loads(hooks.call("notifications.GetDelivery", {"id": queued["id"]}, "ops")["body"])
    assert body == hook.of("lead.captured")[-1]["body"]
    hooks.call("notifications.DisableSubscription", {"id": subscription}, "ops")
    for method in ("ResumeSubscription", "DisableSubscription", "RotateSecret"):
        refusal = hooks.refused(f"notifications.{method}", {"id": subscription}, "ops")
        assert (refusal.code, refusal.reason) == ("failed_precondition", "WRONG_STATE")
    resend = {"subscriptionId": subscription, "ids": [queued["id"]]}
    assert hooks.refused("notifications.ResendDeliveries", resend, "ops").reason == "WRONG_STATE"
    assert hooks.refused("notifications.ResendDeliveries", {"subscriptionId": subscription}, "ops").field == "ids"
    assert subscription in {s["id"] for s in hooks.call("notifications.ListSubscriptions", {}, "ops")["subscriptions"]}


def test_NOT_06_only_events_under_the_prefix_are_delivered(hooks, endpoint):
    hook = endpoint()
    subscription, _ = subscribe(hooks, hook.url, pathPrefix="/hq/store/")
    other = capture(hooks)  # owned in telesales
    everything, _ = subscribe(hooks, hook.url)
    delivery_of(hooks, everything, capture(hooks)["id"], "DELIVERED")
    assert not [d for d in deliveries(hooks, subscription) if d["aggId"] == other["id"]]


def test_NOT_06_nothing_goes_to_private_addresses_unless_allowed(stack):
    listener = Endpoint()
    try:
        port = listener.server.server_address[1]
        plain = {"url": f"http://127.0.0.1:{port}/", "types": ["lead.captured"]}
        assert stack.refused("notifications.CreateSubscription", plain, "ops").field == "url"
        for host in ("127.0.0.1", "localhost"):
            made = stack.call("notifications.CreateSubscription", dict(plain, url=f"https://{host}:{port}/"), "ops")
            subscription = made["subscription"]["id"]

            def tried():
                found = deliveries(stack, subscription)
                return found and found[0].get("lastProblem")
            assert wait_until(tried, 15, "an attempt") == "ADDRESS_NOT_PUBLIC"
            stack.call("notifications.DisableSubscription", {"id": subscription}, "ops")
        assert listener.requests == []
    finally:
        listener.close()


def test_NOT_06_each_event_is_delivered_once_though_the_service_dies(hooks, endpoint):
    hook = endpoint()
    subscription, _ = subscribe(hooks, hook.url)
    leads = []
    for _ in range(3):
        leads += [capture(hooks)["id"] for _ in range(5)]
        killed = hooks.kill("notifications")
        wait_until(lambda: hooks.program("notifications")["pid"] not in (None, 0, killed), 30, "another notifications")
        hooks.wait_ready()
    for lead in leads:
        delivery_of(hooks, subscription, lead, "DELIVERED", 60)  # a lease may have to run out
    rows = [d for d in deliveries(hooks, subscription) if d["eventType"] == "lead.captured"]
    assert sorted(d["aggId"] for d in rows) == sorted(leads)  # one delivery each; requests may repeat
    assert {r["body"]["subject"] for r in hook.of("lead.captured")} == set(leads)


def test_NOT_06_an_endpoint_nobody_listens_at(hooks):
    subscription, _ = subscribe(hooks, f"http://127.0.0.1:{free_port()}/", verified=False)
    wait_until(lambda: deliveries(hooks, subscription)[0].get("lastProblem") == "CONNECT", 15, "CONNECT")
    hooks.call("notifications.DisableSubscription", {"id": subscription}, "ops")
