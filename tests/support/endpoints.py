# SPDX-License-Identifier: Apache-2.0
"""What webhooks and e-mail are sent to in tests: real HTTP and SMTP servers on a port of 127.0.0.1."""
import base64
import email
import email.policy
import http.server
import json
import os
import socketserver
import ssl
import subprocess
import threading
import time


def certificate(folder, name="sink"):
    """Key and certificate for 127.0.0.1, signed by itself: the paths of both."""
    paths = [os.path.join(folder, f"{name}.{part}.pem") for part in ("key", "cert")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
                    paths[0], "-out", paths[1], "-days", "2", "-subj", f"/CN={name}", "-addext",
                    "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    return paths


def server_side(key, cert):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context


class Endpoint:
    """An HTTP endpoint that keeps what it gets. `behave(request)` gives a status, or (status, headers), or None to hang.
    With the paths of a key and a certificate it speaks TLS."""

    def __init__(self, behave=lambda request: 204, tls=None):
        self.requests = []
        self.behave = behave
        self.under_way = self.most_at_once = 0
        self.lock = threading.Lock()
        self.released = threading.Event()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                outer.take(self)

            def do_GET(self):
                outer.take(self)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self.server.server_address[1]}/hook"
        if tls:
            self.server.socket = server_side(*tls).wrap_socket(self.server.socket, server_side=True,
                                                               do_handshake_on_connect=False)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        request = {"headers": {name.lower(): value for name, value in handler.headers.items()}, "raw": body,
                   "path": handler.path, "at": time.monotonic(), "body": json.loads(body) if body else None}
        with self.lock:
            self.requests.append(request)
            self.under_way += 1
            self.most_at_once = max(self.most_at_once, self.under_way)
        answer = self.behave(request)
        with self.lock:
            self.under_way -= 1
        self.answer(handler, answer)

    def answer(self, handler, answer):
        if answer is None:
            self.released.wait(60)
            handler.close_connection = True
            return
        status, headers = answer if isinstance(answer, tuple) else (answer, {})
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        if status != 204:
            handler.send_header("Content-Length", "0")
        handler.end_headers()

    def of(self, kind):
        """The requests for events of this type so far."""
        with self.lock:
            return [request for request in self.requests if request["body"]["type"] == kind]

    def close(self):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()


class MailServer:
    """Takes mail by SMTP. `answer(recipient)` gives the reply to RCPT TO; `login` asks for AUTH PLAIN; `tls` is an
    ssl.SSLContext for STARTTLS."""

    def __init__(self, answer=lambda recipient: "250 ok", login=None, tls=None):
        self.letters = []
        self.refused = []
        self.connections = 0
        self.answer, self.login, self.tls = answer, login, tls
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                outer.connections += 1
                outer.talk(self)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.url = f"smtp://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def talk(self, handler):
        session = {"to": [], "encrypted": False, "user": None, "asked": False, "lines": (handler.rfile, handler.wfile)}
        reply = "220 sink.example ESMTP"
        while reply:
            read, write = session["lines"]
            write.write(reply.encode() + b"\r\n")
            write.flush()
            if reply.startswith("220 go"):
                secure = self.tls.wrap_socket(handler.connection, server_side=True)
                session.update(lines=(secure.makefile("rb"), secure.makefile("wb")), encrypted=True)
            line = session["lines"][0].readline().decode().strip()
            reply = self.obey(line, session) if line else None

    def obey(self, line, session):
        verb = line.split(" ")[0].upper()
        if verb in ("EHLO", "HELO"):
            offers = ["sink.example"] + (["STARTTLS"] if self.tls and not session["encrypted"] else [])
            offers += ["AUTH PLAIN"] if self.login else []
            return "\r\n".join("250" + ("-" if offer != offers[-1] else " ") + offer for offer in offers)
        if verb == "STARTTLS":
            return "220 go ahead"
        if verb == "AUTH" or session["asked"]:
            session["asked"] = line.upper() == "AUTH PLAIN"
            return "334 " if session["asked"] else self.admit(line.split(" ")[-1], session)
        if verb == "MAIL":
            session["to"] = []
        if verb == "RCPT":
            address = line[line.index("<") + 1:line.index(">")]
            reply = self.answer(address)
            (session["to"] if reply.startswith("2") else self.refused).append(address)
            return reply
        if verb == "DATA":
            return self.take(session)
        return None if verb == "QUIT" else "250 ok"

    def admit(self, given, session):
        _, user, password = base64.b64decode(given).decode().split("\0")
        session["user"] = user
        return "235 welcome" if (user, password) == self.login else "535 no"

    def take(self, session):
        read, write = session["lines"]
        write.write(b"354 go ahead\r\n")
        write.flush()
        lines = []
        while (line := read.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        letter = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.letters.append({"to": session["to"], "letter": letter, "encrypted": session["encrypted"],
                             "user": session["user"], "raw": b"".join(lines)})
        return "250 taken"

    def to(self, address):
        return [letter for letter in self.letters if address in letter["to"]]

    def close(self):
        self.server.shutdown()
        self.server.server_close()
