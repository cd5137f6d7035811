# SPDX-License-Identifier: Apache-2.0
"""Care for customers: what they achieved, festivals of both calendars, birthdays and other days, and the tasks of them."""
import datetime
import uuid

import pytest
from people import customer_of, events, get, owned
from selling import SELLER, user_id
from support.stack import wait_until

ABSENT = "00000000-0000-7000-8000-00000000abcd"
NEW_MOON = datetime.datetime(2000, 1, 6, 18, 14, tzinfo=datetime.timezone.utc)
MONTH = 29.530588  # days from new moon to new moon, in the mean


def today():
    return datetime.datetime.now(datetime.timezone.utc).date()


def tasks(stack, customer, **more):
    return stack.call("customers.ListCareTasks", {"customerId": customer, **more}).get("tasks", [])


def opened(stack, customer, n=1):
    return wait_until(lambda: len(found := tasks(stack, customer)) >= n and found, 20, "the tasks of care")


@pytest.fixture
def tier(stack):
    """A tier of one test's customers, whose rules end with it."""
    code = "t" + uuid.uuid4().hex[:10]
    yield code
    for rule in stack.call("customers.ListCareRules")["rules"]:
        if rule.get("tiers") == [code]:
            kept = {name: rule[name] for name in rule if name not in ("version", "active")}
            stack.call("customers.PutCareRule", {**kept, "active": False})


def of_tier(stack, tier):
    customer = customer_of(stack, as_=SELLER)
    owned(stack, customer)
    stack.call("customers.UpdateCustomer", {"id": customer, "tier": tier})
    return customer


def put_rule(stack, tier, **rule):
    body = {"code": "r" + uuid.uuid4().hex[:10], "name": "A rule", "action": "GREETING", "tiers": [tier], "active": True}
    return stack.call("customers.PutCareRule", {**body, **rule})["rule"]


def test_CUS_29_a_milestone_is_to_be_congratulated_on(stack):
    customer = customer_of(stack, as_=SELLER)
    owner = owned(stack, customer)["ownerId"]
    made = stack.call("customers.RecordMilestone", {"customerId": customer, "kind": "HONOUR", "reachedOn": "2026-05-01",
                                                    "text": "a prize, ask 13800138000", "withinDays": 3})
    milestone, task = made["milestone"], made["task"]
    assert "13800138000" not in milestone["text"] and milestone["reachedOn"] == "2026-05-01"
    assert (task["occasion"], task["action"], task["subject"], task["ownerId"]) == (
        "MILESTONE", "CONGRATULATION", "HONOUR", owner)
    assert datetime.date.fromisoformat(task["dueOn"]) - today() in (datetime.timedelta(2), datetime.timedelta(3))
    shown, = stack.call("customers.ListMilestones", {"customerId": customer})["milestones"]
    assert shown == milestone and shown["careTaskId"] == task["id"]
    assert tasks(stack, customer) == [task]
    told, = events(stack, "milestone.recorded", milestoneId=milestone["id"])
    assert told == {"milestoneId": milestone["id"], "customerId": customer, "kind": "HONOUR"}
    assert events(stack, "care_date.due", careTaskId=task["id"])[0]["ownerId"] == owner
    gift = stack.call("customers.RecordActivity", {"customerId": customer, "type": "GIFT"})["activity"]["id"]
    close = {"id": task["id"], "state": "DONE", "activityId": gift}
    done = stack.call("customers.CloseCareTask", close)["task"]
    assert (done["state"], done["activityId"], done["version"]) == ("DONE", gift, "2")
    assert stack.refused("customers.CloseCareTask", {"id": task["id"], "state": "SKIPPED"}).reason == "WRONG_STATE"
    assert tasks(stack, customer) == [] and tasks(stack, customer, state="DONE") == [done]
    assert events(stack, "care_task.closed", careTaskId=task["id"])[0]["state"] == "DONE"


def test_CUS_29_what_is_refused_of_milestones(stack):
    customer = customer_of(stack)
    body = {"customerId": customer, "kind": "NEW_BUSINESS"}
    assert stack.refused("customers.RecordMilestone", {**body, "kind": "MARRIAGE"}).field == "kind"
    assert stack.refused("customers.RecordMilestone", {**body, "reachedOn": "2999-01-01"}).field == "reached_on"
    for absent in ({"customerId": ABSENT}, {"activityId": ABSENT}):
        assert stack.refused("customers.RecordMilestone", {**body, **absent}).code == "not_found"
    assert stack.refused("customers.RecordMilestone", body, "engineer").code == "permission_denied"
    assert stack.refused("customers.ListMilestones", {"customerId": ABSENT}).code == "not_found"
    pages = [stack.call("customers.RecordMilestone", body)["milestone"]["id"] for _ in range(3)]
    first = stack.call("customers.ListMilestones", {"customerId": customer, "pageSize": 2})
    rest = stack.call("customers.ListMilestones", {"customerId": customer, "pageToken": first["nextPageToken"]})
    assert [row["id"] for row in first["milestones"] + rest["milestones"]] == pages[::-1]


def test_CUS_28_a_festival_of_the_solar_calendar_opens_tasks_before_its_day(stack, tier):
    customer, other = of_tier(stack, tier), customer_of(stack, as_=SELLER)
    near = today() + datetime.timedelta(5)
    far = today() + datetime.timedelta(20)
    rule = put_rule(stack, tier, occasion="FESTIVAL", calendar="SOLAR", month=near.month, day=near.day, action="GIFT")
    put_rule(stack, tier, occasion="FESTIVAL", calendar="SOLAR", month=far.month, day=far.day)
    task, = opened(stack, customer)
    assert (task["subject"], task["action"], task["dueOn"]) == (rule["code"], "GIFT", near.isoformat())
    assert tasks(stack, other) == []
    again = stack.call("customers.PutCareRule", {**{k: v for k, v in rule.items() if k != "version"}, "name": "Another",
                                                 "expectedVersion": rule["version"]})["rule"]
    assert again["version"] == "2" and rule["code"] in [r["code"] for r in stack.call("customers.ListCareRules")["rules"]]
    soon = put_rule(stack, tier, occasion="FESTIVAL", calendar="SOLAR", month=near.month, day=near.day)
    assert {t["subject"] for t in opened(stack, customer, 2)} == {rule["code"], soon["code"]}


def test_CUS_28_festivals_of_the_chinese_calendar_go_by_the_moon(stack, tier):
    customer = of_tier(stack, tier)
    for month in range(1, 13):
        put_rule(stack, tier, occasion="FESTIVAL", calendar="CHINESE", month=month, day=1, leadDays=60)
    found = wait_until(lambda: tasks(stack, customer), 20, "the first days of months")
    for task in found:
        day = datetime.datetime.fromisoformat(task["dueOn"] + "T04:00:00+00:00")  # noon in China
        age = ((day - NEW_MOON).total_seconds() / 86400) % MONTH
        assert min(age, MONTH - age) < 1.3, (task["dueOn"], age)


def test_CUS_28_birthdays_are_found_without_being_written_down(stack, tier):
    customer = of_tier(stack, tier)
    near, far = today() + datetime.timedelta(3), today() + datetime.timedelta(40)
    born = f"1984-{near:%m-%d}"
    stack.call("customers.UpdateCustomer", {"id": customer, "birthDate": born})
    person = {"customerId": customer, "name": "Wu Li"}
    contact = stack.call("customers.AddContact", {**person, "birthDate": born})["contact"]
    later = stack.call("customers.AddContact", {**person, "birthDate": f"1990-{far:%m-%d}"})["contact"]
    put_rule(stack, tier, occasion="BIRTHDAY")
    found = opened(stack, customer, 2)
    assert {(t.get("contactId"), t["dueOn"]) for t in found} == {(None, near.isoformat()), (contact["id"], near.isoformat())}
    told = events(stack, "care_date.due", customerId=customer)
    assert len(told) == 2 and near.isoformat() not in str(told)
    rows = stack.psql("customers", "SELECT t::text FROM care_task AS t WHERE customer_id = %s", (customer,))
    rows += stack.psql("customers", "SELECT t::text FROM customer AS t WHERE id = %s", (customer,))
    assert not any(f"{near:-%m-%d}" in str(row) and near.isoformat() in str(row) for row in rows)
    stack.call("customers.UpdateContact", {"id": later["id"], "birthDate": born})
    assert later["id"] in {t.get("contactId") for t in opened(stack, customer, 3)}


def test_CUS_28_a_customer_has_days_of_his_own(stack):
    customer = customer_of(stack, as_=SELLER)
    owner = owned(stack, customer)["ownerId"]
    near = today() + datetime.timedelta(4)
    body = {"customerId": customer, "occasion": "ANNIVERSARY", "subject": "founding_day", "calendar": "SOLAR",
            "month": near.month, "day": near.day, "action": "GREETING"}
    paused = stack.call("customers.PutCareDate", {**body, "paused": True})["careDate"]
    date = stack.call("customers.PutCareDate", {**body, "leadDays": 10})["careDate"]
    task, = opened(stack, customer)
    assert (task["occasion"], task["subject"], task["dueOn"]) == ("ANNIVERSARY", "founding_day", near.isoformat())
    login = next(name for name in ("tele1", "tele2", "tele3") if user_id(stack, name) == owner)
    mine = stack.call("customers.ListCareTasks", {"mine": True, "pageSize": 200}, login)["tasks"]
    assert task["id"] in [row["id"] for row in mine] and {row["ownerId"] for row in mine} == {owner}
    wait_until(lambda: [told for told in stack.call("notifications.ListNotifications", {"pageSize": 200}, login)
                        .get("notifications", []) if told["subjectId"] == task["id"]], 20, "the owner's notification")
    listed = stack.call("customers.ListCareDates", {"customerId": customer})["careDates"]
    assert [row["id"] for row in listed] == [date["id"], paused["id"]] and str(near.day) not in str(listed[0].get("day"))
    reveal = {"customerId": customer, "field": "CARE_DATE", "targetId": date["id"], "reason": "check"}
    assert stack.call("customers.RevealField", reveal)["value"] == f"{near:%m-%d}"
    stack.call("customers.EraseCustomer", {"customerId": customer, "reason": "asked_by_person"})
    assert tasks(stack, customer) == []
    assert stack.psql("customers", "SELECT count(*) FROM care_date WHERE customer_id = %s", (customer,)) == [(0,)]


def test_CUS_28_what_is_refused_of_care(stack):
    customer = customer_of(stack)
    rule = {"code": "never", "name": "X", "occasion": "FESTIVAL", "action": "GREETING"}
    day = {"calendar": "SOLAR", "month": 2, "day": 29}
    assert stack.refused("customers.PutCareRule", rule).field == "day"
    assert stack.refused("customers.PutCareRule", {**rule, **day, "day": 30}).field == "day"
    assert stack.refused("customers.PutCareRule", {**rule, **day, "occasion": "OTHER"}).field == "occasion"
    assert stack.refused("customers.PutCareRule", {**rule, **day, "expectedVersion": "3"}).reason == "VERSION"
    assert stack.refused("customers.PutCareRule", {**rule, **day}, "tele1").code == "permission_denied"
    assert stack.refused("customers.ListCareRules", {}, "engineer").code == "permission_denied"
    date = {"customerId": customer, "occasion": "OTHER", "action": "GIFT", **day}
    assert stack.refused("customers.PutCareDate", {**date, "occasion": "FESTIVAL"}).field == "occasion"
    for absent in ({"customerId": ABSENT}, {"id": ABSENT}, {"contactId": ABSENT}):
        assert stack.refused("customers.PutCareDate", {**date, **absent}).code == "not_found"
    for method in ("ListCareDates", "ListCareTasks"):
        assert stack.refused(f"customers.{method}", {"customerId": ABSENT}).code == "not_found"
    close = {"id": ABSENT, "state": "DONE"}
    assert stack.refused("customers.CloseCareTask", close).code == "not_found"
    assert stack.refused("customers.CloseCareTask", {**close, "state": "OPEN"}).field == "state"
    assert stack.refused("customers.CloseCareTask", {**close, "state": "SKIPPED", "activityId": ABSENT}).field == "activity_id"


def test_CUS_28_care_follows_a_merge_and_comes_back(stack):
    survivor, alias = customer_of(stack), customer_of(stack)
    task = stack.call("customers.RecordMilestone", {"customerId": alias, "kind": "LISTING"})["task"]
    merged = stack.call("customers.MergeCustomers", {"survivorId": survivor, "aliasId": alias})
    assert [(row["id"], row["customerId"]) for row in tasks(stack, survivor)] == [(task["id"], survivor)]
    stack.call("customers.UnmergeCustomers", {"mergeId": merged["mergeId"]})
    assert tasks(stack, survivor) == [] and [row["id"] for row in tasks(stack, alias)] == [task["id"]]
    assert get(stack, alias)["customer"]["state"] == "PROSPECT"
