# SPDX-License-Identifier: Apache-2.0
"""What the services' tables and logs say of one another:

effects     a row without the event that tells of it, or an event without its row
money       a sum of closed deals that differs between contracts, events, opportunities and figures
jobs        a job that was claimed before it was due by the database's clock, carried out twice, or not at all
acted       a listener that acted on an event twice, on an earlier one after a later one, or in another version of its
            aggregate than the log has"""
import collections
import glob
import os
import re

# The ids that a statement finds are those that the events of these types name in this field of theirs; "id": their own.
SAME = [
    ("SELECT id::text FROM leads.lead", ("lead.captured",), "leadId"),
    ("SELECT id::text FROM leads.lead WHERE state = 'CONVERTED'", ("lead.converted",), "leadId"),
    ("SELECT id::text FROM customers.customer", ("customer.created",), "customerId"),
    ("SELECT id::text FROM customers.call", ("call.requested", "call.refused"), "callId"),
    ("SELECT id::text FROM customers.activity", ("activity.planned", "activity.completed"), "activityId"),
    ("SELECT id::text FROM opportunities.opportunity", ("opportunity.created",), "opportunityId"),
    ("SELECT id::text FROM opportunities.opportunity WHERE state = 'WON'", ("opportunity.won",), "opportunityId"),
    ("SELECT id::text FROM contracts.contract", ("contract.drafted",), "contractId"),
    ("SELECT id::text FROM contracts.contract WHERE effective_at IS NOT NULL", ("deal.closed",), "contractId"),
    ("SELECT contract_id::text FROM insights.deal_fact", ("deal.closed",), "contractId"),
    ("SELECT lead_id::text FROM insights.lead_fact WHERE captured_at IS NOT NULL", ("lead.captured",), "leadId"),
    ("SELECT lead_id::text FROM insights.lead_fact WHERE converted_at IS NOT NULL", ("lead.converted",), "leadId"),
    ("SELECT call_id::text FROM insights.call_fact WHERE answered_at IS NOT NULL", ("call.answered",), "callId"),
    ("SELECT contract_id::text FROM aftersales.delivery_plan", ("deal.closed",), "contractId"),
    ("SELECT call_id::text FROM qa.recording", ("call.answered",), "callId"),
    ("SELECT event_id::text FROM notifications.notification WHERE rule = 'deal.closed'", ("deal.closed",), "id"),
]

SUMS = {
    "the contracts in force": "SELECT currency, sum(amount_minor)::bigint FROM contracts.contract"
                              " WHERE effective_at IS NOT NULL GROUP BY 1",
    "their instalments": "SELECT c.currency, sum(i.amount_minor)::bigint FROM contracts.instalment i"
                         " JOIN contracts.contract c ON c.id = i.contract_id AND c.text_version = i.text_version"
                         " WHERE c.effective_at IS NOT NULL GROUP BY 1",
    "the opportunities won": "SELECT currency, sum(amount_minor)::bigint FROM opportunities.opportunity"
                             " WHERE state = 'WON' GROUP BY 1",
    "the deals of insights": "SELECT currency, sum(amount_minor)::bigint FROM insights.deal_fact GROUP BY 1",
    "their shares": "SELECT d.currency, sum(s.amount_minor)::bigint FROM insights.deal_credit s"
                    " JOIN insights.deal_fact d USING (contract_id) GROUP BY 1",
}

WATCH = """
CREATE SCHEMA IF NOT EXISTS fault;
CREATE TABLE IF NOT EXISTS fault.claim (domain text, id uuid, kind text, due_at timestamptz, at timestamptz);
CREATE OR REPLACE FUNCTION fault.watch_claim() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF NEW.tries > OLD.tries THEN
        INSERT INTO fault.claim VALUES (TG_TABLE_SCHEMA, OLD.id, OLD.kind, OLD.due_at, clock_timestamp());
    END IF;
    RETURN NULL;
END $$;
GRANT USAGE ON SCHEMA fault TO PUBLIC;
"""
BEGINS = re.compile(r"(?=ts=\d{4}-)")
LOGGED = re.compile(r"call=(\S+) method=(on|job)\.\S+ status=ok(?:.* agg_ver=(\d+))?")


def watch_claims(stack, domains):
    """From now on the database itself notes every claim of a job."""
    stack.psql("dealspine", WATCH)
    for domain in domains:
        stack.psql("dealspine", f"CREATE OR REPLACE TRIGGER watch_claim AFTER UPDATE ON {domain}.job"
                                " FOR EACH ROW EXECUTE FUNCTION fault.watch_claim()")


def judge_effects(verdict, stack, events):
    """Also tells, by the number it returns, how many differ."""
    named = collections.defaultdict(set)
    for event in events:
        for field in ("leadId", "customerId", "callId", "activityId", "opportunityId", "contractId"):
            named[event["type"], field].add(event["payload"].get(field))
        named[event["type"], "id"].add(event["id"])
    differ = 0
    for sql, types, field in SAME:
        rows = {row[0] for row in stack.psql("dealspine", sql)}
        told = set().union(*(named[kind, field] for kind in types)) - {None}
        for identity in rows ^ told:
            differ += 1
            verdict.other["effects"] += 1
            verdict.example(f"{identity}: {'row' if identity in rows else types} alone, {sql}")
    return differ


def judge_money(verdict, stack, events):
    told = collections.Counter()
    for event in events:
        if event["type"] == "deal.closed":
            told[event["payload"]["currency"]] += int(event["payload"]["amountMinor"])
    for whose, sql in SUMS.items():
        sums = dict(stack.psql("dealspine", sql))
        for currency in sums.keys() | told.keys():
            if sums.get(currency, 0) != told[currency]:
                verdict.other["money"] += 1
                verdict.example(f"{whose}: {sums.get(currency, 0)} {currency} where deal.closed tells of {told[currency]}")
    return sum(told.values())


def lines(stack):
    """(file, kind, id, version of the aggregate or None) of what listeners and jobs logged as done, in each file's order."""
    for path in sorted(glob.glob(os.path.join(stack.dir, "log", "*.log"))):
        with open(path, errors="replace") as log:
            for line in log:
                for part in BEGINS.split(line):  # after one that a full disk cut off, the next one stands in the same line
                    found = LOGGED.search(part)
                    if found:
                        yield os.path.basename(path), found.group(2), found.group(1), found.group(3)


def judge_jobs(verdict, stack):
    early = stack.psql("dealspine", "SELECT domain, kind, id::text, due_at - at FROM fault.claim WHERE due_at > at")
    for domain, kind, job, by in early:
        verdict.other["jobs"] += 1
        verdict.example(f"{domain}.{kind} {job} was claimed {by} early")
    done = collections.Counter(job for _, kind, job, _ in lines(stack) if kind == "job")
    for job, n in done.items():
        if n > 1:
            verdict.other["jobs"] += n - 1
            verdict.example(f"job {job} was carried out {n} times")
    return len(done)


def judge_late_jobs(verdict, stack, domains):
    """Also tells, by the number it returns, how many wait for somebody to take them, or for one who took them and died."""
    late = [job for domain in domains for job in stack.psql(
        "dealspine", f"SELECT '{domain}', kind, id::text, now() - due_at FROM {domain}.job WHERE due_at < now() - interval '5 s'")]
    for domain, kind, job, by in late:
        verdict.other["jobs"] += 1
        verdict.example(f"{domain}.{kind} {job} is {by} late")
    return len(late)


def judge_listeners(verdict, stack, events):
    """A killed process may have acted without a word: what is missing is judged by effects, not here. Versions in the log
    are consecutive (verdict.py): who acts on them as they are, in its order, has them so. A full disk may have cut a line
    before it says which."""
    places = {event["id"]: (event["domain"], event["pos"], event["aggVer"]) for event in events}
    seen, last = set(), {}
    for file, kind, event, version in lines(stack):
        if kind != "on" or event not in places:
            continue
        domain, pos, right = places[event]
        service = file.split(".")[0]
        if (service, event) in seen:
            verdict.other["acted"] += 1
            verdict.example(f"{service} acted on {domain}/{pos} twice")
        elif pos < last.get((file, domain), 0):
            verdict.other["acted"] += 1
            verdict.example(f"{file}: {domain}/{pos} after {last[file, domain]}")
        elif version not in (None, str(right)):
            verdict.other["acted"] += 1
            verdict.example(f"{file}: {domain}/{pos} in version {version}, not {right}")
        seen.add((service, event))
        last[file, domain] = max(pos, last.get((file, domain), 0))
    return len(seen)
