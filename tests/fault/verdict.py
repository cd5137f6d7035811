# SPDX-License-Identifier: Apache-2.0
"""The promises, each as a count of its violations:

acknowledged  a command that was answered OK left no event behind (lost)
once          a command left more than one event behind, or one though it was refused (doubled)
subscriber    an event of the log that the subscriber did not get (lost), or got twice (doubled)
order         positions that do not rise, or versions of an aggregate that are not consecutive, at the subscriber or in
              the log (out of order)
consumers     an event without its effect in the service that listens (lost), or with more than one (doubled)
parked        events among the dead letters: nothing was wrong with them
settled       commands that never got an answer
ends          processes that ended by a signal, though no fault had killed them
sanitizers    what sanitizers had to complain of

Those of records.py, webhooks.py, baseline.py and scenes.py are said there."""
import collections

from fault.deals import effect_of

# Each event on the left must have exactly one of those on the right: (type, field) and (types, field, further fields).
CAUSES = [
    ("lead.assigned", "leadId", ("customer.owner_changed",), "leadId", {}),
    ("lead.conversion_requested", "leadId", ("opportunity.created", "opportunity.conversion_refused"), "leadId", {}),
    ("opportunity.created", "leadId", ("lead.converted",), "leadId", {}),
    ("deal.closed", "opportunityId", ("opportunity.won",), "opportunityId", {}),
    ("deal.closed", "contractId", ("delivery.planned",), "contractId", {}),
    ("call.wrapped", "callId", ("lead.followed_up",), "refId", {"by": "CALL"}),
    ("activity.completed", "activityId", ("lead.followed_up",), "refId", {"by": "ACTIVITY"}),
]


class Verdict:
    def __init__(self):
        self.lost = collections.Counter()
        self.doubled = collections.Counter()
        self.out_of_order = 0
        self.other = collections.Counter()
        self.examples = []

    def violations(self):
        found = collections.Counter()
        for counter in (self.lost, self.doubled, self.other):
            found.update(counter)
        if self.out_of_order:
            found["order"] = self.out_of_order
        return {name: count for name, count in found.items() if count}

    def example(self, text):
        if len(self.examples) < 20:
            self.examples.append(text)


def judge_commands(verdict, ledger, events):
    traces = collections.Counter(effect for effect in map(effect_of, events) if effect)
    known = set()
    for entry in ledger.entries:
        if entry.state == "open":
            verdict.other["settled"] += 1
        if not entry.effect:
            continue
        known.add(entry.effect)
        n = traces[entry.effect]
        most = 0 if entry.state == "refused" else 1
        if entry.state == "done" and n == 0:
            verdict.lost["acknowledged"] += 1
            verdict.example(f"no event of {entry.method} {entry.effect}")
        if n > most:
            verdict.doubled["once"] += n - most
            verdict.example(f"{n} events of {entry.method} {entry.effect}, {entry.state} {entry.why}")
    for effect, n in traces.items():
        if effect not in known:
            verdict.doubled["once"] += n
            verdict.example(f"{n} events nobody asked for: {effect}")


def count_disorder(verdict, events, where):
    last, versions = {}, {}
    for event in events:
        domain, aggregate = event["domain"], (event["domain"], event["aggId"])
        if event["pos"] <= last.get(domain, 0):
            verdict.out_of_order += 1
            verdict.example(f"{where}: {domain}/{event['pos']} after {last[domain]}")
        elif event["aggVer"] != versions.get(aggregate, 0) + 1:
            verdict.out_of_order += 1
            verdict.example(f"{where}: version {event['aggVer']} of {aggregate} after {versions.get(aggregate, 0)}")
        last[domain] = max(event["pos"], last.get(domain, 0))
        versions[aggregate] = max(event["aggVer"], versions.get(aggregate, 0))


def judge_subscriber(verdict, subscriber, log):
    """`log` says what is at each place; what came after it was read is not looked at."""
    end = collections.Counter()
    for domain, pos in log:
        end[domain] = max(end[domain], pos)
    seen = collections.Counter((event["domain"], event["pos"]) for event in subscriber.events
                               if event["pos"] <= end[event["domain"]])
    for place in log:
        if not seen[place]:
            verdict.lost["subscriber"] += 1
            verdict.example(f"the subscriber missed {place[0]}/{place[1]}, {log[place]}; the log ends at {end[place[0]]}")
    for place, n in seen.items():
        if n > 1 or place not in log:
            verdict.doubled["subscriber"] += 1
            verdict.example(f"the subscriber got {place[0]}/{place[1]} {n} times")
    if subscriber.failure:
        verdict.lost["subscriber"] += 1
        verdict.example(subscriber.failure)


def judge_consumers(verdict, events):
    """Also tells, by the number it returns, how many effects are still missing."""
    missing = 0
    for cause, cause_field, types, field, further in CAUSES:
        effects = collections.Counter(
            event["payload"].get(field) for event in events
            if event["type"] in types and all(event["payload"].get(k) == v for k, v in further.items()))
        for event in events:
            identity = event["payload"].get(cause_field)
            if event["type"] != cause or identity is None:
                continue
            n = effects.pop(identity, 0)
            if n == 0:
                missing += 1
                verdict.lost["consumers"] += 1
                verdict.example(f"no {types[0]} for {cause} of {identity}")
            elif n > 1:
                verdict.doubled["consumers"] += n - 1
                verdict.example(f"{n} {types[0]} for {cause} of {identity}")
        for identity, n in effects.items():
            verdict.doubled["consumers"] += n
            verdict.example(f"{n} {types[0]} without {cause} of {identity}")
    return missing
