# SPDX-License-Identifier: Apache-2.0
"""Page tokens that no list gave: refused by name, whichever list is asked, and never a mistake of ours."""
import uuid

import pytest

FAR = str(uuid.uuid4())
BY_KEY = ("leads.ListLeads", "leads.ListPool", "leads.ListReferrals", "leads.ListAgents",
          "opportunities.ListOpportunities", "contracts.ListContracts", "aftersales.ListCases", "aftersales.ListPlans",
          "qa.ListRecordings", "qa.ListEvaluations", "notifications.ListSubscriptions", "insights.ListTargets")
TOKENS = (f"9223372036854775807_{FAR}", f"-9223372036854775808_{FAR}", f"99999999999999999999_{FAR}", f"_{FAR}", f" 1_{FAR}",
          f"+1_{FAR}", f"01_{FAR}", f"1_{FAR}x", "1_", "nonsense")


@pytest.mark.parametrize("method", BY_KEY)
def test_a_token_that_no_list_gave_is_refused_by_name(stack, method):
    for token in TOKENS:
        refusal = stack.refused(method, {"pageToken": token})
        assert (refusal.code, refusal.field) == ("invalid_argument", "page_token"), token
