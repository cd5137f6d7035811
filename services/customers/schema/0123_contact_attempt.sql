-- Attempts to make contact by other media than calls, each with what was decided; a permitted one is used by one activity.
CREATE TABLE contact_attempt (
    id uuid PRIMARY KEY,
    customer_id uuid NOT NULL REFERENCES customer (id),
    contact_point_id uuid NOT NULL REFERENCES contact_point (id),
    lead_id uuid,
    opportunity_id uuid,
    medium text NOT NULL,
    purpose text NOT NULL,
    agent_id text NOT NULL,
    channel text NOT NULL,
    permitted boolean NOT NULL,
    decision_reasons text[] NOT NULL,
    decision_permission text NOT NULL,
    decision_policy text NOT NULL,
    decision_policy_version bigint NOT NULL,
    decision_local_time text NOT NULL,
    decision_attempts integer NOT NULL,
    requested_at timestamptz NOT NULL,
    usable_until timestamptz,
    activity_id uuid
);
CREATE INDEX ON contact_attempt (contact_point_id, medium, requested_at);
CREATE INDEX ON contact_attempt (customer_id);

ALTER TABLE activity ADD COLUMN decision_id uuid REFERENCES contact_attempt (id);
