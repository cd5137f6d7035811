-- A call belongs to its customer, and to the agent who made it.
ALTER TABLE call ADD COLUMN agent_path text;
