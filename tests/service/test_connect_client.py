# SPDX-License-Identifier: Apache-2.0
"""The API as a client generated from proto/ by others' tools sees it: Connect for Node."""
import json
import uuid

import pytest

from people import phone
from support.node_client import install, node
from support.sse import Reader

TYPES = ["team.*", "lead.captured", "lead.assigned"]


@pytest.fixture(scope="module", autouse=True)
def installed():
    install()


@pytest.mark.parametrize("binary", [False, True])
def test_commands_and_queries_in_json_and_binary(stack, binary):
    body = {"phone": phone(), "sourceChannel": "PHONE", "product": "p" + uuid.uuid4().hex[:8]}
    made = node(stack, {"service": "leads", "method": "captureLead", "request": body}, binary=binary)[0]["reply"]["lead"]
    assert made["product"] == body["product"] and made["phoneMasked"]
    get = {"service": "leads", "method": "getLead", "request": {"leadId": made["id"]}}
    plain, by_get = node(stack, get, binary=binary)[0], node(stack, get, binary=binary, get=True)[0]
    assert plain == by_get
    assert plain["reply"] == stack.call("leads.GetLead", {"leadId": made["id"]})


@pytest.mark.parametrize("binary", [False, True])
def test_refusals_come_with_their_details(stack, binary):
    steps = [{"service": "leads", "method": "getLead", "request": {"leadId": str(uuid.uuid4())}},
             {"service": "leads", "method": "getLead", "request": {"leadId": "no uuid"}}]
    missing, malformed = node(stack, *steps, binary=binary)
    assert missing["code"] == "NotFound" and missing["details"][0]["code"] == 5
    assert missing["details"][0]["executed"] is False
    assert malformed["code"] == "InvalidArgument" and malformed["details"][0]["field"] == "lead_id"
    nobody = node(stack, steps[0], as_=None, binary=binary)[0]
    assert nobody["code"] == "Unauthenticated" and nobody["details"]
    denied = node(stack, {"fetch": []}, as_="clerk", binary=binary)[0]
    assert denied["code"] == "PermissionDenied"


def test_fetch_gives_what_the_command_line_and_the_stream_give_in_that_order(stack):
    for _ in range(3):
        stack.call("leads.CaptureLead", {"phone": phone(), "sourceChannel": "PHONE", "product": uuid.uuid4().hex[:8]}, "tele1")
        stack.call("identity.CreateTeam", {"code": "n-" + uuid.uuid4().hex[:10], "name": "Of Node", "parentPath": "/hq/"})
    in_json = node(stack, {"fetch": TYPES}, as_="subscriber")[0]["events"]
    in_binary = node(stack, {"fetch": TYPES}, as_="subscriber", binary=True)[0]["events"]
    assert len(in_json) >= 9
    printed = stack.cli("fetch", "--types", ",".join(TYPES), "--from", "earliest", "--json").stdout.splitlines()
    streamed = Reader(stack.url, stack.token("subscriber"), types=",".join(TYPES), **{"from": "earliest"}).start()
    streamed.wait(lambda r: len(r.events) >= len(in_json))
    streamed.kill()

    def of(domain, events):
        return [(e["id"], e["type"], str(e["pos"]), e["payload"]) for e in events if e["domain"] == domain]

    lines = [json.loads(line) for line in printed]
    stream = [dict(e, payload=json.loads(e["payloadJson"])) for _, _, e in streamed.events]
    for domain in ("identity", "leads"):
        expected = of(domain, in_json)
        n = len(expected)
        assert expected and expected == of(domain, in_binary)[:n] == of(domain, lines)[:n] == of(domain, stream)[:n]
