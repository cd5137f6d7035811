# SPDX-License-Identifier: Apache-2.0
"""`dealspine status` in words, and as JSON; also when part of the stack is down."""
import json
import re
import signal
import uuid

from support.stack import Stack, wait_until


def test_status_says_in_words_how_everybody_is(stack):
    def calm():
        status = stack.cli("status")
        return status if "everybody has acted on all there are" in status.stdout else None

    status = wait_until(calm, 30, "the end of all reading")
    assert status.returncode == 0, status.stdout
    for program in ("postgres", "identity", "leads", "gateway"):
        assert re.search(rf"^{program} +ready ", status.stdout, re.M)
    assert re.search(r"^Dead letters: (none\.|\d+\. See: dealspine dlq list)$", status.stdout, re.M)
    assert re.search(r"^Jobs: \d+ planned, \d+ late\.$", status.stdout, re.M)
    assert re.search(r"^Redis: ", status.stdout, re.M)
    assert re.search(r"^(Errors: none since the start\.|Last errors:)$", status.stdout, re.M)


def test_status_as_json_holds_files_and_services(stack):
    status = json.loads(stack.cli("status", "--json").stdout)
    assert {p["name"] for p in status["programs"]} >= {"postgres", "gateway", "leads"}
    instances = {i["service"]: i for i in status["instances"]}
    assert {"identity", "leads"} <= set(instances) and "unreachable" not in status
    assert {c["domain"] for c in instances["leads"]["consumers"]} >= {"identity", "customers"}


def test_status_tells_of_dead_letters_errors_and_who_is_away():
    small = Stack(services="identity leads gateway")
    try:
        small.psql("leads", "INSERT INTO leads.dead_letter (domain, pos, agg_id, type, data, error) "
                            "VALUES ('identity', 999999, %s, 'user.moved', '', 'a test put it here')", (str(uuid.uuid4()),))
        words = wait_until(lambda: [text for text in [small.cli("status").stdout] if "Dead letters: 1" in text], 20,
                           "the dead letter")[0]
        assert "leads could not act on 1; 1 aggregates are parked there." in words
        assert "leads has not heard of customers yet." in words
        small.kill("leads", signal.SIGSTOP)
        away = wait_until(lambda: [s for s in [small.cli("status")] if "leads does not answer." in s.stdout], 20,
                          "the loss of leads")[0]
        assert away.returncode == 1
        small.kill("leads", signal.SIGCONT)
        small.kill("gateway", signal.SIGSTOP)
        alone = small.cli("status")
        assert "The services could not be asked how they are" in alone.stdout
        assert re.search(r"^leads +", alone.stdout, re.M)
        assert "notAsked" in json.loads(small.cli("status", "--json").stdout)
        small.kill("gateway", signal.SIGCONT)
        wait_until(lambda: "Dead letters: 1" in small.cli("status").stdout, 20, "the gateway's return")
    finally:
        small.stop()
