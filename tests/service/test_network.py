# SPDX-License-Identifier: Apache-2.0
"""Services over TCP: who is let in and may say he is whom, a foreign program that reads events, instances elsewhere."""
import collections
import json
import os
import signal
import stat
import subprocess
import threading
import time
import uuid

import pytest
import zmq

from support.bus import caller, exchange, fetch, run_foreign, service_key, signed
from support.stack import BIN, Refused as HttpRefused, Stack, wait_until
from support.wire import Refused, Silence, free_ports, proto

UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED = 16, 7, 12


@pytest.fixture(scope="module")
def open_stack():
    running = Stack(options=("--listen", f"127.0.0.1:{free_ports()}"), environment={"DEALSPINE_RESOLVE": "registry"})
    yield running
    running.stop()


# ---- who gets in ----

def test_keys_are_made_by_up_and_private(open_stack):
    for path in ("access.json", "keys/leads.curve", "keys/client.subscriber.curve"):
        assert stat.S_IMODE(os.stat(os.path.join(open_stack.dir, path)).st_mode) == 0o600
    assert os.path.exists(os.path.join(open_stack.dir, "trust", "curve", "leads.pub"))


def test_without_a_key_or_with_a_strange_one_nobody_answers(open_stack):
    for keys in (None, tuple(key.decode() for key in zmq.curve_keypair())):
        with pytest.raises(Silence):
            exchange(open_stack, through=caller(open_stack, "identity", keys, patience_ms=1500))


def test_a_wrong_token_is_no_principal(open_stack):
    identity = proto("identity")
    for token in ("nonsense", open_stack.token("subscriber")[:-2] + "zz"):
        with pytest.raises(Refused) as refused:
            caller(open_stack, "identity").call("identity.ExchangeKey", identity.ExchangeKeyRequest(token=token),
                                                identity.ExchangeKeyReply)
        assert refused.value.code == UNAUTHENTICATED


def test_a_key_may_what_its_roles_may_and_no_more(open_stack):
    leads, principal = proto("leads"), exchange(open_stack)
    through = caller(open_stack, "leads")
    assert fetch(through, principal, max_events=10).events
    with pytest.raises(Refused) as refused:
        through.call("leads.CaptureLead", leads.CaptureLeadRequest(phone="+8613800138000", name="No"),
                     leads.CaptureLeadReply, principal)
    assert refused.value.code == PERMISSION_DENIED
    with pytest.raises(Refused) as refused:
        through.call("leads.GetLead", leads.GetLeadRequest(), leads.GetLeadReply)
    assert refused.value.code == UNAUTHENTICATED
    with pytest.raises(Refused) as refused:
        through.call("leads.NoSuch", leads.GetLeadRequest(), leads.GetLeadReply, principal)
    assert refused.value.code == UNIMPLEMENTED


def test_a_principal_counts_with_the_key_that_it_was_made_out_to_only(open_stack):
    principal = exchange(open_stack)
    stolen = caller(open_stack, "leads", service_key(open_stack, "customers"))
    with pytest.raises(Refused) as refused:
        fetch(stolen, principal)
    assert (refused.value.code, refused.value.reason) == (UNAUTHENTICATED, "NOT_THE_BEARER")


def test_a_services_principal_counts_with_its_own_key_only(open_stack):
    """Whoever sees a call of a service, its signed principal in it, can't repeat it under another name."""
    own = signed(open_stack, "customers")
    assert fetch(caller(open_stack, "leads", service_key(open_stack, "customers")), own).HasField("next_cursor")
    for keys in ("own", service_key(open_stack, "contracts")):
        with pytest.raises(Refused) as refused:
            fetch(caller(open_stack, "leads", keys), own)
        assert (refused.value.code, refused.value.reason) == (UNAUTHENTICATED, "NOT_THE_BEARER")


def test_by_the_gateway_no_principal_is_handed_out(open_stack):
    refused = open_stack.refused("identity.ExchangeKey", {"token": open_stack.token("subscriber")}, as_=None)
    assert refused.code == "failed_precondition"


# ---- the foreign program ----

def by_domain(rows):
    found = collections.defaultdict(list)
    for domain, pos, type_, agg_id, event_id in rows:
        found[domain].append((int(pos), type_, agg_id, event_id))
    return dict(found)


def fetched(stack, types):
    lines = stack.cli("fetch", "--types", types, "--from", "earliest", "--json").stdout.splitlines()
    return [(e["domain"], e["pos"], e["type"], e["aggId"], e["id"]) for e in map(json.loads, lines)]


def as_far_as(seen, rows):
    """Those rows of each domain that are no later than what was seen of it: others may have come since."""
    return {domain: [row for row in found if row[0] <= seen[domain][-1][0]] for domain, found in rows.items() if domain in seen}


def test_a_foreign_client_sees_what_fetch_sees_in_the_same_order(open_stack):
    for _ in range(20):
        open_stack.call("leads.CaptureLead", {"phone": f"+86136{uuid.uuid4().int % 10**8:08d}", "name": "Foreign",
                                              "sourceChannel": "PHONE"}, as_="tele1")
    seen = by_domain(run_foreign(open_stack, "lead.*", "customer.*"))
    assert seen == as_far_as(seen, by_domain(fetched(open_stack, "lead.*,customer.*")))
    assert len(seen["leads"]) >= 20 and len(seen["customers"]) >= 20
    assert all(rows == sorted(rows) for rows in seen.values())
    open_stack.call("leads.CaptureLead", {"phone": f"+86136{uuid.uuid4().int % 10**8:08d}", "name": "Foreign",
                                          "sourceChannel": "PHONE"}, as_="tele1")
    more = by_domain(run_foreign(open_stack, "lead.*", "customer.*"))
    assert more["leads"] and more["leads"][0] > seen["leads"][-1]
    both = {domain: seen.get(domain, []) + more.get(domain, []) for domain in {*seen, *more}}
    assert both == as_far_as(both, by_domain(fetched(open_stack, "lead.*,customer.*")))


# ---- instances elsewhere ----

class Elsewhere:
    """A process of a service at another address, with sockets in a folder of its own: as on another host."""

    def __init__(self, stack, word, host):
        with open(f"/proc/{stack.program(word)['pid']}/environ", "rb") as file:
            environment = dict(entry.split("=", 1) for entry in file.read().decode().split("\0") if "=" in entry)
        self.folder = os.path.join(stack.home, f"elsewhere-{uuid.uuid4().hex[:6]}")
        self.log = os.path.join(stack.dir, "log", f"{word}.{os.path.basename(self.folder)}.log")
        environment.update({"DEALSPINE_RUN_DIR": self.folder, f"DEALSPINE_{word.upper()}_LISTEN": f"tcp://{host}:*"})
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([os.path.join(BIN, word)], env=environment, stdout=log, stderr=log)
        wait_until(lambda: "msg=listening" in self.text(), 30, "an instance elsewhere")

    def text(self):
        with open(self.log) as file:
            return file.read()

    def calls(self):
        return self.text().count("call=leads.CaptureLead") + self.text().count("method=leads.CaptureLead")


def capture(stack):
    return stack.call("leads.CaptureLead", {"phone": f"+86135{uuid.uuid4().int % 10**8:08d}", "name": "Far",
                                            "sourceChannel": "PHONE"}, as_="tele1")


def test_instances_at_another_address_are_found_and_outlive_the_registry(open_stack):
    near = open_stack.program("leads")["pid"]
    far = [Elsewhere(open_stack, "leads", "127.0.0.2") for _ in range(2)]
    try:
        capture(open_stack)

        def all_called():
            capture(open_stack)
            return all(each.calls() for each in far)

        wait_until(all_called, 20, "calls at both instances elsewhere")
        os.kill(near, signal.SIGSTOP)  # the one in the folder is hung: what is left is elsewhere
        time.sleep(3)
        before = [each.calls() for each in far]
        for _ in range(10):
            capture(open_stack)
        redis = open_stack.program("redis")["pid"]
        os.kill(redis, signal.SIGKILL)
        for _ in range(20):
            capture(open_stack)
        assert sum(each.calls() for each in far) >= sum(before) + 30
        os.kill(near, signal.SIGCONT)
        wait_until(lambda: open_stack.program("redis")["ready"], 30, "another Redis")
        errors = []
        stopper = threading.Thread(target=lambda: (time.sleep(0.5), [each.process.terminate() for each in far]))
        stopper.start()
        until = time.monotonic() + 4
        while time.monotonic() < until:
            try:
                capture(open_stack)
            except HttpRefused as refused:
                errors.append(str(refused))
        stopper.join()
        assert errors == []
        assert [each.process.wait(25) for each in far] == [0, 0]
    finally:
        os.kill(near, signal.SIGCONT)
        for each in far:
            if each.process.poll() is None:
                each.process.kill()
                each.process.wait()
    assert not [line for each in far for line in each.text().splitlines() if "Sanitizer" in line]


def test_instances_end_cleanly_while_events_arrive(open_stack):
    over = threading.Event()

    def keep_busy():
        while not over.is_set():
            capture(open_stack)

    busy = [threading.Thread(target=keep_busy) for _ in range(3)]
    for thread in busy:
        thread.start()
    try:
        for _ in range(4):
            far = [Elsewhere(open_stack, word, "127.0.0.3") for word in ("leads", "insights", "insights")]
            time.sleep(0.7)
            for each in far:
                each.process.terminate()
            assert [each.process.wait(25) for each in far] == [0, 0, 0], [each.text()[-3000:] for each in far]
            assert not [line for each in far for line in each.text().splitlines() if "Sanitizer" in line]
    finally:
        over.set()
        for thread in busy:
            thread.join()


def test_mistakes_of_the_network_settings_are_named(open_stack):
    with open(f"/proc/{open_stack.program('leads')['pid']}/environ", "rb") as file:
        given = dict(entry.split("=", 1) for entry in file.read().decode().split("\0") if "=" in entry)
    for name, value, sentence in (("RESOLVE", "leads", "is neither registry nor"),
                                  ("LISTEN", "tcp://192.0.2.1:7400", "can't listen on"),
                                  ("LISTEN", "nowhere", "can't listen on")):
        environment = dict(given, **{f"DEALSPINE_LEADS_{name}": value})
        for _ in range(3):  # threads run by the time LISTEN is found wrong: the end must not pull what they use
            end = subprocess.run([os.path.join(BIN, "leads")], env=environment, capture_output=True, text=True, timeout=30)
            assert end.returncode == 1 and sentence in end.stdout + end.stderr, (name, value, end)
            assert "Sanitizer" not in end.stdout + end.stderr, end
    for text, sentence in (("localhost", "no IPv4 address"), ("127.0.0.1:0", "does not end in a port")):
        end = subprocess.run([os.path.join(BIN, "dealspine"), "--dir", os.path.join(open_stack.home, "none"), "up",
                              "--listen", text], capture_output=True, text=True, timeout=30, env=open_stack.environment)
        assert end.returncode == 1 and sentence in end.stderr, end
