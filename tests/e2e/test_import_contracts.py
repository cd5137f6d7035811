# SPDX-License-Identifier: Apache-2.0
"""`dealspine import contracts`: contracts of the time before, from a telephone company's file and from one of its shape."""
import csv
import datetime
import os
import random
import uuid

import pytest

from support.importing import MAPS, counts, public, refused_rows, run_import, run_undo
from support.stack import Stack, wait_until

FILE, needs_data = public("telco_churn_ibm", "Telco-Customer-Churn.csv")
MAP = os.path.join(MAPS, "telco_churn.map")
ROWS, UNBILLED = 7043, 11  # rows without TotalCharges: not charged yet
HEADER = ("customerID,gender,SeniorCitizen,Partner,Dependents,tenure,PhoneService,MultipleLines,InternetService,OnlineSecurity,"
          "OnlineBackup,DeviceProtection,TechSupport,StreamingTV,StreamingMovies,Contract,PaperlessBilling,PaymentMethod,"
          "MonthlyCharges,TotalCharges,Churn").split(",")
STATES = {"Yes": "TERMINATED", "No": "EFFECTIVE"}
TERMS = {"Month-to-month": None, "One year": 12, "Two year": 24}


def row(key, **more):
    values = dict.fromkeys(HEADER, "No internet service")
    values.update(customerID=key, gender="Female", SeniorCitizen="0", Partner="Yes", Dependents="No", tenure="34",
                  PhoneService="Yes", MultipleLines="No", InternetService="DSL", Contract="One year", PaperlessBilling="No",
                  PaymentMethod="Mailed check", MonthlyCharges="56.95", TotalCharges="1889.5", Churn="No")
    values.update(more)
    return values


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        writer.writerows(rows)
    return path


def contracts(stack, keys):
    found = stack.psql("contracts", "SELECT i.natural_key, c.id::text, c.state, c.amount_minor, c.term_months, c.version, i.customer_ref "
                       "FROM contracts.contract c JOIN contracts.contract_import i ON i.contract_id = c.id "
                       "WHERE i.natural_key = ANY(%s) AND i.withdrawn_at IS NULL", [keys])
    return {line[0]: line[1:] for line in found}


def day():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")


def due_job(stack, kind, dedupe):
    return stack.psql("contracts", "SELECT due_at FROM contracts.job WHERE kind = %s AND dedupe = %s", [kind, dedupe])


def told(stack, ids):
    return stack.psql("contracts", "SELECT count(*) FROM contracts.event WHERE type = 'contract.imported' AND agg_id = "
                      "ANY(%s::uuid[])", [ids])[0][0]


def minor(text):
    return round(float(text.strip() or 0) * 100)


def months_ahead(line):
    """Instalments that are still to come: of the term that runs, or the month that runs."""
    if line["Churn"] == "Yes":
        return 0
    term = TERMS[line["Contract"]] or 1
    return term - int(line["tenure"]) % term


def check_against(rows, found):
    for line in rows:
        _, state, amount, term, version, ref = found[line["customerID"]]
        assert (state, term, version, ref) == (STATES[line["Churn"]], TERMS[line["Contract"]], 1, line["customerID"])
        assert amount == minor(line["TotalCharges"]) + months_ahead(line) * minor(line["MonthlyCharges"])


def plans(stack, keys):
    """Of each contract: how much was received, and how many instalments are open with how much in all."""
    found = stack.psql("contracts", "SELECT i.natural_key, sum(p.received_minor)::bigint, count(*) FILTER (WHERE p.state <> 'PAID'), "
                       "(sum(p.amount_minor) FILTER (WHERE p.state <> 'PAID'))::bigint, "
                       "count(*) FILTER (WHERE p.due_on <= current_date AND p.state <> 'PAID') "
                       "FROM contracts.payment p JOIN contracts.contract_import i USING (contract_id) "
                       "WHERE i.natural_key = ANY(%s) AND i.withdrawn_at IS NULL GROUP BY 1", [keys])
    return {line[0]: line[1:] for line in found}


def check_plans(rows, found):
    """Each open instalment is a month's charge that lies ahead; who has left owes nothing more."""
    running = [line for line in rows if months_ahead(line)]
    assert set(found) == {line["customerID"] for line in running}
    for line in running:
        months = months_ahead(line)
        assert found[line["customerID"]] == (minor(line["TotalCharges"]), months, months * minor(line["MonthlyCharges"]), 0)


@pytest.fixture
def rows():
    nonce = random.randrange(10 ** 8)
    varied = [("One year", "No"), ("Two year", "Yes"), ("Month-to-month", "No")]
    made = [row(f"{nonce}-{i:02}", Contract=varied[i % 3][0], Churn=varied[i % 3][1], TotalCharges=str(100 + i))
            for i in range(30)]
    return made + [row(f"{nonce}-new", tenure="0", TotalCharges=" "), row(f"{nonce}-odd", Contract="Three year"),
                   row(f"{nonce}-sad", TotalCharges="-5"), row(f"{nonce}-lost", TotalCharges="", Churn="Yes")]


def test_CON_01_contracts_of_the_time_before_come_in_once_and_each_row_is_accounted_for(stack, rows, tmp_path):
    file, errors = write(tmp_path / "contracts.csv", rows), tmp_path / "errors.csv"
    keys = [line["customerID"] for line in rows]
    summary = run_import(stack, file, MAP, "--errors", str(errors), what="contracts", code=1)
    assert counts(summary) == (34, 31, 0, 3)
    assert {line: found["field"] for line, found in refused_rows(errors).items()} == {
        33: "Contract", 34: "amount", 35: "amount"}
    before = contracts(stack, keys)
    check_against(rows[:31], before)
    ids = [found[0] for found in before.values()]
    assert told(stack, ids) == 31
    assert counts(run_import(stack, file, MAP, what="contracts", code=1)) == (34, 0, 31, 3)
    assert contracts(stack, keys) == before and told(stack, ids) == 31
    left = before[rows[1]["customerID"]][0]
    reply = stack.call("contracts.GetContract", {"id": left})
    facts = {fact["key"]: fact["value"] for fact in reply["origin"]["facts"]}
    assert facts["payment_method"] == "mailed_check" and facts["monthly_charges"] == "56.95" and "gender" not in facts
    assert "payments" not in reply and "customerId" not in reply["contract"]
    assert stack.call("contracts.VerifyContract", {"id": left})["intact"] is True
    event = next(event for event in stack.events("contract.imported") if event["aggId"] == left)
    assert event["channel"] == "IMPORT" and event["payload"]["bulkId"] == summary["bulkId"]


def test_CON_14_CON_15_an_imported_contract_has_the_plan_and_the_term_that_run(stack, rows, tmp_path):
    run_import(stack, write(tmp_path / "contracts.csv", rows), MAP, what="contracts", code=1)
    found = contracts(stack, [line["customerID"] for line in rows])
    check_plans(rows[:31], plans(stack, list(found)))
    reply = stack.call("contracts.GetContract", {"id": found[rows[0]["customerID"]][0]})
    first, *ahead = reply["payments"]
    assert (first["state"], first["receivedMinor"]) == ("PAID", "10000")
    assert len(ahead) == 2 and {(part["state"], part["amountMinor"]) for part in ahead} == {("PLANNED", "5695")}
    assert first["dueOn"] == day() < ahead[0]["dueOn"] < ahead[1]["dueOn"]
    assert datetime.date.fromisoformat(ahead[1]["dueOn"]) == (
        datetime.date.fromisoformat(reply["contract"]["termEndsOn"]) + datetime.timedelta(days=1))
    assert due_job(stack, "term", reply["contract"]["id"])
    event = next(event for event in stack.events("contract.imported") if event["aggId"] == reply["contract"]["id"])
    assert len(event["payload"]["paymentSchedule"]) == 3 and event["payload"]["termEndsOn"] == reply["contract"]["termEndsOn"]
    assert stack.call("contracts.VerifyContract", {"id": reply["contract"]["id"]})["intact"] is True


def test_CON_01_an_import_of_contracts_is_undone_but_for_what_was_worked_on(stack, rows, tmp_path):
    file = write(tmp_path / "contracts.csv", rows[:6])
    bulk = run_import(stack, file, MAP, what="contracts")["bulkId"]
    keys = [line["customerID"] for line in rows[:6]]
    before = contracts(stack, keys)
    worked = rows[0]["customerID"]
    stack.call("contracts.RequestEnd", {"id": before[worked][0], "purpose": "TERMINATION", "reason": "MOVED_AWAY"})
    kept = tmp_path / "kept.csv"
    summary = run_undo(stack, bulk, "--kept", str(kept), code=1)
    assert (summary["contracts"], summary["withdrawn"], summary["before"], summary["kept"]) == (6, 5, 0, 1)
    with open(kept, newline="", encoding="utf-8") as table:
        assert [(row["kind"], row["natural_key"], row["reason"]) for row in csv.DictReader(table)] == [
            ("contract", worked, "WORKED_ON")]
    gone = before[rows[2]["customerID"]][0]
    reply = stack.call("contracts.GetContract", {"id": gone})
    assert reply["contract"]["state"] == "WITHDRAWN" and [part["state"] for part in reply["payments"]] == ["PAID", "CANCELLED"]
    assert stack.call("contracts.VerifyContract", {"id": gone})["intact"] is True
    event = next(event for event in stack.events("contract.withdrawn") if event["aggId"] == gone)
    assert (event["payload"]["bulkId"], event["payload"]["fromState"]) == (bulk, "EFFECTIVE")
    assert run_undo(stack, bulk, code=1)["before"] == 5
    assert counts(run_import(stack, file, MAP, what="contracts")) == (6, 5, 1, 0), "what was withdrawn comes in anew"
    after = contracts(stack, keys)
    assert after[worked][0] == before[worked][0] and len({found[0] for found in (*before.values(), *after.values())}) == 11


BODY = {"bulkId": "0190a000-0000-7000-8000-000000000000", "state": "EFFECTIVE", "productCode": "line", "currency": "CNY",
        "amount": "1,200.00", "months": 14}


def test_CON_01_one_imported_contract_is_withdrawn_by_who_may(stack):
    bulk = str(uuid.uuid4())
    made = [stack.call("contracts.ImportContract", {**BODY, "naturalKey": f"{bulk} {i}", "bulkId": bulk})["contract"]["id"]
            for i in range(3)]
    page = stack.call("contracts.ListImportedContracts", {"bulkId": bulk, "pageSize": 2})
    rest = stack.call("contracts.ListImportedContracts", {"bulkId": bulk, "pageToken": page["nextPageToken"]})
    assert [row["id"] for row in page["contracts"] + rest["contracts"]] == made and "nextPageToken" not in rest
    assert page["contracts"][0]["naturalKey"] == f"{bulk} 0"
    assert stack.refused("contracts.ListImportedContracts", {"bulkId": bulk}, "manager").code == "permission_denied"
    body = {"id": made[0], "bulkId": bulk}
    assert stack.refused("contracts.WithdrawContract", body, "manager").code == "permission_denied"
    assert stack.refused("contracts.WithdrawContract", {**body, "bulkId": str(uuid.uuid4())}).reason == "OTHER_IMPORT"
    assert stack.call("contracts.WithdrawContract", body)["contract"]["state"] == "WITHDRAWN"
    assert stack.call("contracts.WithdrawContract", body)["contract"]["state"] == "WITHDRAWN"
    stack.call("contracts.PutPaperCopy", {"id": made[1], "party": "OUR", "position": 1, "holder": "archive",
                                          "location": "shelf-4"})
    worked = stack.refused("contracts.WithdrawContract", {"id": made[1], "bulkId": bulk})
    assert worked.reason == "WORKED_ON" and "copied" in worked.message


def test_CON_14_a_contract_without_an_end_owes_the_month_that_runs(stack):
    bulk = str(uuid.uuid4())
    made = stack.call("contracts.ImportContract", {
        **BODY, "naturalKey": bulk, "bulkId": bulk, "amount": "300", "monthlyAmount": "100", "months": 3,
        "asOf": (datetime.date.today() - datetime.timedelta(days=75)).isoformat()})["contract"]

    def payments():
        found = stack.call("contracts.GetContract", {"id": made["id"]})["payments"]
        return [part["state"] for part in found] if len(found) == 4 and found[2]["state"] != "PLANNED" else None
    states = wait_until(payments, 20, "the month that runs")
    assert states[0] == "PAID" and states[3] == "PLANNED" and not {"PAID", "PLANNED"} & set(states[1:3])
    stack.call("contracts.RecordReceipt", {
        "naturalKey": bulk, "receivedOn": day(), "currency": "CNY", "amountMinor": "30000",
        "contractNumber": made["number"]}, "finance")
    reply = stack.call("contracts.GetContract", {"id": made["id"]})
    assert [part["state"] for part in reply["payments"]] == ["PAID"] * 4 and reply["contract"]["state"] == "EFFECTIVE"
    assert stack.call("contracts.VerifyContract", {"id": made["id"]})["intact"] is True
    assert stack.refused("contracts.WithdrawContract", {"id": made["id"], "bulkId": bulk}).reason == "WORKED_ON"


def test_CON_01_an_imported_contract_goes_on_as_any_other_and_is_kept_once(stack):
    body = {**BODY, "naturalKey": f"old-{random.randrange(10 ** 9)}"}
    for field, value in (("amount", "none"), ("amount", "0"), ("state", "DRAFT"), ("effectiveDate", "2999-01-01"),
                         ("monthlyAmount", "-5")):
        assert stack.refused("contracts.ImportContract", {**body, field: value}).code == "invalid_argument"
    twice = [{"key": "colour", "value": "red"}] * 2
    assert stack.refused("contracts.ImportContract", dict(body, facts=twice)).field == "facts"
    assert stack.refused("contracts.ImportContract", body, "manager").code == "permission_denied"
    made = stack.call("contracts.ImportContract", body)["contract"]
    assert made["amountMinor"] == "120000" and made["effectiveDate"] < "2999"
    again = stack.call("contracts.ImportContract", body)
    assert again["existed"] is True and again["contract"]["id"] == made["id"]
    assert stack.refused("contracts.VoidContract", {"id": made["id"], "reason": "MISTAKE"}).reason == "SEPARATION_OF_DUTIES"
    asked = stack.call("contracts.RequestEnd", {"id": made["id"], "purpose": "TERMINATION", "reason": "MOVED_AWAY"})
    assert asked["contract"]["state"] == "EFFECTIVE"
    assert stack.call("contracts.VerifyContract", {"id": made["id"]})["intact"] is True


@needs_data
def test_CON_01_all_7043_contracts_are_accounted_for(tmp_path):
    with open(FILE, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == ROWS and len([line for line in rows if not line["TotalCharges"].strip()]) == UNBILLED
    stack = Stack()
    try:
        summary = run_import(stack, FILE, MAP, what="contracts")
        assert counts(summary) == (ROWS, ROWS, 0, 0)
        keys = [line["customerID"] for line in rows]
        before = contracts(stack, keys)
        assert len(before) == ROWS
        check_against(rows, before)
        check_plans(rows, plans(stack, keys))
        assert told(stack, [found[0] for found in before.values()]) == ROWS
        assert counts(run_import(stack, FILE, MAP, what="contracts")) == (ROWS, 0, ROWS, 0)
        assert contracts(stack, keys) == before
    finally:
        stack.stop()
