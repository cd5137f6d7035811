-- What an agent did on a day and did not write down.
CREATE INDEX ON call (agent_id, requested_at);
CREATE INDEX ON contact_attempt (agent_id, requested_at);
