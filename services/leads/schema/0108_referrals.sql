-- Leads that agents hand to the web or a store; lists of leads paged by one index each.

CREATE TABLE referral (
    id uuid PRIMARY KEY,
    lead_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    state text NOT NULL,
    to_channel text NOT NULL,
    team_path text COLLATE "C",
    agent_id text NOT NULL,
    owner_path text NOT NULL COLLATE "C",
    appointment_at timestamptz NOT NULL,
    zone text NOT NULL,
    lapses_at timestamptz NOT NULL,
    agent_points integer NOT NULL,
    receiver_id text,
    receiver_points integer NOT NULL,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    reason text,
    kept_by_lead_id uuid,
    version bigint NOT NULL DEFAULT 1
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX referral_one_open ON referral (lead_id) WHERE state = 'OPEN';
CREATE INDEX ON referral (customer_id) WHERE state = 'OPEN';
CREATE INDEX ON referral (lead_id);
CREATE INDEX ON referral (appointment_at, id);

-- The columns of the message Referral.
CREATE VIEW referral_row AS
SELECT id, lead_id, customer_id, state, to_channel, team_path, agent_id, owner_path, appointment_at, zone,
    to_char(appointment_at AT TIME ZONE zone, 'YYYY-MM-DD"T"HH24:MI') AS appointment_local, lapses_at, agent_points,
    receiver_id, receiver_points, created_at, ended_at, reason, kept_by_lead_id, version
FROM referral;

-- Best first is one row comparison on these, however far a list is read.
DROP INDEX lead_priority_id_idx, lead_priority_id_idx1;
CREATE INDEX lead_best ON lead ((-priority), id);
CREATE INDEX lead_best_pooled ON lead ((-priority), id) WHERE state = 'POOLED';
CREATE INDEX lead_best_pooled_of_product ON lead (product, (-priority), id) WHERE state = 'POOLED';
