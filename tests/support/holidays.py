# SPDX-License-Identifier: Apache-2.0
"""Days of the working calendar for one test: entered at identity, followed by the others, and put back."""
import contextlib

from support.stack import wait_until

FOLLOWERS = ("leads", "opportunities", "insights", "aftersales")


def entries(days, kind="OFF", **more):
    return [{"day": day, "kind": kind, **more} for day in days]


def followed(stack, calendar="default", services=FOLLOWERS):
    """Waits until the services know what identity does; its days."""
    def days(service):
        return stack.psql(service, f"SELECT day::text, working FROM {service}.calendar_entry WHERE calendar = %s ORDER BY day",
                          [calendar])
    at_home = days("identity")
    for service in services:
        wait_until(lambda: days(service) == at_home, 20, f"{service} to follow the calendar {calendar}")
    return dict(at_home)


@contextlib.contextmanager
def holidays(stack, *days, services=FOLLOWERS):
    """Days off of the organisation's own calendar, by which everything goes."""
    stack.call("identity.PutCalendarDays", {"days": entries(days, name="Festival")})
    try:
        followed(stack, services=services)
        yield
    finally:
        stack.call("identity.PutCalendarDays", {"days": entries(days, "USUAL")})
        followed(stack, services=services)
