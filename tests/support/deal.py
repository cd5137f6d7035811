# SPDX-License-Identifier: Apache-2.0
"""A deal with a fresh person, brought as far as a test wants it, always as the right user through the gateway.

`Deal(stack).to("committed")` walks the steps in STEPS up to the one named. Every call sees what was written before.
"""
import datetime
import html.parser
import json
import random
import time
import urllib.parse

from support.agents import bench_strangers
from support.stack import Refused, wait_until

STEPS = ["captured", "touched", "owned", "worked", "qualified", "converted", "sold", "committed", "drafted", "submitted",
         "returned", "approved", "sent", "closed"]
CAMPAIGN = "spring"
PRODUCT = "planner"
EVIDENCE = "ab" * 32


def day(days=0):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)).strftime("%Y-%m-%d")


def wait_for(condition, seconds=20, what="the condition"):
    return wait_until(condition, seconds, what)


class HiddenFields(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields = {}

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "input" and attributes.get("type") == "hidden":
            self.fields[attributes["name"]] = attributes.get("value", "")


class Deal:
    def __init__(self, stack):
        self.stack = stack
        self.position = None
        number = random.randrange(10 ** 8)
        self.phone = f"138{number:08d}"
        self.phone_written = f"+86 138 {number:08d}"
        self.second_phone = f"139{random.randrange(10 ** 8):08d}"
        self.email = f"person.{random.randrange(10 ** 12)}@example.com"
        self.name = random.choice("王李张刘陈杨赵周") + random.choice(["芳", "伟", "秀英", "志远"])
        self.done = []
        self.amount = None
        self.cursor = stack.call("events.Fetch", {"from": "LATEST", "maxEvents": 1}, "subscriber")["nextCursor"]

    # ---- calling ----

    def post(self, method, body, as_, **more):
        headers = {"Dealspine-Position": self.position} if self.position else {}
        response = self.stack.post(method, body, as_, headers=headers, **more)
        position = response.headers.get("Dealspine-Position")
        if response.ok and position:
            self.position = position
        return response

    def call(self, method, body=None, as_="admin", **more):
        response = self.post(method, body, as_, **more)
        if response.ok:
            return response.json()
        raise Refused(response.status_code, response.json())

    def refused(self, method, body=None, as_="admin", **more):
        try:
            reply = self.call(method, body, as_, **more)
        except Refused as refusal:
            return refusal
        raise AssertionError(f"{method} was not refused to {as_}: {reply}")

    def user_id(self, login):
        return next(user["id"] for user in self.stack.access()["users"] if user["login"] == login)

    def login(self, user_id):
        return next(user["login"] for user in self.stack.access()["users"] if user["id"] == user_id)

    @property
    def other(self):
        """A colleague in the owner's team who owns nothing of this deal."""
        return "tele2" if self.owner == "tele1" else "tele1"

    # ---- reading ----

    def lead(self, as_="manager"):
        return self.call("leads.GetLead", {"leadId": self.lead_id}, as_)

    def opportunity(self):
        return self.call("opportunities.GetOpportunity", {"id": self.opportunity_id}, self.owner)

    def contract(self, as_=None):
        return self.call("contracts.GetContract", {"id": self.contract_id}, as_ or self.owner)

    def leads(self):
        return self.call("leads.ListLeads", {"customerId": self.customer_id, "pageSize": 200}).get("leads", [])

    # ---- requests ----

    def capture(self, channel="WEB", **more):
        return {"name": self.name, "sourceChannel": channel, "product": PRODUCT, "consentTextVersion": "2026-1", **more}

    def factors(self, **more):
        return {"leadId": self.lead_id, "urgency": 4, "purchasingPower": 4, "decisionAuthority": 3, "competition": 4,
                "urgencyEvidence": "starts in May", "purchasingPowerEvidence": "budget approved",
                "decisionAuthorityEvidence": "decides with a partner", "competitionEvidence": "no other offer", **more}

    def score(self, **more):
        return {"id": self.opportunity_id, "urgency": 4, "purchasingPower": 4, "decisionAuthority": 4,
                "competitiveSituation": 4, "urgencyEvidence": "starts in May", "purchasingPowerEvidence": "approved",
                "decisionAuthorityEvidence": "owner", "competitiveSituationEvidence": "no other offer",
                "strongIntent": True, "clearNeed": True, "expectedClose": day(30), **more}

    def lines(self):
        return [{"productCode": "planner", "quantity": 1, "discountBasisPoints": 500},
                {"productCode": "installation", "quantity": 1}, {"productCode": "support-year", "quantity": 1}]

    def plan(self, **more):
        return {"id": self.opportunity_id, "target": str(self.amount), "unit": "CNY", "deadline": day(60),
                "ownerId": self.owner_id, "teamTargetRef": "tele-2026", "lines": [{"productCode": "planner"}],
                "milestones": [{"code": "demonstration", "dueOn": day(30)}], **more}

    def draft(self, **more):
        first = self.amount // 2
        return {"opportunityId": self.opportunity_id, "signatoryContactIds": [self.contact_id], "effectiveDate": day(),
                "termMonths": 12, "instalments": [{"dueOn": day(), "amountMinor": first},
                                                  {"dueOn": day(30), "amountMinor": self.amount - first}],
                "obligations": [{"group": "DELIVERY", "code": "installation", "dueOn": day(30)},
                                {"group": "SERVICE", "code": "support", "dueOn": day(30)}], **more}

    def mark(self, party, kind, **more):
        signer = self.user_id("signatory") if party == "OUR" else self.contact_id
        return {"id": self.contract_id, "party": party, "kind": kind, "signerId": signer,
                "method": "INK" if kind == "SIGN" else "CHOP", "evidenceHash": EVIDENCE, **more}

    # ---- steps ----

    def to(self, step):
        for name in STEPS[len(self.done):STEPS.index(step) + 1]:
            getattr(self, "be_" + name)()
            self.done.append(name)
        return self

    def form(self, times=2):
        """Opens the public form and sends it `times`, as a browser does; the responses."""
        url = f"{self.stack.url}/forms/{CAMPAIGN}"
        page = self.stack.http.get(url, timeout=20)
        assert page.status_code == 200, page.text[:500]
        parser = HiddenFields()
        parser.feed(page.text)
        fields = dict(parser.fields, name=self.name, phone=self.phone, product=PRODUCT, consent="yes")
        body = urllib.parse.urlencode(fields)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return [self.stack.http.post(url, data=body, headers=headers, timeout=20) for _ in range(times)]

    def be_captured(self):
        bench_strangers(self.stack)
        responses = self.form()
        assert [response.status_code for response in responses] == [200, 200], responses[0].text[:500]
        hits = self.call("customers.SearchCustomers", {"phone": self.phone}, "clerk")["hits"]
        assert len(hits) == 1
        self.customer_id = hits[0]["customerId"]
        leads = self.leads()
        assert len(leads) == 1, leads
        self.lead_id = leads[0]["id"]
        self.owner_id = leads[0]["ownerId"]
        self.owner = self.login(self.owner_id)

    def be_touched(self):
        self.by_phone = self.call("leads.CaptureLead", self.capture("PHONE", phone=self.phone_written, email=self.email),
                                  self.other, channel="PHONE")
        self.in_store = self.call("leads.CaptureLead", self.capture("STORE", email=self.email), "clerk", channel="STORE")

    def be_owned(self):
        """The customer follows the lead's owner, by event."""
        wait_for(lambda: self.call("customers.GetCustomer", {"id": self.customer_id}, "admin")["customer"].get("ownerId")
                 == self.owner_id, what="the customer's owner")

    def request_call(self, as_=None, **more):
        return self.call("customers.RequestCall", {"customerId": self.customer_id, "leadId": self.lead_id, **more},
                         as_ or self.owner)["call"]

    def report(self, call_id, state, as_=None):
        return self.call("customers.ReportCall", {"callId": call_id, "state": state}, as_ or self.owner)["call"]

    def be_worked(self):
        self.dial = self.request_call()
        assert self.dial["state"] == "REQUESTED", self.dial
        for state in ("DIALLING", "RINGING", "ANSWERED"):
            self.report(self.dial["id"], state)
        time.sleep(1)
        self.report(self.dial["id"], "ENDED")
        self.wrapped = self.call("customers.WrapCall", {"callId": self.dial["id"], "disposition": "INTERESTED"},
                                 self.owner)["call"]
        self.activity = self.call("customers.RecordActivity", {
            "customerId": self.customer_id, "leadId": self.lead_id, "callId": self.dial["id"], "type": "TELESALES",
            "twoWay": True, "effectLevel": 2, "need": "One plan for three lines.", "concern": "In use before summer?",
            "feedback": "Liked the example.", "intent": "UP"}, self.owner)["activity"]
        wait_for(lambda: self.lead()["lead"]["state"] == "WORKING", what="the lead being worked on")

    def be_qualified(self):
        reply = self.call("leads.QualifyLead", self.factors(), self.owner)
        assert reply["lead"]["state"] == "QUALIFIED"

    def be_converted(self):
        reply = self.call("leads.ConvertLead", {"leadId": self.lead_id}, self.owner)
        assert reply["lead"]["state"] == "CONVERTING"
        self.opportunity_id = reply["opportunityId"]
        wait_for(lambda: self.lead()["lead"]["state"] == "CONVERTED", what="the conversion")

    def be_sold(self):
        """Scorecard, lines, plan, all seller's stages."""
        self.scored = self.call("opportunities.ScoreOpportunity", self.score(), self.owner)
        reply = self.call("opportunities.SetLines", {"id": self.opportunity_id, "lines": self.lines()}, self.owner)
        self.amount = int(reply["opportunity"]["amountMinor"])
        self.agreed = self.call("opportunities.AgreePlan", self.plan(), self.owner)["plan"]
        self.stages = self.pipeline()
        for stage, following in zip(self.stages, self.stages[1:]):
            self.call("opportunities.MoveStage", {"id": self.opportunity_id, "toStage": following["code"], "evidence": [
                {"criterion": code, "evidence": "see the follow-up"} for code in stage.get("exitCriteria", [])]},
                self.owner)

    def pipeline(self):
        stages = self.call("opportunities.ListStages", {}, self.owner)["stages"]
        return [stage for stage in stages if stage.get("active")]

    def be_committed(self):
        for stage in ("INTERNAL_DELIBERATION", "SYSTEM_DESIGN", "EVALUATION_COMPARISON", "PURCHASE_COMMITMENT"):
            self.call("opportunities.MovePurchaseStage", {"id": self.opportunity_id, "toStage": stage}, self.owner)
        reply = self.call("opportunities.CommitOpportunity", {"id": self.opportunity_id}, self.owner)
        assert reply["opportunity"]["state"] == "COMMITTED"

    def be_drafted(self):
        self.contact_id = self.call("customers.AddContact", {
            "customerId": self.customer_id, "name": "Signing Person", "level": "EXECUTIVE", "jobRole": "owner"},
            self.owner)["contact"]["id"]
        self.authority = self.call("contracts.RegisterAuthority", {
            "party": "CUSTOMER", "holderId": self.contact_id, "kinds": ["SIGN", "SEAL"], "currency": "CNY",
            "proofRef": "letter"}, "admin")["authority"]
        self.contract_id = self.call("contracts.DraftContract", self.draft(), self.owner)["contract"]["id"]

    def answer_checklist(self, answer="PASS", as_=None):
        items = self.contract()["checklist"]
        return self.call("contracts.AnswerChecklist", {"id": self.contract_id, "answers": [
            {"code": item["code"], "answer": answer} for item in items]}, as_ or self.owner)

    def submit(self):
        self.answer_checklist()
        return self.call("contracts.SubmitContract", {"id": self.contract_id}, self.owner)["contract"]

    def be_submitted(self):
        assert self.submit()["state"] == "DEPT_REVIEW"

    def be_returned(self):
        """Back once with a comment, and in again as version 2."""
        reply = self.call("contracts.ReturnContract", {"id": self.contract_id, "remark": "Say how soon you answer."},
                          "manager")
        assert (reply["contract"]["state"], reply["contract"]["textVersion"]) == ("DRAFT", 2)
        self.call("contracts.ReviseContract", {"id": self.contract_id, "clauses": [
            {"group": "SERVICE", "text": "Support answers within four working hours."}]}, self.owner)
        assert self.submit()["state"] == "DEPT_REVIEW"

    def be_approved(self):
        for who, state in (("manager", "LEGAL_REVIEW"), ("legal", "APPROVED")):
            reply = self.call("contracts.ApproveContract", {"id": self.contract_id, "textVersion": 2}, who)
            assert reply["contract"]["state"] == state

    def be_sent(self):
        reply = self.call("contracts.SendForSignature", {"id": self.contract_id}, self.owner)
        assert reply["contract"]["state"] == "SIGNING"
        assert len(reply["marks"]) == 4

    def be_closed(self):
        states = [self.call("contracts.RecordMark", self.mark(party, kind), "signatory", channel="STORE")["contract"]["state"]
                  for party in ("OUR", "CUSTOMER") for kind in ("SIGN", "SEAL")]
        assert states == ["SIGNING", "SIGNING", "SIGNING", "EFFECTIVE"]

    # ---- the feed ----

    def feed(self, *types):
        """All events since the deal's person appeared, payloads as objects."""
        found, cursor = [], self.cursor
        while True:
            reply = self.call("events.Fetch", {"types": list(types), "cursor": cursor, "maxEvents": 500}, "subscriber")
            for event in reply.get("events", []):
                found.append(dict(event, payload=json.loads(event["payloadJson"])))
            cursor = reply["nextCursor"]
            if reply.get("caughtUp"):
                return found

    def events(self, *types):
        """Those of them that concern this deal: payload or aggregate is one of its ids."""
        ids = {value for name, value in vars(self).items() if name.endswith("_id") and name != "owner_id"}
        ids |= {lead["id"] for lead in self.leads()}
        return [event for event in self.feed(*types)
                if event["aggId"] in ids or ids & {v for v in event["payload"].values() if isinstance(v, str)}]
