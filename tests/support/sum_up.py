# SPDX-License-Identifier: Apache-2.0
"""Adds up JUnit files and prints the closing line of tests/run: sum_up.py FILE… Exit status 1 unless all is green. A test that
was skipped counts as failed, unless for one of the reasons below."""
import os
import re
import sys
import xml.etree.ElementTree as ElementTree


MAY_BE_SKIPPED = re.compile("|".join((
    r"\bno right to (mount|make interfaces)\b", r" is not there$", r"\bno file of this layout\b",  # host and data
    r"\ba run without Redis\b", r"^(screenshots|load)\.spec\.ts\b")))                           # another command's


def reason(case):
    """Whose test it is, and why it was skipped."""
    skipped = case.find("skipped")
    said = "" if skipped is None else skipped.get("message") or skipped.text or ""
    own = [line for line in (case.findtext("system-out") or "").splitlines() if line.startswith("skipped: ")]
    said = own[-1] if own else said  # of a program, where CTest knows no more than its exit status
    return f"{case.get('classname')} {said}".strip()


def count(path):
    passed = failed = skipped = 0
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"} or case.get("status") == "fail":
            failed += 1
        elif "skipped" in kinds or case.get("status") in ("notrun", "disabled"):
            if MAY_BE_SKIPPED.search(reason(case)):
                skipped += 1
            else:
                print(f"{case.get('name')} was skipped: {reason(case)}")
                failed += 1
        else:
            passed += 1
    return passed, failed, skipped


def main(paths):
    passed = failed = skipped = 0
    for path in paths:
        if not os.path.exists(path) or not os.path.getsize(path):
            print(f"{path} is missing: its tests did not end")
            failed += 1
            continue
        found = count(path)
        print(f"{os.path.basename(path):<20} {found[0]:>5} passed {found[1]:>4} failed {found[2]:>4} skipped")
        passed, failed, skipped = passed + found[0], failed + found[1], skipped + found[2]
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
