# SPDX-License-Identifier: Apache-2.0
"""Which handlers of a service come to emit an event, through whichever of its functions."""
import os
import re
from collections import namedtuple

import tree

Function = namedtuple("Function", "path name is_static body")
HEAD = re.compile(r"^(?P<head>[A-Za-z_][^;{}#]*?)\n\{\n(?P<body>.*?)^\}", re.M | re.S)
NAME = re.compile(r"(\w+)\s*\([^()]*(?:\([^()]*\)[^()]*)*\)\s*$")


def functions_of(word):
    found = []
    for path in tree.files(f"services/{word}", [".c"]):
        text = tree.read(path)
        for match in HEAD.finditer(text):
            head = match.group("head").split("\n\n")[-1]
            named = NAME.search(head)
            if named:
                name = os.path.basename(path)[:-2] if named.group(1) in ("RPC", "ON", "JOB") else named.group(1)
                found.append(Function(path, name, head.lstrip().startswith("static"), match.group("body")))
    return found


def room_of(function):
    return function.path.split("/")[2]


def calls(caller, callee):
    if callee.is_static and caller.path != callee.path:
        return False
    return re.search(rf"\b{callee.name}\b", caller.body) is not None


def handlers_above(function, functions):
    """Paths of the files in rpc/ on/ job/ from which `function` is reached."""
    found, seen, queue = set(), {(function.path, function.name)}, [function]
    while queue:
        callee = queue.pop()
        if room_of(callee) in ("rpc", "on", "job"):
            found.add(callee.path)
            continue
        for caller in functions:
            if (caller.path, caller.name) not in seen and calls(caller, callee):
                seen.add((caller.path, caller.name))
                queue.append(caller)
    return found


def emissions(word):
    """(message name, aggregate type, handlers' paths) of each emit() in the service's code."""
    functions = functions_of(word)
    for function in functions:
        for name, variable in re.findall(r"\b([A-Z]\w+) (\w+) = [A-Z][A-Z0-9_]*__INIT", function.body):
            for aggregate in re.findall(rf'\bemit\(\s*call,\s*&{variable},\s*"(\w+)"', function.body):
                yield name, aggregate, handlers_above(function, functions)
