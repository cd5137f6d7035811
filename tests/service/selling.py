# SPDX-License-Identifier: Apache-2.0
"""Customers, opportunities and contracts of one test, made the short way."""
import datetime
import random

from support.stack import wait_until

SELLER, COLLEAGUE, HEAD = "tele1", "tele2", "manager"
EVIDENCE = "ab" * 32


def day(days=0):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)).strftime("%Y-%m-%d")


def user_id(stack, login):
    return next(user["id"] for user in stack.access()["users"] if user["login"] == login)


def customer(stack):
    reply = stack.call("leads.CaptureLead", {"name": "Kim Test", "sourceChannel": "PHONE",
                                             "phone": f"+86 138 {random.randrange(10 ** 8):08d}"}, SELLER)
    return reply["lead"]["customerId"]


def opportunity(stack, customer_id=None, as_=SELLER, **more):
    return stack.call("opportunities.CreateOpportunity", {
        "customerId": customer_id or customer(stack), "currency": "CNY", "sourceChannel": "PHONE", **more},
        as_)["opportunity"]


def scored(opportunity_id, **more):
    factors = ("urgency", "purchasingPower", "decisionAuthority", "competitiveSituation")
    return {"id": opportunity_id, **{name: 4 for name in factors},
            **{name + "Evidence": "seen on site" for name in factors},
            "strongIntent": True, "clearNeed": True, "expectedClose": day(30), **more}


def plan(stack, opportunity_id, **more):
    return {"id": opportunity_id, "target": "50000000", "unit": "CNY", "deadline": day(60),
            "ownerId": user_id(stack, SELLER), "teamTargetRef": "tele-2026",
            "lines": [{"productCode": "planner", "amountMinor": "44000000"},
                      {"productCode": "support-year", "amountMinor": "6000000"}], **more}


def lines(stack, opportunity_id, as_=SELLER, *wanted):
    wanted = wanted or ({"productCode": "planner", "quantity": 1},)
    return stack.call("opportunities.SetLines", {"id": opportunity_id, "lines": list(wanted)}, as_)["opportunity"]


def committed(stack, as_=SELLER):
    made = opportunity(stack, as_=as_)
    lines(stack, made["id"], as_)
    stack.call("opportunities.AgreePlan", plan(stack, made["id"]), as_)
    stack.call("opportunities.MovePurchaseStage", {"id": made["id"], "toStage": "PURCHASE_COMMITMENT"}, as_)
    return stack.call("opportunities.CommitOpportunity", {"id": made["id"]}, as_)["opportunity"]


class Paper:
    """A contract, brought as far as a test wants it."""

    def __init__(self, stack, drafter=SELLER, opportunity_id=None, authority=True, **draft):
        self.stack = stack
        self.drafter = drafter
        self.opportunity = committed(stack) if opportunity_id is None else stack.call(
            "opportunities.GetOpportunity", {"id": opportunity_id}, HEAD)["opportunity"]
        self.amount = int(self.opportunity["amountMinor"])
        self.contact_id = stack.call("customers.AddContact", {
            "customerId": self.opportunity["customerId"], "name": "Signing Person"}, "admin")["contact"]["id"]
        if authority:
            self.authorise()
        self.id = stack.call("contracts.DraftContract", self.draft(**draft), drafter)["contract"]["id"]

    def draft(self, **more):
        return {"opportunityId": self.opportunity["id"], "signatoryContactIds": [self.contact_id],
                "effectiveDate": day(), "instalments": [{"dueOn": day(), "amountMinor": str(self.amount)}], **more}

    def authorise(self, **more):
        return self.stack.call("contracts.RegisterAuthority", {
            "party": "CUSTOMER", "holderId": self.contact_id, "kinds": ["SIGN", "SEAL"], "currency": "CNY",
            "proofRef": "letter", **more}, "admin")["authority"]

    def call(self, method, as_=None, /, **more):
        return self.stack.call(f"contracts.{method}", {"id": self.id, **more}, as_ or self.drafter)

    def refused(self, method, as_=None, /, **more):
        return self.stack.refused(f"contracts.{method}", {"id": self.id, **more}, as_ or self.drafter)

    def all(self):
        return self.call("GetContract", "legal")

    def state(self):
        return self.all()["contract"]["state"]

    def answers(self, answer="PASS"):
        return [{"code": item["code"], "answer": answer} for item in self.all()["checklist"]]

    def submit(self):
        self.call("AnswerChecklist", answers=self.answers())
        assert self.call("SubmitContract")["contract"]["state"] == "DEPT_REVIEW"
        return self

    def approve(self):
        self.submit()
        self.call("ApproveContract", HEAD if self.drafter != HEAD else "admin")
        assert self.call("ApproveContract", "legal")["contract"]["state"] == "APPROVED"
        return self

    def send(self):
        self.approve()
        assert self.call("SendForSignature")["contract"]["state"] == "SIGNING"
        return self

    def mark(self, party="OUR", kind="SIGN", **more):
        signer = user_id(self.stack, "signatory") if party == "OUR" else self.contact_id
        return {"party": party, "kind": kind, "signerId": signer, "method": "INK", "evidenceHash": EVIDENCE, **more}

    def sign(self):
        for party in ("OUR", "CUSTOMER"):
            for kind in ("SIGN", "SEAL"):
                reply = self.call("RecordMark", "signatory", **self.mark(party, kind))
        return reply["contract"]

    def settled(self):
        """Its payment is due today, and a job says so: waits for that step, which would come between others."""
        wait_until(lambda: "due" in [step["verb"] for step in self.all()["steps"]], 20, "the step of the payment's day")
        return self

    def events(self, *types):
        return [event for event in self.stack.events(*types) if event["aggId"] == self.id]
