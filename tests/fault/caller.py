# SPDX-License-Identifier: Apache-2.0
"""A client of the API that does not let go: what is uncertain is asked again under the same key."""
import http.client
import json
import time
import zlib

from support.stack import Stack

# The request may or may not have been executed, or it certainly was not; either way the same key may go out again.
PASSING = {"unavailable", "deadline_exceeded", "resource_exhausted", "canceled", "unknown", "internal", "aborted"}
TIMEOUT_MS = 800


class Ending:
    """A time (monotonic) that is not known yet: never, until somebody says when."""

    def __init__(self):
        self.at = float("inf")

    def __call__(self):
        return self.at

    def __gt__(self, now):  # `now < end`
        return now < self.at


class Stopped(Exception):
    """The run is over; what is open stays open for now."""


class Refusal(Exception):
    pass


class Caller:
    """One connection. `until()` gives the time (monotonic) at which to stop trying."""

    def __init__(self, port, tokens, ledger, until):
        self.port, self.tokens, self.ledger, self.until = port, tokens, ledger, until
        self.connection = None

    def command(self, who, method, body, effect=None):
        return self.settle(self.ledger.begin(who, method, body, effect))

    def settle(self, entry):
        """Asks until there is an answer; the reply, or Refusal."""
        began = time.monotonic()
        while entry.state == "open":
            entry.tries += 1
            code, reply = self._post(entry.who, entry.method, entry.body, entry.key)
            if code == "ok":
                entry.state, entry.reply = "done", reply
                self.ledger.times.append((began, time.monotonic() - began))
                if zlib.crc32(entry.key.encode()) % 50 == 0:  # an impatient client sends it once more
                    entry.tries += 1
                    self._post(entry.who, entry.method, entry.body, entry.key)
            elif code not in PASSING and not is_stale(code, reply):
                entry.state = "refused"
                entry.why = f"{code} {reason_of(reply)}: {reply.get('message', '')}"
                self.ledger.note(f"refused: {entry.method} {code} {reason_of(reply)}")
            else:
                self._pause(entry.method, code, reply)
        if entry.state == "refused":
            raise Refusal(entry.why)
        return entry.reply

    def query(self, who, method, body):
        while True:
            code, reply = self._post(who, method, body, None)
            if code == "ok":
                return reply
            if code not in PASSING and not is_stale(code, reply):
                raise Refusal(f"{method}: {code} {reply.get('message', '')}")
            self._pause(method, code, reply)

    def wait_for(self, who, method, body, holds, seconds=30):
        """Queries until `holds(reply)`."""
        patience = time.monotonic() + seconds
        while True:
            reply = self.query(who, method, body)
            if holds(reply):
                return reply
            if time.monotonic() > patience:
                self.ledger.note(f"waited {seconds} s in vain: {method}")
                raise Refusal(f"waited in vain: {method}")
            if time.monotonic() > self.until():
                raise Stopped
            time.sleep(0.05)

    def _pause(self, method, code, reply):
        if code in ("internal", "unknown", "unauthenticated"):
            self.ledger.note(f"{code}: {method} {reply.get('message', '')}")
        if time.monotonic() > self.until():
            raise Stopped
        time.sleep(0.1)

    def _post(self, who, method, body, key):
        """(code, reply): "ok", or the Connect code with the error's body."""
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.tokens[who]}",
                   "Connect-Timeout-Ms": str(TIMEOUT_MS)}
        if key:
            headers["Idempotency-Key"] = key
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_MS / 1000 + 1)
            self.connection.request("POST", Stack.path(method), json.dumps(body), headers)
            response = self.connection.getresponse()
            status, content = response.status, response.read()
        except (OSError, http.client.HTTPException):
            if self.connection is not None:
                self.connection.close()
            self.connection = None
            return "unavailable", {}
        try:
            reply = json.loads(content or b"{}")
        except ValueError:
            return "unknown", {"message": f"HTTP {status} without JSON"}
        return ("ok", reply) if status == 200 else (reply.get("code", "unknown"), reply)


def is_stale(code, reply):
    """The clock was set while the request was under way: who asks was vouched for by the old one."""
    return code == "unauthenticated" and reason_of(reply) in ("EXPIRED", "NOT_YET_VALID")


def reason_of(reply):
    for detail in reply.get("details", []):
        reason = (detail.get("debug") or {}).get("reason")
        if reason:
            return reason
    return ""
