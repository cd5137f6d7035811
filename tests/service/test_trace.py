# SPDX-License-Identifier: Apache-2.0
"""One trace from the HTTP request through services, events, consumers and jobs, in events and in logs."""
import glob
import os
import re
import uuid

from people import customer_of, phone, request_call
from support.stack import wait_until

FORM = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})")


def new_trace():
    trace, span = uuid.uuid4().hex, uuid.uuid4().hex[:16]
    return trace, {"traceparent": f"00-{trace}-{span}-01"}


def of_trace(stack, trace):
    return [e for e in stack.events() if trace in e.get("traceparent", "")]


def log_lines(stack, trace):
    """(program, line) of all log lines that name the trace."""
    found = []
    for path in glob.glob(os.path.join(stack.dir, "log", "*.log")):
        with open(path, errors="replace") as log:
            found += [(os.path.basename(path)[:-4], line) for line in log if f"trace={trace}" in line]
    return found


def test_one_trace_from_the_call_to_the_events_of_those_who_listen(stack):
    trace, header = new_trace()
    body = {"phone": phone(), "name": "Trace", "sourceChannel": "PHONE", "product": "p" + uuid.uuid4().hex[:8]}
    lead = stack.call("leads.CaptureLead", body, "tele1", headers=header)["lead"]
    wait_until(lambda: {"lead.captured", "customer.owner_changed"} <= {e["type"] for e in of_trace(stack, trace)}, 20,
               "the event that customers made of lead.assigned")
    events = of_trace(stack, trace)
    by_type = {e["type"]: e for e in events}
    assert by_type["lead.captured"]["aggId"] == lead["id"]
    assert by_type["customer.owner_changed"]["domain"] == "customers"
    spans = {}
    for event in events:
        found_trace, span, flags = FORM.fullmatch(event["traceparent"]).groups()
        assert (found_trace, flags) == (trace, "01")
        spans.setdefault((event["domain"], event["causationId"]), set()).add(span)
    assert all(len(own) == 1 for own in spans.values()), "one call or handler, one span"
    assert len({span for own in spans.values() for span in own}) == len(spans) > 1
    assert header["traceparent"].split("-")[2] not in {span for own in spans.values() for span in own}


def test_log_lines_bear_the_trace(stack):
    trace, header = new_trace()
    stack.call("leads.CaptureLead", {"phone": phone(), "sourceChannel": "PHONE", "product": "p" + uuid.uuid4().hex[:8]},
               "tele1", headers=header)
    wait_until(lambda: any("method=on.lead.assigned" in line for _, line in log_lines(stack, trace)), 20,
               "the consumer's line")
    lines = log_lines(stack, trace)
    assert {"gateway", "leads", "customers"} <= {program for program, _ in lines}
    assert any("path=/dealspine.leads.v1.Leads/CaptureLead" in line for _, line in lines)
    assert any("method=leads.CaptureLead" in line for _, line in lines)
    assert any("method=customers.MatchContact" in line for _, line in lines)


def test_a_job_goes_on_with_the_trace_of_its_cause(stack):
    trace, header = new_trace()
    call = request_call(stack, customer_of(stack))
    for state in ("DIALLING", "RINGING", "ANSWERED", "ENDED"):
        stack.call("customers.ReportCall", {"callId": call["id"], "state": state}, headers=header)
    rows = stack.psql("customers", "SELECT traceparent FROM customers.job WHERE kind = 'auto_wrap' AND traceparent LIKE %s",
                      (f"00-{trace}-%",))
    assert len(rows) == 1 and FORM.fullmatch(rows[0][0])


def test_without_or_with_a_bad_header_a_trace_begins(stack):
    for header in ({}, {"traceparent": "00-nonsense"}, {"traceparent": f"00-{'0' * 32}-{'1' * 16}-01"}):
        code = "tr-" + uuid.uuid4().hex[:10]
        stack.call("identity.CreateTeam", {"code": code, "name": "Traced", "parentPath": "/hq/"}, headers=header)
        event = next(e for e in stack.events("team.changed") if code in str(e["payload"]))
        found = FORM.fullmatch(event["traceparent"])
        assert found and found.group(1).strip("0")
