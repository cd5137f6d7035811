# SPDX-License-Identifier: Apache-2.0
"""The clock of the first response in business hours."""
import contextlib
import datetime

import psycopg2
import pytest

from intents import Agent, capture, events, lead, wait_event
from support.stack import wait_until

UTC = datetime.timezone.utc


@pytest.fixture
def agent(stack):
    return Agent(stack)


def at(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


@contextlib.contextmanager
def hours(stack, first, last):
    """Rules with business hours from one hour of the day to another."""
    rules = stack.call("leads.GetRules")["rules"]
    policy = {**rules["policy"], "workFromMinute": first * 60, "workUntilMinute": last * 60}
    stack.call("leads.PublishRules", {"rules": {**rules, "policy": policy}})
    try:
        yield rules
    finally:
        stack.call("leads.PublishRules", {"rules": rules})


def hour_away():
    """An hour of the day that is not now, nor was in the last hours."""
    return 3 if datetime.datetime.now(UTC).hour >= 12 else 18


def reckoned(stack, sql, parameters):
    """With 1 and 2 May 2031 off and Saturday, 3 May, worked for one of them; taken back."""
    connection = psycopg2.connect(**stack.dsn("leads"), options="-c search_path=leads -c TimeZone=UTC")
    try:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO calendar_entry (calendar, day, working) VALUES ('default', '2031-05-01', false), "
                           "('default', '2031-05-02', false), ('default', '2031-05-03', true)")
            cursor.execute(sql, parameters)
            return cursor.fetchone()[0]
    finally:
        connection.rollback()
        connection.close()


# 16 May 2031 is a Friday.
@pytest.mark.parametrize("since, minutes, zone, first, last, due", [
    ("2031-05-15 10:00", 30, "UTC", 540, 1080, "2031-05-15 10:30"),
    ("2031-05-15 07:00", 30, "UTC", 540, 1080, "2031-05-15 09:30"),          # before the hours
    ("2031-05-15 20:00", 30, "UTC", 540, 1080, "2031-05-16 09:30"),          # after them
    ("2031-05-16 17:00", 60, "UTC", 540, 1080, "2031-05-16 18:00"),          # just used up
    ("2031-05-16 17:00", 61, "UTC", 540, 1080, "2031-05-19 09:01"),          # over the weekend
    ("2031-05-17 12:00", 30, "UTC", 540, 1080, "2031-05-19 09:30"),
    ("2031-05-16 17:00", 60 + 9 * 60 + 5, "UTC", 540, 1080, "2031-05-20 09:05"),
    ("2031-04-30 17:30", 60, "UTC", 540, 1080, "2031-05-03 09:30"),          # two days off, a Saturday worked
    ("2031-05-16 17:00", 60, "Asia/Shanghai", 540, 1080, "2031-05-19 02:00"),
    ("2031-05-16 23:30", 60, "UTC", 0, 1440, "2031-05-19 00:30"),            # all hours of working days
    ("2031-03-28 16:30", 60, "Europe/Berlin", 540, 1080, "2031-03-31 07:30"),  # the clocks go forward on the 30th
    ("2031-05-16 10:00", 100000, "UTC", 540, 600, "2037-10-06 09:40"),
])
def test_LEA_12_a_deadline_is_so_many_minutes_of_business_hours_away(stack, since, minutes, zone, first, last, due):
    found = reckoned(stack, "SELECT work_moment_after(%s::timestamptz, %s, %s, %s, %s)", [since, minutes, zone, first, last])
    assert found.strftime("%Y-%m-%d %H:%M") == due
    back = reckoned(stack, "SELECT work_seconds(%s::timestamptz, %s, %s, %s, %s)", [since, found, zone, first, last])
    assert back == minutes * 60


@pytest.mark.parametrize("since, until, seconds", [
    ("2031-05-15 10:00", "2031-05-15 10:00:59.9", 59),
    ("2031-05-15 10:00", "2031-05-15 09:00", 0),
    ("2031-05-15 19:00", "2031-05-16 08:00", 0),
    ("2031-05-15 08:00", "2031-05-15 19:00", 9 * 3600),
    ("2031-05-16 17:00", "2031-05-19 10:00", 2 * 3600),
    ("2031-04-30 17:00", "2031-05-05 10:00", 11 * 3600),
])
def test_LEA_12_business_hours_between_two_moments(stack, since, until, seconds):
    assert reckoned(stack, "SELECT work_seconds(%s::timestamptz, %s::timestamptz, 'UTC', 540, 1080)", [since, until]) == seconds


def test_LEA_12_a_calendar_without_working_days_gives_a_deadline_all_the_same(stack):
    found = reckoned(stack, "INSERT INTO calendar_entry SELECT 'default', d, false FROM generate_series(date '2031-05-05', "
                            "date '2033-01-01', interval '1 day') AS d; "
                            "SELECT work_moment_after('2031-05-05 10:00', 60, 'UTC', 540, 1080)", [])
    assert found.strftime("%Y-%m-%d %H:%M") == "2032-05-05 00:00"


def test_LEA_12_the_rules_hours_decide_about_the_deadline(stack, agent):
    with hours(stack, 9, 10) as rules:
        shown = stack.call("leads.GetRules")["rules"]["policy"]
        assert (shown["workFromMinute"], shown["workUntilMinute"]) == (540, 600)
        for given in (agent.given(), agent.chosen()):  # by a manager, by the rules
            begun, due = at(given["assignedAt"]), at(given["slaDueAt"])
            open_at = due.replace(hour=9, minute=0, second=0, microsecond=0)
            assert open_at < due <= open_at + datetime.timedelta(hours=1) and due.weekday() < 5
            minutes = stack.psql("leads", "SET search_path = leads; SELECT work_seconds(%s, %s, 'UTC', 540, 600) / 60.0",
                                 [begun, due])[0][0]
            assert round(minutes) in {rule["minutes"] for rule in rules["deadlines"]}
            told = events(stack, given["id"], "lead.assigned")[-1]["payload"]
            assert told["slaDueAt"] == given["slaDueAt"]
    after = agent.given()
    minutes = (at(after["slaDueAt"]) - at(after["assignedAt"])).total_seconds() / 60
    assert minutes in {rule["minutes"] for rule in rules["deadlines"]}


def test_LEA_12_escalation_waits_for_business_hours(stack, agent):
    hour = hour_away()
    with hours(stack, hour, hour + 1):
        given = agent.given()

        def due(ago):
            stack.psql("leads", f"UPDATE leads.lead SET sla_due_at = now() - interval '{ago}' WHERE id = %s", [given["id"]])
            stack.psql("leads", "UPDATE leads.job SET due_at = now() WHERE kind = 'sla_breach'")
        due("2 hours")
        wait_event(stack, given["id"], "lead.response_sla_breached")  # one run tells of both
        assert not events(stack, given["id"], "lead.response_sla_escalated")
        due("30 days")
        assert wait_event(stack, given["id"], "lead.response_sla_escalated")["ownerId"] == agent.id


def test_LEA_12_the_first_contact_says_how_long_it_took_in_business_hours(stack, agent):
    hour = hour_away()
    with hours(stack, hour, hour + 1):
        given = agent.chosen()
        wait_until(lambda: stack.call("customers.GetCustomer", {"id": given["customerId"]})["customer"].get("ownerId")
                   == agent.id, 20, "the customer's owner")
        now = datetime.datetime.now(UTC)
        begun = now - datetime.timedelta(days=20)
        stack.psql("leads", "UPDATE leads.lead SET captured_at = %s WHERE id = %s", [begun, given["id"]])
        agent.activity(given)
        told = wait_event(stack, given["id"], "lead.first_contacted")
    days = [(begun + datetime.timedelta(days=n)).replace(hour=hour, minute=0, second=0) for n in range(21)]
    worked = [one for one in days if begun <= one < now and one.weekday() < 5]
    assert int(told["workingS"]) == len(worked) * 3600 and int(told["elapsedS"]) >= 20 * 86400


def test_LEA_12_without_hours_every_minute_counts(stack, agent):
    working = agent.working()
    told = wait_event(stack, working["id"], "lead.first_contacted")
    assert told["workingS"] == told["elapsedS"]
    assert "workFromMinute" not in stack.call("leads.GetRules")["rules"]["policy"]
