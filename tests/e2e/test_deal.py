# SPDX-License-Identifier: Apache-2.0
"""One deal, end to end, through the gateway: each step by the right user, and refused once to a wrong one."""
import collections

from support.deal import PRODUCT, Deal, day, wait_for


def ids(rows):
    return {row["id"] for row in rows}


# ---- capture -----------------------------------------------------------------------------------------------------


def test_LEA_01_a_form_posted_twice_makes_one_lead(stack):
    deal = Deal(stack).to("captured")
    assert len(deal.leads()) == 1
    assert len(deal.lead()["touches"]) == 1
    assert collections.Counter(event["type"] for event in deal.events("lead.captured", "customer.created")) == {
        "lead.captured": 1, "customer.created": 1}
    assert deal.refused("leads.CaptureLead", deal.capture(phone=deal.phone), "finance").code == "permission_denied"


def test_CUS_01_LEA_06_three_channels_make_one_customer_three_touches_one_open_lead(stack):
    deal = Deal(stack).to("touched")
    leads = deal.leads()
    assert len(leads) == 3
    assert [lead["id"] for lead in leads if lead["state"] != "DUPLICATE"] == [deal.lead_id]
    assert {lead["duplicateOf"] for lead in leads if lead["state"] == "DUPLICATE"} == {deal.lead_id}
    reply = deal.lead()
    assert [touch["sourceChannel"] for touch in reply["touches"]] == ["WEB", "PHONE", "STORE"]
    assert ids([deal.by_phone["lead"], deal.in_store["lead"]]) < {touch["leadId"] for touch in reply["touches"]}
    assert reply["lead"]["touches"] == 3
    hits = deal.call("customers.SearchCustomers", {"email": deal.email}, "clerk")["hits"]
    assert [hit["customerId"] for hit in hits] == [deal.customer_id]
    assert deal.refused("customers.SearchCustomers", {"phone": deal.phone}, "engineer").code == "permission_denied"


def test_CUS_01_each_write_records_its_channel(stack):
    deal = Deal(stack).to("touched")
    captured = deal.events("lead.captured")
    assert [event["channel"] for event in captured] == ["WEB", "PHONE", "STORE"]
    assert [event["payload"]["sourceChannel"] for event in captured] == ["WEB", "PHONE", "STORE"]


def test_PLT_02_who_searches_sees_a_mask_only(stack):
    deal = Deal(stack).to("captured")
    hit = deal.call("customers.SearchCustomers", {"phone": deal.phone}, "clerk")["hits"][0]
    assert deal.phone[3:7] not in hit["pointMasked"] and deal.name != hit["nameMasked"]
    assert hit.get("inScope", False) is False


# ---- rules -------------------------------------------------------------------------------------------------------


def test_LEA_07_LEA_08_LEA_09_LEA_10_the_lead_is_screened_scored_graded_and_prioritised(stack):
    deal = Deal(stack).to("captured")
    reply = deal.lead()
    lead = reply["lead"]
    assert lead["screeningRule"] == "none"
    points = {reason["rule"]: reason["points"] for reason in reply["scoreReasons"]}
    assert points == {"came-by-web": 15, "can-be-reached": 20, "named-a-product": 5}
    assert (lead["score"], lead["grade"], lead["intent"]) == (40, "B", "CONSIDERING")
    assert lead["priority"] == 250 and lead["priorityReasons"]
    types = [event["type"] for event in deal.events("lead.*")]
    assert types == ["lead.captured", "lead.screened", "lead.scored", "lead.assigned"]
    assert deal.refused("leads.GetLead", {"leadId": deal.lead_id}, "engineer").code == "permission_denied"
    assert deal.refused("leads.GetLead", {"leadId": deal.lead_id}, "clerk").code == "not_found"


def test_LEA_09_touches_raise_the_grade_and_say_so(stack):
    deal = Deal(stack).to("touched")
    lead = deal.lead()["lead"]
    assert (lead["score"], lead["grade"]) == (60, "B")
    assert lead["priority"] == 350


def test_LEA_25_the_lead_has_an_owner_with_the_reason_and_the_customer_follows(stack):
    deal = Deal(stack).to("owned")
    lead = deal.lead()["lead"]
    assert lead["state"] == "ASSIGNED" and lead["ownerId"] == deal.owner_id
    assert lead["assignmentRule"] == "intent-to-telesales" and lead["assignmentReason"]
    assert lead["ownerPath"] == f"/hq/sales/tele/~{deal.owner_id}"
    assigned, = deal.events("lead.assigned")
    assert assigned["payload"]["ownerId"] == deal.owner_id and deal.owner_id in assigned["payload"]["candidates"]
    assert assigned["payload"]["rule"] == "intent-to-telesales" and assigned["payload"]["reason"]
    assert deal.refused("leads.AssignLead", {"leadId": deal.lead_id, "ownerId": deal.owner_id},
                        deal.other).code == "permission_denied"


# ---- the call ----------------------------------------------------------------------------------------------------


def test_LEA_30_CUS_33_a_dial_is_permitted_and_another_refused_with_its_reason(stack):
    deal = Deal(stack).to("owned")
    permitted = deal.request_call()
    assert permitted["state"] == "REQUESTED"
    assert permitted["decision"]["permitted"] and permitted["decision"]["reason"] == "PERMITTED"
    point = deal.call("customers.AddContactPoint", {"customerId": deal.customer_id, "kind": "PHONE",
                                                    "value": deal.second_phone}, deal.owner)["contactPoint"]["id"]
    deal.call("customers.SetPermission", {"contactPointId": point, "medium": "CALL", "purpose": "*",
                                          "state": "BLOCKED"}, deal.owner)
    refused = deal.request_call(contactPointId=point)
    assert refused["state"] == "REFUSED"
    assert (refused["decision"].get("permitted", False), refused["decision"]["reason"]) == (False, "BLOCKED")
    assert [event["payload"]["reason"] for event in deal.events("call.refused")] == ["BLOCKED"]
    assert [event["payload"]["callId"] for event in deal.events("call.requested")] == [permitted["id"]]
    wrong = deal.refused("customers.RequestCall", {"customerId": deal.customer_id}, deal.other)
    assert wrong.code == "not_found"
    assert deal.refused("customers.RequestCall", {"customerId": deal.customer_id}, "legal").code == "permission_denied"


def test_CUS_34_LEA_18_call_disposition_and_follow_up_are_recorded(stack):
    deal = Deal(stack).to("worked")
    assert deal.wrapped["state"] == "WRAPPED" and deal.wrapped["disposition"] == "INTERESTED"
    assert 1 <= deal.wrapped["talkS"] <= 10
    assert [event["type"] for event in deal.events("call.*")] == [
        "call.requested", "call.dialling", "call.answered", "call.ended", "call.wrapped"]
    assert deal.activity["state"] == "DONE"
    completed, = deal.events("activity.completed")
    assert [completed["payload"].get(name) for name in ("hasNeed", "hasConcern", "hasFeedback", "effective")] == [True] * 4
    items = deal.call("customers.GetTimeline", {"customerId": deal.customer_id}, deal.owner)["items"]
    assert collections.Counter(item["kind"] for item in items) == {"CALL": 1, "ACTIVITY": 1, "CAPTURE": 3}
    assert next(item["activity"]["need"] for item in items if item["kind"] == "ACTIVITY") == "One plan for three lines."
    wrong = {"customerId": deal.customer_id, "type": "TELESALES"}
    assert deal.refused("customers.RecordActivity", wrong, deal.other).code == "not_found"
    assert deal.refused("customers.WrapCall", {"callId": deal.dial["id"], "disposition": "INTERESTED"},
                        deal.other).code == "not_found"


def test_LEA_13_LEA_19_the_lead_reacts_to_call_and_follow_up(stack):
    deal = Deal(stack).to("worked")
    wait_for(lambda: len(deal.events("lead.followed_up")) == 2, what="both follow-ups on the lead")
    by = {event["payload"]["by"]: event["payload"] for event in deal.events("lead.followed_up")}
    assert set(by) == {"CALL", "ACTIVITY"}
    assert by["ACTIVITY"]["intentChange"] == "UP"
    assert len(deal.events("lead.first_contacted")) == 1
    assert deal.lead()["lead"]["nextContactAt"]


# ---- qualification and conversion --------------------------------------------------------------------------------


def test_LEA_27_only_a_qualified_lead_is_converted(stack):
    deal = Deal(stack).to("worked")
    early = deal.refused("leads.ConvertLead", {"leadId": deal.lead_id}, deal.owner)
    assert (early.code, early.reason) == ("failed_precondition", "WRONG_STATE")
    assert deal.refused("leads.QualifyLead", deal.factors(), deal.other).code == "not_found"
    missing = deal.factors()
    del missing["competitionEvidence"]
    assert deal.refused("leads.QualifyLead", missing, deal.owner).code == "invalid_argument"
    weak = deal.refused("leads.QualifyLead", deal.factors(urgency=0, purchasingPower=1, decisionAuthority=1), deal.owner)
    assert (weak.code, weak.reason) == ("failed_precondition", "BELOW_THRESHOLD")
    deal.to("qualified")
    assert deal.lead()["qualification"]["urgency"] == 4
    assert deal.refused("leads.ConvertLead", {"leadId": deal.lead_id}, deal.other).code == "not_found"


def test_LEA_28_conversion_makes_one_opportunity_with_the_lead_behind_it(stack):
    deal = Deal(stack).to("converted")
    opportunity = deal.opportunity()["opportunity"]
    assert opportunity["state"] == "OPEN" and opportunity["leadId"] == deal.lead_id
    assert (opportunity["customerId"], opportunity["ownerId"]) == (deal.customer_id, deal.owner_id)
    assert opportunity["sourceChannel"] == "WEB"
    lead = deal.lead()
    assert lead["lead"]["opportunityId"] == deal.opportunity_id and len(lead["touches"]) == 3
    assert deal.refused("opportunities.GetOpportunity", {"id": deal.opportunity_id}, "engineer").code == "not_found"


# ---- the opportunity ---------------------------------------------------------------------------------------------


def test_OPP_01_OPP_03_OPP_04_the_scorecard_gives_the_grade(stack):
    deal = Deal(stack).to("converted")
    wrong = deal.refused("opportunities.ScoreOpportunity", deal.score(), "engineer")
    assert wrong.code == "permission_denied"
    reply = deal.call("opportunities.ScoreOpportunity", deal.score(), deal.owner)
    assert (reply["score"]["total"], reply["score"]["grade"]) == (16, "HIGH")
    reply = deal.call("opportunities.ScoreOpportunity", deal.score(expectedClose=day(200)), deal.owner)
    assert reply["score"]["grade"] == "MEDIUM"


def test_OPP_06_OPP_07_OPP_19_OPP_21_lines_keep_the_corridor_and_the_plan_is_smart(stack):
    deal = Deal(stack).to("converted")
    cheap = {"id": deal.opportunity_id, "lines": [{"productCode": "planner", "quantity": 1,
                                                   "discountBasisPoints": 5000}]}
    low = deal.refused("opportunities.SetLines", cheap, deal.owner)
    assert (low.code, low.reason) == ("failed_precondition", "OUTSIDE_CORRIDOR")
    deal.to("sold")
    assert deal.amount == 42000000 * 95 // 100 + 2000000 + 6000000
    assert deal.agreed["state"] == "AGREED" and deal.agreed["deadline"] == day(60)
    for field in ("target", "unit", "deadline", "ownerId", "teamTargetRef", "lines"):
        plan = deal.plan()
        del plan[field]
        assert deal.refused("opportunities.AgreePlan", plan, deal.owner).code == "invalid_argument", field
    assert deal.refused("opportunities.AgreePlan", deal.plan(), deal.other).code == "not_found"


def test_OPP_12_seller_stages_and_the_buyers_are_kept_apart(stack):
    deal = Deal(stack).to("converted")
    stages = deal.pipeline()
    skip = deal.refused("opportunities.MoveStage", {"id": deal.opportunity_id, "toStage": stages[1]["code"]}, deal.owner)
    assert (skip.code, skip.reason) == ("failed_precondition", "EXIT_CRITERIA")
    deal.to("sold")
    early = deal.refused("opportunities.CommitOpportunity", {"id": deal.opportunity_id}, deal.owner)
    assert (early.code, early.reason) == ("failed_precondition", "PURCHASE_STAGE")
    wrong = {"id": deal.opportunity_id, "toStage": "SYSTEM_DESIGN"}
    assert deal.refused("opportunities.MovePurchaseStage", wrong, deal.other).code == "not_found"
    deal.to("committed")
    opportunity = deal.opportunity()
    assert opportunity["opportunity"]["stage"] == stages[-1]["code"]
    assert opportunity["opportunity"]["purchaseStage"] == "PURCHASE_COMMITMENT"
    moved = [event["payload"]["toStage"] for event in deal.events("opportunity.stage_changed")]
    assert moved == [stage["code"] for stage in stages[1:]]
    bought = [event["payload"]["toStage"] for event in deal.events("opportunity.purchase_stage_changed")]
    assert bought == ["INTERNAL_DELIBERATION", "SYSTEM_DESIGN", "EVALUATION_COMPARISON", "PURCHASE_COMMITMENT"]


# ---- the contract ------------------------------------------------------------------------------------------------


def test_CON_01_a_contract_is_drafted_from_the_lines(stack):
    deal = Deal(stack).to("drafted")
    reply = deal.contract()
    contract = reply["contract"]
    assert contract["state"] == "DRAFT" and contract["textVersion"] == 1
    assert int(contract["amountMinor"]) == deal.amount
    assert [line["productCode"] for line in reply["lines"]] == ["planner", "installation", "support-year"]
    again = deal.refused("contracts.DraftContract", deal.draft(), deal.owner)
    assert (again.code, again.reason) == ("failed_precondition", "CONTRACT_RUNNING")
    assert deal.refused("contracts.DraftContract", deal.draft(), "engineer").code == "permission_denied"
    assert deal.refused("contracts.DraftContract", deal.draft(), deal.other).code == "not_found"


def test_CON_02_CON_03_an_open_checklist_is_not_submitted(stack):
    deal = Deal(stack).to("drafted")
    items = deal.contract()["checklist"]
    assert {item["group"] for item in items} == {"PRICE", "SERVICE", "DELIVERY", "BREACH"}
    early = deal.refused("contracts.SubmitContract", {"id": deal.contract_id}, deal.owner)
    assert (early.code, early.reason) == ("failed_precondition", "CHECKLIST_OPEN")
    some = {"id": deal.contract_id, "answers": [{"code": items[0]["code"], "answer": "PASS"}]}
    assert deal.refused("contracts.AnswerChecklist", some, "finance").code == "permission_denied"
    assert deal.refused("contracts.AnswerChecklist", some, deal.other).code == "not_found"
    assert deal.submit()["state"] == "DEPT_REVIEW"


def test_CON_05_a_return_begins_version_2_and_voids_what_was_answered(stack):
    deal = Deal(stack).to("submitted")
    no_comment = deal.refused("contracts.ReturnContract", {"id": deal.contract_id}, "manager")
    assert no_comment.code == "invalid_argument"
    assert deal.refused("contracts.ReturnContract", {"id": deal.contract_id, "remark": "no"},
                        "finance").code == "permission_denied"
    deal.call("contracts.ReturnContract", {"id": deal.contract_id, "remark": "Say how soon."}, "manager")
    reply = deal.contract()
    assert (reply["contract"]["state"], reply["contract"]["textVersion"]) == ("DRAFT", 2)
    assert {item["answer"] for item in reply["checklist"]} == {"OPEN"}
    assert reply["approvals"][0]["decision"] == "RETURNED" and reply["approvals"][0]["remark"] == "Say how soon."
    returned, = deal.events("contract.step_returned")
    assert returned["payload"]["nextTextVersion"] == 2
    deal.submit()
    stale = deal.refused("contracts.ApproveContract", {"id": deal.contract_id, "textVersion": 1}, "manager")
    assert stale.code == "aborted"


def test_CON_06_CON_07_CON_11_duties_are_separate(stack):
    deal = Deal(stack).to("returned")
    own = deal.refused("contracts.ApproveContract", {"id": deal.contract_id}, deal.owner)
    assert (own.code, own.reason) == ("permission_denied", "SEPARATION_OF_DUTIES")
    early = deal.refused("contracts.ApproveContract", {"id": deal.contract_id}, "legal")
    assert (early.code, early.reason) == ("permission_denied", "APPROVAL_PERMISSION")
    assert deal.refused("contracts.ApproveContract", {"id": deal.contract_id}, "engineer").code == "permission_denied"
    deal.call("contracts.ApproveContract", {"id": deal.contract_id, "textVersion": 2}, "manager")
    twice = deal.refused("contracts.ApproveContract", {"id": deal.contract_id}, "manager")
    assert (twice.code, twice.reason) == ("permission_denied", "APPROVAL_PERMISSION")
    deal.call("contracts.ApproveContract", {"id": deal.contract_id, "textVersion": 2}, "legal")
    assert deal.contract()["contract"]["state"] == "APPROVED"


def test_CON_08_CON_09_only_the_fourth_mark_signs(stack):
    deal = Deal(stack).to("approved")
    assert deal.refused("contracts.SendForSignature", {"id": deal.contract_id}, "signatory").code == "permission_denied"
    deal.to("sent")
    assert deal.refused("contracts.RecordMark", deal.mark("OUR", "SIGN"), "manager").code == "permission_denied"
    stranger = deal.refused("contracts.RecordMark", deal.mark("OUR", "SIGN", signerId=deal.user_id("manager")), "signatory")
    assert (stranger.code, stranger.reason) == ("failed_precondition", "NO_AUTHORITY")
    stranger = deal.refused("contracts.RecordMark", deal.mark("CUSTOMER", "SIGN", signerId=deal.customer_id), "signatory")
    assert (stranger.code, stranger.reason) == ("failed_precondition", "NOT_A_SIGNATORY")
    for party, kind in (("CUSTOMER", "SEAL"), ("OUR", "SIGN"), ("CUSTOMER", "SIGN")):
        reply = deal.call("contracts.RecordMark", deal.mark(party, kind), "signatory")
        assert reply["contract"]["state"] == "SIGNING"
    assert deal.events("contract.signed", "contract.effective", "deal.closed") == []
    reply = deal.call("contracts.RecordMark", deal.mark("OUR", "SEAL"), "signatory")
    assert reply["contract"]["state"] == "EFFECTIVE"
    assert [event["type"] for event in deal.events("contract.signed", "contract.effective", "deal.closed")] == [
        "contract.signed", "contract.effective", "deal.closed"]


def test_CON_11_the_chain_of_steps_is_verifiable(stack):
    deal = Deal(stack).to("closed")
    reply = deal.call("contracts.VerifyContract", {"id": deal.contract_id}, "legal")
    assert reply["intact"] is True and reply["steps"] >= 10
    steps = deal.contract("legal")["steps"]
    assert [step["seq"] for step in steps] == list(range(1, len(steps) + 1))
    assert all(after["prevHash"] == before["hash"] for before, after in zip(steps, steps[1:]))
    assert deal.refused("contracts.VerifyContract", {"id": deal.contract_id}, "engineer").code == "permission_denied"


# ---- the end -----------------------------------------------------------------------------------------------------


def test_CON_17_PLT_07_deal_closed_carries_every_fact(stack):
    deal = Deal(stack).to("closed")
    event, = deal.events("deal.*")
    contract = deal.contract()["contract"]
    assert event["type"] == "deal.closed" and event["domain"] == "contracts"
    assert event["aggType"] == "contract" and event["aggId"] == deal.contract_id
    assert event["actor"] == {"kind": "user", "id": deal.user_id("signatory")}
    payload = dict(event["payload"])
    assert payload.pop("effectiveAt")[:10] == payload["effectiveDate"] == day()
    assert payload.pop("capturedAt") == deal.lead()["lead"]["capturedAt"]
    assert payload.pop("lines") == [
        {"product": "planner", "quantity": "1", "priceMinor": "42000000", "discountBasisPoints": 500,
         "totalMinor": "39900000", "kind": "PRODUCT"},
        {"product": "installation", "quantity": "1", "priceMinor": "2000000", "discountBasisPoints": 0,
         "totalMinor": "2000000", "kind": "INSTALLATION"},
        {"product": "support-year", "quantity": "1", "priceMinor": "6000000", "discountBasisPoints": 0,
         "totalMinor": "6000000", "kind": "SUPPORT"}]
    assert payload.pop("termEndsOn") > day(360)
    assert payload == {
        "dealId": deal.opportunity_id, "contractId": deal.contract_id, "number": contract["number"],
        "opportunityId": deal.opportunity_id, "customerId": deal.customer_id, "customerKind": "PERSON",
        "currency": "CNY", "amountMinor": str(deal.amount), "sourceChannel": "WEB", "closingChannel": "STORE",
        "ownerId": deal.owner_id, "ownerPath": f"/hq/sales/tele/~{deal.owner_id}",
        "creditSplit": [{"userId": deal.owner_id, "basisPoints": 10000}], "effectiveDate": day(), "termMonths": 12,
        "paymentSchedule": [{"dueOn": day(), "amountMinor": str(deal.amount // 2)},
                            {"dueOn": day(30), "amountMinor": str(deal.amount - deal.amount // 2)}],
        "obligations": [{"group": "DELIVERY", "code": "installation", "dueOn": day(30)},
                        {"group": "SERVICE", "code": "support", "dueOn": day(30)}],
        "docHash": contract["docHash"], "textVersion": 2, "cycleDays": "0"}
    assert deal.refused("events.Fetch", {"types": ["deal.*"]}, "clerk").code == "permission_denied"


def test_OPP_26_the_event_alone_wins_the_opportunity(stack):
    deal = Deal(stack).to("closed")
    wait_for(lambda: deal.opportunity()["opportunity"]["state"] == "WON", what="the opportunity being won")
    won, = deal.events("opportunity.won")
    closed, = deal.events("deal.closed")
    assert won["payload"]["contractId"] == deal.contract_id
    assert won["causationId"] == closed["id"]
    assert deal.opportunity()["opportunity"]["contractId"] == deal.contract_id
    assert won["correlationId"]


def test_the_journey_is_told_by_exactly_these_events(stack):
    deal = Deal(stack).to("closed")
    wait_for(lambda: deal.events("opportunity.won"), what="the opportunity being won")
    counts = collections.Counter(event["type"] for event in deal.events())
    expected = {
        "customer.created": 1, "customer.linked": 3, "customer.owner_changed": 1, "contact.added": 1,
        "lead.captured": 3, "lead.duplicate_detected": 2, "lead.screened": 1, "lead.assigned": 1,
        "lead.first_contacted": 1, "lead.followed_up": 2, "lead.qualified": 1, "lead.conversion_requested": 1,
        "lead.converted": 1, "call.requested": 1, "call.dialling": 1, "call.answered": 1, "call.ended": 1,
        "call.wrapped": 1, "activity.completed": 1, "opportunity.created": 1, "opportunity.scored": 1,
        "opportunity.grade_changed": 1, "opportunity.plan_agreed": 1, "opportunity.stage_changed": 3,
        "opportunity.purchase_stage_changed": 4, "opportunity.committed": 1, "opportunity.won": 1,
        "contract.drafted": 1, "contract.submitted": 2, "contract.step_returned": 1, "contract.step_approved": 2,
        "contract.approved": 1, "contract.sent_for_signature": 1, "contract.party_signed": 4, "contract.signed": 1,
        "contract.effective": 1, "deal.closed": 1}
    assert {name: counts[name] for name in expected} == expected


def test_each_aggregate_counts_its_events_without_a_gap(stack):
    deal = Deal(stack).to("closed")
    wait_for(lambda: deal.events("opportunity.won"), what="the opportunity being won")
    versions = collections.defaultdict(list)
    for event in deal.feed():
        if event["aggId"] in (deal.lead_id, deal.opportunity_id, deal.contract_id, deal.customer_id):
            versions[event["aggId"]].append(int(event["aggVer"]))
    assert len(versions) == 4
    for found in versions.values():
        assert found == list(range(1, len(found) + 1))


def test_PLT_01_events_hold_nothing_personal(stack):
    deal = Deal(stack).to("closed")
    text = str(deal.feed())
    for secret in (deal.phone, deal.phone[-8:], deal.email, deal.name, "Signing Person"):
        assert secret not in text


def test_repeated_commands_take_effect_once(stack):
    deal = Deal(stack).to("captured")
    request = deal.capture("PHONE", phone=deal.phone)
    first = deal.call("leads.CaptureLead", request, deal.owner, key="twice-" + deal.lead_id)
    again = deal.call("leads.CaptureLead", request, deal.owner, key="twice-" + deal.lead_id)
    assert first == again
    assert len(deal.leads()) == 2 and deal.lead()["lead"]["touches"] == 2
    other = deal.refused("leads.CaptureLead", deal.capture("STORE", phone=deal.phone), deal.owner,
                         key="twice-" + deal.lead_id)
    assert other.code in ("invalid_argument", "already_exists", "failed_precondition")


def test_the_product_is_part_of_the_duplicate_rule(stack):
    deal = Deal(stack).to("captured")
    other = deal.call("leads.CaptureLead", deal.capture("PHONE", phone=deal.phone, product="course"), deal.owner)
    assert other["lead"]["state"] != "DUPLICATE" and other["lead"]["customerId"] == deal.customer_id
    assert deal.lead()["lead"]["product"] == PRODUCT
