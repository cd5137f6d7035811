-- Calls that were put through: who took one, from when until when. A call has a part of each who talked in it.
CREATE TABLE call_taken (
    call_id uuid NOT NULL,
    since timestamptz NOT NULL,
    until timestamptz,
    agent_id text NOT NULL,
    PRIMARY KEY (call_id, since)
);
ALTER TABLE call_fact ADD COLUMN given_at timestamptz; -- the first time somebody else took it
CREATE INDEX ON call_fact (dialled_at) WHERE given_at IS NOT NULL;

-- The dial and whether it reached somebody are the first one's, the wrap-up and what it says the last one's, and each
-- has the seconds from his beginning to the next one's: they sum to the call's. Each part bears its own agent's place.
DROP VIEW call_seen;
DROP VIEW call_heard;
CREATE VIEW call_part AS
SELECT call_id, agent_id, direction, refused_at, dialled_at, answered_at, ended_at, given_at IS NULL AS last, true AS first,
    coalesce(dialled_at, refused_at, answered_at) AS at, coalesce(dialled_at, refused_at, answered_at) AS since,
    CASE WHEN given_at IS NULL THEN talk_s ELSE greatest(floor(extract(epoch FROM given_at - answered_at)), 0)::bigint END AS talk_s,
    CASE WHEN given_at IS NULL THEN wrap_s END AS wrap_s,
    CASE WHEN given_at IS NULL THEN customer_contact END AS customer_contact,
    answered_at IS NOT NULL AND coalesce(by_person, true) AS connected
FROM call_fact
UNION ALL
SELECT c.call_id, t.agent_id, c.direction, c.refused_at, c.dialled_at, c.answered_at, c.ended_at, t.until IS NULL, false,
    coalesce(c.dialled_at, c.refused_at, c.answered_at), t.since,
    CASE WHEN t.until IS NULL THEN c.talk_s ELSE greatest(floor(extract(epoch FROM t.until - c.answered_at)), 0)::bigint END
        - greatest(floor(extract(epoch FROM t.since - c.answered_at)), 0)::bigint,
    CASE WHEN t.until IS NULL THEN c.wrap_s END,
    CASE WHEN t.until IS NULL THEN c.customer_contact END,
    false
FROM call_fact AS c
JOIN call_taken AS t USING (call_id)
WHERE c.given_at IS NOT NULL;

CREATE VIEW call_heard AS
SELECT c.*, coalesce(p.path, '/') AS path, coalesce(p.team_path, '/') AS team_path
FROM call_part AS c
LEFT JOIN person_place AS p ON p.user_id = c.agent_id AND c.since >= p.since AND c.since < p.until;

CREATE VIEW call_seen AS
SELECT * FROM call_heard WHERE coalesce(direction, 'OUTBOUND') = 'OUTBOUND';

-- A rebuild begins with it, too.
DO $$
BEGIN
    EXECUTE replace(pg_get_functiondef('rewind_projections'::regproc), 'call_fact,', 'call_fact, call_taken,');
END $$;

UPDATE metric SET version = version + 1,
    formula = 'of the dials that were answered: sum of (ended - answered); of a call that was put through each agent has the seconds until the next one took it; average: the sum / answered',
    sources = '{call.dialling,call.answered,call.taken,call.ended}'
WHERE code = 'talk_seconds';
UPDATE metric SET version = version + 1,
    formula = '(talk + wrap) / answered, wrap being (wrapped - ended), of the agent who had the call last',
    sources = '{call.dialling,call.answered,call.taken,call.ended,call.wrapped}'
WHERE code = 'handle_seconds';
UPDATE metric SET version = version + 1,
    formula = 'answered calls wrapped with a disposition flagged as contact with the customer, for the agent who had the call last / answered',
    sources = '{call.answered,call.taken,call.wrapped}'
WHERE code = 'right_party_rate';
