# SPDX-License-Identifier: Apache-2.0
"""Contracts through the API: from the draft to the approval."""
import uuid

from selling import COLLEAGUE, HEAD, SELLER, Paper, committed, day, lines, opportunity, user_id


# ---- drafting ----

def test_CON_01_a_draft_takes_lines_terms_and_clauses(stack):
    paper = Paper(stack, termMonths=12, clauses=[{"group": "DELIVERY", "text": "Within ten days."}],
                  obligations=[{"group": "DELIVERY", "code": "installation", "dueOn": day(10),
                                 "description": "on site"}])
    reply = paper.all()
    contract = reply["contract"]
    assert (contract["state"], contract["textVersion"], contract["templateCode"]) == ("DRAFT", 1, "standard")
    assert contract["number"].startswith("C-") and len(contract["number"]) == 13
    assert [line["totalMinor"] for line in reply["lines"]] == ["42000000"]
    assert [clause["group"] for clause in reply["clauses"]] == ["PRICE", "SERVICE", "DELIVERY", "BREACH"]
    assert reply["clauses"][2]["text"] == "Within ten days."
    document = reply["texts"][0]["document"]
    for part in ("Within ten days.", "instalment 1 ", "obligation DELIVERY installation"):
        assert part in document
    assert reply["creditSplit"] == [{"userId": user_id(stack, SELLER), "basisPoints": 10000}]
    event, = paper.events("contract.drafted")
    assert event["payload"]["docHash"] == contract["docHash"] and event["payload"]["amountMinor"] == "42000000"


def test_CON_01_only_a_committed_opportunity_of_ones_own_is_drafted_from(stack):
    paper = Paper(stack, authority=False)
    again = stack.refused("contracts.DraftContract", paper.draft(), SELLER)
    assert (again.code, again.reason) == ("failed_precondition", "CONTRACT_RUNNING")
    open_one = stack.refused("contracts.DraftContract", paper.draft(opportunityId=opportunity(stack)["id"]), SELLER)
    assert (open_one.code, open_one.reason) == ("failed_precondition", "OPPORTUNITY_STATE")
    assert stack.refused("contracts.DraftContract", paper.draft(), COLLEAGUE).code == "not_found"
    nowhere = paper.draft(opportunityId=str(uuid.uuid4()))
    assert stack.refused("contracts.DraftContract", nowhere, SELLER).code == "not_found"
    assert stack.refused("contracts.DraftContract", paper.draft(), "legal").code == "permission_denied"


def test_CON_14_instalments_must_sum_to_the_amount(stack):
    made = committed(stack)
    body = {"opportunityId": made["id"], "signatoryContactIds": [str(uuid.uuid4())], "effectiveDate": day(),
            "instalments": [{"dueOn": day(), "amountMinor": "1"}, {"dueOn": day(9), "amountMinor": "41999998"}]}
    short = stack.refused("contracts.DraftContract", body, SELLER)
    assert (short.code, short.field) == ("invalid_argument", "instalments") and "41999999" in short.message
    body["instalments"][1]["amountMinor"] = "41999999"
    assert stack.refused("contracts.DraftContract", dict(body, templateCode="none"), SELLER).code == "not_found"
    assert stack.call("contracts.DraftContract", dict(body, templateCode="order_form"), SELLER)["contract"]


def test_CON_03_templates_bring_the_four_clause_groups(stack):
    templates = stack.call("contracts.ListTemplates", {}, SELLER)["templates"]
    assert {"standard", "order_form"} <= {template["code"] for template in templates}
    for template in templates:
        assert [clause["group"] for clause in template["clauses"]] == ["PRICE", "SERVICE", "DELIVERY", "BREACH"]
    assert stack.refused("contracts.ListTemplates", {}, "clerk").code == "permission_denied"


def test_CON_01_later_prices_change_no_text_unless_it_is_revised(stack):
    paper = Paper(stack)
    before = paper.all()["contract"]["docHash"]
    lines(stack, paper.opportunity["id"], SELLER, {"productCode": "planner", "quantity": 1, "discountBasisPoints": 500})
    assert paper.all()["contract"]["docHash"] == before
    stale = paper.refused("ReviseContract", opportunityId=paper.opportunity["id"])
    assert stale.field == "instalments"
    reply = paper.call("ReviseContract", opportunityId=paper.opportunity["id"],
                       instalments=[{"dueOn": day(), "amountMinor": "39900000"}])["contract"]
    assert (reply["amountMinor"], reply["textVersion"]) == ("39900000", 1) and reply["docHash"] != before
    event, = paper.events("contract.revised")
    assert (event["payload"]["amountMinor"], event["payload"]["docHash"]) == ("39900000", reply["docHash"])


def test_CON_01_a_revision_is_of_the_own_opportunity_and_of_the_present_version(stack):
    paper, other = Paper(stack), committed(stack)
    assert paper.refused("ReviseContract", opportunityId=other["id"]).field == "opportunity_id"
    assert paper.refused("ReviseContract", expectedVersion="9", termMonths=3).code == "aborted"
    assert paper.refused("ReviseContract", COLLEAGUE, termMonths=3).code == "not_found"
    paper.submit()
    assert paper.refused("ReviseContract", termMonths=3).reason == "WRONG_STATE"


# ---- checklist ----

def test_CON_02_CON_03_CON_04_each_question_must_be_passed(stack):
    paper = Paper(stack)
    answers = paper.answers()
    assert {item["group"] for item in paper.all()["checklist"]} == {"PRICE", "SERVICE", "DELIVERY", "BREACH"}
    paper.call("AnswerChecklist", answers=answers[1:])
    early = paper.refused("SubmitContract")
    assert (early.code, early.reason) == ("failed_precondition", "CHECKLIST_OPEN")
    assert answers[0]["code"] in early.message
    paper.call("AnswerChecklist", answers=[{"code": answers[0]["code"], "answer": "FAIL", "remark": "second line"}])
    assert paper.refused("SubmitContract").reason == "CHECKLIST_OPEN"
    items = paper.call("AnswerChecklist", answers=answers[:1])["items"]
    assert {item["answer"] for item in items} == {"PASS"}
    assert paper.call("SubmitContract")["contract"]["state"] == "DEPT_REVIEW"
    assert len(paper.events("contract.submitted")) == 1
    told = [(event["payload"]["passed"], event["payload"].get("failed", 0), event["payload"].get("open", 0))
            for event in paper.events("contract.checklist_answered")]
    assert told == [(len(items) - 1, 0, 1), (len(items) - 1, 1, 0), (len(items), 0, 0)]


def test_CON_02_an_answer_is_of_the_list_and_a_failure_says_why(stack):
    paper = Paper(stack)
    for answer in ({"code": "LUCK", "answer": "PASS"}, {"code": "PRICE_ACCURATE", "answer": "FAIL"}):
        assert paper.refused("AnswerChecklist", answers=[answer]).field == "answers"
    assert paper.refused("AnswerChecklist", "finance", answers=paper.answers()).code == "permission_denied"


def test_CON_05_a_revised_text_is_checked_anew(stack):
    paper = Paper(stack)
    paper.call("AnswerChecklist", answers=paper.answers())
    paper.call("ReviseContract", clauses=[{"group": "PRICE", "text": "Cash."}])
    assert paper.refused("SubmitContract").reason == "CHECKLIST_OPEN"
    assert paper.refused("SubmitContract", "finance").code == "permission_denied"


# ---- approvals ----

def test_CON_06_CON_07_department_then_legal(stack):
    paper = Paper(stack).submit()
    early = paper.refused("ApproveContract", "legal")
    assert (early.code, early.reason) == ("permission_denied", "APPROVAL_PERMISSION")
    assert paper.call("ApproveContract", HEAD, textVersion=1)["contract"]["state"] == "LEGAL_REVIEW"
    assert paper.refused("ApproveContract", HEAD).reason == "APPROVAL_PERMISSION"
    assert paper.call("ApproveContract", "legal")["contract"]["state"] == "APPROVED"
    assert paper.refused("ApproveContract", "legal").reason == "WRONG_STATE"
    steps = [event["payload"]["role"] for event in paper.events("contract.step_approved")]
    assert steps == ["DEPARTMENT", "LEGAL"] and len(paper.events("contract.approved")) == 1
    assert [case["state"] for case in paper.all()["cases"]] == ["APPROVED"]


def test_CON_06_the_drafter_is_refused_with_and_without_the_permission(stack):
    agents = Paper(stack).submit()
    own = agents.refused("ApproveContract")
    assert (own.code, own.reason) == ("permission_denied", "SEPARATION_OF_DUTIES")
    heads = Paper(stack, drafter=HEAD).submit()
    for method in ("ApproveContract", "ReturnContract", "RejectContract"):
        own = heads.refused(method, HEAD, remark="mine")
        assert (own.code, own.reason) == ("permission_denied", "SEPARATION_OF_DUTIES")
    assert heads.call("ApproveContract", "admin")["contract"]["state"] == "LEGAL_REVIEW"


def test_CON_05_a_return_begins_the_next_version_with_the_same_terms(stack):
    paper = Paper(stack).submit()
    first = paper.all()["contract"]["docHash"]
    assert paper.refused("ReturnContract", HEAD).field == "remark"
    reply = paper.call("ReturnContract", HEAD, remark="Say how soon.")["contract"]
    assert (reply["state"], reply["textVersion"]) == ("DRAFT", 2) and reply["docHash"] != first
    everything = paper.all()
    assert [text["textVersion"] for text in everything["texts"]] == [1, 2]
    assert everything["texts"][0]["docHash"] == first and len(everything["lines"]) == 1
    assert {item["answer"] for item in everything["checklist"]} == {"OPEN"}
    decision, = everything["approvals"]
    assert (decision["decision"], decision["remark"]) == ("RETURNED", "Say how soon.")
    paper.submit()
    assert paper.refused("ApproveContract", HEAD, textVersion=1).code == "aborted"
    event, = paper.events("contract.step_returned")
    assert "Say how soon." not in str(event) and event["payload"]["nextTextVersion"] == 2


def test_CON_05_legal_returns_too_and_the_head_approves_again(stack):
    paper = Paper(stack).submit()
    paper.call("ApproveContract", HEAD)
    assert paper.call("ReturnContract", "legal", remark="Liability.")["contract"]["textVersion"] == 2
    paper.submit()
    assert paper.all()["contract"]["state"] == "DEPT_REVIEW"
    assert [case["state"] for case in paper.all()["cases"]] == ["RETURNED", "RUNNING"]


def test_CON_06_a_rejected_one_is_drafted_anew(stack):
    paper = Paper(stack).submit()
    assert paper.refused("RejectContract", "finance", remark="no").code == "permission_denied"
    assert paper.call("RejectContract", HEAD, remark="Not with them.")["contract"]["state"] == "REJECTED"
    assert len(paper.events("contract.step_rejected")) == 1
    reply = paper.call("ReviseContract", clauses=[{"group": "BREACH", "text": "Strict."}])["contract"]
    assert (reply["state"], reply["textVersion"]) == ("DRAFT", 2)
    event, = paper.events("contract.revised")
    assert (event["payload"]["textVersion"], event["payload"]["deviatingGroups"]) == (2, ["BREACH"])


def test_CON_06_a_rejected_one_stays_so_once_it_has_a_successor(stack):
    paper = Paper(stack).submit()
    paper.call("RejectContract", HEAD, remark="Not with them.")
    Paper(stack, opportunity_id=paper.opportunity["id"])
    assert paper.refused("ReviseContract", termMonths=3).reason == "CONTRACT_RUNNING"


def test_CON_12_a_drafter_recalls(stack):
    paper = Paper(stack)
    assert paper.refused("RecallContract").reason == "WRONG_STATE"
    paper.submit()
    assert paper.call("RecallContract")["contract"]["state"] == "DRAFT"
    assert [case["state"] for case in paper.all()["cases"]] == ["RECALLED"]
    assert len(paper.events("contract.recalled")) == 1
    revised = paper.call("ReviseContract", termMonths=6)["contract"]
    assert revised["textVersion"] == 2


def test_CON_12_a_contract_is_cancelled_before_it_is_approved(stack):
    paper = Paper(stack).submit()
    assert paper.refused("CancelContract", COLLEAGUE, reason="WITHDRAWN").code == "not_found"
    assert paper.call("CancelContract", reason="WITHDRAWN")["contract"]["state"] == "CANCELLED"
    assert paper.events("contract.cancelled")[0]["payload"]["reason"] == "WITHDRAWN"
    assert Paper(stack, opportunity_id=paper.opportunity["id"]).state() == "DRAFT"
    assert Paper(stack).approve().refused("CancelContract", reason="WITHDRAWN").reason == "WRONG_STATE"


# ---- reading ----

def test_PLT_02_a_contract_is_read_within_the_scope_only(stack):
    paper = Paper(stack)
    for who in (SELLER, HEAD, "legal", "finance"):
        assert stack.call("contracts.GetContract", {"id": paper.id}, who)["contract"]["id"] == paper.id
    assert paper.refused("GetContract", COLLEAGUE).code == "not_found"
    assert paper.refused("GetContract", "clerk").code == "permission_denied"


def inbox(stack, who):
    found, token = [], None
    while True:
        page = stack.call("contracts.ListContracts", {"awaitingMe": True, "pageSize": 50, **(
            {"pageToken": token} if token else {})}, who)
        found += [contract["id"] for contract in page.get("contracts", [])]
        token = page.get("nextPageToken")
        if not token:
            return found


def test_CON_12_a_contract_waits_in_the_inbox_of_who_is_next(stack):
    paper = Paper(stack)
    waiting = [[who for who in (SELLER, HEAD, "legal", "signatory") if paper.id in inbox(stack, who)]]
    for step in (lambda: paper.submit(), lambda: paper.call("ApproveContract", HEAD),
                 lambda: paper.call("ApproveContract", "legal"), lambda: paper.call("SendForSignature"), paper.sign):
        step()
        waiting.append([who for who in (SELLER, HEAD, "legal", "signatory") if paper.id in inbox(stack, who)])
    assert waiting == [[SELLER], [HEAD], ["legal"], [SELLER], ["signatory"], []]


def test_PLT_02_a_list_shows_the_scope_newest_first(stack):
    paper = Paper(stack)
    by_number = {"number": paper.all()["contract"]["number"]}
    assert [row["id"] for row in stack.call("contracts.ListContracts", by_number, HEAD)["contracts"]] == [paper.id]
    assert stack.call("contracts.ListContracts", by_number, COLLEAGUE) == {}
    assert stack.call("contracts.ListContracts", dict(by_number, states=["SIGNED"]), HEAD) == {}
    customer = {"customerId": paper.opportunity["customerId"], "opportunityId": paper.opportunity["id"]}
    assert len(stack.call("contracts.ListContracts", customer, "legal")["contracts"]) == 1
    pages = stack.call("contracts.ListContracts", {"pageSize": 1}, "legal")
    assert pages["contracts"][0]["id"] == paper.id and pages["nextPageToken"]
    assert stack.refused("contracts.ListContracts", {"pageToken": "x"}, HEAD).field == "page_token"
    assert stack.refused("contracts.ListContracts", {}, "clerk").code == "permission_denied"


def test_PLT_01_texts_and_remarks_lie_sealed(stack):
    words = "Hand it to Kim Test in person."
    paper = Paper(stack, clauses=[{"group": "DELIVERY", "text": words}],
                  obligations=[{"group": "DELIVERY", "code": "handover", "description": words}]).submit()
    paper.call("ReturnContract", HEAD, remark=words)
    everything = paper.all()
    assert words in everything["texts"][1]["document"] and everything["approvals"][0]["remark"] == words
    assert everything["obligations"][0]["description"] == words
    for table, column in (("contract_version", "document"), ("contract_clause", "body"), ("obligation", "description"),
                          ("approval_step", "remark")):
        values = stack.psql("contracts", f"SELECT {column} FROM contracts.{table} WHERE contract_id = %s", [paper.id])
        assert values and not any(b"Kim" in bytes(value) for value, in values), table
