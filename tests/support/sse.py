# SPDX-License-Identifier: Apache-2.0
"""A reader of server-sent events, after the parsing rules of the HTML standard; one thread, to be killed at any time."""
import json
import socket
import threading
import time
import urllib.parse


class Reader:
    """Reads GET /events?…, or /changes; `events` are the (id, type, data) so far, `last_id` is where to resume."""

    def __init__(self, url, token=None, last_id=None, receive_buffer=None, path="/events", **parameters):
        place = urllib.parse.urlsplit(url)
        self.events, self.last_id, self.error = [], last_id, None
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.connect((place.hostname, place.port))
        query = urllib.parse.urlencode(parameters)
        head = f"GET {path}?{query} HTTP/1.1\r\nHost: {place.netloc}\r\nAccept: text/event-stream\r\n"
        if token:
            head += f"Authorization: Bearer {token}\r\n"
        if last_id:
            head += f"Last-Event-ID: {last_id}\r\n"
        self.socket.sendall((head + "\r\n").encode())
        self.file = self.socket.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        self.headers = {}
        for line in iter(self.file.readline, b"\r\n"):
            name, _, value = line.decode().partition(":")
            self.headers[name.strip().lower()] = value.strip()
        self.thread = None
        if self.status != 200:
            self.error = json.loads(self.file.read(int(self.headers["content-length"])))

    def start(self):
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()
        return self

    def _lines(self):
        """Lines of the chunked body, without their ends."""
        rest = b""
        while True:
            size = int(self.file.readline() or b"0", 16)
            if not size:
                return
            rest += self.file.read(size)
            self.file.readline()
            *whole, rest = rest.split(b"\n")
            yield from (line.decode() for line in whole)

    def _read(self):
        new_id, kind, data = self.last_id, "message", []
        try:
            for line in self._lines():
                name, _, value = line.partition(":")
                value = value[1:] if value.startswith(" ") else value
                if line == "":
                    self.last_id = new_id
                    if data:
                        self.events.append((new_id, kind, json.loads("\n".join(data))))
                    kind, data = "message", []
                elif name == "id":
                    new_id = value
                elif name == "event":
                    kind = value
                elif name == "data":
                    data.append(value)
        except (OSError, ValueError):
            pass

    def ended(self):
        return not self.thread.is_alive()

    def positions(self, domain=None):
        return [(e["domain"], int(e["pos"])) for _, _, e in self.events if "pos" in e and domain in (None, e["domain"])]

    def kill(self):
        """As a client that is gone: no orderly end."""
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.socket.close()
        if self.thread:
            self.thread.join(5)

    def wait(self, condition, seconds=20):
        until = time.monotonic() + seconds
        while not condition(self):
            assert time.monotonic() < until, f"not within {seconds} s: {len(self.events)} events"
            time.sleep(0.02)
        return self
