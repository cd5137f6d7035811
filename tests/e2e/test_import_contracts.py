# SPDX-License-Identifier: Apache-2.0
"""`dealspine import contracts`: contracts of the time before, from a telephone company's file and from one of its shape."""
import csv
import os
import random

import pytest

from support.importing import MAPS, counts, public, refused_rows, run_import
from support.stack import Stack

FILE, needs_data = public("telco_churn_ibm", "Telco-Customer-Churn.csv")
MAP = os.path.join(MAPS, "telco_churn.map")
ROWS, UNBILLED = 7043, 11
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
                       "WHERE i.natural_key = ANY(%s)", [keys])
    return {line[0]: line[1:] for line in found}


def told(stack, ids):
    return stack.psql("contracts", "SELECT count(*) FROM contracts.event WHERE type = 'contract.imported' AND agg_id = "
                      "ANY(%s::uuid[])", [ids])[0][0]


def check_against(rows, found):
    for line in rows:
        _, state, amount, term, version, ref = found[line["customerID"]]
        assert (state, term, version, ref) == (STATES[line["Churn"]], TERMS[line["Contract"]], 1, line["customerID"])
        assert amount == round(float(line["TotalCharges"]) * 100)


@pytest.fixture
def rows():
    nonce = random.randrange(10 ** 8)
    varied = [("One year", "No"), ("Two year", "Yes"), ("Month-to-month", "No")]
    made = [row(f"{nonce}-{i:02}", Contract=varied[i % 3][0], Churn=varied[i % 3][1], TotalCharges=str(100 + i))
            for i in range(30)]
    return made + [row(f"{nonce}-new", tenure="0", TotalCharges=" "), row(f"{nonce}-odd", Contract="Three year"),
                   row(f"{nonce}-sad", TotalCharges="-5")]


def test_CON_01_contracts_of_the_time_before_come_in_once_and_each_row_is_accounted_for(stack, rows, tmp_path):
    file, errors = write(tmp_path / "contracts.csv", rows), tmp_path / "errors.csv"
    keys = [line["customerID"] for line in rows]
    summary = run_import(stack, file, MAP, "--errors", str(errors), what="contracts", code=1)
    assert counts(summary) == (33, 30, 0, 3)
    assert {line: found["field"] for line, found in refused_rows(errors).items()} == {
        32: "amount", 33: "Contract", 34: "amount"}
    before = contracts(stack, keys)
    check_against(rows[:30], before)
    ids = [found[0] for found in before.values()]
    assert told(stack, ids) == 30
    assert counts(run_import(stack, file, MAP, what="contracts", code=1)) == (33, 0, 30, 3)
    assert contracts(stack, keys) == before and told(stack, ids) == 30
    reply = stack.call("contracts.GetContract", {"id": ids[0]})
    facts = {fact["key"]: fact["value"] for fact in reply["origin"]["facts"]}
    assert facts["payment_method"] == "mailed_check" and facts["monthly_charges"] == "56.95" and "gender" not in facts
    assert "payments" not in reply and "customerId" not in reply["contract"]
    assert stack.call("contracts.VerifyContract", {"id": ids[0]})["intact"] is True
    event = next(event for event in stack.events("contract.imported") if event["aggId"] == ids[0])
    assert event["channel"] == "IMPORT" and event["payload"]["bulkId"] == summary["bulkId"]


def test_CON_01_an_imported_contract_goes_on_as_any_other_and_is_kept_once(stack):
    body = {"naturalKey": f"old-{random.randrange(10 ** 9)}", "bulkId": "0190a000-0000-7000-8000-000000000000",
            "state": "EFFECTIVE", "productCode": "line", "currency": "CNY", "amount": "1,200.00", "months": 14}
    for field, value in (("amount", "none"), ("amount", "0"), ("state", "DRAFT"), ("effectiveDate", "2999-01-01")):
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
    assert len(rows) == ROWS
    billed = [line for line in rows if line["TotalCharges"].strip()]
    stack = Stack()
    try:
        errors = tmp_path / "errors.csv"
        summary = run_import(stack, FILE, MAP, "--errors", str(errors), what="contracts", code=1)
        assert counts(summary) == (ROWS, ROWS - UNBILLED, 0, UNBILLED)
        refused = refused_rows(errors)
        assert len(refused) == UNBILLED and {found["field"] for found in refused.values()} == {"amount"}
        keys = [line["customerID"] for line in rows]
        before = contracts(stack, keys)
        assert len(before) == ROWS - UNBILLED
        check_against(billed, before)
        assert told(stack, [found[0] for found in before.values()]) == ROWS - UNBILLED
        assert counts(run_import(stack, FILE, MAP, what="contracts", code=1)) == (ROWS, 0, ROWS - UNBILLED, UNBILLED)
        assert contracts(stack, keys) == before
    finally:
        stack.stop()
