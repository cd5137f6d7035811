# SPDX-License-Identifier: Apache-2.0
"""`dealspine demo` plays the whole deal, each time with another person."""
import json


def test_the_demo_goes_from_the_first_click_to_the_reversal_as_often_as_it_is_played(stack):
    for _ in range(2):
        done = stack.cli("demo", "--json")
        assert done.returncode == 0, done.stdout + done.stderr
        steps = [json.loads(line) for line in done.stdout.splitlines()]
        assert [step["step"] for step in steps] == list(range(1, len(steps) + 1))
        assert all(step["ok"] and step["told"] for step in steps)
        refused = {refusal["method"] for step in steps for refusal in step["refused"]}
        assert {"contracts.ApproveContract", "contracts.RecordMark", "events.Fetch"} <= refused
        assert {"aftersales.ProposePlan", "aftersales.CloseCase", "qa.ReviseEvaluation", "contracts.VoidContract"} <= refused
        told = [sentence for step in steps for sentence in step["told"]]
        assert any("opportunity is WON" in sentence for sentence in told)
        assert any("SCHEDULED" in sentence for sentence in told) and any("REVISED" in sentence for sentence in told)
        assert "SUSPENDED" in str(steps[-1]["told"]) and "OPEN again" in steps[-1]["told"][1]


def test_the_demo_speaks_in_sentences(stack):
    done = stack.cli("demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Refused:" in done.stdout and "three touches" in done.stdout
    assert done.stdout.rstrip().endswith("The deal was closed, cared for and taken back.")


def test_without_a_stack_it_says_what_to_do(stack, tmp_path):
    done = stack.cli("--dir", str(tmp_path / "none"), "demo")
    assert done.returncode == 2 and "up" in done.stderr
