# SPDX-License-Identifier: Apache-2.0
"""The gateway as an HTTP server, without services behind it: what is ambiguous, too large or too slow is refused."""
import signal
import socket
import time

import pytest

from support.gateway import Gateway

POST = b"POST /dealspine.leads.v1.Leads/CaptureLead HTTP/1.1\r\n"
HOST = b"Host: a\r\n"


@pytest.fixture(scope="module")
def gateway():
    running = Gateway()
    yield running
    running.stop()


# A second request hides behind the first: it must never be answered.
SMUGGLED = b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"

RAW = {
    "content length and chunked": POST + HOST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                  + SMUGGLED,
    "two content lengths": POST + HOST + b"Content-Length: 0\r\nContent-Length: 35\r\n\r\n" + SMUGGLED,
    "the same length twice": POST + HOST + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
    "unknown transfer encoding": POST + HOST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "two transfer encodings": POST + HOST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n"
                              b"0\r\n\r\n",
    "bad chunk size": POST + HOST + b"Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n",
    "no host": b"GET /livez HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "blank before the colon": POST + HOST + b"Content-Length : 2\r\n\r\n{}",
    "length with a sign": POST + HOST + b"Content-Length: +2\r\n\r\n{}",
    "length in hexadecimal": POST + HOST + b"Content-Length: 0x2\r\n\r\n{}",
    "two lengths in one": POST + HOST + b"Content-Length: 2, 2\r\n\r\n{}",
    "chunked in HTTP/1.0": POST.replace(b"1.1", b"1.0") + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("what", RAW)
def test_an_ambiguous_request_is_refused_and_the_connection_closed(gateway, what):
    codes, closed = gateway.raw(RAW[what])
    assert set(codes) == {400}  # where libmicrohttpd 0.9.75 refuses by itself, it writes its head twice
    assert closed


def test_a_head_of_40_kB_is_refused(gateway):
    codes, closed = gateway.raw(b"GET /livez HTTP/1.1\r\nHost: a\r\nX-Long: " + b"x" * 40000 + b"\r\n\r\n")
    assert codes == [431] and closed


def test_plain_requests_share_a_connection(gateway):
    codes, _ = gateway.raw(SMUGGLED * 3, seconds=1)
    assert codes == [200, 200, 200]
    assert gateway.raw(b"GET /livez HTTP/1.0\r\n\r\n")[0] == [200]


def test_a_body_beyond_1_MiB_is_refused_and_can_be_read_about(gateway):
    fits = gateway.post("leads.CaptureLead", b" " * (1 << 20))
    large = gateway.post("leads.CaptureLead", b" " * ((1 << 20) + 1))
    chunked = gateway.post("leads.CaptureLead", (b" " * 65536 for _ in range(20)))
    assert (fits.status_code, large.status_code, chunked.status_code) == (401, 413, 413)
    assert "1048576" in large.text


def test_a_declared_length_of_gigabytes_is_refused_at_once(gateway):
    codes, closed = gateway.raw(POST + HOST + b"Content-Length: 4000000000\r\n\r\n")
    assert codes == [413] and closed


def test_an_endless_chunked_body_is_cut_off(gateway):
    def flood(connection):
        try:
            for _ in range(400):
                connection.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        except OSError:
            pass

    codes, closed = gateway.raw(POST + HOST + b"Transfer-Encoding: chunked\r\n\r\n", then=flood)
    assert codes == [] and closed
    assert gateway.get("/livez").status_code == 200


def test_an_idle_connection_is_closed():
    gateway = Gateway(IDLE="1s")
    try:
        began = time.monotonic()
        _, closed = gateway.raw(b"GET /livez HTTP/1.1\r\nHo", seconds=10)
        assert closed and time.monotonic() - began < 5
    finally:
        gateway.stop()


def test_pages(gateway):
    assert gateway.get("/livez").text == "alive\n"
    assert gateway.get("/healthz").status_code == 200
    ready = gateway.get("/readyz")
    assert ready.status_code == 503 and "identity: " in ready.text and ready.text.count("\n") == 1
    assert gateway.get("/nothing").status_code == 404
    index = gateway.get("/api")
    assert "/dealspine.leads.v1.Leads/CaptureLead" in index.text
    assert "Authenticate" not in index.text
    assert gateway.http.post(gateway.url + "/livez", data="").headers["Allow"] == "GET, HEAD"
    head = gateway.http.head(gateway.url + "/livez")
    assert head.status_code == 200 and head.content == b""
    assert ready.headers["X-Content-Type-Options"] == "nosniff"


def test_without_services_a_call_is_unavailable_within_its_time(gateway):
    began = time.monotonic()
    reply = gateway.post("identity.SignIn", {"login": "a", "password": "b"}, headers={"Connect-Timeout-Ms": "300"})
    assert reply.status_code == 503 and reply.json()["code"] == "unavailable"
    assert reply.json()["details"][0]["debug"]["executed"] is False
    assert 0.2 < time.monotonic() - began < 5


def test_neither_bodies_nor_queries_nor_tokens_are_logged(gateway):
    gateway.post("identity.SignIn", {"login": "marker-body", "password": "x"}, token="marker-token",
                 headers={"Connect-Timeout-Ms": "100"})
    gateway.get("/dealspine.leads.v1.Leads/GetLead?message=marker-query&encoding=json")
    gateway.get("/forms/spring?x=marker-form")
    assert "call=identity.SignIn" in gateway.text()
    assert "marker" not in gateway.text()


def test_sigterm_lets_go_of_idle_connections_and_refuses_new_ones():
    gateway = Gateway()
    with socket.create_connection(("127.0.0.1", gateway.port)) as idle:
        idle.sendall(SMUGGLED)
        assert b"200 OK" in idle.recv(4096)
        gateway.process.send_signal(signal.SIGTERM)
        assert gateway.process.wait(10) == 0
        assert idle.recv(4096) == b""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", gateway.port))
    gateway.process = None
    gateway.stop()


def test_a_second_gateway_on_the_port_says_so(gateway):
    with pytest.raises(AssertionError, match="Address already in use"):
        Gateway(PORT=gateway.port)


def test_an_unknown_setting_is_refused():
    with pytest.raises(AssertionError, match="DEALSPINE_GATEWAY_PROT"):
        Gateway(PROT=1)
