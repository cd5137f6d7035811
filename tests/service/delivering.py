# SPDX-License-Identifier: Apache-2.0
"""Closed deals and their delivery plans, brought as far as a test wants them."""
import uuid

from selling import SELLER, Paper, committed, day, lines, opportunity, plan, user_id
from support.stack import Refused, wait_until

CARE = "aftersales"


def bought(stack, *wanted):
    """A committed opportunity with these lines."""
    made = opportunity(stack)
    lines(stack, made["id"], SELLER, *wanted)
    stack.call("opportunities.AgreePlan", plan(stack, made["id"]), SELLER)
    stack.call("opportunities.MovePurchaseStage", {"id": made["id"], "toStage": "PURCHASE_COMMITMENT"}, SELLER)
    return stack.call("opportunities.CommitOpportunity", {"id": made["id"]}, SELLER)["opportunity"]


class Delivery:
    """The plan of a deal that was closed for it."""

    def __init__(self, stack, *wanted, **draft):
        self.stack = stack
        made = bought(stack, *wanted) if wanted else committed(stack)
        self.paper = Paper(stack, opportunity_id=made["id"], **draft).send()
        self.paper.sign()
        self.customer_id = made["customerId"]
        self.id = wait_until(self.find, what="the delivery plan")["id"]

    def find(self):
        try:
            return self.stack.call("aftersales.GetPlan", {"contractId": self.paper.id}, CARE)["plan"]
        except Refused as refusal:
            assert refusal.code == "not_found"
            return None

    def call(self, method, as_=CARE, /, **more):
        return self.stack.call(f"aftersales.{method}", {"planId": self.id, **more}, as_)

    def refused(self, method, as_=CARE, /, **more):
        return self.stack.refused(f"aftersales.{method}", {"planId": self.id, **more}, as_)

    def all(self, as_=CARE):
        return self.stack.call("aftersales.GetPlan", {"id": self.id}, as_)

    def state(self):
        return self.all()["plan"]["state"]

    def items(self):
        return self.all().get("items", [])

    def complete(self, **more):
        """Gives every item what it lacks."""
        for item in self.items():
            self.call("SetPlanItem", itemId=item["id"], **{
                "content": "One licence, set up and shown", "method": "ON_SITE",
                "staffId": user_id(self.stack, "engineer"), **more})
        return self

    def propose(self):
        return self.complete().call("ProposePlan")["token"]

    def confirm(self):
        self.propose()
        self.call("ConfirmPlan", how="PHONE", name="Ms Lin")
        return self

    def deliver(self, item=None):
        item = item or self.items()[0]
        self.call("StartItem", itemId=item["id"])
        return self.call("DeliverItem", itemId=item["id"])["item"]

    def accept(self):
        """Delivers and accepts all; the last reply."""
        for item in self.items():
            self.deliver(item)
            reply = self.call("AcceptItem", itemId=item["id"])
        return reply

    def link(self, answer, token, **more):
        """Answers the plan's link as a customer does: without signing in."""
        return self.stack.call("aftersales.AnswerLink", {"token": token, "answer": answer, **more}, None)

    def surveys(self):
        return self.stack.call("aftersales.ListSurveys", {"planId": self.id}, CARE).get("surveys", [])

    def events(self, *types):
        return [event for event in self.stack.events(*types)
                if self.id in (event["aggId"], event["payload"].get("planId"))]


def run_now(stack, kind, dedupe):
    """Makes a waiting job due, as if its time had come."""
    moved = stack.psql("aftersales", "UPDATE aftersales.job SET due_at = now() WHERE kind = %s AND dedupe = %s "
                       "RETURNING id", [kind, dedupe])
    assert len(moved) == 1, f"no job {kind} waits for {dedupe}"


def due(stack, kind, dedupe):
    """When a job is due, UTC; None if there is none."""
    rows = stack.psql("aftersales", "SELECT due_at FROM aftersales.job WHERE kind = %s AND dedupe = %s", [kind, dedupe])
    return rows[0][0] if rows else None


def sent(stack, survey_id):
    """The time of a survey comes; its link's token."""
    run_now(stack, "send_survey", survey_id)

    def token():
        try:
            return stack.call("aftersales.GetLink", {"surveyId": survey_id}, CARE)["token"]
        except Refused as refusal:
            assert refusal.reason == "NO_LINK"
            return None
    return wait_until(token, 20, "the sending of the survey")


def nobody():
    return str(uuid.uuid4())
