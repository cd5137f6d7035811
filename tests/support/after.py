# SPDX-License-Identifier: Apache-2.0
"""A deal that is closed and what comes after it, step by step as the demo organisation would."""
import base64
import datetime
import hashlib
import io
import urllib.parse
import wave

from support.deal import Deal, HiddenFields, day, wait_for

CARE, QUALITY = "aftersales", "quality"
FULL = {"language": 5, "audio": 3, "duration": 2, "announcement": 1, "objections": 4}


def silence(seconds=1):
    """A small recording: mono, 8 bit, 8 kHz."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(8000)
        out.writeframes(b"\x80" * 8000 * seconds)
    return file.getvalue()


def criteria():
    return [{"code": "language", "name": "Speaks clearly", "dimension": "LANGUAGE", "weight": 30, "scale": 5},
            {"code": "audio", "name": "Can be heard", "dimension": "AUDIO_QUALITY", "weight": 20, "scale": 3},
            {"code": "duration", "name": "Takes the time it needs", "dimension": "DURATION", "weight": 10, "scale": 2},
            {"code": "announcement", "name": "Says who calls", "dimension": "OWN", "weight": 15, "scale": 1, "fatal": True},
            {"code": "objections", "name": "Answers objections", "dimension": "OWN", "weight": 25, "scale": 4}]


def answers(**points):
    return [{"criterion": code, "points": given} for code, given in {**FULL, **points}.items()]


class After(Deal):
    def __init__(self, stack):
        super().__init__(stack)
        self.to("closed")
        self.call_id = self.dial["id"]

    # ---- delivery ----

    def delivery(self, as_=CARE):
        return self.call("aftersales.GetPlan", {"contractId": self.contract_id}, as_)

    def seen_plan(self):
        """The plan, once aftersales has heard of the deal."""
        self.plan_id = wait_for(lambda: self.call("aftersales.ListPlans", {"customerId": self.customer_id}, CARE).get("plans"),
                                what="the delivery plan")[0]["id"]
        return self.delivery()

    def complete(self):
        for item in self.delivery()["items"]:
            self.call("aftersales.SetPlanItem", {"planId": self.plan_id, "itemId": item["id"], "content": "Set up and shown",
                                                 "method": "ON_SITE", "staffId": self.user_id("engineer")}, CARE)

    def propose(self):
        self.complete()
        return self.call("aftersales.ProposePlan", {"planId": self.plan_id}, CARE)["token"]

    def confirm(self, token):
        """Opens the page behind the link and presses the button, as the customer does; the response."""
        url = f"{self.stack.url}/links/{token}"
        page = self.stack.http.get(url, timeout=20)
        assert page.status_code == 200, page.text[:500]
        parser = HiddenFields()
        parser.feed(page.text)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urllib.parse.urlencode(dict(parser.fields, answer="CONFIRM", name="Ms Lin"))
        return self.stack.http.post(url, data=body, headers=headers, timeout=20)

    def delivered(self):
        """Confirmed by the link, executed and accepted; the last reply."""
        self.seen_plan()
        assert self.confirm(self.propose()).status_code == 200
        for item in self.delivery()["items"]:
            body = {"planId": self.plan_id, "itemId": item["id"]}
            self.call("aftersales.StartItem", body, CARE)
            self.call("aftersales.DeliverItem", body, CARE)
            reply = self.call("aftersales.AcceptItem", body, CARE)
        return reply

    def surveys(self):
        return self.call("aftersales.ListSurveys", {"planId": self.plan_id}, CARE).get("surveys", [])

    # ---- a complaint ----

    def complaint(self, **more):
        return {"kind": "COMPLAINT", "channel": "STORE", "customerId": self.customer_id, "contractId": self.contract_id,
                "text": "The printer does not print.", **more}

    def case(self, method, as_=CARE, **more):
        return self.call(f"aftersales.{method}", {"id": self.case_id, **more}, as_)

    def finding(self):
        return {"finding": "The cable was not in.", "evidence": [{"kind": "CONTRACT", "ref": self.contract_id}]}

    # ---- the call, judged ----

    def record(self):
        """What the recorder brings of the call; the recording."""
        wait_for(lambda: self.stack.post("qa.GetRecording", {"callId": self.call_id}, QUALITY).ok, what="the expected recording")
        data = silence()
        self.call("qa.BeginRecording", {"callId": self.call_id, "codec": "wav", "size": len(data),
                                        "sha256": hashlib.sha256(data).hexdigest(), "durationMs": 1000}, self.owner)
        self.call("qa.AppendRecordingPart", {"callId": self.call_id, "offset": 0, "data": base64.b64encode(data).decode()}, self.owner)
        return self.call("qa.FinishRecording", {"callId": self.call_id}, self.owner)["recording"]

    def card(self):
        code = "card-" + self.call_id[-12:]
        draft = self.call("qa.DraftScorecard", {"code": code, "name": "Telesales", "criteria": criteria()}, QUALITY)["scorecard"]
        self.call("qa.PublishScorecard", {"code": code, "version": draft["version"]}, QUALITY)
        return code

    def sampled(self):
        """The call's evaluation, drawn by seed."""
        recording = self.record()
        plan = self.call("qa.PutSamplingPlan", {"name": "Calls of " + self.owner, "agentIds": [self.owner_id], "minPerAgent": 1,
                                                "seed": self.call_id, "scorecardCode": self.card()}, QUALITY)["plan"]
        until = datetime.datetime.fromisoformat(recording["answeredAt"].replace("Z", "+00:00")) + datetime.timedelta(microseconds=1)
        self.draw = self.call("qa.DrawSample", {"planId": plan["id"], "answeredFrom": recording["answeredAt"],
                                                "answeredUntil": until.isoformat().replace("+00:00", "Z")}, QUALITY)
        self.evaluation_id = self.draw["members"][0]["evaluationId"]
        return self.evaluation_id

    # ---- figures ----

    def telesales(self, as_="manager"):
        reply = self.call("insights.GetTelesalesFigures", {"from": day(-1), "until": day(1), "userId": self.owner_id}, as_)
        return {name: int(value) for name, value in reply["total"].items() if isinstance(value, (str, int))}

    def target(self, value):
        """A target of revenue for the owner, published."""
        made = self.call("insights.CreateTarget", {"metric": "REVENUE", "currency": "CNY", "from": day(-1), "until": day(30),
                                                   "userId": self.owner_id, "value": str(value)}, "manager")["target"]
        return self.call("insights.PublishTarget", {"targetId": made["id"]}, "manager")["target"]["id"]

    def attainment(self, target_id, as_="manager"):
        return self.call("insights.GetAttainment", {"targetId": target_id}, as_)["attainment"]

    # ---- notices and the reversal ----

    def notices(self, event_type, who=None):
        """What somebody was told in the application of this contract."""
        found = self.call("notifications.ListNotifications", {"topic": "deal", "pageSize": 200}, who or self.owner)
        return [notice for notice in found.get("notifications", [])
                if notice["eventType"] == event_type and notice["subjectId"] == self.contract_id]

    def void(self, as_="manager"):
        return self.call("contracts.VoidContract", {"id": self.contract_id, "reason": "CUSTOMER_WITHDRAWAL"}, as_)["contract"]
