# SPDX-License-Identifier: Apache-2.0
"""A ledger kept beside insights: teams, agents and calls of one test, and figures once everything was taken in."""
import datetime
import uuid

import intents
from people import events
from support.stack import wait_until

OUTCOMES = {  # states after DIALLING, and the disposition
    "talk": (("ANSWERED", "ENDED"), "INTERESTED"),
    "voicemail": (("ANSWERED", "ENDED"), "VOICEMAIL"),
    "other": (("ANSWERED", "ENDED"), "OTHER_PERSON"),
    "unwrapped": (("ANSWERED", "ENDED"), None),
    "no answer": (("NO_ANSWER",), "NO_ANSWER"),
    "busy": (("BUSY",), None), # the system wraps it up, ten minutes later
    "engaged": (("BUSY",), "BUSY"),
    "open": ((), None),
}


def day(days=0):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)).strftime("%Y-%m-%d")


AROUND = {"from": day(-1), "until": day(1), "timeZone": "UTC"}


def team(stack, parent="/hq/sales/"):
    """The path of a team that nobody else uses."""
    body = {"name": "Team of a test", "code": "t" + uuid.uuid4().hex[:10], "parentPath": parent}
    return stack.call("identity.CreateTeam", body)["team"]["path"]


def caught_up(stack, seconds=40):
    """Waits until insights has taken in all that was committed before."""
    heads = {head["domain"]: int(head.get("pos", 0))
             for head in stack.call("events.Fetch", {"from": "LATEST", "maxEvents": 1})["heads"]}

    def reached():
        fresh = stack.call("insights.GetTelesalesFigures", AROUND)["freshness"]
        return not fresh.get("rebuilding") and all(int(at.get("pos", 0)) >= heads.get(at["domain"], 0) for at in fresh["asOf"])
    wait_until(reached, seconds, "insights having read everything")


class Caller(intents.Agent):
    """An agent who owns a customer and calls him; counts what he does."""

    def __init__(self, stack, team_path):
        super().__init__(stack, team_path)
        self.team = team_path
        self.dials = self.answered = self.connects = self.talk_s = self.wrap_s = self.contacts = self.refused_calls = 0
        self.answered_wrap_s = 0
        self.customer_id = self.owned()
        wait_until(lambda: self.call("insights.GetFloor").get("agents"), 20, "the agent in insights")

    def owned(self):
        made = intents.capture(self.stack, phone=intents.phone(), product="p" + uuid.uuid4().hex[:8])["lead"]
        if made.get("ownerId") != self.id:
            self.stack.call("leads.AssignLead", {"leadId": made["id"], "ownerId": self.id}, "admin")
        wait_until(lambda: self.stack.call("customers.GetCustomer", {"id": made["customerId"]})["customer"]
                   .get("ownerId") == self.id, 20, "the customer's owner")
        self.lead_id = made["id"]
        return made["customerId"]

    def request(self):
        return self.call("customers.RequestCall", {"customerId": self.customer_id})["call"]

    def report(self, call_id, state, seconds=None):
        body = {"callId": call_id, "state": state}
        if seconds is not None:
            at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
            body["at"] = at.isoformat().replace("+00:00", "Z")
        return self.call("customers.ReportCall", body)["call"]

    def dial(self, outcome, talk_s=3):
        """One call from its request to its wrap-up, and a line in the ledger."""
        states, disposition = OUTCOMES[outcome]
        made = self.request()
        self.report(made["id"], "DIALLING")
        self.dials += 1
        for state in states:
            made = self.report(made["id"], state, talk_s if state == "ENDED" else None)
        if "ANSWERED" in states:
            self.answered += 1
            self.talk_s += made["talkS"]
            assert made["talkS"] in (talk_s - 1, talk_s)
            self.connects += outcome != "voicemail"
        if disposition:
            wrapped = self.call("customers.WrapCall", {"callId": made["id"], "disposition": disposition})["call"]
            self.wrap_s += wrapped.get("wrapS", 0)
            self.answered_wrap_s += wrapped.get("wrapS", 0) if "ANSWERED" in states else 0
            self.contacts += outcome == "talk"
        return made["id"]

    def put_through(self, colleague, first_s, talk_s=3):
        """One call that the colleague takes after so many seconds and wraps up, and a line in both ledgers."""
        call_id = self.request()["id"]
        self.stack.psql("customers", "UPDATE call SET requested_at = requested_at - interval '1 second' * %s WHERE id = %s", (first_s + 1, call_id))
        self.report(call_id, "DIALLING", -first_s)
        self.report(call_id, "ANSWERED", -first_s)
        self.call("customers.TransferCall", {"callId": call_id, "toUserId": colleague.id})
        colleague.call("customers.TakeCall", {"callId": call_id})
        total_s = colleague.report(call_id, "ENDED", talk_s)["talkS"]
        wrapped = colleague.call("customers.WrapCall", {"callId": call_id, "disposition": "INTERESTED"})["call"]
        at = lambda kind: datetime.datetime.fromisoformat(events(self.stack, kind, callId=call_id)[0]["at"])  # noqa: E731
        own_s = int((at("call.taken") - at("call.answered")).total_seconds())
        assert total_s > own_s >= first_s
        self.dials, self.answered, self.connects, self.talk_s = self.dials + 1, self.answered + 1, self.connects + 1, self.talk_s + own_s
        colleague.answered, colleague.talk_s, colleague.contacts = colleague.answered + 1, colleague.talk_s + total_s - own_s, colleague.contacts + 1
        colleague.wrap_s += wrapped.get("wrapS", 0)
        colleague.answered_wrap_s += wrapped.get("wrapS", 0)
        return call_id

    def figures(self):
        return {"dials": self.dials, "answered": self.answered, "connects": self.connects, "talkS": self.talk_s,
                "wrapS": self.wrap_s, "rightPartyContacts": self.contacts, "refused": self.refused_calls}


def counts(row):
    """The counters of a row of figures, as numbers."""
    return {name: int(row.get(name, 0)) for name in
            ("dials", "answered", "connects", "talkS", "wrapS", "rightPartyContacts", "refused")}


def together(callers):
    figures = [caller.figures() for caller in callers]
    return {name: sum(one[name] for one in figures) for name in figures[0]}


def ratio(value):
    return int(value.get("numerator", 0)), int(value.get("denominator", 0))


def calls_of(stack, as_="manager", token=None, **more):
    return stack.call("insights.GetTelesalesFigures", {**AROUND, **more}, None if token else as_, token=token)
