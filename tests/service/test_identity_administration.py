# SPDX-License-Identifier: Apache-2.0
"""Administration within a scope: who may change whom, and that nobody grants more than he holds."""
import pytest

from test_identity import ABSENT, PASSWORD, events, fresh, make_user, mine, sign_in

HELD = ["leads.read", "customers.search"]


@pytest.fixture(scope="module")
def branch(stack):
    """A team with a role of its own and somebody who administers users below it, and holds that role's permissions."""
    code = fresh("branch")
    path = stack.call("identity.CreateTeam", {"code": code, "name": "Branch", "parentPath": "/hq/"})["team"]["path"]
    roles = {"clerk": fresh("clerk"), "chief": fresh("chief")}
    grants = [{"permission": permission, "scope": "SUBTREE"} for permission in HELD]
    stack.call("identity.PutRole", {"code": roles["clerk"], "name": "Branch clerk", "grants": grants})
    grants += [{"permission": name, "scope": "SUBTREE"} for name in ("identity.admin", "identity.read")]
    stack.call("identity.PutRole", {"code": roles["chief"], "name": "Branch chief", "grants": grants})
    chief = make_user(stack, teamPath=path, roles=[roles["chief"]])
    return {"path": path, **roles, "token": sign_in(stack, chief["login"])["token"], "chief_id": chief["id"]}


def ask(stack, branch, method, body=None):
    return mine(stack, branch["token"], "identity." + method, body)


def refused(stack, branch, method, body=None):
    refusal = stack.refused("identity." + method, body, as_=None, token=branch["token"])
    return refusal.code, refusal.reason


def person(branch, **more):
    return {"login": fresh(), "name": "Zhao", "teamPath": branch["path"], "roles": [branch["clerk"]], "password": PASSWORD,
            **more}


# ---- within a scope ----

def test_PLT_02_who_administers_a_branch_stays_within_it(stack, branch):
    user = ask(stack, branch, "CreateUser", person(branch))["user"]
    assert ask(stack, branch, "ChangeUser", {"id": user["id"], "name": "Zhao Yun"})["user"]["name"] == "Zhao Yun"
    for method in ("SuspendUser", "ActivateUser"):
        ask(stack, branch, method, {"id": user["id"]})
    ask(stack, branch, "ResetPassword", {"id": user["id"], "password": PASSWORD + "!"})
    team = ask(stack, branch, "CreateTeam", {"code": fresh("t"), "name": "T", "parentPath": branch["path"]})["team"]
    assert ask(stack, branch, "MoveUser", {"id": user["id"], "teamPath": team["path"]})["user"]["teamPath"] == team["path"]
    ask(stack, branch, "OffboardUser", {"id": user["id"]})
    seen = [row["path"] for row in ask(stack, branch, "ListTeams")["teams"]]
    assert team["path"] in seen and all(path.startswith(branch["path"]) for path in seen)


def test_PLT_02_what_is_outside_the_scope_looks_absent(stack, branch):
    stranger = make_user(stack)
    not_found = ("not_found", None)
    for method, body in (("SuspendUser", {}), ("OffboardUser", {}), ("ActivateUser", {}), ("ChangeUser", {"name": "X"}),
                         ("ResetPassword", {"password": PASSWORD}), ("MoveUser", {"teamPath": branch["path"]})):
        assert refused(stack, branch, method, {"id": stranger["id"], **body}) == not_found, method
    assert refused(stack, branch, "CreateUser", person(branch, teamPath="/hq/sales/")) == not_found
    assert refused(stack, branch, "CreateTeam", {"code": fresh(), "name": "X", "parentPath": "/hq/"}) == not_found
    other = stack.call("identity.CreateTeam", {"code": fresh("team"), "name": "Other", "parentPath": "/hq/"})["team"]
    assert refused(stack, branch, "ChangeTeam", {"id": other["id"], "name": "X"}) == not_found
    user = ask(stack, branch, "CreateUser", person(branch))["user"]
    assert refused(stack, branch, "MoveUser", {"id": user["id"], "teamPath": "/hq/sales/"}) == not_found


def test_PLT_02_keys_within_a_scope(stack, branch):
    body = {"name": "till", "roles": [branch["clerk"]], "teamPath": branch["path"]}
    key = ask(stack, branch, "CreateApiKey", body)["apiKey"]
    assert [row["id"] for row in ask(stack, branch, "ListApiKeys")["apiKeys"]] == [key["id"]]
    elsewhere = stack.call("identity.CreateApiKey", {**body, "roles": ["subscriber"], "teamPath": "/hq/"})["apiKey"]
    assert refused(stack, branch, "RevokeApiKey", {"id": elsewhere["id"]}) == ("not_found", None)
    assert refused(stack, branch, "CreateApiKey", {**body, "teamPath": "/hq/"}) == ("not_found", None)
    ask(stack, branch, "RevokeApiKey", {"id": key["id"]})
    assert events(stack, key["id"], "api_key.*") == ["api_key.created", "api_key.revoked"]


# ---- nobody grants more than he holds ----

def test_PLT_02_nobody_grants_more_than_he_holds(stack, branch):
    more = ("permission_denied", "MORE_THAN_HELD")
    assert refused(stack, branch, "CreateUser", person(branch, roles=["admin"])) == more
    assert refused(stack, branch, "CreateUser", person(branch, roles=[branch["clerk"], "finance"])) == more
    user = ask(stack, branch, "CreateUser", person(branch))["user"]
    assert refused(stack, branch, "MoveUser", {"id": user["id"], "roles": ["telesales_agent"]}) == more
    assert refused(stack, branch, "MoveUser", {"id": branch["chief_id"], "roles": ["admin"]})[0] in (
        "permission_denied", "failed_precondition")
    key = {"name": "k", "roles": ["subscriber"], "teamPath": branch["path"]}
    assert refused(stack, branch, "CreateApiKey", key) == more
    assert stack.call("identity.GetUser", {"id": user["id"]})["user"]["roles"] == [branch["clerk"]]


def test_PLT_02_nobody_takes_over_who_may_more(stack, branch):
    mighty = make_user(stack, teamPath=branch["path"], roles=["finance"])
    more = ("permission_denied", "MORE_THAN_HELD")
    assert refused(stack, branch, "ResetPassword", {"id": mighty["id"], "password": PASSWORD}) == more
    ask(stack, branch, "SuspendUser", {"id": mighty["id"]})
    assert refused(stack, branch, "ActivateUser", {"id": mighty["id"], "password": PASSWORD}) == more
    ask(stack, branch, "ActivateUser", {"id": mighty["id"]})
    assert sign_in(stack, mighty["login"])["outcome"] == "SIGNED_IN"


def test_PLT_06_roles_are_changed_by_who_administers_all(stack, branch):
    role = {"code": branch["clerk"], "name": "Clerk", "grants": [{"permission": "leads.read", "scope": "OWN"}]}
    narrow = ("permission_denied", "SCOPE_TOO_NARROW")
    assert refused(stack, branch, "PutRole", role) == narrow
    assert refused(stack, branch, "RemoveRole", {"code": branch["clerk"]}) == narrow
    assert refused(stack, branch, "ListAudit") == narrow
    keeper = fresh("keeper")
    grants = [{"permission": name, "scope": "ALL"} for name in ("identity.admin", "leads.read")]
    stack.call("identity.PutRole", {"code": keeper, "name": "Keeper of roles", "grants": grants})
    token = sign_in(stack, make_user(stack, roles=[keeper])["login"])["token"]
    fresh_role = {**role, "code": fresh("role")}
    mine(stack, token, "identity.PutRole", fresh_role)
    fresh_role["grants"].append({"permission": "leads.work", "scope": "OWN"})
    refusal = stack.refused("identity.PutRole", fresh_role, as_=None, token=token)
    assert (refusal.code, refusal.reason) == ("permission_denied", "MORE_THAN_HELD")


# ---- changing and removing ----

def test_PLT_02_a_user_gets_another_name_or_zone(stack):
    user = make_user(stack)
    changed = stack.call("identity.ChangeUser", {"id": user["id"], "timeZone": "Europe/Vienna",
                                                 "expectedVersion": user["version"]})["user"]
    assert changed["timeZone"] == "Europe/Vienna" and changed["name"] == user["name"]
    assert events(stack, user["id"], "user.changed") == ["user.changed"]
    stale = {"id": user["id"], "name": "Y", "expectedVersion": user["version"]}
    assert stack.refused("identity.ChangeUser", stale).reason == "VERSION_DIFFERS"
    assert stack.refused("identity.ChangeUser", {"id": user["id"]}).code == "invalid_argument"
    assert stack.refused("identity.ChangeUser", {"id": user["id"], "timeZone": "Mars/Base"}).field == "time_zone"
    assert stack.refused("identity.ChangeUser", {"id": ABSENT, "name": "Y"}).code == "not_found"
    assert stack.refused("identity.ChangeUser", {"id": user["id"], "name": "Y"}, "manager").code == "permission_denied"
    stack.call("identity.OffboardUser", {"id": user["id"]})
    assert stack.refused("identity.ChangeUser", {"id": user["id"], "name": "Y"}).reason == "WRONG_STATE"


def test_PLT_02_users_are_found_by_a_part_of_name_or_login(stack):
    word = fresh("Zhuge")
    user = make_user(stack, name=f"{word} Liang")
    for text in (word, word.upper()[2:], user["login"][1:]):
        assert [row["id"] for row in stack.call("identity.ListUsers", {"text": text})["users"]] == [user["id"]], text
    assert "users" not in stack.call("identity.ListUsers", {"text": word + "%"})


def test_PLT_02_a_team_gets_another_name_or_leader(stack):
    code, leader = fresh("team"), make_user(stack)["id"]
    team = stack.call("identity.CreateTeam", {"code": code, "name": "Before", "parentPath": "/hq/"})["team"]
    led = stack.call("identity.ChangeTeam", {"id": team["id"], "name": "After", "leaderId": leader,
                                             "expectedVersion": team["version"]})["team"]
    assert (led["name"], led["leaderId"], led["path"]) == ("After", leader, team["path"])
    free = stack.call("identity.ChangeTeam", {"id": team["id"], "noLeader": True})["team"]
    assert "leaderId" not in free and free["name"] == "After"
    assert events(stack, team["id"], "team.changed") == ["team.changed"] * 3
    for body, code in (({}, "invalid_argument"), ({"noLeader": True, "leaderId": leader}, "invalid_argument"),
                       ({"leaderId": ABSENT}, "not_found"), ({"name": "X", "expectedVersion": 1}, "aborted")):
        assert stack.refused("identity.ChangeTeam", {"id": team["id"], **body}).code == code, body
    assert stack.refused("identity.ChangeTeam", {"id": ABSENT, "name": "X"}).code == "not_found"
    assert stack.refused("identity.ChangeTeam", {"id": team["id"], "name": "X"}, "manager").code == "permission_denied"


def test_PLT_06_a_role_that_nobody_has_is_removed(stack):
    code = fresh("role")
    stack.call("identity.PutRole", {"code": code, "name": "R", "grants": [{"permission": "leads.read", "scope": "OWN"}]})
    user = make_user(stack, roles=[code])
    assert stack.refused("identity.RemoveRole", {"code": code}).reason == "ROLE_IN_USE"
    stack.call("identity.MoveUser", {"id": user["id"], "roles": ["ops"]})
    assert stack.refused("identity.RemoveRole", {"code": code, "expectedVersion": 7}).reason == "VERSION_DIFFERS"
    stack.call("identity.RemoveRole", {"code": code})
    assert code not in {row["code"] for row in stack.call("identity.ListRoles")["roles"]}
    assert code in [event["payload"]["role"] for event in stack.events("role.removed")]
    assert stack.refused("identity.RemoveRole", {"code": code}).code == "not_found"
    assert stack.refused("identity.RemoveRole", {"code": "admin"}).code == "failed_precondition"
    assert stack.refused("identity.RemoveRole", {"code": "ops"}, "manager").code == "permission_denied"


# ---- reading ----

def test_PLT_02_permissions_with_the_methods_that_ask_for_them(stack):
    rows = {row["permission"]: row for row in stack.call("identity.ListPermissions")["permissions"]}
    assert "leads.CaptureLead" in rows["leads.capture"]["methods"] and rows["leads.capture"]["held"] == "ALL"
    assert "methods" not in rows["contracts.approve"] or rows["contracts.approve"]["methods"]
    assert "*" not in rows and "identity.self" not in rows
    seen = {row["permission"]: row.get("held") for row in
            stack.call("identity.ListPermissions", as_="tele1")["permissions"]}
    assert seen.keys() == rows.keys() and seen["leads.read"] == "TEAM" and seen["identity.admin"] is None
    assert stack.refused("identity.ListPermissions", as_="clerk").code == "permission_denied"


def test_PLT_05_the_audit_is_read(stack):
    user = make_user(stack)
    for method, body in (("SuspendUser", {}), ("ActivateUser", {}), ("ChangeUser", {"name": "Other"})):
        stack.call("identity." + method, {"id": user["id"], **body})
    found, page = [], {"subjectId": user["id"], "pageSize": 2}
    while True:
        reply = stack.call("identity.ListAudit", page)
        found += reply["entries"]
        if "nextPageToken" not in reply:
            break
        page["pageToken"] = reply["nextPageToken"]
    assert [entry["verb"] for entry in found] == ["user.changed", "user.activated", "user.suspended", "user.created"]
    admin = stack.call("identity.WhoAmI")["user"]["id"]
    assert all(entry["actor"] == admin and entry["subjectType"] == "user" and entry["at"] for entry in found)
    narrowed = stack.call("identity.ListAudit", {"actor": admin, "verb": "user.changed", "pageSize": 200})["entries"]
    assert found[0] in narrowed and {entry["verb"] for entry in narrowed} == {"user.changed"}
    assert "Other" not in str(found)
    assert stack.refused("identity.ListAudit", {"pageToken": "junk"}).field == "page_token"
    assert stack.refused("identity.ListAudit", as_="manager").code == "permission_denied"
