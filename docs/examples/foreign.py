#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Follows events over ZeroMQ, without the gateway and without any code of Dealspine: python3-zmq, python3-protobuf, and
modules made by `protoc -I proto -I /usr/include --python_out=DIR proto/dealspine/*.proto protobuf-c/protobuf-c.proto`.

    PYTHONPATH=DIR foreign.py var/access.json subscriber 'deal.*'

It needs `dealspine up --listen 127.0.0.1`, prints a line for each event, keeps its cursors beside access.json, and ends."""
import json, os, sys, uuid
import zmq
from dealspine import events_pb2, identity_pb2, wire_pb2


class Service:
    """One DEALER to one service: requests of two frames, Header and body, and replies of the same form."""

    def __init__(self, context, wire, word):
        self.word, self.socket = word, context.socket(zmq.DEALER)
        self.socket.curve_serverkey = wire["serverKeys"][word].encode()
        self.socket.curve_publickey = wire["client"]["publicKey"].encode()
        self.socket.curve_secretkey = wire["client"]["secretKey"].encode()
        self.socket.linger, self.socket.rcvtimeo = 0, 10000
        self.socket.connect(wire["endpoints"][word])

    def call(self, method, request, reply, principal=None):
        header = wire_pb2.Header(version=1, kind=wire_pb2.REQUEST, id=uuid.uuid4().bytes, method=method, timeout_ms=8000)
        if principal:
            header.principal.CopyFrom(principal)
        self.socket.send_multipart([header.SerializeToString(), request.SerializeToString()])
        answer = wire_pb2.Header()
        while answer.id != header.id:
            head, body = self.socket.recv_multipart()
            answer.ParseFromString(head)
        if answer.HasField("status"):
            raise SystemExit(f"{method}: status {answer.status.code}: {answer.status.message}")
        return reply.FromString(body)


def main(path, key, *types):
    with open(path) as file:
        access = json.load(file)
    token = next(each["token"] for each in access["keys"] if each["name"] == key)
    context, kept = zmq.Context(), os.path.join(os.path.dirname(path), "foreign.cursors")
    cursors = json.load(open(kept)) if os.path.exists(kept) else {}
    identity = Service(context, access["wire"], "identity")
    principal = identity.call("identity.ExchangeKey", identity_pb2.ExchangeKeyRequest(token=token),
                              identity_pb2.ExchangeKeyReply).principal
    for word in access["wire"]["endpoints"]:
        service, caught_up = Service(context, access["wire"], word), False
        while not caught_up:
            cursor = bytes.fromhex(cursors[word]) if word in cursors else None
            request = events_pb2.FetchRequest(types=types, max_events=100, cursor=cursor)
            page = service.call("events.Fetch", request, events_pb2.FetchReply, principal)
            for event in page.events:
                print(event.domain, event.pos, event.type, event.agg_id, event.id, flush=True)
            cursors[word], caught_up = page.next_cursor.hex(), page.caught_up
            with open(kept, "w") as file:
                json.dump(cursors, file)


main(*sys.argv[1:])
