#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The rules of CONTRIBUTING.md that a program can check, one function each. A rule yields its offenders.

    structure_test.py --list     names of the rules
    structure_test.py [RULE…]    checks them, all when none is named; exit status 1 when something offends
"""
import ast
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import descriptors  # noqa: E402
import events_catalogue  # noqa: E402
import tree  # noqa: E402

FLOORS = {"base": 1, "settings": 2, "schema": 2, "wire": 2, "db": 2, "queue": 2, "seal": 2, "json": 3, "service": 4}
SERVICES = sorted(name for name in os.listdir(os.path.join(tree.ROOT, "services"))
                  if os.path.isdir(os.path.join(tree.ROOT, "services", name)))
ROOMS = {  # system header → folders that may include it
    "libpq-fe.h": ["common/db"],
    "zmq.h": ["common/wire"],
    "hiredis": ["common/queue"],
    "jansson.h": ["services/gateway", "services/cli"],
    "microhttpd.h": ["services/gateway"],
    "curl/": ["services/cli", "services/notifications"],
}
SKELETON_OWN = {"service/own.h", "service/batch.h", "service/threads.h", "service/fiber.h"}
RULES = {}


def rule(function):
    RULES[function.__name__] = function
    return function


def code(*roots):
    return [path for root in roots for path in tree.files(root, tree.CODE)]


def is_generated(name):
    return name == "rooms.h" or name.endswith(".pb-c.h") or name.endswith(".pb.h")


# ---- floors and rooms ----------------------------------------------------------------------------------------------

@rule
def floors_look_down():
    """A room of common/ includes itself and lower floors only."""
    for path in code("common"):
        room = path.split("/")[1]
        for line, name, is_system in tree.includes(path):
            other = name.split("/")[0]
            if is_system or is_generated(name) or other == room:
                continue
            if other not in FLOORS or FLOORS[other] >= FLOORS[room]:
                yield f"{path}:{line} includes {name}"


@rule
def base_knows_no_messages():
    """common/base and common/db stand without the protos."""
    for path in code("common/base", "common/db"):
        for line, name, _ in tree.includes(path):
            if is_generated(name):
                yield f"{path}:{line} includes {name}"


def is_pure_noun(name):
    """`leads/lead.h`: rules and state tables lie beside main.c, not in rpc/ on/ job/."""
    parts = name.split("/")
    return len(parts) == 2 and parts[0] in SERVICES


@rule
def services_keep_to_themselves():
    """A service includes its own folder and common/, by name; the CLI also the nouns, for `states`."""
    for path in code("services"):
        own = path.split("/")[1]
        for line, name, is_system in tree.includes(path):
            first = name.split("/")[0]
            if is_system or is_generated(name) or first in FLOORS and name not in SKELETON_OWN:
                continue
            is_own = os.path.exists(os.path.join(tree.ROOT, "services", own, name)) and ".." not in name
            if not is_own and not (own == "cli" and is_pure_noun(name)):
                yield f"{path}:{line} includes {name}"


@rule
def protos_know_no_neighbour():
    """The .proto of a service imports options, wire and events, not another service's."""
    shared = {"options", "wire", "events"}
    for name, imports in descriptors.load()[2].items():
        for other in imports:
            word = re.match(r"dealspine/(\w+)\.proto$", other)
            if word and word.group(1) not in shared:
                yield f"proto/{name} imports {other}"


@rule
def drivers_stay_in_their_rooms():
    """Each foreign library has one folder (jansson two) that knows it."""
    for path in code("common", "services"):
        for line, name, is_system in tree.includes(path):
            for header, rooms in ROOMS.items():
                if is_system and name.startswith(header) and not path.startswith(tuple(room + "/" for room in rooms)):
                    yield f"{path}:{line} includes <{name}>"


# ---- code ----------------------------------------------------------------------------------------------------------

@rule
def handlers_free_nothing():
    """The arena of the call is dropped by the skeleton."""
    for path in code("services"):
        if path.split("/")[2] not in ("rpc", "on", "job"):
            continue
        for number, line in enumerate(tree.without_words(tree.read(path)).splitlines(), 1):
            if re.search(r"\bfree\s*\(", line):
                yield f"{path}:{number}"


SQL = re.compile(r"\b(SELECT\s.*\bFROM\b|INSERT\s+INTO|UPDATE\s.*\bSET\b|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE\s"
                 r"|(CREATE|ALTER|DROP)\s+(TABLE|INDEX|SCHEMA|ROLE|DATABASE|FUNCTION|SEQUENCE|TYPE|VIEW)\b"
                 r"|WITH\s+\w+\s+AS\s*\()", re.S)


@rule
def sql_lives_in_sql_files():
    """No statement in a C string, but for the bookkeeping of migrations in common/db/db.c and the relation `calls`."""
    for path in code("common", "services"):
        for line, literal in tree.literals(tree.read(path)):
            is_bookkeeping = path == "common/db/db.c" and re.search(r"\bmigration\b", literal)
            is_relation = path == "common/db/statement.c" and literal.startswith("WITH calls AS")
            if SQL.search(literal) and not is_bookkeeping and not is_relation:
                yield f"{path}:{line}"


@rule
def statements_take_their_time_from_the_call():
    """now() is the batch's start, so statements of services say :now."""
    for path in tree.files("services", [".sql"]):
        if path.split("/")[2] != "sql" or path.startswith("services/cli/"):
            continue
        for number, line in enumerate(tree.read(path).splitlines(), 1):
            if re.search(r"\b(now|clock_timestamp|statement_timestamp)\s*\(|\bcurrent_(timestamp|date|time)\b",
                         line.split("--")[0], re.I):
                yield f"{path}:{number}"


@rule
def files_are_short():
    """main.c 50 lines, headers 150, sources 600, tests 500."""
    for path in tree.files("", tree.CODE + (".py",)):
        leaf = os.path.basename(path)
        limit = 600
        if leaf == "main.c":
            limit = 50
        elif leaf.endswith(".h"):
            limit = 150
        elif path.startswith("tests/"):
            limit = 500
        lines = len(tree.read(path).splitlines())
        if lines > limit:
            yield f"{path}: {lines} lines, at most {limit}"


@rule
def functions_are_short():
    """60 lines between the braces, or under the def."""
    for path in tree.files("", [".c", ".cc"]):
        for line, length in tree.functions(tree.read(path)):
            if length > 60:
                yield f"{path}:{line}: {length} lines"
    for path in tree.files("", [".py"]):
        for node in ast.walk(ast.parse(tree.read(path))):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno > 60:
                yield f"{path}:{node.lineno}: {node.end_lineno - node.lineno} lines"


@rule
def names_say_something():
    """A file or folder is named for what is in it; `common` is the floor's folder alone."""
    empty = re.compile(r"(utils?|helpers?|misc|common|managers?)(\.\w+)?$")
    for path in tree.files():
        for depth, name in enumerate(path.split("/")):
            if empty.match(name) and not (depth == 0 and name == "common"):
                yield path


@rule
def files_say_what_they_are():
    """C files begin with the licence line; nothing that a generator wrote is kept."""
    for path in tree.files("", tree.CODE):
        if re.search(r"\.pb(-c)?\.(c|h|cc)$", path):
            yield f"{path}: generated"
        elif "SPDX-License-Identifier: Apache-2.0" not in tree.read(path).split("\n", 2)[0]:
            yield f"{path}:1: no SPDX line"


# ---- protos --------------------------------------------------------------------------------------------------------

@rule
def methods_say_who_may_call():
    """Every method has a permission, or callers, or is open."""
    for method in descriptors.load()[1]:
        if not {"permission", "callers", "open"} & set(method.options):
            yield f"{method.word}.{method.name}"


@rule
def methods_and_events_are_explained():
    """The comments are the manual; an event may also be told by what causes it."""
    messages, methods, _ = descriptors.load()
    for method in methods:
        if len(method.comment) < 20:
            yield f"{method.word}.{method.name}"
    events = [message for message in messages if "event" in message.options]
    causes = events_catalogue.emitted(events, methods)
    for message in events:
        if not message.comment and not causes[message.name][1]:
            yield f"{message.full}: nothing says when"


@rule
def events_are_written():
    """Every event of a .proto is made somewhere in the service that owns it."""
    code_of = {word: "".join(tree.without_words(tree.read(path)) for path in code(f"services/{word}"))
               for word in SERVICES}
    for message in descriptors.load()[0]:
        if "event" in message.options and not re.search(rf"\b{message.name}\b", code_of.get(message.word, "")):
            yield f"{message.full}"


def camel(event_type):
    return "".join(part.capitalize() for part in re.split(r"[._]", event_type))


@rule
def events_bear_their_type():
    """lead.captured is LeadCaptured; a type is published once."""
    publishers = {}
    for message in descriptors.load()[0]:
        event = message.options.get("event")
        if not event:
            continue
        if message.name != camel(event):
            yield f"{message.full}: its event {event} asks for the name {camel(event)}"
        if event in publishers:
            yield f"{event}: published by {publishers[event]} and {message.full}"
        publishers[event] = message.full


@rule
def messages_have_one_name():
    """C names have no package: top-level messages are unique over all protos."""
    seen = {}
    for message in descriptors.load()[0]:
        if "." in message.name:
            continue
        if message.name in seen:
            yield f"{message.full} and {seen[message.name]}"
        seen[message.name] = message.full


def reaches_private(name, by_name, seen):
    for field in by_name[name].fields:
        if field.options.get("private") == "true":
            return f"{name}.{field.name}"
        if field.type_name in by_name and field.type_name not in seen:
            found = reaches_private(field.type_name, by_name, seen | {field.type_name})
            if found:
                return found
    return None


@rule
def events_hold_nothing_private():
    """No field of an event, nor of what is in it, carries the option `private`."""
    messages = descriptors.load()[0]
    by_name = {message.full: message for message in messages}
    for message in messages:
        if "event" in message.options:
            found = reaches_private(message.full, by_name, {message.full})
            if found:
                yield f"{message.full}: {found} is private"


def recurses(name, by_name, path):
    for field in by_name[name].fields:
        if field.type_name in path or field.type_name in by_name and \
                recurses(field.type_name, by_name, path + [field.type_name]):
            return True
    return False


@rule
def messages_stay_simple():
    """No map, no oneof, no recursion, no `required`: what protobuf-c drops or can be crashed with."""
    messages = descriptors.load()[0]
    by_name = {message.full: message for message in messages}
    for message in messages:
        if message.is_map:
            yield f"{message.full}: map"
        if recurses(message.full, by_name, [message.full]):
            yield f"{message.full}: contains itself"
        for field in message.fields:
            if field.in_oneof or field.label == "LABEL_REQUIRED":
                yield f"{message.full}.{field.name}: oneof or required"


@rule
def events_are_catalogued():
    """docs/events.md is what events_catalogue.py writes from the protos."""
    if events_catalogue.document() != tree.read(events_catalogue.PATH):
        yield f"{events_catalogue.PATH}: run tests/unit/structure/events_catalogue.py"


# ---- words ---------------------------------------------------------------------------------------------------------

PROMISES = re.compile(r"\b(" + "|".join(["TO" "DO", "FIX" "ME", "X" "XX", "HA" "CK", "not imple" "mented"]) + r")\b", re.I)
HALF_DONE = re.compile(r"\b" "st" r"ubs?\b", re.I)


@rule
def nothing_is_promised():
    """What is not there is not announced in the tree either. (A test may have a stand-in and call it what it is.)"""
    for path in tree.own_text():
        for number, line in enumerate(tree.read(path).splitlines(), 1):
            if PROMISES.search(line) or not path.startswith("tests/") and HALF_DONE.search(line):
                yield f"{path}:{number}"


MACHINE = re.compile(r"(?<![\w.])/(tmp|work|root|home)/[A-Za-z][^\s\"'`)]*")
TEMPORARY = re.compile(r"/tmp/(dealspine-.*|[\w.-]+-X{6}.*)")
URL = re.compile(r"\bhttps?://([A-Za-z0-9.-]+)")
HOSTS = re.compile(r"127\.0\.0\.1|localhost|([\w-]+\.)*example(\.(com|org|net))?|([\w-]+\.)*(test|invalid)|[\w-]+|"
                   r"([\w-]+\.)*(protobuf\.dev|apache\.org|connectrpc\.com|rfc-editor\.org|whatwg\.org|w3\.org|"
                   r"cloudevents\.io|zeromq\.org|postgresql\.org|unicode\.org)")


@rule
def nothing_is_of_one_machine():
    """No path of somebody's machine, no host but examples, this machine and well-known documents."""
    for path in tree.own_text():
        for number, line in enumerate(tree.read(path).splitlines(), 1):
            for match in MACHINE.finditer(line):
                if not TEMPORARY.fullmatch(match.group()):
                    yield f"{path}:{number}: {match.group()}"
            for match in URL.finditer(line):
                if not HOSTS.fullmatch(match.group(1).rstrip(".")):
                    yield f"{path}:{number}: {match.group()}"


# ---- documents -----------------------------------------------------------------------------------------------------

TOP = r"(?:common|services|proto|deploy|docs|tests|cmake)"
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
NAMED = re.compile(r"`(" + TOP + r"(?:/[\w.-]+)+)/?`")


@rule
def documents_name_what_exists():
    """Links lead somewhere; a path in code type is there."""
    for path in tree.files("", [".md"]):
        folder = os.path.join(tree.ROOT, os.path.dirname(path))
        text = tree.read(path)
        for match in LINK.finditer(text):
            if not os.path.exists(os.path.join(folder, match.group(1))):
                yield f"{path}:{tree.line_of(text, match.start())}: {match.group(1)}"
        for match in NAMED.finditer(text):
            if not os.path.exists(os.path.join(tree.ROOT, match.group(1))):
                yield f"{path}:{tree.line_of(text, match.start())}: {match.group(1)}"


SETTING = re.compile(r'SETTING_ROW\(\s*struct \w+,\s*\w+,\s*[^,]+,\s*"(\w+)",\s*SETTING_\w+,\s*(?:NULL|"([^"]*)"),')


@rule
def settings_are_documented():
    """Each row of a settings table stands in docs/operations.md with its default."""
    manual = tree.read("docs/operations.md")
    for path in code("common/service", "services"):
        for name, fallback in SETTING.findall(tree.read(path)):
            shown = re.findall(rf"^\| `{name}` \| ([^|]*) \|", manual, re.M)
            if not shown or fallback and fallback not in shown:
                yield f"{path}: {name}, default {fallback or 'none'}"


# --------------------------------------------------------------------------------------------------------------------

def main(names):
    if names == ["--list"]:
        print("\n".join(RULES))
        return 0
    failed = 0
    for name in names or RULES:
        offenders = list(RULES[name]())
        failed += bool(offenders)
        print(f"{'FAILED' if offenders else 'ok':<7}{name}: {RULES[name].__doc__.strip().splitlines()[0]}")
        for offender in offenders:
            print(f"       {offender}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
