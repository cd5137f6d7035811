# SPDX-License-Identifier: Apache-2.0
"""Calls at an even rate or all at once, and how long each took."""
import concurrent.futures
import http.client
import json
import threading
import time

from bench_stack import BenchStack  # noqa: F401  (finds tests/support)

from support.stack import Stack


class Caller:
    """Connections to a stack's gateway that stay open, one for each thread."""

    def __init__(self, stack):
        self.stack = stack
        self.own = threading.local()

    def call(self, method, body, token):
        """The reply; an answer that is no success is an error here."""
        if not hasattr(self.own, "connection"):
            self.own.connection = http.client.HTTPConnection("127.0.0.1", self.stack.port, timeout=60)
        headers = {"Content-Type": "application/json", "Authorization": "Bearer " + token}
        self.own.connection.request("POST", Stack.path(method), json.dumps(body), headers)
        response = self.own.connection.getresponse()
        text = response.read()
        if response.status != 200:
            raise AssertionError(f"{method}: {response.status} {text[:300]!r}")
        return json.loads(text)


def quantiles(took):
    took = sorted(took)
    return {"count": len(took), **{f"p{q}_ms": round(took[min(len(took) - 1, len(took) * q // 100)] * 1000, 2)
                                   for q in (50, 95, 99)}, "most_ms": round(took[-1] * 1000, 2)}


def paced(one, rate, seconds, at_once=16):
    """Runs one(i) so often a second whatever the answers take. A call's time runs from when it was due, so that what
    queues up counts."""
    took, begin = [], time.monotonic() + 0.1

    def run(i):
        due = begin + i / rate
        time.sleep(max(0.0, due - time.monotonic()))
        one(i)
        took.append(time.monotonic() - due)

    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        for done in [pool.submit(run, i) for i in range(int(rate * seconds))]:
            done.result()
    return {"rate": rate, **quantiles(took)}


def together(one, count):
    """Runs one(0) … one(count - 1) at one moment; what each gave, and how long it took."""
    gate = threading.Barrier(count)

    def run(i):
        gate.wait(60)
        began = time.monotonic()
        return one(i), time.monotonic() - began

    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        done = list(pool.map(run, range(count)))
    return [reply for reply, _ in done], quantiles([took for _, took in done])
