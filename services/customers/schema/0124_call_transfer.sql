-- The customer waits: while the agent holds the call, and while it is put through to a colleague or a team.
ALTER TABLE call ADD COLUMN hold_s integer NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN held_since timestamptz;
ALTER TABLE call ADD COLUMN stepped_at timestamptz;
ALTER TABLE call ADD COLUMN transfer_user_id text;
ALTER TABLE call ADD COLUMN transfer_team_path text;
ALTER TABLE call ADD COLUMN transferred_by text;
ALTER TABLE call ADD COLUMN handover_sealed bytea;
CREATE INDEX ON call (stepped_at) WHERE transferred_by IS NOT NULL AND state <> 'WRAPPED';

-- When each adapter of a telephone system last said that it attends to calls.
CREATE TABLE telephone (adapter text PRIMARY KEY, seen_at timestamptz NOT NULL);
