# SPDX-License-Identifier: Apache-2.0
"""Customers of one test, made as everybody makes them: by a captured lead."""
import random
import uuid

from support.stack import wait_until


def phone(blanks=False):
    """A mobile number that nobody has, in E.164 or as people write it."""
    digits = f"138{random.randrange(10 ** 8):08d}"
    return f"{digits[:3]} {digits[3:7]} {digits[7:]}" if blanks else "+86" + digits


def email():
    return f"p.{uuid.uuid4().hex[:16]}@example.com"


def capture(stack, as_="admin", **more):
    """Captures a lead of a product of its own, so that no other lead's rule applies; the lead."""
    body = {"sourceChannel": "PHONE", "product": "p" + uuid.uuid4().hex[:8], **more}
    return stack.call("leads.CaptureLead", body, as_)["lead"]


def customer_of(stack, **more):
    """The id of the customer that a capture is tied to; a phone is made up unless given."""
    if not {"phone", "email"} & set(more):
        more["phone"] = phone()
    return capture(stack, **more)["customerId"]


def get(stack, customer_id, as_="admin"):
    return stack.call("customers.GetCustomer", {"id": customer_id}, as_)


def point_of(stack, customer_id, kind="PHONE"):
    return next(point for point in get(stack, customer_id)["contactPoints"] if point["kind"] == kind)


def request_call(stack, customer_id, as_="admin", **more):
    return stack.call("customers.RequestCall", {"customerId": customer_id, **more}, as_)["call"]


def report(stack, call_id, *states, as_="admin", **more):
    for state in states:
        call = stack.call("customers.ReportCall", {"callId": call_id, "state": state, **more}, as_)["call"]
    return call


def events(stack, type_, **payload):
    """Payloads of this type that hold these values."""
    return [event["payload"] for event in stack.events(type_)
            if all(event["payload"].get(name) == value for name, value in payload.items())]


def owned(stack, customer_id):
    """Waits until the customer has its lead's owner; the customer."""
    wait_until(lambda: get(stack, customer_id)["customer"].get("ownerId"), 20, "the owner")
    return get(stack, customer_id)["customer"]
