# SPDX-License-Identifier: Apache-2.0
"""A walk over opportunities and contracts: some deals at once, people of all roles, each step chosen by a seed
(`deal_choice.py`) and looked at when it is done (`deal_judge.py`)."""
import collections
import uuid

from support.deal_choice import CONTRACT, DEALS, DRAFTING, HEAD, OPPORTUNITY, UNVERSIONED, Choice, Paper, day
from support.deal_judge import OVER
from support.stack import Refused

BROKEN = ("internal", "unknown", "data_loss", "unimplemented", "unavailable", "deadline_exceeded")
LOOK_EVERY = 10


class Walk(Choice):
    def __enter__(self):
        self.deals = [self.new_deal() for _ in range(DEALS)]
        return self

    def __exit__(self, *_):
        if self.delegation:
            self.stack.call("contracts.EndDelegation", {"id": self.delegation["id"]}, HEAD)
        self.judge.close()

    def go(self, steps):
        for _ in range(steps):
            self.step()
        return self

    def step(self):
        self.at += 1
        i = self.random.randrange(len(self.deals))
        deal = self.deals[i]
        self.look(deal) if deal.follows else None
        verb = self.choose(deal)
        if verb in ("Lose", "Abandon") and not deal.idle():
            verb = "Score"  # a deal that is lost while its contract goes on would be parked, as deal_closed.c says
        if verb in CONTRACT or verb in ("Money", "Assign"):
            self.with_contract(deal, verb)
        elif verb in OPPORTUNITY:
            self.with_opportunity(deal, verb)
        else:
            {"Draft": self.draft, "Delegate": self.delegate}[verb](deal)
        if deal.state == "ABANDONED" or (deal.paper and deal.paper.state == "ARCHIVED" and self.chance(40)):
            self.left.append(deal)
            self.deals[i] = self.new_deal()
        if self.at % LOOK_EVERY == 0:
            self.judge.read_log()
            for paper in (paper for deal in self.deals for paper in deal.papers):
                self.judge.log(self.name(paper), paper.everything)

    @staticmethod
    def name(paper):
        return f"contract {paper.number} {paper.id}"

    # ---- calling ----

    def attempt(self, count, record, method, body, who, must, key=None):
        """The reply, or None when it is refused; what must be refused and is not is a violation, and so is an accident."""
        try:
            reply = self.stack.call(method, body, who, key=key or str(uuid.uuid4()))
        except Refused as refused:
            self.counts[(*count, refused.code)] += 1
            self.judge.demand(refused.code not in BROKEN, record, f"{method} by {who} ended with {refused}")
            return None
        self.counts[(*count, "ok")] += 1
        self.judge.demand(not must, record, f"{method} by {who} had to be refused: {body}")
        return reply

    def twist(self, deal, verb, body, who, must, version, never):
        """Now and then: somebody who may not, a version that is not the present one, a key that comes again."""
        if self.chance(6):
            who, must = (deal.stranger if never is None or (verb in DRAFTING and self.chance(50)) else never), True
        elif self.chance(6) and verb not in UNVERSIONED:
            body, must = dict(body, expectedVersion=str(version + self.random.choice([1, -1]) if version > 1 else 2)), True
        key = str(uuid.uuid4()) if self.chance(10) else None
        self.doing = f"{verb} by {who}"
        return body, who, must, key

    def again(self, record, method, body, who, key, reply, field):
        """The same key: the same answer and no further effect; another request under it is refused."""
        repeated = self.stack.call(method, body, who, key=key)
        self.judge.demand(repeated.get(field) == reply.get(field), record, f"{method} answers its key differently the second time")
        self.counts["any", "any", "repeat", "ok"] += 1
        self.attempt(("any", "any", "other request"), record, method, dict(body, expectedVersion="77"), who, True, key)

    # ---- contracts ----

    def with_contract(self, deal, verb):
        if not deal.papers:
            return self.with_opportunity(deal, "Lines")
        paper = self.random.choice(deal.papers) if self.chance(5) and verb != "Revise" else deal.paper
        record, before, state = self.name(paper), paper.everything, paper.state
        if verb in ("Money", "Assign"):
            method, verbs, body, who, must, key = self.money(deal, paper, verb)
        else:
            method, verbs, never = CONTRACT[verb]
            body, who, must = getattr(self, "body_" + verb)(deal, paper)
            possible = not verbs or paper.running() or self.judge.reach("contract", state, verbs.split())
            must = must or (not possible and verb != "Settle")
            body, who, must, key = self.twist(deal, verb, {"id": paper.id, **body}, who, must, paper.version, never)
        heads = self.judge.head("contracts", paper.id)
        reply = self.attempt(("contract", state, verb), record, "contracts." + method, body, who, must, key)
        if reply and key:
            after = self.judge.head("contracts", paper.id)
            self.again(record, "contracts." + method, body, who, key, reply, "receipt" if verb in ("Money", "Assign") else "contract")
            self.judge.demand(after == self.judge.head("contracts", paper.id), record, "a repeated key left an event")
        if reply and verb in ("Money", "Assign"):
            self.book(record, paper, verb, body, who, reply)
        running = paper.running()
        self.look_at(paper)
        if reply is None:
            self.judge.unchanged(record, before, paper.everything, heads, self.judge.head("contracts", paper.id), "a refused command")
        else:
            self.accepted(deal, paper, verb, verbs, who, reply, before, running)
            self.judge.contract(record, paper.everything, paper.booked)

    def accepted(self, deal, paper, verb, verbs, who, reply, before, running):
        record, me = self.name(paper), self.ids[who]
        if verb in ("Approve", "Return", "Reject"):
            last = paper.everything["approvals"][-1]
            self.judge.demand(last["approverId"] == me, record, f"the last decision is {last['approverId']}'s, not {me}'s")
            asked_by = None if running["purpose"] == "CONTRACT" else paper.asked_by
            self.judge.decided(record, paper.writers, asked_by, me, last.get("onBehalfOf"))
            self.counts["any", "any", "on behalf", "ok"] += "onBehalfOf" in last
        if verb in ("Revise", "Submit", "Amend"):
            paper.writers.add(me)
        if verb in ("Amend", "End"):
            paper.asked_by = me
        self.judge.changed("contract", record, before, paper.everything, (verbs or "none").split())
        was, now = before["contract"]["state"], paper.state
        if was != now:
            self.counts["contract", "any", "became " + now, "ok"] += 1
        signed = [row["textVersion"] for row in paper.list("amendments", state="IN_EFFECT")]
        if now == was == "EFFECTIVE" and before["contract"]["textVersion"] != paper.everything["contract"]["textVersion"]:
            self.judge.demand(paper.everything["contract"]["textVersion"] in signed, record, "its text changed without an amendment")
            self.counts["contract", "any", "amended", "ok"] += 1
        deal.follows = deal.follows or now != was and now in ("EFFECTIVE", "ARCHIVED", "EXPIRED", *OVER)

    def money(self, deal, paper, verb):
        """Money that comes, exactly, in part or beyond, or goes back; or what came without a contract finds one."""
        held = bool(paper.list("payments"))
        if verb == "Assign" and self.unknown:
            receipt = self.random.choice(self.unknown)
            who, must = ("finance", not held) if self.chance(85) else (deal.owner, True)
            self.doing = f"Assign by {who}"
            return "AssignReceipt", "fulfil", {"id": receipt["id"], "contractNumber": paper.number}, who, must, None
        unpaid = [int(row["amountMinor"]) - int(row.get("receivedMinor", 0)) for row in paper.list("payments") if row["state"] != "PAID"]
        received = sum(int(row.get("receivedMinor", 0)) for row in paper.list("payments"))
        first, rest = (unpaid or [1000])[0], sum(unpaid) or 1000
        amount = {"exact": first, "part": self.random.randint(1, first), "all": rest, "over": rest + self.random.randint(1, 9999),
                  "back": -self.random.randint(1, max(received, 500))}[self.pick(exact=35, part=20, all=22, over=8, back=15)]
        body = {"naturalKey": str(uuid.uuid4()), "receivedOn": day(), "currency": "CNY", "amountMinor": str(amount)}
        if self.chance(96):
            body["contractNumber"] = paper.number
        wrong = self.chance(4)
        if wrong:
            body["amountMinor"] = "0"
        return "RecordReceipt", "fulfil", *self.twist(deal, "Money", body, "finance", wrong, 0, "legal")

    def book(self, record, paper, verb, body, who, reply):
        """Keeps what was sent; the same receipt once more is the one that is there."""
        receipt = reply["receipt"]
        self.unknown = [one for one in self.unknown if one["id"] != receipt["id"]]
        if "contractId" in receipt:
            self.judge.demand(receipt["contractId"] == paper.id, record, f"a receipt for it went to {receipt['contractId']}")
            paper.booked += int(receipt["amountMinor"])
        else:
            self.unknown.append(receipt)
        if verb == "Money":
            self.counts["contract", "any", "money " + receipt["outcome"], "ok"] += 1
        if verb == "Money" and self.chance(10):
            reply = self.stack.call("contracts.RecordReceipt", dict(body, amountMinor="1"), who)
            self.judge.demand(reply.get("existed") and reply["receipt"]["id"] == receipt["id"], record, "the same receipt was taken twice")
            self.counts["any", "any", "receipt again", "ok"] += 1

    def draft(self, deal):
        body, who, wrong = self.body_Draft(deal)
        going = any(paper.state not in ("REJECTED", "CANCELLED", "VOID") for paper in deal.papers)
        body, who, must, key = self.twist(deal, "Draft", body, who, wrong or going or deal.state != "COMMITTED", 0, "legal")
        record, count = f"opportunity {deal.id}", ("opportunity", deal.state, "Draft")
        reply = self.attempt(count, record, "contracts.DraftContract", body, who, must, key)
        if reply is None:
            return
        if key:
            self.again(record, "contracts.DraftContract", body, who, key, reply, "contract")
        paper = Paper(reply["contract"], self.ids[who])
        deal.papers.append(paper)
        self.judge.contract(self.name(paper), self.look_at(paper), 0)
        self.counts["contract", "any", "became DRAFT", "ok"] += 1

    def delegate(self, deal):
        """The head lets a seller decide for her, or does so no more."""
        if self.delegation:
            who = HEAD if self.chance(80) else "legal"
            self.doing, record = f"EndDelegation by {who}", f"delegation {self.delegation['id']}"
            if self.attempt(("any", "any", "EndDelegation"), record, "contracts.EndDelegation", {"id": self.delegation["id"]}, who,
                            who != HEAD):
                self.delegation = None
            return
        wrong = self.chance(15)
        self.doing = f"Delegate by {HEAD}"
        body = {"toId": self.ids[HEAD if wrong else deal.stranger], "validUntil": day(3), "reason": "HOLIDAY"}
        reply = self.attempt(("any", "any", "Delegate"), "delegation", "contracts.DelegateApprovals", body, HEAD, wrong)
        self.delegation = reply and reply["delegation"]

    # ---- opportunities ----

    def with_opportunity(self, deal, verb):
        if verb.endswith("Quote") and not deal.quote:
            verb = "Quote"
        method, verbs = OPPORTUNITY[verb]
        body, who, must = getattr(self, "body_" + verb)(deal)
        before, state, record = deal.everything, deal.state, f"opportunity {deal.id}"
        must = must or not self.judge.reach("opportunity", state, verbs.split())
        body, who, must, key = self.twist(deal, verb, {"id": deal.id, **body}, who or deal.owner, must,
                                          int(deal.opportunity["version"]), None if self.chance(50) else "clerk")
        ids = [deal.id, deal.quote and deal.quote["id"]]
        heads = self.judge.head("opportunities", *ids)
        reply = self.attempt(("opportunity", state, verb), record, "opportunities." + method, body, who, must, key)
        if reply and key:
            after = self.judge.head("opportunities", *ids)
            self.again(record, "opportunities." + method, body, who, key, reply, "opportunity")
            self.judge.demand(after == self.judge.head("opportunities", *ids), record, "a repeated key left an event")
        self.look(deal)
        if reply is None:
            self.judge.unchanged(record, before, deal.everything, heads, self.judge.head("opportunities", *ids), "a refused command")
            return
        if verb.endswith("Quote"):
            deal.quote = reply["quote"]
            self.counts["quote", "any", deal.quote["state"], "ok"] += 1
        elif deal.quote and deal.state != "OPEN" and verb == "Commit":
            self.judge.demand(deal.quote["state"] == "ACCEPTED" or self.was_accepted(deal), record, "it was committed without the offer")
        self.judge.changed("opportunity", record, before, deal.everything, verbs.split())

    def was_accepted(self, deal):
        quotes = self.stack.call("opportunities.ListQuotes", {"id": deal.id}, HEAD)["quotes"]
        return any(quote["state"] == "ACCEPTED" for quote in quotes)

    # ---- in the end ----

    def finish(self):
        """Everything once more, and what only the end can say."""
        self.doing = "the end"
        deals = self.deals + self.left
        for deal in deals:
            deal.follows = True
            self.look(deal)
        self.judge.read_log()
        papers = [paper for deal in deals for paper in deal.papers]
        for paper in papers:
            before = paper.everything
            self.judge.unchanged(self.name(paper), before, self.look_at(paper), None, None, "nobody, between two steps,")
            self.judge.contract(self.name(paper), paper.everything, paper.booked)
            self.judge.log(self.name(paper), paper.everything)
        for deal in deals:
            won = self.judge.wins.get(deal.id)
            self.judge.demand(won is None or self.judge.told[won]["deal.closed"] == 1, f"opportunity {deal.id}",
                              f"it was won by {won}, which closed no deal")
            self.judge.demand(won == (deal.opportunity.get("contractId") if deal.state == "WON" else None), f"opportunity {deal.id}",
                              f"it is {deal.state} by {deal.opportunity.get('contractId')}, its events say {won}")
        ids = [paper.id for paper in papers]
        self.judge.heads("contracts", ids)
        self.judge.heads("opportunities", [deal.id for deal in deals])
        self.judge.texts(ids)
        self.judge.chains([paper.number for paper in papers], ids)
        return self

    def total(self, noun, verb, code="ok"):
        return sum(count for key, count in self.counts.items() if key[0] == noun and key[2] == verb and key[3] == code)

    def report(self):
        """Steps walked, for each state and verb: accepted, and refused."""
        walked = collections.defaultdict(lambda: [0, 0])
        for (noun, state, verb, code), count in self.counts.items():
            walked[noun, state, verb][code != "ok"] += count
        lines = [f"seed {self.seed}: {self.at} steps, {len(self.deals) + len(self.left)} deals, "
                 f"{sum(len(deal.papers) for deal in self.deals + self.left)} contracts"]
        lines += [f"  {' '.join(key):40} {ok:6} accepted {refused:6} refused" for key, (ok, refused) in sorted(walked.items()) if ok or refused]
        return "\n".join(lines)
