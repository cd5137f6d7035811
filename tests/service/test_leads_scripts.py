# SPDX-License-Identifier: Apache-2.0
"""What agents say: versions of scripts and answers, approval, search while talking, uses and what they bring."""
import random
import statistics
import time
import uuid

import pytest

from intents import Agent, events
from support.stack import wait_until

PASSWORD = "a long enough password"


@pytest.fixture
def agent(stack):
    return Agent(stack)


@pytest.fixture(scope="module")
def reviewer(stack):
    """A second person who may look after scripts."""
    login = "reviewer" + uuid.uuid4().hex[:10]
    stack.call("identity.CreateUser", {"login": login, "name": "Reviewer", "teamPath": "/hq/sales/",
                                       "roles": ["sales_manager"], "password": PASSWORD})
    return stack.sign_in(login, PASSWORD)


def code():
    return "s" + uuid.uuid4().hex[:16]


def draft(stack, **more):
    body = {"code": code(), "kind": "ANSWER", "title": "How long is the warranty?", "body": "Two years.", **more}
    return stack.call("leads.DraftScript", body, "manager")["script"]


def published(stack, reviewer, **more):
    script = draft(stack, **more)
    stack.call("leads.SubmitScript", {"scriptId": script["id"]}, "manager")
    return stack.call("leads.DecideScript", {"scriptId": script["id"], "approved": True}, None, token=reviewer)["script"]


def test_LEA_21_a_script_is_drafted_reviewed_and_published_in_versions(stack, reviewer):
    first = draft(stack, kind="OPENING", title="Good day", body="Hello")
    assert (first["number"], first["state"], first["scriptVersion"]) == (1, "DRAFT", first["code"] + "@1")
    again = draft(stack, code=first["code"], kind="OPENING", title="Good day", body="Hello, this is Dealspine.")
    assert again["id"] == first["id"] and again["version"] != first["version"]
    stale = stack.refused("leads.SubmitScript", {"scriptId": first["id"], "expectedVersion": first["version"]}, "manager")
    assert stale.code == "aborted"
    stack.call("leads.SubmitScript", {"scriptId": first["id"]}, "manager")
    waits = stack.refused("leads.DraftScript", {"code": first["code"], "kind": "OPENING", "title": "t", "body": "b"})
    assert (waits.code, waits.reason) == ("failed_precondition", "IN_REVIEW")
    own = stack.refused("leads.DecideScript", {"scriptId": first["id"], "approved": True}, "manager")
    assert (own.code, own.reason) == ("failed_precondition", "OWN_TEXT")
    decision = {"scriptId": first["id"], "approved": False, "remark": "say who you are"}
    assert stack.call("leads.DecideScript", decision, None, token=reviewer)["script"]["state"] == "DRAFT"
    stack.call("leads.SubmitScript", {"scriptId": first["id"]}, "manager")
    one = stack.call("leads.DecideScript", dict(decision, approved=True), None, token=reviewer)["script"]
    assert one["state"] == "PUBLISHED" and one["decidedBy"]
    two = published(stack, reviewer, code=first["code"], kind="OPENING", title="Good day", body="Shorter.")
    assert two["number"] == 2
    listed = stack.call("leads.ListScripts", {"code": first["code"]}, "manager")["scripts"]
    assert [(row["number"], row["state"]) for row in listed] == [(2, "PUBLISHED"), (1, "RETIRED")]
    told = events(stack, two["id"], "script.published")[0]["payload"]
    assert (told["replacesId"], told["number"]) == (one["id"], 2)
    assert events(stack, one["id"], "script.retired")[0]["payload"]["cause"] == "REPLACED"
    assert draft(stack, code=first["code"], kind="OPENING", title="t", body="b")["number"] == 3


def test_LEA_21_what_is_wrong_is_refused(stack, reviewer):
    script = published(stack, reviewer)
    body = {"code": script["code"], "kind": "CLOSING", "title": "t", "body": "b"}
    assert stack.refused("leads.DraftScript", body).field == "kind"
    days = dict(body, code=code(), validFrom="2026-03-02", validUntil="2026-03-01")
    assert stack.refused("leads.DraftScript", days).field == "valid_until"
    assert stack.refused("leads.DraftScript", body, "tele1").code == "permission_denied"
    assert stack.refused("leads.SubmitScript", {"scriptId": script["id"]}).reason == "WRONG_STATE"
    assert stack.refused("leads.ListScripts", {}, "tele1").code == "permission_denied"
    assert stack.refused("leads.RetireScript", {"scriptId": str(uuid.uuid4())}).code == "not_found"
    assert stack.call("leads.RetireScript", {"scriptId": script["id"]})["script"]["state"] == "RETIRED"
    assert stack.refused("leads.RetireScript", {"scriptId": script["id"]}).reason == "WRONG_STATE"


def test_LEA_21_reviews_are_reminded_of_and_what_is_over_is_retired(stack, reviewer):
    due, over = (published(stack, reviewer) for _ in range(2))
    stack.psql("leads", "UPDATE leads.script SET review_due = '2020-01-01' WHERE id = %s", [due["id"]])
    stack.psql("leads", "UPDATE leads.script SET valid_until = '2020-01-01' WHERE id = %s", [over["id"]])
    stack.psql("leads", "UPDATE leads.job SET due_at = now() WHERE kind = 'script_care'")
    told = wait_until(lambda: events(stack, due["id"], "script.review_due"), 30, "the reminder")
    assert told[0]["payload"]["reviewDue"] == "2020-01-01"
    wait_until(lambda: events(stack, over["id"], "script.retired"), 30, "its end")
    assert events(stack, over["id"], "script.retired")[0]["payload"]["cause"] == "EXPIRED"
    late = stack.call("leads.ListScripts", {"reviewDueBy": "2020-01-02", "pageSize": 200}, "manager")["scripts"]
    assert due["id"] in [row["id"] for row in late] and over["id"] not in [row["id"] for row in late]


def test_LEA_20_scripts_are_shown_by_stage_product_and_segment(stack, reviewer, agent):
    product = "p" + uuid.uuid4().hex[:10]
    of_kind = {kind: published(stack, reviewer, kind=kind, title=kind, product=product)
               for kind in ("OBJECTION_HANDLING", "CLOSING", "PRODUCT_PITCH", "OPENING", "ANSWER")}
    working = published(stack, reviewer, kind="OPENING", product=product, stage="WORKING")
    vip = published(stack, reviewer, kind="OPENING", product=product, segment="vip")
    future = published(stack, reviewer, kind="OPENING", product=product, validFrom="2999-01-01")
    lead = agent.given(product=product)
    assert lead["state"] == "ASSIGNED"

    def shown(**body):
        mine = {row["id"] for row in (*of_kind.values(), working, vip, future)}
        return [row["id"] for row in agent.call("leads.ShowScripts", body)["scripts"] if row["id"] in mine]

    kinds = ["OPENING", "PRODUCT_PITCH", "OBJECTION_HANDLING", "CLOSING"]
    assert shown(leadId=lead["id"]) == [of_kind[kind]["id"] for kind in kinds]
    assert shown(product=product, stage="WORKING")[0] == working["id"]
    assert shown(product=product.upper(), segment="vip", kinds=["OPENING"]) == [vip["id"], of_kind["OPENING"]["id"]]
    assert shown(product="another") == []
    assert stack.refused("leads.ShowScripts", {}, "finance").code == "permission_denied"
    assert Agent(stack).refused("leads.ShowScripts", {"leadId": lead["id"]}).code == "not_found"


def test_LEA_22_answers_are_found_by_two_characters_and_counted(stack, reviewer, agent):
    word = "".join(chr(random.randrange(0x5000, 0x9000)) for _ in range(4))
    in_title = published(stack, reviewer, title=f"你们的{word}太贵了吗?", body="一年就能收回成本。")
    in_body = published(stack, reviewer, title="What does it cost?", body=f"It is {word} and no more.")
    found = agent.call("leads.SearchAnswers", {"query": word[1:3]})["scripts"]
    assert [row["id"] for row in found] == [in_title["id"], in_body["id"]]
    assert [row["id"] for row in agent.call("leads.SearchAnswers", {"query": word + " COST"})["scripts"]] == [in_body["id"]]
    assert not agent.call("leads.SearchAnswers", {"query": word[1] + "龘"}).get("scripts")
    agent.call("leads.UseScript", {"scriptId": in_body["id"]})
    assert int(agent.call("leads.UseScript", {"scriptId": in_body["id"]})["script"]["uses"]) == 2
    told = events(stack, in_body["id"], "script.used")
    assert len(told) == 2 and told[0]["payload"]["agentId"] == agent.id
    assert agent.refused("leads.SearchAnswers", {"query": " ?! "}).field == "query"
    assert stack.refused("leads.SearchAnswers", {"query": word}, "finance").code == "permission_denied"
    waits = draft(stack, title=f"草稿{word}")
    assert agent.refused("leads.UseScript", {"scriptId": waits["id"]}).reason == "WRONG_STATE"
    assert agent.refused("leads.UseScript", {"scriptId": in_body["id"], "overcame": True}).field == "overcame"


FILL = """
INSERT INTO leads.script (id, code, number, kind, state, title, body, terms, title_terms, author_id, review_due, created_at)
SELECT gen_random_uuid(), %s::text || n, 1, 'ANSWER', 'PUBLISHED', 'Filler ' || n, 'Text', t.terms, t.terms[1:5], 'nobody',
    '2999-01-01', now()
FROM generate_series(%s::integer, %s::integer) AS n,
    LATERAL (SELECT array_agg(DISTINCT chr(19968 + (n * 7 + k * 131) %% 3000) || chr(19968 + (n * 13 + k * 17) %% 3000))
             FROM generate_series(1, 24) AS k) AS t (terms)
"""


def test_LEA_22_among_ten_thousand_answers_two_characters_use_the_index(stack, reviewer, agent):
    prefix = "filler" + uuid.uuid4().hex[:8]
    wanted = published(stack, reviewer, title="鱻麤能用多久?", body="十年。")
    try:
        for first in range(0, 10000, 500):
            stack.psql("leads", FILL, [prefix, first, first + 499])
        plan = "\n".join(row[0] for row in stack.psql("leads", """
            EXPLAIN SELECT id FROM leads.script WHERE state = 'PUBLISHED' AND terms @> ARRAY['鱻麤']"""))
        assert "script_terms" in plan and "Seq Scan" not in plan, plan
        took = []
        for _ in range(40):
            begun = time.monotonic()
            found = agent.call("leads.SearchAnswers", {"query": "鱻麤"})["scripts"]
            took.append(time.monotonic() - begun)
            assert [row["id"] for row in found] == [wanted["id"]]
        assert statistics.median(took) < 0.5, took
    finally:
        stack.psql("leads", "DELETE FROM leads.script WHERE code LIKE %s", [prefix + "%"])


def test_LEA_23_versions_are_compared_by_what_became_of_the_conversations(stack, reviewer, agent):
    first = published(stack, reviewer, kind="OBJECTION_HANDLING", title="太贵")
    won = agent.qualified(product="planner")
    lost = agent.given(product="course")
    for lead, overcame in ((won, True), (lost, False)):
        agent.call("leads.UseScript", {"scriptId": first["id"], "leadId": lead["id"], "overcame": overcame})
    agent.call("leads.UseScript", {"scriptId": first["id"]})
    agent.call("leads.ConvertLead", {"leadId": won["id"]})
    wait_until(lambda: agent.in_state(won["id"], "CONVERTED"), 30, "the conversion")
    second = published(stack, reviewer, code=first["code"], kind="OBJECTION_HANDLING", title="太贵")
    effects = stack.call("leads.CompareScripts", {"code": first["code"]}, "manager")["effects"]
    assert [row["scriptId"] for row in effects] == [second["id"], first["id"]]
    assert "conversionPermille" not in effects[0] and effects[0]["uses"] == 0
    told = {name: effects[1][name] for name in ("uses", "leads", "converted", "conversionPermille", "objections",
                                                "overcome", "overcomePermille")}
    assert told == {"uses": 3, "leads": 2, "converted": 1, "conversionPermille": 500, "objections": 2, "overcome": 1,
                    "overcomePermille": 500}
    assert stack.refused("leads.CompareScripts", {"code": code()}).code == "not_found"


def test_LEA_21_the_version_on_the_screen_is_kept_with_the_call(stack, reviewer, agent):
    script = published(stack, reviewer, kind="OPENING", title="Good day")
    given = agent.chosen()
    wait_until(lambda: stack.call("customers.GetCustomer", {"id": given["customerId"]})["customer"].get("ownerId")
               == agent.id, 20, "the customer's owner")
    call = agent.call("customers.RequestCall", {"customerId": given["customerId"], "leadId": given["id"]})["call"]
    for state in ("DIALLING", "RINGING", "ANSWERED", "ENDED"):
        agent.call("customers.ReportCall", {"callId": call["id"], "state": state})
    agent.call("leads.UseScript", {"scriptId": script["id"], "callId": call["id"], "leadId": given["id"]})
    wrapped = agent.call("customers.WrapCall", {"callId": call["id"], "disposition": "INTERESTED",
                                                "scriptVersion": script["scriptVersion"]})["call"]
    assert wrapped["scriptVersion"] == script["scriptVersion"]

    def effect():
        row = stack.call("leads.CompareScripts", {"code": script["code"]}, "manager")["effects"][0]
        return row if row.get("contacts") else None

    row = wait_until(effect, 20, "the call among the uses")
    assert (row["uses"], row["contacts"], row["leads"]) == (1, 1, 1)
