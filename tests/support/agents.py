# SPDX-License-Identifier: Apache-2.0
"""The agents that leads knows, and who of them gets leads by rule."""


def agents(stack, seen=None):
    """All, page by page; once leads has seen the position `seen`, "identity/17"."""
    token = None
    while True:
        page = stack.call("leads.ListAgents", {"pageSize": 200, **({"pageToken": token} if token else {})},
                          headers={"Dealspine-Position": seen} if seen else None)
        yield from page.get("agents", [])
        token = page.get("nextPageToken")
        if not token:
            return


def agent_of(stack, user_id, seen=None):
    """His row, or None."""
    return next((agent for agent in agents(stack, seen) if agent["userId"] == user_id), None)


def bench_strangers(stack):
    """Agents that other tests made get no leads by rule: what follows is worked by the organisation's own people."""
    known = {user["id"] for user in stack.access()["users"]}
    heads = stack.call("events.Fetch", {"from": "LATEST", "maxEvents": 1})["heads"]
    seen = next((f"identity/{head['pos']}" for head in heads if head["domain"] == "identity"), None)
    for agent in agents(stack, seen):
        if agent["userId"] not in known and agent.get("capacity"):
            stack.call("leads.SetAgentCapacity", {"userId": agent["userId"], "capacity": 0})
