# SPDX-License-Identifier: Apache-2.0
"""Leads of one test, made the short way, and agents of its own."""
import random
import uuid

from support.agents import agent_of
from support.stack import wait_until

PASSWORD = "a long enough password"
EVIDENCE = {name + "Evidence": "seen on site" for name in
            ("urgency", "purchasingPower", "decisionAuthority", "competition")}


def phone():
    return f"+86 139 {random.randrange(10 ** 8):08d}"


def capture(stack, as_="tele1", key=None, **more):
    """A lead without any contact point unless `more` brings one."""
    return stack.call("leads.CaptureLead", {"sourceChannel": "PHONE", "product": "planner", **more}, as_, key=key)


def lead(stack, lead_id, as_="manager"):
    return stack.call("leads.GetLead", {"leadId": lead_id}, as_)


def events(stack, lead_id, *types):
    return [event for event in stack.events(*(types or ("lead.*",))) if event["aggId"] == lead_id]


def wait_event(stack, lead_id, type_, seconds=30):
    return wait_until(lambda: events(stack, lead_id, type_), seconds, type_)[-1]["payload"]


def factors(lead_id, *figures, **more):
    names = ("urgency", "purchasingPower", "decisionAuthority", "competition")
    return {"leadId": lead_id, **dict(zip(names, figures or (4, 4, 3, 3))), **EVIDENCE, **more}


class Agent:
    """A telesales agent made for one test, known to leads by event. He gets nothing by rule: his capacity is 0."""

    def __init__(self, stack, team="/hq/sales/tele/", role="telesales_agent"):
        self.stack = stack
        self.login = "agent" + uuid.uuid4().hex[:12]
        user = stack.call("identity.CreateUser", {"login": self.login, "name": "New Agent", "teamPath": team,
                                                  "roles": [role], "password": PASSWORD})["user"]
        self.id = user["id"]
        self.token = stack.sign_in(self.login, PASSWORD)
        wait_until(self.row, 20, "the agent in leads")
        self.capacity(0)

    def row(self):
        return agent_of(self.stack, self.id)

    def capacity(self, capacity, **more):
        return self.stack.call("leads.SetAgentCapacity", {"userId": self.id, "capacity": capacity, **more})["agent"]

    def call(self, method, body=None, **more):
        return self.stack.call(method, body, as_=None, token=self.token, **more)

    def refused(self, method, body=None, **more):
        return self.stack.refused(method, body, as_=None, token=self.token, **more)

    def given(self, **more):
        """A fresh lead that a manager gave him, or the rules where he has room."""
        fresh = capture(self.stack, **more)["lead"]
        if fresh.get("ownerId") == self.id:
            return fresh
        body = {"leadId": fresh["id"], "ownerId": self.id}
        return self.stack.call("leads.AssignLead", body, "manager")["lead"]

    def pooled(self, **more):
        """A lead that he had and gave back."""
        body = {"leadId": self.given(**more)["id"], "reason": "overload"}
        return self.call("leads.ReleaseLead", body)["lead"]

    def activity(self, given, **more):
        return self.call("customers.RecordActivity", {"customerId": given["customerId"], "leadId": given["id"],
                                                      "type": "TELESALES", "twoWay": True, "effectLevel": 1, **more})

    def chosen(self, **more):
        """A fresh lead with a customer that the rules gave him: nobody has so much room as he."""
        self.capacity(100000)
        for _ in range(20):
            fresh = capture(self.stack, phone=phone(), name="Kim Test", **more)["lead"]
            if fresh.get("ownerId") == self.id:
                break
        else:
            raise AssertionError("the rules passed him over")
        self.capacity(0)
        return fresh

    def working(self, **more):
        """A lead of his, whose customer is his too, after a first conversation."""
        given = self.chosen(**more)
        wait_until(lambda: self.stack.call("customers.GetCustomer", {"id": given["customerId"]})["customer"]
                   .get("ownerId") == self.id, 20, "the customer's owner")
        self.activity(given, intent="UP")
        return wait_until(lambda: self.in_state(given["id"], "WORKING"), 20, "the lead being worked on")

    def in_state(self, lead_id, state):
        found = lead(self.stack, lead_id)["lead"]
        return found if found["state"] == state else None

    def qualified(self, **more):
        return self.call("leads.QualifyLead", factors(self.working(**more)["id"]))["lead"]
