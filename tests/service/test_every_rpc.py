# SPDX-License-Identifier: Apache-2.0
"""What the deal does not walk through: every remaining method with success, and refused to a wrong user or state."""
import random

import pytest

from support.deal import Deal, day, wait_for
from support.stack import Refused

PASSWORD = "a long enough password"


def fresh(word):
    return f"{word}{random.randrange(10 ** 9)}"


@pytest.fixture
def user(stack):
    """A colleague made for one test; no sales agent, or leads would be assigned to him."""
    login = fresh("colleague")
    return stack.call("identity.CreateUser", {"login": login, "name": "New Colleague", "teamPath": "/hq/care/",
                                              "roles": ["after_sales"], "password": PASSWORD})["user"]


def denied(stack, method, body, as_="finance"):
    refusal = stack.refused(method, body, as_)
    assert refusal.code == "permission_denied", refusal


# ---- identity ----------------------------------------------------------------------------------------------------


def test_identity_bootstrap_works_once(stack):
    refusal = stack.refused("identity.Bootstrap", {"bootstrapKey": "wrong", "login": "second", "name": "S",
                                                   "password": PASSWORD}, as_=None)
    assert refusal.code in ("permission_denied", "failed_precondition")


def test_identity_sessions(stack, user):
    assert stack.call("identity.SignIn", {"login": user["login"], "password": "wrong"}, as_=None)["outcome"] == "REFUSED"
    assert stack.refused("identity.SignIn", {"login": user["login"]}, as_=None).code == "invalid_argument"
    token = stack.sign_in(user["login"], PASSWORD)
    me = stack.call("identity.WhoAmI", token=token, as_=None)
    assert me["user"]["id"] == user["id"]
    wrong = {"oldPassword": "wrong password", "newPassword": PASSWORD + "2"}
    with pytest.raises(Refused, match="permission_denied"):
        stack.call("identity.ChangePassword", wrong, token=token, as_=None)
    stack.call("identity.ChangePassword", dict(wrong, oldPassword=PASSWORD), token=token, as_=None)
    assert stack.call("identity.SignOut", token=token, as_=None)["ended"] is True
    for method in ("identity.SignOut", "identity.WhoAmI", "identity.ChangePassword"):
        assert stack.refused(method, dict(wrong) if "Change" in method else {}, as_=None).code == "unauthenticated"


def teams(stack):
    """All of them: other tests make hundreds."""
    page = {"pageSize": 200}
    while True:
        reply = stack.call("identity.ListTeams", page)
        yield from reply["teams"]
        if "nextPageToken" not in reply:
            return
        page["pageToken"] = reply["nextPageToken"]


def test_identity_teams_and_users(stack, user):
    code = fresh("team")
    team = {"code": code, "name": "A team", "parentPath": "/hq/sales/"}
    denied(stack, "identity.CreateTeam", team)
    path = stack.call("identity.CreateTeam", team)["team"]["path"]
    assert stack.refused("identity.CreateTeam", team).code == "already_exists"
    assert path in {row["path"] for row in teams(stack)}
    denied(stack, "identity.ListTeams", {}, "clerk")
    assert stack.call("identity.GetUser", {"id": user["id"]})["user"]["login"] == user["login"]
    denied(stack, "identity.GetUser", {"id": user["id"]}, "clerk")
    assert stack.call("identity.ListUsers", {"teamPath": "/hq/care/", "pageSize": 200})["users"]
    denied(stack, "identity.ListUsers", {}, "clerk")
    denied(stack, "identity.CreateUser", {"login": fresh("x"), "name": "X", "teamPath": "/hq/", "roles": ["ops"]})
    denied(stack, "identity.MoveUser", {"id": user["id"], "teamPath": path})
    moved = stack.call("identity.MoveUser", {"id": user["id"], "teamPath": path})["user"]
    assert moved["teamPath"] == path


def test_identity_states_of_a_user(stack, user):
    for method in ("identity.SuspendUser", "identity.ActivateUser", "identity.OffboardUser"):
        denied(stack, method, {"id": user["id"]})
    states = [stack.call(f"identity.{verb}User", {"id": user["id"]})["user"]["state"]
              for verb in ("Suspend", "Activate", "Offboard")]
    assert states == ["SUSPENDED", "ACTIVE", "LEFT"]
    assert stack.refused("identity.ActivateUser", {"id": user["id"]}).code == "failed_precondition"


def test_identity_keys_and_roles(stack):
    key = {"name": fresh("key"), "roles": ["subscriber"], "teamPath": "/hq/"}
    denied(stack, "identity.CreateApiKey", key)
    made = stack.call("identity.CreateApiKey", key)
    assert stack.call("events.Fetch", {"maxEvents": 1}, token=made["secret"], as_=None)
    denied(stack, "identity.ListApiKeys", {})
    assert key["name"] in {row["name"] for row in stack.call("identity.ListApiKeys", {"pageSize": 200})["apiKeys"]}
    denied(stack, "identity.RevokeApiKey", {"id": made["apiKey"]["id"]})
    assert stack.call("identity.RevokeApiKey", {"id": made["apiKey"]["id"]})["apiKey"]["revokedAt"]
    assert stack.call("identity.ListRoles")["roles"]
    denied(stack, "identity.ListRoles", {}, "clerk")
    role = {"code": fresh("role"), "name": "A role", "grants": [{"permission": "leads.read", "scope": "OWN"}]}
    denied(stack, "identity.PutRole", role)
    assert stack.call("identity.PutRole", role)["role"]["code"] == role["code"]
    assert stack.refused("identity.PutRole", dict(role, grants=[{"permission": "no.such", "scope": "OWN"}])).code == "invalid_argument"


def test_identity_presence(stack, user):
    token = stack.sign_in(user["login"], PASSWORD)
    assert stack.call("identity.SetPresence", {"state": "READY"}, token=token, as_=None)["presence"]["state"] == "READY"
    assert stack.refused("identity.SetPresence", {"state": "READY"}, "web").code == "failed_precondition"


def test_methods_for_services_are_closed_to_people(stack):
    for method, body in (("identity.Authenticate", {"token": "x"}),
                         ("customers.MatchContact", {"leadId": "00000000-0000-0000-0000-000000000000"})):
        assert stack.refused(method, body, "admin").code in ("permission_denied", "unimplemented")


# ---- customers ---------------------------------------------------------------------------------------------------


def test_customers_profile_people_and_points(stack):
    deal = Deal(stack).to("owned")
    change = {"id": deal.customer_id, "tier": "A", "occupation": "engineer"}
    assert deal.call("customers.UpdateCustomer", change, deal.owner)["customer"]["tier"] == "A"
    assert deal.refused("customers.UpdateCustomer", change, deal.other).code == "not_found"
    contact = {"customerId": deal.customer_id, "name": "Second Person", "phone": deal.second_phone}
    assert deal.refused("customers.AddContact", contact, deal.other).code == "not_found"
    added = deal.call("customers.AddContact", contact, deal.owner)
    listed = deal.call("customers.ListContacts", {"customerId": deal.customer_id}, deal.owner)["contacts"]
    assert [row["id"] for row in listed] == [added["contact"]["id"]]
    assert deal.refused("customers.ListContacts", {"customerId": deal.customer_id}, "legal").code == "permission_denied"
    point = added["contactPoints"][0]["id"]
    mark = {"id": point, "state": "VERIFIED"}
    assert deal.refused("customers.MarkContactPoint", mark, deal.other).code == "not_found"
    assert deal.call("customers.MarkContactPoint", mark, deal.owner)["contactPoint"]["state"] == "VERIFIED"
    again = {"customerId": deal.customer_id, "kind": "PHONE", "value": deal.phone}
    assert deal.refused("customers.AddContactPoint", again, deal.owner).code == "already_exists"
    decide = {"contactPointId": point, "medium": "CALL"}
    assert deal.call("customers.DecideContact", decide, deal.owner)["decision"]["permitted"]
    assert deal.refused("customers.DecideContact", decide, "legal").code == "permission_denied"
    unknown = {"contactPointId": point, "medium": "CALL", "purpose": "sales", "state": "GRANTED", "legalBasis": "whim"}
    assert deal.refused("customers.SetPermission", unknown, deal.owner).code == "invalid_argument"


def test_customers_policy(stack):
    policy = {"purpose": "survey", "fromMinute": 540, "untilMinute": 1200, "weekdays": 127, "dailyCap": 1, "needsGrant": True}
    assert stack.call("customers.PutContactPolicy", policy)["policy"]["untilMinute"] == 1200
    assert stack.refused("customers.PutContactPolicy", dict(policy, fromMinute=1300)).code == "invalid_argument"
    denied(stack, "customers.PutContactPolicy", policy, "manager")


def test_PLT_02_PLT_05_a_reveal_is_for_the_owner_and_audited(stack):
    deal = Deal(stack).to("owned")
    points = deal.call("customers.GetCustomer", {"id": deal.customer_id}, deal.owner)["contactPoints"]
    reveal = {"customerId": deal.customer_id, "field": "CONTACT_POINT", "targetId": points[0]["id"], "reason": "call_back"}
    reply = deal.call("customers.RevealField", reveal, deal.owner)
    assert reply["value"].endswith(deal.phone) and reply["auditId"]
    assert deal.refused("customers.RevealField", reveal, deal.other).code == "not_found"
    assert deal.refused("customers.RevealField", reveal, "finance").code == "permission_denied"
    assert deal.refused("customers.GetCustomer", {"id": deal.customer_id}, "legal").code == "permission_denied"
    assert deal.refused("customers.GetTimeline", {"customerId": deal.customer_id}, "legal").code == "permission_denied"


def test_CUS_17_a_need_is_recorded(stack):
    deal = Deal(stack).to("owned")
    need = {"customerId": deal.customer_id, "pain": "plans by hand", "depth": 3}
    assert deal.call("customers.RaiseNeed", need, deal.owner)["need"]["state"] == "RAISED"
    assert deal.refused("customers.RaiseNeed", {"customerId": deal.customer_id}, deal.owner).code == "invalid_argument"
    assert deal.refused("customers.ReportCall", {"callId": deal.customer_id, "state": "DIALLING"}, deal.owner).code == "not_found"


# ---- leads -------------------------------------------------------------------------------------------------------


def test_LEA_26_release_pool_and_claim(stack):
    deal = Deal(stack).to("owned")
    release = {"leadId": deal.lead_id, "reason": "overload"}
    assert deal.refused("leads.ReleaseLead", release, deal.other).code == "not_found"
    assert deal.call("leads.ReleaseLead", release, deal.owner)["lead"]["state"] == "POOLED"
    assert deal.call("leads.ListPool", {"pageSize": 5}, deal.other)["leads"]
    assert deal.refused("leads.ListPool", {}, "clerk").code == "permission_denied"
    cool = deal.refused("leads.ClaimLead", {"leadId": deal.lead_id}, deal.owner)
    assert (cool.code, cool.reason) == ("failed_precondition", "COOL_DOWN")
    claimed = deal.call("leads.ClaimLead", {"leadId": deal.lead_id}, deal.other)
    assert claimed["lead"]["ownerId"] == deal.user_id(deal.other)
    assert deal.refused("leads.ClaimLead", {"leadId": deal.lead_id}, "clerk").code == "permission_denied"


def test_LEA_11_work_is_pulled_by_priority(stack):
    deal = Deal(stack).to("captured")
    assert deal.call("leads.PullNext", {}, deal.owner)["reason"]
    assert deal.refused("leads.PullNext", {}, "clerk").code == "permission_denied"


def test_leads_are_assigned_by_hand(stack):
    deal = Deal(stack).to("captured")
    body = {"leadId": deal.lead_id, "ownerId": deal.user_id(deal.other)}
    assert deal.call("leads.AssignLead", body, "manager")["lead"]["assignmentRule"] == "manual"
    same = deal.refused("leads.AssignLead", body, "manager")
    assert (same.code, same.reason) == ("failed_precondition", "SAME_OWNER")
    assert deal.refused("leads.ListLeads", {"pageToken": "none of ours"}, "manager").code == "invalid_argument"


def test_leads_end_and_begin_again(stack):
    deal = Deal(stack).to("worked")
    body = {"leadId": deal.lead_id}
    assert deal.refused("leads.NurtureLead", body, deal.other).code == "not_found"
    assert deal.call("leads.NurtureLead", body, deal.owner)["lead"]["state"] == "NURTURING"
    bad = deal.refused("leads.DisqualifyLead", dict(body, reason="WHIM"), deal.owner)
    assert bad.code == "invalid_argument"
    gone = deal.call("leads.DisqualifyLead", dict(body, reason="TIMING"), deal.owner)["lead"]
    assert (gone["state"], gone["lostReason"]) == ("DISQUALIFIED", "TIMING")
    assert deal.refused("leads.ReopenLead", body, deal.owner).code == "permission_denied"
    assert deal.call("leads.ReopenLead", body, "manager")["lead"]["state"] in ("ASSIGNED", "POOLED")
    assert deal.refused("leads.ReopenLead", body, "manager").code == "failed_precondition"


def test_leads_rules_and_agents(stack):
    rules = stack.call("leads.GetRules")["rules"]
    denied(stack, "leads.GetRules", {}, "clerk")
    denied(stack, "leads.PublishRules", {"rules": rules}, "clerk")
    assert stack.refused("leads.PublishRules", {"rules": rules, "expectedVersion": 9999}).code == "aborted"
    published = stack.call("leads.PublishRules", {"rules": rules, "expectedVersion": rules["version"]}, "manager")
    assert published["version"] == rules["version"] + 1
    agents = stack.call("leads.ListAgents", {"pageSize": 200}, "manager")["agents"]
    denied(stack, "leads.ListAgents", {}, "tele1")
    body = {"userId": agents[0]["userId"], "capacity": agents[0]["capacity"]}
    assert stack.call("leads.SetAgentCapacity", body, "manager")["agent"]["capacity"] == body["capacity"]
    denied(stack, "leads.SetAgentCapacity", body, "tele1")


# ---- opportunities -----------------------------------------------------------------------------------------------


def test_opportunities_catalogue_and_pipeline(stack):
    product = {"code": fresh("part-"), "name": "Part", "kind": "PRODUCT", "currency": "CNY", "listMinor": "100"}
    assert stack.call("opportunities.CreateProduct", product, "manager")["product"]["floorMinor"] == "100"
    assert stack.refused("opportunities.CreateProduct", product).code == "already_exists"
    denied(stack, "opportunities.CreateProduct", product, "tele1")
    assert stack.call("opportunities.ListProducts", {"pageSize": 200}, "engineer")["products"]
    denied(stack, "opportunities.ListProducts", {}, "legal")
    stage = {"code": fresh("OLD"), "name": "Old", "position": 900, "probability": 1, "active": False}
    assert stack.call("opportunities.DefineStage", stage)["stage"]["probability"] == 1
    taken = stack.refused("opportunities.DefineStage", dict(stage, position=1, active=True))
    assert (taken.code, taken.reason) == ("failed_precondition", "POSITION_TAKEN")
    denied(stack, "opportunities.ListStages", {}, "legal")


def test_opportunities_forecast_credit_and_ends(stack):
    deal = Deal(stack).to("converted")
    one = {"id": deal.opportunity_id}
    forecast = dict(one, probability=50, category="BEST_CASE")
    assert deal.call("opportunities.ForecastOpportunity", forecast, deal.owner)["opportunity"]["probability"] == 50
    assert deal.refused("opportunities.ForecastOpportunity", forecast, deal.other).code == "not_found"
    shares = [{"userId": deal.owner_id, "basisPoints": 7000}, {"userId": deal.user_id(deal.other), "basisPoints": 3000}]
    assert deal.call("opportunities.SetCreditSplit", dict(one, shares=shares), deal.owner)["shares"] == shares
    assert deal.refused("opportunities.SetCreditSplit", dict(one, shares=shares[:1]), deal.owner).code == "invalid_argument"
    ids = [row["id"] for row in deal.call("opportunities.ListOpportunities", {}, deal.owner)["opportunities"]]
    assert ids[0] == deal.opportunity_id
    assert deal.refused("opportunities.ListOpportunities", {}, "legal").code == "permission_denied"
    assert deal.refused("opportunities.LoseOpportunity", dict(one, reason="WHIM"), deal.owner).code == "invalid_argument"
    assert deal.call("opportunities.LoseOpportunity", dict(one, reason="PRICE"), deal.owner)["opportunity"]["state"] == "LOST"
    assert deal.call("opportunities.ReopenOpportunity", dict(one, reason="second_thoughts"), deal.owner)["opportunity"]["state"] == "OPEN"
    assert deal.refused("opportunities.ReopenOpportunity", dict(one, reason="again"), deal.owner).code == "failed_precondition"
    assert deal.refused("opportunities.AbandonOpportunity", dict(one, reason="TIMING"), deal.other).code == "not_found"
    assert deal.call("opportunities.AbandonOpportunity", dict(one, reason="TIMING"), deal.owner)["opportunity"]["state"] == "ABANDONED"


def test_an_opportunity_without_a_lead(stack):
    deal = Deal(stack).to("owned")
    body = {"customerId": deal.customer_id, "currency": "CNY", "title": "By hand"}
    made = deal.call("opportunities.CreateOpportunity", body, deal.owner)["opportunity"]
    assert made["state"] == "OPEN" and "leadId" not in made
    assert deal.refused("opportunities.CreateOpportunity", body, "engineer").code == "permission_denied"


# ---- contracts ---------------------------------------------------------------------------------------------------


def test_contracts_ways_back(stack):
    deal = Deal(stack).to("submitted")
    one = {"id": deal.contract_id}
    assert deal.refused("contracts.RecallContract", one, "legal").code == "permission_denied"
    assert deal.call("contracts.RecallContract", one, deal.owner)["contract"]["state"] == "DRAFT"
    assert deal.submit()["state"] == "DEPT_REVIEW"
    assert deal.refused("contracts.ReviseContract", dict(one, termMonths=6), deal.owner).code == "failed_precondition"
    assert deal.refused("contracts.RejectContract", dict(one, remark="no"), "finance").code == "permission_denied"
    rejected = deal.call("contracts.RejectContract", dict(one, remark="Not with us."), "manager")["contract"]
    assert rejected["state"] == "REJECTED"
    assert deal.call("contracts.ReviseContract", dict(one, termMonths=6), deal.owner)["contract"]["state"] == "DRAFT"
    assert deal.refused("contracts.CancelContract", dict(one, reason="gone"), "legal").code == "permission_denied"
    assert deal.call("contracts.CancelContract", dict(one, reason="gone"), deal.owner)["contract"]["state"] == "CANCELLED"


def test_contracts_a_declined_mark_leads_to_negotiation(stack):
    deal = Deal(stack).to("sent")
    decline = {"id": deal.contract_id, "party": "CUSTOMER", "kind": "SIGN", "reason": "price"}
    deal.call("contracts.RecordMark", deal.mark("OUR", "SIGN"), "signatory")
    assert deal.refused("contracts.DeclineMark", decline, deal.owner).code == "permission_denied"
    assert deal.call("contracts.DeclineMark", decline, "signatory")["contract"]["state"] == "NEGOTIATING"
    assert {mark["state"] for mark in deal.contract()["marks"]} & {"REVOKED", "DECLINED"}


def test_contracts_lists_templates_and_dates(stack):
    deal = Deal(stack).to("drafted")
    ids = [row["id"] for row in deal.call("contracts.ListContracts", {"opportunityId": deal.opportunity_id}, deal.owner)["contracts"]]
    assert ids == [deal.contract_id]
    assert deal.refused("contracts.ListContracts", {}, "engineer").code == "permission_denied"
    codes = {row["code"] for row in deal.call("contracts.ListTemplates", {}, deal.owner)["templates"]}
    assert "standard" in codes
    assert deal.refused("contracts.ListTemplates", {}, "engineer").code == "permission_denied"
    assert deal.refused("contracts.GetContract", {"id": deal.contract_id}, deal.other).code == "not_found"
    backwards = {"party": "OUR", "holderId": deal.owner_id, "kinds": ["SIGN"], "currency": "CNY", "proofRef": "x",
                 "validFrom": day(2), "validUntil": day(1)}
    assert deal.refused("contracts.RegisterAuthority", backwards, "admin").code == "invalid_argument"


def test_events_are_for_those_who_may_read_them(stack):
    assert stack.call("events.Fetch", {"maxEvents": 1}, "ops")["events"]
    denied(stack, "events.Fetch", {}, "clerk")
    assert stack.refused("events.Fetch", {"cursor": "AAAA"}, "ops").code in ("invalid_argument", "failed_precondition")
    wait_for(lambda: stack.call("events.Fetch", {"from": "LATEST"}, "ops").get("caughtUp"), what="the end of the logs")
