# SPDX-License-Identifier: Apache-2.0
"""capture-zmq, capture-http, capture-node and grow."""
import statistics

import filling
import node_peer
import peer
from bench_stack import BenchStack


def median(results, name):
    return statistics.median(result[name] for result in results)


def summed(results):
    return {name: sum(result["checked"][name] for result in results) for name in ("rows", "events", "keys")}


def per_request(result, requests):
    return {name: n / requests for name, n in result["checked"].items()}


def compare(ours, theirs):
    """The peer must have written as many rows, events and keys for each request as we did."""
    for mine, its in zip(ours, theirs):
        if per_request(mine, mine["answered"]) != per_request(its, its["requests"]):
            raise AssertionError(f"not the same rows: {per_request(mine, mine['answered'])} here, "
                                 f"{per_request(its, its['requests'])} by the peer")


def report(bench, name, ours, theirs, against, rss_mb, **more):
    return {"bench": name, "fsync": bench.fsync(), "rate": round(median(ours, "rate"), 1),
            "p50_ms": round(median(ours, "p50_ms"), 2), "p99_ms": round(median(ours, "p99_ms"), 2),
            "against": {"name": against, "rate": round(median(theirs, "rate"), 1),
                        "p50_ms": round(median(theirs, "p50_ms"), 2)},
            "ratio": round(statistics.median(mine["rate"] / its["rate"] for mine, its in zip(ours, theirs)), 2),
            "checked": summed(ours), "rss_mb": rss_mb,
            "answered_per_s": round(statistics.median(one["answered"] / one["seconds"] for one in ours), 1), **more}


def better_form(run, count):
    """The name of the form with which the peer is quicker, found by a short run of each."""
    return max(peer.FORMS, key=lambda name: run(name, count)["rate"])


def against_pgbench(options, name, way, at_once):
    with BenchStack(options.slowed_us) as bench:
        peer.make(bench)
        bench.capture(way, max(64, options.count // 10), at_once)
        chosen = better_form(lambda form, count: peer.pgbench(bench, form, count), max(64, options.count // 5))
        ours, theirs = [], []
        for _ in range(options.pairs):
            ours.append(bench.capture(way, options.count, at_once))
            theirs.append(peer.pgbench(bench, chosen, options.count))
        compare(ours, theirs)
        return report(bench, name, ours, theirs, f"pgbench -M prepared, 32 clients, {chosen}", bench.rss_mb())


def capture_zmq(options):
    return against_pgbench(options, "capture-zmq", "zmq", 256)


def capture_http(options):
    return against_pgbench(options, "capture-http", "http", 64)


def capture_node(options):
    with BenchStack(options.slowed_us) as bench:
        peer.make(bench)
        bench.capture("http", max(64, options.count // 10), 64)
        with node_peer.Node(bench) as node:
            chosen = better_form(lambda form, count: node.run(form, count), max(64, options.count // 5))
            ours, theirs, memory = [], [], []
            for _ in range(options.pairs):
                ours.append(bench.capture("http", options.count, 64))
                theirs.append(node.run(chosen, options.count))
                memory.append(node.rss_mb())
        compare(ours, theirs)
        result = report(bench, "capture-node", ours, theirs, f"fastify and pg, two processes, {chosen}", bench.rss_mb())
    result["against"]["rss_mb"] = statistics.median(memory)
    # A plain service is one program: beside all of ours stand those that a capture passes through.
    result["memory_ratio"] = round(result["rss_mb"] / result["against"]["rss_mb"], 2)
    return result


def grow(options):
    with BenchStack(options.slowed_us) as bench:
        filling.leads(bench, options.few)
        bench.capture("zmq", max(64, options.count // 10), 256)
        small = [bench.capture("zmq", options.count, 256) for _ in range(options.pairs)]
        filling.leads(bench, options.many)
        bench.capture("zmq", max(64, options.count // 10), 256)
        large = [bench.capture("zmq", options.count, 256) for _ in range(options.pairs)]
        return report(bench, "grow", large, small, f"the same at {options.few} leads", bench.rss_mb(), leads=options.many)
