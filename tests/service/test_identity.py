# SPDX-License-Identifier: Apache-2.0
"""Users, teams, roles, tokens and presence through the API, each method refused once."""
import concurrent.futures
import datetime
import uuid

import pytest

from support.stack import Refused

PASSWORD = "a long enough password"
ABSENT = "00000000-0000-7000-8000-00000000abcd"


def fresh(word="u"):
    return word + uuid.uuid4().hex[:12]


def make_user(stack, **more):
    body = {"login": fresh(), "name": "Wang Fang", "teamPath": "/hq/sales/tele/", "roles": ["telesales_agent"],
            "timeZone": "Asia/Shanghai", "password": PASSWORD, **more}
    return stack.call("identity.CreateUser", {key: value for key, value in body.items() if value is not None})["user"]


def sign_in(stack, login, password=PASSWORD):
    return stack.call("identity.SignIn", {"login": login, "password": password}, as_=None)


def mine(stack, token, method, body=None, **more):
    return stack.call(method, body, as_=None, token=token, **more)


def events(stack, agg_id, *types):
    return [event["type"] for event in stack.events(*types) if event["aggId"] == agg_id]


@pytest.fixture
def user(stack):
    return make_user(stack)


@pytest.fixture
def token(stack, user):
    return sign_in(stack, user["login"])["token"]


# ---- the first administrator ----

def test_PLT_02_bootstrap_is_refused_once_there_are_users(stack):
    body = {"bootstrapKey": "not the key", "login": fresh(), "name": "Second", "password": PASSWORD}
    assert stack.refused("identity.Bootstrap", body, as_=None).code == "permission_denied"
    assert stack.psql("identity", "SELECT count(*) FROM audit WHERE verb = 'bootstrap'") == [(1,)]


# ---- sessions ----

def test_PLT_02_a_session_from_sign_in_to_sign_out(stack, user):
    session = sign_in(stack, user["login"].upper())
    assert session["outcome"] == "SIGNED_IN" and session["userId"] == user["id"]
    assert session["token"].startswith("dss_") and len(session["token"]) == 47
    me = mine(stack, session["token"], "identity.WhoAmI")
    assert session["who"] == me
    assert me["user"]["id"] == user["id"] and me["user"]["path"] == f"/hq/sales/tele/~{user['id']}"
    grants = {grant["permission"]: grant["scope"] for grant in me["grants"]}
    assert grants["customers.search"] == "ALL" and grants["leads.read"] == "TEAM" and grants["leads.work"] == "OWN"
    assert grants["identity.self"] == "OWN" and "identity.admin" not in grants
    assert mine(stack, session["token"], "identity.SignOut")["ended"] is True
    assert stack.psql("identity", "SELECT ended_at IS NOT NULL FROM session WHERE user_id = %s",
                      (user["id"],)) == [(True,)]


def test_PLT_01_tokens_and_passwords_are_kept_as_hashes(stack, user):
    session = sign_in(stack, user["login"])
    rows = stack.psql("identity",
                      "SELECT s.token_hash, u.password_hash FROM session s JOIN user_account u ON u.id = s.user_id"
                      " WHERE u.id = %s", (user["id"],))
    assert len(rows[0][0]) == 64 and session["token"] not in rows[0][0]
    assert rows[0][1].startswith("$argon2id$") and PASSWORD not in rows[0][1]
    stored = stack.psql("identity", "SELECT reply FROM idempotency WHERE method = 'identity.SignIn'")
    assert stored and not any(session["token"].encode() in bytes(reply) for reply, in stored)


def test_PLT_02_sign_in_does_not_tell_whether_the_login_exists(stack, user):
    wrong = sign_in(stack, user["login"], "a wrong password")
    unknown = sign_in(stack, fresh(), "a wrong password")
    assert wrong == unknown == {"outcome": "REFUSED"}
    suspended = make_user(stack)
    stack.call("identity.SuspendUser", {"id": suspended["id"]})
    assert sign_in(stack, suspended["login"]) == {"outcome": "REFUSED"}


@pytest.mark.parametrize("known", [True, False])
def test_PLT_02_ten_refusals_lock_a_login(stack, known):
    login = make_user(stack)["login"] if known else fresh()
    outcomes = [sign_in(stack, login, "a wrong password")["outcome"] for _ in range(10)]
    assert outcomes == ["REFUSED"] * 9 + ["LOCKED"]
    locked = sign_in(stack, login)
    assert locked["outcome"] == "LOCKED" and "token" not in locked
    until = datetime.datetime.fromisoformat(locked["lockedUntil"].replace("Z", "+00:00"))
    left = until - datetime.datetime.now(datetime.timezone.utc)
    assert datetime.timedelta(minutes=14) < left <= datetime.timedelta(minutes=15)


def test_PLT_02_password_checks_are_rationed(stack):
    def try_one(login):
        try:
            return stack.call("identity.SignIn", {"login": login, "password": "a wrong password"}, as_=None,
                              headers={"Connect-Timeout-Ms": "60000"}, timeout=90)["outcome"]
        except Refused as refusal:
            assert refusal.code == "resource_exhausted", refusal
            return refusal.reason

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(try_one, [fresh() for _ in range(32)]))
    assert set(answers) == {"REFUSED", "PASSWORD_CHECKS_BUSY"}


def test_PLT_02_sign_in_needs_both(stack):
    assert stack.refused("identity.SignIn", {"login": "admin"}, as_=None).field == "password"


def test_PLT_02_an_unknown_token_is_unauthenticated(stack):
    for token in ("dss_" + "A" * 43, "dsk_" + "A" * 43, "nonsense"):
        refusal = stack.refused("identity.WhoAmI", as_=None, token=token)
        assert (refusal.http, refusal.code) == (401, "unauthenticated")
    for method in ("identity.SignOut", "identity.WhoAmI", "identity.SetPresence"):
        assert stack.refused(method, {"state": "READY"} if method.endswith("Presence") else None, as_=None).http == 401


def test_PLT_02_changing_the_password_ends_other_sessions(stack, user, token):
    other = sign_in(stack, user["login"])["token"]
    change = {"oldPassword": "not the old one", "newPassword": "another good one"}
    assert stack.refused("identity.ChangePassword", change, as_=None, token=token).code == "permission_denied"
    short = {"oldPassword": PASSWORD, "newPassword": "short"}
    assert stack.refused("identity.ChangePassword", short, as_=None, token=token).field == "new_password"
    changed = mine(stack, token, "identity.ChangePassword", {"oldPassword": PASSWORD,
                                                             "newPassword": "another good one"})
    assert changed["sessionsEnded"] == 1
    assert sign_in(stack, user["login"])["outcome"] == "REFUSED"
    assert sign_in(stack, user["login"], "another good one")["outcome"] == "SIGNED_IN"
    assert stack.psql("identity", "SELECT count(*) FROM session WHERE user_id = %s AND ended_at IS NULL",
                      (user["id"],)) == [(2,)]
    assert other != token


def test_PLT_02_authenticate_is_for_the_gateway_only(stack):
    assert stack.refused("identity.Authenticate", {"token": "dss_" + "A" * 43}).code == "unimplemented"


# ---- teams and users ----

def test_PLT_02_teams_are_a_tree_of_paths(stack):
    code = fresh("team")
    team = stack.call("identity.CreateTeam", {"code": code, "name": "East", "parentPath": "/hq/sales/"})["team"]
    assert team["path"] == f"/hq/sales/{code}/" and team["parentPath"] == "/hq/sales/"
    assert events(stack, team["id"], "team.changed") == ["team.changed"]
    taken = {"code": code, "name": "Elsewhere", "parentPath": "/hq/"}
    assert stack.refused("identity.CreateTeam", taken).code == "already_exists"
    orphan = {"code": fresh(), "name": "Orphan", "parentPath": "/hq/nowhere/"}
    assert stack.refused("identity.CreateTeam", orphan).code == "not_found"
    assert stack.refused("identity.CreateTeam", {**orphan, "parentPath": "hq"}).field == "parent_path"
    headless = {"code": fresh(), "name": "Headless", "parentPath": "/hq/", "leaderId": ABSENT}
    assert stack.refused("identity.CreateTeam", headless).code == "not_found"
    assert stack.refused("identity.CreateTeam", orphan, "manager").code == "permission_denied"


def test_PLT_02_teams_are_listed_in_pages_and_within_scope(stack):
    found, page = [], {"pageSize": 3}
    while True:
        reply = stack.call("identity.ListTeams", page)
        assert len(reply["teams"]) <= 3
        found += [team["path"] for team in reply["teams"]]
        if "nextPageToken" not in reply:
            break
        page["pageToken"] = reply["nextPageToken"]
    assert found == sorted(found) and len(found) == len(set(found)) and "/hq/" in found
    seen = [team["path"] for team in stack.call("identity.ListTeams", as_="tele1")["teams"]]
    assert seen and all(path.startswith("/hq/sales/tele/") for path in seen)
    assert stack.refused("identity.ListTeams", as_="clerk").code == "permission_denied"


def test_PLT_02_a_user_is_active_with_a_password_and_invited_without(stack):
    active, invited = make_user(stack), make_user(stack, password=None)
    assert active["state"] == "ACTIVE" and invited["state"] == "INVITED"
    assert events(stack, active["id"], "user.*") == ["user.activated"]
    assert events(stack, invited["id"], "user.*") == []
    assert sign_in(stack, invited["login"])["outcome"] == "REFUSED"
    assert stack.refused("identity.ActivateUser", {"id": invited["id"]}).field == "password"
    again = stack.call("identity.ActivateUser", {"id": invited["id"], "password": PASSWORD})["user"]
    assert again["state"] == "ACTIVE" and sign_in(stack, invited["login"])["outcome"] == "SIGNED_IN"
    assert stack.refused("identity.ActivateUser", {"id": invited["id"]}).reason == "WRONG_STATE"


def test_PLT_02_what_is_wrong_with_a_new_user(stack, user):
    base = {"login": fresh(), "name": "X", "teamPath": "/hq/", "roles": ["ops"], "password": PASSWORD}
    for change, code, field in ((dict(login=user["login"].upper()), "already_exists", None),
                                (dict(login="two words"), "invalid_argument", "login"),
                                (dict(password="short"), "invalid_argument", "password"),
                                (dict(teamPath="/hq/nowhere/"), "not_found", None),
                                (dict(roles=["king"]), "not_found", None),
                                (dict(roles=[]), "invalid_argument", "roles"),
                                (dict(timeZone="Mars/Base"), "invalid_argument", "time_zone")):
        refusal = stack.refused("identity.CreateUser", {**base, **change})
        assert (refusal.code, refusal.field) == (code, field), change
    assert stack.refused("identity.CreateUser", base, "manager").code == "permission_denied"


def test_PLT_05_names_and_logins_are_in_no_event(stack):
    user = make_user(stack, name="Ouyang Xiu")
    told = [event for event in stack.events("user.*") if event["aggId"] == user["id"]]
    assert told and not any(user["login"] in str(event) or "Ouyang" in str(event) for event in told)


def test_PLT_02_users_are_read_within_scope(stack, user):
    assert stack.call("identity.GetUser", {"id": user["id"]}, "tele1")["user"]["name"] == "Wang Fang"
    legal = next(row["id"] for row in stack.access()["users"] if row["login"] == "legal")
    assert stack.refused("identity.GetUser", {"id": legal}, "tele1").code == "not_found"
    assert stack.call("identity.GetUser", {"id": legal}, "manager")["user"]["teamPath"] == "/hq/legal/"
    assert stack.refused("identity.GetUser", {"id": ABSENT}).code == "not_found"
    page = stack.call("identity.ListUsers", {"pageSize": 200}, "tele1")["users"]
    assert page and all(row["teamPath"] == "/hq/sales/tele/" for row in page)
    assert stack.refused("identity.ListUsers", as_="clerk").code == "permission_denied"


def test_PLT_02_users_are_listed_by_team_role_and_state_in_pages(stack):
    team = fresh("team")
    path = stack.call("identity.CreateTeam", {"code": team, "name": "Pages", "parentPath": "/hq/"})["team"]["path"]
    made = [make_user(stack, teamPath=path, password=None, roles=["ops"])["id"] for _ in range(5)]
    found, page = [], {"teamPath": path, "pageSize": 2}
    while True:
        reply = stack.call("identity.ListUsers", page)
        found += [row["id"] for row in reply["users"]]
        if "nextPageToken" not in reply:
            break
        page["pageToken"] = reply["nextPageToken"]
    assert found == made
    assert "users" not in stack.call("identity.ListUsers", {"teamPath": path, "role": "finance"})
    assert "users" not in stack.call("identity.ListUsers", {"teamPath": path, "state": "ACTIVE"})
    assert stack.refused("identity.ListUsers", {"pageToken": "junk"}).field == "page_token"


def test_PLT_02_moving_changes_team_and_roles(stack, user):
    moved = stack.call("identity.MoveUser", {"id": user["id"], "teamPath": "/hq/store/", "roles": ["store_clerk"],
                                             "expectedVersion": user["version"]})["user"]
    assert moved["path"] == f"/hq/store/~{user['id']}" and moved["roles"] == ["store_clerk"]
    payload = next(event["payload"] for event in stack.events("user.moved") if event["aggId"] == user["id"])
    assert payload["fromPath"] == user["path"] and payload["path"] == moved["path"] and payload["active"] is True
    stale = {"id": user["id"], "teamPath": "/hq/", "expectedVersion": user["version"]}
    assert stack.refused("identity.MoveUser", stale).reason == "VERSION_DIFFERS"
    assert stack.refused("identity.MoveUser", {"id": user["id"]}).code == "invalid_argument"
    assert stack.refused("identity.MoveUser", {"id": user["id"], "roles": ["king"]}).code == "not_found"
    assert stack.refused("identity.MoveUser", {"id": ABSENT, "roles": ["ops"]}).code == "not_found"


def test_PLT_02_nobody_takes_the_administrator_from_himself(stack):
    admin = stack.call("identity.WhoAmI")["user"]["id"]
    for method, body in (("MoveUser", {"roles": ["ops"]}), ("SuspendUser", {}), ("OffboardUser", {})):
        assert stack.refused("identity." + method, {"id": admin, **body}).reason == "ONESELF"


def test_PLT_02_suspending_ends_sessions_and_leaving_is_for_good(stack, user, token):
    assert stack.call("identity.SuspendUser", {"id": user["id"]})["user"]["state"] == "SUSPENDED"
    assert stack.psql("identity", "SELECT count(*) FROM session WHERE user_id = %s AND ended_at IS NULL",
                      (user["id"],)) == [(0,)]
    assert stack.refused("identity.SuspendUser", {"id": user["id"]}).reason == "WRONG_STATE"
    assert stack.call("identity.ActivateUser", {"id": user["id"]})["user"]["state"] == "ACTIVE"
    assert stack.call("identity.OffboardUser", {"id": user["id"]})["user"]["state"] == "LEFT"
    for method, body in (("ActivateUser", {"password": PASSWORD}), ("OffboardUser", {}), ("MoveUser",
                                                                                          {"roles": ["ops"]})):
        assert stack.refused("identity." + method, {"id": user["id"], **body}).reason == "WRONG_STATE"
    assert events(stack, user["id"], "user.*") == ["user.activated", "user.suspended", "user.activated", "user.left"]
    verbs = stack.psql("identity", "SELECT verb FROM audit WHERE subject_id = %s ORDER BY at", (user["id"],))
    assert [verb for verb, in verbs] == ["user.created", "user.suspended", "user.activated", "user.left"]


# ---- keys ----

def test_PLT_02_a_key_works_until_it_is_revoked(stack):
    made = stack.call("identity.CreateApiKey", {"name": "till", "roles": ["web_channel"], "teamPath": "/hq/store/",
                                                "channel": "STORE"})
    assert made["secret"].startswith("dsk_") and made["apiKey"]["channel"] == "STORE"
    me = mine(stack, made["secret"], "identity.WhoAmI")
    assert me["apiKey"]["id"] == made["apiKey"]["id"]
    granted = {grant["permission"] for grant in me["grants"]}
    assert "identity.self" in granted and {name for name in granted if not name.endswith(".self")} == {"leads.capture"}
    assert stack.refused("identity.SetPresence", {"state": "READY"}, as_=None,
                         token=made["secret"]).code == "failed_precondition"
    assert mine(stack, made["secret"], "identity.SignOut") in ({"ended": False}, {})
    revoked = stack.call("identity.RevokeApiKey", {"id": made["apiKey"]["id"]})["apiKey"]
    assert revoked["revokedAt"]
    assert stack.refused("identity.RevokeApiKey", {"id": made["apiKey"]["id"]}).reason == "WRONG_STATE"
    assert stack.refused("identity.RevokeApiKey", {"id": ABSENT}).code == "not_found"
    verbs = stack.psql("identity", "SELECT verb FROM audit WHERE subject_id = %s ORDER BY at", (made["apiKey"]["id"],))
    assert [verb for verb, in verbs] == ["api_key.created", "api_key.revoked"]
    assert made["apiKey"]["id"] in {key["id"] for key in stack.call("identity.ListApiKeys",
                                                                    {"pageSize": 200})["apiKeys"]}


def test_PLT_01_a_secret_is_shown_once(stack):
    key = uuid.uuid4().hex
    body = {"name": "twice", "roles": ["subscriber"], "teamPath": "/hq/"}
    first = stack.call("identity.CreateApiKey", body, key=key)
    again = stack.call("identity.CreateApiKey", body, key=key)
    assert again["apiKey"] == first["apiKey"] and "secret" in first and "secret" not in again


def test_PLT_02_what_is_wrong_with_a_new_key(stack):
    base = {"name": "bad", "roles": ["subscriber"], "teamPath": "/hq/"}
    for change, code in ((dict(roles=["king"]), "not_found"), (dict(teamPath="/hq/nowhere/"), "not_found"),
                         (dict(expiresAt="2020-01-01T00:00:00Z"), "invalid_argument")):
        assert stack.refused("identity.CreateApiKey", {**base, **change}).code == code
    assert stack.refused("identity.CreateApiKey", base, "manager").code == "permission_denied"
    assert stack.refused("identity.ListApiKeys", as_="manager").code == "permission_denied"


# ---- roles ----

def test_PLT_06_roles_can_be_changed_without_code(stack):
    code = fresh("role")
    grants = [{"permission": "leads.read", "scope": "SUBTREE"}, {"permission": "customers.read", "scope": "OWN"}]
    role = stack.call("identity.PutRole", {"code": code, "name": "Trainee", "grants": grants})["role"]
    assert role["version"] == "1" and len(role["grants"]) == 2
    user = make_user(stack, roles=[code, "store_clerk"])
    held = {grant["permission"]: grant["scope"] for grant in
            mine(stack, sign_in(stack, user["login"])["token"], "identity.WhoAmI")["grants"]}
    assert held["leads.read"] == "SUBTREE" and held["customers.search"] == "ALL"
    less = stack.call("identity.PutRole", {"code": code, "name": "Trainee", "grants": grants[:1], "expectedVersion": 1})
    assert less["role"]["version"] == "2"
    listed = {row["code"]: row for row in stack.call("identity.ListRoles")["roles"]}
    assert listed[code]["grants"] == grants[:1]
    assert [event["payload"]["role"] for event in stack.events("role.changed")].count(code) == 2


def test_PLT_06_what_is_wrong_with_a_role(stack):
    known = {"permission": "leads.read", "scope": "OWN"}
    base = {"code": fresh("role"), "name": "Bad", "grants": [known]}
    unknown = {"permission": "leads.reed", "scope": "OWN"}
    assert stack.refused("identity.PutRole", {**base, "grants": [known, unknown]}).field == "grants[1].permission"
    assert stack.refused("identity.PutRole", {**base, "grants": [known, known]}).field == "grants[1].permission"
    assert stack.refused("identity.PutRole", {**base, "code": "admin"}).code == "failed_precondition"
    assert stack.refused("identity.PutRole", {**base, "expectedVersion": 3}).reason == "VERSION_DIFFERS"
    assert stack.refused("identity.PutRole", base, "manager").code == "permission_denied"
    assert stack.refused("identity.ListRoles", as_="clerk").code == "permission_denied"


def test_PLT_02_the_roles_that_ship(stack):
    roles = {row["code"]: {grant["permission"]: grant["scope"] for grant in row["grants"]}
             for row in stack.call("identity.ListRoles")["roles"]}
    assert roles["admin"] == {"*": "ALL"}
    assert roles["telesales_agent"] == roles["field_sales"]
    assert roles["telesales_agent"]["customers.call"] == "OWN" and roles["sales_manager"]["customers.call"] == "SUBTREE"
    assert roles["store_clerk"]["customers.search"] == "ALL" and "customers.write" not in roles["store_clerk"]
    assert roles["subscriber"] == {"events.read": "ALL"}


# ---- presence ----

def test_INS_05_presence_is_told_when_it_changes(stack, user, token):
    assert mine(stack, token, "identity.SetPresence", {"state": "READY"})["presence"]["state"] == "READY"
    mine(stack, token, "identity.SetPresence", {"state": "READY"})
    paused = mine(stack, token, "identity.SetPresence", {"state": "PAUSED", "reason": "lunch"})["presence"]
    assert paused["reason"] == "lunch" and paused["since"]
    changes = [(event["payload"]["from"], event["payload"]["to"]) for event in stack.events("presence.changed")
               if event["aggId"] == user["id"]]
    assert changes == [("OFFLINE", "READY"), ("READY", "PAUSED")]
    shown = stack.call("identity.GetUser", {"id": user["id"]})["user"]["presence"]
    assert shown["state"] == "PAUSED" and shown["reason"] == "lunch"


def test_INS_05_a_pause_has_a_reason(stack, token):
    for body in ({"state": "PAUSED"}, {"state": "READY", "reason": "lunch"}):
        assert stack.refused("identity.SetPresence", body, as_=None, token=token).field == "reason"
