# SPDX-License-Identifier: Apache-2.0
"""Templates and alternative clauses of contracts, and what a text says differently."""
import uuid

from selling import COLLEAGUE, HEAD, SELLER, Paper, committed, day

GROUPS = ("PRICE", "SERVICE", "DELIVERY", "BREACH")


def clauses(words="As agreed."):
    return [{"group": group, "text": f"{group.title()}: {words}"} for group in GROUPS]


def template(stack, **more):
    code = f"t-{uuid.uuid4().hex[:12]}"
    body = {"code": code, "name": "Of a test", "clauses": clauses(), "expectedRevision": 0, **more}
    return stack.call("contracts.PutTemplate", body, "legal")["template"]


def test_CON_01_a_template_is_kept_in_revisions(stack):
    first = template(stack)
    assert (first["revision"], first["active"], len(first["clauses"])) == (1, True, 4)
    paper = Paper(stack, authority=False, templateCode=first["code"])
    body = {"code": first["code"], "name": "Better", "clauses": clauses("Otherwise.")}
    stale = stack.refused("contracts.PutTemplate", dict(body, expectedRevision=7), "legal")
    assert (stale.code, stale.reason) == ("aborted", "VERSION") and "revision 1" in stale.message
    assert stack.call("contracts.PutTemplate", dict(body, expectedRevision=1), "legal")["template"]["revision"] == 2
    reply = paper.all()
    assert reply["contract"]["templateRevision"] == 1 and reply["clauses"][0]["text"] == "Price: As agreed."
    assert {deviation["kind"] for deviation in reply["deviations"]} == {"CONFORMS"}
    newer = Paper(stack, authority=False, templateCode=first["code"]).all()
    assert newer["contract"]["templateRevision"] == 2 and newer["clauses"][3]["text"] == "Breach: Otherwise."


def test_CON_01_a_template_has_the_four_groups_and_is_of_those_who_may(stack):
    body = {"code": "t-short", "name": "Short", "clauses": clauses()[:3]}
    assert stack.refused("contracts.PutTemplate", body, "legal").field == "clauses"
    twice = dict(body, clauses=clauses()[:3] + clauses()[:1])
    assert stack.refused("contracts.PutTemplate", twice, "legal").field == "clauses"
    assert stack.refused("contracts.PutTemplate", dict(body, clauses=clauses()), SELLER).code == "permission_denied"


def test_CON_01_a_retired_template_is_not_drafted_from(stack):
    made = template(stack)
    stack.call("contracts.PutTemplate", {"code": made["code"], "name": "Old", "clauses": clauses(), "active": False},
               "legal")
    opportunity = committed(stack)
    draft = {"opportunityId": opportunity["id"], "signatoryContactIds": [str(uuid.uuid4())], "effectiveDate": day(),
             "instalments": [{"dueOn": day(), "amountMinor": opportunity["amountMinor"]}], "templateCode": made["code"]}
    assert stack.refused("contracts.DraftContract", draft, SELLER).code == "not_found"

    def codes(**more):
        return {row["code"] for row in stack.call("contracts.ListTemplates", more, SELLER)["templates"]}
    assert made["code"] not in codes() and made["code"] in codes(retired=True)


def test_CON_01_alternative_clauses_are_prepared_and_told_from_deviations(stack):
    made = template(stack)
    mild = f"s-{uuid.uuid4().hex[:12]}"
    body = {"code": mild, "name": "Mild", "templateCode": made["code"],
            "clauses": [{"group": "BREACH", "text": "Nobody owes anything."}]}
    assert stack.refused("contracts.PutClauseSet", body, SELLER).code == "permission_denied"
    twice = dict(body, clauses=body["clauses"] * 2)
    assert stack.refused("contracts.PutClauseSet", twice, "legal").field == "clauses"
    assert stack.refused("contracts.PutClauseSet", dict(body, templateCode="none"), "legal").code == "not_found"
    assert stack.call("contracts.PutClauseSet", body, "legal")["clauseSet"]["active"] is True
    listed = stack.call("contracts.ListClauseSets", {"templateCode": made["code"]}, SELLER)["clauseSets"]
    assert [row["clauses"][0]["text"] for row in listed if row["code"] == mild] == ["Nobody owes anything."]
    assert mild not in str(stack.call("contracts.ListClauseSets", {"templateCode": "standard"}, SELLER))
    assert stack.refused("contracts.ListClauseSets", {}, "clerk").code == "permission_denied"
    paper = Paper(stack, authority=False, templateCode=made["code"], clauseSetCodes=[mild],
                  clauses=[{"group": "PRICE", "text": "Cash on delivery. No discount."}])
    reply = paper.all()
    kinds = {deviation["group"]: deviation["kind"] for deviation in reply["deviations"]}
    assert kinds == {"PRICE": "DEVIATES", "SERVICE": "CONFORMS", "DELIVERY": "CONFORMS", "BREACH": "ALTERNATIVE"}
    assert reply["deviations"][3]["clauseSetCode"] == mild
    assert reply["contract"]["deviatingGroups"] == ["PRICE"]
    price = [(line["kind"], line["text"]) for line in reply["deviations"][0]["lines"]]
    assert price == [("REMOVED", "Price: As agreed."), ("ADDED", "Cash on delivery. "), ("ADDED", "No discount.")]
    back = paper.call("ReviseContract", clauses=clauses()[:1])["contract"]
    assert "deviatingGroups" not in back
    assert paper.refused("ReviseContract", clauseSetCodes=["nowhere"]).code == "not_found"


def test_CON_05_two_versions_are_compared_sentence_by_sentence(stack):
    paper = Paper(stack, clauses=[{"group": "DELIVERY", "text": "Within ten days. To the door. By lorry."}]).submit()
    paper.call("ReturnContract", HEAD, remark="Sooner.")
    paper.call("ReviseContract", clauses=[{"group": "DELIVERY", "text": "Within five days. To the door. By lorry."}])
    reply = paper.call("CompareTexts", fromVersion=1)
    changed = [(line["kind"], line["text"]) for line in reply["lines"] if line["kind"] != "SAME"]
    assert ("REMOVED", "Within ten days. ") in changed and ("ADDED", "Within five days. ") in changed
    assert reply["changed"] == len(changed)
    assert any(line["kind"] == "SAME" and line["text"] == "To the door. " for line in reply["lines"])
    texts = paper.all()["texts"]
    assert (reply["fromHash"], reply["toHash"]) == (texts[0]["docHash"], texts[1]["docHash"])
    assert "changed" not in {key for key in paper.call("CompareTexts", fromVersion=2, toVersion=2) if key == "lines"}
    assert paper.call("CompareTexts", fromVersion=2, toVersion=2)["changed"] == 0
    assert paper.refused("CompareTexts", fromVersion=9).code == "not_found"
    assert paper.refused("CompareTexts", COLLEAGUE, fromVersion=1).code == "not_found"
