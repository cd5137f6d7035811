# SPDX-License-Identifier: Apache-2.0
"""The Connect protocol, tokens, events and forms, with a stub in the place of the services."""
import base64
import concurrent.futures
import json
import re
import socket
import time
import uuid

import pytest
import requests

from support.gateway import Gateway
from support.stack import wait_until


@pytest.fixture(scope="module")
def gateway():
    running = Gateway(stub=True)
    yield running
    running.stop()


def capture(gateway, name="ok", token="good", **headers):
    headers = {key.replace("_", "-"): value for key, value in headers.items()}
    return gateway.post("leads.CaptureLead", {"name": name, "campaign": "c1"}, token=token, headers=headers)


# ---- calls ----

def test_a_call_goes_through_and_tells_its_position(gateway):
    reply = capture(gateway)
    assert reply.status_code == 200 and reply.headers["Content-Type"] == "application/json"
    assert reply.json()["lead"]["campaign"] == "c1"
    assert reply.json()["lead"]["version"] == "9007199254740993"
    assert re.fullmatch(r"leads/\d+", reply.headers["Dealspine-Position"])


def test_the_header_reaches_the_service(gateway):
    key, trace = uuid.uuid4().hex, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    capture(gateway, Idempotency_Key=key, Dealspine_Channel="PHONE", traceparent=trace, Connect_Timeout_Ms="7000")
    call = gateway.calls("leads.CaptureLead")[-1]
    assert (call["key"], call["channel"], call["who"]) == (key, "1", "good")
    assert call["trace"][:36] == trace[:36] and call["trace"][52:] == "-01" and call["trace"] != trace  # a span of its own
    assert 6000 < int(call["timeout"]) <= 7000
    gateway.post("leads.GetLead", {"leadId": "x"}, token="good", headers={"Dealspine-Position": "leads/77"})
    call = gateway.calls("leads.GetLead")[-1]
    assert (call["pos"], call["key"]) == ("leads/77", "-")


def test_without_a_key_the_gateway_makes_one_and_the_channel_is_the_token_s(gateway):
    for token, channel in (("good", "6"), ("key", "2")):
        reply = capture(gateway, token=token)
        call = gateway.calls("leads.CaptureLead")[-1]
        assert call["channel"] == channel
        assert call["key"] == reply.headers["Dealspine-Request"]


def test_binary_protobuf_is_spoken_too(gateway):
    reply = gateway.post("leads.CaptureLead", b"\x1a\x02ok\x42\x02c1", token="good",
                         headers={"Content-Type": "application/proto"})
    assert reply.status_code == 200 and reply.headers["Content-Type"] == "application/proto"
    assert b"c1" in reply.content
    for wrong in (b"\x1a\x09ok", b"\x1a\x02o\x00"):
        reply = gateway.post("leads.CaptureLead", wrong, token="good", headers={"Content-Type": "application/proto"})
        assert (reply.status_code, reply.json()["code"]) == (400, "invalid_argument")


def test_queries_may_be_got(gateway):
    path = "/dealspine.leads.v1.Leads/GetLead"
    bearer = {"Authorization": "Bearer good"}
    message = json.dumps({"leadId": "x"})
    reply = gateway.get(path, params={"encoding": "json", "message": message, "connect": "v1"}, headers=bearer)
    assert reply.json() == {}
    packed = base64.urlsafe_b64encode(b"\x0a\x01x").decode().rstrip("=")
    reply = gateway.get(path, params={"encoding": "proto", "base64": "1", "message": packed}, headers=bearer)
    assert (reply.status_code, reply.content) == (200, b"")
    for params in ({"message": "{}"}, {"encoding": "xml", "message": "{}"}, {"encoding": "json"},
                   {"encoding": "json", "message": "{}", "connect": "v2"},
                   {"encoding": "json", "message": "*", "base64": "1"}):
        assert gateway.get(path, params=params, headers=bearer).status_code == 400
    command = gateway.get("/dealspine.leads.v1.Leads/CaptureLead", params={"encoding": "json", "message": "{}"},
                          headers=bearer)
    assert command.status_code == 405 and command.headers["Allow"] == "POST"


@pytest.mark.parametrize("name, http, code, reason", [
    ("invalid", 400, "invalid_argument", "TOO_ODD"),
    ("busy", 429, "resource_exhausted", None),
    ("stale", 409, "aborted", None),
])
def test_a_refusal_comes_through(gateway, name, http, code, reason):
    reply = capture(gateway, name)
    detail = reply.json()["details"][0]
    assert (reply.status_code, reply.json()["code"], detail["debug"].get("reason")) == (http, code, reason)
    assert detail["type"] == "dealspine.wire.v1.Status" and not detail["value"].endswith("=")
    if name == "busy":
        assert reply.headers["Retry-After"] == "2" and detail["debug"]["retryAfterMs"] == 1500
    if name == "invalid":
        assert detail["debug"]["field"] == "name" and reply.json()["message"] == "name must be even, is odd"


def test_what_went_wrong_inside_is_logged_and_not_told(gateway):
    reply = capture(gateway, "internal")
    assert (reply.status_code, reply.json()["code"]) == (500, "internal")
    assert "fire" not in reply.text and reply.headers["Dealspine-Request"] in reply.json()["message"]
    assert "on fire" in gateway.text()


@pytest.mark.parametrize("headers, http", [
    ({"Connect-Protocol-Version": "2"}, 400),
    ({"Connect-Timeout-Ms": "soon"}, 400),
    ({"Connect-Timeout-Ms": "12345678901"}, 400),
    ({"Connect-Timeout-Ms": "0"}, 504),
    ({"Idempotency-Key": "x" * 129}, 400),
    ({"Idempotency-Key": "a b"}, 400),
    ({"Dealspine-Channel": "SYSTEM"}, 400),
    ({"Dealspine-Channel": "PIGEON"}, 400),
    ({"Content-Type": "text/json"}, 415),
    ({"Content-Type": "application/connect+json"}, 415),
    ({"Content-Encoding": "gzip"}, 501),
    ({"Authorization": "Basic Z29vZA=="}, 401),
    ({"Content-Type": "application/json; charset=utf-8", "Connect-Protocol-Version": "1"}, 200),
])
def test_headers_are_checked(gateway, headers, http):
    token = None if "Authorization" in headers else "good"
    headers = {key.replace("-", "_"): value for key, value in headers.items()}
    assert capture(gateway, token=token, **headers).status_code == http


def test_a_position_is_checked(gateway):
    for position in ("leads", "leads/", "leads/x", "/1", "Leads/1", "leads/1/2", "leads/1"):
        reply = gateway.post("leads.GetLead", {}, token="good", headers={"Dealspine-Position": position})
        assert reply.status_code == (200 if position == "leads/1" else 400)


def test_methods_for_services_do_not_exist(gateway):
    for method in ("identity.Authenticate", "leads.NoSuchMethod", "nobody.Here"):
        reply = gateway.post(method, {}, token="good")
        assert (reply.status_code, reply.json()["code"]) == (404, "unimplemented")
    put = gateway.http.put(gateway.url + "/dealspine.leads.v1.Leads/CaptureLead", data="{}")
    assert put.status_code == 405


def test_the_time_of_a_call_is_kept(gateway):
    began = time.monotonic()
    reply = capture(gateway, "slow", Connect_Timeout_Ms="300")
    assert (reply.status_code, reply.json()["code"]) == (504, "deadline_exceeded")
    assert time.monotonic() - began < 5
    assert reply.json()["details"][0]["debug"].get("executed") is None


def test_a_caller_who_hangs_up_harms_nobody(gateway):
    body = b'{"name":"slow"}'
    head = b"POST /dealspine.leads.v1.Leads/CaptureLead HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" \
           b"Authorization: Bearer good\r\nContent-Length: %d\r\n\r\n" % len(body)
    for _ in range(20):
        gateway.raw(head + body, then=lambda connection: connection.shutdown(socket.SHUT_RDWR))
    time.sleep(1.5)
    assert capture(gateway).status_code == 200


# ---- tokens ----

def test_a_token_is_needed_known_and_asked_for_once(gateway):
    assert capture(gateway, token=None).status_code == 401
    bad = capture(gateway, token="bad")
    assert bad.status_code == 401 and bad.headers["WWW-Authenticate"] == "Bearer"
    assert capture(gateway, token="good" + "x" * 300).status_code == 401
    token = "good-" + uuid.uuid4().hex
    before = len(gateway.calls("identity.Authenticate"))
    for _ in range(5):
        assert capture(gateway, token=token).status_code == 200
    assert len(gateway.calls("identity.Authenticate")) == before + 1


def test_a_token_that_signed_out_is_asked_about_again(gateway):
    token = "good-" + uuid.uuid4().hex
    assert capture(gateway, token=token).status_code == 200
    assert gateway.post("identity.SignOut", {}, token=token).status_code == 200
    before = len(gateway.calls("identity.Authenticate"))
    assert capture(gateway, token=token).status_code == 200
    assert len(gateway.calls("identity.Authenticate")) == before + 1


def test_callers_with_the_same_new_token_share_one_question(gateway):
    before = len(gateway.calls("identity.Authenticate"))
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: gateway.post("leads.CaptureLead", {"name": "ok"}, token="good-slow",
                                                       http=requests.Session()), range(8)))
    assert [reply.status_code for reply in replies] == [200] * 8
    assert len(gateway.calls("identity.Authenticate")) == before + 1


def test_more_tokens_than_the_cache_holds(gateway):
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda i: gateway.post("leads.GetLead", {}, token=f"good-{i}").status_code, range(1500)))
    assert set(codes) == {200}


def test_signing_in_needs_no_token_and_goes_under_the_gateway_s_own_name(gateway):
    reply = gateway.post("identity.SignIn", {"login": "a", "password": "b"})
    assert reply.json()["token"] == "good-signed-in"
    assert gateway.calls("identity.SignIn")[-1]["who"] == "gateway"


# ---- events ----

def fetch(gateway, **request):
    reply = gateway.post("events.Fetch", request, token="good", http=requests.Session())
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_events_come_once_in_order_by_any_page_size(gateway):
    for _ in range(7):
        capture(gateway)
    whole = fetch(gateway, maxEvents=1000)
    assert whole["caughtUp"] and len(whole["heads"]) == 3
    cursor, seen = None, []
    for size in (1, 2, 3, 1, 1000):
        page = fetch(gateway, maxEvents=size, **({"cursor": cursor} if cursor else {}))
        assert len(page["events"]) <= size
        seen += page["events"]
        cursor = page["nextCursor"]
    assert [(e["domain"], e["pos"]) for e in seen] == [(e["domain"], e["pos"]) for e in whole["events"]]
    assert json.loads(seen[0]["payloadJson"]) == {"leadId": "L1"} and "payload" not in seen[0]


def test_a_long_poll_is_answered_by_the_event(gateway):
    cursor = fetch(gateway, **{"from": "LATEST"})["nextCursor"]
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        poll = pool.submit(fetch, gateway, cursor=cursor, waitMs=20000)
        time.sleep(0.5)
        capture(gateway)
        assert len(poll.result(10).get("events")) == 1


def test_a_long_poll_without_events_ends_in_time_and_moves_on(gateway):
    cursor = fetch(gateway, **{"from": "LATEST"})["nextCursor"]
    began = time.monotonic()
    page = fetch(gateway, cursor=cursor, waitMs=2500)
    assert page.get("events") is None and page["caughtUp"] and 2.3 < time.monotonic() - began < 10


def test_only_the_domains_asked_for_and_binary_payloads_for_protobuf(gateway):
    assert [point["domain"] for point in fetch(gateway, domains=["customers"])["heads"]] == ["customers"]
    assert gateway.post("events.Fetch", {"domains": ["nowhere"]}, token="good").status_code == 400
    assert gateway.post("events.Fetch", {"maxEvents": 1001}, token="good").status_code == 400
    assert gateway.post("events.Fetch", {"cursor": "AAAA"}, token="good").status_code == 400
    reply = gateway.post("events.Fetch", b"", token="good", headers={"Content-Type": "application/proto"})
    assert b"lead.captured" in reply.content and b"leadId" not in reply.content


# ---- the public form ----

def form_of(gateway, language="en", campaign="spring"):
    page = gateway.get("/forms/" + campaign, headers={"Accept-Language": language})
    script = gateway.get(re.search(r'<script src="([^"]+)" defer></script>', page.text)[1])
    assert page.status_code == 200 and script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert len(page.content) + len(script.content) < 15_000
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text)), page


def send(gateway, campaign="spring", **fields):
    return gateway.http.post(f"{gateway.url}/forms/{campaign}", data=fields)


def test_LEA_01_a_form_is_captured_once_however_often_it_is_sent(gateway):
    hidden, page = form_of(gateway)
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    replies = [send(gateway, **hidden, name="王小明", phone="13800138000", consent="yes") for _ in range(2)]
    assert [reply.status_code for reply in replies] == [200, 200] and "Thank you" in replies[0].text
    first, second = gateway.calls("leads.CaptureLead")[-2:]
    assert first["key"] == second["key"] == hidden["key"]
    assert (first["who"], first["channel"]) == ("gateway", "2")


def test_LEA_01_the_form_speaks_chinese_and_keeps_what_was_typed(gateway):
    hidden, page = form_of(gateway, "zh-CN,zh;q=0.9")
    assert 'lang="zh-CN"' in page.text
    for fields in ({"name": "<b>", "consent": "yes"}, {"name": "<b>", "phone": "1"},
                   {"name": "<b>" + "x" * 130, "phone": "1", "consent": "yes"}):
        reply = send(gateway, **hidden, **fields)
        assert reply.status_code == 400 and 'role="alert"' in reply.text and "&lt;b&gt;" in reply.text
        assert hidden["key"] in reply.text


def test_LEA_01_a_program_that_fills_every_field_is_thanked_and_not_captured(gateway):
    before = len(gateway.calls("leads.CaptureLead"))
    reply = send(gateway, phone="13800138000", consent="yes", website="https://spam.example")
    assert reply.status_code == 200
    assert len(gateway.calls("leads.CaptureLead")) == before


def test_LEA_01_a_refused_form_can_be_sent_again(gateway):
    assert send(gateway, name="invalid", phone="1", consent="yes").status_code == 400
    reply = send(gateway, name="busy", phone="1", consent="yes", key="0192f1b0-0000-7000-8000-000000000001")
    assert reply.status_code == 503 and "0192f1b0-0000-7000-8000-000000000001" in reply.text
    assert gateway.http.post(gateway.url + "/forms/spring", data="a=%zz", headers={
        "Content-Type": "application/x-www-form-urlencoded"}).status_code == 400
    assert gateway.http.post(gateway.url + "/forms/spring", json={}).status_code == 415
    assert gateway.get("/forms/a%2Fb").status_code == 404


def test_LEA_01_a_form_asks_the_fields_of_its_campaign(gateway):
    hidden, page = form_of(gateway, campaign="fair")
    assert '<select id="a.size" name="a.size" required>' in page.text and 'inputmode="decimal"' in page.text
    assert "large &amp; &lt;wide&gt;</option>" in page.text and "Seats &lt;each&gt; (optional)" in page.text
    assert 'name="product"' not in page.text
    assert "规模</label>" in form_of(gateway, "zh", "fair")[1].text
    answers = {"a.size": "large & <wide>", "a.seats": '1"2', "a.trial": "yes"}
    again = send(gateway, "fair", **hidden, **answers)  # no contact, no consent
    assert again.status_code == 400 and 'value="large &amp; &lt;wide&gt;" selected' in again.text
    assert 'value="1&quot;2"' in again.text and '<option value="yes" selected>' in again.text
    assert hidden["key"] in again.text and len(again.content) < 15 * 1024
    thanks = send(gateway, "fair", **hidden, **answers, phone="13800138000", consent="yes")
    assert thanks.status_code == 200 and "See you at &lt;booth&gt; 7" in thanks.text


def test_LEA_01_who_agreed_to_a_text_that_is_not_shown_any_more_is_asked_again(gateway):
    hidden, _ = form_of(gateway, campaign="fair")
    before = len(gateway.calls("leads.CaptureLead"))
    assert hidden["consent_text_version"] == "fair-2"
    assert form_of(gateway)[0]["consent_text_version"] == "web-2026-1"
    answers = {"key": hidden["key"], "a.size": "small", "phone": "13800138000", "consent": "yes"}
    for other in ("fair-1", "web-2026-1", ""):
        again = send(gateway, "fair", consent_text_version=other, **answers)
        assert again.status_code == 409 and 'role="alert"' in again.text and 'value="13800138000"' in again.text
        assert 'name="consent_text_version" value="fair-2"' in again.text and "checked" not in again.text
    assert len(gateway.calls("leads.CaptureLead")) == before
    assert send(gateway, "fair", consent_text_version="fair-2", **answers).status_code == 200


def test_LEA_01_a_form_that_is_closed_or_away_takes_nothing(gateway):
    before = len(gateway.calls("leads.CaptureLead"))
    for reply in (gateway.get("/forms/over"), send(gateway, "over", phone="1", consent="yes")):
        assert reply.status_code == 410 and "closed" in reply.text
    assert gateway.get("/forms/away").status_code == 503
    later = send(gateway, "away", phone="13800138000", consent="yes", **{"a.size": "small", "b.size": "none of ours"})
    assert later.status_code == 503 and 'name="phone" type="tel"' in later.text
    assert '<input type="hidden" name="a.size" value="small">' in later.text and "b.size" not in later.text
    assert len(gateway.calls("leads.CaptureLead")) == before


def test_forms_from_one_address_are_rationed():
    rationed = Gateway(stub=True, FORMS=3)
    try:
        replies = [send(rationed, name="ok", phone="13800138000", consent="yes") for _ in range(4)]
        assert [reply.status_code for reply in replies] == [200, 200, 200, 429]
        assert 1 <= int(replies[3].headers["Retry-After"]) <= 20 and 'name="phone"' in replies[3].text
        assert len(rationed.calls("leads.CaptureLead")) == 3
        assert rationed.get("/forms/spring").status_code == 200
    finally:
        rationed.stop()


# ---- services come and go ----

def test_a_domain_that_is_away_fails_calls_until_it_is_back():
    gateway = Gateway(stub=True)
    try:
        capture(gateway)
        cursor = fetch(gateway)["nextCursor"]
        gateway.stop_stub()
        wait_until(lambda: gateway.get("/readyz").status_code == 503, what="the loss to be noticed")
        assert capture(gateway, Connect_Timeout_Ms="500").status_code == 503
        assert gateway.post("events.Fetch", {"cursor": cursor}, token="good").status_code == 503
        gateway.start_stub()
        wait_until(lambda: gateway.get("/readyz").status_code == 200, what="readiness")
        assert capture(gateway).status_code == 200
    finally:
        gateway.stop()


def test_what_is_in_flight_at_sigterm_is_answered():
    gateway = Gateway(stub=True)
    cursor = fetch(gateway, **{"from": "LATEST"})["nextCursor"]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        slow = pool.submit(gateway.post, "leads.CaptureLead", {"name": "slow"}, token="good", http=requests.Session())
        poll = pool.submit(fetch, gateway, cursor=cursor, waitMs=30000)
        time.sleep(0.5)
        began = time.monotonic()
        gateway.terminate()
        assert slow.result(10).status_code == 200
        assert poll.result(10)["nextCursor"]
    assert gateway.process.wait(10) == 0 and time.monotonic() - began < 5
    gateway.stop()


def test_what_does_not_end_in_time_is_told_so():
    gateway = Gateway(stub=True, DRAIN="200ms")
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        slow = pool.submit(gateway.post, "leads.CaptureLead", {"name": "slow"}, token="good", http=requests.Session())
        time.sleep(0.3)
        gateway.terminate()
        reply = slow.result(10)
    assert (reply.status_code, reply.json()["code"]) == (503, "unavailable")
    assert reply.json()["details"][0]["debug"].get("executed") is None
    gateway.stop()
