# SPDX-License-Identifier: Apache-2.0
"""What a walk over opportunities and contracts (`deal_walk.py`) tries next: which verb, with what, by whom. Most choices
bring their deal on, the others are anything that anybody may try. Each follows from the seed."""
import collections
import datetime
import random
import uuid

from support.deal_judge import Judge, Patient
from support.stack import wait_until

SELLERS, HEAD, BOSS = ("tele1", "tele2"), "manager", "admin"
DEALS = 5
DRAFTING = ("Revise", "Answer", "Submit", "Recall", "Cancel", "Send", "Negotiate", "Amend", "End")
# What each verb calls, the verbs of the lifecycle it may be, and who may never.
CONTRACT = {
    "Revise": ("ReviseContract", "revise", "clerk"), "Answer": ("AnswerChecklist", "answer", "finance"),
    "Submit": ("SubmitContract", "submit approve", "clerk"), "Approve": ("ApproveContract", "agree approve void terminate", "clerk"),
    "Return": ("ReturnContract", "return", "finance"), "Reject": ("RejectContract", "reject", "clerk"),
    "Recall": ("RecallContract", "recall", "legal"), "Cancel": ("CancelContract", "cancel", "finance"),
    "Add": ("AddApprover", "agree", "clerk"), "Send": ("SendForSignature", "send", "signatory"),
    "Negotiate": ("NegotiateContract", "negotiate", "legal"),
    "Mark": ("RecordMark", "mark sign take_effect countersign amend fulfil", "finance"),
    "Decline": ("DeclineMark", "decline refuse", "legal"), "Revoke": ("RevokeMark", "decline refuse", "legal"),
    "Void": ("VoidContract", "void", "legal"), "Archive": ("ArchiveContract", "archive", "finance"),
    "Amend": ("RequestAmendment", "", "finance"), "End": ("RequestEnd", "", "signatory"),
    "Settle": ("SettleObligation", "take_effect fulfil", "finance"),
}
OPPORTUNITY = {
    "Lines": ("SetLines", "work"), "Plan": ("AgreePlan", "work"), "Buyer": ("MovePurchaseStage", "work"),
    "Stage": ("MoveStage", "move_stage"), "Score": ("ScoreOpportunity", "work"), "Forecast": ("ForecastOpportunity", "work"),
    "Commit": ("CommitOpportunity", "commit"), "Lose": ("LoseOpportunity", "lose"), "Abandon": ("AbandonOpportunity", "abandon"),
    "Reopen": ("ReopenOpportunity", "reopen"), "Quote": ("DraftQuote", "work"), "SubmitQuote": ("SubmitQuote", "work"),
    "DecideQuote": ("DecideQuote", "work"), "SendQuote": ("SendQuote", "work"), "AnswerQuote": ("AnswerQuote", "work"),
}
OFFERING = {"DRAFT": "SubmitQuote", "IN_APPROVAL": "DecideQuote", "APPROVED": "SendQuote", "SENT": "AnswerQuote"}
UNVERSIONED = ("Money", "Draft", "Quote", "SubmitQuote", "DecideQuote", "SendQuote", "AnswerQuote", "Buyer")
FACTORS = ("urgency", "purchasingPower", "decisionAuthority", "competitiveSituation")


def day(days=0):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)).strftime("%Y-%m-%d")


class Paper:
    """A contract as it was last seen, and what the walk knows of it."""

    def __init__(self, contract, drafter):
        self.id, self.number, self.everything = contract["id"], contract["number"], None
        self.writers, self.asked_by, self.booked, self.drafter = {drafter}, None, 0, drafter

    state = property(lambda self: self.everything["contract"]["state"])
    version = property(lambda self: int(self.everything["contract"]["version"]))

    def running(self):
        return next((case for case in self.everything.get("cases", []) if case["state"] == "RUNNING"), None)

    def list(self, name, **where):
        return [row for row in self.everything.get(name, []) if all(row.get(key) == value for key, value in where.items())]


class Deal:
    def __init__(self, opportunity_id, customer_id, contact_id, owner):
        self.id, self.customer_id, self.contact_id, self.owner = opportunity_id, customer_id, contact_id, owner
        self.stranger = SELLERS[1 - SELLERS.index(owner)]
        self.papers, self.quote, self.everything, self.follows = [], None, None, True

    paper = property(lambda self: self.papers[-1] if self.papers else None)
    opportunity = property(lambda self: self.everything["opportunity"])
    state = property(lambda self: self.opportunity["state"])

    def idle(self):
        """No contract of it can take effect any more."""
        return all(paper.state in ("CANCELLED", "VOID") for paper in self.papers)


class Choice:
    def __init__(self, stack, seed):
        stack = Patient(stack)
        self.stack, self.seed, self.random = stack, seed, random.Random(seed)
        self.at, self.doing = 0, "begin"
        self.ids = {user["login"]: user["id"] for user in stack.access()["users"]}
        self.logins = {id_: login for login, id_ in self.ids.items()}
        self.counts = collections.Counter()   # (noun, state, verb, "ok" or a code)
        self.deals, self.left, self.customers, self.unknown, self.delegation = [], [], [], [], None
        self.judge = Judge(stack, lambda: f"seed {seed}, step {self.at}, {self.doing}")
        people = [self.ids[login] for login in ("finance", "tele1", "tele2", HEAD)]
        wait_until(lambda: stack.psql("contracts", "SELECT count(*) FROM contracts.person WHERE active AND id = ANY (%s::uuid[])",
                                      [people])[0][0] == len(people), what="the users")

    # ---- chance ----

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def pick(self, **weights):
        return self.random.choices(list(weights), list(weights.values()))[0]

    def split(self, amount):
        """Instalments that sum to the amount, days ahead so that no job comes between the steps."""
        parts = min(amount, self.random.randint(1, 4))
        cuts = sorted(self.random.sample(range(1, amount), parts - 1))
        return [{"dueOn": day(20 + 10 * i), "amountMinor": str(upper - lower)}
                for i, (lower, upper) in enumerate(zip([0] + cuts, cuts + [amount]))]

    def obligations(self):
        known = [("CONDITION", "licence"), ("SERVICE", "support"), ("DELIVERY", "installation")]
        return [{"group": group, "code": code, "dueOn": day(30)} for group, code in known if self.chance(35)]

    # ---- deals ----

    def new_deal(self):
        owner = self.random.choice(SELLERS)
        mine = [row for row in self.customers if row[2] == owner]
        if len(mine) < 2:
            customer_id = self.stack.call("leads.CaptureLead", {
                "name": "Kim Test", "sourceChannel": "PHONE", "product": "p" + uuid.uuid4().hex[:8],
                "phone": f"+86 138 {uuid.uuid4().int % 10 ** 8:08d}"}, owner)["lead"]["customerId"]
            contact_id = self.stack.call("customers.AddContact", {"customerId": customer_id, "name": "Signing Person"},
                                         BOSS)["contact"]["id"]
            self.stack.call("contracts.RegisterAuthority", {
                "party": "CUSTOMER", "holderId": contact_id, "kinds": ["SIGN", "SEAL"], "currency": "CNY",
                "proofRef": "letter"}, BOSS)
            self.customers.append((customer_id, contact_id, owner))
            mine = self.customers[-1:]
        customer_id, contact_id, _ = self.random.choice(mine)
        made = self.stack.call("opportunities.CreateOpportunity", {"customerId": customer_id, "currency": "CNY",
                                                                   "sourceChannel": "PHONE"}, owner)["opportunity"]
        deal = Deal(made["id"], customer_id, contact_id, owner)
        self.look(deal)
        return deal

    def look(self, deal):
        deal.everything = self.judge.settled(f"opportunity {deal.id}", deal.id, lambda: self.stack.call(
            "opportunities.GetOpportunity", {"id": deal.id}, HEAD), deal.follows)
        deal.follows = False

    def look_at(self, paper):
        paper.everything = self.stack.call("contracts.GetContract", {"id": paper.id}, "legal")
        return paper.everything

    # ---- what to try ----

    def choose(self, deal):
        """A verb that brings the deal on, or, now and then, any."""
        if not self.chance(80):
            return self.random.choice([*CONTRACT, *OPPORTUNITY, "Money", "Draft", "Delegate", "Assign"])
        paper = deal.paper
        if not paper or paper.state in ("CANCELLED", "VOID") or (paper.state == "REJECTED" and self.chance(50)):
            return self.sell(deal)
        return getattr(self, "at_" + paper.state.lower(), lambda *_: "Archive")(deal, paper)

    def sell(self, deal):
        now = deal.opportunity
        if deal.quote and deal.quote["state"] in OFFERING and now["state"] in ("OPEN", "COMMITTED"):
            return OFFERING[deal.quote["state"]]
        if now["state"] != "OPEN":
            return {"COMMITTED": "Draft", "LOST": "Reopen"}.get(now["state"], "Score")
        if self.chance(12):
            return self.pick(Score=3, Stage=4, Quote=3, Forecast=2, Lose=1)
        if deal.quote and deal.quote["state"] == "REJECTED":
            return "Quote"
        if not deal.everything.get("lines"):
            return "Lines"
        if deal.everything.get("plan", {}).get("state") != "AGREED":
            return "Plan"
        return "Commit" if now["purchaseStage"] == "PURCHASE_COMMITMENT" else "Buyer"

    def at_draft(self, _, paper):
        if all(item["answer"] == "PASS" for item in paper.list("checklist")):
            return self.pick(Submit=90, Revise=7, Cancel=3)
        return "Answer" if self.chance(94) else "Revise"

    def at_dept_review(self, *_):
        return self.pick(Approve=80, Return=5, Reject=4, Recall=4, Add=5, Cancel=2)

    at_legal_review = at_dept_review

    def at_rejected(self, *_):
        return "Revise"

    def at_approved(self, *_):
        return self.pick(Send=88, Negotiate=12)

    def at_negotiating(self, *_):
        return self.pick(Send=60, Revise=40)

    def at_signing(self, *_):
        return self.pick(Mark=93, Decline=3, Revoke=4)

    def at_signed(self, *_):
        return self.pick(Settle=80, Void=10, End=5, Approve=5)

    def at_effective(self, _, paper):
        if paper.running():
            return self.pick(Approve=80, Return=4, Reject=4, Recall=4, Money=4, Add=4)
        if paper.list("amendments", state="SIGNING"):
            return self.pick(Mark=90, Decline=3, Revoke=3, Money=4)
        return self.pick(Money=50, Settle=26, Amend=12, End=5, Void=7)

    def at_fulfilled(self, *_):
        return self.pick(Archive=50, Money=50)

    def at_terminated(self, *_):
        return self.pick(Archive=40, Money=60)

    # ---- requests: (body, who, must it be refused) ----

    def drafter(self, deal):
        return self.random.choice([deal.owner] * 5 + [HEAD])

    def body_Draft(self, deal):
        amount = int(deal.opportunity.get("amountMinor", 0)) or 1
        wrong = self.chance(8)
        body = {"opportunityId": deal.id, "signatoryContactIds": [deal.contact_id], "effectiveDate": day(),
                "obligations": self.obligations(), "instalments": self.split(amount + wrong)}
        if self.chance(50):
            body["termMonths"] = self.random.choice([12, 24, 36])
        return body, self.drafter(deal), wrong

    def body_Revise(self, deal, paper):
        body = {"clauses": [{"group": "PRICE", "text": f"Price, as of step {self.at}."}]}
        wrong = self.chance(8)
        if self.chance(40):
            body["instalments"] = self.split(int(paper.everything["contract"]["amountMinor"]) + wrong)
        elif self.chance(30):
            body.update(opportunityId=deal.id, instalments=self.split(int(deal.opportunity["amountMinor"]) + wrong))
        return body, self.drafter(deal), wrong and "instalments" in body

    def body_Answer(self, deal, paper):
        rows = paper.list("checklist")
        if self.chance(15):
            rows = self.random.sample(rows, self.random.randint(1, len(rows)))
        failed = self.chance(6)
        return {"answers": [{"code": row["code"], "answer": "FAIL", "remark": "not so"} if failed and i == 0 else
                            {"code": row["code"], "answer": "PASS"} for i, row in enumerate(rows)]}, self.drafter(deal), False

    def body_Submit(self, deal, paper):
        return {}, self.drafter(deal), not all(item["answer"] == "PASS" for item in paper.list("checklist"))

    def decider(self, deal, paper):
        """Mostly one of those who are asked, else anybody."""
        asked = paper.list("slots", state="ACTIVE")
        if not asked or self.chance(15):
            return self.random.choice([deal.owner, deal.stranger, HEAD, BOSS, "legal", "finance"])
        slot = self.random.choice(asked)
        if slot["kind"] == "PERSON":
            return self.logins[slot["ref"]]
        if slot["kind"] == "COUNSEL":
            return "legal"
        able = [BOSS, BOSS] if self.ids[HEAD] in paper.writers else [HEAD, HEAD, BOSS, deal.stranger]
        return self.random.choice([HEAD, *able])

    def body_Approve(self, deal, paper):
        case, wrong = paper.running(), self.chance(6)
        body = {"textVersion": case["textVersion"] + wrong} if case else {}
        return body, self.decider(deal, paper), wrong or not case

    def body_Return(self, deal, paper):
        return {"remark": "Once more."}, self.decider(deal, paper), not paper.running()

    body_Reject = body_Return

    def body_Add(self, deal, paper):
        who = self.random.choice(["finance", deal.stranger, deal.owner])
        wrong = self.ids[who] in paper.writers or not paper.running()
        return {"approverId": self.ids[who], "place": self.random.choice(["BEFORE", "AFTER"])}, self.decider(deal, paper), wrong

    def body_Recall(self, deal, paper):
        return {}, self.drafter(deal), not paper.running()

    def body_Cancel(self, deal, _):
        return {"reason": "WITHDRAWN"}, self.drafter(deal), False

    def body_Send(self, deal, _):
        return {}, self.drafter(deal), False

    def body_Negotiate(self, deal, _):
        return {"reason": "PRICE"}, self.drafter(deal), False

    def place(self, paper, *states):
        last = max((mark["round"] for mark in paper.list("marks")), default=0)
        places = [mark for mark in paper.list("marks", round=last) if mark["state"] in states]
        mark = self.random.choice(places or [{"party": self.random.choice(["OUR", "CUSTOMER"]), "kind": "SIGN"}])
        return {"party": mark["party"], "kind": mark["kind"]}

    def body_Mark(self, deal, paper):
        place = self.place(paper, "REQUESTED") if self.chance(92) else self.place(paper, "DONE", "REQUESTED")
        wrong = self.chance(4)
        signer = self.ids["signatory"] if (place["party"] == "OUR") != wrong else deal.contact_id
        return dict(place, signerId=signer, method="INK", evidenceHash=f"{self.random.getrandbits(256):064x}"), "signatory", wrong

    def body_Decline(self, _, paper):
        return dict(self.place(paper, "REQUESTED"), reason="TOO_DEAR"), "signatory", False

    def body_Revoke(self, _, paper):
        return dict(self.place(paper, "DONE"), reason="MISTAKE"), "signatory", not paper.list("marks", state="DONE")

    def body_Void(self, _, paper):
        who = self.random.choice([HEAD, HEAD, BOSS])
        return {"reason": "MISTAKE"}, who, who == paper.drafter

    def body_Archive(self, *_):
        return {}, self.random.choice(["legal", "signatory"]), False

    def body_Amend(self, deal, paper):
        body, wrong = {"reason": "SCOPE", "clauses": [{"group": "SERVICE", "text": f"Service, as of step {self.at}."}]}, False
        if self.chance(50):
            wrong = self.chance(10)
            body["instalments"] = self.split(int(paper.everything["contract"]["amountMinor"]) + wrong)
        if self.chance(30):
            body["obligations"] = [{"group": "SERVICE", "code": "support", "dueOn": day(40)}]
        if self.chance(30):
            body["termMonths"] = self.random.choice([24, 48])
        pending = paper.state != "EFFECTIVE" or paper.running() or paper.list("amendments", state="SIGNING")
        return body, self.drafter(deal), wrong or bool(pending)

    def body_End(self, deal, paper):
        purpose = self.random.choice(["TERMINATION", "VOIDING"])
        wrong = paper.state not in ("EFFECTIVE",) + ("SIGNED",) * (purpose == "VOIDING") or paper.running()
        return {"purpose": purpose, "reason": "MOVED_AWAY"}, self.drafter(deal), bool(wrong)

    def body_Settle(self, _, paper):
        duties = paper.list("duties") or paper.list("obligations")
        body = {"code": self.random.choice(duties)["code"] if duties else "nothing",
                "state": self.pick(FULFILLED=8, WAIVED=2, BREACHED=1)}
        if body["state"] != "FULFILLED":
            body["reason"] = "AGREED"
        return body, self.random.choice([HEAD, "legal"]), not duties or paper.state not in ("SIGNED", "EFFECTIVE")

    def body_Lines(self, *_):
        product, low = self.random.choice(["planner", "training-day"]), self.chance(6)
        line = {"productCode": product, "quantity": self.random.randint(1, 3),
                "discountBasisPoints": self.random.choice([0, 333, 500])}
        return {"lines": [dict(line, priceMinor="1") if low else line]}, None, low

    def body_Plan(self, deal):
        return {"target": "50000000", "unit": "CNY", "deadline": day(60), "ownerId": self.ids[deal.owner],
                "teamTargetRef": "tele-2026", "lines": [{"productCode": "planner"}]}, None, False

    def body_Buyer(self, *_):
        stages = ["PURCHASE_COMMITMENT"] * 4 + ["SYSTEM_DESIGN", "INTERNAL_DELIBERATION", "NEED_DISCOVERY"]
        return {"toStage": self.random.choice(stages)}, None, False

    def body_Stage(self, *_):
        body = {"toStage": self.random.choice(["DISCOVERY", "PROPOSAL", "NEGOTIATION"])}
        if self.chance(60):
            body["overrideReason"] = "TENDER"
        return body, None, False

    def body_Score(self, *_):
        high = self.chance(6)
        return {**{name: 6 if high else self.random.randint(0, 5) for name in FACTORS},
                **{name + "Evidence": "seen on site" for name in FACTORS}, "strongIntent": True, "clearNeed": True,
                "expectedClose": day(30)}, None, high

    def body_Forecast(self, *_):
        return {"probability": self.random.randint(5, 95), "category": "BEST_CASE", "expectedClose": day(30)}, None, False

    def body_Commit(self, deal):
        now = deal.opportunity
        lacking = not deal.everything.get("lines") or now["purchaseStage"] != "PURCHASE_COMMITMENT"
        return {}, None, lacking or now["state"] != "OPEN"

    def body_Lose(self, *_):
        return {"reason": "PRICE"}, None, False

    body_Abandon = body_Lose

    def body_Reopen(self, deal):
        return {"reason": "BACK"}, None, deal.state != "LOST"

    def body_Quote(self, *_):
        low = self.chance(40)
        line = {"productCode": "training-day", "quantity": self.random.randint(1, 40),
                **({"priceMinor": "400000"} if low else {})}
        return {"lines": [line], "validUntil": day(30)}, None, False

    def body_SubmitQuote(self, deal):
        return {"quoteId": deal.quote["id"], "discountReason": "FIRST_ORDER"}, None, deal.quote["state"] != "DRAFT"

    def body_DecideQuote(self, deal):
        return {"quoteId": deal.quote["id"], "approve": self.chance(80)}, HEAD, deal.quote["state"] != "IN_APPROVAL"

    def body_SendQuote(self, deal):
        return {"quoteId": deal.quote["id"]}, None, deal.quote["state"] != "APPROVED"

    def body_AnswerQuote(self, deal):
        return {"quoteId": deal.quote["id"], "accept": self.chance(75)}, None, deal.quote["state"] != "SENT"
