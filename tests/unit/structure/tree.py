# SPDX-License-Identifier: Apache-2.0
"""The project's own files, and C source taken apart as far as the rules need it."""
import os
import re

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".."))
BUILT = re.compile(r"build.*|dist|var|\.git|\.cache|\.pytest_cache|__pycache__|node_modules")
CODE = (".c", ".h", ".cc")
OWN_TEXT = CODE + (".sql", ".proto", ".py", ".sh", ".cmake", ".md", ".json", ".map", ".test")
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def files(under="", suffixes=None):
    """Paths below `under`, relative to the root, in order; what .gitignore leaves out is left out."""
    found = []
    for folder, names, leaves in os.walk(os.path.join(ROOT, under)):
        names[:] = [name for name in names if not BUILT.fullmatch(name)]
        for leaf in leaves:
            path = os.path.relpath(os.path.join(folder, leaf), ROOT)
            if suffixes is None or leaf.endswith(tuple(suffixes)):
                found.append(path)
    return sorted(found)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def own_text():
    """Files that people write: sources, scripts, build files, documents."""
    for path in files():
        leaf = os.path.basename(path)
        is_script = "." not in leaf and leaf != "LICENSE"
        if leaf.endswith(OWN_TEXT) or leaf == "CMakeLists.txt" or is_script:
            yield path


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def includes(path):
    """(line, name, is_system) of each include."""
    for number, line in enumerate(read(path).splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match.group(2), match.group(1) == "<"


def without_words(text):
    """The code alone: comments and literals become blanks, lines stay."""
    return TOKEN.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def literals(text):
    """(line, value) of string literals; those that follow one another are one."""
    joined, start, end = "", None, None
    for match in TOKEN.finditer(text):
        if not match.group().startswith('"'):
            continue
        if end is not None and text[end:match.start()].strip() == "":
            joined += match.group()[1:-1]
        else:
            if start is not None:
                yield line_of(text, start), joined
            joined, start = match.group()[1:-1], match.start()
        end = match.end()
    if start is not None:
        yield line_of(text, start), joined


def functions(text):
    """(line, lines between the braces) of what stands between a brace in the first column and its end."""
    start = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("{"):
            start = number
        elif line.startswith("}") and start:
            yield start - 1, number - start - 1
            start = None
