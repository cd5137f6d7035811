#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes docs/events.md from the protos: every event with its domain, aggregate, meaning and fields, and who listens."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import callers  # noqa: E402
import descriptors  # noqa: E402
import tree  # noqa: E402

PATH = "docs/events.md"
HEAD = """# Events

Written from the comments in `proto/dealspine` by `tests/unit/structure/events_catalogue.py`; a test fails when the two
differ. Run it after changing an event.

An event is a fact in the past tense: it is in the log if and only if the command that caused it committed. Each service
has one log, its domain; order is promised within a domain, and the events of one aggregate count 1, 2, 3 without a gap
(`agg_ver`). Payloads hold ids and facts of business and nothing personal: names, numbers and addresses stay in
`customers`. All fields are optional on the wire; times are UTC; money is a count of minor units beside its currency.

Around the payload stands the envelope, `dealspine.events.v1.Event` in `proto/dealspine/events.proto`: `id`, `type`,
`schema`, `domain`, `pos`, `lane`, `agg_type`, `agg_id`, `agg_ver`, `occurred_at`, `recorded_at`, `owner_path`, `actor`,
`channel`, `correlation_id`, `causation_id`, `traceparent`. How to read them is in [api.md](api.md#events), how they are
written in [architecture.md](architecture.md#events).
"""
KINDS = {"TYPE_STRING": "text", "TYPE_BOOL": "bool", "TYPE_BYTES": "bytes", "TYPE_DOUBLE": "double"}


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def anchor(event_type):
    return event_type.replace(".", "")


def kind_of(field):
    if field.type_name:
        kind = field.type_name.rsplit(".", 2 if field.type == "TYPE_ENUM" else 1)[1:]
        kind = ".".join(part for part in kind if not re.fullmatch(r"v\d+", part))
        kind = "time" if kind == "Timestamp" else kind
    else:
        kind = KINDS.get(field.type, field.type.replace("TYPE_", "").lower())
    return kind + (" list" if field.label == "LABEL_REPEATED" else "")


def listeners():
    """Message name in snake case → services with a file on/<it>.c."""
    found = {}
    for path in tree.files("services", [".c"]):
        parts = path.split("/")
        if parts[2] == "on":
            found.setdefault(parts[3][:-2], []).append(parts[1])
    return found


def camel(snake_name):
    return "".join(part.capitalize() for part in snake_name.split("_"))


def cause_of(path, types):
    """What runs the handler in this file, as (kind, name)."""
    _, word, room = path.split("/")[:3]
    stem = os.path.basename(path)[:-2]
    name = {"rpc": f"{word}.{camel(stem)}", "on": types.get(camel(stem), stem)}
    return (room, name.get(room, stem))


def told_causes(causes):
    """Caused by leads.CaptureLead; after call.wrapped; by the job recycle."""
    parts = []
    for kind, lead in (("rpc", ""), ("on", "the events "), ("job", "the job ")):
        names = sorted(name for what, name in causes if what == kind)
        lead = lead.replace("events", "event") if len(names) == 1 else lead
        parts += [lead + ", ".join(names)] if names else []
    return "Caused by " + "; ".join(parts) + "."


def types_in(comment):
    """Event types in a comment, "permission.granted, .withdrawn or .blocked" written out."""
    found, noun = set(), None
    for before, after in re.findall(r"(?<![\w.])([a-z_]*)\.([a-z_]+)", comment):
        noun = before or noun
        found.add(f"{noun}.{after}")
    return found


def emitted(messages, methods):
    """Message name → (aggregate types, causes), from the services' code and from the comments of the methods."""
    types = {message.name: message.options["event"] for message in messages}
    found = {name: (set(), set()) for name in types}
    for word in sorted({message.word for message in messages}):
        for name, aggregate, paths in callers.emissions(word):
            if name in found:
                found[name][0].add(aggregate)
                found[name][1].update(cause_of(path, types) for path in paths)
    for method in methods:
        told = types_in(method.comment)
        for name, event in types.items():
            if event in told:
                found[name][1].add(("rpc", f"{method.word}.{method.name}"))
    return found


def row(cells):
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def event_section(message, who_listens, where):
    event = message.options["event"]
    out = f"\n### {event}\n\n"
    if message.comment:
        out += message.comment + "\n\n"
    aggregates, causes = where[message.name]
    heard = who_listens.get(snake(message.name), [])
    lines = ["Aggregate: " + ", ".join(sorted(aggregates)) + "."] if aggregates else []
    lines += [told_causes(causes)] if causes else []
    lines += ["Heard by " + ", ".join(heard) + "."] if heard else []
    if lines:
        out += " ".join(lines) + "\n\n"
    if message.fields:
        out += row(["field", "kind", "meaning"]) + "|---|---|---|\n"
    for field in message.fields:
        out += row([f"`{field.name}`", kind_of(field), field.comment])
    return out


def parts_used(events, by_name):
    """Messages that the payloads contain, in order of appearance."""
    names, queue = [], [field for event in events for field in event.fields]
    while queue:
        field = queue.pop(0)
        message = by_name.get(field.type_name)
        if message and message.full not in names:
            names.append(message.full)
            queue += message.fields
    return [by_name[name] for name in names]


def document():
    messages, methods, _ = descriptors.load()
    by_name = {message.full: message for message in messages}
    events = [message for message in messages if "event" in message.options]
    who_listens, where = listeners(), emitted(events, methods)
    out = HEAD + f"\n{len(events)} events.\n"
    words = sorted({message.word for message in events})
    owned = {word: [message for message in events if message.word == word] for word in words}
    for word, own in owned.items():
        links = [f"[{message.options['event']}](#{anchor(message.options['event'])})" for message in own]
        out += f"\n* **{word}** ({len(own)}):\n  " + ",\n  ".join(links) + "\n"
    for word, own in owned.items():
        out += f"\n## {word}\n"
        for message in own:
            out += event_section(message, who_listens, where)
        for message in parts_used(own, by_name):
            out += f"\n#### Part: {message.name}\n\n" + (message.comment + "\n\n" if message.comment else "")
            out += row(["field", "kind", "meaning"]) + "|---|---|---|\n"
            for field in message.fields:
                out += row([f"`{field.name}`", kind_of(field), field.comment])
    return out


if __name__ == "__main__":
    with open(os.path.join(tree.ROOT, PATH), "w", encoding="utf-8") as file:
        file.write(document())
