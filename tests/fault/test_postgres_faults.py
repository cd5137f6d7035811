# SPDX-License-Identifier: Apache-2.0
"""Postgres restarted in every way, its connections ended and held up, the outcome of COMMIT unknown, a snapshot held for long."""
import os
import signal
import threading
import time
import uuid

import psycopg2
import pytest

from fault.broken import FULL
from fault.caller import Caller, Ending
from fault.faults import children, is_busy, started
from fault.proxy import Proxy
from fault.stand import stopped
from support.endpoints import Endpoint
from support.stack import wait_until


@pytest.mark.parametrize("how", ["fast", "immediate"] + FULL * ["killed"])
def test_PLT_08_postgres_restarts(stand, how):
    number = {"fast": signal.SIGINT, "immediate": signal.SIGQUIT, "killed": signal.SIGKILL}[how]
    with stand.load():
        stand.kill(["postgres"], number)
        stand.goes_on()
    stand.judge()


def terminate_busy(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE backend_type = 'client backend'"
                       " AND usename <> 'dealspine' AND state <> 'idle' AND application_name LIKE '% worker'")
        return cursor.fetchone()[0]


def test_PLT_08_connections_terminated_in_the_midst_of_batches(stand):
    terminated = 0
    with stand.load(clients=4):
        connection = psycopg2.connect(**stand.stack.dsn("dealspine"))
        connection.autocommit = True
        until = time.monotonic() + 4
        while time.monotonic() < until or (terminated < 10 and time.monotonic() < until + 20):
            terminated += terminate_busy(connection)
            time.sleep(0.01)
        connection.close()
        stand.goes_on()
    assert terminated >= 10
    stand.judge()


@pytest.mark.parametrize("seconds", [1.5] + FULL * [0.5, 30])
def test_PLT_08_a_connection_stands_still_in_its_transaction(stand, seconds):
    """The worker that waits for it has live threads around it: the process answers pings all the time."""
    with stand.load():
        postmaster, met = stand.stack.program("postgres")["pid"], 0
        for _ in range(4):
            busy = wait_until(lambda: [pid for pid in children(postmaster) if is_busy(pid)], 20, "a transaction")[0]
            since = started(busy)
            with stopped(busy):
                time.sleep(seconds)
                met += since is not None and started(busy) == since
        assert met
        stand.goes_on()
    stand.judge()


def test_PLT_08_the_outcome_of_commit_is_unknown(stand):
    with stand.load(clients=4), Proxy(stand.stack) as proxy:
        stand.goes_on()
        proxy.cut = 0.2
        wait_until(lambda: proxy.cuts >= 12, 60, "12 connections cut after COMMIT")
        proxy.cut = 0.0
        stand.goes_on()
    print(f"{proxy.cuts} of {proxy.commits} COMMITs cut off")
    stand.judge()


def test_PLT_08_answers_of_postgres_are_late_or_do_not_come(stand):
    with stand.load(), Proxy(stand.stack) as proxy:
        proxy.delay_s = 0.005
        stand.goes_on()
        proxy.delay_s = 0.0
        proxy.mute = True  # one way is cut: what is asked arrives
        time.sleep(2.5)
        proxy.mute = False
        stand.goes_on()
    stand.judge()


def test_PLT_08_a_long_snapshot_during_load(stand):
    """Somebody makes a dump, say: nothing that was deleted can be cleared away meanwhile."""
    holder = psycopg2.connect(**stand.stack.dsn("dealspine"))
    holder.set_session(isolation_level="REPEATABLE READ")
    with holder.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM leads.event")
        before = cursor.fetchone()[0]
        with stand.load():
            stand.goes_on(60, 60)
        cursor.execute("SELECT count(*) FROM leads.event")
        assert cursor.fetchone()[0] == before < stand.stack.psql("leads", "SELECT count(*) FROM event")[0][0]
        stand.judge()
    holder.close()


def test_PLT_08_a_socket_that_is_away(stand):
    """Who connects anew finds nobody, while those who are connected go on."""
    path = os.path.join(stand.stack.status()["runDir"], "pg", ".s.PGSQL.5432")
    with stand.load():
        os.rename(path, path + ".away")
        try:
            stand.stack.kill("leads.2")
            time.sleep(2)
        finally:
            os.rename(path + ".away", path)
        stand.stack.wait_ready()
        stand.goes_on()
    stand.judge()


def subscribe(stack, endpoint):
    made = stack.call("notifications.CreateSubscription", {"url": endpoint.url, "types": ["lead.captured"]}, "ops")
    identity = {"id": made["subscription"]["id"]}
    wait_until(lambda: stack.call("notifications.GetSubscription", identity, "ops")["subscription"]["state"] == "ACTIVE", 30,
               "an active subscription")
    return identity["id"]


def attempts(stack, subscription, lead):
    """The problem of each attempt to tell of this lead, None for one that was taken."""
    return stack.psql("notifications", "SELECT a.problem FROM webhook_attempt a JOIN delivery d ON d.id = a.delivery_id"
                      " WHERE d.subscription_id = %s AND d.agg_id = %s ORDER BY a.nth", (subscription, lead))


def test_PLT_08_NOT_06_answers_of_webhooks_are_heard_while_nothing_can_be_written_down(stand):
    """The first answer waits for a lock that somebody holds, for longer than an answer may take; the second one, which comes
    meanwhile, has come in time."""
    asked, locked = threading.Event(), threading.Event()
    holder = psycopg2.connect(**stand.stack.dsn("dealspine"))

    def first(request):
        if request["body"]["type"] == "lead.captured" and asked.wait(10) and not locked.is_set():
            holder.cursor().execute("LOCK TABLE notifications.delivery")
            locked.set()
        return 204

    def second(request):
        if request["body"]["type"] == "lead.captured":
            asked.set()
            locked.wait(10)
            time.sleep(0.2)
        return 204
    endpoints = Endpoint(first), Endpoint(second)
    try:
        subscriptions = [subscribe(stand.stack, endpoint) for endpoint in endpoints]
        person = {"name": "Lin Tao", "sourceChannel": "PHONE", "phone": f"+86 139 {uuid.uuid4().int % 10 ** 8:08d}",
                  "keyword": "locked"}
        caller = Caller(stand.stack.port, stand.siege.tokens, stand.siege.ledger, Ending())
        lead = caller.command("tele1", "leads.CaptureLead", person, ("lead.captured", "locked"))["lead"]["id"]
        wait_until(locked.is_set, 30, "the lock")
        time.sleep(2.5)
        holder.close()
        told = wait_until(lambda: attempts(stand.stack, subscriptions[1], lead), 30, "an attempt that is written down")
        assert told == [(None,)]
        wait_until(lambda: attempts(stand.stack, subscriptions[0], lead), 30, "the other one")
    finally:
        holder.close()
        for subscription in subscriptions:
            stand.stack.call("notifications.DisableSubscription", {"id": subscription}, "ops")
        for endpoint in endpoints:
            endpoint.close()
    stand.judge()
