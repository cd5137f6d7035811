# SPDX-License-Identifier: Apache-2.0
"""What all processes have counted, at the gateway's /metrics; and how they are, by ops.GetStatus."""
import os
import re
import signal
import subprocess
import uuid

import pytest

from support.stack import ROOT, Stack, wait_until

SAMPLE = re.compile(r"^(\w+)\{(.*)\} (\S+)$")
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')
SERVICES = {"identity", "customers", "leads", "opportunities", "contracts"}


def page(stack, as_="ops"):
    answer = stack.http.get(stack.url + "/metrics", headers={"Authorization": f"Bearer {stack.token(as_)}"}, timeout=10)
    stack.answers.add(("ops.ReadMeters", "ok" if answer.status_code == 200 else "refused"))
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    return answer.text


def samples(text):
    for line in text.splitlines():
        if not line.startswith("#"):
            name, labels, value = SAMPLE.match(line).groups()
            yield name, dict(LABEL.findall(labels)), float(value)


def value(text, wanted, **labels):
    """The sum over the samples with these labels."""
    return sum(v for name, has, v in samples(text)
               if name == wanted and all(has.get(key) == val for key, val in labels.items()))


def test_promtool_finds_nothing_to_complain_about(stack):
    subprocess.run([os.path.join(ROOT, "tests", "support", "get_promtool")], check=True)
    promtool = os.path.join(ROOT, "build", "tools", "promtool")
    lint = subprocess.run([promtool, "check", "metrics"], input=page(stack), text=True, capture_output=True)
    assert (lint.returncode, lint.stdout + lint.stderr) == (0, "")


def test_every_process_has_its_labels_and_is_up(stack):
    text = page(stack)
    ups = {labels["service"]: v for name, labels, v in samples(text) if name == "dealspine_up"}
    assert SERVICES | {"gateway"} <= set(ups) and set(ups.values()) == {1.0}
    for name, labels, _ in samples(text):
        assert labels["service"] and labels["instance"], name
    assert value(text, "dealspine_ready", service="leads") >= 1
    assert value(text, "dealspine_resident_memory_bytes", service="leads") > 1e6


def test_requests_are_counted_by_method_and_outcome(stack):
    before = page(stack)
    body = {"code": "m-" + uuid.uuid4().hex[:10], "name": "Counted", "parentPath": "/hq/"}
    stack.call("identity.CreateTeam", body)
    stack.refused("identity.CreateTeam", body)
    stack.refused("identity.CreateTeam", dict(body, code=""), "tele1")
    after = page(stack)

    def more(name, **labels):
        return value(after, name, **labels) - value(before, name, **labels)

    method = {"service": "identity", "method": "identity.CreateTeam"}
    assert more("dealspine_requests_total", outcome="ok", **method) == 1
    assert more("dealspine_requests_total", outcome="already_exists", **method) == 1
    assert more("dealspine_requests_total", outcome="permission_denied", **method) == 1
    assert more("dealspine_request_duration_seconds_count", **method) == 3
    assert more("dealspine_batch_size_count", service="identity", kind="command") >= 2
    assert more("dealspine_database_round_trip_seconds_count", service="identity") >= 3
    assert more("dealspine_http_requests_total", code="2xx") >= 1
    assert more("dealspine_http_requests_total", code="4xx") == 2


def test_histograms_add_up(stack):
    buckets, counts = {}, {}
    for name, labels, v in samples(page(stack)):
        key = tuple(sorted((k, val) for k, val in labels.items() if k != "le"))
        if name.endswith("_bucket"):
            buckets.setdefault((name[:-7], key), []).append(v)
        if name.endswith("_count"):
            counts[name[:-6], key] = v
    assert buckets
    for series, rising in buckets.items():
        assert rising == sorted(rising) and rising[-1] == counts[series], series


def test_consumers_jobs_and_polls_are_measured(stack):
    before = page(stack)
    stack.call("identity.CreateUser", {"login": "me-" + uuid.uuid4().hex[:12], "name": "Measured", "roles": ["telesales_agent"],
                                       "teamPath": "/hq/sales/tele/", "password": uuid.uuid4().hex})

    def acted():
        text = page(stack)
        labels = {"service": "leads", "domain": "identity"}
        grown = value(text, "dealspine_consumer_events_total", **labels) > value(before, "dealspine_consumer_events_total", **labels)
        return text if grown and value(text, "dealspine_consumer_lag_positions", **labels) == 0 else None

    after = wait_until(acted, 20, "the consumer's count")
    assert value(after, "dealspine_consumer_lag_seconds", service="leads", domain="identity") == 0
    assert value(after, "dealspine_consumer_position", service="leads", domain="identity") > 0
    assert value(after, "dealspine_feed_polls_total", service="identity") > 0
    assert value(after, "dealspine_feed_events_total", service="identity") > 0
    assert value(after, "dealspine_wire_credit", service="leads") == 512
    wait_until(lambda: value(page(stack), "dealspine_jobs_total", service="leads", outcome="ok") > 0, 30, "a job's count")
    assert value(page(stack), "dealspine_job_delay_seconds_count", service="leads") > 0


@pytest.mark.parametrize("who, http, code", [("tele1", 403, "permission_denied"), (None, 401, "unauthenticated")])
def test_metrics_are_for_operators(stack, who, http, code):
    headers = {"Authorization": f"Bearer {stack.token(who)}"} if who else {}
    answer = stack.http.get(stack.url + "/metrics", headers=headers, timeout=10)
    assert (answer.status_code, answer.json()["code"]) == (http, code)
    assert stack.refused("ops.ReadMeters", {}, "ops").http == 404


# ---- ops.GetStatus ----

def test_status_tells_of_every_instance(stack):
    reply = stack.call("ops.GetStatus", {}, "ops")
    assert "unreachable" not in reply
    instances = {i["service"]: i for i in reply["instances"]}
    assert SERVICES <= set(instances)
    leads = instances["leads"]
    assert "notReady" not in leads and int(leads["residentBytes"]) > 1e6 and leads["startedAt"]
    domains = {c["domain"]: c for c in leads["consumers"]}
    assert "identity" in domains and int(domains["identity"]["pos"]) <= int(domains["identity"]["head"])
    only = stack.call("ops.GetStatus", {"service": "leads"}, "ops")["instances"]
    assert {i["service"] for i in only} == {"leads"}


def test_status_is_for_operators(stack):
    assert stack.refused("ops.GetStatus", {}, "tele1").code == "permission_denied"
    assert stack.refused("ops.GetStatus", {"service": "nobody"}, "ops").field == "service"


def test_each_replica_is_asked_and_both_work_while_a_service_is_away():
    small = Stack(services="identity leads gateway", options=("--scale", "leads=2"))
    try:
        wait_until(lambda: value(page(small, "admin"), "dealspine_up", service="leads") == 2, 20, "both replicas")
        both = small.call("ops.GetStatus", {"service": "leads"}, "admin")["instances"]
        assert len({i["instance"] for i in both}) == 2
        pids = [small.kill(replica, signal.SIGSTOP) for replica in ("leads", "leads.2")]
        wait_until(lambda: value(page(small, "admin"), "dealspine_up", service="leads") == 0, 10, "the loss of leads")
        reply = small.call("ops.GetStatus", {}, "admin")
        assert {i["service"] for i in reply["instances"]} == {"identity"} and reply["unreachable"] == ["leads"]
        listed = small.call("ops.ListDeadLetters", {}, "admin")
        assert listed["unreachable"] == ["leads"] and "letters" not in listed
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
        wait_until(lambda: "unreachable" not in small.call("ops.GetStatus", {}, "admin"), 20, "the return of leads")
    finally:
        small.stop()
