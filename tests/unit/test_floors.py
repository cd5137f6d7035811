# SPDX-License-Identifier: Apache-2.0
"""The floor plan is the folder plan: who may include whom, and which rules a look at the sources can check."""
import glob
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# Each folder of common/ and those below it that it may include.
BELOW = {
    "base": set(),
    "settings": {"base"},
    "wire": {"base"},
    "schema": {"base"},
    "db": {"base"},
    "service": {"base", "settings", "wire", "schema", "db"},
}
# The only folders that may include a library's header.
HOMES = {
    "zmq.h": ("common/wire",),
    "libpq-fe.h": ("common/db",),
    "microhttpd.h": ("services/gateway",),
    "jansson.h": ("services/gateway", "services/cli"),
    "curl/curl.h": ("services/cli",),
}
# Pure tables that `dealspine states` prints.
LIFECYCLE_HEADERS = {"services/cli/lifecycles.c"}
INCLUDE = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]', re.M)


def sources(*patterns):
    for pattern in patterns:
        for path in glob.glob(os.path.join(ROOT, pattern), recursive=True):
            if path.endswith((".c", ".cc", ".h")):
                with open(path) as file:
                    yield os.path.relpath(path, ROOT), file.read()


def test_common_includes_only_floors_below():
    wrong = []
    for path, text in sources("common/**"):
        folder = path.split(os.sep)[1]
        for name in INCLUDE.findall(text):
            first = name.split("/")[0]
            if "/" in name and first in BELOW and first != folder and first not in BELOW[folder]:
                wrong.append(f"{path} includes {name}")
            if first == "services" or os.path.isdir(os.path.join(ROOT, "services", first)):
                wrong.append(f"{path} includes {name}")
    assert not wrong, "\n".join(wrong)


def test_no_service_includes_another():
    wrong = []
    for path, text in sources("services/**"):
        own = path.split(os.sep)[1]
        if path in LIFECYCLE_HEADERS:
            continue
        for name in INCLUDE.findall(text):
            first = name.split("/")[0]
            if "/" in name and first != own and os.path.isdir(os.path.join(ROOT, "services", first)):
                wrong.append(f"{path} includes {name}")
            if name.startswith(".."):
                wrong.append(f"{path} includes {name}")
    assert not wrong, "\n".join(wrong)


def test_libraries_stay_in_their_folders():
    wrong = [f"{path} includes {name}" for path, text in sources("common/**", "services/**") for name in INCLUDE.findall(text)
             if name in HOMES and not path.startswith(HOMES[name])]
    assert not wrong, "\n".join(wrong)


def test_handlers_free_nothing():
    wrong = [path for path, text in sources("services/*/rpc/**", "services/*/on/**", "services/*/job/**")
             if re.search(r"(?<![A-Za-z_])free\(", text)]
    assert not wrong, "\n".join(wrong)


def test_sql_stands_in_sql_files():
    statement = re.compile(r'"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s[^"]*"')
    wrong = [f"{path}: {match.group(0)[:60]}" for path, text in sources("services/**") for match in statement.finditer(text)]
    assert not wrong, "\n".join(wrong)


def test_each_sql_file_is_one_statement():
    wrong = []
    for path in glob.glob(os.path.join(ROOT, "services/*/sql/*.sql")):
        with open(path) as file:
            text = re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", file.read()).strip()
        if "services/cli/" not in path and ";" in text.rstrip(";"):
            wrong.append(os.path.relpath(path, ROOT))
    assert not wrong, "\n".join(wrong)


def test_files_say_their_licence_and_keep_their_size():
    wrong = []
    for path, text in sources("common/**", "services/**", "tests/**"):
        lines = text.count("\n")
        limit = 50 if path.endswith("/main.c") else 150 if path.endswith(".h") else 500 if path.startswith("tests") else 600
        if path == "common/service/service.h":
            limit = 300
        if "SPDX-License-Identifier: Apache-2.0" not in text.split("\n", 1)[0]:
            wrong.append(f"{path} has no licence line")
        if lines > limit:
            wrong.append(f"{path} has {lines} lines, {limit} are allowed")
        if re.search(r"(^|/)(utils?|helpers?|misc|common|manager)\.", path):
            wrong.append(f"{path} has a name that says nothing")
    assert not wrong, "\n".join(wrong)
