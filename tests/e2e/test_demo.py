# SPDX-License-Identifier: Apache-2.0
"""`dealspine demo` plays the whole deal, each time with another person."""
import json


def test_the_demo_ends_with_a_closed_deal_as_often_as_it_is_played(stack):
    for _ in range(2):
        done = stack.cli("demo", "--json")
        assert done.returncode == 0, done.stdout + done.stderr
        steps = [json.loads(line) for line in done.stdout.splitlines()]
        assert [step["step"] for step in steps] == list(range(1, len(steps) + 1))
        assert all(step["ok"] and step["told"] for step in steps)
        refused = {refusal["method"] for step in steps for refusal in step["refused"]}
        assert {"contracts.ApproveContract", "contracts.RecordMark", "events.Fetch"} <= refused
        assert "WON" in steps[-1]["told"][-1]


def test_the_demo_speaks_in_sentences(stack):
    done = stack.cli("demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Refused:" in done.stdout and "three touches" in done.stdout
    assert done.stdout.rstrip().endswith("The deal is closed and the opportunity is WON.")


def test_without_a_stack_it_says_what_to_do(stack, tmp_path):
    done = stack.cli("--dir", str(tmp_path / "none"), "demo")
    assert done.returncode == 2 and "up" in done.stderr
