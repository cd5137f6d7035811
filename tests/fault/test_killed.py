# SPDX-License-Identifier: Apache-2.0
"""Processes killed and stopped under load: all of a service at once, who relays and looks for jobs, a client."""
import json
import os
import subprocess
import time

import pytest

from fault.broken import FULL
from fault.stand import stopped
from support.redis import Redis
from support.stack import BIN, wait_until


SERVICES = ("leads", "gateway", "customers", "contracts", "opportunities", "identity", "notifications", "insights",
            "aftersales", "qa")


@pytest.mark.parametrize("service", SERVICES if FULL else SERVICES[:2])
def test_PLT_08_all_processes_of_a_service_killed_at_once(stand, service):
    with stand.load():
        stand.kill([p["name"] for p in stand.stack.status()["programs"] if p["service"] == service])
        stand.goes_on()
    stand.judge()


def test_PLT_08_every_process_killed_at_once(stand):
    with stand.load():
        names = [p["name"] for p in stand.stack.status()["programs"]]
        assert len(names) >= 20 and {"postgres", "redis", "gateway"} < set(names)
        stand.kill(names)
        stand.goes_on()
    stand.judge()


@pytest.mark.parametrize("program, seconds", [("leads", 5), ("gateway", 0.5)]
                         + FULL * [("leads", 0.5), ("leads", 30), ("gateway", 5), ("identity", 5), ("customers", 15)])
def test_PLT_08_a_process_that_stands_still(stand, program, seconds):
    with stand.load():
        with stopped(stand.stack.program(program)["pid"]):
            time.sleep(seconds)
            if program == "leads" and seconds > 4:
                stand.goes_on(5)  # another one does the work
        stand.goes_on()
    stand.judge()


LEASES = ("relay.leads", "jobs.leads")


def holders(stack):
    """(lease, who holds it) of those that anybody holds."""
    redis = Redis(stack)
    keys = {lease: key for lease in LEASES for key in redis.ask("KEYS", f"*:lease:{lease}")}
    return {(lease, redis.ask("GET", key)) for lease, key in keys.items()}


def test_PLT_08_who_holds_the_leases_stands_still(stand):
    """Relay and jobs of leads move to the other process, and back; when the first one goes on it does no harm."""
    held = set()

    def others():
        now = holders(stand.stack)
        return len(now) == len(LEASES) and not any(holder is None for _, holder in now) and not now & held and now
    with stand.load():
        for name in ("leads", "leads.2"):
            with stopped(stand.stack.program(name)["pid"]):
                time.sleep(3)  # longer than a lease lasts: who stands still has none any more
                held = wait_until(others, 15, f"leases of the other process than {name}")
                stand.goes_on(5)
            stand.stack.wait_ready()
    stand.judge()


@pytest.mark.parametrize("seconds", [3] + FULL * [0.5, 30])
def test_PLT_08_a_client_that_stands_still_goes_on_where_it_was(stand, seconds):
    path = os.path.join(stand.stack.dir, "follower.jsonl")
    with open(path, "w") as output:
        follower = subprocess.Popen([os.path.join(BIN, "dealspine"), "--dir", stand.stack.dir, "fetch", "--follow", "--json"],
                                    stdout=output, stderr=subprocess.DEVNULL, env=stand.stack.environment)

    def read():
        with open(path) as rows:
            return [(event["domain"], int(event["pos"])) for event in map(json.loads, rows.read().splitlines()[:-1])]
    try:
        with stand.load():
            wait_until(lambda: os.path.getsize(path) > 0, 20, "the first event")
            with stopped(follower.pid):
                time.sleep(seconds)
            stand.goes_on()
        stand.judge()
        everything = [(event["domain"], event["pos"]) for event in stand.siege.subscriber.events]
        wait_until(lambda: len(read()) >= len(everything) - 1, 30, "a client at the end")
        got = read()
    finally:
        follower.kill()
        follower.wait()
    for domain in {domain for domain, _ in everything}:
        own = [place for place in got if place[0] == domain]
        assert own == [place for place in everything if place[0] == domain][:len(own)]
