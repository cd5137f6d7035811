# SPDX-License-Identifier: Apache-2.0
"""Services over TCP, as a program of another house calls them: python3-zmq, python3-protobuf."""
import glob
import importlib
import os
import random
import socket
import subprocess
import sys
import tempfile
import uuid

import zmq

from support.stack import ROOT

_made = None


def modules():
    """A folder with the Python modules of proto/, made once; it is in sys.path afterwards."""
    global _made
    if _made is None:
        _made = tempfile.TemporaryDirectory(prefix="dealspine-proto-")
        protos = sorted(glob.glob(os.path.join(ROOT, "proto", "dealspine", "*.proto")))
        subprocess.run(["protoc", "-I", os.path.join(ROOT, "proto"), "-I", "/usr/include", f"--python_out={_made.name}",
                        *protos, "protobuf-c/protobuf-c.proto"], check=True)
        sys.path.insert(0, _made.name)
    return _made.name


def proto(word):
    modules()
    return importlib.import_module(f"dealspine.{word}_pb2")


def free_ports(count=16, host="127.0.0.1"):
    """The first of `count` ports in a row that are free."""
    while True:
        first = random.randrange(20000, 30000)
        probes = [socket.socket() for _ in range(count)]
        try:
            for nth, probe in enumerate(probes):
                probe.bind((host, first + nth))
            return first
        except OSError:
            continue
        finally:
            for probe in probes:
                probe.close()


class Refused(Exception):
    def __init__(self, status):
        self.code, self.reason, self.message = status.code, status.reason, status.message
        super().__init__(f"{status.code} {status.reason}: {status.message}")


class Silence(Exception):
    """Nobody answered in time."""


class Caller:
    """`keys` is (public, secret) in Z85, or None for a connection without CURVE."""

    def __init__(self, endpoint, server_key, keys, patience_ms=5000):
        self.socket = zmq.Context.instance().socket(zmq.DEALER)
        if keys:
            self.socket.curve_serverkey = server_key.encode()
            self.socket.curve_publickey, self.socket.curve_secretkey = (key.encode() for key in keys)
        self.patience_ms = patience_ms
        self.socket.linger, self.socket.rcvtimeo, self.socket.sndtimeo = 0, patience_ms, patience_ms
        self.socket.connect(endpoint)

    def call(self, method, request, reply, principal=None):
        wire = proto("wire")
        header = wire.Header(version=1, kind=wire.REQUEST, id=uuid.uuid4().bytes, method=method, timeout_ms=max(self.patience_ms - 1000, 1000),
                             idempotency_key=str(uuid.uuid4()))
        if principal:
            header.principal.CopyFrom(principal)
        try:
            head, body = self._ask(header, request.SerializeToString())
        except zmq.Again:
            raise Silence(method) from None
        answer = wire.Header.FromString(head)
        if answer.HasField("status"):
            raise Refused(answer.status)
        return reply.FromString(body)

    def _ask(self, header, body):
        self.socket.send_multipart([header.SerializeToString(), body])
        while True:
            head, body = self.socket.recv_multipart()
            answer = proto("wire").Header.FromString(head)
            if answer.kind == proto("wire").REPLY and answer.id == header.id:
                return head, body

    def close(self):
        self.socket.close()
