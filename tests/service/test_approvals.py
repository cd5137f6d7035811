# SPDX-License-Identifier: Apache-2.0
"""Approval routes of contracts: who is asked, in which order, who stands in, what waits."""
import contextlib
import uuid

import pytest

from selling import COLLEAGUE, HEAD, SELLER, Paper, committed, day, user_id
from support.stack import wait_until

DEPARTMENT, LEGAL = {"step": 1, "role": "DEPARTMENT"}, {"step": 2, "role": "LEGAL"}
COUNSEL = dict(LEGAL, mode="ANY", kind="COUNSEL")


def own_template(stack):
    """A template of the test's own, so that its route touches nobody else's contracts."""
    code = f"r-{uuid.uuid4().hex[:12]}"
    stack.call("contracts.PutTemplate", {"code": code, "name": "Of a test", "clauses": [
        {"group": group, "text": "As usual."} for group in ("PRICE", "SERVICE", "DELIVERY", "BREACH")]}, "legal")
    return code


def put_route(stack, template, slots, **more):
    return stack.call("contracts.PutApprovalRoute", {"route": {
        "code": f"route-{template}", "name": "Of a test", "position": 10, "templateCodes": [template], "slots": slots,
        **more}})["route"]


def routed(stack, *department, legal=(COUNSEL,), template=None, draft=None, **more):
    """A submitted contract whose way is these places."""
    template = template or own_template(stack)
    put_route(stack, template, [*department, *legal], **more)
    return Paper(stack, authority=False, templateCode=template, **(draft or {})).submit()


def person(stack, login, mode="ALL", step=1, role="DEPARTMENT"):
    return {"step": step, "role": role, "mode": mode, "kind": "PERSON", "ref": user_id(stack, login)}


def known(stack, *logins):
    """Waits until contracts knows these users from identity's events."""
    ids = [user_id(stack, login) for login in logins]
    wait_until(lambda: stack.psql("contracts", "SELECT count(*) FROM contracts.person WHERE active AND id = ANY (%s::uuid[])",
                                  [ids])[0][0] == len(ids), what="the users")


def slots(paper):
    return [(slot["kind"], slot["state"]) for slot in paper.all()["slots"]]


# ---- routes ----

def test_CON_12_a_route_is_sound_or_refused(stack):
    template = own_template(stack)
    head = dict(DEPARTMENT, mode="ANY", kind="HEAD")
    for wrong in ([head], [COUNSEL], [dict(COUNSEL, step=1), dict(head, step=2)], [dict(head, ref="x"), COUNSEL],
                  [dict(DEPARTMENT, mode="ANY", kind="ROLE"), COUNSEL], [dict(head, role="LEGAL"), COUNSEL],
                  [head, dict(head, mode="ALL"), COUNSEL]):
        body = {"route": {"code": f"route-{template}", "name": "Wrong", "position": 9, "slots": wrong}}
        refusal = stack.refused("contracts.PutApprovalRoute", body)
        assert (refusal.code, refusal.field) == ("invalid_argument", "route.slots"), wrong
    bad_amount = {"route": {"code": "route-x", "name": "Wrong", "position": 9, "slots": [head, COUNSEL],
                            "leastAmountMinor": "5"}}
    assert stack.refused("contracts.PutApprovalRoute", bad_amount).field == "route.currency"
    good = {"route": {"code": f"route-{template}", "name": "Right", "position": 9, "slots": [head, COUNSEL],
                      "templateCodes": [template]}}
    assert stack.refused("contracts.PutApprovalRoute", good, HEAD).code == "permission_denied"
    assert stack.call("contracts.PutApprovalRoute", good)["route"]["revision"] == 1
    assert stack.call("contracts.PutApprovalRoute", good)["route"]["revision"] == 2
    listed = stack.call("contracts.ListApprovalRoutes", {}, HEAD)["routes"]
    assert [row["revision"] for row in listed if row["code"] == f"route-{template}"] == [2]
    assert listed[-1]["code"] == "standard"
    history = stack.call("contracts.ListApprovalRoutes", {"code": f"route-{template}"}, HEAD)["routes"]
    assert [row["revision"] for row in history] == [1, 2]
    assert stack.refused("contracts.ListApprovalRoutes", {}, "clerk").code == "permission_denied"


@pytest.mark.parametrize("condition, holds", [
    ({"currency": "CNY", "leastAmountMinor": "42000000"}, True), ({"currency": "CNY", "leastAmountMinor": "42000001"}, False),
    ({"currency": "CNY", "mostAmountMinor": "41999999"}, False), ({"currency": "EUR"}, False),
    ({"leastDiscount": 1}, False), ({"deviates": True}, True), ({"deviates": False}, False), ({"tiers": ["NONE"]}, False),
    ({"purposes": ["TERMINATION"]}, False), ({"active": False}, False)])
def test_CON_12_the_route_is_chosen_by_amount_discount_tier_and_deviation(stack, condition, holds):
    auto = [dict(DEPARTMENT, mode="ANY", kind="AUTO"), dict(LEGAL, mode="ANY", kind="AUTO")]
    template = own_template(stack)
    put_route(stack, template, auto, **condition)
    paper = Paper(stack, authority=False, templateCode=template, clauses=[{"group": "PRICE", "text": "Cash."}])
    paper.call("AnswerChecklist", answers=paper.answers())
    state = paper.call("SubmitContract")["contract"]["state"]
    assert state == ("APPROVED" if holds else "DEPT_REVIEW")
    assert paper.all()["cases"][0]["routeCode"] == (f"route-{template}" if holds else "standard")
    assert len(paper.events("contract.approved")) == holds


def test_CON_12_the_tier_of_the_day_of_the_draft_chooses_the_route(stack):
    template, tier = own_template(stack), f"T{uuid.uuid4().hex[:8]}"
    put_route(stack, template, [dict(DEPARTMENT, mode="ANY", kind="HEAD"), dict(LEGAL, mode="ANY", kind="AUTO")],
              tiers=[tier])
    made = committed(stack)
    stack.call("customers.UpdateCustomer", {"id": made["customerId"], "tier": tier})
    after = Paper(stack, opportunity_id=made["id"], authority=False, templateCode=template).submit()
    assert after.all()["contract"]["customerTier"] == tier
    assert after.all()["cases"][0]["routeCode"] == f"route-{template}"
    assert after.call("ApproveContract", HEAD)["contract"]["state"] == "APPROVED"


# ---- modes ----

def test_CON_12_any_one_of_a_step_settles_it(stack):
    known(stack, "tele2", "tele3", "finance")
    paper = routed(stack, person(stack, COLLEAGUE, "ANY"), person(stack, "tele3", "ANY"))
    assert paper.refused("ApproveContract", HEAD).reason == "APPROVAL_PERMISSION"
    assert paper.call("ApproveContract", "tele3")["contract"]["state"] == "LEGAL_REVIEW"
    assert slots(paper) == [("PERSON", "SKIPPED"), ("PERSON", "APPROVED"), ("COUNSEL", "ACTIVE")]
    assert paper.refused("ApproveContract", COLLEAGUE).code in ("permission_denied", "not_found")


def test_CON_12_all_of_a_step_are_asked_at_once(stack):
    known(stack, "tele2", "finance")
    paper = routed(stack, person(stack, COLLEAGUE), person(stack, "finance"))
    assert paper.call("ApproveContract", "finance")["contract"]["state"] == "DEPT_REVIEW"
    assert slots(paper) == [("PERSON", "ACTIVE"), ("PERSON", "APPROVED"), ("COUNSEL", "WAITING")]
    assert paper.call("ApproveContract", COLLEAGUE)["contract"]["state"] == "LEGAL_REVIEW"
    assert paper.call("ApproveContract", "legal")["contract"]["state"] == "APPROVED"
    assert paper.call("VerifyContract", "legal")["intact"] is True


def test_CON_12_a_sequence_goes_one_by_one(stack):
    known(stack, "tele2", "finance")
    paper = routed(stack, person(stack, "finance", "SEQUENTIAL"), person(stack, COLLEAGUE, "SEQUENTIAL"))
    assert paper.refused("ApproveContract", COLLEAGUE).code in ("permission_denied", "not_found")
    paper.call("ApproveContract", "finance")
    assert slots(paper) == [("PERSON", "APPROVED"), ("PERSON", "ACTIVE"), ("COUNSEL", "WAITING")]
    paper.call("ApproveContract", COLLEAGUE)
    asked = [event["payload"] for event in paper.events("contract.approval_requested")]
    assert [event["step"] for event in asked] == [1, 1, 2]
    assert asked[0]["approverIds"] == [user_id(stack, "finance")]


def test_CON_12_a_role_is_asked(stack):
    paper = routed(stack, dict(DEPARTMENT, mode="ANY", kind="ROLE", ref="finance"))
    assert paper.refused("ApproveContract", HEAD).reason == "APPROVAL_PERMISSION"
    assert paper.call("ApproveContract", "finance")["contract"]["state"] == "LEGAL_REVIEW"


def test_CON_12_no_route_puts_legal_into_other_hands(stack):
    known(stack, "finance")
    paper = routed(stack, dict(DEPARTMENT, mode="ANY", kind="HEAD"), legal=[person(stack, "finance", step=2, role="LEGAL")])
    paper.call("ApproveContract", HEAD)
    assert paper.refused("ApproveContract", "finance").reason == "APPROVAL_PERMISSION"


# ---- superiors, absent and same persons ----

@contextlib.contextmanager
def led_by(stack, path, login):
    """The team is led by this user as far as contracts knows; the demo organisation has no leaders."""
    stack.psql("contracts", "INSERT INTO contracts.team (path, leader_id) VALUES (%s, %s) ON CONFLICT (path) "
               "DO UPDATE SET leader_id = excluded.leader_id", [path, user_id(stack, login) if login else None])
    try:
        yield
    finally:
        stack.psql("contracts", "UPDATE contracts.team SET leader_id = NULL WHERE path = %s", [path])


def test_CON_12_a_superior_is_the_nearest_leader_who_is_not_the_drafter(stack):
    known(stack, SELLER, HEAD)
    superior = dict(DEPARTMENT, mode="ANY", kind="SUPERIOR")
    with led_by(stack, "/hq/sales/tele/", SELLER), led_by(stack, "/hq/sales/", HEAD):
        paper = routed(stack, superior)
        assert paper.all()["slots"][0]["ref"] == user_id(stack, HEAD)
        assert paper.call("ApproveContract", HEAD)["contract"]["state"] == "LEGAL_REVIEW"
    alone = routed(stack, superior)
    slot = alone.all()["slots"][0]
    assert (slot["kind"], slot["note"]) == ("HEAD", "NO_SUPERIOR")


def test_CON_12_who_is_absent_or_the_drafter_is_replaced_or_not(stack):
    nobody = dict(DEPARTMENT, mode="ALL", kind="PERSON", ref=str(uuid.uuid4()))
    slot = routed(stack, nobody).all()["slots"][0]
    assert (slot["kind"], slot["note"]) == ("HEAD", "ABSENT")
    waits = routed(stack, nobody, absentPolicy="WAIT").all()["slots"][0]
    assert (waits["kind"], waits["ref"]) == ("PERSON", nobody["ref"])
    own = routed(stack, person(stack, SELLER)).all()["slots"][0]
    assert (own["kind"], own["note"]) == ("HEAD", "DRAFTER")
    template = own_template(stack)
    put_route(stack, template, [person(stack, SELLER), COUNSEL], drafterPolicy="REFUSE")
    paper = Paper(stack, authority=False, templateCode=template)
    paper.call("AnswerChecklist", answers=paper.answers())
    assert paper.refused("SubmitContract").reason == "DRAFTER_APPROVES"


def test_CON_06_one_person_decides_one_step_unless_the_route_allows_more(stack):
    head = dict(DEPARTMENT, mode="ANY", kind="HEAD")
    strict = routed(stack, head, dict(head, step=2), legal=[dict(COUNSEL, step=3)])
    strict.call("ApproveContract", HEAD)
    again = strict.refused("ApproveContract", HEAD)
    assert (again.code, again.reason) == ("permission_denied", "SAME_PERSON")
    strict.call("ApproveContract", "admin")
    assert strict.refused("ApproveContract", "admin").reason == "SAME_PERSON"
    loose = routed(stack, head, dict(head, step=2), legal=[dict(COUNSEL, step=3)], repeatPolicy="ALLOW_REPEAT")
    loose.call("ApproveContract", HEAD)
    assert loose.call("ApproveContract", HEAD)["contract"]["state"] == "LEGAL_REVIEW"


# ---- delegation and further approvers ----

@contextlib.contextmanager
def delegated(stack, from_, to, **more):
    known(stack, to)
    made = stack.call("contracts.DelegateApprovals", {"toId": user_id(stack, to), "validUntil": day(3), "reason": "HOLIDAY",
                                                      **more}, from_)["delegation"]
    try:
        yield made
    finally:
        stack.call("contracts.EndDelegation", {"id": made["id"]}, from_)


def test_CON_12_a_delegate_decides_in_the_others_name_for_those_days(stack):
    paper = Paper(stack, authority=False).submit()
    assert paper.refused("ApproveContract", COLLEAGUE).code == "not_found"
    with delegated(stack, HEAD, COLLEAGUE, validFrom=day(2)):
        assert paper.refused("ApproveContract", COLLEAGUE).code == "not_found"
    with delegated(stack, HEAD, COLLEAGUE) as made:
        assert paper.call("GetContract", COLLEAGUE)["contract"]["id"] == paper.id
        task, = [task for task in tasks(stack, COLLEAGUE) if task["contractId"] == paper.id]
        assert task["onBehalfOf"] == user_id(stack, HEAD)
        assert paper.call("ApproveContract", COLLEAGUE, remark="For her.")["contract"]["state"] == "LEGAL_REVIEW"
        assert [row["id"] for row in stack.call("contracts.ListDelegations", {}, COLLEAGUE)["delegations"]][0] == made["id"]
    step, = paper.all()["approvals"]
    assert (step["approverId"], step["onBehalfOf"]) == (user_id(stack, COLLEAGUE), user_id(stack, HEAD))
    event, = paper.events("contract.step_approved")
    assert event["payload"]["onBehalfOf"] == user_id(stack, HEAD)
    types = [event["type"] for event in stack.events("approval.*") if event["aggId"] == made["id"]]
    assert types == ["approval.delegated", "approval.delegation_ended"]


def test_CON_06_who_wrote_or_submitted_a_text_of_another_does_not_approve_it(stack):
    revised = Paper(stack, authority=False)
    revised.call("ReviseContract", HEAD, clauses=[{"group": "PRICE", "text": "The head's own words."}])
    revised.submit()
    refusal = revised.refused("ApproveContract", HEAD)
    assert (refusal.code, refusal.reason) == ("permission_denied", "SEPARATION_OF_DUTIES")
    assert revised.refused("ReturnContract", HEAD, remark="No.").reason == "SEPARATION_OF_DUTIES"
    assert revised.id not in [task["contractId"] for task in tasks(stack, HEAD)]
    assert revised.all()["texts"][0]["writerIds"] == [user_id(stack, HEAD)]
    known(stack, "finance", HEAD)
    assert revised.refused("AddApprover", "admin", approverId=user_id(stack, HEAD)).field == "approver_id"
    with delegated(stack, HEAD, COLLEAGUE):
        assert revised.refused("ApproveContract", COLLEAGUE).code in ("permission_denied", "not_found")
        assert revised.id not in [task["contractId"] for task in tasks(stack, COLLEAGUE)]
    revised.call("ReturnContract", "admin", remark="Again.")
    revised.submit()  # his words stand in the next text, too
    assert revised.refused("ApproveContract", HEAD).reason == "SEPARATION_OF_DUTIES"
    assert revised.call("ApproveContract", "admin")["contract"]["state"] == "LEGAL_REVIEW"
    submitted = Paper(stack, authority=False)
    submitted.call("AnswerChecklist", answers=submitted.answers())
    submitted.call("SubmitContract", HEAD)
    assert submitted.refused("ApproveContract", HEAD).reason == "SEPARATION_OF_DUTIES"
    for paper in (revised, submitted):
        assert paper.call("VerifyContract", "legal")["intact"] is True


def test_CON_12_a_writer_whom_the_route_asks_is_replaced(stack):
    known(stack, "finance", HEAD)
    template = own_template(stack)
    put_route(stack, template, [person(stack, HEAD), COUNSEL])
    paper = Paper(stack, authority=False, templateCode=template)
    paper.call("ReviseContract", HEAD, termMonths=9)
    slot = paper.submit().all()["slots"][0]
    assert (slot["kind"], slot["note"]) == ("HEAD", "DRAFTER")


def test_CON_06_nobody_has_his_own_approved_by_his_delegate(stack):
    own = Paper(stack, drafter=HEAD, authority=False).submit()
    with delegated(stack, HEAD, COLLEAGUE):
        assert own.refused("ApproveContract", COLLEAGUE).code in ("permission_denied", "not_found")
    with delegated(stack, "admin", HEAD):
        assert own.refused("ApproveContract", HEAD).reason == "SEPARATION_OF_DUTIES"


def test_CON_12_a_delegation_is_to_a_colleague_for_some_days(stack):
    known(stack, COLLEAGUE)
    body = {"toId": user_id(stack, COLLEAGUE), "validUntil": day(3), "reason": "HOLIDAY"}
    for wrong, field in ((dict(body, toId=user_id(stack, HEAD)), "to_id"), (dict(body, validUntil=day(99)), "valid_until"),
                         (dict(body, validUntil=day(-1)), "valid_until"), (dict(body, validFrom=day(-2)), "valid_from")):
        assert stack.refused("contracts.DelegateApprovals", wrong, HEAD).field == field
    assert stack.refused("contracts.DelegateApprovals", dict(body, toId=str(uuid.uuid4())), HEAD).code == "not_found"
    with delegated(stack, HEAD, COLLEAGUE) as made:
        assert stack.refused("contracts.EndDelegation", {"id": made["id"]}, COLLEAGUE).code == "not_found"
    assert stack.refused("contracts.ListDelegations", {}, None).code == "unauthenticated"


@pytest.mark.parametrize("place, first", [("BEFORE", "finance"), ("AFTER", HEAD)])
def test_CON_12_a_further_approver_is_asked_before_or_after(stack, place, first):
    known(stack, "finance", SELLER)
    paper = Paper(stack, authority=False).submit()
    body = {"approverId": user_id(stack, "finance"), "place": place}
    assert paper.refused("AddApprover", "finance", **body).reason == "APPROVAL_PERMISSION"
    assert paper.refused("AddApprover", HEAD, **dict(body, approverId=user_id(stack, SELLER))).field == "approver_id"
    assert paper.refused("AddApprover", HEAD, **dict(body, approverId=str(uuid.uuid4()))).code == "not_found"
    reply = paper.call("AddApprover", HEAD, **body)
    assert [slot["step"] for slot in reply["slots"]] == [1, 2, 3] and reply["contract"]["state"] == "DEPT_REVIEW"
    other = HEAD if first == "finance" else "finance"
    assert paper.refused("ApproveContract", other).reason == "APPROVAL_PERMISSION"
    for who in (first, other):
        assert paper.state() == "DEPT_REVIEW"
        paper.call("ApproveContract", who)
    assert paper.call("ApproveContract", "legal")["contract"]["state"] == "APPROVED"
    assert len(paper.events("contract.approver_added")) == 1


# ---- what waits ----

def tasks(stack, who, view="MINE"):
    found, token = [], None
    while True:
        page = stack.call("contracts.ListApprovals", {"view": view, "pageSize": 100, **({"pageToken": token} if token else {})}, who)
        found += page.get("tasks", [])
        token = page.get("nextPageToken")
        if not token:
            return found


def task_of(stack, paper, who, view="MINE"):
    return next((task for task in tasks(stack, who, view) if task["contractId"] == paper.id), None)


def test_CON_12_an_inbox_says_who_is_next_and_since_when(stack):
    paper = Paper(stack, authority=False, clauses=[{"group": "PRICE", "text": "Cash."}]).submit()
    assert task_of(stack, paper, "legal") is None and task_of(stack, paper, SELLER) is None
    task = task_of(stack, paper, HEAD)
    assert (task["kind"], task["role"], task["step"], task["steps"]) == ("HEAD", "DEPARTMENT", 1, 2)
    assert (task["deviatingGroups"], task["amountMinor"], task["purpose"]) == (["PRICE"], "42000000", "CONTRACT")
    assert task["waitingSince"] and int(task["waitingS"]) >= 0
    assert task_of(stack, paper, SELLER, "SUBMITTED")["slotId"] == task["slotId"]
    assert task_of(stack, paper, COLLEAGUE, "SCOPE") is None and task_of(stack, paper, "finance", "SCOPE")
    paper.call("ApproveContract", HEAD)
    assert task_of(stack, paper, HEAD) is None and task_of(stack, paper, "legal")["role"] == "LEGAL"
    assert stack.refused("contracts.ListApprovals", {}, "clerk").code == "permission_denied"
    page = stack.call("contracts.ListApprovals", {"view": "SCOPE", "pageSize": 1}, "legal")
    assert len(page["tasks"]) == 1


def test_CON_12_what_waits_too_long_is_reminded_of(stack):
    paper = Paper(stack, authority=False).submit()
    case = paper.all()["cases"][0]["id"]
    for count in (1, 2):
        stack.psql("contracts", "UPDATE contracts.job SET due_at = now() WHERE kind = 'remind_approval' AND dedupe = %s", [case])
        wait_until(lambda: len(paper.events("contract.approval_reminded")) == count, 20, "the reminder")
    event = paper.events("contract.approval_reminded")[-1]["payload"]
    assert (event["reminders"], event["role"], event["drafterId"]) == (2, "DEPARTMENT", user_id(stack, SELLER))
    assert task_of(stack, paper, HEAD)["reminders"] == 2
    paper.call("RecallContract")
    assert stack.psql("contracts", "SELECT count(*) FROM contracts.job WHERE dedupe = %s", [case]) == [(0,)]


def test_CON_05_no_approval_outlives_its_version(stack):
    paper = Paper(stack, authority=False).submit()
    paper.call("ApproveContract", HEAD)
    paper.call("ReturnContract", "legal", remark="Again.")
    assert [state for _, state in slots(paper)] == ["APPROVED", "RETURNED"]
    paper.submit()
    assert [state for _, state in slots(paper)] == ["APPROVED", "RETURNED", "ACTIVE", "WAITING"]
    assert paper.refused("ApproveContract", "legal").reason == "APPROVAL_PERMISSION"
