# SPDX-License-Identifier: Apache-2.0
"""Dead letters by the API: seen, acted on again in order, dropped; by whom and why is kept."""
import concurrent.futures
import json
import uuid

import pytest

from support.stack import wait_until


def new_user(stack):
    return stack.call("identity.CreateUser", {
        "login": "dl-" + uuid.uuid4().hex[:12], "name": "Dead Letter", "teamPath": "/hq/sales/tele/",
        "roles": ["telesales_agent"], "password": uuid.uuid4().hex})["user"]["id"]


def agent_state(stack, user_id):
    rows = stack.psql("leads", "SELECT state FROM leads.agent WHERE user_id = %s", (user_id,))
    return rows[0][0] if rows else None


class Poison:
    """While it stands, `leads` cannot write the row of one agent: a constraint that names him."""

    def __init__(self, stack, user_id):
        self.stack, self.user_id = stack, user_id
        self.name = "poison_" + uuid.uuid4().hex
        stack.psql("leads", f"ALTER TABLE leads.agent ADD CONSTRAINT {self.name} "
                            f"CHECK (user_id <> '{user_id}') NOT VALID")

    def cure(self):
        self.stack.psql("leads", f"ALTER TABLE leads.agent DROP CONSTRAINT IF EXISTS {self.name}")


def capture(stack, source):
    return stack.call("leads.CaptureLead", {"phone": f"139{uuid.uuid4().int % 10**8:08d}", "name": "Dead Letter",
                                            "sourceChannel": "WEB", "source": source}, "web")["lead"]["id"]


def facts(stack, leads):
    return {row[0] for row in stack.psql("insights", "SELECT lead_id::text FROM insights.lead_fact WHERE lead_id::text = ANY(%s)",
                                         (leads,))}


@pytest.fixture
def poisoned(stack):
    """A user whose events `leads` cannot act on: suspended, activated, suspended again; and his Poison."""
    user_id = new_user(stack)
    wait_until(lambda: agent_state(stack, user_id) == "ACTIVE", 20, "the agent's row")
    poison = Poison(stack, user_id)
    for method in ("identity.SuspendUser", "identity.ActivateUser", "identity.SuspendUser"):
        stack.call(method, {"id": user_id})
    wait_until(lambda: len(letters(stack, user_id)) == 3, 60, "three dead letters")
    yield user_id, poison
    poison.cure()
    for letter in letters(stack, user_id):
        stack.call("ops.DropDeadLetter", {"service": "leads", "id": letter["id"], "reason": "the test is over"}, "ops")


def letters(stack, user_id, **more):
    return stack.call("ops.ListDeadLetters", {"service": "leads", "aggId": user_id, **more}, "ops").get("letters", [])


def letters_of(stack, lead):
    return stack.call("ops.ListDeadLetters", {"service": "insights", "aggId": lead}, "ops").get("letters", [])


def ended(stack, repair):
    def find():
        found = stack.call("ops.ListRepairs", {"service": "leads", "id": repair["id"]}, "ops")["repairs"][0]
        return found if found["state"] != "WAITING" else None
    return wait_until(find, 30, "the repair's end")


def replay(stack, user_id, **more):
    return stack.call("ops.ReplayAggregate", {"service": "leads", "domain": "identity", "aggId": user_id}, "ops",
                      **more)["repair"]


def test_PLT_07_a_parked_aggregate_is_replayed_in_order_and_others_go_on(stack, poisoned):
    user_id, poison = poisoned
    seen = letters(stack, user_id)
    assert [e["type"] for e in seen] == ["user.suspended", "user.activated", "user.suspended"]
    assert [int(e["pos"]) for e in seen] == sorted(int(e["pos"]) for e in seen)
    assert [e["first"] for e in seen] == [True, False, False]
    assert [e["tries"] for e in seen] == [5, 0, 0]
    assert poison.name in seen[0]["error"] and "earlier event" in seen[1]["error"]
    assert json.loads(seen[0]["event"]["payloadJson"])["userId"] == user_id
    other = new_user(stack)
    wait_until(lambda: agent_state(stack, other) == "ACTIVE", 20, "another aggregate's event")

    failed = ended(stack, replay(stack, user_id))
    assert failed["state"] == "FAILED" and poison.name in failed["error"] and not failed.get("replayed")
    assert [e["tries"] for e in letters(stack, user_id)] == [6, 0, 0]
    assert agent_state(stack, user_id) == "ACTIVE"

    poison.cure()
    done = ended(stack, replay(stack, user_id))
    assert (done["state"], done["replayed"]) == ("DONE", 3)
    assert letters(stack, user_id) == []
    assert agent_state(stack, user_id) == "SUSPENDED"
    stack.call("identity.ActivateUser", {"id": user_id})
    wait_until(lambda: agent_state(stack, user_id) == "ACTIVE", 20, "the next event, which finds nothing parked")
    assert letters(stack, user_id) == []
    stack.call("identity.SuspendUser", {"id": other})


def test_PLT_07_of_writes_that_leave_together_the_one_at_fault_is_found(stack):
    """insights' facts go out many at once: one that cannot be written is found among them, and is the only one missing."""
    poison, source = "poison_" + uuid.uuid4().hex, uuid.uuid4().hex
    stack.psql("insights", f"ALTER TABLE insights.lead_fact ADD CONSTRAINT {poison} CHECK (source <> '{source}') NOT VALID")
    try:
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            leads = list(pool.map(lambda i: capture(stack, source if i == 7 else "show"), range(16)))
        bad = leads.pop(7)
        wait_until(lambda: letters_of(stack, bad), 60, "the dead letter")
        wait_until(lambda: facts(stack, leads) == set(leads), 30, "the other facts")
        letter = letters_of(stack, bad)[0]
        assert (letter["type"], letter["tries"]) == ("lead.captured", 5) and poison in letter["error"]
        assert not any(letters_of(stack, lead) for lead in leads)
    finally:
        stack.psql("insights", f"ALTER TABLE insights.lead_fact DROP CONSTRAINT {poison}")
    stack.call("ops.ReplayAggregate", {"service": "insights", "domain": "leads", "aggId": bad}, "ops")
    wait_until(lambda: not letters_of(stack, bad) and facts(stack, [bad]), 30, "the fact that was missing")


def test_PLT_07_a_replay_takes_effect_once_under_its_key_and_keeps_who_did_it(stack, poisoned):
    user_id, poison = poisoned
    poison.cure()
    key = uuid.uuid4().hex
    first, second = replay(stack, user_id, key=key), replay(stack, user_id, key=key)
    assert first["id"] == second["id"]
    done = ended(stack, first)
    assert done["replayed"] == 3
    assert done["actor"] == stack.call("identity.WhoAmI", {}, "ops")["user"]["id"]
    assert stack.psql("leads", "SELECT count(*) FROM leads.repair WHERE agg_id = %s", (user_id,)) == [(1,)]
    refusal = stack.refused("ops.ReplayAggregate", {"service": "leads", "domain": "identity", "aggId": user_id}, "ops")
    assert refusal.code == "not_found"


def test_PLT_07_single_letters_are_replayed_from_the_first_on_or_dropped(stack, poisoned):
    user_id, poison = poisoned
    first, second, third = letters(stack, user_id)
    refusal = stack.refused("ops.ReplayDeadLetter", {"service": "leads", "id": second["id"]}, "ops")
    assert (refusal.code, refusal.reason) == ("failed_precondition", "NOT_FIRST")
    poison.cure()
    repair = stack.call("ops.ReplayDeadLetter", {"service": "leads", "id": first["id"]}, "ops")["repair"]
    assert ended(stack, repair)["state"] == "DONE"
    assert agent_state(stack, user_id) == "SUSPENDED"
    dropped = stack.call("ops.DropDeadLetter", {"service": "leads", "id": second["id"], "reason": "came twice"}, "ops")
    assert (dropped["repair"]["action"], dropped["repair"]["reason"]) == ("DROP_LETTER", "came twice")
    assert [e["id"] for e in letters(stack, user_id)] == [third["id"]]
    one = stack.call("ops.GetDeadLetter", {"service": "leads", "id": third["id"]}, "ops")["letter"]
    assert one["first"] and one["event"]["aggId"] == user_id
    repairs = stack.call("ops.ListRepairs", {"pageSize": 200}, "ops")["repairs"]
    assert {repair["id"], dropped["repair"]["id"]} <= {e["id"] for e in repairs}


def test_PLT_07_the_list_goes_page_by_page_over_all_services(stack, poisoned):
    user_id, _ = poisoned
    found, token = [], ""
    while True:
        page = stack.call("ops.ListDeadLetters", {"aggId": user_id, "pageSize": 2, "pageToken": token}, "ops")
        assert len(page.get("letters", [])) <= 2 and "unreachable" not in page
        found += [e["id"] for e in page.get("letters", [])]
        token = page.get("nextPageToken")
        if not token:
            break
    assert found == [e["id"] for e in letters(stack, user_id)]
    assert letters(stack, user_id, type="user.activated")[0]["id"] == found[1]
    assert letters(stack, user_id, domain="customers") == []


def test_PLT_07_a_job_that_failed_ten_times_becomes_due_again(stack):
    """A letter as jobs.c writes it, of a lead that is not there any more: the job finds nothing to do and is over."""
    letter = str(uuid.uuid4())
    stack.psql("leads", "INSERT INTO leads.dead_letter (id, domain, pos, type, data, error, tries) "
                        "VALUES (%s, 'job', 0, 'conversion_timeout', %s, 'failed ten times', 10)",
               (letter, b"\x0a\x24" + str(uuid.uuid4()).encode()))
    shown = stack.call("ops.GetDeadLetter", {"service": "leads", "id": letter}, "ops")["letter"]
    assert shown["domain"] == "job" and "leadId" in json.loads(shown["jobPayloadJson"])
    repair = stack.call("ops.ReplayDeadLetter", {"service": "leads", "id": letter}, "ops")["repair"]
    assert (repair["state"], repair["replayed"]) == ("DONE", 1)
    wait_until(lambda: stack.psql("leads", "SELECT count(*) FROM leads.job WHERE dedupe = %s", ("replay/" + letter,)) ==
               [(0,)], 20, "the job's end")
    assert stack.refused("ops.GetDeadLetter", {"service": "leads", "id": letter}, "ops").code == "not_found"


@pytest.mark.parametrize("method, body", [
    ("ops.ListDeadLetters", {}), ("ops.ListRepairs", {}),
    ("ops.GetDeadLetter", {"service": "leads", "id": str(uuid.uuid4())}),
    ("ops.ReplayDeadLetter", {"service": "leads", "id": str(uuid.uuid4())}),
    ("ops.ReplayAggregate", {"service": "leads", "domain": "identity", "aggId": str(uuid.uuid4())}),
    ("ops.DropDeadLetter", {"service": "leads", "id": str(uuid.uuid4()), "reason": "none"})])
def test_PLT_07_dead_letters_are_for_operators(stack, method, body):
    assert stack.refused(method, body, "tele1").code == "permission_denied"
    if "service" in body:
        assert stack.refused(method, body, "ops").code == "not_found"
        assert stack.refused(method, dict(body, service="nobody"), "ops").field == "service"
    else:
        assert stack.refused(method, {"pageToken": "x"}, "ops").field == "page_token"
        assert stack.refused(method, {"service": "leads", "pageToken": "x"}, "ops").field == "page_token"


def test_PLT_07_the_command_line_shows_replays_and_drops(stack, poisoned):
    user_id, poison = poisoned
    first, second, third = letters(stack, user_id)
    listed = stack.cli("dlq", "list", "--service", "leads", "--agg", user_id)
    assert listed.returncode == 0, listed.stderr
    assert [line.split()[1] for line in listed.stdout.splitlines()] == [e["id"] for e in (first, second, third)]
    shown = json.loads(stack.cli("dlq", "show", "leads", first["id"]).stdout)
    assert shown["event"]["payload"]["userId"] == user_id
    failed = stack.cli("dlq", "replay", "leads", first["id"])
    assert failed.returncode == 1 and "FAILED" in failed.stdout and poison.name in failed.stdout
    assert stack.cli("dlq", "drop", "leads", third["id"]).returncode == 2
    dropped = stack.cli("dlq", "drop", "leads", third["id"], "--reason", "a test's")
    assert dropped.returncode == 0, dropped.stderr
    poison.cure()
    only = stack.cli("dlq", "replay", "leads", first["id"], "--only")
    assert only.returncode == 0 and "DONE, 1 replayed" in only.stdout
    rest = stack.cli("dlq", "replay", "leads", second["id"])
    assert rest.returncode == 0 and "DONE, 1 replayed" in rest.stdout
    assert stack.cli("dlq", "list", "--agg", user_id).stdout == "No dead letters.\n"
    assert stack.cli("dlq", "show", "leads", first["id"]).returncode == 1
