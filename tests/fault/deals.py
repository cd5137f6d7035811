# SPDX-License-Identifier: Apache-2.0
"""The load: one client walks deals from the capture of the lead to the fourth mark on the contract, and captures more
people in between, some of them twice. Each command names the event that it must leave behind."""
import datetime
import random
import threading
import time

from fault.caller import Refusal, Stopped

EVIDENCE = {f: "said on the phone" for f in ("urgencyEvidence", "purchasingPowerEvidence", "decisionAuthorityEvidence")}
PURCHASE_STAGES = ["INTERNAL_DELIBERATION", "SYSTEM_DESIGN", "EVALUATION_COMPARISON", "PURCHASE_COMMITMENT"]
HASH = "0123456789abcdef" * 4


def day(ahead):
    return (datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=ahead)).isoformat()


class Client(threading.Thread):
    def __init__(self, number, seed, caller, access, end):
        super().__init__(daemon=True)
        self.number, self.caller, self.end = number, caller, end
        self.chance = random.Random(seed * 100 + number)
        self.logins = {user["id"]: user["login"] for user in access["users"] if "id" in user}
        self.ids = {login: user for user, login in self.logins.items()}
        self.people = self.deals = 0
        self.failure = None

    def run(self):
        try:
            while time.monotonic() < self.end:
                try:
                    self.deal()
                    self.deals += 1
                except Refusal as refusal:
                    self.caller.ledger.note(f"deal given up: {refusal}")
                for _ in range(self.chance.randint(1, 4)):
                    self.capture_only()
        except Stopped:
            pass
        except Exception as failure:  # told by siege.py
            self.failure = failure

    # ---- leads ----

    def person(self):
        self.people += 1
        return f"138{self.number}{self.people:07d}"

    def capture(self, phone, source_channel="WEB", who="web"):
        tag = f"{self.number}-{self.chance.getrandbits(60):x}"
        body = {"phone": phone, "name": "Lin Tao", "sourceChannel": source_channel, "keyword": tag, "source": "siege",
                "product": "planner", "interests": ["planning"]}
        return self.caller.command(who, "leads.CaptureLead", body, ("lead.captured", tag))["lead"]

    def capture_only(self):
        try:
            phone = self.person()
            self.capture(phone)
            if self.chance.random() < 0.5:
                self.capture(phone)
        except Refusal as refusal:
            self.caller.ledger.note(f"capture: {refusal}")

    def deal(self):
        lead = self.capture(self.person())
        if "ownerId" not in lead:
            raise Refusal(f"the lead is {lead['state']}, nobody owns it")
        owner = self.logins[lead["ownerId"]]
        self.talk(owner, lead)
        self.qualify(owner, lead["id"])
        opportunity = self.caller.command(owner, "leads.ConvertLead", {"leadId": lead["id"]},
                                          ("lead.conversion_requested", lead["id"]))["opportunityId"]
        self.caller.wait_for(owner, "leads.GetLead", {"leadId": lead["id"]},
                             lambda reply: reply["lead"]["state"] == "CONVERTED")
        amount = self.sell(owner, opportunity)
        self.sign(owner, lead["customerId"], opportunity, amount)

    def talk(self, owner, lead):
        customer = {"customerId": lead["customerId"], "leadId": lead["id"]}
        self.caller.wait_for("admin", "customers.GetCustomer", {"id": lead["customerId"]},
                             lambda reply: reply["customer"].get("ownerId") == lead["ownerId"])
        call = self.caller.command(owner, "customers.RequestCall", customer, ("call.requested", lead["id"]))["call"]
        for state, event in (("DIALLING", "call.dialling"), ("RINGING", None), ("ANSWERED", "call.answered"),
                             ("ENDED", "call.ended")):
            self.caller.command(owner, "customers.ReportCall", {"callId": call["id"], "state": state},
                                event and (event, lead["id"]))
        self.caller.command(owner, "customers.WrapCall", {"callId": call["id"], "disposition": "INTERESTED"},
                            ("call.wrapped", lead["id"]))
        activity = dict(customer, type="TELESALES", twoWay=True, effectLevel=2, need="One plan for three lines.", intent="UP")
        self.caller.command(owner, "customers.RecordActivity", activity, ("activity.completed", lead["id"]))
        # What a follow-up adds to the score is no longer taken in once the lead is converted.
        self.caller.wait_for(owner, "leads.GetLead", {"leadId": lead["id"]},
                             lambda reply: reply["lead"].get("followupPoints", 0) > 0)

    def qualify(self, owner, lead):
        factors = dict(EVIDENCE, leadId=lead, urgency=4, purchasingPower=4, decisionAuthority=3, competition=4,
                       competitionEvidence="no other offer")
        self.caller.command(owner, "leads.QualifyLead", factors, ("lead.qualified", lead))

    # ---- the opportunity ----

    def sell(self, owner, opportunity):
        def step(method, body, effect=None):
            return self.caller.command(owner, f"opportunities.{method}", dict(body, id=opportunity), effect)

        step("ScoreOpportunity", dict(EVIDENCE, urgency=4, purchasingPower=4, decisionAuthority=4,
                                      competitiveSituation=4, competitiveSituationEvidence="no other offer",
                                      strongIntent=True, clearNeed=True, expectedClose=day(30)),
             ("opportunity.scored", opportunity))
        lines = [{"productCode": "planner", "quantity": 1}, {"productCode": "support-year", "quantity": 1}]
        amount = int(step("SetLines", {"lines": lines})["opportunity"]["amountMinor"])
        step("AgreePlan", {"target": amount, "unit": "CNY", "deadline": day(60), "ownerId": self.ids[owner],
                           "teamTargetRef": "tele", "lines": [{"productCode": "planner"}]},
             ("opportunity.plan_agreed", opportunity))
        for stage in PURCHASE_STAGES:
            step("MovePurchaseStage", {"toStage": stage}, ("opportunity.purchase_stage_changed", opportunity, stage))
        step("CommitOpportunity", {}, ("opportunity.committed", opportunity))
        return amount

    # ---- the contract ----

    def signatory(self, owner, customer):
        contact = self.caller.command(owner, "customers.AddContact", {"customerId": customer, "name": "Lin Tao",
                                                                     "level": "EXECUTIVE"},
                                      ("contact.added", customer))["contact"]["id"]
        self.caller.command("admin", "contracts.RegisterAuthority",
                            {"party": "CUSTOMER", "holderId": contact, "kinds": ["SIGN", "SEAL"], "currency": "CNY",
                             "proofRef": "letter-of-authority"})
        return contact

    def sign(self, owner, customer, opportunity, amount):
        contact = self.signatory(owner, customer)
        draft = {"opportunityId": opportunity, "signatoryContactIds": [contact], "effectiveDate": day(0), "termMonths": 12,
                 "instalments": [{"dueOn": day(0), "amountMinor": amount}],
                 "obligations": [{"group": "DELIVERY", "code": "installation", "dueOn": day(30)}]}
        contract = self.caller.command(owner, "contracts.DraftContract", draft,
                                       ("contract.drafted", opportunity))["contract"]["id"]

        def step(who, method, body=(), effect=None):
            return self.caller.command(who, f"contracts.{method}", dict(body, id=contract), effect)

        checklist = self.caller.query(owner, "contracts.GetContract", {"id": contract}).get("checklist", [])
        step(owner, "AnswerChecklist", {"answers": [{"code": item["code"], "answer": "PASS"} for item in checklist]})
        step(owner, "SubmitContract", effect=("contract.submitted", contract))
        step("manager", "ApproveContract", effect=("contract.step_approved", contract, self.ids["manager"]))
        step("legal", "ApproveContract", effect=("contract.step_approved", contract, self.ids["legal"]))
        step(owner, "SendForSignature", effect=("contract.sent_for_signature", contract))
        for party, signer in (("OUR", self.ids["signatory"]), ("CUSTOMER", contact)):
            for kind in ("SIGN", "SEAL"):
                step("signatory", "RecordMark", {"party": party, "kind": kind, "signerId": signer, "evidenceHash": HASH,
                                                 "method": "INK" if kind == "SIGN" else "CHOP"},
                     ("contract.party_signed", contract, party, kind))


IDENTITY = {
    "lead.captured": ("keyword",), "lead.qualified": ("leadId",), "lead.conversion_requested": ("leadId",),
    "call.requested": ("leadId",), "call.dialling": ("leadId",), "call.answered": ("leadId",), "call.ended": ("leadId",),
    "call.wrapped": ("leadId",), "activity.completed": ("leadId",), "contact.added": ("customerId",),
    "opportunity.scored": ("opportunityId",), "opportunity.plan_agreed": ("opportunityId",),
    "opportunity.purchase_stage_changed": ("opportunityId", "toStage"), "opportunity.committed": ("opportunityId",),
    "contract.drafted": ("opportunityId",), "contract.submitted": ("contractId",),
    "contract.step_approved": ("contractId", "approverId"), "contract.sent_for_signature": ("contractId",),
    "contract.party_signed": ("contractId", "party", "kind"),
}


def effect_of(event):
    """The effect that an event is the trace of; None for events that no command names."""
    names = IDENTITY.get(event["type"])
    return names and (event["type"], *(event["payload"].get(name) for name in names))
