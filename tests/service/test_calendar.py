# SPDX-License-Identifier: Apache-2.0
"""The working calendars: identity keeps them, leads, opportunities, insights and aftersales follow."""
import datetime
import glob
import json
import os
import signal

import psycopg2
import pytest

from selling import HEAD, SELLER, opportunity
from support.holidays import entries, followed, holidays
from support.importing import public
from support.stack import ROOT

CN_2026, cn_2026 = public("cn_holidays", "2026.json")


def put(stack, calendar, days, as_="manager"):
    return stack.call("identity.PutCalendarDays", {"calendar": calendar, "days": days}, as_).get("days", 0)


def shown(stack, calendar, first, until):
    return stack.call("identity.ListCalendarDays", {"calendar": calendar, "from": first, "until": until}, "engineer")


@cn_2026
def test_LEA_26_the_holidays_of_a_year_are_entered_as_published(stack):
    with open(CN_2026) as file:
        rows = json.load(file)["days"]
    year = [{"day": row["date"], "kind": "OFF" if row["isOffDay"] else "WORKED", "name": row["name"]} for row in rows]
    assert put(stack, "cn", year) == put(stack, "cn", year) == len(year)
    reply = shown(stack, "cn", "2026-01-01", "2026-12-31")
    assert reply["days"] == sorted(year, key=lambda row: row["day"])
    off, on = ({row["day"] for row in year if row["kind"] == kind} for kind in ("OFF", "WORKED"))
    plain = [datetime.date(2026, 1, 1) + datetime.timedelta(days=n) for n in range(365)]
    expected = sum(str(one) in on or one.weekday() < 5 and str(one) not in off for one in plain)
    assert reply["workingDays"] == expected != sum(one.weekday() < 5 for one in plain)
    known = followed(stack, "cn")
    assert {day for day, working in known.items() if not working} == off and len(known) == len(year)


def test_LEA_26_a_day_is_taken_back_and_another_calendar_is_left_alone(stack):
    week = ("2031-04-28", "2031-05-04")
    assert put(stack, "c1", entries(["2031-05-01", "2031-05-02"], name="Labour Day")) == 2
    assert put(stack, "c2", entries(["2031-05-01"]) + entries(["2031-05-03"], "WORKED")) == 2
    assert put(stack, "c1", entries(["2031-05-02", "2031-05-04"], "USUAL") + entries(["2031-05-01"], "WORKED")) == 1
    assert shown(stack, "c1", *week) == {"days": [{"day": "2031-05-01", "kind": "WORKED"}], "workingDays": 5}
    assert shown(stack, "c2", *week)["workingDays"] == 5
    assert followed(stack, "c1") == {datetime.date(2031, 5, 1).isoformat(): True}
    event = [event for event in stack.events("calendar.changed") if event["payload"]["calendar"] == "c1"][-1]["payload"]
    assert event == {"calendar": "c1", "daysWorked": ["2031-05-01"], "daysUsual": ["2031-05-02", "2031-05-04"]}
    entry = stack.call("identity.ListAudit", {"subjectId": "c1"})["entries"][0]
    assert (entry["verb"], entry["subjectType"]) == ("calendar.changed", "calendar")


def test_LEA_26_holidays_are_entered_by_who_makes_the_rules(stack):
    body = {"calendar": "c3", "days": entries(["2031-05-01"])}
    for who in (SELLER, "engineer", "finance"):
        assert stack.refused("identity.PutCalendarDays", body, who).code == "permission_denied"
    assert stack.call("identity.PutCalendarDays", body, "ops")["days"] == 1
    assert stack.refused("identity.PutCalendarDays", {"days": entries(["2031-05-01"] * 2)}).field == "days"
    assert stack.refused("identity.PutCalendarDays", {"days": entries(["2031-02-29"])}).field == "days[0].day"
    assert stack.refused("identity.PutCalendarDays", {"days": [{"day": "2031-05-01"}]}).field == "days[0].kind"
    assert stack.refused("identity.PutCalendarDays", {"calendar": "c3"}).field == "days"
    period = {"from": "2031-05-02", "until": "2031-05-01"}
    assert stack.refused("identity.ListCalendarDays", period, SELLER).field == "until"
    assert stack.refused("identity.ListCalendarDays", {"from": "2031-05-02", "until": "2033-08-01"}, SELLER).field == "until"
    assert stack.call("identity.ListCalendarDays", {"calendar": "unheard-of"}, SELLER)["workingDays"] in range(260, 264)


def test_LEA_26_a_scope_below_all_enters_no_holidays(stack):
    stack.call("identity.PutRole", {"code": "clerk_of_days", "name": "Clerk", "grants": [
        {"permission": "identity.calendar", "scope": "SUBTREE"}]})
    made = stack.call("identity.CreateUser", {
        "login": "clerk.of.days", "name": "Clerk", "teamPath": "/hq/", "roles": ["clerk_of_days"],
        "password": "a long enough password"})["user"]
    token = stack.sign_in("clerk.of.days", "a long enough password")
    try:
        refused = stack.refused("identity.PutCalendarDays", {"days": entries(["2031-05-01"])}, token=token)
        assert (refused.code, refused.reason) == ("permission_denied", "SCOPE_TOO_NARROW")
    finally:
        stack.call("identity.OffboardUser", {"id": made["id"]})


@pytest.mark.parametrize("since, days, day", [
    ("2031-05-01", 0, "2031-05-01"),                     # whether worked or not
    ("2031-05-16", 1, "2031-05-19"), ("2031-05-16", 5, "2031-05-23"),       # from a Friday
    ("2031-05-17", 1, "2031-05-19"),                     # from a Saturday
    ("2031-04-30", 1, "2031-05-03"),                     # two days off, a Saturday worked for one
    ("2031-04-30", 2, "2031-05-05"), ("2031-12-31", 1, "2032-01-01"), ("2032-02-27", 1, "2032-03-01"),
    ("2032-02-26", 2, "2032-03-01"), ("2031-05-19", 250, "2032-05-03")])
def test_OPP_27_working_days_are_counted_by_the_calendar(stack, since, days, day):
    put(stack, "c4", entries(["2031-05-01", "2031-05-02"]) + entries(["2031-05-03"], "WORKED"))
    followed(stack, "c4")
    found, = stack.psql("opportunities", "SET search_path = opportunities; "
                        "SELECT working_day_after(%s::date, %s, 'c4')::text", [since, days])
    assert found == (day,)


def test_OPP_27_a_calendar_without_working_days_ends(stack):
    first = datetime.date(2031, 1, 1)
    days = [str(first + datetime.timedelta(days=n)) for n in range(400)]
    assert put(stack, "c5", entries(days)) == 400
    followed(stack, "c5")
    found, = stack.psql("opportunities", "SET search_path = opportunities; "
                        "SELECT working_day_after('2031-01-01', 3, 'c5') - date '2031-01-01'")
    assert found == (372,)


@pytest.mark.parametrize("service, before, calendar", [
    ("leads", "INSERT INTO holiday (day) VALUES ('2031-05-01'), ('2031-05-02')", "default"),
    ("opportunities", "INSERT INTO calendar_day (day, working) VALUES ('2031-05-01', false), ('2031-05-02', true)", "default"),
    ("insights", "INSERT INTO calendar_day (calendar, day, working) VALUES ('old', '2031-05-01', false)", "old")])
def test_LEA_26_days_that_a_version_before_entered_hold_until_identity_names_them(stack, service, before, calendar):
    """What the migration does, in a transaction that is taken back."""
    connection = psycopg2.connect(**stack.dsn(service), options=f"-c search_path={service}")
    name, = glob.glob(os.path.join(ROOT, "services", service, "schema", "01*_calendar.sql"))
    try:
        with connection.cursor() as cursor, open(name) as migration:
            cursor.execute("INSERT INTO calendar_entry (calendar, day, working) VALUES (%s, '2031-05-02', true)", [calendar])
            cursor.execute(before)
            cursor.execute(migration.read())
            cursor.execute("SELECT day::text, working FROM calendar_entry WHERE calendar = %s AND day >= '2031-05-01' "
                           "ORDER BY day LIMIT 2", [calendar])
            assert cursor.fetchall() == [("2031-05-01", False), ("2031-05-02", True)]
    finally:
        connection.rollback()
        connection.close()


def test_OPP_27_who_was_away_follows_later(stack):
    stack.kill("opportunities", signal.SIGSTOP)
    try:
        put(stack, "c6", entries(["2031-05-01"]))
        put(stack, "c6", entries(["2031-05-01"], "USUAL") + entries(["2031-05-02"]))
        assert followed(stack, "c6", ("leads", "insights")) == {"2031-05-02": False}
    finally:
        stack.kill("opportunities", signal.SIGCONT)
    assert followed(stack, "c6", ("opportunities",)) == {"2031-05-02": False}


def test_OPP_27_holidays_are_no_working_days(stack):
    plain = opportunity(stack)["stallDueOn"]
    with holidays(stack, plain):
        made = opportunity(stack)
        assert made["stallDueOn"] > plain
        assert stack.call("opportunities.GetOpportunity", {"id": made["id"]}, HEAD)["opportunity"]["stallDueOn"] == made["stallDueOn"]
