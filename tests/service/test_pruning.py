# SPDX-License-Identifier: Apache-2.0
"""What is over goes by itself: sessions, and the record of old searches."""
import uuid

from support.stack import wait_until


def hurry(stack, service, kind):
    stack.psql(service, "UPDATE job SET due_at = now() WHERE kind = %s", [kind])


def test_sessions_that_are_over_are_dropped(stack):
    user = stack.access()["users"][0]["id"]

    def add(expires, ended):
        name = str(uuid.uuid4())
        stack.psql("identity", "INSERT INTO session (id, token_hash, user_id, created_at, expires_at, ended_at) VALUES "
                               "(%s, %s, %s, now() - interval '9 days', now() + %s::interval, now() + %s::interval)",
                   [name, name, user, expires, ended])
        return name
    gone = [add("-2 days", None), add("1 day", "-25 hours"), add("-2 days", "-3 days")]
    stay = [add("-1 hour", None), add("1 day", None), add("1 day", "-1 hour")]
    hurry(stack, "identity", "drop_sessions")

    def left():
        return {str(row[0]) for row in stack.psql("identity", "SELECT id FROM session WHERE id = ANY(%s::uuid[])", [gone + stay])}
    wait_until(lambda: left() == set(stay), 30, "the end of the sessions that are over")
    due = stack.psql("identity", "SELECT count(*) FROM job WHERE kind = 'drop_sessions' AND due_at > now() + interval '50 minutes'")
    assert due == [(1,)], "it comes back by itself"
    assert stack.call("identity.WhoAmI", token=stack.token("tele1"), as_=None)["user"]["login"] == "tele1"


def test_CUS_31_old_searches_are_dropped(stack):
    old, new = str(uuid.uuid4()), str(uuid.uuid4())
    stack.psql("customers", "INSERT INTO search_audit (id, at, actor, criterion, hits) VALUES "
                            "(%s, now() - interval '181 days', 'somebody', 'PHONE', 1), "
                            "(%s, now() - interval '179 days', 'somebody', 'PHONE', 1)", [old, new])
    hurry(stack, "customers", "drop_searches")

    def left():
        return [str(row[0]) for row in stack.psql("customers", "SELECT id FROM search_audit WHERE id = ANY(%s::uuid[])", [[old, new]])]
    wait_until(lambda: left() == [new], 30, "the end of the old search")
