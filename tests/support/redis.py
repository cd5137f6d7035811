# SPDX-License-Identifier: Apache-2.0
"""What the Redis of a stack holds, and what may happen to it."""
import os
import shutil
import signal
import socket


class Redis:
    """Asks by connections of its own; raises OSError while Redis is away."""

    def __init__(self, stack):
        self.stack = stack

    def ask(self, *words, seconds=2):
        """One command; bulk strings come as bytes, arrays as lists, errors are raised."""
        with socket.socket(socket.AF_UNIX) as redis:
            redis.settimeout(seconds)
            redis.connect(os.path.join(self.stack.status()["runDir"], "redis", "redis.sock"))
            parts = [word if isinstance(word, bytes) else str(word).encode() for word in words]
            redis.sendall(b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in parts))
            with redis.makefile("rb") as answer:
                return self._read(answer)

    def _read(self, answer):
        line = answer.readline()
        kind, rest = line[:1], line[1:].strip()
        if kind == b"-":
            raise AssertionError(rest.decode())
        if kind == b":":
            return int(rest)
        if kind == b"$":
            return None if rest == b"-1" else answer.read(int(rest) + 2)[:-2]
        if kind == b"*":
            return None if rest == b"-1" else [self._read(answer) for _ in range(int(rest))]
        if not line:
            raise ConnectionError("closed")
        return rest

    def lane(self, domain):
        """The entries of a domain's lane as (pos, {field: bytes}); the latest epoch's."""
        for key in self.ask("KEYS", "*:ev:{%s}:*" % domain):
            return [(int(entry.split(b"-")[0]), dict(zip(fields[::2], fields[1::2])))
                    for entry, fields in self.ask("XRANGE", key, "-", "+")]
        return []

    def everything(self):
        """key → all bytes of its value."""
        readers = {b"string": ("GET",), b"hash": ("HGETALL",), b"list": ("LRANGE", 0, -1), b"set": ("SMEMBERS",),
                   b"zset": ("ZRANGE", 0, -1), b"stream": ("XRANGE", "-", "+")}
        found = {}
        for key in self.ask("KEYS", "*"):
            verb, *rest = readers.get(self.ask("TYPE", key), ("EXISTS",))
            found[key] = flat(self.ask(verb, key, *rest))
        return found

    # ---- faults ----

    def pid(self):
        pid = self.stack.program("redis")["pid"]
        assert pid, "Redis does not run"  # 0 would be ourselves, and all our children
        return pid

    def flush(self):
        try:
            self.ask("FLUSHALL")
        except OSError:
            pass

    def kill(self):
        os.kill(self.pid(), signal.SIGKILL)

    def wipe(self):
        """Killed, and what it kept is gone: another, empty one takes its place."""
        self.kill()
        shutil.rmtree(os.path.join(self.stack.dir, "redis", "appendonlydir"), ignore_errors=True)

    def stop(self):
        os.kill(self.pid(), signal.SIGSTOP)

    def go_on(self):
        os.kill(self.pid(), signal.SIGCONT)


def flat(value):
    if isinstance(value, list):
        return b"\n".join(flat(part) for part in value)
    return value if isinstance(value, bytes) else str(value).encode()
