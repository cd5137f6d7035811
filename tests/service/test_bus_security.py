# SPDX-License-Identifier: Apache-2.0
"""Who is turned away from the bus: wrong keys and none, methods that are for others, principals that are over, forged or
lifted, keys taken off the list. Each is refused with its reason, and counted at /metrics."""
import contextlib
import os
import time

import pytest
import zmq

from support.bus import caller, caller_on_host, exchange, fetch, refusals, service_key, service_seed, signed
from support.stack import Stack, wait_until
from support.wire import Refused, Silence, free_ports, proto

INVALID_ARGUMENT, PERMISSION_DENIED, UNIMPLEMENTED, UNAUTHENTICATED = 3, 7, 12, 16


@pytest.fixture(scope="module")
def bus():
    running = Stack(services="identity customers leads gateway", options=("--listen", f"127.0.0.1:{free_ports()}"))
    key = running.call("identity.CreateApiKey", {"name": "subscriber", "roles": ["subscriber"], "teamPath": "/hq/"})
    running.tokens["subscriber"] = key["secret"]
    yield running
    running.stop()


@contextlib.contextmanager
def counted(stack, word, reason, at_least=1):
    before = refusals(stack, word).get(reason, 0)
    yield
    wait_until(lambda: refusals(stack, word).get(reason, 0) >= before + at_least, 10, f"{reason} at {word}")


def refused(act, *arguments, **more):
    with pytest.raises(Refused) as refusal:
        act(*arguments, **more)
    return refusal.value.code, refusal.value.reason


def match_contact(through, principal):
    customers = proto("customers")
    return through.call("customers.MatchContact", customers.MatchContactRequest(), customers.MatchContactReply, principal)


def capture(through, principal):
    leads = proto("leads")
    return through.call("leads.CaptureLead", leads.CaptureLeadRequest(phone="+8613800138000", name="No"),
                        leads.CaptureLeadReply, principal)


# ---- at the door ----

def strange_keys():
    return tuple(key.decode() for key in zmq.curve_keypair())


def test_a_key_that_is_not_on_the_list_is_turned_away_and_counted(bus):
    with counted(bus, "identity", "KEY_NOT_LISTED"):
        with pytest.raises(Silence):
            exchange(bus, through=caller(bus, "identity", strange_keys(), patience_ms=1500))


def test_without_a_key_nobody_gets_in_and_it_is_counted(bus):
    with counted(bus, "identity", "HANDSHAKE"):
        with pytest.raises(Silence):
            exchange(bus, through=caller(bus, "identity", None, patience_ms=1500))


def test_who_takes_us_for_another_does_not_get_in_and_is_counted(bus):
    with counted(bus, "identity", "HANDSHAKE"):
        with pytest.raises(Silence):
            exchange(bus, through=caller(bus, "identity", server_key=strange_keys()[0], patience_ms=1500))


def test_the_door_stays_open_to_others_while_many_are_turned_away(bus):
    strangers = [caller(bus, "leads", strange_keys(), patience_ms=100) for _ in range(20)]
    principal = exchange(bus)
    try:
        assert fetch(caller(bus, "leads"), principal, max_events=1).HasField("next_cursor")
    finally:
        for each in strangers:
            each.close()


@pytest.fixture
def guest(bus):
    """A client of another house: its public key lies in the folder, and can be taken away."""
    name, (public, secret) = "client.guest", strange_keys()
    path = os.path.join(bus.dir, "trust", "curve", name + ".pub")

    class Guest:
        keys = (public, secret)

        @staticmethod
        def let_in():
            with open(path, "w") as file:
                file.write(zmq.utils.z85.decode(public.encode()).hex() + "\n")

        @staticmethod
        def put_out():
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)

    Guest.let_in()
    yield Guest
    Guest.put_out()


def test_a_key_that_is_taken_away_counts_no_more_at_once_and_in_connections_too(bus, guest):
    """The list is a folder, read at each handshake; and who is in already is looked for with each call."""
    inside = caller(bus, "leads", guest.keys)
    principal = exchange(bus, through=caller(bus, "identity", guest.keys))
    assert fetch(inside, principal, max_events=1).HasField("next_cursor")
    guest.put_out()
    with counted(bus, "leads", "KEY_REMOVED"):
        assert refused(fetch, inside, principal) == (UNAUTHENTICATED, "KEY_REMOVED")
    with counted(bus, "leads", "KEY_NOT_LISTED"):
        with pytest.raises(Silence):
            fetch(caller(bus, "leads", guest.keys, patience_ms=1500), principal)
    guest.let_in()
    assert fetch(inside, principal, max_events=1).HasField("next_cursor")
    assert fetch(caller(bus, "leads", guest.keys), principal, max_events=1).HasField("next_cursor")


def test_an_open_method_needs_a_key_that_is_still_listed(bus, guest):
    inside = caller(bus, "identity", guest.keys)
    assert exchange(bus, through=inside).signer == "identity"
    guest.put_out()
    with counted(bus, "identity", "KEY_REMOVED"):
        assert refused(exchange, bus, through=inside) == (UNAUTHENTICATED, "KEY_REMOVED")


# ---- what a service may call ----

def test_a_service_may_call_what_names_it_and_nothing_else(bus):
    as_leads = caller(bus, "customers", service_key(bus, "leads"))
    as_customers = caller(bus, "leads", service_key(bus, "customers"))
    assert refused(match_contact, as_leads, signed(bus, "leads"))[0] == INVALID_ARGUMENT  # let in; the request is empty
    with counted(bus, "leads", "NOT_A_CALLER"):
        assert refused(capture, as_customers, signed(bus, "customers")) == (PERMISSION_DENIED, "NOT_A_CALLER")
    as_identity = caller(bus, "customers", service_key(bus, "identity"))
    with counted(bus, "customers", "NOT_A_CALLER"):
        assert refused(match_contact, as_identity, signed(bus, "identity")) == (PERMISSION_DENIED, "NOT_A_CALLER")


def test_a_key_of_a_person_may_call_no_method_that_is_for_services(bus):
    with counted(bus, "customers", "SERVICES_ONLY"):
        assert refused(match_contact, caller(bus, "customers"), exchange(bus)) == (PERMISSION_DENIED, "SERVICES_ONLY")


def test_what_the_roles_do_not_grant_is_refused_and_counted(bus):
    with counted(bus, "leads", "NO_PERMISSION"):
        assert refused(capture, caller(bus, "leads"), exchange(bus)) == (PERMISSION_DENIED, "NO_PERMISSION")


def test_a_method_that_is_not_there_is_counted_as_that(bus):
    leads = proto("leads")
    with counted(bus, "leads", "UNKNOWN_METHOD"):
        assert refused(caller(bus, "leads").call, "leads.NoSuch", leads.GetLeadRequest(), leads.GetLeadReply,
                       exchange(bus)) == (UNIMPLEMENTED, "UNKNOWN_METHOD")


def test_only_of_services_it_is_kept_how_far_they_have_read(bus):
    """The log is not shortened before all who named themselves have read it: nobody else may hold that up, or lie about it."""
    def kept(name):
        return bus.psql("leads", "SELECT count(*) FROM leads.consumer WHERE name = %s", (name,)) == [(1,)]

    fetch(caller(bus, "leads"), exchange(bus), max_events=1, consumer="foreign")
    fetch(caller(bus, "leads", service_key(bus, "customers")), signed(bus, "customers"), max_events=1, consumer="neighbour")
    wait_until(lambda: kept("neighbour"), 10, "the service's position")
    assert not kept("foreign")


# ---- principals ----

def bad_principals(stack):
    now_ms, wire = int(time.time() * 1000), proto("wire")
    good = signed(stack, "customers")
    spoilt = wire.SignedPrincipal(signer=good.signer, claims=good.claims, signature=bytes([good.signature[0] ^ 1]) + good.signature[1:])
    grown = wire.SignedPrincipal(signer=good.signer, claims=good.claims + b"\x1a\x01/", signature=good.signature)
    renamed = wire.SignedPrincipal(signer="nobody", claims=good.claims, signature=good.signature)
    return {
        "none": (None, "NO_PRINCIPAL"),
        "expired": (signed(stack, "customers", issued_at_ms=now_ms - 400000, expires_at_ms=now_ms - 1), "EXPIRED"),
        "endless": (signed(stack, "customers", expires_at_ms=0), "EXPIRED"),
        "early": (signed(stack, "customers", issued_at_ms=now_ms + 600000, expires_at_ms=now_ms + 900000), "NOT_YET_VALID"),
        "another signature": (spoilt, "BAD_SIGNATURE"),
        "claims added": (grown, "BAD_SIGNATURE"),
        "an unknown signer": (renamed, "UNKNOWN_SIGNER"),
        "for another service": (signed(stack, "customers", id="leads"), "FOREIGN_PRINCIPAL"),
        "for a user": (signed(stack, "customers", kind=wire.Principal.USER), "FOREIGN_PRINCIPAL"),
        "in identity's name": (signed(stack, "identity", service_seed(stack, "customers"), id="customers"), "BAD_SIGNATURE"),
        "without a signature": (wire.SignedPrincipal(signer="customers", claims=good.claims), "MALFORMED"),
    }


def test_a_principal_that_is_over_forged_or_for_another_is_refused_and_counted(bus):
    through = caller(bus, "leads", service_key(bus, "customers"))
    cases = bad_principals(bus)
    before = refusals(bus, "leads")
    for what, (principal, reason) in cases.items():
        assert refused(fetch, through, principal) == (UNAUTHENTICATED, reason), what
    after = refusals(bus, "leads")
    wanted = {}
    for _, reason in cases.values():
        wanted[reason] = wanted.get(reason, 0) + 1
    assert {reason: after.get(reason, 0) - before.get(reason, 0) for reason in wanted} == wanted
    assert fetch(through, signed(bus, "customers"), max_events=1).HasField("next_cursor")


@pytest.mark.parametrize("thief", ["own", "identity", "leads"])
def test_a_principal_lifted_from_another_caller_is_refused_and_counted(bus, thief):
    """Signed by customers, good under the key of customers; and under no other, whoever else is on the list."""
    lifted = signed(bus, "customers")
    keys = thief if thief == "own" else service_key(bus, thief)
    assert fetch(caller(bus, "leads", service_key(bus, "customers")), lifted, max_events=1).HasField("next_cursor")
    with counted(bus, "leads", "NOT_THE_BEARER"):
        assert refused(fetch, caller(bus, "leads", keys), lifted) == (UNAUTHENTICATED, "NOT_THE_BEARER")


def test_a_client_s_principal_counts_neither_under_another_key_nor_on_the_host(bus):
    lifted = exchange(bus)
    for through in (caller(bus, "leads", service_key(bus, "gateway")), caller_on_host(bus, "leads")):
        with counted(bus, "leads", "NOT_THE_BEARER"):
            assert refused(fetch, through, lifted) == (UNAUTHENTICATED, "NOT_THE_BEARER")
