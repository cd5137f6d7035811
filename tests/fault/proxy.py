# SPDX-License-Identifier: Apache-2.0
"""Stands where Postgres listens, between it and the services: cuts connections right after a COMMIT was carried out, holds
answers back, or is a hole for everything that Postgres says."""
import os
import random
import selectors
import socket
import threading
import time

COMMIT = b"COMMIT\0"  # in what is asked, and as the tag of the answer
CHUNK = 1 << 16


class Pair:
    """One connection and its other half. `doomed`: cut when the answer to COMMIT comes."""

    def __init__(self, client, server):
        self.client, self.server, self.doomed = client, server, False

    def close(self):
        for half in (self.client, self.server):
            half.close()


class Proxy(threading.Thread):
    """`cut` is the chance of a COMMIT to be cut off, `delay_s` what each answer waits, `mute` holds all answers back."""

    def __init__(self, stack, seed=1):
        super().__init__(daemon=True)
        self.path = os.path.join(stack.status()["runDir"], "pg", ".s.PGSQL.5432")
        self.behind, self.stack = self.path + ".behind", stack
        self.chance, self.over = random.Random(seed), threading.Event()
        self.cut, self.delay_s, self.mute, self.cuts, self.commits = 0.0, 0.0, False, 0, 0
        self.pairs = set()

    def __enter__(self):
        os.rename(self.path, self.behind)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        os.chmod(self.path, 0o777)
        self.listener.listen(256)
        self.asking, self.answering = selectors.DefaultSelector(), selectors.DefaultSelector()
        self.asking.register(self.listener, selectors.EVENT_READ)
        self.start()
        self.disconnect()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()
        self.listener.close()
        os.rename(self.behind, self.path)
        for pair in self.pairs:
            pair.close()

    def disconnect(self):
        """Everybody has to connect anew: through here, as long as this stands."""
        self.stack.psql("dealspine", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                     " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")

    def run(self):
        while not self.over.is_set():
            for key, _ in self.asking.select(0.002 if self.pairs else 0.05):
                if key.fileobj is self.listener:
                    self.accept()
                else:
                    self.ask(key.data)
            if not self.mute:
                for key, _ in self.answering.select(0):
                    self.answer(key.data)

    def accept(self):
        client, _ = self.listener.accept()
        server = socket.socket(socket.AF_UNIX)
        try:
            server.connect(self.behind)
        except OSError:
            client.close()
            server.close()
            return
        pair = Pair(client, server)
        self.pairs.add(pair)
        self.asking.register(client, selectors.EVENT_READ, pair)
        self.answering.register(server, selectors.EVENT_READ, pair)

    def drop(self, pair):
        if pair in self.pairs:
            self.pairs.remove(pair)
            self.asking.unregister(pair.client)
            self.answering.unregister(pair.server)
            pair.close()

    def ask(self, pair):
        if pair not in self.pairs:
            return
        try:
            words = pair.client.recv(CHUNK)
            pair.server.sendall(words)
        except OSError:
            words = b""
        if not words:
            self.drop(pair)
        elif COMMIT in words:
            self.commits += 1
            if self.chance.random() < self.cut:
                pair.doomed = True

    def answer(self, pair):
        if pair not in self.pairs:
            return
        try:
            words = pair.server.recv(CHUNK)
            if pair.doomed and COMMIT in words:
                self.cuts += 1
                words = b""
            if self.delay_s:
                time.sleep(self.delay_s)
            pair.client.sendall(words)
        except OSError:
            words = b""
        if not words:
            self.drop(pair)
