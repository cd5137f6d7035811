# SPDX-License-Identifier: Apache-2.0
"""E-mail to a real SMTP server of the test, and reminders."""
import datetime
import glob
import os
import random
import tempfile
import time

import pytest

from selling import Paper, user_id
from support.endpoints import MailServer, certificate, server_side
from support.stack import Stack, wait_until

FROM = "deals@dealspine.example"


class Post:
    """A stack and its mail server, which asks for TLS and a password."""

    def __init__(self, folder):
        key, cert = certificate(folder)
        self.replies = {}
        self.server = MailServer(lambda to: self.replies.get(to, ["250 ok"])[-1], ("dealspine", "open sesame"),
                                 server_side(key, cert))
        settings = {"SMTP_URL": self.server.url, "SMTP_FROM": FROM, "SMTP_USER": "dealspine",
                    "SMTP_PASSWORD": "open sesame", "CA_FILE": cert, "MAIL_SCHEDULE": "0 1 1",
                    "APPROVAL_REMIND_S": "3", "RESPONSE_WARN_S": "7198", "ACTIVITY_WARN_S": "1"}
        self.stack = Stack(environment={f"DEALSPINE_NOTIFICATIONS_{name}": value for name, value in settings.items()})

    def prefer(self, login, **preference):
        self.stack.call("notifications.SetPreferences", {"preference": preference}, login)

    def address(self, login, **preference):
        """Gives a user an address of his own."""
        to = f"{login}.{random.randrange(10 ** 9)}@people.example"
        self.prefer(login, email=to, **preference)
        return to

    def lead_of(self, login):
        lead = self.stack.call("leads.CaptureLead", {"name": "Kim Test", "sourceChannel": "PHONE",
                                                     "phone": f"+86 136 {random.randrange(10 ** 8):08d}"}, "manager")["lead"]
        return self.stack.call("leads.AssignLead", {"leadId": lead["id"], "ownerId": user_id(self.stack, login)},
                               "manager")["lead"]

    def mails(self, login, subject_id, rule="lead.assigned"):
        told = self.stack.call("notifications.ListNotifications", {"channel": "EMAIL", "pageSize": 200}, login)
        return [n for n in told.get("notifications", []) if n["subjectId"] == subject_id and n["rule"] == rule]

    def mail(self, login, subject_id, state, rule="lead.assigned", seconds=20):
        def found():
            return [n for n in self.mails(login, subject_id, rule) if n["state"] == state]
        return wait_until(found, seconds, f"mail {state}")[0]

    def attempts(self, notification):
        return self.stack.psql("notifications", "SELECT status, problem FROM notifications.mail_attempt "
                               "WHERE notification_id = %s ORDER BY nth", (notification["id"],))


@pytest.fixture(scope="module")
def post():
    with tempfile.TemporaryDirectory(prefix="dealspine-test-") as folder:
        made = Post(folder)
        yield made
        made.stack.stop()
        made.server.close()


# ---- e-mail ----

def test_NOT_01_the_owner_gets_mail_by_tls_in_his_language(post):
    to = post.address("field", locale="zh-CN")
    lead = post.lead_of("field")
    sent = post.mail("field", lead["id"], "SENT")
    letter, = letters(post, to, "lead.assigned")
    assert letter["encrypted"] and letter["user"] == "dealspine"
    text = letter["letter"]
    assert text["Subject"] == "您有一条新线索" and text["From"] == FROM and text["To"] == to
    assert text["Message-ID"] == f"<{sent['id']}@dealspine.example>" and text["Auto-Submitted"] == "auto-generated"
    body = text.get_content()
    assert lead["id"] in body and "lead.assigned" in body and "{" not in body
    event, = [e for e in post.stack.events("notification.sent")
              if e["aggId"] == sent["id"] and e["payload"]["channel"] == "EMAIL"]
    assert event["payload"]["attempts"] == 1 and to not in str(event)


def test_NOT_01_mail_says_nothing_personal_and_the_log_no_address(post):
    to = post.address("field")
    lead = post.lead_of("field")
    post.mail("field", lead["id"], "SENT")
    letter = letters(post, to, "lead.assigned")[0]["letter"].get_content()
    assert "Kim" not in letter and "+86" not in letter
    for path in glob.glob(os.path.join(post.stack.dir, "log", "notifications*.log")):
        with open(path) as log:
            assert "people.example" not in log.read()


def test_NOT_01_a_full_mailbox_is_tried_again_and_a_closed_one_not(post):
    busy, closed = post.address("field"), None
    post.replies[busy] = ["451 later"]
    lead = post.lead_of("field")
    waiting = post.mail("field", lead["id"], "RETRYING")
    assert waiting["attempts"] >= 1 and "dueAt" in waiting
    post.replies.pop(busy)
    sent = post.mail("field", lead["id"], "SENT")
    assert post.attempts(sent)[0] == (451, "STATUS") and post.attempts(sent)[-1] == (250, None)
    closed = post.address("field")
    post.replies[closed] = ["550 nobody here"]
    lead = post.lead_of("field")
    failed = post.mail("field", lead["id"], "FAILED")
    assert (failed["reason"], failed["attempts"]) == ("REFUSED", 1)
    event, = [e for e in post.stack.events("notification.failed") if e["aggId"] == failed["id"]]
    assert event["payload"]["reason"] == "REFUSED"


def test_NOT_01_mail_is_given_up_after_its_schedule(post):
    to = post.address("field")
    post.replies[to] = ["421 go away"]
    failed = post.mail("field", post.lead_of("field")["id"], "FAILED", seconds=30)
    assert (failed["reason"], failed["attempts"]) == ("EXHAUSTED", 3) and len(post.attempts(failed)) == 3


def test_NOT_03_no_address_and_muted_mail_are_suppressed(post):
    post.prefer("field")
    assert post.mail("field", post.lead_of("field")["id"], "SUPPRESSED")["reason"] == "NO_ADDRESS"
    to = post.address("field", mutes=[{"topic": "lead", "channel": "EMAIL"}])
    lead = post.lead_of("field")
    assert post.mail("field", lead["id"], "SUPPRESSED")["reason"] == "MUTED"
    assert letters(post, to, "lead.assigned") == []
    inbox = post.stack.call("notifications.ListNotifications", {"pageSize": 200}, "field")["notifications"]
    assert [n for n in inbox if n["subjectId"] == lead["id"]]  # the inbox is not muted


def letters(post, to, event_type):
    return [taken for taken in post.server.to(to) if event_type in taken["letter"].get_content()]


def shanghai(minutes):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8, minutes=minutes)
    return moment.strftime("%H:%M")


def test_NOT_03_quiet_hours_put_mail_off(post):
    to = post.address("field", quietFrom=shanghai(-60), quietUntil=shanghai(60))
    lead = post.lead_of("field")
    deferred = post.mail("field", lead["id"], "DEFERRED")
    due = datetime.datetime.fromisoformat(deferred["dueAt"].replace("Z", "+00:00"))
    wait = (due - datetime.datetime.now(datetime.timezone.utc)).total_seconds() / 60
    assert 57 <= wait <= 61 and letters(post, to, "lead.assigned") == []
    wait_until(lambda: letters(post, to, "reminder.response_due"), 20, "what is urgent")  # also within quiet hours
    post.stack.psql("notifications", "UPDATE notifications.notification SET due_at = now() WHERE id = %s", (deferred["id"],))
    post.mail("field", lead["id"], "SENT")
    to = post.address("field", quietFrom=shanghai(60), quietUntil=shanghai(120))
    post.mail("field", post.lead_of("field")["id"], "SENT")
    assert len(letters(post, to, "lead.assigned")) == 1


def test_NOT_01_no_password_and_no_address_lie_open(post):
    to = post.address("field")
    for table in ("preference", "notification", "event"):
        rows = post.stack.psql("notifications", f"SELECT t::text FROM notifications.{table} AS t")
        assert not [row for row in rows if to in row[0] or to.encode().hex() in row[0]]


def test_NOT_01_without_tls_nothing_is_sent(post):
    """A server that offers none, to a stack that insists."""
    plain = MailServer()
    stack = Stack(environment={"DEALSPINE_NOTIFICATIONS_SMTP_URL": plain.url, "DEALSPINE_NOTIFICATIONS_SMTP_FROM": FROM,
                               "DEALSPINE_NOTIFICATIONS_MAIL_SCHEDULE": "0 1"})
    try:
        stack.call("notifications.SetPreferences", {"preference": {"email": "field@people.example"}}, "field")
        other = Post.__new__(Post)
        other.stack, other.server = stack, plain
        failed = other.mail("field", other.lead_of("field")["id"], "FAILED")
        assert failed["reason"] == "EXHAUSTED" and other.attempts(failed)[0][1] == "TLS"
        assert plain.letters == [] and plain.connections >= 2
    finally:
        stack.stop()
        plain.close()


# ---- reminders ----

def told(post, login, subject_id, rule):
    inbox = post.stack.call("notifications.ListNotifications", {"pageSize": 200}, login).get("notifications", [])
    return [n for n in inbox if n["subjectId"] == subject_id and n["rule"] == rule]


def pending(post, kind, subject_id):
    return post.stack.psql("notifications", "SELECT due_at FROM notifications.job WHERE dedupe = %s", (f"{kind}|{subject_id}",))


def test_NOT_02_who_does_not_answer_a_lead_is_reminded(post):
    lead = post.lead_of("field")  # due in two hours; this stack reminds 7198 s before
    reminded = wait_until(lambda: told(post, "field", lead["id"], "reminder.response_due"), 20, "a reminder")
    assert len(reminded) == 1 and reminded[0]["urgency"] == "URGENT" and reminded[0]["eventType"] == "reminder.response_due"
    time.sleep(1)
    assert len(told(post, "field", lead["id"], "reminder.response_due")) == 1


def test_NOT_02_an_answered_lead_is_not_reminded_of(post):
    lead = post.lead_of("field")
    wait_until(lambda: pending(post, "reminder.response_due", lead["id"]), 10, "a reminder set")
    post.stack.call("customers.RecordActivity", {
        "customerId": lead["customerId"], "leadId": lead["id"], "type": "VISIT", "twoWay": True, "intent": "UP",
        "nextContactAt": (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=4)).isoformat()}, "field")
    wait_until(lambda: not pending(post, "reminder.response_due", lead["id"]), 10, "the reminder dropped")
    follow_up = wait_until(lambda: told(post, "field", lead["id"], "reminder.follow_up_due"), 20, "a follow-up")
    assert len(follow_up) == 1
    assert not told(post, "field", lead["id"], "reminder.response_due")


def test_NOT_02_a_contract_that_waits_is_reminded_of_until_it_is_decided(post):
    waiting, decided = Paper(post.stack).submit(), Paper(post.stack).submit()
    decided.call("ApproveContract", "manager")
    wait_until(lambda: told(post, "manager", waiting.id, "reminder.approval_waiting"), 20, "a reminder")
    wait_until(lambda: told(post, "legal", decided.id, "reminder.legal_waiting"), 20, "a reminder of legal")
    assert not told(post, "manager", decided.id, "reminder.approval_waiting")
