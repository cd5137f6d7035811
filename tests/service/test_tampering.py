# SPDX-License-Identifier: Apache-2.0
"""What somebody alters in the database behind a contract's back is named by VerifyContract and `dealspine verify`."""
import hashlib
import os
import subprocess

import psycopg2
import pytest

from selling import COLLEAGUE, HEAD, SELLER, Paper, day
from support.stack import BIN

UPDATE = "UPDATE contracts.{} SET {} WHERE contract_id = %s"


def complete(stack):
    """A signed contract in effect, with an obligation and an original on paper."""
    paper = Paper(stack, obligations=[{"group": "DELIVERY", "code": "handover", "dueOn": day(5)}]).send()
    paper.sign()
    paper.call("PutPaperCopy", "signatory", position=1, party="OUR", holder="archive", location="cabinet-7.shelf-2")
    return paper.settled()


@pytest.mark.parametrize("statement, rule, row", [
    ("UPDATE contracts.contract SET amount_minor = amount_minor - 1 WHERE id = %s", "ALTERED", "contract.terms"),
    ("UPDATE contracts.contract SET owner_id = drafter_path WHERE id = %s", "ALTERED", "contract.terms"),
    ("UPDATE contracts.contract SET state = 'FULFILLED' WHERE id = %s", "ALTERED", "contract.state"),
    (UPDATE.format("contract_line", "price_minor = 1"), "ALTERED", "contract_line 1/1"),
    (UPDATE.format("instalment", "due_on = due_on + 30"), "ALTERED", "instalment 1/1"),
    (UPDATE.format("contract_clause", "body = '\\x00' ") + " AND clause_group = 'BREACH'", "ALTERED",
     "contract_clause 1/BREACH"),
    (UPDATE.format("checklist_item", "answered_by = 'somebody'") + " AND code = 'PRICE_ACCURATE'", "ALTERED",
     "checklist_item 1/PRICE_ACCURATE"),
    (UPDATE.format("approval_step", "approver_id = 'somebody'") + " AND role = 'LEGAL'", "ALTERED", "approval_step "),
    (UPDATE.format("approval_slot", "approver_id = 'somebody'") + " AND role = 'LEGAL'", "ALTERED", "approval_slot "),
    (UPDATE.format("approval_case", "route_code = 'none'"), "ALTERED", "approval_case "),
    (UPDATE.format("mark", "evidence_hash = repeat('0', 64)") + " AND party = 'OUR' AND kind = 'SEAL'", "ALTERED",
     "mark 1/OUR/SEAL"),
    ("UPDATE contracts.authority SET limit_minor = 7 WHERE id IN (SELECT authority_id FROM contracts.mark "
     "WHERE contract_id = %s AND party = 'CUSTOMER')", "ALTERED", "authority "),
    ("DELETE FROM contracts.obligation WHERE contract_id = %s", "REMOVED", "obligation 1/1"),
    ("INSERT INTO contracts.contract_credit (contract_id, user_id, basis_points) VALUES (%s, 'somebody', 5000)",
     "INSERTED", "contract_credit somebody"),
    ("INSERT INTO contracts.text_author (contract_id, text_version, user_id, part, at) "
     "VALUES (%s, 1, 'somebody', 'WRITTEN', now())", "INSERTED", "text_author 1/somebody/WRITTEN"),
    ("SET session_replication_role = replica; "
     + UPDATE.format("signed_document", "document = document || '\\x00'"), "ALTERED", "signed_document"),
    (UPDATE.format("duty", "state = 'FULFILLED'"), "ALTERED", "duty handover"),
    (UPDATE.format("paper_copy", "location = 'elsewhere'"), "ALTERED", "paper_copy 1"),
    (UPDATE.format("contract_version", "submitted_at = submitted_at - interval '1 day'"), "ALTERED", "contract_version 1"),
])
def test_CON_11_a_row_altered_behind_its_back_is_named(stack, statement, rule, row):
    paper = complete(stack)
    assert paper.call("VerifyContract", "legal")["intact"] is True
    stack.psql("dealspine" if statement.startswith("SET") else "contracts", statement, [paper.id])
    reply = paper.call("VerifyContract", "legal")
    assert (reply["intact"], reply["brokenRule"]) == (False, rule)
    assert reply["brokenRow"].startswith(row)
    told = verify(stack, "contracts", "--id", paper.id, "--as", "legal")
    assert told.returncode == 1 and f"{paper.id}: {rule} at step" in told.stdout and f"row {row}" in told.stdout


def test_CON_11_what_hides_behind_the_next_step_is_named(stack):
    paper = Paper(stack).submit()
    stack.psql("contracts", "UPDATE contracts.contract_line SET discount_basis_points = 9000 WHERE contract_id = %s", [paper.id])
    paper.call("ApproveContract", HEAD)
    reply = paper.call("VerifyContract", "legal")
    assert (reply["brokenRule"], reply["brokenRow"], reply["brokenSeq"]) == ("FOREIGN", "contract_line 1/1", 4)


def test_CON_11_a_list_of_rows_put_right_breaks_its_link(stack):
    paper = Paper(stack).submit()
    stack.psql("contracts", "UPDATE contracts.contract_step SET rows = '{}' WHERE contract_id = %s AND seq = 1", [paper.id])
    reply = paper.call("VerifyContract", "legal")
    assert (reply["brokenRule"], reply["brokenSeq"]) == ("CONTENT", 1)


def verify(stack, *arguments):
    return subprocess.run([os.path.join(BIN, "dealspine"), "--dir", stack.dir, "verify", *arguments],
                          text=True, capture_output=True, timeout=240)


def test_CON_11_the_command_line_names_the_contract_and_the_row(stack):
    paper, good = Paper(stack), Paper(stack)
    number = paper.all()["contract"]["number"]
    stack.psql("contracts", "UPDATE contracts.instalment SET amount_minor = 5 WHERE contract_id = %s", [paper.id])
    found = verify(stack, "contracts", "--number", number)
    assert (found.returncode, found.stdout) == (
        1, f"{number} {paper.id}: ALTERED at step 1, row instalment 1/1\n1 contracts read, 1 altered\n")
    fine = verify(stack, "contracts", "--id", good.id, "--as", "legal")
    assert (fine.returncode, fine.stdout) == (0, "1 contracts read, 0 altered\n")
    everything = verify(stack, "contracts", "--as", SELLER)
    assert everything.returncode == 1 and paper.id in everything.stdout and good.id not in everything.stdout
    assert verify(stack, "contracts", "--id", good.id, "--as", COLLEAGUE).returncode == 1
    assert verify(stack, "cabbages").returncode == 2


# ---- the archive and the originals ----

def test_CON_10_the_signed_document_is_archived_and_stays(stack):
    early = Paper(stack).send()
    assert early.refused("GetSignedDocument", "legal").code == "not_found"
    early.sign()
    reply, contract = early.call("GetSignedDocument", "legal"), early.all()
    assert reply["docHash"] == contract["contract"]["docHash"] == contract["archivedHash"]
    assert hashlib.sha256(reply["document"].encode()).hexdigest() == reply["docHash"]
    assert {(mark["party"], mark["kind"], mark["state"]) for mark in reply["marks"]} == {
        (party, kind, "DONE") for party in ("OUR", "CUSTOMER") for kind in ("SIGN", "SEAL")}
    for statement in ("UPDATE contracts.signed_document SET doc_hash = '' WHERE contract_id = %s",
                      "DELETE FROM contracts.signed_document WHERE contract_id = %s"):
        with pytest.raises(psycopg2.Error, match="stays as it is"):
            stack.psql("contracts", statement, [early.id])
    assert early.refused("GetSignedDocument", COLLEAGUE).code == "not_found"


def test_CON_10_originals_on_paper_are_registered(stack):
    paper = Paper(stack).send()
    copy = {"position": 1, "party": "OUR", "holder": "archive", "location": "cabinet-7"}
    assert paper.refused("PutPaperCopy", "signatory", **copy).reason == "WRONG_STATE"
    paper.sign()
    assert paper.refused("PutPaperCopy", SELLER, **copy).code == "permission_denied"
    paper.call("PutPaperCopy", "signatory", **copy)
    paper.call("PutPaperCopy", "signatory", **dict(copy, position=2, party="CUSTOMER", holder=paper.contact_id))
    copies = paper.call("PutPaperCopy", "legal", **dict(copy, location="cabinet-8", state="HANDED_OVER"))["copies"]
    assert [(row["position"], row["location"], row["state"]) for row in copies] == [
        (1, "cabinet-8", "HANDED_OVER"), (2, "cabinet-7", "HELD")]
    assert paper.all()["copies"] == copies and len(paper.events("contract.copy_recorded")) == 3
    assert paper.call("VerifyContract", "legal")["intact"] is True


def test_CON_09_a_mark_is_taken_back_before_all_are_there(stack):
    paper = Paper(stack).send()
    slot = {"party": "OUR", "kind": "SIGN", "reason": "MISTAKE"}
    assert paper.refused("RevokeMark", "signatory", **slot).reason == "MARK_OPEN"
    paper.call("RecordMark", "signatory", **paper.mark())
    assert paper.refused("RevokeMark", HEAD, **slot).code == "permission_denied"
    assert paper.call("RevokeMark", "signatory", **slot)["contract"]["state"] == "NEGOTIATING"
    assert {mark["state"] for mark in paper.all()["marks"]} == {"REVOKED"}
    assert len(paper.events("contract.mark_revoked")) == 1
    paper.call("SendForSignature")
    assert paper.sign()["state"] == "EFFECTIVE"
    assert paper.refused("RevokeMark", "signatory", **slot).reason == "WRONG_STATE"


def test_PLT_03_a_stale_version_is_refused_with_the_fields_that_differ(stack):
    paper = Paper(stack)
    paper.call("ReviseContract", expectedVersion="1", termMonths=6, clauses=[{"group": "PRICE", "text": "Cash."}])
    stale = paper.refused("ReviseContract", expectedVersion="1", termMonths=9)
    assert (stale.code, stale.reason) == ("aborted", "VERSION")
    assert stale.message.endswith("changed since: clauses, doc_hash, term_months")
    paper.submit()
    assert "state" in paper.refused("RecallContract", expectedVersion="2").message
