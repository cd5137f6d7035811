# SPDX-License-Identifier: Apache-2.0
"""A whole stack of the test build, started and stopped by a test, driven as a client would."""
import fcntl
import glob
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

import psycopg2
import requests

from support import prepared

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = PROGRAMS = os.environ.get("DEALSPINE_BIN", os.path.join(ROOT, "build", "test", "bin"))
METHODS = os.environ.get("DEALSPINE_METHODS")  # file that collects which method was answered how
LOGGED = re.compile(r" (?:method|call)=([a-z]+\.[A-Z]\w*) status=(\w+)")
SANITIZER = re.compile(r"(ERROR: (Address|Leak)Sanitizer|runtime error:|AddressSanitizer:DEADLYSIGNAL).*")
ENVIRONMENT = {
    "ASAN_OPTIONS": "detect_leaks=1:abort_on_error=1:detect_stack_use_after_return=0:quarantine_size_mb=32",
    "UBSAN_OPTIONS": "print_stacktrace=1",
    "DEALSPINE_NOTIFICATIONS_BULK_WAIT_S": "2",
    "DEALSPINE_BACKUP_EVERY_HOURS": "0",  # not in the middle of a test
}


def answer_word(response):
    """"ok", or the code of an error, "refused" where it says none."""
    if response.status_code == 200:
        return "ok"
    try:
        return response.json().get("code", "refused")
    except (ValueError, AttributeError):
        return "refused"


class Refused(Exception):
    """An error of the API: `code` as Connect writes it, `message`, `reason` and `field` where given."""

    def __init__(self, http, body):
        self.http = http
        self.code = body.get("code", "unknown")
        self.message = body.get("message", "")
        self.details = body.get("details", [])
        self.reason = self.field = None
        for detail in self.details:
            debug = detail.get("debug") or {}
            self.reason = debug.get("reason", self.reason)
            self.field = debug.get("field", self.field)
        super().__init__(f"{self.code}: {self.message}" + (f" [{self.reason}]" if self.reason else ""))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, seconds=10, what="the condition"):
    """Calls `condition` until it gives something true, and gives that."""
    until = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > until:
            raise AssertionError(f"{what} did not come true within {seconds} s")
        time.sleep(0.05)


def prepare(folder):
    """Starts a stack with the demo organisation there, by the programs as they were built, and stops it."""
    running = Stack(folder=folder, start=False, scale=1)
    running.start(programs=PROGRAMS)
    running.stop()


class Stack:
    """`services` "identity leads gateway" starts only these, `scale` so many of each (but the gateway); `options` are
    further ones of `dealspine up`. Without `scale` DEALSPINE_TEST_SCALE counts: a whole run of tests with replicas.
    DEALSPINE_TEST_REDIS=no: a run without Redis."""

    def __init__(self, demo=True, services=None, options=(), environment=None, folder=None, start=True, scale=None):
        self.home = None if folder else tempfile.mkdtemp(prefix="dealspine-test-")
        self.dir = folder or os.path.join(self.home, "stack")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.http = requests.Session()
        self.tokens = {}
        self.answers = set()  # (method, "ok" or a code) and, of calls from here, the test
        self.output = []
        self.process = None
        self.environment = {**os.environ, **ENVIRONMENT, **(environment or {})}
        self.arguments = ["--port", str(self.port), "--foreground", *options]
        if not demo:
            self.arguments.append("--no-demo")
        scale = scale or int(os.environ.get("DEALSPINE_TEST_SCALE", "1"))
        if scale > 1 and "--scale" not in options:
            self.arguments += ["--scale", str(scale)]
        if os.environ.get("DEALSPINE_TEST_REDIS") == "no" and "--no-redis" not in options:
            self.arguments.append("--no-redis")
        if services:
            self.arguments += ["--services", services]
        if demo and not services and not folder and start:
            prepared.copy_to(self.dir, PROGRAMS, prepare)
        if start:
            self.start()

    # ---- processes ----

    def start(self, seconds=300, programs=None):
        self.process = subprocess.Popen(
            [os.path.join(programs or BIN, "dealspine"), "--dir", self.dir, "up", *self.arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=self.environment)
        ready = threading.Event()
        threading.Thread(target=self._read, args=(self.process, ready), daemon=True).start()
        began = time.monotonic()
        until = began + seconds
        while not ready.wait(0.1):
            if self.process.poll() is not None or time.monotonic() > until or self._failed():
                self.stop(check=False, keep=True)
                raise AssertionError(f"the stack in {self.dir} does not start:\n" + "".join(self.output) + self.tails())
        self.took_s = time.monotonic() - began

    def _failed(self):
        return any(line.startswith(("dealspine: the stack is not ready", "first run:")) for line in self.output)

    def _read(self, process, ready):
        for line in process.stdout:
            self.output.append(line)
            if line.startswith("Dealspine is ready"):
                ready.set()

    def stop(self, check=True, keep=False):
        """Stops the stack; with `check` its end must be clean and no log may hold a sanitizer's report. Gives the reports."""
        if self.process is None:
            return []
        self.process.terminate()
        try:
            end = self.process.wait(timeout=240)
        except subprocess.TimeoutExpired:
            self.process.kill()
            end = "none within 240 s"
        self.process = None
        reports = self.reports()
        self._collect()
        if check and (reports or end != 0):
            raise AssertionError(f"the stack in {self.dir} ended with {end}\n" + "\n".join(reports))
        if self.home and not keep:
            shutil.rmtree(self.home, ignore_errors=True)
        return reports

    def stop_at_once(self):
        """Kills the supervisor, and with it all that it started; for a stack of which nothing is wanted any more."""
        if self.process is None:
            return
        status = self.status()
        self.process.kill()
        self.process.wait()
        self.process = None
        pids = [program["pid"] for program in status["programs"] if program["pid"]]
        wait_until(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in pids), 60, "the end of all programs")
        self._collect()
        shutil.rmtree(status["runDir"], ignore_errors=True)
        if self.home:
            shutil.rmtree(self.home, ignore_errors=True)

    def _collect(self):
        for path in glob.glob(os.path.join(self.dir, "log", "*.log")):
            with open(path, errors="replace") as log:
                self.answers.update(LOGGED.findall(log.read()))
        if METHODS:
            with open(METHODS, "a") as file:
                fcntl.flock(file, fcntl.LOCK_EX)  # tests side by side write here by turns
                file.writelines(" ".join(answer) + "\n" for answer in sorted(self.answers))

    def reports(self):
        """Sanitizers' complaints in the logs and on the supervisor's output."""
        texts = {"supervisor": "".join(self.output)}
        for path in glob.glob(os.path.join(self.dir, "log", "*.log")):
            with open(path, errors="replace") as log:
                texts[os.path.basename(path)] = log.read()
        found = []
        for name, text in texts.items():
            match = SANITIZER.search(text)
            if match:
                found.append(f"{name}: " + text[match.start():match.start() + 3000])
        return found

    def tails(self, lines=15):
        text = ""
        for path in sorted(glob.glob(os.path.join(self.dir, "log", "*.log"))):
            with open(path, errors="replace") as log:
                text += f"--- {os.path.basename(path)}\n" + "".join(log.readlines()[-lines:])
        return text

    def status(self):
        with open(os.path.join(self.dir, "status.json")) as file:
            return json.load(file)

    def program(self, word):
        """The entry of status.json for `word`, "postgres" included."""
        return next(p for p in self.status()["programs"] if p["name"] == word)

    def kill(self, word, number=signal.SIGKILL):
        """Sends a signal to a program of the stack; gives the pid it had."""
        pid = self.program(word)["pid"]
        assert pid, f"{word} does not run"
        os.kill(pid, number)
        return pid

    def wait_ready(self, seconds=60):
        wait_until(lambda: all(p["ready"] for p in self.status()["programs"]), seconds, "readiness of all programs")

    def cli(self, *arguments, text=None, timeout=120):
        """Runs `dealspine --dir … arguments`; the finished process with stdout and stderr as text."""
        return subprocess.run([os.path.join(BIN, "dealspine"), "--dir", self.dir, *arguments], input=text, text=True,
                              capture_output=True, timeout=timeout, env=self.environment)

    # ---- the API ----

    def access(self):
        with open(os.path.join(self.dir, "access.json")) as file:
            return json.load(file)

    def token(self, who):
        """The bearer token of a login or key name in access.json; a user is signed in once."""
        if who not in self.tokens:
            access = self.access()
            keys = {key["name"]: key["token"] for key in access["keys"]}
            self.tokens[who] = keys[who] if who in keys else self.sign_in(who, self.password(who))
        return self.tokens[who]

    def password(self, login):
        return next(user["password"] for user in self.access()["users"] if user["login"] == login)

    def sign_in(self, login, password):
        sign_in = {"login": login, "password": password}
        try:
            reply = self.call("identity.SignIn", sign_in, as_=None)
        except Refused as late:  # passwords are slow to check by intent, and a busy machine makes them slower
            if late.code != "deadline_exceeded":
                raise
            reply = self.call("identity.SignIn", sign_in, as_=None)
        assert "token" in reply, f"{login} could not sign in: {reply.get('outcome')}"
        return reply["token"]

    @staticmethod
    def path(method):
        word, name = method.split(".")
        return f"/dealspine.{word}.v1.{word.capitalize()}/{name}"

    def post(self, method, body=None, as_="admin", key=None, channel=None, headers=None, timeout=30, token=None):
        """One POST; the response as it came."""
        sent = {"Content-Type": "application/json"}
        token = token or (self.token(as_) if as_ else None)
        if token:
            sent["Authorization"] = f"Bearer {token}"
        if key:
            sent["Idempotency-Key"] = key
        if channel:
            sent["Dealspine-Channel"] = channel
        sent.update(headers or {})
        response = self.http.post(self.url + self.path(method), data=json.dumps(body or {}), headers=sent, timeout=timeout)
        test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition("::")[2].partition(" ")[0].partition("[")[0]
        self.answers.add((method, answer_word(response), test))
        return response

    def call(self, method, body=None, as_="admin", **more):
        """Calls "leads.CaptureLead" as a login or key (None: nobody) and gives the reply; raises Refused."""
        response = self.post(method, body, as_, **more)
        if response.status_code == 200:
            return response.json()
        try:
            error = response.json()
        except ValueError:
            error = {"message": f"HTTP {response.status_code}: {response.text[:300]}"}
        raise Refused(response.status_code, error)

    def refused(self, method, body=None, as_="admin", **more):
        """Calls what must be refused, and gives the Refused."""
        try:
            reply = self.call(method, body, as_, **more)
        except Refused as refusal:
            return refusal
        raise AssertionError(f"{method} was not refused to {as_}: {reply}")

    def events(self, *types, as_="admin"):
        """All events of these patterns so far, payloads as objects under "payload"."""
        found, cursor = [], None
        while True:
            request = {"types": list(types), "maxEvents": 500}
            request.update({"cursor": cursor} if cursor else {"from": "EARLIEST"})
            reply = self.call("events.Fetch", request, as_)
            for event in reply.get("events", []):
                event["payload"] = json.loads(event.pop("payloadJson", "{}"))
                found.append(event)
            cursor = reply.get("nextCursor", cursor)
            if reply.get("caughtUp"):
                return found

    # ---- the database ----

    def dsn(self, role):
        with open(os.path.join(self.dir, "keys", f"pg.{role}.password")) as file:
            password = file.read().strip()
        return {"host": os.path.join(self.status()["runDir"], "pg"), "dbname": "dealspine", "user": role, "password": password}

    def psql(self, role, sql, parameters=None):
        """Runs one statement as a service's role ("dealspine" owns the cluster); its rows, if any."""
        connection = psycopg2.connect(**self.dsn(role))
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(sql, parameters)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()
