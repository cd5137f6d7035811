# SPDX-License-Identifier: Apache-2.0
"""Solutions that are proposed: pain, feature, benefit, with cases of the library; and clauses prepared for the contract."""
import uuid

from selling import COLLEAGUE, HEAD, SELLER, Paper, committed, opportunity


def case(stack, **more):
    body = {"code": f"case-{uuid.uuid4().hex[:12]}", "title": "Orders found again", "industry": "logistics",
            "productCodes": ["planner"], "summary": "Three depots, one plan.", "figures": [
                {"metric": "lost-orders", "before": "40", "after": "2", "unit": "a-month"}], **more}
    return stack.call("opportunities.PutReferenceCase", body)["referenceCase"], body


def pain(stack, made, text="orders get lost"):
    return stack.call("opportunities.RecordPain", {"id": made["id"], "pain": text}, SELLER)["pain"]["id"]


def point(pain_id, **more):
    return {"painId": pain_id, "productCode": "planner", "feature": "one list for all depots",
            "benefit": "thirty-eight orders a month", **more}


def test_OPP_18_the_case_library_is_kept_in_revisions(stack):
    kept, body = case(stack)
    assert (kept["revision"], kept["active"], kept["figures"][0]["after"]) == (1, True, "2")
    later, _ = case(stack, code=kept["code"], figures=body["figures"] + [
        {"metric": "hours", "before": "30", "after": "12", "unit": "a-week"}])
    assert later["revision"] == 2 and [row["metric"] for row in later["figures"]] == ["hours", "lost-orders"]
    twice = stack.refused("opportunities.PutReferenceCase", dict(body, figures=body["figures"] * 2))
    assert (twice.code, twice.field) == ("invalid_argument", "figures")
    assert stack.refused("opportunities.PutReferenceCase", dict(body, productCodes=["none-such"])).reason == "PRODUCT"
    assert stack.refused("opportunities.PutReferenceCase", body, SELLER).code == "permission_denied"


def test_OPP_18_the_library_is_read_page_by_page(stack):
    made = [case(stack, industry=f"i-{uuid.uuid4().hex[:8]}")[0]]
    industry = made[0]["industry"]
    made += [case(stack, industry=industry)[0] for _ in range(2)]
    retired, _ = case(stack, industry=industry, active=False)

    def codes(as_=SELLER, **more):
        found, token = [], None
        while True:
            reply = stack.call("opportunities.ListReferenceCases", {
                "industry": industry, "pageSize": 2, **({"pageToken": token} if token else {}), **more}, as_)
            found += [row["code"] for row in reply.get("cases", []) if row.get("industry") == industry]
            token = reply.get("nextPageToken")
            if not token:
                return found
    assert codes() == sorted(row["code"] for row in made)
    assert set(codes(retired=True)) == {row["code"] for row in made} | {retired["code"]}
    assert codes(productCode="none-such") == []
    assert stack.refused("opportunities.ListReferenceCases", {"pageSize": 500}, SELLER).field == "page_size"


def test_OPP_18_a_proposal_answers_pains_with_features_benefits_and_cases(stack):
    made = opportunity(stack)
    pains = [pain(stack, made), pain(stack, made, "nobody knows the stock")]
    kept, body = case(stack)
    reply = stack.call("opportunities.DraftProposal", {
        "id": made["id"], "points": [point(pains[0])], "caseCodes": [kept["code"]]}, SELLER)
    proposal = reply["proposal"]
    assert proposal["version"] == 1 and proposal["points"] == [point(pains[0])]
    assert proposal["cases"][0]["figures"] == body["figures"]
    case(stack, code=kept["code"], title="Told anew")
    stack.call("opportunities.DraftProposal", {"id": made["id"], "points": [point(each) for each in pains]}, SELLER)
    later, first = stack.call("opportunities.GetTactics", {"id": made["id"]}, HEAD)["proposals"]
    assert (later["version"], len(later["points"])) == (2, 2) and "cases" not in later
    assert (first["cases"][0]["revision"], first["cases"][0]["title"]) == (1, "Orders found again")
    told = [event["payload"] for event in stack.events("opportunity.proposal_drafted") if event["aggId"] == made["id"]]
    assert [(event["painsAnswered"], event["pains"]) for event in told] == [(1, 2), (2, 2)]
    assert told[0]["caseCodes"] == [kept["code"]] and "depots" not in str(told)


def test_OPP_18_what_is_no_proposal(stack):
    made, other = opportunity(stack), opportunity(stack)
    mine, foreign = pain(stack, made), pain(stack, other)
    body = {"id": made["id"], "points": [point(mine)]}

    def refused(as_=SELLER, **more):
        return stack.refused("opportunities.DraftProposal", {**body, **more}, as_)
    assert refused(points=[point(foreign)]).reason == "PAIN"
    assert refused(points=[point(mine, productCode="none-such")]).reason == "PRODUCT"
    assert refused(points=[point(mine, benefit="")]).field.endswith("benefit")
    assert refused(caseCodes=["none-such"]).reason == "CASE"
    retired, _ = case(stack, active=False)
    assert refused(caseCodes=[retired["code"]]).reason == "CASE"
    assert refused(COLLEAGUE).code == "not_found"
    stale = refused(expectedVersion=1)
    assert (stale.code, stale.reason) == ("aborted", "VERSION") and "pains" in stale.message


# ---- clauses prepared for the contract ----

def clause_set(stack, word):
    code = f"s-{uuid.uuid4().hex[:12]}"
    stack.call("contracts.PutClauseSet", {"code": code, "name": word, "clauses": [
        {"group": "SERVICE", "text": f"Service: {word}."}]}, "legal")
    return code


def prepared(stack, made, *clauses):
    return stack.call("opportunities.PrepareClauses", {"id": made["id"], "clauses": list(clauses)}, SELLER)


def test_OPP_22_prepared_clauses_go_into_the_draft(stack):
    made, wanted, spare = committed(stack), clause_set(stack, "within a day"), clause_set(stack, "within a week")
    prepared(stack, made, {"clauseSetCode": spare, "chosen": True}, {"clauseSetCode": wanted}, {"clauseSetCode": "gone"})
    prepared(stack, made, {"clauseSetCode": wanted, "chosen": True, "remark": "first"}, {"clauseSetCode": spare})
    kept = stack.call("opportunities.GetOpportunity", {"id": made["id"]}, HEAD)["preparedClauses"]
    assert [(row["clauseSetCode"], row.get("chosen", False)) for row in kept] == [(wanted, True), (spare, False)]
    told = [event["payload"] for event in stack.events("opportunity.clauses_prepared") if event["aggId"] == made["id"]]
    assert (told[1]["clauseSetCodes"], told[1]["chosenCodes"]) == ([wanted, spare], [wanted])
    reply = Paper(stack, opportunity_id=made["id"], authority=False).all()
    assert reply["contract"]["preparedClauseSets"] == [wanted, spare]
    assert next(row["text"] for row in reply["clauses"] if row["group"] == "SERVICE") == "Service: within a day."
    assert next(row for row in reply["deviations"] if row["group"] == "SERVICE")["clauseSetCode"] == wanted
    assert reply["contract"].get("deviatingGroups", []) == []


def test_OPP_22_a_draft_may_take_another_alternative_than_the_chosen(stack):
    made, wanted, spare = committed(stack), clause_set(stack, "within a day"), clause_set(stack, "within a week")
    prepared(stack, made, {"clauseSetCode": wanted, "chosen": True}, {"clauseSetCode": spare})
    reply = Paper(stack, opportunity_id=made["id"], authority=False, clauseSetCodes=[spare]).all()
    assert next(row["text"] for row in reply["clauses"] if row["group"] == "SERVICE") == "Service: within a week."


def test_OPP_22_what_cannot_be_prepared(stack):
    made = opportunity(stack)
    twice = {"id": made["id"], "clauses": [{"clauseSetCode": "mild"}] * 2}
    assert stack.refused("opportunities.PrepareClauses", twice, SELLER).field == "clauses"
    assert stack.refused("opportunities.PrepareClauses", dict(twice, clauses=[]), COLLEAGUE).code == "not_found"
