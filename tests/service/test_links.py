# SPDX-License-Identifier: Apache-2.0
"""The pages behind a customer's link, as a browser without scripts uses them."""
import glob
import os
import re

import requests

from delivering import CARE, Delivery, day, sent
from support.stack import wait_until


def page(stack, token, **headers):
    return requests.get(f"{stack.url}/links/{token}", headers=headers, timeout=30)


def answer(stack, token, fields, **headers):
    return requests.post(f"{stack.url}/links/{token}", data=fields, headers=headers, timeout=30)


def key_of(html):
    return re.search(r'name="key" value="([0-9a-f-]{36})"', html).group(1)


def test_AFT_03_a_customer_reads_and_confirms_his_plan(stack):
    delivery = Delivery(stack)
    token = delivery.propose()
    shown = page(stack, token)
    assert shown.status_code == 200 and shown.headers["Content-Type"] == "text/html; charset=utf-8"
    assert len(shown.content) < 15000 and "<script" not in shown.text
    assert "One licence, set up and shown" in shown.text and day(14) in shown.text
    assert shown.headers["Referrer-Policy"] == "no-referrer" and shown.headers["Cache-Control"] == "no-store"
    fields = {"key": key_of(shown.text), "answer": "CONFIRM", "name": "林女士"}
    thanks = answer(stack, token, fields)
    assert thanks.status_code == 200 and "confirmed" in thanks.text
    assert answer(stack, token, fields).status_code == 200, "an impatient finger confirms once"
    plan = delivery.all()["plan"]
    assert (plan["state"], plan["confirmedBy"], plan["confirmedHow"]) == ("CONFIRMED", "林女士", "LINK")
    event, = delivery.events("delivery.confirmed")
    assert event["channel"] == "WEB"
    later = page(stack, token)
    assert later.status_code == 200 and "<form" not in later.text
    assert answer(stack, token, {"answer": "CONFIRM", "name": "x"}).status_code == 409


def test_AFT_03_a_customer_asks_for_another_plan_in_chinese(stack):
    delivery = Delivery(stack)
    token = delivery.propose()
    shown = page(stack, token, **{"Accept-Language": "zh-CN,zh;q=0.9"})
    assert 'lang="zh-CN"' in shown.text and "您的交付计划" in shown.text
    blank = answer(stack, token, {"answer": "REQUEST_CHANGE", "text": "  "}, **{"Accept-Language": "zh-CN"})
    assert blank.status_code == 400 and "请填写希望调整的内容" in blank.text
    nameless = answer(stack, token, {"answer": "CONFIRM", "name": ""})
    assert nameless.status_code == 400 and "who confirms" in nameless.text
    long = answer(stack, token, {"answer": "CONFIRM", "name": "x" * 121})
    assert long.status_code == 400 and "too long" in long.text
    asked = answer(stack, token, {"answer": "REQUEST_CHANGE", "text": "展会之后"})
    assert asked.status_code == 200
    assert delivery.all()["plan"]["changeRequest"] == "展会之后"


def test_AFT_03_a_link_that_leads_nowhere_says_so(stack):
    delivery = Delivery(stack)
    token = delivery.propose()
    for wrong in (token[:-3] + "AAA", "p", "x" + token[1:], token + "/..", "s" + token[1:]):
        assert page(stack, wrong).status_code == 404
    delivery.link("REQUEST_CHANGE", token, text="later")
    newer = delivery.propose()
    assert page(stack, token).status_code == 410 and page(stack, newer).status_code == 200
    stack.psql("aftersales", "UPDATE aftersales.delivery_plan SET link_expires_at = now() - interval '1 hour' "
               "WHERE id = %s", [delivery.id])
    old = delivery.call("GetLink")["token"]
    assert page(stack, old).status_code == 410
    assert answer(stack, old, {"answer": "CONFIRM", "name": "x"}).status_code == 410
    other = requests.put(f"{stack.url}/links/{newer}", timeout=30)
    assert other.status_code == 405
    wrong = requests.post(f"{stack.url}/links/{newer}", json={"answer": "CONFIRM"}, timeout=30)
    assert wrong.status_code == 415


def test_AFT_10_AFT_11_a_customer_answers_the_survey(stack):
    delivery = Delivery(stack).confirm()
    survey_id = delivery.accept()["survey"]["id"]
    token = sent(stack, survey_id)
    shown = page(stack, token)
    assert shown.status_code == 200 and shown.text.count("<fieldset>") == 4 and len(shown.content) < 15000
    fields = {"key": key_of(shown.text), "function": "5", "performance": "4", "service_quality": "2"}
    lacking = answer(stack, token, fields)
    assert lacking.status_code == 400 and lacking.text.count(" checked") == 3
    assert answer(stack, token, dict(fields, support="9")).status_code == 400
    assert answer(stack, token, dict(fields, support="3", comment="Mehr Übung")).status_code == 200
    reply = stack.call("aftersales.GetSurvey", {"id": survey_id}, CARE)
    assert (reply["survey"]["state"], reply["survey"]["comment"], reply["survey"]["answeredByChannel"]) == (
        "ANSWERED", "Mehr Übung", "QUESTIONNAIRE")
    assert [row["dimension"] for row in reply["improvements"]] == ["SERVICE_QUALITY"]
    again = page(stack, token)
    assert again.status_code == 200 and "<form" not in again.text


def test_AFT_08_a_survey_that_has_ended_takes_no_answer(stack):
    delivery = Delivery(stack).confirm()
    survey_id = delivery.accept()["survey"]["id"]
    token = sent(stack, survey_id)
    stack.call("aftersales.RefuseSurvey", {"id": survey_id, "reason": "NO_TIME"}, CARE)
    assert page(stack, token).status_code == 410
    scores = {"function": "1", "performance": "1", "service_quality": "1", "support": "1"}
    assert answer(stack, token, scores).status_code == 409


def test_PLT_08_the_token_stays_out_of_the_logs(stack):
    delivery = Delivery(stack)
    token = delivery.propose()
    assert page(stack, token).status_code == 200
    assert answer(stack, token, {"answer": "CONFIRM", "name": "Marker Person"}).status_code == 200

    def logged():
        texts = []
        for path in glob.glob(os.path.join(stack.dir, "log", "*.log")):
            with open(path, errors="replace") as log:
                texts.append(log.read())
        return "".join(texts)
    wait_until(lambda: 'call=aftersales.AnswerLink' in logged(), what="the log line")
    assert token not in logged() and token[1:40] not in logged() and "Marker Person" not in logged()
