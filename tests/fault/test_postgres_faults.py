# SPDX-License-Identifier: Apache-2.0
"""Postgres restarted in every way, its connections ended and held up, the outcome of COMMIT unknown, a snapshot held for long."""
import os
import signal
import time

import psycopg2
import pytest

from fault.broken import FULL
from fault.faults import children, is_busy, started
from fault.proxy import Proxy
from fault.stand import stopped
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
