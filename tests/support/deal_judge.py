# SPDX-License-Identifier: Apache-2.0
"""What must hold of contracts and opportunities after each step of a walk (`deal_walk.py`), from what the API, the event
log and, where only it can say, the database tell. It knows the rules of its own and asks the services for none of them."""
import collections
import json
import subprocess

import psycopg2

from support.stack import BIN, Refused, wait_until

SIGNED = ("SIGNED", "EFFECTIVE", "FULFILLED", "TERMINATED", "EXPIRED", "ARCHIVED", "VOID")
APPROVED = ("APPROVED", "NEGOTIATING", "SIGNING") + SIGNED
OVER = ("VOID", "TERMINATED")  # nothing is waited for any more
PLACES = {(party, kind) for party in ("OUR", "CUSTOMER") for kind in ("SIGN", "SEAL")}
TYPES = ["contract.*", "deal.*", "instalment.*", "receipt.*", "opportunity.*", "quote.*"]


class Patient:
    """A stack, asked again where a busy machine had no time to answer: under the same key, so that nothing happens twice."""

    def __init__(self, stack):
        self.stack = stack

    def __getattr__(self, name):
        return getattr(self.stack, name)

    def call(self, method, body=None, as_="admin", key=None, tries=5):
        try:
            return self.stack.call(method, body, as_, key=key)
        except Refused as refused:
            if refused.code not in ("deadline_exceeded", "unavailable") or tries == 1:
                raise
        return self.call(method, body, as_, key, tries - 1)


class Violation(AssertionError):
    """Something that must hold does not."""


def lifecycle(noun):
    """{(state, verb): state} as the programs print it."""
    text = subprocess.run([f"{BIN}/dealspine", "states", noun], text=True, capture_output=True, check=True).stdout
    rows = [line.split() for line in text.split("FROM", 1)[1].splitlines()[1:] if line.strip()]
    return {(row[0], row[1]): row[2] for row in rows}


def number(row, name):
    return int(row.get(name, 0))


class Judge:
    """`say` gives the words that begin each complaint: seed, step and verb."""

    def __init__(self, stack, say):
        self.stack, self.say = stack, say
        self.moves = {noun: lifecycle(noun) for noun in ("contract", "opportunity")}
        self.cursor = stack.call("events.Fetch", {"from": "LATEST", "maxEvents": 1}, "admin")["nextCursor"]
        self.databases = {}
        self.versions = {}                           # aggregate: its last event's count
        self.deals = {}                              # opportunity: (last deal event's type, its contract)
        self.wins = {}                               # opportunity: contract that won it, by its own events
        self.rounds = {}                             # contract: {round: text version}
        self.told = collections.defaultdict(collections.Counter)  # contract: how often each type
        self.moved = collections.Counter()           # contract: money moved on instalments
        self.receipts = {}                           # receipt: (contract, amount, applied) as last told
        self.cause, self.early = None, {}            # of the event; contract: cause that asked legal before it was told why
        self.department = collections.defaultdict(int)  # contract: decisions of the department since it was asked last

    def demand(self, holds, record, sentence):
        if not holds:
            raise Violation(f"{self.say()}: {record}: {sentence}")

    # ---- the database ----

    def rows(self, service, sql, *parameters):
        if service not in self.databases:
            self.databases[service] = psycopg2.connect(**self.stack.dsn(service))
            self.databases[service].autocommit = True
        with self.databases[service].cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    def head(self, service, *ids):
        """How many events these have in the log."""
        found = self.rows(service, f"SELECT agg_id::text, ver FROM {service}.event_head WHERE agg_id = ANY (%s::uuid[])",
                          [one for one in ids if one])
        return dict(found)

    def close(self):
        for connection in self.databases.values():
            connection.close()

    # ---- one step ----

    def reach(self, noun, state, verbs):
        """States that these verbs lead to from there, in up to three moves."""
        found, edge = set(), {state}
        for _ in range(3):
            edge = {to for (start, verb), to in self.moves[noun].items() if start in edge and verb in verbs}
            found |= edge
        return found

    def changed(self, noun, record, before, after, verbs):
        """An accepted step that changed the record is one of the lifecycle's, and counts as a version."""
        was, now = before[noun], after[noun]
        if now == was:
            return
        allowed = self.reach(noun, was["state"], verbs)
        self.demand(now["state"] == was["state"] or now["state"] in allowed, record,
                    f"{was['state']} became {now['state']} by {'/'.join(sorted(verbs))}, which its lifecycle does not know")
        self.demand(int(now["version"]) > int(was["version"]), record,
                    f"it was changed and its version stayed {was['version']}")
        self.demand(int(now.get("textVersion", 0)) >= int(was.get("textVersion", 0)), record, "its text version went back")

    def unchanged(self, record, before, after, heads, heads_after, why):
        for name in sorted(set(before) | set(after)):
            self.demand(before.get(name) == after.get(name), record, f"{why} changed its {name}: "
                        f"{json.dumps(before.get(name), ensure_ascii=False)[:300]} -> "
                        f"{json.dumps(after.get(name), ensure_ascii=False)[:300]}")
        self.demand(heads == heads_after, record, f"{why} left an event: {heads} -> {heads_after}")

    def decided(self, record, writers, asked_by, user, on_behalf_of):
        """Somebody approved, returned or rejected."""
        for who in filter(None, (user, on_behalf_of)):
            self.demand(who not in writers, record, f"{who} decided, who drafted, wrote or submitted a text of it")
            self.demand(who != asked_by, record, f"{who} decided what he had asked for himself")

    # ---- a contract as the API shows it ----

    def contract(self, record, everything, booked):
        contract = everything["contract"]
        for rule in (self._approvals, self._marks, self._money_agreed):
            rule(record, contract, everything)
        self._money_received(record, contract, everything, booked)

    def _approvals(self, record, contract, everything):
        version, state = contract["textVersion"], contract["state"]
        cases = [case for case in everything.get("cases", []) if case["purpose"] in ("CONTRACT", "AMENDMENT")]
        approved = any(case["state"] == "APPROVED" and case["textVersion"] == version for case in cases)
        self.demand(approved or state not in APPROVED, record, f"it is {state} and no case approved its text version {version}")
        self.demand(not approved or state in APPROVED, record,
                    f"it is {state} with text version {version} and an approval of it survives")
        running = [case for case in everything.get("cases", []) if case["state"] == "RUNNING"]
        self.demand(len(running) <= 1, record, f"{len(running)} cases run at once")
        of_text = [case for case in running if case["purpose"] == "CONTRACT"]
        self.demand(bool(of_text) == (state in ("DEPT_REVIEW", "LEGAL_REVIEW")), record,
                    f"it is {state} and {len(of_text)} cases on its text run")
        self.demand(all(case["textVersion"] == version for case in of_text), record,
                    f"a case runs on another text than version {version}")
        self._order(record, everything)

    def _order(self, record, everything):
        for case in everything.get("cases", []):
            slots = [slot for slot in everything.get("slots", []) if slot["caseId"] == case["id"]]
            legal = [slot for slot in slots if slot["role"] == "LEGAL" and slot["state"] not in ("WAITING", "SKIPPED")]
            department = [slot["state"] for slot in slots if slot["role"] == "DEPARTMENT"]
            self.demand(not legal or ("APPROVED" in department and set(department) <= {"APPROVED", "SKIPPED"}), record,
                        f"legal is asked in case {case['id']} while the department's places are {department}")
            open_slots = [slot for slot in slots if slot["state"] in ("ACTIVE", "WAITING")]
            self.demand(case["state"] == "RUNNING" or not open_slots, record,
                        f"case {case['id']} is {case['state']} and somebody is still asked")

    def _marks(self, record, contract, everything):
        if contract["state"] not in SIGNED:
            return
        rounds = collections.defaultdict(set)
        for mark in everything.get("marks", []):
            if mark["state"] == "DONE":
                rounds[mark["round"]].add((mark["party"], mark["kind"]))
        if not set(rounds) <= set(self.rounds.get(contract["id"], {})):
            self.read_log()
        sent = self.rounds.get(contract["id"], {})
        whole = {sent.get(round_) for round_, places in rounds.items() if places == PLACES}
        self.demand(contract["textVersion"] in whole, record,
                    f"it is {contract['state']} and its text version {contract['textVersion']} does not bear all four marks")

    def _money_agreed(self, record, contract, everything):
        amount = number(contract, "amountMinor")
        for what, field in (("lines", "totalMinor"), ("instalments", "amountMinor")):
            total = sum(number(row, field) for row in everything.get(what, []))
            self.demand(total == amount, record, f"its {what} sum to {total}, its amount is {amount}")
        if everything.get("payments"):
            total = sum(number(row, "amountMinor") for row in everything["payments"])
            self.demand(total == amount, record, f"its payment plan sums to {total}, its amount is {amount}")

    def _money_received(self, record, contract, everything, booked):
        payments, receipts = everything.get("payments", []), everything.get("receipts", [])
        received = sum(number(row, "receivedMinor") for row in payments)
        applied = sum(number(row, "appliedMinor") for row in receipts)
        self.demand(received == applied, record, f"its instalments received {received}, its receipts booked {applied}")
        came = sum(number(row, "amountMinor") for row in receipts)
        self.demand(came == booked, record, f"its receipts are {came} in all, {booked} was sent")
        for row in receipts:
            self.demand(0 <= number(row, "appliedMinor") * (1 if number(row, "amountMinor") > 0 else -1)
                        <= abs(number(row, "amountMinor")), record,
                        f"a receipt of {row['amountMinor']} books {row.get('appliedMinor')}")
        for row in payments:
            whole = number(row, "receivedMinor") == number(row, "amountMinor")
            self.demand(0 <= number(row, "receivedMinor") <= number(row, "amountMinor"), record,
                        f"instalment {row['position']} of {row['amountMinor']} received {row.get('receivedMinor')}")
            self.demand(whole == (row["state"] == "PAID"), record, f"instalment {row['position']} is {row['state']}, having "
                        f"received {row.get('receivedMinor', 0)} of {row['amountMinor']}")
            self.demand(contract["state"] not in OVER or row["state"] in ("PAID", "CANCELLED"), record,
                        f"it is {contract['state']} and instalment {row['position']} is {row['state']}")

    # ---- the log ----

    def read_log(self):
        """Reads on to the log's end."""
        while True:
            reply = self.stack.call("events.Fetch", {"types": TYPES, "maxEvents": 500, "cursor": self.cursor}, "admin")
            for event in reply.get("events", []):
                self._event(event, json.loads(event.get("payloadJson", "{}")))
            self.cursor = reply["nextCursor"]
            if reply.get("caughtUp"):
                break
        self.demand(not any(self.early.values()), f"contracts {[one for one in self.early if self.early[one]]}",
                    "legal was asked and nobody of the department had agreed")

    def _event(self, event, payload):
        aggregate, count = event["aggId"], int(event["aggVer"])
        record = f"{event['aggType']} {aggregate}"
        before = self.versions.get(aggregate)
        if before is None and count != 1:
            return  # of before the walk
        self.demand(before is None or count == before + 1, record, f"{event['type']} is its event {count}, after {before}")
        self.versions[aggregate] = count
        self.cause = event["correlationId"]
        early = self.early.get(aggregate)  # who is next is said before the decision, by the same command
        self.demand(early in (None, False, self.cause), record, "legal was asked and nobody of the department had agreed")
        handler = getattr(self, "_on_" + event["type"].replace(".", "_"), None)
        if event["aggType"] == "contract":
            self.told[aggregate][event["type"]] += 1
        if handler:
            handler(record, aggregate, payload)

    def _on_contract_sent_for_signature(self, _, contract, payload):
        self.rounds.setdefault(contract, {})[payload["round"]] = payload["textVersion"]

    def _on_contract_approval_requested(self, record, contract, payload):
        if payload["role"] == "LEGAL":
            self.early[contract] = self.department[contract] == 0 and self.cause
        self.department[contract] *= payload["step"] != 1 or payload["role"] != "DEPARTMENT"

    def _on_contract_step_approved(self, _, contract, payload):
        if payload["role"] == "DEPARTMENT":
            self.department[contract] += 1
            self.early.pop(contract, None)

    def _on_contract_submitted(self, _, contract, __):
        self.department[contract] = 0

    def _on_deal_closed(self, record, contract, payload):
        told = self.told[contract]
        self.demand(told["deal.closed"] == 1, record, f"deal.closed was said {told['deal.closed']} times")
        self.demand(told["contract.effective"] == 1 and told["contract.signed"] == 1, record,
                    "deal.closed was said of a contract that was not signed and effective")
        self.deals[payload["opportunityId"]] = ("deal.closed", contract)

    def _on_deal_reversed(self, record, contract, payload):
        told = self.told[contract]
        self.demand(told["deal.closed"] == 1 and told["deal.reversed"] == 1, record,
                    f"deal.reversed was said {told['deal.reversed']} times, after {told['deal.closed']} deal.closed")
        self.deals[payload["opportunityId"]] = ("deal.reversed", contract)

    def _on_instalment_received(self, _, contract, payload):
        self.moved[contract] += number(payload, "movedMinor")

    def _on_receipt_recorded(self, _, receipt, payload):
        self.receipts[receipt] = (payload.get("contractId"), number(payload, "amountMinor"), number(payload, "appliedMinor"))

    def _on_opportunity_won(self, record, opportunity, payload):
        self.demand(self.told[payload["contractId"]]["deal.closed"] == 1 or opportunity not in self.deals, record,
                    "it was won by a contract that closed no deal")
        self.wins[opportunity] = payload["contractId"]

    def _on_opportunity_reopened(self, _, opportunity, __):
        self.wins.pop(opportunity, None)

    def log(self, record, everything):
        """What the log says of a contract and what the API shows are one; read_log() was before."""
        contract, told = everything["contract"], self.told[everything["contract"]["id"]]
        effects = told["contract.effective"]
        self.demand(effects == told["deal.closed"] == ("effectiveAt" in contract), record,
                    f"{effects} contract.effective, {told['deal.closed']} deal.closed, effectiveAt {contract.get('effectiveAt')}")
        reversed_ = contract["state"] == "VOID" and "effectiveAt" in contract
        self.demand(told["deal.reversed"] == reversed_, record,
                    f"{told['deal.reversed']} deal.reversed and it is {contract['state']}")
        self.demand(told["contract.signed"] == ("signedAt" in contract), record, f"{told['contract.signed']} contract.signed, "
                    f"signedAt {contract.get('signedAt')}")
        received = sum(number(row, "receivedMinor") for row in everything.get("payments", []))
        self.demand(self.moved[contract["id"]] == received, record,
                    f"instalment.received says {self.moved[contract['id']]}, its instalments received {received}")
        booked = sum(one[2] for one in self.receipts.values() if one[0] == contract["id"])
        self.demand(booked == received, record, f"receipt.recorded says {booked}, its instalments received {received}")
        for what in ("duties", "amendments"):
            self.demand(everything.get(what) is None or effects or contract["state"] in ("SIGNED", "VOID"), record,
                        f"it has {what} and never took effect")

    def heads(self, service, ids):
        """The log has no event of theirs that Fetch did not give."""
        for aggregate, count in self.head(service, *ids).items():
            self.demand(self.versions.get(aggregate) == count, f"aggregate {aggregate}",
                        f"the log has {count} events of it, Fetch gave {self.versions.get(aggregate)}")

    # ---- an opportunity and its deal ----

    def settled(self, record, opportunity_id, read, follows):
        """It follows its contracts by event: gives it once it is what the last of them says. Unless it `follows` one since
        it was seen last, the log has nothing new for it."""
        if follows:
            self.read_log()
        kind, contract = self.deals.get(opportunity_id, (None, None))

        def as_told():
            reply = read()
            now = reply["opportunity"]
            won = now["state"] == "WON" and now.get("contractId") == contract
            return reply if kind is None or won == (kind == "deal.closed") else None
        try:
            found = wait_until(as_told, 20)
        except AssertionError:
            found = read()
            self.demand(False, record, f"its last deal event is {kind} of {contract} and it is {found['opportunity']['state']}")
        now = found["opportunity"]
        self.demand(now["state"] != "WON" or kind == "deal.closed", record, "it is WON and no deal was closed")
        self.demand(kind != "deal.reversed" or "contractId" not in now, record, "its deal was reversed and it keeps the contract")
        total = sum(number(line, "totalMinor") for line in found.get("lines", []))
        self.demand(not found.get("lines") or now["state"] == "WON" or total == number(now, "amountMinor"), record,
                    f"its lines sum to {total}, its amount is {now.get('amountMinor')}")
        self.demand(now["state"] not in ("COMMITTED", "WON") or now["purchaseStage"], record, f"it is {now['state']} without a stage")
        return found

    # ---- in the end ----

    def texts(self, ids):
        """Each version of each text has instalments and lines that sum to its amount."""
        for table, column in (("instalment", "amount_minor"), ("contract_line", "total_minor")):
            for row in self.rows("contracts", f"""
                    SELECT v.contract_id::text, v.text_version, v.amount_minor, coalesce(sum(p.{column}), 0)
                    FROM contracts.contract_version v LEFT JOIN contracts.{table} p USING (contract_id, text_version)
                    WHERE v.contract_id = ANY (%s::uuid[]) GROUP BY 1, 2, 3""", list(ids)):
                self.demand(row[2] == row[3], f"contract {row[0]}",
                            f"the {table}s of version {row[1]} sum to {row[3]}, not {row[2]}")

    def chains(self, numbers, ids):
        """The command line finds none of these altered."""
        done = self.stack.cli("verify", "contracts", *(["--number", numbers[0]] if len(numbers) == 1 else []), timeout=600)
        named = [found for found in numbers if found in done.stdout]
        self.demand(not named and done.stdout, "contracts", f"`dealspine verify contracts` names {named}: {done.stdout[-600:]}")
        read = int(done.stdout.splitlines()[-1].split()[0])
        self.demand(read >= len(ids), "contracts", f"`dealspine verify contracts` read {read} of {len(ids)}")
