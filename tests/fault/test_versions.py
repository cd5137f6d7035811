# SPDX-License-Identifier: Apache-2.0
"""This version and the next one side by side, of one service and of several, under load: what a rolling upgrade meets, and a
rolling return (docs/operations.md). The next version has fields, a value of an enum, an event, a method, a kind of job,
a column and a table more."""
import base64
import glob
import os
import uuid

import pytest

from fault.programs import NEXT, NOW, exchange
from support.bus import signed
from support.stack import wait_until
from support.wire import Caller, Refused, proto

INVALID_ARGUMENT, UNIMPLEMENTED = 3, 12
HOUSEHOLD = 100
LISTENS, PUBLISHES, ASKS = ("customers", "customers.2"), ("leads", "leads.2"), ("gateway",)


@pytest.fixture
def mixed(stand):
    yield stand
    for name in (*ASKS, *PUBLISHES, *LISTENS):
        exchange(stand, name, NOW)


def field(number, value):
    """A field as it stands on the wire, for those whom no schema tells of it."""
    def varint(n):
        return bytes([n]) if n < 128 else bytes([n & 127 | 128]) + varint(n >> 7)
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value.encode()


class Raw:
    """Bytes in the place of a message."""

    def __init__(self, packed):
        self.packed = packed

    def SerializeToString(self):  # as the callers of Caller.call have it
        return self.packed

    @staticmethod
    def FromString(packed):
        return packed


def on_host(stand, name):
    """Who calls one process, and no other; its socket bears its pid."""
    program = stand.stack.program(name)
    folder = os.path.join(stand.stack.status()["runDir"], program["service"])
    found = wait_until(lambda: [path for path in glob.glob(folder + "/*.ipc") if str(program["pid"]) in os.path.basename(path)],
                       10, "a socket")
    return Caller("ipc://" + found[0], None, None, patience_ms=20000)


def principal(stand):
    """As the gateway gets it for the administrator."""
    identity = proto("identity")
    return on_host(stand, "identity").call("identity.Authenticate", identity.AuthenticateRequest(token=stand.stack.token("admin")),
                                           identity.AuthenticateReply, signed(stand.stack, "gateway")).principal


def ask(stand, name, method, packed):
    through = on_host(stand, name)
    try:
        return through.call("leads." + method, Raw(packed), Raw, principal(stand))
    finally:
        through.close()


def capture(stand, name, more=b""):
    """The lead as the process `name` answers, and the bytes of the answer."""
    leads, tag = proto("leads"), str(uuid.uuid4())
    entry = stand.siege.ledger.begin("admin", "leads.CaptureLead", None, ("lead.captured", tag))
    request = leads.CaptureLeadRequest(phone=f"+86139{uuid.uuid4().int % 10 ** 8:08d}", name="Lin Tao", keyword=tag,
                                       source_channel=proto("wire").WEB)
    packed = ask(stand, name, "CaptureLead", request.SerializeToString() + more)
    entry.state = "done"
    return leads.CaptureLeadReply.FromString(packed).lead, packed


def refused(stand, name, method, packed):
    with pytest.raises(Refused) as refusal:
        ask(stand, name, method, packed)
    return refusal.value.code, refusal.value.reason


def row(stand, lead):
    return stand.stack.psql("leads", "SELECT remark, remark_cares FROM leads.lead WHERE id = %s", (lead,))[0]


def noted(stand, lead):
    return stand.stack.psql("dealspine", "SELECT remark, times FROM customers.remark WHERE lead_id = %s", (lead,))


def meet(stand, old, new):
    """What the two versions of leads make of each other's words."""
    lead, packed = capture(stand, old, field(900, "from tomorrow"))
    assert row(stand, lead.id)[0] is None and b"tomorrow" not in packed  # not known, not kept, no error
    lead, packed = capture(stand, new, field(900, "from tomorrow"))
    assert row(stand, lead.id)[0] == "from tomorrow" and b"tomorrow" in packed
    got = proto("leads").GetLeadReply.FromString(ask(stand, old, "GetLead", field(1, lead.id))).lead
    assert got.id == lead.id and not got.HasField("kind")  # HOUSEHOLD, a value that it does not know, is left out
    assert refused(stand, old, "CaptureLead", field(1, "+8613900000000") + field(6, proto("wire").WEB)
                   + field(4, HOUSEHOLD))[0] == INVALID_ARGUMENT
    remark = field(1, lead.id) + field(2, "said twice")
    assert refused(stand, old, "RemarkLead", remark) == (UNIMPLEMENTED, "UNKNOWN_METHOD")
    ask(stand, new, "RemarkLead", remark)
    wait_until(lambda: noted(stand, lead.id) == [("said twice", 1)], 60, "the effect of a new event")
    wait_until(lambda: row(stand, lead.id) == ("said twice", 1), 60, "a new kind of job")
    return lead.id


def test_PLT_08_versions_side_by_side_and_a_rolling_upgrade_and_return(mixed):
    stack = mixed.stack
    with mixed.load():
        for name in LISTENS:
            exchange(mixed, name, NEXT)
            mixed.goes_on(5)
        exchange(mixed, "leads.2", NEXT)
        mixed.goes_on(20)
        known = [meet(mixed, "leads", "leads.2") for _ in range(5)]
        event, = [e for e in stack.call("events.Fetch", {"types": ["lead.remarked"], "from": "EARLIEST"})["events"]
                  if e["aggId"] == known[0]]
        assert b"said twice" in base64.b64decode(event["payload"])  # a gateway that does not know it hands it on as it is
        assert stack.refused("leads.CaptureLead", {"phone": "1", "sourceChannel": "WEB", "remark": "x"}).code == "invalid_argument"
        mixed.kill(["leads"])  # as it was before, on tables that are not
        mixed.goes_on(5)
        for name in ("leads", *ASKS):
            exchange(mixed, name, NEXT)
        mixed.goes_on(5)
        assert stack.call("leads.RemarkLead", {"leadId": known[0], "remark": "by JSON"})["lead"]["remark"] == "by JSON"
        for name in (*ASKS, "leads"):
            exchange(mixed, name, NOW)
        mixed.goes_on(5)
        meet(mixed, "leads", "leads.2")
        for name in ("leads.2", *LISTENS):
            exchange(mixed, name, NOW)
        mixed.goes_on(10)
    mixed.judge()


def test_PLT_08_a_job_of_the_next_version_waits_for_it(mixed):
    """Nobody of this version claims it, let alone buries it."""
    lead = capture(mixed, "leads")[0].id
    exchange(mixed, "leads.2", NEXT)
    exchange(mixed, "leads.2", NOW)
    before = row(mixed, lead)[1]
    job = str(uuid.uuid4())
    mixed.stack.psql("dealspine", "INSERT INTO leads.job (id, kind, dedupe, due_at, payload, cause) VALUES"
                                  " (%s, 'remark_care', %s, now(), %s, %s)", (job, job, field(1, lead), job))
    since = mixed.stack.psql("dealspine", "SELECT clock_timestamp()")[0][0]
    wait_until(lambda: mixed.stack.psql("dealspine", "SELECT 1 FROM fault.claim WHERE kind = 'sla_breach' AND at > %s", (since,)),
               60, "jobs that were claimed after it was put")
    assert mixed.stack.psql("leads", "SELECT tries FROM leads.job WHERE id = %s", (job,)) == [(0,)]
    exchange(mixed, "leads", NEXT)
    wait_until(lambda: row(mixed, lead)[1] == before + 1, 60, "the job, carried out")
    exchange(mixed, "leads", NOW)
    mixed.judge()
