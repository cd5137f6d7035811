# SPDX-License-Identifier: Apache-2.0
"""Several processes of a service: added, drained and killed while clients work."""
import concurrent.futures
import datetime
import os
import random
import signal
import threading
import time
import uuid

import pytest

from intents import Agent
from support.stack import Refused, Stack, wait_until

# Where it is another day than in UTC now.
ZONE = "Pacific/Kiritimati" if datetime.datetime.now(datetime.timezone.utc).hour >= 10 else "Pacific/Pago_Pago"


@pytest.fixture(scope="module")
def pair():
    running = Stack(scale=2, environment={"DEALSPINE_LEADS_ZONE": ZONE})
    yield running
    running.stop()


def names(stack, service):
    return sorted(p["name"] for p in stack.status()["programs"] if p["service"] == service)


class Load:
    """Four clients that capture leads and read them again, as fast as they are answered; every error counts."""

    def __init__(self, stack):
        self.stack, self.ending = stack, threading.Event()
        self.token = stack.token("tele1")
        self.done, self.errors, self.slowest = 0, [], 0.0
        self.threads = [threading.Thread(target=self._work, args=(n,)) for n in range(4)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        for thread in self.threads:
            thread.join()

    def _work(self, nth):
        while not self.ending.is_set():
            began = time.monotonic()
            try:
                phone = f"+86138{uuid.uuid4().int % 10**8:08d}"
                lead = self.stack.call("leads.CaptureLead", {"phone": phone, "name": "Load", "sourceChannel": "PHONE"},
                                       token=self.token)
                self.stack.call("leads.GetLead", {"leadId": lead["lead"]["id"]}, token=self.token)
                self.done += 1
            except Refused as refused:
                self.errors.append(str(refused))
            self.slowest = max(self.slowest, time.monotonic() - began)


def test_instances_have_names_logs_and_processes_of_their_own(pair):
    assert names(pair, "leads") == ["leads", "leads.2"]
    first, second = pair.program("leads"), pair.program("leads.2")
    assert first["pid"] != second["pid"] and first["log"] != second["log"]
    assert os.path.exists(os.path.join(pair.dir, "log", "leads.2.log"))
    table = pair.cli("status").stdout
    assert any(line.startswith("leads.2 ") and " ready " in line for line in table.splitlines())


def test_a_replica_added_or_removed_under_load_costs_no_call(pair):
    with Load(pair) as load:
        time.sleep(1)
        for wish in ("leads=3,customers=3", "leads=1,customers=2", "identity=1,leads=2", "identity=2"):
            scaled = pair.cli("scale", wish)
            assert scaled.returncode == 0, scaled.stdout + scaled.stderr
            time.sleep(1)
    assert load.errors == [] and load.done > 50, (load.done, load.errors[:5])
    assert names(pair, "leads") == ["leads", "leads.2"] and names(pair, "customers") == ["customers", "customers.2"]


def test_a_killed_replica_comes_back_and_no_keyed_call_fails(pair):
    with Load(pair) as load:
        time.sleep(0.5)
        pid = pair.kill("leads.2", signal.SIGKILL)
        wait_until(lambda: pair.program("leads.2")["pid"] not in (0, pid) and pair.program("leads.2")["ready"], 30)
        time.sleep(0.5)
    assert load.errors == [] and load.done > 10, (load.done, load.errors[:5])
    assert "signal 9" in pair.program("leads.2")["lastEnd"]


def test_a_replica_told_to_end_drains_within_25_seconds(pair):
    pid = pair.program("customers.2")["pid"]
    with Load(pair) as load:
        time.sleep(0.5)
        began = time.monotonic()
        os.kill(pid, signal.SIGTERM)
        wait_until(lambda: not os.path.exists(f"/proc/{pid}"), 25, "the end of a drained process")
        drained = time.monotonic() - began
    assert load.errors == [] and drained < 25, load.errors[:5]
    assert "exited with status 0" in pair.program("customers.2")["lastEnd"]
    pair.wait_ready()


def test_each_event_has_its_effect_once_with_two_consumers(pair):
    leads = [pair.call("leads.CaptureLead", {"phone": f"+86139{uuid.uuid4().int % 10**8:08d}", "name": "Once",
                                             "sourceChannel": "PHONE"}, as_="tele1")["lead"]["id"] for _ in range(30)]
    assigned = {e["aggId"] for e in pair.events("lead.assigned") if e["aggId"] in leads}
    assert assigned

    def owned():
        return [e for e in pair.events("customer.owner_changed") if e["payload"].get("leadId") in assigned]

    wait_until(lambda: len(owned()) >= len(assigned), 15, "owners of all customers")
    assert len(owned()) == len(assigned)
    assert pair.psql("dealspine", "SELECT count(*) FROM customers.dead_letter")[0][0] == 0
    # The one that comes second says nothing and keeps no count of tries.
    wait_until(lambda: pair.psql("dealspine", "SELECT count(*) FROM customers.attempt")[0][0] == 0, 10)
    for name in ("customers", "customers.2"):
        with open(pair.program(name)["log"]) as log:
            assert sum("level=warn" in line or "level=error" in line for line in log) < 50


def test_what_a_command_did_is_seen_whichever_replica_answers(pair):
    lead = pair.post("leads.CaptureLead", {"phone": f"+86137{uuid.uuid4().int % 10**8:08d}", "name": "Seen",
                                           "sourceChannel": "PHONE"}, as_="tele1")
    position, customer = lead.headers["Dealspine-Position"], lead.json()["lead"]["customerId"]
    for _ in range(20):
        read = pair.post("customers.GetCustomer", {"id": customer}, as_="admin",
                         headers={"Dealspine-Position": position})
        assert read.status_code == 200 and read.json()["customer"].get("ownerId"), read.text


def test_LEA_26_claims_are_counted_by_the_day_of_the_zone(pair):
    agent, other = Agent(pair), Agent(pair)
    agent.capacity(50)
    agent.call("leads.ClaimLead", {"leadId": other.pooled()["id"]})
    counted = "SELECT claims_on = (now() AT TIME ZONE %s)::date FROM agent WHERE user_id = %s"
    assert pair.psql("leads", counted, [ZONE, agent.id]) == [(True,)]


def handled(stack, name, method):
    with open(stack.program(name)["log"]) as log:
        return sum(f"method={method} " in line for line in log)


def test_CUS_01_two_hundred_captures_of_twenty_people_at_one_moment_make_twenty_customers(pair):
    numbers = [f"+86135{nth:02d}{random.randrange(10 ** 6):06d}" for nth in range(20)]
    token, start = pair.token("admin"), threading.Barrier(200)
    before = {name: handled(pair, name, "customers.MatchContact") for name in ("customers", "customers.2")}

    def one(nth):
        body = {"phone": numbers[nth % 20], "sourceChannel": ("WEB", "PHONE", "STORE")[nth % 3],
                "product": f"p{nth}" + uuid.uuid4().hex[:8]}
        start.wait(60)
        return nth % 20, pair.call("leads.CaptureLead", body, token=token, timeout=120)["lead"]["customerId"]

    with concurrent.futures.ThreadPoolExecutor(200) as pool:
        found = set(pool.map(one, range(200)))
    ids = [customer for _, customer in sorted(found)]
    assert [person for person, _ in sorted(found)] == list(range(20)) and len(set(ids)) == 20
    assert pair.psql("customers", "SELECT count(*) FROM capture WHERE customer_id::text = ANY (%s)", (ids,)) == [(200,)]
    assert pair.psql("customers", "SELECT count(*) FROM contact_point WHERE customer_id::text = ANY (%s)", (ids,)) == [(20,)]
    assert len([event for event in pair.events("customer.created") if event["aggId"] in ids]) == 20
    for name, already in before.items():
        wait_until(lambda: handled(pair, name, "customers.MatchContact") > already, 10, f"a capture that {name} matched")


def test_up_on_a_running_stack_changes_it_too(pair):
    for wish, count in (("opportunities=3", 3), ("opportunities=2", 2)):
        end = pair.cli("up", "--scale", wish)
        assert end.returncode == 0 and "already running" in end.stdout, end.stderr
        assert len(names(pair, "opportunities")) == count


def test_mistakes_are_named_and_change_nothing(pair):
    for wish, sentence in (("leads", "of the form"), ("leeds=2", "no service"), ("gateway=2", "holds the port"),
                           ("leads=0", "1 to 8"), ("leads=99", "1 to 8"), ("leads=2x", "of the form")):
        end = pair.cli("scale", wish)
        assert end.returncode == 1 and sentence in end.stderr, (wish, end)
    assert len(names(pair, "leads")) == 2


def test_replicas_that_start_together_migrate_once():
    stack = Stack(services="identity leads customers", demo=False, options=("--scale", "identity=4,leads=4"))
    try:
        assert len(names(stack, "leads")) == 4
        rows = stack.psql("leads", "SELECT count(*), count(DISTINCT name) FROM migration")
        assert rows[0][0] == rows[0][1] > 1
        assert all(p["restarts"] == 0 for p in stack.status()["programs"])
    finally:
        stack.stop()
