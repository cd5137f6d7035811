# SPDX-License-Identifier: Apache-2.0
"""Who gets leads by rule."""


def bench_strangers(stack):
    """Agents that other tests made get no leads by rule: what follows is worked by the organisation's own people."""
    known = {user["id"] for user in stack.access()["users"]}
    heads = stack.call("events.Fetch", {"from": "LATEST", "maxEvents": 1})["heads"]
    seen = next((f"identity/{head['pos']}" for head in heads if head["domain"] == "identity"), None)
    token = None
    while True:
        page = stack.call("leads.ListAgents", {"pageSize": 200, **({"pageToken": token} if token else {})},
                          headers={"Dealspine-Position": seen} if seen else None)
        for agent in page["agents"]:
            if agent["userId"] not in known and agent.get("capacity"):
                stack.call("leads.SetAgentCapacity", {"userId": agent["userId"], "capacity": 0})
        token = page.get("nextPageToken")
        if not token:
            return
