#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which requirement is shown by which tests, through which methods, with which events: counted from tests that ran and
passed, never from what is only written down.

    tests/coverage/requirements.py [--write] [RESULTS]

RESULTS is the folder that tests/run fills, build/test-results. A test belongs to a requirement by the id in its name
(test_LEA_12_…), a method by having been answered within that test, an event by the comment of that method ("Emits …").
Prints how many are covered; with --write also writes docs/coverage.md."""
import argparse
import collections
import glob
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "unit", "structure"))

import descriptors  # noqa: E402

AREAS = {"CUS": "Customers", "LEA": "Leads", "OPP": "Opportunities", "CON": "Contracts", "AFT": "After-sales", "QA": "Quality",
         "NOT": "Notifications", "INS": "Insights", "PLT": "Platform"}
HOME = {"CUS": "customers", "LEA": "leads", "OPP": "opportunities", "CON": "contracts", "AFT": "aftersales", "QA": "qa",
        "NOT": "notifications", "INS": "insights"}  # whose methods are told; a test calls others on its way
ID = re.compile(r"(?<![A-Z])(CUS|LEA|OPP|CON|AFT|QA|NOT|INS|PLT)_(\d\d)(?!\d)")
HEAD = """# Coverage of the requirements

Written by `tests/coverage/requirements.py --write` from the results of `tests/run`: only tests that ran and passed count.
M is explicit and central, S explicit but secondary, C implied. A test bears the ids it shows in its name; the methods are
those of the requirement's own service that it called with success, the events those that these methods write by their
comments in `proto/dealspine`.
"""


def ids(name):
    return {f"{area}-{number}" for area, number in ID.findall(name)}


def listed():
    with open(os.path.join(ROOT, "tests", "coverage", "requirements.txt")) as file:
        return [tuple(line.split()) for line in file if not line.startswith("#")]


def passed(results):
    """{id: names of tests}"""
    found = collections.defaultdict(set)
    for path in glob.glob(os.path.join(results, "*.xml")):
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            if {child.tag for child in case} & {"failure", "error", "skipped"} or case.get("status") in ("fail", "notrun"):
                continue
            name = case.get("name").split("[")[0]
            for one in ids(name):
                found[one].add(name)
    return found


def called(results):
    """{id: methods answered with success within its tests}"""
    found = collections.defaultdict(set)
    with open(os.path.join(results, "methods.txt")) as file:
        for method, code, *test in (line.split() for line in file):
            for one in ids(test[0]) if test and code == "ok" else ():
                found[one].add(method)
    return found


def emitted():
    """{method: events named in its comment}"""
    messages, methods, _ = descriptors.load()
    types = {message.options["event"] for message in messages if "event" in message.options}
    return {f"{method.word}.{method.name}": sorted(types & set(re.findall(r"[a-z_]+(?:\.[a-z_]+)+", method.comment)))
            for method in methods}


def document(requirements, tests, methods, events):
    out = [HEAD]
    for area, title in AREAS.items():
        rows = [row for row in requirements if row[0].startswith(area + "-")]
        shown = sum(1 for name, _ in rows if tests.get(name))
        out += [f"\n## {title}: {shown} of {len(rows)}\n", "| id | | methods | events | tests |", "|---|---|---|---|---|"]
        for name, priority in rows:
            used = sorted(method for method in methods.get(name, ()) if method.split(".")[0] == HOME.get(area))
            facts = sorted({event for method in used for event in events.get(method, ())})
            cells = [", ".join(f"`{text}`" for text in texts) for texts in (used, facts, sorted(tests.get(name, ())))]
            out.append(f"| {name} | {priority} | " + " | ".join(cells) + " |")
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write docs/coverage.md")
    parser.add_argument("results", nargs="?", default=os.path.join(ROOT, "build", "test-results"))
    arguments = parser.parse_args()
    requirements, tests, methods = listed(), passed(arguments.results), called(arguments.results)
    for priority in "MSC":
        names = [name for name, of in requirements if of == priority]
        print(f"requirements {priority}: {sum(1 for name in names if tests.get(name))} of {len(names)} shown by a passed test")
    unknown = sorted(set(tests) - {name for name, _ in requirements})
    if unknown:
        sys.exit(f"tests name requirements that there are not: {' '.join(unknown)}")
    if arguments.write:
        with open(os.path.join(ROOT, "docs", "coverage.md"), "w") as file:
            file.write(document(requirements, tests, methods, emitted()))


if __name__ == "__main__":
    main()
