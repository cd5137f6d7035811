# SPDX-License-Identifier: Apache-2.0
"""The bus as an honest or dishonest neighbour uses it: keys, principals made by hand, sockets over TCP and ipc, and what
the services have counted of refusals."""
import contextlib
import glob
import os
import re
import subprocess
import time

import zmq
import zmq.utils.z85

from support.stack import ROOT
from support.wire import Caller, modules, proto

REFUSED = re.compile(r'^dealspine_refusals_total\{(.*)\} (\S+)$', re.M)
PREFIX = b"dealspine-principal-v1"


def caller(stack, word, keys="own", **more):
    """Over TCP; `keys` "own" are the demo client's, None is a connection without CURVE."""
    wire = stack.access()["wire"]
    if keys == "own":
        keys = (wire["client"]["publicKey"], wire["client"]["secretKey"])
    return Caller(wire["endpoints"][word], more.pop("server_key", wire["serverKeys"][word]), keys, **more)


def caller_on_host(stack, word, **more):
    """Over ipc, to any instance."""
    path = wait_for_socket(os.path.join(stack.status()["runDir"], word))
    return Caller("ipc://" + path, None, None, **more)


def wait_for_socket(folder):
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(IndexError):
            return sorted(glob.glob(os.path.join(folder, "*.ipc")))[0]
        time.sleep(0.05)
    raise AssertionError(f"no socket in {folder}")


def exchange(stack, key="subscriber", through=None):
    identity, through = proto("identity"), through or caller(stack, "identity")
    return through.call("identity.ExchangeKey", identity.ExchangeKeyRequest(token=stack.token(key)),
                        identity.ExchangeKeyReply).principal


def fetch(through, principal, **more):
    events = proto("events")
    return through.call("events.Fetch", events.FetchRequest(**more), events.FetchReply, principal)


def run_foreign(stack, *types):
    """What docs/examples/foreign.py prints, over TCP with CURVE: rows of domain, position, type, aggregate, event. The next
    one goes on from there."""
    end = subprocess.run(["/usr/bin/python3", os.path.join(ROOT, "docs", "examples", "foreign.py"),
                          os.path.join(stack.dir, "access.json"), "subscriber", *types],
                         env=dict(os.environ, PYTHONPATH=modules()), capture_output=True, text=True, timeout=60)
    assert end.returncode == 0, end.stderr
    return [line.split() for line in end.stdout.splitlines()]


def service_key(stack, word):
    """What a thief of a service's key file would have, in Z85."""
    with open(os.path.join(stack.dir, "keys", f"{word}.curve")) as file:
        secret = zmq.utils.z85.encode(bytes.fromhex(file.read().strip()))
    return zmq.curve_public(secret).decode(), secret.decode()


def service_seed(stack, word):
    with open(os.path.join(stack.dir, "keys", f"{word}.key")) as file:
        return file.read().strip()


def signed(stack, word, seed=None, **claims):
    """A principal as the service `word` would sign it, by openssl: its own, or what `claims` say otherwise."""
    wire, now_ms = proto("wire"), int(time.time() * 1000)
    fields = dict(kind=wire.Principal.SERVICE, id=word, path="/", issued_at_ms=now_ms, expires_at_ms=now_ms + 60000)
    packed = wire.Principal(**{**fields, **claims}).SerializeToString()
    folder = os.path.join(stack.home, "signing")
    os.makedirs(folder, exist_ok=True)
    key, text, out = (os.path.join(folder, name) for name in ("key.der", "text", "signature"))
    with open(key, "wb") as file:  # PKCS#8 of an Ed25519 seed
        file.write(bytes.fromhex("302e020100300506032b657004220420" + (seed or service_seed(stack, word))))
    with open(text, "wb") as file:
        file.write(PREFIX + packed)
    subprocess.run(["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", key, "-keyform", "DER", "-in", text, "-out", out],
                   check=True)
    with open(out, "rb") as file:
        return wire.SignedPrincipal(signer=word, claims=packed, signature=file.read())


def refusals(stack, word, as_="admin"):
    """How many were turned away by the instances of `word`, by reason, as /metrics shows it."""
    page = stack.http.get(stack.url + "/metrics", headers={"Authorization": f"Bearer {stack.token(as_)}"}, timeout=30)
    assert page.status_code == 200, page.text
    found = {}
    for labels, value in REFUSED.findall(page.text):
        if f'service="{word}"' in labels:
            reason = re.search(r'reason="(\w+)"', labels).group(1)
            found[reason] = found.get(reason, 0) + int(float(value))
    return found
