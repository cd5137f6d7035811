# SPDX-License-Identifier: Apache-2.0
"""Redis makes events arrive sooner, and does nothing else: what its lanes say is true of the logs, nothing personal is in
it, and whatever happens to it every event has its effect once and in order."""
import collections
import glob
import os
import random
import re
import threading
import time

import pytest

from support.redis import Redis
from support.stack import Stack, wait_until

PEOPLE = 12
pytestmark = pytest.mark.skipif(os.environ.get("DEALSPINE_TEST_REDIS") == "no", reason="a run without Redis")
HERE = random.randrange(10**6)  # other tests make people too


@pytest.fixture(scope="module")
def shop():
    running = Stack()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def redis(shop):
    found = Redis(shop)
    wait_until(lambda: shop.program("redis")["ready"], 20, "Redis")
    return found


@pytest.fixture
def healed(shop, redis):
    """Redis answers and the lanes are in use again, whatever the test before did to it."""
    wait_until(lambda: shop.program("redis")["ready"], 40, "Redis")
    wait_until(lambda: lane_is_used(shop, redis), 30, "a lane that grows")


def lane_is_used(stack, redis):
    before = redis.lane("leads")
    capture(stack, person())
    time.sleep(0.2)
    after = redis.lane("leads")
    return before and after and after[-1][0] > before[-1][0] and b"prev" in after[-1][1]


def person(count=iter(range(10**6))):
    n = next(count)
    return {"phone": f"136{HERE % 1000:03d}{n:05d}", "name": "Zhuge Kongming", "email": f"k{HERE}.{n}@sleeping-dragon.cn"}


def capture(stack, who):
    return stack.call("leads.CaptureLead", {**who, "sourceChannel": "WEB", "keyword": "redis", "source": "test",
                                            "product": "planner", "interests": ["planning"]}, "web")["lead"]


def assigned_and_changed(stack, leads):
    """lead id → milliseconds from lead.assigned to each customer.owner_changed that it caused, by the database's clock."""
    events = stack.events("lead.assigned", "customer.owner_changed")
    assigned = {event["id"]: event for event in events if event["type"] == "lead.assigned"}
    found = collections.defaultdict(list)
    for event in events:
        cause = assigned.get(event.get("causationId"))
        if event["type"] == "customer.owner_changed" and cause and cause["payload"]["leadId"] in leads:
            found[cause["payload"]["leadId"]].append(1000 * (seconds(event) - seconds(cause)))
    return found


def seconds(event):
    whole, _, part = event["recordedAt"].rstrip("Z").partition(".")
    return time.mktime(time.strptime(whole, "%Y-%m-%dT%H:%M:%S")) + float("0." + (part or "0"))


def play(stack, disturb=lambda n: None):
    """Captures people one after the other while `disturb` is called in between; every lead's customer gets his owner
    once. The median and the longest time that took, in milliseconds."""
    leads = set()
    for n in range(PEOPLE):
        disturb(n)
        leads.add(capture(stack, person())["id"])
        assert stack.http.get(stack.url + "/readyz").status_code == 200
        time.sleep(0.03)
    wait_until(lambda: len(assigned_and_changed(stack, leads)) == PEOPLE, 30, "an owner for every customer")
    time.sleep(0.5)
    found = assigned_and_changed(stack, leads)
    assert {len(times) for times in found.values()} == {1}
    times = sorted(times[0] for times in found.values())
    return times[len(times) // 2], times[-1]


# ---- what is in it -------------------------------------------------------------------------------------------------


def test_a_lane_is_the_end_of_its_log(shop, redis):
    play(shop)
    for domain in ("leads", "customers", "identity"):
        log = shop.psql(domain, "SELECT pos, coalesce(lag(pos) OVER (ORDER BY pos), 0), type FROM event ORDER BY pos")
        true = {pos: (prev, kind) for pos, prev, kind in log}
        lane = redis.lane(domain)
        begun = lane[0][0]
        assert [pos for pos, _ in lane] == [pos for pos, _, _ in log if pos >= begun]
        assert len(lane) > 3
        for pos, fields in lane:
            if b"begin" not in fields:
                assert (int(fields[b"prev"]), fields[b"type"].decode()) == true[pos]


def test_consumers_act_on_lanes_and_ask_the_owner_only_whether_they_are_whole(shop, redis, healed):
    read = int(shop.psql("customers", "SELECT pos FROM cursor WHERE domain = 'leads'")[0][0])
    calls = redis.ask("INFO", "commandstats").decode()
    assert "cmdstat_xread:" in calls and "cmdstat_xadd:" in calls
    play(shop)
    wait_until(lambda: shop.psql("customers", "SELECT pos FROM cursor WHERE domain = 'leads'")[0][0] > read, 5,
               "a cursor that moved")


def test_nothing_personal_is_in_it(shop, redis):
    who = person()
    capture(shop, who)
    play(shop)
    kept = redis.everything()
    assert any(b":ev:" in key for key in kept) and any(len(value) > 500 for value in kept.values())
    files = glob.glob(os.path.join(shop.dir, "redis", "**", "*"), recursive=True)
    everything = b"\n".join([*kept, *kept.values(), *(open(path, "rb").read() for path in files if os.path.isfile(path)
                                                       and not path.endswith("redis-server"))])
    assert b"lead.assigned" in everything  # this is where it would be
    secrets = [who["phone"], who["phone"][3:], who["name"], "Kongming", who["email"], "sleeping-dragon",
               *(user["name"] for user in shop.access()["users"] if " " in user["name"]),
               *(user["password"] for user in shop.access()["users"]), *(key["token"] for key in shop.access()["keys"])]
    assert [secret for secret in secrets if secret.encode() in everything] == []


def test_every_key_begins_with_the_name_of_the_stack(shop, redis):
    with open(os.path.join(shop.dir, "deployment.id")) as file:
        name = file.read().strip()
    assert all(key.startswith(name.encode() + b":") for key in redis.ask("KEYS", "*"))


def test_it_listens_on_a_socket_of_its_own_only(shop, redis):
    folder = os.path.join(shop.status()["runDir"], "redis")
    assert os.stat(folder).st_mode & 0o077 == 0
    assert redis.ask("CONFIG", "GET", "port") == [b"port", b"0"]
    assert redis.ask("CONFIG", "GET", "maxmemory-policy")[1] == b"noeviction"
    assert redis.ask("CONFIG", "GET", "appendonly")[1] == b"yes"
    assert "redis" in shop.cli("status").stdout


# ---- jobs ----------------------------------------------------------------------------------------------------------


def logged_at(stack, service, method):
    """The times of a method's lines in the logs of the service's replicas."""
    stamps = []
    for path in glob.glob(os.path.join(stack.dir, "log", f"{service}*.log")):
        with open(path) as log:
            stamps += re.findall(rf"ts=(\S+)Z .*method={re.escape(method)} status=ok", log.read())
    return sorted(seconds({"recordedAt": stamp}) for stamp in stamps)


def from_command_to_job(shop):
    """The median of nine, in seconds."""
    delays = []
    for _ in range(9):
        rules = shop.call("leads.GetRules", {}, "manager")["rules"]
        n = len(logged_at(shop, "leads", "job.sla_breach"))
        shop.call("leads.PublishRules", {"rules": dict(rules, note="the same again")}, "manager")
        wait_until(lambda: len(logged_at(shop, "leads", "job.sla_breach")) > n, 10, "the job")
        done = logged_at(shop, "leads", "leads.PublishRules")[-1]
        delays.append(logged_at(shop, "leads", "job.sla_breach")[n] - done)
        time.sleep(0.13)
    print("from the command to its job:", [f"{1000 * delay:.0f} ms" for delay in delays])
    return sorted(delays)[4]


def test_a_job_that_is_due_starts_at_once(shop):
    """Its table is looked at twice a second; who makes a job that is due says so. Other work may be in the way for once."""
    assert any(from_command_to_job(shop) < 0.12 for _ in range(4))


# ---- what may happen to it -----------------------------------------------------------------------------------------


def at(turns, act):
    return lambda n: act() if n in turns else None


@pytest.mark.parametrize("fault", ["none", "killed", "flushed", "wiped", "stopped"])
def test_whatever_happens_to_it_only_the_time_differs(shop, redis, healed, fault):
    disturb = {
        "none": lambda n: None,
        "killed": at({3, 9}, lambda: shop.program("redis")["pid"] and redis.kill()),
        "flushed": lambda n: redis.flush(),
        "wiped": at({3}, redis.wipe),
        "stopped": at({3}, redis.stop),
    }[fault]
    try:
        median, longest = play(shop, disturb)
        assert shop.cli("status").returncode == 0
    finally:
        if fault == "stopped":
            redis.go_on()
    print(f"Redis {fault}: an owner after {median:.1f} ms, at most {longest:.1f} ms")


def test_a_flush_at_any_moment_loses_nothing(shop, redis, healed):
    over = threading.Event()

    def flush_on_and_on():
        while not over.wait(0.003):
            redis.flush()

    flusher = threading.Thread(target=flush_on_and_on)
    flusher.start()
    try:
        median, longest = play(shop)
    finally:
        over.set()
        flusher.join()
    print(f"Redis flushed without end: an owner after {median:.1f} ms, at most {longest:.1f} ms")


def test_without_redis_all_goes_on():
    alone = Stack(options=["--no-redis"])
    try:
        assert "redis" not in [program["name"] for program in alone.status()["programs"]]
        median, longest = play(alone)
        print(f"Redis never started: an owner after {median:.1f} ms, at most {longest:.1f} ms")
    finally:
        alone.stop()


def test_a_redis_that_is_not_there_is_no_hindrance():
    """A setting that names one, and nobody listens there."""
    alone = Stack(services="identity customers leads opportunities gateway", demo=False,
                  environment={"DEALSPINE_REDIS_URL": "unix:///nonexistent/redis.sock"})
    try:
        assert "redis" not in [program["name"] for program in alone.status()["programs"]]
        assert alone.http.get(alone.url + "/readyz").status_code == 200
        with open(os.path.join(alone.dir, "log", "leads.log")) as log:
            told = log.read().count("Redis is away")
        assert 1 <= told <= 4  # once an outage and connection, not once a try
    finally:
        alone.stop()
