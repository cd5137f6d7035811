# SPDX-License-Identifier: Apache-2.0
"""The console's files as browsers get them: kinds, caching, compressed forms, pages of the console itself, and nothing
from beside the folder."""
import gzip
import http.client
import os
import shutil
import socket
import tempfile

import pytest

from support.gateway import Gateway
from support.stack import wait_until

SCRIPT, PAGE = b"console.log(1);" * 200, b"<!doctype html><title>console</title>"


def put(folder, name, content):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + ".new", "wb") as file:
        file.write(content)
    os.replace(path + ".new", path)


@pytest.fixture(scope="module")
def folder():
    home = tempfile.mkdtemp(prefix="dealspine-console-")
    put(home, "secret.html", b"beside the bundle")
    dist = os.path.join(home, "dist")
    put(dist, "assets/index-Bx81aXk2.js", SCRIPT)
    put(dist, "assets/index-Bx81aXk2.js.br", b"as brotli")
    put(dist, "assets/index-Bx81aXk2.js.gz", gzip.compress(SCRIPT))
    put(dist, "assets/logo.svg", b"<svg/>")
    put(dist, "index.html", PAGE)
    yield dist
    shutil.rmtree(home)


@pytest.fixture(scope="module")
def gateway(folder):
    running = Gateway(CONSOLE=folder)
    yield running
    running.stop()


def ask(gateway, path, verb="GET", **headers):
    """One request with exactly these headers: the path goes out as it stands."""
    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=20)
    connection.putrequest(verb, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.content = answer.read()
    connection.close()
    return answer


def test_the_way_to_the_console(gateway):
    assert (ask(gateway, "/").status, ask(gateway, "/").headers["Location"]) == (302, "/console/")
    assert (ask(gateway, "/console").status, ask(gateway, "/console").headers["Location"]) == (308, "/console/")
    page = ask(gateway, "/console/")
    assert page.status == 200 and page.content == PAGE
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"


def test_pages_of_the_console_get_its_front_page(gateway):
    for path in ("/console/leads", "/console/customers/0190-ab/history", "/console/leads?grade=A", "/console/leads/"):
        page = ask(gateway, path)
        assert page.status == 200 and page.content == PAGE, path
        assert page.headers["Cache-Control"] == "no-cache"
    for path in ("/console/assets/gone-Bx81aXk2.js", "/console/robots.txt"):
        gone = ask(gateway, path)
        assert gone.status == 404 and gone.headers["Cache-Control"] == "no-store", path


def test_what_is_named_by_its_content_is_kept_for_good(gateway):
    script = ask(gateway, "/console/assets/index-Bx81aXk2.js")
    assert script.content == SCRIPT and script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert script.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert script.headers.get_all("Cache-Control") == [script.headers["Cache-Control"]]
    logo = ask(gateway, "/console/assets/logo.svg")
    assert logo.headers["Cache-Control"] == "no-cache" and logo.headers["Content-Type"] == "image/svg+xml"
    assert logo.headers["X-Content-Type-Options"] == "nosniff"


def test_who_has_it_already_gets_nothing_again(gateway):
    first = ask(gateway, "/console/")
    again = ask(gateway, "/console/", If_None_Match='"other", W/' + first.headers["ETag"])
    assert (again.status, again.content) == (304, b"") and again.headers["ETag"] == first.headers["ETag"]
    assert "Content-Security-Policy" in again.headers
    assert ask(gateway, "/console/", If_None_Match='"other"').status == 200


def test_the_form_that_the_browser_takes(gateway):
    path = "/console/assets/index-Bx81aXk2.js"
    brotli, packed, plain = (ask(gateway, path, Accept_Encoding=value) for value in ("gzip, br", "gzip", "deflate"))
    assert (brotli.headers["Content-Encoding"], brotli.content) == ("br", b"as brotli")
    assert packed.headers["Content-Encoding"] == "gzip" and gzip.decompress(packed.content) == SCRIPT
    assert plain.headers["Content-Encoding"] is None and plain.content == SCRIPT
    assert len({answer.headers["ETag"] for answer in (brotli, packed, plain)}) == 3
    assert all(answer.headers["Vary"] == "Accept-Encoding" for answer in (brotli, packed, plain))
    assert ask(gateway, path, Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"]).status == 304
    assert ask(gateway, path, Accept_Encoding="gzip", If_None_Match=brotli.headers["ETag"]).status == 200
    assert ask(gateway, path + ".gz").status == 404


def test_a_page_may_run_our_scripts_alone(gateway):
    headers = ask(gateway, "/console/").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == "'self'" and policy["default-src"] == "'none'" and policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["X-Frame-Options"] == "DENY" and headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", [
    "/console/../secret.html", "/console/assets/../../secret.html", "/console/%2e%2e/secret.html",
    "/console/..%2fsecret.html", "/console/assets/%2e%2e%2f%2e%2e%2fsecret.html", "/console//secret.html",
    "/console/..", "/console/%2e%2e", "/console/.", "/console/assets/..", "/console/..\\secret.html",
    "/console/%5c..%5csecret", "/console//etc/passwd", "/console/../../../../../../etc/passwd",
    "/console/%252e%252e/secret.html",
])
def test_nothing_from_beside_the_folder(gateway, path):
    for verb in ("GET", "HEAD"):
        answer = ask(gateway, path, verb)
        assert answer.status == 404 and b"beside" not in answer.content and b"root:" not in answer.content, path


def test_a_nul_in_the_path_ends_nothing_well(gateway):
    codes, _ = gateway.raw(b"GET /console/index.html%00.js HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert codes in ([200], [400], [404])
    codes, _ = gateway.raw(b"GET /console/..%00/secret.html HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert codes in ([400], [404])


def test_head_and_other_verbs(gateway):
    head = ask(gateway, "/console/assets/logo.svg", "HEAD")
    assert head.status == 200 and head.content == b"" and head.headers["Content-Length"] == "6"
    for verb in ("POST", "PUT", "DELETE"):
        refused = ask(gateway, "/console/", verb)
        assert refused.status == 405 and refused.headers["Allow"] == "GET, HEAD"


def test_a_bundle_built_anew_is_served(folder, gateway):
    put(folder, "assets/logo.svg", b"<svg>new</svg>")
    put(folder, "index.html", PAGE + b"<p>2")
    try:
        wait_until(lambda: ask(gateway, "/console/").content == PAGE + b"<p>2", what="the new page")
        assert ask(gateway, "/console/assets/logo.svg").content == b"<svg>new</svg>"
    finally:
        put(folder, "assets/logo.svg", b"<svg/>")
        put(folder, "index.html", PAGE)
        wait_until(lambda: ask(gateway, "/console/").content == PAGE, what="the old page")


def test_a_reader_who_goes_away_half_way_hurts_nobody(gateway):
    with socket.create_connection(("127.0.0.1", gateway.port)) as reader:
        reader.sendall(b"GET /console/assets/index-Bx81aXk2.js HTTP/1.1\r\nHost: a\r\n\r\n")
        reader.recv(10)
    assert ask(gateway, "/console/").status == 200


def test_without_a_bundle_the_page_says_so():
    gateway = Gateway(CONSOLE="/nonexistent/console")
    try:
        absent = ask(gateway, "/console/leads")
        assert absent.status == 404 and b"no built console" in absent.content
        assert absent.headers["Content-Type"] == "text/html; charset=utf-8"
        front = ask(gateway, "/")
        assert (front.status, front.headers["Location"]) == (302, "/api")
        assert b"/dealspine.leads.v1.Leads/CaptureLead" in ask(gateway, "/api").content
    finally:
        gateway.stop()
