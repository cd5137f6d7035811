# SPDX-License-Identifier: Apache-2.0
"""What the clients asked for, under which key, and what they were told."""
import threading
import uuid

OPEN, DONE, REFUSED = "open", "done", "refused"


class Entry:
    """One command. `effect` = (event type, identity) is the one event that it, and nothing else, must leave behind."""

    __slots__ = ("who", "method", "body", "key", "effect", "state", "reply", "tries", "why")

    def __init__(self, who, method, body, effect):
        self.who, self.method, self.body, self.effect = who, method, body, effect
        self.key = str(uuid.uuid4())
        self.state, self.reply, self.tries, self.why = OPEN, None, 0, ""


class Ledger:
    def __init__(self):
        self.lock = threading.Lock()
        self.entries = []
        self.times = []  # (begun, seconds) of every command that was answered, its repetitions included
        self.notes = {}  # what was seen besides, and how often

    def begin(self, who, method, body, effect=None):
        entry = Entry(who, method, body, effect)
        with self.lock:
            self.entries.append(entry)
        return entry

    def note(self, text):
        with self.lock:
            self.notes[text] = self.notes.get(text, 0) + 1

    def count(self, state):
        return sum(entry.state == state for entry in self.entries)

    def repeated(self):
        return sum(entry.tries > 1 for entry in self.entries)

    def write(self, path):
        with open(path, "w") as file:
            for entry in self.entries:
                print(entry.state, entry.tries, entry.who, entry.method, entry.effect, entry.key, entry.why, file=file)
