# SPDX-License-Identifier: Apache-2.0
"""An instance of a service that grants little, answers no request for as long as it lives, and counts what each of its
callers sends all the same. Told to hang, it does not even read any more, while its sockets' own thread keeps the
connections alive."""
import collections
import os
import threading

import zmq

from support.wire import proto

GRANT = 2
UNAVAILABLE = 14


class Witness(threading.Thread):
    """In the folder of endpoints while its `with` lasts; then `seen` holds, for each request that came, how many its caller
    had outstanding."""

    def __init__(self, stack, service):
        super().__init__(daemon=True)
        self.wire = proto("wire")
        self.path = os.path.join(stack.status()["runDir"], service, "witness.ipc")
        self.pings = self.requests = 0
        self.seen, self.held = [], []
        self.outstanding = collections.Counter()
        self.over, self.hangs = threading.Event(), threading.Event()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()

    def run(self):
        self.socket = zmq.Context.instance().socket(zmq.ROUTER)
        self.socket.linger = 500
        self.socket.bind("ipc://" + self.path)
        while not self.over.is_set():
            if self.hangs.is_set():
                self.over.wait()
            elif self.socket.poll(50):
                self.take(*self.socket.recv_multipart()[:2])
        for route, request in self.held:
            self.refuse(route, request)
        self.socket.close()
        if os.path.exists(self.path):
            os.unlink(self.path)

    def take(self, route, head):
        header = self.wire.Header.FromString(head)
        if header.kind == self.wire.PING:
            self.pings += 1
            self.send(route, kind=self.wire.PONG, credit=GRANT)
        elif header.kind == self.wire.REQUEST:
            self.requests += 1
            self.outstanding[route] += 1
            self.seen.append(self.outstanding[route])
            self.held.append((route, header.id))

    def refuse(self, route, request):
        status = self.wire.Status(code=UNAVAILABLE, message="only a witness", executed=False)
        self.send(route, kind=self.wire.REPLY, id=request, status=status, credit=0)

    def send(self, route, **fields):
        self.socket.send_multipart([route, self.wire.Header(version=1, **fields).SerializeToString(), b""])
