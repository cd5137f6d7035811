# SPDX-License-Identifier: Apache-2.0
"""Signing in with a cookie: what browsers get, for which requests it counts, and every way in which it must not."""
import http.cookies
import time

import pytest
import requests

from support.gateway import Gateway
from support.sse import Reader

WHO, LEAD = "/dealspine.identity.v1.Identity/WhoAmI", "/dealspine.leads.v1.Leads/GetLead"
CAPTURE = "/dealspine.leads.v1.Leads/CaptureLead"


@pytest.fixture(scope="module")
def gateway():
    running = Gateway(stub=True, SIGN_INS=0)
    yield running
    running.stop()


def page(gateway, **more):
    """The headers of a script of our own page; None leaves one out."""
    headers = {"Content-Type": "application/json", "Dealspine-Console": "1", "Sec-Fetch-Site": "same-origin",
               "Origin": gateway.url, **{name.replace("_", "-"): value for name, value in more.items()}}
    return {name: value for name, value in headers.items() if value is not None}


def sign_in(gateway, login="a", headers=None, **more):
    return requests.post(gateway.url + "/session", json={"login": login, "password": "b", **more},
                         headers=headers or page(gateway), timeout=20)


def cookie(answer):
    """The one cookie that an answer sets, as its morsel."""
    found = http.cookies.SimpleCookie(answer.headers["Set-Cookie"])
    assert len(found) == 1
    return next(iter(found.values()))


@pytest.fixture
def browser(gateway):
    """A session whose requests bear the cookie and nothing else."""
    session = requests.Session()
    session.headers = {}
    session.cookies.set("dealspine", cookie(sign_in(gateway)).value)
    return session


def refusal(answer):
    detail = answer.json().get("details", [{}])[0].get("debug", {})
    return answer.status_code, answer.json()["code"], detail.get("reason")


def test_PLT_01_the_token_is_in_the_cookie_alone(gateway):
    answer = sign_in(gateway)
    assert answer.status_code == 200 and answer.json()["outcome"] == "SIGNED_IN" and "token" not in answer.json()
    set_ = cookie(answer)
    assert set_.key == "dealspine" and set_.value == "good-signed-in" and set_["path"] == "/"
    assert set_["httponly"] and set_["samesite"] == "Strict" and not set_["domain"] and not set_["secure"]
    assert 3500 < int(set_["max-age"]) <= 3600
    assert answer.headers["Cache-Control"] == "no-store"
    assert "good-signed-in" not in answer.text and "good-signed-in" not in gateway.text()


def test_PLT_01_a_refused_sign_in_sets_nothing(gateway):
    answer = sign_in(gateway, login="refused")
    assert answer.json() == {"outcome": "REFUSED"} and "Set-Cookie" not in answer.headers


def test_PLT_01_who_signs_in_is_said_by_the_gateway(gateway):
    sign_in(gateway, client="liar", source="lies", headers=page(gateway, User_Agent="Browser/1"))
    first = gateway.calls("from")[-1]
    assert first["client"] == "Browser/1" and len(first["source"]) == 32
    gateway.post("identity.SignIn", {"login": "a", "password": "b", "source": "lies"}, headers={"User-Agent": "Program/2"})
    second = gateway.calls("from")[-1]
    assert second == {"source": first["source"], "client": "Program/2"}


def test_PLT_01_the_cookie_counts_for_a_page_of_ours(gateway, browser):
    answer = browser.post(gateway.url + CAPTURE, json={"name": "x"}, headers=page(gateway))
    assert answer.status_code == 200
    assert gateway.calls("leads.CaptureLead")[-1]["who"] == "good-signed-in"
    query = {"encoding": "json", "message": '{}'}
    assert browser.get(gateway.url + LEAD, params=query, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


@pytest.mark.parametrize("change", [
    {"Dealspine_Console": None}, {"Dealspine_Console": ""}, {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"}, {"Sec_Fetch_Site": "none"}, {"Origin": "https://evil.example.net"},
    {"Origin": "null"}, {"Sec_Fetch_Site": None, "Origin": None}, {"Sec_Fetch_Site": None, "Origin": "http://127.0.0.1"},
])
def test_PLT_01_a_cookie_from_elsewhere_does_not_count(gateway, browser, change):
    before = len(gateway.calls("leads.CaptureLead"))
    answer = browser.post(gateway.url + CAPTURE, json={"name": "x"}, headers=page(gateway, **change))
    assert refusal(answer) == (403, "permission_denied", "CROSS_SITE")
    assert len(gateway.calls("leads.CaptureLead")) == before
    signed = requests.post(gateway.url + "/session", json={"login": "a", "password": "b"}, headers=page(gateway, **change))
    assert refusal(signed) == (403, "permission_denied", "CROSS_SITE") and "Set-Cookie" not in signed.headers
    out = browser.delete(gateway.url + "/session", headers=page(gateway, **change))
    assert out.status_code == 403 and "Set-Cookie" not in out.headers
    ticket = browser.post(gateway.url + "/events/ticket", headers=page(gateway, **change))
    assert refusal(ticket)[0] == 403


def test_PLT_01_reading_from_elsewhere_does_not_count(gateway, browser):
    query = {"encoding": "json", "message": "{}"}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "none"}, {"Origin": "https://evil.example.net"}):
        for path in (LEAD, "/events"):
            assert refusal(browser.get(gateway.url + path, params=query, headers=headers))[2] == "CROSS_SITE", path


def test_PLT_01_no_page_of_others_is_let_in_by_cors(gateway, browser):
    headers = {"Origin": "https://evil.example.net", "Access-Control-Request-Method": "POST",
               "Access-Control-Request-Headers": "dealspine-console"}
    answer = browser.options(gateway.url + CAPTURE, headers=headers)
    assert answer.status_code == 405 and not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_PLT_01_a_token_in_the_header_wins_and_needs_no_guard(gateway, browser):
    headers = {"Content-Type": "application/json", "Authorization": "Bearer good-other", "Sec-Fetch-Site": "cross-site"}
    assert browser.post(gateway.url + CAPTURE, data="{}", headers=headers).status_code == 200
    assert gateway.calls("leads.CaptureLead")[-1]["who"] == "good-other"
    headers["Authorization"] = "Basic Z29vZA=="
    assert refusal(browser.post(gateway.url + CAPTURE, data="{}", headers=headers))[:2] == (401, "unauthenticated")


def test_PLT_01_a_cookie_that_is_none_of_ours(gateway):
    for cookies in ({"dealspine": "unknown"}, {"dealspine": ""}, {"other": "good-signed-in"}, {"__Host-dealspine": "good-x"}):
        answer = requests.post(gateway.url + CAPTURE, data="{}", headers=page(gateway), cookies=cookies, timeout=20)
        assert refusal(answer)[:2] == (401, "unauthenticated"), cookies


def test_PLT_01_an_open_method_does_not_mind_the_cookie(gateway, browser):
    answer = browser.post(gateway.url + "/dealspine.identity.v1.Identity/SignIn", json={"login": "a", "password": "b"},
                          headers={"Origin": "https://evil.example.net"})
    assert answer.status_code == 200 and gateway.calls("identity.SignIn")[-1]["who"] == "gateway"


def test_PLT_01_signing_out_drops_the_cookie(gateway, browser):
    answer = browser.delete(gateway.url + "/session", headers=page(gateway))
    assert answer.status_code == 200
    dropped = cookie(answer)
    assert dropped.value == "" and dropped["max-age"] == "0" and dropped["httponly"] and dropped["samesite"] == "Strict"
    assert gateway.calls("identity.SignOut")[-1]["who"] == "good-signed-in"


def test_PLT_01_signing_out_what_is_over_is_no_error(gateway):
    over = requests.delete(gateway.url + "/session", headers=page(gateway), cookies={"dealspine": "over"}, timeout=20)
    assert over.status_code == 200 and cookie(over)["max-age"] == "0"
    nothing = requests.delete(gateway.url + "/session", headers=page(gateway), timeout=20)
    assert nothing.status_code == 200 and "Set-Cookie" not in nothing.headers


def test_PLT_01_signing_out_by_the_method_drops_the_cookie_too(gateway, browser):
    answer = browser.post(gateway.url + "/dealspine.identity.v1.Identity/SignOut", json={}, headers=page(gateway))
    assert answer.status_code == 200 and cookie(answer)["max-age"] == "0"


def test_PLT_01_other_verbs_and_bodies(gateway):
    assert requests.get(gateway.url + "/session", timeout=20).headers["Allow"] == "POST, DELETE"
    plain = page(gateway, Content_Type="text/plain")
    answer = requests.post(gateway.url + "/session", data='{"login": "a", "password": "b"}', headers=plain, timeout=20)
    assert refusal(answer)[:2] == (400, "invalid_argument")
    answer = requests.post(gateway.url + "/session", data="{", headers=page(gateway), timeout=20)
    assert refusal(answer)[:2] == (400, "invalid_argument")


def test_PLT_01_streams_and_tickets_take_the_cookie(gateway, browser):
    # The stub's people may not read events: that they are known is what is seen here.
    answer = browser.get(gateway.url + "/events", headers={"Sec-Fetch-Site": "same-origin"})
    assert refusal(answer)[:2] == (403, "permission_denied") and "events.read" in answer.json()["message"]
    assert browser.post(gateway.url + "/events/ticket", headers=page(gateway)).json()["ticket"]
    assert Reader(gateway.url).status == 401


def test_PLT_01_behind_https_the_cookie_is_for_https(gateway):
    secure = Gateway(stub=True, ORIGIN="https://crm.example.com", SIGN_INS=0)
    try:
        headers = page(secure, Origin="https://crm.example.com")
        set_ = cookie(sign_in(secure, headers=headers))
        assert set_.key == "__Host-dealspine" and set_["secure"] and set_["path"] == "/" and not set_["domain"]
        assert sign_in(secure).status_code == 403  # http://127.0.0.1 is no origin of ours any more
        for name, code in (("__Host-dealspine", 200), ("dealspine", 401)):
            answer = requests.post(secure.url + CAPTURE, data="{}", headers=headers, cookies={name: "good-a"}, timeout=20)
            assert answer.status_code == code, name
        assert "max-age" in secure.get("/console/").headers["Strict-Transport-Security"]
    finally:
        secure.stop()


def test_PLT_01_an_address_tries_so_often_in_a_minute():
    gateway = Gateway(stub=True, SIGN_INS=3, FORWARDED="yes")
    try:
        assert [sign_in(gateway).status_code for _ in range(4)] == [200, 200, 200, 429]
        refused = sign_in(gateway)
        assert refusal(refused)[1:] == ("resource_exhausted", "TOO_MANY_SIGN_INS")
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert gateway.post("identity.SignIn", {"login": "a", "password": "b"}).status_code == 429
        # Another address is another one; what a client puts before the proxy's entry is not believed.
        for start in ("192.0.2.7", "198.51.100.1, 192.0.2.7", "203.0.113.9,192.0.2.7"):
            assert sign_in(gateway, headers=page(gateway, X_Forwarded_For=start)).status_code == 200, start
        assert sign_in(gateway, headers=page(gateway, X_Forwarded_For="192.0.2.99, 192.0.2.7")).status_code == 429
        body = b'{"login": "a", "password": "b"}'
        codes, _ = gateway.raw(b"POST /session HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nDealspine-Console: 1\r\n"
                               b"X-Forwarded-For: 192.0.2.98\r\nX-Forwarded-For: 192.0.2.7\r\nConnection: close\r\n"
                               b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        assert codes == [429]
        assert sign_in(gateway, headers=page(gateway, X_Forwarded_For="nonsense")).status_code == 429
    finally:
        gateway.stop()


def test_PLT_01_without_a_proxy_nobody_says_where_he_is():
    gateway = Gateway(stub=True, SIGN_INS=2)
    try:
        codes = [sign_in(gateway, headers=page(gateway, X_Forwarded_For=f"192.0.2.{i}")).status_code for i in range(3)]
        assert codes == [200, 200, 429]
    finally:
        gateway.stop()


def test_PLT_01_a_sign_in_is_not_waited_for_longer_than_a_call():
    gateway = Gateway(TIMEOUT="300ms")
    try:
        began = time.monotonic()
        assert sign_in(gateway).status_code == 503 and time.monotonic() - began < 3
    finally:
        gateway.stop()
