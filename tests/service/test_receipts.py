# SPDX-License-Identifier: Apache-2.0
"""Payment plans of contracts in effect: receipts, refunds, imports, and what is overdue."""
import csv
import os
import subprocess
import uuid

import pytest

from selling import COLLEAGUE, HEAD, SELLER, Paper, day
from support.importing import DATA
from support.stack import BIN, ROOT, wait_until


def effective(stack, *amounts, first=0, **draft):
    """A contract in effect over 420,000.00; the last instalment is what is left."""
    parts = [*amounts, 42000000 - sum(amounts)]
    paper = Paper(stack, instalments=[{"dueOn": day(first + 10 * i), "amountMinor": str(part)}
                                      for i, part in enumerate(parts)], **draft).send()
    paper.sign()
    paper.number = paper.all()["contract"]["number"]
    return paper


def receive(stack, paper, amount, **more):
    return stack.call("contracts.RecordReceipt", {
        "naturalKey": str(uuid.uuid4()), "receivedOn": day(), "currency": "CNY", "amountMinor": str(amount),
        **({"contractNumber": paper.number} if paper else {}), **more}, "finance")


def states(reply):
    return [(payment["receivedMinor"], payment["state"]) for payment in reply["payments"]]


def test_CON_14_a_contract_in_effect_has_a_payment_plan(stack):
    paper = effective(stack, 10000000, 2000000)
    payments = paper.all()["payments"]
    assert [(row["position"], row["amountMinor"]) for row in payments] == [(1, "10000000"), (2, "2000000"), (3, "30000000")]
    assert "payments" not in Paper(stack).all()


def test_CON_14_receipts_are_matched_partial_overpaid_and_refunded(stack):
    paper = effective(stack, 10000000, 2000000)
    part = receive(stack, paper, 4000000)
    assert (part["receipt"]["outcome"], part["receipt"]["appliedMinor"]) == ("PARTIAL", "4000000")
    assert states(part)[0] == ("4000000", "PARTIAL")
    rest = receive(stack, paper, 8000000)
    assert rest["receipt"]["outcome"] == "MATCHED" and states(rest)[:2] == [("10000000", "PAID"), ("2000000", "PAID")]
    over = receive(stack, paper, 30000001)
    assert (over["receipt"]["outcome"], over["receipt"]["appliedMinor"]) == ("OVERPAID", "30000000")
    spare = receive(stack, paper, -1)
    assert (spare["receipt"]["outcome"], spare["receipt"]["appliedMinor"]) == ("REFUND", "0")
    assert [state for _, state in states(spare)] == ["PAID"] * 3
    back = receive(stack, paper, -31000000)
    assert (back["receipt"]["outcome"], back["receipt"]["appliedMinor"]) == ("REFUND", "-31000000")
    assert states(back) == [("10000000", "PAID"), ("1000000", "PARTIAL"), ("0", "DUE")]
    moved = [int(event["payload"]["movedMinor"]) for event in paper.events("instalment.received")]
    assert sum(moved) == 11000000 and moved[0] == 4000000
    reply = paper.all()
    verbs = [step["verb"] for step in reply["steps"] if step["verb"] != "due"]  # which a job says when it comes to it
    assert len(reply["receipts"]) == 5 and verbs[-6:] == ["received"] * 3 + ["fulfilled", "received", "received"]
    assert paper.call("VerifyContract", "legal")["intact"] is True


def test_CON_14_the_same_receipt_twice_is_one(stack):
    paper = effective(stack)
    key = str(uuid.uuid4())
    first = receive(stack, paper, 5, naturalKey=key)["receipt"]
    again = receive(stack, paper, 5, naturalKey=key)
    assert again["existed"] is True and again["receipt"]["id"] == first["id"]
    assert paper.all()["payments"][0]["receivedMinor"] == "5"


def test_CON_14_what_names_no_contract_waits_to_be_assigned(stack):
    paper = effective(stack)
    lost = receive(stack, None, 700, reference="rent", payer="Kim Test")["receipt"]
    assert lost["outcome"] == "UNKNOWN" and "contractId" not in lost
    euros = receive(stack, paper, 700, currency="EUR")["receipt"]
    assert euros["outcome"] == "UNKNOWN"
    unknown = stack.call("contracts.ListReceipts", {"outcomes": ["UNKNOWN"], "pageSize": 200}, "finance")["receipts"]
    assert {lost["id"], euros["id"]} <= {row["id"] for row in unknown}
    assert next(row["remark"] for row in unknown if row["id"] == lost["id"]) == "Kim Test\nrent"
    body = {"id": lost["id"], "contractNumber": paper.number}
    assert stack.refused("contracts.AssignReceipt", dict(body, contractNumber="C-2000-000000"), "finance").code == "not_found"
    assert stack.refused("contracts.AssignReceipt", body, SELLER).code == "permission_denied"
    reply = stack.call("contracts.AssignReceipt", body, "finance")
    assert reply["receipt"]["outcome"] == "PARTIAL" and states(reply) == [("700", "PARTIAL")]
    assert stack.refused("contracts.AssignReceipt", body, "finance").reason == "RECEIPT_ASSIGNED"
    sealed, = stack.psql("contracts", "SELECT remark FROM contracts.receipt WHERE id = %s", [lost["id"]])[0]
    assert b"Kim" not in bytes(sealed)
    assert "Kim" not in str([event for event in stack.events("receipt.recorded") if event["aggId"] == lost["id"]])
    assert stack.refused("contracts.ListReceipts", {}, HEAD).code == "permission_denied"
    pages = stack.call("contracts.ListReceipts", {"pageSize": 1}, "finance")
    assert len(pages["receipts"]) == 1 and pages["nextPageToken"]


@pytest.mark.parametrize("more, field", [
    ({"amountMinor": "0"}, "amount"), ({"amountMinor": None, "amount": "12.345"}, "amount"),
    ({"amountMinor": None, "amount": "abc"}, "amount"), ({"receivedOn": None}, "received_on")])
def test_CON_14_a_receipt_has_an_amount_and_a_day(stack, more, field):
    body = {"naturalKey": "x", "receivedOn": day(), "currency": "CNY", "amountMinor": "5", **more}
    body = {name: value for name, value in body.items() if value is not None}
    refusal = stack.refused("contracts.RecordReceipt", body, "finance")
    assert (refusal.code, refusal.field) == ("invalid_argument", field)
    assert stack.refused("contracts.RecordReceipt", body, SELLER).code == "permission_denied"


def hasten(stack, paper, position, days):
    """The job of an instalment runs now, the instalment being due so many days from today."""
    stack.psql("contracts", "UPDATE contracts.payment SET due_on = current_date + %s WHERE contract_id = %s AND position = %s",
               [days, paper.id, position])
    stack.psql("contracts", "UPDATE contracts.job SET due_at = now() WHERE kind = 'payment_due' AND dedupe = %s",
               [f"{paper.id}.{position}"])


def payment(paper, position):
    return paper.all()["payments"][position - 1]["state"]


def test_CON_14_an_instalment_is_due_and_then_overdue(stack):
    paper = effective(stack, 10000000, first=20)
    assert payment(paper, 1) == "PLANNED"
    hasten(stack, paper, 1, 0)
    wait_until(lambda: payment(paper, 1) == "DUE", 20, "the day")
    hasten(stack, paper, 1, -4)
    wait_until(lambda: payment(paper, 1) == "OVERDUE", 20, "the delay")
    due, overdue = paper.events("instalment.due", "instalment.overdue")
    assert due["payload"]["position"] == 1 and overdue["payload"]["amountMinor"] == "10000000"
    assert [step["verb"] for step in paper.all()["steps"]][-2:] == ["due", "overdue"]
    assert states(receive(stack, paper, 1))[0] == ("1", "OVERDUE")
    assert states(receive(stack, paper, 9999999))[0] == ("10000000", "PAID")
    hasten(stack, paper, 2, -9)
    wait_until(lambda: payment(paper, 2) == "OVERDUE", 20, "the delay nobody looked at")


def test_CON_14_what_went_back_is_overdue_again(stack):
    paper = effective(stack, 10000000, first=20)
    hasten(stack, paper, 1, -9)
    wait_until(lambda: payment(paper, 1) == "OVERDUE", 20, "the delay")
    assert states(receive(stack, paper, 10000000))[0] == ("10000000", "PAID")
    assert states(receive(stack, paper, -10000000))[0] == ("0", "DUE")
    wait_until(lambda: payment(paper, 1) == "OVERDUE", 20, "the delay after the refund")
    assert len(paper.events("instalment.overdue")) == 2
    assert paper.call("VerifyContract", "legal")["intact"] is True


@pytest.mark.parametrize("end", ["VOID", "TERMINATED"])
def test_CON_14_CON_16_after_its_end_money_goes_back_and_nothing_is_due(stack, end):
    paper = effective(stack, 10000000, 2000000, first=20)
    receive(stack, paper, 11000000)
    if end == "VOID":
        paper.call("VoidContract", HEAD, reason="MISTAKE")
    else:
        paper.call("RequestEnd", purpose="TERMINATION", reason="MOVED_AWAY")
        paper.call("ApproveContract", HEAD)
        paper.call("ApproveContract", "legal")
    assert paper.state() == end
    assert states(paper.all()) == [("10000000", "PAID"), ("1000000", "CANCELLED"), ("0", "CANCELLED")]
    assert stack.psql("contracts", "SELECT count(*) FROM contracts.job WHERE kind = 'payment_due' AND starts_with(dedupe, %s)",
                      [paper.id]) == [(0,)]
    back = receive(stack, paper, -11000000)
    assert back["receipt"]["appliedMinor"] == "-11000000"
    assert states(back) == [("0", "CANCELLED")] * 3
    assert stack.psql("contracts", "SELECT count(*) FROM contracts.job WHERE kind = 'payment_due' AND starts_with(dedupe, %s)",
                      [paper.id]) == [(0,)]
    assert paper.call("VerifyContract", "legal")["intact"] is True


def test_CON_16_a_void_cancels_what_is_not_paid(stack):
    paper = effective(stack, 10000000)
    receive(stack, paper, 10000000)
    paper.call("VoidContract", HEAD, reason="MISTAKE")
    assert [row["state"] for row in paper.all()["payments"]] == ["PAID", "CANCELLED"]
    assert receive(stack, paper, 5)["receipt"]["outcome"] == "OVERPAID"
    back = receive(stack, paper, -10000000)
    assert (back["receipt"]["outcome"], back["receipt"]["appliedMinor"]) == ("REFUND", "-9999995")
    assert states(back) == [("5", "CANCELLED"), ("0", "CANCELLED")]
    assert paper.refused("VerifyContract", COLLEAGUE).code == "not_found"
    assert paper.call("VerifyContract", "legal")["intact"] is True


# ---- from banks' files ----

def import_file(stack, tmp_path, rows, map_name):
    path = tmp_path / "bill.csv"
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    done = subprocess.run(
        [os.path.join(BIN, "dealspine"), "--dir", stack.dir, "import", "receipts", str(path), "--map",
         os.path.join(ROOT, "deploy", "maps", map_name), "--as", "finance", "--concurrency", "1"],
        text=True, capture_output=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def bill(name, header):
    """The table of a file, from its header on, cells without the blanks around them."""
    path = os.path.join(DATA, "cn_bills", name)
    if not os.path.exists(path):
        pytest.skip("no file of this layout")
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = [[cell.strip() for cell in row] for row in csv.reader(file)]
    start = next(i for i, row in enumerate(rows) if row and row[0] == header)
    return [row for row in rows[start:] if len(row) == len(rows[start]) and any(row)]


def outcomes(stack, before):
    rows = stack.call("contracts.ListReceipts", {"pageSize": 200}, "finance").get("receipts", [])
    return [row for row in rows if row["id"] not in before]


@pytest.mark.parametrize("name, header, map_name, text, amount", [
    ("cmb_debit_example-cmb-records.csv", "记账日期", "cmb_debit.map", "客户摘要", "交易金额"),
    ("wechat_example-wechat-records.csv", "交易时间", "wechat_bill.map", "商品", "金额(元)")])
def test_CON_14_bank_statements_are_imported_by_a_map(stack, tmp_path, name, header, map_name, text, amount):
    rows = bill(name, header)
    paper = effective(stack, 10000000)
    columns = rows[0]

    def line(words, sum_, goes_out=False):
        made = rows[1][:]
        made[columns.index(text)] = f"合同 {paper.number} {words}"
        made[columns.index(amount)] = f"-{sum_}" if goes_out and "收/支" not in columns else sum_
        if "收/支" in columns:
            made[columns.index("收/支")] = "支出" if goes_out else "收入"
        return made
    table = [columns, line("首付款", "100,000.00"), line("进度款", "20,000.50"), line("尾款", "300,000.00"),
             line("退款", "0.50", goes_out=True), *rows[1:]]
    before = {row["id"] for row in outcomes(stack, set())}
    import_file(stack, tmp_path, table, map_name)
    found = outcomes(stack, before)
    assert len(found) == len(table) - 1
    assert [row["outcome"] for row in found].count("UNKNOWN") == len(rows) - 1
    booked = {row["outcome"]: (row["amountMinor"], row["appliedMinor"]) for row in found if row.get("contractId") == paper.id}
    assert booked == {"MATCHED": ("10000000", "10000000"), "PARTIAL": ("2000050", "2000050"),
                      "OVERPAID": ("30000000", "29999950"), "REFUND": ("-50", "0")}
    assert {row["currency"] for row in found} == {"CNY"}
    assert states(paper.all()) == [("10000000", "PAID"), ("32000000", "PAID")]
    import_file(stack, tmp_path, table, map_name)
    assert states(paper.all()) == [("10000000", "PAID"), ("32000000", "PAID")]
