# SPDX-License-Identifier: Apache-2.0
"""GET /changes: who may not read events is told that something he may read has changed, and no more than that."""
import base64
import time
import uuid

from support.sse import Reader


def read(stack, as_, **more):
    reader = Reader(stack.url, stack.token(as_), path="/changes", **more)
    assert reader.status == 200, reader.error
    return reader.start().wait(lambda r: r.last_id is not None)


def lead_of(stack, login):
    """A new lead that belongs to this user."""
    lead = stack.call("leads.CaptureLead", {
        "phone": "+8613" + str(uuid.uuid4().int)[:9], "name": "Wang Fang", "sourceChannel": "PHONE",
        "product": "p" + uuid.uuid4().hex[:8]}, "admin")["lead"]
    owner = stack.call("identity.WhoAmI", {}, login)["user"]["id"]
    if lead.get("ownerId") != owner:
        stack.call("leads.AssignLead", {"leadId": lead["id"], "ownerId": owner})
    return lead


def drop(stack, lead):
    stack.call("leads.DisqualifyLead", {"leadId": lead["id"], "reason": "TIMING"})


def ids(reader):
    return {change.get("aggId") for _, _, change in reader.events}


def test_PLT_02_an_agent_is_told_of_his_teams_records_within_a_second_and_not_of_others(stack):
    other = lead_of(stack, "field")
    agent, all_ = read(stack, "tele1"), read(stack, "manager")
    drop(stack, other)
    mine = lead_of(stack, "tele2")
    began = time.monotonic()
    agent.wait(lambda r: mine["id"] in ids(r))
    assert time.monotonic() - began < 5, "a second, where nothing else is done"
    all_.wait(lambda r: {mine["id"], other["id"]} <= ids(r))
    assert other["id"] not in ids(agent), "events of a domain come in order: that one was before"
    seen = {}
    for identifier, kind, change in agent.events:
        assert kind == "changed" and identifier
        assert set(change) <= {"domain", "aggType", "aggId"}, "nothing of what it says"
        seen.setdefault(change["domain"], set()).add(change["aggType"])
    assert "lead" in seen["leads"]
    assert stack.refused("leads.GetLead", {"leadId": other["id"]}, "tele1").code == "not_found"
    agent.kill()
    all_.kill()


def test_PLT_02_what_a_role_cannot_read_it_is_not_told_of(stack):
    legal, manager = read(stack, "legal"), read(stack, "manager")
    lead = lead_of(stack, "tele1")
    manager.wait(lambda r: lead["id"] in ids(r))
    assert {change["domain"] for _, _, change in legal.events} <= {"contracts"}
    for reader in (legal, manager):
        reader.kill()


def test_PLT_07_after_an_interruption_he_is_told_what_he_missed(stack):
    foreign = lead_of(stack, "field")
    reader = read(stack, "tele1")
    before = lead_of(stack, "tele1")
    reader.wait(lambda r: before["id"] in ids(r))
    reader.kill()
    missed = lead_of(stack, "tele1")
    drop(stack, foreign)
    after = lead_of(stack, "tele1")
    again = read(stack, "tele1", last_id=reader.last_id)
    again.wait(lambda r: after["id"] in ids(r))
    assert missed["id"] in ids(again) and foreign["id"] not in ids(again)
    again.kill()


def test_PLT_07_after_a_restore_one_hint_stands_for_all(stack):
    reader = read(stack, "legal")
    reader.kill()
    raw = bytearray(base64.urlsafe_b64decode(reader.last_id + "=" * (-len(reader.last_id) % 4)))
    at = raw.find(b"contracts") + len("contracts") + 2
    raw[at] = ord("0") if raw[at] != ord("0") else ord("1")
    again = Reader(stack.url, stack.token("legal"), path="/changes",
                   last_id=base64.urlsafe_b64encode(bytes(raw)).decode()).start()
    again.wait(lambda r: r.events)
    assert again.events[0][1:] == ("changed", {"domain": "contracts"})
    again.kill()


def test_PLT_02_changes_need_somebody_who_may_read_something(stack):
    assert Reader(stack.url, path="/changes").status == 401
    assert Reader(stack.url, "dss_nonsense", path="/changes").status == 401
    refused = Reader(stack.url, stack.token("subscriber"), path="/changes")
    assert (refused.status, refused.error["code"]) == (403, "permission_denied")
    assert Reader(stack.url, stack.token("tele1"), path="/changes", last_id="%%%").status == 400
    assert stack.http.post(stack.url + "/changes").status_code == 405
    assert Reader(stack.url, stack.token("tele1")).status == 403, "events themselves stay closed to him"
