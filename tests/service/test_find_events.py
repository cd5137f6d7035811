# SPDX-License-Identifier: Apache-2.0
"""Events found by their id and by the request that began them, across services; by the API and the command line."""
import json
import time
import uuid

import pytest

from support.stack import wait_until


def post(stack, method, body, as_):
    """The reply, and the id of the request."""
    service, name = method
    reply = stack.http.post(f"{stack.url}/dealspine.{service.lower()}.v1.{service}/{name}", json=body, headers={
        "Authorization": f"Bearer {stack.token(as_)}", "Idempotency-Key": uuid.uuid4().hex})
    assert reply.status_code == 200, reply.text
    return reply.json(), reply.headers["Dealspine-Request"]


def capture(stack):
    """A new lead, and the id of the request that captured it."""
    phone = "+8613" + str(uuid.uuid4().int)[:9]
    reply, request = post(stack, ("Leads", "CaptureLead"), {"phone": phone, "name": "Find Me Please",
                          "sourceChannel": "PHONE", "product": "p" + uuid.uuid4().hex[:8]}, "tele1")
    return reply["lead"], request, phone


def find(stack, **request):
    return stack.call("ops.FindEvents", request, "ops")


def of(stack, correlation):
    """Its events, once customers has made the agent its owner, as the event of another service asked."""
    def done():
        found = find(stack, correlationId=correlation, pageSize=200)
        assert "unreachable" not in found
        events = found.get("events", [])
        return events if {"lead.assigned", "customer.owner_changed"} <= {e["type"] for e in events} else None
    return wait_until(done, 20, "the events of two services")


def test_PLT_07_one_request_is_followed_through_the_logs_of_all_services(stack):
    lead, correlation, phone = capture(stack)
    events = of(stack, correlation)
    by_id = {e["id"]: e for e in events}
    assert {e["correlationId"] for e in events} == {correlation}
    assert {"leads", "customers"} <= {e["domain"] for e in events}
    (assigned,) = [e for e in events if e["type"] == "lead.assigned"]
    (changed,) = [e for e in events if e["type"] == "customer.owner_changed"]
    assert changed["causationId"] == assigned["id"] and assigned["causationId"] not in by_id
    assert assigned["aggId"] == lead["id"] and json.loads(assigned["payloadJson"])["leadId"] == lead["id"]
    text = json.dumps(events, ensure_ascii=False)
    assert phone not in text and phone[3:] not in text and "Find Me" not in text
    for one in (assigned, changed):
        assert find(stack, id=one["id"])["events"] == [one]
        assert find(stack, id=one["id"], service=one["domain"])["events"] == [one]
    assert "events" not in find(stack, id=assigned["id"], service="customers")


def test_PLT_07_what_a_timer_does_later_belongs_to_the_request_that_set_it(stack):
    lead, _, _ = capture(stack)
    reply, request = post(stack, ("Leads", "ScheduleCallback"), {
        "leadId": lead["id"], "zone": "Asia/Shanghai",
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 86400))}, "admin")
    callback = reply["callback"]["id"]
    assert stack.psql("leads", "SELECT cause FROM leads.job WHERE kind = 'callback_clock' AND dedupe = %s",
                      (callback,)) == [(request,)]
    assert callback in {e["aggId"] for e in find(stack, correlationId=request)["events"]}


def test_PLT_07_what_is_found_comes_page_by_page_over_all_services(stack):
    _, correlation, _ = capture(stack)
    whole = [e["id"] for e in of(stack, correlation)]
    found, token, pages = [], "", 0
    while pages < 100:
        page = find(stack, correlationId=correlation, pageSize=2, pageToken=token)
        assert len(page.get("events", [])) <= 2
        found += [e["id"] for e in page.get("events", [])]
        token, pages = page.get("nextPageToken"), pages + 1
        if not token:
            break
    assert len(found) == len(set(found)) and set(whole) <= set(found) and pages > 1


@pytest.mark.parametrize("request_, field", [
    ({}, "id"), ({"id": "not-one"}, "id"), ({"id": str(uuid.uuid4()), "correlationId": str(uuid.uuid4())}, "correlation_id"),
    ({"correlationId": str(uuid.uuid4()), "pageToken": "x"}, "page_token"),
    ({"correlationId": str(uuid.uuid4()), "service": "leads", "pageToken": "x"}, "page_token"),
    ({"id": str(uuid.uuid4()), "service": "nobody"}, "service")])
def test_PLT_07_a_search_names_one_thing(stack, request_, field):
    refused = stack.refused("ops.FindEvents", request_, "ops")
    assert (refused.code, refused.field) == ("invalid_argument", field)


def test_PLT_02_searching_events_is_for_operators(stack):
    nothing = {"id": str(uuid.uuid4())}
    for login in ("tele1", "manager", "legal", "subscriber"):
        assert stack.refused("ops.FindEvents", nothing, login).code == "permission_denied"
    assert "events" not in find(stack, **nothing)
    assert "events" not in find(stack, correlationId=str(uuid.uuid4()))


def test_PLT_07_the_command_line_draws_what_caused_what(stack):
    _, correlation, phone = capture(stack)
    events = of(stack, correlation)
    (assigned,) = [e for e in events if e["type"] == "lead.assigned"]
    (changed,) = [e for e in events if e["type"] == "customer.owner_changed"]
    drawn = stack.cli("events", "find", changed["id"])
    assert drawn.returncode == 0, drawn.stderr
    lines = drawn.stdout.splitlines()
    (cause,) = [n for n, line in enumerate(lines) if " lead.assigned " in line]
    (effect,) = [n for n, line in enumerate(lines) if " customer.owner_changed " in line]
    assert lines[effect].lstrip().startswith("* ") and lines[cause].lstrip().startswith("- ")
    indent = [len(line) - len(line.lstrip()) for line in lines]
    assert cause < effect and indent[effect] == indent[cause] + 2
    assert all(indent[n] > indent[cause] for n in range(cause + 1, effect + 1))
    assert phone[3:] not in drawn.stdout
    listed = stack.cli("events", "find", "--correlation", correlation, "--json")
    assert {e["id"] for e in events} <= {json.loads(line)["id"] for line in listed.stdout.splitlines()}
    nothing = stack.cli("events", "find", str(uuid.uuid4()))
    assert nothing.returncode == 1 and "no such event" in nothing.stderr
    assert stack.cli("events", "find").returncode == 2
    assert stack.cli("events", "find", correlation, "--correlation", correlation).returncode == 2


def test_LEA_31_imports_are_listed_with_what_became_of_their_leads(stack):
    bulk = "import-" + uuid.uuid4().hex
    leads = [stack.call("leads.CaptureLead", {
        "phone": "+8613" + str(uuid.uuid4().int)[:9], "name": "Row", "sourceChannel": "PHONE", "bulkId": bulk,
        "naturalKey": f"{bulk}/{n}", "product": "p" + uuid.uuid4().hex[:8]})["lead"] for n in range(3)]
    stack.call("leads.WithdrawLead", {"leadId": leads[0]["id"], "bulkId": bulk})
    found, token = {}, ""
    while token is not None:
        page = stack.call("leads.ListImports", {"pageSize": 1, "pageToken": token} if token else {"pageSize": 1}, "ops")
        assert len(page["imports"]) == 1
        found.update({one["bulkId"]: one for one in page["imports"]})
        token = page.get("nextPageToken") if bulk not in found else None
    assert (found[bulk]["leads"], found[bulk]["withdrawn"]) == ("3", "1")
    assert stack.refused("leads.ListImports", {}, "tele1").code == "permission_denied"
    assert stack.refused("leads.ListImports", {"pageSize": 0}, "ops").field == "page_size"
