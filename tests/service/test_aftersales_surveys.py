# SPDX-License-Identifier: Apache-2.0
"""Surveys and improvements through the API: scheduled, sent, answered three ways, acted upon, measured again."""
import calendar
import datetime

from delivering import CARE, Delivery, day, due, nobody, run_now, sent
from selling import COLLEAGUE, HEAD, SELLER, user_id
from support.stack import wait_until

GOOD = {"function": 5, "performance": 4, "serviceQuality": 5, "support": 3}
POOR = {"function": 1, "performance": 4, "serviceQuality": 2, "support": 5}


def asked(stack):
    """A survey whose time has come: the delivery, its id, its token."""
    delivery = Delivery(stack).confirm()
    survey_id = delivery.accept()["survey"]["id"]
    return delivery, survey_id, sent(stack, survey_id)


def get(stack, survey_id, as_=CARE):
    return stack.call("aftersales.GetSurvey", {"id": survey_id}, as_)


def month_later(when):
    year, month = (when.year + 1, 1) if when.month == 12 else (when.year, when.month + 1)
    return when.replace(year=year, month=month, day=min(when.day, calendar.monthrange(year, month)[1]))


def test_AFT_08_AFT_09_a_month_after_acceptance_the_customer_is_asked(stack):
    delivery = Delivery(stack).confirm()
    reply = delivery.accept()
    survey = reply["survey"]
    assert (survey["trigger"], survey["planId"], survey["ownerId"]) == (
        "ACCEPTANCE", delivery.id, delivery.all()["plan"]["ownerId"])
    accepted = datetime.datetime.fromisoformat(reply["plan"]["completedAt"].replace("Z", "+00:00"))
    assert due(stack, "send_survey", survey["id"]) == month_later(accepted)
    scheduled, = delivery.events("survey.scheduled")
    assert scheduled["payload"]["dueAt"] == survey["dueAt"]
    early = stack.refused("aftersales.GetLink", {"surveyId": survey["id"]}, CARE)
    assert (early.code, early.reason) == ("failed_precondition", "NO_LINK")
    assert stack.refused("aftersales.AnswerSurvey", {"id": survey["id"], "channel": "PHONE", **GOOD},
                         CARE).reason == "WRONG_STATE"
    sent(stack, survey["id"])
    assert delivery.events("survey.sent")[0]["payload"]["surveyId"] == survey["id"]


def test_AFT_10_AFT_11_the_link_takes_scores_and_words(stack):
    delivery, survey_id, token = asked(stack)
    assert stack.call("aftersales.OpenLinkedSurvey", {"token": token}, None)["state"] == "OPENED"
    assert stack.call("aftersales.OpenLinkedSurvey", {"token": token}, None)["state"] == "OPENED"
    body = {"token": token, **GOOD, "comment": "Ask for Mr Wu next time"}
    assert stack.call("aftersales.AnswerLinkedSurvey", body, None)["state"] == "ANSWERED"
    survey = get(stack, survey_id)["survey"]
    assert (survey["answeredByChannel"], survey["comment"], survey["support"]) == (
        "QUESTIONNAIRE", "Ask for Mr Wu next time", 3)
    answered, = delivery.events("survey.answered")
    assert answered["payload"]["hasComment"] is True and "Wu" not in str(answered)
    assert "Wu" not in str(stack.psql("aftersales", "SELECT * FROM aftersales.survey WHERE id = %s", [survey_id]))
    assert delivery.events("survey.low_score") == []
    assert stack.refused("aftersales.AnswerLinkedSurvey", body, None).reason == "WRONG_STATE"
    assert stack.call("aftersales.OpenLinkedSurvey", {"token": token}, None)["state"] == "ANSWERED"
    assert due(stack, "expire_survey", survey_id) is None


def test_AFT_10_a_link_of_something_else_or_a_score_out_of_bounds_is_refused(stack):
    delivery, survey_id, token = asked(stack)
    assert stack.refused("aftersales.OpenLinkedSurvey", {"token": "p" + token[1:]}, None).reason == "LINK_UNKNOWN"
    assert stack.refused("aftersales.GetLinkedPlan", {"token": token}, None).reason == "LINK_UNKNOWN"
    over = stack.refused("aftersales.AnswerLinkedSurvey", {"token": token, **GOOD, "support": 6}, None)
    assert (over.code, over.field) == ("invalid_argument", "support")
    stack.psql("aftersales", "UPDATE aftersales.survey SET expires_at = now() - interval '1 hour' WHERE id = %s",
               [survey_id])
    old = stack.call("aftersales.GetLink", {"surveyId": survey_id}, CARE)["token"]
    assert stack.refused("aftersales.OpenLinkedSurvey", {"token": old}, None).reason == "LINK_EXPIRED"


def test_AFT_10_an_agent_enters_what_was_said_on_the_phone_or_in_person(stack):
    for channel in ("PHONE", "FACE_TO_FACE"):
        delivery, survey_id, _ = asked(stack)
        body = {"id": survey_id, "channel": channel, **GOOD}
        assert stack.refused("aftersales.AnswerSurvey", body, SELLER).code == "permission_denied"
        assert stack.refused("aftersales.AnswerSurvey", dict(body, channel="QUESTIONNAIRE"), CARE).field == "channel"
        reply = stack.call("aftersales.AnswerSurvey", body, CARE)
        assert (reply["survey"]["state"], reply["survey"]["answeredByChannel"]) == ("ANSWERED", channel)
        assert delivery.events("survey.answered")[0]["payload"]["channel"] == channel


def test_AFT_08_a_customer_may_refuse_and_silence_expires(stack):
    delivery, survey_id, _ = asked(stack)
    assert stack.refused("aftersales.RefuseSurvey", {"id": survey_id}, CARE).field == "reason"
    ended = stack.call("aftersales.RefuseSurvey", {"id": survey_id, "reason": "NO_TIME"}, CARE)["survey"]
    assert (ended["state"], ended["endReason"]) == ("REFUSED", "NO_TIME")
    assert delivery.events("survey.refused")[0]["payload"]["reason"] == "NO_TIME"
    assert stack.refused("aftersales.RefuseSurvey", {"id": survey_id, "reason": "NO_TIME"}, CARE).reason == "WRONG_STATE"
    delivery, survey_id, _ = asked(stack)
    run_now(stack, "expire_survey", survey_id)
    wait_until(lambda: get(stack, survey_id)["survey"]["state"] == "EXPIRED", 20, "the expiry")
    assert delivery.events("survey.expired")[0]["payload"]["reason"] == "NO_ANSWER"


def test_AFT_08_one_survey_follows_another(stack):
    delivery, first, _ = asked(stack)
    stack.call("aftersales.AnswerSurvey", {"id": first, "channel": "PHONE", **GOOD}, CARE)
    answered_at = datetime.datetime.fromisoformat(get(stack, first)["survey"]["answeredAt"].replace("Z", "+00:00"))
    second = next(survey for survey in delivery.surveys() if survey["state"] == "SCHEDULED")
    expected = answered_at
    for _ in range(6):
        expected = month_later(expected.replace(day=1))
    assert second["trigger"] == "PERIODIC"
    assert due(stack, "send_survey", second["id"]).strftime("%Y-%m") == expected.strftime("%Y-%m")
    sent(stack, second["id"])
    run_now(stack, "expire_survey", second["id"])
    wait_until(lambda: get(stack, second["id"])["survey"]["state"] == "EXPIRED", 20, "the expiry")
    third, = [survey for survey in delivery.surveys() if survey["state"] == "SCHEDULED"]
    assert third["trigger"] == "PERIODIC"
    stack.call("aftersales.RefuseSurvey", {"id": third["id"], "reason": "NO_TIME"}, CARE)
    assert not [survey for survey in delivery.surveys() if survey["state"] == "SCHEDULED"]


def test_AFT_13_a_low_score_opens_an_improvement(stack):
    delivery, survey_id, token = asked(stack)
    stack.call("aftersales.AnswerLinkedSurvey", {"token": token, **POOR}, None)
    opened = get(stack, survey_id)["improvements"]
    assert [(row["dimension"], row["score"], row["state"], row["dueOn"]) for row in opened] == [
        ("FUNCTION", 1, "OPEN", day(14)), ("SERVICE_QUALITY", 2, "OPEN", day(14))]
    assert {row["ownerId"] for row in opened} == {user_id(stack, SELLER)}
    low = [(event["payload"]["dimension"], event["payload"]["score"]) for event in delivery.events("survey.low_score")]
    assert low == [("FUNCTION", 1), ("SERVICE_QUALITY", 2)]
    query = {"customerId": delivery.customer_id, "states": ["OPEN"]}
    assert len(stack.call("aftersales.ListImprovements", query, SELLER)["improvements"]) == 2
    assert stack.call("aftersales.ListImprovements", query, COLLEAGUE) == {}
    assert stack.refused("aftersales.ListImprovements", query, "clerk").code == "permission_denied"
    page = stack.call("aftersales.ListImprovements", dict(query, pageSize=1), CARE)
    rest = stack.call("aftersales.ListImprovements", dict(query, pageSize=1, pageToken=page["nextPageToken"]), CARE)
    assert {row["id"] for row in page["improvements"] + rest["improvements"]} == {row["id"] for row in opened}


def improvement(stack):
    delivery, survey_id, token = asked(stack)
    stack.call("aftersales.AnswerLinkedSurvey", {"token": token, **POOR}, None)
    return delivery, get(stack, survey_id)["improvements"][0]["id"]


def test_AFT_13_an_improvement_is_done_told_and_measured(stack):
    delivery, which = improvement(stack)
    engineer = user_id(stack, "engineer")
    kept = stack.call("aftersales.CommitImprovement", {"id": which, "measure": "Show Mr Wu the import again",
                                                       "ownerId": engineer, "dueOn": day(5)}, CARE)["improvement"]
    assert (kept["state"], kept["ownerId"], kept["dueOn"], kept["measure"]) == (
        "COMMITTED", engineer, day(5), "Show Mr Wu the import again")
    assert stack.call("aftersales.FinishImprovement", {"id": which}, CARE)["improvement"]["state"] == "DONE"
    told = stack.call("aftersales.InformCustomer", {"id": which}, CARE)
    again = told["survey"]
    assert told["improvement"]["remeasureSurveyId"] == again["id"]
    assert (again["trigger"], again["improvementId"], again["state"]) == ("REMEASURE", which, "SCHEDULED")
    assert due(stack, "send_survey", again["id"]).strftime("%Y-%m-%d") == day(30)
    token = sent(stack, again["id"])
    stack.call("aftersales.AnswerLinkedSurvey", {"token": token, **GOOD, "function": 3}, None)
    checked, = stack.call("aftersales.ListImprovements", {"customerId": delivery.customer_id,
                                                          "states": ["EFFECT_CHECKED"]}, CARE)["improvements"]
    assert (checked["id"], checked["scoreAfter"], checked["effective"]) == (which, 3, True)
    mine = [event for event in stack.events("improvement.*") if event["aggId"] == which]
    assert [event["type"] for event in mine] == [
        "improvement.done", "improvement.customer_informed", "improvement.effect_checked"]
    assert mine[-1]["payload"]["effective"] is True and "Wu" not in str(mine)


def test_AFT_13_an_improvement_without_effect_says_so(stack):
    delivery, which = improvement(stack)
    stack.call("aftersales.CommitImprovement", {"id": which, "measure": "Promise more"}, CARE)
    stack.call("aftersales.FinishImprovement", {"id": which}, CARE)
    again = stack.call("aftersales.InformCustomer", {"id": which}, CARE)["survey"]["id"]
    sent(stack, again)
    reply = stack.call("aftersales.AnswerSurvey", {"id": again, "channel": "PHONE", **POOR}, CARE)
    assert len(reply["improvements"]) == 2, "what is still low is acted upon anew"
    checked, = stack.call("aftersales.ListImprovements", {"customerId": delivery.customer_id,
                                                          "states": ["EFFECT_CHECKED"]}, CARE)["improvements"]
    assert (checked["scoreAfter"], checked["effective"]) == (1, False)


def test_AFT_13_steps_are_not_skipped_and_strangers_do_not_take_them(stack):
    _, which = improvement(stack)
    assert stack.refused("aftersales.CommitImprovement", {"id": which}, CARE).field == "measure"
    assert stack.refused("aftersales.CommitImprovement", {"id": which, "measure": "x"}, SELLER).code == "permission_denied"
    assert stack.refused("aftersales.FinishImprovement", {"id": which}, CARE).reason == "WRONG_STATE"
    assert stack.refused("aftersales.InformCustomer", {"id": which}, CARE).reason == "WRONG_STATE"
    stale = stack.refused("aftersales.CommitImprovement", {"id": which, "measure": "x", "expectedVersion": "9"}, CARE)
    assert stale.code == "aborted"
    assert stack.refused("aftersales.FinishImprovement", {"id": nobody()}, CARE).code == "not_found"


def test_AFT_12_scores_by_product_owner_channel_and_month(stack):
    delivery, survey_id, token = asked(stack)
    stack.call("aftersales.AnswerLinkedSurvey", {"token": token, **POOR}, None)
    rows = stack.psql("aftersales", """
        SELECT count(*), floor(avg(function) * 100 + 0.5), count(*) FILTER (WHERE 2 >= least(
            function, performance, service_quality, support))
        FROM aftersales.survey WHERE state = 'ANSWERED' AND answered_by_channel = 'QUESTIONNAIRE'""")
    by = {row["group"]: row for row in stack.call("aftersales.ScoreSurveys", {"by": "CHANNEL"}, CARE)["scores"]}
    mine = by["QUESTIONNAIRE"]
    assert (mine["answers"], mine["functionHundredths"], mine["low"]) == tuple(int(value) for value in rows[0])
    months = stack.call("aftersales.ScoreSurveys", {"by": "MONTH", "fromDay": day(), "untilDay": day()}, CARE)["scores"]
    assert [row["group"] for row in months] == [day()[:7]]
    owners = stack.call("aftersales.ScoreSurveys", {"by": "OWNER"}, SELLER)["scores"]
    assert [row["group"] for row in owners] == [user_id(stack, SELLER)]
    products = stack.call("aftersales.ScoreSurveys", {"by": "PRODUCT"}, HEAD)["scores"]
    assert "planner" in [row["group"] for row in products]
    assert stack.call("aftersales.ScoreSurveys", {"by": "OWNER", "fromDay": day(1)}, CARE) == {}
    assert stack.refused("aftersales.ScoreSurveys", {"by": "OWNER"}, "clerk").code == "permission_denied"
    assert stack.refused("aftersales.ScoreSurveys", {}, CARE).field == "by"


def test_PLT_02_surveys_are_read_within_the_scope_only(stack):
    delivery, survey_id, token = asked(stack)
    stack.call("aftersales.AnswerLinkedSurvey", {"token": token, **GOOD, "comment": "private words"}, None)
    assert get(stack, survey_id, SELLER)["survey"]["comment"] == "private words"
    assert stack.refused("aftersales.GetSurvey", {"id": survey_id}, COLLEAGUE).code == "not_found"
    query = {"customerId": delivery.customer_id, "states": ["ANSWERED"]}
    listed = stack.call("aftersales.ListSurveys", query, HEAD)["surveys"]
    assert [row["id"] for row in listed] == [survey_id] and "comment" not in listed[0]
    assert stack.call("aftersales.ListSurveys", query, COLLEAGUE) == {}
    assert stack.refused("aftersales.ListSurveys", query, "clerk").code == "permission_denied"
    assert stack.refused("aftersales.GetLink", {"surveyId": survey_id}, SELLER).code == "permission_denied"
    assert stack.refused("aftersales.GetLink", {}, CARE).field == "plan_id"
