# SPDX-License-Identifier: Apache-2.0
"""Redis, which is asked for nothing but speed: wiped, flushed, full, without a disk, standing still, lied to."""
import contextlib
import os
import threading
import time

import pytest

from fault.broken import FULL
from fault.disk import Disk
from support.redis import Redis
from support.stack import wait_until


@pytest.fixture
def redis(stand):
    return Redis(stand.stack)


def wait_for_redis(stand):
    wait_until(lambda: stand.stack.program("redis")["ready"], 30, "Redis")


def test_PLT_08_redis_restarted_empty(stand, redis):
    with stand.load():
        for _ in range(2):
            redis.wipe()
            time.sleep(1)
            wait_for_redis(stand)
            stand.goes_on()
    stand.judge()


@contextlib.contextmanager
def again_and_again(act, pause_s):
    """Calls `act` beside the body of the `with`, over and over."""
    over, failures = threading.Event(), []

    def repeat():
        while not over.wait(pause_s):
            try:
                act()
            except (OSError, AssertionError) as failure:
                failures.append(failure)
    thread = threading.Thread(target=repeat)
    thread.start()
    try:
        yield failures
    finally:
        over.set()
        thread.join()


def test_PLT_08_redis_flushed_again_and_again(stand, redis):
    with stand.load(), again_and_again(redis.flush, 0.02):
        stand.goes_on(40, 60)
    stand.judge()


def test_PLT_08_redis_without_room_for_more(stand, redis):
    with stand.load():
        redis.ask("CONFIG", "SET", "maxmemory", "1mb")
        try:
            refused = wait_until(lambda: refuses(redis), 10, "a Redis that is full")
            stand.goes_on(20, 60)
        finally:
            redis.ask("CONFIG", "SET", "maxmemory", "128mb")
        stand.goes_on()
    assert "OOM" in refused
    stand.judge()


def refuses(redis):
    """What it says to a small write, "" if it takes it."""
    try:
        redis.ask("SET", "fault:probe", "1")
        return ""
    except AssertionError as refusal:
        return str(refusal)
    except OSError:
        return ""


def test_PLT_08_the_disk_of_redis_is_full(stand, redis):
    folder = os.path.join(stand.stack.dir, "redis")
    program = os.readlink(os.path.join(folder, "redis-server"))
    with stand.load():
        with Disk(folder, "2m") as disk:
            os.symlink(program, os.path.join(folder, "redis-server"))
            redis.kill()
            wait_until(lambda: "appendonlydir" in os.listdir(folder), 20, "a Redis on the small disk")
            wait_for_redis(stand)
            disk.fill()
            refused = wait_until(lambda: refuses(redis), 30, "a Redis that can't write")
            stand.goes_on(20, 60)
            redis.kill()
            disk.leave()
        wait_for_redis(stand)
        stand.goes_on()
    assert "MISCONF" in refused
    stand.judge()


@pytest.mark.parametrize("seconds", [2] + FULL * [0.5, 30])
def test_PLT_08_redis_stands_still(stand, redis, seconds):
    with stand.load():
        redis.stop()
        try:
            time.sleep(seconds)
            stand.goes_on(20, 60)
        finally:
            redis.go_on()
        stand.goes_on()
    stand.judge()


def test_PLT_08_two_relays_and_every_entry_twice(stand, redis):
    """Nobody keeps a lease for long, so that both processes of leads relay and look for jobs; and what is in the lanes comes
    again, under ids of its own."""
    added = []

    def disturb():
        for key in redis.ask("KEYS", "*:lease:*"):
            redis.ask("DEL", key)
        for key in redis.ask("KEYS", "*:ev:*"):
            for entry, fields in redis.ask("XREVRANGE", key, "+", "-", "COUNT", 3)[:1]:
                again = b"%s-%d" % (entry.split(b"-")[0], int(entry.split(b"-")[1]) + 1)
                with contextlib.suppress(AssertionError):  # the relay was quicker
                    redis.ask("XADD", key, again, *fields)
                    added.append(key)
    with stand.load(), again_and_again(disturb, 0.01):
        stand.goes_on(40, 60)
        wait_until(lambda: len(added) > 20, 60, "twenty entries that came again")
    stand.judge()


def test_PLT_08_redis_killed_at_any_moment(stand, redis):
    with stand.load():
        for pause_s in (0.3, 0.7, 1.1):
            with contextlib.suppress(AssertionError, ProcessLookupError):  # it is down already
                redis.kill()
            time.sleep(pause_s)
            wait_for_redis(stand)
        stand.goes_on()
    stand.judge()
