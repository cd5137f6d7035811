# SPDX-License-Identifier: Apache-2.0
"""Page tokens that no list gave: refused by name, whichever list is asked, and never a mistake of ours."""
import base64
import uuid

import pytest

FAR = str(uuid.uuid4())
BY_TIME = ("opportunities.ListOpportunities", "contracts.ListContracts", "aftersales.ListCases", "aftersales.ListPlans",
           "qa.ListRecordings", "qa.ListEvaluations", "notifications.ListSubscriptions", "insights.ListTargets")
TOKENS = (f"9223372036854775807_{FAR}", f"-9223372036854775808_{FAR}", f"99999999999999999999_{FAR}", f"_{FAR}", f" 1_{FAR}",
          f"+1_{FAR}", f"01_{FAR}", f"1_{FAR}x", "1_", "nonsense")


@pytest.mark.parametrize("method", BY_TIME)
def test_a_token_that_no_list_gave_is_refused_by_name(stack, method):
    for token in TOKENS:
        refusal = stack.refused(method, {"pageToken": token})
        assert (refusal.code, refusal.field) == ("invalid_argument", "page_token"), token


@pytest.mark.parametrize("method, order, key", [
    ("leads.ListLeads", "c", 2**63 - 1), ("leads.ListLeads", "c", -2**63), ("leads.ListLeads", "p", 2**63 - 1),
    ("leads.ListLeads", "p", 2**70), ("leads.ListPool", "o", 2**63 - 1), ("leads.ListPool", "o", -2**63)])
def test_a_token_of_leads_that_no_list_gave_is_refused_or_leads_to_an_end(stack, method, order, key):
    token = base64.urlsafe_b64encode(f"{order}{key}/{FAR}".encode()).decode().rstrip("=")
    request = {"pageToken": token, "order": "CAPTURED"} if order == "c" else {"pageToken": token}
    answer = stack.post(method, request)
    assert answer.status_code in (200, 400), answer.text
