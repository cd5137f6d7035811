# SPDX-License-Identifier: Apache-2.0
"""Where leads come from on purpose: campaigns and their forms, events, questionnaires, and what sources bring."""
import re
import uuid

import pytest

from intents import Agent, capture, events, lead, phone
from support.stack import wait_until


@pytest.fixture
def agent(stack):
    return Agent(stack)


def campaign(stack, **more):
    body = {"code": "c" + uuid.uuid4().hex[:12], "kind": "WEB_FORM", "name": "Spring", **more}
    return stack.call("leads.PutCampaign", body, "manager")["campaign"]


FIELDS = [{"key": "size", "type": "CHOICE", "labelZh": "规模", "labelEn": "Size", "required": True,
           "choices": ["small", "large"]},
          {"key": "seats", "type": "NUMBER", "labelZh": "座席", "labelEn": "Seats"}]


def test_LEA_01_a_campaign_says_what_its_form_asks(stack):
    made = campaign(stack, fields=FIELDS, thanks="Thank you", consentTextVersion="v3")
    assert int(made["version"]) == 1
    form = stack.call("leads.GetForm", {"campaign": made["code"]}, "web")
    assert form["open"] is True and form["campaign"]["consentTextVersion"] == "v3"
    assert [(row["key"], row["type"], row.get("choices")) for row in form["campaign"]["fields"]] == [
        ("size", "CHOICE", ["small", "large"]), ("seats", "NUMBER", None)]
    body = {"code": made["code"], "kind": "WEB_FORM", "name": "Spring", "endsOn": "2020-01-02", "startsOn": "2020-01-01"}
    assert stack.refused("leads.PutCampaign", dict(body, expectedVersion=0)).code == "aborted"
    stack.call("leads.PutCampaign", dict(body, expectedVersion=made["version"]))
    closed = stack.call("leads.GetForm", {"campaign": made["code"]}, "web")
    assert not closed.get("open") and "fields" not in closed["campaign"]
    assert stack.refused("leads.GetForm", {"campaign": "nobody-knows"}, "web").code == "not_found"
    assert stack.refused("leads.PutCampaign", dict(body, endsOn="2019-01-01")).field == "ends_on"
    assert stack.refused("leads.PutCampaign", body, "tele1").code == "permission_denied"
    running = stack.call("leads.ListCampaigns", {"running": True, "pageSize": 200}, "manager").get("campaigns", [])
    assert made["code"] not in [row["code"] for row in running]


def test_LEA_01_a_post_is_held_against_the_fields(stack):
    made = campaign(stack, fields=FIELDS)

    def post(**answers):
        attributes = [{"key": key, "value": value} for key, value in answers.items()]
        return {"sourceChannel": "WEB", "campaign": made["code"], "consentTextVersion": "v1", "attributes": attributes}

    assert stack.refused("leads.CaptureLead", post(), "web").field == "attributes.size"
    assert stack.refused("leads.CaptureLead", post(size="huge"), "web").field == "attributes.size"
    assert stack.refused("leads.CaptureLead", post(size="small", seats="x"), "web").field == "attributes.seats"
    taken = stack.call("leads.CaptureLead", post(size="small", seats="12"), "web")["lead"]
    kept = {row["key"]: row["value"] for row in lead(stack, taken["id"])["attributes"]}
    assert kept == {"size": "small", "seats": "12"}
    stack.call("leads.CaptureLead", {"sourceChannel": "PHONE", "campaign": made["code"]}, "tele1")
    listed = stack.call("leads.ListCampaigns", {"kinds": ["WEB_FORM"], "pageSize": 1}, "admin")
    assert listed["campaigns"][0]["code"] == made["code"] and int(listed["campaigns"][0]["leads"]) == 2
    assert stack.call("leads.ListCampaigns", {"pageSize": 1, "pageToken": listed["nextPageToken"]})["campaigns"]
    assert stack.refused("leads.ListCampaigns", {}, "finance").code == "permission_denied"


def test_LEA_01_what_a_form_of_a_campaign_asks_is_kept_with_the_lead(stack):
    made = campaign(stack, fields=FIELDS, product="planner", thanks="Until the fair")
    url, number = f"{stack.url}/forms/{made['code']}", phone()
    page = stack.http.get(url, timeout=20).text
    key = re.search(r'name="key" value="([^"]*)"', page)[1]
    fields = {"key": key, "phone": number, "consent": "yes", "a.seats": "12"}
    assert '<select id="a.size"' in page and stack.http.post(url, data=fields, timeout=20).status_code == 400
    sent = stack.http.post(url, data={**fields, "a.size": "large", "a.other": "x"}, timeout=20)
    assert sent.status_code == 200 and "Until the fair" in sent.text
    hit = stack.call("customers.SearchCustomers", {"phone": number}, "clerk")["hits"][0]
    [taken] = stack.call("leads.ListLeads", {"customerId": hit["customerId"]}, "admin")["leads"]
    assert (taken["product"], taken["campaign"]) == ("planner", made["code"])
    assert {row["key"]: row["value"] for row in lead(stack, taken["id"])["attributes"]} == {
        "size": "large", "seats": "12", "customer_region": "CN"}


def test_LEA_04_the_cards_of_a_trade_show_come_in_at_once_and_only_once(stack):
    fair = campaign(stack, kind="TRADE_SHOW", name="Canton fair")
    numbers = [phone() for _ in range(3)]
    cards = [{"sourceChannel": "STORE", "phone": number, "name": "Visitor", "product": "planner"} for number in numbers]
    cards.append(dict(cards[0], name="Visitor again"))
    body = {"campaign": fair["code"], "batch": "day-1", "leads": cards}
    reply = stack.call("leads.CaptureBatch", body, "tele1")
    assert (reply["fresh"], reply["duplicates"]) == (3, 1)
    assert reply["leads"][3]["lead"]["duplicateOf"] == reply["leads"][0]["lead"]["id"]
    again = stack.call("leads.CaptureBatch", body, "tele1")
    assert (again["fresh"], again["duplicates"]) == (0, 0) and all(row["existed"] for row in again["leads"])
    assert [row["lead"]["id"] for row in again["leads"]] == [row["lead"]["id"] for row in reply["leads"]]
    found = stack.call("leads.ListLeads", {"bulkId": fair["code"] + ".day-1"}, "admin")["leads"]
    assert len(found) == 4 and {row["campaign"] for row in found} == {fair["code"]}
    assert len(events(stack, reply["leads"][0]["lead"]["id"], "lead.captured")) == 1


def test_LEA_04_a_batch_is_all_or_nothing(stack):
    fair = campaign(stack, kind="SEMINAR")
    good, wrong = {"sourceChannel": "STORE"}, {"sourceChannel": "STORE", "capturedAt": "2999-01-01T00:00:00Z"}
    body = {"campaign": fair["code"], "batch": "b", "leads": [good, wrong]}
    assert stack.refused("leads.CaptureBatch", body, "tele1").field == "captured_at"
    assert not stack.call("leads.ListLeads", {"bulkId": fair["code"] + ".b"}, "admin").get("leads")
    web = campaign(stack)
    refusal = stack.refused("leads.CaptureBatch", dict(body, campaign=web["code"], leads=[good]), "tele1")
    assert (refusal.code, refusal.reason) == ("failed_precondition", "NO_EVENT")
    assert stack.refused("leads.CaptureBatch", dict(body, campaign="unknown", leads=[good])).code == "not_found"
    assert stack.refused("leads.CaptureBatch", dict(body, leads=[good]), "finance").code == "permission_denied"


def test_LEA_03_keywords_are_held_against_conversion(stack, agent):
    good, bad = "kw" + uuid.uuid4().hex[:8], "kw" + uuid.uuid4().hex[:8]
    won = agent.qualified(keyword=good)
    agent.call("leads.ConvertLead", {"leadId": won["id"]})
    wait_until(lambda: agent.in_state(won["id"], "CONVERTED"), 30, "the conversion")
    capture(stack, keyword=good)
    capture(stack, keyword=bad)
    rows = {row["value"]: row for row in stack.call("leads.CompareSources", {"by": "KEYWORD", "limit": 500})["yields"]}
    leads, qualified, converted, permille = (int(rows[good][name]) for name in
                                             ("leads", "qualified", "converted", "conversionPermille"))
    assert leads >= 2 and (qualified, converted, permille) == (1, 1, 1000 // leads)
    assert int(rows[bad].get("converted", 0)) == 0
    upside_down = {"by": "KEYWORD", "since": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}
    assert stack.refused("leads.CompareSources", upside_down).field == "since"
    assert stack.refused("leads.CompareSources", {"by": "KEYWORD"}, "finance").code == "permission_denied"


# ---- questionnaires ----

def questions():
    return [{"code": "when", "text": "When do you want to buy?", "choices": [
        {"code": "now", "text": "This month", "points": 30, "interest": "fast delivery"},
        {"code": "later", "text": "Next year", "points": -20}]},
        {"code": "demo", "text": "May we show it to you?", "choices": [
            {"code": "yes", "text": "Yes", "points": 10, "interest": "demo"}, {"code": "no", "text": "No"}]}]


def test_LEA_08_answers_change_score_and_interests_and_the_history_stays(stack, agent):
    code = "q" + uuid.uuid4().hex[:10]
    body = {"code": code, "title": "Intent", "questions": questions()}
    assert stack.call("leads.PutQuestionnaire", body)["questionnaire"]["number"] == 1
    shown = agent.call("leads.GetQuestionnaire", {"code": code})["questionnaire"]
    assert [len(question["choices"]) for question in shown["questions"]] == [2, 2]
    assert shown["questions"][0]["choices"][1]["points"] == -20
    given = agent.given(doNotCall=True, interests=["price"])

    def answer(when, demo="yes"):
        answers = [{"question": "when", "choice": when}, {"question": "demo", "choice": demo}]
        return agent.call("leads.AnswerQuestionnaire", {"leadId": given["id"], "code": code, "answers": answers})

    first = answer("now")
    assert (first["points"], first["interests"]) == (40, ["fast delivery", "demo"])
    assert first["lead"]["score"] == min(100, given["score"] + 40) and first["lead"]["answerPoints"] == 40
    second = answer("later")
    assert second["points"] == -10 and "interests" not in second
    after = lead(stack, given["id"])
    assert after["lead"]["score"] == max(0, given["score"] - 10)
    assert after["lead"]["interests"] == ["price", "fast delivery", "demo"]
    assert [row["cause"] for row in after["assessments"]] == ["QUESTIONNAIRE", "QUESTIONNAIRE", "CAPTURE"]
    assert ("questionnaire", -10) in [(row["rule"], row["points"]) for row in after["scoreReasons"]]
    told = events(stack, given["id"], "lead.questionnaire_answered")
    assert told[0]["payload"]["choices"] == ["when=now", "demo=yes"]
    assert [event["payload"]["cause"] for event in events(stack, given["id"], "lead.scored")][1:] == ["QUESTIONNAIRE"] * 2


def test_LEA_08_what_was_not_asked_cannot_be_answered(stack, agent):
    code = "q" + uuid.uuid4().hex[:10]
    body = {"code": code, "title": "Intent", "questions": questions()}
    assert stack.refused("leads.PutQuestionnaire", dict(body, questions=questions() * 2)).field == "questions.code"
    assert stack.refused("leads.PutQuestionnaire", body, "tele1").code == "permission_denied"
    assert agent.refused("leads.GetQuestionnaire", {"code": code}).code == "not_found"
    stack.call("leads.PutQuestionnaire", body)
    given = agent.given()
    wrong = {"leadId": given["id"], "code": code, "answers": [{"question": "when", "choice": "never"}]}
    assert agent.refused("leads.AnswerQuestionnaire", wrong).field == "answers"
    right = dict(wrong, answers=[{"question": "when", "choice": "now"}])
    assert Agent(stack).refused("leads.AnswerQuestionnaire", right).code == "not_found"
    agent.call("leads.DisqualifyLead", {"leadId": given["id"], "reason": "PRICE"})
    assert agent.refused("leads.AnswerQuestionnaire", right).reason == "WRONG_STATE"


# ---- stores ----

def test_LEA_06_in_a_store_the_phone_comes_first(stack):
    number = phone()
    known = capture(stack, phone=number, name="Zhou Min", product="planner")["lead"]
    hits = stack.call("customers.SearchCustomers", {"phone": number}, "clerk")["hits"]
    assert [hit["customerId"] for hit in hits] == [known["customerId"]]
    again = capture(stack, "clerk", phone=number, sourceChannel="STORE")["lead"]
    assert (again["state"], again["duplicateOf"]) == ("DUPLICATE", known["id"])
    assert not stack.call("customers.SearchCustomers", {"phone": phone()}, "clerk").get("hits")
