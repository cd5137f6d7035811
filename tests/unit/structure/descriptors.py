# SPDX-License-Identifier: Apache-2.0
"""The project's .proto files as protoc sees them: messages, methods, options and comments."""
import os
import re
import subprocess
from collections import namedtuple

from tree import ROOT

Field = namedtuple("Field", "name type type_name label options comment in_oneof")
Message = namedtuple("Message", "word package name full fields options comment is_map")
Method = namedtuple("Method", "word service name input output options comment")

PROTO = os.path.join(ROOT, "proto")
LINE = re.compile(rb'\s*(?:(?P<end>\})|(?P<name>\[?[\w.]+\]?)\s*(?:(?P<open>\{)|:\s*(?P<value>.*)))\s*$')
ESCAPE = re.compile(rb'\\([0-7]{1,3}|.)')
PLAIN = {b"n": b"\n", b"t": b"\t", b"r": b"\r"}


def value_of(text):
    if not text.startswith(b'"'):
        return text.decode()

    def plain(match):
        mark = match.group(1)
        return bytes([int(mark, 8)]) if mark.isdigit() else PLAIN.get(mark, mark)

    return ESCAPE.sub(plain, text[1:-1]).decode()


def parse(lines):
    """protobuf's text form, one field a line, as {name: [values]}."""
    out = {}
    for line in lines:
        match = LINE.match(line)
        if match.group("end"):
            return out
        name = match.group("name").decode()
        out.setdefault(name, []).append(parse(lines) if match.group("open") else value_of(match.group("value")))
    return out


def protoc(arguments, data=None):
    include = [f"-I{PROTO}", "-I/usr/include"]
    return subprocess.run(["protoc", *include, *arguments], input=data, stdout=subprocess.PIPE, check=True).stdout


def one(node, name, absent=""):
    return node.get(name, [absent])[0]


def comments(file):
    """Path of a declaration in its file → its comment, the one before it and the one behind it."""
    out = {}
    for info in file.get("source_code_info", []):
        for location in info.get("location", []):
            path = tuple(int(step) for step in location.get("path", []))
            parts = [one(location, side).strip() for side in ("leading_comments", "trailing_comments")]
            text = " ".join(part for part in parts if part)
            if text:
                out[path] = re.sub(r"\s*\n\s*", " ", text)
    return out


def options_of(node):
    return {name.strip("[]").replace("dealspine.", ""): values[0]
            for options in node.get("options", []) for name, values in options.items()}


def fields_of(node, path, notes):
    for nth, field in enumerate(node.get("field", [])):
        yield Field(one(field, "name"), one(field, "type"), one(field, "type_name").lstrip("."), one(field, "label"),
                    options_of(field), notes.get(path + (2, nth), ""), "oneof_index" in field)


def messages_of(nodes, path, prefix, file, notes):
    package = one(file, "package")
    word = os.path.splitext(os.path.basename(one(file, "name")))[0]
    for nth, node in enumerate(nodes):
        here = path + (nth,)
        name = prefix + one(node, "name")
        options = options_of(node)
        yield Message(word, package, name, f"{package}.{name}", list(fields_of(node, here, notes)), options,
                      notes.get(here, ""), options.get("map_entry") == "true")
        yield from messages_of(node.get("nested_type", []), here + (3,), name + ".", file, notes)


def methods_of(file, notes):
    word = os.path.splitext(os.path.basename(one(file, "name")))[0]
    for nth, service in enumerate(file.get("service", [])):
        for which, method in enumerate(service.get("method", [])):
            yield Method(word, one(service, "name"), one(method, "name"), one(method, "input_type").lstrip("."),
                         one(method, "output_type").lstrip("."), options_of(method),
                         notes.get((6, nth, 2, which), ""))


def load():
    """(messages, methods, {file: names imported}) of proto/dealspine/*.proto, in the order of the files."""
    names = sorted(f"dealspine/{leaf}" for leaf in os.listdir(os.path.join(PROTO, "dealspine"))
                   if leaf.endswith(".proto"))
    packed = protoc(["--include_source_info", "--descriptor_set_out=/dev/stdout", *names])
    text = protoc(["--decode=google.protobuf.FileDescriptorSet", "google/protobuf/descriptor.proto",
                   "dealspine/options.proto"], packed)
    messages, methods, imports = [], [], {}
    for file in parse(iter(text.splitlines()))["file"]:
        notes = comments(file)
        messages += messages_of(file.get("message_type", []), (4,), "", file, notes)
        methods += methods_of(file, notes)
        imports[one(file, "name")] = file.get("dependency", [])
    return messages, methods, imports
