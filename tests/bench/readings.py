# SPDX-License-Identifier: Apache-2.0
"""call, deliver, replay, fanout and list: what is read, and how soon."""
import json
import re
import statistics
import subprocess
import threading
import time

import filling
from bench_stack import LOAD, BenchStack, Subscribers, memory_kb

EVENTS_OF_A_LEAD = 4  # in the log of leads: captured, screened, scored, assigned


def result_of(name, fsync, rate, p50_ms, p99_ms, against, ratio, checked, rss_mb, **more):
    return {"bench": name, "fsync": fsync, "rate": round(rate, 1), "p50_ms": p50_ms, "p99_ms": p99_ms, "against": against,
            "ratio": ratio, "checked": {"rows": 0, "events": 0, "keys": 0, **checked}, "rss_mb": rss_mb, **more}


def middle(results, name):
    return statistics.median(result[name] for result in results)


# ---- call ----

def call(options):
    """p50 of round trips; no stack and no database."""
    runs = []
    for _ in range(options.pairs):
        done = subprocess.run([LOAD, "call", "--count", str(options.calls)], capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout))
    p50, raw = middle(runs, "p50_ms"), middle(runs, "raw_p50_ms")
    return result_of("call", "native", 1000 / p50, p50, middle(runs, "p99_ms"),
                     {"name": "raw ZeroMQ, DEALER and ROUTER over ipc, the same bytes", "rate": round(1000 / raw, 1),
                      "p50_ms": raw}, round(statistics.median(run["p50_ms"] / run["raw_p50_ms"] for run in runs), 2), {}, 0,
                     calls=sum(run["calls"] for run in runs))


# ---- deliver ----

def deliver_once(options, redis, rate):
    """Two processes of leads, so that half the events are committed by another process than the one that is read from."""
    with BenchStack(options.slowed_us, options=["--scale", "leads=2", *([] if redis else ["--no-redis"])]) as bench:
        bench.capture("zmq", 64, 16)
        count = max(16, int(options.seconds * rate / EVENTS_OF_A_LEAD))
        before = bench.counted()
        with Subscribers(bench, at_once=1, types="lead.*", count=EVENTS_OF_A_LEAD * count,
                         seconds=4 * options.seconds + 10) as subscriber:
            began = time.monotonic()
            load = bench.load("zmq", count=count, at_once=256, rate=rate / EVENTS_OF_A_LEAD,
                              base=bench.new_persons(count))
            took = time.monotonic() - began
            found = subscriber.result()
        bench.settle()
        if found["least"] != EVENTS_OF_A_LEAD * count or load["failed"]:
            raise AssertionError(f"{found['least']} of {EVENTS_OF_A_LEAD * count} events came, {load['failed']} captures failed")
        checked = {name: n - before[name] for name, n in bench.counted().items()}
        return {**found, "rate": found["least"] / took, "checked": checked, "rss_mb": bench.rss_mb()}


def deliver(options):
    rate = options.rate or 2000
    runs = {True: [], False: []}
    for _ in range(min(options.pairs, 3)):
        for redis in runs:
            runs[redis].append(deliver_once(options, redis, rate))
    ours, theirs = runs[True], runs[False]
    p50, bare = middle(ours, "p50_ms"), middle(theirs, "p50_ms")
    return result_of("deliver", "slowed" if options.slowed_us else "native", middle(ours, "rate"), p50,
                     middle(ours, "p99_ms"),
                     {"name": "without Redis", "rate": round(middle(theirs, "rate"), 1), "p50_ms": bare,
                      "p99_ms": middle(theirs, "p99_ms")}, round(p50 / bare, 2),
                     {name: sum(run["checked"][name] for run in ours) for name in ("rows", "events", "keys")},
                     middle(ours, "rss_mb"), wanted_rate=rate)


# ---- replay ----

def copy_seconds(bench):
    """COPY of the same rows out of Postgres, thrown away by psql."""
    said = bench.run_postgres("psql", "-o", "/dev/null", "-c", r"\timing on", "-c", "COPY (SELECT * FROM leads.event) TO STDOUT")
    return float(re.search(r"Time: ([\d.]+) ms", said).group(1)) / 1000


def replay(options):
    with BenchStack(options.slowed_us) as bench:
        bench.capture("zmq", 16, 16)
        filling.events(bench, options.many)
        events = bench.count(["leads.event"])
        ours, theirs = [], []
        for _ in range(min(options.pairs, 3)):
            read = bench.load("replay", token="subscriber")
            if read["events"] != events or read["out_of_order"]:
                raise AssertionError(f"{read['events']} of {events} events came, {read['out_of_order']} out of order")
            ours.append(read["seconds"])
            theirs.append(copy_seconds(bench))
        rate, copied = events / statistics.median(ours), events / statistics.median(theirs)
        return result_of("replay", bench.fsync(), rate, round(1e6 / rate, 3), 0,
                         {"name": "COPY of the same rows", "rate": round(copied, 1), "p50_ms": round(1e6 / copied, 3)},
                         round(statistics.median(its / mine for mine, its in zip(ours, theirs)), 2), {"events": events},
                         bench.rss_mb("leads"), unit="p50_ms is of 1,000 events")


# ---- fanout ----

def fetched(bench):
    """How many rows of the log of leads were read through indexes or scans, as Postgres counts."""
    return bench.sql("SELECT sum(coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0)) FROM pg_stat_all_tables"
                     " WHERE schemaname = 'leads' AND relname LIKE 'event\\_p%'")[0][0]


def gateway_kb(bench):
    return memory_kb(bench.stack.program("gateway")["pid"])


def steady(read, seconds=20):
    """What `read` gives once it gives the same for a while: Postgres counts up to a second late."""
    last, since, until = read(), time.monotonic(), time.monotonic() + seconds
    while time.monotonic() < min(since + 1.3, until):
        time.sleep(0.25)
        now = read()
        if now != last:
            last, since = now, time.monotonic()
    return last


def fanout_once(options, streams, rate):
    environment = {"DEALSPINE_GATEWAY_STREAMS": str(streams + 100), "DEALSPINE_GATEWAY_CONNECTIONS": str(streams + 300)}
    with BenchStack(options.slowed_us, environment) as bench:
        bench.sql("ALTER SYSTEM SET track_counts = on")
        bench.sql("SELECT pg_reload_conf()")
        bench.capture("zmq", 64, 16)
        count = max(16, int(options.seconds * rate / EVENTS_OF_A_LEAD))
        idle_kb, read_before = gateway_kb(bench), steady(lambda: fetched(bench))
        with Subscribers(bench, at_once=streams, types="lead.*", count=EVENTS_OF_A_LEAD * count,
                         seconds=6 * options.seconds + 20) as subscribers:
            peak = {"kb": gateway_kb(bench)}
            watcher = threading.Thread(target=watch_memory, args=(bench, subscribers, peak), daemon=True)
            watcher.start()
            bench.load("zmq", count=count, at_once=64, rate=rate / EVENTS_OF_A_LEAD, base=bench.new_persons(count))
            found = subscribers.result()
            watcher.join()
        bench.settle()
        events = EVENTS_OF_A_LEAD * count
        if found["least"] != events or found["most"] != events:
            raise AssertionError(f"{found['least']} to {found['most']} of {events} events came")
        return {**found, "log_events": events, "kb_each": (peak["kb"] - idle_kb) / streams, "rss_mb": bench.rss_mb("gateway"),
                "reads": float(steady(lambda: fetched(bench)) - read_before) / events}


def watch_memory(bench, subscribers, peak):
    while subscribers.process.poll() is None:
        peak["kb"] = max(peak["kb"], gateway_kb(bench))
        time.sleep(0.2)


def fanout(options):
    rate = options.rate or 200
    many = fanout_once(options, options.streams, rate)
    one = fanout_once(options, 1, rate)
    return result_of("fanout", "slowed" if options.slowed_us else "native", rate, many["p50_ms"], many["p99_ms"],
                     {"name": "one subscriber", "rate": rate, "p50_ms": one["p50_ms"], "p99_ms": one["p99_ms"],
                      "reads_per_event": round(one["reads"], 2)},
                     round(many["reads"] / one["reads"], 2), {"events": many["events"]}, many["rss_mb"],
                     streams=many["streams"], reads_per_event=round(many["reads"], 2), kb_each=round(many["kb_each"], 1))


# ---- list ----

LIST = {"states": ["ASSIGNED"], "grades": ["A", "B"], "order": "PRIORITY", "pageSize": 50}


def list_times(bench, agent, n):
    """Milliseconds of n lists, and how many leads came altogether."""
    times, leads = [], 0
    for _ in range(n):
        began = time.monotonic()
        leads += len(bench.stack.call("leads.ListLeads", LIST, agent)["leads"])
        times.append(1000 * (time.monotonic() - began))
    return times, leads


def list_leads(options):
    requests = 20 if options.size == "tiny" else 200
    sizes = {}
    with BenchStack(options.slowed_us) as bench:
        for size in (options.few, options.many):
            filling.lead_rows(bench, size)
            list_times(bench, "tele1", 10)
            times = []
            for _ in range(options.pairs):
                got, leads = list_times(bench, "tele1", requests // options.pairs)
                times += got
                if not leads or leads % len(got):
                    raise AssertionError(f"{leads} leads came in {len(got)} equal lists")
            sizes[size] = sorted(times)
        rows = bench.count(["leads.lead"])
        few, many = sizes[options.few], sizes[options.many]
        p99 = {size: times[len(times) * 99 // 100] for size, times in sizes.items()}
        return result_of("list", bench.fsync(), 1000 / statistics.median(many), round(statistics.median(many), 2),
                         round(p99[options.many], 2),
                         {"name": f"the same among {options.few}", "rate": round(1000 / statistics.median(few), 1),
                          "p50_ms": round(statistics.median(few), 2), "p99_ms": round(p99[options.few], 2)},
                         round(p99[options.many] / p99[options.few], 2), {"rows": rows}, bench.rss_mb("leads"))
