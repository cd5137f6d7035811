# SPDX-License-Identifier: Apache-2.0
"""Target segments: saved, versioned, and how well customers fit them."""
import uuid

from people import customer_of

ABSENT = "00000000-0000-7000-8000-00000000abcd"


def put(stack, code, *criteria, **more):
    return stack.call("customers.PutSegment", {"code": code, "name": "Mills", "criteria": list(criteria), **more})["segment"]


def scores(stack, code, **more):
    """Scores of all customers that fit at all."""
    found, body = {}, {"code": code, **more}
    while True:
        reply = stack.call("customers.MatchSegment", body)
        found |= {match["customerId"]: match["score"] for match in reply.get("matches", [])}
        if "nextPageToken" not in reply:
            return found
        body["pageToken"] = reply["nextPageToken"]


def test_CUS_27_customers_are_scored_against_a_saved_segment(stack):
    code, industry = "s" + uuid.uuid4().hex[:10], "mill" + uuid.uuid4().hex[:8]
    full, half = (customer_of(stack, kind="ORGANISATION", company="A Mill") for _ in range(2))
    for one, size in ((full, "500-999"), (half, "1-9")):
        stack.call("customers.UpdateCustomer", {"id": one, "industry": industry, "sizeBand": size})
    steps = {"customerId": full, "cycleDays": 60, "steps": [{"code": "board_meeting", "days": 60}]}
    stack.call("customers.PutDecisionProfile", steps)
    must = {"field": "INDUSTRY", "values": [industry], "weight": 2, "must": True}
    first = put(stack, code, must, {"field": "SIZE_BAND", "values": ["500-999"]},
                {"field": "DECISION_STEP", "values": ["board_meeting"]}, {"field": "DECISION_CYCLE", "most": 90})
    assert first["version"] == "1" and scores(stack, code) == {full: 100, half: 40}
    assert scores(stack, code, leastScore=50) == {full: 100}
    alone = stack.call("customers.MatchSegment", {"code": code, "customerId": half})
    assert alone["matches"][0]["fits"] == [True, False, False, False] and alone["version"] == "1"
    second = put(stack, code, must, expectedVersion="1")
    assert second["version"] == "2" and scores(stack, code) == {full: 100, half: 100}
    assert scores(stack, code, version="1") == {full: 100, half: 40}
    shown = stack.call("customers.GetSegment", {"code": code, "version": "1"})["segment"]
    assert [row["field"] for row in shown["criteria"]] == ["INDUSTRY", "SIZE_BAND", "DECISION_STEP", "DECISION_CYCLE"]
    listed = {row["code"]: row["version"] for row in stack.call("customers.ListSegments")["segments"]}
    assert listed[code] == "2"


def test_CUS_27_what_is_refused_of_segments(stack):
    code, good = "s" + uuid.uuid4().hex[:10], {"field": "TIER", "values": ["A"]}
    put(stack, code, good)
    body = {"code": code, "name": "X", "criteria": [good]}
    assert stack.refused("customers.PutSegment", {**body, "expectedVersion": "7"}).reason == "VERSION"
    assert stack.refused("customers.PutSegment", {**body, "criteria": [{"field": "TIER"}]}).field == "criteria"
    assert stack.refused("customers.PutSegment", body, "tele1").code == "permission_denied"
    for method in ("GetSegment", "MatchSegment"):
        assert stack.refused(f"customers.{method}", {"code": code, "version": "9"}).code == "not_found"
    assert stack.refused("customers.MatchSegment", {"code": code, "customerId": ABSENT}).code == "not_found"
    assert stack.refused("customers.ListSegments", {}, "engineer").code == "permission_denied"
