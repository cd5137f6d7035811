# SPDX-License-Identifier: Apache-2.0
"""The gateway alone, or with the stub of its services behind it, in a folder of its own."""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile

import requests

from support.stack import BIN, SANITIZER, wait_until

STUB = os.path.join(os.path.dirname(BIN), "tests", "gateway_stub")
SERVICES = "identity leads customers"


class Gateway:
    def __init__(self, stub=False, **settings):
        self.dir = tempfile.mkdtemp(prefix="dealspine-gw-")
        self.run_dir = os.path.join(self.dir, "run")
        os.mkdir(self.run_dir, 0o700)
        self.http = requests.Session()
        self.log = open(os.path.join(self.dir, "gateway.log"), "w+")
        self.stub = self.process = None
        if stub:
            self.start_stub()
        self.start(settings)
        if stub:
            wait_until(lambda: self.get("/readyz").status_code == 200, what="readiness")

    def start(self, settings):
        port = os.path.join(self.dir, "gateway.port")
        if os.path.exists(port):
            os.remove(port)
        environment = {**os.environ, "DEALSPINE_DIR": self.dir, "DEALSPINE_RUN_DIR": self.run_dir,
                       "DEALSPINE_GATEWAY_PORT": "0", "DEALSPINE_GATEWAY_SERVICES": SERVICES,
                       **{f"DEALSPINE_GATEWAY_{name}": str(value) for name, value in settings.items()}}
        self.process = subprocess.Popen([os.path.join(BIN, "gateway")], stderr=self.log, env=environment)
        wait_until(lambda: os.path.exists(port) or self.process.poll() is not None, what="the port")
        assert self.process.poll() is None, self.text()
        with open(port) as file:
            self.port = int(file.read())
        self.url = f"http://127.0.0.1:{self.port}"

    def start_stub(self):
        self.stub = subprocess.Popen([STUB, self.dir, self.run_dir])

    def stop_stub(self):
        self.stub.terminate()
        assert self.stub.wait(20) == 0
        self.stub = None

    def text(self):
        self.log.flush()
        with open(self.log.name, errors="replace") as file:
            return file.read()

    def calls(self, method):
        """Lines of the stub's log on `method`, each as a dictionary."""
        with open(os.path.join(self.dir, "stub.log")) as file:
            lines = [line.split() for line in file]
        return [dict(part.split("=", 1) for part in line[2:]) for line in lines if line[1] == method]

    # ---- asking ----

    def get(self, path, **options):
        return self.http.get(self.url + path, timeout=40, **options)

    def post(self, method, body, token=None, headers=None, http=None):
        word, name = method.split(".")
        headers = {"Content-Type": "application/json", **(headers or {})}
        if token:
            headers["Authorization"] = "Bearer " + token
        body = json.dumps(body) if isinstance(body, (dict, list)) else body
        return (http or self.http).post(f"{self.url}/dealspine.{word}.v1.{word.capitalize()}/{name}", data=body,
                                        headers=headers, timeout=40)

    def raw(self, request, seconds=3, then=None):
        """Sends bytes as they are; gives the status codes of all that came back, and whether the end was closed."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            connection.sendall(request)
            if then:
                then(connection)
            answer, closed = b"", False
            try:
                while not closed:
                    part = connection.recv(65536)
                    closed = not part
                    answer += part
            except socket.timeout:
                pass
            except ConnectionResetError:
                closed = True
        return [int(code) for code in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer)], closed

    # ---- the end ----

    def terminate(self):
        self.process.send_signal(signal.SIGTERM)

    def stop(self):
        if self.process:
            self.terminate()
            end = self.process.wait(40)
            self.process = None
            report = SANITIZER.search(self.text())
            assert end == 0 and not report, f"the gateway ended with {end}\n{self.text()[-4000:]}"
        if self.stub:
            self.stop_stub()
        self.log.close()
        shutil.rmtree(self.dir, ignore_errors=True)
