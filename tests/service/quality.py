# SPDX-License-Identifier: Apache-2.0
"""Calls that were answered, their recordings, scorecards and draws, made as everybody makes them."""
import base64
import datetime
import hashlib
import io
import math
import struct
import uuid
import wave

from people import customer_of, owned, report, request_call
from support.agents import bench_strangers
from support.stack import Refused, wait_until

ABSENT = "00000000-0000-7000-8000-00000000abcd"
HERE = "/hq/sales/"


def wav(seconds=1, tone=440.0):
    """A mono recording of 16 bit at 8 kHz: one tone."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        n = int(8000 * seconds)
        out.writeframes(b"".join(struct.pack("<h", int(12000 * math.sin(tone * i / 1273))) for i in range(n)))
    return file.getvalue()


def digest(data):
    return hashlib.sha256(data).hexdigest()


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def stamp(at):
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def login_of(stack, user_id):
    return next(user["login"] for user in stack.access()["users"] if user["id"] == user_id)


def agents_customer(stack):
    """(login, customer id) of a customer whom one of the organisation's agents owns."""
    bench_strangers(stack)
    customer_id = customer_of(stack)
    return login_of(stack, owned(stack, customer_id)["ownerId"]), customer_id


def user_id(stack, login):
    return next(user["id"] for user in stack.access()["users"] if user["login"] == login)


def customers_of_two(stack):
    """[(login, customer id)] of two telesales agents who own their customer."""
    found = {}
    for _ in range(20):
        login, customer_id = agents_customer(stack)
        found.setdefault(login, customer_id)
        if len(found) == 2:
            return list(found.items())
    raise AssertionError("one agent owns everybody: " + ", ".join(found))


def answered(stack, customer_id, as_, script=None, seconds=0):
    """A call from dial to wrap, seen by qa; the recording that is expected of it."""
    call_id = request_call(stack, customer_id, as_=as_)["id"]
    report(stack, call_id, "DIALLING", "RINGING", as_=as_)
    report(stack, call_id, "ANSWERED", "ENDED", as_=as_)
    wrap = {"callId": call_id, "disposition": "INTERESTED"}
    stack.call("customers.WrapCall", {**wrap, **({"scriptVersion": script} if script else {})}, as_)
    return seen(stack, call_id, lambda recording: recording.get("endedAt")
                and (not script or recording.get("scriptVersion") == script))


def seen(stack, call_id, condition=lambda recording: True, what="the recording"):
    """The recording, once qa knows it and `condition` holds."""
    def look():
        try:
            recording = stack.call("qa.GetRecording", {"callId": call_id})["recording"]
        except Refused as refusal:
            assert refusal.code == "not_found"
            return None
        return recording if condition(recording) else None
    return wait_until(look, 20, what)


def begin(stack, call_id, data, as_="quality", **more):
    body = {"callId": call_id, "codec": "wav", "size": len(data), "sha256": digest(data), **more}
    return stack.call("qa.BeginRecording", body, as_)


def append(stack, call_id, data, offset, as_="quality"):
    body = {"callId": call_id, "offset": offset, "data": base64.b64encode(data).decode()}
    return int(stack.call("qa.AppendRecordingPart", body, as_)["received"])


def upload(stack, call_id, data, as_="quality", part=512 * 1024, **more):
    """In parts, as a recorder does; the recording."""
    begin(stack, call_id, data, as_, **more)
    for offset in range(0, len(data), part):
        assert append(stack, call_id, data[offset:offset + part], offset, as_) == min(offset + part, len(data))
    return stack.call("qa.FinishRecording", {"callId": call_id}, as_)["recording"]


def recorded(stack, customer_id, as_, data=None, **more):
    """The stored recording of a call made now."""
    call_id = answered(stack, customer_id, as_, **more)["callId"]
    return upload(stack, call_id, data or wav(0.1, 300))


def download(stack, call_id, as_="quality", purpose="evaluation"):
    """Opens the recording and reads all its parts; the bytes and the access."""
    access = stack.call("qa.OpenRecording", {"callId": call_id, "purpose": purpose}, as_)["access"]
    data, part, last = b"", 1, False
    while not last:
        reply = stack.call("qa.ReadRecordingPart", {"accessId": access["id"], "part": part}, as_)
        assert int(reply.get("offset", 0)) == len(data)
        data, part, last = data + base64.b64decode(reply["data"]), part + 1, reply.get("last", False)
    return data, access


def criterion(code, dimension, weight, scale=5, **more):
    return {"code": code, "name": code.replace("_", " "), "dimension": dimension, "weight": weight, "scale": scale, **more}


def criteria():
    """K33 and two of our own: the announcement is fatal, objections may not occur."""
    return [criterion("language", "LANGUAGE", 30, skill="communication",
                      anchors=[{"points": 5, "text": "clear and friendly"}, {"points": 1, "text": "hard to follow"}]),
            criterion("audio", "AUDIO_QUALITY", 20, scale=3),
            criterion("duration", "DURATION", 10, scale=2),
            criterion("announcement", "OWN", 15, scale=1, fatal=True),
            criterion("objections", "OWN", 25, scale=4, skill="objection_handling", mayNotApply=True)]


def published(stack, code=None, items=None):
    """A scorecard of its own, published; its code."""
    code = code or "card-" + uuid.uuid4().hex[:8]
    draft = stack.call("qa.DraftScorecard", {"code": code, "name": "Telesales", "criteria": items or criteria()},
                       "quality")["scorecard"]
    stack.call("qa.PublishScorecard", {"code": code, "version": draft["version"]}, "quality")
    return code


def plan(stack, card, as_="quality", **more):
    body = {"name": "Weekly " + uuid.uuid4().hex[:6], "seed": "november", "scorecardCode": card, "teamPath": HERE,
            "minPerAgent": 1, **more}
    return stack.call("qa.PutSamplingPlan", body, as_)["plan"]


def period(recordings):
    """From before the first to after the last answer."""
    times = sorted(recording["answeredAt"] for recording in recordings)
    last = datetime.datetime.fromisoformat(times[-1].replace("Z", "+00:00")) + datetime.timedelta(microseconds=1)
    return {"answeredFrom": times[0], "answeredUntil": stamp(last)}


def assigned(stack, customer_id, as_, evaluators=(), team=HERE, **more):
    """A fresh evaluation of a call of this agent."""
    recording = recorded(stack, customer_id, as_, **more)
    made = plan(stack, published(stack), agentIds=[recording["agentId"]], teamPath=team)
    reply = stack.call("qa.DrawSample", {"planId": made["id"], "evaluatorIds": list(evaluators), **period([recording])},
                       "quality")
    assert reply["assigned"] == 1 and reply["members"][0]["callId"] == recording["callId"]
    return reply["members"][0]["evaluationId"]


def answers(**points):
    """Full marks but for what is said; None: not applicable."""
    full = {"language": 5, "audio": 3, "duration": 2, "announcement": 1, "objections": 4, **points}
    return [{"criterion": code, **({"notApplicable": True} if value is None else {"points": value})}
            for code, value in full.items()]


def tomorrow(days=1):
    return (now() + datetime.timedelta(days=days)).strftime("%Y-%m-%d")


def submitted(stack, customer_id, as_, by="quality", **points):
    """An evaluation that the agent has not answered yet."""
    evaluation_id = assigned(stack, customer_id, as_)
    stack.call("qa.StartEvaluation", {"id": evaluation_id}, by)
    return stack.call("qa.SubmitEvaluation", {"id": evaluation_id, "answers": answers(**points)}, by)["evaluation"]
