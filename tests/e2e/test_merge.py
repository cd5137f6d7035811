# SPDX-License-Identifier: Apache-2.0
"""One customer recorded twice, and one who wants to be forgotten: every service follows by event."""
import base64
import hashlib
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from support.after import CARE, silence
from support.deal import Deal, wait_for

SERVICES = ["aftersales", "contracts", "insights", "leads", "notifications", "opportunities", "qa"]
LISTS = {"leads": ("leads.ListLeads", "leads", "id", "manager"),
         "opportunities": ("opportunities.ListOpportunities", "opportunities", "id", "manager"),
         "contracts": ("contracts.ListContracts", "contracts", "id", "legal"),
         "plans": ("aftersales.ListPlans", "plans", "id", CARE),
         "cases": ("aftersales.ListCases", "cases", "id", CARE),
         "recordings": ("qa.ListRecordings", "recordings", "callId", "admin")}


class Twice(Deal):
    """A person of two records: a deal that begins with one of them and ends with the other."""

    def __init__(self, stack):
        super().__init__(stack)
        self.to("converted")
        self.first_call = self.dial["id"]
        self.alias_id = self.customer_id
        self.survivor_id = self.call("leads.CaptureLead", {"sourceChannel": "PHONE", "phone": self.second_phone,
                                                           "product": "another"}, self.owner)["lead"]["customerId"]
        assert self.survivor_id != self.alias_id

    def of(self, customer_id):
        """What each service finds under this customer."""
        found = {}
        for name, (method, field, key, as_) in LISTS.items():
            found[name] = {row[key] for row in self.call(method, {"customerId": customer_id, "pageSize": 200}, as_).get(field, [])}
        for table, key in (("deal_fact", "contract_id"), ("lead_fact", "lead_id"), ("opportunity_fact", "opportunity_id")):
            rows = self.stack.psql("insights", f"SELECT {key}::text FROM insights.{table} WHERE customer_id = %s", (customer_id,))
            found[table] = {row[0] for row in rows}
        return found

    def settle(self, customer_id, what, condition):
        def look():
            found = self.of(customer_id)
            return found if condition(found) else None
        try:
            return wait_for(look, 60, what)
        except AssertionError as late:
            raise AssertionError(f"{late}: {self.of(customer_id)}")

    def merge(self):
        self.merge_id = self.call("customers.MergeCustomers", {
            "survivorId": self.survivor_id, "aliasId": self.alias_id, "take": ["OWNER"]})["mergeId"]

    def converse(self):
        """A call about the alias's lead, to its number."""
        points = self.call("customers.GetCustomer", {"id": self.customer_id})["contactPoints"]
        point = next(point["id"] for point in points if point["masked"].endswith(self.phone[-4:]))
        call_id = self.request_call(contactPointId=point)["id"]
        for state in ("DIALLING", "RINGING", "ANSWERED", "ENDED"):
            self.report(call_id, state)
        self.call("customers.WrapCall", {"callId": call_id, "disposition": "INTERESTED"}, self.owner)
        return call_id

    def complain(self):
        body = {"kind": "COMPLAINT", "severity": "MINOR", "channel": "STORE", "customerId": self.survivor_id,
                "contractId": self.contract_id, "text": "Ms Lin waits for the keys"}
        return self.call("aftersales.IntakeCase", body, "clerk", channel="STORE")["caseFile"]["id"]

    def everything(self):
        mine = {"leads": {self.lead_id}, "opportunities": {self.opportunity_id}, "contracts": {self.contract_id},
                "plans": {self.plan_id}, "cases": {self.case_id}, "recordings": {self.first_call, self.second_call},
                "deal_fact": {self.contract_id}, "lead_fact": {self.lead_id}, "opportunity_fact": {self.opportunity_id}}
        return lambda found: all(ids <= found[name] for name, ids in mine.items())

    def intact(self):
        return self.call("contracts.VerifyContract", {"id": self.contract_id}, "legal")


def record(deal, call_id):
    """Stores a recording of the call."""
    data = silence()
    deal.call("qa.BeginRecording", {"callId": call_id, "codec": "wav", "size": len(data), "durationMs": 1000,
                                    "sha256": hashlib.sha256(data).hexdigest()}, "admin")
    deal.call("qa.AppendRecordingPart", {"callId": call_id, "offset": 0, "data": base64.b64encode(data).decode()}, deal.owner)
    state = deal.call("qa.FinishRecording", {"callId": call_id}, deal.owner)["recording"]["state"]
    assert state == "STORED", state


def assert_forgotten(deal, facts):
    """No words are left, no key, no bytes; the figures are."""
    stack = deal.stack
    lead = deal.lead()["lead"]
    assert "phoneMasked" not in lead and lead["state"] == "CONVERTED" and lead["sourceChannel"] == "WEB"
    assert stack.psql("leads", "SELECT urgency_evidence FROM leads.qualification WHERE lead_id = %s", (deal.lead_id,)) == [("",)]
    words = "SELECT urgency_evidence, urgency FROM opportunities.scorecard WHERE opportunity_id = %s"
    assert stack.psql("opportunities", words, (deal.opportunity_id,)) == [("", 4)]
    assert stack.psql("aftersales", "SELECT text, state FROM aftersales.case_file WHERE id = %s", (deal.case_id,))[0][0] == ""
    assert "text" not in deal.call("aftersales.GetCase", {"id": deal.case_id}, CARE)["caseFile"]
    assert stack.psql("qa", "SELECT count(*) FROM qa.recording_key WHERE call_id = %s", (deal.first_call,)) == [(0,)]
    wait_for(lambda: deal.call("qa.GetRecording", {"callId": deal.first_call}, "admin")["recording"]["state"] == "DELETED", 20,
             "the recording's end")
    missing = deal.call("qa.GetRecording", {"callId": deal.second_call}, "admin")["recording"]
    assert (missing["state"], missing["missingReason"]) == ("MISSING", "CUSTOMER_ERASED")
    remarks = "SELECT count(*) FROM contracts.approval_step WHERE contract_id = %s AND remark IS NOT NULL"
    assert stack.psql("contracts", remarks, (deal.contract_id,)) == [(0,)]
    assert deal.intact()["intact"], "the chain says that words were destroyed"
    about = "SELECT count(*) FILTER (WHERE title <> '' OR body <> '') FROM notifications.notification WHERE subject_id = ANY (%s::uuid[])"
    assert stack.psql("notifications", about, ([deal.alias_id, deal.lead_id],)) == [(0,)]
    count = "SELECT count(*), sum(amount_minor) FROM insights.deal_fact WHERE customer_id = %s"
    assert stack.psql("insights", count, (deal.alias_id,)) == facts and facts[0][0] == 1


@pytest.fixture(scope="module")
def twice(stack):
    """Merged in the middle of a deal, which goes on under the survivor's id, and taken back after it."""
    deal = Twice(stack)
    deal.merge()
    deal.before = deal.settle(deal.survivor_id, "what was the alias's under the survivor", lambda found: (
        {deal.lead_id} <= found["leads"] and {deal.opportunity_id} <= found["opportunities"]
        and {deal.first_call} <= found["recordings"] and {deal.lead_id} <= found["lead_fact"]
        and {deal.opportunity_id} <= found["opportunity_fact"]))
    deal.customer_id = deal.survivor_id
    deal.to("closed")
    deal.second_call = deal.converse()
    deal.plan_id = wait_for(lambda: deal.call("aftersales.ListPlans", {"customerId": deal.survivor_id}, CARE).get("plans"),
                            60, "the delivery plan")[0]["id"]
    deal.case_id = deal.complain()
    deal.after = deal.settle(deal.survivor_id, "all of the deal under the survivor", deal.everything())
    deal.under_alias = deal.of(deal.alias_id)
    deal.checked = deal.intact()
    deal.call("customers.UnmergeCustomers", {"mergeId": deal.merge_id})
    deal.back = deal.settle(deal.alias_id, "all of the deal back under the alias", deal.everything())
    return deal


def test_CUS_32_what_was_the_aliass_is_found_under_the_survivor_everywhere(twice):
    for name, found in twice.under_alias.items():
        if name in LISTS:
            assert found >= twice.after[name], f"who still asks for the alias's {name} is told of the survivor's"
        else:
            assert not found, "no fact stands under the alias"
    assert twice.checked["intact"], twice.checked
    assert twice.opportunity_id in twice.after["opportunity_fact"]


def test_CUS_32_a_merge_taken_back_returns_also_what_came_up_since(twice):
    left = twice.settle(twice.survivor_id, "the survivor without the alias's", lambda found: not (
        found["opportunities"] or found["contracts"] or found["plans"] or found["cases"] or found["recordings"]
        or found["deal_fact"]))
    assert len(left["leads"]) == 1 and twice.lead_id not in left["leads"], "its own lead stays"
    told, = [event["payload"] for event in twice.feed("customer.unmerged") if event["payload"]["mergeId"] == twice.merge_id]
    assert twice.opportunity_id in told["opportunityIds"] and twice.contract_id in told["contractIds"]
    assert twice.second_call in told["callIds"] and twice.case_id in told["caseIds"]
    assert twice.intact()["intact"], "whom a contract was drafted for does not change"


def test_CUS_33_an_erasure_is_followed_everywhere_and_counts_stay(twice, stack):
    facts = stack.psql("insights", "SELECT count(*), sum(amount_minor) FROM insights.deal_fact WHERE customer_id = %s", (twice.alias_id,))
    record(twice, twice.first_call)
    early = twice.refused("customers.GetErasure", {"customerId": twice.alias_id})
    assert early.code == "not_found"
    assert twice.refused("customers.EraseCustomer", {"customerId": twice.alias_id, "reason": "x"}, "manager").code == "permission_denied"
    assert twice.refused("customers.GetErasure", {"customerId": twice.alias_id}, "manager").code == "permission_denied"
    twice.call("customers.EraseCustomer", {"customerId": twice.alias_id, "reason": "asked_by_person"})

    def complete():
        reply = twice.call("customers.GetErasure", {"customerId": twice.alias_id})
        return reply if reply.get("complete") else None
    reply = wait_for(complete, 60, "the end of the erasure")
    steps = {step["service"]: step for step in reply["steps"]}
    assert sorted(steps) == SERVICES and all("doneAt" in step for step in steps.values())
    assert (steps["contracts"]["kept"], steps["contracts"]["keptReason"]) == (1, "EVIDENCE")
    assert all(steps[word]["rows"] > 0 for word in ("leads", "opportunities", "aftersales", "qa")), steps
    told = [event["payload"] for event in twice.feed("customer.erasure_completed") if event["payload"]["customerId"] == twice.alias_id]
    assert [event["kept"] for event in told] == [1]
    assert_forgotten(twice, facts)


def test_CUS_33_many_erased_at_once_are_each_told_complete_once(stack):
    """Two replicas hear of the last two services at the same moment: one of them sees that nobody is left."""
    deal = Deal(stack)
    number = random.randrange(10 ** 8 - 100)
    people = [stack.call("leads.CaptureLead", {"sourceChannel": "PHONE", "product": "planner", "name": "王芳",
                                               "phone": f"+86136{number + n:08d}"}, "manager")["lead"]["customerId"] for n in range(60)]
    stack.token("admin")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: stack.call("customers.EraseCustomer", {"customerId": one, "reason": "asked_by_person"}), people))
    wait_for(lambda: all(stack.call("customers.GetErasure", {"customerId": one}).get("complete") for one in people), 60,
             "the end of all erasures")
    told = Counter(event["payload"]["customerId"] for event in deal.feed("customer.erasure_completed"))
    assert {one: told[one] for one in people} == dict.fromkeys(people, 1)
