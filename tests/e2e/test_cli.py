# SPDX-License-Identifier: Apache-2.0
"""`dealspine call` and `dealspine fetch` against a running stack, as a person and as a subscriber would use them."""
import json
import os
import select
import subprocess

import pytest

from support.stack import BIN, wait_until


@pytest.fixture(scope="module")
def some_events(stack):
    """Some of one type."""
    for n in range(20):
        stack.call("identity.PutRole", {"code": f"cli_role_{n}", "name": f"Role {n}",
                                        "grants": [{"permission": "leads.read", "scope": "OWN"}]})
    wait_until(lambda: len(stack.events("role.changed")) >= 20, 20, "role.changed events")
    return stack


def fetch_process(stack, *arguments):
    return subprocess.Popen([os.path.join(BIN, "dealspine"), "--dir", stack.dir, "fetch", *arguments], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=stack.environment)


def places(lines):
    """(domain, position) of each whole line of --json output."""
    events = [json.loads(line) for line in lines if line.endswith("\n")]
    return [(event["domain"], int(event["pos"])) for event in events]


def test_call_prints_the_reply(stack):
    end = stack.cli("call", "identity.WhoAmI", "--as", "admin")
    assert end.returncode == 0, end.stderr
    assert json.loads(end.stdout)["user"]["login"] == "admin"
    end = stack.cli("call", "identity.ListTeams", "-", "--as", "admin", text='{"page_size": 1}')
    assert len(json.loads(end.stdout)["teams"]) == 1


def test_call_says_what_to_do_about_a_refusal(stack):
    end = stack.cli("call", "identity.WhoAmI")
    assert end.returncode == 1 and "unauthenticated" in end.stderr and "--as" in end.stderr
    end = stack.cli("call", "identity.GetUser", '{"id": "nobody"}', "--as", "admin")
    assert end.returncode == 1 and "invalid_argument" in end.stderr and "id" in end.stderr
    end = stack.cli("call", "identity.WhoAmI", "--as", "nobody-of-that-name")
    assert end.returncode == 1 and "access.json" in end.stderr
    end = stack.cli("call", "identity.WhoAmI", "--token", "dss_wrong")
    assert end.returncode == 1 and "unauthenticated" in end.stderr


def test_call_under_one_key_takes_effect_once(stack):
    request = json.dumps({"code": "cli_team", "name": "Team", "parentPath": "/hq/"})
    ends = [stack.cli("call", "identity.CreateTeam", request, "--as", "admin", "--key", "cli-team-1") for _ in range(2)]
    assert [end.returncode for end in ends] == [0, 0], ends
    assert ends[0].stdout == ends[1].stdout
    assert stack.cli("call", "identity.CreateTeam", request, "--as", "admin").returncode == 1


def test_fetch_prints_every_event_once_and_in_order(some_events):
    end = some_events.cli("fetch", "--types", "role.*,team.*", "--from", "earliest", "--json")
    assert end.returncode == 0, end.stderr
    found = places(end.stdout.splitlines(keepends=True))
    assert found == [(e["domain"], int(e["pos"])) for e in some_events.events("role.*", "team.*")]
    assert not [line for line in end.stdout.splitlines() if not isinstance(json.loads(line)["payload"], dict)]


def test_fetch_for_people_is_one_line_an_event(some_events):
    end = some_events.cli("fetch", "--types", "role.changed")
    assert end.returncode == 0, end.stderr
    assert len(end.stdout.splitlines()) == len(some_events.events("role.changed"))
    assert all(" role.changed role " in line for line in end.stdout.splitlines())


def test_fetch_from_a_kept_cursor_prints_only_what_is_new(some_events, tmp_path):
    cursor = str(tmp_path / "a cursor")
    some_events.cli("fetch", "--types", "role.*", "--cursor-file", cursor)
    assert some_events.cli("fetch", "--types", "role.*", "--cursor-file", cursor).stdout == ""
    some_events.call("identity.PutRole", {"code": "cli_new", "name": "New", "grants": []})
    wait_until(lambda: "role.changed" in some_events.cli("fetch", "--types", "role.*", "--cursor-file", cursor).stdout, 10)
    assert some_events.cli("fetch", "--types", "role.*", "--cursor-file", cursor).stdout == ""


def test_fetch_follows_until_it_is_stopped(some_events):
    process = fetch_process(some_events, "--json", "--follow", "--from", "latest", "--types", "role.changed")
    try:
        for nth in range(20):  # the end of the log is where it stands when the program asks
            some_events.call("identity.PutRole", {"code": "cli_live", "name": f"Live {nth}", "grants": []})
            if select.select([process.stdout], [], [], 1)[0]:
                break
        line = process.stdout.readline()
        assert json.loads(line)["payload"]["role"] == "cli_live"
    finally:
        process.kill()
        process.communicate()


def test_states_prints_the_services_own_tables(stack):
    listed = stack.cli("states").stdout.split("\n")
    for noun in ("lead", "opportunity", "contract"):
        assert f"  {noun}" in listed
        table = stack.cli("states", noun)
        assert table.returncode == 0 and "FROM" in table.stdout
        assert stack.cli("states", noun, "--graph").stdout.startswith(f"digraph {noun} {{")
