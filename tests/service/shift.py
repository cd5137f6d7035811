# SPDX-License-Identifier: Apache-2.0
"""A telesales floor that works for a while through the API, each agent in a thread of his own with a ledger of his own."""
import concurrent.futures
import datetime
import random
import time

from books import Caller, calls_of, caught_up, counts

MIX = ("talk",) * 5 + ("no answer",) * 3 + ("voicemail", "engaged", "other")


class Worker(Caller):
    """Rings one customer after the other until the shift ends. The telephone tells its own times: a conversation lasts
    whole seconds by them, so that talk time is known without asking anybody."""

    def ring(self, dice, most_s):
        outcome = dice.choice(MIX)
        self.talks_s = dice.randint(1, most_s)
        self.dial(outcome, self.talks_s)

    def report(self, call_id, state, seconds=None):
        now = datetime.datetime.now(datetime.timezone.utc)
        if state == "ANSWERED":
            self.answered_at = now
        if state == "ENDED":
            now = self.answered_at + datetime.timedelta(seconds=self.talks_s)
            time.sleep(max(0.0, (now - datetime.datetime.now(datetime.timezone.utc)).total_seconds()) + 0.01)
        body = {"callId": call_id, "state": state}
        if state in ("ANSWERED", "ENDED"):
            body["at"] = now.isoformat().replace("+00:00", "Z")
        made = self.call("customers.ReportCall", body)["call"]
        if state == "ENDED":
            assert made["talkS"] == self.talks_s, (made["talkS"], self.talks_s)
        return made

    def work(self, until, most_s, seed):
        dice = random.Random(seed)
        while time.monotonic() < until:
            self.ring(dice, most_s)


def work_shift(workers, seconds, most_s):
    """All at once, for so long; a conversation lasts `most_s` at most."""
    until = time.monotonic() + seconds
    with concurrent.futures.ThreadPoolExecutor(len(workers)) as pool:
        for done in [pool.submit(worker.work, until, most_s, seed) for seed, worker in enumerate(workers)]:
            done.result()


def compare(stack, team_path, workers):
    """What insights says of each agent beside what he noted himself: the lines that differ."""
    caught_up(stack, 120)
    rows, token = {}, {}
    while True:
        page = calls_of(stack, by="AGENT", teamPath=team_path, **token)
        rows.update({row["key"]: counts(row) for row in page["rows"]})
        if not page.get("nextPageToken"):
            break
        token = {"pageToken": page["nextPageToken"]}
    return [(worker.id, worker.figures(), rows.get(worker.id)) for worker in workers
            if rows.get(worker.id) != worker.figures()]
