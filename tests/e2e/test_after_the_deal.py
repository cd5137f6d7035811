# SPDX-License-Identifier: Apache-2.0
"""What follows a closed deal, through the gateway: delivery, care, quality, notices, figures, and the deal taken back."""
import pytest

from support.after import CARE, QUALITY, After, answers
from support.deal import day, wait_for


@pytest.fixture(scope="module")
def done(stack):
    """One closed deal for the tests that leave it as it is."""
    return After(stack)


# ---- delivery and survey -----------------------------------------------------------------------------------------


def test_AFT_01_AFT_03_the_deal_becomes_a_plan_that_the_customer_confirms_by_his_link(stack):
    deal = After(stack)
    plan = deal.seen_plan()
    assert plan["plan"]["state"] == "DRAFT" and plan["plan"]["dealId"] == deal.opportunity_id
    early = deal.refused("aftersales.ProposePlan", {"planId": deal.plan_id}, CARE)
    assert (early.code, early.reason) == ("failed_precondition", "PLAN_INCOMPLETE")
    assert deal.refused("aftersales.ProposePlan", {"planId": deal.plan_id}, deal.owner).code == "permission_denied"
    assert deal.refused("aftersales.GetPlan", {"id": deal.plan_id}, deal.other).code == "not_found"
    token = deal.propose()
    item = {"planId": deal.plan_id, "itemId": plan["items"][0]["id"]}
    assert deal.refused("aftersales.StartItem", item, CARE).code == "failed_precondition", "nothing before he confirms"
    assert deal.refused("aftersales.AnswerLink", {"token": token[:-4] + "AAAA", "answer": "CONFIRM", "name": "X"},
                        None).code in ("not_found", "invalid_argument")
    assert deal.confirm(token).status_code == 200 and deal.delivery()["plan"]["state"] == "CONFIRMED"
    assert deal.refused("aftersales.AnswerLink", {"token": token, "answer": "CONFIRM", "name": "X"}, None).code == "failed_precondition"
    told = [event["type"] for event in deal.events("delivery.*")]
    assert told == ["delivery.planned", "delivery.plan_proposed", "delivery.confirmed"]


def test_AFT_06_AFT_08_what_is_accepted_schedules_a_survey_a_month_later(stack):
    deal = After(stack)
    deal.delivered()
    plan = deal.delivery()
    assert plan["plan"]["state"] == "COMPLETED" and {item["state"] for item in plan["items"]} == {"ACCEPTED"}
    survey, = deal.surveys()
    assert survey["state"] == "SCHEDULED" and day(27) <= survey["dueAt"][:10] <= day(32)
    assert deal.refused("aftersales.ListSurveys", {"planId": deal.plan_id}, "clerk").code == "permission_denied"
    item = {"planId": deal.plan_id, "itemId": plan["items"][0]["id"]}
    assert deal.refused("aftersales.AcceptItem", item, "engineer").code == "permission_denied"
    assert [event["type"] for event in deal.events("delivery.completed", "survey.*")] == ["delivery.completed", "survey.scheduled"]


# ---- a complaint -------------------------------------------------------------------------------------------------


def test_AFT_07_a_complaint_goes_from_intake_to_finding_to_feedback_to_closing(stack, done):
    deal = done
    deal.seen_plan()
    assert deal.refused("aftersales.IntakeCase", deal.complaint(), "legal").code == "permission_denied"
    taken = deal.call("aftersales.IntakeCase", deal.complaint(), "clerk", channel="STORE")["caseFile"]
    deal.case_id = taken["id"]
    assert taken["state"] == "ACKNOWLEDGED" and taken["number"]
    assert deal.refused("aftersales.InvestigateCase", {"id": deal.case_id}, deal.owner).code == "permission_denied"
    deal.case("InvestigateCase")
    early = deal.refused("aftersales.ProposeHandling", {"id": deal.case_id, "proposal": "Plug it in."}, CARE)
    assert (early.code, early.reason) == ("failed_precondition", "NO_FINDING")
    deal.case("RecordFinding", **deal.finding())
    deal.case("ProposeHandling", proposal="Plug it in, and say sorry.")
    deal.case("ActOnCase")
    early = deal.refused("aftersales.GiveFeedback", {"id": deal.case_id, "feedback": "Done", "satisfied": True}, CARE)
    assert (early.code, early.reason) == ("failed_precondition", "NOT_RESOLVED")
    deal.case("ResolveCase")
    assert deal.refused("aftersales.CloseCase", {"id": deal.case_id, "rootCause": "DELIVERY"}, CARE).code == "failed_precondition"
    deal.case("GiveFeedback", feedback="It prints now.", satisfied=True)
    assert deal.case("CloseCase", rootCause="DELIVERY")["caseFile"]["state"] == "CLOSED"
    assert deal.refused("aftersales.GetCase", {"id": deal.case_id}, "engineer").code == "permission_denied"
    told = [event["type"] for event in deal.events("case.*")]
    assert [name for name in told if name != "case.assigned"] == [
        "case.received", "case.acknowledged", "case.finding_recorded", "case.resolved", "case.feedback_given", "case.closed"]


# ---- quality -----------------------------------------------------------------------------------------------------


def test_QA_01_QA_04_QA_07_the_recorded_call_is_drawn_scored_appealed_and_revised(stack, done):
    deal = done
    assert deal.refused("qa.BeginRecording", {"callId": deal.call_id, "codec": "wav", "size": 1, "sha256": "0" * 64},
                        deal.other).code == "not_found"
    evaluation_id = deal.sampled()
    assert deal.draw["draw"]["population"] == 1 and deal.draw["members"][0]["callId"] == deal.call_id
    verified = deal.call("qa.VerifySampleDraw", {"id": deal.draw["draw"]["id"]}, QUALITY)
    assert verified["same"] is True, "the same seed draws the same sample"
    assert deal.refused("qa.StartEvaluation", {"id": evaluation_id}, deal.owner).code == "permission_denied"
    deal.call("qa.StartEvaluation", {"id": evaluation_id}, QUALITY)
    scored = deal.call("qa.SubmitEvaluation", {"id": evaluation_id, "answers": answers(language=2, objections=0)}, QUALITY)["evaluation"]
    assert (scored["state"], scored["scoreHundredths"]) == ("SUBMITTED", 5700)
    reason = {"id": evaluation_id, "reason": "The customer had no objections."}
    assert deal.refused("qa.AppealEvaluation", reason, deal.other).code in ("not_found", "permission_denied")
    assert deal.call("qa.AppealEvaluation", reason, deal.owner)["evaluation"]["state"] == "APPEALED"
    revision = {"id": evaluation_id, "answers": answers(language=2), "remark": "Right, there were none."}
    assert deal.refused("qa.ReviseEvaluation", revision, QUALITY).code == "permission_denied"
    revised = deal.call("qa.ReviseEvaluation", revision, "manager")["evaluation"]
    assert (revised["state"], revised["scoreHundredths"], revised["firstScoreHundredths"]) == ("REVISED", 8200, 5700)
    told = [event["type"] for event in deal.feed("recording.stored", "sample.drawn", "evaluation.*")
            if {deal.call_id, evaluation_id, deal.draw["draw"]["id"]} & {event["aggId"], event["payload"].get("callId")}]
    assert told == ["recording.stored", "sample.drawn", "evaluation.submitted", "evaluation.appealed", "evaluation.revised"]


# ---- notices and figures -----------------------------------------------------------------------------------------


def test_NOT_01_the_owner_is_told_in_the_application_and_nobody_elses_inbox_shows_it(stack, done):
    deal = done
    notice, = wait_for(lambda: deal.notices("deal.closed"), what="the notice of the deal")
    assert notice["channel"] == "IN_APP" and notice["state"] == "SENT" and notice["title"]
    assert deal.name not in str(notice) and deal.phone[-8:] not in str(notice)
    assert deal.notices("deal.closed", deal.other) == []
    deal.call("notifications.MarkRead", {"ids": [notice["id"]]}, deal.other)
    assert deal.notices("deal.closed")[0]["state"] == "SENT", "another's notice is not his to mark"
    deal.call("notifications.MarkRead", {"ids": [notice["id"]]}, deal.owner)
    assert deal.notices("deal.closed")[0]["state"] == "READ"
    assert deal.refused("notifications.ListNotificationRules", {}, deal.owner).code == "permission_denied"


def test_INS_04_a_deals_call_is_in_the_figures_to_the_second(stack, done):
    before = done.telesales()
    deal = After(stack)
    while deal.owner_id != done.owner_id:
        deal = After(stack)

    def grown():
        after = deal.telesales()
        return after if after["dials"] > before["dials"] else None
    after = wait_for(grown, what="the figures of the call")
    talk = deal.wrapped["talkS"]
    assert {name: after[name] - before[name] for name in ("dials", "answered", "connects", "talkS", "rightPartyContacts")} == {
        "dials": 1, "answered": 1, "connects": 1, "talkS": talk, "rightPartyContacts": 1}
    assert deal.refused("insights.GetTelesalesFigures", {"from": day(), "until": day()}, "engineer").code == "permission_denied"


# ---- the deal is taken back --------------------------------------------------------------------------------------


def test_CON_16_a_void_reverses_the_deal_everywhere(stack):
    deal = After(stack)
    deal.seen_plan()
    target = deal.target(10 ** 12)
    wait_for(lambda: deal.notices("deal.closed"), what="the notice of the deal")
    before = int(deal.attainment(target)["actual"])
    assert before >= deal.amount
    assert deal.refused("insights.GetAttainment", {"targetId": target}, deal.other).code == "not_found"
    assert deal.refused("insights.CreateTarget", {"metric": "DEALS", "from": day(), "until": day(), "userId": deal.owner_id, "value": "1"},
                        deal.owner).code == "permission_denied"
    body = {"id": deal.contract_id, "reason": "CUSTOMER_WITHDRAWAL"}
    assert deal.refused("contracts.VoidContract", body, deal.owner).code == "permission_denied"
    assert deal.void()["state"] == "VOID"
    wait_for(lambda: deal.opportunity()["opportunity"]["state"] == "OPEN", what="the opportunity being open again")
    wait_for(lambda: deal.delivery()["plan"]["state"] == "SUSPENDED", what="the plan being suspended")
    wait_for(lambda: int(deal.attainment(target)["actual"]) == before - deal.amount, what="the figures without the deal")
    notice, = wait_for(lambda: deal.notices("deal.reversed"), what="the notice of the reversal")
    assert notice["urgency"] == "URGENT"
    closed, reversed_ = deal.events("deal.*")
    assert (closed["type"], reversed_["type"]) == ("deal.closed", "deal.reversed")
    same = ("dealId", "contractId", "number", "customerId", "ownerId", "amountMinor", "currency", "creditSplit")
    assert {name: reversed_["payload"][name] for name in same} == {name: closed["payload"][name] for name in same}
    assert reversed_["payload"]["reason"] == "CUSTOMER_WITHDRAWAL"
    again = deal.refused("contracts.VoidContract", body, "manager")
    assert (again.code, again.reason) == ("failed_precondition", "WRONG_STATE")


def test_PLT_07_what_a_reversal_causes_names_its_cause(stack):
    deal = After(stack)
    deal.seen_plan()
    deal.void()
    wait_for(lambda: deal.events("opportunity.reopened"), what="the opportunity being open again")
    wait_for(lambda: deal.events("delivery.suspended"), what="the plan being suspended")
    reversal, = deal.events("deal.reversed")
    for type_ in ("opportunity.reopened", "delivery.suspended"):
        event, = deal.events(type_)
        assert event["causationId"] == reversal["id"] and event["correlationId"] == reversal["correlationId"]


def test_PLT_01_nothing_personal_is_in_what_follows(stack, done):
    text = str(done.feed())
    for secret in (done.phone, done.email, done.name, "Ms Lin", "does not print", "had no objections"):
        assert secret not in text
