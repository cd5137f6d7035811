# SPDX-License-Identifier: Apache-2.0
"""Filters of lists that users keep under a name, for themselves or for their team."""
import uuid

import pytest

from test_identity import make_user, mine, sign_in


def login(stack, **more):
    return sign_in(stack, make_user(stack, **more)["login"])["token"]


@pytest.fixture
def token(stack):
    return login(stack)


@pytest.fixture
def word():
    """A list of nobody else."""
    return f"list-{uuid.uuid4().hex[:12]}"


def put(stack, token, word, **body):
    return mine(stack, token, "identity.PutView", {"list": word, "name": "Hot ones", "filters": "grade=A", **body})["view"]


def names(stack, token, word):
    return [view["name"] for view in mine(stack, token, "identity.ListViews", {"list": word}).get("views", [])]


def refused(stack, token, method, body):
    return stack.refused("identity." + method, body, as_=None, token=token)


def test_PLT_02_a_view_is_kept_changed_and_forgotten(stack, token, word):
    made = put(stack, token, word)
    assert made["mine"] and made["version"] == "1" and "teamPath" not in made
    changed = put(stack, token, word, id=made["id"], name="Warm ones", filters="grade=B", expectedVersion="1")
    assert (changed["name"], changed["filters"], changed["version"]) == ("Warm ones", "grade=B", "2")
    assert names(stack, token, word) == ["Warm ones"]
    assert put(stack, token, word, name="All", filters="")["filters"] == ""
    mine(stack, token, "identity.DeleteView", {"id": made["id"]})
    assert names(stack, token, word) == ["All"]
    assert refused(stack, token, "DeleteView", {"id": made["id"]}).code == "not_found"


def test_PLT_02_a_private_view_is_its_owners_alone(stack, token, word):
    made = put(stack, token, word)
    other = login(stack)
    assert names(stack, other, word) == []
    assert refused(stack, other, "PutView", {"id": made["id"], "list": word, "name": "x"}).code == "not_found"
    assert refused(stack, other, "DeleteView", {"id": made["id"]}).code == "not_found"
    assert refused(stack, stack.token("admin"), "DeleteView", {"id": made["id"]}).code == "not_found"
    assert names(stack, token, word) == ["Hot ones"]


def test_PLT_02_a_shared_view_is_seen_by_the_team_and_below_it(stack, token, word):
    manager = login(stack, teamPath="/hq/sales/", roles=["sales_manager"])
    put(stack, manager, word, name="Of sales", shared=True)
    put(stack, token, word, name="Of telesales", shared=True)
    views = mine(stack, login(stack), "identity.ListViews", {"list": word})["views"]
    assert [(view["name"], view["teamPath"], view["mine"]) for view in views] == [
        ("Of sales", "/hq/sales/", False), ("Of telesales", "/hq/sales/tele/", False)]
    assert names(stack, manager, word) == ["Of sales"]
    assert names(stack, login(stack, teamPath="/hq/legal/", roles=["legal"]), word) == []
    mate = login(stack)
    assert refused(stack, mate, "DeleteView", {"id": views[1]["id"]}).code == "not_found"
    mine(stack, stack.token("admin"), "identity.DeleteView", {"id": views[1]["id"]})
    assert names(stack, mate, word) == ["Of sales"]


def test_PLT_02_what_is_wrong_with_a_view(stack, token, word):
    made = put(stack, token, word)
    assert refused(stack, token, "PutView", {"list": word, "name": "Hot ones"}).code == "already_exists"
    assert refused(stack, token, "PutView", {"list": word}).code == "invalid_argument"
    assert refused(stack, token, "ListViews", {"list": "no such list!"}).code == "invalid_argument"
    stale = refused(stack, token, "PutView", {"id": made["id"], "list": word, "name": "x", "expectedVersion": "7"})
    assert stale.code == "aborted"
    key = stack.access()["keys"][0]["token"]
    for method, body in (("PutView", {"list": word, "name": "x"}), ("ListViews", {"list": word}), ("DeleteView", {"id": made["id"]})):
        assert refused(stack, key, method, body).code == "failed_precondition", method


def test_PLT_02_nobody_keeps_more_than_a_hundred_views(stack, token, word):
    for nth in range(100):
        put(stack, token, word, name=f"view {nth:03}")
    refusal = refused(stack, token, "PutView", {"list": word, "name": "one more"})
    assert (refusal.code, refusal.reason) == ("failed_precondition", "TOO_MANY_VIEWS")
    assert len(names(stack, token, word)) == 100
