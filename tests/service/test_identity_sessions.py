# SPDX-License-Identifier: Apache-2.0
"""Who is signed in where, ending sessions, passwords for one sign-in, and addresses that try too often."""
import uuid

import pytest
import requests

from test_identity import ABSENT, PASSWORD, fresh, make_user, mine, sign_in
from support.stack import Stack

OTHER = "quite another password"


@pytest.fixture
def user(stack):
    return make_user(stack)


@pytest.fixture
def tokens(stack, user):
    """Two sessions of one user."""
    return [sign_in(stack, user["login"])["token"] for _ in range(2)]


def sessions(stack, token, **body):
    return mine(stack, token, "identity.ListSessions", body).get("sessions", [])


def ended(stack, user):
    """{session: reason} of the user's sessions that were ended, as told."""
    return {event["aggId"]: event["payload"]["reason"] for event in stack.events("session.ended")
            if event["payload"]["userId"] == user["id"]}


def over(stack, token):
    return stack.refused("identity.WhoAmI", as_=None, token=token).code == "unauthenticated"


# ---- sessions ----

def test_PLT_02_sessions_are_listed_with_the_one_that_asks(stack, user, tokens):
    reply = stack.post("identity.SignIn", {"login": user["login"], "password": PASSWORD}, as_=None,
                       headers={"User-Agent": "Till/3"}).json()
    listed = sessions(stack, reply["token"])
    assert [row["current"] for row in listed] == [True, False, False]
    assert listed[0]["id"] == reply["sessionId"] and listed[0]["client"] == "Till/3"
    assert all(row["userId"] == user["id"] and row["expiresAt"] > row["createdAt"] for row in listed)
    assert sessions(stack, stack.token("admin"), userId=user["id"])[0]["current"] is False
    started = [event for event in stack.events("session.started") if event["payload"]["userId"] == user["id"]]
    assert {event["aggId"] for event in started} == {row["id"] for row in listed}
    assert not any("Till" in str(event) for event in started)


def test_PLT_02_sessions_of_others_are_their_own_business(stack, user, tokens):
    stranger = sign_in(stack, make_user(stack)["login"])["token"]
    theirs = sessions(stack, tokens[0])[0]["id"]
    for method, body in (("ListSessions", {"userId": user["id"]}), ("RevokeSession", {"id": theirs}),
                         ("SignOutEverywhere", {"userId": user["id"]})):
        refusal = stack.refused("identity." + method, body, as_=None, token=stranger)
        assert refusal.code == "not_found", method
    assert len(sessions(stack, tokens[0])) == 2
    key = stack.call("identity.CreateApiKey", {"name": "till", "roles": ["subscriber"], "teamPath": "/hq/"})["secret"]
    for method in ("ListSessions", "SignOutEverywhere"):
        assert stack.refused("identity." + method, {"userId": ABSENT}).code == "not_found"
        assert stack.refused("identity." + method, as_=None, token=key).code == "failed_precondition"
        assert stack.refused("identity." + method, as_=None).code == "unauthenticated"


def test_PLT_02_one_session_is_revoked(stack, user, tokens):
    mark = {row["current"]: row["id"] for row in sessions(stack, tokens[0])}
    mine(stack, tokens[0], "identity.RevokeSession", {"id": mark[False]})
    assert over(stack, tokens[1]) and not ended(stack, user).keys() - {mark[False]}
    assert ended(stack, user)[mark[False]] == "REVOKED"
    again = stack.refused("identity.RevokeSession", {"id": mark[False]}, as_=None, token=tokens[0])
    assert again.code == "not_found"
    stack.call("identity.RevokeSession", {"id": mark[True]})  # the administrator, the other one
    assert over(stack, tokens[0])
    verbs = stack.psql("identity", "SELECT verb FROM audit WHERE subject_id = ANY (%s)", (list(mark.values()),))
    assert [verb for verb, in verbs].count("session.revoked") == 2


def test_PLT_02_signing_out_everywhere(stack, user, tokens):
    third = sign_in(stack, user["login"])["token"]
    kept = mine(stack, third, "identity.SignOutEverywhere", {"keepThis": True})
    assert kept["sessionsEnded"] == 2 and len(sessions(stack, third)) == 1
    assert over(stack, tokens[0]) and over(stack, tokens[1])
    assert mine(stack, third, "identity.SignOutEverywhere")["sessionsEnded"] == 1
    assert over(stack, third) and set(ended(stack, user).values()) == {"REVOKED"} and len(ended(stack, user)) == 3


def test_PLT_02_the_reason_of_an_end_is_told(stack, user, tokens):
    first, second = (sessions(stack, token) for token in tokens)
    own = {row["id"] for row in first if row["current"]} | {row["id"] for row in second if row["current"]}
    mine(stack, tokens[0], "identity.SignOut")
    mine(stack, tokens[1], "identity.ChangePassword", {"oldPassword": PASSWORD, "newPassword": OTHER})
    third = sign_in(stack, user["login"], OTHER)["sessionId"]
    mine(stack, tokens[1], "identity.ChangePassword", {"oldPassword": OTHER, "newPassword": PASSWORD})
    stack.call("identity.SuspendUser", {"id": user["id"]})
    told = ended(stack, user)
    assert told.keys() == own | {third} and told[third] == "PASSWORD_CHANGED"
    assert sorted(told.values()) == ["PASSWORD_CHANGED", "SIGNED_OUT", "USER_SUSPENDED"]


# ---- passwords for one sign-in ----

def granted(stack, token):
    return {row["permission"] for row in mine(stack, token, "identity.WhoAmI")["grants"]}


@pytest.mark.parametrize("how", ["created", "activated", "reset"])
def test_PLT_02_a_temporary_password_is_good_for_choosing_another(stack, how):
    user = make_user(stack, password=None if how == "activated" else PASSWORD, temporaryPassword=how == "created")
    if how == "activated":
        stack.call("identity.ActivateUser", {"id": user["id"], "password": PASSWORD, "temporaryPassword": True})
    if how == "reset":
        stack.call("identity.ResetPassword", {"id": user["id"], "password": PASSWORD})
    assert stack.call("identity.GetUser", {"id": user["id"]})["user"]["mustChangePassword"] is True
    reply = sign_in(stack, user["login"])
    assert reply["mustChangePassword"] is True and granted(stack, reply["token"]) == {"identity.self"}
    assert [grant["permission"] for grant in reply["who"]["grants"]] == ["identity.self"]
    for method in ("leads.ListLeads", "identity.ListUsers", "customers.ListCustomers", "events.Fetch"):
        assert stack.refused(method, as_=None, token=reply["token"]).code in ("permission_denied", "unimplemented")
    change = {"oldPassword": PASSWORD, "newPassword": PASSWORD}
    assert stack.refused("identity.ChangePassword", change, as_=None, token=reply["token"]).field == "new_password"
    mine(stack, reply["token"], "identity.ChangePassword", {**change, "newPassword": OTHER})
    assert "leads.read" in granted(stack, reply["token"])
    later = sign_in(stack, user["login"], OTHER)
    assert later["mustChangePassword"] is False and "leads.read" in granted(stack, later["token"])


def test_PLT_02_a_temporary_password_needs_a_password(stack):
    body = {"login": fresh(), "name": "X", "teamPath": "/hq/", "roles": ["ops"], "temporaryPassword": True}
    assert stack.refused("identity.CreateUser", body).field == "temporary_password"
    user = make_user(stack)
    stack.call("identity.SuspendUser", {"id": user["id"]})
    body = {"id": user["id"], "temporaryPassword": True}
    assert stack.refused("identity.ActivateUser", body).field == "temporary_password"


def test_PLT_02_resetting_ends_sessions_and_opens_a_locked_login(stack, user, tokens):
    assert [sign_in(stack, user["login"], "wrong password")["outcome"] for _ in range(10)][-1] == "LOCKED"
    locked = [event for event in stack.events("sign_in.locked") if event["aggId"] == user["id"]]
    assert len(locked) == 1 and locked[0]["payload"]["lockedUntil"]
    stale = {"id": user["id"], "password": OTHER, "expectedVersion": 99}
    assert stack.refused("identity.ResetPassword", stale).reason == "VERSION_DIFFERS"
    reset = stack.call("identity.ResetPassword", {"id": user["id"], "password": OTHER})["user"]
    assert reset["mustChangePassword"] is True
    assert all(over(stack, token) for token in tokens) and set(ended(stack, user).values()) == {"PASSWORD_CHANGED"}
    assert sign_in(stack, user["login"], OTHER)["outcome"] == "SIGNED_IN"
    told = [event["payload"] for event in stack.events("password.changed") if event["aggId"] == user["id"]]
    assert told == [{"userId": user["id"], "temporary": True}]


def test_PLT_02_whose_password_is_not_reset(stack, user):
    body = {"password": OTHER}
    assert stack.refused("identity.ResetPassword", {**body, "id": user["id"]}, "manager").code == "permission_denied"
    assert stack.refused("identity.ResetPassword", {**body, "id": ABSENT}).code == "not_found"
    assert stack.refused("identity.ResetPassword", {"id": user["id"], "password": "short"}).field == "password"
    invited = make_user(stack, password=None)
    assert stack.refused("identity.ResetPassword", {**body, "id": invited["id"]}).reason == "WRONG_STATE"
    stack.call("identity.OffboardUser", {"id": user["id"]})
    assert stack.refused("identity.ResetPassword", {**body, "id": user["id"]}).reason == "WRONG_STATE"


# ---- the organisation's days ----

def test_PLT_01_who_signs_in_or_asks_who_he_is_is_told_where_days_begin(stack, user):
    told = sign_in(stack, user["login"])
    assert told["who"]["zone"] == mine(stack, told["token"], "identity.WhoAmI")["zone"] == "UTC"
    shanghai = Stack(demo=False, services="identity gateway", scale=1, environment={"DEALSPINE_ZONE": "Asia/Shanghai"})
    try:
        admin = shanghai.access()["users"][0]
        told = sign_in(shanghai, admin["login"], admin["password"])
        assert told["who"]["zone"] == mine(shanghai, told["token"], "identity.WhoAmI")["zone"] == "Asia/Shanghai"
    finally:
        shanghai.stop()
    assert stack.refused("identity.WhoAmI", as_=None, token="dss_" + "0" * 43).code == "unauthenticated"


# ---- addresses ----

def test_PLT_02_an_address_that_is_refused_too_often_is_shut_in_the_database():
    """Also where no Redis counts, and whichever logins it tries; another address may go on."""
    stack = Stack(demo=False, services="identity gateway", options=("--no-redis",), scale=1,
                  environment={"DEALSPINE_IDENTITY_SOURCE_FAILURES": "4", "DEALSPINE_GATEWAY_FORWARDED": "yes"})

    def attempt(address, login, password="wrong password"):
        body = {"login": login, "password": password}
        return stack.call("identity.SignIn", body, as_=None, headers={"X-Forwarded-For": address})["outcome"]

    try:
        for login in (uuid.uuid4().hex for _ in range(4)):
            assert attempt("192.0.2.1", login) == "REFUSED"
        assert attempt("192.0.2.1", fresh()) == "LOCKED"
        admin = stack.access()["users"][0]
        assert attempt("192.0.2.1", admin["login"], admin["password"]) == "LOCKED"
        assert attempt("192.0.2.2", admin["login"], admin["password"]) == "SIGNED_IN"
        rows = stack.psql("identity", "SELECT login_hash FROM sign_in_failure WHERE login_hash LIKE 'source:%'")
        assert len(rows) == 1 and "192.0.2" not in str(rows)
        stack.psql("identity", "UPDATE sign_in_failure SET locked_until = now(), first_at = now() - interval '16 min'")
        assert attempt("192.0.2.1", fresh()) == "REFUSED"
    finally:
        stack.stop()


# ---- a browser's day ----

def test_PLT_01_a_browser_signs_in_chooses_a_password_listens_and_is_shut_out(stack):
    user = make_user(stack, roles=["sales_manager"], temporaryPassword=True)
    own = {"Dealspine-Console": "1", "Origin": stack.url, "Content-Type": "application/json"}
    browser = requests.Session()

    def call(method, body=None):
        return browser.post(stack.url + stack.path(method), json=body or {}, headers=own, timeout=30)

    begun = browser.post(stack.url + "/session", json={"login": user["login"], "password": PASSWORD}, headers=own, timeout=30)
    assert begun.json()["mustChangePassword"] is True and "token" not in begun.json()
    assert call("identity.ListUsers").status_code == 403
    assert browser.get(stack.url + "/events", headers={"Sec-Fetch-Site": "same-origin"}, timeout=30).status_code == 403
    assert call("identity.ChangePassword", {"oldPassword": PASSWORD, "newPassword": OTHER}).status_code == 200
    assert call("identity.ListUsers").status_code == 200
    with browser.get(stack.url + "/events", headers={"Sec-Fetch-Site": "same-origin"}, stream=True, timeout=30) as stream:
        assert stream.status_code == 200 and stream.headers["Content-Type"] == "text/event-stream"
        assert next(stream.iter_lines()).startswith(b"retry:")
    assert call("leads.ListLeads").status_code == 200
    session = call("identity.ListSessions").json()["sessions"][0]
    assert session["current"] is True and session["client"].startswith("python-requests/")
    stack.call("identity.RevokeSession", {"id": session["id"]})
    assert call("leads.ListLeads").status_code == 401
    gone = browser.delete(stack.url + "/session", headers=own, timeout=30)
    assert gone.status_code == 200 and not browser.cookies
